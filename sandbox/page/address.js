// The address says what is open: #panes=1,2,3:-40 are persons, each in their private chat or in the group after the
// colon. ?start=CODE&name=Ana&language=pl says that somebody comes by a deep link.

import { isMember, personWith } from "/page/town.js";

export function written(panes) {
  const open = panes.map(({ person, chat }) => (chat === person ? person : `${person}:${chat}`));
  return open.length ? `#panes=${open.join(",")}` : "#";
}

// Those that are here, and whether all are.
export function read(hash) {
  const given = new URLSearchParams(hash.slice(1));
  const named = (given.get("panes") ?? given.get("person") ?? "").split(",").filter(Boolean);
  const wanted = named.map((each) => {
    const [person, chat = person] = each.split(":");
    return { person: Number(person), chat: Number(chat) };
  });
  const here = wanted.filter(({ person, chat }) => personWith(person) && isMember(person, chat));
  return { panes: here, whole: here.length === wanted.length };
}

export function arrival() {
  const link = new URLSearchParams(location.search);
  if (!link.has("start")) return null;
  const language = link.get("language") || navigator.language.slice(0, 2);
  return { code: link.get("start"), name: link.get("name") || "Ana", language };
}

// Loading the page again must not let the same person in twice, so the deep link goes.
export function remember(panes) {
  history.replaceState(null, "", `/${written(panes)}`);
}
