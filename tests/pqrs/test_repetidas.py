"""What is like a petition that is about to be filed, and cases that may be the same one: what is shown, and to whom."""

from dataclasses import replace
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from portal.core.clock import MovableClock
from portal.database import transaction
from portal.extensions import db
from portal.files.services import store_bytes
from portal.pqrs import services
from portal.pqrs.models import Peticion, Publicacion, Respuesta
from portal.pqrs.queries.relacionados import list_de_la_persona
from portal.pqrs.queries.repetidas import list_antes_de_radicar, list_publicas, list_repetidas
from portal.pqrs.services.publicar import Publica
from portal.pqrs.tipos import TipoPeticion
from tests.support import casos, ciudadania
from tests.support.casos import ANA
from tests.support.oficina import made, url_of
from tests.support.pages import Page, PageClient
from tests.support.sessions import sign_in

TITLE = "Cuándo se arreglan los postes de las veredas"
POSTE = "Pido que arreglen el poste de la vereda San Mateo, que está caído hace un mes junto a la escuela."
LEADS = "Ya hay algo publicado que se parece"


def _published(titulo: str = TITLE) -> Publicacion:
    with transaction():
        peticion = casos.respondida(texto="Una pregunta de otra persona, con su secreto.")
        answer = db.session.scalars(select(Respuesta).where(Respuesta.peticion_id == peticion.id).order_by(Respuesta.id)).all()[0]
        public = Publica(titulo, "Qué día los revisan.", answer.cuerpo)
        return services.publicar(
            peticion, respuesta=answer, tema="alumbrado", titulo=public.titulo, pregunta=public.pregunta, quitar=[], huella=public.huella,
            make_pdf=lambda *_parts: store_bytes("p.pdf", "application/pdf", b"%PDF-1.7"), actor=casos.actor("nubia"),
        )  # fmt: skip


def _seen(who: str, peticion: Peticion) -> list[str]:
    actor = casos.actor(who)
    return [one.peticion.radicado for one in list_repetidas(actor, peticion, list_de_la_persona(actor, peticion))]


def _cases() -> int:
    return db.session.scalar(select(func.count()).select_from(Peticion)) or 0


def test_only_what_is_public_is_like_a_text_and_what_was_withdrawn_is_not(app: Flask, reloj: MovableClock) -> None:
    made(casos.radicar, texto=POSTE)
    assert list_publicas(POSTE) == []
    row = _published()
    assert [(one.clase, one.clave, one.titulo) for one in list_publicas(POSTE)] == [("publicada", str(row.id), TITLE)]
    assert list_publicas("Quiero una copia de la licencia de construcción") == list_publicas("poste") == list_publicas("") == []
    with transaction():
        services.retirar_publicacion(row, db.session.get_one(Peticion, row.peticion_id), motivo="Un dato", actor=casos.actor("nubia"))
    assert list_publicas(POSTE) == []


def test_a_published_single_answer_is_like_it_too_the_likest_first(app: Flask, reloj: MovableClock) -> None:
    _published(f"{TITLE} y de los barrios")
    with transaction():
        casos.con_unica(casos.en_tramite()).grupo.titulo = "Poste caído en la vereda San Mateo"
    assert [one.clase for one in list_publicas(POSTE)] == ["unica", "publicada"]


def test_the_form_shows_it_before_filing_and_keeps_everything_typed(client: PageClient, reloj: MovableClock) -> None:
    row = _published()
    before = _cases()
    page = Page(ciudadania.send(client, {**ciudadania.fill(client, reloj, texto=POSTE), "accion": "mirar"}))
    assert LEADS in page.text()
    assert f"/pqrs/respuestas/{row.id}" in page.links()
    assert "secreto" not in page.html
    values = client.form_values(page, ciudadania.SEND)
    assert (values["texto"], values["primer_nombre"]) == (POSTE, "Ana")
    assert _cases() == before
    assert ciudadania.is_filed(ciudadania.send(client, values))


