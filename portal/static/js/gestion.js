// What the officials' pages do a little better with JavaScript. Everything works without it.

// «Persona responsable» offers the people of the chosen dependencia alone; who is chosen first brings theirs along.
function narrow(office, person) {
  const name = office.selectedOptions[0]?.textContent.trim();
  for (const group of person.querySelectorAll("optgroup")) {
    const nobody = group.querySelector('option[value="0"]') !== null;
    group.hidden = group.disabled = !nobody && office.value !== "0" && group.label !== name;
  }
  if (person.selectedOptions[0]?.closest("optgroup")?.disabled) person.value = "0";
}

for (const office of document.querySelectorAll('form[method="post"] select[name$="dependencia"]')) {
  const person = office.form.querySelector('select[name$="responsable"]');
  if (!person) continue;
  office.addEventListener("change", () => narrow(office, person));
  person.addEventListener("change", () => {
    const theirs = person.selectedOptions[0]?.closest("optgroup")?.label;
    const one = [...office.options].find((option) => option.textContent.trim() === theirs);
    if (office.value === "0" && one) {
      office.value = one.value;
      narrow(office, person);
    }
  });
  narrow(office, person);
}

// One box that marks every case of the page, and a count of those marked.
function markAll() {
  const form = document.getElementById("varias");
  const boxes = form ? [...form.querySelectorAll('input[name="caso"]')] : [];
  if (boxes.length < 2) return;
  const all = Object.assign(document.createElement("input"), { type: "checkbox", id: "marcar-todos" });
  const label = Object.assign(document.createElement("label"), { htmlFor: all.id, textContent: "Marcar todos los de esta página" });
  const box = Object.assign(document.createElement("div"), { className: "check" });
  const count = Object.assign(document.createElement("span"), { className: "count" });
  const said = Object.assign(document.createElement("p"), { className: "sr-only" });
  count.setAttribute("aria-hidden", "true");
  said.setAttribute("role", "status");
  box.append(all, label);
  form.prepend(box, said);
  form.querySelector(".bulk > summary")?.append(count);
  const tell = () => {
    const marked = boxes.filter((one) => one.checked).length;
    all.checked = marked === boxes.length;
    all.indeterminate = marked > 0 && marked < boxes.length;
    count.textContent = marked || "";
    count.hidden = !marked;
    said.textContent = marked ? `${marked} ${marked === 1 ? "caso marcado" : "casos marcados"}` : "";
  };
  all.addEventListener("change", () => {
    for (const one of boxes) one.checked = all.checked;
    tell();
  });
  form.addEventListener("change", tell);
  tell();
}

markAll();

// Leaving a page with something typed that was not sent: the browser asks first.
for (const form of document.querySelectorAll("form[data-guard]")) {
  let touched = false;
  form.addEventListener("input", () => (touched = true));
  form.addEventListener("submit", (event) => {
    if (event.submitter?.formTarget !== "_blank") touched = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (touched) event.preventDefault();
  });
}
