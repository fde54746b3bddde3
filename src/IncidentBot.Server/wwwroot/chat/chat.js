// Keeps the room live: hears what changed, fetches the room again and exchanges what differs; clicks become lines to the bot.
import * as lines from "./lines.js";
import * as box from "./command-box.js";
import { ask } from "./form-dialog.js";
import { morph } from "./morph.js";

const main = document.querySelector("main.chat");
const room = () => document.getElementById("room");
const messages = () => room().querySelector(".messages");
const notes = document.getElementById("notes");
const offline = document.getElementById("offline");
const unread = new Set();
let channel = room().dataset.channel;
let awaited = null;
let isFetching = false;
let isStale = false;
let isAtEnd = true;
let changes = null;
let leaving = 0;

function enter(id, { push = true } = {}) {
  if (id !== channel) {
    channel = id;
    notes.replaceChildren();
    isAtEnd = true;
    if (push) history.pushState(null, "", `/chat?channel=${encodeURIComponent(id)}`);
  }
  unread.delete(id);
  main.classList.remove("shows-panel");
  box.focus();
  void refresh();
}

// Ten changes while one is being fetched are one more fetch, not ten.
async function refresh() {
  isStale = true;
  if (isFetching) return;
  isFetching = true;
  try {
    while (isStale) {
      isStale = false;
      const wanted = channel;
      const response = await fetch(`/chat/room?channel=${encodeURIComponent(wanted)}`, { signal: AbortSignal.timeout(10000) });
      if (response.status === 401) location.reload();
      if (response.ok && wanted === channel) show(await response.text());
    }
  } catch {
    setTimeout(refresh, 1000);
  } finally {
    isFetching = false;
  }
}

function show(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("room");
  if (!fresh) return;
  morph(room(), fresh);
  settle();
  const made = awaited && room().querySelector(`.channels a[data-incident="${awaited}"]`);
  if (made) {
    awaited = null;
    enter(made.dataset.key);
  } else if (awaited) {
    setTimeout(refresh, 1000);
  }
}

function settle() {
  for (const link of room().querySelectorAll(".channels a")) link.classList.toggle("unread", unread.has(link.dataset.key));
  main.classList.toggle("has-incident", room().querySelector(".panel") !== null);
  document.title = `${unread.size > 0 ? `(${unread.size}) ` : ""}${room().dataset.name} – IncidentBot`;
  if (isAtEnd) messages().scrollTop = messages().scrollHeight;
}

function told({ note, form, incident, outcome }, line) {
  if (outcome !== "refused") notes.querySelectorAll(".refused").forEach((old) => old.remove());
  if (form) ask(JSON.parse(form), channel);
  if (note && line.channel === channel && !document.querySelector("dialog .problem:not([hidden])")) {
    const drawn = new DOMParser().parseFromString(note, "text/html").body.firstElementChild;
    notes.replaceChildren(...[...notes.children].slice(-2), drawn);
    drawn.scrollIntoView({ block: "nearest" });
  }
  if (incident) awaited = incident;
  void refresh();
}

function listen() {
  changes = new EventSource("/chat/changes");
  changes.addEventListener("listening", () => {
    offline.hidden = true;
    void refresh();
    void lines.flush();
  });
  changes.addEventListener("changed", ({ data }) => {
    if (data !== channel && data) unread.add(data);
    void refresh();
  });
  changes.addEventListener("error", () => {
    offline.hidden = false;
    if (!changes) return;
    // Where the bot itself is gone the browser gives up for good; a new one starts over.
    if (changes.readyState === EventSource.CLOSED) setTimeout(listen, 1000);
  });
}

// A browser holds six connections to one bot: pages that nobody looks at give theirs back after a minute.
document.addEventListener("visibilitychange", () => {
  clearTimeout(leaving);
  if (!document.hidden && !changes) listen();
  if (!document.hidden) return;
  leaving = setTimeout(() => {
    changes?.close();
    changes = null;
  }, 60000);
});

document.addEventListener("click", (event) => {
  const typed = event.target.closest("#room code, #notes code");
  // Something to type stands in the box at a click; the person fills in the rest.
  if (typed && getSelection().isCollapsed) box.put(typed.textContent.startsWith("/") ? typed.textContent : `/${typed.textContent}`);
  const target = event.target.closest("a[data-key], [data-command], [data-pin], [data-dismiss], [data-toggle]");
  if (!target || event.ctrlKey || event.metaKey) return;
  const { form, command, pin } = target.dataset;
  if (target.matches("a")) {
    event.preventDefault();
    enter(target.dataset.key);
  } else if (form) ask(JSON.parse(form), channel);
  else if (command) lines.send({ channel, command });
  else if (pin) lines.send({ channel, pin });
  else if ("dismiss" in target.dataset) target.closest(".note").remove();
  else main.classList.toggle("shows-panel");
});

document.addEventListener(
  "scroll",
  ({ target }) => {
    if (target === messages()) isAtEnd = target.scrollHeight - target.scrollTop - target.clientHeight < 80;
  },
  true,
);

window.addEventListener("popstate", () => enter(new URLSearchParams(location.search).get("channel") ?? "general", { push: false }));
window.addEventListener("resize", settle);

lines.start(told, box.showWaiting);
box.start(() => channel);
settle();
listen();
