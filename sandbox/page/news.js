// One question to the sandbox for all panes, asked again and again: a browser opens no more than six connections to a
// server, and there may be more panes than that. A server that is away is asked until it is back.

import { part, pause } from "/page/dom.js";
import { Refused, call } from "/page/server.js";
import { setClock, town } from "/page/town.js";

const WAIT_SECONDS = 25;
const AGAIN_MILLISECONDS = 1000;
let asking = new AbortController();

// Ask anew, because other panes are open now.
export function askAnew() {
  asking.abort();
}

// `panes()` are those open now; `changed` is called when who is here, or what is set, has changed.
export async function follow(panes, changed) {
  let wait = WAIT_SECONDS;
  for (;;) {
    asking = new AbortController();
    try {
      await look(panes(), wait, changed, asking.signal);
      say("");
      wait = WAIT_SECONDS;
    } catch (problem) {
      if (asking.signal.aborted) continue;
      if (await isAnother()) return;
      await tidy(problem, changed);
      wait = 0; // to hear at once that it is back
    }
  }
}

// Nobody is there, or somebody whom a pane shows is not.
async function tidy(problem, changed) {
  if (problem instanceof Refused) await changed().catch(() => {});
  else say("The sandbox does not answer. Trying again …");
  await pause(AGAIN_MILLISECONDS);
}

async function look(panes, wait, changed, signal) {
  const query = new URLSearchParams({ revision: town.revision, wait });
  for (const pane of panes) query.append("chat", `${pane.person}:${pane.chat}:${pane.seq}`);
  const news = await call("GET", `/sandbox/news?${query}`, undefined, signal);
  if (news.run !== town.run) throw new Refused(410, "");
  setClock(news.now);
  for (const chat of news.chats) {
    const pane = panes.find((each) => each.person === chat.as && each.chat === chat.chat);
    if (pane) pane.take(chat);
  }
  if (news.revision !== town.revision) {
    town.revision = news.revision;
    await changed();
  }
}

// Whether the sandbox was started anew meanwhile: then nobody whom the page shows is there any more.
async function isAnother() {
  const state = await call("GET", "/sandbox/state").catch(() => null);
  if (!state || state.run === town.run) return false;
  say("The sandbox was started anew, with another town. Load the page again.");
  return true;
}

function say(words) {
  const place = part("connection");
  if (place.textContent !== words) place.textContent = words;
  place.hidden = !words;
}
