// Dialogs: what the bot says so that it must be read, a choice, a question before something that cannot be undone.
// Escape closes each of them, and the focus goes back to where it was.

import { element, made } from "/page/dom.js";

// Show it until it is closed; what it was closed with.
export function shown(dialog) {
  document.body.append(dialog);
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close(""); // beside it
  });
  dialog.querySelector("button.close")?.addEventListener("click", () => dialog.close(""));
  return new Promise((resume) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resume(dialog.returnValue);
    });
    dialog.showModal();
  });
}

function ask(title, text, ...buttons) {
  const heading = element("h2", { id: `title-${crypto.randomUUID()}`, textContent: title });
  const dialog = element("dialog", {}, element("form", { method: "dialog" }, heading, ...text, ...buttons));
  dialog.setAttribute("aria-labelledby", heading.id);
  return shown(dialog);
}

const line = (text) => element("p", { textContent: text, dir: "auto" });

export function say(title, text) {
  const button = element("button", { textContent: "OK", className: "strong", autofocus: true });
  return ask(title, [line(text)], element("p", { className: "actions" }, button));
}

export async function confirmed(title, text, verb) {
  const no = element("button", { textContent: "Cancel", value: "" });
  const yes = element("button", { textContent: verb, value: "yes", className: "strong" });
  return (await ask(title, [line(text)], element("p", { className: "actions" }, no, yes))) === "yes";
}

// One of `options`, {value, label, sign?}; null when none was chosen.
export async function choose(title, options) {
  const buttons = options.map(({ label, sign }, place) => {
    const button = element("button", { value: String(place), dir: "auto" });
    button.append(...(sign ? [sign] : []), label);
    return button;
  });
  const cancel = element("p", { className: "actions" }, element("button", { textContent: "Cancel", value: "" }));
  const chosen = await ask(title, [], element("div", { className: "choice" }, ...buttons), cancel);
  return chosen ? options[Number(chosen)].value : null;
}

export async function typed(title, label, verb) {
  const field = element("input", { name: "typed", required: true, maxLength: 300, autocomplete: "off" });
  const cancel = element("button", { type: "button", textContent: "Cancel", className: "close" });
  const go = element("button", { textContent: verb, value: "yes", className: "strong" });
  const actions = element("p", { className: "actions" }, cancel, go);
  const answer = await ask(title, [element("label", {}, label, " ", field)], actions);
  return answer === "yes" ? field.value : null;
}

export function picture(source, name) {
  const dialog = made("picture-dialog");
  dialog.querySelector("img").src = source;
  Object.assign(dialog.querySelector(".save"), { href: source, download: name });
  return shown(dialog);
}
