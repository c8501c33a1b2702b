// Replying to one message: what is quoted stands above the row to write in, and above the words once sent.

import { ICONS, button, el, icon } from "./dom.js";

const LONGEST = 60;

/** The button of a message that begins a reply to it. */
export function replyButton(phone, entry) {
  const begin = () => phone.composer.quote(entry);
  return button("ตอบกลับข้อความนี้", begin, { class: "unsend reply", title: "ตอบกลับ" }, icon(...ICONS.reply));
}

/** The strip above the composer: `show(entry)`, `take()` gives the quoted id and clears. */
export function strip() {
  let quoted;
  const words = el("span", {});
  const node = el("div", { class: "quoting", hidden: true }, words, button("เลิกตอบกลับ", () => clear(), { class: "round" }, "✕"));
  const clear = () => {
    quoted = undefined;
    node.hidden = true;
  };
  const show = (entry) => {
    quoted = entry.id;
    words.textContent = shortened(said(entry.message));
    node.hidden = false;
  };
  const take = () => {
    const id = quoted;
    clear();
    return id ? { quote: id } : {};
  };
  return { node, show, take };
}

/** What a message that quotes shows of the quoted one. */
export function quotedWords(phone, { quotedMessageId }) {
  if (!quotedMessageId) return null;
  const entry = phone.entries.get(quotedMessageId)?.entry;
  return el("span", { class: "quoted" }, shortened(entry ? said(entry.message) : "ข้อความก่อนหน้า"));
}

const said = (message) => message.text || message.altText || message.fileName || "รูปหรือไฟล์";
const shortened = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text).replaceAll("\n", " ");
