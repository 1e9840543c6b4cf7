// The board: cards are moved by dragging, by keys and by a menu; each move is shown at once, and put back with the
// server's sentence where it is refused. The server says what stands in a column; nothing is summed here.
import { formToken, sendWhole, tell, tellOffline } from "./app.js";
import { listen } from "./live.js";
import { Sortable } from "./vendor/sortable.js";

const board = document.getElementById("board");
const voice = document.getElementById("board-voice");
const mayMove = "mayMove" in board.dataset;
const columns = () => [...board.querySelectorAll("[data-stage]")];
const columnOf = (node) => node.closest("[data-stage]");
const column = (stage) => board.querySelector(`[data-stage="${CSS.escape(stage)}"]`);
const cardsOf = (column) => column.querySelector(".cards");

function say(kind, card, stage) {
  voice.textContent = voice.dataset[kind]
    .replace("{name}", card.dataset.name)
    .replace("{stage}", stage.dataset.name);
}

// --- What the server says of columns ---

let busy = 0;
let waiting = new Set();
const rounds = new Map();

/// Reads columns anew, as soon as no card is on its way.
async function refresh(stages) {
  for (const stage of stages) if (stage && column(stage)) waiting.add(stage);
  if (busy || waiting.size === 0) return;
  const asked = [...waiting];
  waiting = new Set();
  const round = new Map(asked.map((stage) => [stage, (rounds.get(stage) ?? 0) + 1]));
  for (const [stage, number] of round) rounds.set(stage, number);
  const query = new URLSearchParams(location.search);
  for (const name of ["stage", "after", "cards", "panel"]) query.delete(name);
  for (const stage of asked) query.append("stage", stage);
  query.set("cards", Math.max(...asked.map((stage) => column(stage).querySelectorAll(".deal").length)));
  const answer = await post(`${location.pathname}?${query}`).catch(() => undefined);
  if (!answer?.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (busy) return void asked.forEach((stage) => waiting.add(stage));
  for (const [stage, number] of round) {
    const found = fresh.querySelector(`[data-stage="${CSS.escape(stage)}"]`);
    if (found && rounds.get(stage) === number) replace(column(stage), found);
  }
}

/// Puts the fresh column's inside into the one that is shown; focus and scroll stay.
function replace(shown, fresh) {
  const focused = document.activeElement?.closest?.(".deal");
  const isOnMenu = document.activeElement?.matches?.("[data-move]");
  const list = cardsOf(shown);
  const top = list.scrollTop;
  // A card that came here from another column still stands in that one until it is read too.
  for (const card of fresh.querySelectorAll(".deal")) {
    const double = document.getElementById(card.id);
    if (double && columnOf(double) !== shown) double.remove();
  }
  shown.querySelector(".column-head").replaceWith(fresh.querySelector(".column-head"));
  list.replaceChildren(...cardsOf(fresh).childNodes);
  list.scrollTop = top;
  window.htmx?.process(list);
  const strip = document.querySelector(`[data-strip="${CSS.escape(shown.dataset.stage)}"] small`);
  if (strip) strip.textContent = shown.querySelector("[data-count]").textContent;
  if (focused && !focused.isConnected) {
    document.getElementById(focused.id)?.querySelector(isOnMenu ? "[data-move]" : ".deal-name")?.focus({ preventScroll: true });
  }
}

function post(path, fields) {
  const options = { headers: { "HX-Request": "true", "HX-Current-URL": location.href }, signal: AbortSignal.timeout(20000) };
  if (fields) {
    options.method = "POST";
    options.body = new URLSearchParams({ formToken: formToken(), ...fields });
  }
  return fetch(path, options);
}

// --- Moving ---

const placeOf = (card) => ({ list: card.parentElement, next: card.nextElementSibling });
function putBack(card, place) {
  const next = place.next?.parentElement === place.list ? place.next : null;
  place.list.insertBefore(card, next);
}

/// Moves a card to a column: asks what a closing needs, shows the card there, and tells the server.
async function move(card, place, target) {
  const origin = columnOf(place.list);
  if (target === origin) return putBack(card, place);
  if (card.parentElement !== cardsOf(target)) cardsOf(target).prepend(card);
  busy += 1;
  card.classList.add("is-moving");
  try {
    const isOpen = target.dataset.kind === "open";
    let refused;
    do {
      const answers = isOpen ? {} : await askClosing(card, target, refused);
      if (!answers) return giveUp(card, place, origin);
      refused = await send(card, place, origin, target, answers);
    } while (refused);
  } finally {
    card.classList.remove("is-moving");
    busy -= 1;
    refresh([]);
  }
}

function giveUp(card, place, origin) {
  putBack(card, place);
  card.querySelector(".deal-name").focus({ preventScroll: true });
  say("putBack", card, origin);
}

/// Gives what was answered where it is to be corrected, with why.
async function send(card, place, origin, target, answers) {
  const path = `/opportunities/${card.dataset.id}/stage-changes`;
  const stages = [origin.dataset.stage, target.dataset.stage];
  let answer;
  let text;
  try {
    answer = await post(path, { stage: target.dataset.stage, version: card.dataset.version, ...answers });
    text = await answer.text();
  } catch {
    giveUp(card, place, origin);
    return void tellOffline();
  }
  const typed = { formToken: formToken(), stage: target.dataset.stage, version: card.dataset.version, ...answers };
  if (answer.status === 401) return void sendWhole(path, Object.entries(typed));
  if (answer.status === 422 && target.dataset.kind !== "open") return { answers, why: text };
  if (answer.ok) {
    say("dropped", card, target);
  } else {
    giveUp(card, place, origin);
  }
  tell(text);
  stages.forEach((stage) => waiting.add(stage));
}

// What a closing needs: the day, and the amount or the reason. What was refused stands there to be corrected.
function askClosing(card, target, refused) {
  const dialog = document.getElementById("close-dialog");
  const form = dialog.querySelector("form");
  form.reset();
  // It is sent again and again, unlike other forms.
  delete form.dataset.isSent;
  document.getElementById("close-title").textContent = `${target.dataset.name}: ${card.dataset.name}`;
  for (const field of form.querySelectorAll("[data-kind]")) {
    const isAsked = field.dataset.kind === target.dataset.kind;
    field.hidden = !isAsked;
    field.querySelector("input, select").disabled = !isAsked;
  }
  form.elements.amount.value = card.dataset.amount;
  form.elements["was-amount"].value = card.dataset.amount;
  form.querySelector("[data-currency]").textContent = `(${card.dataset.currency})`;
  for (const [name, value] of Object.entries(refused?.answers ?? {})) form.elements[name].value = value;
  const fault = form.querySelector("[data-fault]");
  fault.hidden = !refused;
  fault.textContent = refused ? new DOMParser().parseFromString(refused.why, "text/html").body.textContent.trim() : "";
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((done) => {
    const finish = () => done(dialog.returnValue === "save" ? Object.fromEntries(new FormData(form)) : undefined);
    dialog.addEventListener("close", finish, { once: true });
  });
}

// --- The menu of a card ---

const menu = document.getElementById("move-menu");
let subject;

function openMenu(card) {
  subject = card;
  menu.querySelector("[data-subject]").textContent = card.dataset.name;
  for (const choice of menu.querySelectorAll("[data-to]")) {
    choice.closest("li").hidden = choice.dataset.to === columnOf(card).dataset.stage;
  }
  menu.showModal();
}

menu?.addEventListener("click", (event) => {
  const choice = event.target.closest("[data-to]");
  // The ground beside a dialog is the dialog itself.
  if (event.target === menu) menu.close();
  if (!choice) return;
  menu.close();
  const target = column(choice.dataset.to);
  if (!target || !subject.isConnected) return;
  move(subject, placeOf(subject), target);
  if (matchMedia("(min-width: 861px)").matches) subject.querySelector(".deal-name").focus();
});

board.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-move]");
  if (opener) openMenu(opener.closest(".deal"));
});

