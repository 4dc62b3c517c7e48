"""Handling: the kind moves the term, passing the case never does; nobody works on what is not theirs."""

from datetime import date, datetime

import pytest
from sqlalchemy import select

from portal.audit.queries import list_eventos
from portal.core.clock import MovableClock
from portal.core.errors import Conflict, DomainError, Forbidden, NotFound
from portal.extensions import db
from portal.outbox.models import OutboxMail
from portal.pqrs import services
from portal.pqrs.permissions import acts_for
from portal.pqrs.queries.caso import get_peticion_for
from portal.pqrs.tipos import TipoPeticion
from tests.support import casos

pytestmark = pytest.mark.usefixtures("app")


def _letters(letter: str) -> list[OutboxMail]:
    return list(db.session.scalars(select(OutboxMail).where(OutboxMail.letter == letter).order_by(OutboxMail.id)))


def test_a_note_has_a_limit_and_what_a_citizen_reads_has_none(reloj: MovableClock) -> None:
    peticion = casos.en_tramite()
    services.anotar(peticion, texto="x" * 20_000, actor=casos.actor("jairo"))
    with pytest.raises(DomainError, match=r"hasta 20\.000 letras") as refused:
        services.anotar(peticion, texto="y" * 20_001, actor=casos.actor("jairo"))
    assert refused.value.field == "texto"
    services.escribir(peticion, texto="papa " * 200_000, pide_respuesta=False, actor=casos.actor("jairo"))


def test_changing_the_kind_counts_the_term_again_from_reception(reloj: MovableClock) -> None:
    peticion = casos.radicar()
    reloj.set(datetime(2026, 2, 6, 9))
    services.clasificar(peticion, tipo=TipoPeticion.INFORMACION, motivo="Pide copias de un plan", actor=casos.actor("carmen"))
    assert peticion.vence_el == date(2026, 2, 17)
    event = list_eventos("peticion", peticion.id)[-1]
    assert event.datos["vence_el"] == ["2026-02-24", "2026-02-17"]
    assert event.datos["motivo"] == "Pide copias de un plan"
    assert len(_letters("pqrs/clasificada")) == 1


@pytest.mark.parametrize(("tipo", "motivo", "field"), [("informacion", " ", "motivo"), ("peticion_general", "Ya lo es", "tipo")])
def test_a_kind_is_changed_with_a_reason_and_to_another(reloj: MovableClock, tipo: str, motivo: str, field: str) -> None:
    peticion = casos.radicar()
    with pytest.raises(DomainError) as refused:
        services.clasificar(peticion, tipo=TipoPeticion(tipo), motivo=motivo, actor=casos.actor("carmen"))
    assert refused.value.field == field


def test_reassigning_never_moves_the_due_date(reloj: MovableClock) -> None:
    peticion = casos.en_tramite()
    reloj.set(datetime(2026, 2, 20, 9))
    services.reasignar(peticion, dependencia=casos.dependencia("140"), motivo="Es de Hacienda", actor=casos.actor("carmen"))
    assert peticion.vence_el == date(2026, 2, 24)
    assert peticion.responsable is None
    assert _letters("pqrs/asignada")[-1].recipient == casos.funcionario("marino").correo


@pytest.mark.parametrize("state", ["requerida", "por_decretar_desistimiento", "devuelta", "suspendida"])
def test_reassigning_in_pause_neither_ends_the_pause_nor_moves_the_date(reloj: MovableClock, state: str) -> None:
    peticion = casos.IN_STATE[state]()
    before = (peticion.vence_el, peticion.estricta_el, peticion.pausa_desde, peticion.pausa_causa, peticion.pausa_limite_el)
    reloj.set(datetime(2026, 2, 10, 9))
    assert "reasignar" in acts_for(casos.actor("carmen"), peticion)
    services.reasignar(peticion, dependencia=casos.dependencia("140"), motivo="Es de Hacienda", actor=casos.actor("carmen"))
    assert (peticion.estado, peticion.dependencia) == (state, casos.dependencia("140"))
    assert (peticion.vence_el, peticion.estricta_el, peticion.pausa_desde, peticion.pausa_causa, peticion.pausa_limite_el) == before


def test_a_case_goes_only_to_who_works_in_the_department(reloj: MovableClock) -> None:
    with pytest.raises(DomainError) as refused:
        services.asignar(
            casos.radicar(), dependencia=casos.dependencia("140"), responsable=casos.funcionario("jairo"), actor=casos.actor("carmen")
        )
    assert refused.value.field == "responsable"


