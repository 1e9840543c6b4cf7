// The form of a new opportunity: a customer is chosen among those that are suggested.
document.addEventListener("click", (event) => {
  const chosen = event.target.closest("[data-account-name]");
  if (!chosen) return;
  const form = chosen.closest("form");
  form.elements.account.value = chosen.dataset.account;
  form.elements.customer.value = chosen.dataset.accountName;
  chosen.closest("ul").replaceChildren();
  form.elements.amount.focus();
});

// Another text is another customer.
document.addEventListener("input", (event) => {
  if (event.target.id === "new-customer") event.target.form.elements.account.value = "";
});

// Arrow keys go from the field to the suggestions and back.
document.addEventListener("keydown", (event) => {
  const list = event.target.closest?.("form.new-opportunity")?.querySelector(".suggestions");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!list || !step) return;
  const stops = [list.closest("form").elements.customer, ...list.querySelectorAll("button")];
  const place = stops.indexOf(event.target);
  if (place < 0 || !stops[place + step]) return;
  event.preventDefault();
  stops[place + step].focus();
});
