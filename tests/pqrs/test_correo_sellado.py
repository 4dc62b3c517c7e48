"""Of a message that is sealed, the original in the open leaves the storage in the same act, and never comes back."""

from contextlib import suppress
from io import BytesIO

import pytest
from flask import Flask

from portal.database import transaction
from portal.demo.dibujos import documento
from portal.files.queries import list_archivos
from portal.files.storage import current_storage
from portal.pqrs import services
from portal.pqrs.adjuntos_correo import preparar
from portal.pqrs.jobs import sellar_identidades
from portal.pqrs.models import CorreoRecibido
from portal.pqrs.services import correo_actos
from portal.pqrs.tipos import TipoPeticion
from tests.support import casos
from tests.support.correos import carta, leido, llega

pytestmark = pytest.mark.usefixtures("reloj")
DENUNCIA = TipoPeticion.DENUNCIA_CORRUPCION


def _stands_in_the_open(correo: CorreoRecibido) -> bool:
    return current_storage().exists(correo.sha256)


def _file_as_denuncia(correo: CorreoRecibido) -> None:
    given = correo_actos.Clasificacion(DENUNCIA)
    correo_actos.radicar_como_peticion(correo, *preparar(correo.guardado_sha256), como=given, actor=casos.actor("ines"))


def test_filed_against_officials_the_open_original_goes_in_the_same_act(app: Flask) -> None:
    raw = carta("El inspector pide dinero.", X_Spam_Flag="YES", adjuntos=[("plano.pdf", "application/pdf", documento("Plano"))])
    correo = llega(raw)
    with transaction():
        _file_as_denuncia(correo)
    row = leido(correo.id)
    assert not _stands_in_the_open(row)
    assert current_storage().exists(row.guardado_sha256)
    assert row.peticion is not None
    # The case's own attachment is the case's, and stays.
    assert [current_storage().exists(one.sha256) for one in list_archivos("peticion", row.peticion.id)] == [True]
    # The mail server gives it once more: it is known, and not kept in the open again.
    assert llega(raw).id == row.id
    assert not _stands_in_the_open(row)


def test_what_is_undone_removes_nothing(app: Flask) -> None:
    correo = llega(carta("El inspector pide dinero.", X_Spam_Flag="YES"))
    with suppress(ZeroDivisionError), transaction():
        _file_as_denuncia(correo)
        raise ZeroDivisionError
    with transaction():
        pass
    assert _stands_in_the_open(leido(correo.id))


def test_a_case_that_becomes_reserved_later_takes_the_open_original_away(app: Flask) -> None:
    correo = llega(carta("El inspector pide dinero."))
    assert correo.peticion is not None
    with transaction():
        services.clasificar(correo.peticion, tipo=DENUNCIA, motivo="Es una denuncia", actor=casos.actor("carmen"))
    assert not _stands_in_the_open(leido(correo.id))


def test_the_nightly_job_removes_what_a_machine_that_stopped_had_left(app: Flask) -> None:
    raw = carta("El inspector pide dinero.", X_Spam_Flag="YES")
    correo = llega(raw)
    with transaction():
        _file_as_denuncia(correo)
    current_storage().put(BytesIO(raw))
    sellar_identidades()
    assert not _stands_in_the_open(leido(correo.id))
