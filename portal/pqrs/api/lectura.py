"""Makes the answers of the queries that the public pages use: what they do not show is not here to be told."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from portal.audit.models import PrintedHead
from portal.calendario import NORMA_DIAS, Calendario
from portal.core import clock
from portal.core.errors import NotFound
from portal.entidad.queries import get_calendario, list_dependencias
from portal.pqrs.api import formas
from portal.pqrs.api.formas import cifras_of
from portal.pqrs.estados import PETICION
from portal.pqrs.luces import EN_PAUSA, luz
from portal.pqrs.models import Estadistica, Notificacion, Publicacion
from portal.pqrs.plazos import PLAZOS, Plazo, aviso_surte_efecto, explicar_vencimiento, fin_de_fijacion, vencimiento
from portal.pqrs.queries.registro import FiltroRegistro, RegistroRow, autoridades_of, list_registro, shown_as
from portal.pqrs.tipos import TIPOS, TipoPeticion
from portal.web.urls import absolute_url


def find_oficina(codigo: str) -> int | None:
    """The key of the office with this code; of an unknown one a key that no office has. None of no code."""
    if not codigo:
        return None
    return next((one.id for one in list_dependencias(activas=False) if one.codigo == codigo), 0)


def get_radicado(numero: str) -> formas.Radicado:
    """One filing.

    Raises:
        NotFound: no filing has that number.
    """
    rows = list_registro(FiltroRegistro(radicado=numero), limit=1)
    if not rows:
        raise NotFound("No hay ninguna solicitud con ese número de radicado.")
    return tell_radicados(rows)[0]


def tell_radicados(rows: Sequence[RegistroRow]) -> list[formas.Radicado]:
    """Filings as the public register shows them."""
    calendario, autoridades = get_calendario(), autoridades_of(rows)
    return [_radicado(row, calendario, autoridades.get(row.id)) for row in rows]


def _radicado(row: RegistroRow, calendario: Calendario, autoridad: str | None) -> formas.Radicado:
    light, tipo = luz(row, calendario), TIPOS[shown_as(row.tipo)]
    return formas.Radicado(
        radicado=row.radicado,
        recibida_en=_local(row.recibida_en),
        clase=tipo.clave.value,
        clase_nombre=tipo.nombre,
        dependencia=row.dependencia,
        estado=row.estado,
        estado_nombre=PETICION.states[row.estado].title,
        abierta=row.abierta,
        vence_el=None if light.clave == EN_PAUSA else row.vence_el,
        respondida_en=_local(row.respondida_en) if row.respondida_en else None,
        semaforo=light.clave,
        semaforo_texto=light.texto,
        trasladada_a=autoridad or None,
        enlace=absolute_url("pqrs.registro", radicado=row.radicado),
    )


def list_clases() -> list[formas.Clase]:
    """Every kind with its terms."""
    return [
        formas.Clase(
            one.clave.value, one.nombre, one.que_es, one.ejemplo, one.grupo.value, one.publico,
            [_plazo(plazo) for plazo in reversed(PLAZOS) if plazo.tipo is one.clave],
        )
        for one in TIPOS.values()
    ]  # fmt: skip


def _plazo(one: Plazo) -> formas.PlazoDeLey:
    return formas.PlazoDeLey(one.dias, one.unidad, one.norma, one.maximo_prorroga, one.vigente_desde, one.vigente_hasta)


def list_oficinas() -> list[formas.Oficina]:
    """The offices of today."""
    return [
        formas.Oficina(one.codigo, one.nombre, one.funciones, one.ubicacion, one.telefono, one.correo) for one in list_dependencias()
    ]  # fmt: skip


def tell_estadisticas(one: Estadistica) -> formas.Estadisticas:
    """The figures of one year as they are kept: what must not be told was taken out when they were counted."""

    def filas(grupo: str) -> list[formas.FilaDeCifras]:
        return [formas.FilaDeCifras(str(fila["clave"]), fila["nombre"], cifras_of(fila["valores"])) for fila in one.datos[grupo]]

    total = cifras_of(one.datos["total"]) if one.datos["total"] else None
    groups: dict[str, Any] = {grupo: filas(grupo) for grupo in ("clase", "canal", "dependencia", "mes")}
    return formas.Estadisticas(one.vigencia, _local(one.corte_en), total, **groups)


def tell_publicada(one: Publicacion) -> formas.Publicada:
    """An answer of general interest."""
    return formas.Publicada(
        id=one.id,
        titulo=one.titulo,
        tema=one.tema,
        tema_nombre=one.tema_nombre,
        pregunta=one.pregunta,
        texto=one.texto,
        dependencia=one.dependencia.nombre if one.dependencia else None,
        respondida_el=one.respondida_el,
        publicada_en=_local(one.publicada_en),
        enlace=absolute_url("pqrs.respuesta_publicada", key=one.id),
        pdf=absolute_url("pqrs.respuesta_pdf", key=one.id),
    )


def tell_avisos(rows: Sequence[Notificacion]) -> list[formas.AvisoPublico]:
    """The notices, without whom they are for: a name is public for five days and must not be collected by programs."""
    calendario = get_calendario()
    return [_aviso(one, one.fijado_el or clock.today(), calendario) for one in rows]


def _aviso(one: Notificacion, fijado_el: date, calendario: Calendario) -> formas.AvisoPublico:
    until = fin_de_fijacion(fijado_el, calendario)
    return formas.AvisoPublico(
        id=one.id,
        decision=one.carta.info.nombre,
        carta=one.carta.salida.numero if one.carta.salida else None,
        publicado_el=fijado_el,
        hasta_el=until,
        surte_efecto_el=aviso_surte_efecto(until, calendario),
        enlace=absolute_url("pqrs.aviso", aviso_id=one.id),
    )


def tell_huella(one: PrintedHead) -> formas.Huella:
    """A printed head of the record of acts."""
    return formas.Huella(one.dia, one.ultimo_id, one.nuevos, one.hash, _local(one.tomada_en))


def compute_vencimiento(clase: str, recibido: datetime, *, presencial: bool) -> formas.FechaLimite:
    """Until when something received then would have to be answered here.

    Raises:
        DomainError: no term or no calendar is known for that day.
    """
    calendario = get_calendario()
    found = vencimiento(TipoPeticion(clase), recibido, calendario, presencial=presencial)
    told = explicar_vencimiento(found, calendario)
    return formas.FechaLimite(
        clase=clase,
        recibida_en=found.recibida_en,
        cuenta_desde=found.efectiva_el,
        dias=found.plazo.dias,
        unidad=found.plazo.unidad,
        norma=found.plazo.norma,
        vence_el=found.vence_el,
        estricta_el=found.estricta_el,
        politica=found.politica.value,
        calendario_version=found.calendario_version,
        explicacion=[f"{told.recepcion}.", f"{told.efectiva} ({told.norma_efectiva})", told.plazo, f"{told.final} ({told.norma_final})"],
        por_dia=[formas.DiaContado(one.fecha, one.numero, one.cuenta, one.motivo, one.norma) for one in told.dias],
    )


def tell_calendario(vigencia: int) -> formas.CalendarioHabil:
    """The days that count in one year."""
    calendario = get_calendario()
    days = [date(vigencia, 1, 1) + timedelta(days=offset) for offset in range((date(vigencia, 12, 31) - date(vigencia, 1, 1)).days + 1)]
    by_month = [sum(calendario.is_habil(one) for one in days if one.month == month) for month in range(1, 13)]
    off = [(one, calendario.motivo_no_habil(one)) for one in days]
    return formas.CalendarioHabil(
        vigencia=vigencia,
        version=calendario.version,
        politica=calendario.politica.value,
        hora_cierre=calendario.cierre.strftime("%H:%M"),
        sabado_habil=calendario.sabado_habil,
        habiles=sum(by_month),
        habiles_por_mes=by_month,
        # Ordinary Saturdays and Sundays follow from the week.
        no_habiles=[formas.NoHabil(one, why.texto, why.norma) for one, why in off if why and why.norma != NORMA_DIAS],
    )


def _local(instant: datetime) -> datetime:
    return instant.astimezone(clock.BOGOTA)
