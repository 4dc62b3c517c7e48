"""The header's search over this package's own pages and dependencias."""

from flask import url_for

from portal.core.text import fold, words
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
    ("inicio.mapa", "Mapa del sitio", "Todas las páginas del portal.", "indice"),
)


def search_pages(q: str) -> list[Found]:
    """The pages and dependencias in which every word of `q` begins some word."""
    wanted = words(q)
    found = [
        Found(title, url_for(endpoint), summary) for endpoint, title, summary, more in _PAGES if _has(wanted, f"{title} {summary} {more}")
    ]
    for one in list_dependencias():
        if _has(wanted, f"{one.nombre} {one.funciones}"):
            found.append(Found(one.nombre, url_for("paginas.directorio", _anchor=f"dependencia-{one.id}"), one.funciones[:160]))
    return found


def _has(wanted: list[str], text: str) -> bool:
    present = fold(text).split()
    return bool(wanted) and all(any(word.strip("().,«»").startswith(one) for word in present) for one in wanted)
