// Codes and links that somebody else is to open: a poster is scanned by a passer-by, an invitation is passed on.
// Few browsers can read a code in a picture. Where this one cannot, the link that stands below the picture is taken.

import { avatar, element } from "/page/dom.js";
import { choose } from "/page/dialogs.js";
import { botLink } from "/page/links.js";
import { town } from "/page/town.js";

const reader = "BarcodeDetector" in window ? new window.BarcodeDetector({ formats: ["qr_code"] }) : null;

// A button for each message that has a code or a link to the bot.
export async function drawExtras(place, message, pane, text) {
  const written = [...text.querySelectorAll("a")].map((each) => each.href).find(botLink);
  const drawn = JSON.stringify([written ?? "", message.file ?? ""]);
  if (place.dataset.drawn === drawn) return;
  place.dataset.drawn = drawn;
  const isPicture = Boolean(message.photo || message.document?.mime_type.startsWith("image/"));
  const link = (isPicture && (await codeIn(message.file))) || written;
  if (place.dataset.drawn !== drawn) return;
  place.replaceChildren(...(link ? [chip(isPicture ? "Scan the code as …" : "Open the link as …", link, pane)] : []));
}

function chip(label, link, pane) {
  const button = element("button", { type: "button", className: "chip", textContent: label });
  button.addEventListener("click", () => pane.attempt(() => handOn(link, pane)));
  return button;
}

async function codeIn(file) {
  if (!reader) return null;
  try {
    const whole = await createImageBitmap(await (await fetch(file)).blob());
    return (await reader.detect(whole)).map((each) => each.rawValue).find(botLink) ?? null;
  } catch {
    return null; // a picture that cannot be read has no code in it
  }
}

export async function handOn(link, pane) {
  const others = town.people.filter((each) => each.id !== pane.person && !each.deactivated);
  const known = others.map(({ id, first_name: name }) => ({ value: id, label: name, sign: avatar(name, id) }));
  const who = await choose("Who opens it?", [...known, { value: "new", label: "Somebody new …" }]);
  if (who === "new") await pane.house.letIn(link);
  else if (who !== null) await pane.house.openLink(who, link);
}
