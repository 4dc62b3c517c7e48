"""Acts on the officials' accounts and on the roles."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import select

from portal.audit.services import record
from portal.core import clock
from portal.core.actors import Actor
from portal.core.errors import DomainError
from portal.core.permissions import all_permissions, missing_for, require
from portal.core.text import fold
from portal.entidad.models import Dependencia, Funcionario, Rol
from portal.entidad.permissions import ROLES
from portal.entidad.services.edicion import all_or_nothing, apply_changes, check_free, get_for_edit, require_text, unique_or_refused
from portal.extensions import db
from portal.web.sessions import end_all_sessions

_REPEATED_MAIL = "Ya hay una cuenta con ese correo."
# Without somebody who holds these nobody could put the accounts right again.
_KEYS_OF_THE_HOUSE = frozenset({"entidad:funcionarios", "entidad:roles"})


def ensure_roles() -> None:
    """Create the roles that the portal brings and that are not there yet; those that are stay as the administrator left them."""
    present = set(db.session.scalars(select(Rol.clave)))
    for one in ROLES:
        if one.clave not in present:
            rol = Rol(clave=one.clave, nombre=one.nombre, descripcion=one.descripcion, permisos=list(one.permisos))
            rol.exige_segundo_factor = one.exige_segundo_factor
            db.session.add(rol)
    db.session.flush()


@all_or_nothing
def create_funcionario(
    *, nombre: str, cargo: str, correo: str, dependencia_id: int | None, roles: Collection[str], actor: Actor, telefono: str = ""
) -> Funcionario:
    """Open an account without a password: follow with `acceso.send_link`, so that only its owner ever knows one.

    Args:
        roles: the `clave` of each role.

    Raises:
        DomainError: name or post is missing, the address is wrong or taken, a role or the dependencia does not exist.
    """
    require(actor, "entidad:funcionarios")
    funcionario = Funcionario(
        nombre=nombre, cargo=cargo, correo=correo, telefono=telefono, dependencia_id=dependencia_id, activo=True, creado_en=clock.now()
    )
    _check_funcionario(funcionario, None)
    funcionario.roles = _find_roles(roles)
    with unique_or_refused(_REPEATED_MAIL, "correo"):
        db.session.add(funcionario)
    datos = {"nombre": [None, funcionario.nombre], "roles": [None, sorted(roles)]}
    record("funcionario_creado", actor=actor, sobre=("funcionario", funcionario.id), dependencia_id=dependencia_id, datos=datos)
    return funcionario


@all_or_nothing
def edit_funcionario(key: int, *, version: int, datos: Mapping[str, Any], roles: Collection[str], actor: Actor) -> Funcionario:
    """Change an account. Whoever changes roles, dependencia or address, or is made inactive, loses every open session (ASVS 7.4.2).

    Raises:
        Conflict: somebody else saved meanwhile.
        DomainError: as in `create_funcionario`; or nobody would be left who can manage the accounts.
    """
    require(actor, "entidad:funcionarios")
    funcionario = get_for_edit(Funcionario, key, version)
    before = sorted(rol.clave for rol in funcionario.roles)
    with db.session.no_autoflush:
        changes = apply_changes(funcionario, datos)
        _check_funcionario(funcionario, key)
        if before != sorted(roles):
            funcionario.roles = _find_roles(roles)
            changes["roles"] = [before, sorted(roles)]
    with unique_or_refused(_REPEATED_MAIL, "correo"):
        pass
    check_somebody_has_the_keys()
    if {"roles", "dependencia_id", "correo", "activo"} & set(changes):
        end_all_sessions("funcionario", key)
    if changes:
        event = "funcionario_retirado" if changes.get("activo") == [True, False] else "funcionario_editado"
        record(event, actor=actor, sobre=("funcionario", key), dependencia_id=funcionario.dependencia_id, datos=changes)
    return funcionario


def _check_funcionario(funcionario: Funcionario, key: int | None) -> None:
    require_text(funcionario.nombre, "Escriba el nombre.", "nombre")
    require_text(funcionario.cargo, "Escriba el cargo.", "cargo")
    funcionario.correo = normal_correo(funcionario.correo)
    check_free(Funcionario.correo, funcionario.correo, key, _REPEATED_MAIL, "correo")
    if funcionario.dependencia_id is not None:
        dependencia = db.session.get(Dependencia, funcionario.dependencia_id)
        if dependencia is None or (funcionario.activo and not dependencia.activa):
            raise DomainError("Elija una dependencia de la lista.", "dependencia_id")
    funcionario.busqueda = fold(f"{funcionario.nombre} {funcionario.cargo} {funcionario.correo}")


def normal_correo(correo: str) -> str:
    """The address in lower case, without asking the network about it.

    Raises:
        DomainError: it is not an address.
    """
    try:
        checked = validate_email(correo.strip(), check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        raise DomainError("Escriba un correo como nombre@municipio.gov.co.", "correo") from error
    return checked.normalized.lower()


def _find_roles(claves: Collection[str]) -> list[Rol]:
    found = list(db.session.scalars(select(Rol).where(Rol.clave.in_(sorted(claves)))))
    if len(found) != len(set(claves)):
        raise DomainError("Uno de los roles ya no existe. Recargue la página.", "roles")
    return found


@all_or_nothing
def create_rol(*, nombre: str, descripcion: str, permisos: Collection[str], exige_segundo_factor: bool, actor: Actor) -> Rol:
    """Add a role.

    Raises:
        DomainError: the name is missing or taken, a permission does not exist, or it opens nothing without another one.
    """
    require(actor, "entidad:roles")
    nombre = require_text(nombre, "Escriba el nombre del rol.", "nombre")
    check_free(Rol.nombre, nombre, None, "Ya hay un rol con ese nombre.", "nombre")
    clave = _free_clave(nombre)
    rol = Rol(clave=clave, nombre=nombre, descripcion=descripcion, permisos=_known(permisos, ()), exige_segundo_factor=exige_segundo_factor)
    with unique_or_refused("Ya hay un rol con ese nombre.", "nombre"):
        db.session.add(rol)
    record("rol_creado", actor=actor, sobre=("rol", rol.id), datos={"nombre": [None, nombre], "permisos": [None, rol.permisos]})
    return rol


@all_or_nothing
def edit_rol(
    key: int, *, version: int, nombre: str, descripcion: str, permisos: Collection[str], exige_segundo_factor: bool, actor: Actor
) -> Rol:
    """Change a role. Who holds it must sign in again if what it allows changed.

    Raises:
        Conflict: somebody else saved meanwhile.
        DomainError: as in `create_rol`; or nobody would be left who can manage the accounts.
    """
    require(actor, "entidad:roles")
    rol = get_for_edit(Rol, key, version)
    nombre = require_text(nombre, "Escriba el nombre del rol.", "nombre")
    check_free(Rol.nombre, nombre, key, "Ya hay un rol con ese nombre.", "nombre")
    datos = {
        "nombre": nombre,
        "descripcion": descripcion,
        "permisos": _known(permisos, rol.permisos),
        "exige_segundo_factor": exige_segundo_factor,
    }
    changes = apply_changes(rol, datos)
    db.session.flush()
    check_somebody_has_the_keys()
    if {"permisos", "exige_segundo_factor"} & set(changes):
        for funcionario_id in db.session.scalars(select(Funcionario.id).join(Funcionario.roles).where(Rol.id == key)):
            end_all_sessions("funcionario", funcionario_id)
    if changes:
        record("rol_editado", actor=actor, sobre=("rol", key), datos=changes)
    return rol


def _known(permisos: Collection[str], kept: Sequence[str]) -> list[str]:
    """The chosen permissions in order. Those of a subject that is not installed now stay if the role had them."""
    registered = all_permissions()
    if any(name not in registered and name not in kept for name in permisos):
        raise DomainError("Uno de los permisos no existe. Recargue la página.", "permisos")
    missing = missing_for(permisos)
    if missing:
        raise DomainError(" ".join(f"«{title}» no sirve sin «{needed}»." for title, needed in missing), "permisos")
    return sorted({*permisos, *(name for name in kept if name not in registered)})


def _free_clave(nombre: str) -> str:
    base = re.sub(r"[^a-z0-9]+", "_", fold(nombre)).strip("_")[:36] or "rol"
    taken = set(db.session.scalars(select(Rol.clave)))
    candidates = [base, *(f"{base}_{number}" for number in range(2, 1000))]
    return next(clave for clave in candidates if clave not in taken)


def check_somebody_has_the_keys() -> None:
    """Refuse an act after which no active official could manage the accounts and the roles.

    Raises:
        DomainError: it would be so.
    """
    db.session.flush()
    query = select(Funcionario).where(Funcionario.activo.is_(True), Funcionario.roles.any())
    if not any(one.permissions() >= _KEYS_OF_THE_HOUSE for one in db.session.scalars(query)):
        raise DomainError("El portal se quedaría sin nadie que administre las cuentas. Dé primero ese permiso a otra persona.")
