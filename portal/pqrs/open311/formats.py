"""One answer in the two formats of the standard. A value is text, a number, None, a dict, or a list of dicts."""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from flask import Response

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
    value = [{"code": code, "description": words} for code, words in problems]
    return respond(value, formato, root="errors", item="error", status=problems[0][0])


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
