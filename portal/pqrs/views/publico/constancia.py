"""The proof of filing: as a page right after filing, and as a PDF whenever the citizen asks for it."""

from flask import Response, render_template, request

from portal.core.errors import NotFound
from portal.core.text import clean_line
from portal.entidad.queries import get_calendario
from portal.files.queries import list_archivos
from portal.pqrs.codigos import clean_radicado, format_code, hash_code
from portal.pqrs.constancias import make_constancia
from portal.pqrs.models import Peticion
from portal.pqrs.plazos import explicar_vencimiento
from portal.pqrs.queries.caso import find_by_code, get_peticion, termino_of
from portal.pqrs.views.publico.base import blueprint
from portal.web.access import public
from portal.web.limits import limit
from portal.web.sessions import current_citizen, kept_code
from portal.web.transaction import only_reads


def show_constancia(peticion: Peticion, code: str, *, repeated: bool = False) -> str:
    """The page with the radicado and the tracking code, which is shown only now."""
    calendario = get_calendario().with_politica(peticion.politica)
    return render_template(
        "pqrs/publico/constancia.html",
        peticion=peticion,
        codigo=format_code(code),
        repetida=repeated,
        archivos=list_archivos("peticion", peticion.id),
        explicacion=explicar_vencimiento(termino_of(peticion, calendario), calendario),
    )


def own_code(peticion: Peticion) -> str:
    """The tracking code, for the session that received it when it filed this very case."""
    code = kept_code()
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
    data = make_constancia(peticion, codigo=code.replace("-", "").upper() or None)
    headers = {"Content-Disposition": f'attachment; filename="constancia-{peticion.radicado}.pdf"', "Cache-Control": "no-store"}
    return Response(data, mimetype="application/pdf", headers=headers)
