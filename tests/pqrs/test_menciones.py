"""Notes that call officials: by a box or by their name, only who may see the case, with a mail that holds no word, and a list."""

import pytest
from sqlalchemy import select

from portal.audit.queries import list_eventos
from portal.core import clock
from portal.core.clock import MovableClock
from portal.core.errors import DomainError
from portal.database import transaction
from portal.extensions import db
from portal.outbox.models import OutboxMail
from portal.pqrs import services
from portal.pqrs.menciones import find_called, match_called
from portal.pqrs.models import Mencion, Nota, Peticion
from portal.pqrs.queries.menciones import list_mencionables, page_menciones
from portal.pqrs.services.ausencias import registrar_ausencia
from portal.pqrs.tipos import TipoPeticion
from tests.support import casos
from tests.support.oficina import act, fresh, made, url_of
from tests.support.pages import Page, PageClient
from tests.support.sessions import sign_in

pytestmark = pytest.mark.usefixtures("app")
LIST = "/gestion/pqrs/menciones"


def _told() -> list[str]:
    return list(db.session.scalars(select(OutboxMail.recipient).where(OutboxMail.letter == "pqrs/mencion").order_by(OutboxMail.recipient)))


def _note(peticion: Peticion, texto: str, por: str = "jairo", avisar: tuple[str, ...] = ()) -> Nota:
    with transaction():
        return services.anotar(fresh(peticion), texto=texto, avisar=[casos.funcionario(one).id for one in avisar], actor=casos.actor(por))


@pytest.mark.parametrize(
    ("texto", "called"),
    [
        ("@nubia.narvaez, ¿la revisa?", ["nubia.narvaez"]), ("Hola @Nubia.Narváez.", ["nubia.narvaez"]),
        ("(@a.b) @a.b @c.d.e", ["a.b", "c.d.e"]), ("Escriba a ana@correo.example o a @alcaldia", []), ("@@a.b x.@a.b", []),
    ],
)  # fmt: skip
def test_names_are_found_in_the_words_of_a_note(texto: str, called: list[str]) -> None:
    assert find_called(texto) == called


def test_a_long_name_is_called_by_its_first_word_and_any_other() -> None:
    people = [(1, "Ana Lucía Arteaga"), (2, "Ana Pérez Arteaga")]
    assert match_called("ana.lucia", people) == [1]
    assert match_called("ana.lucia.arteaga", people) == [1]
    assert match_called("ana.arteaga", people) == [1, 2]
    assert match_called("lucia.arteaga", people) == []


def test_who_is_called_gets_a_mail_without_the_words_and_finds_the_note_in_their_list(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite, asunto="Aguas negras")
    sign_in(client, "jairo")
    answer = act(client, peticion, "anotar", texto="@Nubia.Narváez: la señora Arteaga llamó.", avisar=str(casos.funcionario("carmen").id))
    assert answer.status_code == 200
    assert _told() == ["carmen@puerres.example", "nubia@puerres.example"]
    for mail in db.session.scalars(select(OutboxMail).where(OutboxMail.letter == "pqrs/mencion")):
        assert peticion.radicado in mail.body
        assert not [word for word in ("Arteaga", "llamó", "Aguas") if word in mail.subject + mail.body + mail.html]
    event = list_eventos("peticion", peticion.id)[-1]
    assert (event.tipo, event.publico) == ("nota_agregada", False)
    assert sorted(event.datos["avisados"]) == ["Carmen Cabrera", "Nubia Narváez"]
    assert "Avisa a" in client.page(url_of(peticion)).text()
    sign_in(client, "nubia")
    assert "Notas que le avisan a usted" in client.page("/gestion/").text()
    page = client.page(LIST)
    assert "la señora Arteaga llamó" in page.text()
    client.submit(LIST, {}, action="/vistas")
    assert "Nueva" not in client.page(LIST).text()
    assert "Notas que le avisan a usted" not in client.page("/gestion/").text()


