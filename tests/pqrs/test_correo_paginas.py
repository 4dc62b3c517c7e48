"""The page of e-mails that came in: who sees which, what may be done with them, and that a sealed identity is nowhere."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, inspect, select, text

from portal.audit.queries import list_eventos
from portal.core.errors import Conflict, Forbidden
from portal.database import transaction
from portal.demo.dibujos import documento
from portal.extensions import db
from portal.files.storage import read_blob
from portal.outbox.models import OutboxMail
from portal.pqrs import services
from portal.pqrs.models import CorreoRecibido, Mensaje, Peticion
from portal.pqrs.services import correo_actos
from portal.pqrs.tipos import TipoPeticion
from portal.sealing import unseal
from tests.support import casos
from tests.support.correos import carta, leido, llega
from tests.support.oficina import made
from tests.support.pages import Page, PageClient
from tests.support.sessions import sign_in

pytestmark = pytest.mark.usefixtures("reloj")
LIST = "/gestion/pqrs/correo"
PDF = ("plano.pdf", "application/pdf", documento("Plano"))
GLADYS = "Gladysinconfundible Nastarúnico <gladys.secreta@correo.example>"
SECRETS = ("Gladysinconfundible", "Nastarúnico", "gladys.secreta@correo.example")


def _apartado(**headers: str | None) -> CorreoRecibido:
    """One that the mail server believes to be spam."""
    return llega(carta("Pido que arreglen el puente.", adjuntos=[PDF], **{"X_Spam_Flag": "YES", **headers}))


def _url(correo: CorreoRecibido) -> str:
    return f"{LIST}/{correo.id}"


def _told_by_the_database(*words: str) -> list[tuple[str, str]]:
    db.session.flush()
    names = [one for one in inspect(db.session.connection()).get_table_names() if not one.startswith("peticion_fts_")]
    tables = {name: str(db.session.execute(text(f'SELECT * FROM "{name}"')).all()).lower() for name in names}  # noqa: S608 - our own tables
    return [(name, word) for name, shown in tables.items() for word in words if word.lower() in shown]


def test_the_counter_reads_a_message_as_text_and_files_it(client: PageClient) -> None:
    correo = _apartado(Subject="<script>alert(1)</script> puente")
    sign_in(client, "ines")
    listed = client.page(LIST)
    assert "rosa@correo.example" in listed.text()
    assert "cree que no es deseado" in listed.text()
    page = client.page(_url(correo))
    assert "Pido que arreglen el puente." in page.text()
    assert page.root.find(".//main//script") is None
    answer = client.submit(_url(correo), {"tipo": "queja"}, action="/radicar")
    assert answer.status_code == 200
    row = leido(correo.id)
    assert row.peticion is not None
    assert (row.estado, row.peticion.tipo, row.peticion.recibida_por_id) == ("radicado", "queja", casos.funcionario("ines").id)
    assert row.peticion.radicado in Page(answer).text()
    assert list_eventos("correo_recibido", correo.id)[-1].actor_id == casos.funcionario("ines").id
    assert row.peticion.recibida_en == correo.recibido_en


def test_its_files_are_downloads_of_what_came_through_the_door(client: PageClient) -> None:
    correo = llega(carta("Va", adjuntos=[PDF], Subject="2026-E-999999"))
    sign_in(client, "ines")
    (link,) = [one for one in client.page(_url(correo)).links() if "/archivos/" in one]
    answer = client.get(link)
    assert (answer.mimetype, answer.data) == ("application/pdf", PDF[2])
    assert answer.headers["Content-Disposition"].startswith("attachment")
    other = llega(carta("Va", Subject="2026-E-999999"))
    assert client.get(f"{_url(other)}/archivos/{link.rpartition('/')[2]}").status_code == 404
    client.submit(_url(correo), action="/radicar")
    # Filed, its files are the case's.
    assert client.get(link).status_code == 404


def test_an_official_joins_it_to_a_case_that_they_see(client: PageClient) -> None:
    peticion = made(casos.en_tramite)
    correo = llega(carta("Soy Ana, desde otro correo.", adjuntos=[PDF], Subject=f"Caso {peticion.radicado}"))
    sign_in(client, "ines")
    assert client.form_values(client.page(_url(correo)), "/agregar")["radicado"] == peticion.radicado
    wrong = client.submit(_url(correo), {"radicado": "2026-E-999999"}, action="/agregar")
    assert (wrong.status_code, "No encontramos ese radicado" in Page(wrong).text()) == (422, True)
    client.submit(_url(correo), action="/agregar")
    assert (leido(correo.id).estado, leido(correo.id).peticion_id) == ("agregado", peticion.id)
    assert [one.texto for one in db.session.scalars(select(Mensaje))] == ["Soy Ana, desde otro correo."]
    # The acknowledgement goes to the case's own address, and not to whoever wrote.
    assert db.session.scalars(select(OutboxMail.recipient).where(OutboxMail.letter == "pqrs/mensaje_agregado")).all() == [
        "ana@correo.example"
    ]


@pytest.mark.parametrize(("action", "data", "reason"), [("/spam", {}, "spam"), ("/descartar", {"motivo": "Es publicidad"}, "descartado")])
def test_what_is_no_petition_is_refused_by_a_person_and_may_still_be_filed(
    client: PageClient, action: str, data: dict[str, str], reason: str
) -> None:
    correo = _apartado()
    sign_in(client, "ines")
    client.submit(_url(correo), data, action=action)
    assert (leido(correo.id).estado, leido(correo.id).motivo) == ("rechazado", reason)
    assert correo.titulo in client.page(f"{LIST}?ver=rechazado").text()
    client.submit(_url(correo), action="/radicar")
    assert leido(correo.id).estado == "radicado"


def test_it_is_not_discarded_without_a_reason(client: PageClient) -> None:
    correo = _apartado()
    sign_in(client, "ines")
    answer = client.submit(_url(correo), {"motivo": " "}, action="/descartar")
    assert (answer.status_code, "Escriba por qué" in Page(answer).text()) == (422, True)
    assert leido(correo.id).estado == "apartado"


def test_sent_twice_it_files_once_and_who_decided_on_an_older_copy_is_told(client: PageClient) -> None:
    correo = _apartado()
    sign_in(client, "ines")
    values = client.form_values(client.page(_url(correo)), "/radicar")
    discarding = client.form_values(client.page(_url(correo)), "/descartar")
    first = client.post(f"{_url(correo)}/radicar", data=values)
    second = client.post(f"{_url(correo)}/radicar", data=values, follow_redirects=True)
    assert (first.status_code, second.status_code, "se envió dos veces" in Page(second).text()) == (303, 200, True)
    late = client.post(f"{_url(correo)}/descartar", data={**discarding, "motivo": "Publicidad"})
    assert late.status_code == 409
    assert len(db.session.scalars(select(Peticion.id)).all()) == 1
    with pytest.raises(Conflict):
        correo_actos.marcar_spam(leido(correo.id), actor=casos.actor("ines"))


@pytest.mark.parametrize("who", ["jairo", "gloria", "efrain", "karol"])
def test_nobody_else_sees_the_mail(client: PageClient, who: str) -> None:
    correo = _apartado()
    sign_in(client, who)
    assert client.get(LIST).status_code == 403
    assert client.get(_url(correo)).status_code == 403
    with pytest.raises(Forbidden):
        correo_actos.marcar_spam(correo, actor=casos.actor(who))


def test_an_empty_view_says_so_and_a_long_list_has_pages(client: PageClient) -> None:
    sign_in(client, "ines")
    assert "Ningún correo espera" in client.page(LIST).text()
    for number in range(27):
        _apartado(Subject=f"Correo {number}", From=f"p{number}@correo.example")
    first = client.page(LIST)
    (following,) = [one for one in first.links() if "desde=" in one]
    assert "Correo 26" in first.text()
    assert "Correo 0" in client.page(following).text()
    for cursor in ("x", "WyJhIl0", "W10"):
        assert client.get(f"{LIST}?ver=zzz&desde={cursor}").status_code == 200


def test_the_list_asks_the_database_as_often_for_one_as_for_many(client: PageClient) -> None:
    counts = []
    sign_in(client, "ines")
    for total in (1, 12):
        for number in range(total):
            llega(carta(f"{total} {number}", From=f"p{total}x{number}@correo.example"))
        client.get(f"{LIST}?ver=radicado")
        seen: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any, seen: list[str] = seen) -> None:
            seen.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        client.get(f"{LIST}?ver=radicado")
        event.remove(db.engine, "before_cursor_execute", note)
        counts.append(len([one for one in seen if one.startswith("SELECT")]))
    assert counts[0] == counts[1] <= 8


def test_what_waits_is_told_where_the_counter_arrives(client: PageClient) -> None:
    _apartado()
    sign_in(client, "ines")
    assert "Correos que esperan que alguien los mire" in client.page("/gestion/").text()


def _denuncia_por_correo() -> tuple[CorreoRecibido, Peticion]:
    """Gladys wrote; the counter files it as a complaint against officials."""
    correo = llega(carta("El inspector pide dinero.", From=GLADYS, X_Spam_Flag="YES"))
    with transaction():
        from portal.pqrs.adjuntos_correo import preparar

        given = correo_actos.Clasificacion(TipoPeticion.DENUNCIA_CORRUPCION)
        peticion = correo_actos.radicar_como_peticion(
            correo, *preparar(correo.guardado_sha256), como=given, actor=casos.actor("ines")
        )  # fmt: skip
    return leido(correo.id), peticion


def test_of_a_complaint_against_officials_neither_the_row_nor_the_original_tells_who_wrote(client: PageClient) -> None:
    correo, peticion = _denuncia_por_correo()
    assert (correo.sellado, correo.de, peticion.quien) == (True, "Identidad sellada", "Identidad sellada")
    assert _told_by_the_database(*SECRETS) == []
    kept = read_blob(correo.guardado_sha256)
    assert not any(one.encode() in kept for one in SECRETS)
    assert correo.guardado_sha256 != correo.sha256
    letter = db.session.scalars(select(OutboxMail).where(OutboxMail.about_id == peticion.id)).one()
    assert (letter.sealed, unseal(letter.recipient)) == (True, "gladys.secreta@correo.example")
    sign_in(client, "ines")
    # The counter does not see the case, and so not the message any more.
    assert client.get(_url(correo)).status_code == 404
    for view in ("por_mirar", "radicado", "agregado", "rechazado"):
        assert f"{LIST}/{correo.id}" not in client.page(f"{LIST}?ver={view}").links()


def test_a_case_that_becomes_one_against_officials_takes_its_messages_with_it(client: PageClient) -> None:
    correo = llega(carta("El inspector pide dinero.", From=GLADYS))
    peticion = correo.peticion
    assert peticion is not None
    newest = select(OutboxMail.message_id).where(OutboxMail.about_id == peticion.id).order_by(OutboxMail.id.desc()).limit(1)
    reply = {"In_Reply_To": db.session.scalar(newest), "From": GLADYS}
    joined = llega(carta("Y pidió más.", **reply))
    with transaction():
        services.clasificar(peticion, tipo=TipoPeticion.DENUNCIA_CORRUPCION, motivo="Es una denuncia", actor=casos.actor("carmen"))
    assert (leido(correo.id).sellado, leido(joined.id).sellado) == (True, True)
    assert _told_by_the_database(*SECRETS) == []
    # She goes on writing: it joins, sealed at once.
    later = llega(carta("Otra vez.", **reply))
    assert (later.estado, later.sellado, later.peticion_id) == ("agregado", True, peticion.id)
    assert _told_by_the_database(*SECRETS) == []


@pytest.mark.parametrize("headers", [{"In_Reply_To": None}, {"From": "Pariente de Gladysinconfundible <otra@correo.example>"}])
def test_who_writes_about_a_sealed_case_and_cannot_be_joined_is_seen_only_by_who_opens_identities(
    client: PageClient, app: Flask, headers: dict[str, Any]
) -> None:
    _first, peticion = _denuncia_por_correo()
    newest = select(OutboxMail.message_id).where(OutboxMail.about_id == peticion.id).order_by(OutboxMail.id.desc()).limit(1)
    reply = {"In_Reply_To": db.session.scalar(newest), "From": GLADYS, "Subject": f"Re: {peticion.radicado}", **headers}
    correo = llega(carta("Hay más testigos.", **reply))
    assert (correo.estado, correo.motivo, correo.reservado) == ("apartado", "cita", True)
    for who in ("ines", "carmen"):
        sign_in(client, who)
        assert client.get(_url(correo)).status_code == 404
        assert "Gladysinconfundible" not in client.page(LIST).text() + client.page("/gestion/").text()
        assert "Correos que esperan" not in client.page("/gestion/").text()
    sign_in(client, "hernan")
    assert client.page(LIST).links().count(_url(correo)) == 1
    page = client.page(_url(correo))
    assert not [one for one in page.all("form") if one.get("action", "").endswith("/radicar")]
    client.submit(_url(correo), {"radicado": peticion.radicado}, action="/agregar")
    assert (leido(correo.id).estado, leido(correo.id).sellado) == ("agregado", True)
    assert _told_by_the_database(*SECRETS) == []


def test_control_interno_sees_of_the_mail_only_what_is_reserved(client: PageClient) -> None:
    correo = _apartado()
    sign_in(client, "hernan")
    assert "Ningún correo" in client.page(LIST).text()
    assert client.get(_url(correo)).status_code == 404


def test_the_record_of_acts_names_neither_sender_nor_subject(app: Flask) -> None:
    _apartado()
    correo = llega(carta("Hola", Auto_Submitted="auto-replied"))
    told = str([(one.tipo, one.datos) for one in list_eventos("correo_recibido", correo.id)])
    assert "rosa" not in told.lower()
    assert "Puente" not in told


def test_the_log_names_nobody(app: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    llega(carta(From=GLADYS, adjuntos=[("x.exe", "application/pdf", b"MZ\0\0")]))
    llega(b"From: " + GLADYS.encode() + b"\n\x00\xff")
    assert not any(one in capsys.readouterr().out for one in SECRETS)


def test_the_municipality_decides_whether_mail_waits(client: PageClient, app: Flask) -> None:
    sign_in(client, "efrain")
    answer = client.submit("/gestion/entidad/perfil", {"correo_por_confirmar": "y"})
    assert answer.status_code == 200
    assert llega(carta()).estado == "recibido"
