// What people sent and the bot has not answered yet. It is kept in the browser until the answer is there, also over a reload, and
// sent again when the connection is back; the bot records the same identity once.
const store = "incidentbot.lines";
const waiting = JSON.parse(sessionStorage.getItem(store) ?? "[]");
const answered = new Map();
let busy = false;
let takeTold = () => {};
let show = () => {};

export function start(onTold, onShow) {
  takeTold = onTold;
  show = onShow;
  changed();
  void flush();
}

export function send(what, onAnswer) {
  const line = { ...what, id: identity() };
  if (onAnswer) answered.set(line.id, onAnswer);
  waiting.push(line);
  changed();
  void flush();
}

export function discard(id) {
  const at = waiting.findIndex((line) => line.id === id);
  if (at >= 0) waiting.splice(at, 1);
  changed();
}

export async function flush() {
  if (busy) return;
  busy = true;
  try {
    for (let line = next(); line; line = next()) {
      const told = await post(line);
      if (!told) {
        setTimeout(flush, 1000);
        return;
      }
      settle(line, told);
    }
  } finally {
    busy = false;
  }
}

const next = () => waiting.find((line) => !line.refused);

async function post({ refused, ...line }) {
  try {
    const response = await fetch("/chat/lines", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(line),
      signal: AbortSignal.timeout(10000),
    });
    if (response.status === 401) location.reload();
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

function settle(line, told) {
  const taken = answered.get(line.id)?.(told, line) ?? false;
  answered.delete(line.id);
  if (told.outcome === "refused" && !taken) {
    line.refused = true;
  } else {
    waiting.splice(waiting.indexOf(line), 1);
  }
  changed();
  takeTold(told, line);
}

function changed() {
  sessionStorage.setItem(store, JSON.stringify(waiting));
  show(waiting);
}

// crypto.randomUUID is there on this machine and over https only.
function identity() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
