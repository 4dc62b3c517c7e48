"""Who denounces officials is known to nobody who works on the case: the seven places where it could leak, and the door that opens it."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import inspect, select, text

from portal.audit.queries import list_eventos
from portal.core import clock
from portal.core.clock import MovableClock
from portal.core.errors import DomainError, Forbidden
from portal.database import transaction
from portal.extensions import db
from portal.outbox.models import OutboxMail
from portal.pqrs import jobs, services
from portal.pqrs.cartas import addressee
from portal.pqrs.linea import tell
from portal.pqrs.models import IdentidadSellada, Peticion, Respuesta, Solicitante
from portal.pqrs.queries.caso import timeline
from portal.pqrs.queries.identidades import read_notificados
from portal.pqrs.services import DatosSolicitante, identidades
from portal.pqrs.tipos import TipoPeticion
from portal.sealing import CannotUnseal, seal, unseal
from tests.support import casos
from tests.support.pages import Page, PageClient
from tests.support.sessions import sign_in

pytestmark = pytest.mark.usefixtures("app")

GLADYS = DatosSolicitante(
    tipo="natural", primer_nombre="Gladysinconfundible", primer_apellido="Nastarúnico", tipo_documento="CC", numero_documento="987654321",
    municipio="Puerres", direccion="Vereda Secreta 7", correo="gladys.secreta@correo.example", telefono_movil="3009998877",
)  # fmt: skip
SECRETS = ("Gladysinconfundible", "Nastarúnico", "987654321", "Vereda Secreta 7", "gladys.secreta@correo.example", "3009998877")


def _denuncia(**changes: Any) -> Peticion:
    values: dict[str, Any] = {"tipo": TipoPeticion.DENUNCIA_CORRUPCION, "solicitante": GLADYS, "texto": "Piden dinero por los permisos."}
    return casos.radicar(**{**values, **changes})


def _told_by_the_database(*words: str) -> list[tuple[str, str]]:
    """Which of these words stand in which table, whatever their case. SQLite's search index keeps dead entries for a while (ADR 0010)."""
    db.session.flush()
    names = [one for one in inspect(db.session.connection()).get_table_names() if not one.startswith("peticion_fts_")]
    tables = {name: str(db.session.execute(text(f'SELECT * FROM "{name}"')).all()).lower() for name in names}  # noqa: S608 - our own tables
    return [(name, word) for name, shown in tables.items() for word in words if word.lower() in shown]


def test_the_database_does_not_tell_who_denounces(reloj: MovableClock) -> None:
    peticion = _denuncia()
    services.asignar(peticion, dependencia=casos.dependencia("150"), actor=casos.actor("hernan"))
    assert ("peticion", peticion.radicado) in _told_by_the_database(peticion.radicado)
    assert _told_by_the_database(*SECRETS) == []


def test_what_is_sealed_opens_whole_for_who_may(reloj: MovableClock) -> None:
    person = identidades.abrir(_denuncia(), motivo="Citar a declarar", actor=casos.actor("hernan"))
    assert {name: getattr(person, name) for name in vars(GLADYS)} == vars(GLADYS)
    assert person not in db.session


def test_opening_stays_written_with_author_and_reason_and_the_citizen_sees_it_without_the_reason(reloj: MovableClock) -> None:
    peticion = _denuncia()
    identidades.abrir(peticion, motivo="Citar a declarar", actor=casos.actor("hernan"))
    event = list_eventos("peticion", peticion.id, solo_publicos=True)[-1]
    assert (event.tipo, event.actor_id, event.datos) == (
        "identidad_abierta",
        casos.funcionario("hernan").id,
        {"motivo": "Citar a declarar"},
    )


@pytest.mark.parametrize("clave", ["carmen", "jairo", "marino"])
def test_nobody_else_opens_it(reloj: MovableClock, clave: str) -> None:
    peticion = _denuncia()
    with pytest.raises(Forbidden):
        identidades.abrir(peticion, motivo="Quiero saber", actor=casos.actor(clave))
    assert list_eventos("peticion", peticion.id)[-1].tipo == "peticion_radicada"


def test_it_is_not_opened_without_a_reason(reloj: MovableClock) -> None:
    with pytest.raises(DomainError) as refused:
        identidades.abrir(_denuncia(), motivo=" ", actor=casos.actor("hernan"))
    assert refused.value.field == "motivo"


