// The buttons below a message, in their rows, and what a tap on one does. One stop of the Tab key; arrows go on from there.

import { element, icon } from "/page/dom.js";
import { say } from "/page/dialogs.js";
import { botLink, follow } from "/page/links.js";
import { target } from "/page/menu.js";
import { call } from "/page/server.js";
import { town } from "/page/town.js";

const ANSWER_SECONDS = 15;

// Made anew only when they changed, so that the focus stays on a button that is still there.
export function drawKeyboard(place, message, pane) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  const drawn = JSON.stringify(rows);
  if (place.dataset.drawn === drawn) return;
  const focused = [...place.querySelectorAll("button")].indexOf(document.activeElement);
  place.replaceChildren(...rows.map((buttons, row) => line(buttons, row, message, pane)));
  place.dataset.drawn = drawn;
  const made = [...place.querySelectorAll("button")];
  stopAt(made, made[Math.max(focused, 0)] ?? made[0]);
  if (focused >= 0) (made[focused] ?? made.at(-1) ?? pane.field).focus();
}

function line(buttons, row, message, pane) {
  const made = element("div", { className: "row" });
  buttons.forEach((each, col) => {
    const button = element("button", { type: "button", dir: "auto", textContent: each.text });
    if (each.url && !botLink(each.url)) button.append(icon("out"));
    button.addEventListener("click", () => pane.attempt(() => tap(button, message.id, { row, col }, pane)));
    made.append(button);
  });
  return made;
}

async function tap(button, message, which, pane) {
  if (button.ariaBusy) return;
  button.ariaBusy = "true";
  let answer;
  try {
    answer = await answered({ from: pane.person, message_id: message, ...which }, pane);
  } finally {
    button.ariaBusy = null;
  }
  await hear(answer, pane);
}

// What the bot says to it; a button with a link leads there by itself.
async function answered(which, pane) {
  const made = await call("POST", `/sandbox/chats/${pane.chat}/taps`, which);
  return made.query_id ? call("GET", `/sandbox/taps/${made.query_id}?wait=${ANSWER_SECONDS}`) : made;
}

async function hear(answer, pane) {
  if (answer.url) await follow(pane, answer.url);
  else if (answer.show_alert) await say(town.bot.first_name, answer.text);
  else if (answer.text) pane.toast(answer.text);
}

export function stopAt(buttons, chosen) {
  for (const each of buttons) each.tabIndex = each === chosen ? 0 : -1;
}

export function roam(place) {
  place.addEventListener("keydown", (event) => {
    const buttons = [...place.querySelectorAll("button")];
    const to = buttons.includes(event.target) ? target(event.key, buttons, { sideways: true }) : undefined;
    if (!to) return;
    event.preventDefault();
    event.stopPropagation();
    stopAt(buttons, to);
    to.focus();
  });
}
