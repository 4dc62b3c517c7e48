"""What every edit page does: try the act, show a refusal beside its field, and lose nothing typed when two people edit."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, g, render_template

from portal.core.actors import Actor
from portal.core.errors import Conflict, DomainError, Forbidden
from portal.entidad.forms.gestion import VersionedForm
from portal.entidad.services import PorConfirmar
from portal.web.access import current_actor
from portal.web.forms import PortalForm

bp = Blueprint("gestion_entidad", __name__, url_prefix="/gestion/entidad", template_folder="../../templates")
PAGE = 50


def who() -> Actor:
    """The official who acts; the decorator has let nobody else in."""
    actor = current_actor()
    if actor is None:
        raise Forbidden("Ingrese otra vez para continuar.")
    return actor


def typed(form: PortalForm) -> dict[str, Any]:
    """What was typed, by the name of the field."""
    return {name: value for name, value in form.data.items() if name != "csrf_token"}


def attempt(form: PortalForm, act: Callable[[], Any]) -> Any:
    """What `act` returns (True for nothing), or None after noting in the form why it was refused."""
    try:
        done = act()
    except PorConfirmar:
        raise
    except DomainError as error:
        g.edit_conflict = isinstance(error, Conflict)
        if not g.edit_conflict:
            form.add_error(error)
        return None
    return True if done is None else done


def answer(template: str, form: PortalForm, row: Any = None, **context: Any) -> tuple[str, int]:
    """The page with its form: 200, 422 with errors, 409 with what somebody else saved meanwhile beside what was typed."""
    conflict = g.get("edit_conflict", False)
    others: list[tuple[str, Any]] = []
    if conflict and row is not None and isinstance(form, VersionedForm):
        others = [(field.label.text, getattr(row, field.name)) for field in form if _differs(field, row)]
        form.version.data = str(row.version)
    status = 409 if conflict else 422 if form.errors else 200
    return render_template(template, form=form, fila=row, conflicto=conflict, ajenos=others, **context), status


def _differs(field: Any, row: Any) -> bool:
    """Whether the saved row holds another text than the one typed; lists of choices are shown by the form itself."""
    saved = getattr(row, field.name, None)
    return isinstance(saved, str) and field.name != "version" and saved != (field.data or "")