def test_an_anonymous_denunciation_has_nothing_to_open(reloj: MovableClock) -> None:
    peticion = _denuncia(solicitante=None, medio_respuesta="aviso", acepta_notificacion=False)
    assert (peticion.is_sellada, peticion.quien) == (False, "Anónimo")
    with pytest.raises(DomainError, match="no está sellada"):
        identidades.abrir(peticion, motivo="Citar a declarar", actor=casos.actor("hernan"))


def test_its_letters_wait_with_a_sealed_address_and_greet_nobody_by_name(reloj: MovableClock) -> None:
    peticion = _denuncia()
    waiting = db.session.scalars(select(OutboxMail).where(OutboxMail.about_id == peticion.id)).one()
    assert (waiting.sealed, waiting.para, unseal(waiting.recipient)) == (True, "Dirección sellada", GLADYS.correo)
    assert "Buen día, ciudadana o ciudadano:" in waiting.body


def test_a_case_that_becomes_one_against_officials_is_sealed_then(reloj: MovableClock) -> None:
    peticion = casos.radicar(solicitante=GLADYS, texto="El inspector pide dinero.")
    services.clasificar(peticion, tipo=TipoPeticion.DENUNCIA_CORRUPCION, motivo="Denuncia a un funcionario", actor=casos.actor("carmen"))
    assert _told_by_the_database(*SECRETS) == []
    assert db.session.scalars(select(Solicitante)).all() == []
    assert identidades.abrir(peticion, motivo="Citar", actor=casos.actor("hernan")).correo == GLADYS.correo


def test_it_stays_sealed_when_the_case_turns_out_to_be_another(reloj: MovableClock) -> None:
    peticion = _denuncia()
    services.clasificar(peticion, tipo=TipoPeticion.QUEJA, motivo="No denuncia corrupción", actor=casos.actor("hernan"))
    assert peticion.is_sellada


def test_what_stood_in_the_open_before_is_sealed_by_night_once(app: Flask, reloj: MovableClock) -> None:
    with transaction():
        peticion = casos.radicar(solicitante=GLADYS)
        key = peticion.id
        peticion.tipo = TipoPeticion.QUEJA_DISCIPLINARIA.value
    assert (jobs.sellar_identidades(), jobs.sellar_identidades()) == (1, 0)
    assert _told_by_the_database(*SECRETS) == []
    assert db.session.get_one(IdentidadSellada, key).tiene_correo


def test_the_night_after_a_case_is_sealed_the_index_of_words_forgets_the_name(app: Flask, reloj: MovableClock) -> None:
    with transaction():
        peticion = casos.radicar(solicitante=GLADYS)
        reloj.advance(hours=1)
        services.clasificar(peticion, tipo=TipoPeticion.QUEJA_DISCIPLINARIA, motivo="Queja", actor=casos.actor("carmen"))
    jobs.sellar_identidades()
    if db.session.get_bind().dialect.name == "sqlite":
        held = b"".join(db.session.scalars(text("SELECT block FROM peticion_fts_data")))
        assert b"987654" not in held
        assert b"gladys" not in held


def test_letters_on_paper_are_addressed_without_the_name(reloj: MovableClock) -> None:
    peticion = _denuncia()
    assert addressee(peticion, Respuesta(clase="respuesta")) == ("Persona que presentó la petición, con identidad sellada",)


def test_a_text_opens_with_an_old_key_and_not_without_any(app: Flask) -> None:
    sealed = seal("Gladys")
    assert unseal(sealed) == "Gladys"
    assert seal("Gladys") != sealed
    old = app.config["SETTINGS"]
    app.config["SETTINGS"] = type(old)(**{**vars(old), "identity_keys": ("ab" * 32, *old.identity_keys)})
    try:
        assert unseal(sealed) == "Gladys"
        app.config["SETTINGS"] = type(old)(**{**vars(old), "identity_keys": ("ab" * 32,)})
        with pytest.raises(CannotUnseal):
            unseal(sealed)
    finally:
        app.config["SETTINGS"] = old


def _assign_to_health() -> str:
    with transaction():
        peticion = _denuncia()
        services.asignar(
            peticion, dependencia=casos.dependencia("150"), responsable=casos.funcionario("jairo"), actor=casos.actor("hernan")
        )
        return peticion.radicado


