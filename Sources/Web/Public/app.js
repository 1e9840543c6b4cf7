// What every page needs: the theme's switch, dialogs, notices, and forms that are sent once.
const notices = document.getElementById("notices");

/// Shows a sentence for a while; read out by screen readers.
export function tell(html) {
  if (!notices) return;
  notices.innerHTML = html;
  clearTimeout(tell.timer);
  tell.timer = setTimeout(() => notices.replaceChildren(), 8000);
}

/// Tells that the server gave no answer.
export function tellOffline() {
  const sentence = document.createElement("p");
  sentence.className = "notice notice-fault";
  sentence.textContent = notices?.dataset.offline ?? "";
  tell(sentence.outerHTML);
}

/// What says that a request comes from a page of this session.
export const formToken = () => JSON.parse(document.body.getAttribute("hx-headers") ?? "{}")["X-Form-Token"] ?? "";

/// Sends a form that a script has sent as a whole page would: where the session has ended, what was typed waits behind
/// the page to sign in.
export function sendWhole(action, fields) {
  const form = document.createElement("form");
  Object.assign(form, { method: "post", action, hidden: true });
  for (const [name, value] of fields) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-theme-switch]");
  if (button) {
    const theme = document.documentElement.getAttribute("data-bs-theme") === "dark" ? "light" : "dark";
    localStorage.setItem("theme", theme);
    document.documentElement.setAttribute("data-bs-theme", theme);
  }
  if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close();
  for (const menu of document.querySelectorAll("details.who[open], details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// A dialog opens when something is put into it, and is emptied when it closes.
const dialog = document.getElementById("dialog");
if (dialog) {
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target === dialog && !dialog.open) dialog.showModal();
  });
  dialog.addEventListener("close", () => dialog.replaceChildren());
}

// Answers that are not swapped in are told: the server's sentence, or that there was no answer.
document.addEventListener("htmx:responseError", (event) => {
  const { xhr, elt } = event.detail;
  if (xhr.status === 401 && elt.matches?.("form[method=post][action]")) return sendWhole(elt.action, new FormData(elt));
  tell(xhr.responseText);
});
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  // A refusal that nothing on the page would show.
  const isRefused = [409, 422, 428].includes(detail.xhr.status);
  if (isRefused && detail.elt.getAttribute("hx-swap") === "none") tell(detail.xhr.responseText);
});
document.addEventListener("htmx:sendError", tellOffline);

// A double click sends a form once.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.isSent) return event.preventDefault();
  if (form.hasAttribute("hx-post") || form.hasAttribute("hx-put")) return;
  form.dataset.isSent = "yes";
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-is-sent]")) delete form.dataset.isSent;
});

// Fields that belong to one choice of a list are there only while it is chosen.
document.addEventListener("change", (event) => {
  const shows = event.target.dataset?.shows;
  if (!shows) return;
  for (const field of event.target.form.querySelectorAll(`[data-shown-by="${shows}"]`)) {
    field.hidden = event.target.value !== shows;
  }
});

// A button opens the dialog of the page that it names.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) document.querySelector(`[data-dialog="${CSS.escape(opener.dataset.opens)}"]`)?.showModal();
});
