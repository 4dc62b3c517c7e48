"""Puts the case's page together: everything on one screen, with the form of each act that is allowed now.

When an act is refused, the page comes back with the case as it is now and with everything that was typed.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from flask import render_template, request
from wtforms.fields.choices import SelectChoice

from portal.audit.models import Evento
from portal.calendario import Calendario
from portal.core import clock
from portal.core.actors import Actor
from portal.core.errors import Conflict, DomainError, Forbidden
from portal.core.permissions import can
from portal.entidad.models import Dependencia
from portal.entidad.queries import get_calendario, get_entidad, list_interrupciones
from portal.pqrs.cartas import find_empty_points, find_marks
from portal.pqrs.clases import ClaseCarta
from portal.pqrs.estados import EN_RECURSO, PETICION
from portal.pqrs.forms_actuaciones import ACTUACION_FORMS, PARTE, TODA
from portal.pqrs.forms_gestion import ACT_FORMS, AbrirIdentidadForm, ActForm, as_choices
from portal.pqrs.forms_notificacion import NOTIFICACION_FORMS
from portal.pqrs.luces import luz
from portal.pqrs.models import Peticion, Respuesta
from portal.pqrs.models.recurso import QUEJA
from portal.pqrs.pasos import ACTOS, Pasos, pasos_of
from portal.pqrs.permissions import RESERVADAS, acts_for
from portal.pqrs.plazos import Hecho
from portal.pqrs.posibles import Posibles, negada_por_silencio_el, posibles_of
from portal.pqrs.preferencias import ELEGIBLES, NINO
from portal.pqrs.queries.asuntos import list_asuntos
from portal.pqrs.queries.autoridades import list_autoridades, list_jueces
from portal.pqrs.queries.caso import (
    get_peticion_for,
    list_hechos,
    list_plantillas,
    termino_of,
)
from portal.pqrs.queries.leyendas import is_reclamo
from portal.pqrs.queries.recursos import find_pendiente
from portal.pqrs.services.asuntos_del_caso import list_faltan
from portal.pqrs.services.copia_publica import proponer_tapado
from portal.pqrs.services.expedir import can_enviar, needs_aprobacion
from portal.pqrs.services.fallas import hasta_por_falla
from portal.pqrs.services.responder import get_borrador, last_respuesta
from portal.pqrs.tipos import TIPOS
from portal.pqrs.views.gestion.lectura import read_caso, read_related
from portal.pqrs.views.gestion.opciones import offer, offer_people, offices
from portal.pqrs.views.gestion.sugerencias import suggest
from portal.web.access import current_actor
from portal.web.transaction import only_reads, start_again

EVERY_FORM: Mapping[str, type[ActForm]] = {**ACT_FORMS, **ACTUACION_FORMS, **NOTIFICACION_FORMS, "abrir_identidad": AbrirIdentidadForm}
_WITH_MOMENT = frozenset(
    {"completar", "aclarar", "aportar", "registrar_entrega", "notificar_personalmente", "registrar_aviso", "registrar_envio"}
)
# Acts that happen on a day, today mostly, and the field that says it.
_WITH_TODAY = {"retirar_aviso": "fecha", "poner_leyenda": "puesta_el", "quitar_leyenda": "quitada_el"}
# Of the log of interruptions, those that may still matter to somebody's last day.
_FAILURES = 20
_ON_APPEALS = ("decidir_recurso", "conceder_apelacion", "rechazar_apelacion", "decidir_queja")
_TO_AUTHORITY = frozenset({"trasladar", "enviar_al_juez"})
# Acts that write a letter: where the head signs them all, only the head does them.
WITH_LETTER = frozenset(ACTUACION_FORMS) - {
    "plantear_conflicto",
    "resolver_conflicto",
    "seguir_sin_completar",
    "registrar_fallo",
    "ampliar_por_falla",
    "poner_leyenda",
    "quitar_leyenda",
} | {
    "responder",
    "citar",
    "decidir_recurso",
    "rechazar_apelacion",
    "decidir_queja",
    "avisar",
}


@dataclass
class Refused:
    """An act that was refused: its form as it was filled, and why when the case had changed. `done`: they had just done the same.

    `beside`: what is wrong with the answer's text, which another form holds.
    """

    act: str
    form: ActForm
    conflict: str = ""
    done: bool = False
    beside: DomainError | None = None
    typed: list[tuple[str, str]] = field(default_factory=list)


def signed_in() -> Actor:
    """Who is at work; the views' decorator has made sure that there is somebody."""
    actor = current_actor()
    if actor is None:
        raise Forbidden("Ingrese al portal para continuar.")
    return actor


