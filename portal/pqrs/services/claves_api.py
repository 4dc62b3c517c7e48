"""Giving and withdrawing the keys of the systems that file through Open311."""

import hashlib
import secrets

from sqlalchemy import select

from portal.audit.services import record
from portal.core import clock
from portal.core.actors import Actor
from portal.core.errors import DomainError, NotFound
from portal.core.text import clean_line
from portal.extensions import db
from portal.pqrs.models import ClaveApi


def crear_clave(nombre: str, *, actor: Actor) -> str:
    """Let a system file; gives its key, which is kept nowhere.

    Args:
        nombre: who runs it: «Aplicación de la Gobernación».

    Raises:
        DomainError: no name, or another key has it.
    """
    nombre = clean_line(nombre)
    if not 0 < len(nombre) <= 120:
        raise DomainError("Diga de quién es la clave, en 120 letras o menos.", "nombre")
    if db.session.scalar(select(ClaveApi.id).where(ClaveApi.nombre == nombre)):
        raise DomainError("Ya hay una clave con ese nombre. Retírela o use otro.", "nombre")
    key = secrets.token_urlsafe(32)
    row = ClaveApi(nombre=nombre, clave_hash=_hash(key), creada_en=clock.now())
    db.session.add(row)
    db.session.flush()
    record("clave_api_creada", actor=actor, sobre=("clave_api", row.id), datos={"nombre": nombre})
    return key


def retirar_clave(nombre: str, *, actor: Actor) -> None:
    """Take a system's key back; what it filed stays. Raises NotFound when no key in use has that name."""
    row = db.session.scalar(select(ClaveApi).where(ClaveApi.nombre == clean_line(nombre), ClaveApi.retirada_en.is_(None)))
    if row is None:
        raise NotFound
    row.retirada_en = clock.now()
    record("clave_api_retirada", actor=actor, sobre=("clave_api", row.id), datos={"nombre": row.nombre})


def find_clave(key: str) -> ClaveApi | None:
    """The system whose key this is, while it is in use."""
    return db.session.scalar(select(ClaveApi).where(ClaveApi.clave_hash == _hash(key), ClaveApi.retirada_en.is_(None)))


def _hash(key: str) -> str:
    """256 random bits need no slow hash."""
    return hashlib.sha256(key.encode()).hexdigest()
