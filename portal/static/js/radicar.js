// The filing form with JavaScript: shows only the parts that apply, keeps a draft on the person's own device, and says so
// when there is no connection. Without it the form works whole; nothing here decides what is filed.

const DRAFT = "borrador:radicar";
const DRAFT_DAYS = 7;
const SECRET_KINDS = ["denuncia_corrupcion", "queja_disciplinaria"];
const form = document.getElementById("radicar");

const store = {
  read() {
    try {
      const draft = JSON.parse(localStorage.getItem(DRAFT));
      return draft && Date.now() - draft.en < DRAFT_DAYS * 86_400_000 ? draft : null;
    } catch {
      return null;
    }
  },
  write(draft) {
    try {
      localStorage.setItem(DRAFT, JSON.stringify(draft));
      return true;
    } catch {
      return false; // full, or forbidden by the browser: the form works without a draft
    }
  },
  clear() {
    try {
      localStorage.removeItem(DRAFT);
    } catch {
      // nothing was kept
    }
  },
};

function chosen(name) {
  return form.querySelector(`[name="${name}"]:checked`)?.value ?? "";
}

// --- Only the parts that apply ---------------------------------------------------------------------------------

function showParts() {
  const who = chosen("quien");
  for (const part of form.querySelectorAll("[data-solo]")) {
    // Before anybody is chosen, a part with an error stays: the summary leads there.
    const wrong = who === "" && part.querySelector(".has-error") !== null;
    part.hidden = !wrong && !part.dataset.solo.split(" ").includes(who);
  }
  for (const label of form.querySelectorAll("[data-rotulo]")) label.hidden = true;
  for (const link of document.querySelectorAll("[data-partes] a")) {
    link.parentElement.hidden = document.querySelector(link.hash).closest("[hidden]") !== null;
  }
  markNeeded(who);
}

// What another answer makes necessary says «opcional» only while it is.
function markNeeded(who) {
  const means = chosen("medio_respuesta");
  const { acepta_notificacion: accepts, registro_mercantil: registered } = form.elements;
  const needed = {
    correo: means === "correo" || accepts.checked || (who === "juridica" && registered.checked),
    direccion: means === "direccion",
    primer_apellido: who === "natural",
  };
  for (const mark of form.querySelectorAll("[data-needed]")) {
    mark.textContent = "(opcional)";
    mark.hidden = needed[mark.dataset.needed];
  }
}

// --- Draft -----------------------------------------------------------------------------------------------------

const KEPT = "input[type=text], input[type=email], input[type=tel], input[type=date], textarea, select, input[type=radio], input[type=checkbox]";
const LEFT_OUT = ["pagina_personal", "quitar", "altcha"];

// Of an anonymous person nothing stays on the device either; nor of a denunciation before it is known whose it is.
function mayKeep() {
  const who = chosen("quien");
  return who !== "anonima" && !(who === "" && SECRET_KINDS.includes(chosen("tipo")));
}

function fields() {
  return [...form.querySelectorAll(KEPT)].filter((one) => one.name && !LEFT_OUT.includes(one.name));
}

// Boxes of one list share their name.
function slot(field) {
  return field.type === "checkbox" ? field.id : field.name;
}

// `sent`: the page that follows may throw the draft away; anything typed later is a draft again.
function keep(sent = false) {
  const notice = document.querySelector("[data-borrador-aviso]");
  if (!mayKeep()) {
    store.clear();
    notice.hidden = true;
    return;
  }
  const values = {};
  for (const one of fields()) {
    if (one.type === "radio" || one.type === "checkbox") {
      if (one.checked) values[slot(one)] = one.value;
    } else if (one.value) values[one.name] = one.value;
  }
  // The form's key goes along: if the first sending did arrive, the second one finds the same radicado.
  if (store.write({ en: Date.now(), clave: form.elements.clave.value, values, sent })) notice.hidden = false;
}

function isAnswered(field) {
  return field.type === "radio" || field.type === "checkbox" ? field.checked : field.value !== "";
}

function restore() {
  const draft = store.read();
  const retry = document.querySelector(".error-summary"); // the server gave back what was sent: newer than any draft
  if (!draft || retry || !draft.values.texto) return;
  for (const one of fields()) {
    const value = draft.values[slot(one)];
    if (one.type === "radio" || one.type === "checkbox") {
      if (value !== undefined) one.checked = one.value === value;
    } else if (value !== undefined) one.value = value;
  }
  if (draft.clave) form.elements.clave.value = draft.clave;
  document.querySelector("[data-borrador-aviso]").hidden = false;
  document.querySelector("[data-borrador-texto]").textContent =
    "Recuperamos lo que había escrito en este aparato. Los archivos no se guardan: adjúntelos otra vez. Si no lo quiere, borre el borrador.";
  for (const folded of form.querySelectorAll("details")) {
    if ([...folded.querySelectorAll("input")].some(isAnswered)) folded.open = true;
  }
}

function forget() {
  store.clear();
  window.location.assign(window.location.pathname);
}

let waiting = 0;

function keepSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(() => keep(), 400);
}

// --- Sending ---------------------------------------------------------------------------------------------------

