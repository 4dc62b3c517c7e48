"""The whole file of a case: in order, with digests that hold, for officials and for who filed it, and without what is sealed."""

import csv
import hashlib
import io
import re
import zipfile
from typing import Any
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from portal.audit.queries import list_eventos
from portal.core import clock
from portal.core.clock import MovableClock
from portal.database import transaction
from portal.demo.dibujos import documento
from portal.files.services import register, store_bytes
from portal.pqrs import services
from portal.pqrs.expediente.armado import armar
from portal.pqrs.expediente.documento import Alcance
from portal.pqrs.models import Peticion
from portal.pqrs.tipos import TipoPeticion
from tests.pqrs.test_identidad_sellada import GLADYS, SECRETS
from tests.support import archivo, casos
from tests.support.ciudadania import enter
from tests.support.oficina import fresh
from tests.support.pages import Page, PageClient
from tests.support.sessions import sign_in

NOTE = "El electricista no contesta el teléfono."


def _whole() -> Peticion:
    """A case with an annex, messages, a note, an answer and its delivery; closed."""
    with transaction():
        archivo.adoptada()
        peticion = casos.en_tramite(solicitante=casos.ANA)
        register(
            store_bytes("plano.pdf", "application/pdf", documento("El plano del predio")), sobre=("peticion", peticion.id), etiqueta="anexo"
        )
        register(store_bytes("roto.pdf", "application/pdf", b"%PDF-1.7 no es"), sobre=("peticion", peticion.id), etiqueta="anexo")
        services.escribir(peticion, texto="¿Cuál es el poste?", pide_respuesta=True, actor=casos.actor("jairo"))
        services.anotar(peticion, texto=NOTE, actor=casos.actor("jairo"))
        services.proyectar(peticion, cuerpo="Se arregló el alumbrado el lunes.", actor=casos.actor("jairo"))
        services.responder(peticion, make_letter=casos.make_letter, actor=casos.actor("jairo"))
        services.registrar_entrega(
            peticion, medio="ventanilla", detalle="Recibió Ana Arteaga", fecha=clock.now(), actor=casos.actor("jairo")
        )
        services.cerrar(peticion, actor=casos.actor("jairo"))
    return peticion


def _ask(client: PageClient, peticion: Peticion, forma: str, **data: Any) -> bytes:
    url = f"/gestion/pqrs/{peticion.radicado}/expediente"
    answer = client.submit(url, data or None, action=f"/expediente/{forma}")
    assert answer.status_code == 200, Page(answer).text()[:500]
    return answer.data


def _own(client: PageClient, peticion: Peticion, forma: str) -> bytes:
    answer = client.submit(f"/pqrs/seguimiento/{peticion.radicado}", action=f"/expediente/{forma}")
    assert answer.status_code == 200
    return answer.data


