"""Where the notification of a decision stands: each step with the day by which, or from which, the law has it done."""

from dataclasses import dataclass
from datetime import date

from portal.calendario import Calendario
from portal.core import clock
from portal.pqrs.clases import ClaseCarta
from portal.pqrs.estados import PETICION, POR_NOTIFICAR, RESPONDIDA
from portal.pqrs.models import Asunto, Notificacion, Peticion, Respuesta
from portal.pqrs.plazos import (
    aviso_desde,
    fin_de_fijacion,
    limite_citacion,
    limite_comparecer,
    limite_insistencia,
    limite_queja,
    limite_recurso,
    limite_reposicion_reserva,
)
from portal.pqrs.queries.notificaciones import conocida_el, find_copia, find_notificacion
from portal.pqrs.services.fallas import limite_con_fallas
from portal.pqrs.services.notificar import has_address, is_del_caso

ACTOS = ("citar", "notificar_personalmente", "avisar", "registrar_aviso", "publicar_aviso", "retirar_aviso")


@dataclass(frozen=True)
class Pasos:
    """How one decision is notified, and what may be done for it today.

    Args:
        citar_hasta: the last day to send the citation; None where it is not asked for.
        comparece_hasta: the person's last day to come; None before the citation left.
        avisar_desde: the first day for the aviso; None before the citation left.
        retirar_desde: the last of the notice's five days; None while it does not stand.
        recurso_hasta: the last day for reposición, once notified.
        queja_hasta: the last day for queja against the refusal of an apelación, once notified.
        insistir_hasta: the last day to insist against a refusal for reserve, once notified.
        es_electronica: who filed accepted to be notified electronically: what follows is for when they do not open it.
        puede_recurrir, puede_insistir: reposición, insistencia may be filed now.
        sin_copia: the notice stands without its copy, which was uploaded before copies were written anew.
        actos: those of `ACTOS` that are in order today.
    """

    carta: Respuesta
    notificacion: Notificacion | None
    citar_hasta: date | None
    comparece_hasta: date | None
    avisar_desde: date | None
    retirar_desde: date | None
    notificada_el: date | None
    recurso_hasta: date | None
    insistir_hasta: date | None
    queja_hasta: date | None
    es_electronica: bool
    con_direccion: bool
    puede_recurrir: bool
    puede_insistir: bool
    sin_copia: bool
    actos: frozenset[str]

    @property
    def is_citacion_tarde(self) -> bool:
        """Whether the citation is owed and its days are over."""
        return "citar" in self.actos and self.citar_hasta is not None and clock.today() > self.citar_hasta


def pasos_of(peticion: Peticion, carta: Respuesta | None, calendario: Calendario) -> Pasos | None:
    """The steps for the newest decision of a case; None when there is none."""
    if carta is None:
        return None
    notified = peticion.notificada_en.astimezone(clock.BOGOTA).date() if peticion.notificada_en else None
    return _pasos(
        peticion, carta, find_notificacion(carta), notified, calendario, is_open=peticion.estado in (POR_NOTIFICAR, RESPONDIDA),
        may_appeal=peticion.estado in PETICION.transitions["presentar_recurso"].desde,
    )  # fmt: skip


def pasos_de_asunto(asunto: Asunto, carta: Respuesta | None, calendario: Calendario) -> Pasos | None:
    """The steps for the newest decision on one matter; None when there is none, or the whole case was answered with it."""
    peticion = asunto.peticion
    if carta is None or is_del_caso(peticion, carta):
        return None
    steps = find_notificacion(carta)
    states = PETICION.transitions["citar_asunto"].desde
    is_open = peticion.estado in states and not peticion.is_unida
    return _pasos(peticion, carta, steps, conocida_el(carta, steps), calendario, is_open=is_open, may_appeal=is_open)


