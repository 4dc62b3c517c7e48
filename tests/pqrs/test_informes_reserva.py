"""No periodic report tells of a case against officials: neither who, nor what about, nor which one it is, nor that there are few."""

import io
import json
import re
import zlib
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import select

from portal.audit.models import Evento
from portal.core.clock import BOGOTA, MovableClock
from portal.database import transaction
from portal.extensions import db
from portal.outbox.models import OutboxMail
from portal.pqrs import services
from portal.pqrs.informes_archivos import make_files
from portal.pqrs.jobs_informes import preparar_informes
from portal.pqrs.models import Informe
from portal.pqrs.services import informes
from portal.pqrs.tipos import TipoPeticion
from tests.pqrs.test_identidad_sellada import GLADYS, SECRETS
from tests.support import casos
from tests.support import informes as hechos
from tests.support.pages import PageClient
from tests.support.sessions import sign_in

pytestmark = pytest.mark.usefixtures("app")
WORDS = ("Coima del secretario", "sobornoúnico")
KINDS = ("denuncia_corrupcion", "queja_disciplinaria", "Denuncias por actos de corrupción", "Quejas disciplinarias")
JULY = datetime(2026, 7, 1, 8, 0, tzinfo=BOGOTA)


def _sealed(tipo: TipoPeticion = TipoPeticion.DENUNCIA_CORRUPCION, **changes: Any) -> str:
    values: dict[str, Any] = {"solicitante": GLADYS, "asunto": WORDS[0], "texto": f"Pide plata: {WORDS[1]}"}
    return casos.radicar(tipo=tipo, **{**values, **changes}).radicado


