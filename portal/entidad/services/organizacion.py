"""Acts on the municipality's profile, its terms and its dependencias."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from portal.audit.services import record
from portal.core import clock
from portal.core.actors import Actor
from portal.core.errors import DomainError
from portal.core.permissions import require
from portal.entidad.models import Dependencia, Entidad, Funcionario
from portal.entidad.services.edicion import all_or_nothing, apply_changes, check_free, get_for_edit, require_text, unique_or_refused
from portal.extensions import db

TEMAS = {"azul": "Azul", "verde": "Verde", "vinotinto": "Vinotinto", "tierra": "Tierra"}
# The fewest and the most days that an e-mail which is no petition is kept.
DIAS_CORREO = (30, 3650)
WRONG_DIAS_CORREO = "Escriba un número de días entre 30 y 3650."
_REPEATED_NAME = "Ya hay una dependencia con ese nombre."
_REPEATED_CODE = "Ya hay una dependencia con ese código."


@all_or_nothing
def create_entidad(*, nombre: str, municipio: str, departamento: str, actor: Actor, **datos: Any) -> Entidad:
    """Set up the municipality's one row. Done once, by command.

    Raises:
        DomainError: it exists already, or a name is missing.
    """
    require(actor, "entidad:perfil")
    if db.session.get(Entidad, 1) is not None:
        raise DomainError("La entidad ya está configurada.")
    entidad = Entidad(
        id=1,
        nombre=require_text(nombre, "Escriba el nombre de la entidad.", "nombre"),
        municipio=require_text(municipio, "Escriba el nombre del municipio.", "municipio"),
        departamento=require_text(departamento, "Escriba el nombre del departamento.", "departamento"),
        actualizada_en=clock.now(),
        **datos,
    )
    db.session.add(entidad)
    db.session.flush()
    record("entidad_configurada", actor=actor, sobre=("entidad", 1), datos={"nombre": [None, nombre]})
    return entidad


@all_or_nothing
def edit_perfil(*, version: int, datos: Mapping[str, Any], actor: Actor) -> Entidad:
    """Change what the pages show of the municipality.

    Args:
        version: of the copy that the editor saw.
        datos: columns of Entidad with their new values.

    Raises:
        Conflict: somebody else saved meanwhile.
        DomainError: a compulsory text is missing, the theme is not one of `TEMAS`, or the days are out of range.
    """
    require(actor, "entidad:perfil")
    if "tema" in datos and datos["tema"] not in TEMAS:
        raise DomainError("Elija uno de los colores de la lista.", "tema")
    for name, label in (("nombre", "nombre de la entidad"), ("municipio", "municipio"), ("departamento", "departamento")):
        if name in datos:
            require_text(datos[name], f"Escriba el {label}.", name)
    if "dias_correo" in datos and not DIAS_CORREO[0] <= datos["dias_correo"] <= DIAS_CORREO[1]:
        raise DomainError(WRONG_DIAS_CORREO, "dias_correo")
    return _edit_entidad("perfil_editado", version, datos, actor)


@all_or_nothing
def edit_terminos(
    *, version: int, politica_horario: str, hora_cierre: time, sabado_habil: bool, acto_reglamento: str, dias_reapertura: int, actor: Actor
) -> Entidad:
    """Change how terms are counted from now on. Due dates of cases already filed stay as they are (CPACA art. 22).

    Args:
        politica_horario: `siguiente_habil` (what arrives after hours counts from the next business day) or `estricta`.
        acto_reglamento: the internal regulation that orders it; compulsory.
        dias_reapertura: business days, after an answer is notified, to say that it does not resolve what was asked.

    Raises:
        Conflict: somebody else saved meanwhile.
        DomainError: the act is missing or a value is out of range.
    """
    require(actor, "entidad:terminos")
    if politica_horario not in {"siguiente_habil", "estricta"}:
        raise DomainError("Elija una de las dos formas de contar.", "politica_horario")
    if not 0 <= dias_reapertura <= 365:
        raise DomainError("Escriba un número de días entre 0 y 365.", "dias_reapertura")
    datos = {
        "politica_horario": politica_horario,
        "hora_cierre": hora_cierre,
        "sabado_habil": sabado_habil,
        "acto_reglamento": require_text(
            acto_reglamento, "Escriba el acto que lo ordena, por ejemplo «Decreto 012 de 2026».", "acto_reglamento"
        ),
        "dias_reapertura": dias_reapertura,
    }
    return _edit_entidad("terminos_editados", version, datos, actor)


@all_or_nothing
def set_escudo(*, sha256: str, mime: str, actor: Actor) -> Entidad:
    """Show another shield, whose bytes are stored already.

    Args:
        sha256: key in the files' storage.
        mime: its media type; only pictures serve.

    Raises:
        DomainError: it is not a picture.
    """
    require(actor, "entidad:perfil")
    if mime not in {"image/png", "image/jpeg", "image/webp"}:
        raise DomainError("El escudo debe ser una imagen PNG, JPG o WebP.", "escudo")
    entidad = db.session.get_one(Entidad, 1, with_for_update=True)
    changes = apply_changes(entidad, {"escudo_sha256": sha256, "escudo_mime": mime})
    entidad.actualizada_en = clock.now()
    if changes:
        record("escudo_cambiado", actor=actor, sobre=("entidad", 1), datos=changes)
    return entidad


def _edit_entidad(event: str, version: int, datos: Mapping[str, Any], actor: Actor) -> Entidad:
    entidad = get_for_edit(Entidad, 1, version)
    changes = apply_changes(entidad, datos)
    entidad.actualizada_en = clock.now()
    if changes:
        record(event, actor=actor, sobre=("entidad", 1), datos=changes)
    return entidad


@all_or_nothing
def create_dependencia(*, codigo: str, nombre: str, actor: Actor, **datos: Any) -> Dependencia:
    """Open a dependencia.

    Args:
        codigo: short code of the organisation chart, such as «110».
        datos: other columns of Dependencia.

    Raises:
        DomainError: code or name are missing or taken.
    """
    require(actor, "entidad:dependencias")
    dependencia = Dependencia(
        codigo=require_text(codigo, "Escriba el código de la dependencia.", "codigo"),
        nombre=require_text(nombre, "Escriba el nombre de la dependencia.", "nombre"),
        **datos,
    )
    _check_dependencia(dependencia, None)
    with unique_or_refused(_REPEATED_NAME, "nombre"):
        db.session.add(dependencia)
    record("dependencia_creada", actor=actor, sobre=("dependencia", dependencia.id), datos={"nombre": [None, dependencia.nombre]})
    return dependencia


@all_or_nothing
def edit_dependencia(key: int, *, version: int, datos: Mapping[str, Any], actor: Actor) -> Dependencia:
    """Change a dependencia, or close it with `activa=False`: what it did keeps its name.

    Raises:
        Conflict: somebody else saved meanwhile.
        DomainError: a name or code is missing or taken, it would hang from itself, or it still has officials.
    """
    require(actor, "entidad:dependencias")
    dependencia = get_for_edit(Dependencia, key, version)
    with db.session.no_autoflush:
        changes = apply_changes(dependencia, datos)
        _check_dependencia(dependencia, key)
    with unique_or_refused(_REPEATED_NAME, "nombre"):
        pass
    if changes:
        record("dependencia_editada", actor=actor, sobre=("dependencia", key), dependencia_id=key, datos=changes)
    return dependencia


def _check_dependencia(dependencia: Dependencia, key: int | None) -> None:
    require_text(dependencia.codigo, "Escriba el código de la dependencia.", "codigo")
    require_text(dependencia.nombre, "Escriba el nombre de la dependencia.", "nombre")
    check_free(Dependencia.codigo, dependencia.codigo, key, _REPEATED_CODE, "codigo")
    check_free(Dependencia.nombre, dependencia.nombre, key, _REPEATED_NAME, "nombre")
    above, seen = dependencia.padre_id, {key}
    while above is not None:
        if above in seen:
            raise DomainError("Una dependencia no puede depender de sí misma.", "padre_id")
        seen.add(above)
        parent = db.session.get(Dependencia, above)
        above = parent.padre_id if parent else None
    if dependencia.superior_id is not None:
        superior = db.session.get(Dependencia, dependencia.superior_id)
        if superior is None or not superior.activa or superior.id == key:
            raise DomainError("Elija otra dependencia que esté activa.", "superior_id")
    if dependencia.jefe_id is not None:
        jefe = db.session.get(Funcionario, dependencia.jefe_id)
        if jefe is None or not jefe.activo:
            raise DomainError("Elija como jefe a un funcionario activo.", "jefe_id")
    if key is not None and dependencia.activa is False and _has_officials(key):
        raise DomainError("Todavía hay funcionarios activos en esta dependencia. Trasládelos primero.", "activa")


def _has_officials(key: int) -> bool:
    query = db.select(Funcionario.id).where(Funcionario.dependencia_id == key, Funcionario.activo.is_(True)).limit(1)
    return db.session.scalar(query) is not None
