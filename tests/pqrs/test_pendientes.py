"""Reminders of the acts after the answer and around it: each once, to who has the case and to who heads its office."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from sqlalchemy import select

from portal.core import clock
from portal.core.clock import MovableClock
from portal.database import transaction
from portal.extensions import db
from portal.jobs.plan import find_job
from portal.outbox.models import OutboxMail
from portal.pqrs import services
from portal.pqrs.models import Peticion
from portal.pqrs.pendientes import PENDIENTES
from portal.pqrs.queries.asuntos import list_asuntos
from portal.pqrs.tipos import TipoPeticion
from tests.support import casos
from tests.support.oficina import fresh, made

pytestmark = pytest.mark.usefixtures("app")
BOTH = ["jairo@puerres.example", "nubia@puerres.example"]


def _mails() -> list[OutboxMail]:
    return list(db.session.scalars(select(OutboxMail).where(OutboxMail.letter == "pqrs/pendiente").order_by(OutboxMail.id)))


def _days(reloj: MovableClock, *days: date) -> list[tuple[int, str]]:
    """Run it twice on each day; gives the day of the month and what was told to the case's official."""
    run, told = find_job("pqrs.recordar_pendientes").load(), []
    for day in days:
        before = len(_mails())
        reloj.set(datetime(day.year, day.month, day.day, 6, 20))
        run()
        run()
        new = _mails()[before:]
        if new:
            assert sorted(one.recipient for one in new) == BOTH
            told.append((day.day, new[0].subject.partition(": ")[2]))
    return told


def _published() -> Peticion:
    peticion = casos.citada()
    services.publicar_aviso(
        peticion, lugar="la cartelera", motivo="El correo se devolvió.", make_copy=casos.make_copy, actor=casos.actor("jairo")
    )
    return peticion


def _anonymous() -> Peticion:
    return casos.rechazada(**casos.ANONIMA)


def _parts() -> Peticion:
    peticion = casos.en_tramite()
    casos.separar(peticion, ("documentos", "150", "jairo"), ("consulta", "150", "jairo"))
    for one in list_asuntos(peticion):
        services.escribir_parte(one, texto=f"Parte {one.numero}.", lista=True, actor=casos.actor("jairo"))
    return peticion


def _by_day(words: str, before: int, day: int, after: int) -> list[tuple[int, str]]:
    return [(before, words), (day, f"{words}: hoy es el último día"), (after, f"{words}: ya pasó el día")]


FEBRUARY = [date(2026, 2, day) for day in range(3, 28)]


@pytest.mark.parametrize(
    ("make", "told"),
    [
        # Issued on Tuesday 3 February: five business days are until the 10th.
        (casos.rechazada, _by_day("falta enviar la citación", 9, 10, 11)),
        (casos.citada, [(11, "la persona no vino a notificarse")]),
        (_published, [(10, "se cumplieron los días del aviso publicado")]),
        (_anonymous, [(4, "falta publicar el aviso")]),
        (casos.en_insistencia, _by_day("falta enviar la insistencia al juez", 5, 6, 7)),
        (_parts, [(5, "las partes están listas y la respuesta no ha salido")]),
        (casos.con_orden, _by_day("falta cumplir lo que ordenó el juez", 4, 5, 6)),
        (casos.ante_el_juez, []), (casos.notificada, []), (casos.en_tramite, []), (casos.por_notificar, []),
    ],
)  # fmt: skip
def test_each_act_is_reminded_of_once_at_its_time(reloj: MovableClock, make: Callable[[], Peticion], told: list[tuple[int, str]]) -> None:
    made(make)
    assert _days(reloj, *FEBRUARY) == told


def test_an_appeal_is_reminded_of_a_week_before_on_its_day_and_when_it_is_late(reloj: MovableClock) -> None:
    made(casos.en_recurso)
    days = [date(2026, 3, day) for day in range(20, 32)] + [date(2026, 4, day) for day in range(1, 9)]
    assert _days(reloj, *days) == _by_day("falta decidir el recurso", 26, 6, 7)


def test_a_conflict_is_asked_about_after_twenty_business_days(reloj: MovableClock) -> None:
    made(casos.suspendida)
    assert _days(reloj, date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4), date(2026, 4, 8)) == [
        (3, "sigue en pausa por un conflicto de competencia")
    ]


def test_what_a_judge_ordered_by_a_day_is_reminded_of(reloj: MovableClock) -> None:
    peticion = made(casos.ante_el_juez)
    with transaction():
        services.registrar_fallo(
            fresh(peticion), fallo="ordena", fallo_el=date(2026, 2, 3), detalle="Sentencia 1.", cumplir_el=date(2026, 2, 12),
            actor=casos.jefe("jairo"),
        )  # fmt: skip
    assert _days(reloj, *FEBRUARY) == _by_day("falta cumplir lo que ordenó el juez", 11, 12, 13)


def test_what_was_done_is_not_reminded_of(reloj: MovableClock) -> None:
    peticion = made(casos.rechazada)
    with transaction():
        services.citar(fresh(peticion), lugar="Salud", make_letter=casos.make_letter, actor=casos.actor("jairo"))
        services.notificar_personalmente(
            fresh(peticion), quien="Ana Arteaga", documento="CC 1", calidad="interesado", fecha=clock.now(), copia_entregada=True,
            actor=casos.actor("jairo"),
        )  # fmt: skip
    assert _days(reloj, *FEBRUARY) == []


def test_a_mail_names_the_case_its_norm_and_its_place_and_nobody(reloj: MovableClock) -> None:
    with transaction():
        peticion = casos.radicar(
            tipo=TipoPeticion.DENUNCIA_CORRUPCION,
            texto="Piden plata.",
            asunto="Sobornos",
            acepta_notificacion=False,
        )
        services.asignar(
            peticion, dependencia=casos.dependencia("150"), responsable=casos.funcionario("jairo"), actor=casos.actor("hernan")
        )
        services.rechazar(peticion, motivo="Insulta.", make_letter=casos.make_letter, actor=casos.jefe("jairo"))
    _days(reloj, date(2026, 2, 10))
    for mail in _mails():
        assert peticion.radicado in mail.body
        assert "Ley 1437 de 2011, art. 68" in mail.body
        assert "#notificacion" in mail.body
        assert not [word for word in ("Arteaga", "Sobornos", "plata", "orrupci") if word in mail.subject + mail.body + mail.html]


def test_every_reminder_has_its_words() -> None:
    assert {name.partition("_")[0] for name in PENDIENTES} == {
        "citar", "avisar", "fijar", "desfijar", "recurso", "insistencia", "fallo", "conflicto", "partes",
    }  # fmt: skip
    assert all(one.que and one.texto.endswith(".") and one.norma for one in PENDIENTES.values())
