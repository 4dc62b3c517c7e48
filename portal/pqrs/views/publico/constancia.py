"""The proof of filing: as a page right after filing, and as a PDF whenever the citizen asks for it."""

from flask import Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.core.errors import NotFound
from portal.core.text import clean_line
from portal.entidad.queries import get_calendario
from portal.files.queries import list_archivos
from portal.pqrs.certificados import make_certificado
from portal.pqrs.codigos import clean_radicado, format_code, hash_code
from portal.pqrs.constancias import make_constancia, make_constancia_recurso
from portal.pqrs.models import Peticion
from portal.pqrs.queries.caso import explicar, find_by_code, get_carta_of, get_peticion
from portal.pqrs.queries.recursos import get_recurso
from portal.pqrs.queries.repetidas import list_publicas
from portal.pqrs.views.publico.base import blueprint, own_case
from portal.web.access import citizen, public
from portal.web.limits import limit
from portal.web.sessions import current_citizen, kept_code
from portal.web.transaction import only_reads


@blueprint.get("/radicada/<radicado>")
@public
def radicada(radicado: str) -> str | tuple[str, int] | AnyResponse:
    """What was filed, with number and tracking code, for the browser that filed it. Nobody else learns whether it exists."""
    holder = current_citizen()
    peticion = get_peticion(holder.peticion_id) if holder else None
    if peticion is None or peticion.radicado != radicado:
        return render_template("pqrs/publico/radicada_cerrada.html", radicado=clean_radicado(radicado)), 404
    codigo = own_code(peticion)
    return _show(peticion, codigo) if codigo else redirect(url_for("pqrs.caso", radicado=radicado))


def _show(peticion: Peticion, codigo: str) -> str:
    calendario = get_calendario().with_politica(peticion.politica)
    return render_template(
        "pqrs/publico/radicada.html",
        peticion=peticion,
        codigo=codigo,
        repetida="repetida" in request.args,
        archivos=list_archivos("peticion", peticion.id),
        explicacion=explicar(peticion, calendario),
        parecidas=list_publicas(f"{peticion.asunto} {peticion.texto}"),
    )


def own_code(peticion: Peticion) -> str:
    """The tracking code, for the session that received it when it filed this very case."""
    code = kept_code("ciudadano")
    return format_code(code) if code and hash_code(code) == peticion.codigo_hash else ""


@blueprint.post("/constancia.pdf")
@limit("20/10 minutes")
@public
def constancia_pdf() -> Response:
    """The constancia as PDF, for who has the code or has the case open. By POST: neither may stand in an address."""
    # A POST that only reads: laying out a document must not hold the database's write lock.
    only_reads()
    code = clean_line(request.form.get("codigo", ""))[:100]
    radicado = clean_radicado(request.form.get("radicado", ""))
    peticion = find_by_code(radicado, hash_code(code)) if code else None
    if peticion is None:
        holder = current_citizen()
        peticion = get_peticion(holder.peticion_id) if holder else None
        if peticion is None or peticion.radicado != radicado:
            raise NotFound("No encontramos esa constancia. Entre al seguimiento con su radicado y su código.")
        code = own_code(peticion)
    return _download(make_constancia(peticion, codigo=code.replace("-", "").upper() or None), peticion.radicado)


@blueprint.get("/seguimiento/<radicado>/recurso/<int:recurso_id>/constancia.pdf")
@limit("20/10 minutes")
@citizen
def constancia_recurso(radicado: str, recurso_id: int) -> Response:
    """The constancia of an appeal of one's own case."""
    peticion = own_case(radicado)
    one = get_recurso(peticion, recurso_id)
    return _download(make_constancia_recurso(peticion, one), one.numero.numero)


@blueprint.get("/seguimiento/<radicado>/carta/<int:carta_id>/certificado.pdf")
@limit("20/10 minutes")
@citizen
def certificado(radicado: str, carta_id: int) -> Response:
    """The certificate that opening a letter of one's own case notified it."""
    peticion = own_case(radicado)
    carta = get_carta_of(peticion, carta_id)
    return _download(make_certificado(peticion, carta), carta.salida.numero if carta.salida else radicado)


def _download(data: bytes, numero: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="constancia-{numero}.pdf"', "Cache-Control": "no-store"}
    return Response(data, mimetype="application/pdf", headers=headers)
