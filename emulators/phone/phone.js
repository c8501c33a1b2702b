// The page: one phone for each of two people, side by side or one at a time.

import * as api from "./api.js";
import { now, showClock, sync } from "./clock.js";
import { composer } from "./composer.js";
import { button, el, sheet, toast } from "./dom.js";
import { followEnd, update } from "./log.js";
import { richMenu } from "./menu.js";
import { quickReplies } from "./quick.js";
import { showTrouble } from "./trouble.js";

const NEW = "new";
let everybody = [];
let bot = { name: "รายงาน", hosts: [] };
const phones = [];

/** A phone on the desk, held by `person`. */
function makePhone(person, at) {
  const phone = { person, at, entries: new Map(), tapped: null, now };
  phone.newest = () => [...phone.entries.values()].at(-1)?.entry;
  phone.scrollDown = () => requestAnimationFrame(() => (phone.parts.log.scrollTop = phone.parts.log.scrollHeight));
  phone.say = (what) => say(phone, what);
  phone.may = () => may(phone);
  phone.told = (answer) => told(answer);
  phone.opened = opened;
  phone.composer = composer(phone);
  phone.menu = richMenu(phone);
  phone.parts = parts(phone);
  phone.node = el("section", { class: "phone", id: `phone-${at}` }, phone.parts.head, phone.parts.banner, phone.parts.log, phone.parts.quick, phone.composer.node, phone.menu.node);
  followEnd(phone.parts.log);
  hold(phone, person);
  return phone;
}

function parts(phone) {
  const picker = el("select", { class: "holder", "aria-label": `คนที่ถือเครื่องที่ ${phone.at + 1}`, onchange: () => picked(phone) });
  const block = button("บล็อก", () => say(phone, phone.blocked ? { follow: true } : { unfollow: true }), { class: "plain blocker" });
  const whose = el("span", { class: "whose", "aria-hidden": "true" });
  const title = el("div", { class: "title" }, el("b", {}, bot.name), whose, picker);
  return {
    picker,
    whose,
    block,
    head: el("header", {}, el("span", { class: "face-of-bot", "aria-hidden": "true" }, "ร"), title, block),
    banner: el("div", { class: "banner", hidden: true }, el("span", {}, "ยังไม่ได้เพิ่มเป็นเพื่อน"), button("เพิ่มเพื่อน", () => say(phone, { follow: true }), { class: "main" })),
    log: el("ol", { class: "log", role: "log", "aria-live": "polite", "aria-label": "บทสนทนา", tabindex: "0" }),
    quick: el("div", { class: "quick", role: "group", "aria-label": "คำตอบด่วน", hidden: true }),
    loading: el("li", { class: "loading", hidden: true, "aria-label": "กำลังทำงาน" }, el("i"), el("i"), el("i")),
  };
}

/** Gives the phone to somebody: the chat begins anew with what they said before. */
function hold(phone, person) {
  phone.listening?.abort();
  phone.listening = new AbortController();
  phone.person = person;
  phone.entries.clear();
  phone.tapped = null;
  phone.parts.log.replaceChildren();
  phone.node.setAttribute("aria-label", `โทรศัพท์ของ ${person.name}`);
  listen(phone, phone.listening.signal);
  choices();
}

async function listen(phone, signal) {
  let cursor = 0;
  for (let first = true; !signal.aborted; ) {
    try {
      const told = await api.chat(phone.person.id, cursor, signal, first);
      if (signal.aborted) return;
      cursor = told.cursor;
      first = false;
      show(phone, told);
    } catch (trouble) {
      if (signal.aborted) return;
      toast("ติดต่อเครื่องจำลองไม่ได้ กำลังลองใหม่");
      await new Promise((resume) => setTimeout(resume, 1500));
      first = true;
    }
  }
}

