"""The copy of a decision that stands on the public page with its notice: nothing that was covered in it can be read.

The portal makes it of the letter's own text without the words that the official covers; what is uploaded instead is kept only as
the picture that a person sees. Norm: CPACA art. 69; Ley 1581 de 2012 art. 4 lit. c and h.
"""

from collections.abc import Callable, Sequence

from portal.core.errors import DomainError
from portal.core.text import clean_line, fold
from portal.files.flatten import flatten
from portal.files.services import Received
from portal.pqrs.models import Peticion, Respuesta
from portal.pqrs.services.publicar import conocidos_de
from portal.pqrs.tachado import Dato, Quitar, contiene, proponer
from portal.pqrs.textos import nombre_publico

# Makes the copy of a decision that is published, without the words that are covered.
CopyMaker = Callable[[Peticion, Respuesta, Sequence[Quitar]], Received]
_INSTEAD = "o quítelo y deje que el portal haga la copia: escriba arriba las palabras que se tapan"


def proponer_tapado(peticion: Peticion, carta: Respuesta) -> list[Quitar]:
    """What the portal proposes to cover in the published copy: not the name and number under which the notice is published."""
    shown = f"{nombre_publico(peticion)} {peticion.radicado}"
    found = (Quitar(one.texto, one.dato) for one in proponer(_text_of(carta), conocidos_de(peticion)))
    return [one for one in found if not contiene(shown, [one])]


def tapadas_de(lines: str, peticion: Peticion, carta: Respuesta) -> list[Quitar]:
    """The words to cover, which the official wrote one per line.

    Raises:
        DomainError: one of them stands nowhere: it may be written otherwise, and would stay.
    """
    kinds = {fold(one.texto): one.dato for one in proponer_tapado(peticion, carta)}
    wanted = [clean_line(line) for line in lines.splitlines() if line.strip()]
    found = [Quitar(one, kinds.get(fold(one), Dato.OTRO)) for one in wanted]
    for one in found:
        if not contiene(_text_of(carta), [one]):
            raise DomainError(f"«{one.texto}» no está en la carta. Revise cómo está escrito: así no se taparía nada.", "quitar")
    return found


def make_copia(peticion: Peticion, carta: Respuesta, *, copias: Sequence[Received], quitar: str, make_copy: CopyMaker) -> Received:
    """The copy to publish: of the letter without the words to cover, or the pixels of the file that was uploaded in its place.

    Raises:
        DomainError: more than one file, one that may hide something, or a word that does not stand in the letter.
    """
    if len(copias) > 1:
        raise DomainError("Adjunte una sola copia: quite la otra.", "archivos")
    if copias:
        number = carta.salida.numero if carta.salida else str(carta.id)
        return flatten(copias[0], nombre=f"copia-{number}.pdf", field="archivos", instead=_INSTEAD)
    return make_copy(peticion, carta, tapadas_de(quitar, peticion, carta))


def _text_of(carta: Respuesta) -> str:
    return f"{carta.datos.get('titulo', '')}\n\n{carta.cuerpo}"