def read_only() -> None:
    """For a POST that only makes a page or a document: who is writing elsewhere need not wait for it."""
    only_reads()
    start_again()


def render_caso(radicado: str, refused: Refused | None = None, status: int = 200, **extra: Any) -> tuple[str, int]:
    """The case's page. `refused` is the act to show again; `extra` goes to the template as it is."""
    actor = signed_in()
    peticion = get_peticion_for(actor, radicado)
    calendario = get_calendario()
    posibles = posibles_of(peticion, calendario) if peticion.abierta and peticion.respondida_en is None else None
    draft = get_borrador(peticion)
    context = {**read_caso(peticion, draft), **read_related(actor, peticion)}
    pasos = pasos_of(peticion, _newest_of_case(peticion, context["respuestas"]), calendario)
    acts = _with_object(allowed(actor, peticion, posibles, pasos), context)
    forms = _forms(acts, actor, peticion, draft)
    _offer_letters(forms, context["otras_cartas"])
    if refused:
        refused.done = bool(refused.conflict) and _is_done(refused, peticion, draft, context["ultimo"], actor)
        _show_again(refused, peticion, draft, forms)
        _offer_letters(forms, context["otras_cartas"])
    page = render_template(
        "pqrs/gestion/caso.html",
        peticion=peticion, hoy=clock.today(), corre_desde=calendario.siguiente_habil(clock.today()),
        acts=acts, forms=forms, posibles=posibles, refused=refused, pasos=pasos,
        negada_el=negada_por_silencio_el(peticion, calendario),
        sugerencias=suggest(peticion, acts, forms), usar="" if refused else request.args.get("usar", ""),
        leyenda_hasta=next((one.el for one in posibles.limites if one.clave == "leyenda"), None) if posibles else None,
        borrador=draft, luz=luz(peticion, calendario),
        estado=PETICION.states[peticion.estado], titulos=PETICION.transitions,
        clases=_kinds(peticion, calendario) if "clasificar" in acts else [],
        needs_aprobacion=needs_aprobacion(peticion), plantillas=list_plantillas(peticion) if "proyectar" in acts else [],
        faltan=find_marks(draft.cuerpo) if draft else [], vacios=find_empty_points(draft.cuerpo) if draft else [], **context, **extra,
    )  # fmt: skip
    return page, status


def _newest_of_case(peticion: Peticion, respuestas: Sequence[Respuesta]) -> Respuesta | None:
    """The newest decision on the whole case. One on a matter stands with the matter, but for that which answered the last of them."""
    answered = peticion.respondida_en is not None
    found = (one for one in reversed(respuestas) if not one.is_recurso_de_asunto and (answered or not one.datos.get("asunto")))
    return next(found, None)


def _with_object(acts: Sequence[str], context: Mapping[str, Any]) -> list[str]:
    """The acts less those that the case has nothing for: a letter whose sending is proved, a legend that is taken out."""
    out = set() if context["otras_cartas"] else {"registrar_envio"}
    if all(one.quitada_el is not None for one in context["leyendas"]):
        out.add("quitar_leyenda")
    return [one for one in acts if one not in out]


def _forms(acts: Sequence[str], actor: Actor, peticion: Peticion, draft: Respuesta | None) -> dict[str, ActForm]:
    """The form of each act that has one; and of opening a sealed identity, which is no act on the case."""
    offered = [*acts, *(["abrir_identidad"] if peticion.is_sellada and can(actor, "pqrs:abrir_identidad", peticion) else [])]
    forms = {act: _form(act, peticion, draft) for act in offered if act in EVERY_FORM}
    if "ampliar_por_falla" in forms and not forms["ampliar_por_falla"]["interrupcion"].choices:
        del forms["ampliar_por_falla"]
    if "anotar" in forms:
        offer_people(forms["anotar"], peticion, actor)
    return forms


def allowed(actor: Actor, peticion: Peticion, posibles: Posibles | None, pasos: Pasos | None) -> list[str]:
    """The acts that the page offers: what table and permissions allow, less what the office's own rule or the law would refuse."""
    out = set(posibles.fuera) if posibles else set()
    if not can_enviar(peticion, actor):
        out |= WITH_LETTER
    if peticion.tipo in RESERVADAS:
        out.add("encargar")
    if pasos and pasos.carta.clase == ClaseCarta.ARCHIVO:
        out.add("reabrir")
    if not is_reclamo(peticion):
        out.add("poner_leyenda")
    out.add("dar_preferencia" if peticion.preferente and not peticion.preferencia_por_confirmar else "")
    if not peticion.preferente or peticion.preferente_causa == NINO:
        out.add("quitar_preferencia")
    if peticion.is_separada:
        # Each matter has its own kind, and the joint letter waits for every part.
        out |= {"clasificar"} | ({"responder", "pedir_aprobacion"} if list_faltan(peticion) else set())
    out |= set(ACTOS) - (pasos.actos if pasos else frozenset())
    if pasos and pasos.carta.se_notifica:
        out.add("registrar_entrega")
        if pasos.notificada_el is None or pasos.notificada_el > clock.today():
            out.add("cerrar")
    found = [one for one in acts_for(actor, peticion) if one not in out | _of_other_appeals(peticion)]
    return [*found, *_at_counter(actor, peticion, pasos), *_instead_of_person(actor, peticion)]


