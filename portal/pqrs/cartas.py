"""The letter that answers a petition: its variables, its draft to look at, and the PDF that is sent and never changes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from portal.calendario.textos import fecha_larga
from portal.core import clock
from portal.core.errors import DomainError
from portal.entidad.models import Funcionario
from portal.entidad.queries import get_entidad
from portal.files.models import Archivo
from portal.files.queries import list_archivos
from portal.files.services import Received, store_bytes
from portal.pqrs.clases import ClaseCarta, norma_de
from portal.pqrs.models import GrupoAnalogo, Peticion, Respuesta
from portal.pqrs.tachado import Quitar, tachar
from portal.pqrs.textos import nombre_publico
from portal.radicacion.firma import sign
from portal.radicacion.models import Radicado
from portal.radicacion.pdf import Anexo, CartaDatos, Firmante, carta_pdf, membrete_de
from portal.web.urls import absolute_url

# What a template may name between double braces, with its explanation for who writes the template.
VARIABLES: Mapping[str, str] = {
    "radicado": "Número de radicado del caso",
    "nombre": "Nombre de quien presentó la petición",
    "asunto": "Asunto de la petición",
    "tipo": "Clase de petición",
    "recibida": "Día en que se recibió",
    "vence": "Día en que vence el término",
    "fecha": "Día de hoy",
    "dependencia": "Dependencia que responde",
    "entidad": "Nombre de la alcaldía",
    "funcionario": "Nombre de quien escribe",
    "cargo": "Cargo de quien escribe",
}
_VARIABLE = re.compile(r"\{\{[ \t]*([A-Za-zÁÉÍÓÚÜÑáéíóúüñ_]{1,40})[ \t]*\}\}")

_MARKS = re.compile(r"\{\{[^\n]*?(?:\}\}|$)|\{%[^\n]*?(?:%\}|$)", re.MULTILINE)

_NUMBER, _MARK = r"(?:[0-9]{1,2}[.)]|[a-z]\))", r"[-–—*•▪·]"
_EMPTY_NUMBER = re.compile(rf"^[ \t]*{_NUMBER}[ \t]*$")
_EMPTY_MARK = re.compile(rf"^[ \t]*(?:{_MARK}|[•▪·][ \t•▪·]*)[ \t]*$")
_LABEL = re.compile(rf"^[ \t]*{_MARK}[ \t]+[^:]{{1,60}}:[ \t]*$")
_POINT = re.compile(rf"^([ \t]*)({_NUMBER}|{_MARK})(?:[ \t]|$)")


def find_marks(text: str) -> list[str]:
    """What stands between double braces, or between `{%` and `%}`, as it is written: a letter must not go out with any of it.

    A pair that is not closed ends with its line.
    """
    return [found[0].strip() for found in _MARKS.finditer(text)]


def find_not_variables(text: str) -> list[str]:
    """Those of `find_marks` that are no variable of ours."""
    known = {found[0] for found in _VARIABLE.finditer(text) if found[1] in VARIABLES}
    return [one for one in find_marks(text) if one not in known]


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put the values in. A name that is not known stays as it is: nothing of what the text says is run."""
    return _VARIABLE.sub(lambda found: values.get(found[1], found[0]), text)


def values_for(peticion: Peticion, *, nombre: str, cargo: str) -> dict[str, str]:
    """What each variable stands for in this case; `nombre` and `cargo` are those of who writes."""
    return {
        "radicado": peticion.radicado,
        "nombre": "ciudadano o ciudadana" if peticion.solicitante is None else peticion.quien,
        "asunto": peticion.asunto,
        "tipo": peticion.tipo_info.nombre.lower(),
        "recibida": fecha_larga(peticion.recibida_en.date()),
        "vence": fecha_larga(peticion.vence_el),
        "fecha": fecha_larga(clock.today()),
        "dependencia": peticion.dependencia.nombre if peticion.dependencia else "",
        "entidad": get_entidad().nombre,
        "funcionario": nombre,
        "cargo": cargo,
    }


