"""The certificate with which the municipality signs its letters: a PKCS#12 file, read and judged. Nothing is signed here.

`cryptography` is imported when a certificate is read: a portal that signs nothing is spared its eighteen megabytes.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography import x509


class CertificateProblem(Exception):
    """The file cannot sign; the message is a Spanish sentence that names the setting to mend and why."""

    def __init__(self, variable: str, reason: str) -> None:
        super().__init__(f"{variable} no sirve: {reason}.")


@dataclass(frozen=True)
class Certificate:
    """Who signs, as the certificate says it; its serial number in hexadecimal; since and until when it is valid."""

    subject: str
    issuer: str
    serial: str
    valid_from: datetime
    valid_until: datetime


def read_certificate(path: str, password: str) -> Certificate:
    """The certificate in a PKCS#12 file, once it is sure that its key is there and may sign. Its dates are not judged.

    Raises:
        CertificateProblem: the file, its password or its key does not serve.
    """
    from cryptography.hazmat.primitives.asymmetric import ec, rsa
    from cryptography.hazmat.primitives.serialization import pkcs12

    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise CertificateProblem("SIGNING_CERTIFICATE", "el archivo no existe o el portal no puede leerlo") from error
    try:
        key, certificate, _others = pkcs12.load_key_and_certificates(content, password.encode() or None)
    except ValueError as error:
        if "password" in str(error).lower():
            raise CertificateProblem("SIGNING_PASSWORD", "no es la contraseña del archivo de SIGNING_CERTIFICATE") from error
        raise CertificateProblem("SIGNING_CERTIFICATE", "el archivo no es un certificado PKCS#12 (.p12 o .pfx)") from error
    if key is None or certificate is None:
        raise CertificateProblem("SIGNING_CERTIFICATE", "el archivo debe traer el certificado y su llave privada")
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise CertificateProblem("SIGNING_CERTIFICATE", "la llave debe ser RSA o de curva elíptica")
    if not _may_sign(certificate):
        raise CertificateProblem("SIGNING_CERTIFICATE", "el certificado no es para firmar documentos (uso de la llave)")
    return Certificate(
        subject=_name(certificate.subject), issuer=_name(certificate.issuer), serial=f"{certificate.serial_number:X}",
        valid_from=certificate.not_valid_before_utc, valid_until=certificate.not_valid_after_utc,
    )  # fmt: skip


def _may_sign(certificate: "x509.Certificate") -> bool:
    """Whether its key may sign documents. One that does not say what its key is for may (RFC 5280, 4.2.1.3)."""
    from cryptography import x509

    try:
        use = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return True
    return use.digital_signature or use.content_commitment


def _name(name: "x509.Name") -> str:
    """A name as people read it: whom it is of and the organisation, or all its parts where it has neither."""
    from cryptography.x509.oid import NameOID

    parts = [str(one.value) for oid in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME) for one in name.get_attributes_for_oid(oid)]
    return ", ".join(dict.fromkeys(one.strip() for one in parts if one.strip())) or name.rfc4514_string()
