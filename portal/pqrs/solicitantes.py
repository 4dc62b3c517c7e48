"""From the fields that say who files to what the case keeps of them: only what belongs to that kind of person."""

from typing import Any

from portal.pqrs.forms import SolicitanteFields
from portal.pqrs.services import DatosSolicitante

_ALL = ("pais", "departamento", "municipio", "direccion", "correo", "telefono_fijo", "telefono_movil")
_NAMES = ("primer_nombre", "segundo_nombre", "primer_apellido", "segundo_apellido")
_ON_BEHALF = ("representado", "representado_documento", "calidad")


def datos_of(form: SolicitanteFields, quien: str) -> DatosSolicitante:
    """The person or organisation as it was written; what another kind's fields hold is left out."""
    values: dict[str, Any] = {name: form[name].data or "" for name in _ALL}
    if quien == "juridica":
        values |= {"razon_social": form.razon_social.data or "", "tipo_documento": "NIT", "numero_documento": form.nit.data or ""}
    else:
        values |= {name: form[name].data or "" for name in _NAMES}
    if quien == "natural":
        values |= {"tipo_documento": form.tipo_documento.data or "", "numero_documento": form.numero_documento.data or ""}
    if quien in {"natural", "juridica"}:
        values |= {name: form[name].data or "" for name in _ON_BEHALF}
    return DatosSolicitante(tipo=quien, **values)
