"""Two filings of one person that are the same petition: joined only when nothing is lost, told to the person, and parted again."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from portal.audit.models import Evento
from portal.audit.queries import list_eventos
from portal.core.actors import ciudadano
from portal.core.clock import MovableClock
from portal.core.errors import Conflict, DomainError, Forbidden
from portal.database import transaction
from portal.extensions import db
from portal.outbox.models import OutboxMail
from portal.pqrs import services
from portal.pqrs.models import Fusion, Peticion
from portal.pqrs.permissions import acts_for, reaches
from portal.pqrs.queries.fusiones import find_fusion, list_unidas
from portal.pqrs.tipos import TipoPeticion
from tests.support import casos
from tests.support.casos import ANA
from tests.support.oficina import act, fresh, made, url_of
from tests.support.pages import Page, PageClient
from tests.support.sessions import sign_in

REASON = "La envió dos veces"


def _join(one: Peticion, principal: Peticion, por: str = "carmen") -> Fusion:
    with transaction():
        return services.fusionar(one, principal=principal.radicado, motivo=REASON, actor=casos.actor(por))


def _part(one: Peticion, por: str = "carmen") -> None:
    with transaction():
        services.deshacer_fusion(one, motivo="Son de calles distintas", actor=casos.actor(por))


def _refused(one: Peticion, principal: Peticion, words: str, por: str = "carmen") -> None:
    with pytest.raises(DomainError, match=words):
        _join(one, principal, por)
    assert db.session.scalars(select(Fusion).where(Fusion.deshecha_en.is_(None))).all() == []


def _letters(name: str) -> list[OutboxMail]:
    return list(db.session.scalars(select(OutboxMail).where(OutboxMail.letter == f"pqrs/{name}").order_by(OutboxMail.id)))


def test_the_repeated_one_closes_by_reference_and_both_numbers_live_on(app: Flask, reloj: MovableClock) -> None:
    principal, repeated = made(casos.en_tramite), made(casos.radicar)
    due = (principal.vence_el, repeated.vence_el)
    _join(repeated, principal)
    assert (repeated.estado, repeated.abierta, repeated.is_unida) == ("cerrada", False, True)
    assert (principal.estado, principal.vence_el, repeated.vence_el) == ("en_tramite", *due)
    row = find_fusion(repeated)
    assert row is not None
    assert row.principal.radicado == principal.radicado
    assert [one.peticion.radicado for one in list_unidas(principal)] == [repeated.radicado]
    told = _letters("fusionada")
    assert [one.recipient for one in told] == [ANA.correo]
    assert principal.radicado in told[0].subject
    assert REASON in told[0].body
    assert [one.recipient for one in _letters("fusionada_oficina")] == ["jairo@puerres.example"]
    assert list_eventos("peticion", principal.id)[-1].tipo == "repetida_recibida"
    assert list_eventos("peticion", repeated.id)[-1].tipo == "peticion_fusionada"


def test_its_papers_are_read_with_the_one_that_goes_on_also_when_that_changes_office(app: Flask, reloj: MovableClock) -> None:
    principal, repeated = made(casos.en_tramite), made(casos.radicar)
    assert not reaches(casos.actor("jairo"), repeated)
    _join(repeated, principal)
    assert reaches(casos.actor("jairo"), repeated)
    with transaction():
        services.reasignar(principal, dependencia=casos.dependencia("120"), motivo="Es de Planeación", actor=casos.actor("ines"))
    assert fresh(repeated).dependencia_id == casos.dependencia("120").id


def test_the_earlier_term_governs(app: Flask, reloj: MovableClock) -> None:
    earlier = made(casos.radicar, tipo=TipoPeticion.DOCUMENTOS)
    later = made(casos.en_tramite)
    _refused(earlier, later, "Hágalo al revés")
    _join(later, earlier)
    assert fresh(earlier).vence_el < fresh(later).vence_el


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"solicitante": replace(ANA, numero_documento="77")}, "No son de la misma persona"),
        ({"solicitante": replace(ANA, numero_documento="", tipo_documento="")}, "No son de la misma persona"),
        ({"solicitante": replace(ANA, correo="otra@correo.example")}, "distinto correo"),
        ({"solicitante": replace(ANA, direccion="Calle 1"), "medio_respuesta": "direccion"}, "medios distintos"),
        ({**casos.ANONIMA, "medio_respuesta": "aviso"}, "medios distintos"),
        ({"tipo": TipoPeticion.DENUNCIA_CORRUPCION}, "No encontramos ese radicado"),
    ],
)
def test_it_is_refused_for_another_person_or_when_the_answer_would_go_elsewhere(
    app: Flask, reloj: MovableClock, changes: dict[str, Any], words: str
) -> None:
    _refused(made(casos.radicar), made(casos.radicar, **changes), words)


def test_two_anonymous_filings_are_never_joined(app: Flask, reloj: MovableClock) -> None:
    _refused(made(casos.radicar, **casos.ANONIMA), made(casos.radicar, **casos.ANONIMA), "anónima")


def test_what_was_done_in_a_case_is_not_lost(app: Flask, reloj: MovableClock) -> None:
    principal, asking = made(casos.en_tramite), made(casos.en_tramite)
    with transaction():
        services.encargar(asking, dependencia=casos.dependencia("120"), pedido="Un dato", dias=2, actor=casos.actor("jairo"))
    _refused(asking, principal, "encargos sin responder")
    _refused(made(casos.en_tramite, asuntos=True), principal, "se separó en asuntos")
    _refused(principal, made(casos.respondida), "ya se decidió o está en pausa")
    _refused(principal, principal, "Es este mismo caso")
    for asked, reason in (("2026-E-999999", REASON), (asking.radicado, " ")):
        with pytest.raises(DomainError):
            services.fusionar(principal, principal=asked, motivo=reason, actor=casos.actor("carmen"))


def test_who_may_not_group_or_sees_only_one_of_them_joins_nothing(app: Flask, reloj: MovableClock) -> None:
    principal, repeated = made(casos.en_tramite), made(casos.en_tramite)
    with pytest.raises(Forbidden):
        _join(repeated, principal, "jairo")
    with transaction():
        services.reasignar(repeated, dependencia=casos.dependencia("120"), motivo="Es suyo", actor=casos.actor("ines"))
    _refused(repeated, principal, "No encontramos ese radicado", "gloria")


def test_sealed_ones_are_joined_only_by_who_may_open_them_and_the_opening_is_written(app: Flask, reloj: MovableClock) -> None:
    sealed = [made(casos.radicar, tipo=TipoPeticion.DENUNCIA_CORRUPCION) for _ in range(2)]
    _join(sealed[1], sealed[0], "hernan")
    assert sealed[1].is_unida
    opened = select(Evento.objeto_id).where(Evento.tipo == "identidad_abierta").order_by(Evento.objeto_id)
    assert db.session.scalars(opened).all() == [one.id for one in sealed]
    letter = _letters("fusionada")[0]
    assert ANA.correo not in f"{letter.recipient}{letter.body}"
    assert REASON not in letter.body


def test_sealed_ones_of_two_persons_are_refused_and_nobody_learns_who_they_are(app: Flask, reloj: MovableClock) -> None:
    kind = TipoPeticion.DENUNCIA_CORRUPCION
    one, stranger = made(casos.radicar, tipo=kind), made(casos.radicar, tipo=kind, solicitante=replace(ANA, numero_documento="77"))
    _refused(stranger, one, "No son de la misma persona", "hernan")


def test_parted_it_goes_on_with_the_date_that_it_had(app: Flask, reloj: MovableClock) -> None:
    principal, repeated = made(casos.en_tramite), made(casos.radicar)
    due = repeated.vence_el
    _join(repeated, principal)
    reloj.advance(days=3)
    _part(repeated)
    assert (repeated.estado, repeated.abierta, repeated.cerrada_en, repeated.vence_el) == ("en_tramite", True, None, due)
    assert list_unidas(principal) == []
    assert principal.radicado in _letters("fusion_deshecha")[0].body
    _join(repeated, principal)
    assert repeated.is_unida


def test_once_the_other_one_is_answered_it_answered_both(app: Flask, reloj: MovableClock) -> None:
    principal, repeated = made(casos.con_borrador), made(casos.radicar)
    _join(repeated, principal)
    with transaction():
        services.responder(principal, make_letter=casos.make_letter, actor=casos.actor("jairo"))
    with pytest.raises(DomainError, match="ya se decidió, y con ella esta"):
        _part(repeated)


def test_nothing_else_is_done_in_a_joined_case(app: Flask, reloj: MovableClock) -> None:
    repeated = made(casos.unida)
    carmen = casos.actor("carmen")
    assert set(acts_for(carmen, repeated)) <= {"deshacer_fusion", "vincular", "desvincular", "anotar", "registrar_orden"}
    with pytest.raises(Conflict, match="se unió a otra"):
        services.reabrir(repeated, motivo="Otra vez", actor=casos.actor("nubia"))
    with pytest.raises(Conflict, match="se unió a otra"):
        services.pedir_reapertura(repeated, motivo="No", actor=ciudadano(repeated.id))


def test_it_is_done_and_undone_on_the_page_and_the_person_reads_where_the_answer_comes(client: PageClient, reloj: MovableClock) -> None:
    principal, repeated = made(casos.en_tramite), made(casos.radicar, texto="Lo mismo, y además el poste de la esquina.")
    sign_in(client, "ines")
    wrong = act(client, repeated, "fusionar", principal="2026-E-999999", motivo=REASON)
    assert wrong.status_code == 422
    assert client.form_values(Page(wrong), "/fusionar")["fusionar-motivo"] == REASON
    act(client, repeated, "fusionar", principal=principal.radicado, motivo=REASON)
    assert f"Sigue en {principal.radicado}" in client.page(url_of(repeated)).text()
    assert "y además el poste de la esquina" in client.page(url_of(principal)).text()
    citizen: Any = client.application.test_client()
    citizen.submit("/pqrs/seguimiento", {"radicado": repeated.radicado, "codigo": casos.CODIGO})
    assert f"Usted radicó lo mismo en {principal.radicado}" in citizen.page(f"/pqrs/seguimiento/{repeated.radicado}").text()
    act(client, repeated, "deshacer-fusion", motivo="Son distintas")
    assert fresh(repeated).estado == "en_tramite"
