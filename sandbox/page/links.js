// Links to the bot: what they carry, and where they lead. Any other link opens beside this page.

import { call } from "/page/server.js";
import { groupsOf, town } from "/page/town.js";
import { choose } from "/page/dialogs.js";

const HOSTS = new Set(["t.me", "telegram.me"]);

// {payload, toGroup} of a link to the bot; null of any other.
export function botLink(address) {
  if (!URL.canParse(address)) return null;
  const link = new URL(address);
  const app = link.protocol === "tg:" && /resolve/.test(link.href);
  const name = app ? link.searchParams.get("domain") : HOSTS.has(link.host) ? link.pathname.slice(1) : null;
  if (name?.toLowerCase() !== town.bot.username.toLowerCase()) return null;
  const toGroup = link.searchParams.has("startgroup");
  return { payload: link.searchParams.get(toGroup ? "startgroup" : "start") ?? "", toGroup };
}

// A code as it is typed or pasted: by itself, or in a link.
export const codeOf = (typed) => botLink(typed.trim())?.payload ?? typed.trim();

export function begin(person, payload = "", chat = person) {
  return call("POST", `/sandbox/chats/${chat}/start`, { from: person, payload });
}

// In the pane of whoever follows it, which then shows the chat that the link is for.
export async function follow(pane, address) {
  const link = botLink(address);
  if (!link) window.open(address, "_blank", "noopener");
  else if (link.toGroup) await followToGroup(pane, link.payload);
  else {
    pane.show(pane.person);
    await begin(pane.person, link.payload);
  }
}

async function followToGroup(pane, payload) {
  const groups = groupsOf(pane.person).filter((group) => group.migrated_to === null);
  if (!groups.length) throw new Error("This person is in no group. Found one under People.");
  const group = await choose("In which group?", groups.map((each) => ({ value: each.id, label: each.title })));
  if (group === null) return;
  pane.show(group);
  await begin(pane.person, payload, group);
}
