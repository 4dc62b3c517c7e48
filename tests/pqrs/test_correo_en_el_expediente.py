"""The e-mail by which a case came is in its file as it arrived, and in what is told of the person; of a sealed case only encrypted."""

import csv
import hashlib
import io
import json
import zipfile

import pytest

from portal.core.clock import MovableClock
from portal.database import transaction
from portal.files.storage import read_blob
from portal.pqrs.adjuntos_correo import preparar
from portal.pqrs.expediente.armado import CIFRADOS, armar
from portal.pqrs.expediente.documento import CIUDADANIA, Alcance
from portal.pqrs.models import CorreoRecibido, Peticion
from portal.pqrs.queries.datos_personales import datos_de_caso
from portal.pqrs.services import correo_actos
from portal.pqrs.tipos import TipoPeticion
from tests.support import casos
from tests.support.correos import carta, leido, llega
from tests.support.pages import PageClient
from tests.support.sessions import sign_in

pytestmark = pytest.mark.usefixtures("app", "reloj")
INTERNO = Alcance(interno=True)


def _mails(peticion: Peticion, alcance: Alcance) -> list[str]:
    return [one.sha256 for one in armar(peticion, alcance).documentos if one.tipologia == "Correo electrónico"]


def _case_of(correo: CorreoRecibido) -> Peticion:
    assert correo.peticion is not None
    return correo.peticion


def test_the_message_is_in_the_zip_byte_for_byte_with_its_digest_in_the_index(client: PageClient) -> None:
    raw = carta("Pido que arreglen el puente.")
    peticion = _case_of(llega(raw))
    sign_in(client, "carmen")
    answer = client.submit(f"/gestion/pqrs/{peticion.radicado}/expediente", action="/expediente/originales")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as package:
        index = package.read("indice.csv").decode("utf-8-sig")
        row = next(one for one in csv.DictReader(io.StringIO(index), delimiter=";") if one["tipologia_documental"] == "Correo electrónico")
        assert package.read(f"documentos/{row['nombre_documento']}") == raw
        assert "pueden traer virus" in package.read("LEAME.txt").decode()
    assert (row["valor_huella"], row["tamano"]) == (hashlib.sha256(raw).hexdigest(), str(len(raw)))


def test_who_filed_has_their_own_and_not_what_was_joined_from_another_address() -> None:
    own = llega(carta("Pido que arreglen el puente."))
    peticion = _case_of(own)
    other = llega(carta("Yo también.", Subject=f"Sobre {peticion.radicado}", From="vecino@correo.example"))
    assert other.peticion is None
    with transaction():
        correo_actos.agregar(other, *preparar(other.guardado_sha256), peticion=peticion, actor=casos.actor("ines"))
    assert _mails(peticion, INTERNO) == [own.sha256, other.sha256]
    assert _mails(peticion, CIUDADANIA) == [own.sha256]
    datos = datos_de_caso(peticion)
    assert [one["sha256"] for one in datos["correos_recibidos"]] == [own.sha256]
    assert "vecino@" not in json.dumps(datos)


def test_of_a_sealed_case_officials_get_it_encrypted_and_the_person_a_sentence() -> None:
    raw = carta("El inspector pide dinero.", X_Spam_Flag="YES")
    correo = llega(raw)
    with transaction():
        given = correo_actos.Clasificacion(TipoPeticion.DENUNCIA_CORRUPCION)
        correo_actos.radicar_como_peticion(correo, *preparar(correo.guardado_sha256), como=given, actor=casos.actor("ines"))
    row = leido(correo.id)
    peticion = _case_of(row)
    for alcance in (INTERNO, Alcance(interno=True, sellado=True)):
        made = armar(peticion, alcance)
        held = next(one for one in made.documentos if one.tipologia == "Correo electrónico")
        content = read_blob(held.sha256)
        assert (held.nombre, held.tamano) == (f"correo-{row.id}.eml.cifrado", len(content))
        assert b"rosa@correo.example" not in content
        assert CIFRADOS in made.notas
    assert _mails(peticion, CIUDADANIA) == []
    assert CIFRADOS in armar(peticion, CIUDADANIA).notas


def test_what_is_known_of_a_person_has_their_messages_with_the_originals(client: PageClient, reloj: MovableClock) -> None:
    raw = carta("Pido que arreglen el puente.", From=f"Ana Arteaga <{casos.ANA.correo}>")
    peticion = _case_of(llega(raw))
    llega(carta("Pido otra cosa.", From="vecino@correo.example"))
    with transaction():
        asked = casos.radicar(tipo=TipoPeticion.HD_CONSULTA, texto="¿Qué datos míos tienen?")
    sign_in(client, "carmen")
    answer = client.submit(f"/gestion/pqrs/{asked.radicado}/datos-personales", {"motivo": "Mostró su cédula"})
    with zipfile.ZipFile(io.BytesIO(answer.data)) as package:
        told = json.loads(package.read("datos.json"))
        mail = next(one for one in told["casos"] if one["radicado"] == peticion.radicado)["correos_recibidos"][0]
        assert package.read(f"correos/{mail['archivo']}") == raw
        assert [one for one in package.namelist() if one.startswith("correos/")] == [f"correos/{mail['archivo']}"]
        assert mail["archivo"] in package.read("informe.html").decode()


def test_of_a_sealed_case_that_was_opened_only_that_a_message_came_is_told() -> None:
    correo = llega(carta("El inspector pide dinero.", From=f"Ana Arteaga <{casos.ANA.correo}>", X_Spam_Flag="YES"))
    with transaction():
        given = correo_actos.Clasificacion(TipoPeticion.DENUNCIA_CORRUPCION)
        correo_actos.radicar_como_peticion(correo, *preparar(correo.guardado_sha256), como=given, actor=casos.actor("ines"))
    sealed = _case_of(leido(correo.id))
    told = datos_de_caso(sealed)["correos_recibidos"]
    assert [(one["numero"], one["cifrado"], "archivo" in one) for one in told] == [(correo.id, True, False)]
    assert casos.ANA.correo not in json.dumps(told)