def make_letter(peticion: Peticion, answer: Respuesta, salida: Radicado, signer: Funcionario) -> Received:
    """The answer's letter with its outgoing number, kept in storage; signed where the municipality has a certificate for that.

    What it was signed with stays in the answer's `datos`.

    Raises:
        DomainError: there is a certificate and it cannot sign.
    """
    made = carta_pdf(_datos(peticion, answer, firma_de(signer), salida, list_archivos("respuesta", answer.id, etiqueta="respuesta")))
    data, firma = sign(made)
    if firma is not None:
        answer.datos = {**answer.datos, "firma_digital": firma.as_dict()}
    return store_bytes(f"{answer.clase.replace('_', '-')}-{salida.numero}.pdf", "application/pdf", data)


def firma_de(signer: Funcionario) -> Firmante:
    """How an official's signature stands under a letter."""
    return Firmante(signer.nombre, signer.cargo, signer.dependencia.nombre if signer.dependencia else "")


def make_draft(
    peticion: Peticion, cuerpo: str, signer: Firmante, anexos: Sequence[Archivo], datos: Mapping[str, Any] | None = None
) -> bytes:
    """The letter as it would be, marked «BORRADOR» and without a number. Nothing is kept.

    Args:
        signer: who is going to sign it, who need not be who looks at it.
        datos: of the letter on one matter, its number and title.
    """
    draft = Respuesta(clase=ClaseCarta.RESPUESTA.value, cuerpo=cuerpo, datos=dict(datos or {}))
    return carta_pdf(_datos(peticion, draft, signer, None, anexos))


def make_letter_draft(peticion: Peticion, letter: Respuesta, signer: Funcionario) -> bytes:
    """The letter of any act as it would be, marked «BORRADOR» and without a number. Nothing is kept."""
    return carta_pdf(_datos(peticion, letter, firma_de(signer), None, list_archivos("respuesta", letter.id, etiqueta="respuesta")))


def make_public_copy(peticion: Peticion, letter: Respuesta, quitar: Sequence[Quitar] = ()) -> Received:
    """A sent decision as its published notice brings it: without address, mail, document, names of files or the words that are covered.

    Raises:
        DomainError: the letter was not sent.
    """
    salida, signer = letter.salida, letter.firmante
    if salida is None or signer is None or letter.enviada_en is None:
        raise DomainError("Esa carta no se ha enviado.")
    whole = _datos(peticion, letter, firma_de(signer), salida, ())
    published = replace(
        whole, destinatario=(nombre_publico(peticion),), fecha=letter.enviada_en.astimezone(clock.BOGOTA).date(),
        asunto=tachar(whole.asunto, quitar), cuerpo=tachar(whole.cuerpo, quitar),
    )  # fmt: skip
    return store_bytes(f"copia-{salida.numero}.pdf", "application/pdf", carta_pdf(published))


def make_unica(grupo: GrupoAnalogo, salida: Radicado, signer: Funcionario) -> Received:
    """The single answer as it is published: to all who ask for the same, and naming none of them; kept in storage."""
    return store_bytes(
        f"respuesta-unica-{salida.numero}.pdf", "application/pdf", carta_pdf(_unica(grupo.titulo, grupo.texto, salida, signer))
    )


def make_unica_draft(titulo: str, texto: str, signer: Funcionario) -> bytes:
    """The same, to look at before it is published: marked «BORRADOR» and without a number. Nothing is kept."""
    return carta_pdf(_unica(titulo, texto, None, signer))


def _unica(titulo: str, texto: str, salida: Radicado | None, signer: Funcionario) -> CartaDatos:
    return CartaDatos(
        entidad=membrete_de(get_entidad()),
        numero_salida=salida.numero if salida else "",
        fecha=clock.today(),
        destinatario=("A las personas que presentaron peticiones que piden lo mismo",),
        asunto=titulo,
        referencia="las peticiones que piden lo mismo (respuesta única, Ley 1437 de 2011, art. 22)",
        cuerpo=texto,
        firmante=Firmante(signer.nombre, signer.cargo, signer.dependencia.nombre if signer.dependencia else ""),
        anexos=[],
        url_verificacion=absolute_url("radicacion.mostrar", codigo=salida.codigo_verificacion) if salida else "",
        codigo_verificacion=salida.codigo_legible if salida else "",
        borrador=salida is None,
    )


