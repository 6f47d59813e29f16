// What the bot is at: "fairdeal_bot is sending a file …", below the messages, until its message comes or it is over.

import { speak } from "/page/spoken.js";
import { now, town } from "/page/town.js";

const DOES = { typing: "is typing", upload_photo: "is sending a picture", upload_document: "is sending a file" };

export class Busy {
  constructor(pane, place) {
    Object.assign(this, { pane, place, shown: null });
  }

  take(busy) {
    this.shown = busy;
    this.draw();
  }

  // The clock may have been moved past the end of it meanwhile.
  draw() {
    clearTimeout(this.over);
    const left = (this.shown?.until ?? 0) - now();
    const words = left > 0 ? `${town.bot.first_name} ${DOES[this.shown.action] ?? "is busy"} …` : "";
    if (left > 0) this.over = setTimeout(() => this.draw(), left * 1000);
    if (this.place.textContent === words) return;
    const end = this.pane.messages.staysAtEnd();
    Object.assign(this.place, { textContent: words, hidden: !words });
    if (end) this.pane.messages.toEnd();
    if (words && this.pane.isCurrent()) speak(words);
  }
}