def test_the_second_of_two_officials_is_told_and_overwrites_nothing(reloj: MovableClock) -> None:
    peticion = casos.radicar()
    seen = peticion.version
    services.asignar(peticion, dependencia=casos.dependencia("150"), actor=casos.actor("carmen"), version=seen)
    db.session.flush()
    with pytest.raises(Conflict):
        services.reasignar(peticion, dependencia=casos.dependencia("140"), motivo="Es de Hacienda", actor=casos.actor("ines"), version=seen)
    assert peticion.dependencia is casos.dependencia("150")


def test_the_second_draft_does_not_replace_the_first(reloj: MovableClock) -> None:
    peticion = casos.en_tramite()
    services.proyectar(peticion, cuerpo="Primera versión", actor=casos.actor("jairo"), version_borrador=0)
    with pytest.raises(Conflict):
        services.proyectar(peticion, cuerpo="Segunda versión", actor=casos.actor("jairo"), version_borrador=0)
    assert services.responder.__module__
    from portal.pqrs.services.responder import get_borrador

    draft = get_borrador(peticion)
    assert draft is not None
    assert draft.cuerpo == "Primera versión"


def test_another_departments_case_does_not_exist_for_an_official(reloj: MovableClock) -> None:
    peticion = casos.en_tramite()
    db.session.flush()
    assert get_peticion_for(casos.actor("jairo"), peticion.radicado) is peticion
    assert get_peticion_for(casos.actor("carmen"), peticion.radicado) is peticion
    for stranger in ("beto", "efrain", "delia", "karol"):
        with pytest.raises(NotFound):
            get_peticion_for(casos.actor(stranger), peticion.radicado)


def test_a_complaint_against_officials_is_seen_by_control_interno_only(reloj: MovableClock) -> None:
    peticion = casos.radicar(tipo=TipoPeticion.DENUNCIA_CORRUPCION)
    db.session.flush()
    assert get_peticion_for(casos.actor("hernan"), peticion.radicado) is peticion
    for other in ("carmen", "ines", "jairo", "efrain"):
        with pytest.raises(NotFound):
            get_peticion_for(casos.actor(other), peticion.radicado)


def test_the_service_refuses_who_lacks_the_permission(reloj: MovableClock) -> None:
    peticion = casos.en_tramite()
    with pytest.raises(Forbidden):
        services.reabrir(peticion, motivo="Porque sí", actor=casos.actor("jairo"))
    with pytest.raises(Forbidden):
        services.anotar(peticion, texto="Espío", actor=casos.actor("beto"))


def test_the_buttons_are_the_acts_that_the_table_and_the_permissions_allow(reloj: MovableClock) -> None:
    peticion = casos.en_tramite()
    assert {"proyectar", "responder", "escribir", "anotar"} <= set(acts_for(casos.actor("jairo"), peticion))
    assert not {"reasignar", "anular", "asignar", "desistir"} & set(acts_for(casos.actor("jairo"), peticion))
    assert "reasignar" in acts_for(casos.actor("carmen"), peticion)


def test_writing_to_the_citizen_does_not_stop_the_clock(reloj: MovableClock) -> None:
    peticion = casos.en_tramite()
    services.escribir(peticion, texto="¿Cuál poste es?", pide_respuesta=True, actor=casos.actor("jairo"))
    assert peticion.vence_el == date(2026, 2, 24)
    assert peticion.espera_ciudadano
    assert len(_letters("pqrs/mensaje")) == 1


def test_a_voided_number_keeps_its_justification_and_is_not_given_again(reloj: MovableClock) -> None:
    peticion = casos.anulada()
    assert peticion.numero.anulado_justificacion.startswith("Se radicó dos veces")
    assert int(casos.radicar().radicado[-6:]) == int(peticion.radicado[-6:]) + 1
    with pytest.raises(DomainError):
        services.anular(casos.radicar(), justificacion="  ", actor=casos.actor("hernan"))


def test_the_letter_about_a_complaint_against_officials_does_not_carry_the_message(reloj: MovableClock) -> None:
    open_case = casos.en_tramite()
    services.escribir(open_case, texto="¿Cuál poste es?", pide_respuesta=True, actor=casos.actor("jairo"))
    sealed = casos.radicar(tipo=TipoPeticion.DENUNCIA_CORRUPCION)
    services.asignar(sealed, dependencia=casos.dependencia("130"), responsable=casos.funcionario("hernan"), actor=casos.actor("hernan"))
    services.escribir(sealed, texto="¿Quién le pidió dinero?", pide_respuesta=True, actor=casos.actor("hernan"))
    first, second = _letters("pqrs/mensaje")
    assert "¿Cuál poste es?" in first.body
    assert "dinero" not in second.body + second.html