def _read(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {one: package.read(one) for one in package.namelist()}


def _text(data: bytes) -> str:
    # Lines and the marks that let long words break are the layout's.
    return re.sub(r"[\s\u200b]+", " ", " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages))


def test_the_zip_holds_the_originals_in_order_and_every_digest_is_right(client: PageClient, reloj: MovableClock) -> None:
    peticion = _whole()
    sign_in(client, "jairo")
    held = _read(_ask(client, peticion, "originales"))
    rows = list(csv.DictReader(io.StringIO(held["indice.csv"].decode("utf-8-sig")), delimiter=";"))
    assert [int(one["orden_documento_expediente"]) for one in rows] == list(range(1, len(rows) + 1))
    for row in rows:
        content = held[f"documentos/{row['nombre_documento']}"]
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (row["valor_huella"], int(row["tamano"])), row
    sums = dict(reversed(line.split("  ")) for line in held["SHA256SUMS"].decode().splitlines())
    assert sums == {f"documentos/{one['nombre_documento']}": one["valor_huella"] for one in rows}
    kinds = [one["tipologia_documental"] for one in rows]
    assert kinds[:2] == ["Constancia", "Solicitud"]
    assert {"Anexo", "Mensaje", "Carta", "Prueba de entrega", "Nota interna"} <= set(kinds)


def test_the_text_that_was_filed_has_the_digest_of_its_receipt(client: PageClient, reloj: MovableClock) -> None:
    peticion = _whole()
    sign_in(client, "jairo")
    held = _read(_ask(client, peticion, "originales"))
    text = next(content for name, content in held.items() if name.endswith("solicitud.txt"))
    assert hashlib.sha256(text).hexdigest() == fresh(peticion).texto_sha256


def test_the_index_in_xml_says_the_same_with_series_and_closing(client: PageClient, reloj: MovableClock) -> None:
    peticion = _whole()
    sign_in(client, "jairo")
    held = _read(_ask(client, peticion, "originales"))
    root = ElementTree.fromstring(held["indice.xml"])  # noqa: S314 - our own
    assert (root.findtext("expediente"), root.findtext("codigo")) == (peticion.radicado, "150.24.01")
    assert root.findtext("fecha_cierre") == "2026-02-03"
    rows = list(csv.DictReader(io.StringIO(held["indice.csv"].decode("utf-8-sig")), delimiter=";"))
    assert [{one.tag: one.text or "" for one in row} for row in root.iter("documento_indizado")] == rows


def test_pages_go_on_from_one_document_to_the_next_and_a_broken_one_has_none(client: PageClient, reloj: MovableClock) -> None:
    peticion = _whole()
    sign_in(client, "jairo")
    held = _read(_ask(client, peticion, "originales"))
    rows = {one["titulo"]: one for one in csv.DictReader(io.StringIO(held["indice.csv"].decode("utf-8-sig")), delimiter=";")}
    last = int(rows["Constancia de radicación"]["pagina_fin"])
    assert (rows["plano.pdf"]["pagina_inicio"], rows["plano.pdf"]["pagina_fin"]) == (str(last + 1), str(last + 1))
    assert rows["roto.pdf"]["pagina_inicio"] == ""


def test_the_book_is_tagged_and_tells_index_texts_and_history(client: PageClient, reloj: MovableClock) -> None:
    peticion = _whole()
    sign_in(client, "jairo")
    data = _ask(client, peticion, "libro")
    root = PdfReader(io.BytesIO(data)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("es")
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    told = _text(data)
    for words in (
        "Índice electrónico",
        "Pido que arreglen el alumbrado",
        "¿Cuál es el poste?",
        "Se arregló el alumbrado",
        NOTE,
        "Qué ha pasado",
    ):
        assert words in told


def test_the_joined_book_has_the_pdf_files_behind_it_with_bookmarks_and_goes_on_without_a_broken_one(
    client: PageClient, reloj: MovableClock
) -> None:
    peticion = _whole()
    sign_in(client, "jairo")
    book, joined = _ask(client, peticion, "libro"), _ask(client, peticion, "unido")
    reader = PdfReader(io.BytesIO(joined))
    assert len(reader.pages) == len(PdfReader(io.BytesIO(book)).pages) + 1
    assert [one.title for one in reader.outline if not isinstance(one, list) and "plano.pdf" in str(one.title)]
    # It is no accessible document any more, and does not say that it is.
    assert "/Metadata" not in reader.trailer["/Root"]


def test_what_would_run_when_the_joined_book_is_opened_is_taken_out(client: PageClient, reloj: MovableClock) -> None:
    peticion = _whole()
    writer = PdfWriter(clone_from=io.BytesIO(documento("Con veneno")))
    action = DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert('hola')")})
    writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): action})
    writer.root_object[NameObject("/OpenAction")] = action
    made = io.BytesIO()
    writer.write(made)
    with transaction():
        register(store_bytes("veneno.pdf", "application/pdf", made.getvalue()), sobre=("peticion", peticion.id), etiqueta="anexo")
    sign_in(client, "jairo")
    reader = PdfReader(io.BytesIO(_ask(client, peticion, "unido")))
    assert "Con veneno" in " ".join(page.extract_text() for page in reader.pages)
    assert "JavaScript" not in str([dict(reader.trailer["/Root"]), [dict(page) for page in reader.pages]])


def test_taking_it_away_stays_written_with_the_digest_of_its_index(client: PageClient, reloj: MovableClock) -> None:
    peticion = _whole()
    sign_in(client, "jairo")
    shown = client.page(f"/gestion/pqrs/{peticion.radicado}/expediente").text()
    _ask(client, peticion, "libro")
    event = list_eventos("peticion", peticion.id)[-1]
    assert (event.tipo, event.actor_nombre, event.datos["formato"], event.publico) == (
        "expediente_descargado",
        "Jairo Jurado",
        "pdf",
        False,
    )
    assert event.datos["huella"] in shown


@pytest.mark.parametrize("forma", ["libro", "originales"])
def test_who_filed_takes_their_own_without_what_officials_write_for_each_other(client: PageClient, reloj: MovableClock, forma: str) -> None:
    peticion = _whole()
    enter(client, peticion.radicado)
    data = _own(client, peticion, forma)
    held = {"": data} if forma == "libro" else _read(data)
    told = " ".join(
        [
            *[content.decode("utf-8", "ignore") for content in held.values()],
            *[_text(c) for c in held.values() if c[:5] == b"%PDF-" and b"Root" in c],
        ]
    )
    assert "¿Cuál es el poste?" in told
    assert NOTE not in told
    assert "Recibió Ana Arteaga" not in told