def test_nothing_alike_is_said_and_nothing_is_filed(client: PageClient, reloj: MovableClock) -> None:
    page = Page(ciudadania.send(client, {**ciudadania.fill(client, reloj), "accion": "mirar"}))
    assert "No encontramos nada publicado que se parezca" in page.text()
    assert _cases() == 0


def test_the_page_of_what_was_filed_shows_it_meanwhile(client: PageClient, reloj: MovableClock) -> None:
    _published()
    filed = ciudadania.file(client, reloj, texto=POSTE)
    assert "Mientras tanto, quizá le sirva" in filed.page.text()
    assert TITLE in filed.page.text()


def test_the_same_text_again_in_one_browser_is_asked_about_once(client: PageClient, reloj: MovableClock) -> None:
    first = ciudadania.file(client, reloj)
    again = ciudadania.send(client, ciudadania.fill(client, reloj))
    assert again.status_code == 409
    page = Page(again)
    assert f"es la solicitud {first.radicado}. No se radicó otra vez." in page.text()
    assert _cases() == 1
    assert ciudadania.is_filed(ciudadania.send(client, client.form_values(page, ciudadania.SEND)))
    assert _cases() == 2
    assert ciudadania.is_filed(ciudadania.send(client, ciudadania.fill(client, reloj, texto="Otra cosa distinta.")))


def test_the_same_text_in_another_browser_or_a_day_later_is_filed(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    ciudadania.file(client, reloj)
    other: Any = app.test_client()
    assert ciudadania.is_filed(ciudadania.send(other, ciudadania.fill(other, reloj)))
    third: Any = app.test_client()
    ciudadania.file(third, reloj, texto="Una cosa.")
    reloj.advance(hours=25)
    assert ciudadania.is_filed(ciudadania.send(third, ciudadania.fill(third, reloj, texto="Una cosa.")))


def test_the_case_page_says_which_case_may_be_the_same_and_why(client: PageClient, reloj: MovableClock) -> None:
    one, same = made(casos.radicar, texto=POSTE), made(casos.radicar, texto=f"{POSTE} Gracias.")
    stranger = made(casos.radicar, texto=POSTE, solicitante=replace(ANA, numero_documento="77", correo="otra@correo.example"))
    made(casos.radicar, texto="Quiero una copia de la licencia de construcción de mi casa, por favor.", asunto="Licencia")
    assert _seen("carmen", one) == [stranger.radicado, same.radicado]
    sign_in(client, "ines")
    text = client.page(url_of(one)).text()
    assert "Posible duplicado" in text
    assert "tiene el mismo texto, letra por letra" in text
    assert "mismo documento; comparte" in text


def test_who_sees_only_their_office_learns_of_no_other_case_and_nobody_of_a_sealed_one(app: Flask, reloj: MovableClock) -> None:
    health = made(casos.en_tramite, texto=POSTE)
    made(casos.radicar, texto=POSTE)
    made(casos.radicar, texto=POSTE, tipo=TipoPeticion.DENUNCIA_CORRUPCION)
    assert _seen("jairo", health) == []
    assert len(_seen("carmen", health)) == 1
    assert len(list_antes_de_radicar(casos.actor("ines"), POSTE, documento=ANA.numero_documento, correo="")) == 2
    assert list_antes_de_radicar(casos.actor("jairo"), POSTE, documento="", correo="nadie@correo.example") == []


def test_the_counter_sees_that_the_person_asked_for_it_before(client: PageClient, reloj: MovableClock) -> None:
    filed = made(casos.radicar, texto=POSTE)
    sign_in(client, "ines")
    typed = {"texto": f"{POSTE} Gracias.", "numero_documento": "1000000001", "accion": "sugerir"}
    page = Page(client.submit("/gestion/pqrs/ventanilla", typed))
    assert "La persona ya radicó algo parecido" in page.text()
    assert filed.radicado in page.text()
    page = Page(client.submit("/gestion/pqrs/ventanilla", {**typed, "numero_documento": "88"}))
    assert "No hay otro caso suyo parecido" in page.text()
    assert _cases() == 1
