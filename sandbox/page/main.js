// The page as a whole: it finds out what the address asks for, opens that, and follows what happens.

import { arrival, read } from "/page/address.js";
import { drawMoments, watchClock } from "/page/clock.js";
import { say } from "/page/dialogs.js";
import { part } from "/page/dom.js";
import { drawFaults, watchFaults } from "/page/faults.js";
import { begin } from "/page/links.js";
import { follow } from "/page/news.js";
import { House } from "/page/panes.js";
import { openPeople } from "/page/people.js";
import { arrive, newcomer, town } from "/page/town.js";

const house = new House();
const LOOK_AHEAD_MILLISECONDS = 10_000;

async function attempt(action) {
  try {
    await action();
  } catch (problem) {
    await say("That did not work", problem.message);
  }
}

function toggleRehearsal(open) {
  part("rehearsal").hidden = !open;
  part("open-rehearsal").ariaExpanded = String(open);
  if (open) {
    attempt(() => drawMoments(attempt));
    part("rehearsal").querySelector(".close").focus();
  } else {
    part("open-rehearsal").focus();
  }
}

function listen() {
  part("open-people").addEventListener("click", () => openPeople(house));
  part("open-rehearsal").addEventListener("click", () => toggleRehearsal(part("rehearsal").hidden));
  part("rehearsal").querySelector(".close").addEventListener("click", () => toggleRehearsal(false));
  part("rehearsal").addEventListener("keydown", (event) => {
    if (event.key === "Escape") toggleRehearsal(false);
  });
  window.addEventListener("hashchange", () => attempt(enter));
  watchClock(attempt);
  watchFaults(attempt);
  setInterval(lookAhead, LOOK_AHEAD_MILLISECONDS);
}

// What lies ahead changes without a word: somebody calls a meeting, and it is there.
async function lookAhead() {
  if (!part("rehearsal").hidden) await drawMoments(attempt).catch(() => {});
}

async function enter() {
  const { panes, whole } = read(location.hash);
  house.show(panes);
  if (!whole) await say("Not everybody is here", "The address names somebody, or a group, that this town does not know.");
}

// Somebody comes by a deep link.
async function letIn({ code, name, language }) {
  const person = await newcomer(name, language);
  house.open(person.id);
  await begin(person.id, code);
}

async function changed() {
  await house.refresh();
  await drawFaults();
  await lookAhead();
}

async function main() {
  await arrive();
  part("bot").textContent = town.bot.first_name;
  document.title = `${town.bot.first_name} in rehearsal`;
  listen();
  const coming = arrival();
  await enter();
  follow(() => house.panes, changed);
  if (coming) await letIn(coming);
  else if (!house.panes.length) await openPeople(house);
}

attempt(main);
