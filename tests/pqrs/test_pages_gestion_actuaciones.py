"""The acts of the law around a petition as officials do them: what the page says before, what it keeps, what it shows after."""

from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest

from portal.core.clock import MovableClock
from portal.database import transaction
from portal.extensions import db
from portal.outbox.models import FALLIDO, OutboxMail
from portal.pqrs import services
from portal.pqrs.models import Peticion, Respuesta
from portal.pqrs.queries.caso import list_cartas
from portal.pqrs.tipos import TipoPeticion
from portal.pqrs.views.gestion.pagina import EVERY_FORM
from tests.support import casos
from tests.support.oficina import PDF, act, fresh, made, url_of
from tests.support.pages import Page, PageClient
from tests.support.sessions import sign_in

NOT_HERE = {"proyectar", "responder", "pedir_aprobacion", "devolver_proyecto", "escribir", "anotar"}


def _offered(page: Page) -> set[str]:
    return {one.get("action", "").rsplit("/", 1)[-1].replace("-", "_") for one in page.all("form")} & set(EVERY_FORM) - NOT_HERE


def _folded(page: Page, act_name: str) -> Any:
    form = page.form(f"/{act_name}")
    return next(one for one in form.iterancestors("details"))


def _move(reloj: MovableClock, month: int, day: int) -> None:
    reloj.set(datetime(2026, month, day, 9, 0))


def _authority() -> int:
    with transaction():
        return casos.autoridad().id


def _silent() -> Peticion:
    return casos.en_tramite(tipo=TipoPeticion.INFORMACION)


OTHERS = {"seguir_sin_completar", "decretar_desistimiento", "resolver_conflicto", "archivar", "continuar", "deshacer_traslado"}
IN_OFFICE = {"requerir", "prorrogar", "trasladar", "devolver", "remitir", "rechazar", "plantear_conflicto"}


@pytest.mark.parametrize(
    ("state", "acts"),
    [
        ("en_tramite", IN_OFFICE),
        ("en_aprobacion", IN_OFFICE),
        ("requerida", {"seguir_sin_completar"}),
        ("por_decretar_desistimiento", {"decretar_desistimiento", "seguir_sin_completar"}),
        ("devuelta", {"seguir_sin_completar"}),
        ("suspendida", {"resolver_conflicto"}),
        ("trasladada", {"deshacer_traslado"}),
        ("desistida", {"continuar"}),
        ("respondida", set()),
    ],
)
def test_only_the_acts_that_can_be_done_now_are_offered(client: PageClient, reloj: MovableClock, state: str, acts: set[str]) -> None:
    peticion = made(casos.IN_STATE[state])
    _authority()
    sign_in(client, "nubia")
    assert _offered(client.page(url_of(peticion))) & (IN_OFFICE | OTHERS) == acts


