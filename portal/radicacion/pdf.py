"""The one door to PDF: constancia and letters, tagged (PDF/UA-1) and archival (PDF/A-2a), from typst templates.

typst runs in a process of its own for each document (`render_process`); measured on two
idle cores, a constancia takes 0.08 s that way and leaves the worker's memory as it was, where inside the worker it takes
0.01 s but 20 MB at first and 300 MB after one text of a megabyte, never given back (ADR 0009). Everything is shown literally: no
text can give an order to typst.
"""

import io
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path
from typing import Any

from babel.dates import format_date

from portal.core.clock import BOGOTA
from portal.core.text import clean_line, clean_text
from portal.entidad.models import Entidad
from portal.files import kinds
from portal.files.isolation import IsolatedFailure, run_isolated
from portal.files.models import Archivo
from portal.files.storage import open_blob
from portal.radicacion.documentos import (
    Anexo,
    CartaDatos,
    ConstanciaDatos,
    ExpedienteDatos,
    Firmante,
    InformeDatos,
    InventarioDatos,
    Membrete,
    PublicaDatos,
    Tabla,
)
from portal.web.filters import LOCALE, fecha, fecha_hora, tamano

__all__ = [
    "Anexo",
    "CartaDatos",
    "ConstanciaDatos",
    "Firmante",
    "InformeDatos",
    "Membrete",
    "PdfFailure",
    "PublicaDatos",
    "Tabla",
    "anexo_de",
    "carta_pdf",
    "constancia_pdf",
    "expediente_pdf",
    "informe_pdf",
    "inventario_pdf",
    "membrete_de",
    "publica_pdf",
]

SCRIPT = Path(__file__).with_name("render_process.py")
TIMEOUT = 60.0
_SHIELD_FORMATS = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}
# A word longer than this may be parted anywhere: it must not run out of the page.
_LONG_WORD = re.compile(r"\S{40}(?=\S)")
_ZERO_WIDTH_SPACE = "\u200b"
# typst loses its way in a line of more than 65,535 bytes; nobody writes one who means to be read.
# The closing that a text ends with, alone in its last line.
_CLOSING = re.compile(r"(?:^|\n)[ \t]*((?:atentamente|cordialmente|respetuosamente)[,.]?)\s*$", re.IGNORECASE)
_LONGEST_LINE = re.compile(r"(?s).{1,12000}(?:\s|$)|.{1,12000}")
_TYPES = {kind.mime: kind.title for kind in kinds.ALL}


class PdfFailure(Exception):
    """The document could not be laid out; the cause is in the log."""


def membrete_de(entidad: Entidad) -> Membrete:
    """The letterhead of the municipality's profile, with its shield when it has one."""
    head = Membrete(
        nombre=entidad.nombre, nit=entidad.nit, municipio=entidad.municipio, departamento=entidad.departamento,
        direccion=entidad.direccion, telefono=entidad.telefono, correo=entidad.correo,
    )  # fmt: skip
    if entidad.escudo_sha256 is None or entidad.escudo_mime not in _SHIELD_FORMATS:
        return head
    with open_blob(entidad.escudo_sha256) as content:
        return replace(head, escudo=content.read(), escudo_mime=entidad.escudo_mime)


def constancia_pdf(datos: ConstanciaDatos) -> bytes:
    """The receipt of a filing.

    Raises:
        PdfFailure: it could not be laid out.

    Norm: CPACA arts. 9.1, 15, 61.3 and 62.1; Decreto 1166 de 2016 for what was spoken.
    """
    spoken = ""
    if datos.verbal:
        spoken = f"Se presentó de forma verbal (oral). La recibió {datos.funcionario_receptor}."
    facts = {
        "titulo": f"Constancia de radicación {datos.numero}",
        "marca": f"Radicado {datos.numero}",
        "momento": datos.recibida_en.timestamp(),
        "entidad": _entidad(datos.entidad),
        "numero": datos.numero,
        "recibida_en": fecha_hora(datos.recibida_en),
        "de": datos.radicada.de,
        "plazo": datos.radicada.plazo,
        "verbal_texto": _line(spoken),
        "codigo": datos.codigo,
        "url_seguimiento": datos.url_seguimiento,
        "filas": _rows(datos),
        "vence_el": fecha(datos.vence_el),
        "plazo_texto": _line(datos.plazo_texto),
        "norma": _line(datos.norma),
        "anexos": _anexos(datos.anexos),
        "texto": _paragraphs(datos.texto),
        "texto_sha256": datos.texto_sha256,
        "preguntas": [(_line(question), _paragraphs(answer)) for question, answer in datos.preguntas],
        **_verification(datos.url_verificacion, datos.codigo_verificacion),
    }
    return _render("constancia.typ", facts)


