// Switches for what networks and a busy Telegram do. Rules that somebody else has set are counted, and cleared with them.

import { element, part } from "/page/dom.js";
import { call } from "/page/server.js";

const FAULTS = [
  ["latency", "Slow network", "Every call takes two seconds longer.", { seconds: 2 }],
  ["429", "Too many requests", "Telegram refuses three calls in ten, for three seconds.", { chance: 0.3, retry_after: 3 }],
  ["500", "Server errors", "Three calls in ten fail.", { chance: 0.3 }],
  ["cut_after", "Answers get lost", "Two calls in ten take effect, and the bot is not told.", { chance: 0.2 }],
  ["duplicate_update", "Updates twice", "What people do is handed over a second time.", {}],
  ["reorder_updates", "Updates out of order", "Taps overtake messages.", {}],
];

export function watchFaults(attempt) {
  part("faults").replaceChildren(...FAULTS.map((fault) => line(fault, attempt)));
  part("no-faults").addEventListener("click", () => attempt(() => call("DELETE", "/sandbox/faults")));
}

function line([kind, title, text, rule], attempt) {
  const about = element("span", { className: "faint", textContent: text, id: `fault-${kind}` });
  const button = element("button", { type: "button", role: "switch", className: "switch" });
  button.append(element("span", { textContent: title }), element("span", { className: "track", ariaHidden: "true" }));
  button.dataset.kind = kind;
  button.ariaChecked = "false";
  button.setAttribute("aria-describedby", about.id);
  button.addEventListener("click", () => attempt(() => turn(kind, rule, button.ariaChecked !== "true")));
  return element("div", { className: "fault" }, button, about);
}

function turn(kind, rule, on) {
  if (on) return call("POST", "/sandbox/faults", [{ kind, ...rule }]);
  return call("DELETE", `/sandbox/faults?kind=${kind}`);
}

export async function drawFaults() {
  const { faults } = await call("GET", "/sandbox/faults");
  const active = new Set(faults.map((rule) => rule.kind));
  for (const button of part("faults").querySelectorAll("[role=switch]")) {
    button.ariaChecked = String(active.delete(button.dataset.kind));
  }
  part("other-faults").hidden = active.size === 0;
  part("other-faults").textContent = `Also set: ${[...active].join(", ")}.`;
  part("no-faults").disabled = faults.length === 0;
  part("faulty").hidden = faults.length === 0;
  part("faulty").textContent = ["", "1 fault"][faults.length] ?? `${faults.length} faults`;
}
