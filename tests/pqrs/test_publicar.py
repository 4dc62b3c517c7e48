"""Publishing an answer: only what was looked at, only where the law allows it, and without a trace of what was taken out."""

import io
import re
import zlib
from typing import Any

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import func, select, text

from portal.core import clock
from portal.core.clock import MovableClock
from portal.core.errors import Conflict, DomainError, Forbidden
from portal.core.text import fold
from portal.database import transaction
from portal.extensions import Base, db
from portal.files.models import Archivo
from portal.files.services import register, store_bytes
from portal.files.storage import open_blob
from portal.pqrs import services
from portal.pqrs.models import Peticion, Publicacion, Respuesta
from portal.pqrs.models.publicacion import TEMAS
from portal.pqrs.publicas import make_publica
from portal.pqrs.queries.publicaciones import get_pdf
from portal.pqrs.services.publicar import preparar, proponer_tachado
from portal.pqrs.tachado import Dato, Quitar
from portal.pqrs.tipos import TipoPeticion
from tests.support import casos
from tests.support.oficina import made
from tests.support.pages import Page, PageClient
from tests.support.sessions import sign_in

SECRETS = ("Arteaga", "Zutana", "1000000001", "ana@correo.example", "300 123 45 67", "Calle 9 # 8-77", "KLM123")
CUERPO = (
    "Respetada señora Ana Arteaga, con cédula 1.000.000.001:\n\nEl poste de la Calle 9 # 8-77 se arregla el lunes. La llamaremos al "
    "300 123 45 67 o le escribiremos a ana@correo.example. Su vecina Zutana, dueña del carro KLM123, ya lo sabe.\n\n"
    "El alumbrado de las veredas se revisa cada mes."
)
LIST = "/pqrs/respuestas"


def _answered(cuerpo: str = CUERPO, **changes: Any) -> Peticion:
    peticion = casos.en_tramite(**{"asunto": "Poste de Ana Arteaga", **changes})
    services.proyectar(peticion, cuerpo=cuerpo, actor=casos.actor("jairo"))
    services.responder(peticion, make_letter=casos.make_letter, actor=casos.actor("jairo"))
    services.registrar_entrega(peticion, medio="ventanilla", detalle="La recibió", fecha=clock.now(), actor=casos.actor("jairo"))
    return peticion


def _answer(peticion: Peticion) -> Respuesta:
    return db.session.scalars(select(Respuesta).where(Respuesta.peticion_id == peticion.id).order_by(Respuesta.id)).one()


def _publish(peticion: Peticion, *, quien: str = "nubia", **changes: Any) -> Publicacion:
    answer = _answer(peticion)
    quitar = [Quitar(one.texto, one.dato) for one in proponer_tachado(peticion, answer)]
    quitar += [Quitar(one, Dato.OTRO) for one in ("Zutana", "KLM123")]
    values = {"titulo": "Arreglo de postes", "pregunta": "Cuándo se arregla un poste.", "quitar": quitar, **changes}
    huella = changes.pop("huella", None) or preparar(answer, **{name: values[name] for name in ("titulo", "pregunta", "quitar")}).huella
    return services.publicar(
        peticion, respuesta=answer, tema=values.pop("tema", "alumbrado"), **{**values, "huella": huella}, make_pdf=make_publica,
        actor=casos.actor(quien),
    )  # fmt: skip


@pytest.fixture
def published(app: Flask, reloj: MovableClock) -> Publicacion:
    with transaction():
        return _publish(_answered())


