"""Learning anew, once a week, which kind and which office cases are like. Safe to run twice: the same cases teach nothing new."""

from portal.core.actors import SISTEMA
from portal.core.errors import DomainError
from portal.database import transaction
from portal.pqrs.models import ModeloSugerencia
from portal.pqrs.queries.sugerencias import find_modelo, list_ejemplos
from portal.pqrs.services.sugerencias import guardar_modelo
from portal.pqrs.sugerencias.aprender import aprender_aparte
from portal.pqrs.sugerencias.modelo import is_instalado
from portal.web.logging import logger

# With fewer the newest fifth says nothing of how well it does.
MINIMO = 200
FALTA = "Falta instalar lo que aprende: pip install -r requirements-sugerencias.lock. El portal funciona igual sin eso."


def entrenar() -> int:
    """Learn from the decided cases; gives how many, or none when there are too few, none new, or no scikit-learn."""
    try:
        row = entrenar_ahora()
    except DomainError as refused:
        logger().info("sugerencias_sin_entrenar", motivo=refused.message)
        return 0
    return row.casos if row is not None else 0


def entrenar_ahora(minimo: int = MINIMO) -> ModeloSugerencia | None:
    """Learn from the decided cases; None when the last training saw the very same.

    Raises:
        DomainError: the optional requirements are not installed, or there are too few cases, or of one kind and office only.
    """
    if not is_instalado():
        raise DomainError(FALTA)
    with transaction():
        muestra, last = list_ejemplos(), find_modelo()
        seen = last.muestra_sha256 if last is not None else ""
    if len(muestra.ejemplos) < minimo:
        raise DomainError(
            f"Hay {len(muestra.ejemplos)} casos respondidos de los que se puede aprender y hacen falta {minimo}. "
            "No se cuentan las denuncias contra funcionarios ni los casos con identidad sellada."
        )
    if seen == muestra.sha256:
        return None
    # It takes minutes with many cases: meanwhile nothing is held in the database.
    contenido, cifras = aprender_aparte(muestra.ejemplos)
    if not cifras["objetivos"]:
        raise DomainError("Los casos respondidos son casi todos de una misma clase y una misma oficina: no hay qué distinguir todavía.")
    with transaction():
        return guardar_modelo(muestra, contenido, cifras, actor=SISTEMA)
