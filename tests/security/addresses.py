"""Every address of the portal with something real behind it, for attacks that try them all."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from flask import Flask
from sqlalchemy import func, select
from werkzeug.routing import AnyConverter, Rule

from portal.extensions import Base, db
from tests.support.pages import PageClient

_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


@dataclass(frozen=True)
class Address:
    """One address with one method; `access` is what its view notes about who may open it."""

    endpoint: str
    method: str
    url: str
    access: str

    def __str__(self) -> str:
        return f"{self.method} {self.url} ({self.access})"


def list_addresses(app: Flask, method: str, **values: Any) -> list[Address]:
    """Every address that takes this method; `values` fill the variables of the rules, an unknown number is 1."""
    found = []
    for rule in app.url_map.iter_rules():
        if method in (rule.methods or set()):
            access = getattr(app.view_functions[rule.endpoint], "access", "")
            found.append(Address(rule.endpoint, method, _url(app, rule, values), access))
    return found


def _url(app: Flask, rule: Rule, values: dict[str, Any]) -> str:
    filled = {name: values.get(name, _any_of(rule, name)) for name in rule.arguments}
    with app.test_request_context():
        built = rule.build(filled)
    assert built is not None, rule.rule
    return str(built[1])


def _any_of(rule: Rule, name: str) -> Any:
    """A value that the rule takes: the first of a few words, or 1."""
    converter = rule._converters[name]
    return sorted(converter.items)[0] if isinstance(converter, AnyConverter) else "retirar" if name == "act" else 1


def csrf_token(client: PageClient, url: str = "/pqrs/seguimiento") -> str:
    """The token that this browser's forms carry."""
    found = _TOKEN.search(client.get(url).get_data(as_text=True))
    assert found, f"no form with a token on {url}"
    return found[1]


def count_rows(*, but: frozenset[str] = frozenset()) -> dict[str, int]:
    """How many rows each table has now."""
    tables = [one for one in Base.metadata.sorted_tables if one.name not in but]
    return {one.name: db.session.scalar(select(func.count()).select_from(one)) or 0 for one in tables}


def field_names() -> Iterator[str]:
    """The name of every field of every form, with the prefix that its page uses, and of what the views read themselves."""
    from portal.pqrs import forms
    from portal.pqrs.forms_asuntos import ASUNTO_FORMS
    from portal.pqrs.forms_gestion import AsignarVariasForm
    from portal.pqrs.views.gestion.grupos import _FORMS as GRUPO_FORMS
    from portal.pqrs.views.gestion.pagina import EVERY_FORM
    from portal.web.forms import PortalForm

    others: dict[str, type] = {
        "varias": AsignarVariasForm, "mensaje": forms.MensajeForm, "reapertura": forms.MotivoForm,
        "desistir": forms.DesistirForm, "calificar": forms.CalificarForm, "completar": forms.CompletarForm, "aclarar": forms.AclararForm,
        "recurso": forms.RecursoForm, "recurso-1": forms.RecursoForm, "queja": forms.QuejaForm, "insistir": forms.InsistirForm,
    }  # fmt: skip
    yield from ("caso", "volver", "recibidos", "quitar", "codigo", "radicado", "contraste", "texto", "altcha")
    yield from sorted({name for form in _subclasses(PortalForm) for name in _fields_of(form)})
    # Some acts on a group and on a case have the same name and other fields.
    for prefix, form in chain(*(one.items() for one in (GRUPO_FORMS, ASUNTO_FORMS, EVERY_FORM, others))):
        for name in _fields_of(form):
            yield f"{prefix}-{name}"


def _fields_of(form: type) -> list[str]:
    return [name for name in dir(form) if hasattr(getattr(form, name), "field_class")]


def _subclasses(form: type) -> set[type]:
    direct = set(form.__subclasses__())
    return direct | {one for child in direct for one in _subclasses(child)}
