// Keys that act where nobody types; `?` tells them all.
const help = document.getElementById("keys");

/// The row of a list in which the focus is.
const row = () => document.activeElement?.closest?.(".list-table tbody tr");

/// The stages an opportunity can go to, the next one first.
function nextStage() {
  const steps = [...document.querySelectorAll(".stage-path li")];
  const present = steps.findIndex((step) => step.classList.contains("is-present"));
  return [...steps.slice(present + 1), ...steps.slice(0, Math.max(present, 0))]
    .map((step) => step.querySelector("button"))
    .find(Boolean);
}

const acts = {
  "?": () => help?.showModal(),
  e: () =>
    (row()?.querySelector("[data-edit]") ?? document.querySelector("button[data-opens=edit], button[data-opens=record]"))?.click(),
  m: () => {
    const cell = row()?.querySelector("[data-edit=stage]");
    if (cell) cell.click();
    else nextStage()?.focus();
  },
  n: () => (document.querySelector("[data-new]") ?? document.querySelector(".page-actions a.btn-primary"))?.click(),
};

document.addEventListener("keydown", (event) => {
  const act = acts[event.key];
  if (!act || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest?.("input:not([type=checkbox]), textarea, select, dialog, [contenteditable]")) return;
  if (document.querySelector("dialog[open]")) return;
  event.preventDefault();
  act();
});
