// The panel for a bad network: what the bot's next calls to LINE will meet.

import { addFault, clearFaults, faults } from "./api.js";
import { button, el, sheet, toast } from "./dom.js";

const KINDS = [
  ["slow", "ช้า 3 วินาที", { delay: 3 }],
  ["429", "ส่งถี่เกินไป (429)", {}],
  ["500", "LINE ขัดข้อง (500)", {}],
  ["timeout", "ไม่มีคำตอบ 15 วินาที", { delay: 15 }],
  ["drop_before", "สายหลุดก่อนทำงาน", {}],
  ["drop_after", "ทำงานแล้ว แต่คำตอบหาย", {}],
];
const CALLS = [
  ["", "ทุกคำสั่ง"],
  ["/message/reply", "การตอบกลับ"],
  ["/message/push", "การส่งเอง (push)"],
  ["/content", "การดึงรูปและไฟล์"],
];

const options = (pairs) => pairs.map(([value, name]) => el("option", { value }, name));

async function named(place) {
  const waiting = (await faults()).faults;
  const left = waiting.reduce((sum, rule) => sum + rule.times, 0);
  place.textContent = left ? `สัญญาณ: จะขัดข้องอีก ${left} ครั้ง` : "สัญญาณ: ปกติ";
  place.classList.toggle("bad", left > 0);
}

function panel(place, close) {
  const kind = el("select", {}, options(KINDS));
  const match = el("select", {}, options(CALLS));
  const times = el("input", { type: "number", min: 1, max: 99, value: 1 });
  const run = async (doing) => {
    try {
      await doing();
      await named(place);
      close();
    } catch (trouble) {
      toast(trouble.message);
    }
  };
  const start = () => run(() => addFault({ kind: kind.value, match: match.value, times: Number(times.value), ...KINDS.find(([k]) => k === kind.value)[2] }));
  return el(
    "div",
    { class: "fields" },
    el("label", {}, "อาการ", kind),
    el("label", {}, "เกิดกับ", match),
    el("label", {}, "กี่ครั้ง", times),
    button("เริ่ม", start, { class: "main" }),
    button("หยุดทั้งหมด", () => run(clearFaults), { class: "plain" }),
  );
}

/** Makes the button open the panel, and show what is still to come. */
export function showTrouble(place) {
  place.addEventListener("click", () => sheet("สัญญาณไม่ดี", (close) => panel(place, close)));
  setInterval(() => place.classList.contains("bad") && named(place).catch(() => {}), 2000);
  return named(place);
}
