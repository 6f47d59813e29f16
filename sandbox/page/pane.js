// One person in one chat: who and where stand above, the messages in the middle, the field for writing below.

import { acceptDrops } from "/page/attach.js";
import { Busy } from "/page/busy.js";
import { Compose } from "/page/compose.js";
import { made, signed } from "/page/dom.js";
import { begin, botLink, follow } from "/page/links.js";
import { Messages } from "/page/messages.js";
import { paneMenu } from "/page/person.js";
import { call } from "/page/server.js";
import { chatName, groupWith, groupsOf, isMember, personWith, town } from "/page/town.js";

const TOAST_MILLISECONDS = 5000;

export class Pane {
  constructor(house, person, chat) {
    Object.assign(this, { house, person, chat, seq: 0 });
    this.node = made("pane");
    const find = (part) => this.node.querySelector(part);
    [this.who, this.where, this.instead] = [".person", ".where", ".instead"].map(find);
    this.compose = new Compose(this, find(".compose"));
    this.field = this.compose.field;
    this.messages = new Messages(this, find(".middle"));
    this.busy = new Busy(this, find(".busy"));
    this.who.addEventListener("change", () => this.become(Number(this.who.value)));
    this.where.addEventListener("change", () => this.show(Number(this.where.value)));
    find(".head .more").addEventListener("click", (event) => paneMenu(event.currentTarget, this));
    find(".head .close").addEventListener("click", () => house.close(this));
    this.node.addEventListener("focusin", () => house.enter(this));
    this.node.addEventListener("click", (event) => this.followed(event));
    acceptDrops(this.node, this);
    this.draw();
  }

  // What a person asked for; what goes wrong is said, not lost.
  async attempt(action) {
    try {
      await action();
    } catch (problem) {
      this.toast(problem.message);
    }
  }

  toast(text) {
    const place = this.node.querySelector(".toast");
    place.textContent = text;
    clearTimeout(this.toasted);
    this.toasted = setTimeout(() => { place.textContent = ""; }, TOAST_MILLISECONDS);
  }

  become(person) {
    this.turn(person, isMember(person, this.chat) && groupWith(this.chat) ? this.chat : person);
  }

  show(chat) {
    this.turn(this.person, chat);
  }

  turn(person, chat) {
    const same = person === this.person && chat === this.chat;
    const there = same ? null : this.house.find(person, chat);
    if (there) this.house.enter(there, { focus: true });
    if (!same && !there) {
      this.compose.turn(this.place, `${person}:${chat}`);
      Object.assign(this, { person, chat, seq: 0 });
      this.messages.clear();
      this.busy.take(null);
      this.house.changed();
    }
    this.draw();
  }

  get place() {
    return `${this.person}:${this.chat}`;
  }

  take(news) {
    this.messages.take(news.messages, this.seq > 0);
    this.busy.take(news.busy);
    this.seq = news.seq;
    this.drawInstead();
    this.house.drawTabs();
  }

  isCurrent() {
    return this.house.current === this;
  }

  isSeen() {
    return this.node.offsetParent !== null;
  }

  get label() {
    const name = personWith(this.person)?.first_name ?? "";
    return this.chat === this.person ? name : `${name} in ${chatName(this.chat)}`;
  }

  draw() {
    const groups = groupsOf(this.person).map((group) => [group.title, group.id]);
    offer(this.who, town.people.map((each) => [each.first_name, each.id]), this.person);
    offer(this.where, [[town.bot.first_name, this.person], ...groups], this.chat);
    this.node.ariaLabel = this.label;
    signed(this.node.querySelector(".head .avatar"), personWith(this.person)?.first_name ?? "", this.person);
    this.busy.draw();
    this.drawInstead();
  }

  // What stands in the place of the field while one cannot write.
  drawInstead() {
    const [note, verb, act] = this.hindrance() ?? [];
    this.instead.hidden = note === undefined;
    this.compose.form.hidden = note !== undefined;
    if (note === undefined) return;
    const [text, button] = this.instead.children;
    Object.assign(text, { textContent: note, hidden: !note });
    Object.assign(button, { textContent: verb ?? "", hidden: !verb, onclick: () => this.attempt(act) });
  }

  hindrance() {
    const person = personWith(this.person);
    const grown = groupWith(this.chat)?.migrated_to;
    if (person?.deactivated) return ["This account is deleted."];
    if (grown) return ["This group has become a supergroup.", "Go there", () => this.show(grown)];
    if (this.chat !== this.person) return undefined;
    if (person?.blocked) return ["The bot is blocked.", "Unblock", () => this.change("unblock")];
    return this.seq === 0 || this.messages.hasOwn() ? undefined : ["", "Start", () => begin(this.person)];
  }

  async change(what) {
    await call("POST", `/sandbox/people/${this.person}/${what}`);
    await this.house.refresh();
  }

  write(text, more = {}) {
    return this.send({ text, ...more });
  }

  send(content) {
    return call("POST", `/sandbox/chats/${this.chat}/messages`, { from: this.person, ...content });
  }

  correct(message, text) {
    return call("PATCH", `/sandbox/chats/${this.chat}/messages/${message}`, { from: this.person, text });
  }

  followed(event) {
    const link = event.target.closest(".text a");
    if (!link || !botLink(link.href)) return;
    event.preventDefault();
    this.attempt(() => follow(this, link.href));
  }
}

// Drawn anew only when it changed: a list that is open would close.
function offer(list, options, chosen) {
  const drawn = JSON.stringify(options);
  if (list.dataset.drawn !== drawn) list.replaceChildren(...options.map((each) => new Option(...each)));
  list.dataset.drawn = drawn;
  list.value = chosen;
}
