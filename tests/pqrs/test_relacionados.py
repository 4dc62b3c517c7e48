"""Cases that belong together: the other ones of the same person, links that officials make, and who learns of them."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from portal.audit.models import Evento
from portal.core.clock import MovableClock
from portal.core.errors import DomainError, Forbidden, NotFound
from portal.database import transaction
from portal.extensions import db
from portal.pqrs import services
from portal.pqrs.models import Peticion, Vinculo
from portal.pqrs.queries.relacionados import get_vinculo_for, list_de_la_persona, list_vinculos
from portal.pqrs.tipos import TipoPeticion
from tests.support import casos
from tests.support.casos import ANA
from tests.support.oficina import act, made, url_of
from tests.support.pages import Page, PageClient
from tests.support.sessions import sign_in

SAME_MAIL = replace(ANA, numero_documento="999")
OTHER = replace(ANA, numero_documento="999", correo="otra@correo.example")


def _person(who: str, peticion: Peticion) -> list[tuple[str, str]]:
    return [(one.peticion.radicado, one.por) for one in list_de_la_persona(casos.actor(who), peticion)]


def _link(one: Peticion, other: Peticion, por: str = "carmen", **values: str) -> Vinculo:
    values = {"clase": "relacionado", "motivo": "Piden lo mismo", **values}
    with transaction():
        return services.vincular(one, otro=other.radicado, actor=casos.actor(por), **values)


def _seen(who: str, peticion: Peticion) -> list[tuple[str, str]]:
    return [(one.palabras, one.otra.radicado) for one in list_vinculos(casos.actor(who), peticion)]


def test_the_persons_other_cases_are_known_by_document_or_by_mail_newest_first(app: Flask, reloj: MovableClock) -> None:
    first, by_mail = made(casos.radicar), made(casos.radicar, solicitante=SAME_MAIL)
    made(casos.radicar, solicitante=OTHER)
    made(casos.radicar, solicitante=None, medio_respuesta="aviso", acepta_notificacion=False)
    last = made(casos.radicar, solicitante=replace(ANA, correo="nuevo@correo.example"))
    assert _person("carmen", first) == [(last.radicado, "mismo documento"), (by_mail.radicado, "mismo correo")]
    assert _person("carmen", last) == [(first.radicado, "mismo documento")]


def test_nobody_is_the_same_for_having_no_document_or_no_name(app: Flask, reloj: MovableClock) -> None:
    blank = replace(ANA, numero_documento="sin NIT", correo="")
    values: dict[str, Any] = {"solicitante": blank, "medio_respuesta": "aviso", "acepta_notificacion": False}
    one = made(casos.radicar, **values)
    made(casos.radicar, **values)
    nobody = made(casos.radicar, **{**values, "solicitante": None})
    made(casos.radicar, **{**values, "solicitante": None})
    assert _person("carmen", one) == _person("carmen", nobody) == []


def test_of_the_persons_other_cases_each_official_sees_only_their_own(client: PageClient, reloj: MovableClock) -> None:
    health, planning = made(casos.en_tramite), made(casos.radicar)
    with transaction():
        services.asignar(planning, dependencia=casos.dependencia("120"), actor=casos.actor("ines"))
    sealed = made(casos.radicar, tipo=TipoPeticion.DENUNCIA_CORRUPCION)
    assert _person("jairo", health) == []
    assert [one for one, _ in _person("carmen", health)] == [planning.radicado]
    # Who denounced is sealed: not even to who sees the denunciation does this list say who filed it.
    assert [one for one, _ in _person("hernan", health)] == [planning.radicado]
    assert _person("hernan", sealed) == []
    sign_in(client, "jairo")
    html = client.page(url_of(health)).html
    assert planning.radicado not in html
    assert sealed.radicado not in html


def test_two_cases_are_linked_and_each_tells_it_from_its_side_without_moving_a_date(app: Flask, reloj: MovableClock) -> None:
    part, whole = made(casos.radicar), made(casos.radicar)
    before = (part.vence_el, whole.vence_el, part.estado)
    row = _link(part, whole, clase="parte_de")
    assert _seen("carmen", part) == [("Es parte de", whole.radicado)]
    assert _seen("carmen", whole) == [("Tiene como parte", part.radicado)]
    assert (part.vence_el, whole.vence_el, part.estado) == before
    with transaction():
        services.desvincular(row, actor=casos.actor("ines"))
    assert _seen("carmen", part) == _seen("carmen", whole) == []


@pytest.mark.parametrize(
    ("values", "field"), [({"motivo": " "}, "motivo"), ({"clase": "madre"}, "clase"), ({"otro": "2026-E-999999"}, "otro")]
)
def test_a_link_needs_another_case_what_it_is_and_why(app: Flask, reloj: MovableClock, values: dict[str, str], field: str) -> None:
    one, other = made(casos.radicar), made(casos.radicar)
    asked = {"otro": other.radicado, "clase": "relacionado", "motivo": "Sí", **values}
    with pytest.raises(DomainError) as refused:
        services.vincular(one, actor=casos.actor("carmen"), **asked)
    assert refused.value.field == field


def test_no_case_is_linked_to_itself_twice_or_as_part_of_a_part(app: Flask, reloj: MovableClock) -> None:
    one, other, third = (made(casos.radicar) for _ in range(3))
    _link(one, other, clase="parte_de")
    for a, b, clase in (
        (one, one, "relacionado"), (one, other, "relacionado"), (other, one, "relacionado"),
        (one, third, "parte_de"), (other, third, "parte_de"), (third, one, "parte_de"),
    ):  # fmt: skip
        with pytest.raises(DomainError):
            services.vincular(a, otro=b.radicado, clase=clase, motivo="Sí", actor=casos.actor("carmen"))
    _link(third, other, clase="parte_de")
    _link(one, third)


def test_who_sees_only_one_of_two_linked_cases_learns_nothing_of_the_other(client: PageClient, reloj: MovableClock) -> None:
    health = made(casos.en_tramite)
    sealed = made(casos.radicar, tipo=TipoPeticion.DENUNCIA_CORRUPCION)
    for who in ("jairo", "carmen"):
        with pytest.raises(DomainError, match="No encontramos ese radicado"):
            services.vincular(health, otro=sealed.radicado, clase="relacionado", motivo="Sí", actor=casos.actor(who))
    row = _link(sealed, health, por="hernan", motivo="El denunciado firma las dos")
    assert _seen("hernan", health) == [("Relacionado con", sealed.radicado)]
    assert _seen("jairo", health) == _seen("carmen", health) == []
    with pytest.raises(NotFound):
        get_vinculo_for(casos.actor("carmen"), health, row.id)
    with pytest.raises(Forbidden):
        services.desvincular(row, actor=casos.actor("carmen"))
    sign_in(client, "jairo")
    html = client.page(url_of(health)).html
    assert sealed.radicado not in html
    assert "El denunciado" not in html
    facts = str([one.datos for one in db.session.scalars(select(Evento).where(Evento.tipo == "casos_vinculados"))])
    assert sealed.radicado not in facts
    assert health.radicado not in facts


def test_another_offices_official_links_nothing(app: Flask, reloj: MovableClock) -> None:
    health, other = made(casos.en_tramite), made(casos.radicar)
    with pytest.raises(Forbidden):
        services.vincular(health, otro=other.radicado, clase="relacionado", motivo="Sí", actor=casos.actor("beto"))


def test_cases_are_linked_and_unlinked_on_the_page(client: PageClient, reloj: MovableClock) -> None:
    one, other = made(casos.radicar), made(casos.radicar, asunto="El puente viejo")
    sign_in(client, "ines")
    wrong = act(client, one, "vincular", otro="2026-E-999999", motivo="Es lo mismo")
    assert wrong.status_code == 422
    assert client.form_values(Page(wrong), "/vincular")["vincular-motivo"] == "Es lo mismo"
    done = act(client, one, "vincular", otro=f" {other.radicado.lower()} ", motivo="Es lo mismo")
    assert "Casos vinculados." in Page(done).text()
    assert "Relacionado con" in client.page(url_of(other)).text()
    row = db.session.scalars(select(Vinculo)).one()
    client.submit(url_of(other), action=f"/desvincular/{row.id}")
    assert db.session.scalars(select(Vinculo)).all() == []
