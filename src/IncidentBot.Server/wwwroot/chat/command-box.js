// The box that people type into: Enter sends, Shift+Enter breaks the line, Up recalls, Tab takes a hint.
import { send, discard } from "./lines.js";
import { hintsFor } from "./hints.js";

const form = document.querySelector(".command-box");
const box = document.getElementById("line");
const hints = document.getElementById("hints");
const verbs = JSON.parse(form.dataset.verbs);
const draft = "incidentbot.draft";
const past = "incidentbot.past";
let recalled = -1;
let kept = "";
let chosen = -1;

export const focus = () => box.focus({ preventScroll: true });

export function put(text) {
  box.value = text;
  typed();
  focus();
  box.setSelectionRange(text.length, text.length);
}

export function start(channel) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(channel());
  });
  box.addEventListener("input", () => {
    recalled = -1;
    typed();
  });
  box.addEventListener("keydown", (event) => key(event, channel));
  hints.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[data-put]");
    if (option) {
      event.preventDefault();
      put(option.dataset.put);
    }
  });
  // Who typed a line and Enter before this script was there has sent it.
  if (box.value.trim() && box.value.endsWith("\n")) submit(channel());
  else if (!box.value) box.value = sessionStorage.getItem(draft) ?? "";
  typed();
  focus();
}

export function showWaiting(lines) {
  const list = document.getElementById("waiting");
  list.replaceChildren(...lines.map(asItem));
  list.hidden = lines.length === 0;
}

function submit(channel) {
  const line = box.value.trim();
  if (!line) return;
  remember(line);
  recalled = -1;
  put("");
  send({ channel, line }, (told) => {
    // What was refused goes back into the box, unless something new is being typed there.
    if (told.outcome !== "refused" || box.value) return false;
    put(line);
    return true;
  });
}

function key(event, channel) {
  if (event.isComposing) return;
  const options = [...hints.querySelectorAll("[data-put]")];
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    if (chosen >= 0 && options[chosen]) put(options[chosen].dataset.put);
    else submit(channel());
  } else if (event.key === "Tab" && !event.shiftKey && options.length > 0 && box.value.startsWith("/")) {
    event.preventDefault();
    put(options[Math.max(chosen, 0)].dataset.put);
  } else if (event.key === "Escape") {
    hints.hidden = true;
    choose(-1);
  } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
    arrow(event, options);
  }
}

function arrow(event, options) {
  const step = event.key === "ArrowUp" ? 1 : -1;
  if (recalled < 0 && options.length > 0 && !hints.hidden) {
    event.preventDefault();
    choose((chosen - step + options.length + (chosen < 0 && step > 0 ? 1 : 0)) % options.length);
    return;
  }
  if (recalled < 0 && (box.value.includes("\n") || step < 0)) return;
  const lines = recall();
  const to = recalled + step;
  if (to >= lines.length) return;
  event.preventDefault();
  if (recalled < 0) kept = box.value;
  put(to < 0 ? kept : lines[to]);
  recalled = to;
  hints.hidden = true;
}

function choose(which) {
  chosen = which;
  [...hints.querySelectorAll("[data-put]")].forEach((option, i) => option.setAttribute("aria-selected", i === which));
}

function typed() {
  sessionStorage.setItem(draft, box.value);
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight, 240)}px`;
  const found = hintsFor(box.value, verbs);
  hints.replaceChildren(...found.map(asHint));
  hints.hidden = found.length === 0;
  chosen = -1;
}

function asHint({ verb, put: text }) {
  const item = document.createElement("li");
  item.role = "option";
  if (text) item.dataset.put = text;
  item.append(element("b", verb.name), " ", element("span", verb.usage), element("small", verb.help));
  if (!text && verb.example) item.append(element("code", "/" + verb.example));
  return item;
}

function asItem(line) {
  const item = document.createElement("li");
  const words = line.line ?? line.command ?? Object.values(line.answers ?? {}).join(" ") ?? "";
  item.className = line.refused ? "refused" : "";
  item.append(element("small", line.refused ? "Not recorded:" : "On its way:"), " ", element("span", words));
  if (line.refused) {
    if (line.line) item.append(action("Edit", () => (discard(line.id), put(line.line))));
    item.append(action("Discard", () => discard(line.id)));
  }
  return item;
}

function action(label, act) {
  const button = element("button", label);
  button.type = "button";
  button.className = "quiet";
  button.addEventListener("click", act);
  return button;
}

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

const recall = () => JSON.parse(localStorage.getItem(past) ?? "[]");

function remember(line) {
  const lines = recall().filter((other) => other !== line);
  localStorage.setItem(past, JSON.stringify([line, ...lines].slice(0, 50)));
}
