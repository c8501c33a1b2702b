// The rich menu: a picture with areas to tap, behind a bar that opens and closes it.

import { act } from "./actions.js";
import { menuImage } from "./api.js";
import { button, el } from "./dom.js";

/** The rich menu of a phone: its element, `show(menu)` and `open(yes)`. Without a menu there is nothing to see. */
export function richMenu(phone) {
  const bar = button("เมนู", () => open(area.hidden), { class: "menu-bar", "aria-expanded": "false" });
  const area = el("div", { class: "menu-area", hidden: true });
  const node = el("div", { class: "rich-menu", hidden: true }, bar, area);
  let shown = null;
  const open = (yes) => {
    area.hidden = !yes;
    bar.setAttribute("aria-expanded", String(yes));
    phone.scrollDown();
  };
  const show = (menu) => {
    if ((menu?.richMenuId || null) === shown) return;
    shown = menu?.richMenuId || null;
    node.hidden = !menu;
    if (!menu) return;
    bar.textContent = menu.chatBarText;
    area.replaceChildren(...drawn(phone, menu));
    area.style.aspectRatio = `${menu.size.width} / ${menu.size.height}`;
    open(menu.selected);
  };
  return { node, show, open };
}

function drawn(phone, menu) {
  const { width, height } = menu.size;
  const spots = menu.areas.map(({ bounds, action }, at) => {
    const style = { left: `${(bounds.x / width) * 100}%`, top: `${(bounds.y / height) * 100}%` };
    Object.assign(style, { width: `${(bounds.width / width) * 100}%`, height: `${(bounds.height / height) * 100}%` });
    const name = action.label || action.displayText || action.text || `เมนูช่องที่ ${at + 1}`;
    return el("button", { type: "button", class: "spot", style, "aria-label": name, onclick: () => act(phone, action) });
  });
  return [el("img", { src: menuImage(menu.richMenuId), alt: menu.name }), ...spots];
}
