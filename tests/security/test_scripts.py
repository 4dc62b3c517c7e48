"""What anybody wrote is shown as text on every page and letter that shows it (ASVS 1.2.1, 3.2.2)."""

import re
from typing import Any

import html5lib
import pytest
from flask import Flask
from sqlalchemy import select

from portal.core import clock
from portal.core.actors import ciudadano
from portal.core.clock import MovableClock
from portal.database import transaction
from portal.demo.elenco import get_oficina, get_persona
from portal.entidad.queries import get_entidad, list_roles
from portal.extensions import db
from portal.outbox.models import OutboxMail
from portal.pqrs import services
from portal.pqrs.services import DatosSolicitante
from tests.security.addresses import list_addresses
from tests.security.conftest import NewClient
from tests.support import casos
from tests.support.ciudadania import enter
from tests.support.sessions import sign_in

HOSTILE = "\"'><xss-x onclick=alert(1)></textarea></title><script>alert(1)</script>{{7*7}}"


def _markup_of(html: str) -> list[str]:
    """The elements of a page that our templates never have."""
    parsed = html5lib.parse(html, namespaceHTMLElements=False)
    ours = re.compile(r"/static/")
    found = [one.tag for one in parsed.iter() if one.tag == "xss-x" or any(str(name).startswith("on") for name in one.attrib)]
    return found + ["script" for one in parsed.iter("script") if not ours.match(one.get("src") or "")]


def _hostile_municipality() -> None:
    entidad = get_entidad()
    for name in ("direccion", "horario", "telefono", "cargo_quejas", "datos_area"):
        setattr(entidad, name, HOSTILE[:40])
    get_oficina("salud").nombre = get_oficina("salud").funciones = HOSTILE[:120]
    jairo = get_persona("jairo")
    jairo.nombre, jairo.cargo, jairo.roles = HOSTILE[:120], HOSTILE[:120], list(list_roles())


def _hostile_case() -> Any:
    person = DatosSolicitante(
        tipo="natural", primer_nombre=HOSTILE[:80], primer_apellido=HOSTILE[:80], tipo_documento="CC", numero_documento=HOSTILE[:30],
        municipio=HOSTILE[:80], direccion=HOSTILE, correo="ana@correo.example", representado=HOSTILE, calidad=HOSTILE[:80],
    )  # fmt: skip
    case = casos.en_tramite(asunto=HOSTILE, texto=HOSTILE, solicitante=person, lugar=HOSTILE)
    jairo, citizen = casos.actor("jairo"), ciudadano(case.id)
    services.anotar(case, texto=HOSTILE, actor=jairo)
    services.escribir(case, texto=HOSTILE, pide_respuesta=True, archivos=[], actor=jairo)
    services.aportar(case, texto=HOSTILE, actor=citizen)
    # What stands between double braces never leaves in a letter: it is refused before.
    services.proyectar(case, cuerpo=HOSTILE.replace("{{7*7}}", ""), actor=jairo)
    services.responder(case, make_letter=casos.make_letter, actor=jairo)
    services.registrar_entrega(case, medio="ventanilla", detalle=HOSTILE, fecha=clock.now(), actor=jairo)
    services.abrir_respuesta(case, actor=citizen)
    services.calificar(case, puntaje=1, resuelto=False, comentario=HOSTILE, actor=citizen)
    services.pedir_reapertura(case, motivo=HOSTILE, actor=citizen)
    services.proyectar(case, cuerpo=HOSTILE, actor=jairo)
    return case


def test_no_page_and_no_letter_obeys_what_somebody_wrote(app: Flask, new_client: NewClient, reloj: MovableClock) -> None:
    with transaction():
        _hostile_municipality()
        radicado = _hostile_case().radicado
    citizen, official = new_client(), new_client()
    enter(citizen, radicado)
    sign_in(official, "jairo")
    shown = 0
    for one in list_addresses(app, "GET", radicado=radicado):
        client = citizen if one.access == "ciudadanía con código" else official
        answer = client.get(one.url, query_string={"q": HOSTILE, "radicado": HOSTILE[:40]})
        if answer.mimetype == "text/html" and answer.data:
            assert _markup_of(answer.get_data(as_text=True)) == [], one
            shown += "xss-x" in answer.get_data(as_text=True)
    assert shown > 15, "the hostile text is not where it was meant to be"


def test_no_letter_obeys_what_somebody_wrote(app: Flask, reloj: MovableClock) -> None:
    with transaction():
        _hostile_municipality()
        _hostile_case()
    letters = db.session.scalars(select(OutboxMail)).all()
    assert any("xss-x" in one.html for one in letters)
    for one in letters:
        assert _markup_of(one.html) == [], one.letter
        assert one.subject.splitlines() == [one.subject]


def test_an_export_holds_no_formula(app: Flask, new_client: NewClient, reloj: MovableClock) -> None:
    with transaction():
        for start in ("=", "+", "-", "@", "\t=", "\r=", " ="):
            casos.en_tramite(asunto=f"{start}HYPERLINK(1)", texto="x")
    client = new_client()
    sign_in(client, "carmen")
    lines = client.get("/gestion/pqrs/exportar.csv").get_data(as_text=True).splitlines()
    cells = [cell.strip('"') for line in lines for cell in line.split(";")]
    assert sum("HYPERLINK" in cell for cell in cells) == 7
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


@pytest.mark.parametrize("address", ["javascript://malo.example/%0aalert(1)", "data://malo.example/x", "vbscript://malo.example/x"])
def test_a_link_of_the_profile_leads_to_a_page_and_runs_nothing(new_client: NewClient, address: str) -> None:
    client = new_client()
    sign_in(client, "efrain")
    answer = client.submit("/gestion/entidad/perfil", {"carta_trato_url": address}, action="/perfil")
    assert answer.status_code == 422
    assert get_entidad().carta_trato_url != address
