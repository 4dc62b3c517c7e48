"""What must not leak and where it could: cases with words that stand nowhere else, and every address sorted by how it could tell them."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from flask import Flask
from pypdf import PdfReader
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from portal.core.text import fold
from portal.files.queries import list_archivos
from portal.files.services import store_bytes
from portal.pqrs import services
from portal.pqrs.models import Peticion
from portal.pqrs.preguntas import Contestada
from portal.pqrs.tipos import TipoPeticion
from tests.security.addresses import list_addresses
from tests.support import casos
from tests.support.pages import PageClient

# How an address could tell: by the form of its rule. A new one that none of these knows fails a test until it is put somewhere.
CLASSES: Mapping[str, str] = {
    "api": r"/api/v1/|/open311/|/pqrs/estadisticas\.json|/healthz|/readyz|/metrics|/pqrs/radicar/reto",
    "feed": r".*\.(ics|atom|rss|csv)|.*/calendario/.*|.*/feed/.*",
    "export": r".*\.(csv|xlsx|pdf|zip|json)|.*/(archivos?|constancia|copia|pdf|expediente|exportar|descargar)(/.*)?",
    "search": r"/buscar|/gestion/pqrs/|/gestion/pqrs/(autoridades|grupos|series)|/gestion/sistema/(auditoria|correo)/|"
    r"/gestion/entidad/funcionarios|/pqrs/(respuestas|registro)|/verificar(/<codigo>)?",
    "list": r"/|/(gestion|pqrs|cuenta|ingreso|estilo)(/.*)?|/(accesibilidad|atencion|derechos-de-autor|directorio|estado-del-servicio|"
    r"huellas|mapa-del-sitio|participa|politica-datos|terminos|transparencia|api)",
}
# Files and texts that no case can reach; `api` before, for what is under it is more than this.
WITHOUT_CASES = {"inicio.escudo", "raiz.favicon", "raiz.robots", "raiz.security_txt", "raiz.sitemap"}
# In an address, what a search box asks for.
ASKED = ("q", "texto", "radicado", "buscar", "codigo")


@dataclass(frozen=True)
class Plantado:
    """A case and the words that stand only in it: of the person, and of what they wrote and attached."""

    nombre: str
    radicado: str
    peticion_id: int
    persona: tuple[str, ...]
    palabras: tuple[str, ...]
    archivo_id: int = 1
    numeros: Mapping[str, int] = field(default_factory=dict)

    @property
    def todo(self) -> tuple[str, ...]:
        return self.persona + self.palabras


def _persona(one: str) -> Any:
    number = {"sellada": 1, "ajena": 2, "anulada": 3}[one]
    return replace(
        casos.ANA, primer_nombre=f"Quetzalnombre{one}", primer_apellido=f"Quetzalapellido{one}", numero_documento=f"98765430{number}",
        correo=f"quetzal.{one}@correo.example", telefono_movil=f"30099988{number}7", direccion=f"Vereda Quetzaldireccion{one}",
    )  # fmt: skip


def _words(one: str) -> tuple[str, ...]:
    return tuple(f"quetzal{what}{one}" for what in ("asunto", "texto", "lugar", "nota", "archivo", "pregunta"))


def _person_words(who: Any) -> tuple[str, ...]:
    return (who.primer_nombre, who.primer_apellido, who.numero_documento, who.correo, who.telefono_movil, who.direccion.rpartition(" ")[2])


def _datos(one: str) -> dict[str, Any]:
    file = store_bytes(f"quetzalarchivo{one}.pdf", "application/pdf", b"%PDF-1.7 " + f"quetzalcontenido{one}".encode())
    return {
        "asunto": f"Sobre quetzalasunto{one}", "texto": f"Pido quetzaltexto{one}, por favor.", "lugar": f"Sector quetzallugar{one}",
        "contestadas": [Contestada(1, "¿Qué más sabe?", f"Sé quetzalpregunta{one}")],
        "archivos": [file], "solicitante": _persona(one) if one != "anonima" else None,
        **({"medio_respuesta": "aviso", "acepta_notificacion": False} if one == "anonima" else {}),
    }  # fmt: skip


def plant() -> dict[str, Plantado]:
    """One sealed, one anonymous, one of the office of Salud, one that was annulled."""
    made = {
        "sellada": casos.radicar(tipo=TipoPeticion.DENUNCIA_CORRUPCION, **_datos("sellada")),
        "anonima": casos.con_borrador(**_datos("anonima")),
        "ajena": casos.con_borrador(**_datos("ajena")),
        "anulada": casos.anulada(**_datos("anulada")),
    }
    for one, peticion in made.items():
        services.anotar(peticion, texto=f"Ver quetzalnota{one}", actor=casos.actor("hernan" if one == "sellada" else "carmen"))
    return {one: _planted(one, peticion) for one, peticion in made.items()}


def _planted(one: str, peticion: Peticion) -> Plantado:
    person = _person_words(_persona(one)) if one != "anonima" else ()
    key = list_archivos("peticion", peticion.id)[0].id
    return Plantado(one, peticion.radicado, peticion.id, person, _words(one), key)


def class_of(rule: Rule) -> str | None:
    """The class of an address, None while nobody has said which."""
    if rule.endpoint in WITHOUT_CASES:
        return "none"
    return next((name for name, pattern in CLASSES.items() if _fits(name, pattern, rule.rule)), None)


def _fits(name: str, pattern: str, path: str) -> bool:
    return bool(re.match(pattern, path) if name == "api" else re.fullmatch(pattern, path))


def urls_of(app: Flask, name: str, planted: Mapping[str, Plantado]) -> Iterator[tuple[str, str]]:
    """Every address of a class, as (endpoint, URL), with each planted case behind its variables."""
    rules = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and class_of(rule) == name}
    seen = set()
    for case in planted.values():
        values = {"radicado": case.radicado, "archivo_id": case.archivo_id, "service_request_id": case.radicado}
        for one in list_addresses(app, "GET", **values):
            if one.endpoint in rules and one.url not in seen:
                seen.add(one.url)
                yield one.endpoint, one.url


def told_by(answer: TestResponse) -> str:
    """Everything in an answer that somebody could read: headers, body, and what is packed in it."""
    body = answer.get_data()
    if answer.headers.get("Content-Encoding") == "gzip":
        body = zlib.decompress(body, 31)
    parts = [str(answer.headers).encode(), body]
    if body[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            parts += [name.encode() + packed.read(name) for name in packed.namelist()]
    if body[:5] == b"%PDF-":
        parts += _unpacked(body)
    return fold(b"\n".join(parts).decode("utf-8", "replace"))


def _unpacked(pdf: bytes) -> list[bytes]:
    found = []
    for match in re.finditer(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(match[1].strip(b"\r\n")))
        except zlib.error:
            continue
    try:
        found += [page.extract_text().encode() for page in PdfReader(io.BytesIO(pdf)).pages]
    except Exception:  # not a PDF that anybody can open: its bytes were looked at
        return found
    return found


def leaks(client: PageClient, url: str, forbidden: Mapping[str, str]) -> list[str]:
    """Which of the forbidden words (word → what it is) this address tells to this browser."""
    told = told_by(client.get(url))
    return [f"{url}: {what} «{word}»" for word, what in forbidden.items() if fold(word) in told]
