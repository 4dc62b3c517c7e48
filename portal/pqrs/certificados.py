"""The certificate that a person was notified electronically: which letter, its digest, at which instant, and how they accepted it."""

from portal.calendario import fecha_larga
from portal.core.clock import BOGOTA
from portal.core.errors import NotFound
from portal.entidad.queries import get_entidad
from portal.pqrs.models import Entrega, Peticion, Respuesta
from portal.pqrs.queries.notificaciones import SIN_NOTIFICAR
from portal.radicacion.documentos import CartaDatos, Firmante
from portal.radicacion.pdf import carta_pdf, membrete_de
from portal.web.urls import absolute_url

ASUNTO = "Certificación de la notificación electrónica"


def apertura_of(peticion: Peticion, carta: Respuesta) -> Entrega | None:
    """The opening on the tracking page that notified a letter; None: it was not opened, or only read."""
    if not (carta.se_notifica or peticion.accepts_aqui):
        return None
    opened = [one for one in carta.entregas if one.medio == "pagina" and one.probada_en is not None and not one.prueba.get(SIN_NOTIFICAR)]
    return min(opened, key=lambda one: one.id, default=None)


def make_certificado(peticion: Peticion, carta: Respuesta) -> bytes:
    """The certificate as PDF; the same facts each time it is asked for.

    Raises:
        NotFound: opening that letter notified nobody.
        PdfFailure: it could not be laid out.

    Norm: CPACA art. 56.
    """
    opened = apertura_of(peticion, carta)
    if opened is None or opened.probada_en is None or carta.salida is None or carta.enviada_en is None:
        raise NotFound("Esa carta no se notificó por la página de seguimiento.")
    moment, number = opened.probada_en.astimezone(BOGOTA), carta.salida.numero
    facts = [
        f"La carta {number}, del {fecha_larga(carta.enviada_en.astimezone(BOGOTA).date())}, se puso en la página de seguimiento de la "
        f"solicitud {peticion.radicado}.",
        "Quien la presentó entró con el radicado y el código de seguimiento, que solo recibió esa persona, y la abrió el "
        f"{fecha_larga(moment.date())} a las {moment:%H:%M:%S}, hora legal de Colombia.",
        _accepted(peticion),
        f"La huella SHA-256 del archivo de la carta es {carta.carta_sha256}.",
    ]
    return carta_pdf(
        CartaDatos(
            entidad=membrete_de(get_entidad()), numero_salida=number, fecha=moment.date(), destinatario=("A quien interese",),
            asunto=ASUNTO, referencia=f"la carta {number}",
            cuerpo="\n\n".join([
                "La alcaldía certifica, como lo ordena el artículo 56 de la Ley 1437 de 2011:",
                "\n".join(f"- {one}" for one in facts),
                "El acceso quedó escrito ese día en el registro encadenado de actos, que cualquiera puede comprobar.",
            ]),
            firmante=Firmante("Servicio de notificación electrónica", "Sede electrónica", ""),
            url_verificacion=absolute_url("radicacion.mostrar", codigo=carta.salida.codigo_verificacion),
            codigo_verificacion=carta.salida.codigo_legible,
        )
    )  # fmt: skip


def _accepted(peticion: Peticion) -> str:
    if peticion.accepts_notificacion_electronica and peticion.notificacion_aceptada_en is not None:
        day = peticion.notificacion_aceptada_en.astimezone(BOGOTA).date()
        return f"Había aceptado la notificación electrónica el {fecha_larga(day)}."
    if peticion.medio_respuesta == "aviso":
        return "Había elegido esa página para recibir la respuesta."
    return "Al abrirla aceptó quedar notificada por ese medio."
