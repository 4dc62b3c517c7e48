"""Playing the acts of a case again, as the record keeps them: how it stood after the last of them, whatever happened since.

A report counts this way and not from today's rows: with the same acts the same figures come out, years later too.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from portal.calendario import Calendario
from portal.core.clock import BOGOTA
from portal.pqrs.cifras.conteo import Caso, Encuestado, Lugar, Situacion
from portal.pqrs.cifras.habiles import DiasHabiles
from portal.pqrs.estados import ABIERTAS, ANULADA, DESISTIDA, DEVUELTA, POR_DECRETAR, REQUERIDA, SUSPENDIDA, TRASLADADA
from portal.pqrs.plazos import is_a_tiempo

RADICADA = "peticion_radicada"
_ENDED = {ANULADA: Situacion.ANULADA, TRASLADADA: Situacion.TRASLADADA}
_EN_PAUSA = frozenset({REQUERIDA, POR_DECRETAR, DEVUELTA, SUSPENDIDA})
# What sends the answer, or a decision in its place.
_RESPONDEN = frozenset({
    "respuesta_enviada", "ultimo_asunto_respondido", "respuesta_unica_recibida", "desistimiento_decretado", "archivo_decretado",
    "peticion_rechazada", "peticion_remitida", "informacion_negada",
})  # fmt: skip
# What makes the case wait for an answer again, with a whole term.
_REINICIAN = frozenset({"peticion_reabierta", "reapertura_pedida", "decision_revocada", "acceso_ordenado"})
# A judge's order makes only what had ended begin again.
_POR_ORDEN = "seguida_por_orden"
# A transfer that was undone: the case was here all the time.
SIN_TRASLADO = "traslado_sin_efecto"
_NIEGAN = frozenset({"peticion_rechazada", "informacion_negada"})
_ASIGNAN = frozenset({"peticion_asignada", "peticion_asignada_por_regla", "peticion_reasignada"})
# Of one matter of the case: their kind, date and office are not the case's.
DE_UN_ASUNTO = frozenset({
    "asunto_clasificado", "asunto_reasignado", "parte_escrita", "asunto_respondido", "entrega_asunto_probada", "respuesta_asunto_abierta",
    "silencio_asunto_operado", "citacion_asunto_enviada", "asunto_notificado_personalmente", "aviso_asunto_enviado",
    "aviso_asunto_entregado", "aviso_asunto_publicado", "aviso_asunto_retirado", "recurso_asunto_presentado", "recurso_asunto_decidido",
    "recurso_asunto_desistido",
})  # fmt: skip


class Acto(NamedTuple):
    """One act on a case, of what the record keeps of it."""

    tipo: str
    en: datetime
    dependencia_id: int | None
    datos: Mapping[str, Any]


@dataclass
class Repaso:
    """How a case stood after its acts."""

    radicado: str
    recibida_en: datetime
    tipo: str
    canal: str
    anonima: bool
    efectiva_el: date
    vence_el: date
    estado: str = "radicada"
    dependencia_id: int | None = None
    respondida_en: datetime | None = None
    a_tiempo: bool = False
    silencio: bool = False
    prorrogada: bool = False
    negada: bool = False
    en_parte: bool = False
    autoridad: str = ""
    calificaciones: list[tuple[int, bool]] = field(default_factory=list)

    @property
    def lugar(self) -> Lugar:
        return Lugar(f"{self.recibida_en.astimezone(BOGOTA):%Y-%m}", self.tipo, self.canal, self.dependencia_id)

    @property
    def situacion(self) -> Situacion:
        return situacion_of(self.estado, abierta=self.estado in ABIERTAS, answered=self.respondida_en is not None)

    def dias(self, habiles: DiasHabiles) -> int:
        """Business days until the answer; 0 of one that has none."""
        if self.respondida_en is None:
            return 0
        return habiles.contar(self.efectiva_el, self.respondida_en.astimezone(BOGOTA).date())

    def as_caso(self, hoy: date, habiles: DiasHabiles) -> Caso:
        """What is counted of it, on the day of the cut."""
        waits = self.situacion is Situacion.ABIERTA
        en_pausa = waits and self.estado in _EN_PAUSA
        return Caso(
            self.lugar,
            self.situacion,
            a_tiempo=self.a_tiempo and self.respondida_en is not None,
            dias=self.dias(habiles),
            vencida=waits and not en_pausa and self.vence_el < hoy,
            en_pausa=en_pausa,
            trasladada_en_parte=self.en_parte,
            prorrogada=self.prorrogada,
            negada=self.negada,
            silencio=self.silencio,
            anonima=self.anonima,
        )

    def as_encuestados(self) -> list[Encuestado]:
        return [Encuestado(self.lugar, puntaje, resuelto) for puntaje, resuelto in self.calificaciones]


def situacion_of(estado: str, *, abierta: bool, answered: bool) -> Situacion:
    """Where a case ended, or that it did not."""
    if estado in _ENDED:
        return _ENDED[estado]
    if answered:
        return Situacion.RESPONDIDA
    if abierta:
        return Situacion.ABIERTA
    return Situacion.RETIRADA if estado == DESISTIDA else Situacion.OTRA


def repasar(actos: Iterable[Acto], calendario: Calendario) -> Repaso | None:
    """Play the acts of one case in their order; None when none of them is its filing."""
    caso: Repaso | None = None
    for one in actos:
        if one.tipo == RADICADA:
            caso = _begin(one, calendario)
        elif caso is not None:
            _play(caso, one, calendario)
    return caso


def _begin(acto: Acto, calendario: Calendario) -> Repaso:
    datos = acto.datos
    return Repaso(
        radicado=str(datos["radicado"]),
        recibida_en=acto.en,
        tipo=str(datos["tipo"]),
        canal=str(datos["canal"]),
        anonima=bool(datos.get("anonima")),
        # Acts from before this fact was kept: the day that the calendar gives.
        efectiva_el=_day(datos.get("efectiva_el")) or calendario.efectiva(acto.en),
        vence_el=_day(datos["vence_el"]) or acto.en.date(),
    )


def _play(caso: Repaso, acto: Acto, calendario: Calendario) -> None:
    tipo, datos = acto.tipo, acto.datos
    if tipo in DE_UN_ASUNTO:
        caso.vence_el = _day(datos.get("caso_vence_el")) or caso.vence_el
        return
    if tipo in _REINICIAN or (tipo == _POR_ORDEN and (caso.respondida_en is not None or caso.estado not in ABIERTAS)):
        caso.respondida_en, caso.silencio, caso.efectiva_el = None, False, calendario.efectiva(acto.en)
    _take_dates(caso, datos)
    if tipo in _ASIGNAN or (tipo in (_POR_ORDEN, SIN_TRASLADO) and caso.dependencia_id is None):
        caso.dependencia_id = acto.dependencia_id
    if tipo in _RESPONDEN:
        caso.respondida_en = acto.en
        caso.a_tiempo = bool(datos.get("en_termino", is_a_tiempo(caso.vence_el, acto.en)))
    caso.negada |= tipo in _NIEGAN
    caso.prorrogada |= tipo == "plazo_prorrogado"
    caso.en_parte |= tipo == "parte_trasladada"
    caso.silencio |= tipo == "silencio_operado"
    if tipo == "peticion_trasladada":
        caso.autoridad = str(datos.get("autoridad", ""))
    elif tipo == SIN_TRASLADO:
        caso.autoridad = ""
    elif tipo == "peticion_clasificada":
        caso.tipo = str(_last(datos["tipo"]))
    elif tipo == "respuesta_calificada":
        caso.calificaciones.append((int(datos["puntaje"]), bool(datos["resuelto"])))


def _take_dates(caso: Repaso, datos: Mapping[str, Any]) -> None:
    if "estado" in datos:
        caso.estado = str(_last(datos["estado"]))
    caso.vence_el = _day(datos.get("caso_vence_el") or datos.get("vence_el")) or caso.vence_el
    # A notification keeps its own effective day under the same name, but after the answer nothing is counted from it.
    if caso.respondida_en is None:
        caso.efectiva_el = _day(datos.get("efectiva_el")) or caso.efectiva_el


def _last(value: Any) -> Any:
    """What a fact became: a change stands as [before, after]."""
    return value[-1] if isinstance(value, list) else value


def _day(value: Any) -> date | None:
    found = _last(value)
    return date.fromisoformat(str(found)) if found else None
