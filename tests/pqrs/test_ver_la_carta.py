"""A letter that cannot be taken back is looked at before it goes out, and goes out only with a tick; without JavaScript too."""

from io import BytesIO

from pypdf import PdfReader

from portal.core.clock import MovableClock
from portal.extensions import db
from portal.outbox.models import OutboxMail
from portal.pqrs.forms_gestion import LetterForm
from portal.pqrs.models import Respuesta
from portal.pqrs.views.gestion.pagina import EVERY_FORM, WITH_LETTER
from portal.radicacion.models import Radicado
from tests.support import casos
from tests.support.oficina import act, fresh, made, url_of
from tests.support.pages import Page, PageClient
from tests.support.sessions import sign_in

FALTA = "Falta el certificado de libertad."


def _counts() -> list[int | None]:
    return [db.session.scalar(db.select(db.func.count()).select_from(one)) for one in (Respuesta, Radicado, OutboxMail)]


def test_the_letter_is_seen_as_it_would_go_out_and_nothing_stays(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    before, state = _counts(), (peticion.estado, peticion.version, peticion.vence_el)
    sign_in(client, "jairo")
    values = {"requerir-texto": FALTA, "accion": "ver-carta"}
    answer = client.submit(url_of(peticion), values, action="/requerir")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    told = "".join(page.extract_text() for page in PdfReader(BytesIO(answer.data)).pages)
    assert FALTA in told
    assert "BORRADOR" in told
    assert "2026-S-" not in told
    case = fresh(peticion)
    assert (case.estado, case.version, case.vence_el) == state
    assert _counts() == before
    # Then it goes out, with the number that nobody has taken.
    assert "Carta 2026-S-000001 enviada." in Page(act(client, peticion, "requerir", texto=FALTA)).text()


def test_without_the_tick_it_does_not_go_out_and_the_words_stay(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    sign_in(client, "jairo")
    answer = client.submit(url_of(peticion), {"requerir-texto": FALTA}, action="/requerir")
    assert answer.status_code == 422
    assert "Mire la carta y marque la casilla" in Page(answer).text()
    assert client.form_values(Page(answer), "/requerir")["requerir-texto"] == FALTA
    assert fresh(peticion).estado == "en_tramite"


def test_what_refuses_the_act_refuses_to_show_its_letter(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    sign_in(client, "jairo")
    answer = client.submit(url_of(peticion), {"requerir-texto": "Falta {{papel}}.", "accion": "ver-carta"}, action="/requerir")
    assert answer.status_code == 422
    assert "todavía tiene {{papel}} sin reemplazar" in Page(answer).text()
    assert "Mire la carta" not in Page(answer).text()


def test_every_act_that_sends_a_letter_at_once_asks_that_it_was_read() -> None:
    assert {act for act, form in EVERY_FORM.items() if issubclass(form, LetterForm)} == WITH_LETTER - {"responder"}
