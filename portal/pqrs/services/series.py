"""The retention table: a draft is written, series by series, and adopted with the act that approves it (Ley 594 de 2000 art. 24).

An adopted version never changes. What it says of a case that was closed under it stays true however the table changes later.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm.attributes import flag_modified

from portal.audit.services import record
from portal.core import clock, permissions
from portal.core.actors import Actor
from portal.core.errors import Conflict, DomainError
from portal.extensions import db
from portal.pqrs.models import SerieDocumental, TablaRetencion
from portal.pqrs.queries.series import adoptadas
from portal.pqrs.retencion import CIERRE, CONTEOS, DISPOSICIONES, MAXIMO
from portal.pqrs.services.acto import flush, require_text
from portal.pqrs.tipos import TIPOS, TipoPeticion

ADOPTADA = "Esta versión ya se adoptó y no se cambia. Empiece una versión nueva."
CHANGED = "Otra persona cambió esto mientras usted lo editaba. Lo que usted escribió sigue aquí: compárelo antes de guardar."
FIELDS = ("codigo", "serie", "subserie", "tipos", "en_gestion", "en_central", "disposicion", "procedimiento")


def crear_tabla(*, demostracion: bool = False, actor: Actor) -> TablaRetencion:
    """Begin a version: a draft with the series of the last one that was adopted.

    Raises:
        DomainError: there is a draft already.
    """
    permissions.require(actor, "pqrs:series")
    if db.session.scalar(select(TablaRetencion.id).where(TablaRetencion.adoptada_en.is_(None)).limit(1)):
        raise DomainError("Ya hay una versión en borrador. Termínela o descártela antes de empezar otra.")
    before = adoptadas()
    tabla = TablaRetencion(
        numero=(db.session.scalar(select(func.max(TablaRetencion.numero))) or 0) + 1, conteo=before[-1].conteo if before else CIERRE,
        demostracion=demostracion, creada_en=clock.now(),
    )  # fmt: skip
    if before:
        tabla.series = [SerieDocumental(**{name: getattr(one, name) for name in FIELDS}) for one in before[-1].series]
    db.session.add(tabla)
    flush()
    record("tabla_creada", actor=actor, sobre=("tabla_retencion", tabla.id), datos={})
    return tabla


def descartar_tabla(tabla: TablaRetencion, *, actor: Actor) -> None:
    """Throw a draft away."""
    permissions.require(actor, "pqrs:series")
    _require_draft(tabla)
    record("tabla_descartada", actor=actor, sobre=("tabla_retencion", tabla.id), datos={"numero": tabla.numero})
    for one in list(tabla.series):
        db.session.delete(one)
    flush()
    db.session.delete(tabla)
    flush()


def guardar_serie(tabla: TablaRetencion, fila: SerieDocumental | None, *, version: int = 0, actor: Actor, **datos: Any) -> SerieDocumental:
    """Add a series to a draft, or change one of it.

    Args:
        fila: the one to change; None adds one.
        datos: those of `FIELDS`.

    Raises:
        Conflict: the version was adopted, or somebody changed the series since `version` was shown.
        DomainError: something is missing, out of range, or a kind is another series' already.
    """
    permissions.require(actor, "pqrs:series")
    _require_draft(tabla)
    if fila is not None and fila.version != version:
        raise Conflict(CHANGED)
    values = _checked(tabla, fila, datos)
    before = {name: getattr(fila, name) for name in FIELDS} if fila is not None else {}
    if fila is None:
        fila = SerieDocumental(tabla=tabla, **values)
        db.session.add(fila)
    for name, value in values.items():
        setattr(fila, name, value)
    # Who adopts the draft adopts what they read on the screen, and not what somebody put in meanwhile.
    flag_modified(tabla, "conteo")
    flush()
    changes = {name: [before.get(name), value] for name, value in values.items() if before.get(name) != value}
    if changes:
        facts = {**changes, "serie": fila.nombre}
        record("serie_editada" if before else "serie_creada", actor=actor, sobre=("tabla_retencion", tabla.id), datos=facts)
    return fila


def quitar_serie(serie: SerieDocumental, *, actor: Actor) -> None:
    """Take a series out of a draft."""
    permissions.require(actor, "pqrs:series")
    _require_draft(serie.tabla)
    record("serie_quitada", actor=actor, sobre=("tabla_retencion", serie.tabla.id), datos={"codigo": serie.codigo, "serie": serie.nombre})
    flag_modified(serie.tabla, "conteo")
    serie.tabla.series.remove(serie)
    db.session.delete(serie)
    flush()


def adoptar_tabla(
    tabla: TablaRetencion, *, acto: str, aprobada_el: date | None, rige_desde: date | None, conteo: str, version: int, actor: Actor
) -> None:
    """Put a draft in force with the act that approves it.

    Args:
        rige_desde: the cases that are closed from this day on follow it.

    Raises:
        Conflict: it was adopted already, or changed since `version` was shown.
        DomainError: no series, act or day; a day before that of the version in force, or an approval after today.
    """
    permissions.require(actor, "pqrs:series")
    _require_draft(tabla)
    if tabla.version != version:
        raise Conflict(CHANGED)
    if not tabla.series:
        raise DomainError("La tabla no tiene series. Agregue al menos una antes de adoptarla.")
    acto = require_text(acto, "acto", "Escriba el acto que aprueba la tabla: qué es, su número y quién lo firma.")
    if aprobada_el is None or aprobada_el > clock.today():
        raise DomainError("Escriba el día en que se aprobó: hoy o antes.", "aprobada_el")
    if rige_desde is None or rige_desde < aprobada_el:
        raise DomainError("Escriba desde qué día rige: el de la aprobación o uno después.", "rige_desde")
    before = adoptadas()
    if before and before[-1].rige_desde and rige_desde <= before[-1].rige_desde:
        raise DomainError("La versión anterior rige desde ese día o después. Escriba un día posterior.", "rige_desde")
    if conteo not in CONTEOS:
        raise DomainError("Elija desde cuándo se cuentan los años.", "conteo")
    tabla.acto, tabla.aprobada_el, tabla.rige_desde, tabla.conteo = acto, aprobada_el, rige_desde, conteo
    tabla.adoptada_en = clock.now()
    facts = {"acto": acto, "aprobada_el": str(aprobada_el), "rige_desde": str(rige_desde), "conteo": conteo}
    record("tabla_adoptada", actor=actor, sobre=("tabla_retencion", tabla.id), datos=facts)
    flush()


def _require_draft(tabla: TablaRetencion) -> None:
    if not tabla.is_borrador:
        raise Conflict(ADOPTADA)


def _checked(tabla: TablaRetencion, own: SerieDocumental | None, datos: Mapping[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {name: datos.get(name) for name in FIELDS}
    for name, most in (("codigo", 20), ("serie", 160), ("subserie", 160), ("procedimiento", 4000)):
        values[name] = str(values[name] or "").strip()
        if len(values[name]) > most:
            raise DomainError(f"Escriba como máximo {most} letras.", name)
    require_text(values["codigo"], "codigo", "Escriba el código de la serie, como está en la tabla aprobada.")
    require_text(values["serie"], "serie", "Escriba el nombre de la serie.")
    for name in ("en_gestion", "en_central"):
        if not isinstance(values[name], int) or not 0 <= values[name] <= MAXIMO:
            raise DomainError(f"Escriba los años con un número de 0 a {MAXIMO}.", name)
    if values["disposicion"] not in DISPOSICIONES:
        raise DomainError("Elija qué se hace al final.", "disposicion")
    values["tipos"] = _checked_kinds(tabla, own, values["tipos"] or [])
    if any(one.codigo == values["codigo"] for one in tabla.series if one is not own):
        raise DomainError("Ya hay una serie con ese código en esta versión.", "codigo")
    return values


def _checked_kinds(tabla: TablaRetencion, own: SerieDocumental | None, tipos: list[str]) -> list[str]:
    if not tipos or not set(tipos) <= {one.value for one in TipoPeticion}:
        raise DomainError("Marque al menos una clase de solicitud.", "tipos")
    for other in tabla.series:
        taken = set(other.tipos) & set(tipos) if other is not own else set()
        if taken:
            name = TIPOS[TipoPeticion(min(taken))].plural
            raise DomainError(f"«{name}» ya está en la serie {other.codigo}. Cada clase va en una sola serie.", "tipos")
    return [one.value for one in TipoPeticion if one.value in tipos]
