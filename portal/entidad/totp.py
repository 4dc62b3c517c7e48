"""The second factor's arithmetic: secrets that a stolen database does not give away, codes, recovery codes.

The secret of an account is derived from SECRET_KEY and a random seed kept in its row, so that neither alone is enough
and nothing needs to be encrypted. A new SECRET_KEY means that everybody enrols again.
"""

import hashlib
import hmac
import secrets
from base64 import b32encode
from datetime import datetime

import pyotp

PASO = 30  # seconds
# One step to each side: telephones' clocks are seldom exact (RFC 6238, 5.2).
TOLERANCIA = 1
_ALFABETO = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"

_keys: dict[str, bytes] = {}


def configure(secret_key: str) -> None:
    """Derive this package's own key from SECRET_KEY; done once, when the application is made."""
    _keys["totp"] = hmac.digest(secret_key.encode(), b"portal.entidad.totp", "sha256")


def _digest(purpose: str, text: str) -> bytes:
    return hmac.digest(_keys["totp"], f"{purpose}:{text}".encode(), "sha256")


def new_seed() -> str:
    """Random text to keep in the row."""
    return secrets.token_urlsafe(24)


def secret_of(funcionario_id: int, seed: str) -> str:
    """The base32 secret (160 bits) that the authenticator application holds."""
    return b32encode(_digest("secreto", f"{funcionario_id}:{seed}")[:20]).decode()


def uri_of(funcionario_id: int, seed: str, correo: str, emisor: str) -> str:
    """The `otpauth:` address that the QR code carries."""
    return pyotp.TOTP(secret_of(funcionario_id, seed)).provisioning_uri(name=correo, issuer_name=emisor)


def code_at(funcionario_id: int, seed: str, instant: datetime) -> str:
    """The six digits at `instant`."""
    return pyotp.TOTP(secret_of(funcionario_id, seed)).at(int(instant.timestamp()))


def matching_step(funcionario_id: int, seed: str, code: str, instant: datetime) -> int | None:
    """The time step whose code this is, near `instant`, or None. The caller refuses steps that served already."""
    code = "".join(code.split())
    current = int(instant.timestamp()) // PASO
    totp = pyotp.TOTP(secret_of(funcionario_id, seed))
    found = None
    for step in range(current - TOLERANCIA, current + TOLERANCIA + 1):
        if hmac.compare_digest(totp.generate_otp(step).encode(), code.encode()):
            found = step
    return found


def new_recovery_code() -> str:
    """120 random bits in groups that are easy to copy by hand: from 112 on a plain hash is enough to keep them (ASVS 6.5.2)."""
    letters = "".join(secrets.choice(_ALFABETO) for _ in range(24))
    return "-".join(letters[start : start + 4] for start in range(0, 24, 4))


def hash_recovery_code(code: str) -> str:
    """What is stored of a recovery code: keyed, so that the table alone is of no use."""
    plain = "".join(mark for mark in code.upper() if mark.isalnum())
    return hashlib.sha256(_digest("recuperacion", plain)).hexdigest()
