"""Files of what offices write on a matter and ask of each other; the preview of a matter's letter; and appeals checked by anybody."""

import hashlib
from io import BytesIO

import pytest

from portal.core.actors import ciudadano
from portal.core.clock import MovableClock
from portal.database import transaction
from portal.extensions import db
from portal.files.queries import list_archivos
from portal.files.services import store_bytes
from portal.pqrs import services
from portal.pqrs.models import Asunto, Encargo, Peticion
from portal.pqrs.queries.encargos import list_encargos
from portal.pqrs.queries.recursos import list_recursos
from portal.pqrs.services.responder import get_borrador
from portal.pqrs.tipos import TipoPeticion
from tests.support import casos
from tests.support.oficina import PDF, fresh, made
from tests.support.pages import PageClient
from tests.support.sessions import sign_in

pytestmark = pytest.mark.usefixtures("app")


def _separated() -> Peticion:
    peticion = casos.en_tramite()
    casos.separar(peticion, ("documentos", "150", "jairo"), ("consulta", "150", "jairo"))
    return peticion


def _write(asunto: Asunto, *, lista: bool = True) -> None:
    plan = store_bytes(f"plano-{asunto.numero}.pdf", "application/pdf", b"%PDF-1.7 plano")
    services.escribir_parte(asunto, texto=f"Parte {asunto.numero}.", lista=lista, archivos=[plan], actor=casos.actor("jairo"))


def _names(kind: str, key: int) -> list[str]:
    return [one.nombre for one in list_archivos(kind, key) if one.etiqueta != "carta"]


def test_the_files_of_a_matter_go_with_its_own_letter(reloj: MovableClock) -> None:
    one = casos.asunto(_separated(), 1)
    _write(one)
    letter = services.responder_asunto(one, make_letter=casos.make_letter, actor=casos.actor("jairo"))
    assert (_names("asunto", one.id), _names("respuesta", letter.id)) == ([], ["plano-1.pdf"])


def test_or_with_the_joint_one(reloj: MovableClock) -> None:
    peticion = _separated()
    for numero in (1, 2):
        _write(casos.asunto(peticion, numero))
    services.unir_partes(peticion, actor=casos.actor("jairo"), version_borrador=0)
    draft = get_borrador(peticion)
    assert draft is not None
    assert _names("respuesta", draft.id) == ["plano-1.pdf", "plano-2.pdf"]


def test_the_page_of_a_matter_keeps_and_takes_off_files_and_shows_how_the_letter_looks(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(_separated)
    url = f"/gestion/pqrs/{peticion.radicado}/asuntos/1"
    sign_in(client, "jairo")
    client.submit(url, {"escribir_parte-texto": "Va el plano.", "escribir_parte-archivos": (BytesIO(PDF), "plano.pdf")}, action="/parte")
    key = casos.asunto(fresh(peticion), 1).id
    assert _names("asunto", key) == ["plano.pdf"]
    values = client.form_values(client.page(url), "/parte")
    draft = client.post(f"{url}/vista-previa", data={**values, "escribir_parte-archivos": ""})
    assert (draft.status_code, draft.mimetype, draft.data[:5]) == (200, "application/pdf", b"%PDF-")
    client.submit(url, {}, action="/quitar")
    assert _names("asunto", key) == []
    other = client.post(f"{url[:-1]}2/vista-previa", data={**values, "escribir_parte-texto": "", "escribir_parte-archivos": ""})
    assert "Escriba la respuesta para ver cómo queda la carta." in other.get_data(as_text=True)


def _asked() -> Peticion:
    peticion = casos.en_tramite()
    plan = store_bytes("plano.pdf", "application/pdf", PDF)
    services.encargar(
        peticion, dependencia=casos.dependencia("140"), pedido="El avalúo", dias=3, archivos=[plan], actor=casos.actor("jairo")
    )
    return peticion


def _encargo(peticion: Peticion) -> Encargo:
    return list_encargos(fresh(peticion))[0]


def test_an_encargo_takes_files_both_ways_and_only_its_two_offices_open_them(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(_asked)
    url = f"/gestion/pqrs/encargos/{_encargo(peticion).id}"
    sign_in(client, "marino")
    assert "plano.pdf" in client.page(url).text()
    key = list_archivos("encargo", _encargo(peticion).id)[0].id
    assert client.get(f"{url}/archivos/{key}").status_code == 200
    assert client.get(f"{url}/archivos/{key + 100}").status_code == 404
    client.submit(url, {"respuesta": "Va el avalúo.", "archivos": (BytesIO(PDF), "avaluo.pdf")}, action="/responder")
    assert _names("encargo", _encargo(peticion).id) == ["plano.pdf", "avaluo.pdf"]
    sign_in(client, "jairo")
    page = client.page(f"/gestion/pqrs/{peticion.radicado}").text()
    assert "plano.pdf" in page
    assert "avaluo.pdf" in page
    sign_in(client, "raul")
    assert client.get(f"{url}/archivos/{key}").status_code == 404


def test_of_what_became_a_complaint_against_officials_the_other_office_opens_no_file(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(_asked)
    with transaction():
        services.clasificar(
            fresh(peticion), tipo=TipoPeticion.QUEJA_DISCIPLINARIA, motivo="Es contra un funcionario", actor=casos.actor("carmen")
        )
    url = f"/gestion/pqrs/encargos/{_encargo(peticion).id}"
    key = list_archivos("encargo", _encargo(peticion).id)[0].id
    sign_in(client, "marino")
    assert client.get(f"{url}/archivos/{key}").status_code == 404
    assert "plano.pdf" not in client.page(url).text()


def test_anybody_with_its_code_checks_that_an_appeal_was_received_without_its_words(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.notificada)
    with transaction():
        proof = store_bytes("prueba.pdf", "application/pdf", PDF)
        services.presentar_recurso(fresh(peticion), texto="No insulté a nadie.", archivos=[proof], actor=ciudadano(peticion.id))
    one = list_recursos(fresh(peticion))[0]
    page = client.page(f"/verificar/{one.numero.codigo_verificacion}").text()
    assert f"Recurso de reposición, sobre el radicado {peticion.radicado}" in page
    assert hashlib.sha256(b"No insult\xc3\xa9 a nadie.").hexdigest() in page
    assert proof.sha256 in page
    assert "insulté" not in page
    assert "prueba.pdf" not in page


@pytest.mark.parametrize("kind", ["insistencia", "orden"])
def test_so_they_do_of_an_insistencia_and_of_a_judges_order(client: PageClient, reloj: MovableClock, kind: str) -> None:
    if kind == "insistencia":
        numero = made(casos.en_insistencia)
        code = db.session.scalar(db.text("SELECT r.codigo_verificacion FROM radicado r JOIN insistencia i ON i.radicado_id = r.id"))
    else:
        numero = made(casos.con_orden)
        code = db.session.scalar(db.text("SELECT r.codigo_verificacion FROM radicado r JOIN orden_judicial i ON i.radicado_id = r.id"))
    db.session.rollback()
    assert numero.radicado in client.page(f"/verificar/{code}").text()
