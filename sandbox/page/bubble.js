// One message as people see it: who, what, when, its picture or file, its buttons. Drawn anew at each change, but for
// what has stayed as it was.

import { icon, made, signed } from "/page/dom.js";
import { drawMedia } from "/page/files.js";
import { formatted } from "/page/format.js";
import { drawKeyboard, roam } from "/page/keyboard.js";
import { drawPoll } from "/page/poll.js";
import { drawExtras } from "/page/scan.js";
import { hour } from "/page/times.js";
import { groupWith } from "/page/town.js";

const SERVICE = {
  group_chat_created: "The group was set up.",
  new_chat_members: "The bot was let into the group.",
  migrate_to_chat_id: "The group became a supergroup.",
  migrate_from_chat_id: "The group became a supergroup.",
};

export function newBubble() {
  const node = made("message");
  roam(node.querySelector(".keyboard"));
  return node;
}

export function fill(node, message, pane) {
  const find = (part) => node.querySelector(part);
  const mine = message.from.id === pane.person;
  const service = Object.keys(SERVICE).find((name) => name in message);
  node.className = `message ${service ? "service" : mine ? "mine" : "theirs"}`;
  node.ariaLabel = `${mine ? "You" : message.from.first_name}, ${hour(message.date)}`;
  node.classList.toggle("grouped", Boolean(groupWith(pane.chat)));
  find(".who").textContent = mine || service ? "" : message.from.first_name;
  find(".who").dataset.colour = signed(find(".avatar"), message.from.first_name, message.from.id).dataset.colour;
  fillText(find(".text"), message, pane, service);
  find(".when").replaceChildren(...when(message, mine));
  drawMedia(find(".media"), message);
  drawKeyboard(find(".keyboard"), message, pane);
  drawExtras(find(".extras"), message, pane, find(".text"));
  node.classList.toggle("wide", Boolean(message.reply_markup || message.poll || message.photo));
  return node;
}

function fillText(place, message, pane, service) {
  if (message.poll) drawPoll(place, message, pane);
  else place.replaceChildren(...formatted(service ? SERVICE[service] : words(message), entitiesOf(message)));
  for (const command of place.querySelectorAll("button.command")) {
    command.addEventListener("click", () => pane.attempt(() => pane.write(command.textContent)));
  }
}

const entitiesOf = (message) => message.entities ?? message.caption_entities;

export function words(message) {
  if (message.text ?? message.caption) return message.text ?? message.caption;
  if (message.poll) return message.poll.question;
  if (message.sticker) return message.sticker.emoji;
  if (message.location) return `Location: ${message.location.latitude}, ${message.location.longitude}`;
  if (message.voice) return `Voice message, ${message.voice.duration} s`;
  return "";
}

// In a line of a list or of a preview, a message without words is named by what it is.
export const inShort = (message) =>
  words(message) || (message.photo ? "Picture" : message.document?.file_name) || "Message";

function when(message, mine) {
  const forwarded = message.forward_origin ? ["forwarded · "] : [];
  const time = `${message.edited && !message.poll ? "edited " : ""}${hour(message.date)}`;
  return [...forwarded, time, ...(mine ? [icon("seen")] : [])];
}