def _instead_of_person(actor: Actor, peticion: Peticion) -> list[str]:
    """What an official records of what the person sent by e-mail or brought on paper: what was asked of them, or else a message."""
    may = [one for one in ("completar", "aclarar", "aportar") if peticion.estado in PETICION.transitions[one].desde]
    return may[:1] if can(actor, PETICION.transitions["aportar"].permission, peticion) and not peticion.is_unida else []


def _of_other_appeals(peticion: Peticion) -> set[str]:
    """What the appeal that waits does not ask for: an apelación is sent on or refused, a queja granted or not, others decided."""
    if peticion.estado != EN_RECURSO:
        return set()
    waiting = find_pendiente(peticion)
    if waiting is None:
        return set(_ON_APPEALS)
    fit = {"conceder_apelacion", "rechazar_apelacion"} if waiting.por_conceder else {"decidir_recurso"}
    return set(_ON_APPEALS) - ({"decidir_queja"} if waiting.clase == QUEJA else fit)


def _at_counter(actor: Actor, peticion: Peticion, pasos: Pasos | None) -> list[str]:
    """What the counter files for the person, who says it or brings it on paper."""
    if not can(actor, "pqrs:radicar_ventanilla", peticion):
        return []
    found = ["presentar_recurso"] if pasos and pasos.puede_recurrir else []
    if pasos and pasos.carta.clase == ClaseCarta.RECHAZO_APELACION and peticion.estado in PETICION.transitions["presentar_queja"].desde:
        found.append("presentar_queja")
    if peticion.estado in PETICION.transitions["desistir_recurso"].desde:
        found.append("desistir_recurso")
    return [*found, "insistir"] if pasos and pasos.puede_insistir else found


def _kinds(peticion: Peticion, calendario: Calendario) -> list[tuple[str, Any]]:
    """What each other kind would make of the due date; those that do not admit what was done, such as an extension, are left out."""
    found = []
    hechos: list[Hecho] = list_hechos(peticion)
    for clave, tipo in TIPOS.items():
        with suppress(DomainError):
            found.append((tipo.nombre, termino_of(peticion, calendario, clave, hechos=hechos).vencido))
    return [one for one in found if one[0] != peticion.tipo_info.nombre]


def _form(act: str, peticion: Peticion, draft: Respuesta | None) -> ActForm:
    form = EVERY_FORM[act](formdata=None, prefix=f"{act}-")
    _stamp(form, peticion, draft)
    if act in _TO_AUTHORITY:
        _offer_authorities(form, peticion)
    elif act == "encargar":
        form.dependencia.choices, form.dias.data = _other_offices(peticion), 3
    elif act in {"asignar", "reasignar"}:
        _offer_office(form, peticion)
    elif act == "dar_preferencia":
        form.causa.data = peticion.preferente_causa or ELEGIBLES[0]
    elif act == "proyectar":
        form.cuerpo.data = draft.cuerpo if draft else ""
    elif act in _WITH_MOMENT:
        form.fecha.data = clock.now().replace(second=0, microsecond=0, tzinfo=None)
    elif act in _WITH_TODAY:
        form[_WITH_TODAY[act]].data = clock.today()
    elif act == "ampliar_por_falla":
        _offer_failures(form, peticion)
    else:
        _propose(act, form, peticion)
    return form


def _offer_office(form: Any, peticion: Peticion) -> None:
    offer(form, peticion.dependencia_id)
    form.dependencia.data, form.responsable.data = peticion.dependencia_id or 0, peticion.responsable_id or 0


def _propose(act: str, form: Any, peticion: Peticion) -> None:
    """What the portal proposes in the steps of a notification: where to come, what is covered in what is published."""
    if act == "citar":
        form.lugar.data = place_of(peticion.dependencia)
    elif act == "publicar_aviso" and (carta := last_respuesta(peticion)) is not None:
        form.quitar.data = "\n".join(one.texto for one in proponer_tapado(peticion, carta))


