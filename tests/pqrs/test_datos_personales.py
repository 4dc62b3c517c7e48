"""«What do you know of me»: gathered for the case that asks, of that person alone, and what is sealed only by who may open it."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from typing import Any

import pytest

from portal.audit.queries import list_eventos
from portal.core.clock import MovableClock
from portal.core.errors import DomainError, Forbidden
from portal.database import transaction
from portal.pqrs import services
from portal.pqrs.linea import tell
from portal.pqrs.models import Peticion
from portal.pqrs.queries.caso import timeline
from portal.pqrs.services.datos_personales import reunir_datos
from portal.pqrs.tipos import TipoPeticion
from tests.pqrs.test_identidad_sellada import GLADYS, SECRETS
from tests.support import casos
from tests.support.ciudadania import enter
from tests.support.pages import PageClient
from tests.support.sessions import sign_in

pytestmark = pytest.mark.usefixtures("app")

LUIS = replace(casos.ANA, primer_nombre="Luis", numero_documento="1000000002", correo="luis@correo.example")


def _asks(**changes: Any) -> Peticion:
    return casos.radicar(tipo=TipoPeticion.HD_CONSULTA, texto="¿Qué datos míos tienen?", **changes)


def _gather(peticion: Peticion, who: str = "carmen", **changes: Any) -> dict[str, Any]:
    return reunir_datos(peticion, motivo="Mostró su cédula", actor=casos.actor(who), **changes)


def _radicados(datos: dict[str, Any]) -> list[str]:
    return [one["radicado"] for one in datos["casos"]]


def test_all_of_that_persons_cases_in_every_office_and_nobody_elses(reloj: MovableClock) -> None:
    own, other = casos.en_tramite(), casos.radicar(solicitante=LUIS)
    dotted = casos.radicar(solicitante=replace(casos.ANA, numero_documento="1.000.000.001", correo="otro@correo.example"))
    for_her = casos.radicar(solicitante=replace(LUIS, representado="Ana Arteaga", representado_documento="1000000001"))
    asked = _asks()
    datos = _gather(asked)
    assert _radicados(datos) == [own.radicado, dotted.radicado, for_her.radicado, asked.radicado]
    assert other.radicado not in json.dumps(datos)
    assert datos["casos"][0]["persona"]["correo"] == "ana@correo.example"
    assert datos["casos"][0]["consentimientos"]["notificacion_electronica_aceptada_en"]
    assert datos["correos_enviados"]


def test_one_mail_address_for_two_documents_gives_only_ones_own(reloj: MovableClock) -> None:
    shared = casos.radicar(solicitante=replace(LUIS, correo=casos.ANA.correo))
    without = casos.radicar(solicitante=replace(LUIS, numero_documento="", correo=casos.ANA.correo.upper()))
    datos = _gather(_asks())
    assert shared.radicado not in _radicados(datos)
    assert without.radicado in _radicados(datos)


def test_who_represents_somebody_gets_that_persons(reloj: MovableClock) -> None:
    hers, his = casos.radicar(), casos.radicar(solicitante=LUIS)
    asked = _asks(solicitante=replace(LUIS, representado="Ana Arteaga", representado_documento="1000000001"))
    assert _radicados(_gather(asked, de_quien="representada")) == [hers.radicado, asked.radicado]
    assert his.radicado in _radicados(_gather(asked))


def test_notes_and_decisions_that_were_not_opened_are_not_in_it(reloj: MovableClock) -> None:
    peticion = casos.por_notificar()
    services.anotar(peticion, texto="Nota que nadie de afuera lee", actor=casos.actor("jairo"))
    told = json.dumps(_gather(_asks()))
    assert "Nota que nadie" not in told
    assert "Se arregló el alumbrado" not in told


def test_gathering_stays_written_and_the_person_sees_it_without_the_reason(reloj: MovableClock) -> None:
    asked = _asks()
    _gather(asked)
    event = list_eventos("peticion", asked.id)[-1]
    assert (event.tipo, event.datos["motivo"], event.datos["casos"]) == ("datos_personales_reunidos", "Mostró su cédula", 1)
    shown = tell(timeline(asked, for_citizen=True), for_citizen=True)[-1]
    assert (shown.titulo, "cédula" in shown.texto) == ("La alcaldía reunió sus datos personales", False)


@pytest.mark.parametrize("changes", [{"motivo": " "}, {"de_quien": "representada"}])
def test_without_reason_or_person_nothing_is_gathered(reloj: MovableClock, changes: dict[str, Any]) -> None:
    with pytest.raises(DomainError):
        reunir_datos(_asks(), **{"motivo": "Mostró su cédula", "actor": casos.actor("carmen"), **changes})


def test_a_case_that_asks_for_something_else_or_is_anonymous_gathers_nothing(reloj: MovableClock) -> None:
    with pytest.raises(DomainError, match="no pregunta por datos"):
        _gather(casos.radicar())
    with pytest.raises(DomainError, match="no trae el documento"):
        _gather(_asks(solicitante=None, medio_respuesta="aviso", acepta_notificacion=False))


def test_who_has_no_part_in_it_gathers_nothing(reloj: MovableClock) -> None:
    with pytest.raises(Forbidden):
        _gather(_asks(), "jairo")


def _denuncia() -> Peticion:
    return casos.radicar(tipo=TipoPeticion.DENUNCIA_CORRUPCION, solicitante=GLADYS, texto="Piden dinero por los permisos.")


def test_what_is_sealed_is_not_found_and_not_told(reloj: MovableClock) -> None:
    sealed = _denuncia()
    datos = _gather(_asks(solicitante=GLADYS))
    assert sealed.radicado not in json.dumps(datos)
    with pytest.raises(Forbidden):
        _gather(_asks(solicitante=GLADYS), selladas=True)
    assert list_eventos("peticion", sealed.id)[-1].tipo == "peticion_radicada"


def test_who_may_open_finds_it_and_each_opening_stays_written(reloj: MovableClock) -> None:
    sealed, other = _denuncia(), casos.radicar(tipo=TipoPeticion.QUEJA_DISCIPLINARIA, solicitante=LUIS)
    asked = _asks(solicitante=GLADYS)
    datos = _gather(asked, "hernan", selladas=True)
    assert sealed.radicado in _radicados(datos)
    assert other.radicado not in _radicados(datos)
    event = list_eventos("peticion", sealed.id)[-1]
    assert (event.tipo, asked.radicado in event.datos["motivo"]) == ("identidad_abierta", True)
    assert list_eventos("peticion", other.id)[-1].tipo == "peticion_radicada"


def test_the_page_hands_it_out_as_json_csv_and_a_page(client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        casos.radicar(asunto="=HIPERVINCULO()")
        asked = _asks()
        common = casos.radicar()
    sign_in(client, "carmen")
    url = f"/gestion/pqrs/{asked.radicado}/datos-personales"
    assert url in client.page(f"/gestion/pqrs/{asked.radicado}").links()
    assert client.submit(url, {"motivo": ""}).status_code == 422
    answer = client.submit(url, {"motivo": "Mostró su cédula"})
    with zipfile.ZipFile(io.BytesIO(answer.data)) as package:
        held = {one: package.read(one).decode("utf-8-sig") for one in package.namelist()}
    assert len(json.loads(held["datos.json"])["casos"]) == 3
    rows = list(csv.DictReader(io.StringIO(held["casos.csv"]), delimiter=";"))
    assert rows[0]["asunto"] == "'=HIPERVINCULO()"
    assert "<h1>Lo que Alcaldía Municipal de Puerres sabe de Ana Arteaga</h1>" in held["informe.html"]
    assert client.get(f"/gestion/pqrs/{common.radicado}/datos-personales").status_code == 404
    sign_in(client, "jairo")
    assert client.get(url).status_code == 403


def test_who_filed_takes_the_data_of_their_own_case_as_json(client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        peticion, other = casos.en_tramite(), casos.radicar()
        services.anotar(peticion, texto="Nota interna", actor=casos.actor("jairo"))
    enter(client, peticion.radicado)
    answer = client.submit(f"/pqrs/seguimiento/{peticion.radicado}", action="/datos.json")
    datos = answer.get_json()
    assert (datos["radicado"], datos["persona"]["correo"]) == (peticion.radicado, "ana@correo.example")
    assert "Nota interna" not in answer.text
    assert client.post(f"/pqrs/seguimiento/{other.radicado}/datos.json").status_code in (400, 404)
    assert list_eventos("peticion", peticion.id)[-1].tipo == "expediente_descargado"


def test_ones_own_json_of_a_sealed_case_does_not_say_who(client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        sealed = _denuncia()
    enter(client, sealed.radicado)
    answer = client.submit(f"/pqrs/seguimiento/{sealed.radicado}", action="/datos.json")
    assert answer.get_json()["identidad_sellada"] is True
    assert [one for one in SECRETS if one in answer.text] == []
