// Draws one message of a chat.

import { act } from "./actions.js";
import { content, fetched, preview } from "./api.js";
import { ICONS, el, icon, sheet } from "./dom.js";
import { flex } from "./flex.js";
import { quotedWords } from "./quoting.js";
import { sticker } from "./stickers.js";
import { imagemap, template } from "./templates.js";
import { size } from "./thai.js";

const LINK = /(https?:\/\/[^\s<>"]+)/g;

/** The inside of a message: an element, and whether it brings its own bubble. */
export function drawn(phone, entry) {
  if (entry.unsent) return el("p", { class: "words gone" }, "ยกเลิกการส่งข้อความแล้ว");
  const draw = DRAW[entry.message.type] || unknown;
  return draw(entry.message, phone, entry);
}

function words(text, phone) {
  const node = el("p", { class: "words" });
  for (const part of text.split(LINK)) node.append(/^https?:\/\//.test(part) ? link(part, phone) : part);
  return node;
}

function link(url, phone) {
  return el("a", { href: phone.opened(url), target: "_blank", rel: "noopener noreferrer" }, url);
}

function textV2({ text, substitution = {} }, phone) {
  const name = ({ mentionee, type }) => (type !== "mention" ? "🙂" : `@${mentionee.type === "all" ? "ทุกคน" : phone.person.name}`);
  const filled = text.replace(/\{\{|\}\}|\{(\w+)\}/g, (hole, key) => (key ? name(substitution[key]) : hole[0]));
  return words(filled, phone);
}

function image(message, _, entry) {
  const own = entry.from === "user";
  const [small, large] = own ? [preview(entry.id), content(entry.id)] : [fetched(message.previewImageUrl), fetched(message.originalContentUrl)];
  const open = () => sheet("รูปภาพ", () => el("img", { src: large, alt: "รูปขนาดเต็ม", class: "full" }));
  const name = own ? "รูปที่ส่ง" : "รูปจากรายงาน";
  return el("button", { type: "button", class: "photo", onclick: open, "aria-label": `${name} แตะเพื่อขยาย` }, el("img", { src: small, alt: name }));
}

function video(message) {
  const seconds = Math.round((message.duration || 0) / 1000);
  const length = seconds ? ` ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}` : "";
  return el("div", { class: "film", role: "img", "aria-label": `วิดีโอ${length}` }, icon(...ICONS.play), el("span", {}, length));
}

function audio(message) {
  return el("div", { class: "file" }, icon(...ICONS.play), el("span", {}, `เสียง ${Math.round((message.duration || 0) / 1000)} วินาที`));
}

function file(message, _, entry) {
  const about = el("span", {}, el("b", {}, message.fileName), el("small", {}, size(message.fileSize)));
  return el("a", { class: "file", href: content(entry.id), download: message.fileName }, icon(...ICONS.file), about);
}

function location({ title, address }) {
  const about = el("figcaption", {}, el("b", {}, title || "ตำแหน่ง"), el("span", {}, address || ""));
  return el("figure", { class: "place" }, el("div", { class: "map" }, icon(...ICONS.pin)), about);
}

function withQuoted(node, quoted) {
  if (quoted) node.prepend(quoted);
  return node;
}

const acting = (phone) => (action) => act(phone, action);
const unknown = (message) => el("p", { class: "words gone" }, message.altText || `ข้อความชนิด ${message.type}`);
const labelled = (node, name) => {
  node.setAttribute("aria-label", name);
  return node;
};

const DRAW = {
  text: (message, phone) => withQuoted(words(message.text, phone), quotedWords(phone, message)),
  textV2,
  image,
  video,
  audio,
  file,
  location,
  sticker: (message) => sticker(message),
  flex: (message, phone) => labelled(flex(message.contents, acting(phone)), message.altText),
  template: (message, phone) => labelled(template(message.template, acting(phone)), message.altText),
  imagemap: (message, phone) => imagemap(message, acting(phone)),
};
