// The panes that are open, side by side, or one at a time on a telephone. Which ones they are stands in the address.

import { remember } from "/page/address.js";
import { avatar, element, narrow, part } from "/page/dom.js";
import { follow } from "/page/links.js";
import { askAnew } from "/page/news.js";
import { Pane } from "/page/pane.js";
import { openPeople } from "/page/people.js";
import { personWith, refresh } from "/page/town.js";

export class House {
  constructor() {
    this.panes = [];
    this.current = null;
    narrow.addEventListener("change", () => this.arrange());
  }

  find(person, chat = person) {
    return this.panes.find((pane) => pane.person === person && pane.chat === chat);
  }

  // The pane of a person in a chat; a new one stands last.
  open(person, chat = person, { focus = true } = {}) {
    let pane = this.find(person, chat);
    if (!pane) {
      pane = new Pane(this, person, chat);
      this.panes.push(pane);
      part("panes").append(pane.node);
      this.changed();
    }
    if (focus || !this.current) this.enter(pane, { focus });
    return pane;
  }

  close(pane) {
    const place = this.panes.indexOf(pane);
    this.panes.splice(place, 1);
    pane.node.remove();
    if (this.current === pane) this.current = null;
    const next = this.panes[Math.min(place, this.panes.length - 1)];
    if (next) this.enter(next, { focus: true });
    else part("open-people").focus();
    this.changed();
  }

  // Exactly these, in this order.
  show(wanted) {
    const kept = wanted.map(({ person, chat }) => this.find(person, chat));
    for (const pane of this.panes.filter((each) => !kept.includes(each))) {
      pane.node.remove();
    }
    this.panes = this.panes.filter((each) => kept.includes(each));
    if (!this.panes.includes(this.current)) this.current = null;
    for (const { person, chat } of wanted) this.open(person, chat, { focus: false });
    this.changed();
  }

  enter(pane, { focus = false } = {}) {
    this.current = pane;
    this.arrange();
    if (!focus) return;
    pane.node.scrollIntoView({ block: "nearest", inline: "nearest" });
    (pane.instead.hidden ? pane.field : pane.instead.querySelector("button")).focus();
  }

  changed() {
    remember(this.panes);
    this.arrange();
    askAnew();
  }

  async refresh() {
    await refresh();
    for (const pane of [...this.panes]) {
      if (personWith(pane.person)) pane.draw();
      else this.close(pane);
    }
    this.drawTabs();
  }

  // What was hidden on a telephone has lost its place.
  arrange() {
    const wasHidden = this.current && !this.current.isSeen();
    for (const pane of this.panes) pane.node.classList.toggle("current", pane === this.current);
    document.body.classList.toggle("vacant", this.panes.length === 0);
    if (wasHidden && this.current.messages.atEnd) this.current.messages.toEnd();
    this.drawTabs();
    part("tabs").querySelector("[aria-current=true]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  drawTabs() {
    const drawn = JSON.stringify(this.panes.map((pane) => [pane.place, pane.label, pane.isCurrent(), this.unseen(pane)]));
    if (this.drawn === drawn) return;
    this.drawn = drawn;
    const focused = [...part("tabs").children].indexOf(document.activeElement);
    part("tabs").replaceChildren(...this.panes.map((pane) => this.tab(pane)));
    part("tabs").children[focused]?.focus();
  }

  unseen = (pane) => (pane.isCurrent() ? 0 : pane.messages.unseen);

  tab(pane) {
    const tab = element("button", { type: "button" }, avatar(pane.label, pane.person),
      element("span", { className: "name", textContent: pane.label, dir: "auto" }));
    tab.setAttribute("aria-current", pane.isCurrent());
    const unseen = this.unseen(pane);
    if (unseen) tab.append(element("span", { className: "badge", textContent: unseen }), ...hint(" new"));
    tab.addEventListener("click", () => this.enter(pane));
    return tab;
  }

  async openLink(person, link) {
    await follow(this.open(person), link);
  }

  letIn(link) {
    return openPeople(this, link);
  }
}

const hint = (text) => [element("span", { className: "unseen", textContent: text })];
