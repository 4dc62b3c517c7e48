"""Extra questions of the filing form: asked without code, never an obstacle, and kept with the case as they were asked."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import select, text

from portal.audit.queries import list_eventos
from portal.core.actors import SISTEMA
from portal.core.clock import MovableClock
from portal.core.errors import Conflict, DomainError, Forbidden
from portal.database import transaction
from portal.extensions import db
from portal.pqrs import services
from portal.pqrs.constancias import make_constancia
from portal.pqrs.models import Peticion, PreguntaAdicional, VersionPregunta
from portal.pqrs.preguntas import Contestada
from portal.pqrs.queries.datos_personales import datos_de_caso
from portal.pqrs.queries.preguntas import list_preguntas, list_vigentes
from portal.pqrs.services.claves_api import crear_clave
from portal.pqrs.services.preguntas import MAXIMO_POR_CLASE, activar_pregunta, crear_pregunta, editar_pregunta, mover_pregunta
from portal.pqrs.services.reglas import crear_regla
from portal.pqrs.tipos import TipoPeticion
from tests.support import casos, ciudadania
from tests.support.pages import Page, PageClient
from tests.support.sessions import sign_in

LIST, NEW = "/gestion/pqrs/preguntas", "/gestion/pqrs/preguntas/nueva"
BASURA = "¿Desde qué día no recogen la basura?"
pytestmark = pytest.mark.usefixtures("app", "reloj")


def _ask(texto: str = BASURA, formato: str = "fecha", **values: Any) -> PreguntaAdicional:
    with transaction():
        return crear_pregunta(texto=texto, formato=formato, **{"clases": ["reclamo"], "actor": casos.actor("carmen"), **values})


def _field(row: PreguntaAdicional) -> str:
    return f"pregunta-{row.vigente.id}"


def _kept(radicado: str) -> list[tuple[str, str]]:
    peticion = db.session.scalars(select(Peticion).where(Peticion.radicado == radicado)).one()
    return [(one.pregunta, one.respuesta) for one in peticion.contestadas]


def test_an_official_adds_a_question_and_the_form_asks_it_of_that_kind_alone(client: PageClient) -> None:
    assert "data-clases" not in client.get("/pqrs/radicar").text
    sign_in(client, "carmen")
    sent = {"texto": BASURA, "formato": "una", "opciones": "Lunes\n\nMartes\n", "clases": ["reclamo", "queja"], "pedida": "y"}
    assert "La pregunta quedó en el formulario." in Page(client.submit(NEW, sent)).text()
    assert BASURA in client.page(LIST).text()
    (asked,) = list_vigentes("queja")
    assert (asked.opciones, asked.pedida, asked.clases) == (("Lunes", "Martes"), True, ("queja", "reclamo"))
    assert list_vigentes("consulta") == []
    page = client.page("/pqrs/radicar")
    assert BASURA in page.text()
    assert "Preguntas para: Queja · Reclamo" in page.text()
    assert "No sé o prefiero no responder" in page.text()


def test_what_is_answered_is_kept_as_it_was_asked_and_shown_wherever_the_text_is(client: PageClient, reloj: MovableClock) -> None:
    day, many = _ask(), _ask("¿Qué recogen?", "varias", opciones=["Vidrio", "Papel", "Orgánico"])
    amount, left = _ask("¿Cuántas casas?", "numero", pedida=True), _ask("¿Algo más?", "larga")
    values = {_field(day): "2026-02-02", _field(many): ["1", "3"], f"{_field(amount)}-ns": "y", _field(left): ""}
    filed = ciudadania.file(client, reloj, tipo="reclamo", **values)
    kept = [(BASURA, "lunes 2 de febrero de 2026"), ("¿Qué recogen?", "Vidrio; Orgánico"), ("¿Cuántas casas?", "")]
    assert _kept(filed.radicado) == kept
    with transaction():
        editar_pregunta(day, version=day.version, texto="Otra cosa", formato="corta", clases=["queja"], actor=casos.actor("carmen"))
    assert "lunes 2 de febrero de 2026" in filed.page.text()
    tracking = Page(client.get(f"/pqrs/seguimiento/{filed.radicado}")).text()
    assert BASURA in tracking
    assert "No sabe o prefiere no responder" in tracking
    assert "¿Algo más?" not in tracking
    sign_in(client, "carmen")
    assert "Vidrio; Orgánico" in Page(client.get(f"/gestion/pqrs/{filed.radicado}")).text()
    peticion = db.session.scalars(select(Peticion).where(Peticion.radicado == filed.radicado)).one()
    told = "".join(page.extract_text() for page in PdfReader(_stream(make_constancia(peticion))).pages)
    assert "Preguntas del formulario" in told
    assert "Vidrio; Orgánico" in told
    assert datos_de_caso(peticion)["preguntas"][1] == {"pregunta": "¿Qué recogen?", "respuesta": "Vidrio; Orgánico"}


def _stream(content: bytes) -> Any:
    import io

    return io.BytesIO(content)


def test_nobody_must_answer_even_what_the_office_asks_for(client: PageClient, reloj: MovableClock) -> None:
    _ask("¿Cuál es la matrícula?", "corta", pedida=True)
    assert _kept(ciudadania.file(client, reloj, tipo="reclamo").radicado) == []


def test_a_wrong_answer_is_told_beside_its_field_and_nothing_is_lost(client: PageClient, reloj: MovableClock) -> None:
    day, one = _ask(), _ask("¿Cuántas casas?", "numero")
    values = {_field(day): "ayer", _field(one): "doce", "tipo": "reclamo"}
    response = ciudadania.send(client, ciudadania.fill(client, reloj, **values))
    assert response.status_code == 422
    page = Page(response)
    assert "Escriba la fecha con día, mes y año." in page.text()
    assert "Escriba solo el número, sin letras." in page.text()
    assert 'value="doce"' in response.text
    assert re.search(r'data-clases="reclamo">\s*<details class="folded" open>', response.text)


def test_who_opened_the_form_before_an_edit_answers_the_question_that_they_read(client: PageClient, reloj: MovableClock) -> None:
    row = _ask("¿Cuántas casas?", "numero")
    values = ciudadania.fill(client, reloj, tipo="reclamo", **{_field(row): "1.200"})
    with transaction():
        editar_pregunta(
            row, version=row.version, texto="¿Cuántas familias?", formato="numero", clases=["reclamo"], actor=casos.actor("carmen")
        )
        activar_pregunta(row, activa=False, actor=casos.actor("carmen"))
    assert _kept(ciudadania.read(client, ciudadania.send(client, values)).radicado) == [("¿Cuántas casas?", "1.200")]


def test_other_words_are_another_version_and_no_version_changes() -> None:
    row = _ask()
    ines = casos.actor("carmen")
    with transaction():
        editar_pregunta(row, version=row.version, texto=BASURA, formato="fecha", clases=["queja", "reclamo"], actor=ines)
    assert row.vigente_numero == 1
    with transaction():
        editar_pregunta(row, version=row.version, texto=BASURA, ayuda="Más o menos.", formato="fecha", clases=["queja"], actor=ines)
    numbers = db.session.scalars(select(VersionPregunta.numero).where(VersionPregunta.pregunta_id == row.id).order_by(VersionPregunta.id))
    assert list(numbers) == [1, 2]
    assert list_eventos("pregunta", row.id)[-1].datos["ayuda"] == ["", "Más o menos."]
    with pytest.raises(Conflict), transaction():
        editar_pregunta(row, version=1, texto="Tarde", formato="fecha", clases=["queja"], actor=ines)
    with pytest.raises(RuntimeError), transaction():
        db.session.scalars(select(VersionPregunta).order_by(VersionPregunta.id)).first().texto = "Otra"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"texto": " "}, "texto"), ({"formato": "dibujo"}, "formato"), ({"clases": []}, "clases"), ({"clases": ["tutela"]}, "clases"),
        ({"formato": "una", "opciones": ["Sola", "Sola"]}, "opciones"), ({"formato": "varias", "opciones": ["a", "b" * 101]}, "opciones"),
    ],
)  # fmt: skip
def test_a_question_that_makes_no_sense_is_refused(values: dict[str, Any], field: str) -> None:
    with pytest.raises(DomainError) as refused:
        _ask(**values)
    assert refused.value.field == field


def test_questions_are_put_in_order_retired_and_limited() -> None:
    carmen = casos.actor("carmen")
    first, second = _ask("Una"), _ask("Dos")
    with transaction():
        mover_pregunta(second, antes=True, actor=carmen)
    assert [one.texto for one in list_vigentes("reclamo")] == ["Dos", "Una"]
    with transaction():
        activar_pregunta(first, activa=False, actor=carmen)
    assert [one.texto for one in list_preguntas(activas=False)] == ["Una"]
    for number in range(MAXIMO_POR_CLASE - 1):
        _ask(f"Otra {number}")
    with pytest.raises(DomainError, match="ya tiene 8 preguntas"), transaction():
        activar_pregunta(first, activa=True, actor=carmen)
    with pytest.raises(Forbidden), transaction():
        mover_pregunta(second, antes=False, actor=casos.actor("jairo"))


def test_the_counter_asks_them_too(client: PageClient) -> None:
    row = _ask("¿Es urgente para la escuela?", "si_no", clases=["congreso"])
    sign_in(client, "carmen")
    values = {
        "canal": "ventanilla", "tipo": "congreso", "texto": "Pide un informe.", "quien": "natural", "primer_nombre": "Rosa",
        "primer_apellido": "Ficticia", "medio_respuesta": "aviso", _field(row): "no",
    }  # fmt: skip
    receipt = Page(client.submit("/gestion/pqrs/ventanilla", values)).text()
    assert "¿Es urgente para la escuela?" in receipt
    assert _kept(db.session.scalars(select(Peticion.radicado)).one()) == [("¿Es urgente para la escuela?", "No")]


def test_of_a_case_against_officials_the_database_does_not_tell_the_answers() -> None:
    asked = [Contestada(1, "¿En qué oficina?", "quetzalrespuesta")]
    with transaction():
        sealed = casos.radicar(tipo=TipoPeticion.DENUNCIA_CORRUPCION, contestadas=asked)
        becomes = casos.radicar(tipo=TipoPeticion.QUEJA, contestadas=asked)
        services.clasificar(becomes, tipo=TipoPeticion.QUEJA_DISCIPLINARIA, motivo="Es disciplinaria.", actor=casos.actor("carmen"))
    for one in (sealed, becomes):
        assert list(one.contestadas) == asked
    stored = [str(row) for row in db.session.execute(text("SELECT contestadas FROM peticion"))]
    assert len(stored) == 2
    assert "quetzalrespuesta" not in "".join(stored)


def test_a_rule_reads_the_answers_as_words() -> None:
    with transaction():
        crear_regla(nombre="Escombros", palabras="escombros", dependencia=casos.dependencia("120"), actor=casos.actor("ines"))
        peticion = casos.radicar(contestadas=[Contestada(1, "¿Qué hay en la calle?", "Escombros")])
    assert peticion.dependencia is not None
    assert peticion.dependencia.codigo == "120"


def test_open311_lists_the_questions_and_takes_their_answers(client: FlaskClient) -> None:
    day, many = _ask(pedida=True), _ask("¿Qué recogen?", "varias", opciones=["Vidrio", "Papel"])
    code = {one: f"PREGUNTA_{one.vigente.id}" for one in (day, many)}
    with transaction():
        key = crear_clave("Aplicación de la Gobernación", actor=SISTEMA)

    def post(**values: Any) -> Any:
        sent = {"service_code": "reclamo", "description": "No pasa el carro.", "api_key": key}
        return client.post("/open311/v2/requests.json", data={**sent, **values})

    told = client.get("/open311/v2/services/reclamo.json").get_json()["attributes"]
    assert [(one["code"], one["datatype"], one["required"], one["order"]) for one in told[1:]] == [
        (code[day], "datetime", False, 2), (code[many], "multivaluelist", False, 3),
    ]  # fmt: skip
    assert told[2]["values"] == [{"key": "1", "name": "Vidrio"}, {"key": "2", "name": "Papel"}]
    assert len(client.get("/open311/v2/services/queja.json").get_json()["attributes"]) == 1
    answer = post(**{f"attribute[{code[day]}]": "2026-02-02T04:00:00Z", f"attribute[{code[many]}][]": ["2", "1"], "attribute[AVISO]": ""})
    assert answer.status_code == 201, answer.get_data(as_text=True)
    kept = _kept(answer.get_json()[0]["service_request_id"])
    # Four in the morning in Greenwich is still the day before here.
    assert kept == [(BASURA, "domingo 1 de febrero de 2026"), ("¿Qué recogen?", "Vidrio; Papel")]
    refused = post(**{f"attribute[{code[day]}]": "ayer", f"attribute[{code[many]}]": "9", "attribute[COLOR]": "rojo"})
    assert refused.status_code == 400
    named = [one["description"].split(":")[0] for one in refused.get_json()]
    assert named == ["attribute[COLOR]", f"attribute[{code[day]}]", f"attribute[{code[many]}]"]
