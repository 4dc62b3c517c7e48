"""A letter that an act sends at once, looked at before it is sent: the act goes as far as its letter and is undone whole.

So what is seen is what the act would send, and what would refuse the act refuses it here too.
"""

from typing import Any

from flask import Response, request

from portal.core.errors import DomainError
from portal.entidad.models import Funcionario
from portal.files.services import Received
from portal.pqrs.cartas import make_letter, make_letter_draft
from portal.pqrs.forms_gestion import LetterForm
from portal.pqrs.models import Peticion, Respuesta
from portal.pqrs.services.expedir import LetterMaker
from portal.radicacion.models import Radicado
from portal.web.transaction import roll_back_at_end, start_again

# The button of `act_form` that asks to see the letter, and its name.
BUTTON, LOOK = "accion", "ver-carta"


class LetterSeen(Exception):
    """The act came to its letter, which is this PDF."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.data = data


def only_looks(form: Any) -> bool:
    """Whether the form was sent to see the letter; then it asks for no tick that the letter was read."""
    looks = isinstance(form, LetterForm) and request.form.get(BUTTON) == LOOK
    if looks:
        form.confirma.validators = []
    return looks


def no_letter() -> DomainError:
    """What is said of an act that came to its end without a letter although only its letter was asked for."""
    return DomainError("Este trámite no lleva carta: no hay nada que ver antes de enviarlo.")


def letter_maker() -> LetterMaker:
    """What makes the letter of the act that this request does or looks at."""
    return _show if request.form.get(BUTTON) == LOOK else make_letter


def _show(peticion: Peticion, letter: Respuesta, _salida: Radicado, signer: Funcionario) -> Received:
    raise LetterSeen(make_letter_draft(peticion, letter, signer))


def show_letter(seen: LetterSeen, radicado: str) -> Response:
    """The letter as PDF, marked «BORRADOR»; of the act nothing stays."""
    start_again()
    roll_back_at_end()
    return pdf_response(seen.data, f"borrador-{radicado}.pdf")


def pdf_response(data: bytes, name: str) -> Response:
    """A PDF of our own making, shown in the browser, which may run nothing of it."""
    response = Response(data, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    return response
