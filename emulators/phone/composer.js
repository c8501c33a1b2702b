// The row to write in: text, photos, files, stickers, a place.

import { act } from "./actions.js";
import { sendFiles } from "./api.js";
import { ICONS, button, el, icon, sheet, toast } from "./dom.js";
import { strip } from "./quoting.js";
import { chooseSticker } from "./stickers.js";

const SAMPLES = [1, 2, 3];

/** The composer of a phone: its element, `fill(text)`, `quote(entry)` and `choosePhotos(several)`. */
export function composer(phone) {
  const quoting = strip();
  const input = el("textarea", { rows: 1, placeholder: "พิมพ์ข้อความ", "aria-label": "ข้อความ", enterkeyhint: "send", maxlength: 5000 });
  const sends = () => submit(phone, input, quoting);
  const send = button("ส่ง", sends, { class: "round send" }, icon(...ICONS.send));
  const photos = chooser("image/*", "เลือกรูป", (files) => upload(phone, "photo", files));
  const any = chooser("", "เลือกไฟล์", (files) => uploadMixed(phone, files));
  const choosePhotos = (several) => {
    photos.multiple = several;
    photos.click();
  };
  const more = button("แนบ", () => attach(phone, any, choosePhotos), { class: "round" }, icon(...ICONS.plus));
  const camera = button("ส่งรูป", () => choosePhotos(true), { class: "round" }, icon(...ICONS.camera));
  input.addEventListener("keydown", (event) => onKey(event, sends));
  input.addEventListener("input", () => fit(input));
  const node = el("form", { class: "composer", onsubmit: (event) => event.preventDefault() }, quoting.node, more, camera, input, send, photos, any);
  const fill = (text) => {
    input.value = text;
    fit(input);
    input.focus();
  };
  const quote = (entry) => {
    quoting.show(entry);
    input.focus();
  };
  return { node, fill, quote, choosePhotos };
}

// Enter sends, Shift and Enter begins a line; Enter that ends a composition of letters does neither.
function onKey(event, done) {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  done();
}

function fit(input) {
  input.style.height = "auto";
  input.style.height = `${Math.min(input.scrollHeight, 120)}px`;
}

async function submit(phone, input, quoting) {
  const text = input.value.trim();
  if (!text) return;
  input.value = "";
  fit(input);
  if (!(await phone.say({ text, ...quoting.take() }))) input.value ||= text;
}

function chooser(accept, name, chosen) {
  const input = el("input", { type: "file", accept, multiple: true, hidden: true, "aria-label": name });
  input.addEventListener("change", async () => {
    const files = [...input.files];
    input.value = "";
    if (files.length) await chosen(files);
  });
  return input;
}

async function upload(phone, kind, files) {
  if (!phone.may()) return;
  try {
    phone.told(await sendFiles(phone.person.id, kind, files));
  } catch (trouble) {
    toast(trouble.message);
  }
}

async function uploadMixed(phone, files) {
  for (const [kind, start] of [["photo", "image/"], ["video", "video/"]]) {
    const these = files.filter((file) => file.type.startsWith(start));
    if (these.length) await upload(phone, kind, these);
  }
  const rest = files.filter((file) => !/^(?:image|video)\//.test(file.type));
  if (rest.length) await upload(phone, "file", rest);
}

async function attach(phone, any, choosePhotos) {
  const choice = await sheet("แนบ", (close) => {
    const offer = (name, value) => button(name, () => close(value), { class: "row" });
    const samples = SAMPLES.map((count) => offer(`รูปตัวอย่าง ${count} รูป`, { photo: { count } }));
    return el("div", { class: "rows" }, offer("รูปจากเครื่อง", "photos"), samples, offer("ไฟล์จากเครื่อง", "files"), offer("สติกเกอร์", "sticker"), offer("ตำแหน่ง", "location"));
  });
  if (choice === "photos") choosePhotos(true);
  else if (choice === "files") any.click();
  else if (choice === "location") act(phone, { type: "location" });
  else if (choice === "sticker") await stick(phone);
  else if (choice) phone.say(choice);
}

async function stick(phone) {
  const chosen = await chooseSticker();
  if (chosen) phone.say({ sticker: chosen });
}