def _datos(peticion: Peticion, letter: Respuesta, signer: Firmante, salida: Radicado | None, anexos: Sequence[Archivo]) -> CartaDatos:
    is_answer, entidad = letter.clase == ClaseCarta.RESPUESTA, get_entidad()
    office = peticion.dependencia if entidad.radicado_con_oficina else None
    cited = f"{peticion.radicado}-{office.codigo}" if office else peticion.radicado
    return CartaDatos(
        entidad=membrete_de(entidad),
        numero_salida=salida.numero if salida else "",
        fecha=clock.today(),
        destinatario=addressee(peticion, letter),
        asunto=_subject(peticion, letter),
        referencia=f"{'' if _goes_on(letter) else 'su '}radicado {cited} del {fecha_larga(peticion.recibida_en.date())}",
        cuerpo=letter.cuerpo if is_answer else f"{letter.cuerpo}\n\nNorma: {norma_de(ClaseCarta(letter.clase), peticion.tipo)}.",
        firmante=signer,
        anexos=[Anexo(one.nombre, one.mime, one.tamano, one.sha256) for one in anexos],
        url_verificacion=absolute_url("radicacion.mostrar", codigo=salida.codigo_verificacion) if salida else "",
        codigo_verificacion=salida.codigo_legible if salida else "",
        borrador=salida is None,
    )


def _subject(peticion: Peticion, letter: Respuesta) -> str:
    if letter.clase != ClaseCarta.RESPUESTA:
        return letter.info.asunto
    if letter.datos.get("asunto"):
        return f"Respuesta al asunto {letter.datos['asunto']} de su solicitud: {letter.datos['titulo']}"
    return f"Respuesta a su {peticion.tipo_info.nombre.lower()}"


def find_empty_points(text: str) -> list[str]:
    """The points of a list that nobody has filled, as they stand: «1.», «-», «- Fecha:».

    A number whose text begins in the next line is filled, and so is a «- Documentos:» over a list of its own.
    """
    lines = text.splitlines()
    return [line.strip() for at, line in enumerate(lines) if _is_empty_point(line, lines[at + 1 :])]


def _is_empty_point(line: str, after: Sequence[str]) -> bool:
    if _EMPTY_MARK.match(line):
        return True
    if not _EMPTY_NUMBER.match(line) and not _LABEL.match(line):
        return False
    if after and after[0].strip() and not _POINT.match(after[0]):
        return False
    own, below = _POINT.match(line), next((_POINT.match(one) for one in after if one.strip()), None)
    # A point over a list of its own: deeper, or with other marks.
    is_over_list = own is not None and below is not None and (len(below[1]) > len(own[1]) or below[2][-1] != own[2][-1])
    return not (is_over_list and _LABEL.match(line))


def check_ready(cuerpo: str, campo: str = "cuerpo", *, se_devuelve: bool = False) -> None:
    """Raise DomainError when the text still has a variable or an empty point in it: a letter must not go out with holes.

    Args:
        campo: the form's field that the text was written in.
        se_devuelve: who acts has no editor, and gives the draft back to who wrote it.
    """
    left, empty = find_marks(cuerpo), find_empty_points(cuerpo)
    way = "Devuélvala con el motivo para que la corrija quien la escribió." if se_devuelve else ""
    if left:
        raise DomainError(f"El texto todavía tiene {left[0][:80]} sin reemplazar. {way or 'Escriba el dato y guarde.'}", campo)
    if empty:
        shown = ", ".join(f"«{one}»" for one in empty[:5])
        raise DomainError(f"El texto tiene puntos vacíos: {shown}. {way or 'Escriba lo que falta o bórrelos.'}", campo)


def _goes_on(letter: Respuesta) -> bool:
    """Whether the letter is for another authority, with a copy for who filed."""
    return letter.clase in (ClaseCarta.TRASLADO, ClaseCarta.TRASLADO_PARCIAL, ClaseCarta.REMISION_JUEZ)


def addressee(peticion: Peticion, letter: Respuesta) -> tuple[str, ...]:
    """The lines that the letter is addressed with."""
    if _goes_on(letter):
        return (letter.datos["autoridad"], f"Con copia a {peticion.quien if peticion.solicitante else 'quien presentó la petición'}")
    who = peticion.solicitante
    if who is None:
        return ("Persona que presentó la petición" + (", con identidad sellada" if peticion.is_sellada else " de forma anónima"),)
    place = ", ".join(one for one in (who.municipio, who.departamento) if one)
    on_behalf = f"En representación de {who.representado}" if who.representado else ""
    return tuple(one for one in (who.nombre, on_behalf, who.direccion, who.correo, place) if one)
