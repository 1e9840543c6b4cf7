// Lists of records: keys, the selection with its bar, and fields that are changed in their place.
import { formToken, sendWhole, tell, tellOffline } from "./app.js";

const list = document.querySelector("[data-list]");
const bar = document.querySelector("[data-bulk]");

/// The server's sentence of an answer that went wrong, or that there was none.
const tellFault = (text) => (text ? tell(text) : tellOffline());

// The selection.
const boxes = () => [...(list?.querySelectorAll("tbody input[name=id]") ?? [])];

function showBar() {
  if (!bar || !list) return;
  const all = bar.elements.all.value === "yes";
  const count = all ? Number(bar.elements.counted.value) : boxes().filter((box) => box.checked).length;
  bar.hidden = count === 0;
  document.body.classList.toggle("has-bulk-bar", count > 0);
  bar.querySelector("[data-selected]").textContent = count.toLocaleString(document.documentElement.lang);
  for (const box of boxes()) box.closest("tr").classList.toggle("is-selected", box.checked);
  const page = list.querySelector("[data-select-page]");
  page.checked = count > 0 && boxes().every((box) => box.checked);
  page.indeterminate = count > 0 && !page.checked;
}

function selectNothingElse() {
  bar.elements.all.value = "";
  bar.querySelector("[data-select-all]")?.setAttribute("aria-pressed", "false");
}

async function selectAll(button) {
  const answer = await fetch(`${button.dataset.path}?${bar.elements.filter.value}`).catch(() => null);
  if (!answer?.ok) return tellFault(answer && (await answer.text()));
  bar.elements.counted.value = await answer.text();
  bar.elements.all.value = "yes";
  button.setAttribute("aria-pressed", "true");
  for (const box of boxes()) box.checked = true;
  showBar();
}

let last;
list?.addEventListener("click", (event) => {
  const box = event.target.closest("input[name=id]");
  if (!box) return;
  // With the shift key everything between the last box and this one follows it.
  const all = boxes();
  if (event.shiftKey && last && last !== box) {
    const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
    for (const other of all.slice(from, to + 1)) other.checked = box.checked;
  }
  last = box;
});

list?.addEventListener("change", (event) => {
  if (event.target.matches("[data-select-page]")) for (const box of boxes()) box.checked = event.target.checked;
  if (event.target.matches("[data-select-page], input[name=id]")) {
    selectNothingElse();
    showBar();
  }
});

bar?.addEventListener("click", (event) => {
  const all = event.target.closest("[data-select-all]");
  if (all) selectAll(all);
  if (event.target.closest("[data-select-none]")) {
    selectNothingElse();
    for (const box of boxes()) box.checked = false;
    showBar();
  }
});

// Parts of a form that belong to one action or to a lost stage.
function showParts(form) {
  const action = form.elements.action?.value;
  const stage = form.querySelector("[data-stage]");
  const isLost = stage?.selectedOptions[0]?.hasAttribute("data-lost") ?? false;
  for (const part of form.querySelectorAll("[data-part]")) {
    const isReason = part.dataset.part === "reason";
    part.hidden = isReason ? !isLost || (action !== undefined && action !== "move") : !part.dataset.part.split(" ").includes(action);
    for (const field of part.matches("select, input") ? [part] : part.querySelectorAll("select, input")) {
      field.disabled = part.hidden;
    }
  }
  // What is to be emptied needs no value.
  for (const box of form.querySelectorAll("[data-clears]:checked:enabled")) {
    for (const field of box.closest("[data-part]").querySelectorAll("[name=value]")) field.disabled = true;
  }
}
document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (form?.matches("[data-bulk], [data-cell-form]")) showParts(form);
});
if (bar) {
  showParts(bar);
  showBar();
}

// A field in its place.
const cells = new WeakMap();

async function openCell(button) {
  const [cell, row] = [button.closest("td"), button.closest("tr")];
  const answer = await fetch(`/opportunities/${row.dataset.id}/cells/${button.dataset.edit}`, {
    headers: { "HX-Request": "true" },
  }).catch(() => null);
  if (!answer?.ok) return tellFault(answer && (await answer.text()));
  cells.set(cell, { html: cell.innerHTML, field: button.dataset.edit });
  fillCell(cell, await answer.text());
}

function fillCell(cell, html) {
  cell.innerHTML = html;
  const form = cell.querySelector("form");
  showParts(form);
  const field = form.querySelector("input:not([type=hidden]), select");
  field.focus();
  field.select?.();
}

function closeCell(cell) {
  cell.innerHTML = cells.get(cell).html;
  cell.querySelector("[data-edit]")?.focus();
}

list?.addEventListener("click", (event) => {
  const button = event.target.closest("[data-edit]");
  if (button) openCell(button);
  if (event.target.closest("[data-cancel]")) closeCell(event.target.closest("td"));
});

list?.addEventListener("keydown", (event) => {
  const cell = event.key === "Escape" && event.target.closest("[data-cell-form]")?.closest("td");
  if (cell) closeCell(cell);
});

list?.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-cell-form]");
  if (!form) return;
  event.preventDefault();
  const [cell, row] = [form.closest("td"), form.closest("tr")];
  const field = cells.get(cell).field;
  const answer = await fetch(`${form.action}?${list.dataset.rowQuery}`, {
    method: "POST",
    headers: { "HX-Request": "true", "X-Form-Token": formToken(), "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(new FormData(form)),
  }).catch(() => null);
  delete form.dataset.isSent;
  const html = answer && (await answer.text());
  if (answer?.status === 409 || answer?.status === 422) return fillCell(cell, html);
  if (answer?.status === 401) return sendWhole(form.action, [...new FormData(form), ["formToken", formToken()]]);
  if (!answer?.ok) return tellFault(html);
  const wasSelected = row.querySelector("input[name=id]")?.checked;
  const holder = document.createElement("tbody");
  holder.innerHTML = html;
  const fresh = holder.firstElementChild;
  if (!fresh) return leave(row);
  row.replaceWith(fresh);
  const box = fresh.querySelector("input[name=id]");
  if (box) box.checked = wasSelected;
  showBar();
  fresh.querySelector(`[data-edit=${field}]`)?.focus();
});

/// Takes a row away that one handed on to somebody whose records one does not see.
function leave(row) {
  const next = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  showBar();
  next?.querySelector("a")?.focus();
}

// j and k go through the rows, x selects.
document.addEventListener("keydown", (event) => {
  if (!list || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("input:not([type=checkbox]), select, textarea") || document.querySelector("dialog[open]")) return;
  const rows = [...list.querySelectorAll("tbody tr")];
  const row = document.activeElement?.closest?.("tbody tr");
  const place = rows.indexOf(row);
  if (event.key === "j" || event.key === "k") {
    const next = rows[event.key === "j" ? Math.min(place + 1, rows.length - 1) : Math.max(place - 1, 0)];
    next?.querySelector("a")?.focus();
  } else if (event.key === "x" && row) {
    row.querySelector("input[name=id]")?.click();
    row.querySelector("a")?.focus();
  } else return;
  event.preventDefault();
});