def _bytes_of(pdf: bytes) -> str:
    """Everything that any reader could take out of a PDF: its bytes, its streams unpacked, its text, its metadata."""
    unpacked = [pdf]
    for match in re.finditer(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            unpacked.append(zlib.decompress(match[1].strip(b"\r\n")))
        except zlib.error:
            unpacked.append(match[1])
    reader = PdfReader(io.BytesIO(pdf))
    words = " ".join(page.extract_text() for page in reader.pages) + str(reader.metadata) + str(reader.xmp_metadata)
    joined = b"\n".join(unpacked)
    return fold(joined.decode("latin-1") + joined.decode("utf-16-be", "ignore") + joined.decode("utf-16-le", "ignore") + words)


def _digits(shown: str) -> str:
    return re.sub(r"[.\s-]", "", shown)


def test_no_word_that_was_taken_out_is_left_in_any_byte(app: Flask, client: PageClient, published: Publicacion) -> None:
    pdf = client.get(f"{LIST}/{published.id}/pdf").data
    assert pdf.startswith(b"%PDF")
    places = {"pdf": _bytes_of(pdf), "list": "", "page": ""}
    places["list"] = client.get(LIST).get_data(as_text=True)
    places["page"] = client.get(f"{LIST}/{published.id}").get_data(as_text=True)
    with transaction():
        row = db.session.execute(select(Publicacion.__table__)).one()
        places["row"] = str(tuple(row))
        places["record"] = str(db.session.execute(text("SELECT datos FROM evento WHERE tipo = 'respuesta_publicada'")).all())
    for where, shown in places.items():
        for secret in SECRETS:
            assert fold(secret) not in fold(shown), (where, secret)
        assert "1000000001" not in _digits(shown), where
        assert "3001234567" not in _digits(shown), where
    assert "El alumbrado de las veredas se revisa cada mes" in places["page"]
    assert "[nombre]" in places["page"]
    assert "alumbrado de las veredas" in re.sub(r"\s+", " ", places["pdf"])


def test_the_public_file_is_another_one_than_the_letter(app: Flask, published: Publicacion) -> None:
    with transaction():
        archivo = get_pdf(db.session.merge(published))
        letter = db.session.scalars(select(Archivo).where(Archivo.etiqueta == "carta")).one()
        assert archivo.sha256 != letter.sha256
        assert (archivo.nombre, archivo.publico) == ("respuesta-de-interes-general.pdf", True)


@pytest.mark.parametrize(
    "tipo", [TipoPeticion.DENUNCIA_CORRUPCION, TipoPeticion.QUEJA_DISCIPLINARIA, TipoPeticion.HD_CONSULTA, TipoPeticion.HD_RECLAMO]
)
def test_sealed_kinds_and_those_about_ones_own_data_are_never_published(app: Flask, reloj: MovableClock, tipo: TipoPeticion) -> None:
    with transaction():
        peticion = casos.radicar(tipo=tipo)
        services.asignar(
            peticion, dependencia=casos.dependencia("150"), responsable=casos.funcionario("jairo"), actor=casos.actor("hernan")
        )
        services.proyectar(peticion, cuerpo=CUERPO, actor=casos.actor("jairo"))
        services.responder(peticion, make_letter=casos.make_letter, actor=casos.actor("jairo"))
        services.registrar_entrega(peticion, medio="ventanilla", detalle="La recibió", fecha=clock.now(), actor=casos.actor("jairo"))
        with pytest.raises(DomainError, match="no se publica"):
            _publish(peticion)


def test_a_case_that_becomes_one_of_a_sealed_kind_takes_its_answer_away(app: Flask, client: PageClient, published: Publicacion) -> None:
    with transaction():
        peticion = db.session.get_one(Peticion, published.peticion_id)
        services.reabrir(peticion, motivo="Es una denuncia", actor=casos.actor("nubia"))
        services.clasificar(peticion, tipo=TipoPeticion.DENUNCIA_CORRUPCION, motivo="Lo es", actor=casos.actor("nubia"))
    assert "Arreglo de postes" not in client.get(LIST).get_data(as_text=True)
    for url in (f"{LIST}/{published.id}", f"{LIST}/{published.id}/pdf"):
        assert client.get(url).status_code == 404


def test_what_is_published_is_exactly_what_was_looked_at(app: Flask, reloj: MovableClock) -> None:
    with transaction():
        peticion = _answered()
        with pytest.raises(Conflict, match="Lea otra vez"):
            _publish(peticion, huella="0" * 64)
        with pytest.raises(DomainError, match="Elija un tema"):
            _publish(peticion, tema="política")
        with pytest.raises(DomainError, match="Escriba un título"):
            _publish(peticion, titulo=" ", huella="0" * 64)
        assert db.session.scalar(select(func.count()).select_from(Publicacion)) == 0


def test_an_answer_is_published_once_and_again_after_it_was_withdrawn(app: Flask, reloj: MovableClock) -> None:
    with transaction():
        peticion = _answered()
        first = _publish(peticion)
        with pytest.raises(Conflict, match="ya está publicada"):
            _publish(peticion)
        services.retirar_publicacion(first, peticion, motivo="Quedó un nombre", actor=casos.actor("nubia"))
        assert _publish(peticion).id != first.id


def test_only_who_heads_the_office_of_the_case_publishes_and_withdraws(app: Flask, reloj: MovableClock) -> None:
    with transaction():
        peticion = _answered()
        for stranger in ("jairo", "gloria", "ines", "efrain"):
            with pytest.raises(Forbidden):
                _publish(peticion, quien=stranger)
        made_now = _publish(peticion)
        with pytest.raises(Forbidden):
            services.retirar_publicacion(made_now, peticion, motivo="No", actor=casos.actor("gloria"))


def test_withdrawing_takes_text_and_pdf_away_and_leaves_the_reason(app: Flask, client: PageClient, published: Publicacion) -> None:
    sign_in(client, "nubia")
    peticion = db.session.get_one(Peticion, published.peticion_id)
    url = f"/gestion/pqrs/{peticion.radicado}/publicaciones/{published.id}/retirar"
    assert "Escriba por qué se retira" in Page(client.submit(url, {"motivo": " "})).text()
    client.submit(url, {"motivo": "El alcalde lo pidió."})
    client.get("/salir")
    gone = client.get(f"{LIST}/{published.id}")
    assert gone.status_code == 410
    assert "El alcalde lo pidió." in Page(gone).text()
    assert "veredas se revisa" not in gone.get_data(as_text=True)
    assert "postes" not in client.page(f"{LIST}?q=alumbrado").text()
    assert client.get(f"{LIST}/{published.id}/pdf").status_code == 404
    with transaction():
        assert db.session.scalar(select(func.count()).where(Archivo.objeto_tipo == "publicacion")) == 0
    assert Page(client.get(LIST)).h1 == "Respuestas de interés general"


def _url(peticion: Peticion) -> str:
    return f"/gestion/pqrs/{peticion.radicado}/publicar/{_answer(peticion).id}"


FIELDS = {"titulo": "Arreglo de postes", "tema": "alumbrado", "pregunta": "Cuándo se arregla un poste.", "otras": "Zutana\nKLM123"}


def _look(client: PageClient, url: str, **changes: Any) -> Page:
    """Fill the form as somebody without scripts does, with every proposal marked, and ask how it would be."""
    page = client.page(url)
    marked = [one.get("value") for one in page.all("input") if one.get("name") == "quitar" and one.get("checked") is not None]
    values = {**client.form_values(page), **FIELDS, "quitar": marked, "accion": "ver", **changes}
    return Page(client.post(url, data=values))


def test_an_official_publishes_after_looking_at_it_without_any_script(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    peticion = made(_answered)
    sign_in(client, "nubia")
    assert _url(peticion) in client.page(f"/gestion/pqrs/{peticion.radicado}").links()
    seen = _look(client, _url(peticion))
    assert "El poste de la [dirección] se arregla el lunes" in seen.text()
    marked = [one.get("value") for one in seen.all("input") if one.get("name") == "quitar" and one.get("checked") is not None]
    values = {**client.form_values(seen), "quitar": marked, "accion": "publicar"}
    assert "Marque la casilla" in Page(client.post(_url(peticion), data=values)).text()
    answer = client.post(_url(peticion), data={**values, "leido": "y"}, follow_redirects=True)
    assert Page(answer).h1 == "Arreglo de postes"
    # A second click of the same form is led to what is published.
    again = client.post(_url(peticion), data={**values, "leido": "y"})
    assert (again.status_code, again.location.startswith(f"{LIST}/")) == (303, True)
    assert db.session.scalar(select(func.count()).select_from(Publicacion)) == 1
    assert "Publicada sin datos personales" in client.page(f"/gestion/pqrs/{peticion.radicado}").text()


def test_the_title_that_is_proposed_has_no_word_of_the_person(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    peticion = made(_answered)
    sign_in(client, "nubia")
    page = client.page(_url(peticion))
    assert client.form_values(page)["titulo"] == "Petición de interés general: respuesta de Secretaría de Salud"
    assert "La persona puso de asunto «Poste de Ana Arteaga»" in page.text()


def test_what_was_changed_after_looking_must_be_looked_at_again(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    peticion = made(_answered)
    sign_in(client, "nubia")
    seen = _look(client, _url(peticion))
    values = {**client.form_values(seen), "quitar": [], "accion": "publicar", "leido": "y"}
    response = client.post(_url(peticion), data=values)
    assert response.status_code == 409
    assert "Lea otra vez cómo queda" in Page(response).text()
    assert db.session.scalar(select(func.count()).select_from(Publicacion)) == 0


def test_a_word_that_stands_nowhere_is_told_and_not_taken_for_removed(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    peticion = made(_answered)
    sign_in(client, "nubia")
    assert "«Sutana» no está en el texto" in _look(client, _url(peticion), otras="Sutana").text()


def test_files_that_go_with_the_answer_are_named_as_not_published_and_why(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    peticion = made(_answered)
    with transaction():
        scan = store_bytes("cedula-escaneada.pdf", "application/pdf", b"%PDF-1.7 Ana Arteaga")
        register(scan, sobre=("respuesta", _answer(peticion).id), etiqueta="respuesta")
    sign_in(client, "nubia")
    shown = client.page(_url(peticion)).text()
    assert "Los archivos de esta carta no se publican" in shown
    assert "cedula-escaneada.pdf" in shown
    with transaction():
        public = _publish(db.session.get_one(Peticion, peticion.id))
        files = db.session.scalars(select(Archivo).where(Archivo.publico, Archivo.objeto_tipo == "publicacion")).all()
        assert [(one.objeto_id, one.etiqueta) for one in files] == [(public.id, "publica")]
        with open_blob(files[0].sha256) as content:
            assert "arteaga" not in _bytes_of(content.read())


def test_another_office_and_other_cases_learn_nothing_through_the_page(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    peticion, other = made(_answered), made(_answered)
    sign_in(client, "gloria")
    assert client.get(_url(peticion)).status_code == 404
    sign_in(client, "jairo")
    assert client.get(_url(peticion)).status_code == 403
    sign_in(client, "nubia")
    assert client.get(f"/gestion/pqrs/{peticion.radicado}/publicar/{_answer(other).id}").status_code == 404


def test_the_person_reads_in_the_timeline_that_it_was_published(app: Flask, published: Publicacion) -> None:
    from portal.pqrs.linea import tell
    from portal.pqrs.queries.caso import timeline

    with transaction():
        peticion = db.session.get_one(Peticion, published.peticion_id)
        told = tell(timeline(peticion, for_citizen=True), for_citizen=True)
    assert told[-1].titulo == "La respuesta se publicó sin los datos de nadie"


def test_the_list_is_searched_filtered_and_read_page_by_page(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    assert "Todavía no hay respuestas publicadas" in client.page(LIST).text()
    with transaction():
        for number in range(23):
            _publish(
                _answered(f"El camino {number} se arregla. Señora Ana Arteaga."),
                titulo=f"Camino número {number}",
                tema="vias",
                quitar=[Quitar("Ana Arteaga", Dato.NOMBRE)],
            )
        _publish(_answered("La vacunación es el sábado."), titulo="Jornada de vacunación", tema="salud", quitar=[])
    first = client.page(LIST)
    second = client.page(next(one for one in first.links() if "desde=" in one))
    shown = [re.search(r"/respuestas/(\d+)$", one) for one in (*first.links(), *second.links())]
    assert len({one[1] for one in shown if one}) == 24
    assert "1 en esta página" in client.page(f"{LIST}?q=VACUNACION").text()
    assert "1 en esta página" in client.page(f"{LIST}?tema=salud").text()
    assert "20 en esta página" in client.page(f"{LIST}?vigencia=2026").text()
    for nothing in ("q=Arteaga", "vigencia=2020", "q=%25", "q=_", "dependencia=999999"):
        text_shown = client.page(f"{LIST}?{nothing}").text()
        assert ("No hay respuestas con esas palabras" in text_shown) != (nothing in {"q=%25", "q=_"}), nothing
    for odd in ("desde=x", "tema=nada", "vigencia=20x6", "dependencia=1e9", f"q={'a' * 500}"):
        assert client.get(f"{LIST}?{odd}").status_code == 200


@pytest.mark.parametrize(
    ("asked", "is_found"),
    [
        ("vacunación niños", True), ("NINOS vacunacion", True), ("jornadas de vacunación para niños", True), ("¿cuándo la jornada?", True),
        ("vacuna", True), ("cunación", False), ("vacunación perros", False), ("%", True), ("niño' OR 1=1 --", False),
    ],
)  # fmt: skip
def test_words_are_found_in_any_order_without_accents_and_in_plural(
    app: Flask, client: PageClient, reloj: MovableClock, asked: str, is_found: bool
) -> None:
    with transaction():
        _publish(_answered("Cuándo: el sábado, en la plaza."), titulo="Jornada de vacunación de niños", tema="salud", quitar=[])
    shown = client.get(LIST, query_string={"q": asked}).text
    assert ("Jornada de vacunación" in shown) == is_found


def test_every_theme_fits_its_column_and_is_told(app: Flask) -> None:
    assert all(len(one) <= 20 for one in TEMAS)
    assert "publicacion" in Base.metadata.tables
