"""Eleven neighbours ask for the same: the head of the office confirms the group, publishes one answer, and each one reads it."""

import pytest
from flask import Flask

from portal.core.clock import MovableClock
from portal.database import transaction
from portal.demo.gente import persona
from portal.extensions import db
from portal.pqrs import services
from portal.pqrs.jobs_grupos import agrupar, entregar_unicas
from portal.pqrs.models import GrupoAnalogo, Peticion
from tests.journeys import escritorio
from tests.support import casos, ciudadania
from tests.support.pages import Page, PageClient

TEXTO = "Pido que arreglen el alumbrado público de la vereda San Mateo: hay tres postes apagados y es peligroso para los niños."
SECRET = ("Persona", "Apellido", "1000000", "correo.example")


@pytest.fixture
def neighbours(app: Flask, reloj: MovableClock) -> list[Peticion]:
    """Eleven cases of the office of Gobierno."""
    with transaction():
        made = [casos.radicar(texto=TEXTO, solicitante=persona("Persona", f"Apellido{one}", one)) for one in range(10, 21)]
        for one in made:
            services.asignar(one, dependencia=casos.dependencia("110"), actor=casos.actor("carmen"))
    agrupar()
    return made


def test_one_answer_reaches_all_of_them(app: Flask, client: PageClient, neighbours: list[Peticion], reloj: MovableClock) -> None:
    grupo = db.session.scalars(db.select(GrupoAnalogo)).one()
    url = f"/gestion/pqrs/grupos/{grupo.id}"
    lucia = escritorio.enter(app, "lucia")
    assert "Alumbrado de la vereda" in lucia.page("/gestion/pqrs/grupos").text()
    assert "Comparte 10 de cada 10 palabras con" in lucia.page(url).text()
    assert "parecen pedir lo mismo" in lucia.page(f"/gestion/pqrs/{neighbours[0].radicado}").text()
    every = {"queda": [one.id for one in neighbours]}
    none = lucia.submit(url, {"queda": None}, action="/confirmar")
    assert none.status_code == 422
    assert "Grupo confirmado" in Page(lucia.submit(url, every, action="/confirmar")).text()
    page = lucia.page(url).text()
    assert "hay 11 personas distintas" in page
    assert escritorio.enter(app, "jairo").get(url).status_code in {403, 404}

    answer = {
        "publicar_unica-titulo": "Alumbrado de San Mateo", "publicar_unica-texto": "Los postes se arreglan el 10 de marzo.",
        "publicar_unica-diario": "Diario del Sur", "publicar_unica-diario_el": "2026-02-03",
    }  # fmt: skip
    preview = lucia.submit(url, answer, action="/publicar", follow=False)
    assert preview.status_code == 422
    told = Page(lucia.submit(url, {**answer, "publicar_unica-confirma": "y"}, action="/publicar")).text()
    assert "Respuesta única 2026-S-000001 publicada" in told
    assert entregar_unicas() == 11

    public = client.page("/pqrs/respuestas-unicas/2026-S-000001").text()
    assert "Los postes se arreglan el 10 de marzo." in public
    assert "Alumbrado de San Mateo" in client.page("/pqrs/respuestas-unicas").text()
    assert not [one for one in SECRET if one in public.replace("Personas", "").replace("personas", "")]
    letter = client.get("/pqrs/respuestas-unicas/2026-S-000001/carta.pdf")
    assert letter.data.startswith(b"%PDF")
    assert client.get("/pqrs/respuestas-unicas/2026-S-000002").status_code == 404

    person = app.test_client()
    assert isinstance(person, PageClient)
    ciudadania.enter(person, neighbours[4].radicado, casos.CODIGO)
    tracking = f"/pqrs/seguimiento/{neighbours[4].radicado}"
    assert "Tiene respuesta única" in person.page(tracking).text()
    opened = Page(person.submit(tracking, action="/abrir-respuesta")).text()
    assert "Los postes se arreglan el 10 de marzo." in opened
    assert "respuesta única 2026-S-000001" in opened
