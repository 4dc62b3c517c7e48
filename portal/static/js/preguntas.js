// Extra questions of the filing form: only those of the chosen kind are shown, and only they are sent. Without it they stand
// folded, each group with its kinds.

const groups = [...document.querySelectorAll("[data-clases]")];
const form = groups[0]?.closest("form");

function chosenKind() {
  const field = form.elements.tipo;
  return field.value ?? "";
}

function show() {
  const kind = chosenKind();
  for (const group of groups) {
    const asked = group.dataset.clases.split(" ").includes(kind);
    // Before a kind is chosen, a group with an error stays: the summary leads there.
    const wrong = kind === "" && group.querySelector(".has-error") !== null;
    if (asked && group.hidden) group.querySelector("details").open = true;
    group.hidden = !asked && !wrong;
    for (const one of group.querySelectorAll("input, textarea, select")) one.disabled = group.hidden;
  }
}

if (form) {
  for (const group of groups) group.hidden = true;
  show();
  form.addEventListener("change", (event) => {
    if (event.target.name === "tipo") show();
  });
}
