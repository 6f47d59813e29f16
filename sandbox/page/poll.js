// A poll of Telegram's own: what it asks, how its votes stand, and voting. Of several answers a tap adds one or takes it
// out; "Retract vote" takes all back.

import { element } from "/page/dom.js";
import { call } from "/page/server.js";

export function drawPoll(place, message, pane) {
  const focused = [...place.querySelectorAll("button")].indexOf(document.activeElement);
  place.replaceChildren(whole(message, pane));
  if (focused >= 0) (place.querySelectorAll("button")[focused] ?? pane.field).focus();
}

function whole(message, pane) {
  const { poll, chosen = [] } = message;
  const about = poll.is_closed ? "Final results" : poll.is_anonymous ? "Anonymous poll" : "Poll";
  const votes = poll.total_voter_count === 1 ? "1 vote" : `${poll.total_voter_count} votes`;
  const options = poll.options.map((each, place) => option(each, place, message, pane));
  const drawn = element("div", { className: "poll" },
    element("p", { className: "question", textContent: poll.question, dir: "auto" }),
    ...(poll.description ? [element("p", { textContent: poll.description, dir: "auto" })] : []),
    element("p", { className: "faint", textContent: `${about}, ${votes}` }),
    ...options);
  if (!poll.is_closed && chosen.length) {
    const retract = element("button", { type: "button", className: "chip", textContent: "Retract vote" });
    retract.addEventListener("click", () => pane.attempt(() => vote(message, [], pane)));
    drawn.append(retract);
  }
  return drawn;
}

function option(given, place, message, pane) {
  const { poll, chosen = [] } = message;
  const share = poll.total_voter_count ? given.voter_count / poll.total_voter_count : 0;
  const mine = chosen.includes(place);
  const button = element("button", { type: "button", className: "option", disabled: poll.is_closed, ariaPressed: mine },
    element("span", { textContent: `${mine ? "✓ " : ""}${given.text}`, dir: "auto" }),
    element("span", { className: "share", textContent: `${given.voter_count} · ${Math.round(share * 100)} %` }));
  button.style.setProperty("--share", `${share * 100}%`);
  const rest = chosen.filter((each) => each !== place);
  const options = poll.allows_multiple_answers ? (mine ? rest : [...rest, place]) : [place];
  button.addEventListener("click", () => pane.attempt(() => vote(message, options, pane)));
  return button;
}

function vote(message, options, pane) {
  return call("POST", `/sandbox/chats/${pane.chat}/votes`, { from: pane.person, message_id: message.id, options });
}