document.getElementById("notices").addEventListener("click", async (event) => {
  const button = event.target.closest("[data-undo]");
  if (!button) return;
  button.disabled = true;
  const shown = columnOf(document.getElementById(`card-${button.dataset.undo.split("/")[2]}`) ?? board.firstElementChild);
  try {
    const answer = await post(button.dataset.undo, { number: button.dataset.number });
    tell(await answer.text());
    refresh(columns().map((column) => column.dataset.stage));
  } catch {
    tellOffline();
  }
  shown?.querySelector(".deal-name")?.focus({ preventScroll: true });
});

// --- Dragging ---

if (mayMove && matchMedia("(min-width: 861px) and (pointer: fine)").matches) {
  let place;
  for (const list of board.querySelectorAll(".cards")) {
    Sortable.create(list, {
      group: "board",
      draggable: ".deal",
      sort: false,
      animation: 120,
      forceFallback: true,
      fallbackTolerance: 4,
      fallbackOnBody: true,
      filter: "[data-move]",
      preventOnFilter: false,
      ghostClass: "is-ghost",
      onStart: ({ item }) => {
        busy += 1;
        place = placeOf(item);
      },
      onEnd: ({ item, to }) => {
        busy -= 1;
        if (columnOf(to) !== columnOf(place.list)) move(item, place, columnOf(to));
        else refresh([]);
      },
    });
  }
}

