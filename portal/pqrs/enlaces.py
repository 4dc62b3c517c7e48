"""The links of officials' mails: each signed for one person and one thing, good for a month. They open a page and do nothing by themselves.

Signing in is still asked: the link only says where to go. What it leads to is asked of the permissions then.
"""

from dataclasses import dataclass

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from portal.core import clock
from portal.web.urls import absolute_url

DAYS = 30
# What a link may lead to, and where on the case's page that is.
ANCLAS = {
    "responder": "respuesta", "copias": "respuesta", "recurso": "recursos", "insistencia": "insistencia", "fallo": "respuesta",
    "asignar": "acciones", "mensajes": "mensajes", "nota": "notas",
}  # fmt: skip
ACUSE, ENCARGO = "acuse", "encargo"


class Vencido(Exception):
    """The link is older than a month."""


@dataclass(frozen=True)
class Enlace:
    """For whom, what for, and the key of the case or, of an encargo, of that."""

    funcionario_id: int
    para: str
    clave: int


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="enlace-de-correo")


def make_url(funcionario_id: int, para: str, clave: int) -> str:
    """The whole address, for a mail."""
    return absolute_url("gestion_pqrs.enlace", token=_serializer().dumps([funcionario_id, para, clave, clock.today().toordinal()]))


def read_token(token: str) -> Enlace | None:
    """What a link says; None for what we did not sign.

    Raises:
        Vencido: it was one of ours.
    """
    try:
        *found, day = _serializer().loads(token)
    except BadSignature:
        return None
    if clock.today().toordinal() - day > DAYS:
        raise Vencido
    return Enlace(*found)
