// The palette: Ctrl K or ⌘K over any page, arrow keys, Enter, Escape. The last answer wins.
const palette = document.getElementById("palette");
const field = palette?.querySelector("[data-palette-text]");
const hits = document.getElementById("palette-hits");
const status = palette?.querySelector("[data-palette-status]");
let asked;
let timer;

const options = () => [...hits.querySelectorAll("[role=option]")];

function choose(option) {
  for (const other of options()) other.setAttribute("aria-selected", String(other === option));
  if (option) {
    field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  } else {
    field.removeAttribute("aria-activedescendant");
  }
}

const chosen = () => hits.querySelector("[aria-selected=true]");

async function ask() {
  asked?.abort();
  const mine = (asked = new AbortController());
  const text = field.value;
  try {
    const answer = await fetch(`/search?q=${encodeURIComponent(text)}`, {
      headers: { "HX-Request": "true" },
      signal: mine.signal,
    });
    const html = await answer.text();
    if (mine.signal.aborted) return;
    hits.innerHTML = html;
    hits.dataset.text = text;
    const said = hits.querySelector("[data-announcement]");
    if (said) status.textContent = said.dataset.announcement;
    choose(options()[0]);
  } catch (error) {
    if (error.name === "AbortError") return;
    const notice = document.getElementById("notices");
    hits.replaceChildren();
    status.textContent = notice?.dataset.offline ?? "";
  }
}

function open() {
  if (palette.open) return field.select();
  palette.showModal();
  field.select();
  ask();
}

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
    event.preventDefault();
    open();
  }
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-search-opener]") && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    open();
  }
  if (event.target === palette) palette.close();
});

field?.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(ask, 90);
});

field?.addEventListener("keydown", async (event) => {
  // Enter that ends a Chinese word's typing chooses nothing.
  if (event.isComposing) return;
  const all = options();
  const place = all.indexOf(chosen());
  if (event.key === "ArrowDown") choose(all[(place + 1) % all.length]);
  else if (event.key === "ArrowUp") choose(all[(place - 1 + all.length) % all.length]);
  else if (event.key === "Enter") {
    event.preventDefault();
    clearTimeout(timer);
    // What was typed since the last answer is asked first, so that Enter opens what it means.
    if (hits.dataset.text !== field.value) await ask();
    chosen()?.click();
    return;
  } else return;
  event.preventDefault();
});
