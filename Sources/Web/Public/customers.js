// Forms of records: dialogs that are open from the start, likely duplicates and names while somebody types.
for (const dialog of document.querySelectorAll("dialog[data-open]")) {
  dialog.close();
  dialog.showModal();
}

document.addEventListener("click", (event) => {
  // With JavaScript a dialog opens where a link would load the page with it.
  if (event.target.closest("a[data-opens]") && !event.ctrlKey && !event.metaKey) event.preventDefault();
});

const timers = new WeakMap();
const asked = new WeakMap();

/// Asks after a pause in the typing; of several answers only the last one counts.
function ask(owner, address, show) {
  clearTimeout(timers.get(owner));
  timers.set(
    owner,
    setTimeout(async () => {
      asked.get(owner)?.abort();
      const mine = new AbortController();
      asked.set(owner, mine);
      const answer = await fetch(address, { headers: { "HX-Request": "true" }, signal: mine.signal }).catch(() => null);
      if (!answer?.ok) return;
      const html = await answer.text();
      if (!mine.signal.aborted) show(html);
    }, 250),
  );
}

document.addEventListener("input", (event) => {
  const field = event.target;
  if (field.dataset?.suggests && field.value) {
    const names = document.getElementById(field.getAttribute("list"));
    ask(field, `${field.dataset.suggests}?q=${encodeURIComponent(field.value)}`, (html) => (names.innerHTML = html));
  }
  const form = field.closest?.("form[data-hints]");
  if (!form || !["name", "registrationNumber", "phone", "email", "website"].includes(field.name)) return;
  const typed = new URLSearchParams();
  for (const name of ["name", "registrationNumber", "phone", "email", "website"]) {
    if (form.elements[name]?.value) typed.set(name, form.elements[name].value);
  }
  const path = form.dataset.hints;
  ask(form, `${path}${path.includes("?") ? "&" : "?"}${typed}`, (html) => {
    form.querySelector(".hints").innerHTML = html;
  });
});
