"""Rules of distribution: which case each takes, what the act leaves, who edits them, and what a trial shows and to whom."""

from datetime import date, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from portal.audit.queries import list_eventos
from portal.core import clock
from portal.core.clock import MovableClock
from portal.core.errors import Conflict, DomainError, Forbidden
from portal.database import transaction
from portal.extensions import db
from portal.outbox.models import OutboxMail
from portal.pqrs.linea import tell
from portal.pqrs.models import Peticion, ReglaReparto
from portal.pqrs.queries.reglas import ensayar, list_reglas
from portal.pqrs.reparto import Escrito, Regla, find_regla
from portal.pqrs.services.reglas import activar_regla, crear_regla, editar_regla, mover_regla
from portal.pqrs.tipos import TipoPeticion
from tests.support import casos
from tests.support.oficina import made
from tests.support.pages import Page, PageClient
from tests.support.sessions import sign_in

LIST, NEW, TRIAL = "/gestion/pqrs/reglas", "/gestion/pqrs/reglas/nueva", "/gestion/pqrs/reglas/ensayo"


def _rule(nombre: str = "Alumbrado", codigo: str = "120", **values: Any) -> ReglaReparto:
    values = {"palabras": "alumbrado", **values}
    with transaction():
        return crear_regla(nombre=nombre, dependencia=casos.dependencia(codigo), actor=casos.actor("ines"), **values)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("luz", "No hay LUCES en la calle"), ("árbol", "los arboles caidos"), ("calle", "dos calles sin andén"),
        ("hueco, mal estado de la vía", "La via está en mal estado de la vía"), ("bus", "los buses"), ("mal  estado;bache", "Un bache"),
    ],
)  # fmt: skip
def test_words_are_found_without_accents_and_in_singular_or_plural(asked: str, text: str) -> None:
    assert find_regla([Regla("Una", 1, palabras=asked)], Escrito("queja", "web", text, "")) is not None


@pytest.mark.parametrize(("asked", "text"), [("via", "la tranvía"), ("mal estado", "está mal, el estado"), ("agua", "aguacate")])
def test_a_phrase_is_found_only_as_whole_words_in_their_order(asked: str, text: str) -> None:
    assert find_regla([Regla("Una", 1, palabras=asked)], Escrito("queja", "web", text, "")) is None


def test_every_condition_must_hold_and_the_first_rule_of_the_list_takes_the_case() -> None:
    both = Regla("Quejas de la vereda", 1, tipo="queja", lugares="San Mateo, Loma Larga")
    rest = Regla("Lo demás de la web", 2, canal="web")
    found = find_regla([both, rest], Escrito("queja", "web", "Ruido", "Vereda Loma Larga"))
    assert found is not None
    assert (found.regla, found.frase, found.lugar) == (both, "", "Loma Larga")
    for tipo, lugar in (("reclamo", "Loma Larga"), ("queja", "Centro"), ("queja", "")):
        other = find_regla([both, rest], Escrito(tipo, "web", "Ruido en San Mateo", lugar))
        assert other is not None
        assert other.regla is rest
    assert find_regla([both, rest], Escrito("queja", "papel", "Ruido", "Centro")) is None


def test_a_filing_is_given_to_the_rules_office_with_its_history_letter_and_due_date(app: Flask, reloj: MovableClock) -> None:
    _rule(codigo="150", responsable=casos.funcionario("jairo"), preferente=True)
    peticion = made(casos.radicar)
    assert (peticion.estado, peticion.dependencia_id, peticion.vence_el) == ("en_tramite", casos.dependencia("150").id, date(2026, 2, 24))
    assert (peticion.responsable_id, peticion.preferente) == (casos.funcionario("jairo").id, True)
    event = list_eventos("peticion", peticion.id)[-1]
    assert (event.tipo, event.actor_tipo, event.datos["regla"]) == ("peticion_asignada_por_regla", "sistema", "Alumbrado")
    letter = db.session.scalars(select(OutboxMail).where(OutboxMail.letter == "pqrs/asignada")).one()
    assert letter.recipient == casos.funcionario("jairo").correo
    officials = tell(list_eventos("peticion", peticion.id), for_citizen=False)[-1]
    assert "Asignada por la regla «Alumbrado» a Secretaría de Salud." in officials.texto
    assert tell(list_eventos("peticion", peticion.id), for_citizen=True)[-1].texto == "Secretaría de Salud"


