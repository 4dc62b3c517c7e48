// What pages do a little better with JavaScript. Everything works without it; the server is the real guard.

const SENDING = "Enviando…";
const GIVE_UP_AFTER = 10_000; // milliseconds; the answer may have been a download, so the button must come back
const before = new Map(); // button → its own children while it says «Enviando…»

function release(button) {
  if (!before.has(button)) return;
  button.replaceChildren(...before.get(button));
  button.removeAttribute("aria-disabled");
  before.delete(button);
}

function hold(button) {
  before.set(button, [...button.childNodes]);
  button.setAttribute("aria-disabled", "true");
  button.replaceChildren(SENDING);
  setTimeout(() => release(button), GIVE_UP_AFTER);
}

// Contrast and text size change on the spot, so that nothing typed into another form of the page is lost.
function prefer(event, form, button) {
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form));
  body.set(button.name, button.value);
  fetch(form.action, { method: "POST", body, redirect: "manual" }).catch(() => form.submit());
  const root = document.documentElement;
  if (button.name === "contraste") {
    root.classList.toggle("alto-contraste", button.value === "1");
    button.setAttribute("aria-pressed", String(button.value === "1"));
    button.value = button.value === "1" ? "0" : "1";
    return;
  }
  root.classList.toggle("texto-grande", button.value === "grande");
  root.classList.toggle("texto-muy-grande", button.value === "muy_grande");
  for (const one of form.querySelectorAll("[name=texto]")) one.setAttribute("aria-pressed", String(one === button));
}

function onSubmit(event) {
  if (event.defaultPrevented) return;
  const form = event.target;
  const button = event.submitter ?? form.querySelector("button:not([type=button])");
  if (form.matches(".access") && button?.name) {
    prefer(event, form, button);
    return;
  }
  const question = button?.dataset.confirm ?? form.dataset.confirm;
  if (button?.getAttribute("aria-disabled") === "true" || (question && !window.confirm(question))) {
    event.preventDefault();
  } else if (button && form.method === "post") {
    hold(button);
  }
}

document.addEventListener("submit", onSubmit);

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
  const open = document.querySelector(".menu-wide details[open]");
  if (open && !open.contains(event.target)) open.open = false;
});

document.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && document.querySelector(".menu-wide details[open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});

// Paper has nothing to open: where the stylesheet cannot unfold a long text (older browsers), it is opened for as long as it prints.
const opened = [];
window.addEventListener("beforeprint", () => {
  for (const one of document.querySelectorAll("details.long-text:not([open])")) {
    one.open = true;
    opened.push(one);
  }
});
window.addEventListener("afterprint", () => {
  for (const one of opened.splice(0)) one.open = false;
});

// A page taken from the browser's memory must not show a button that was held when it was left.
window.addEventListener("pageshow", () => [...before.keys()].forEach(release));

for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;
document.querySelector(".error-summary")?.focus();

// Secrets that are shown once: the tracking code, the address of a calendar.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.copy).textContent.trim();
    const said = document.querySelector("[data-copied]");
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = "Copiado.";
    } catch {
      said.textContent = "No se pudo copiar. Anótelo.";
    }
  });
}
