"""E-mails for the tests: made in code, never real; and what the portal does with them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from email.message import EmailMessage
from typing import Any

from flask import Flask

from portal.extensions import db
from portal.pqrs.jobs_correo import procesar, recibir
from portal.pqrs.models import CorreoRecibido

ROSA = "Rosa Elvira Rosero <rosa@correo.example>"
INTAKE = "solicitudes@puerres.example"
Adjunto = tuple[str, str, bytes]
_made = [0]


def carta(texto: str = "Pido que arreglen el puente.", *, adjuntos: Sequence[Adjunto] = (), **cabeceras: str | None) -> bytes:
    """A message as a person's program would send it. Headers by name with `_` for `-`; None leaves one out."""
    _made[0] += 1
    values: dict[str, str | None] = {
        "From": ROSA, "To": INTAKE, "Subject": "Puente de San Mateo", "Date": "Tue, 03 Feb 2026 10:00:00 -0500",
        "Message-ID": f"<prueba-{_made[0]}@correo.example>",
    }  # fmt: skip
    values |= {name.replace("_", "-"): value for name, value in cabeceras.items()}
    message = EmailMessage()
    for name, value in values.items():
        if value is not None:
            message[name] = value
    message.set_content(texto)
    for name, kind, data in adjuntos:
        main, _, sub = kind.partition("/")
        message.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return message.as_bytes()


def llega(raw: bytes, **how: Any) -> CorreoRecibido:
    """The message arrives and is read; gives its row as the database has it."""
    key, _is_new = recibir(raw, **{"origen": "buzon", **how})
    procesar(key)
    return leido(key)


def leido(key: int) -> CorreoRecibido:
    db.session.expire_all()
    return db.session.get_one(CorreoRecibido, key)


@contextmanager
def changed_settings(app: Flask, **changes: Any) -> Iterator[None]:
    """The application with other settings, as another deployment would have them."""
    before = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(before, **changes)
    try:
        yield
    finally:
        app.config["SETTINGS"] = before
