"""The e-mails by which a case came, or that joined it, as documents of its file: just as they arrived."""

from collections.abc import Iterator

from portal.pqrs.estados_correo import RADICADO
from portal.pqrs.expediente.documento import CIFRADO, CORREO, Alcance, Documento
from portal.pqrs.models import CorreoRecibido, Peticion
from portal.pqrs.models.sellable import is_de_sellada
from portal.pqrs.queries.correo import list_correos_de, list_correos_propios
from portal.sealing import SEALED_EXTRA_BYTES


def correos_de(peticion: Peticion, alcance: Alcance) -> Iterator[Documento]:
    """The originals that the reader may have.

    Who filed gets those of their own address. Of a sealed case officials get what is kept, which is encrypted: not even the copy
    with the identity has it in the open (ADR 0014).
    """
    for one in list_correos_de(peticion) if alcance.interno else list_correos_propios(peticion):
        if one.sellado:
            if alcance.interno:
                yield _documento(one, "cifrado", CIFRADO, one.tamano + SEALED_EXTRA_BYTES)
        elif not is_de_sellada(peticion):
            yield _documento(one, "tal como llegó", CORREO, one.tamano)


def _documento(one: CorreoRecibido, how: str, mime: str, size: int) -> Documento:
    what = "Correo con el que se presentó la solicitud" if one.estado == RADICADO else "Correo agregado al caso"
    how = f"{how}, solo el comienzo" if one.incompleto else how
    return Documento(
        f"{what} ({how})", "Correo electrónico", one.recibido_en, one.atendido_en or one.leido_en or one.recibido_en,
        f"{one.nombre_de_archivo}.cifrado" if one.sellado else one.nombre_de_archivo, mime,
        guardado=one.guardado_sha256, guardado_tamano=size,
    )  # fmt: skip
