"""What is asked about e-mails that came in, and who may see which of them."""

import hmac
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import joinedload

from portal.core.actors import Actor
from portal.core.errors import DomainError, NotFound
from portal.extensions import db
from portal.files.models import Archivo
from portal.outbox.models import OutboxMail
from portal.pqrs.correo.reglas import normal
from portal.pqrs.estados_correo import AGREGADO, APARTADO, CORREO, RADICADO, RECIBIDO
from portal.pqrs.models import CorreoRecibido, Peticion
from portal.pqrs.permissions import reached_by
from portal.pqrs.queries.identidades import correo_sellado

HOUR = timedelta(hours=1)
MOST_COUNTED = 101
VISTAS = {"por_mirar": "Por mirar", **{one.name: one.title for one in CORREO.states.values() if one.name not in {RECIBIDO, APARTADO}}}


@dataclass(frozen=True)
class Citado:
    """The case that a message speaks of; `por_carta` when it answers one of our letters about it, and not only names it."""

    peticion: Peticion
    por_carta: bool


def find_citado(ids: Sequence[str], radicado: str) -> Citado | None:
    """The case of the letters with these Message-IDs, or else the one with this radicado."""
    if ids:
        answered = select(OutboxMail.about_id).where(OutboxMail.message_id.in_(ids), OutboxMail.about_type == "peticion")
        key = db.session.scalar(answered.order_by(OutboxMail.id.desc()).limit(1))
        found = db.session.get(Peticion, key) if key is not None else None
        if found is not None:
            return Citado(found, por_carta=True)
    named = db.session.scalar(select(Peticion).where(Peticion.radicado == radicado)) if radicado else None
    return Citado(named, por_carta=False) if named is not None else None


def is_direccion_de(peticion: Peticion, address: str) -> bool:
    """Whether letters about the case go to this address. A sealed one is compared in memory and told to nobody."""
    try:
        own = correo_sellado(peticion) if peticion.is_sellada else peticion.correo
    except DomainError:
        # Without its key nobody knows: a person decides.
        return False
    same = hmac.compare_digest(normal(own).encode(), normal(address).encode())
    return same and bool(own)


def find_mensaje(mensaje_sha256: str) -> int | None:
    """The message that already has this identifier."""
    return db.session.scalar(select(CorreoRecibido.id).where(CorreoRecibido.mensaje_sha256 == mensaje_sha256))


def count_en_la_hora(correo: CorreoRecibido) -> int:
    """How many other messages of its sender came in the hour before it, or were brought here in that hour.

    Both: a copied mailbox may give each message a day of its own, and whoever sends to a file may write any day into it.
    """
    came = CorreoRecibido.recibido_en > correo.recibido_en - HOUR, CorreoRecibido.recibido_en <= correo.recibido_en
    brought = CorreoRecibido.creado_en > correo.creado_en - HOUR, CorreoRecibido.creado_en <= correo.creado_en
    others = select(CorreoRecibido.id).where(
        CorreoRecibido.remitente == correo.remitente, or_(and_(*came), and_(*brought)), CorreoRecibido.id != correo.id
    )
    return db.session.scalar(select(func.count()).select_from(others.limit(MOST_COUNTED).subquery())) or 0


def count_en_la_hora_del_caso(peticion_id: int, hasta: datetime) -> int:
    """How many messages were joined to a case in the hour before: of a sealed one nobody knows the sender."""
    joined = select(CorreoRecibido.id).where(
        CorreoRecibido.peticion_id == peticion_id, CorreoRecibido.estado == AGREGADO, CorreoRecibido.recibido_en > hasta - HOUR
    )
    return db.session.scalar(select(func.count()).select_from(joined.limit(MOST_COUNTED).subquery())) or 0


