"""E-mails that came in during the demonstration: filed, joined to their case, waiting, set aside, refused."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from email.message import EmailMessage

from sqlalchemy import select

from portal.core.clock import MovableClock
from portal.database import transaction
from portal.demo.dibujos import contenido
from portal.demo.elenco import ANA, actor_of
from portal.demo.guion import Adjunto
from portal.entidad.queries import get_entidad
from portal.entidad.services import edit_perfil
from portal.extensions import db
from portal.outbox.models import OutboxMail
from portal.pqrs.jobs_correo import procesar, recibir

# How many of them become cases.
POR_CORREO = 2
_FIRST = timedelta(minutes=9)
_ANA = f"{ANA.nombre} <{ANA.correo}>"
_PUENTE = "Puente peatonal de San Mateo"
_FIRMA = "\n\n-- \nAna Lucía Arteaga\nVereda San Mateo, casa 4"


def create_correos(reloj: MovableClock, ahora: datetime) -> None:
    """Receive them in the last minutes before `ahora`, as the worker does; gives nothing to who reads a real mailbox."""
    reloj.set(ahora - _FIRST)
    _receive(_carta("1", _ANA, _PUENTE, f"Buenos días:\n\nAl puente peatonal le faltan tres tablas. Van dos fotos de ayer.{_FIRMA}", (
        Adjunto("puente-1.png", "puente"), Adjunto("puente-2.png", "puente"),
    )))  # fmt: skip
    reloj.advance(seconds=30)
    letter = db.session.scalars(
        select(OutboxMail).where(OutboxMail.letter == "pqrs/radicada_correo").order_by(OutboxMail.id.desc())
    ).first()
    thread = letter.message_id if letter else ""
    quoted = "\n\nEl vie, Alcaldía Municipal de Puerres escribió:\n> Su correo llegó. Quedó radicado como solicitud."
    _receive(_carta("2", _ANA, f"Re: {_PUENTE}", f"Olvidé decir que por ahí pasan los niños de la escuela.{quoted}", in_reply_to=thread))
    reloj.advance(seconds=30)
    _receive(_carta("3", "Junta de Acción Comunal Loma Larga <junta@correo.example>", "Solicitud de recebo para la vía", (
        "Señores Secretaría de Planeación:\n\nPedimos dos viajes de recebo para la vía a Loma Larga. La carta firmada va en el archivo."
    ), (Adjunto("carta-junta.pdf", "Carta de la junta"),)))  # fmt: skip
    reloj.advance(seconds=30)
    others = (
        _carta("4", "Premios <premios@oferta.example>", "Usted ganó", "Responda hoy para recibir su premio.", x_spam_flag="YES"),
        _carta("5", "Pedro Pérez <pedro@correo.example>", "Sobre el caso 2026-E-000003", "¿En qué va ese caso? Lo presentó mi vecina."),
        _carta("6", "Oficina de correspondencia <correspondencia@otra-entidad.example>", "Fuera de la oficina",
               "Volveré el lunes.", auto_submitted="auto-replied"),
        _carta("7", "Boletín <boletin@noticias.example>", "Noticias de la semana", "Lea las noticias.", list_id="<noticias.example>"),
    )  # fmt: skip
    for raw in others:
        _receive(raw)
        reloj.advance(seconds=20)
    _waiting()


def _waiting() -> None:
    """One that came while the municipality wanted to look at each of them first."""
    _confirm_first(True)
    _receive(_carta("8", "Fabio Figueroa <fabio@correo.example>", "Certificado de estratificación", "Necesito el certificado de mi casa."))
    _confirm_first(False)


def _confirm_first(value: bool) -> None:
    with transaction():
        edit_perfil(version=get_entidad().version, datos={"correo_por_confirmar": value}, actor=actor_of("efrain"))


def _receive(raw: bytes) -> None:
    key, _is_new = recibir(raw, origen="buzon")
    procesar(key)


def _carta(numero: str, de: str, asunto: str, texto: str, adjuntos: Sequence[Adjunto] = (), **cabeceras: str) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = de, "solicitudes@puerres.example", asunto
    message["Message-ID"] = f"<demostracion-{numero}@correo.example>"
    for name, value in cabeceras.items():
        if value:
            message[name.replace("_", "-").title()] = value
    message.set_content(texto)
    for one in adjuntos:
        main, sub = ("application", "pdf") if one.nombre.endswith(".pdf") else ("image", "png")
        message.add_attachment(contenido(one), maintype=main, subtype=sub, filename=one.nombre)
    return message.as_bytes()
