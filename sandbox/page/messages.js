// The messages of one chat, as one person sees them: what is new comes at the end, what changed changes in its place.
// Arrows go from message to message, Enter or the menu key opens what can be done with one.

import { fill, inShort, newBubble, words } from "/page/bubble.js";
import { openMenu, target } from "/page/menu.js";
import { handOn } from "/page/scan.js";
import { speak } from "/page/spoken.js";
import { day } from "/page/times.js";
import { botLink } from "/page/links.js";

const NEAR_END = 60;
const APART_SECONDS = 300;

export class Messages {
  constructor(pane, middle) {
    this.pane = pane;
    this.log = middle.querySelector(".log");
    this.roll = middle.querySelector(".roll");
    this.newest = middle.querySelector(".newest");
    this.empty = middle.querySelector(".empty");
    this.newest.addEventListener("click", () => this.toEnd());
    this.log.addEventListener("scroll", () => this.scrolled());
    this.log.addEventListener("keydown", (event) => this.key(event));
    this.log.addEventListener("contextmenu", (event) => this.menuAt(event));
    this.log.addEventListener("click", (event) => {
      const more = event.target.closest(".message > .line > .more");
      if (more) this.menu(more.closest(".message"), more);
    });
    const follow = new ResizeObserver(() => { if (this.staysAtEnd()) this.toEnd(); });
    follow.observe(this.log);
    follow.observe(this.roll); // pictures and buttons may come later than their message
    this.clear();
  }

  clear() {
    this.shown = new Map();
    this.roll.replaceChildren();
    this.atEnd = true;
    this.top = 0;
    this.unseen = 0;
    this.arrange();
  }

  // `fresh` is what happened while one looked on.
  take(news, fresh) {
    const end = this.staysAtEnd();
    this.atEnd = end;
    let own = false;
    for (const message of news) {
      own ||= this.put(message, fresh);
    }
    this.arrange();
    if (end || own || !fresh) this.toEnd();
    else this.drawNewest();
  }

  // Whether it is a new one of the person's own.
  put(message, fresh) {
    const known = this.shown.get(message.id);
    const mine = message.from?.id === this.pane.person;
    if (message.deleted) {
      known?.node.remove();
      this.shown.delete(message.id);
      return false;
    }
    const node = known?.node ?? newBubble();
    if (!known) this.roll.append(node);
    this.shown.set(message.id, { message, node });
    this.quote(fill(node, message, this.pane), message);
    if (fresh && !mine) this.tell(message, known?.message);
    return fresh && mine && !known;
  }

  tell(message, before) {
    if (before && words(before) === words(message)) return;
    if (!before) this.unseen += 1;
    const change = before ? "changed: " : "";
    if (this.pane.isCurrent()) speak(`${message.from.first_name} ${change}${inShort(message)}`);
  }

  quote(node, message) {
    const quote = node.querySelector(".quote");
    const replied = this.shown.get(message.reply_to);
    quote.hidden = !replied;
    if (!replied) return;
    quote.textContent = inShort(replied.message);
    quote.onclick = () => this.focus(replied.node);
  }

  // Who has written several at once is named once; each day is named once; the last message is where the Tab key stops.
  arrange() {
    let before;
    for (const { message, node } of this.shown.values()) {
      const today = day(message.date);
      const heading = node.querySelector(".day");
      heading.hidden = before !== undefined && day(before.date) === today;
      heading.firstElementChild.textContent = today;
      const follows = heading.hidden && before.from.id === message.from.id;
      node.classList.toggle("follows", follows && message.date - before.date < APART_SECONDS);
      before = message;
    }
    this.empty.hidden = this.shown.size > 0;
    this.stopAt(this.nodes().includes(document.activeElement) ? document.activeElement : this.nodes().at(-1));
  }

  nodes() {
    return [...this.shown.values()].map(({ node }) => node);
  }

  stopAt(node) {
    for (const each of this.nodes()) each.tabIndex = each === node ? 0 : -1;
  }

  focus(node) {
    this.stopAt(node);
    node.focus();
    node.scrollIntoView({ block: "nearest" });
  }

  last(test) {
    return [...this.shown.values()].map(({ message }) => message).findLast(test);
  }

  hasOwn() {
    return this.last((message) => message.from.id === this.pane.person) !== undefined;
  }

  toEnd() {
    this.log.scrollTop = this.log.scrollHeight;
    this.top = this.log.scrollTop;
    this.atEnd = true;
    this.drawNewest();
  }

  // Whether nobody has scrolled back since the end was shown, what has come or gone since notwithstanding. What is
  // hidden says of every place that it is the first.
  staysAtEnd() {
    const { scrollTop, scrollHeight, clientHeight } = this.log;
    const end = Math.min(this.top, scrollHeight - clientHeight);
    return this.atEnd && (!this.pane.isSeen() || scrollTop > end - NEAR_END);
  }

  scrolled() {
    this.atEnd = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR_END;
    this.drawNewest();
  }

  drawNewest() {
    if (this.atEnd && this.pane.isSeen()) this.unseen = 0;
    this.newest.hidden = this.atEnd;
    this.newest.lastElementChild.textContent = this.unseen ? `${this.unseen} new` : "Newest";
  }

  key(event) {
    const node = event.target;
    if (!this.nodes().includes(node)) return;
    const to = target(event.key, this.nodes());
    const asks = event.key === "Enter" || event.key === "ContextMenu" || (event.shiftKey && event.key === "F10");
    if (!to && !asks) return;
    event.preventDefault();
    if (asks) this.menu(node, node);
    else this.focus(to);
  }

  menuAt(event) {
    const node = event.target.closest(".message");
    if (!node || event.target.closest("a, img") || String(getSelection())) return;
    event.preventDefault();
    const { clientX: x, clientY: y } = event;
    this.menu(node, node, { left: x, right: x, top: y, bottom: y });
  }

  menu(node, anchor, at) {
    const { message } = [...this.shown.values()].find((each) => each.node === node);
    const pane = this.pane;
    const link = [...node.querySelectorAll(".text a")].map((each) => each.href).find(botLink);
    const toBot = link ?? message.reply_markup?.inline_keyboard.flat().map((each) => each.url ?? "").find(botLink);
    const items = [{ label: "Answer", act: () => pane.compose.answer(message) }];
    if (message.from.id === pane.person && message.text) {
      items.push({ label: "Change", act: () => pane.compose.change(message) });
    }
    if (words(message)) items.push({ label: "Copy the words", act: () => pane.attempt(() => navigator.clipboard.writeText(words(message))) });
    if (toBot) items.push({ label: "Open the link as …", act: () => pane.attempt(() => handOn(toBot, pane)) });
    openMenu(anchor, "What to do with this message", items, at);
  }
}
