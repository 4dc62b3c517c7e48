"""Several matters in one petition: each with its kind, its office and its date; the case with the earliest that waits."""

from collections.abc import Sequence
from datetime import date, datetime

import pytest

from portal.core import clock
from portal.core.actors import ciudadano
from portal.core.clock import MovableClock
from portal.core.errors import Conflict, DomainError, Forbidden, NotFound
from portal.database import transaction
from portal.entidad.services.dias import add_dia
from portal.extensions import db
from portal.outbox.models import OutboxMail
from portal.pqrs import jobs, services
from portal.pqrs.models import Asunto, Entrega, Peticion
from portal.pqrs.permissions import reached_by, reaches
from portal.pqrs.queries.asuntos import get_asunto, list_asuntos
from portal.pqrs.queries.bandeja import Filtro, list_bandeja
from portal.pqrs.services.asuntos_respuesta import record_mail_accepted_asunto
from portal.pqrs.tipos import TipoPeticion
from tests.support import casos
from tests.support.oficina import fresh, made

pytestmark = pytest.mark.usefixtures("app", "reloj")
Given = tuple[tuple[str, str, str], ...]
# Received on Tuesday 3 February 2026.
DOCUMENTOS, GENERAL, CONSULTA = date(2026, 2, 17), date(2026, 2, 24), date(2026, 3, 17)


def _case(given: Given = (("documentos", "140", ""), ("consulta", "150", "jairo"))) -> Peticion:
    """A case of Salud's, in matters: papers that Hacienda has, a consultation that Salud answers."""
    peticion = casos.en_tramite()
    casos.separar(peticion, *given)
    return peticion


def _hacienda(*permissions: str) -> object:
    """Somebody of Hacienda who answers, and sees no other office's cases."""
    jairo = casos.actor("jairo")
    held = jairo.permissions | set(permissions)
    return type(jairo)("funcionario", casos.funcionario("delia").id, "Delia", held, casos.dependencia("140").id, "Profesional")


def _dates(peticion: Peticion) -> list[date]:
    return [one.vence_el for one in list_asuntos(peticion)]


def _mails(letter: str) -> Sequence[OutboxMail]:
    return db.session.scalars(db.select(OutboxMail).where(OutboxMail.letter == f"pqrs/{letter}").order_by(OutboxMail.id)).all()


def test_each_matter_has_the_term_of_its_kind_and_the_case_the_earliest() -> None:
    peticion = _case()
    assert _dates(peticion) == [DOCUMENTOS, CONSULTA]
    assert (peticion.vence_el, peticion.tipo) == (DOCUMENTOS, "peticion_general")
    (told,) = _mails("asuntos")
    assert "Asunto 1: " in told.body
    assert "17 de febrero de 2026" in told.body
    assert "17 de marzo de 2026" in told.body
    assert "Lo que pide" not in told.body


def test_the_answered_matter_no_longer_gives_the_case_its_date() -> None:
    peticion = _case((("documentos", "150", ""), ("consulta", "150", "jairo")))
    first = get_asunto(peticion, 1)
    services.escribir_parte(first, texto="Aquí están las copias.", lista=False, actor=casos.actor("jairo"))
    letter = services.responder_asunto(first, make_letter=casos.make_letter, actor=casos.actor("jairo"))
    assert (peticion.estado, peticion.vence_el, first.respondida_en is not None) == ("en_tramite", CONSULTA, True)
    assert letter.salida is not None
    with pytest.raises(Conflict, match="ya tiene respuesta"):
        services.responder_asunto(first, make_letter=casos.make_letter, actor=casos.actor("jairo"))


def test_the_last_letter_answers_the_case_which_then_waits_for_its_delivery() -> None:
    peticion = casos.en_tramite(asuntos=True)
    for numero in (2, 3):
        services.responder_asunto(get_asunto(peticion, numero), make_letter=casos.make_letter, actor=casos.actor("jairo"))
    assert (peticion.estado, peticion.respondida_en is not None) == ("por_notificar", True)
    services.abrir_respuesta(peticion, actor=ciudadano(peticion.id))
    assert peticion.estado == "respondida"


def test_changing_the_kind_of_one_matter_counts_only_that_one_again() -> None:
    peticion = _case()
    services.clasificar_asunto(
        get_asunto(peticion, 1), tipo=TipoPeticion.PETICION_GENERAL, motivo="No pide copias", actor=casos.actor("carmen")
    )
    assert _dates(peticion) == [GENERAL, CONSULTA]
    assert peticion.vence_el == GENERAL
    with pytest.raises(DomainError, match="se separó en asuntos"):
        services.clasificar(peticion, tipo=TipoPeticion.RECLAMO, motivo="Es un reclamo", actor=casos.actor("carmen"))


