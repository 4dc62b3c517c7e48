"""The acts of an office around a petition: until when the law lets it do each, what it refuses and why, and what each leaves behind."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from portal.audit.queries import list_eventos
from portal.core.clock import MovableClock
from portal.core.errors import Conflict, DomainError
from portal.entidad.queries import get_calendario
from portal.extensions import db
from portal.files.queries import list_archivos
from portal.outbox.models import OutboxMail
from portal.pqrs import services
from portal.pqrs.models import Peticion, Respuesta
from portal.pqrs.posibles import posibles_of
from portal.pqrs.queries.caso import list_cartas, list_respuestas
from portal.pqrs.services.responder import last_respuesta
from portal.pqrs.tipos import TipoPeticion
from tests.support import casos

pytestmark = pytest.mark.usefixtures("app")
LETTER = casos.make_letter


def _day(reloj: MovableClock, month: int, day: int, hour: int = 9) -> None:
    reloj.set(datetime(2026, month, day, hour, 0))


def _requerir(peticion: Peticion) -> Respuesta:
    return services.requerir(peticion, texto="Falta el plano del predio.", make_letter=LETTER, actor=casos.actor("jairo"))


def _prorrogar(peticion: Peticion, hasta: date, motivo: str = "Falta la visita del ingeniero.") -> Respuesta:
    return services.prorrogar(peticion, motivo=motivo, hasta=hasta, make_letter=LETTER, actor=casos.actor("jairo"))


def _trasladar(peticion: Peticion, **changes: Any) -> Respuesta:
    values = {"autoridad": casos.autoridad(), "motivo": "Es la autoridad ambiental.", "parte": "", **changes}
    return services.trasladar(peticion, make_letter=LETTER, actor=casos.actor("jairo"), **values)


def _rechazar(peticion: Peticion, motivo: str = "Llama ladrones a los funcionarios.") -> Respuesta:
    return services.rechazar(peticion, motivo=motivo, make_letter=LETTER, actor=casos.jefe("jairo"))


def _newest(peticion: Peticion) -> Any:
    return list_eventos("peticion", peticion.id)[-1]


def _mails(peticion: Peticion, letter: str) -> list[OutboxMail]:
    wanted = db.select(OutboxMail).where(OutboxMail.letter == f"pqrs/{letter}", OutboxMail.about_id == peticion.id).order_by(OutboxMail.id)
    return list(db.session.scalars(wanted))


def test_asked_on_the_tenth_day_the_term_pauses_and_resumes_with_what_was_left(reloj: MovableClock) -> None:
    peticion = casos.en_tramite()
    _day(reloj, 2, 17, 16)
    _requerir(peticion)
    assert (peticion.estado, peticion.pausa_desde, peticion.pausa_limite_el) == ("requerida", date(2026, 2, 17), date(2026, 3, 17))
    assert _newest(peticion).datos["limite"] == "2026-03-17"
    _day(reloj, 2, 27)
    services.seguir_sin_completar(peticion, motivo="El plano estaba en el archivo.", actor=casos.jefe("jairo"))
    # Ten days were used: five are left, from Monday 2 March.
    assert (peticion.estado, peticion.vence_el, peticion.pausa_desde) == ("en_tramite", date(2026, 3, 6), None)


def test_asked_on_the_fifth_day_the_due_date_is_that_of_the_examples(reloj: MovableClock) -> None:
    peticion = casos.en_tramite()
    _day(reloj, 2, 10)
    _requerir(peticion)
    assert peticion.pausa_limite_el == date(2026, 3, 10)
    _day(reloj, 2, 27)
    services.seguir_sin_completar(peticion, motivo="Ya llegó.", actor=casos.jefe("jairo"))
    assert peticion.vence_el == date(2026, 3, 13)


def test_asked_on_the_eleventh_day_it_is_a_letter_that_moves_nothing(reloj: MovableClock) -> None:
    peticion = casos.en_tramite()
    before = peticion.vence_el
    _day(reloj, 2, 18)
    letter = _requerir(peticion)
    assert (peticion.estado, peticion.vence_el, peticion.pausa_desde) == ("en_tramite", before, None)
    assert _newest(peticion).tipo == "complemento_pedido_tarde"
    assert letter.datos["con_efecto"] is False
    assert len(_mails(peticion, "requerimiento")) == 1


def test_a_request_without_a_text_is_refused(reloj: MovableClock) -> None:
    peticion = casos.en_tramite()
    with pytest.raises(DomainError, match="Escriba qué falta"):
        services.requerir(peticion, texto="  ", make_letter=LETTER, actor=casos.actor("jairo"))
    assert peticion.estado == "en_tramite"


@pytest.mark.parametrize(
    ("tipo", "latest", "too_late"),
    [
        (TipoPeticion.PETICION_GENERAL, date(2026, 3, 17), date(2026, 3, 18)),
        (TipoPeticion.INFORMACION, date(2026, 3, 3), date(2026, 3, 4)),
    ],
)
def test_a_term_is_extended_at_most_to_its_double(reloj: MovableClock, tipo: TipoPeticion, latest: date, too_late: date) -> None:
    refused, extended = casos.en_tramite(tipo=tipo), casos.en_tramite(tipo=tipo)
    _day(reloj, 2, 17)
    with pytest.raises(DomainError, match="no puede pasar del"):
        _prorrogar(refused, too_late)
    letter = _prorrogar(extended, latest)
    assert extended.vence_el == latest
    assert letter.datos == {"hasta": str(latest)}
    assert "Le responderemos a más tardar el" in letter.cuerpo
    assert _newest(extended).datos["vence_el"][1] == str(latest)
    assert len(_mails(extended, "prorroga")) == 1


@pytest.mark.parametrize(
    ("day", "hasta", "words"),
    [
        (25, date(2026, 3, 10), "El aviso debía darse antes de vencer el plazo"),
        (17, date(2026, 2, 24), "La nueva fecha debe ser posterior"),
        (17, date(2026, 2, 3), "La nueva fecha debe ser posterior"),
        (17, date(2026, 3, 8), "debe ser un día hábil"),
    ],
)
def test_an_extension_outside_the_law_is_refused_and_says_why(reloj: MovableClock, day: int, hasta: date, words: str) -> None:
    peticion = casos.en_tramite()
    before = peticion.vence_el
    _day(reloj, 2, day)
    with pytest.raises(DomainError, match=words):
        _prorrogar(peticion, hasta)
    assert peticion.vence_el == before


def test_there_is_one_extension_and_it_has_a_reason(reloj: MovableClock) -> None:
    peticion = casos.en_tramite()
    with pytest.raises(DomainError, match="Escriba por qué no se puede responder a tiempo"):
        _prorrogar(peticion, date(2026, 3, 10), motivo=" ")
    _prorrogar(peticion, date(2026, 3, 10))
    with pytest.raises(DomainError, match="ya se prorrogó una vez"):
        _prorrogar(peticion, date(2026, 3, 11))


def test_a_transfer_until_the_fifth_day_is_in_time_and_the_next_is_recorded_as_late(reloj: MovableClock) -> None:
    reloj.set(datetime(2026, 4, 30, 10, 0))
    early, late = casos.en_tramite(), casos.en_tramite()
    reloj.set(datetime(2026, 5, 8, 16, 0))
    _trasladar(early)
    reloj.set(datetime(2026, 5, 11, 8, 0))
    _trasladar(late)
    assert _newest(early).datos["en_termino"] is True
    assert _newest(late).datos["en_termino"] is False
    assert (early.estado, late.estado, early.abierta) == ("trasladada", "trasladada", False)


def test_a_transfer_reaches_the_authority_and_the_person_once_each(reloj: MovableClock) -> None:
    peticion = casos.en_tramite()
    letter = _trasladar(peticion)
    assert [one.recipient for one in _mails(peticion, "traslado")] == ["ana@correo.example"]
    assert [one.recipient for one in _mails(peticion, "traslado_autoridad")] == ["contacto@corponarino.example"]
    assert _newest(peticion).datos["autoridad"] == letter.datos["autoridad"] == "Corporación Autónoma Regional de Nariño"


def test_a_part_is_passed_on_and_the_rest_is_answered_here(reloj: MovableClock) -> None:
    peticion = casos.en_tramite()
    before = peticion.vence_el
    letter = _trasladar(peticion, parte="La limpieza del río.")
    assert (peticion.estado, peticion.vence_el) == ("en_tramite", before)
    assert (letter.clase, letter.datos["parte"]) == ("traslado_parcial", "La limpieza del río.")
    assert "Parte que se traslada: La limpieza del río." in letter.cuerpo


def test_nothing_is_passed_on_to_oneself_nor_to_a_retired_authority(reloj: MovableClock) -> None:
    peticion = casos.en_tramite()
    ourselves = casos.autoridad("ALCALDÍA MUNICIPAL DE PUERRES", correo="otra@puerres.example")
    same_mail = casos.autoridad("Veeduría", correo="Contacto@puerres.example")
    # An entry of before, when only the exact name was refused.
    office = casos.autoridad("Secretaría de Gobierno de Puerres", correo="")
    for autoridad in (ourselves, same_mail, office):
        with pytest.raises(DomainError, match="Esa es esta misma alcaldía o una de sus oficinas"):
            _trasladar(peticion, autoridad=autoridad)
    with pytest.raises(DomainError, match="ya no está en el directorio"):
        _trasladar(peticion, autoridad=casos.autoridad("Retirada", activa=False))
    with pytest.raises(DomainError, match="Escriba por qué le corresponde"):
        _trasladar(peticion, motivo="")
    assert peticion.estado == "en_tramite"


def test_an_expired_term_can_neither_be_suspended_nor_kept_by_sending_the_petition_back(reloj: MovableClock) -> None:
    peticion = casos.en_tramite()
    _day(reloj, 2, 25)
    with pytest.raises(DomainError, match="ya venció: no se puede suspender"), db.session.begin_nested():
        services.plantear_conflicto(peticion, motivo="Se envió al Tribunal.", actor=casos.jefe("jairo"))
    with pytest.raises(DomainError, match="ya venció: no se puede devolver"), db.session.begin_nested():
        services.devolver(peticion, texto="No se entiende.", make_letter=LETTER, actor=casos.jefe("jairo"))


def test_a_conflict_of_competence_stops_the_clock_until_the_court_decides(reloj: MovableClock) -> None:
    peticion = casos.en_tramite()
    _day(reloj, 2, 10)
    services.plantear_conflicto(peticion, motivo="Se envió al Tribunal de Nariño.", actor=casos.jefe("jairo"))
    assert (peticion.pausa_causa, peticion.pausa_limite_el) == ("competencia", None)
    _day(reloj, 4, 10)
    told: dict[str, Any] = {"decision": "Es del departamento.", "competente": "Gobernación", "actor": casos.jefe("jairo")}
    for decided, said, wrong in (
        (date(2026, 2, 9), date(2026, 4, 10), "no puede ser anterior"),
        (date(2026, 4, 11), date(2026, 4, 11), "fecha futura"),
        (date(2026, 4, 8), date(2026, 4, 7), "el día de la decisión o después"),
    ):
        with pytest.raises(DomainError, match=wrong):
            services.resolver_conflicto(peticion, decidida_el=decided, comunicada_el=said, **told)
    services.resolver_conflicto(peticion, decidida_el=date(2026, 4, 7), comunicada_el=date(2026, 4, 9), **told)
    assert peticion.vence_el == date(2026, 4, 23)
    assert (_newest(peticion).datos["decidida_el"], _newest(peticion).datos["competente"]) == ("2026-04-07", "Gobernación")
    _day(reloj, 4, 16)
    services.trasladar(peticion, autoridad=casos.autoridad(), motivo="Lo dijo el juez.", make_letter=LETTER, actor=casos.jefe("jairo"))
    assert _newest(peticion).datos["en_termino"] is True


def test_what_was_sent_back_is_archived_only_after_its_ten_days(reloj: MovableClock) -> None:
    peticion = casos.devuelta()
    assert peticion.pausa_limite_el == date(2026, 2, 17)
    _day(reloj, 2, 17)
    with pytest.raises(Conflict, match=r"puede aclarar hasta el martes 17 de febrero"):
        services.archivar(peticion, motivo="No aclaró.", make_letter=LETTER, actor=casos.jefe("jairo"))
    _day(reloj, 2, 18)
    letter = services.archivar(peticion, motivo="No aclaró.", make_letter=LETTER, actor=casos.jefe("jairo"))
    assert (peticion.estado, letter.clase) == ("por_notificar", "archivo")


def test_a_repeated_petition_is_referred_only_to_an_answered_one_that_the_official_may_see(reloj: MovableClock) -> None:
    peticion, open_one, answered = casos.en_tramite(), casos.en_tramite(), casos.respondida()
    hidden = casos.radicar(tipo=TipoPeticion.QUEJA_DISCIPLINARIA)

    def remitir(anterior: str) -> Respuesta:
        return services.remitir(peticion, anterior=anterior, motivo="Pide lo mismo.", make_letter=LETTER, actor=casos.jefe("jairo"))

    for wrong in ("2026-E-999999", hidden.radicado, ""):
        with pytest.raises(DomainError, match="No encontramos ese radicado"):
            remitir(wrong)
    for wrong in (peticion.radicado, open_one.radicado):
        with pytest.raises(DomainError, match="anterior que ya tenga respuesta"):
            remitir(wrong)
    ben = casos.ANA.__class__(**{**vars(casos.ANA), "primer_nombre": "Ben", "numero_documento": "1000000002"})
    with pytest.raises(DomainError, match="es de otra persona"):
        remitir(casos.respondida(solicitante=ben).radicado)
    letter = remitir(f" {answered.radicado.lower()} ")
    assert letter.datos == {"anterior": answered.radicado}
    assert answered.radicado in letter.cuerpo
    before = last_respuesta(answered)
    assert before is not None
    assert before.carta_sha256 in {one.sha256 for one in list_archivos("respuesta", letter.id, etiqueta="respuesta")}


def test_where_the_portal_cannot_know_the_person_the_official_must_say_it(reloj: MovableClock) -> None:
    answered, peticion = casos.respondida(**casos.ANONIMA), casos.en_tramite(**casos.ANONIMA)
    told: dict[str, Any] = {"anterior": answered.radicado, "motivo": "Pide lo mismo.", "make_letter": LETTER, "actor": casos.jefe("jairo")}
    with pytest.raises(DomainError, match="marque la casilla") as refused:
        services.remitir(peticion, **told)
    assert refused.value.field == "misma"
    services.remitir(peticion, **told, misma=True)
    assert _newest(peticion).datos["misma_persona"]


DECISIONS: dict[str, tuple[Callable[[], Peticion], Callable[..., Respuesta]]] = {
    "rechazo": (casos.en_tramite, services.rechazar),
    "desistimiento": (casos.por_decretar, services.decretar_desistimiento),
}


@pytest.mark.parametrize("clase", DECISIONS)
def test_a_decision_has_its_reasons_its_number_its_proof_to_come_and_the_appeal(reloj: MovableClock, clase: str) -> None:
    make, decide = DECISIONS[clase]
    peticion = make()
    with pytest.raises(DomainError, match="Escriba las razones"):
        decide(peticion, motivo=" ", make_letter=LETTER, actor=casos.jefe("jairo"))
    letter = decide(peticion, motivo="No llegó el plano.", make_letter=LETTER, actor=casos.jefe("jairo"))
    assert (peticion.estado, letter.clase) == ("por_notificar", clase)
    assert peticion.respondida_en is not None
    assert letter.salida is not None
    assert "recurso de reposición" in letter.cuerpo
    assert [one.medio for one in letter.entregas] == ["correo"]
    assert (_newest(peticion).datos["salida"], _newest(peticion).datos["motivo"]) == (letter.salida.numero, "No llegó el plano.")


def test_what_the_law_counts_as_accepted_can_no_longer_be_refused(reloj: MovableClock) -> None:
    peticion, earlier = casos.en_tramite(tipo=TipoPeticion.INFORMACION), casos.respondida()
    _day(reloj, 2, 18)
    assert services.operar_silencio(peticion)
    with pytest.raises(DomainError, match=r"aceptada desde el miércoles 18 de febrero de 2026: ya no se puede negar"):
        _rechazar(peticion)
    with pytest.raises(DomainError, match="ya no se puede negar"):
        services.remitir(peticion, anterior=earlier.radicado, motivo="Es la misma.", make_letter=LETTER, actor=casos.jefe("jairo"))
    assert peticion.estado == "en_tramite"
    services.proyectar(peticion, cuerpo="Aquí están las copias.", actor=casos.actor("jairo"))
    services.responder(peticion, make_letter=LETTER, actor=casos.actor("jairo"))
    assert peticion.estado == "por_notificar"


@pytest.mark.parametrize("parte", ["", "Lo del río."])
def test_what_the_law_counts_as_accepted_is_neither_asked_to_be_completed_nor_passed_on(reloj: MovableClock, parte: str) -> None:
    peticion = casos.en_tramite(tipo=TipoPeticion.INFORMACION)
    _day(reloj, 2, 18)
    assert services.operar_silencio(peticion)
    with pytest.raises(DomainError, match="Ya no se puede pedir que la complete ni trasladarla"):
        _requerir(peticion)
    with pytest.raises(DomainError, match="Ya no se puede pedir que la complete ni trasladarla"):
        _trasladar(peticion, parte=parte)
    assert (peticion.estado, list_cartas(peticion)) == ("en_tramite", [])
    out = posibles_of(peticion, get_calendario()).fuera
    assert {"requerir", "trasladar", "devolver", "plantear_conflicto", "rechazar"} <= out


def test_every_letter_has_its_own_number_and_only_some_decide_the_case(reloj: MovableClock) -> None:
    peticion = casos.con_borrador()
    _trasladar(peticion, parte="Lo del río.")
    _prorrogar(peticion, date(2026, 3, 10))
    _requerir(peticion)
    services.seguir_sin_completar(peticion, motivo="Ya llegó.", actor=casos.jefe("jairo"))
    services.responder(peticion, make_letter=LETTER, actor=casos.actor("jairo"))
    letters = list_cartas(peticion)
    assert {one.clase for one in letters} == {"traslado_parcial", "prorroga", "requerimiento", "respuesta"}
    assert len({one.salida.numero for one in letters if one.salida}) == 4
    assert [one.clase for one in list_respuestas(peticion)] == ["respuesta"]


def test_where_the_head_signs_every_letter_only_the_head_extends(reloj: MovableClock) -> None:
    peticion = casos.radicar()
    services.asignar(peticion, dependencia=casos.dependencia("120"), responsable=casos.funcionario("beto"), actor=casos.actor("carmen"))
    values: dict[str, Any] = {"motivo": "Falta la visita.", "hasta": date(2026, 3, 10), "make_letter": LETTER}
    with pytest.raises(DomainError, match="pide que su jefe firme las cartas"), db.session.begin_nested():
        services.prorrogar(peticion, **values, actor=casos.actor("beto"))
    services.prorrogar(peticion, **values, actor=casos.actor("gloria"))
    assert peticion.vence_el == date(2026, 3, 10)


def test_two_at_once_do_not_both_extend(reloj: MovableClock) -> None:
    peticion = casos.en_tramite()
    seen = peticion.version
    services.anotar(peticion, texto="Llamé.", actor=casos.actor("jairo"))
    services.escribir(peticion, texto="¿Cuál poste?", pide_respuesta=True, actor=casos.actor("jairo"))
    with pytest.raises(Conflict, match="El caso cambió mientras usted trabajaba"):
        services.prorrogar(peticion, motivo="Falta.", hasta=date(2026, 3, 10), make_letter=LETTER, actor=casos.actor("jairo"), version=seen)
