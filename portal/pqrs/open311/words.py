"""The portal's facts in the standard's names."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from portal.core.clock import BOGOTA
from portal.pqrs.estados import PETICION
from portal.pqrs.permissions import RESERVADAS
from portal.pqrs.preguntas import CORTA, FECHA, LARGA, NUMERO, SI_NO, UNA, VARIAS, Pregunta
from portal.pqrs.queries.registro import RegistroRow, shown_as
from portal.pqrs.tipos import TIPOS, Tipo, list_tipos_publicos
from portal.web.urls import absolute_url

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"


def discovery(contact: str, is_production: bool) -> dict[str, Any]:
    """Where the service is and in which formats."""
    base = absolute_url("open311.discovery", formato="json").removesuffix("/discovery.json")
    return {
        "changeset": "2026-11-01T00:00:00-05:00",
        "contact": contact,
        "key_service": "Las claves las da quien administra el portal: flask pqrs clave-api crear",
        "endpoints": [
            {
                "specification": SPECIFICATION, "url": base, "changeset": "2026-11-01T00:00:00-05:00",
                "type": "production" if is_production else "test", "formats": ["application/json", "text/xml"],
            }
        ],
    }  # fmt: skip


def services() -> list[dict[str, Any]]:
    """The kinds that anybody may file."""
    return [service(one) for one in list_tipos_publicos()]


def service(tipo: Tipo) -> dict[str, Any]:
    """One kind as a service. `metadata` is true: its definition says what a sender should tell the person."""
    return {
        "service_code": tipo.clave.value, "service_name": tipo.nombre, "description": tipo.que_es, "metadata": True,
        "type": "realtime", "keywords": tipo.plural, "group": tipo.grupo.value,
    }  # fmt: skip


def definition(tipo: Tipo, preguntas: Sequence[Pregunta]) -> dict[str, Any]:
    """The service's definition: a notice of what happens to an anonymous filing, and the extra questions of this kind."""
    sealed = "La identidad de quien la presenta queda sellada." if tipo.clave.value in RESERVADAS else ""
    words = (
        "Sin nombre ni correo, la solicitud es anónima: la respuesta se lee con el código de seguimiento y el teléfono no se guarda. "
        f"Los archivos se envían en media (multipart/form-data); una dirección en media_url solo se anota. {sealed}"
    ).strip()
    return {
        "service_code": tipo.clave.value,
        "attributes": [
            {
                "variable": False, "code": "AVISO", "datatype": "string", "required": False, "datatype_description": None,
                "order": 1, "description": words, "values": [],
            },
            *(attribute(one, order) for order, one in enumerate(preguntas, 2)),
        ],
    }  # fmt: skip


_DATATYPES = {
    CORTA: "string", LARGA: "text", SI_NO: "singlevaluelist", UNA: "singlevaluelist", VARIAS: "multivaluelist", FECHA: "datetime",
    NUMERO: "number",
}  # fmt: skip


def attribute(pregunta: Pregunta, order: int) -> dict[str, Any]:
    """A question in the standard's words. None is required: a petition is received whatever it leaves out (CPACA art. 15)."""
    asked = "La oficina pide este dato; si la persona no lo sabe o no quiere darlo, déjelo vacío." if pregunta.pedida else ""
    return {
        "variable": True, "code": code_of(pregunta), "datatype": _DATATYPES[pregunta.formato], "required": False,
        "datatype_description": " ".join(one for one in (pregunta.ayuda, asked) if one) or None, "order": order,
        "description": pregunta.texto, "values": [{"key": key, "name": name} for key, name in pregunta.elegibles],
    }  # fmt: skip


def code_of(pregunta: Pregunta) -> str:
    """What a program calls a question: its version too, so that an answer is never taken for one to other words."""
    return f"PREGUNTA_{pregunta.version_id}"


def service_request(row: RegistroRow) -> dict[str, Any]:
    """One filing. While its term stands still nobody knows its due date, so none is told."""
    due = None if row.pausa_desde else datetime.combine(row.vence_el, time(23, 59, 59), BOGOTA).isoformat()
    tipo = TIPOS[shown_as(row.tipo)]
    return {
        "service_request_id": row.radicado,
        "status": "open" if row.abierta else "closed",
        "status_notes": PETICION.states[row.estado].title,
        "service_name": tipo.nombre,
        "service_code": tipo.clave.value,
        "description": None,
        "agency_responsible": row.dependencia,
        "service_notice": None,
        "requested_datetime": row.recibida_en.isoformat(timespec="seconds"),
        "updated_datetime": (row.respondida_en or row.recibida_en).isoformat(timespec="seconds"),
        "expected_datetime": due,
        "address": None,
        "address_id": None,
        "zipcode": None,
        "lat": None,
        "long": None,
        "media_url": None,
    }


def observaciones(urls: Sequence[str], address_id: str) -> str:
    """What the case keeps of what no field of it holds; the person and the official read it."""
    notes = []
    if urls:
        told = "El otro sistema señaló archivos en estas direcciones. El portal no los descargó ni los revisó."
        notes.append("\n".join([told, *urls]))
    if address_id:
        notes.append(f"El otro sistema identifica el lugar con el código {address_id}.")
    return "\n".join(notes)


def avisos(urls: Sequence[str], *, has_dropped_phone: bool) -> list[str]:
    """What a sender must know of what was done otherwise than it may think."""
    told = []
    if urls:
        told.append("De media_url quedó anotada la dirección, sin descargarla: para que un archivo quede en el caso, envíelo en media.")
    if has_dropped_phone:
        told.append("La solicitud quedó anónima y el teléfono no se guardó: para que conste, envíe también el nombre o el correo.")
    return told
