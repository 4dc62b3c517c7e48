"""Reposición against what decides a petition: filed by the person or at the counter, decided by the office with a letter.

Norm: CPACA arts. 72, 74 to 81 and 86; Ley 1712 de 2014 art. 27.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from portal.calendario import fecha_larga
from portal.core import clock
from portal.core.actors import Actor
from portal.core.errors import Conflict, DomainError
from portal.entidad.models import Dependencia
from portal.entidad.queries import get_calendario
from portal.extensions import db
from portal.files.services import Received, register
from portal.pqrs import mails_recursos
from portal.pqrs.clases import QUEJA as CIERRE_QUEJA
from portal.pqrs.clases import ClaseCarta
from portal.pqrs.models import Asunto, Insistencia, Peticion, Recurso, Respuesta
from portal.pqrs.models.recurso import APELACION, DESISTE, EN_SUBSIDIO, MODOS, QUEJA, REPOSICION, RESERVA, SENTIDOS
from portal.pqrs.pasos import recurso_hasta
from portal.pqrs.plazos import limite_decidir_recurso, limite_enviar_al_juez
from portal.pqrs.queries.recursos import find_pendiente
from portal.pqrs.services.acto import begin, end, require_text
from portal.pqrs.services.expedir import LetterMaker, expedir, start_delivery
from portal.pqrs.services.fallas import limite_con_fallas
from portal.pqrs.services.notificar import know
from portal.pqrs.services.responder import last_respuesta, restart
from portal.radicacion.services import radicar_entrada

_DECIDE = {
    "confirma": "Se confirma la decisión de la carta {}.",
    "modifica": "Se modifica la decisión de la carta {}.",
    "revoca": "Se revoca la decisión de la carta {}.",
    "rechaza": "Se rechaza el recurso contra la decisión de la carta {}, porque se presentó después de su último día.",
}


_AL_JUEZ = (
    "La alcaldía envía los documentos al juez administrativo dentro de los tres (3) días hábiles siguientes, para que decida si la "
    "información es reservada (Ley 1712 de 2014, art. 27). Usted no tiene que hacer nada más."
)


def presentar_recurso(
    peticion: Peticion, *, texto: str, archivos: Sequence[Received] = (), actor: Actor, modo: str = REPOSICION
) -> Recurso:
    """File reposición against the newest decision. It takes a number of its own; late it is filed too, and recorded as late.

    Who appeals against what was not notified to them knows it: it is notified by that (CPACA art. 72).

    Args:
        modo: one of `MODOS`: apelación, at once or in subsidio, only where the letter says that a superior revises it (CPACA art. 76).

    Raises:
        DomainError: no reasons are given.
        Conflict: no reposición lies against the newest letter, it was filed already, or against a refusal for defence or foreign
            relations its three days are over: then there is insistencia still.
    """
    transition = begin("presentar_recurso", peticion, actor)
    carta = check_recurrible(last_respuesta(peticion))
    now = clock.now()
    know(peticion, carta)
    notified = (peticion.notificada_en or now).astimezone(clock.BOGOTA).date()
    if modo not in MODOS or (modo != REPOSICION and not carta.apela_ante):
        raise DomainError("Contra esta decisión no procede apelación: nadie en la alcaldía es superior de quien la tomó.", "modo")
    recurso = file_recurso(peticion, carta, texto, archivos, notified, actor)
    recurso.en_subsidio = modo == EN_SUBSIDIO
    if modo == APELACION:
        recurso.clase = APELACION
    peticion.cerrada_en = None
    end(transition, peticion, actor, facts_of(recurso, archivos))
    mails_recursos.recurso(peticion, recurso)
    return recurso


def check_recurrible(carta: Respuesta | None) -> Respuesta:
    """The letter, when reposición may be filed against it. Raises Conflict."""
    if carta is None or not (carta.tiene_recurso or carta.recurre_reserva):
        raise Conflict("Contra esta carta no procede recurso de reposición. Puede presentar una solicitud nueva.")
    if db.session.scalar(select(Recurso.id).where(Recurso.respuesta_id == carta.id)) is not None:
        raise Conflict("Ya hay un recurso contra esta decisión.")
    return carta


def file_recurso(
    peticion: Peticion, carta: Respuesta, texto: str, archivos: Sequence[Received], notified: date, actor: Actor,
    asunto: Asunto | None = None,
) -> Recurso:  # fmt: skip
    """The appeal with its number and its dates; `notified`: the day from which its days run."""
    text = require_text(texto, "texto", "Escriba por qué no está de acuerdo y qué pide.")
    now, calendario = clock.now(), get_calendario()
    if carta.recurre_reserva and clock.today() > limite_con_fallas(recurso_hasta(carta, notified, calendario) or notified, notified):
        raise Conflict("Ya pasaron los tres días hábiles de la reposición. Todavía puede insistir: un juez decide.")
    limite = limite_con_fallas(recurso_hasta(carta, notified, calendario) or clock.today(), notified)
    recurso = Recurso(
        clase=REPOSICION if carta.tiene_recurso else RESERVA,
        peticion_id=peticion.id, respuesta_id=carta.id, texto=text, presentado_en=now, limite_el=limite, en_termino=clock.today() <= limite,
        recibido_por_id=actor.id if actor.is_funcionario else None, vence_el=limite_decidir_recurso(clock.today(), calendario),
        numero=radicar_entrada(objeto_tipo="recurso", recibida_en=now), asunto_id=asunto.id if asunto else None,
    )  # fmt: skip
    db.session.add(recurso)
    db.session.flush()
    recurso.numero.objeto_id = recurso.id
    for received in archivos:
        register(received, sobre=("recurso", recurso.id), etiqueta="recurso")
    return recurso


def facts_of(recurso: Recurso, archivos: Sequence[Received]) -> dict[str, Any]:
    return {
        "radicado": recurso.numero.numero, "en_termino": recurso.en_termino, "limite": str(recurso.vence_el), "archivos": len(archivos),
    }  # fmt: skip


def decidir_recurso(
    peticion: Peticion, *, sentido: str, motivo: str, make_letter: LetterMaker, actor: Actor, archivos: Sequence[Received] = (),
    version: int | None = None,
) -> Respuesta:  # fmt: skip
    """Decide the reposición with a letter, which is notified. What is revoked without having answered is answered then.

    Of a refusal for defence or foreign relations, what is refused again goes to the judge (Ley 1712 de 2014 art. 27).

    Args:
        sentido: one of `SENTIDOS`; `rechaza` only for one that came late.

    Raises:
        DomainError: no reasons, an unknown `sentido`, or one that came in time is refused as late.
    """
    recurso = find_pendiente(peticion)
    if recurso is not None and recurso.en_subsidio and recurso.reposicion_id is None and sentido in {"confirma", "modifica"}:
        return pass_on(peticion, recurso, sentido, motivo, make_letter=make_letter, actor=actor, archivos=archivos, version=version)
    goes_on = sentido == "revoca" and recurso is not None and not recurso.carta.is_respuesta
    to_judge = recurso is not None and recurso.is_de_reserva and not goes_on
    act = "revocar_y_seguir" if goes_on else "negar_reposicion" if to_judge else "decidir_recurso"
    transition = begin(act, peticion, actor, version)
    if recurso is None:
        raise Conflict("Este caso no tiene un recurso por decidir.")
    if recurso.por_conceder or recurso.clase == QUEJA:
        raise Conflict("Este recurso no lo decide así la oficina: conceda o rechace la apelación, o resuelva la queja.")
    motivo = check_decision(recurso, sentido, motivo)
    dates = restart(peticion) if goes_on else {}
    text = text_of(recurso, sentido, motivo, peticion if goes_on else None)
    # Refused as late, the apelación behind a reposición is refused too: against that queja lies.
    above = recurso.carta.datos["apelacion"] if recurso.en_subsidio and sentido == "rechaza" else None
    letter, made = expedir(
        peticion, ClaseCarta.RECHAZO_APELACION if above else ClaseCarta.RECURSO, text, make_letter=make_letter, actor=actor,
        archivos=archivos, datos={"sentido": sentido, "recurso": recurso.numero.numero, **({"queja": above} if above else {})},
        cierre=_AL_JUEZ if to_judge else CIERRE_QUEJA.format(above["ante"]) if above else None,
    )  # fmt: skip
    recurso.sentido, recurso.resuelto_en, recurso.decision_id = sentido, clock.now(), letter.id
    facts = {"salida": letter.salida.numero if letter.salida else "", "sentido": SENTIDOS[sentido], "carta_sha256": letter.carta_sha256}
    if to_judge:
        facts["limite"] = str(_send_to_judge(peticion, recurso).enviar_el)
    give_back(peticion, recurso)
    end(transition, peticion, actor, {**facts, **dates})
    start_delivery(peticion, letter, made)
    return letter


def pass_on(
    peticion: Peticion, recurso: Recurso, sentido: str, motivo: str, *, make_letter: LetterMaker, actor: Actor,
    archivos: Sequence[Received], version: int | None,
) -> Respuesta:  # fmt: skip
    """Decide a reposición that does not revoke the decision, and send the apelación behind it on to the superior (CPACA art. 76)."""
    transition = begin("conceder_apelacion", peticion, actor, version)
    motivo = check_decision(recurso, sentido, motivo)
    ante = recurso.carta.apela_ante
    letter, made = expedir(
        peticion, ClaseCarta.RECURSO, text_of(recurso, sentido, motivo, None), make_letter=make_letter, actor=actor, archivos=archivos,
        datos={"sentido": sentido, "recurso": recurso.numero.numero},
        cierre=f"Se concede la apelación que usted presentó en subsidio. La decide {ante}, que desde hoy tiene el expediente. "
        "Usted no tiene que hacer nada más.",
    )  # fmt: skip
    recurso.reposicion_id, recurso.clase = letter.id, APELACION
    send_up(peticion, recurso)
    facts = {"salida": letter.salida.numero if letter.salida else "", "sentido": SENTIDOS[sentido], "ante": ante}
    end(transition, peticion, actor, {**facts, "limite": str(recurso.vence_el)})
    start_delivery(peticion, letter, made)
    mails_recursos.ante_superior(peticion, recurso)
    return letter


def send_up(peticion: Peticion, recurso: Recurso) -> None:
    """Give the case to the superior's office, which is told by the decision itself."""
    decided = recurso.carta.datos
    above = db.session.get_one(Dependencia, (decided.get("apelacion") or decided["queja"])["id"])
    recurso.origen_id, recurso.concedido_en = peticion.dependencia_id, clock.now()
    _move(peticion, above)


