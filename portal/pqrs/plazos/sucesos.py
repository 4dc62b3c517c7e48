"""What happens around a petition without moving its term, and what follows by law: whether it was in order, and until when the next is.

The facts that move the term are in `hechos`. Sources: CPACA arts. 14, 21, 22, 26, 56, 62, 66 to 69, 76 and 86; Ley 1712 de 2014 art. 27.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from portal.calendario import Calendario, fecha_larga
from portal.core.errors import DomainError
from portal.pqrs.plazos.actuaciones import (
    MINIMO_PETICIONES_ANALOGAS,
    aviso_desde,
    aviso_surte_efecto,
    can_respuesta_unica,
    fin_de_fijacion,
    limite_citacion,
    limite_comparecer,
    limite_decidir_recurso,
    limite_enviar_al_juez,
    limite_insistencia,
    limite_insistir_por_falla,
    limite_recurso,
    limite_reposicion_reserva,
)
from portal.pqrs.plazos.hechos import Termino
from portal.pqrs.plazos.limites import Limite
from portal.pqrs.plazos.reglas import limite_traslado
from portal.pqrs.plazos.vencimientos import is_a_tiempo

_CPACA = "Ley 1437 de 2011, art. {}"


class ClaseSuceso(StrEnum):
    """What happened, as `flask calendario vence --evento` takes it."""

    REASIGNADA = "reasignada"
    TRASLADADA = "trasladada"
    RESPONDIDA = "respondida"
    ANALOGAS = "analogas"
    EXPEDIDA = "expedida"
    ACEPTA_CORREO = "acepta_correo"
    CORREO = "correo"
    ABIERTA = "abierta"
    CITADA = "citada"
    AVISO = "aviso"
    FIJADA = "fijada"
    NOTIFICADA = "notificada"
    RECURSO = "recurso"
    INSISTENCIA = "insistencia"
    CAIDA = "caida"


@dataclass(frozen=True)
class Suceso:
    """One thing: what, on which day; `en` is the instant of an answer, `personas` how many ask for the same."""

    clase: ClaseSuceso
    el: date | None = None
    en: datetime | None = None
    personas: int | None = None


@dataclass(frozen=True)
class Consecuencia:
    """What follows of one of them, in words; `en_orden` is False for what came late or has no effect."""

    clave: str
    texto: str
    en_orden: bool
    norma: str


@dataclass
class Relato:
    """What was told so far: the days that follow, what each thing did, and since when the decision is notified."""

    termino: Termino
    calendario: Calendario
    limites: list[Limite] = field(default_factory=list)
    consecuencias: list[Consecuencia] = field(default_factory=list)
    notificada_el: date | None = None
    acepta_correo: bool = False

    def says(self, suceso: Suceso, texto: str, norma: str, *, en_orden: bool = True) -> None:
        self.consecuencias.append(Consecuencia(suceso.clase.value, texto, en_orden, norma))

    def gives(self, clave: str, titulo: str, el: date, norma: str) -> None:
        self.limites.append(Limite(clave, titulo, el, norma))


def relatar(termino: Termino, sucesos: Iterable[Suceso], calendario: Calendario) -> Relato:
    """What `sucesos`, in the order given, do beside the term.

    Raises:
        DomainError: one lacks its day, or its number of persons.
    """
    relato = Relato(termino, calendario)
    for one in sucesos:
        if one.clase is ClaseSuceso.ANALOGAS:
            _analogas(relato, one)
        elif one.clase is ClaseSuceso.RESPONDIDA:
            _respondida(relato, one)
        elif one.el is None:
            raise DomainError(f"A «{one.clase}» le falta la fecha.", "evento")
        else:
            _TELL[one.clase](relato, one, one.el)
    return relato


def _analogas(relato: Relato, one: Suceso) -> None:
    if one.personas is None:
        raise DomainError("Diga cuántas personas piden lo mismo: analogas=11.", "evento")
    fits = can_respuesta_unica(relato.termino.vencido.plazo.tipo, one.personas)
    words = (
        f"{one.personas} personas piden lo mismo: se puede publicar una respuesta única."
        if fits
        else f"{one.personas} personas: no cabe una respuesta única. Hacen falta {MINIMO_PETICIONES_ANALOGAS} o más, y que pidan "
        "información, algo de interés general o una consulta."
    )
    relato.says(one, words, _CPACA.format(22), en_orden=fits)


def _respondida(relato: Relato, one: Suceso) -> None:
    if one.en is None:
        raise DomainError("A la respuesta le falta la hora: respondida=2026-02-24T23:59.", "evento")
    due = relato.termino.vencido.vence_el
    in_time = is_a_tiempo(due, one.en)
    words = "en término" if in_time else "fuera de término"
    relato.says(
        one, f"Respondida {words}: el último día, {fecha_larga(due)}, va hasta la medianoche.", "Ley 4 de 1913, art. 59", en_orden=in_time
    )


def _reasignada(relato: Relato, one: Suceso, _el: date) -> None:
    relato.says(one, "Pasar el caso a otra oficina de la misma entidad no cambia la fecha.", _CPACA.format(21))


def _trasladada(relato: Relato, one: Suceso, el: date) -> None:
    last = limite_traslado(relato.termino.vencido, relato.calendario, relato.termino.conflicto_hasta)
    words = "a tiempo" if el <= last else "fuera de tiempo"
    relato.says(one, f"Trasladada {words}: se podía hasta el {fecha_larga(last)}.", _CPACA.format(21), en_orden=el <= last)


def _expedida(relato: Relato, _one: Suceso, el: date) -> None:
    relato.gives("citar", "Enviar la citación para notificar", limite_citacion(el, relato.calendario), _CPACA.format(68))


def _acepta_correo(relato: Relato, one: Suceso, _el: date) -> None:
    relato.acepta_correo = True
    relato.says(one, "Aceptó la notificación electrónica.", _CPACA.format(56))


def _correo(relato: Relato, one: Suceso, _el: date) -> None:
    relato.says(one, "Enviar el correo no notifica: notifica que la persona lo abra.", _CPACA.format(56), en_orden=False)


def _abierta(relato: Relato, one: Suceso, el: date) -> None:
    if not relato.acepta_correo:
        words = "No aceptó la notificación electrónica: abrirla no la notifica. Cítela."
        relato.says(one, words, "Ley 1437 de 2011, arts. 56 y 68", en_orden=False)
        return
    relato.says(one, f"La abrió el {fecha_larga(el)}: desde entonces está notificada.", _CPACA.format(56))
    _know(relato, el)


def _citada(relato: Relato, _one: Suceso, el: date) -> None:
    relato.gives("comparecer", "La persona puede venir a notificarse", limite_comparecer(el, relato.calendario), _CPACA.format(69))
    relato.gives("aviso", "Enviar el aviso desde", aviso_desde(el, relato.calendario), _CPACA.format(69))


def _aviso(relato: Relato, one: Suceso, el: date) -> None:
    effect = aviso_surte_efecto(el, relato.calendario)
    relato.says(one, f"El aviso notifica al terminar el {fecha_larga(effect)}.", _CPACA.format(69))
    _know(relato, effect)


def _fijada(relato: Relato, one: Suceso, el: date) -> None:
    last = fin_de_fijacion(el, relato.calendario)
    relato.gives("retirar", "El aviso queda fijado hasta", last, _CPACA.format(69))
    effect = aviso_surte_efecto(last, relato.calendario)
    relato.says(one, f"Si se retira ese día, notifica al terminar el {fecha_larga(effect)}.", _CPACA.format(69))
    _know(relato, effect)


def _notificada(relato: Relato, _one: Suceso, el: date) -> None:
    _know(relato, el)


def _know(relato: Relato, el: date) -> None:
    """Notified: from the day after it run the terms to go against the decision, each where the decision admits it."""
    relato.notificada_el = el
    calendario = relato.calendario
    relato.gives(
        "reposicion_reserva",
        "Reposición, si se negó por defensa, seguridad o relaciones internacionales",
        limite_reposicion_reserva(el, calendario),
        "Ley 1712 de 2014, art. 27",
    )
    relato.gives("recurso", "Reposición, si decide sobre un derecho", limite_recurso(el, calendario), _CPACA.format(76))
    relato.gives("insistencia", "Insistir, si se negó por reserva", limite_insistencia(el, calendario), _CPACA.format(26))


def _recurso(relato: Relato, one: Suceso, el: date) -> None:
    _against(relato, one, el, limite_recurso, _CPACA.format(76))
    until = limite_decidir_recurso(el, relato.calendario)
    relato.gives("decidir_recurso", "Decidir el recurso y notificarlo; después se entiende negado", until, _CPACA.format(86))


def _insistencia(relato: Relato, one: Suceso, el: date) -> None:
    _against(relato, one, el, limite_insistencia, _CPACA.format(26))
    relato.gives("enviar_al_juez", "Enviar al juez", limite_enviar_al_juez(el, relato.calendario), "Ley 1712 de 2014, art. 27")


def _against(relato: Relato, one: Suceso, el: date, limit: Callable[[date, Calendario], date], norma: str) -> None:
    if relato.notificada_el is None:
        relato.says(one, "La decisión no estaba notificada: al presentarlo se da por notificada.", _CPACA.format(72))
        return
    last = limit(relato.notificada_el, relato.calendario)
    words = "a tiempo" if el <= last else "fuera de tiempo"
    relato.says(one, f"Se presentó {words}: el último día era el {fecha_larga(last)}.", norma, en_orden=el <= last)


def _caida(relato: Relato, _one: Suceso, el: date) -> None:
    until = limite_insistir_por_falla(el, relato.calendario)
    relato.gives("falla", "Insistir, o usar otro medio, después de la falla", until, "Ley 1437 de 2011, art. 62, num. 2")


_TELL: dict[ClaseSuceso, Callable[[Relato, Suceso, date], None]] = {
    ClaseSuceso.REASIGNADA: _reasignada,
    ClaseSuceso.TRASLADADA: _trasladada,
    ClaseSuceso.EXPEDIDA: _expedida,
    ClaseSuceso.ACEPTA_CORREO: _acepta_correo,
    ClaseSuceso.CORREO: _correo,
    ClaseSuceso.ABIERTA: _abierta,
    ClaseSuceso.CITADA: _citada,
    ClaseSuceso.AVISO: _aviso,
    ClaseSuceso.FIJADA: _fijada,
    ClaseSuceso.NOTIFICADA: _notificada,
    ClaseSuceso.RECURSO: _recurso,
    ClaseSuceso.INSISTENCIA: _insistencia,
    ClaseSuceso.CAIDA: _caida,
}
