// The emulator's own addresses. The page talks to nothing else.

const WAIT = 25;

async function json(path, options = {}) {
  const answer = await fetch(path, options);
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.message || String(answer.status));
  return body;
}

const post = (path, body) =>
  json(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

export const people = () => json("/_emulator/people");
export const addPerson = (person) => post("/_emulator/people", person);
export const say = (user, what) => post("/_emulator/say", { user, ...what });
export const setClock = (change) => post("/_emulator/clock", change);
export const clock = () => json("/_emulator/clock");
export const faults = () => json("/_emulator/faults");
export const addFault = (rule) => post("/_emulator/faults", rule);
export const clearFaults = () => json("/_emulator/faults", { method: "DELETE" });

/** Sends files at once; `kind` is photo, video or file. */
export function sendFiles(user, kind, files) {
  const form = new FormData();
  form.append("user", user);
  for (const file of files) form.append(kind, file, file.name);
  return json("/_emulator/say", { method: "POST", body: form });
}

/** What changed in a chat since `after`; waits for it unless `now`. */
export function chat(user, after, signal, now = false) {
  const wait = now ? "" : `&wait=${WAIT}`;
  return json(`/_emulator/chat/${user}?after=${after}${wait}`, { signal });
}

/** Where the page fetches an https address of a message: through the emulator, or nowhere. */
export const fetched = (url) => `/_emulator/fetch?url=${encodeURIComponent(url)}`;
export const content = (id) => `/_emulator/content/${id}`;
export const preview = (id) => `/_emulator/content/${id}?preview=1`;
export const menuImage = (id) => `/_emulator/richmenu/${id}`;
