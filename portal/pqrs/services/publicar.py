"""Publishing an answer of general interest without what identifies anybody, and withdrawing it.

Norm: Ley 1712 de 2014 arts. 3, 7 and 18 (publish, but not what harms privacy); Ley 1581 de 2012 art. 4 lit. f (restricted circulation).
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from portal.core import clock
from portal.core.actors import Actor
from portal.core.clock import BOGOTA
from portal.core.errors import Conflict, DomainError, NotFound
from portal.core.text import clean_line, words
from portal.extensions import db
from portal.files.models import Archivo
from portal.files.services import Received, register
from portal.pqrs.models import Peticion, Publicacion, Respuesta
from portal.pqrs.models.publicacion import TEMAS
from portal.pqrs.permissions import RESERVADAS
from portal.pqrs.services.acto import begin, end, require_text
from portal.pqrs.tachado import Dato, Propuesta, Quitar, contiene, partes_de, proponer, tachar
from portal.pqrs.tipos import TipoPeticion

LONGEST_TITLE = 160
# Their answers are about one person's data and nothing else.
_PERSONALES = (TipoPeticion.HD_CONSULTA.value, TipoPeticion.HD_RECLAMO.value)
OBJECT = "publicacion"
NOT_THE_SAME = "Cambió lo que se quita o el texto. Lea otra vez cómo queda y publique."


@dataclass(frozen=True)
class Publica:
    """The public version as it would be read."""

    titulo: str
    pregunta: str
    texto: str

    @property
    def huella(self) -> str:
        """Names exactly this text, so that what is published is what was looked at."""
        return hashlib.sha256("\x00".join((self.titulo, self.pregunta, self.texto)).encode()).hexdigest()


# Makes the public PDF and stores it: (public version, theme, case, answer) → what was stored.
PdfMaker = Callable[[Publica, str, Peticion, Respuesta], Received]


def razon_no_publicar(peticion: Peticion, answer: Respuesta) -> str:
    """Why the law or good sense keeps this answer from being published; empty when nothing does."""
    if peticion.tipo in RESERVADAS:
        return "Las denuncias de corrupción y las quejas disciplinarias son reservadas: su respuesta no se publica."
    if peticion.tipo in _PERSONALES:
        return "La respuesta trata de los datos de una persona: no es de interés general y no se publica."
    if not answer.is_respuesta or answer.enviada_en is None:
        return "Solo se publica una respuesta que ya se envió."
    return ""


def conocidos_de(peticion: Peticion) -> list[Quitar]:
    """What the case knows of who filed it, to be looked for in the text."""
    found = [Quitar(peticion.radicado, Dato.RADICADO)]
    who = peticion.solicitante
    if who is not None:
        # The words of a company's name are everybody's; of a person's, each names them.
        found += [Quitar(who.nombre, Dato.NOMBRE)] if who.tipo == "juridica" else partes_de(who.nombre)
        found += partes_de(who.representado)
        found += [Quitar(one, Dato.DOCUMENTO) for one in (who.numero_documento, who.representado_documento)]
        found += [Quitar(one, Dato.TELEFONO) for one in (who.telefono_fijo, who.telefono_movil)]
        found += [Quitar(who.correo, Dato.CORREO), Quitar(who.direccion, Dato.DIRECCION)]
    found.append(Quitar(peticion.lugar, Dato.DIRECCION))
    return [one for one in found if one.texto.strip()]


def proponer_tachado(peticion: Peticion, answer: Respuesta) -> list[Propuesta]:
    """What the portal proposes to take out of the answer and of the case's subject."""
    return proponer(f"{peticion.asunto}\n\n{answer.cuerpo}", conocidos_de(peticion))


def proponer_titulo(peticion: Peticion) -> str:
    """A title that says nothing of the person. The subject is theirs: mostly the first words of what they wrote."""
    office = f": respuesta de {peticion.dependencia.nombre}" if peticion.dependencia else ": respuesta"
    return f"{peticion.tipo_info.nombre}{office}"[:LONGEST_TITLE]


def otras_de(lines: str, answer: Respuesta, titulo: str, pregunta: str) -> list[Quitar]:
    """The words that the official wrote, one per line.

    Raises:
        DomainError: one of them stands nowhere: it may be written otherwise, and would stay.
    """
    found = [Quitar(clean_line(line), Dato.OTRO) for line in lines.splitlines() if line.strip()]
    whole = "\n".join((titulo, pregunta, answer.cuerpo))
    for one in found:
        if not contiene(whole, [one]):
            raise DomainError(f"«{one.texto}» no está en el texto. Revise cómo está escrito: así no se quitaría nada.", "otras")
    return found