@pytest.mark.parametrize("clave", ["jairo", "hernan"])
def test_no_page_search_or_export_of_an_official_shows_it(client: PageClient, reloj: MovableClock, clave: str) -> None:
    radicado = _assign_to_health()
    sign_in(client, clave)
    for address in (
        f"/gestion/pqrs/{radicado}",
        "/gestion/pqrs/?vista=todas",
        "/gestion/pqrs/?vista=todas&q=Gladysinconfundible",
        "/gestion/pqrs/?vista=todas&q=987654321",
        "/gestion/pqrs/exportar.csv?vista=todas",
        "/gestion/",
    ):
        answer = client.get(address, follow_redirects=True)
        shown = answer.get_data(as_text=True).replace("q=Gladysinconfundible", "").replace('value="Gladysinconfundible"', "")
        assert [one for one in SECRETS if one in shown.replace("«Gladysinconfundible»", "").replace("987654321", "")] == [], address
    assert radicado not in client.page("/gestion/pqrs/?vista=todas&q=Gladysinconfundible").text()
    assert "Identidad sellada" in client.page("/gestion/pqrs/?vista=todas").text()


def test_control_interno_opens_it_on_the_case_page_and_finds_the_opening_in_its_list(client: PageClient, reloj: MovableClock) -> None:
    radicado = _assign_to_health()
    sign_in(client, "hernan")
    assert "Nadie ha abierto una identidad" in client.page("/gestion/pqrs/identidades").text()
    page = f"/gestion/pqrs/{radicado}"
    refused = client.submit(page, {"abrir_identidad-motivo": " "}, action="/identidad")
    assert refused.status_code == 422
    assert "Escriba para qué necesita saber quién es" in Page(refused).text()
    opened = client.submit(page, {"abrir_identidad-motivo": "Citar a declarar"}, action="/identidad")
    assert opened.headers["Cache-Control"] == "no-store"
    assert "Gladysinconfundible Nastarúnico" in Page(opened).text()
    written = client.page("/gestion/pqrs/identidades").text()
    assert radicado in written
    assert "Citar a declarar" in written


@pytest.mark.parametrize("clave", ["jairo", "carmen"])
def test_who_may_not_open_it_finds_neither_button_nor_list(client: PageClient, reloj: MovableClock, clave: str) -> None:
    radicado = _assign_to_health()
    sign_in(client, clave)
    assert "Abrir la identidad" not in client.get(f"/gestion/pqrs/{radicado}").get_data(as_text=True)
    assert client.get("/gestion/pqrs/identidades").status_code == 403
    assert client.post(f"/gestion/pqrs/{radicado}/identidad").status_code in {400, 403}


def test_the_person_reads_in_the_timeline_that_it_was_opened_and_not_why(reloj: MovableClock) -> None:
    peticion = _denuncia()
    identidades.abrir(peticion, motivo="Citar a declarar", actor=casos.actor("hernan"))
    told = [(one.titulo, one.texto) for one in tell(timeline(peticion, for_citizen=True), for_citizen=True)]
    assert told[-1][0] == "Se abrió su identidad sellada"
    assert "Citar" not in str(told)


def test_every_letter_greets_in_a_way_that_names_nobody_who_is_sealed() -> None:
    letters = Path(services.__file__).parents[1] / "templates" / "pqrs" / "mail"
    assert [one.name for one in sorted(letters.iterdir()) if "{{ peticion.quien }}:" in one.read_text(encoding="utf-8")] == []


def test_who_comes_to_be_notified_is_sealed_too(reloj: MovableClock) -> None:
    peticion = _denuncia()
    jairo = casos.funcionario("jairo")
    services.asignar(peticion, dependencia=casos.dependencia("150"), responsable=jairo, actor=casos.actor("hernan"))
    services.rechazar(peticion, motivo="Insulta a quien la lee.", make_letter=casos.make_letter, actor=casos.jefe("jairo"))
    services.citar(peticion, lugar="Secretaría de Salud", make_letter=casos.make_letter, actor=casos.actor("jairo"))
    services.notificar_personalmente(
        peticion, quien="Gladysinconfundible Nastarúnico", documento="CC 987654321", calidad="interesado", fecha=clock.now(),
        copia_entregada=True, actor=casos.actor("jairo"),
    )  # fmt: skip
    assert _told_by_the_database(*SECRETS) == []
    assert "CC 987654321" in read_notificados(peticion)[0]