def carta_pdf(datos: CartaDatos) -> bytes:
    """An outgoing letter, or its draft.

    Raises:
        PdfFailure: it could not be laid out.
    """
    day = format_date(datos.fecha, "d 'de' MMMM 'de' y", locale=LOCALE)
    body, closing = _split_closing(datos.cuerpo)
    facts = {
        "titulo": _line(f"Carta {datos.numero_salida}: {datos.asunto}" if datos.numero_salida else f"Borrador de carta: {datos.asunto}")[
            :300
        ],
        "marca": "Borrador" if datos.borrador else f"Radicado {datos.numero_salida}",
        "momento": datetime.combine(datos.fecha, time(12), BOGOTA).timestamp(),
        "entidad": _entidad(datos.entidad),
        "borrador": datos.borrador,
        "numero": "" if datos.borrador else datos.numero_salida,
        "lugar_fecha": _line(f"{datos.entidad.municipio}, {day}"),
        "destinatario": [_line(one) for one in datos.destinatario if one.strip()],
        "asunto": _line(datos.asunto),
        "referencia": _line(datos.referencia),
        "cuerpo": _blocks(body),
        "despedida": closing,
        "firmante": {
            "nombre": _line(datos.firmante.nombre),
            "lineas": [_line(one) for one in (datos.firmante.cargo, datos.firmante.dependencia) if one],
        },
        "anexos": _anexos(datos.anexos),
        **_verification("" if datos.borrador else datos.url_verificacion, datos.codigo_verificacion),
    }
    return _render("carta.typ", facts)


def publica_pdf(datos: PublicaDatos) -> bytes:
    """The public version of an answer. It is made of the public text alone: nothing that was taken out can be in it.

    Raises:
        PdfFailure: it could not be laid out.
    """
    facts = {
        "titulo": _line(datos.titulo)[:300],
        "marca": "Respuesta de interés general",
        "momento": datetime.combine(datos.fecha, time(12), BOGOTA).timestamp(),
        "entidad": _entidad(datos.entidad),
        "tema": _line(datos.tema),
        "resumen": _line(datos.resumen),
        "pregunta": _paragraphs(datos.pregunta),
        "cuerpo": _blocks(datos.cuerpo),
        "nota": _line(datos.nota),
        **_verification("", ""),
    }
    return _render("publica.typ", facts)


def expediente_pdf(datos: ExpedienteDatos) -> bytes:
    """The file of a case: cover, index with digests, and everything that was written in it.

    Raises:
        PdfFailure: it could not be laid out.
    """
    facts = {
        "titulo": f"Expediente {datos.numero}",
        "marca": f"Expediente {datos.numero}",
        "momento": datos.armado_en.timestamp(),
        "entidad": _entidad(datos.entidad),
        "numero": datos.numero,
        "filas": [(name, [_broken(line) for line in clean_text(value).split("\n")]) for name, value in datos.filas if value.strip()],
        "notas": [_line(one) for one in datos.notas],
        "huella": datos.huella,
        "indice": [
            {
                **{name: _line(getattr(one, name)) for name in ("titulo", "tipologia", "fechas", "paginas", "formato", "origen")},
                "orden": one.orden,
                "sha256": one.sha256,
                "tamano": tamano(one.tamano),
            }
            for one in datos.indice
        ],
        "secciones": [{"titulo": _line(one.titulo), "cabeza": _line(one.cabeza), "cuerpo": _blocks(one.cuerpo)} for one in datos.secciones],
        **_verification(datos.url_verificacion, datos.codigo_verificacion),
    }
    return _render("expediente.typ", facts)


def inventario_pdf(datos: InventarioDatos) -> bytes:
    """The inventory of a transfer to the central archive, sideways.

    Raises:
        PdfFailure: it could not be laid out.
    """
    facts = {
        "titulo": datos.titulo,
        "marca": datos.titulo,
        "momento": datos.hecho_en.timestamp(),
        "entidad": _entidad(datos.entidad),
        "filas": [(name, _line(value)) for name, value in datos.cabeza if value],
        "columnas": list(datos.columnas),
        "inventario": [[_line(one) for one in row] for row in datos.filas],
        **_verification("", ""),
    }
    return _render("inventario.typ", facts)


def informe_pdf(datos: InformeDatos) -> bytes:
    """A periodic report, with its tables.

    Raises:
        PdfFailure: it could not be laid out.
    """
    facts = {
        "titulo": _line(datos.titulo)[:300],
        "marca": _line(datos.marca),
        "momento": datetime.combine(datos.fecha, time(12), BOGOTA).timestamp(),
        "entidad": _entidad(datos.entidad),
        "resumen": [_line(one) for one in datos.resumen],
        "tablas": [
            {
                "titulo": _line(one.titulo), "nota": _line(one.nota), "textos": one.textos,
                "columnas": [_line(name) for name in one.columnas],
                "filas": [[_line(cell) for cell in fila] for fila in one.filas],
            }
            for one in datos.tablas
        ],
        "observaciones": _blocks(datos.observaciones) if datos.observaciones.strip() else [],
        "firmante": [_line(one) for one in (datos.firmante.nombre, datos.firmante.cargo, datos.firmante.dependencia) if one],
        "comprobacion": [_line(one) for one in datos.comprobacion],
        "norma": _line(datos.norma),
        **_verification("", ""),
    }  # fmt: skip
    return _render("informe.typ", facts)