function show(phone, told) {
  sync(told.now);
  phone.blocked = told.blocked;
  phone.parts.block.textContent = told.blocked ? "เลิกบล็อก" : "บล็อก";
  phone.parts.block.hidden = !told.friend;
  phone.parts.banner.hidden = told.friend;
  phone.node.classList.toggle("blocked", told.blocked);
  update(phone, told);
  quickReplies(phone, phone.newest());
  phone.menu.show(told.richmenu);
}

async function say(phone, what) {
  if (!what.follow && !may(phone)) return false;
  try {
    told(await api.say(phone.person.id, what));
    return true;
  } catch (trouble) {
    toast(trouble.message);
    return false;
  }
}

/** Whoever blocks the bot sends it nothing. */
function may(phone) {
  if (phone.blocked) toast("บล็อกบัญชีนี้อยู่ แตะ เลิกบล็อก ก่อนส่ง");
  return !phone.blocked;
}

function told(answer) {
  const bad = answer.deliveries.find((one) => !(one.status >= 200 && one.status < 300));
  if (bad) toast(bad.status ? `ระบบไม่รับข้อความ (${bad.status})` : "ระบบไม่ตอบ ข้อความยังไม่ถึง");
}

/** Where a link of a message leads: to the rehearsal's own server if it is one of its addresses. */
function opened(url) {
  const host = bot.hosts.find((known) => url.startsWith(known));
  return host ? `/_emulator/at/${url.replace(/^https?:\/\//, "")}` : url;
}

async function picked(phone) {
  const chosen = phone.parts.picker.value;
  const person = chosen === NEW ? await newPerson() : everybody.find(({ id }) => id === chosen);
  if (person) hold(phone, person);
  else choices();
}

async function newPerson() {
  const name = await sheet("เพิ่มคนใหม่", (close) => {
    const input = el("input", { "aria-label": "ชื่อคนใหม่", placeholder: "ชื่อและตำแหน่ง" });
    return el("div", { class: "fields" }, input, button("เพิ่มคน", () => close(input.value.trim()), { class: "main" }));
  });
  if (!name) return null;
  const [person] = (await api.addPerson({ name })).people;
  everybody.push(person);
  return person;
}

const described = ({ name, note }) => (note ? `${name} · ${note}` : name);

// every picker offers everybody; the switch names who holds which phone
function choices() {
  for (const phone of phones) {
    const offers = everybody.map((one) => el("option", { value: one.id, selected: one.id === phone.person.id }, described(one)));
    phone.parts.picker.replaceChildren(...offers, el("option", { value: NEW }, "+ เพิ่มคนใหม่"));
    const words = described(phone.person).split(" ");
    phone.parts.whose.replaceChildren(...words.flatMap((word) => [el("span", {}, word), " "]));
  }
  const names = phones.map((phone) => button(phone.person.name, () => front(phone.at), { "aria-pressed": "false" }));
  document.getElementById("switch").replaceChildren(...names);
  front(Number(document.body.dataset.front || 0));
}

/** On a narrow screen, the phone that is seen. */
function front(at) {
  document.body.dataset.front = at;
  [...document.getElementById("switch").children].forEach((one, index) => one.setAttribute("aria-pressed", String(index === at)));
  phones.forEach((phone) => phone.node.classList.toggle("front", phone.at === at));
}

async function begin() {
  ({ people: everybody, bot } = await api.people());
  if (!everybody.length) everybody = (await api.addPerson({ name: "ผู้ใช้ทดลอง" })).people;
  const asked = new URLSearchParams(location.search);
  const holder = (name, at) => everybody.find(({ id }) => id === asked.get(name)) || everybody[Math.min(at, everybody.length - 1)];
  for (const [at, name] of ["left", "right"].entries()) phones.push(makePhone(holder(name, at), at));
  document.getElementById("desk").append(...phones.map(({ node }) => node));
  choices();
  await Promise.all([showClock(document.getElementById("clock")), showTrouble(document.getElementById("faults-button"))]);
}

begin().catch((trouble) => toast(trouble.message));
