// Turns a text and its entities into nodes. Offsets count UTF-16 code units, as strings in this language do.
// Only text nodes and a fixed set of elements are made; an address is a link only when it is http or https.

const ELEMENTS = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  pre: "code",
  blockquote: "blockquote",
  expandable_blockquote: "blockquote",
  spoiler: "span",
  text_link: "a",
};

export function formatted(text, entities = []) {
  return nodes(text, entities.filter((each) => each.type in ELEMENTS), 0, text.length);
}

// Entities are sorted by offset, longer ones first, and are nested or apart: those inside the first are its own.
function nodes(text, entities, from, to) {
  const made = [];
  let at = from;
  for (let index = 0; index < entities.length;) {
    const outer = entities[index];
    const end = outer.offset + outer.length;
    let next = index + 1;
    while (next < entities.length && entities[next].offset < end) next += 1;
    made.push(document.createTextNode(text.slice(at, outer.offset)));
    made.push(element(outer, nodes(text, entities.slice(index + 1, next), outer.offset, end)));
    at = end;
    index = next;
  }
  made.push(document.createTextNode(text.slice(at, to)));
  return made;
}

function element(entity, children) {
  const made = document.createElement(ELEMENTS[entity.type]);
  if (entity.type === "text_link" && /^https?:/i.test(entity.url)) {
    made.href = entity.url;
    made.target = "_blank";
    made.rel = "noopener noreferrer";
  }
  made.append(...children);
  return made;
}
