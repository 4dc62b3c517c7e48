"""Pages of plain text: transparency, attention, participation, policies."""

from flask import Blueprint, render_template

from portal.calendario import hora_corta
from portal.entidad.context import entidad_en_pagina
from portal.entidad.queries import list_dependencias
from portal.entidad.transparencia import PARTICIPA, TRANSPARENCIA
from portal.web.access import public

bp = Blueprint("paginas", __name__, template_folder="../templates")


@bp.get("/transparencia")
@public
def transparencia() -> str:
    """The ten sections, each with what this portal publishes of it."""
    return render_template("entidad/paginas/transparencia.html", secciones=TRANSPARENCIA)


@bp.get("/atencion")
@public
def atencion() -> str:
    """Channels, hours, and to whom a complaint is addressed (CPACA arts. 7 and 8)."""
    entidad = entidad_en_pagina()
    return render_template("entidad/paginas/atencion.html", cierre=hora_corta(entidad.hora_cierre) if entidad else "")


@bp.get("/directorio")
@public
def directorio() -> str:
    """The dependencias: what each does, where it is, who heads it by post (Ley 1712 de 2014, art. 9)."""
    return render_template("entidad/paginas/directorio.html", dependencias=list_dependencias())


@bp.get("/participa")
@public
def participa() -> str:
    """The six ways to take part."""
    return render_template("entidad/paginas/participa.html", formas=PARTICIPA)


@bp.get("/politica-datos")
@public
def politica_datos() -> str:
    """The policy on personal data (Ley 1581 de 2012; Decreto 1377 de 2013, art. 13)."""
    return render_template("entidad/paginas/politica_datos.html")


@bp.get("/terminos")
@public
def terminos() -> str:
    """Terms of use."""
    return render_template("entidad/paginas/terminos.html")


@bp.get("/derechos-de-autor")
@public
def derechos() -> str:
    """Copyright."""
    return render_template("entidad/paginas/derechos.html")


@bp.get("/accesibilidad")
@public
def accesibilidad() -> str:
    """The statement on accessibility."""
    return render_template("entidad/paginas/accesibilidad.html")
