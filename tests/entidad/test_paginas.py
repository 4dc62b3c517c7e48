"""The public pages of the municipality, and what every signed-in page looks like."""

import pytest
from flask import Flask

from portal.entidad.queries import get_entidad
from portal.extensions import db
from tests.support.pages import PageClient
from tests.support.sessions import sign_in

PUBLIC = (
    "/", "/transparencia", "/atencion", "/directorio", "/participa", "/politica-datos", "/terminos", "/derechos-de-autor",
    "/accesibilidad", "/mapa-del-sitio", "/estado-del-servicio", "/buscar", "/ingreso", "/ingreso/olvido", "/ingreso/olvido/enviado",
)  # fmt: skip
ADMIN = (
    "/gestion/entidad/perfil", "/gestion/entidad/terminos", "/gestion/entidad/dias", "/gestion/entidad/interrupciones",
    "/gestion/entidad/dependencias",
    "/gestion/entidad/dependencias/nueva", "/gestion/entidad/dependencias/1", "/gestion/entidad/funcionarios",
    "/gestion/entidad/funcionarios/nuevo", "/gestion/entidad/funcionarios/1", "/gestion/entidad/roles",
    "/gestion/entidad/roles/nuevo", "/gestion/entidad/roles/1",
)  # fmt: skip


@pytest.mark.parametrize("path", PUBLIC)
def test_a_visitor_can_open_each_public_page(client: PageClient, path: str) -> None:
    client.page(path)


@pytest.mark.parametrize("path", ADMIN)
def test_the_administrator_can_open_each_page_of_administration(client: PageClient, path: str) -> None:
    sign_in(client, "efrain")
    client.page(path)


@pytest.mark.parametrize("who", ["beto", "carmen", "hernan", "karol"])
def test_nobody_else_can(client: PageClient, who: str) -> None:
    sign_in(client, who)
    client.check_pages = False
    assert {path: client.get(path).status_code for path in ADMIN} == dict.fromkeys(ADMIN, 403)


@pytest.mark.parametrize("path", [*ADMIN, "/gestion/", "/cuenta/", "/cuenta/clave"])
def test_a_visitor_is_asked_to_sign_in(client: PageClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 302
    assert response.location.endswith("/ingreso")


SENDS = (
    "/gestion/entidad/perfil", "/gestion/entidad/escudo", "/gestion/entidad/dias", "/gestion/entidad/funcionarios/1/enlace",
    "/gestion/entidad/funcionarios/1/segundo-factor", "/gestion/entidad/funcionarios/1/sesiones", "/gestion/entidad/roles/1",
)  # fmt: skip


@pytest.mark.parametrize("path", SENDS)
def test_an_official_without_the_permission_cannot_send_either(client: PageClient, path: str) -> None:
    sign_in(client, "beto")
    token = client.form_values(client.page("/cuenta/"), "cerrar-todas")["csrf_token"]
    assert client.post(path, data={"csrf_token": token}).status_code == 403


def test_the_front_page_offers_the_complaint_of_corruption_and_the_hours(client: PageClient) -> None:
    page = client.page("/")
    assert "Denuncie un acto de corrupción" in page.text()
    assert get_entidad().horario in page.text()
    assert page.title.startswith("Alcaldía Municipal de Puerres")


def test_the_attention_page_says_until_what_hour_a_filing_counts_for_the_day(client: PageClient) -> None:
    assert "después de las 5:00 p. m. se entiende recibido el siguiente día hábil" in client.page("/atencion").text()


def test_transparency_has_its_ten_sections_and_says_what_is_missing(client: PageClient) -> None:
    page = client.page("/transparencia")
    assert len([one for one in page.all("section") if one.get("id", "").startswith("seccion-")]) == 10
    assert "todavía no publica" in page.text()
    assert "/pqrs/" in page.links()


def test_the_data_policy_names_the_controller_and_the_area_in_charge(client: PageClient) -> None:
    text = client.page("/politica-datos").text()
    assert get_entidad().datos_area in text
    assert "1 de enero de 2026" in text


def test_the_site_works_before_anybody_has_set_the_municipality_up(app: Flask, client: PageClient) -> None:
    entidad = get_entidad()
    db.session.delete(entidad)
    for path in PUBLIC:
        client.page(path)


def test_the_search_finds_pages_and_dependencias_whatever_the_accents(client: PageClient) -> None:
    assert "Secretaría de Planeación" in client.page("/buscar?q=planeacion").text()
    assert "Accesibilidad" in client.page("/buscar?q=ACCESIBÍLIDAD").text()


@pytest.mark.parametrize(
    ("q", "first"),
    [
        ("quiero quejarme", "Queja"),
        ("quejas", "Queja"),
        ("cómo hago un reclamo", "Reclamo"),
        ("no recogen la basura", "Reclamo"),
        ("denunciar un soborno", "Denuncia por actos de corrupción"),
        ("copias de un documento", "Solicitud de documentos o copias"),
        ("en qué va mi solicitud", "Seguir mi solicitud"),
        ("derecho de petición", "Petición de interés general"),
        ("sugerir una idea", "Sugerencia"),
    ],
)
def test_who_does_not_know_the_laws_name_for_it_finds_what_they_came_for(client: PageClient, q: str, first: str) -> None:
    page = client.page("/buscar?q=" + q)
    assert page.text(page.all("h3")[0]) == first


def test_a_kind_that_was_found_leads_to_its_form(client: PageClient) -> None:
    assert "/pqrs/radicar?tipo=queja" in client.page("/buscar?q=quiero quejarme").links()


@pytest.mark.parametrize("q", ["2026-e-16", "2026-E-000016", "2026 e 16"])
def test_a_radicado_however_it_is_written_leads_to_where_it_is_followed(client: PageClient, q: str) -> None:
    page = client.page("/buscar?q=" + q)
    assert page.h1 == "Seguir mi solicitud"


@pytest.mark.parametrize("q", ["%", "_", "*", '"', "!!!", "%25"])
def test_a_search_of_mere_marks_finds_nothing_instead_of_everything(client: PageClient, q: str) -> None:
    assert "No encontramos nada" in client.page("/buscar?q=" + q.replace("%", "%25")).text()


def test_a_search_without_result_says_so_and_offers_to_ask_for_the_information(client: PageClient) -> None:
    page = client.page("/buscar?q=xilofono")
    assert "No encontramos nada" in page.text()
    assert "/pqrs/radicar?tipo=informacion" in page.links()


@pytest.mark.parametrize("q", ["%00", "%ff%fe", "<script>alert(1)</script>", "' OR 1=1 --", "a" * 5000, "\u202eabc"])
def test_hostile_words_in_the_search_do_no_harm(client: PageClient, q: str) -> None:
    response = client.get("/buscar?q=" + q)
    assert response.status_code in {200, 400}
    assert "<script>alert" not in response.get_data(as_text=True)


def test_there_is_no_shield_until_one_is_put_up(client: PageClient) -> None:
    assert client.get("/escudo").status_code == 404


def test_what_does_not_exist_is_not_found(client: PageClient) -> None:
    sign_in(client, "efrain")
    for path in ("dependencias/9999", "funcionarios/9999", "roles/9999", "dias/9999/retirar"):
        assert client.get(f"/gestion/entidad/{path}").status_code == 404
