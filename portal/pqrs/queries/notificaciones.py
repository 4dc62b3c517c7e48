"""Reading how decisions are notified: of one letter, and those that stand on the public page now."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import select, tuple_
from sqlalchemy.orm import joinedload

from portal.core import clock
from portal.core.errors import NotFound
from portal.extensions import db
from portal.files.models import Archivo
from portal.files.queries import list_archivos
from portal.pqrs.models import Notificacion, Peticion, Respuesta
from portal.pqrs.models.respuesta import MEDIOS_A_MANO

# Made by the portal, or written anew from the pixels of an upload. Those published before, as «copia_publica», may hide a text that can be
# read: they are never shown.
COPIA = "copia_plana"
# In the proof of an opening: the person only read the decision, and did not accept to be notified by that.
SIN_NOTIFICAR = "sin_notificar"


def find_notificacion(carta: Respuesta) -> Notificacion | None:
    """The steps of one letter; None while nobody took any."""
    return db.session.scalar(select(Notificacion).where(Notificacion.respuesta_id == carta.id))


def conocida_el(carta: Respuesta, steps: Notificacion | None) -> date | None:
    """The day on which the person came to know a letter: opened, notified, or handed over when nothing more is asked; None: not yet."""
    if steps is not None and steps.efectiva_el is not None:
        return steps.efectiva_el
    enough = {"pagina"} if carta.se_notifica else {"pagina", *MEDIOS_A_MANO}
    told = [one for one in carta.entregas if one.medio in enough and not one.prueba.get(SIN_NOTIFICAR)]
    return min((one.probada_en.astimezone(clock.BOGOTA).date() for one in told if one.probada_en is not None), default=None)


def notificaciones_of(keys: Collection[int]) -> Mapping[int, Notificacion]:
    """Those of several letters, by the letter's key."""
    query = select(Notificacion).where(Notificacion.respuesta_id.in_(keys))
    return {one.respuesta_id: one for one in db.session.scalars(query)} if keys else {}


def list_fijadas(*, after: tuple[date, int] | None, limit: int) -> Sequence[Notificacion]:
    """The notices that stand on the public page, newest first: one row more than `limit` when there are more."""
    query = select(Notificacion).where(Notificacion.fijado_el.is_not(None), Notificacion.desfijado_el.is_(None))
    if after is not None:
        query = query.where(tuple_(Notificacion.fijado_el, Notificacion.id) < tuple_(*after))
    loads = (
        joinedload(Notificacion.carta).joinedload(Respuesta.salida),
        joinedload(Notificacion.carta).joinedload(Respuesta.firmante),
        joinedload(Notificacion.peticion).joinedload(Peticion.solicitante),
        joinedload(Notificacion.peticion).joinedload(Peticion.dependencia),
    )
    query = query.order_by(Notificacion.fijado_el.desc(), Notificacion.id.desc()).options(*loads)
    return db.session.scalars(query.limit(limit + 1)).all()


def get_fijada(key: int) -> Notificacion:
    """One that stands on the public page now.

    Raises:
        NotFound: there is none, or it was taken down.
    """
    found = db.session.get(Notificacion, key)
    if found is None or found.fijado_el is None or found.desfijado_el is not None:
        raise NotFound("Ese aviso no está publicado. Los avisos se retiran a los cinco días hábiles.")
    return found


def find_copia(notificacion: Notificacion) -> Archivo | None:
    """The copy of the act that stands on the public page with its notice; None when it was uploaded before copies were written anew."""
    found = list_archivos("notificacion", notificacion.id, etiqueta=COPIA)
    return found[0] if found else None


def get_copia(notificacion: Notificacion) -> Archivo:
    """The copy of the act that stands on the public page with its notice.

    Raises:
        NotFound: there is none.
    """
    found = find_copia(notificacion)
    if found is None:
        raise NotFound("La copia de esta decisión no está en la página. Pídala en la alcaldía: se la entregan gratis.")
    return found
