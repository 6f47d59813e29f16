// The field for writing: Enter sends, Shift+Enter begins a line. It can answer a message, change one's own, and offers
// the bot's commands. What was begun in one chat is there again when one comes back to it.

import { attachMenu, offerFiles } from "/page/attach.js";
import { inShort } from "/page/bubble.js";
import { openMenu } from "/page/menu.js";
import { call } from "/page/server.js";
import { groupWith, town } from "/page/town.js";

const MOST_HEIGHT = 160;

export class Compose {
  constructor(pane, form) {
    const find = (part) => form.querySelector(part);
    this.pane = pane;
    this.form = form;
    this.field = find("textarea");
    this.context = find(".context");
    this.drafts = new Map();
    this.about = null; // {message, changes}: what is answered or changed
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      pane.attempt(() => this.send());
    });
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.field.addEventListener("input", () => this.grow());
    this.field.addEventListener("paste", (event) => this.files(event, event.clipboardData.files));
    this.context.querySelector("button").addEventListener("click", () => this.forget());
    find(".attach").addEventListener("click", (event) => attachMenu(event.currentTarget, pane, find("input[type=file]")));
    find("input[type=file]").addEventListener("change", (event) => {
      const chosen = [...event.target.files];
      event.target.value = "";
      pane.attempt(() => offerFiles(chosen, pane));
    });
    find(".commands").addEventListener("click", (event) => {
      const anchor = event.currentTarget;
      pane.attempt(() => this.offerCommands(anchor));
    });
  }

  // To another chat: what was begun stays behind.
  turn(before, after) {
    this.drafts.set(before, this.field.value);
    this.field.value = this.drafts.get(after) ?? "";
    this.forget();
    this.grow();
  }

  grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight + 2, MOST_HEIGHT)}px`;
  }

  key(event) {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.form.requestSubmit();
    } else if (event.key === "Escape" && this.about) {
      this.forget();
    } else if (event.key === "ArrowUp" && !this.field.value) {
      const own = this.pane.messages.last((message) => message.from.id === this.pane.person && message.text);
      if (own) this.change(own);
    }
  }

  files(event, files) {
    if (!files.length) return;
    event.preventDefault();
    this.pane.attempt(() => offerFiles([...files], this.pane));
  }

  answer(message) {
    this.think({ message, changes: false }, `Answer to: ${inShort(message)}`);
  }

  change(message) {
    this.field.value = message.text;
    this.think({ message, changes: true }, `Change: ${message.text}`);
    this.grow();
  }

  think(about, words) {
    this.about = about;
    this.context.hidden = false;
    this.context.querySelector("p").textContent = words;
    this.field.focus();
  }

  forget() {
    if (this.about?.changes) this.field.value = "";
    this.about = null;
    this.context.hidden = true;
    this.grow();
  }

  async send() {
    const text = this.field.value.trim();
    if (!text) return;
    const { about } = this;
    if (about?.changes) await this.pane.correct(about.message.id, text);
    else await this.pane.write(text, about ? { reply_to: about.message.id } : {});
    this.field.value = "";
    this.forget();
    this.field.focus();
  }

  async offerCommands(anchor) {
    const { person, chat } = this.pane;
    const { commands } = await call("GET", `/sandbox/chats/${chat}/commands?as=${person}`);
    if (!commands.length) throw new Error("The bot offers no commands here.");
    const whose = groupWith(chat) ? `@${town.bot.username}` : "";
    const items = commands.map(({ command, description }) => ({
      label: `/${command}`,
      detail: description,
      act: () => this.pane.attempt(() => this.pane.write(`/${command}${whose}`)),
    }));
    openMenu(anchor, "Commands", items);
  }
}