def _split_closing(text: str) -> tuple[str, str]:
    """The text and its closing words, which every letter has once, over the signature: those that were written, or the usual ones."""
    found = _CLOSING.search(text)
    return (text[: found.start()], found[1]) if found else (text, "Atentamente,")


def anexo_de(archivo: Archivo) -> Anexo:
    """An attachment of a case, as a document lists it."""
    return Anexo(archivo.nombre, archivo.mime, archivo.tamano, archivo.sha256)


def _render(template: str, facts: dict[str, Any]) -> bytes:
    try:
        return run_isolated(SCRIPT, template, given=json.dumps(facts).encode(), timeout=TIMEOUT)
    except IsolatedFailure as error:
        raise PdfFailure(str(error)) from error


def _rows(datos: ConstanciaDatos) -> list[tuple[str, list[str]]]:
    """What stands under «Datos de la solicitud»: a name and its lines; rows without content are left out."""
    effective = f"{fecha(datos.efectiva_el)}. {datos.efectiva_motivo}" if datos.efectiva_motivo else ""
    rows = [
        ("Tipo", datos.tipo_nombre),
        ("Asunto", datos.asunto),
        ("Solicitante", datos.solicitante_texto),
        *datos.mas,
        ("Canal", datos.canal),
        ("Se tiene por recibida", effective),
        ("Cómo recibirá la respuesta", datos.medio_respuesta),
        ("Observaciones", datos.observaciones),
    ]
    return [(name, [_broken(line) for line in clean_text(value).split("\n")]) for name, value in rows if value.strip()]


def _entidad(head: Membrete) -> dict[str, Any]:
    place = f"{head.municipio}, {head.departamento}" if head.departamento else head.municipio
    reach = " · ".join(one for one in (head.telefono, head.correo) if one)
    shield = None
    if head.escudo is not None:
        shield = {"formato": _SHIELD_FORMATS[head.escudo_mime], "octetos": list(head.escudo)}
    return {
        "nombre": _line(head.nombre),
        "municipio": _line(head.municipio),
        "subtitulo": _line(f"{place}{f' · NIT {head.nit}' if head.nit else ''}"),
        "pie": [_line(one) for one in (f"{head.nombre} · {head.direccion}" if head.direccion else head.nombre, reach) if one],
        "escudo": shield,
    }


def _anexos(anexos: Sequence[Anexo]) -> list[dict[str, str]]:
    return [
        {
            "nombre": _line(one.nombre),
            "tipo": _TYPES.get(one.mime, one.mime),
            "tamano": tamano(one.tamano),
            "sha256": one.sha256,
            "recibido": one.sha256_recibido if one.sha256_recibido != one.sha256 else "",
        }
        for one in anexos
    ]


def _verification(url: str, code: str) -> dict[str, Any]:
    if not url:
        return {"qr": None, "url_verificacion": "", "url_verificacion_base": "", "codigo_verificacion": ""}
    import segno

    drawn = io.BytesIO()
    segno.make(url, error="m", micro=False).save(drawn, kind="svg", xmldecl=False, border=0)
    return {
        "qr": {"formato": "svg", "texto": drawn.getvalue().decode()},
        "url_verificacion": url,
        "url_verificacion_base": url.rsplit("/", 1)[0],
        "codigo_verificacion": code,
    }


def _line(text: str) -> str:
    return _broken(clean_line(text))


def _broken(text: str) -> str:
    return _LONG_WORD.sub(lambda found: found.group() + _ZERO_WIDTH_SPACE, text)


def _paragraphs(text: str) -> list[list[str]]:
    """The paragraphs of a text, each as its lines."""
    blocks = [block for block in re.split(r"\n\s*\n", clean_text(text)) if block.strip()]
    return [[_broken(part) for line in block.split("\n") for part in _LONGEST_LINE.findall(line) or [""]] for block in blocks]


def _blocks(text: str) -> list[dict[str, Any]]:
    """The paragraphs and lists of a letter's body."""
    blocks: list[dict[str, Any]] = []
    for lines in _paragraphs(text):
        for line in lines:
            is_item = line.startswith("- ")
            content = line.removeprefix("- ")
            if blocks and blocks[-1]["abierto"] and blocks[-1]["lista"] == is_item:
                if is_item:
                    blocks[-1]["textos"].append([content])
                else:
                    blocks[-1]["textos"][0].append(content)
            else:
                blocks.append({"lista": is_item, "abierto": True, "textos": [[content]]})
        blocks[-1]["abierto"] = False
    return blocks
