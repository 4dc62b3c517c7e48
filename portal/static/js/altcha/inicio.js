// Starts the proof of work on pages that ask for it: Spanish words, the worker from our own address, then the widget.

const widget = document.querySelector("altcha-widget");
const WORDS = {
  ariaLinkLabel: "ALTCHA",
  cancel: "Cancelar",
  error: "No se pudo comprobar. Pulse Enviar otra vez.",
  expired: "La comprobación venció. Márquela otra vez.",
  footer: "",
  label: "No soy un robot",
  loading: "Cargando…",
  reload: "Volver a cargar",
  required: "Marque la casilla «No soy un robot».",
  verificationRequired: "Marque la casilla «No soy un robot».",
  verified: "Comprobado",
  verify: "Comprobar",
  verifying: "Comprobando. Espere unos segundos…",
  waitAlert: "Comprobando. Espere unos segundos…",
};

if (widget) {
  await import(widget.dataset.widget);
  globalThis.$altcha.i18n.set("es-co", WORDS);
  for (const algorithm of ["PBKDF2/SHA-256", "PBKDF2/SHA-384", "PBKDF2/SHA-512"]) {
    globalThis.$altcha.algorithms.set(algorithm, () => new Worker(widget.dataset.worker));
  }
}
