// Stages are put in order by hand or by key; the server is asked for everything else.
import { tell } from "./app.js";

for (const form of document.querySelectorAll("form[data-stages]")) {
  const rows = form.querySelector(".stage-rows");
  form.querySelector("[data-focus]")?.focus();

  const say = (row) => {
    const sentence = document.createElement("p");
    sentence.className = "notice";
    sentence.textContent = rows.dataset.told
      .replace("{name}", row.querySelector("[name^=name-]").value)
      .replace("{place}", String([...rows.children].indexOf(row) + 1));
    tell(sentence.outerHTML);
    form.dataset.draft = "";
  };

  // A closed stage never stands before an open one.
  const isAlike = (one, other) => one.classList.contains("stage-open") === other.classList.contains("stage-open");

  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-step]");
    if (!button) return;
    event.preventDefault();
    const row = button.closest(".stage-row");
    const other = button.dataset.step === "1" ? row.nextElementSibling : row.previousElementSibling;
    if (!other || !isAlike(row, other)) return;
    if (button.dataset.step === "1") other.after(row);
    else other.before(row);
    button.focus();
    say(row);
  });

  import("./vendor/sortable.js").then(({ Sortable }) => {
    Sortable.create(rows, {
      handle: ".handle",
      animation: 120,
      ghostClass: "is-dragged",
      onMove: (event) => isAlike(event.dragged, event.related),
      onEnd: (event) => event.oldIndex !== event.newIndex && say(event.item),
    });
  });
}
