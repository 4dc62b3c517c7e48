"""Certificates that sign themselves, as PKCS#12 files: what a municipality would buy, made in the test."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

PASSWORD = "la-clave-del-certificado"
SUBJECT, SERIAL = "Alcaldía Municipal de Puerres", 0xA1B2C3D4E5


@cache
def _key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def write_pkcs12(path: Path, *, until: datetime = datetime(2060, 1, 1, tzinfo=UTC), signs: bool = True) -> x509.Certificate:
    """Write the file and give its certificate. `signs`: whether it says that its key is for signing."""
    name = x509.Name([
        x509.NameAttribute(NameOID.COMMON_NAME, SUBJECT), x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Municipio de Puerres"),
    ])  # fmt: skip
    use = x509.KeyUsage(
        digital_signature=signs, content_commitment=signs, key_encipherment=not signs, data_encipherment=False, key_agreement=False,
        key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(_key().public_key()).serial_number(SERIAL)
        .not_valid_before(datetime(2025, 1, 1, tzinfo=UTC)).not_valid_after(until).add_extension(use, critical=True)
        .sign(_key(), hashes.SHA256())
    )  # fmt: skip
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"firma", _key(), certificate, None, BestAvailableEncryption(PASSWORD.encode())))
    return certificate