def _unpacked(pdf: bytes) -> str:
    """Everything that stands in a PDF: its text, and each of its streams laid open."""
    streams = []
    for match in re.finditer(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            streams.append(zlib.decompress(match[1].strip(b"\r\n")))
        except zlib.error:
            streams.append(match[1])
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return text + b"".join([pdf, *streams]).decode("latin-1")


def _everything(client: PageClient, informe: Informe) -> dict[str, str]:
    """All that anybody gets of a report."""
    shown = {kind: client.get(f"/pqrs/informes/{informe.id}/informe.{kind}").get_data() for kind in ("json", "csv", "pdf")}
    return {
        "json": shown["json"].decode(), "csv": shown["csv"].decode(), "pdf": _unpacked(shown["pdf"]),
        "page": client.get(f"/pqrs/informes/{informe.id}").get_data(as_text=True),
        "list": client.get("/pqrs/informes").get_data(as_text=True),
        "row": json.dumps(informe.datos, ensure_ascii=False),
    }  # fmt: skip


def test_neither_person_nor_words_nor_number_of_a_sealed_case_is_in_a_report(client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        radicados = [_sealed(), _sealed(TipoPeticion.QUEJA_DISCIPLINARIA), _sealed(solicitante=None, **_ANONIMA)]
        casos.respondida(tipo=TipoPeticion.INFORMACION, asunto="Presupuesto de vías")
        casos.respondida(tipo=TipoPeticion.RECLAMO)
    reloj.set(JULY)
    with transaction():
        made = [hechos.expedir(hechos.borrador(clase), make_files=make_files) for clase in ("acceso", "control_interno")]
    for informe in made:
        for place, shown in _everything(client, informe).items():
            for secret in (*SECRETS, *WORDS, *radicados, *KINDS[:2], "Ana", "Arteaga", "1000000001", "Presupuesto de vías"):
                assert secret not in shown, (informe.clase, place, secret)
            if place in {"json", "csv", "row"}:
                assert not any(kind in shown for kind in KINDS), (informe.clase, place)


_ANONIMA: dict[str, Any] = {"medio_respuesta": "aviso", "acepta_notificacion": False}


def test_few_sealed_cases_give_the_same_report_as_as_many_ordinary_ones(reloj: MovableClock) -> None:
    with transaction():
        casos.respondida(tipo=TipoPeticion.INFORMACION)
        for _ in range(5):
            casos.radicar(tipo=TipoPeticion.RECLAMO)
        for tipo in (TipoPeticion.DENUNCIA_CORRUPCION, TipoPeticion.QUEJA_DISCIPLINARIA):
            _sealed(tipo)
    reloj.set(JULY)
    with transaction():
        sealed = hechos.borrador("control_interno").datos["cifras"]
    reloj.set(datetime(2027, 2, 3, 10, 15, tzinfo=BOGOTA))
    with transaction():
        casos.respondida(tipo=TipoPeticion.INFORMACION)
        for _ in range(5):
            casos.radicar(tipo=TipoPeticion.RECLAMO)
        for tipo in (TipoPeticion.DENUNCIA, TipoPeticion.QUEJA):
            casos.radicar(tipo=tipo)
    reloj.set(datetime(2027, 7, 1, 8, 0, tzinfo=BOGOTA))
    with transaction():
        ordinary = informes.preparar_informe("control_interno", JULY.replace(year=2027, month=2).date(), actor=casos.actor("hernan"))
    assert json.dumps(sealed) == json.dumps(ordinary.datos["cifras"]).replace("2027", "2026")


def test_a_request_that_turned_out_to_be_against_officials_is_not_told_one_by_one(client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        became = casos.radicar(tipo=TipoPeticion.INFORMACION, solicitante=GLADYS)
        services.clasificar(became, tipo=TipoPeticion.DENUNCIA_CORRUPCION, motivo="Denuncia a alguien", actor=casos.actor("carmen"))
        was = casos.radicar(tipo=TipoPeticion.DENUNCIA_CORRUPCION, solicitante=GLADYS)
        services.clasificar(was, tipo=TipoPeticion.INFORMACION, motivo="Solo pide datos", actor=casos.actor("hernan"))
        radicados = became.radicado, was.radicado
    reloj.set(JULY)
    with transaction():
        made = hechos.expedir(hechos.borrador(), make_files=make_files)
    shown = _everything(client, made)
    for place in ("json", "csv", "pdf", "row"):
        assert (radicados[0] in shown[place], radicados[1] in shown[place]) == (False, True), place
        assert not any(secret in shown[place] for secret in SECRETS), place


def test_many_sealed_cases_are_counted_in_a_row_of_their_own_and_still_told_of_nobody(client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        for _ in range(6):
            _sealed()
    reloj.set(JULY)
    with transaction():
        made = hechos.expedir(hechos.borrador("control_interno"), make_files=make_files)
    rows = {one["nombre"]: one["valores"]["recibidas"] for one in made.datos["cifras"]["clase"]}
    assert rows == {"Denuncias por actos de corrupción": 6}
    shown = _everything(client, made)
    assert not any(secret in text for secret in (*SECRETS, *WORDS) for text in shown.values())


def test_a_period_with_only_a_few_of_them_shows_no_figure(client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        _sealed()
    reloj.set(JULY)
    with transaction():
        made = hechos.expedir(hechos.borrador("control_interno"), make_files=make_files)
    assert made.datos["cifras"]["total"] is None
    assert client.get(f"/pqrs/informes/{made.id}/informe.csv").get_data(as_text=True).count("\n") == 1
    assert "Las cifras de este período no se muestran" in client.page(f"/pqrs/informes/{made.id}").text()


def test_neither_the_letter_nor_the_record_nor_the_draft_tells_of_it(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        radicado = _sealed()
        casos.radicar(tipo=TipoPeticion.RECLAMO)
    reloj.set(JULY)
    assert preparar_informes() == 2
    letters = db.session.scalars(select(OutboxMail).where(OutboxMail.letter == "pqrs/informe_por_expedir").order_by(OutboxMail.id)).all()
    told = "".join(f"{one.subject}{one.body}{one.html}" for one in letters)
    acts = db.session.scalars(select(Evento).where(Evento.objeto_tipo == "informe").order_by(Evento.id)).all()
    told += "".join(str(one.datos) for one in acts)
    # Who prepares reports and may not see these cases reads the draft.
    sign_in(client, "ines")
    for one in db.session.scalars(select(Informe).order_by(Informe.id)):
        told += client.get(f"/gestion/pqrs/informes/{one.id}").get_data(as_text=True)
        told += client.get(f"/gestion/pqrs/informes/{one.id}/tabla.csv").get_data(as_text=True)
    for secret in (*SECRETS, *WORDS, radicado, *KINDS[:2], KINDS[2]):
        assert secret not in told, secret


def test_the_document_is_tagged_titled_and_in_spanish(client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        casos.respondida(tipo=TipoPeticion.INFORMACION)
    reloj.set(JULY)
    with transaction():
        made = hechos.expedir(hechos.borrador(), make_files=make_files)
    document = PdfReader(io.BytesIO(client.get(f"/pqrs/informes/{made.id}/informe.pdf").get_data()))
    root: Any = document.trailer["/Root"]
    assert (root["/MarkInfo"]["/Marked"], root["/Lang"]) == (True, "es-CO")
    assert "enero a marzo de 2026" in str(document.metadata and document.metadata.title)
    text = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in document.pages))
    for told in ("2026-E-000001", "Hernán Hidalgo", "Cómo comprobarlo"):
        assert told in text
    assert made.huella in text.replace("\u200b", "").replace(" ", "")