def test_without_a_rule_that_fits_a_filing_waits_as_always(app: Flask, reloj: MovableClock) -> None:
    _rule(palabras="acueducto")
    activar = _rule("Otra")
    with transaction():
        activar_regla(activar, activa=False, actor=casos.actor("ines"))
    assert made(casos.radicar).estado == "radicada"


@pytest.mark.parametrize("tipo", [TipoPeticion.DENUNCIA_CORRUPCION, TipoPeticion.QUEJA_DISCIPLINARIA])
def test_no_rule_takes_a_complaint_against_officials_nor_may_name_its_kind(app: Flask, reloj: MovableClock, tipo: TipoPeticion) -> None:
    _rule()
    peticion = made(casos.radicar, tipo=tipo)
    assert (peticion.estado, peticion.dependencia_id) == ("radicada", None)
    with pytest.raises(DomainError) as refused:
        _rule("De control", tipo=tipo.value)
    assert refused.value.field == "tipo"
    assert ensayar(casos.actor("hernan"), [Regla("Una", 1, palabras="alumbrado")]).leidos == 0


def test_a_rule_never_makes_a_filing_fail(app: Flask, reloj: MovableClock) -> None:
    _rule(codigo="150", responsable=casos.funcionario("jairo"))
    with transaction():
        casos.funcionario("jairo").dependencia_id = casos.dependencia("140").id
    moved = made(casos.radicar)
    assert (moved.dependencia_id, moved.responsable_id) == (casos.dependencia("150").id, None)
    with transaction():
        casos.dependencia("150").activa = False
    assert made(casos.radicar).estado == "radicada"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"nombre": " "}, "nombre"), ({"palabras": " , "}, "palabras"), ({"tipo": "otra"}, "tipo"), ({"canal": "fax"}, "tipo"),
        ({"responsable": "jairo"}, "responsable"), ({"responsable": "karol", "codigo": "100"}, "responsable"),
    ],
)  # fmt: skip
def test_a_rule_needs_a_name_a_condition_and_somebody_who_can_receive(app: Flask, values: dict[str, str], field: str) -> None:
    values = dict(values)
    nombre = values.pop("nombre", "Una")
    person = {"responsable": casos.funcionario(values.pop("responsable"))} if "responsable" in values else {}
    with pytest.raises(DomainError) as refused:
        _rule(nombre, **values, **person)
    assert refused.value.field == field


def test_two_rules_have_two_names_and_the_second_editor_is_told(app: Flask) -> None:
    first = _rule()
    with pytest.raises(DomainError):
        _rule()
    with pytest.raises(Conflict):
        editar_regla(
            first, version=first.version + 1, nombre="Luz", palabras="luz", dependencia=casos.dependencia("120"), responsable=None,
            preferente=False, actor=casos.actor("ines"),
        )  # fmt: skip
    assert first.nombre == "Alumbrado"


def test_order_decides_and_moving_is_on_record(app: Flask, reloj: MovableClock) -> None:
    _rule("Primera", codigo="120")
    second = _rule("Segunda", codigo="140")
    with transaction():
        mover_regla(second, antes=True, actor=casos.actor("ines"))
        mover_regla(second, antes=True, actor=casos.actor("ines"))
    assert [one.nombre for one in list_reglas()] == ["Segunda", "Primera"]
    assert made(casos.radicar).dependencia_id == casos.dependencia("140").id
    assert [(one.tipo, one.datos) for one in list_eventos("regla", second.id)][1:] == [("regla_movida", {"orden": [2, 1]})]


def test_rules_are_written_ordered_and_retired_on_their_pages(client: PageClient) -> None:
    sign_in(client, "ines")
    assert "No hay reglas en uso" in client.page(LIST).text()
    office = str(casos.dependencia("120").id)
    answer = client.submit(NEW, {"nombre": "Vías", "palabras": "hueco, bache", "dependencia": office, "preferente": "y"})
    assert "La regla quedó guardada" in Page(answer).text()
    text = client.page(LIST).text()
    assert "Dice: hueco, bache" in text
    assert "Secretaría de Planeación" in text
    row = db.session.scalars(select(ReglaReparto)).one()
    assert row.preferente
    client.submit(f"{LIST}/{row.id}", {"lugares": "Centro", "preferente": None})
    assert "ya no reparte" in Page(client.submit(LIST, action="/retirar")).text()
    assert "Reglas retiradas (1)" in client.page(LIST).text()
    assert "vuelve a repartir" in Page(client.submit(LIST, action="/activar")).text()
    assert [one.tipo for one in list_eventos("regla", row.id)] == ["regla_creada", "regla_editada", "regla_retirada", "regla_activada"]
    assert list_eventos("regla", row.id)[1].datos == {"lugares": ["", "Centro"], "preferente": [True, False]}


