// Dates as Thai offices write them: Buddhist year, short day and month.

const DAYS = ["อา.", "จ.", "อ.", "พ.", "พฤ.", "ศ.", "ส."];
const MONTHS = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."];
const AHEAD = 7 * 3600 * 1000;

// A Date whose UTC parts are Bangkok's.
const bangkok = (moment) => new Date(new Date(moment).getTime() + AHEAD);
const two = (number) => String(number).padStart(2, "0");

/** พ. 20 มี.ค. 2556 */
export function day(moment) {
  const at = bangkok(moment);
  return `${DAYS[at.getUTCDay()]} ${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear() + 543}`;
}

/** 09:00 */
export function time(moment) {
  const at = bangkok(moment);
  return `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
}

/** 2013-03-20T09:00, as an input of a page wants it. */
export function forInput(moment, mode = "datetime") {
  const text = bangkok(moment).toISOString();
  return { date: text.slice(0, 10), time: text.slice(11, 16), datetime: text.slice(0, 16) }[mode];
}

/** 12 กิโลไบต์ */
export function size(bytes) {
  if (bytes < 1024) return `${bytes} ไบต์`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