// --- Keys ---

let lifted;

function lift(card) {
  lifted = { card, place: placeOf(card), origin: columnOf(card) };
  busy += 1;
  card.classList.add("is-lifted");
  say("lifted", card, lifted.origin);
}

function carry(step) {
  const all = columns().filter((column) => menu.querySelector(`[data-to="${CSS.escape(column.dataset.stage)}"]`));
  const target = all[all.indexOf(columnOf(lifted.card)) + step];
  if (!target) return;
  if (target === lifted.origin) putBack(lifted.card, lifted.place);
  else cardsOf(target).prepend(lifted.card);
  lifted.card.querySelector(".deal-name").focus();
  lifted.card.scrollIntoView({ block: "nearest", inline: "nearest" });
  say("over", lifted.card, target);
}

function letGo(isDropped) {
  const { card, place, origin } = lifted;
  const target = columnOf(card);
  lifted = undefined;
  busy -= 1;
  card.classList.remove("is-lifted");
  if (isDropped && target !== origin) move(card, place, target);
  else giveUp(card, place, origin);
  refresh([]);
  if (isDropped && target.dataset.kind === "open") card.querySelector(".deal-name").focus();
}

/// Goes from card to card: up and down a column, sideways to the neighbour's first.
function step(card, key) {
  const all = columns();
  const sideways = { ArrowLeft: -1, ArrowRight: 1 }[key];
  let next = key === "ArrowDown" ? card.nextElementSibling : card.previousElementSibling;
  if (sideways) {
    let place = all.indexOf(columnOf(card)) + sideways;
    while (all[place] && !all[place].querySelector(".deal")) place += sideways;
    next = all[place]?.querySelector(".deal");
  }
  next?.querySelector("a")?.focus();
}

board.addEventListener("keydown", (event) => {
  const card = event.target.closest(".deal");
  if (!card || event.ctrlKey || event.metaKey || event.altKey) return;
  const { key } = event;
  const isOnName = event.target.matches(".deal-name");
  const sideways = { ArrowLeft: -1, ArrowRight: 1 }[key];
  if (lifted) {
    if (key === "Tab") return letGo(false);
    if (![" ", "Enter", "Escape"].includes(key) && !key.startsWith("Arrow")) return;
    event.preventDefault();
    if (sideways) carry(sideways);
    else if (!key.startsWith("Arrow")) letGo(key !== "Escape");
  } else if (mayMove && isOnName && key === " ") {
    event.preventDefault();
    lift(card);
  } else if (mayMove && key === "m") {
    event.preventDefault();
    openMenu(card);
  } else if (key.startsWith("Arrow")) {
    event.preventDefault();
    step(card, key);
  }
});
board.addEventListener("pointerdown", () => lifted && letGo(false));

// --- Others' moves, new cards, and the stage that a phone shows ---

listen(board.dataset.after, ({ isMuch, cards }) => {
  if (isMuch) return refresh(columns().map((column) => column.dataset.stage));
  const stood = cards.map(({ id }) => document.getElementById(`card-${id}`)).filter(Boolean);
  refresh([...stood.map((card) => columnOf(card).dataset.stage), ...cards.map((card) => card.stage)]);
});

document.addEventListener("opportunity-created", (event) => {
  document.getElementById("dialog").close();
  tell(document.getElementById("notices").innerHTML);
  refresh([event.detail.stage]);
});

const seen = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      const link = document.querySelector(`[data-strip="${CSS.escape(target.dataset.stage)}"]`);
      if (!isIntersecting) link?.removeAttribute("aria-current");
      else link?.setAttribute("aria-current", "true");
      if (isIntersecting && link) link.parentElement.scrollTo({ left: link.offsetLeft - 60 });
    }
  },
  { root: board, threshold: 0.6 },
);
columns().forEach((column) => seen.observe(column));

document.querySelector(".stage-strip").addEventListener("click", (event) => {
  const link = event.target.closest("[data-strip]");
  if (!link) return;
  event.preventDefault();
  board.scrollTo({ left: column(link.dataset.strip).offsetLeft - board.offsetLeft, behavior: "smooth" });
});
