// Draws Flex messages with CSS flexbox, by the equivalences LINE documents under "Flex Message layout".

import { fetched } from "./api.js";
import { el } from "./dom.js";

const STEP = { none: 0, xs: 2, sm: 4, md: 8, lg: 12, xl: 16, xxl: 20 };
const FONT = { xxs: 11, xs: 13, sm: 14, md: 16, lg: 19, xl: 22, xxl: 29, "3xl": 35, "4xl": 48, "5xl": 74 };
const PICTURE = { xxs: 40, xs: 60, sm: 80, md: 100, lg: 120, xl: 140, xxl: 160, "3xl": 180, "4xl": 200, "5xl": 220, full: "100%" };
const BORDER = { none: 0, light: 0.5, normal: 1, medium: 2, "semi-bold": 3, bold: 4 };
const SIDES = { Top: "Top", Bottom: "Bottom", Start: "Left", End: "Right" };
const PLACE = { start: "flex-start", center: "center", end: "flex-end", top: "flex-start", bottom: "flex-end" };

const measure = (value, table) => {
  if (value === undefined) return undefined;
  const known = table[value];
  return known === undefined ? value : typeof known === "number" ? `${known}px` : known;
};

/** A bubble or a carousel as an element; `act(action)` is called when something in it is tapped. */
export function flex(container, act) {
  if (container.type === "bubble") return bubble(container, act);
  const row = el("div", { class: "carousel", tabindex: "0", role: "group", "aria-label": "การ์ดหลายใบ เลื่อนไปทางขวาได้" });
  row.append(...container.contents.map((one) => bubble(one, act)));
  return row;
}

function bubble(told, act) {
  const node = el("article", { class: `bubble ${told.size || "mega"}`, dir: told.direction });
  for (const name of ["header", "hero", "body", "footer"]) {
    if (!told[name]) continue;
    const style = told.styles?.[name] || {};
    if (style.separator) node.append(separator({ color: style.separatorColor }));
    const block = el("div", { class: `block ${name}`, style: { backgroundColor: style.backgroundColor } });
    const inside = component(told[name], act, "vertical");
    if (name !== "hero" && told[name].type === "box") movePadding(told[name], inside, block);
    block.append(inside);
    node.append(block);
  }
  tappable(node, told.action, act);
  return node;
}

// A block has a padding of its own unless its box says another one.
function movePadding(box, inside, block) {
  if (box.paddingAll !== undefined) block.style.padding = "0";
  for (const [side, css] of Object.entries(SIDES)) {
    if (box[`padding${side}`] !== undefined) block.style[`padding${css}`] = "0";
  }
  if (box.backgroundColor || box.background) {
    block.style.background = inside.style.background || inside.style.backgroundColor;
  }
}

function component(told, act, layout, gap, first) {
  const node = (DRAW[told.type] || filler)(told, act, layout);
  grow(node, told, layout);
  const space = measure(told.margin, STEP) ?? gap;
  if (space && !first) node.style[layout === "vertical" ? "marginTop" : "marginLeft"] = space;
  if (told.position === "absolute") node.style.position = "absolute";
  for (const [side, css] of Object.entries(SIDES)) {
    const offset = measure(told[`offset${side}`], STEP);
    if (offset === undefined) continue;
    if (told.position !== "absolute") node.style.position = "relative";
    node.style[css.toLowerCase()] = offset;
  }
  if (told.gravity && layout === "horizontal") node.style.alignSelf = PLACE[told.gravity];
  if (told.type !== "button") tappable(node, told.action, act);
  return node;
}

// horizontal: flex N is N 0 0, default 1; vertical: N 0 auto, default 0; a box sized along the row or column has 0.
function grow(node, told, layout) {
  const sized = told.type === "box" && (layout === "vertical" ? told.height : told.width);
  const fixed = ["separator", "icon", "span"].includes(told.type);
  const share = sized ? 0 : told.flex ?? (fixed || layout === "vertical" ? 0 : 1);
  if (told.position === "absolute") return;
  node.style.flex = share === 0 ? "0 0 auto" : layout === "vertical" ? `${share} 0 auto` : `${share} 0 0`;
}