def give_back(peticion: Peticion, recurso: Recurso) -> None:
    """What the superior decided goes back to the office that had the case, which notifies it and goes on."""
    if recurso.origen is not None:
        _move(peticion, recurso.origen)


def _move(peticion: Peticion, office: Dependencia) -> None:
    peticion.dependencia, peticion.dependencia_id = office, office.id
    peticion.responsable = peticion.responsable_id = None


def check_decision(recurso: Recurso, sentido: str, motivo: str) -> str:
    """The reasons, when the appeal may be decided so. Raises DomainError."""
    if sentido not in SENTIDOS:
        raise DomainError("Elija qué decide.", "sentido")
    if sentido == "rechaza" and recurso.en_termino:
        raise DomainError("El recurso se presentó a tiempo: no se puede rechazar por tardío.", "sentido")
    return require_text(motivo, "motivo", "Escriba las razones: responda cada punto del recurso. La persona las leerá.")


def _send_to_judge(peticion: Peticion, recurso: Recurso) -> Insistencia:
    """What was refused again waits to be sent to the judge, under the number that the appeal has."""
    one = Insistencia(
        peticion_id=peticion.id, respuesta_id=recurso.respuesta_id, recurso_id=recurso.id, numero=recurso.numero, texto=recurso.texto,
        presentada_en=recurso.presentado_en, recibida_por_id=recurso.recibido_por_id, limite_el=recurso.limite_el,
        en_termino=recurso.en_termino, enviar_el=limite_enviar_al_juez(clock.today(), get_calendario()),
    )  # fmt: skip
    db.session.add(one)
    db.session.flush()
    return one


