"""The pattern book at `/estilo`: every macro of the templates with example content, in all its states."""

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from flask import Blueprint, render_template
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    FileField,
    Form,
    HiddenField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TelField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from portal.core.clock import BOGOTA
from portal.web.access import public

bp = Blueprint("estilo", __name__, url_prefix="/estilo")

SECTIONS = (
    ("textos", "Textos y fechas"),
    ("formularios", "Formularios"),
    ("avisos", "Avisos"),
    ("tablas", "Tablas"),
    ("estados", "Estados y listas"),
    ("contenidos", "Contenidos"),
    ("navegacion", "Navegación"),
)


class ExampleForm(Form):
    """One field of every kind; nothing is filed with it."""

    clave = HiddenField()
    nombre = StringField("Nombres y apellidos", [InputRequired("Escriba sus nombres y apellidos.")])
    correo = EmailField("Correo electrónico", [InputRequired("Escriba un correo, como nombre@ejemplo.co.")])
    telefono = TelField("Teléfono móvil")
    edad = IntegerField("Edad en años")
    documento = SelectField(
        "Tipo de documento",
        choices={
            "cc": "Cédula de ciudadanía",
            "ce": "Cédula de extranjería",
            "ti": "Tarjeta de identidad",
        },
    )
    fecha = DateField("Fecha de los hechos")
    clase = RadioField(
        "¿Qué quiere presentar?",
        [InputRequired("Elija qué quiere presentar.")],
        choices={"peticion": "Petición", "queja": "Queja", "reclamo": "Reclamo"},
    )
    medios = SelectMultipleField(
        "¿Cómo quiere que le avisemos?",
        choices={"correo": "Por correo electrónico", "telefono": "Por teléfono"},
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    texto = TextAreaField(
        "Cuéntenos qué pasó", [InputRequired("Escriba qué pasó."), Length(min=10, message="Escriba al menos diez letras.")]
    )
    anexos = FileField("Anexos", render_kw={"multiple": True})
    clave_acceso = PasswordField("Contraseña")
    acepta = BooleanField("Acepto que me notifiquen por correo electrónico", [InputRequired("Marque la casilla para continuar.")])
    sitio_web = StringField("No llene este campo")


@bp.get("/")
@public
def mostrar() -> str:
    """The whole book on one page."""
    with_errors = ExampleForm(MultiDict({"error-documento": "cc", "error-correo": "", "error-texto": "Hola"}), prefix="error-")
    with_errors.validate()
    return render_template(
        "estilo/index.html",
        sections=SECTIONS,
        form=ExampleForm(prefix="ejemplo-"),
        form_with_errors=with_errors,
        filter_form=ExampleForm(prefix="filtro-"),
        ejemplo=_examples(),
    )


@bp.get("/gestion")
@public
def gestion() -> str:
    """The frame of officials' pages with an inbox of invented cases."""
    menu = (_menu("Bandeja de PQRSD", "/estilo/gestion"), _menu("Textos y fechas", "/estilo/#textos"), _menu("Tablas", "/estilo/#tablas"))
    return render_template("estilo/gestion.html", gestion_menu=menu, ejemplo=_examples())


@bp.get("/constancia")
@public
def constancia() -> str:
    """A page as it is printed."""
    return render_template("estilo/constancia.html", ejemplo=_examples())


def _menu(titulo: str, url: str) -> SimpleNamespace:
    return SimpleNamespace(titulo=titulo, url=url, hijos=(), actual=False)


def _examples() -> SimpleNamespace:
    """Invented data; the persons do not exist."""
    return SimpleNamespace(
        instante=datetime(2026, 11, 21, 15, 5, tzinfo=BOGOTA),
        dia=date(2026, 12, 15),
        parrafo="Desde el lunes no llega agua a la vereda.\nSomos doce familias.\n\nPedimos que revisen el tubo <principal>.",
        eventos=_events(),
        archivos=_files(),
        casos=_cases(),
        pagina=SimpleNamespace(first_url="/estilo/", prev_url="/estilo/", next_url="/estilo/", count_text="Casos 51 a 100"),
        pagina_unica=SimpleNamespace(first_url=None, prev_url=None, next_url=None, count_text="4 en esta página"),
    )


def _events() -> list[dict[str, Any]]:
    return [
        {"titulo": "Radicada", "en": datetime(2026, 11, 18, 9, 12, tzinfo=BOGOTA), "quien": "Ciudadanía"},
        {
            "titulo": "Asignada a Planeación",
            "en": datetime(2026, 11, 18, 10, 40, tzinfo=BOGOTA),
            "quien": "Ventanilla única",
            "texto": "Se requiere visita.",
        },
        {"titulo": "En trámite", "en": datetime(2026, 11, 20, 8, 0, tzinfo=BOGOTA), "estado": "ahora"},
        {"titulo": "Respuesta", "en": None, "quien": "A más tardar el 10 de diciembre", "estado": "pendiente"},
    ]


def _files() -> list[dict[str, Any]]:
    return [
        {"nombre": "foto-del-tubo.jpg", "url": "#archivos", "tamano": 1_240_000, "tipo": "image/jpeg"},
        {"nombre": "peticion-firmada.pdf", "url": "#archivos", "tamano": 85_400, "tipo": "application/pdf", "sha256": "9f2c" * 16},
        {
            "nombre": "audio-de-la-reunion.mp3",
            "url": "#archivos",
            "tamano": 5_600_000,
            "tipo": "audio/mpeg",
            "nota": "recibido en ventanilla",
        },
        {
            "nombre": "familias.xlsx",
            "url": "#archivos",
            "tamano": 18_000,
            "tipo": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        },
    ]


def _cases() -> list[dict[str, Any]]:
    rows = [
        (
            "2026-E-000318",
            "Falta de agua en la vereda El Llano",
            "Planeación",
            "en_termino",
            "Vence en 9 días hábiles",
            "En trámite",
            "info",
        ),
        (
            "2026-E-000305",
            "Copia del contrato de alimentación escolar",
            "Secretaría de Gobierno",
            "proxima",
            "Vence en 2 días hábiles",
            "En trámite",
            "info",
        ),
        ("2026-E-000287", "Alumbrado apagado en el parque", "Planeación", "vencida", "Vencida hace 3 días hábiles", "Asignada", "warning"),
        ("2026-E-000254", "Felicitación a la biblioteca", "Secretaría de Educación", "cerrada", "Cerrada", "Respondida", "success"),
    ]
    names = ("radicado", "asunto", "dependencia", "luz", "plazo", "estado", "tono")
    return [dict(zip(names, row, strict=True)) for row in rows]