def _pasos(
    peticion: Peticion, carta: Respuesta, steps: Notificacion | None, notified: date | None, calendario: Calendario, *, is_open: bool,
    may_appeal: bool,
) -> Pasos | None:  # fmt: skip
    if carta.enviada_en is None:
        return None
    issued, cited = carta.enviada_en.astimezone(clock.BOGOTA).date(), steps.citada_el if steps else None
    posted = steps.fijado_el if steps and steps.desfijado_el is None else None
    return Pasos(
        carta=carta,
        notificacion=steps,
        citar_hasta=limite_citacion(issued, calendario) if carta.se_notifica else None,
        comparece_hasta=limite_comparecer(cited, calendario) if cited else None,
        avisar_desde=aviso_desde(cited, calendario) if cited else None,
        retirar_desde=fin_de_fijacion(posted, calendario) if posted else None,
        notificada_el=notified,
        queja_hasta=_with_failures(limite_queja(notified, calendario), notified)
        if notified and carta.clase == ClaseCarta.RECHAZO_APELACION
        else None,
        recurso_hasta=_with_failures(recurso_hasta(carta, notified, calendario), notified) if notified else None,
        insistir_hasta=_with_failures(limite_insistencia(notified, calendario), notified)
        if notified and carta.clase == ClaseCarta.NEGACION
        else None,
        es_electronica=peticion.medio_respuesta == "correo" and peticion.accepts_notificacion_electronica,
        con_direccion=has_address(peticion),
        puede_recurrir=may_appeal and can_recurrir(carta, notified, calendario),
        puede_insistir=peticion.estado in PETICION.transitions["insistir"].desde and carta.clase == ClaseCarta.NEGACION,
        sin_copia=steps is not None and posted is not None and find_copia(steps) is None,
        actos=frozenset(_in_order(peticion, carta, steps, calendario) if is_open and notified is None else ()),
    )


def recurso_hasta(carta: Respuesta, notificada_el: date, calendario: Calendario) -> date | None:
    """The last day for reposición against a letter; None when none lies."""
    if carta.tiene_recurso:
        return limite_recurso(notificada_el, calendario)
    return limite_reposicion_reserva(notificada_el, calendario) if carta.recurre_reserva else None


def can_recurrir(carta: Respuesta, notificada_el: date | None, calendario: Calendario) -> bool:
    """Whether reposición is received against a letter today. Late it is too, but for a refusal that may still be insisted on."""
    if carta.tiene_recurso or not carta.recurre_reserva or notificada_el is None:
        return carta.tiene_recurso or carta.recurre_reserva
    last = _with_failures(limite_reposicion_reserva(notificada_el, calendario), notificada_el)
    return last is not None and clock.today() <= last


def _with_failures(limite: date | None, notificada_el: date) -> date | None:
    return limite_con_fallas(limite, notificada_el) if limite else None


def _in_order(peticion: Peticion, carta: Respuesta, steps: Notificacion | None, calendario: Calendario) -> set[str]:
    """The same conditions that the services check."""
    is_posted = steps is not None and steps.fijado_el is not None
    found = {"retirar_aviso"} if is_posted and steps and clock.today() >= _last_posted(steps, calendario) else set()
    cited = steps.citada_el if steps else None
    has_no_way = not has_address(peticion) or cited is not None or not carta.se_notifica
    if not is_posted and has_no_way:
        found.add("publicar_aviso")
    if not carta.se_notifica:
        return found
    found.add("notificar_personalmente")
    if has_address(peticion) and (steps is None or steps.citacion_id is None):
        found.add("citar")
    if cited is not None and clock.today() >= aviso_desde(cited, calendario) and steps and steps.aviso_id is None:
        found.add("avisar")
    if steps is not None and steps.aviso_id is not None:
        found.add("registrar_aviso")
    return found


def _last_posted(steps: Notificacion, calendario: Calendario) -> date:
    return fin_de_fijacion(steps.fijado_el, calendario) if steps.fijado_el else date.max
