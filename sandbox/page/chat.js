// The chat page: one person's view of one chat. It speaks only the sandbox's HTTP interface for people.
// What people and the bot write is always set as text, never as HTML: a message must not be able to change the page.

import { formatted } from "/page/format.js";

const LONG_POLL_SECONDS = 25;
const TOAST_MILLISECONDS = 4000;
const part = (id) => document.getElementById(id);
const state = { bot: null, person: null, chat: null, seq: 0, watch: null, votes: new Map() };

async function call(method, path, body, signal) {
  const answer = await fetch(path, {
    method,
    signal,
    headers: body ? { "Content-Type": "application/json" } : {},
    body: body && JSON.stringify(body),
  });
  const value = await answer.json();
  if (!answer.ok) throw new Error(value.error);
  return value;
}

function toast(text) {
  part("toast").textContent = text;
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => { part("toast").textContent = ""; }, TOAST_MILLISECONDS);
}

// Runs what a person asked for; what goes wrong is said, not lost.
async function attempt(action) {
  try {
    await action();
  } catch (problem) {
    toast(problem.message);
  }
}

function option(value, label) {
  return new Option(label, value);
}

async function showPeople() {
  const people = await call("GET", "/sandbox/people");
  part("person").replaceChildren(option("", "Choose"), ...people.map((each) => option(each.id, each.first_name)));
  part("person").value = state.person ?? "";
}

async function showChats() {
  const groups = (await call("GET", "/sandbox/groups")).filter((group) => group.members.includes(state.person));
  part("chat").replaceChildren(
    option(state.person, state.bot.username),
    ...groups.map((group) => option(group.id, group.title)),
  );
}

async function become(person) {
  state.person = person;
  history.replaceState(null, "", `#person=${person}`);
  await Promise.all([showPeople(), showChats()]);
  open(person);
}

async function add(name, language) {
  const person = await call("POST", "/sandbox/people", { first_name: name, language_code: language || undefined });
  await become(person.id);
  return person.id;
}

function open(chat) {
  state.watch?.abort();
  state.watch = new AbortController();
  Object.assign(state, { chat, seq: 0 });
  part("log").replaceChildren();
  part("write").hidden = false;
  part("start").hidden = chat !== state.person;
  watch(chat, state.watch.signal);
}

// Follows the chat until another one is opened. A server that is away is asked again after a moment.
async function watch(chat, signal) {
  while (!signal.aborted) {
    try {
      const path = `/sandbox/chats/${chat}?as=${state.person}&after=${state.seq}&wait=${LONG_POLL_SECONDS}`;
      const news = await call("GET", path, undefined, signal);
      state.seq = news.seq;
      show(news.messages);
    } catch {
      if (!signal.aborted) await new Promise((resume) => { setTimeout(resume, 1000); });
    }
  }
}

function show(messages) {
  const log = part("log");
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  for (const message of messages) {
    const shown = part(`message-${message.id}`);
    if (message.deleted) shown?.remove();
    else if (shown) fill(shown, message);
    else log.append(fill(part("message").content.firstElementChild.cloneNode(true), message));
    if (!message.deleted && message.from.id === state.person) part("start").hidden = true;
  }
  if (atEnd) log.scrollTop = log.scrollHeight;
}

function fill(item, message) {
  const [who, file, text, when, buttons] = [".who", ".file", ".text", ".when", ".buttons"].map((each) =>
    item.querySelector(each));
  item.id = `message-${message.id}`;
  item.className = message.from.id === state.person ? "mine" : "theirs";
  who.textContent = message.from.id === state.person ? "" : message.from.first_name;
  text.replaceChildren(...content(message));
  when.textContent = `${clock(message.date)}${message.edited ? " · edited" : ""}`;
  showFile(file, message);
  showButtons(buttons, message);
  return item;
}

