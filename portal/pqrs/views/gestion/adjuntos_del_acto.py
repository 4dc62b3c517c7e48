"""The files of an official's act: kept while another field is corrected, as a citizen's are."""

from typing import Any

from flask import request

from portal.core.actors import Actor
from portal.files.services import Received
from portal.pqrs import adjuntos
from portal.web.transaction import start_again


def take_files(form: Any, actor: Actor, radicado: str) -> list[Received]:
    """Look at what the form brings and at what it brought before; what cannot be taken is said beside its field.

    The form remembers what was taken (`archivos.kept`: file and signed token), so that shown again it asks for nothing twice.
    Looking at files takes time: meanwhile nothing is held in the database.
    """
    if "archivos" not in form:
        return []
    start_again()
    field = form.archivos
    # Bound to the act, the case and the person: a token copied into another form is not known there.
    key = f"{form._prefix}{radicado}:{actor.id}"
    tokens, removed = (request.form.getlist(f"{field.name}-{name}") for name in ("recibidos", "quitar"))
    found = adjuntos.collect(field.data or [], tokens, removed, key)
    field.kept = [(one, adjuntos.sign(one, key)) for one in found.received]
    field.errors = [*field.errors, *found.problems]
    return found.received
