// Pictures and documents in a bubble: seen at once, opened large, opened beside the page, or saved.

import { element, icon } from "/page/dom.js";
import { picture } from "/page/dialogs.js";

// What a browser shows by itself.
const SHOWN = /^(?:image\/(?!svg)|text\/(?:html|plain)|application\/pdf)/;
const PICTURE = /^image\/(?:png|jpeg|webp|gif)$/;

export function drawMedia(place, message) {
  const drawn = message.file ?? "";
  if (place.dataset.drawn === drawn) return;
  place.dataset.drawn = drawn;
  place.replaceChildren(...(message.photo ? [photo(message)] : message.document ? [sent(message)] : []));
}

// What can be seen stands in the caption, if anywhere; the button around the picture needs a name in any case.
function photo(message) {
  const { width, height } = message.photo.at(-1);
  const image = element("img", { src: message.file, alt: "Picture, open it large", width, height });
  const button = element("button", { type: "button", className: "photo" }, image);
  button.addEventListener("click", () => picture(message.file, message.file.split("/").at(-1)));
  return button;
}

function sent({ file, document: { file_name: name, file_size: bytes, mime_type: kind } }) {
  const save = element("a", { href: file, download: name, textContent: "Save", ariaLabel: `Save ${name}` });
  const open = element("a", { href: file, textContent: name, className: "name", dir: "auto" });
  if (SHOWN.test(kind)) Object.assign(open, { target: "_blank", rel: "noopener" });
  else open.download = name;
  const about = element("p", { className: "faint" }, `${size(bytes)} · `, save);
  const sign = PICTURE.test(kind) ? element("img", { src: file, alt: "" }) : icon("file");
  return element("div", { className: "document" },
    element("span", { className: "sheet" }, sign), element("div", {}, open, about));
}

export function size(bytes) {
  if (bytes < 1000) return `${bytes} bytes`;
  const [unit, whole] = bytes < 1_000_000 ? ["kB", 1000] : ["MB", 1_000_000];
  return `${(bytes / whole).toLocaleString("en", { maximumFractionDigits: 1 })} ${unit}`;
}
