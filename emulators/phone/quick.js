// The row of quick replies under the last message.

import { act } from "./actions.js";
import { fetched } from "./api.js";
import { el } from "./dom.js";

// these stay until something was really sent (LINE: Use quick replies)
const STAY = ["camera", "cameraRoll", "datetimepicker", "location"];

/** The quick replies that show now: those of the newest message, if it is the bot's and none was tapped. */
export function quickReplies(phone, newest) {
  const items = newest?.from === "bot" && newest.id !== phone.tapped ? newest.message.quickReply?.items || [] : [];
  const row = phone.parts.quick;
  row.replaceChildren(...items.map((item) => choice(phone, item, newest.id)));
  row.hidden = items.length === 0;
  row.scrollLeft = 0;
}

function choice(phone, { action, imageUrl }, id) {
  const node = el("button", { type: "button", class: "choice" }, action.label);
  if (imageUrl) node.prepend(el("img", { src: fetched(imageUrl), alt: "" }));
  node.addEventListener("click", () => {
    if (!STAY.includes(action.type)) {
      phone.tapped = id;
      phone.parts.quick.hidden = true;
    }
    act(phone, action);
  });
  return node;
}
