"""What the portal itself writes in the letters and notices by which a decision is notified (CPACA arts. 67 to 69)."""

from portal.calendario import fecha_larga
from portal.core import clock
from portal.pqrs.clases import APELACION, INSISTENCIA, INSISTENCIA_O_REPOSICION, QUEJA, ClaseCarta
from portal.pqrs.models import Peticion, Respuesta
from portal.pqrs.permissions import RESERVADAS


def recursos_de(carta: Respuesta) -> str:
    """What may be done against a decision, before whom and in how many days: every notification must say it."""
    if carta.apela_ante:
        return APELACION.format(carta.apela_ante)
    if carta.clase == ClaseCarta.RECHAZO_APELACION:
        return QUEJA.format(carta.datos["queja"]["ante"])
    if carta.tiene_recurso:
        return (
            "Contra la decisión procede el recurso de reposición, ante quien la firma, por escrito o en la página de seguimiento, dentro "
            "de los diez (10) días hábiles siguientes a la notificación (Ley 1437 de 2011, artículos 74 y 76)."
        )
    if carta.clase == ClaseCarta.NEGACION:
        return INSISTENCIA_O_REPOSICION if carta.recurre_reserva else INSISTENCIA
    return "Contra esta respuesta no procede recurso. Si no resuelve lo que pidió, dígalo en la página de seguimiento."


def expedida_el(carta: Respuesta) -> str:
    """The letter's number and the day it was issued, in words."""
    number = carta.salida.numero if carta.salida else ""
    return f"{number} del {fecha_larga(carta.enviada_en.astimezone(clock.BOGOTA).date())}" if carta.enviada_en else number


def autoridad_de(carta: Respuesta) -> str:
    """Who issued it: name and office of who signed."""
    return f"{carta.firmante.nombre}, {carta.firmante.cargo}" if carta.firmante else "La alcaldía"


def texto_citacion(carta: Respuesta, lugar: str) -> str:
    """The citation: which decision, where to come, until when and what happens otherwise."""
    return (
        f"Le pedimos que venga a notificarse en persona de la decisión que está en la carta {expedida_el(carta)} "
        f"({carta.info.nombre.lower()}).\n\n"
        f"Dónde y cuándo: {lugar}\n\n"
        "Tiene cinco (5) días hábiles desde el envío de esta citación. Traiga su documento de identidad. También puede venir otra persona "
        "que usted autorice por escrito. Le entregaremos gratis una copia completa de la decisión.\n\n"
        "Si no viene, se la notificaremos por aviso. Si tiene su código de seguimiento, puede también leerla en el portal de la alcaldía "
        "y, si allí lo acepta, quedar notificado en ese momento."
    )


def texto_aviso(carta: Respuesta, peticion: Peticion) -> str:
    """The aviso: the act, its date, who issued it, what lies against it, and when it counts as notified."""
    return (
        f"Por este aviso se le notifica la decisión que está en la carta {expedida_el(carta)}, de la que va copia completa.\n\n"
        f"La expidió: {autoridad_de(carta)}\n\n"
        f"Sobre su solicitud: {peticion.radicado}\n\n"
        f"{recursos_de(carta)}\n\n"
        "La notificación se considera hecha al finalizar el día siguiente al de la entrega de este aviso (Ley 1437 de 2011, artículo 69)."
    )


def nombre_publico(peticion: Peticion) -> str:
    """The name under which a notice is published: of who may be in danger by it, or is a child, no more than initials or nothing."""
    if peticion.solicitante is None or peticion.tipo in RESERVADAS:
        return f"Persona que presentó la solicitud {peticion.radicado}"
    if peticion.solicitante.tipo == "menor":
        return "".join(f"{word[0].upper()}. " for word in peticion.solicitante.nombre.split()).strip()
    return peticion.solicitante.nombre
