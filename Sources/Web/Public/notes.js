// A record's time line: colleagues to mention behind an @, files that go up with progress, the note a link leads to.
import { formToken, tell } from "./app.js";

// Colleagues: a list below the text while one types @ and a name, by keyboard and by touch.
let asked = 0;

document.addEventListener("input", (event) => {
  if (event.target.matches?.("[data-mentions]")) suggest(event.target);
});

async function suggest(area) {
  const list = listOf(area);
  const typed = area.value.slice(0, area.selectionStart).match(/(?:^|[^A-Za-z0-9._-])@([^\s@]{0,20})$/);
  const turn = ++asked;
  if (!typed) return close(list, area);
  let answer;
  try {
    answer = await fetch(`/mentions/members?q=${encodeURIComponent(typed[1])}`, { headers: { "HX-Request": "true" } });
  } catch { return close(list, area); }
  if (!answer.ok || turn !== asked) return;
  list.innerHTML = await answer.text();
  list.hidden = list.children.length === 0;
  if (!list.hidden) select(list, area, 0);
}

function listOf(area) { return document.getElementById(area.getAttribute("aria-controls")); }

function close(list, area) {
  list.hidden = true;
  list.replaceChildren();
  area.removeAttribute("aria-activedescendant");
}

function select(list, area, place) {
  const options = [...list.children];
  const index = (place + options.length) % options.length;
  options.forEach((option, number) => option.setAttribute("aria-selected", String(number === index)));
  area.setAttribute("aria-activedescendant", options[index].id);
  options[index].scrollIntoView({ block: "nearest" });
}

function choose(option, area) {
  const before = area.value.slice(0, area.selectionStart).replace(/@[^\s@]*$/, `@${option.dataset.name} `);
  area.value = before + area.value.slice(area.selectionStart);
  area.setSelectionRange(before.length, before.length);
  mention(area.form, option.dataset.member);
  close(listOf(area), area);
  area.focus();
}

function mention(form, member) {
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name: "mention", value: member });
  form.append(field);
}

document.addEventListener("keydown", (event) => {
  const area = event.target;
  if (!area.matches?.("[data-mentions]")) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return area.form.requestSubmit();
  const list = listOf(area);
  if (list.hidden || event.isComposing) return;
  const place = [...list.children].findIndex((option) => option.getAttribute("aria-selected") === "true");
  const acts = {
    ArrowDown: () => select(list, area, place + 1),
    ArrowUp: () => select(list, area, place - 1),
    Enter: () => choose(list.children[place], area),
    Tab: () => choose(list.children[place], area),
    Escape: () => close(list, area),
  };
  if (!acts[event.key]) return;
  event.preventDefault();
  event.stopPropagation();
  acts[event.key]();
});

// The text must not lose the caret to the list.
document.addEventListener("pointerdown", (event) => {
  if (event.target.closest?.(".mention-list")) event.preventDefault();
});
document.addEventListener("click", (event) => {
  const option = event.target.closest?.(".mention-list [role=option]");
  if (option) return choose(option, option.closest("form").querySelector("[data-mentions]"));
  for (const list of document.querySelectorAll(".mention-list:not([hidden])")) {
    const area = list.closest("form").querySelector("[data-mentions]");
    if (event.target !== area) close(list, area);
  }
});

// Files go up one after the other, as they are.
document.addEventListener("change", (event) => {
  const form = event.target.closest?.("[data-file-upload]");
  if (form && event.target.type === "file") bring(form, [...event.target.files]);
});
for (const [name, isOver] of [["dragover", true], ["dragleave", false], ["drop", false]]) {
  document.addEventListener(name, (event) => {
    const form = event.target.closest?.("[data-file-upload]");
    if (!form) return;
    event.preventDefault();
    form.classList.toggle("is-over", isOver);
    if (name === "drop") bring(form, [...event.dataTransfer.files]);
  });
}
document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-file-upload]")) event.preventDefault();
}, true);

