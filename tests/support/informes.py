"""Reports for the tests: prepared, counted and issued by their acts."""

from datetime import date, datetime
from typing import Any

from portal.entidad.models import Funcionario
from portal.files.services import Received, store_bytes
from portal.pqrs.informes import as_csv, canonico
from portal.pqrs.models import Informe
from portal.pqrs.services import informes
from tests.support import casos

DESDE = {"acceso": date(2026, 1, 1), "control_interno": date(2026, 1, 1)}


def make_files(informe: Informe, _signer: Funcionario, _issued: datetime) -> dict[str, Received]:
    """The files without the cost of typesetting."""
    return {
        "pdf": store_bytes("informe.pdf", "application/pdf", b"%PDF-1.7\n" + informe.huella.encode()),
        "csv": store_bytes("informe.csv", "text/csv", as_csv(informe.datos)),
        "json": store_bytes("informe.json", "application/json", canonico(informe.datos)),
    }


def borrador(clase: str = "acceso", *, quien: str = "hernan") -> Informe:
    """The draft of the first period of 2026, which must be over."""
    return informes.preparar_informe(clase, DESDE[clase], actor=casos.actor(quien))


def expedir(informe: Informe, *, quien: str = "hernan", **changes: Any) -> Informe:
    values = {"huella": informe.huella, "make_files": make_files, **changes}
    informes.expedir_informe(informe, actor=casos.actor(quien), **values)
    return informe


def expedido(clase: str = "acceso", *, quien: str = "hernan") -> Informe:
    return expedir(borrador(clase, quien=quien), quien=quien)
