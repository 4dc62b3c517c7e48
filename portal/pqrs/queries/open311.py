"""The register's filings as Open311 asks for them: the same rows and columns, so that neither tells what the other leaves out."""

from collections.abc import Sequence

from sqlalchemy import select

from portal.entidad.models import Dependencia
from portal.extensions import db
from portal.pqrs.models import Peticion
from portal.pqrs.open311.consulta import Consulta
from portal.pqrs.queries.registro import COLUMNS, RegistroRow, kept_as


def list_requests(consulta: Consulta) -> Sequence[RegistroRow]:
    """A page of filings, newest first; numbers, when given, decide alone."""
    query = select(*COLUMNS).outerjoin(Dependencia, Dependencia.id == Peticion.dependencia_id)
    if consulta.radicados is not None:
        query = query.where(Peticion.radicado.in_(consulta.radicados))
    else:
        query = query.where(Peticion.recibida_en.between(consulta.desde, consulta.hasta))
        if consulta.tipos:
            query = query.where(Peticion.tipo.in_(kept_as(consulta.tipos)))
        if consulta.status:
            query = query.where(Peticion.abierta.is_(consulta.status == "open"))
    query = query.order_by(Peticion.recibida_en.desc(), Peticion.id.desc())
    query = query.limit(consulta.page_size).offset((consulta.page - 1) * consulta.page_size)
    return db.session.execute(query).all()  # type: ignore[return-value]