def list_por_leer(limit: int) -> Sequence[int]:
    """Keys of the messages that nobody has read, oldest first."""
    return db.session.scalars(
        select(CorreoRecibido.id).where(CorreoRecibido.leido_en.is_(None)).order_by(CorreoRecibido.id).limit(limit)
    ).all()


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """The messages that an official may know of, as a condition.

    The counter's are those of nobody's case or of a case that they reach; those about sealed cases are seen only by who may open
    identities.
    """
    if "pqrs:correo" not in actor.permissions:
        return false()
    # Without a case and without its original it was deleted by its age: only a digest is left.
    held = or_(CorreoRecibido.guardado_sha256 != "", CorreoRecibido.peticion_id.is_not(None))
    kinds = []
    of_case = or_(CorreoRecibido.peticion_id.is_(None), CorreoRecibido.peticion_id.in_(select(Peticion.id).where(reached_by(actor))))
    if "pqrs:radicar_ventanilla" in actor.permissions:
        kinds.append(CorreoRecibido.reservado.is_(False))
    if "pqrs:abrir_identidad" in actor.permissions:
        kinds.append(CorreoRecibido.reservado.is_(True))
    return and_(or_(false(), *kinds), of_case, held)


def _in_view(vista: str) -> ColumnElement[bool]:
    states = (RECIBIDO, APARTADO) if vista == "por_mirar" else (vista,)
    return CorreoRecibido.estado.in_(states)


def page_correos(actor: Actor, vista: str, limit: int, after: int | None = None) -> Sequence[CorreoRecibido]:
    """Those of one view, latest first, from below the key `after` on."""
    query = select(CorreoRecibido).where(visible_to(actor), _in_view(vista))
    if after is not None:
        query = query.where(CorreoRecibido.id < after)
    loads = (joinedload(CorreoRecibido.peticion), joinedload(CorreoRecibido.atendido_por))
    return db.session.scalars(query.order_by(CorreoRecibido.id.desc()).limit(limit).options(*loads)).all()


def count_por_mirar(actor: Actor) -> ColumnElement[int]:
    """How many wait for a person, up to `MOST_COUNTED`, as a column of another question."""
    waiting = select(CorreoRecibido.id).where(visible_to(actor), _in_view("por_mirar"), CorreoRecibido.leido_en.is_not(None))
    return select(func.count()).select_from(waiting.limit(MOST_COUNTED).subquery()).scalar_subquery()


def get_correo_for(actor: Actor, correo_id: int) -> CorreoRecibido:
    """One of them.

    Raises:
        NotFound: there is none, or the official may not know that it exists.
    """
    found = db.session.scalar(select(CorreoRecibido).where(CorreoRecibido.id == correo_id, visible_to(actor)))
    if found is None:
        raise NotFound("No encontramos ese correo entre los que usted puede ver.")
    return found


def list_archivos_de(correo: CorreoRecibido) -> Sequence[Archivo]:
    """What it brought and is not yet in a case."""
    own = select(Archivo).where(Archivo.objeto_tipo == "correo_recibido", Archivo.objeto_id == correo.id)
    return db.session.scalars(own.order_by(Archivo.id)).all()


def list_correos_de(peticion: Peticion) -> Sequence[CorreoRecibido]:
    """The messages by which a case came or that joined it, oldest first; those whose original was eliminated are not among them."""
    own = select(CorreoRecibido).where(CorreoRecibido.peticion_id == peticion.id, CorreoRecibido.guardado_sha256 != "")
    return db.session.scalars(own.order_by(CorreoRecibido.id)).all()


def list_correos_propios(peticion: Peticion) -> list[CorreoRecibido]:
    """Of them, those of who filed: what an official joined from another address is somebody else's. Of a sealed one nobody can tell."""
    return [
        one for one in list_correos_de(peticion)
        if one.sellado or one.estado == RADICADO or is_direccion_de(peticion, one.remitente)
    ]  # fmt: skip


def originals_among(digests: Collection[str]) -> set[str]:
    """Those of the contents in storage that are the original of a message."""
    return set(db.session.scalars(select(CorreoRecibido.guardado_sha256).where(CorreoRecibido.guardado_sha256.in_(digests))))


def list_originales_quitados() -> set[str]:
    """The contents in the open of messages that were sealed, eliminated or deleted by their age: none should be in storage."""
    return set(db.session.scalars(select(CorreoRecibido.sha256).where(CorreoRecibido.guardado_sha256 != CorreoRecibido.sha256)))
