"""The papers of a filing that was joined to a case are part of its file, for who may see both; each with its own digest."""

import csv
import hashlib
import io
import zipfile

import pytest
from pypdf import PdfReader

from portal.core.clock import MovableClock
from portal.database import transaction
from portal.demo.dibujos import documento
from portal.files.services import register, store_bytes
from portal.pqrs import services
from portal.pqrs.expediente.armado import armar
from portal.pqrs.expediente.documento import CIUDADANIA, Alcance
from portal.pqrs.models import Peticion
from tests.support import casos
from tests.support.oficina import fresh, made
from tests.support.pages import PageClient
from tests.support.sessions import sign_in

pytestmark = pytest.mark.usefixtures("app")
INTERNO = Alcance(interno=True)
PLANO = documento("El plano del predio")


def _joined() -> tuple[Peticion, Peticion]:
    """The case that goes on, and the one that was joined to it with an annex and a message."""
    principal, repeated = made(casos.en_tramite), made(casos.radicar)
    with transaction():
        register(store_bytes("plano.pdf", "application/pdf", PLANO), sobre=("peticion", repeated.id), etiqueta="anexo")
        services.fusionar(repeated, principal=principal.radicado, motivo="La envió dos veces", actor=casos.actor("carmen"))
    return fresh(principal), fresh(repeated)


def _of(radicado: str, made: list[str]) -> list[str]:
    return [one.removeprefix(f"{radicado}: ") for one in made if one.startswith(f"{radicado}: ")]


def test_the_zip_of_the_one_that_goes_on_has_the_others_papers_with_their_digests(client: PageClient, reloj: MovableClock) -> None:
    principal, repeated = _joined()
    sign_in(client, "jairo")
    answer = client.submit(f"/gestion/pqrs/{principal.radicado}/expediente", action="/expediente/originales")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as package:
        held = {name: package.read(name) for name in package.namelist()}
    rows = list(csv.DictReader(io.StringIO(held["indice.csv"].decode("utf-8-sig")), delimiter=";"))
    own = [one for one in rows if one["titulo"].startswith(repeated.radicado)]
    assert _of(repeated.radicado, [one["titulo"] for one in own]) == ["Constancia de radicación", "Texto de la solicitud", "plano.pdf"]
    digests = [one["valor_huella"] for one in own]
    assert digests[1:] == [repeated.texto_sha256, hashlib.sha256(PLANO).hexdigest()]
    assert [hashlib.sha256(held[f"documentos/{one['nombre_documento']}"]).hexdigest() for one in own] == digests
    # They are together: a part of their own.
    places = [int(one["orden_documento_expediente"]) for one in own]
    assert places == list(range(places[0], places[0] + len(own)))
    told = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(held["expediente.pdf"])).pages)
    assert f"Radicado {repeated.radicado}, unido a este el" in " ".join(told.split())


def test_only_who_may_see_both_has_them_and_the_others_are_told(reloj: MovableClock) -> None:
    principal, repeated = _joined()
    with transaction():
        # Passed on alone, as by an older version: the case that goes on stays with its office.
        other = fresh(repeated)
        other.dependencia, other.responsable = casos.dependencia("120"), None
    inside = armar(fresh(principal), INTERNO, lector=casos.actor("jairo"))
    assert _of(repeated.radicado, [one.titulo for one in inside.documentos]) == []
    assert any(repeated.radicado in one and "usted no puede ver" in one for one in inside.notas)
    citizen = armar(fresh(principal), CIUDADANIA)
    assert _of(repeated.radicado, [one.titulo for one in citizen.documentos]) == []
    assert any(repeated.radicado in one and "su propio código" in one for one in citizen.notas)


def test_parted_again_they_leave_it(reloj: MovableClock) -> None:
    principal, repeated = _joined()
    with transaction():
        services.deshacer_fusion(fresh(repeated), motivo="Son de calles distintas", actor=casos.actor("carmen"))
    whole = armar(fresh(principal), INTERNO, lector=casos.actor("jairo"))
    assert _of(repeated.radicado, [one.titulo for one in whole.documentos]) == []
    assert whole.notas == []
