// What happens when something with an action is tapped.

import { el, button, sheet, toast } from "./dom.js";
import { day, forInput } from "./thai.js";

const INPUTS = { date: "date", time: "time", datetime: "datetime-local" };
const NAMES = { date: "เลือกวันที่", time: "เลือกเวลา", datetime: "เลือกวันและเวลา" };

/** Does an action on a phone; resolves to true when it sent something. */
export function act(phone, action) {
  const doing = DOINGS[action.type];
  return doing ? doing(phone, action) : toast(`ไม่รู้จักปุ่มชนิด ${action.type}`);
}

function postback(phone, action) {
  const { data, displayText, text, inputOption, fillInText } = action;
  if (inputOption === "openKeyboard") phone.composer.fill(fillInText || "");
  if (inputOption === "openRichMenu") phone.menu.open(true);
  if (inputOption === "closeRichMenu") phone.menu.open(false);
  return phone.say({ postback: { data, displayText: displayText ?? text } });
}

async function datetimepicker(phone, action) {
  const { mode, data } = action;
  const value = await sheet(NAMES[mode], (close) => {
    const start = action.initial || clamped(forInput(phone.now(), mode), action);
    const input = el("input", { type: INPUTS[mode], min: action.min, max: action.max, value: start, required: true, "aria-label": NAMES[mode] });
    const done = () => input.reportValidity() && close(input.value);
    const spoken = el("output", { class: "spoken" });
    const speak = () => (spoken.textContent = mode === "time" || !input.value ? "" : day(`${input.value.slice(0, 10)}T00:00+07:00`));
    input.addEventListener("input", speak);
    speak();
    return el("div", { class: "fields" }, input, spoken, button("ตกลง", done, { class: "main" }));
  });
  return value ? phone.say({ postback: { data, params: { [mode]: value.slice(0, 16) } } }) : false;
}

function clamped(value, { min, max }) {
  if (min && value < min) return min;
  return max && value > max ? max : value;
}

async function location(phone) {
  const place = await sheet("ส่งตำแหน่ง", (close) => {
    const title = el("input", { value: "ที่ว่าการอำเภอ", "aria-label": "ชื่อสถานที่" });
    const address = el("input", { value: "ถ.พหลโยธิน ต.ศาลา อ.เกาะคา จ.ลำปาง 52130", "aria-label": "ที่อยู่" });
    const latitude = el("input", { type: "number", step: "any", value: "18.1936", "aria-label": "ละติจูด" });
    const longitude = el("input", { type: "number", step: "any", value: "99.3936", "aria-label": "ลองจิจูด" });
    const done = () =>
      close({ title: title.value, address: address.value, latitude: Number(latitude.value), longitude: Number(longitude.value) });
    const pair = el("div", { class: "pair" }, latitude, longitude);
    return el("div", { class: "fields" }, title, address, pair, button("ส่งตำแหน่งนี้", done, { class: "main" }));
  });
  return place ? phone.say({ location: place }) : false;
}

async function clipboard(_, action) {
  try {
    await navigator.clipboard.writeText(action.clipboardText);
    toast("คัดลอกแล้ว");
  } catch {
    toast("คัดลอกไม่ได้: เบราว์เซอร์ไม่อนุญาต");
  }
  return true;
}

// line.me/R/... addresses do inside LINE what their name says; others open in a tab of their own.
function uri(phone, action) {
  const url = action.uri;
  const inside = /^(?:https:\/\/line\.me\/R|line:\/)\/(.+)$/.exec(url);
  if (inside) return insideLine(phone, inside[1]);
  if (url.startsWith("tel:")) return toast(`โทร ${url.slice(4)}`);
  window.open(phone.opened(url), "_blank", "noopener");
  return true;
}

function insideLine(phone, path) {
  const message = /^oaMessage\/[^?]*\/?\?(.*)$/.exec(path);
  if (message) return phone.composer.fill(decodeURIComponent(message[1]));
  if (path.startsWith("nv/camera")) return phone.composer.choosePhotos(!path.includes("single"));
  if (path.startsWith("nv/location")) return location(phone);
  return toast("ลิงก์นี้เปิดได้ในแอปจริงเท่านั้น");
}

const DOINGS = {
  message: (phone, action) => phone.say({ text: action.text }),
  postback,
  uri,
  datetimepicker,
  camera: (phone) => phone.composer.choosePhotos(false),
  cameraRoll: (phone) => phone.composer.choosePhotos(true),
  location,
  clipboard,
  richmenuswitch: (phone, { data, richMenuAliasId }) => phone.say({ switch: { data, richMenuAliasId } }),
};
