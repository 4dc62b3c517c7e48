"""Reposición against the answer to one matter, while the others wait: it moves no state of the case.

Once the case was answered whole and its answer is known, an appeal goes the way of all (`recursos`): the case is taken up for it.
Norm: CPACA arts. 74 to 81.
"""

from collections.abc import Sequence

from portal.core import clock
from portal.core.actors import Actor
from portal.core.errors import Conflict
from portal.files.services import Received
from portal.pqrs import mails, mails_recursos
from portal.pqrs.clases import ClaseCarta
from portal.pqrs.models import Asunto, Peticion, Recurso, Respuesta
from portal.pqrs.models.recurso import SENTIDOS
from portal.pqrs.queries.asuntos import get_asunto
from portal.pqrs.queries.notificaciones import conocida_el, find_notificacion
from portal.pqrs.queries.recursos import find_pendiente_asunto
from portal.pqrs.services.acto import begin
from portal.pqrs.services.asuntos import begin_asunto, end_asunto
from portal.pqrs.services.asuntos_respuesta import get_carta
from portal.pqrs.services.expedir import LetterMaker, expedir, open_notificacion
from portal.pqrs.services.notificar import is_del_caso, know
from portal.pqrs.services.recursos import check_decision, check_recurrible, facts_of, file_recurso, text_of, withdraw


def presentar_recurso_asunto(peticion: Peticion, *, numero: int, texto: str, archivos: Sequence[Received] = (), actor: Actor) -> Recurso:
    """File reposición against the decision on one matter. It takes a number of its own; late it is filed too.

    Who appeals against what was not notified to them knows it: it is notified by that (CPACA art. 72).

    Raises:
        DomainError: no reasons are given.
        Conflict: no reposición lies against it, it was filed already, or the letter answered the case and is appealed against there.
        NotFound: the matter has no letter of its own.
    """
    transition = begin("presentar_recurso_asunto", peticion, actor)
    asunto = get_asunto(peticion, numero)
    carta = check_recurrible(get_carta(asunto))
    if is_del_caso(peticion, carta):
        raise Conflict("Con esta carta quedó respondida toda la solicitud: presente el recurso en «Si no está de acuerdo».")
    know(peticion, carta)
    notified = conocida_el(carta, find_notificacion(carta)) or clock.today()
    recurso = file_recurso(peticion, carta, texto, archivos, notified, actor, asunto)
    end_asunto(transition, asunto, actor, facts_of(recurso, archivos))
    mails_recursos.recurso(peticion, recurso)
    return recurso


def decidir_recurso_asunto(
    asunto: Asunto, *, sentido: str, motivo: str, make_letter: LetterMaker, actor: Actor, archivos: Sequence[Received] = (),
    version: int | None = None,
) -> Respuesta:  # fmt: skip
    """Decide it with a letter, which is notified; what is revoked or changed is said in it.

    Args:
        sentido: one of `SENTIDOS`; `rechaza` only for one that came late.

    Raises:
        DomainError: no reasons, an unknown `sentido`, or one that came in time is refused as late.
        Conflict: there is none that waits to be decided.
    """
    transition = begin_asunto("decidir_recurso_asunto", asunto, actor, version, waits=False)
    peticion, recurso = asunto.peticion, find_pendiente_asunto(asunto)
    if recurso is None:
        raise Conflict("Este asunto no tiene un recurso por decidir.")
    motivo = check_decision(recurso, sentido, motivo)
    letter, made = expedir(
        peticion, ClaseCarta.RECURSO, text_of(recurso, sentido, motivo, None), make_letter=make_letter, actor=actor, archivos=archivos,
        asunto=asunto,
        datos={
            "asunto": asunto.numero, "titulo": asunto.titulo, "recurso_asunto": True, "sentido": sentido, "recurso": recurso.numero.numero,
        },
    )  # fmt: skip
    recurso.sentido, recurso.resuelto_en, recurso.decision_id = sentido, clock.now(), letter.id
    open_notificacion(letter)
    facts = {"salida": letter.salida.numero if letter.salida else "", "sentido": SENTIDOS[sentido], "carta_sha256": letter.carta_sha256}
    end_asunto(transition, asunto, actor, facts)
    mails.respuesta_asunto(asunto, letter, made)
    return letter


def desistir_recurso_asunto(peticion: Peticion, *, numero: int, actor: Actor) -> Recurso:
    """Withdraw the appeal on one matter, which the person may do at any time: the decision stands (CPACA art. 81).

    Raises:
        Conflict: there is none that waits to be decided.
    """
    transition = begin("desistir_recurso_asunto", peticion, actor)
    asunto = get_asunto(peticion, numero)
    recurso = withdraw(find_pendiente_asunto(asunto))
    end_asunto(transition, asunto, actor, {"radicado": recurso.numero.numero})
    mails_recursos.recurso_desistido(peticion, recurso)
    return recurso