def test_a_refused_rule_comes_back_with_its_errors_and_all_that_was_typed(client: PageClient) -> None:
    sign_in(client, "ines")
    answer = client.submit(NEW, {"nombre": "Vías", "palabras": "hueco"})
    assert answer.status_code == 422
    assert "Elija la dependencia o la persona." in Page(answer).text()
    assert client.form_values(Page(answer))["palabras"] == "hueco"


def test_a_rule_is_tried_before_it_is_kept_in_its_place_of_the_list(client: PageClient, reloj: MovableClock) -> None:
    taken = made(casos.en_tramite)
    made(casos.radicar, asunto="Poste sin alumbrado", texto="Un poste.")
    made(casos.radicar, texto="El acueducto.", asunto="Agua")
    sign_in(client, "ines")
    office = str(casos.dependencia("120").id)
    answer = client.submit(NEW, {"nombre": "Luz", "palabras": "alumbrado", "dependencia": office, "accion": "ensayar"})
    text = Page(answer).text()
    assert answer.status_code == 200
    assert "2 casos habrían ido a Secretaría de Planeación." in text
    assert "Hoy los tiene otra dependencia: 1. Sin asignar todavía: 1." in text
    assert f"/gestion/pqrs/{taken.radicado}" in Page(answer).links()
    assert client.form_values(Page(answer))["nombre"] == "Luz"
    assert list_reglas() == []
    _rule("Antes", codigo="140")
    row = _rule("Después", palabras="poste")
    again = client.submit(f"{LIST}/{row.id}", {"palabras": "alumbrado", "accion": "ensayar"})
    assert "Ninguno de esos casos" in Page(again).text()
    db.session.expire_all()
    assert db.session.get_one(ReglaReparto, row.id).palabras == "poste"
    figures = [Page.text(page, one) for page in [client.page(TRIAL)] for one in page.all("dd")]
    assert figures == ["3", "2", "1", "1"]


def test_a_trial_shows_nobody_what_they_may_not_see(app: Flask, reloj: MovableClock) -> None:
    own, others = made(casos.en_tramite), made(casos.radicar)
    made(casos.radicar, tipo=TipoPeticion.DENUNCIA_CORRUPCION)
    rules = [Regla("Luz", casos.dependencia("120").id, palabras="alumbrado")]

    def seen(who: str) -> set[str]:
        return {one.radicado for result in ensayar(casos.actor(who), rules).resultados for one in result.muestra}

    assert seen("ines") == {own.radicado, others.radicado}
    assert seen("jairo") == {own.radicado}
    assert seen("beto") == seen("efrain") == set()


def test_only_who_has_the_permission_opens_or_changes_the_rules(client: PageClient) -> None:
    row = _rule()
    for who in ("jairo", "gloria", "efrain", "hernan", "delia"):
        sign_in(client, who)
        for url in (LIST, NEW, TRIAL, f"{LIST}/{row.id}"):
            assert client.get(url).status_code == 403, (who, url)
        with pytest.raises(Forbidden):
            crear_regla(nombre="Mía", palabras="x", dependencia=casos.dependencia("120"), actor=casos.actor(who))
        with pytest.raises(Forbidden):
            mover_regla(row, antes=True, actor=casos.actor(who))
        with pytest.raises(Forbidden):
            activar_regla(row, activa=False, actor=casos.actor(who))
    sign_in(client, "ines")
    assert client.get(f"{LIST}/999999").status_code == 404


def test_the_demonstrations_rules_take_the_case_that_was_written_for_them(app: Flask) -> None:
    from portal.demo.reglas import create_reglas

    with transaction():
        create_reglas()
    with clock.at(datetime(2026, 2, 3, 10, 0, tzinfo=clock.BOGOTA)):
        peticion: Peticion = made(casos.radicar, texto="Hay muchos gatos en la calle", asunto="Gatos")
    assert peticion.dependencia_id == casos.dependencia("150").id
    assert len(list_reglas()) == 2