def preparar(answer: Respuesta, *, titulo: str, pregunta: str, quitar: Iterable[Quitar]) -> Publica:
    """The public version of an answer. Its title and its question are cleaned as the text is.

    Raises:
        DomainError: something that everybody should read is missing, or the title is too long.
    """
    quitar = list(quitar)
    titulo = clean_line(require_text(titulo, "titulo", "Escriba un título: de qué trata la respuesta."))
    pregunta = require_text(pregunta, "pregunta", "Escriba en una o dos frases qué se preguntó, sin decir quién.")
    made = Publica(*(tachar(one, quitar) for one in (titulo, pregunta, answer.cuerpo)))
    if len(made.titulo) > LONGEST_TITLE:
        raise DomainError(f"El título es demasiado largo: use hasta {LONGEST_TITLE} letras.", "titulo")
    return made


def publicar(
    peticion: Peticion,
    *,
    respuesta: Respuesta,
    tema: str,
    titulo: str,
    pregunta: str,
    quitar: Sequence[Quitar],
    huella: str,
    make_pdf: PdfMaker,
    actor: Actor,
    version: int | None = None,
) -> Publicacion:
    """Publish an answer that was delivered, as a text and a PDF of their own. The files that go with it are not published.

    Args:
        quitar: what is taken out, as the official reviewed it.
        huella: of the version that the official looked at.

    Raises:
        DomainError: it is of a kind that is never published, or something is missing.
        Conflict: what would be published is not what was looked at, or it is published already.
    """
    transition = begin("publicar", peticion, actor, version)
    if respuesta.peticion_id != peticion.id:
        raise NotFound
    if reason := razon_no_publicar(peticion, respuesta):
        raise DomainError(reason)
    if tema not in TEMAS:
        raise DomainError("Elija un tema de la lista.", "tema")
    public = preparar(respuesta, titulo=titulo, pregunta=pregunta, quitar=quitar)
    if public.huella != huella or any(contiene(one, quitar) for one in (public.titulo, public.pregunta, public.texto)):
        raise Conflict(NOT_THE_SAME)
    if find_vigente(respuesta.id) is not None:
        raise Conflict("Esta respuesta ya está publicada.")
    publicacion = _keep(peticion, respuesta, tema, public, actor)
    register(make_pdf(public, tema, peticion, respuesta), sobre=(OBJECT, publicacion.id), etiqueta="publica", publico=True)
    # How many, never which: the record is read by others too.
    end(transition, peticion, actor, {"publicacion": publicacion.id, "tema": tema, "quitados": len(quitar)})
    return publicacion


def _keep(peticion: Peticion, respuesta: Respuesta, tema: str, public: Publica, actor: Actor) -> Publicacion:
    now = clock.now()
    made = Publicacion(
        peticion_id=peticion.id, respuesta_id=respuesta.id, dependencia_id=peticion.dependencia_id, tema=tema,
        titulo=public.titulo, pregunta=public.pregunta, texto=public.texto,
        respondida_el=(respuesta.enviada_en or now).astimezone(BOGOTA).date(), publicada_en=now, publicada_por_id=actor.id,
        motivo_retiro="", busqueda=_searched(public, tema),
    )  # fmt: skip
    db.session.add(made)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Conflict("Esta respuesta ya está publicada.") from error
    return made


def _searched(public: Publica, tema: str) -> str:
    return " " + " ".join(words(f"{TEMAS[tema]} {public.titulo} {public.pregunta} {public.texto}"))


def find_vigente(respuesta_id: int) -> Publicacion | None:
    """The publication of this answer that everybody can read now."""
    return db.session.scalar(select(Publicacion).where(Publicacion.respuesta_id == respuesta_id, Publicacion.retirada_en.is_(None)))


def vigentes_de(respuestas: Collection[int]) -> dict[int, Publicacion]:
    """Those of several answers, by the answer's key."""
    found = db.session.scalars(select(Publicacion).where(Publicacion.respuesta_id.in_(respuestas), Publicacion.retirada_en.is_(None)))
    return {one.respuesta_id: one for one in found}


def retirar_publicacion(publicacion: Publicacion, peticion: Peticion, *, motivo: str, actor: Actor, version: int | None = None) -> None:
    """Take a published answer away, at once and with its reason, which everybody reads in its place.

    Raises:
        DomainError: no reason.
        Conflict: it had been withdrawn before.
    """
    transition = begin("retirar_publicacion", peticion, actor, version)
    if publicacion.peticion_id != peticion.id:
        raise NotFound
    motivo = require_text(motivo, "motivo", "Escriba por qué se retira: queda en su lugar, a la vista de todos.")
    if publicacion.retirada_en is not None:
        raise Conflict("Esta respuesta ya se había retirado.")
    publicacion.retirada_en, publicacion.retirada_por_id, publicacion.motivo_retiro = clock.now(), actor.id, motivo
    publicacion.busqueda = ""
    # Its PDF leaves the storage with the files that nothing stands on.
    db.session.execute(delete(Archivo).where(Archivo.objeto_tipo == OBJECT, Archivo.objeto_id == publicacion.id))
    end(transition, peticion, actor, {"publicacion": publicacion.id, "motivo": motivo})
