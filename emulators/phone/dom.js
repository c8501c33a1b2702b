// Builds elements. Data only ever becomes text or an attribute, never markup.

/** An element: el("p", {class: "note", onclick: go}, "text", child). Empty values are left out. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "style") Object.assign(node.style, value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** A button with a name that screen readers and tests find. */
export function button(name, onclick, attributes = {}, ...children) {
  const shown = children.length ? children : [name];
  return el("button", { type: "button", "aria-label": children.length ? name : undefined, onclick, ...attributes }, ...shown);
}

/** A drawing from paths in a 24 by 24 box. */
export function icon(...paths) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("icon");
  for (const d of paths) {
    const path = document.createElementNS(space, "path");
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}

export const ICONS = {
  plus: ["M12 5v14M5 12h14"],
  camera: ["M4 8h3l2-3h6l2 3h3v11H4z", "M12 16.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z"],
  send: ["M4 12l16-7-6 15-3-6z"],
  menu: ["M5 7h14M5 12h14M5 17h14"],
  more: ["M12 6v.01M12 12v.01M12 18v.01"],
  reply: ["M10 7L4 12l6 5", "M4 12h9a7 7 0 0 1 7 6"],
  file: ["M6 3h8l4 4v14H6z", "M14 3v4h4"],
  pin: ["M12 21c5-6 7-9 7-12a7 7 0 1 0-14 0c0 3 2 6 7 12z", "M12 11.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5z"],
  play: ["M8 5l11 7-11 7z"],
};

let toastTimer;

/** Says something in passing. */
export function toast(text) {
  const place = document.getElementById("toast");
  place.textContent = text;
  place.classList.add("shown");
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => place.classList.remove("shown"), 4000);
}

/** A dialog in the middle (or from below on a phone); resolves with the value given to close, or undefined. */
export function sheet(title, build) {
  return new Promise((resolve) => {
    const dialog = el("dialog", { class: "sheet", "aria-label": title });
    let answer;
    const close = (value) => {
      answer = value;
      dialog.close();
    };
    const head = el("header", {}, el("h2", {}, title), button("ปิด", () => close(), { class: "close" }, "✕"));
    dialog.append(head, build(close));
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(answer);
    });
    dialog.addEventListener("click", (event) => event.target === dialog && close());
    document.body.append(dialog);
    dialog.showModal();
  });
}
