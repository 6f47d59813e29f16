// A menu that opens beside a button: arrows move in it, Enter chooses, Escape closes it and gives the focus back.

import { element } from "/page/dom.js";

const GAP = 4;

// `items` are {label, detail?, act}; `at` is a place for a menu that was asked for by the pointer.
export function openMenu(anchor, label, items, at) {
  const buttons = items.map((each) => item(each));
  const menu = element("div", { className: "menu", popover: "auto", role: "menu", ariaLabel: label }, ...buttons);
  (anchor.closest("dialog, .pane") ?? document.body).append(menu);
  buttons.forEach((button, place) => button.addEventListener("click", () => {
    menu.hidePopover();
    items[place].act();
  }));
  menu.addEventListener("keydown", (event) => move(event, buttons, menu));
  menu.addEventListener("toggle", (event) => {
    if (event.newState === "closed") close(menu, anchor);
  });
  anchor.setAttribute("aria-expanded", "true");
  menu.showPopover();
  place(menu, at ?? anchor.getBoundingClientRect());
  buttons[0]?.focus();
}

function item({ label, detail }) {
  const button = element("button", { type: "button", role: "menuitem", tabIndex: -1 });
  button.append(element("span", { textContent: label, dir: "auto" }));
  if (detail) button.append(element("span", { className: "faint", textContent: detail, dir: "auto" }));
  return button;
}

function close(menu, anchor) {
  anchor.removeAttribute("aria-expanded");
  if (menu.contains(document.activeElement) || document.activeElement === document.body) anchor.focus();
  menu.remove();
}

// Below what it belongs to, or above where there is no room, and always on the page.
function place(menu, at) {
  const { width, height } = menu.getBoundingClientRect();
  const room = document.documentElement;
  const left = Math.min(Math.max(GAP, at.right - width), room.clientWidth - width - GAP);
  const below = at.bottom + GAP;
  const top = below + height <= room.clientHeight ? below : Math.max(GAP, at.top - height - GAP);
  Object.assign(menu.style, { left: `${left}px`, top: `${top}px` });
}

function move(event, buttons, menu) {
  const to = target(event.key, buttons);
  if (event.key === "Tab") menu.hidePopover();
  if (to === undefined) return;
  event.preventDefault();
  to.focus();
}

// Where an arrow leads from the one that has the focus; round the ends.
export function target(key, buttons, { sideways = false } = {}) {
  const here = buttons.indexOf(document.activeElement);
  const forth = key === "ArrowDown" || (sideways && key === "ArrowRight");
  const back = key === "ArrowUp" || (sideways && key === "ArrowLeft");
  if (forth) return buttons[(here + 1) % buttons.length];
  if (back) return buttons[(here - 1 + buttons.length) % buttons.length];
  return { Home: buttons[0], End: buttons.at(-1) }[key];
}
