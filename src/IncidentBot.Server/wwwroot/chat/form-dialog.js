// Asks a form's questions in a dialog. The bot makes the command line of the answers; this only collects them.
import { send } from "./lines.js";

export function ask(form, channel, answers = {}, problem = "") {
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-label", form.title);
  const asked = document.createElement("form");
  asked.method = "dialog";
  asked.append(heading(form.title), ...form.fields.map((field) => question(field, answers[field.name])));
  asked.append(refusal(problem), actions(form, dialog));
  asked.addEventListener("submit", (event) => {
    event.preventDefault();
    const given = Object.fromEntries(new FormData(asked));
    dialog.close();
    send({ channel, form: JSON.stringify(form), answers: given }, (told) => {
      // A refused form comes back with what was typed, and says why.
      if (told.outcome !== "refused") return false;
      ask(form, channel, given, words(told.note));
      return true;
    });
  });
  dialog.addEventListener("close", () => dialog.remove());
  dialog.append(asked);
  document.body.append(dialog);
  dialog.showModal();
  asked.querySelector("input, textarea, select")?.focus();
}

function heading(title) {
  const h2 = document.createElement("h2");
  h2.textContent = title;
  return h2;
}

function question(field, answer) {
  const label = document.createElement("label");
  const input = control(field);
  input.name = field.name;
  input.required = field.isRequired;
  input.value = answer ?? field.initial ?? "";
  label.append(field.isRequired ? field.label : `${field.label} (may stay empty)`, input);
  return label;
}

function control(field) {
  if (field.kind === "Choice") {
    const select = document.createElement("select");
    if (!field.isRequired) select.add(new Option("–", ""));
    for (const choice of field.choices) select.add(new Option(choice.label, choice.value));
    return select;
  }
  if (field.kind === "Paragraph") {
    const area = document.createElement("textarea");
    area.rows = 3;
    area.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) area.form.requestSubmit();
    });
    return area;
  }
  const input = document.createElement("input");
  if (field.kind === "Date") input.type = "date";
  if (field.kind === "Person") {
    input.setAttribute("list", "people");
    input.placeholder = "@name";
  }
  return input;
}

function refusal(problem) {
  const p = document.createElement("p");
  p.className = "problem";
  p.role = "alert";
  p.textContent = problem;
  p.hidden = !problem;
  return p;
}

function actions(form, dialog) {
  const row = document.createElement("div");
  row.className = "buttons";
  const submit = document.createElement("button");
  submit.className = "primary";
  submit.textContent = form.submit;
  const cancel = document.createElement("button");
  cancel.type = "button";
  cancel.textContent = "Cancel";
  cancel.addEventListener("click", () => dialog.close());
  row.append(submit, cancel);
  return row;
}

const words = (note) => new DOMParser().parseFromString(note ?? "", "text/html").querySelector(".card")?.textContent.trim() ?? "";
