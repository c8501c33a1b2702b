// The emulator's clock: what time it is there, and how to make it later.

import { clock, setClock } from "./api.js";
import { button, el, sheet, toast } from "./dom.js";
import { day, forInput, time } from "./thai.js";

const STEPS = [
  ["+1 ชม.", "เดินหน้า 1 ชั่วโมง", { hours: 1 }],
  ["+1 วัน", "เดินหน้า 1 วัน", { days: 1 }],
  ["+1 สัปดาห์", "เดินหน้า 1 สัปดาห์", { days: 7 }],
];
let ahead = 0;
let face;

/** The moment in the emulator. */
export const now = () => new Date(Date.now() + ahead);

/** Notes what the emulator says its time is. */
export function sync(moment) {
  ahead = new Date(moment).getTime() - Date.now();
  tick();
}

function tick() {
  if (face) face.textContent = `${day(now())} ${time(now())}`;
}

async function change(wanted) {
  try {
    sync((await setClock(wanted)).now);
  } catch (trouble) {
    toast(trouble.message);
  }
}

async function choose() {
  const chosen = await sheet("ตั้งวันและเวลา", (close) => {
    const input = el("input", { type: "datetime-local", value: forInput(now()), required: true, "aria-label": "วันและเวลาใหม่" });
    return el("div", { class: "fields" }, input, button("ตั้งเวลา", () => input.reportValidity() && close(input.value), { class: "main" }));
  });
  if (chosen) await change({ set: `${chosen.slice(0, 16)}:00+07:00` });
}

function steps(close = () => {}) {
  const step = ([text, name, forward]) => {
    const go = () => change({ forward }).then(() => close());
    return button(text, go, { class: "plain", title: name });
  };
  const set = () => {
    close();
    choose();
  };
  return el("span", { class: "steps" }, STEPS.map(step), button("ตั้งวัน", set, { class: "plain" }));
}

/** Puts the clock into its place and keeps it going. */
export async function showClock(place) {
  face = el("span", { class: "face", role: "timer", "aria-label": "เวลาจำลอง" });
  const later = button("เปลี่ยนเวลา", () => sheet("เปลี่ยนเวลา", (close) => steps(close)), { class: "plain later" });
  place.append(face, steps(), later);
  sync((await clock()).now);
  setInterval(tick, 1000);
}