def test_a_decision_that_was_not_opened_is_not_read_by_taking_the_file(client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        peticion = casos.por_notificar()
    enter(client, peticion.radicado)
    told = _text(_own(client, peticion, "libro"))
    assert "ábralas en la página de seguimiento" in told
    assert "Se arregló el alumbrado" not in told
    assert fresh(peticion).estado == "por_notificar"


def test_nobody_takes_the_file_of_another_office_or_of_another_person(client: PageClient, reloj: MovableClock) -> None:
    peticion = _whole()
    with transaction():
        other = casos.radicar()
    sign_in(client, "beto")
    assert client.get(f"/gestion/pqrs/{peticion.radicado}/expediente").status_code == 404
    token = client.form_values(client.page("/cuenta/"), None).get("csrf_token", "")
    assert client.post(f"/gestion/pqrs/{peticion.radicado}/expediente/libro", data={"csrf_token": token}).status_code == 404
    enter(client, other.radicado)
    assert client.post(f"/pqrs/seguimiento/{peticion.radicado}/expediente/libro", data={"csrf_token": token}).status_code in (400, 404)


def _denuncia() -> Peticion:
    with transaction():
        peticion = casos.radicar(tipo=TipoPeticion.QUEJA_DISCIPLINARIA, solicitante=GLADYS, texto="El inspector pide dinero.")
        services.asignar(
            peticion, dependencia=casos.dependencia("150"), responsable=casos.funcionario("jairo"), actor=casos.actor("hernan")
        )
    return peticion


@pytest.mark.parametrize("who", ["jairo", "hernan"])
def test_what_is_sealed_is_in_no_copy_and_a_note_says_so(client: PageClient, reloj: MovableClock, who: str) -> None:
    peticion = _denuncia()
    sign_in(client, who)
    held = _read(_ask(client, peticion, "originales"))
    told = " ".join([*[content.decode("utf-8", "ignore") for content in held.values()], _text(held["expediente.pdf"])])
    assert [one for one in SECRETS if one in told] == []
    assert "está sellada" in _text(held["expediente.pdf"])


def test_who_may_open_it_takes_it_with_a_reason_that_stays_written(client: PageClient, reloj: MovableClock) -> None:
    peticion = _denuncia()
    sign_in(client, "hernan")
    answer = client.post(
        f"/gestion/pqrs/{peticion.radicado}/expediente/originales",
        data={
            **client.form_values(client.page(f"/gestion/pqrs/{peticion.radicado}/expediente"), "/originales"),
            "motivo": "Lo pide la Fiscalía",
        },
    )
    held = _read(answer.data)
    assert GLADYS.correo.encode() in next(content for name, content in held.items() if name.endswith("identidad.txt"))
    assert [one.tipo for one in list_eventos("peticion", peticion.id)][-2:] == ["identidad_abierta", "expediente_descargado"]


def test_who_may_not_open_it_gets_nothing_with_a_reason(client: PageClient, reloj: MovableClock) -> None:
    peticion = _denuncia()
    sign_in(client, "jairo")
    page = client.page(f"/gestion/pqrs/{peticion.radicado}/expediente")
    values = {**client.form_values(page, "/originales"), "motivo": "Quiero saber"}
    assert client.post(f"/gestion/pqrs/{peticion.radicado}/expediente/originales", data=values).status_code == 403
    assert list_eventos("peticion", peticion.id)[-1].tipo != "identidad_abierta"


@pytest.mark.usefixtures("app")
def test_what_another_office_was_asked_for_is_in_the_officials_copy_with_its_files(reloj: MovableClock) -> None:
    with transaction():
        peticion = casos.en_tramite()
        asked = services.encargar(
            peticion,
            dependencia=casos.dependencia("120"),
            pedido="Midan el predio.",
            dias=3,
            ve_solicitud=False,
            actor=casos.actor("jairo"),
        )
        register(store_bytes("croquis.pdf", "application/pdf", documento("Croquis")), sobre=("encargo", asked.id), etiqueta="pedido")
    inside, outside = (armar(fresh(peticion), Alcance(interno=one)) for one in (True, False))
    assert {"Encargo a Secretaría de Planeación", "croquis.pdf"} <= {one.titulo for one in inside.documentos}
    assert not [one for one in outside.documentos if "croquis" in one.titulo or "Encargo" in one.titulo]
