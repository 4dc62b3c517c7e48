"""What the model says of a text, its figures, and the decided cases that it learns from."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, extract, func, or_, select

from portal.entidad.models import Dependencia
from portal.extensions import db
from portal.pqrs.estados import CERRADA, RESPONDIDA
from portal.pqrs.models import ModeloSugerencia, Peticion, SugerenciaDecidida
from portal.pqrs.permissions import RESERVADAS
from portal.pqrs.sugerencias.modelo import CLASE, OFICINA, UMBRAL, Ejemplo, Modelo, ModeloDanado, abrir, predecir
from portal.pqrs.sugerencias.rasgos import LETRAS_LEIDAS
from portal.pqrs.tipos import TIPOS, TipoPeticion
from portal.web.logging import logger

# The newest: what was decided long ago says less of what would be decided today, and learning from more would need a gigabyte.
CASOS_LEIDOS = 5_000
ENTRENAMIENTOS, MESES = 12, 24
# Held-back cases for which one was suggested; with fewer the figures mean nothing.
MENOS_SUGERIDOS = 10
# One model for all the threads of a process, by its hash; nothing until something is to be suggested.
_open: dict[str, Modelo] = {}


@dataclass(frozen=True)
class Sugerencia:
    """What a case is like: the value of `objetivo`, its name, and how sure that is, from 0 to 1.

    `de_cada_100`: of a hundred times that it suggested something about cases it had not seen, how often it was right.
    """

    objetivo: str
    valor: str
    nombre: str
    confianza: float
    modelo_id: int
    de_cada_100: int

    @property
    def por_ciento(self) -> int:
        # Nothing learned is certain.
        return min(99, round(self.confianza * 100))


@dataclass(frozen=True)
class Muestra:
    """The cases to learn from, the oldest first, and the hash of which they are."""

    ejemplos: Sequence[Ejemplo]
    sha256: str


def texto_de(asunto: str, texto: str) -> str:
    """What of a case is looked at."""
    return f"{asunto}\n{texto}"


def find_modelo() -> ModeloSugerencia | None:
    """The newest training."""
    return db.session.scalar(select(ModeloSugerencia).order_by(ModeloSugerencia.id.desc()).limit(1))


def list_modelos() -> Sequence[ModeloSugerencia]:
    """The newest trainings, the newest first."""
    return db.session.scalars(select(ModeloSugerencia).order_by(ModeloSugerencia.id.desc()).limit(ENTRENAMIENTOS)).all()


def is_util(cifras: dict[str, Any]) -> bool:
    """Whether the model may speak of a target: often enough right on cases it had not seen, and better than always saying the commonest."""
    suggested, right = cifras["sugeridos"], cifras["aciertos_sugeridos"]
    commonest = cifras["siempre_la_comun"] / max(cifras["apartados"], 1)
    return bool(suggested >= MENOS_SUGERIDOS and right / suggested >= UMBRAL and right / suggested > commonest)


def can_sugerir(objetivo: str) -> bool:
    """Whether something was learned that is good enough to be shown."""
    row = find_modelo()
    return row is not None and objetivo in row.cifras["objetivos"] and is_util(row.cifras["objetivos"][objetivo])


def sugerir(texto: str, *objetivos: str) -> dict[str, Sugerencia]:
    """What the text is like, by target; nothing below the threshold, of a target that is not learned well, or without a model."""
    row = find_modelo()
    useful = [one for one in objetivos if row and one in row.cifras["objetivos"] and is_util(row.cifras["objetivos"][one])]
    modelo = _open_content(row) if row is not None and useful else None
    if row is None or modelo is None:
        return {}
    found = {}
    for objetivo in useful:
        value, share = next(iter(predecir(modelo, objetivo, texto)), ("", 0.0))
        name = _name(objetivo, value) if share >= UMBRAL else ""
        if name:
            told = row.cifras["objetivos"][objetivo]
            found[objetivo] = Sugerencia(objetivo, value, name, share, row.id, round(100 * told["aciertos_sugeridos"] / told["sugeridos"]))
    return found


def sugerir_para(peticion: Peticion, *objetivos: str) -> dict[str, Sugerencia]:
    """What a case is like. Of complaints against officials, and of what was separated in matters, nothing is said."""
    if not objetivos or peticion.tipo in RESERVADAS or peticion.is_sellada or peticion.is_separada:
        return {}
    return sugerir(texto_de(peticion.asunto, peticion.texto), *objetivos)


def _open_content(row: ModeloSugerencia) -> Modelo | None:
    found = _open.get(row.sha256)
    if found is None and row.contenido is not None:
        try:
            if hashlib.sha256(row.contenido).hexdigest() != row.sha256:
                raise ModeloDanado
            found = abrir(row.contenido)
        except ModeloDanado:
            logger().error("modelo_de_sugerencias_danado", modelo=row.id)
            return None
        _open.clear()
        _open[row.sha256] = found
    return found


def _name(objetivo: str, value: str) -> str:
    """What people call it; empty when it is no more: an office that was closed."""
    if objetivo == CLASE:
        return TIPOS[TipoPeticion(value)].nombre if value in {one.value for one in TIPOS} else ""
    office = db.session.get(Dependencia, int(value)) if value.isdigit() else None
    return office.nombre if office is not None and office.activa else ""


def name_of(objetivo: str, value: str) -> str:
    """What people call a class of the figures, also of an office that was closed."""
    if objetivo == OFICINA and value.isdigit():
        office = db.session.get(Dependencia, int(value))
        return office.nombre if office is not None else value
    return _name(objetivo, value) or value


def list_ejemplos() -> Muestra:
    """The newest cases that were answered or closed. Left out: complaints against officials, sealed cases, and separated ones."""
    query = (
        select(Peticion.id, Peticion.asunto, func.substr(Peticion.texto, 1, LETRAS_LEIDAS).label("texto"), Peticion.tipo,
               Peticion.dependencia_id)
        .where(
            Peticion.estado.in_((RESPONDIDA, CERRADA)), Peticion.tipo.not_in(RESERVADAS), Peticion.asunto_plazo_id.is_(None),
            Peticion.anonimizada_en.is_(None),
            or_(Peticion.anonima, Peticion.solicitante_id.is_not(None)),
        )
        .order_by(Peticion.id.desc())
        .limit(CASOS_LEIDOS)
    )  # fmt: skip
    rows = db.session.execute(query).all()[::-1]
    digest = hashlib.sha256("\n".join(f"{one.id}:{one.tipo}:{one.dependencia_id}" for one in rows).encode()).hexdigest()
    return Muestra([Ejemplo(texto_de(one.asunto, one.texto), one.tipo, str(one.dependencia_id or "")) for one in rows], digest)


@dataclass(frozen=True)
class Mes:
    """What officials made of the suggestions of one month."""

    anio: int
    mes: int
    objetivo: str
    mostradas: int
    seguidas: int


def list_meses() -> Sequence[Mes]:
    """By month and target, the newest first."""
    # Months of UTC: five hours of difference say nothing in such a figure.
    year, month = extract("year", SugerenciaDecidida.en), extract("month", SugerenciaDecidida.en)
    followed = func.sum(case((SugerenciaDecidida.seguida, 1), else_=0))
    query = (
        select(year, month, SugerenciaDecidida.objetivo, func.count(), followed)
        .group_by(year, month, SugerenciaDecidida.objetivo)
        .order_by(year.desc(), month.desc(), SugerenciaDecidida.objetivo.desc())
        .limit(MESES)
    )
    return [Mes(int(one[0]), int(one[1]), one[2], one[3], int(one[4])) for one in db.session.execute(query)]
