"""What became no case is deleted after the municipality's days, and told in numbers; what waits for a person is kept."""

from flask import Flask
from sqlalchemy import select

from portal.audit.models import Evento
from portal.core.clock import MovableClock
from portal.database import transaction
from portal.demo.dibujos import documento
from portal.entidad.queries import get_entidad
from portal.extensions import db
from portal.files.queries import list_archivos
from portal.files.storage import current_storage
from portal.pqrs.jobs_correo import borrar_correos
from portal.pqrs.models import CorreoRecibido, Peticion
from portal.pqrs.services import correo_actos
from tests.support import casos
from tests.support.correos import carta, leido, llega
from tests.support.pages import PageClient
from tests.support.sessions import sign_in


def _is_gone(correo: CorreoRecibido) -> bool:
    row = leido(correo.id)
    told = f"{row.remitente}{row.nombre}{row.asunto}{row.texto}{row.citado}{row.guardado_sha256}"
    return not told and not current_storage().exists(row.sha256)


def _discarded(raw: bytes) -> CorreoRecibido:
    correo = llega(raw)
    with transaction():
        correo_actos.descartar(correo, motivo="Es un anuncio", actor=casos.actor("ines"))
    return correo


def test_after_the_days_the_judged_are_deleted_and_what_waits_or_became_a_case_is_kept(app: Flask, reloj: MovableClock) -> None:
    refused = llega(carta("De vacaciones", Auto_Submitted="auto-replied"))
    discarded = _discarded(carta("Compre ya", X_Spam_Flag="YES", adjuntos=[("plano.pdf", "application/pdf", documento("Plano"))]))
    spam = llega(carta("Gane dinero", X_Spam_Flag="YES"))
    waiting = llega(carta("Sobre lo mío", Subject="Radicado 2026-E-009999"))
    filed = llega(carta())
    assert [leido(one.id).estado for one in (spam, waiting, filed)] == ["apartado", "apartado", "radicado"]
    reloj.advance(days=89)
    assert borrar_correos() == 0
    reloj.advance(days=1)
    assert borrar_correos() == 3
    assert [_is_gone(one) for one in (refused, discarded, spam, waiting, filed)] == [True, True, True, False, False]
    assert list_archivos("correo_recibido", discarded.id) == []
    event = db.session.scalars(select(Evento).where(Evento.tipo == "correos_borrados")).one()
    day = leido(spam.id).recibido_en.date().isoformat()
    assert event.datos == {"cuantos": 3, "desde": day, "hasta": day, "dias_correo": 90}
    assert borrar_correos() == 0


def test_the_days_count_from_the_persons_decision_and_are_the_municipalitys(app: Flask, reloj: MovableClock) -> None:
    with transaction():
        get_entidad().dias_correo = 30
    correo = llega(carta("Compre ya", X_Spam_Flag="YES"))
    reloj.advance(days=20)
    with transaction():
        correo_actos.marcar_spam(leido(correo.id), actor=casos.actor("ines"))
    reloj.advance(days=29)
    assert borrar_correos() == 0
    reloj.advance(days=1)
    assert borrar_correos() == 1


def test_the_same_message_given_again_is_known_and_files_nothing(app: Flask, reloj: MovableClock) -> None:
    raw = carta("Compre ya")
    correo = llega(carta("Otra cosa"))
    assert correo.peticion is not None
    with transaction():
        get_entidad().correo_por_confirmar = True
    waiting = _discarded(raw)
    reloj.advance(days=90)
    assert borrar_correos() == 1
    with transaction():
        get_entidad().correo_por_confirmar = False
    assert llega(raw).id == waiting.id
    assert _is_gone(waiting)
    assert len(db.session.scalars(select(Peticion.id)).all()) == 1


def test_the_command_tells_by_reason_and_changes_nothing_until_it_is_asked_to(app: Flask, reloj: MovableClock) -> None:
    correo = llega(carta("De vacaciones", Auto_Submitted="auto-replied"))
    reloj.advance(days=90)
    run = app.test_cli_runner().invoke
    first = run(args=["pqrs", "correo", "borrar"])
    assert first.exception is None, first.exception
    told = first.output
    assert "- 1, llegados del" in told
    assert "respuesta automática" in told
    assert "rosa" not in told.lower()
    assert not _is_gone(correo)
    assert "Se borraron 1." in run(args=["pqrs", "correo", "borrar", "--aplicar"]).output
    assert _is_gone(correo)
    assert "Ningún correo" in run(args=["pqrs", "correo", "borrar"]).output


def test_the_page_says_when_and_what_was_deleted_is_not_shown(client: PageClient, app: Flask, reloj: MovableClock) -> None:
    correo = llega(carta("Gane dinero", X_Spam_Flag="YES"))
    with transaction():
        sign_in(client, "ines")
    page = client.page(f"/gestion/pqrs/correo/{correo.id}")
    assert "si nadie lo radica antes" in page.text()
    reloj.advance(days=90)
    borrar_correos()
    sign_in(client, "ines")
    assert client.get(f"/gestion/pqrs/correo/{correo.id}").status_code == 404
    assert "Ningún correo espera" in client.page("/gestion/pqrs/correo").text()


def test_days_out_of_range_are_refused_beside_the_field(client: PageClient, app: Flask) -> None:
    sign_in(client, "efrain")
    answer = client.submit("/gestion/entidad/perfil", {"dias_correo": "7"})
    assert answer.status_code == 422
    assert "Escriba un número de días entre 30 y 3650." in answer.text
    assert client.submit("/gestion/entidad/perfil", {"dias_correo": "180"}).status_code == 200
    db.session.expire_all()
    assert get_entidad().dias_correo == 180