def desistir_recurso(peticion: Peticion, *, actor: Actor, version: int | None = None) -> Recurso:
    """Withdraw the appeal, which the person may do at any time: the decision stands (CPACA art. 81).

    Raises:
        Conflict: there is none that waits to be decided.
    """
    transition = begin("desistir_recurso", peticion, actor, version)
    recurso = withdraw(find_pendiente(peticion))
    give_back(peticion, recurso)
    end(transition, peticion, actor, {"radicado": recurso.numero.numero})
    mails_recursos.recurso_desistido(peticion, recurso)
    return recurso


def withdraw(recurso: Recurso | None) -> Recurso:
    if recurso is None:
        raise Conflict("No hay un recurso por decidir.")
    recurso.sentido, recurso.resuelto_en = DESISTE, clock.now()
    return recurso


def text_of(recurso: Recurso, sentido: str, motivo: str, goes_on: Peticion | None) -> str:
    number = recurso.carta.salida.numero if recurso.carta.salida else ""
    parts = [f"Recurso {recurso.numero.numero}. {_DECIDE[sentido].format(number)}", motivo]
    if goes_on is not None:
        parts.append(f"La alcaldía sigue con su solicitud. Le responderemos a más tardar el {fecha_larga(goes_on.vence_el)}.")
    return "\n\n".join(parts)
