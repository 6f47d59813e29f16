// What a screen reader says without being asked: what the bot writes or changes in the chat where one is. Once, politely.

import { element, part } from "/page/dom.js";

const KEPT_MILLISECONDS = 20_000;

export function speak(words) {
  const line = element("p", { textContent: words });
  part("spoken").append(line);
  setTimeout(() => line.remove(), KEPT_MILLISECONDS);
}
