"""What is like a petition: public answers, for who is about to file it; and cases that may be the same one, for officials."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, or_, select

from portal.core import clock
from portal.core.actors import Actor
from portal.entidad.queries import list_interrupciones_en_curso
from portal.extensions import db
from portal.pqrs.models import GrupoAnalogo, Peticion, Publicacion, Solicitante
from portal.pqrs.parecidas import DIAS_CERCA, Rasgos, comparar, decir, list_palabras
from portal.pqrs.permissions import reached_by
from portal.pqrs.queries.publicaciones import is_visible
from portal.pqrs.queries.relacionados import DeLaPersona, is_documento
from portal.pqrs.services.agrupar import LARGEST_TEXT, rasgos_de

# The newest public ones that are looked through, and how many of them are shown.
MIRADAS, MOSTRADAS = 300, 3
# Of the words of a title, how many the text must have; and how many words at least.
PARTE_DEL_TITULO, PALABRAS = 0.4, 2
POSIBLES = 5
PUBLICADA, UNICA, INTERRUPCION = "publicada", "unica", "interrupcion"


@dataclass(frozen=True)
class Publica:
    """Something that anybody may read. `clave` is its key in its address: a number, or that of a letter."""

    clase: str
    clave: str
    titulo: str
    el: date


@dataclass(frozen=True)
class Repetida:
    """A case that may be the same, and why it may."""

    peticion: Peticion
    razones: str


def list_publicas(texto: str) -> list[Publica]:
    """Up to `MOSTRADAS` public answers and notices that are like the text, the likest first. Nothing that is not public is looked at."""
    wanted = list_palabras(texto[:LARGEST_TEXT])
    if len(wanted) < PALABRAS:
        return []
    scored = [(_score(wanted, title, more), -place, one) for place, (one, title, more) in enumerate(_public())]
    return [one for score, _, one in sorted(scored, key=lambda row: row[:2], reverse=True)[:MOSTRADAS] if score]


def _public() -> list[tuple[Publica, str, str]]:
    """What anybody may read: each with its title, and what else it says of its matter."""
    asked = func.substr(Publicacion.pregunta, 1, 400).label("pregunta")
    columns = (Publicacion.id, Publicacion.titulo, Publicacion.respondida_el, asked)
    answers = select(*columns).where(*is_visible()).order_by(Publicacion.publicada_en.desc(), Publicacion.id.desc()).limit(MIRADAS)
    found = [
        (Publica(PUBLICADA, str(one.id), one.titulo, one.respondida_el), one.titulo, one.pregunta) for one in db.session.execute(answers)
    ]
    single = select(GrupoAnalogo).where(GrupoAnalogo.estado == "publicado").order_by(GrupoAnalogo.id.desc()).limit(MIRADAS)
    for group in db.session.scalars(single):
        if group.salida is not None and group.publicado_en is not None:
            found.append((Publica(UNICA, group.salida.numero, group.titulo, group.publicado_en.date()), group.titulo, ""))
    for stop in list_interrupciones_en_curso():
        found.append((Publica(INTERRUPCION, str(stop.id), stop.descripcion[:160], stop.inicio_en.date()), stop.descripcion, ""))
    return found


def _score(wanted: frozenset[str], title: str, more: str) -> float:
    """How like it is; 0 when it is not."""
    named, said = list_palabras(title), list_palabras(f"{title} {more}")
    shared = len(wanted & named) / len(named) if named else 0.0
    return shared if shared >= PARTE_DEL_TITULO and len(wanted & said) >= PALABRAS else 0.0


def list_repetidas(actor: Actor, peticion: Peticion, de_la_persona: Sequence[DeLaPersona]) -> list[Repetida]:
    """Other cases that may be the same one, of those that the official reaches: with the very text, or the same person's with one like it.

    Args:
        de_la_persona: the person's other cases, as `relacionados` lists them.
    """
    found = {one.id: Repetida(one, "tiene el mismo texto, letra por letra") for one in _same_text(actor, peticion)}
    own = rasgos_de(peticion)
    for other in de_la_persona:
        alike = comparar(own, rasgos_de(other.peticion))
        if alike is not None and other.peticion.id not in found:
            found[other.peticion.id] = Repetida(other.peticion, f"{other.por}; {decir(alike, other.peticion.radicado)}")
    return list(found.values())[:POSIBLES]


def _same_text(actor: Actor, peticion: Peticion) -> Sequence[Peticion]:
    if peticion.anonimizada_en is not None:
        return []
    same = (Peticion.texto_sha256 == peticion.texto_sha256, Peticion.id != peticion.id, reached_by(actor))
    return db.session.scalars(select(Peticion).where(*same).order_by(Peticion.id.desc()).limit(POSIBLES)).all()


def list_antes_de_radicar(actor: Actor, texto: str, *, documento: str, correo: str) -> list[Repetida]:
    """Cases of the last month of who stands at the counter that ask for what they ask for now, of those that the official reaches."""
    same = [Solicitante.numero_documento == documento] if is_documento(documento) else []
    same += [Solicitante.correo == correo] if correo else []
    if not same:
        return []
    since = clock.now() - timedelta(days=DIAS_CERCA)
    query = select(Peticion).join(Solicitante, Solicitante.id == Peticion.solicitante_id)
    query = query.where(or_(*same), Peticion.recibida_en >= since, reached_by(actor)).order_by(Peticion.id.desc()).limit(4 * POSIBLES)
    own = Rasgos(list_palabras(texto[:LARGEST_TEXT]), clock.today())
    alike = [(one, comparar(own, rasgos_de(one))) for one in db.session.scalars(query)]
    return [Repetida(one, decir(found, one.radicado)) for one, found in alike if found is not None][:POSIBLES]