const OFFLINE = "No hay conexión a internet. No se envió nada y no perdió lo escrito. Cuando vuelva la señal, pulse Enviar otra vez.";

function refuse(event, text) {
  event.preventDefault();
  event.stopImmediatePropagation();
  const place = document.querySelector("[data-sin-conexion]");
  const notice = document.createElement("div");
  notice.className = "notice notice-danger";
  const words = document.createElement("div");
  words.className = "notice-body";
  words.textContent = text;
  notice.append(words);
  place.replaceChildren(notice);
}

function size(bytes) {
  return `${(bytes / 1e6).toLocaleString("es-CO", { maximumFractionDigits: 1 })} MB`;
}

function tooMuch() {
  const files = [...form.elements.archivos.files];
  const { maxArchivo, maxTotal, maxCantidad } = form.dataset;
  const big = files.find((one) => one.size > Number(maxArchivo));
  if (big) return `El archivo «${big.name}» pesa ${size(big.size)} y el máximo es ${size(maxArchivo)}. Quítelo o redúzcalo.`;
  if (files.length > Number(maxCantidad)) return `Adjuntó ${files.length} archivos y el máximo es ${maxCantidad}. Quite algunos.`;
  const total = files.reduce((sum, one) => sum + one.size, 0);
  if (total > Number(maxTotal)) return `Sus archivos pesan ${size(total)} en total y el máximo es ${size(maxTotal)}. Quite algunos.`;
  return "";
}

function onSend(event) {
  const problem = tooMuch();
  if (problem) return refuse(event, problem);
  if (!navigator.onLine) return refuse(event, OFFLINE);
  document.querySelector("[data-sin-conexion]").replaceChildren();
  clearTimeout(waiting);
  keep(true);
}

// --- Place -----------------------------------------------------------------------------------------------------

function locate(status) {
  status.textContent = "Buscando el lugar…";
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      form.elements.latitud.value = coords.latitude.toFixed(6).replace(".", ",");
      form.elements.longitud.value = coords.longitude.toFixed(6).replace(".", ",");
      status.textContent = "Listo: escribimos las coordenadas de donde está.";
      keep();
    },
    () => {
      status.textContent = "No se pudo saber dónde está. Puede describir el lugar con palabras.";
    },
    { timeout: 15_000, maximumAge: 60_000 },
  );
}

// Points on the drawing of the territories, in degrees. The fields stay what is sent: the drawing only fills them.
function startMap(box) {
  const svg = box.querySelector("svg");
  const mark = svg.querySelector("[data-marca]");
  const status = box.querySelector("[data-punto-estado]");
  const { oeste, norte, unidadesEste, unidadesSur, margen } = Object.fromEntries(Object.entries(svg.dataset).map(([name, text]) => [name, Number(text)]));
  const { latitud, longitud } = form.elements;
  const { width, height } = svg.viewBox.baseVal;
  let [x, y] = [width / 2, height / 2];

  const draw = () => {
    mark.setAttribute("cx", x);
    mark.setAttribute("cy", y);
    mark.removeAttribute("hidden");
  };
  const place = (left, top) => {
    [x, y] = [Math.min(Math.max(left, 0), width), Math.min(Math.max(top, 0), height)];
    latitud.value = (norte - (y - margen) / unidadesSur).toFixed(6).replace(".", ",");
    longitud.value = (oeste + (x - margen) / unidadesEste).toFixed(6).replace(".", ",");
    status.textContent = `Punto marcado: latitud ${latitud.value}, longitud ${longitud.value}.`;
    draw();
    keepSoon();
  };
  const follow = () => {
    const [lat, lon] = [latitud, longitud].map((one) => Number(one.value.replace(",", ".") || NaN));
    if (Number.isNaN(lat) || Number.isNaN(lon)) return mark.setAttribute("hidden", "");
    [x, y] = [margen + (lon - oeste) * unidadesEste, margen + (norte - lat) * unidadesSur];
    draw();
  };
  svg.addEventListener("click", (event) => {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    place(point.x, point.y);
  });
  svg.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [-6, 0], ArrowRight: [6, 0], ArrowUp: [0, -6], ArrowDown: [0, 6] }[event.key];
    if (!step) return;
    event.preventDefault();
    place(x + step[0], y + step[1]);
  });
  latitud.addEventListener("change", follow);
  longitud.addEventListener("change", follow);
  box.hidden = false;
  follow();
}

function startForm() {
  restore();
  showParts();
  form.addEventListener("change", () => {
    showParts();
    keep();
  });
  form.addEventListener("input", keepSoon);
  form.addEventListener("submit", onSend, true); // before the proof of work, which needs the connection
  document.querySelector("[data-borrador-borrar]").addEventListener("click", forget);
  const map = form.querySelector("[data-punto]");
  if (map) startMap(map);
  const button = form.querySelector("[data-ubicacion]");
  if (navigator.geolocation) {
    button.hidden = false;
    button.addEventListener("click", () => locate(form.querySelector("[data-ubicacion-estado]")));
  }
}

if (form) startForm();
// Loaded again while another petition is being written, the page of the first one leaves that draft alone.
if (document.querySelector("[data-radicada]") && store.read()?.sent) store.clear();
