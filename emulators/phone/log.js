// The chat itself: days, bubbles with time and read mark, photos sent together, the loading sign.

import { ICONS, button, el, icon } from "./dom.js";
import { drawn } from "./messages.js";
import { replyButton } from "./quoting.js";
import { day, time } from "./thai.js";

const NEAR = 40;
const WIDE = ["flex", "template", "imagemap"];

/** Draws what changed and keeps the end in sight, unless somebody reads further up. */
export function update(phone, told) {
  const { log, loading } = phone.parts;
  const stay = atEnd(log) || phone.entries.size === 0;
  for (const entry of told.messages) {
    if (phone.entries.has(entry.id)) change(phone, entry);
    else add(phone, entry);
  }
  loading.hidden = !told.loading;
  log.append(loading);
  if (stay || told.messages.some((entry) => entry.from === "user")) phone.scrollDown();
}

const atEnd = (log) => log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;

/** A picture that arrives late does not push the end out of sight. */
export function followEnd(log) {
  let end = true;
  log.addEventListener("scroll", () => (end = atEnd(log)));
  log.addEventListener("load", () => end && (log.scrollTop = log.scrollHeight), true);
  new ResizeObserver(() => end && (log.scrollTop = log.scrollHeight)).observe(log);
}

function change(phone, entry) {
  const known = phone.entries.get(entry.id);
  known.read?.replaceChildren(entry.read ? "อ่านแล้ว" : "");
  if (entry.unsent && !known.entry.unsent) {
    const gone = drawn(phone, entry);
    known.inside.replaceWith(gone);
    known.inside = gone;
  }
  known.entry = entry;
}

function add(phone, entry) {
  const { log } = phone.parts;
  const previous = phone.newest();
  const newDay = !previous || day(previous.time) !== day(entry.time);
  if (newDay) log.append(el("li", { class: "day", role: "separator" }, day(entry.time)));
  const inside = drawn(phone, entry);
  const set = entry.message.imageSet && log.querySelector(`[data-set="${CSS.escape(entry.message.imageSet.id)}"]`);
  const read = el("span", { class: "read" }, entry.read ? "อ่านแล้ว" : "");
  if (set) set.append(inside);
  else log.append(row(phone, entry, inside, read, !newDay && previous.from === entry.from));
  phone.entries.set(entry.id, { entry, inside, read: set ? null : read });
}

function row(phone, entry, inside, read, follows) {
  const own = entry.from === "user";
  const set = entry.message.imageSet?.id;
  const body = el("div", { class: "said" }, set ? el("div", { class: "photo-set", "data-set": set }, inside) : inside);
  const stamp = el("small", { class: "stamp" }, own && read, el("time", { datetime: entry.time }, time(entry.time)));
  const kinds = [own ? "own" : "theirs", WIDE.includes(entry.message.type) && "wide", follows && "follows"];
  const node = el("li", { class: `message ${kinds.filter(Boolean).join(" ")}`, "data-id": entry.id });
  if (!own) node.append(el("span", { class: "face-of-bot", "aria-hidden": "true" }, "ร"));
  node.append(body, stamp, replyButton(phone, entry));
  if (own && !entry.unsent) {
    const back = () => phone.say({ unsend: entry.id });
    node.append(button("ยกเลิกการส่ง", back, { class: "unsend", title: "ยกเลิกการส่ง" }, icon(...ICONS.more)));
  }
  return node;
}
