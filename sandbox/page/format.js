// Turns a text and its entities into nodes. Offsets count UTF-16 code units, as strings in this language do.
// Only text nodes and a fixed set of elements are made; an address is a link only when it is http or https.
// Addresses and commands that nobody has marked are found in what is left, as Telegram's apps find them.

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
const SILENT = new Set(["code", "pre", "text_link"]);
const FOUND = /(?<address>(?:https?:\/\/|\bt\.me\/)[^\s<>"“”]*[^\s<>"“”.,;:!?)\]])|(?<![\w/@.])(?<command>\/[a-z][a-z0-9_]{0,31})(?![\w/@])/gi;

export function formatted(text, entities = []) {
  return nodes(text, entities.filter((each) => each.type in ELEMENTS), 0, text.length, true);
}

// Entities are sorted by offset, longer ones first, and are nested or apart: those inside the first are its own.
function nodes(text, entities, from, to, searched) {
  const made = [];
  let at = from;
  for (let index = 0; index < entities.length;) {
    const outer = entities[index];
    const end = outer.offset + outer.length;
    let next = index + 1;
    while (next < entities.length && entities[next].offset < end) next += 1;
    made.push(...plain(text.slice(at, outer.offset), searched));
    const inside = entities.slice(index + 1, next);
    made.push(element(outer, nodes(text, inside, outer.offset, end, searched && !SILENT.has(outer.type))));
    at = end;
    index = next;
  }
  made.push(...plain(text.slice(at, to), searched));
  return made;
}

function plain(text, searched) {
  if (!searched) return [document.createTextNode(text)];
  const made = [];
  let at = 0;
  for (const found of text.matchAll(FOUND)) {
    const { address, command } = found.groups;
    made.push(document.createTextNode(text.slice(at, found.index)), command ? sends(command) : leads(address));
    at = found.index + found[0].length;
  }
  made.push(document.createTextNode(text.slice(at)));
  return made;
}

function element(entity, children) {
  if (entity.type === "text_link" && /^https?:/i.test(entity.url)) return leads(entity.url, children);
  const made = document.createElement(entity.type === "text_link" ? "span" : ELEMENTS[entity.type]);
  made.append(...children);
  return made;
}

function leads(address, children = [address]) {
  const made = document.createElement("a");
  made.href = /^https?:/i.test(address) ? address : `https://${address}`;
  made.target = "_blank";
  made.rel = "noopener noreferrer";
  made.append(...children);
  return made;
}

function sends(command) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "command";
  made.textContent = command;
  return made;
}