function box(told, act) {
  const node = el("div", { class: `box ${told.layout}` });
  const { style } = node;
  const gap = measure(told.spacing, STEP);
  node.append(...told.contents.map((child, at) => component(child, act, told.layout, gap, at === 0)));
  style.justifyContent = told.justifyContent || "";
  style.alignItems = told.alignItems || "";
  style.backgroundColor = told.backgroundColor || "";
  if (told.background) style.background = gradient(told.background);
  for (const key of ["width", "maxWidth", "height", "maxHeight"]) style[key] = told[key] || "";
  style.borderRadius = measure(told.cornerRadius, STEP) || "";
  if (told.borderWidth || told.borderColor) {
    style.border = `${measure(told.borderWidth || "normal", BORDER)} solid ${told.borderColor || "#8a8f98"}`;
  }
  style.padding = measure(told.paddingAll, STEP) || "";
  for (const [side, css] of Object.entries(SIDES)) {
    const padding = measure(told[`padding${side}`], STEP);
    if (padding !== undefined) style[`padding${css}`] = padding;
  }
  return node;
}

function gradient(told) {
  const middle = told.centerColor ? `${told.centerColor} ${told.centerPosition || "50%"}, ` : "";
  return `linear-gradient(${told.angle}, ${told.startColor}, ${middle}${told.endColor})`;
}

function text(told) {
  const node = el("p", { class: told.wrap ? "text wrap" : "text" });
  letters(node, told);
  node.style.textAlign = told.align || "start";
  if (told.contents?.length) node.append(...told.contents.map(span));
  else node.textContent = told.text;
  if (told.lineSpacing) node.style.lineHeight = `calc(1.45em + ${told.lineSpacing})`;
  if (told.wrap && told.maxLines) {
    node.classList.add("clamped");
    node.style.webkitLineClamp = told.maxLines;
  }
  if (told.adjustMode) requestAnimationFrame(() => shrink(node));
  return node;
}

function span(told) {
  const node = el("span", {}, told.text);
  letters(node, told, true);
  return node;
}

function letters({ style }, told, inherit = false) {
  if (told.size || !inherit) style.fontSize = measure(told.size || "md", FONT);
  if (told.color) style.color = told.color;
  if (told.weight) style.fontWeight = told.weight === "bold" ? "700" : "400";
  if (told.style === "italic") style.fontStyle = "italic";
  if (told.decoration && told.decoration !== "none") style.textDecoration = told.decoration;
}

// adjustMode shrink-to-fit
function shrink(node) {
  for (let px = parseFloat(getComputedStyle(node).fontSize); px > 9 && node.scrollWidth > node.clientWidth; px -= 1) {
    node.style.fontSize = `${px - 1}px`;
  }
}

function flexButton(told, act) {
  const style = told.style || "link";
  const node = el("button", { type: "button", class: `flex-button ${style} ${told.height || "md"}` }, told.action.label);
  if (told.color) node.style[style === "link" ? "color" : "backgroundColor"] = told.color;
  node.addEventListener("click", () => act(told.action));
  if (told.adjustMode) requestAnimationFrame(() => shrink(node));
  return node;
}

function picture(told) {
  const [width, height] = (told.aspectRatio || "1:1").split(":");
  const frame = el("div", { class: "picture", style: { width: measure(told.size || "md", PICTURE) } });
  const inside = el("img", { src: fetched(told.url), alt: told.action?.label || "", loading: "lazy", class: told.aspectMode || "fit" });
  frame.style.aspectRatio = `${width} / ${height}`;
  frame.style.backgroundColor = told.backgroundColor || "";
  frame.append(inside);
  const node = el("div", { class: "picture-row" }, frame);
  node.style.justifyContent = PLACE[told.align || "center"];
  return node;
}

function iconPicture(told) {
  const node = el("img", { src: fetched(told.url), alt: "", class: "flex-icon" });
  node.style.height = measure(told.size || "md", FONT);
  return node;
}

function separator(told) {
  return el("div", { class: "separator", role: "separator", style: { backgroundColor: told.color || "" } });
}

const filler = () => el("div");
const video = (told, act, layout) => component(told.altContent, act, layout);
const DRAW = { box, text, span, button: flexButton, image: picture, icon: iconPicture, separator, filler, video };

/** Makes an element do an action when it is tapped or Enter is pressed on it. */
export function tappable(node, action, act) {
  if (!action) return;
  node.classList.add("tappable");
  node.setAttribute("role", "button");
  node.setAttribute("tabindex", "0");
  if (action.label) node.setAttribute("aria-label", action.label);
  node.addEventListener("click", (event) => {
    event.stopPropagation();
    act(action);
  });
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    act(action);
  });
}
