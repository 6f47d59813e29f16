// The clock of the rehearsal: what time it is, and jumps ahead, so that a year's reminders pass in a minute.

import { element, part } from "/page/dom.js";
import { call } from "/page/server.js";
import { day, distance, field, hour, shortly, tomorrow } from "/page/times.js";
import { now, setClock, town } from "/page/town.js";

const HOUR = 3600;
const WEEK = 7 * 24 * HOUR;
const TICK_MILLISECONDS = 1000;
const MORNING = 9;

export function watchClock(attempt) {
  const jumps = {
    hour: () => ({ advance: HOUR }),
    morning: () => ({ to: tomorrow(now(), MORNING) }),
    week: () => ({ advance: WEEK }),
  };
  for (const button of document.querySelectorAll("[data-jump]")) {
    button.addEventListener("click", () => attempt(() => move(jumps[button.dataset.jump]())));
  }
  part("another-time").addEventListener("submit", (event) => {
    event.preventDefault();
    attempt(() => move({ to: new Date(event.target.elements.time.value).getTime() / 1000 }));
  });
  setInterval(draw, TICK_MILLISECONDS);
  draw();
}

async function move(body) {
  setClock((await call("POST", "/sandbox/clock", body)).now);
  draw();
}

function draw() {
  const time = now();
  set(part("now"), shortly(time));
  set(part("time"), hour(time));
  set(part("day"), day(time));
  set(part("ahead"), town.offset > 60 ? `${distance(town.offset).replace("in ", "")} ahead of your own clock` : "");
}

function set(node, words) {
  if (node.textContent !== words) node.textContent = words;
}

export async function drawMoments(attempt) {
  const clock = await call("GET", "/sandbox/clock");
  setClock(clock.now);
  draw();
  part("another-time").elements.time.min = field(clock.now);
  const lines = clock.moments.map(({ at, title }) => [at, title, `${shortly(at)}, ${distance(at - clock.now)}`]);
  const list = part("moments");
  if (list.dataset.drawn === JSON.stringify(lines)) return;
  list.dataset.drawn = JSON.stringify(lines);
  part("moments-title").hidden = lines.length === 0;
  const focused = [...list.querySelectorAll("button")].indexOf(document.activeElement);
  list.replaceChildren(...lines.map((each) => line(each, attempt)));
  if (focused >= 0) (list.querySelectorAll("button")[focused] ?? document.querySelector("[data-jump]")).focus();
}

function line([at, title, when], attempt) {
  const button = element("button", { type: "button" },
    element("span", { textContent: title, dir: "auto" }),
    element("span", { className: "faint", textContent: when }));
  button.addEventListener("click", () => attempt(() => move({ to: at })));
  return element("li", {}, button);
}
