"""Every state × every act: what the table allows happens, and what it does not is refused and changes nothing."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

import pytest

from portal.audit.queries import list_eventos
from portal.core import clock
from portal.core.actors import SISTEMA, ciudadano
from portal.core.errors import Conflict
from portal.core.permissions import can
from portal.entidad.queries import get_calendario
from portal.entidad.services import registrar_interrupcion
from portal.extensions import db
from portal.files.services import store_bytes
from portal.pqrs import services
from portal.pqrs.clases import ClaseCarta
from portal.pqrs.estados import PETICION
from portal.pqrs.models import LeyendaReclamo, Peticion, Publicacion, Respuesta
from portal.pqrs.queries.fusiones import find_fusion
from portal.pqrs.queries.reglas import list_para_repartir
from portal.pqrs.services.acto import begin
from portal.pqrs.services.expedir import expedir
from portal.pqrs.services.publicar import Publica
from portal.pqrs.services.reglas import crear_regla
from portal.pqrs.services.unica import responder_unica
from portal.pqrs.tipos import TipoPeticion
from tests.support import apelaciones, casos
from tests.support.actos import DECISION_DE_ASUNTO, STEPS_AT, jefa, notificada_y_cerrada, recurrida_y_cerrada

pytestmark = pytest.mark.usefixtures("app", "reloj")


def _late(peticion: Peticion) -> Any:
    """Asked on day eleven."""
    with clock.at(datetime(2026, 2, 18, 9, 0, tzinfo=clock.BOGOTA)):
        return services.requerir(peticion, texto="Falta el plano", make_letter=casos.make_letter, actor=jefa(peticion))


def _after_its_limit(peticion: Peticion) -> Any:
    with clock.at(datetime(2026, 2, 18, 9, 0, tzinfo=clock.BOGOTA)):
        return services.archivar(peticion, motivo="No aclaró", make_letter=casos.make_letter, actor=jefa(peticion))


def _take_away(peticion: Peticion) -> Any:
    services.dar_preferencia(peticion, causa="periodista", motivo="Mostró su carné", actor=jefa(peticion))
    return services.quitar_preferencia(peticion, motivo="No es para su trabajo", actor=jefa(peticion))


def _other() -> Peticion:
    made = casos.radicar()
    db.session.flush()
    return made


def _take_out(peticion: Peticion) -> Any:
    """The legend was put there while the claim was open."""
    db.session.add(
        LeyendaReclamo(
            peticion_id=peticion.id, base="Predial", motivo="M", detalle="D", puesta_el=clock.today(), registrada_en=clock.now(),
            registrada_por_id=casos.funcionario("jairo").id,
        )
    )  # fmt: skip
    db.session.flush()
    return services.quitar_leyenda(peticion, quitada_el=clock.today(), actor=jefa(peticion))


def _receive_repeated(peticion: Peticion) -> Any:
    """The other case of the two is what the official acts on."""
    if peticion.estado not in PETICION.transitions["recibir_repetida"].desde:
        return begin("recibir_repetida", peticion, jefa(peticion))
    return services.fusionar(_other(), principal=peticion.radicado, motivo="Es la misma", actor=jefa(peticion))


def _release_repeated(peticion: Peticion) -> Any:
    """Joined while it was in hand; it may be in pause since."""
    if peticion.estado not in PETICION.transitions["soltar_repetida"].desde:
        return begin("soltar_repetida", peticion, jefa(peticion))
    repeated = casos.unida()
    row = find_fusion(repeated)
    assert row is not None
    row.principal = peticion
    db.session.flush()
    return services.deshacer_fusion(repeated, motivo="Son distintas", actor=jefa(peticion))


def _part(peticion: Peticion) -> Any:
    return services.deshacer_fusion(peticion, motivo="Son distintas", actor=jefa(peticion))


def _by_rule(peticion: Peticion) -> Any:
    crear_regla(nombre="Alumbrado", palabras="alumbrado", dependencia=casos.dependencia("120"), actor=casos.actor("ines"))
    return services.repartir(peticion, list_para_repartir())


def _last_matter(peticion: Peticion) -> Any:
    for numero in (2, 3):
        services.responder_asunto(casos.asunto(peticion, numero), make_letter=casos.make_letter, actor=jefa(peticion))


def _accept_sms(peticion: Peticion) -> Any:
    if peticion.solicitante is not None:
        peticion.solicitante.telefono_movil = "300 123 4567"
    return services.aceptar_sms(peticion, actor=ciudadano(peticion.id))


def _revoke_sms(peticion: Peticion) -> Any:
    """Accepted at filing."""
    peticion.sms_aceptado_en = clock.now()
    db.session.flush()
    return services.revocar_sms(peticion, actor=ciudadano(peticion.id))


def _publish(peticion: Peticion) -> Any:
    answer = db.session.scalars(db.select(Respuesta).where(Respuesta.peticion_id == peticion.id).order_by(Respuesta.id)).first()
    public = Publica("Alumbrado", "Cuándo se arregla.", answer.cuerpo if answer else "")
    return services.publicar(
        peticion, respuesta=answer or Respuesta(), tema="alumbrado", titulo=public.titulo, pregunta=public.pregunta, quitar=[],
        huella=public.huella, make_pdf=lambda *_parts: store_bytes("p.pdf", "application/pdf", b"%PDF-1.7"), actor=jefa(peticion),
    )  # fmt: skip


def _withdraw(peticion: Peticion) -> Any:
    """Published while it was answered; it may have been reopened since."""
    answer = Respuesta(peticion_id=peticion.id, cuerpo="Texto.", enviada_en=clock.now(), actualizada_en=clock.now())
    db.session.add(answer)
    db.session.flush()
    made = Publicacion(
        peticion_id=peticion.id, respuesta_id=answer.id, tema="otros", titulo="T", pregunta="P", texto="Texto.", busqueda=" texto",
        respondida_el=clock.today(), publicada_en=clock.now(),
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    return services.retirar_publicacion(made, peticion, motivo="Tenía un dato", actor=jefa(peticion))


ACTS: dict[str, Callable[[Peticion], Any]] = {
    "clasificar": lambda p: services.clasificar(p, tipo=TipoPeticion.CONSULTA, motivo="Pide un concepto", actor=jefa(p)),
    "asignar": lambda p: services.asignar(p, dependencia=casos.dependencia("150"), actor=jefa(p)),
    "asignar_por_regla": _by_rule,
    "reasignar": lambda p: services.reasignar(p, dependencia=casos.dependencia("140"), motivo="Es de Hacienda", actor=jefa(p)),
    "proyectar": lambda p: services.proyectar(p, cuerpo="Otro texto", version_borrador=1, actor=jefa(p)),
    "pedir_aprobacion": lambda p: services.pedir_aprobacion(p, actor=jefa(p)),
    "devolver_proyecto": lambda p: services.devolver_proyecto(p, motivo="Falta la norma", actor=jefa(p)),
    "responder": lambda p: services.responder(p, make_letter=casos.make_letter, actor=jefa(p)),
    "registrar_entrega": lambda p: services.registrar_entrega(p, medio="ventanilla", detalle="Recibió", fecha=clock.now(), actor=jefa(p)),
    "cerrar": lambda p: services.cerrar(p, actor=jefa(p)),
    "reabrir": lambda p: services.reabrir(p, motivo="Hay hechos nuevos", actor=jefa(p)),
    "anular": lambda p: services.anular(p, justificacion="Error de la ventanilla", actor=jefa(p)),
    "dar_preferencia": lambda p: services.dar_preferencia(p, causa="especial", motivo="Lo mostró", actor=jefa(p)),
    "quitar_preferencia": _take_away,
    "encargar": lambda p: services.encargar(p, dependencia=casos.dependencia("140"), pedido="Un dato", dias=2, actor=jefa(p)),
    "vincular": lambda p: services.vincular(p, otro=_other().radicado, clase="relacionado", motivo="Es lo mismo", actor=jefa(p)),
    "desvincular": lambda p: services.desvincular(
        services.vincular(p, otro=_other().radicado, clase="parte_de", motivo="Es lo mismo", actor=jefa(p)), actor=jefa(p)
    ),
    "fusionar": lambda p: services.fusionar(p, principal=_other().radicado, motivo="Es la misma", actor=jefa(p)),
    "recibir_repetida": _receive_repeated,
    "deshacer_fusion": _part,
    "deshacer_fusion_sin_asignar": _part,
    "soltar_repetida": _release_repeated,
    "anotar": lambda p: services.anotar(p, texto="Llamé a la persona", actor=jefa(p)),
    "escribir": lambda p: services.escribir(p, texto="¿Cuál poste es?", pide_respuesta=True, actor=jefa(p)),
    "requerir": lambda p: services.requerir(p, texto="Falta el plano", make_letter=casos.make_letter, actor=jefa(p)),
    "requerir_tarde": _late,
    "completar": lambda p: services.completar(p, texto="Va el plano", actor=ciudadano(p.id)),
    "pedir_mas_tiempo": lambda p: services.pedir_mas_tiempo(p, actor=ciudadano(p.id)),
    "vencer_requerimiento": services.vencer_requerimiento,
    "decretar_desistimiento": lambda p: services.decretar_desistimiento(p, motivo="No llegó", make_letter=casos.make_letter, actor=jefa(p)),
    "seguir_sin_completar": lambda p: services.seguir_sin_completar(p, motivo="Ya lo tenemos", actor=jefa(p)),
    "prorrogar": lambda p: services.prorrogar(
        p, motivo="Falta una visita", hasta=date(2026, 3, 10), make_letter=casos.make_letter, actor=jefa(p)
    ),
    "trasladar": lambda p: services.trasladar(
        p, autoridad=casos.autoridad(), motivo="Es ambiental", make_letter=casos.make_letter, actor=jefa(p)
    ),
    "trasladar_parte": lambda p: services.trasladar(
        p, autoridad=casos.autoridad(), motivo="Es ambiental", parte="Lo del río", make_letter=casos.make_letter, actor=jefa(p)
    ),
    "deshacer_traslado": lambda p: services.deshacer_traslado(
        p, causa="error", motivo="Es de la alcaldía", make_letter=casos.make_letter, actor=jefa(p)
    ),
    "plantear_conflicto": lambda p: services.plantear_conflicto(p, motivo="Se envió al Tribunal", actor=jefa(p)),
    "resolver_conflicto": lambda p: services.resolver_conflicto(
        p, decision="Es de la alcaldía", decidida_el=clock.today(), comunicada_el=clock.today(), competente="", actor=jefa(p)
    ),
    "devolver": lambda p: services.devolver(p, texto="No se entiende", make_letter=casos.make_letter, actor=jefa(p)),
    "aclarar": lambda p: services.aclarar(p, texto="Pido un poste", actor=ciudadano(p.id)),
    "archivar": _after_its_limit,
    "rechazar": lambda p: services.rechazar(p, motivo="Insulta", make_letter=casos.make_letter, actor=jefa(p)),
    "remitir": lambda p: services.remitir(
        p, anterior=casos.respondida().radicado, motivo="Ya se respondió", make_letter=casos.make_letter, actor=jefa(p)
    ),
    "continuar": lambda p: services.continuar(p, motivo="Hay riesgo", make_letter=casos.make_letter, actor=jefa(p)),
    "responder_unica": lambda p: responder_unica(casos.con_unica(p), make_letter=casos.make_letter),
    "separar": lambda p: casos.separar(p, ("documentos", "150", ""), ("consulta", "140", "")),
    "clasificar_asunto": lambda p: services.clasificar_asunto(
        casos.asunto(p), tipo=TipoPeticion.RECLAMO, motivo="Se queja del servicio", actor=jefa(p)
    ),
    "reasignar_asunto": lambda p: services.reasignar_asunto(
        casos.asunto(p), dependencia=casos.dependencia("140"), motivo="Es de Hacienda", actor=jefa(p)
    ),
    "escribir_parte": lambda p: services.escribir_parte(casos.asunto(p), texto="Otra parte", lista=True, actor=jefa(p)),
    "responder_asunto": lambda p: services.responder_asunto(casos.asunto(p), make_letter=casos.make_letter, actor=jefa(p)),
    "responder_ultimo_asunto": _last_matter,
    "entregar_asunto": lambda p: services.entregar_asunto(
        casos.asunto(p, 1), medio="ventanilla", detalle="Recibió", fecha=clock.now(), actor=jefa(p)
    ),
    "abrir_asunto": lambda p: services.abrir_asunto(p, numero=1, actor=ciudadano(p.id)),
    "aportar": lambda p: services.aportar(p, texto="Es el de la escuela", actor=ciudadano(p.id)),
    "desistir": lambda p: services.desistir(p, motivo="", actor=ciudadano(p.id)),
    "pedir_reapertura": lambda p: services.pedir_reapertura(p, motivo="No arreglaron", actor=ciudadano(p.id)),
    "publicar": _publish,
    "retirar_publicacion": _withdraw,
    "calificar": lambda p: services.calificar(p, puntaje=4, resuelto=True, comentario="", actor=ciudadano(p.id)),
    "revocar_notificacion": lambda p: services.revocar_notificacion(p, actor=ciudadano(p.id)),
    "aceptar_sms": _accept_sms,
    "revocar_sms": _revoke_sms,
}


def _cited_before(peticion: Peticion, act: Callable[[Peticion], Any]) -> Any:
    """Do a step that needs the citation, and the aviso where it is its delivery, on the day it may be done."""
    if peticion.estado in PETICION.transitions["citar"].desde:
        services.citar(peticion, lugar="Salud", make_letter=casos.make_letter, actor=jefa(peticion))
    with clock.at(STEPS_AT):
        return act(peticion)


def _avisar(peticion: Peticion) -> Any:
    return services.avisar(peticion, make_letter=casos.make_letter, actor=jefa(peticion))


def _registrar_aviso(peticion: Peticion) -> Any:
    if peticion.estado in PETICION.transitions["avisar"].desde:
        _avisar(peticion)
    return services.registrar_aviso(peticion, detalle="Guía 1", fecha=clock.now(), actor=jefa(peticion))


def _publicar(peticion: Peticion) -> Any:
    return services.publicar_aviso(peticion, lugar="la cartelera", motivo="Se devolvió", make_copy=casos.make_copy, actor=jefa(peticion))


def _retirar(peticion: Peticion) -> Any:
    if peticion.estado in PETICION.transitions["publicar_aviso"].desde:
        _publicar(peticion)
    with clock.at(datetime(2026, 2, 20, 9, 0, tzinfo=clock.BOGOTA)):
        return services.retirar_aviso(peticion, fecha=clock.today(), actor=jefa(peticion))


def _enviar(peticion: Peticion) -> Any:
    carta, _made = expedir(peticion, ClaseCarta.PRORROGA, "Más tiempo", make_letter=casos.make_letter, actor=jefa(peticion))
    return services.registrar_envio(peticion, carta=carta, medio="mensajeria", detalle="Guía 1", fecha=clock.now(), actor=jefa(peticion))


def _after_a_failure(peticion: Peticion) -> Any:
    last = peticion.pausa_limite_el or clock.today()
    begun = datetime.combine(last, time(15), tzinfo=clock.BOGOTA)
    with clock.at(begun + timedelta(hours=3)):
        row = registrar_interrupcion(canal="portal", inicio_en=begun, fin_en=clock.now(), descripcion="Falló", actor=SISTEMA)
        return services.ampliar_por_falla(peticion, interrupcion=row, actor=jefa(peticion))


ACTS |= {
    "citar": lambda p: services.citar(p, lugar="Salud", make_letter=casos.make_letter, actor=jefa(p)),
    "notificar_personalmente": lambda p: services.notificar_personalmente(
        p, quien="Ana Arteaga", documento="CC 1", calidad="interesado", fecha=clock.now(), copia_entregada=True, actor=jefa(p)
    ),
    "avisar": lambda p: _cited_before(p, _avisar),
    "registrar_aviso": lambda p: _cited_before(p, _registrar_aviso),
    "publicar_aviso": lambda p: _cited_before(p, _publicar),
    "retirar_aviso": lambda p: _cited_before(p, _retirar),
    "registrar_envio": _enviar,
    "ampliar_por_falla": _after_a_failure,
    "negar_reserva": lambda p: services.negar_reserva(
        p, reservas=["24-3"], niega="La hoja de vida", dano="Expone su salud", make_letter=casos.make_letter, actor=jefa(p)
    ),
    "insistir": lambda p: services.insistir(p, texto="Es público", actor=ciudadano(p.id)),
    "enviar_al_juez": lambda p: services.enviar_al_juez(p, autoridad=casos.juez(), nota="", make_letter=casos.make_letter, actor=jefa(p)),
    "registrar_fallo": lambda p: services.registrar_fallo(
        p, fallo="confirma", fallo_el=clock.today(), detalle="Juzgado Primero", actor=jefa(p)
    ),
    "cumplir_fallo": lambda p: services.registrar_fallo(
        p, fallo="ordena", fallo_el=clock.today(), detalle="Juzgado Primero", actor=jefa(p)
    ),
    "poner_leyenda": lambda p: services.poner_leyenda(
        p, base="Predial", motivo="El dueño es otro", detalle="La puso Octavio", puesta_el=clock.today(), actor=jefa(p)
    ),
    "quitar_leyenda": _take_out,
    "presentar_recurso": lambda p: services.presentar_recurso(p, texto="No estoy de acuerdo", actor=ciudadano(p.id)),
    "decidir_recurso": lambda p: services.decidir_recurso(
        p, sentido="confirma", motivo="Sí insultó", make_letter=casos.make_letter, actor=jefa(p)
    ),
    "negar_reposicion": lambda p: services.decidir_recurso(
        p, sentido="confirma", motivo="Es reservado", make_letter=casos.make_letter, actor=jefa(p)
    ),
    "desistir_recurso": lambda p: services.desistir_recurso(p, actor=ciudadano(p.id)),
    "registrar_orden": lambda p: casos.ordenar(p, actor=jefa(p)),
    "revocar_y_seguir": lambda p: services.decidir_recurso(
        p, sentido="revoca", motivo="Tiene razón", make_letter=casos.make_letter, actor=jefa(p)
    ),
}


ACTS |= DECISION_DE_ASUNTO | apelaciones.ACTOS
# Of these the answer to the first matter decides on a right.
ON_DECISION = set(DECISION_DE_ASUNTO)
# The cases of a state in which these steps are in order: a decision that nobody was notified of.
UNNOTIFIED = {"por_notificar": casos.rechazada, "respondida": casos.rechazada_por_correo}
APPEALED = {**UNNOTIFIED, "cerrada": casos.notificada_y_cerrada}
REFUSED = {"por_notificar": casos.negada_sin_notificar, "respondida": casos.negada, "cerrada": casos.negada_y_cerrada}
SENT = {"en_insistencia": casos.ante_el_juez}
MAKERS = {"presentar_recurso": APPEALED, "insistir": REFUSED, "registrar_fallo": SENT, "cumplir_fallo": SENT}
MAKERS["poner_leyenda"] = {
    state: partial(make, tipo=TipoPeticion.HD_RECLAMO)
    for state, make in casos.IN_STATE.items()
    if state in PETICION.transitions["poner_leyenda"].desde
}
MAKERS["negar_reposicion"] = {"en_recurso": casos.en_recurso_por_defensa}
MAKERS |= apelaciones.HACEN
MAKERS["deshacer_fusion"] = {"cerrada": casos.unida}
MAKERS["deshacer_fusion_sin_asignar"] = {"cerrada": partial(casos.unida, asignada=False)}
# A closed case's decision on a matter is known: what is left to notify is that of an appeal on it.
_APPEALS = {"presentar_recurso_asunto", "decidir_recurso_asunto", "desistir_recurso_asunto"}
MAKERS |= {act: {"cerrada": notificada_y_cerrada if act in _APPEALS else recurrida_y_cerrada} for act in ON_DECISION}
STEPS = {"citar", "notificar_personalmente", "avisar", "registrar_aviso", "publicar_aviso", "retirar_aviso"}
# These have no refusal of their own: `abrir_respuesta` is harmless when repeated, `recalcular_termino` chooses its cases.
OTHERS = {"radicar", "operar_silencio_asunto", "abrir_respuesta", "recalcular_termino", "operar_silencio"}
# One function for each, whose act depends on the state: the case passes on as it is where its term stands still.
BY_STATE = {"reasignar": "reasignar_en_pausa", "registrar_orden": "seguir_por_orden"}


def test_every_act_of_the_table_is_tried_here() -> None:
    assert set(ACTS) | OTHERS | set(BY_STATE.values()) == set(PETICION.transitions)


@pytest.mark.parametrize("state", list(casos.IN_STATE))
@pytest.mark.parametrize("act", list(ACTS))
def test_an_act_does_what_the_table_says(act: str, state: str) -> None:
    # A case is separated in matters once an office has it.
    with_matters = "asunto" in act and state not in {"radicada", "anulada"}
    matters: bool | str = "decide" if act in ON_DECISION else True
    made = MAKERS.get(act, {}).get(state) if act in ON_DECISION else None
    make = made or (partial(casos.IN_STATE[state], asuntos=matters) if with_matters else casos.IN_STATE[state])
    peticion = make()
    if act == "responder_ultimo_asunto" and state == "en_tramite":
        peticion = casos.en_tramite(asuntos=True)
    makers = MAKERS.get(act, UNNOTIFIED if act in STEPS else {})
    if state in makers and made is None:
        peticion = makers[state]()
    db.session.flush()
    assert peticion.estado == state
    events_before = len(list_eventos("peticion", peticion.id))
    transition = PETICION.transitions[act]
    if state not in transition.desde and act in BY_STATE:
        transition = PETICION.transitions[BY_STATE[act]]

    if state not in transition.desde:
        with pytest.raises(Conflict):
            ACTS[act](peticion)
        assert peticion.estado == state
        assert len(list_eventos("peticion", peticion.id)) == events_before
        return

    ACTS[act](peticion)
    db.session.flush()
    assert peticion.estado == (transition.hacia or state)
    assert peticion.abierta is PETICION.states[peticion.estado].is_open
    newest = list_eventos("peticion", peticion.id)[-1]
    assert newest.tipo == transition.event


@pytest.mark.parametrize("act", [one for one in PETICION.transitions.values() if one.quien == "ciudadano"], ids=lambda one: one.act)
def test_no_citizen_acts_on_a_case_that_is_not_theirs(act: Any) -> None:
    peticion = casos.respondida()
    from portal.core.errors import Forbidden
    from portal.pqrs.services.acto import begin

    with pytest.raises(Forbidden):
        begin(act.act, peticion, ciudadano(peticion.id + 1))


def test_every_state_can_be_reached_by_acts() -> None:
    reached = {casos.IN_STATE[state]().estado for state in casos.IN_STATE}
    assert reached == set(PETICION.states)


def test_every_permission_of_the_table_is_registered() -> None:
    for one in PETICION.transitions.values():
        assert can(SISTEMA, one.permission)


def test_a_term_is_recalculated_only_while_there_is_no_answer() -> None:
    peticion = casos.por_notificar()
    with pytest.raises(Conflict):
        services.recalcular_termino(peticion, calendario=get_calendario())
