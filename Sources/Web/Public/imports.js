// The import page: files are dropped or chosen and go up as they are, with progress; a choice shows its page again.
import { tell } from "./app.js";

const drop = document.querySelector("[data-import-drop]");
if (drop) {
  const input = drop.querySelector("input[type=file]");
  const list = drop.querySelector(".uploads");

  input.addEventListener("change", () => bring([...input.files]));
  drop.addEventListener("submit", (event) => event.preventDefault());
  drop.addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.classList.add("is-over");
  });
  drop.addEventListener("dragleave", () => drop.classList.remove("is-over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("is-over");
    bring([...event.dataTransfer.files]);
  });

  /// Brings the files one after the other; a single one leads to its page, several to the list.
  async function bring(files) {
    input.disabled = true;
    const made = [];
    let failed = 0;
    for (const file of files) {
      try { made.push(await send(file)); } catch { failed += 1; }
    }
    input.disabled = false;
    input.value = "";
    if (failed > 0) return;
    if (made.length > 0) location.href = made.length === 1 ? made[0] : "/imports";
  }

  function line(file) {
    const item = document.createElement("li");
    const name = document.createElement("span");
    name.textContent = file.name;
    const bar = document.createElement("progress");
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    item.append(name, bar);
    list.append(item);
    return {
      progress: (share) => { bar.value = share; },
      fail: (sentence) => {
        bar.remove();
        const told = document.createElement("span");
        told.className = "upload-fault";
        told.textContent = sentence;
        item.append(told);
      },
    };
  }

  // A fetch tells nothing of how much went up, so this is the older request.
  function send(file) {
    const shown = line(file);
    return new Promise((resolve, reject) => {
      const fail = (sentence) => {
        shown.fail(sentence);
        reject(new Error(sentence));
      };
      if (file.size > Number(drop.dataset.limit)) return fail(drop.dataset.tooLarge);
      const request = new XMLHttpRequest();
      request.open("POST", `/imports?name=${encodeURIComponent(file.name)}`);
      request.setRequestHeader("Content-Type", "application/octet-stream");
      request.setRequestHeader("X-Form-Token", JSON.parse(document.body.getAttribute("hx-headers"))["X-Form-Token"]);
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) shown.progress((event.loaded / event.total) * 100);
      });
      request.addEventListener("load", () => {
        if (request.status === 201) return resolve(request.getResponseHeader("Location"));
        const isText = (request.getResponseHeader("Content-Type") ?? "").startsWith("text/plain");
        if (!isText) tell(request.responseText);
        fail(isText ? request.responseText : drop.dataset.offline);
      });
      request.addEventListener("error", () => fail(drop.dataset.offline));
      request.send(file);
    });
  }
}

// Another pipeline has other stages: the page is shown again with them.
document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-shows-again]")) return;
  const form = event.target.form;
  form.requestSubmit(form.querySelector("button[name=stay]"));
});
