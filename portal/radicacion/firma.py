"""The digital signature of outgoing letters, with the municipality's own certificate. Off where none is named.

Signing runs in a process of its own (`sign_process`): the library takes 45 MB and half a second, which no worker must keep.

Norm: Ley 527 de 1999 arts. 7 and 28.
"""

import base64
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from flask import current_app

from portal.calendario.textos import fecha_larga
from portal.core import clock
from portal.core.certificates import Certificate, CertificateProblem, read_certificate
from portal.core.errors import DomainError
from portal.files.isolation import IsolatedFailure, run_isolated
from portal.web.logging import logger

SCRIPT = Path(__file__).with_name("sign_process.py")
TIMEOUT = 60.0
_TELL = "La carta no se envió. Avise a quien administra el portal."


@dataclass(frozen=True)
class FirmaDigital:
    """What is kept of the certificate that signed a letter: whom it is of, who issued it, its serial number in hexadecimal."""

    titular: str
    emisor: str
    serie: str

    def as_dict(self) -> dict[str, str]:
        return asdict(self)


def sign(pdf: bytes) -> tuple[bytes, FirmaDigital | None]:
    """The letter signed, and with what; as it came, and None, where the deployment names no certificate.

    Raises:
        DomainError: there is a certificate and it cannot sign now. Nothing may be sent then.
    """
    settings = current_app.config["SETTINGS"]
    if not settings.signing_certificate:
        return pdf, None
    found = _usable(settings.signing_certificate, settings.signing_password)
    given = {"certificado": settings.signing_certificate, "clave": settings.signing_password, "pdf": base64.b64encode(pdf).decode("ascii")}
    try:
        signed = run_isolated(SCRIPT, given=json.dumps(given).encode(), timeout=TIMEOUT)
    except IsolatedFailure as error:
        logger().error("carta_sin_firmar", motivo=str(error))
        raise DomainError(f"La carta no se pudo firmar con el certificado de la alcaldía. {_TELL}") from error
    return signed, FirmaDigital(found.subject, found.issuer, found.serial)


def _usable(path: str, password: str) -> Certificate:
    """The certificate, if it may sign at this instant."""
    try:
        found = read_certificate(path, password)
    except CertificateProblem as problem:
        logger().error("carta_sin_firmar", motivo=str(problem))
        raise DomainError(f"El certificado con el que la alcaldía firma sus cartas no se puede abrir. {_TELL}") from problem
    now = clock.now()
    if now < found.valid_from:
        since = fecha_larga(found.valid_from.astimezone(clock.BOGOTA).date())
        raise DomainError(f"El certificado con el que la alcaldía firma sus cartas sirve desde el {since}. {_TELL}")
    if now >= found.valid_until:
        until = fecha_larga(found.valid_until.astimezone(clock.BOGOTA).date())
        raise DomainError(f"El certificado con el que la alcaldía firma sus cartas venció el {until}. {_TELL}")
    return found
