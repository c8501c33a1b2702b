// Stickers: our own drawing of a round face; the number decides its colour and mood.

import { button, el, sheet } from "./dom.js";

const MOODS = [
  { id: "1988", name: "ตกลง", eyes: "M8 10v.01M16 10v.01", mouth: "M8 14c2 3 6 3 8 0", colour: "#ffd65c" },
  { id: "1989", name: "ขอบคุณ", eyes: "M7 10c1-1 2-1 3 0M14 10c1-1 2-1 3 0", mouth: "M8 14c2 3 6 3 8 0", colour: "#ffb3c7" },
  { id: "1990", name: "สู้ๆ", eyes: "M7 9l3 1M17 9l-3 1", mouth: "M8 14h8c-1 4-7 4-8 0z", colour: "#ff9f6b" },
  { id: "1991", name: "รอก่อน", eyes: "M8 10v.01M16 10v.01", mouth: "M9 15h6", colour: "#a8d8ff" },
  { id: "1992", name: "ขอโทษ", eyes: "M7 10c1 1 2 1 3 0M14 10c1 1 2 1 3 0", mouth: "M9 16c2-2 4-2 6 0", colour: "#c9c4ff" },
  { id: "1993", name: "เยี่ยม", eyes: "M7 10c1-1 2-1 3 0M14 10c1-1 2-1 3 0", mouth: "M7 13h10c-1 5-9 5-10 0z", colour: "#a6e3a1" },
];

/** A sticker as a drawing. */
export function sticker({ stickerId, packageId }) {
  const mood = MOODS.find((one) => one.id === stickerId) || MOODS[Number(stickerId || packageId || 0) % MOODS.length];
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", class: "sticker", role: "img", "aria-label": `สติกเกอร์ ${mood.name}` })) {
    svg.setAttribute(key, value);
  }
  const face = document.createElementNS(space, "circle");
  for (const [key, value] of Object.entries({ cx: 12, cy: 12, r: 10, fill: mood.colour })) face.setAttribute(key, value);
  svg.append(face);
  for (const d of [mood.eyes, mood.mouth]) {
    const path = document.createElementNS(space, "path");
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}

/** Lets somebody choose one. */
export function chooseSticker() {
  return sheet("สติกเกอร์", (close) => {
    const pick = (mood) => button(mood.name, () => close({ packageId: "446", stickerId: mood.id }), {}, sticker({ stickerId: mood.id }), el("span", {}, mood.name));
    return el("div", { class: "sticker-grid" }, MOODS.map(pick));
  });
}
