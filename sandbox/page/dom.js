// Small helpers for making elements. What people write is always set as text, never as HTML: a message must not be able
// to change the page.

export const part = (id) => document.getElementById(id);

export function made(template) {
  return part(template).content.firstElementChild.cloneNode(true);
}

export function element(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const drawn = document.createElementNS(space, "svg");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `#icon-${name}`);
  drawn.setAttribute("class", "icon");
  drawn.setAttribute("aria-hidden", "true");
  drawn.append(use);
  return drawn;
}

// A person's sign: the first letter of the name, in a colour that stays theirs.
const COLOURS = 6;

export function signed(node, name, id) {
  node.textContent = [...name.trim()][0]?.toUpperCase() ?? "";
  node.dataset.colour = Math.abs(id) % COLOURS;
  return node;
}

export const avatar = (name, id) => signed(element("span", { className: "avatar", ariaHidden: "true" }), name, id);

export const narrow = window.matchMedia("(max-width: 46rem)");

export const pause = (milliseconds) => new Promise((resume) => { setTimeout(resume, milliseconds); });