def test_who_only_answers_is_not_offered_to_decide(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    _authority()
    sign_in(client, "jairo")
    assert {"requerir", "prorrogar", "trasladar"} <= _offered(client.page(url_of(peticion)))
    assert not {"devolver", "rechazar", "remitir", "plantear_conflicto"} & _offered(client.page(url_of(peticion)))
    values = client.form_values(client.page(url_of(peticion)), "/anotar")
    assert client.post(f"{url_of(peticion)}/rechazar", data={**values, "rechazar-motivo": "No."}).status_code == 403


def test_asking_says_beforehand_that_it_pauses_and_until_when(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    _move(reloj, 2, 17)
    sign_in(client, "jairo")
    words = Page.text(client.page(url_of(peticion)), _folded(client.page(url_of(peticion)), "requerir"))
    assert "No pida lo que la ley no exige ni lo que la alcaldía ya tiene" in words
    assert "La persona puede completar hasta el martes 17 de marzo de 2026." in words
    answer = act(client, peticion, "requerir", texto="Falta el plano.", archivos=(BytesIO(PDF), "formulario.pdf", "application/pdf"))
    page = Page(answer)
    assert "Carta 2026-S-000001 enviada. El plazo queda en pausa." in page.text()
    assert "El plazo está en pausa desde el martes 17 de febrero de 2026" in page.text()
    assert "En pausa desde el 17/02/2026" in page.text()
    assert "formulario.pdf" in page.text()
    assert "Requerimiento para completar: carta 2026-S-000001" in page.text()
    assert fresh(peticion).estado == "requerida"


def test_on_the_eleventh_day_the_page_warns_before_the_letter_is_sent(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    _move(reloj, 2, 18)
    sign_in(client, "jairo")
    words = Page.text(client.page(url_of(peticion)), _folded(client.page(url_of(peticion)), "requerir"))
    assert "Sin efecto suspensivo" in words
    assert "el plazo sigue corriendo: vence el martes 24 de febrero de 2026" in words
    answer = act(client, peticion, "requerir", texto="Falta el plano.")
    assert "Se pidió fuera de tiempo: el plazo sigue corriendo." in Page(answer).text()
    assert fresh(peticion).estado == "en_tramite"


def test_a_refused_extension_keeps_what_was_typed_and_stays_open(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    sign_in(client, "jairo")
    assert "La fecha más lejana es el martes 17 de marzo de 2026." in client.page(url_of(peticion)).text()
    answer = act(client, peticion, "prorrogar", hasta="2026-03-18", motivo="Falta la visita.")
    page = Page(answer)
    assert answer.status_code == 422
    assert "no puede pasar del martes 17 de marzo de 2026" in page.text()
    values = client.form_values(page, "/prorrogar")
    assert (values["prorrogar-hasta"], values["prorrogar-motivo"]) == ("2026-03-18", "Falta la visita.")
    assert _folded(page, "prorrogar").get("open") is not None
    for wrong in ("", "mañana", "2026-13-40"):
        assert act(client, peticion, "prorrogar", hasta=wrong, motivo="Falta.").status_code == 422
    answer = act(client, peticion, "prorrogar", hasta="2026-03-17", motivo="Falta la visita.")
    assert "El plazo vence ahora el martes 17 de marzo de 2026." in Page(answer).text()
    assert "Prorrogado; sin la prórroga vencía" in Page(answer).text()
    assert "prorrogar" not in _offered(Page(answer))


def test_a_transfer_is_whole_or_of_a_part_by_the_same_form(client: PageClient, reloj: MovableClock) -> None:
    peticion, other = made(casos.en_tramite), made(casos.en_tramite)
    key = _authority()
    sign_in(client, "jairo")
    for wrong, words in (
        ({"alcance": "parte", "autoridad": key, "motivo": "Es ambiental."}, "Escriba qué parte se traslada."),
        ({"alcance": "toda", "parte": "Lo del río.", "autoridad": key, "motivo": "Es ambiental."}, "marque «Solo una parte»"),
        ({"alcance": "toda", "autoridad": "0", "motivo": "Es ambiental."}, "Elija la entidad."),
        ({"alcance": "toda", "autoridad": key, "motivo": ""}, "Escriba por qué le corresponde"),
    ):
        answer = act(client, peticion, "trasladar", **wrong)
        assert answer.status_code == 422
        assert words in Page(answer).text()
        kept = client.form_values(Page(answer), "/trasladar")
        assert (kept["trasladar-autoridad"], kept.get("trasladar-parte", "")) == (str(wrong["autoridad"]), wrong.get("parte", ""))
    answer = act(client, peticion, "trasladar", alcance="parte", parte="Lo del río.", autoridad=key, motivo="Es ambiental.")
    assert "Va por correo a contacto@corponarino.example. Responda aquí lo demás." in Page(answer).text()
    assert fresh(peticion).estado == "en_tramite"
    answer = act(client, other, "trasladar", alcance="toda", autoridad=key, motivo="Es ambiental.")
    assert "El caso termina en esta entidad." in Page(answer).text()
    assert fresh(other).estado == "trasladada"


def test_an_authority_that_does_not_exist_is_not_found(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    _authority()
    sign_in(client, "jairo")
    assert act(client, peticion, "trasladar", alcance="toda", autoridad="999999", motivo="Es ambiental.").status_code == 404
    assert fresh(peticion).estado == "en_tramite"


def test_a_new_case_can_only_be_passed_on_whole(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.radicar)
    _authority()
    sign_in(client, "carmen")
    page = client.page(url_of(peticion))
    scope = [one.get("value") for one in page.form("/trasladar").iter("input") if one.get("name") == "trasladar-alcance"]
    assert scope == ["toda"]


def test_after_the_fifth_day_the_page_says_that_a_transfer_is_late(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    _authority()
    sign_in(client, "jairo")
    assert "Hágalo a más tardar el martes 10 de febrero de 2026." in client.page(url_of(peticion)).text()
    _move(reloj, 2, 11)
    sign_in(client, "jairo")
    assert "Debía trasladarse a más tardar el martes 10 de febrero de 2026." in client.page(url_of(peticion)).text()


def test_an_expired_case_is_neither_extended_nor_sent_back(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    _move(reloj, 2, 25)
    sign_in(client, "nubia")
    assert not {"prorrogar", "devolver", "plantear_conflicto"} & _offered(client.page(url_of(peticion)))


def test_what_was_not_clarified_can_be_archived_from_the_next_day(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.devuelta)
    _move(reloj, 2, 18)
    sign_in(client, "nubia")
    assert "El tiempo para aclararla terminó el martes 17 de febrero de 2026." in client.page(url_of(peticion)).text()
    answer = act(client, peticion, "archivar", motivo="No aclaró qué pide.")
    assert "Archivo: carta 2026-S-" in Page(answer).text()
    assert fresh(peticion).estado == "por_notificar"
    letter = list_cartas(fresh(peticion))[-1]
    assert letter.carta_sha256
    code = letter.salida.codigo_verificacion if letter.salida else ""
    assert f"Archivo, carta sobre el radicado {peticion.radicado}" in client.page(f"/verificar/{code}").text()


def test_the_head_decides_and_the_letter_stands_in_the_page(client: PageClient, reloj: MovableClock) -> None:
    peticion, earlier = made(casos.en_tramite), made(casos.respondida)
    sign_in(client, "nubia")
    answer = act(client, peticion, "remitir", anterior="2026-E-999999", motivo="Pide lo mismo.")
    assert answer.status_code == 422
    assert client.form_values(Page(answer), "/remitir")["remitir-anterior"] == "2026-E-999999"
    answer = act(client, peticion, "remitir", anterior=earlier.radicado, motivo="Pide lo mismo.")
    assert "Remisión a una respuesta anterior: carta" in Page(answer).text()
    assert "El caso queda por notificar" in Page(answer).text()


@pytest.mark.parametrize(
    ("state", "path", "data", "after", "words"),
    [
        ("en_tramite", "devolver", {"texto": "No se entiende."}, "devuelta", "puede aclarar hasta el martes 17 de febrero"),
        ("en_tramite", "rechazar", {"motivo": "Insulta."}, "por_notificar", "Rechazo: carta"),
        ("en_tramite", "plantear-conflicto", {"motivo": "Al Tribunal."}, "suspendida", "Un juez decide a qué entidad le corresponde."),
        (
            "suspendida",
            "resolver-conflicto",
            {"decision": "Es nuestra.", "decidida_el": "2026-02-03", "comunicada_el": "2026-02-03", "es": "propia"},
            "en_tramite",
            "a correr desde el miércoles 4 de febrero",
        ),
        ("por_decretar_desistimiento", "decretar-desistimiento", {"motivo": "No llegó."}, "por_notificar", "Desistimiento tácito: carta"),
        ("por_decretar_desistimiento", "seguir-sin-completar", {"motivo": "Ya está."}, "en_tramite", "El trámite sigue."),
        ("trasladada", "deshacer-traslado", {"causa": "error", "motivo": "Es nuestra."}, "en_tramite", "El caso sigue aquí con el plazo"),
        ("desistida", "continuar", {"motivo": "Hay riesgo."}, "en_tramite", "Continuación de oficio: carta"),
    ],
)
def test_each_decision_is_done_by_its_form_and_told(
    client: PageClient, reloj: MovableClock, state: str, path: str, data: dict[str, str], after: str, words: str
) -> None:
    peticion = made(casos.IN_STATE[state])
    sign_in(client, "nubia")
    empty = act(client, peticion, path, **dict.fromkeys(data, " "))
    assert empty.status_code == 422
    assert fresh(peticion).estado == state
    answer = act(client, peticion, path, **data)
    assert answer.status_code == 200, Page(answer).text()[:600]
    assert words in Page(answer).text()
    assert fresh(peticion).estado == after


def test_accepted_by_silence_is_said_first_and_refusing_is_not_offered(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(_silent)
    _move(reloj, 2, 18)
    with transaction():
        services.operar_silencio(fresh(peticion))
    sign_in(client, "nubia")
    page = client.page(url_of(peticion))
    assert "La ley la entiende aceptada desde el miércoles 18 de febrero de 2026" in page.text()
    assert "a más tardar el viernes 20 de febrero de 2026. Ya no se puede negar." in page.text()
    assert not {"rechazar", "remitir"} & _offered(page)


def test_the_page_lists_until_when_each_act_may_be_done(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.requerida)
    sign_in(client, "nubia")
    for url in (url_of(peticion), f"{url_of(peticion)}/termino"):
        text = client.page(url).text()
        assert "Trasladar a la entidad competente" in text
        assert "10/02/2026 Ley 1437 de 2011, art. 21" in text
        assert "La persona puede completar" in text
        assert "03/03/2026 Ley 1437 de 2011, art. 17" in text


def test_a_letter_whose_mail_failed_is_told_beside_it(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.requerida)
    with transaction():
        mail = db.session.scalars(db.select(OutboxMail).where(OutboxMail.letter == "pqrs/requerimiento")).one()
        mail.state = FALLIDO
    sign_in(client, "jairo")
    assert "No llegó a ana@correo.example. Envíe la carta por otro medio" in client.page(url_of(peticion)).text()


def test_where_the_head_signs_others_are_told_whom_to_ask(client: PageClient, reloj: MovableClock) -> None:
    _authority()
    with transaction():
        peticion = casos.radicar()
        services.asignar(peticion, dependencia=casos.dependencia("120"), responsable=casos.funcionario("beto"), actor=casos.actor("carmen"))
    sign_in(client, "beto")
    page = client.page(url_of(peticion))
    assert not {"requerir", "prorrogar", "trasladar"} & _offered(page)
    assert "las cartas las firma Gloria Guerrero" in page.text()
    sign_in(client, "gloria")
    assert {"requerir", "prorrogar", "trasladar"} <= _offered(client.page(url_of(peticion)))


def test_somebody_elses_change_shows_what_was_typed(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    sign_in(client, "jairo")
    stale = client.form_values(client.page(url_of(peticion)), "/prorrogar")
    with transaction():
        services.escribir(fresh(peticion), texto="¿Cuál poste?", pide_respuesta=True, actor=casos.actor("nubia"))
    typed = {"prorrogar-hasta": "2026-03-10", "prorrogar-motivo": "Falta la visita.", "prorrogar-confirma": "y"}
    answer = client.post(f"{url_of(peticion)}/prorrogar", data={**stale, **typed})
    assert answer.status_code == 409
    assert "Falta la visita." in Page(answer).html
    assert fresh(peticion).vence_el == date(2026, 2, 24)


def test_a_letter_with_a_hole_in_it_is_not_sent(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    sign_in(client, "jairo")
    answer = act(client, peticion, "requerir", texto="Falta {{papel}}.")
    assert answer.status_code == 422
    assert "todavía tiene {{papel}} sin reemplazar" in Page(answer).text()
    assert db.session.scalar(db.select(db.func.count()).select_from(Respuesta)) == 0
    assert fresh(peticion).estado == "en_tramite"


@pytest.mark.parametrize("path", ["requerir", "prorrogar", "trasladar", "devolver", "rechazar", "remitir", "plantear-conflicto", "anotar"])
def test_a_form_whose_fields_did_not_come_is_refused(client: PageClient, reloj: MovableClock, path: str) -> None:
    peticion = made(casos.en_tramite)
    _authority()
    sign_in(client, "nubia")
    values = client.form_values(client.page(url_of(peticion)), f"/{path}")
    hidden = {name: value for name, value in values.items() if name.endswith(("csrf_token", "version"))}
    assert client.post(f"{url_of(peticion)}/{path}", data=hidden).status_code == 422
    assert fresh(peticion).estado == "en_tramite"
