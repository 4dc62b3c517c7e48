"""Texts that are stored so that the database alone does not tell them: libsodium's secret box, with keys of the environment.

Who has a copy of the database, or reads its tables, learns nothing; who has the keys as well can read. The first key seals;
all of them open, so that a key can be replaced (ASVS 11.2.2, 11.4.1).
"""

import base64
from collections.abc import Sequence

from flask import current_app

# By how much `seal_bytes` makes a content longer: the nonce and the authenticator of the secret box.
SEALED_EXTRA_BYTES = 40


class CannotUnseal(Exception):
    """None of the keys opens the text: it was sealed with a key that is no longer given, or it was altered."""


def seal(text: str) -> str:
    """The text sealed with the first key: as long as the text's bytes and 40 more, in base64."""
    # Imported here: few processes ever seal anything, and it takes two megabytes.
    from nacl.secret import SecretBox

    return base64.urlsafe_b64encode(SecretBox(_keys()[0]).encrypt(text.encode())).decode("ascii")


def seal_bytes(content: bytes) -> bytes:
    """The content sealed with the first key: `SEALED_EXTRA_BYTES` longer."""
    from nacl.secret import SecretBox

    return bytes(SecretBox(_keys()[0]).encrypt(content))


def unseal(sealed: str) -> str:
    """The text that `seal` sealed.

    Raises:
        CannotUnseal: no key opens it.
    """
    from nacl.exceptions import CryptoError
    from nacl.secret import SecretBox

    for key in _keys():
        try:
            return SecretBox(key).decrypt(base64.urlsafe_b64decode(sealed)).decode()
        except (CryptoError, ValueError):
            continue
    raise CannotUnseal


def _keys() -> Sequence[bytes]:
    return [bytes.fromhex(one) for one in current_app.config["SETTINGS"].identity_keys]
