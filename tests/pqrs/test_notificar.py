"""How a decision is notified to who did not accept it electronically: each step, its days, and when it takes effect."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from portal.audit.queries import list_eventos
from portal.core import clock
from portal.core.actors import ciudadano
from portal.core.clock import MovableClock
from portal.core.errors import Conflict, DomainError, Forbidden
from portal.entidad.queries import get_calendario
from portal.extensions import db
from portal.files.queries import list_archivos
from portal.outbox.models import OutboxMail
from portal.outbox.services import sent_handler
from portal.pqrs import services
from portal.pqrs.clases import ClaseCarta
from portal.pqrs.models import Notificacion, Peticion, Respuesta
from portal.pqrs.pasos import Pasos, pasos_of
from portal.pqrs.queries.caso import list_cartas
from portal.pqrs.queries.notificaciones import find_notificacion, list_fijadas
from portal.pqrs.services.responder import last_respuesta
from tests.support import casos

pytestmark = pytest.mark.usefixtures("app")
LETTER = casos.make_letter
ON_PAPER = {"medio_respuesta": "direccion", "acepta_notificacion": False}


def _pasos(peticion: Peticion) -> Pasos:
    found = pasos_of(peticion, last_respuesta(peticion), get_calendario())
    assert found is not None
    return found


def _steps(peticion: Peticion) -> Notificacion:
    carta = last_respuesta(peticion)
    found = find_notificacion(carta) if carta else None
    assert found is not None
    return found


def _notify(peticion: Peticion, **changes: Any) -> Notificacion:
    values: dict[str, Any] = {"quien": "Ana Arteaga", "documento": "CC 1000000001", "calidad": "interesado", "fecha": clock.now(),
                              "copia_entregada": True}  # fmt: skip
    return services.notificar_personalmente(peticion, **{**values, **changes}, actor=casos.actor("jairo"))


def _post(peticion: Peticion, motivo: str = "") -> Notificacion:
    return services.publicar_aviso(peticion, lugar="la cartelera", motivo=motivo, make_copy=casos.make_copy, actor=casos.actor("jairo"))


def _on_paper() -> Peticion:
    ana = casos.ANA.__class__(**{**vars(casos.ANA), "correo": "", "direccion": "Calle 5 # 3-21"})
    return casos.rechazada(solicitante=ana, **ON_PAPER)


def test_the_citation_is_due_on_the_fifth_day_and_one_that_is_late_says_so(reloj: MovableClock) -> None:
    peticion = casos.rechazada()
    assert _pasos(peticion).citar_hasta == date(2026, 2, 10)
    reloj.set(datetime(2026, 2, 11, 9))
    assert _pasos(peticion).is_citacion_tarde
    services.citar(peticion, lugar="Salud", make_letter=LETTER, actor=casos.actor("jairo"))
    assert list_eventos("peticion", peticion.id)[-1].datos["en_termino"] is False
    with pytest.raises(Conflict, match="La citación ya se envió"):
        services.citar(peticion, lugar="Salud", make_letter=LETTER, actor=casos.actor("jairo"))


def test_a_citation_by_mail_leaves_at_once_and_tells_no_reason(reloj: MovableClock) -> None:
    peticion = casos.citada()
    mail = db.session.scalars(db.select(OutboxMail).where(OutboxMail.letter == "pqrs/citacion")).one()
    assert "Secretaría de Salud, de 8 a 12" in mail.body
    assert "Insulta" not in mail.body
    assert _steps(peticion).citada_el == date(2026, 2, 3)
    letter = next(one for one in list_cartas(peticion) if one.clase == ClaseCarta.CITACION)
    assert letter.salida is not None
    assert "Insulta" not in letter.cuerpo
    assert _pasos(peticion).comparece_hasta == date(2026, 2, 10)


def test_a_citation_on_paper_counts_from_the_sending_that_was_proved(reloj: MovableClock) -> None:
    peticion = _on_paper()
    letter = services.citar(peticion, lugar="Salud", make_letter=LETTER, actor=casos.actor("jairo"))
    assert _steps(peticion).citada_el is None
    reloj.set(datetime(2026, 2, 12, 9))
    with pytest.raises(Conflict, match="registre su envío"):
        services.avisar(peticion, make_letter=LETTER, actor=casos.actor("jairo"))
    services.registrar_envio(
        peticion, carta=letter, medio="mensajeria", detalle="Guía 7", fecha=clock.now() - timedelta(days=6), actor=casos.actor("jairo")
    )
    assert _steps(peticion).citada_el == date(2026, 2, 6)
    assert _pasos(peticion).avisar_desde == date(2026, 2, 16)
    with pytest.raises(Conflict, match="desde el lunes 16 de febrero de 2026"):
        services.avisar(peticion, make_letter=LETTER, actor=casos.actor("jairo"))


def test_in_person_it_is_notified_at_once_and_the_appeal_runs_from_the_next_day(reloj: MovableClock) -> None:
    peticion = casos.citada()
    reloj.set(datetime(2026, 2, 5, 9))
    _notify(peticion)
    assert (peticion.estado, peticion.notificada_en) == ("respondida", clock.now())
    assert (_steps(peticion).forma, _pasos(peticion).recurso_hasta) == ("personal", date(2026, 2, 19))
    with pytest.raises(Conflict, match="ya está notificada"):
        _notify(peticion)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"quien": " "}, "quien"), ({"documento": ""}, "documento"), ({"calidad": "vecino"}, "calidad"),
        ({"copia_entregada": False}, "copia_entregada"), ({"fecha": datetime(2026, 2, 4, tzinfo=clock.BOGOTA)}, "fecha"),
        ({"fecha": datetime(2026, 2, 2, tzinfo=clock.BOGOTA)}, "fecha"),
    ],
)  # fmt: skip
def test_a_notification_in_person_says_who_with_which_document_and_that_a_copy_was_given(
    reloj: MovableClock, changes: dict[str, Any], field: str
) -> None:
    peticion = casos.citada()
    with pytest.raises(DomainError) as refused:
        _notify(peticion, **changes)
    assert refused.value.field == field
    assert peticion.notificada_en is None


def test_failing_that_the_aviso_takes_effect_at_the_end_of_the_day_after_its_delivery(reloj: MovableClock) -> None:
    peticion = casos.citada()
    reloj.set(datetime(2026, 2, 10, 9))
    with pytest.raises(Conflict, match="El aviso se envía desde el miércoles 11 de febrero de 2026"):
        services.avisar(peticion, make_letter=LETTER, actor=casos.actor("jairo"))
    reloj.set(datetime(2026, 2, 11, 9))
    letter = services.avisar(peticion, make_letter=LETTER, actor=casos.actor("jairo"))
    assert "recurso de reposición" in letter.cuerpo
    mail = db.session.scalars(db.select(OutboxMail).where(OutboxMail.letter == "pqrs/aviso")).one()
    assert len(mail.attachments) == 2
    reloj.set(datetime(2026, 2, 13, 9))
    services.registrar_aviso(peticion, detalle="Guía 9", fecha=clock.now(), actor=casos.actor("jairo"))
    # Delivered on a Friday: the next day that counts is Monday, and the ten days run from Tuesday.
    assert peticion.notificada_en == datetime(2026, 2, 16, 23, 59, 59, tzinfo=clock.BOGOTA)
    assert _pasos(peticion).recurso_hasta == date(2026, 3, 2)
    with pytest.raises(Conflict, match="Falta notificar"):
        services.cerrar(peticion, actor=casos.actor("jairo"))
    reloj.set(datetime(2026, 2, 17, 9))
    services.cerrar(peticion, actor=casos.actor("jairo"))


def test_who_opens_the_decision_before_the_aviso_takes_effect_is_notified_then(reloj: MovableClock) -> None:
    peticion = casos.citada()
    reloj.set(datetime(2026, 2, 11, 9))
    services.avisar(peticion, make_letter=LETTER, actor=casos.actor("jairo"))
    services.registrar_aviso(peticion, detalle="Guía 9", fecha=clock.now(), actor=casos.actor("jairo"))
    reloj.advance(hours=3)
    services.abrir_respuesta(peticion, acepta=True, actor=ciudadano(peticion.id))
    assert peticion.notificada_en == clock.now()
    assert (_steps(peticion).forma, _steps(peticion).efectiva_el) == ("electronica", date(2026, 2, 11))


def test_who_accepted_no_electronic_notification_reads_the_decision_and_is_not_notified_by_that(reloj: MovableClock) -> None:
    peticion = casos.citada()
    for _ in range(2):
        services.abrir_respuesta(peticion, actor=ciudadano(peticion.id))
    assert (peticion.notificada_en, peticion.estado) == (None, "por_notificar")
    assert [one.tipo for one in list_eventos("peticion", peticion.id)].count("decision_leida") == 1
    reloj.set(datetime(2026, 2, 11, 9))
    services.avisar(peticion, make_letter=LETTER, actor=casos.actor("jairo"))
    services.abrir_respuesta(peticion, acepta=True, actor=ciudadano(peticion.id))
    assert (peticion.notificada_en, peticion.estado) == (clock.now(), "respondida")
    (opened,) = [one for one in list_eventos("peticion", peticion.id) if one.tipo == "respuesta_abierta"]
    assert opened.datos["acepto_al_abrir"] is True


def test_who_was_notified_in_person_may_read_the_letter_and_the_date_stays(reloj: MovableClock) -> None:
    peticion = casos.citada()
    _notify(peticion)
    first = peticion.notificada_en
    reloj.advance(hours=3)
    services.abrir_respuesta(peticion, actor=ciudadano(peticion.id))
    assert (peticion.notificada_en, _steps(peticion).forma) == (first, "personal")


def test_who_has_no_address_is_notified_by_a_notice_that_stands_five_days(reloj: MovableClock) -> None:
    peticion = casos.rechazada(**casos.ANONIMA)
    with pytest.raises(DomainError, match="Publique el aviso"):
        services.citar(peticion, lugar="Salud", make_letter=LETTER, actor=casos.actor("jairo"))
    steps = _post(peticion)
    assert [one.id for one in list_fijadas(after=None, limit=5)] == [steps.id]
    assert [one.nombre for one in list_archivos("notificacion", steps.id)] == ["copia.pdf"]
    reloj.set(datetime(2026, 2, 11, 9))
    with pytest.raises(DomainError, match="hasta el martes 10 de febrero de 2026"):
        services.retirar_aviso(peticion, fecha=date(2026, 2, 9), actor=casos.actor("jairo"))
    with pytest.raises(DomainError, match="futuro"):
        services.retirar_aviso(peticion, fecha=date(2026, 2, 12), actor=casos.actor("jairo"))
    services.retirar_aviso(peticion, fecha=date(2026, 2, 10), actor=casos.actor("jairo"))
    assert peticion.notificada_en == datetime(2026, 2, 11, 23, 59, 59, tzinfo=clock.BOGOTA)
    assert list_fijadas(after=None, limit=5) == []


def test_who_can_be_found_is_cited_before_anything_is_published(reloj: MovableClock) -> None:
    peticion = casos.rechazada()
    with pytest.raises(Conflict, match="primero envíe la citación"):
        _post(peticion, "No sé dónde vive")
    services.citar(peticion, lugar="Salud", make_letter=LETTER, actor=casos.actor("jairo"))
    with pytest.raises(DomainError) as refused:
        _post(peticion)
    assert refused.value.field == "motivo"
    _post(peticion, "El correo se devolvió.")
    assert "publicar_aviso" not in _pasos(peticion).actos


def test_a_notice_is_taken_off_the_page_when_the_person_comes(reloj: MovableClock) -> None:
    peticion = casos.rechazada(**casos.ANONIMA)
    _post(peticion)
    reloj.set(datetime(2026, 2, 5, 9))
    services.abrir_respuesta(peticion, actor=ciudadano(peticion.id))
    assert list_fijadas(after=None, limit=5) == []
    with pytest.raises(Conflict):
        services.retirar_aviso(peticion, fecha=clock.today(), actor=casos.actor("jairo"))


def test_an_answer_says_whether_it_decides_and_then_carries_its_appeal(reloj: MovableClock) -> None:
    plain, denied = casos.por_notificar(**casos.SIN_ACEPTAR), casos.con_borrador(**casos.SIN_ACEPTAR)
    services.responder(denied, make_letter=LETTER, decide=True, actor=casos.actor("jairo"))
    with pytest.raises(Conflict, match="Esta respuesta no se notifica así"):
        _notify(plain)
    with pytest.raises(Conflict, match="Esta decisión se notifica"):
        services.registrar_entrega(denied, medio="ventanilla", detalle="Recibió", fecha=clock.now(), actor=casos.actor("jairo"))
    letters = [last_respuesta(one) for one in (plain, denied)]
    assert ["recurso de reposición" in one.cuerpo for one in letters if one] == [False, True]
    _notify(denied)
    assert _pasos(denied).recurso_hasta == date(2026, 2, 17)


@pytest.mark.parametrize("medio", ["ventanilla", "mensajeria"])
def test_an_answer_that_is_handed_over_is_known_from_then_on(reloj: MovableClock, medio: str) -> None:
    peticion = casos.por_notificar(**casos.SIN_ACEPTAR)
    reloj.set(datetime(2026, 2, 6, 9))
    when = clock.now() - timedelta(hours=1)
    services.registrar_entrega(peticion, medio=medio, detalle="Recibió Ana", fecha=when, actor=casos.actor("jairo"))
    assert peticion.notificada_en == when


def test_what_a_mail_delivered_and_nobody_opened_may_still_be_notified(reloj: MovableClock) -> None:
    peticion = casos.rechazada_por_correo()
    assert (peticion.estado, peticion.notificada_en) == ("respondida", None)
    assert {"citar", "notificar_personalmente"} <= _pasos(peticion).actos
    _notify(peticion)
    assert peticion.notificada_en == clock.now()


def test_a_mail_that_was_accepted_proves_the_sending_of_the_letter_it_brought(reloj: MovableClock) -> None:
    peticion = casos.requerida()
    mail = db.session.scalars(db.select(OutboxMail).where(OutboxMail.letter == "pqrs/requerimiento")).one()
    reloj.advance(minutes=5)
    handler = sent_handler(mail.letter)
    assert handler is not None
    handler(mail)
    (letter,) = list_cartas(peticion)
    db.session.refresh(letter)
    (sending,) = letter.entregas
    assert (sending.medio, sending.prueba["mensaje"], sending.probada_en) == ("correo", mail.message_id, clock.now())


def test_the_sending_of_a_letter_is_proved_with_words_and_only_of_letters_of_the_case(reloj: MovableClock) -> None:
    peticion, other = casos.requerida(), casos.requerida()
    (own,), (foreign,) = list_cartas(peticion), list_cartas(other)
    values: dict[str, Any] = {"medio": "mensajeria", "detalle": "Guía 1", "fecha": clock.now(), "actor": casos.actor("jairo")}
    with pytest.raises(DomainError, match="Elija una carta de este caso"):
        services.registrar_envio(peticion, carta=foreign, **values)
    with pytest.raises(DomainError) as refused:
        services.registrar_envio(peticion, carta=own, **{**values, "detalle": " "})
    assert refused.value.field == "detalle"
    sending = services.registrar_envio(peticion, carta=own, **values)
    assert sending.prueba == {"detalle": "Guía 1"}
    answered = casos.por_notificar()
    with pytest.raises(DomainError, match="Elija una carta"):
        services.registrar_envio(answered, carta=_answer(answered), **values)


def _answer(peticion: Peticion) -> Respuesta:
    found = last_respuesta(peticion)
    assert found is not None
    return found


def test_nobody_notifies_the_case_of_another_office_nor_from_the_tracking_page(reloj: MovableClock) -> None:
    peticion = casos.citada()
    with pytest.raises(Forbidden):
        services.notificar_personalmente(
            peticion, quien="A", documento="1", calidad="interesado", fecha=clock.now(), copia_entregada=True, actor=casos.actor("beto")
        )
    with pytest.raises(Forbidden):
        services.avisar(peticion, make_letter=LETTER, actor=ciudadano(peticion.id))


def test_two_at_once_do_not_both_cite(reloj: MovableClock) -> None:
    peticion = casos.rechazada()
    seen = peticion.version
    _notify(peticion)
    with pytest.raises(Conflict, match="El caso cambió mientras usted trabajaba"):
        services.citar(peticion, lugar="Salud", make_letter=LETTER, actor=casos.actor("jairo"), version=seen)
