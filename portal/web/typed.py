"""What a person had typed into a form that could not be received: shown again under its labels, to copy it."""

from collections.abc import Iterable, Iterator
from typing import Any

from flask import current_app, request
from werkzeug.exceptions import HTTPException
from wtforms import HiddenField, PasswordField, StringField

from portal.web.forms import PortalForm

# Secrets, and the field that only robots fill.
_NOT_SHOWN = ("clave", "contrasena", "password", "codigo", "token", "sitio_web")


def typed_fields() -> list[tuple[str, str]]:
    """Label and content of each text that a person typed into the form of this request.

    Never a hidden field, a choice, a secret, or what the page itself had put there.
    """
    sent = [(name, value) for name, value in request.form.items(multi=True) if value.strip()]
    labels = _labels(request.form)
    found = []
    for name, value in sent:
        label, default = labels.get(_bare(name), ("", None))
        if label and value != default and not any(part in name.lower() for part in _NOT_SHOWN):
            found.append((label, value))
    return found


def page_of_form() -> str | None:
    """The address of the page that has the form of this request: its own, or the nearest above it that opens."""
    path = request.path
    adapter = current_app.url_map.bind("")
    while path.count("/") > 1:
        try:
            endpoint, _values = adapter.match(path, method="GET")
        except HTTPException:
            path = path.rsplit("/", 1)[0]
            continue
        return path if endpoint != "static" else None
    return None


def _bare(name: str) -> str:
    """The name without the prefix of its form: `proyectar-cuerpo` is `cuerpo`."""
    return name.rsplit("-", 1)[-1]


def _labels(names: Iterable[str]) -> dict[str, tuple[str, Any]]:
    """Label and default of text fields by name, as the form says them that fits what was sent best."""
    bare, prefixes = {_bare(name) for name in names}, {name.rsplit("-", 1)[0].replace("_", "") for name in names if "-" in name}

    def fit(kind: type[PortalForm]) -> tuple[bool, int, int]:
        fields = set(_unbound(kind))
        return kind.__name__.lower().removesuffix("form") in prefixes, len(fields & bare), -len(fields - bare)

    found = {}
    for kind in sorted(_every(PortalForm), key=fit):
        found.update({name: _told(field) if _is_text(field.field_class) else ("", None) for name, field in _unbound(kind).items()})
    return found


def _every(kind: type[PortalForm]) -> Iterator[type[PortalForm]]:
    for one in kind.__subclasses__():
        yield one
        yield from _every(one)


def _unbound(kind: type[PortalForm]) -> dict[str, Any]:
    return {name: field for name in dir(kind) if hasattr(field := getattr(kind, name, None), "field_class")}


def _is_text(kind: type) -> bool:
    return issubclass(kind, StringField) and not issubclass(kind, HiddenField | PasswordField)


def _told(field: Any) -> tuple[str, Any]:
    return str(field.args[0] if field.args else field.kwargs.get("label", "")), field.kwargs.get("default")