def place_of(office: Dependencia | None) -> str:
    """Where the person may come: the office when it has a place of its own, else the municipality's."""
    entidad = get_entidad()
    where = office.ubicacion if office and office.ubicacion else entidad.direccion
    return ", ".join(one for one in (office.nombre if office else "", where, entidad.horario) if one)


def _offer_failures(form: Any, peticion: Peticion) -> None:
    """The recorded interruptions that give the person more days, newest first."""
    rows = [one for one in list_interrupciones(_FAILURES, publicadas=False) if hasta_por_falla(peticion, one)]
    form.interrupcion.choices = as_choices([(one.id, f"{one.inicio_en:%d/%m/%Y %H:%M}: {one.descripcion[:80]}") for one in rows])


def _offer_letters(forms: Mapping[str, Any], cartas: Sequence[Respuesta]) -> None:
    """The letters whose sending may be proved, newest first."""
    if "registrar_envio" in forms:
        known = [(one.id, f"{one.info.nombre} {one.salida.numero if one.salida else ''}") for one in reversed(cartas)]
        forms["registrar_envio"].carta.choices = as_choices(known)


def _stamp(form: ActForm, peticion: Peticion, draft: Respuesta | None) -> None:
    form.version.data = str(peticion.version)
    if "borrador" in form:
        form.borrador.data = str(draft.version if draft else 0)


def _show_again(refused: Refused, peticion: Peticion, draft: Respuesta | None, forms: dict[str, Any]) -> None:
    """Put the filled form in its place, ready to be sent on top of what is there now."""
    _stamp(refused.form, peticion, draft)
    if refused.act in {"asignar", "reasignar"}:
        offer(refused.form, peticion.dependencia_id)
    elif refused.act == "encargar":
        refused.form.dependencia.choices = _other_offices(peticion)
    elif refused.act in _TO_AUTHORITY:
        _offer_authorities(refused.form, peticion)
    elif refused.act == "ampliar_por_falla":
        _offer_failures(refused.form, peticion)
    elif refused.act == "anotar":
        offer_people(refused.form, peticion, signed_in())
    if refused.act in forms and not refused.done:
        forms[refused.act] = refused.form
    if refused.beside and "proyectar" in forms:
        forms["proyectar"].cuerpo.errors = [refused.beside.message]


def _is_done(refused: Refused, peticion: Peticion, draft: Respuesta | None, last: Evento, actor: Actor) -> bool:
    """Whether the last act on the case is this one, by the same person and with the same words: a second click or an old window."""
    if (last.tipo, last.actor_tipo, last.actor_id) != (PETICION.transitions[refused.act].event, "funcionario", actor.id):
        return False
    form: Any = refused.form
    if refused.act in {"asignar", "reasignar"}:
        same = form.dependencia.data in (None, 0, peticion.dependencia_id) and (form.responsable.data or None) == peticion.responsable_id
    elif refused.act == "clasificar":
        same = form.tipo.data == peticion.tipo
    else:
        same = True
    kept = {*map(str, last.datos.values()), draft.cuerpo if draft else ""}
    return same and all(text in kept for _label, text in refused.typed)


def _other_offices(peticion: Peticion) -> list[SelectChoice]:
    return [one for one in offices() if one.value != peticion.dependencia_id]


def _offer_authorities(form: Any, peticion: Peticion) -> None:
    offered = list_autoridades() if "alcance" in form else list_jueces()
    first = "Elija una entidad" if "alcance" in form else "Elija el juez"
    form.autoridad.choices = as_choices(
        [(0, first), *((one.id, f"{one.nombre} ({one.temas})" if one.temas else one.nombre) for one in offered)]
    )
    if "alcance" in form and peticion.is_separada:
        waiting = [(one.numero, f"{one.numero}. {one.titulo}") for one in list_asuntos(peticion) if one.abierta]
        form.asunto.choices = as_choices([(0, "Elija el asunto"), *waiting])
    if "alcance" in form and peticion.estado not in PETICION.transitions["trasladar_parte"].desde:
        # Until an office has the case there is nobody who would answer the rest.
        form.alcance.choices = [one for one in form.alcance.choices if one.value != PARTE]
        form.alcance.data = TODA


def refuse(act: str, form: ActForm, error: DomainError) -> Refused:
    """What the page says of an act that its service refused."""
    if not isinstance(error, Conflict):
        form.add_error(error)
        return Refused(act, form, beside=error if error.field == "cuerpo" and "cuerpo" not in form else None)
    typed = [(one.label.text, one.data) for one in form if one.type in {"Paragraphs", "Line"} and one.data]
    return Refused(act, form, conflict=error.message, typed=typed)
