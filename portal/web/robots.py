"""Against robots, without third parties and without shutting out anybody: a hidden field, a time trap, and, only when
many filings come from one address, a proof of work that the browser does alone (ALTCHA) or, without JavaScript, a wait.

Nothing is refused for good: whoever is stopped keeps everything that was typed and may send again.
"""

import hashlib
import time
from enum import StrEnum
from typing import Any

from flask import current_app
from flask_wtf import FlaskForm
from itsdangerous import BadSignature, URLSafeSerializer
from wtforms import HiddenField, StringField

from portal.core import clock
from portal.web import limits, one_time

SCOPE = "radicar"
HOUR = 3600
# Nobody reads and fills a form in less.
MIN_SECONDS = 3
# Without JavaScript: how long to wait, and for how long the wait is good.
WAIT_SECONDS, WAIT_VALID = 30, HOUR
CHALLENGE_SECONDS = 20 * 60
# PBKDF2 rounds and the zero bits of the key: about a second in a browser of an old telephone, a millisecond here.
CHALLENGE_COST, CHALLENGE_PREFIX = 5000, "00"


class Stop(StrEnum):
    """Why a form is shown again."""

    TRAP = "Un campo oculto de esta página llegó lleno. Ya lo vaciamos. Si usted es una persona, envíe otra vez."
    FAST = "La página se envió demasiado rápido. Revise lo que escribió y envíe otra vez."
    PROOF = (
        "Se han presentado muchas solicitudes desde su conexión a internet. Marque al final la casilla «No soy un robot». "
        "Si no la ve, espere 30 segundos. Después envíe otra vez: no pierde nada de lo escrito."
    )
    WAIT = "Todavía no han pasado 30 segundos. Espere un momento y pulse Enviar otra vez."


class RobotFields(FlaskForm):
    """The fields of a form that robots would like. They carry no `name` that a browser fills by itself."""

    pagina_personal = StringField("No escriba nada aquí")
    momento = HiddenField()
    espera = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if _read("momento", self.momento.data) is None:
            self.momento.data = new_moment()

    def find_stop(self, form_key: str, proof: str | None) -> Stop | None:
        """Why this sending cannot be taken yet, or None. Call when everything else in the form is right.

        Args:
            form_key: the form's one-time key; a wait holds for it alone.
            proof: what the widget sent, when it ran.
        """
        if self.pagina_personal.data:
            self.pagina_personal.data = ""
            return Stop.TRAP
        if _age("momento", self.momento.data, "") < MIN_SECONDS:
            return Stop.FAST
        if not needs_proof():
            return None
        if proof and spend_proof(proof):
            return None
        return self._find_wait(form_key)

    def _find_wait(self, form_key: str) -> Stop | None:
        age = _age("espera", self.espera.data, form_key)
        if WAIT_SECONDS <= age <= WAIT_VALID:
            return None
        if 0 <= age < WAIT_SECONDS:
            return Stop.WAIT
        self.espera.data = _sign("espera", form_key)
        return Stop.PROOF


def new_moment() -> str:
    """The signed instant at which a form is shown, for its field `momento`."""
    return _sign("momento", "")


def needs_proof() -> bool:
    """Whether more was filed from this address in the last hour than the threshold."""
    threshold: int = current_app.config["SETTINGS"].pow_threshold
    return limits.count_hits(SCOPE, HOUR) >= threshold


def is_over_hard_limit() -> bool:
    """Whether this address has filed so much in the last hour that the answer is 429."""
    threshold: int = current_app.config["SETTINGS"].filing_hard_limit
    return limits.count_hits(SCOPE, HOUR) >= threshold


def note_filing() -> None:
    """Count one filing of this address."""
    limits.hit(SCOPE, current_app.config["SETTINGS"].filing_hard_limit, HOUR)


def make_challenge() -> dict[str, Any]:
    """A proof of work for the widget, good for twenty minutes and for one filing."""
    from altcha import create_challenge, derive_key_pbkdf2

    # The library compares with the machine's clock, not with ours.
    expires = int(time.time()) + CHALLENGE_SECONDS
    challenge = create_challenge(
        algorithm="PBKDF2/SHA-256", cost=CHALLENGE_COST, key_prefix=CHALLENGE_PREFIX, derive_key=derive_key_pbkdf2,
        hmac_secret=_altcha_secret(), expires_at=expires,
    )  # fmt: skip
    return dict(challenge.to_dict())


def spend_proof(payload: str) -> bool:
    """Whether a proof is right, of ours, in time and used for the first time; it is then spent, in this transaction."""
    from altcha import Payload, derive_key_pbkdf2, verify_solution

    try:
        proof = Payload.from_base64(payload)
        checked = verify_solution(proof, _altcha_secret(), derive_key_pbkdf2)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return False
    # The signature covers the nonce: what was spent cannot be dressed up as another challenge.
    return bool(checked.verified) and one_time.claim(str(proof.challenge.parameters.nonce), "altcha")


def _altcha_secret() -> str:
    return f"altcha:{current_app.config['SECRET_KEY']}"


def _serializer(purpose: str) -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt=f"robots:{purpose}", signer_kwargs={"digest_method": hashlib.sha256})


def _sign(purpose: str, bound_to: str) -> str:
    return str(_serializer(purpose).dumps([int(clock.now().timestamp()), bound_to]))


def _read(purpose: str, token: str | None) -> tuple[int, str] | None:
    try:
        instant, bound_to = _serializer(purpose).loads(token or "")
    except (BadSignature, ValueError, TypeError):
        return None
    return (instant, bound_to) if isinstance(instant, int) else None


def _age(purpose: str, token: str | None, bound_to: str) -> float:
    """Seconds since a token was signed; -1 when it is not one of ours for this form."""
    found = _read(purpose, token)
    if found is None or found[1] != bound_to:
        return -1
    return clock.now().timestamp() - found[0]
