// Template messages drawn as Flex cards, imagemaps as a picture with places to tap.

import { fetched } from "./api.js";
import { el } from "./dom.js";
import { flex, tappable } from "./flex.js";

const link = (action) => ({ type: "button", action, height: "sm" });
const words = (text, more = {}) => ({ type: "text", text, wrap: true, size: "sm", ...more });
const box = (contents, more = {}) => ({ type: "box", layout: "vertical", contents, ...more });

function card(told, ratio = "rectangle") {
  const title = told.title ? [words(told.title, { weight: "bold", size: "md" })] : [];
  const bubble = { type: "bubble", size: "kilo", body: box([...title, words(told.text)], { spacing: "sm" }) };
  bubble.footer = box(told.actions.map(link));
  bubble.action = told.defaultAction;
  if (told.thumbnailImageUrl) {
    const aspectRatio = ratio === "square" ? "1:1" : "151:100";
    bubble.hero = { type: "image", url: told.thumbnailImageUrl, size: "full", aspectMode: "cover", aspectRatio };
  }
  return bubble;
}

function picture(column) {
  const hero = { type: "image", url: column.imageUrl, size: "full", aspectMode: "cover", action: column.action };
  const bubble = { type: "bubble", size: "micro", hero };
  if (column.action.label) bubble.footer = box([link(column.action)]);
  return bubble;
}

/** One of the four templates as an element. */
export function template(told, act) {
  if (told.type === "carousel") {
    return flex({ type: "carousel", contents: told.columns.map((one) => card(one, told.imageAspectRatio)) }, act);
  }
  if (told.type === "image_carousel") return flex({ type: "carousel", contents: told.columns.map(picture) }, act);
  return flex(card(told, told.imageAspectRatio), act);
}

/** A picture 1,040 units wide, with its areas. */
export function imagemap(told, act) {
  const { width, height } = told.baseSize;
  const node = el("div", { class: "imagemap", style: { aspectRatio: `${width} / ${height}` } });
  node.append(el("img", { src: fetched(`${told.baseUrl}/700`), alt: told.altText }));
  for (const one of told.actions) {
    const { x, y, width: w, height: h } = one.area;
    const style = { left: `${(x / width) * 100}%`, top: `${(y / height) * 100}%` };
    Object.assign(style, { width: `${(w / width) * 100}%`, height: `${(h / height) * 100}%` });
    const spot = el("div", { class: "spot", style });
    tappable(spot, one.linkUri ? { type: "uri", uri: one.linkUri, label: one.label } : one, act);
    node.append(spot);
  }
  return node;
}