def test_what_is_missing_stops_every_matter_and_an_extension_only_the_first(reloj: MovableClock) -> None:
    peticion = _case()
    reloj.set(datetime(2026, 2, 5, 9, 0))
    services.requerir(peticion, texto="Falta el plano", make_letter=casos.make_letter, actor=casos.actor("jairo"))
    assert all(one.pausa_desde == date(2026, 2, 5) for one in list_asuntos(peticion))
    reloj.set(datetime(2026, 2, 9, 9, 0))
    services.completar(peticion, texto="Va el plano", actor=ciudadano(peticion.id))
    # Two business days stood still.
    assert _dates(peticion) == [date(2026, 2, 19), date(2026, 3, 19)]
    services.prorrogar(peticion, motivo="Son muchas", hasta=date(2026, 2, 26), make_letter=casos.make_letter, actor=casos.actor("jairo"))
    assert _dates(peticion) == [date(2026, 2, 26), date(2026, 3, 19)]
    assert peticion.vence_el == date(2026, 2, 26)


def test_asked_too_late_for_the_first_matter_the_others_do_not_stand_still_for_ever(reloj: MovableClock) -> None:
    peticion = _case((("congreso", "150", ""), ("consulta", "150", "")))
    reloj.set(datetime(2026, 2, 12, 9, 0))
    services.requerir(peticion, texto="Falta el plano", make_letter=casos.make_letter, actor=casos.actor("jairo"))
    assert peticion.estado == "en_tramite"
    assert [one.pausa_desde for one in list_asuntos(peticion)] == [None, None]


def test_an_office_sees_the_whole_petition_of_which_it_has_a_matter_and_works_only_on_its_own() -> None:
    peticion = _case()
    other = casos.en_tramite()
    hacienda = _hacienda()
    assert reaches(hacienda, peticion)
    assert not reaches(hacienda, other)
    assert db.session.scalars(db.select(Peticion.id).where(reached_by(hacienda))).all() == [peticion.id]
    services.escribir_parte(get_asunto(peticion, 1), texto="Las copias", lista=True, actor=hacienda)
    with pytest.raises(Forbidden):
        services.escribir_parte(get_asunto(peticion, 2), texto="No es nuestro", lista=True, actor=hacienda)
    with pytest.raises(Forbidden):
        services.proyectar(peticion, cuerpo="Tampoco el caso", actor=hacienda)
    with pytest.raises(Forbidden):
        services.escribir_parte(get_asunto(peticion, 1), texto="De otra oficina", lista=True, actor=casos.actor("jairo"))


def test_its_inbox_shows_the_case_while_its_matter_waits() -> None:
    peticion = _case()
    hacienda = _hacienda()
    assert list(list_bandeja(hacienda, Filtro(vista="asuntos"))) == [peticion]
    services.escribir_parte(get_asunto(peticion, 1), texto="Las copias", lista=False, actor=hacienda)
    services.responder_asunto(get_asunto(peticion, 1), make_letter=casos.make_letter, actor=hacienda)
    assert list(list_bandeja(hacienda, Filtro(vista="asuntos"))) == []


def test_the_joint_answer_waits_for_every_part_and_answers_all_that_wait() -> None:
    peticion = _case()
    services.escribir_parte(get_asunto(peticion, 2), texto="El concepto es este.", lista=True, actor=casos.actor("jairo"))
    services.unir_partes(peticion, actor=casos.actor("jairo"))
    with pytest.raises(DomainError, match="Falta la parte de: asunto 1"):
        services.responder(peticion, make_letter=casos.make_letter, actor=casos.actor("jairo"))
    services.escribir_parte(get_asunto(peticion, 1), texto="Las copias van aquí.", lista=True, actor=_hacienda())
    assert len(_mails("partes_listas")) == 1
    draft = services.unir_partes(peticion, actor=casos.actor("jairo"), version_borrador=1)
    assert draft.cuerpo.count("El concepto es este.") == 1
    assert "Asunto 1: Lo que pide 1\n\nLas copias van aquí." in draft.cuerpo
    with pytest.raises(DomainError, match="ya están en el borrador"):
        services.unir_partes(peticion, actor=casos.actor("jairo"), version_borrador=2)
    letter = services.responder(peticion, make_letter=casos.make_letter, actor=casos.actor("jairo"))
    assert peticion.estado == "por_notificar"
    assert {one.respuesta_id for one in list_asuntos(peticion)} == {letter.id}


def test_a_reopened_case_asks_all_its_matters_again(reloj: MovableClock) -> None:
    peticion = casos.respondida(asuntos=True)
    reloj.set(datetime(2026, 3, 2, 9, 0))
    services.pedir_reapertura(peticion, motivo="Faltan las copias", actor=ciudadano(peticion.id))
    assert [one.respondida_en for one in list_asuntos(peticion)] == [None, None, None]
    assert peticion.vence_el == min(_dates(peticion)) == date(2026, 3, 16)


