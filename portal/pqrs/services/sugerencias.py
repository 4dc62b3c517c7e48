"""Keeping what was learned, and noting whether officials followed it. Nothing is ever decided by a suggestion."""

import hashlib
from typing import Any

from sqlalchemy import select, update

from portal.audit.services import record
from portal.core import clock
from portal.core.actors import Actor
from portal.extensions import db
from portal.pqrs.models import ModeloSugerencia, Peticion, SugerenciaDecidida
from portal.pqrs.queries.sugerencias import Muestra, Sugerencia, sugerir_para

# Contents that are kept: the one in use, and two to go back to.
CONTENIDOS = 3


def guardar_modelo(muestra: Muestra, contenido: bytes, cifras: dict[str, Any], *, actor: Actor) -> ModeloSugerencia:
    """Put a training in use, and forget the content of old ones; their figures stay."""
    row = ModeloSugerencia(
        creado_en=clock.now(), casos=len(muestra.ejemplos), muestra_sha256=muestra.sha256, cifras=cifras,
        sha256=hashlib.sha256(contenido).hexdigest(), contenido=contenido,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    kept = db.session.scalars(select(ModeloSugerencia.id).order_by(ModeloSugerencia.id.desc()).limit(CONTENIDOS)).all()
    db.session.execute(update(ModeloSugerencia).where(ModeloSugerencia.id < min(kept)).values(contenido=None))
    told = {"casos": row.casos, "modelo_sha256": row.sha256}
    record("sugerencias_aprendidas", actor=actor, sobre=("sugerencias", row.id), datos=told)
    return row


def seguir(peticion: Peticion, objetivo: str, elegido: str, *, actor: Actor, tenia: str = "") -> dict[str, Any]:
    """Note what was suggested for the case now that `actor` decides, and whether they chose it; gives the facts for the act's record.

    Only the first decision counts: later ones know more than the text.

    Args:
        tenia: what the case had before: what it has already is not suggested.
    """
    if not actor.is_funcionario:
        return {}
    said = sugerir_para(peticion, objetivo).get(objetivo)
    return {} if said is None or said.valor == tenia else _note(peticion, said, elegido)


def _note(peticion: Peticion, said: Sugerencia, elegido: str) -> dict[str, Any]:
    same = select(SugerenciaDecidida.id).where(SugerenciaDecidida.peticion_id == peticion.id, SugerenciaDecidida.objetivo == said.objetivo)
    if db.session.scalar(same) is not None:
        return {}
    followed = elegido == said.valor
    db.session.add(
        SugerenciaDecidida(
            peticion_id=peticion.id, modelo_id=said.modelo_id, objetivo=said.objetivo, sugerido=said.valor, elegido=elegido,
            confianza=said.por_ciento, seguida=followed, en=clock.now(),
        )
    )  # fmt: skip
    return {"sugerida": f"{said.nombre} ({said.por_ciento} %)", "seguida": followed}
