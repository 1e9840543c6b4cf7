// The names of a list are asked for only where the new field has a list.
const form = document.querySelector("[data-new-field]");
if (form) {
  const type = form.elements.type;
  const show = () => { form.querySelector("[data-options]").hidden = !type.value.startsWith("choice"); };
  type.addEventListener("change", show);
  show();
}
