"""The header's search over this package's own pages and dependencias."""

from collections.abc import Sequence

from flask import url_for

from portal.core.matching import fit
from portal.entidad.queries import list_dependencias
from portal.web.menus import Found

# (endpoint, title, summary, other words by which people look for it)
_PAGES = (
    (
        "paginas.transparencia",
        "Transparencia y acceso a la información pública",
        "Las diez secciones de información pública.",
        "ley 1712 informes",
    ),
    (
        "paginas.atencion",
        "Canales de atención",
        "Dónde y a qué horas le atendemos.",
        "telefono direccion horario correo cita queja contacto",
    ),
    ("paginas.directorio", "Directorio de dependencias", "Qué hace cada oficina y cómo comunicarse.", "secretarias organigrama contacto"),
    (
        "paginas.participa",
        "Participa",
        "Seis formas de participar en las decisiones del municipio.",
        "veeduria rendicion cuentas presupuesto",
    ),
    ("paginas.politica_datos", "Política de tratamiento de datos personales", "Qué hacemos con sus datos.", "habeas data privacidad"),
    ("paginas.terminos", "Términos de uso", "Condiciones para usar este portal.", "condiciones legales"),
    ("paginas.derechos", "Derechos de autor", "Qué se puede copiar y cómo.", "licencia codigo"),
    ("paginas.accesibilidad", "Accesibilidad", "Cómo está hecho el portal para que todos lo puedan usar.", "discapacidad contraste letra"),
    (
        "interrupciones.estado",
        "Estado del servicio",
        "Fallas del portal y qué hacer si no pudo enviar un documento.",
        "interrupciones caida falla mantenimiento incidente",
    ),
    ("inicio.mapa", "Mapa del sitio", "Todas las páginas del portal.", "indice"),
)


def search_pages(wanted: Sequence[str]) -> list[Found]:
    """The pages and dependencias that have any of the words looked for."""
    found = [Found(title, url_for(endpoint), summary, fit(wanted, title, f"{summary} {more}")) for endpoint, title, summary, more in _PAGES]
    for one in list_dependencias():
        url = url_for("paginas.directorio", _anchor=f"dependencia-{one.id}")
        found.append(Found(one.nombre, url, one.funciones[:160], fit(wanted, one.nombre, one.funciones)))
    return [one for one in found if one.aciertos.found]
