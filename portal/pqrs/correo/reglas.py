"""Which messages are no petition of anybody, and why: plain rules over what was read, without database and without guessing.

What a machine sent is refused (RFC 3834), so that two machines never answer each other; what only looks wrong is set aside
for a person. The counter may file any of them for as long as it is kept (`queries/correo_vencido`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from portal.pqrs.correo.lectura import MAX_TEXTO, Lectura


@dataclass(frozen=True)
class Motivo:
    """Why a message was not filed: `se_rechaza` or only set aside, and the sentence for the counter."""

    clave: str
    se_rechaza: bool
    frase: str


_ALL = (
    Motivo("propio", True, "Lo envió el mismo portal."),
    Motivo("informe", True, "Es un aviso de un servidor de correo: una carta que no se pudo entregar o una confirmación de lectura."),
    Motivo("automatico", True, "Es una respuesta automática, como las de vacaciones."),
    Motivo("lista", True, "Es un envío masivo o de una lista de correo."),
    Motivo("repetido", True, "Ya había llegado otro correo con el mismo identificador."),
    Motivo("avalancha", True, "Esa dirección envió más de cien correos en una hora."),
    Motivo("spam", True, "Una persona lo marcó como correo no deseado."),
    Motivo("descartado", True, "Una persona lo descartó."),
    Motivo("ilegible", False, "No se pudo leer: está dañado o mal formado. El original está guardado."),
    Motivo("hondo", False, "Tiene mensajes dentro de mensajes, más de los que se abren sin riesgo. El original está guardado."),
    Motivo("partes", False, "Tiene más partes de las que se abren sin riesgo. El original está guardado."),
    Motivo("cabeceras", False, "Sus cabeceras miden más de lo que se lee sin riesgo. El original está guardado."),
    Motivo("grande", False, "Pesa más de lo que se recibe. El mensaje completo sigue en el buzón."),
    Motivo("largo", False, "El texto es más largo de lo que se recibe. El original está guardado."),
    Motivo("sin_remitente", False, "No dice de qué dirección viene, o dice varias."),
    Motivo("posible_spam", False, "El servidor de correo cree que no es deseado."),
    Motivo("suplantado", False, "El servidor de correo dice que no viene de donde dice."),
    Motivo("cifrado", False, "Está cifrado y no se puede leer."),
    Motivo("vacio", False, "No trae texto ni archivos que se puedan recibir."),
    Motivo("muchos", False, "Llegó con muchos otros de la misma dirección o al mismo caso en una hora."),
    Motivo("viejo", False, "Llevaba varios días en el buzón cuando se leyó. Mire si ya se atendió."),
    # The same words whether the case exists, is sealed or is somebody else's.
    Motivo("cita", False, "Nombra un radicado y no se pudo agregar solo. Mire si corresponde a ese caso."),
    Motivo("cerrado", False, "Responde a un caso que ya terminó."),
    Motivo("error", False, "No se pudo radicar solo."),
)  # fmt: skip
MOTIVOS: Mapping[str, Motivo] = MappingProxyType({one.clave: one for one in _ALL})
_MACHINES = frozenset({"mailer-daemon", "postmaster"})


@dataclass(frozen=True)
class Entorno:
    """What of the deployment the rules need: the portal's own addresses, and the name that its mail server signs checks with."""

    propias: frozenset[str]
    authserv: str = ""


def normal(address: str) -> str:
    """An address as it is compared: people write it with any capitals."""
    return address.strip().casefold()


def veredicto(lectura: Lectura, entorno: Entorno) -> Motivo | None:
    """Why this is not filed by itself, from the message alone; None when it may be."""
    return next((MOTIVOS[name] for name in (_machine(lectura, entorno) or _doubt(lectura, entorno),) if name), None)


def _machine(one: Lectura, entorno: Entorno) -> str:
    sender = normal(one.remitente)
    precedence = one.cabecera("precedence").strip().lower()
    submitted = one.cabecera("auto-submitted").strip().lower()
    checks = {
        "propio": sender in entorno.propias,
        "informe": one.es_informe or one.cabecera("return-path").strip() == "<>" or sender.partition("@")[0] in _MACHINES,
        "automatico": bool(submitted and submitted.split(";")[0].strip() != "no")
        or precedence == "auto_reply"
        or any(name in one.cabeceras for name in ("x-autoreply", "x-autorespond", "x-autoresponder")),
        "lista": precedence in {"bulk", "junk", "list"} or "list-id" in one.cabeceras or "list-unsubscribe" in one.cabeceras,
    }
    return next((name for name, holds in checks.items() if holds), "")


def _doubt(one: Lectura, entorno: Entorno) -> str:
    if one.problema:
        return one.problema
    checks = {
        "sin_remitente": not one.remitente,
        "posible_spam": _is_flagged(one),
        "suplantado": dmarc(one, entorno) == "fail",
        "cifrado": one.es_cifrado,
        "vacio": not one.texto and not one.adjuntos,
        "largo": len(one.texto) > MAX_TEXTO,
    }
    return next((name for name, holds in checks.items() if holds), "")


def _is_flagged(one: Lectura) -> bool:
    """Whether the mail server says so, in the words of SpamAssassin, Rspamd or Exchange (a level of 5 and above, SFV:SPM).

    The portal weighs no words itself: a petition about a casino is one. Who writes such a header falsely only harms themselves.
    """
    said = [one.cabecera(name).strip().lower() for name in ("x-spam-flag", "x-spam", "x-spam-status")]
    report = one.cabecera("x-forefront-antispam-report").lower().replace(" ", "").split(";")
    levels = [one.cabecera("x-ms-exchange-organization-scl").strip(), *(field[4:] for field in report if field.startswith("scl:"))]
    return any(re.match(r"yes\b", words) for words in said) or "sfv:spm" in report or any(re.fullmatch("[5-9]", level) for level in levels)


def dmarc(lectura: Lectura, entorno: Entorno) -> str:
    """What our own mail server found of the sender's domain: `pass`, `fail`, or nothing when it did not say (RFC 8601).

    Only the first header counts, and only with our server's name: any other could be the sender's own words.
    """
    said = lectura.cabecera("authentication-results").lower()
    if not entorno.authserv or said.partition(";")[0].split(" ")[0].strip() != entorno.authserv.lower():
        return ""
    found = re.search(r"\bdmarc=(\w{1,20})", said)
    return found[1] if found else ""
