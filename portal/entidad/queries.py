"""What screens and other subjects ask about the municipality."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import func, outerjoin, select
from sqlalchemy.orm import joinedload

from portal.calendario import Calendario, DiaNoHabil, Politica
from portal.core import clock
from portal.core.errors import NotFound
from portal.core.text import fold
from portal.entidad.models import Dependencia, DiaLocal, Entidad, Funcionario, Interrupcion, Rol
from portal.extensions import db
from portal.web.models import WebSession

T = TypeVar("T")
NO_PROFILE = "the municipality has no profile yet: run `flask entidad crear-administrador`"

_entidad, _dia = Entidad.__table__.c, DiaLocal.__table__.c
# The profile's policy with each local day in force; one row without a day where there is none.
_CALENDARIO = (
    select(_entidad.politica_horario, _entidad.hora_cierre, _entidad.sabado_habil, _dia.fecha, _dia.motivo, _dia.acto)
    .select_from(outerjoin(Entidad.__table__, DiaLocal.__table__, _dia.retirado_en.is_(None)))
    .where(_entidad.id == 1)
    .order_by(_dia.fecha)
)


def find_entidad() -> Entidad | None:
    """The municipality's profile, or None while nobody has set it up."""
    found = db.session.get(Entidad, 1)
    # The session forgets what nobody holds; a request asks for the profile several times.
    db.session().info["entidad"] = found
    return found


def get_entidad() -> Entidad:
    """The municipality's profile.

    Raises:
        LookupError: `flask entidad crear-administrador` has not been run yet.
    """
    entidad = find_entidad()
    if entidad is None:
        raise LookupError(NO_PROFILE)
    return entidad


def escudo_among(digests: Collection[str]) -> set[str]:
    """The digest of the municipality's shield, if it is one of these: its content is still needed."""
    return set(db.session.scalars(select(Entidad.escudo_sha256).where(Entidad.escudo_sha256.in_(digests))))


def get_calendario() -> Calendario:
    """The calendar that terms are counted with: the profile's policy and the local non-working days in force."""
    # Columns, not mapped rows: every filing counts its term while the database is locked for it.
    rows = db.session.connection().execute(_CALENDARIO).all()
    if not rows:
        raise LookupError(NO_PROFILE)
    politica, cierre, sabado_habil, *_ = rows[0]
    return Calendario(
        politica=Politica(politica),
        cierre=cierre,
        sabado_habil=sabado_habil,
        dias_no_habiles=tuple(DiaNoHabil(fecha, motivo, acto) for *_, fecha, motivo, acto in rows if fecha is not None),
    )


def list_dias_vigentes() -> Sequence[DiaLocal]:
    """Local non-working days that no later act withdrew, in order of date."""
    return db.session.scalars(select(DiaLocal).where(DiaLocal.retirado_en.is_(None)).order_by(DiaLocal.fecha)).all()


def list_dias(limit: int, after: tuple[date, int] | None = None) -> Sequence[DiaLocal]:
    """Local days, withdrawn ones too, latest first, from below the key (fecha, id) on."""
    query = select(DiaLocal).order_by(DiaLocal.fecha.desc(), DiaLocal.id.desc()).limit(limit)
    if after is not None:
        fecha, key = after
        query = query.where((DiaLocal.fecha < fecha) | ((DiaLocal.fecha == fecha) & (DiaLocal.id < key)))
    return db.session.scalars(query).all()


def get_dia(key: int) -> DiaLocal:
    """A local day. Raises NotFound."""
    return _found(db.session.get(DiaLocal, key))


def list_interrupciones(limit: int, after: tuple[datetime, int] | None = None, *, publicadas: bool = True) -> Sequence[Interrupcion]:
    """Interruptions of the service, latest first, from below the key (inicio_en, id) on; with `publicadas=False` the hidden ones too."""
    query = select(Interrupcion).order_by(Interrupcion.inicio_en.desc(), Interrupcion.id.desc()).limit(limit)
    if publicadas:
        query = query.where(Interrupcion.publicada.is_(True))
    if after is not None:
        inicio_en, key = after
        query = query.where((Interrupcion.inicio_en < inicio_en) | ((Interrupcion.inicio_en == inicio_en) & (Interrupcion.id < key)))
    return db.session.scalars(query).all()