function clock(seconds) {
  return new Date(seconds * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}

function content(message) {
  if (message.text !== undefined) return formatted(message.text, message.entities);
  if (message.caption !== undefined) return formatted(message.caption, message.caption_entities);
  if (message.poll) return formatted(pollText(message.poll), []);
  if (message.sticker) return formatted(message.sticker.emoji, []);
  if (message.location) return formatted(`${message.location.latitude}, ${message.location.longitude}`, []);
  if (message.voice) return formatted(`Voice message, ${message.voice.duration} s`, []);
  if (message.group_chat_created || message.new_chat_members) return formatted("The group was set up.", []);
  if (message.migrate_to_chat_id) return formatted("The group became a supergroup.", []);
  return [];
}

// A poll of Telegram's own: what it asks and says, and how its votes stand.
function pollText(poll) {
  const counts = poll.options.map((each) => `${each.text}: ${each.voter_count}`);
  const state = poll.is_closed ? ["Poll, closed."] : [];
  return [poll.question, ...(poll.description ? [poll.description] : []), ...counts, ...state].join("\n");
}

// Its options as buttons. Of several answers a tap adds one or takes it out; "Retract vote" takes all back.
function pollRows(message) {
  if (!message.poll || message.poll.is_closed) return [];
  const rows = message.poll.options.map((each, place) => [{ text: each.text, place }]);
  return [...rows, [{ text: "Retract vote" }]];
}

async function vote(message, place, several) {
  const key = `${state.person} ${state.chat} ${message}`;
  const before = state.votes.get(key) ?? [];
  const toggled = before.includes(place) ? before.filter((each) => each !== place) : [...before, place];
  const options = place === undefined ? [] : several ? toggled : [place];
  await call("POST", `/sandbox/chats/${state.chat}/votes`, { from: state.person, message_id: message, options });
  state.votes.set(key, options);
}

function showFile(link, message) {
  link.hidden = !message.file;
  if (!message.file) return;
  link.href = message.file;
  link.replaceChildren(message.photo ? picture(message) : message.document.file_name);
}

// What can be seen stands in the caption, if anywhere; the link around the picture needs a name in any case.
function picture(message) {
  const image = new Image();
  image.src = message.file;
  image.alt = "Picture";
  return image;
}

// Rows are made anew only when they changed, so that the focus stays on a button that is still there.
function showButtons(place, message) {
  const rows = [...pollRows(message), ...(message.reply_markup?.inline_keyboard ?? [])];
  const drawn = JSON.stringify(rows);
  if (place.dataset.drawn === drawn) return;
  const focused = [...place.querySelectorAll("button")].indexOf(document.activeElement);
  place.replaceChildren(...rows.map((row, index) => buttonRow(row, index, message)));
  place.dataset.drawn = drawn;
  if (focused >= 0) (place.querySelectorAll("button")[focused] ?? part("text")).focus();
}

function buttonRow(buttons, row, message) {
  const line = document.createElement("div");
  line.className = "row";
  buttons.forEach((button, col) => {
    const control = document.createElement("button");
    control.type = "button";
    control.dir = "auto";
    control.textContent = button.text;
    const act = message.poll
      ? () => vote(message.id, button.place, message.poll.allows_multiple_answers)
      : () => tap(control, message.id, row, col);
    control.addEventListener("click", () => attempt(act));
    line.append(control);
  });
  return line;
}

async function tap(control, message, row, col) {
  control.setAttribute("aria-busy", "true");
  try {
    const body = { from: state.person, message_id: message, row, col };
    const made = await call("POST", `/sandbox/chats/${state.chat}/taps`, body);
    if (made.url) await follow(made.url);
    if (made.query_id) await sayAnswer(made.query_id);
  } finally {
    control.removeAttribute("aria-busy");
  }
}

// A link to the bot leads into its chat, or into a group that is chosen then. Any other opens beside this page.
async function follow(address) {
  const link = new URL(address);
  if (link.host !== "t.me" || link.pathname !== `/${state.bot.username}`) {
    window.open(address, "_blank", "noopener");
  } else if (link.searchParams.has("startgroup")) {
    await startInGroup(link.searchParams.get("startgroup"));
  } else {
    part("chat").value = state.person;
    open(state.person);
    await start(link.searchParams.get("start") ?? "");
  }
}

async function startInGroup(payload) {
  const groups = [...part("chat").options].slice(1);
  const names = groups.map((group, at) => `${at + 1} ${group.text}`).join("\n");
  const chosen = groups.length ? groups[Number(window.prompt(`Which group?\n${names}`, "1")) - 1] : undefined;
  if (!chosen) throw new Error("No group was chosen.");
  part("chat").value = chosen.value;
  open(Number(chosen.value));
  await call("POST", `/sandbox/chats/${chosen.value}/start`, { from: state.person, payload });
}

async function sayAnswer(query) {
  const answer = await call("GET", `/sandbox/taps/${query}?wait=15`);
  if (answer.show_alert) window.alert(answer.text);
  else if (answer.text) toast(answer.text);
}

async function send() {
  const field = part("text");
  const text = field.value.trim();
  if (!text) return;
  await call("POST", `/sandbox/chats/${state.chat}/messages`, { from: state.person, text });
  field.value = "";
  field.focus();
}

async function start(payload) {
  await call("POST", `/sandbox/chats/${state.person}/start`, { from: state.person, payload });
}

function onSubmit(id, action) {
  part(id).addEventListener("submit", (event) => {
    event.preventDefault();
    attempt(() => action(new FormData(event.target), event.target));
  });
}

function listen() {
  onSubmit("write", send);
  onSubmit("start", (form) => start(form.get("payload")));
  onSubmit("newcomer", async (form, element) => {
    await add(form.get("name"), form.get("language"));
    element.reset();
  });
  part("person").addEventListener("change", (event) => {
    if (event.target.value) attempt(() => become(Number(event.target.value)));
  });
  part("chat").addEventListener("change", (event) => open(Number(event.target.value)));
  part("text").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    part("write").requestSubmit();
  });
  window.addEventListener("hashchange", () => attempt(enter));
}

// The address says who one is (#person=1) or that somebody comes by a deep link (?start=code&name=Ana).
async function enter() {
  const link = new URLSearchParams(location.search);
  const person = Number(new URLSearchParams(location.hash.slice(1)).get("person"));
  if (person) {
    if (person !== state.person) await become(person);
  } else if (link.has("start")) {
    await add(link.get("name") || "Ana", link.get("language") || navigator.language);
    await start(link.get("start"));
  }
}

async function main() {
  state.bot = (await call("GET", "/sandbox/state")).bot;
  part("bot").textContent = state.bot.first_name;
  document.title = state.bot.first_name;
  listen();
  await showPeople();
  await enter();
}

attempt(main);
