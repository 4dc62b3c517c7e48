"""A transfer that is undone: the term was here all the time, the person and the other body are told, the figures count it as open."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from portal.audit.queries import list_eventos
from portal.core import clock
from portal.core.clock import MovableClock
from portal.core.errors import DomainError
from portal.entidad.queries import get_calendario
from portal.extensions import db
from portal.outbox.models import OutboxMail
from portal.pqrs import services
from portal.pqrs.cifras.conteo import Situacion
from portal.pqrs.cifras.repaso import Acto, repasar
from portal.pqrs.models import Peticion, Respuesta
from portal.pqrs.tipos import TipoPeticion
from tests.support import casos
from tests.support.actos import jefa

pytestmark = pytest.mark.usefixtures("app")


def _passed_on(**changes: object) -> Peticion:
    peticion = casos.en_tramite(**changes)
    services.trasladar(
        peticion, autoridad=casos.autoridad(), motivo="Es ambiental", make_letter=casos.make_letter, actor=casos.jefe("jairo")
    )
    return peticion


def _take_back(peticion: Peticion, causa: str = "error", motivo: str = "El camino es municipal") -> Respuesta:
    return services.deshacer_traslado(peticion, causa=causa, motivo=motivo, make_letter=casos.make_letter, actor=casos.jefe("jairo"))


def test_the_term_goes_on_as_if_it_had_never_been_passed_on(reloj: MovableClock) -> None:
    peticion = _passed_on()
    before = (peticion.vence_el, peticion.efectiva_el, peticion.plazo_dias)
    reloj.set(datetime(2026, 3, 2, 9, 0))
    letter = _take_back(peticion, "devuelta")
    db.session.flush()
    assert (peticion.estado, peticion.abierta, peticion.cerrada_en) == ("en_tramite", True, None)
    # Overdue since 24 February: the days that it was elsewhere were the municipality's.
    assert (peticion.vence_el, peticion.efectiva_el, peticion.plazo_dias) == before
    assert peticion.vence_el == date(2026, 2, 24)
    assert letter.cuerpo.startswith("La entidad la devolvió")
    # The office may answer, or pass it on again.
    services.trasladar(peticion, autoridad=casos.autoridad(), motivo="Sí es", make_letter=casos.make_letter, actor=casos.jefe("jairo"))
    assert list_eventos("peticion", peticion.id)[-1].datos["en_termino"] is False


def test_the_person_and_the_other_body_get_the_letter(reloj: MovableClock) -> None:
    peticion = _passed_on()
    _take_back(peticion)
    db.session.flush()
    query = db.select(OutboxMail).where(OutboxMail.letter.startswith("pqrs/sin_traslado")).order_by(OutboxMail.id)
    sent = [(one.recipient, len(one.attachments)) for one in db.session.scalars(query)]
    assert sent == [("ana@correo.example", 1), ("contacto@corponarino.example", 1)]


def test_what_the_law_accepted_meanwhile_comes_back_accepted(reloj: MovableClock) -> None:
    peticion = _passed_on(tipo=TipoPeticion.INFORMACION)
    reloj.set(datetime(2026, 2, 18, 9, 0))
    _take_back(peticion)
    assert (peticion.aceptada_desde, peticion.copias_el) == (date(2026, 2, 18), date(2026, 2, 20))


def test_no_cause_or_no_reason_changes_nothing(reloj: MovableClock) -> None:
    peticion = _passed_on()
    for causa, motivo, field in (("", "Porque sí", "causa"), ("otra", "Porque sí", "causa"), ("error", " ", "motivo")):
        with pytest.raises(DomainError) as told:
            _take_back(peticion, causa, motivo)
        assert told.value.field == field
    assert peticion.estado == "trasladada"


def test_the_figures_count_it_as_open_and_at_the_office_that_took_it_back(reloj: MovableClock) -> None:
    peticion = casos.radicar()
    db.session.flush()
    actor = replace(jefa(peticion), dependencia_id=casos.dependencia("110").id)
    services.trasladar(peticion, autoridad=casos.autoridad(), motivo="Es ambiental", make_letter=casos.make_letter, actor=actor)
    services.deshacer_traslado(peticion, causa="juez", motivo="Así lo dijo", make_letter=casos.make_letter, actor=actor)
    db.session.flush()
    acts = [Acto(one.tipo, one.en, one.dependencia_id, one.datos) for one in list_eventos("peticion", peticion.id)]
    caso = repasar(acts, get_calendario())
    assert caso is not None
    assert (caso.situacion, caso.autoridad) == (Situacion.ABIERTA, "")
    assert caso.dependencia_id == peticion.dependencia_id == actor.dependencia_id
    assert clock.today() < caso.vence_el