def list_interrupciones_en_curso() -> Sequence[Interrupcion]:
    """Published interruptions that have begun and not ended, earliest first."""
    now = clock.now()
    query = (
        select(Interrupcion)
        .where(Interrupcion.publicada.is_(True), Interrupcion.inicio_en <= now)
        .where(Interrupcion.fin_en.is_(None) | (Interrupcion.fin_en > now))
        .order_by(Interrupcion.inicio_en, Interrupcion.id)
    )
    return db.session.scalars(query).all()


def get_interrupcion(key: int) -> Interrupcion:
    """An interruption, published or not. Raises NotFound."""
    return _found(db.session.get(Interrupcion, key))


def list_dependencias(activas: bool = True) -> Sequence[Dependencia]:
    """The dependencias in order of name; with `activas=False` also those that were closed."""
    query = select(Dependencia).options(joinedload(Dependencia.jefe)).order_by(Dependencia.nombre)
    if activas:
        query = query.where(Dependencia.activa.is_(True))
    return db.session.scalars(query).all()


def get_dependencia(key: int) -> Dependencia:
    """A dependencia, open or closed. Raises NotFound."""
    return _found(db.session.get(Dependencia, key))


def list_funcionarios(dependencia_id: int | None = None, activos: bool = True) -> Sequence[Funcionario]:
    """The officials in order of name, of one dependencia when given; with `activos=False` also those who left."""
    query = select(Funcionario).order_by(Funcionario.nombre, Funcionario.id)
    if activos:
        query = query.where(Funcionario.activo.is_(True))
    if dependencia_id is not None:
        query = query.where(Funcionario.dependencia_id == dependencia_id)
    return db.session.scalars(query).all()


def page_funcionarios(
    limit: int, after: tuple[str, int] | None = None, *, texto: str = "", activos: bool | None = None
) -> Sequence[Funcionario]:
    """Officials for the administrator's list, in order of name, from behind the key (nombre, id) on."""
    query = select(Funcionario).options(joinedload(Funcionario.dependencia)).order_by(Funcionario.nombre, Funcionario.id).limit(limit)
    if activos is not None:
        query = query.where(Funcionario.activo.is_(activos))
    if texto:
        query = query.where(Funcionario.busqueda.contains(fold(texto), autoescape=True))
    if after is not None:
        nombre, key = after
        query = query.where((Funcionario.nombre > nombre) | ((Funcionario.nombre == nombre) & (Funcionario.id > key)))
    return db.session.scalars(query).all()


def get_funcionario(key: int) -> Funcionario:
    """An official, active or not. Raises NotFound."""
    return _found(db.session.get(Funcionario, key))


def find_funcionario(key: int) -> Funcionario | None:
    """An official, active or not, or None."""
    return db.session.get(Funcionario, key)


def find_funcionario_by_correo(correo: str) -> Funcionario | None:
    """The official with this address, whatever its capitals."""
    return db.session.scalar(select(Funcionario).where(Funcionario.correo == correo.strip().lower()))


def list_roles() -> Sequence[Rol]:
    """All roles in order of name."""
    return db.session.scalars(select(Rol).order_by(Rol.nombre)).all()


def get_rol(key: int) -> Rol:
    """A role. Raises NotFound."""
    return _found(db.session.get(Rol, key))


def list_sessions(funcionario_id: int) -> Sequence[WebSession]:
    """The sessions of one official that nobody ended and that have not expired, latest first. One left idle may be among them."""
    query = (
        select(WebSession)
        .where(WebSession.kind == "funcionario", WebSession.subject_id == funcionario_id)
        .where(WebSession.ended_at.is_(None), WebSession.expires_at > clock.now())
        .order_by(WebSession.created_at.desc(), WebSession.id.desc())
    )
    return db.session.scalars(query).all()


def count_by_rol() -> dict[int, int]:
    """How many active officials hold each role."""
    query = select(Rol.id, func.count(Funcionario.id)).join(Funcionario.roles).where(Funcionario.activo.is_(True)).group_by(Rol.id)
    return {row[0]: row[1] for row in db.session.execute(query)}


def _found(row: T | None) -> T:
    if row is None:
        raise NotFound
    return row