async function bring(form, files) {
  const input = form.querySelector("input[type=file]");
  if (input.disabled || files.length === 0) return;
  input.disabled = true;
  let failed = 0;
  for (const file of files) {
    try { await send(form, file); } catch { failed += 1; }
  }
  input.disabled = false;
  input.value = "";
  if (failed < files.length) await show(form, failed > 0);
}

/// Shows the time line with the new files, and keeps what was refused.
async function show(form, keepsFaults) {
  const faults = [...form.querySelectorAll(".uploads li.is-refused")];
  await window.htmx.ajax("GET", form.dataset.path.replace(/files$/, "time-line"), { target: "#talk", swap: "outerHTML" });
  if (keepsFaults) document.querySelector("#talk .uploads")?.append(...faults);
}

// When the time line is shown anew, notes and comments that are being written elsewhere on it stay; what has no place
// on the new view waits for one that has.
const drafts = new Map();
const draftKey = (form) => `${form.getAttribute("action")} ${form.elements.parent?.value ?? ""}`;
const mentions = (form) => [...form.querySelectorAll("[name=mention]")];

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target.id !== "talk" || !detail.shouldSwap) return;
  for (const form of detail.target.querySelectorAll("[data-note-form]")) {
    const { text, version } = form.elements;
    drafts.delete(draftKey(form));
    const isWritten = text.value.trim() && (text.value !== text.defaultValue || form.querySelector(".fault"));
    if (form === detail.requestConfig.elt || !isWritten) continue;
    drafts.set(draftKey(form), { text: text.value, version: version?.value, mentions: mentions(form).map((field) => field.value) });
  }
});
document.addEventListener("htmx:afterSwap", () => {
  for (const form of drafts.size ? document.querySelectorAll("#talk [data-note-form]") : []) {
    const draft = drafts.get(draftKey(form));
    if (!draft) continue;
    drafts.delete(draftKey(form));
    form.elements.text.value = draft.text;
    // An older version, so that another's change of the same note is told.
    if (form.elements.version && draft.version) form.elements.version.value = draft.version;
    const known = new Set(mentions(form).map((field) => field.value));
    for (const member of draft.mentions) if (!known.has(member)) mention(form, member);
    for (let holder = form.closest("details"); holder; holder = holder.parentElement.closest("details")) holder.open = true;
  }
});

function line(form, file) {
  const item = document.createElement("li");
  const name = document.createElement("span");
  name.textContent = file.name;
  const bar = document.createElement("progress");
  bar.max = 100;
  bar.value = 0;
  bar.setAttribute("aria-label", file.name);
  item.append(name, bar);
  form.querySelector(".uploads").append(item);
  return {
    progress: (share) => { bar.value = share; },
    fail: (sentence) => {
      bar.remove();
      item.className = "is-refused";
      const told = document.createElement("span");
      told.className = "upload-fault";
      told.textContent = sentence;
      item.append(told);
    },
  };
}

// A fetch tells nothing of how much went up, so this is the older request.
function send(form, file) {
  const shown = line(form, file);
  return new Promise((resolve, reject) => {
    const fail = (sentence) => {
      shown.fail(sentence);
      reject(new Error(sentence));
    };
    if (file.size > Number(form.dataset.limit)) return fail(form.dataset.tooLarge);
    const kind = form.querySelector("[name=kind]").value;
    const request = new XMLHttpRequest();
    request.open("POST", `${form.dataset.path}?kind=${kind}&name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("X-Form-Token", formToken());
    request.setRequestHeader("HX-Request", "true");
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) shown.progress((event.loaded / event.total) * 100);
    });
    request.addEventListener("load", () => {
      if (request.status === 201) return resolve();
      const isText = (request.getResponseHeader("Content-Type") ?? "").startsWith("text/plain");
      if (!isText) tell(request.responseText);
      fail(isText ? request.responseText : form.dataset.offline);
    });
    request.addEventListener("error", () => fail(form.dataset.offline));
    request.send(file);
  });
}
