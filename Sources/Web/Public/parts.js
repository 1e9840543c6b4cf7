// A product that is chosen for a line brings its list price, as long as nobody has typed another.
document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-part-product]")) return;
  const price = event.target.form.elements.unitPrice;
  if (price.value === "" || price.value === price.dataset.proposed) {
    price.value = price.dataset.proposed = event.target.selectedOptions[0]?.dataset.price ?? "";
  }
});

// The field of a menu that opens has the keyboard, so that a tag is two strokes and its name.
document.addEventListener("toggle", (event) => {
  if (event.target.matches?.(".tag-adder[open]")) event.target.querySelector("[data-tag-names]")?.focus();
}, true);