def test_each_letter_on_a_matter_has_its_own_proof(reloj: MovableClock) -> None:
    peticion = casos.en_tramite(asuntos=True)
    letter = get_asunto(peticion, 1).respuesta
    assert letter is not None
    assert [one.medio for one in letter.entregas] == ["correo"]
    (mail,) = _mails("respuesta_asunto")
    assert mail.key == f"asunto-carta:{letter.id}"
    record_mail_accepted_asunto(letter.id, mail.message_id)
    services.abrir_asunto(peticion, numero=1, actor=ciudadano(peticion.id))
    services.abrir_asunto(peticion, numero=1, actor=ciudadano(peticion.id))
    proofs = db.session.scalars(db.select(Entrega).where(Entrega.respuesta_id == letter.id).order_by(Entrega.id)).all()
    assert [(one.medio, one.probada_en is not None) for one in proofs] == [("correo", True), ("pagina", True)]
    assert (peticion.estado, peticion.notificada_en) == ("en_tramite", None)
    with pytest.raises(NotFound):
        services.abrir_asunto(peticion, numero=2, actor=ciudadano(peticion.id))
    with pytest.raises(Conflict):
        services.abrir_respuesta(peticion, actor=ciudadano(peticion.id))


def test_silence_accepts_the_matter_that_asks_for_papers_and_no_other(reloj: MovableClock) -> None:
    peticion = made(_case, given=(("documentos", "150", ""), ("consulta", "150", "jairo")))
    reloj.set(datetime(2026, 2, 18, 1, 0))
    jobs.operar_silencios()
    peticion = fresh(peticion)
    first, second = list_asuntos(peticion)
    assert (first.aceptada_desde, first.copias_el) == (date(2026, 2, 18), date(2026, 2, 20))
    assert (second.aceptada_desde, peticion.aceptada_desde) == (None, None)
    assert len(_mails("silencio_asunto")) == 1
    assert [one.radicado for one in list_bandeja(casos.actor("hernan"), Filtro(vista="silencio"))] == [peticion.radicado]
    with pytest.raises(DomainError, match="no se puede negar"):
        services.rechazar(peticion, motivo="Insulta", make_letter=casos.make_letter, actor=casos.jefe("jairo"))
    with pytest.raises(DomainError, match="no se puede negar"):
        services.negar_reserva(
            peticion,
            reservas=["24-3"],
            niega="La hoja de vida",
            dano="Expone su salud",
            make_letter=casos.make_letter,
            actor=casos.jefe("jairo"),
        )
    assert jobs.operar_silencios() == 0


def test_who_has_a_matter_is_reminded_of_its_own_date(reloj: MovableClock) -> None:
    made(_case)
    reloj.set(datetime(2026, 2, 16, 6, 0))
    jobs.recordar()
    about_papers = [one for one in _mails("recordatorio") if "asunto 1" in one.subject]
    assert {one.recipient for one in about_papers} == {casos.dependencia("140").jefe.correo}
    assert "17 de febrero de 2026" in about_papers[0].body
    reloj.set(datetime(2026, 3, 16, 6, 0))
    jobs.recordar()
    assert "jairo@puerres.example" in {one.recipient for one in _mails("recordatorio") if "asunto 2" in one.subject}
    before = len(_mails("recordatorio"))
    jobs.recordar()
    assert len(_mails("recordatorio")) == before


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ((("consulta", "150", ""),), "al menos 2 asuntos"),
        ((("consulta", "150", ""), ("queja_disciplinaria", "150", "")), "es reservada"),
        ((("consulta", "150", ""), ("documentos", "140", "jairo")), "no trabaja en"),
    ],
)
def test_a_separation_that_would_harm_is_refused_and_leaves_nothing(given: Given, words: str) -> None:
    peticion = casos.en_tramite()
    with pytest.raises(DomainError, match=words):
        casos.separar(peticion, *given)
    assert not peticion.is_separada
    assert db.session.scalar(db.select(db.func.count()).select_from(Asunto)) == 0


def test_the_second_of_two_who_write_the_same_part_is_told() -> None:
    one = get_asunto(_case(), 2)
    version = one.version
    services.escribir_parte(one, texto="Primero", lista=False, actor=casos.actor("jairo"), version=version)
    with pytest.raises(Conflict):
        services.escribir_parte(one, texto="Segundo", lista=False, actor=casos.actor("jairo"), version=version)
    assert one.parte == "Primero"


def test_another_case_has_no_part_in_it() -> None:
    peticion = casos.en_tramite(asuntos=True)
    with pytest.raises(Forbidden):
        services.abrir_asunto(peticion, numero=1, actor=ciudadano(peticion.id + 1))
    assert clock.today() == date(2026, 2, 3)


def test_a_day_that_no_longer_counts_moves_the_matters_that_it_falls_in_and_tells_whose_they_are() -> None:
    peticion = made(_case)
    # After the date of the papers, before that of the consultation.
    with transaction():
        add_dia(fecha=date(2026, 3, 5), motivo="Fiestas", acto="Decreto 9", actor=casos.actor("efrain"), confirmado=True)
    assert _dates(fresh(peticion)) == [DOCUMENTOS, date(2026, 3, 18)]
    told = {(one.recipient, "asunto 2" in one.body) for one in (*_mails("termino"), *_mails("termino_oficina"))}
    assert told == {("ana@correo.example", True), ("jairo@puerres.example", True)}
