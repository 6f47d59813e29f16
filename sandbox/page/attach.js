// What is sent besides texts: files and pictures, chosen, dropped or pasted, with a caption; and what people send by
// mistake, so that one sees what the bot makes of it.

import { made } from "/page/dom.js";
import { shown } from "/page/dialogs.js";
import { size } from "/page/files.js";
import { openMenu } from "/page/menu.js";

// More than that no bot can fetch from Telegram.
const MOST_BYTES = 20 * 1024 * 1024;
const PICTURES = new Set(["image/png", "image/jpeg"]);

export function attachMenu(anchor, pane, input) {
  const send = (content) => () => pane.attempt(() => pane.send(content));
  openMenu(anchor, "Send something else", [
    { label: "File or picture …", act: () => input.click() },
    { label: "Sticker", act: send({ sticker: {} }) },
    { label: "Voice message", act: send({ voice: { duration: 3 } }) },
    { label: "Location", act: send({ location: {} }) },
  ]);
}

export function acceptDrops(node, pane) {
  const over = (event) => event.dataTransfer?.types.includes("Files");
  node.addEventListener("dragover", (event) => {
    if (!over(event)) return;
    event.preventDefault();
    node.classList.add("dropping");
  });
  node.addEventListener("dragleave", (event) => {
    if (!node.contains(event.relatedTarget)) node.classList.remove("dropping");
  });
  node.addEventListener("drop", (event) => {
    if (!over(event)) return;
    event.preventDefault();
    node.classList.remove("dropping");
    pane.attempt(() => offerFiles([...event.dataTransfer.files], pane));
  });
}

// One after another, each with its own question.
export async function offerFiles(files, pane) {
  for (const file of files) {
    if (file.size > MOST_BYTES) throw new Error(`${file.name} is larger than 20 MB. No bot could fetch it.`);
    if (!(await offer(file, pane))) return;
  }
}

async function offer(file, pane) {
  const dialog = made("file-dialog");
  const fields = dialog.querySelector("form").elements;
  const preview = PICTURES.has(file.type) ? URL.createObjectURL(file) : null;
  fields.picture.closest("label").hidden = !preview;
  fields.picture.checked = Boolean(preview);
  dialog.querySelector(".names").textContent = `${file.name}, ${size(file.size)}`;
  if (preview) Object.assign(dialog.querySelector(".preview"), { src: preview, hidden: false });
  dialog.querySelector(".cancel").addEventListener("click", () => dialog.close(""));
  fields.caption.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    dialog.close("send");
  });
  const answer = await shown(dialog);
  if (preview) URL.revokeObjectURL(preview);
  if (answer !== "send") return false;
  await pane.send(await content(file, fields.caption.value.trim(), fields.picture.checked));
  return true;
}

async function content(file, caption, asPicture) {
  const bytes = { content_base64: await inBase64(file), ...(caption && { caption }) };
  if (asPicture) return { photo: bytes };
  return { document: { file_name: file.name, mime_type: file.type || "application/octet-stream", ...bytes } };
}

function inBase64(file) {
  return new Promise((resume, refuse) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resume(reader.result.split(",")[1] ?? ""));
    reader.addEventListener("error", () => refuse(new Error(`${file.name} cannot be read.`)));
    reader.readAsDataURL(file);
  });
}
