"""How an administrator's edit is applied: on the copy that was shown, field by field, with what it was before."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, time
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from portal.core.errors import Conflict, DomainError, NotFound
from portal.entidad.models import Dependencia, Entidad, Funcionario, Interrupcion, Rol
from portal.extensions import db

Editable = TypeVar("Editable", Entidad, Dependencia, Funcionario, Interrupcion, Rol)
P = ParamSpec("P")
R = TypeVar("R")


def all_or_nothing(act: Callable[P, R]) -> Callable[P, R]:
    """Undo what an act had changed before it refused: the page that shows the refusal must read the rows as they were."""

    @wraps(act)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        with db.session.begin_nested():
            return act(*args, **kwargs)

    return guarded


def get_for_edit(model: type[Editable], key: int, version: int) -> Editable:
    """The row, locked until the transaction ends, if nobody edited it since `version` was shown.

    Raises:
        NotFound: there is no such row.
        Conflict: somebody saved a newer version meanwhile.
    """
    row = db.session.get(model, key, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotFound
    if row.version != version:
        raise Conflict("Se guardaron otros cambios aquí mientras usted escribía.")
    row.version += 1
    return row


def apply_changes(row: Any, datos: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Set the columns named in `datos`; what changed, as the audit wants it: column → [before, after]."""
    changes: dict[str, list[Any]] = {}
    for name, value in datos.items():
        before = getattr(row, name)
        if before != value:
            setattr(row, name, value)
            changes[name] = [plain(before), plain(value)]
    return changes


def plain(value: Any) -> Any:
    """A value as JSON can hold it."""
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return value.isoformat() if isinstance(value, date) else value


def require_text(value: str, message: str, field: str) -> str:
    """`value` without blanks at its ends; DomainError when nothing is left."""
    if not value.strip():
        raise DomainError(message, field)
    return value.strip()


def check_free(column: Any, value: str, own_key: int | None, message: str, field: str) -> None:
    """Refuse a value that another row already has, whatever its capitals."""
    model = column.class_
    query = select(model.id).where(func.lower(column) == value.lower())
    if own_key is not None:
        query = query.where(model.id != own_key)
    if db.session.scalar(query.limit(1)) is not None:
        raise DomainError(message, field)


@contextmanager
def unique_or_refused(message: str, field: str) -> Iterator[None]:
    """Flush at the end; when another transaction took the same value meanwhile, refuse instead of failing."""
    try:
        with db.session.begin_nested():
            yield
            db.session.flush()
    except IntegrityError as error:
        raise DomainError(message, field) from error
