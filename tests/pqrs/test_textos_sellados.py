"""What is written in a case against officials after it was filed stands sealed in the database, and is read by who could read it."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import inspect, text

from portal.core import clock
from portal.core.actors import ciudadano
from portal.core.clock import MovableClock
from portal.core.errors import DomainError
from portal.database import transaction
from portal.extensions import db
from portal.pqrs import jobs, services
from portal.pqrs.models import Mensaje, Peticion, Recurso
from portal.pqrs.models.sellable import NO_KEY
from portal.pqrs.queries.caso import list_mensajes
from portal.pqrs.queries.recursos import list_recursos
from portal.pqrs.services.anonimizar import _BLANKED, BORRADO
from portal.pqrs.services.asuntos import DatosAsunto
from portal.pqrs.tipos import TipoPeticion
from tests.support import casos
from tests.support.ciudadania import enter
from tests.support.oficina import made, url_of
from tests.support.pages import PageClient
from tests.support.sessions import sign_in

pytestmark = pytest.mark.usefixtures("app")
DENUNCIA: dict[str, Any] = {"tipo": TipoPeticion.DENUNCIA_CORRUPCION, **casos.SIN_ACEPTAR}
WORDS = "Soylavecinainconfundible del concejal"


def _tables_that_tell(word: str) -> set[str]:
    db.session.flush()
    names = [one for one in inspect(db.session.connection()).get_table_names() if not one.startswith("peticion_fts_")]
    return {one for one in names if word in str(db.session.execute(text(f'SELECT * FROM "{one}"')).all())}  # noqa: S608 - our own tables


def _say_everything(peticion: Peticion) -> None:
    services.aportar(peticion, texto=WORDS, actor=ciudadano(peticion.id))
    services.escribir(peticion, texto=f"¿Es usted {WORDS}?", pide_respuesta=False, actor=casos.actor("jairo"))


def _denuncia(**changes: Any) -> Peticion:
    """With Jairo: control interno gave it out."""
    peticion = casos.radicar(**{**DENUNCIA, **changes})
    office, official = casos.dependencia("150"), casos.funcionario("jairo")
    services.asignar(peticion, dependencia=office, responsable=official, actor=casos.actor("hernan"))
    return peticion


def _denied() -> Peticion:
    peticion = _denuncia()
    services.rechazar(peticion, motivo="Insulta.", make_letter=casos.make_letter, actor=casos.jefe("jairo"))
    services.presentar_recurso(peticion, texto=WORDS, actor=ciudadano(peticion.id))
    return peticion


def test_no_table_tells_what_was_written_in_a_case_against_officials(reloj: MovableClock) -> None:
    peticion = _denuncia()
    _say_everything(peticion)
    refused = _denuncia()
    services.negar_reserva(
        refused, reservas=["24-3"], niega="La hoja de vida.", dano="Expone su salud.", make_letter=casos.make_letter,
        actor=casos.jefe("jairo"),
    )  # fmt: skip
    services.insistir(refused, texto=WORDS, actor=ciudadano(refused.id))
    casos.ordenar(_denied(), actor=casos.jefe("jairo"), ordena=f"Responder a {WORDS}")
    assert _tables_that_tell("Soylavecinainconfundible") == set()
    assert [one.texto for one in list_mensajes(peticion)] == [WORDS, f"¿Es usted {WORDS}?"]


def test_who_denounces_without_a_name_is_sealed_in_what_they_write(reloj: MovableClock) -> None:
    peticion = _denuncia(**casos.ANONIMA, tipo=TipoPeticion.QUEJA_DISCIPLINARIA)
    _say_everything(peticion)
    assert _tables_that_tell("Soylavecinainconfundible") == set()


def test_of_other_cases_nothing_is_sealed(reloj: MovableClock) -> None:
    peticion = casos.en_tramite()
    _say_everything(peticion)
    assert "mensaje" in _tables_that_tell("Soylavecinainconfundible")
    assert {one.sellado for one in list_mensajes(peticion)} == {False}


def test_a_case_that_becomes_one_against_officials_is_sealed_by_that_act(reloj: MovableClock) -> None:
    peticion = casos.en_tramite(**casos.ANONIMA)
    _say_everything(peticion)
    services.clasificar(peticion, tipo=TipoPeticion.DENUNCIA_CORRUPCION, motivo="Denuncia a un concejal", actor=casos.actor("carmen"))
    assert _tables_that_tell("Soylavecinainconfundible") == set()
    assert list_mensajes(peticion)[0].texto == WORDS


def test_the_night_seals_what_stands_in_the_open_and_a_second_night_nothing(reloj: MovableClock) -> None:
    peticion = made(_denuncia)
    with transaction():
        db.session.execute(
            db.insert(Mensaje.__table__).values(  # type: ignore[arg-type]
                peticion_id=peticion.id, de="ciudadano", texto=WORDS, enviado_en=clock.now(), pide_respuesta=False, sellado=False
            )
        )
    assert _tables_that_tell("Soylavecinainconfundible") == {"mensaje"}
    db.session.rollback()
    assert jobs.sellar_identidades() == 1
    assert jobs.sellar_identidades() == 0
    assert _tables_that_tell("Soylavecinainconfundible") == set()


def test_both_pages_show_the_words_and_say_so_when_no_key_opens_them(client: PageClient, app: Flask, reloj: MovableClock) -> None:
    peticion = made(_denied)
    sign_in(client, "jairo")
    assert WORDS in client.page(url_of(peticion)).text()
    assert WORDS in enter(client, peticion.radicado).text()
    with transaction():
        db.session.execute(db.update(Recurso).values(texto_guardado="bm8gZXMgdW4gdGV4dG8gc2VsbGFkbw=="))
    page = client.page(url_of(peticion))
    assert NO_KEY in page.text()
    assert WORDS not in page.text()


def test_what_was_sealed_is_forgotten_too_and_reads_as_such(reloj: MovableClock) -> None:
    peticion = _denied()
    values = dict(next(given for model, given in _BLANKED if model is Recurso))
    db.session.execute(db.update(Recurso).where(Recurso.peticion_id == peticion.id).values(**values))
    db.session.expire_all()
    assert [one.texto for one in list_recursos(peticion)] == [BORRADO]
    assert _tables_that_tell("Soylavecinainconfundible") == set()


def test_the_office_that_got_a_case_against_officials_takes_it_to_no_other_office(reloj: MovableClock) -> None:
    peticion, office = _denuncia(), casos.dependencia("140")
    head = casos.jefe("jairo")
    head = replace(head, permissions=head.permissions | {"pqrs:clasificar", "pqrs:reasignar"})
    with pytest.raises(DomainError, match="Solo control interno le quita la reserva"):
        services.clasificar(peticion, tipo=TipoPeticion.PETICION_PARTICULAR, motivo="No es denuncia", actor=head)
    with pytest.raises(DomainError, match="solo control interno lo da a otra oficina"):
        services.reasignar(peticion, dependencia=office, motivo="Es de allá", actor=head)
    wanted = [DatosAsunto(titulo, TipoPeticion.QUEJA, office) for titulo in ("Uno", "Otro")]
    with pytest.raises(DomainError, match="solo control interno lo da a otra oficina"):
        services.separar(peticion, asuntos=wanted, actor=head)
    services.clasificar(peticion, tipo=TipoPeticion.QUEJA, motivo="No es denuncia", actor=casos.actor("hernan"))
    assert peticion.is_sellada