def test_only_who_may_see_the_case_may_be_called(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    may = {one.nombre for one in list_mencionables(fresh(peticion), casos.actor("jairo"))}
    assert "Nubia Narváez" in may
    assert not may & {"Jairo Jurado", "Beto Benavides", "Marino Melo", "Karol Klinger"}
    sign_in(client, "jairo")
    for data, field in (
        ({"texto": "@beto.benavides mire"}, "anotar-texto"),
        ({"texto": "x", "avisar": str(casos.funcionario("beto").id)}, "anotar-avisar"),
    ):
        page = Page(act(client, peticion, "anotar", **data))
        (error,) = [one for one in page.all("p") if one.get("id") == f"{field}-error"]
        assert "ver este caso" in page.text(error)
        assert data["texto"] in page.html
    assert db.session.scalars(select(Nota)).all() == []
    assert _told() == []


def test_of_a_complaint_against_officials_only_those_who_may_know_of_it_can_be_called(client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        sealed = casos.radicar(tipo=TipoPeticion.DENUNCIA_CORRUPCION, texto="Piden plata.")
        services.asignar(sealed, dependencia=casos.dependencia("150"), responsable=casos.funcionario("jairo"), actor=casos.actor("hernan"))
    assert {one.nombre for one in list_mencionables(fresh(sealed), casos.actor("jairo"))} == {"Nubia Narváez", "Hernán Hidalgo"}
    with pytest.raises(DomainError) as refused:
        _note(sealed, "@carmen.cabrera mire esto")
    assert refused.value.field == "texto"
    _note(sealed, "Para usted", avisar=("hernan",))
    (mail,) = db.session.scalars(select(OutboxMail).where(OutboxMail.letter == "pqrs/mencion"))
    assert not [word for word in ("Piden", "orrupci", "enuncia", "Arteaga") if word in mail.subject + mail.body + mail.html]
    sign_in(client, "carmen")
    assert sealed.radicado not in client.page(LIST).html


def test_who_no_longer_sees_the_case_no_longer_reads_the_note_that_called_them(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    _note(peticion, "Mire esto", avisar=("nubia",))
    with transaction():
        casos.funcionario("nubia").dependencia_id = casos.dependencia("140").id
    assert page_menciones(casos.actor("nubia"), 9) == []
    sign_in(client, "nubia")
    assert "Mire esto" not in client.page(LIST).text()


def test_a_name_that_several_have_must_be_said_whole(reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    with transaction():
        casos.funcionario("nubia").nombre = "Ana María Rosero"
        casos.funcionario("carmen").nombre = "Ana Rosero"
    with pytest.raises(DomainError, match="más de una persona"):
        _note(peticion, "@ana.rosero mire")
    _note(peticion, "@ana.maria.rosero mire")
    assert _told() == ["nubia@puerres.example"]


def test_calling_oneself_tells_nobody_and_twice_tells_once(reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    _note(peticion, "@jairo.jurado recuerde llamar")
    assert _told() == []
    first = _note(peticion, "@nubia.narvaez @nubia.narvaez mire", avisar=("nubia",))
    assert _note(peticion, "@nubia.narvaez @nubia.narvaez mire", avisar=("nubia",)).id == first.id
    assert _told() == ["nubia@puerres.example"]


def test_while_they_are_away_who_takes_their_place_is_told(reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    today = clock.today()
    with transaction():
        casos.funcionario("jairo").roles = list(casos.funcionario("nubia").roles)
        registrar_ausencia(
            funcionario=casos.funcionario("nubia"),
            sustituto=casos.funcionario("jairo"),
            desde=today,
            hasta=today,
            actor=casos.actor("nubia"),
        )
    _note(peticion, "Mire esto", por="carmen", avisar=("nubia",))
    assert _told() == ["jairo@puerres.example"]
    assert [one.funcionario.nombre for one in db.session.scalars(select(Mencion))] == ["Nubia Narváez"]


def test_marking_as_seen_leaves_what_came_since_the_page_was_made(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    _note(peticion, "Una", avisar=("nubia",))
    sign_in(client, "nubia")
    values = client.form_values(client.page(LIST), "/vistas")
    _note(peticion, "Otra", avisar=("nubia",))
    client.post(f"{LIST}/vistas", data=values)
    assert [(one.nota.texto, one.vista_en is None) for one in page_menciones(casos.actor("nubia"), 9)] == [("Otra", True), ("Una", False)]
    for wrong in ("", "x", "-1", "9" * 30):
        assert client.post(f"{LIST}/vistas", data={**values, "hasta": wrong}).status_code == 303
    assert page_menciones(casos.actor("nubia"), 9)[0].vista_en is None


def test_too_many_at_once_are_refused(reloj: MovableClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.pqrs.services.menciones.MOST_CALLED", 1)
    with pytest.raises(DomainError) as refused:
        _note(made(casos.en_tramite), "x", avisar=("nubia", "carmen"))
    assert refused.value.field == "avisar"
