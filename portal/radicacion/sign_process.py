"""Run as a process of its own by `firma.py`: signs one PDF with the municipality's certificate (PAdES-B-B).

From its standard input: JSON with the path of the PKCS#12 file, its password and the PDF in base64. To its standard output:
the signed PDF. The signature is an update behind the document's bytes: text and tags stay as they are. Its field is out of the
page and has the print flag, which is what PDF/A-2 and PDF/UA-1 both take of a signature that is not seen. Nothing is asked
of the network: no time-stamp, no revocation.
"""

import base64
import io
import json
import logging
import sys
from pathlib import Path

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter

FIELD = "FirmaDigital"


class _AsItIs(IncrementalPdfFileWriter):
    """Leaves the metadata alone: the library would write it anew, no longer as PDF/A-2 wants it."""

    def _update_meta(self) -> None:
        return


def main() -> None:
    # What the library would log may name the certificate's parts: an error's last line is enough.
    logging.disable(logging.CRITICAL)
    given = json.load(sys.stdin)
    signer = signers.SimpleSigner.load_pkcs12_data(
        Path(given["certificado"]).read_bytes(), other_certs=[], passphrase=given["clave"].encode() or None
    )
    meta = signers.PdfSignatureMetadata(
        field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES,
        # The author's signature: from here on no change is allowed.
        certify=True, docmdp_permissions=MDPPerm.NO_CHANGES,
    )  # fmt: skip
    field = SigFieldSpec(
        FIELD, readable_field_name="Firma digital de la alcaldía", invis_sig_settings=InvisSigSettings(box_out_of_bounds=True)
    )
    writer = _AsItIs(io.BytesIO(base64.b64decode(given["pdf"])))
    signed = signers.sign_pdf(writer, meta, signer, new_field_spec=field)
    sys.stdout.buffer.write(signed.getvalue())


if __name__ == "__main__":
    main()
