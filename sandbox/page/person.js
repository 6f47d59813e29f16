// What a person, or a group, can do besides writing: block, go, let the bot in or out, follow a link from elsewhere.

import { confirmed, typed } from "/page/dialogs.js";
import { personWith, groupWith } from "/page/town.js";
import { begin, botLink, codeOf, follow } from "/page/links.js";
import { openMenu } from "/page/menu.js";
import { call } from "/page/server.js";

export function paneMenu(anchor, pane) {
  const does = (label, act) => ({ label, act: () => pane.attempt(act) });
  const group = groupWith(pane.chat);
  openMenu(anchor, "More", [
    does("Open a link or a code …", () => openCode(pane)),
    ...(group ? ofGroup(group, pane, does) : ofPerson(pane, does)),
    does("Close this chat", () => pane.house.close(pane)),
  ]);
}

async function openCode(pane) {
  const given = await typed("Open a link or a code", "Link, or the code in it", "Open");
  if (given === null) return;
  if (botLink(given.trim())) await follow(pane, given.trim());
  else {
    pane.show(pane.person);
    await begin(pane.person, codeOf(given));
  }
}

function ofPerson(pane, does) {
  const person = personWith(pane.person);
  if (person.deactivated) return [];
  const block = person.blocked
    ? does("Unblock the bot", () => pane.change("unblock"))
    : does("Block the bot", () => pane.change("block"));
  return [block, does("Delete the account …", () => leave(pane, person))];
}

async function leave(pane, person) {
  const text = "The bot can reach this account no more. In this rehearsal it cannot be undone.";
  if (await confirmed(`Delete the account of ${person.first_name}?`, text, "Delete")) await pane.change("deactivate");
}

const STATUS = {
  administrator: "Make the bot an administrator",
  member: "Make the bot a plain member",
  kicked: "Throw the bot out",
};

function ofGroup(group, pane, does) {
  if (group.migrated_to) return [];
  const others = Object.keys(STATUS).filter((status) => status !== group.bot_status);
  const changes = others.map((status) => {
    const back = status !== "kicked" && ["kicked", "left"].includes(group.bot_status);
    const label = back ? `Let the bot in as ${status === "member" ? "a member" : "an administrator"}` : STATUS[status];
    return does(label, () => setBot(group, status, pane));
  });
  const grow = does("Make it a supergroup", () => migrate(group, pane));
  return group.kind === "group" ? [...changes, grow] : changes;
}

async function setBot(group, status, pane) {
  await call("POST", `/sandbox/groups/${group.id}/bot`, { from: pane.person, status });
  await pane.house.refresh();
}

async function migrate(group, pane) {
  const grown = await call("POST", `/sandbox/groups/${group.id}/migrate`);
  await pane.house.refresh();
  pane.show(grown.id);
}
