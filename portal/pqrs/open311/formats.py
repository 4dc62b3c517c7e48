"""One answer in the two formats of the standard. A value is text, a number, None, a dict, or a list of dicts."""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from flask import Response, request

from portal.core.text import clean_line

FORMATS = ("json", "xml")
_TYPES = {"json": "application/json; charset=utf-8", "xml": "text/xml; charset=utf-8"}


def respond(value: Any, formato: str, *, root: str, item: str = "", status: int = 200) -> Response:
    """The answer, readable by scripts of any site.

    Args:
        root: name of the XML document's element.
        item: name of the element of each of a list.
    """
    body = json.dumps(value, ensure_ascii=False) if formato == "json" else _xml(value, root, item)
    answer = Response(body, status=status, content_type=_TYPES[formato])
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer


def refuse(formato: str, *problems: tuple[int, str]) -> Response:
    """Why not, as the standard says it: a list of `code` and `description`; the first one's code is the answer's."""
    # Some name what was sent, and not every sign of that can stand in XML.
    value = [{"code": code, "description": clean_line(words)} for code, words in problems]
    return respond(value, formato, root="errors", item="error", status=problems[0][0])


_DETAILS = {
    404: "no hay nada en esta dirección; las que hay están en /open311/v2/discovery.json, con .json o .xml al final",
    405: "esta dirección no admite ese método",
    413: "lo que se envió pesa más de lo que se recibe",
    429: "se hicieron demasiadas consultas; espere los segundos que dice Retry-After",
    500: "el error es del portal; inténtelo más tarde",
    503: "el portal no está disponible por ahora; inténtelo en un minuto",
}


def refuse_here(status: int, detail: str) -> Response:
    """The refusal of whatever no view answers, in the format that the address asks for; else XML, which the standard requires."""
    formato = "json" if request.path.endswith(".json") else "xml"
    return refuse(formato, (status, detail or _DETAILS.get(status, "no se pudo responder")))


def _xml(value: Any, root: str, item: str) -> str:
    element = Element(root)
    _fill(element, value, item)
    text: str = tostring(element, encoding="unicode", xml_declaration=False)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}'


# The names of the elements inside a list, by the name of the list.
_ITEMS = {"endpoints": "endpoint", "formats": "format", "attributes": "attribute", "values": "value"}


def _fill(element: Element, value: Any, item: str) -> None:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            _fill(SubElement(element, name), inner, _ITEMS.get(name, "item"))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for inner in value:
            _fill(SubElement(element, item), inner, "item")
    elif isinstance(value, bool):
        element.text = "true" if value else "false"
    elif value is not None:
        element.text = str(value)
