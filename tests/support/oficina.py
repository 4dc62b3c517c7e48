"""An official at the keyboard: opens a case, fills the form of one act, sends it."""

from collections.abc import Callable
from typing import Any

from werkzeug.test import TestResponse

from portal.database import transaction
from portal.demo.dibujos import documento
from portal.extensions import db
from portal.pqrs.forms_gestion import ActForm, LetterForm
from portal.pqrs.models import Peticion
from portal.pqrs.views.gestion.pagina import EVERY_FORM
from tests.support.pages import PageClient

PDF = documento("Una hoja")
# Where an act's address and the prefix of its form differ.
PREFIXES = {"entrega": "registrar_entrega"}


def made(make: Callable[..., Peticion], **changes: Any) -> Peticion:
    """A case in its own transaction, as an earlier request would have left it."""
    with transaction():
        return make(**changes)


def url_of(peticion: Peticion) -> str:
    return f"/gestion/pqrs/{peticion.radicado}"


def fresh(peticion: Peticion) -> Peticion:
    """The case as the database has it now."""
    db.session.expire_all()
    return db.session.get_one(Peticion, peticion.id)


def act(client: PageClient, peticion: Peticion, path: str, **data: Any) -> TestResponse:
    """Open the case, fill the form of one act, send it; of one that sends a letter at once, having read it."""
    prefix = PREFIXES.get(path, path.replace("-", "_"))
    if issubclass(EVERY_FORM.get(prefix, ActForm), LetterForm):
        data = {"confirma": "y", **data}
    return client.submit(url_of(peticion), {f"{prefix}-{name}": value for name, value in data.items()}, action=f"/{path}")
