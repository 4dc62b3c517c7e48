"""Calling officials into a case by an internal note, and noting that they saw it."""

from collections.abc import Collection, Sequence

from sqlalchemy import update

from portal.core import clock
from portal.core.actors import Actor
from portal.core.errors import DomainError
from portal.core.permissions import require
from portal.entidad.models import Funcionario
from portal.entidad.queries import get_funcionario
from portal.extensions import db
from portal.pqrs import mails_avisos as mails
from portal.pqrs.menciones import find_called, match_called
from portal.pqrs.models import Mencion, Nota, Peticion
from portal.pqrs.permissions import QuienAlcanza
from portal.pqrs.queries.menciones import list_mencionables

MOST_CALLED = 20


def find_avisados(peticion: Peticion, texto: str, avisar: Collection[int], actor: Actor) -> list[Funcionario]:
    """Whom a note calls, by name in its words or ticked beside it; each once.

    Raises:
        DomainError: somebody who may not see the case or does not exist, a name that several have, or too many.
    """
    called = find_called(texto)
    if not called and not avisar:
        return []
    may = list_mencionables(peticion, actor)
    known = {one.id for one in may}
    if not set(avisar) <= known | {actor.id}:
        raise DomainError("Alguien de los marcados ya no puede ver este caso. Elija entre quienes se muestran.", "avisar")
    found = [key for key in avisar if key in known]
    for name in called:
        found += _by_name(name, may, actor)
    keys = list(dict.fromkeys(found))
    if len(keys) > MOST_CALLED:
        raise DomainError(f"Una nota puede avisar hasta a {MOST_CALLED} personas.", "avisar")
    return [get_funcionario(key) for key in keys]


def _by_name(name: str, may: Sequence[QuienAlcanza], actor: Actor) -> list[int]:
    keys = match_called(name, [*((one.id, one.nombre) for one in may), (actor.id or 0, actor.nombre)])
    if not keys:
        # Whether there is such an official at all is not said: the case's own circle is what counts.
        raise DomainError(
            f"«@{name}» no es nadie que pueda ver este caso. Corrija el nombre, márquelo en «A quién avisar» o escríbalo sin @.", "texto"
        )
    if len(keys) > 1:
        raise DomainError(f"«@{name}» puede ser más de una persona. Escriba el nombre completo o márquela en «A quién avisar».", "texto")
    return [key for key in keys if key != actor.id]


def avisar_nota(nota: Nota, peticion: Peticion, people: Collection[Funcionario], *, actor: Actor) -> None:
    """Call them: each has it in their list, and gets a mail without the note's words."""
    for one in people:
        db.session.add(Mencion(nota_id=nota.id, peticion_id=peticion.id, funcionario_id=one.id, creada_en=nota.creada_en))
        mails.mencion(peticion, recipient=one, quien=actor.nombre, key=f"mencion:{nota.id}:{one.id}")


def ver_menciones(*, hasta: int, actor: Actor) -> int:
    """Note that the official saw the notes that call them, up to this key: what came since the page was made waits. Gives how many."""
    require(actor, "pqrs:ver")
    result = db.session.execute(
        update(Mencion)
        .where(Mencion.funcionario_id == actor.id, Mencion.id <= hasta, Mencion.vista_en.is_(None))
        .values(vista_en=clock.now())
        .execution_options(synchronize_session=False)
    )
    return int(getattr(result, "rowcount", 0))
