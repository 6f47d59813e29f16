// What the page knows of the town: the bot, who is here, which groups there are, and how far ahead the clock is.

import { call } from "/page/server.js";

export const town = { bot: null, run: "", revision: 0, people: [], groups: [], offset: 0 };

export async function arrive() {
  const state = await call("GET", "/sandbox/state");
  Object.assign(town, { bot: state.bot, run: state.run });
  setClock(state.now);
  await refresh();
}

export async function refresh() {
  const [people, groups] = await Promise.all([call("GET", "/sandbox/people"), call("GET", "/sandbox/groups")]);
  Object.assign(town, { people, groups });
}

export const personWith = (id) => town.people.find((each) => each.id === id);
export const groupWith = (id) => town.groups.find((each) => each.id === id);
export const groupsOf = (person) => town.groups.filter((group) => group.members.includes(person));
export const isMember = (person, chat) => chat === person || Boolean(groupWith(chat)?.members.includes(person));
export const chatName = (chat) => groupWith(chat)?.title ?? town.bot.first_name;

export async function newcomer(name, language) {
  const person = await call("POST", "/sandbox/people", { first_name: name, language_code: language || undefined });
  await refresh();
  return person;
}

export function setClock(now) {
  town.offset = now - Date.now() / 1000;
}

// Seconds since 1970, by the sandbox's clock.
export const now = () => Date.now() / 1000 + town.offset;
