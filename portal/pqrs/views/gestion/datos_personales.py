"""What is held about the person who asks in a case, as a file to answer with."""

import csv
import io
import json
import shutil
import tempfile
import zipfile
from typing import IO, Any

from flask import Response, render_template

from portal.core.errors import DomainError, Forbidden, NotFound
from portal.core.permissions import can
from portal.core.text import harmless_cell
from portal.entidad.queries import get_entidad
from portal.files.storage import CHUNK, open_blob
from portal.pqrs.expediente.paquete import MOST_BYTES
from portal.pqrs.forms_archivo import DatosPersonalesForm
from portal.pqrs.models import Peticion
from portal.pqrs.queries.caso import get_peticion_for
from portal.pqrs.queries.datos_personales import PROPIA, REPRESENTADA, titular_de
from portal.pqrs.services.datos_personales import can_reunir, reunir_datos
from portal.pqrs.views.expediente import download
from portal.pqrs.views.gestion.pagina import signed_in
from portal.pqrs.views.gestion.rutas import blueprint
from portal.web.access import requires
from portal.web.filters import tamano
from portal.web.limits import limit
from portal.web.transaction import start_again

_CASE = ("radicado", "clase", "estado", "oficina", "canal", "recibida_en", "cerrada_en", "asunto", "texto", "lugar")


@blueprint.get("/<radicado>/datos-personales")
@requires("pqrs:datos_personales")
def datos_personales(radicado: str) -> tuple[str, int]:
    """Whose data they are, and the form that gathers them."""
    return _page(_case(radicado), DatosPersonalesForm(formdata=None, de_quien=PROPIA))


@blueprint.post("/<radicado>/datos-personales")
@limit("20/10 minutes")
@requires("pqrs:datos_personales")
def datos_personales_reunir(radicado: str) -> Response | tuple[str, int]:
    """Gather them: JSON, CSV and a page to read, in a ZIP."""
    form, peticion = DatosPersonalesForm(), _case(radicado)
    if not form.validate():
        return _page(peticion, form, 422)
    try:
        datos = reunir_datos(
            peticion, motivo=form.motivo.data or "", de_quien=form.de_quien.data, selladas=bool(form.selladas.data), actor=signed_in()
        )
        package = _zip(datos)
    except Forbidden:
        raise
    except DomainError as error:
        start_again()
        form.add_error(error)
        return _page(_case(radicado), form, 422)
    return download(package, "application/zip", f"datos-personales-{radicado}.zip")


def _case(radicado: str) -> Peticion:
    peticion = get_peticion_for(signed_in(), radicado)
    if not can_reunir(peticion, signed_in()):
        raise NotFound("Ese caso no pregunta por datos personales.")
    return peticion


def _page(peticion: Peticion, form: DatosPersonalesForm, status: int = 200) -> tuple[str, int]:
    page = render_template(
        "pqrs/gestion/datos_personales.html", peticion=peticion, form=form, titular=titular_de(peticion),
        representada=titular_de(peticion, REPRESENTADA), puede_abrir=can(signed_in(), "pqrs:abrir_identidad"),
    )  # fmt: skip
    return page, status


def _zip(datos: dict[str, Any]) -> IO[bytes]:
    """All of it as an open file that is deleted when it is closed.

    Raises:
        DomainError: the e-mails are too many to hand out at once.
    """
    mails = [mail for one in datos["casos"] for mail in one["correos_recibidos"] if not mail["cifrado"]]
    weight = sum(one["bytes"] for one in mails)
    if weight > MOST_BYTES:
        raise DomainError(
            f"Los correos de esta persona pesan {tamano(weight)}: son demasiados para un solo ZIP. Descárguelos caso por caso."
        )
    made: IO[bytes] = tempfile.TemporaryFile(prefix="portal-")  # noqa: SIM115 - closed when it has been sent
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("datos.json", json.dumps(datos, ensure_ascii=False, indent=2))
        package.writestr("casos.csv", _csv(_CASE, datos["casos"]))
        package.writestr("correos.csv", _csv(("escrito_en", "enviado_en", "estado", "asunto"), datos["correos_enviados"]))
        package.writestr("informe.html", render_template("pqrs/gestion/datos_personales_informe.html", datos=datos, entidad=get_entidad()))
        for one in mails:
            with open_blob(one["sha256"]) as original, package.open(f"correos/{one['archivo']}", "w") as target:
                shutil.copyfileobj(original, target, CHUNK)
    made.seek(0)
    return made


def _csv(names: tuple[str, ...], rows: list[dict[str, Any]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(names)
    writer.writerows([harmless_cell(str(row[name])) for name in names] for row in rows)
    return "\ufeff" + text.getvalue()
