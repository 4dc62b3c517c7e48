"""The constancia of an appeal: number, instant, files with their digests, and until when it is decided, for who filed and the office."""

import hashlib
import io
import re

import pytest
from pypdf import PdfReader

from portal.core.actors import ciudadano
from portal.database import transaction
from portal.files.services import store_bytes
from portal.pqrs import services
from portal.pqrs.models import Recurso
from tests.support import casos, ciudadania
from tests.support.pages import PageClient
from tests.support.sessions import sign_in

pytestmark = pytest.mark.usefixtures("reloj")
PROOF = b"%PDF-1.7 el mapa del predio"


def _filed() -> tuple[Recurso, str]:
    with transaction():
        peticion = casos.notificada()
        mapa = store_bytes("mapa.pdf", "application/pdf", PROOF)
        return services.presentar_recurso(
            peticion, texto="No insulté a nadie.", archivos=[mapa], actor=ciudadano(peticion.id)
        ), peticion.radicado


def _words(data: bytes) -> str:
    return re.sub(r"[\s\u200b]+", " ", " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages))


def test_who_filed_and_the_office_take_the_constancia_and_nobody_else(client: PageClient) -> None:
    recurso, radicado = _filed()
    other = _filed()[0]
    page = ciudadania.enter(client, radicado)
    url = next(one for one in page.links() if one.endswith("/constancia.pdf"))
    told = _words(client.get(url).data)
    for expected in ("Constancia de radicación", recurso.numero.numero, "Datos del recurso", "Se presentó a tiempo", "No insulté a nadie."):
        assert expected in told
    assert "mapa.pdf" in told
    assert hashlib.sha256(PROOF).hexdigest() in told.replace(" ", "")
    assert client.get(f"/pqrs/seguimiento/{radicado}/recurso/{other.id}/constancia.pdf").status_code == 404
    sign_in(client, "jairo")
    link = f"/gestion/pqrs/{radicado}/recurso/{recurso.id}/constancia"
    assert link in client.page(f"/gestion/pqrs/{radicado}").links()
    assert recurso.numero.numero in _words(client.get(link).data)
