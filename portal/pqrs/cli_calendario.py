"""`flask calendario vence`: the due date of a petition and its explanation, from the terminal and without the database."""

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date, datetime

import click

from portal.calendario import Calendario, DiaNoHabil, Politica, fecha_larga
from portal.core.clock import BOGOTA
from portal.core.errors import DomainError
from portal.pqrs.plazos import (
    ClaseHecho,
    ClaseSuceso,
    Explicacion,
    Hecho,
    Relato,
    Suceso,
    Termino,
    Vencimiento,
    aplicar,
    explicar_vencimiento,
    limite_pregunta_rendicion,
    list_limites,
    relatar,
    vencimiento,
)
from portal.pqrs.tipos import TIPOS, TipoPeticion

RENDICION = "pregunta_rendicion"
# What answers or ends something → that which it answers or ends.
_DESPUES_DE = {
    ClaseHecho.MAS_TIEMPO: ClaseHecho.REQUERIDA,
    ClaseHecho.APORTADA: ClaseHecho.REQUERIDA,
    ClaseHecho.ACLARADA: ClaseHecho.DEVUELTA,
    ClaseHecho.REANUDADA: ClaseHecho.SUSPENDIDA,
}
# What is asked of the person, or answered by them, while the petition is ours.
_MIENTRAS_ES_NUESTRA = frozenset(
    {ClaseHecho.REQUERIDA, ClaseHecho.MAS_TIEMPO, ClaseHecho.APORTADA, ClaseHecho.DEVUELTA, ClaseHecho.ACLARADA, ClaseHecho.PRORROGADA}
)
_CON_DOS_FECHAS = frozenset({ClaseHecho.PRORROGADA, ClaseHecho.FALLA, ClaseHecho.ORDEN})


class EntradaInvalida(click.ClickException):
    """What was typed cannot be used; the message says what to type instead. Ends with code 2."""

    exit_code = 2


class _ComandoEnEspanol(click.Command):
    """Click's own complaints about the arguments, said in Spanish."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.MissingParameter as error:
            nombre = error.param.human_readable_name if error.param else ""
            raise EntradaInvalida(f"Falta {nombre}. Ejemplo: flask calendario vence informacion 2026-02-03T10:15") from error
        except click.NoSuchOption as error:
            raise EntradaInvalida(f"No existe la opción {error.option_name}. Vea: flask calendario vence --help") from error
        except click.UsageError as error:
            raise EntradaInvalida("Sobran o faltan datos en la orden. Vea: flask calendario vence --help") from error


@click.group("calendario")
def calendario_cli() -> None:
    """Días hábiles y plazos de ley."""


@calendario_cli.command("vence", cls=_ComandoEnEspanol)
@click.argument("tipo", metavar="TIPO")
@click.argument("recibida", metavar="FECHA-HORA")
@click.option("--politica", default=Politica.SIGUIENTE_HABIL.value, show_default=True, help="siguiente_habil o estricta.")
@click.option(
    "--no-habil", "no_habiles", multiple=True, metavar="FECHA[=MOTIVO]", help="Día en que la entidad no atiende; puede repetirse."
)
@click.option(
    "--evento",
    "eventos",
    multiple=True,
    metavar="QUÉ=FECHA",
    help="Lo que pasó después, en orden; puede repetirse. Una prórroga lleva el aviso y la fecha nueva: prorrogada=FECHA:FECHA. "
    "Los que hay están en el manual, en «Ejemplos de plazos».",
)
@click.option("--json", "as_json", is_flag=True, help="Salida en JSON.")
def vence(tipo: str, recibida: str, politica: str, no_habiles: tuple[str, ...], eventos: tuple[str, ...], as_json: bool) -> None:
    """Dice hasta cuándo se debe responder y explica la cuenta día por día.

    FECHA-HORA es cuando se recibió, como 2026-02-03T10:15; sin zona, es hora de Colombia. TIPO puede ser también
    pregunta_rendicion: una pregunta hecha en la audiencia de rendición de cuentas.
    """
    calendario = Calendario(_read_politica(politica), dias_no_habiles=tuple(_read_no_habil(text) for text in no_habiles))
    try:
        read = [_read_evento(text) for text in eventos]
        _check_order(read)
        hechos = [one for one in read if isinstance(one, Hecho)]
        termino = aplicar(_vencimiento(tipo, _read_instante(recibida), calendario), hechos, calendario)
        explicacion = explicar_vencimiento(termino.vencido, calendario, termino.pausa)
        relato = relatar(termino, [one for one in read if isinstance(one, Suceso)], calendario)
        if tipo != RENDICION:
            relato.limites = sorted([*list_limites(termino, calendario), *relato.limites], key=lambda one: one.el)
    except DomainError as error:
        raise EntradaInvalida(error.message) from error
    click.echo((_as_json if as_json else _as_text)(tipo, termino, explicacion, relato))


def _vencimiento(tipo: str, recibida_en: datetime, calendario: Calendario) -> Vencimiento:
    if tipo != RENDICION:
        return vencimiento(_read_tipo(tipo), recibida_en, calendario)
    # Asked in person at the hearing: 15 business days from the day after it, like a petition.
    asked = vencimiento(TipoPeticion.PETICION_GENERAL, recibida_en, calendario, presencial=True)
    last = limite_pregunta_rendicion(asked.efectiva_el, calendario)
    return replace(
        asked, vence_el=last, estricta_el=last, plazo=replace(asked.plazo, norma="Ley 1757 de 2015, art. 56", maximo_prorroga=None)
    )


def _read_evento(text: str) -> Hecho | Suceso:
    name, _, days = text.partition("=")
    name = name.strip()
    if name in set(ClaseSuceso):
        return _read_suceso(ClaseSuceso(name), days.strip())
    try:
        clase = ClaseHecho(name)
    except ValueError as error:
        raise EntradaInvalida(f"No existe el evento «{name}». Los eventos son: {', '.join([*ClaseHecho, *ClaseSuceso])}.") from error
    el, *hasta = (_read_dia(clase, text, day) for day in days.split(":"))
    if len(hasta) != (clase in _CON_DOS_FECHAS):
        raise EntradaInvalida(
            "La prórroga lleva el aviso y la fecha nueva (prorrogada=2026-02-23:2026-03-17); la falla, el día en que se registra y hasta "
            "cuándo se puede insistir; la orden, el día en que se recibe y aquel en que se debe cumplir; los demás eventos, una fecha."
        )
    return Hecho(clase, el, hasta[0] if hasta else None)


def _check_order(read: Sequence[Hecho | Suceso]) -> None:
    """Refuse what ends something that did not begin, and what moves a term after the petition went to another body."""
    begun: set[str] = set()
    for one in read:
        if isinstance(one, Hecho):
            if one.clase in _DESPUES_DE and _DESPUES_DE[one.clase] not in begun:
                raise EntradaInvalida(
                    f"«{one.clase}» va después de «{_DESPUES_DE[one.clase]}», y antes no hay ninguno. Escriba los eventos en orden."
                )
            if ClaseSuceso.TRASLADADA in begun and one.clase in _MIENTRAS_ES_NUESTRA:
                raise EntradaInvalida(f"«{one.clase}» no puede ir después de «trasladada»: el caso ya terminó en esta entidad.")
        begun.add(one.clase)


def _read_suceso(clase: ClaseSuceso, text: str) -> Suceso:
    if clase is ClaseSuceso.ANALOGAS:
        # More digits than there are people are no number of them.
        if not (text.isascii() and text.isdigit() and len(text) < 9):
            raise EntradaInvalida("Diga cuántas personas piden lo mismo: analogas=11")
        return Suceso(clase, personas=int(text))
    if clase is ClaseSuceso.RESPONDIDA:
        return Suceso(clase, en=_read_instante(text))
    return Suceso(clase, _read_dia(clase, f"{clase}={text}", text))


def _read_dia(clase: str, text: str, day: str) -> date:
    try:
        return date.fromisoformat(day.strip())
    except ValueError as error:
        raise EntradaInvalida(f"A «{text}» le falta la fecha. Escríbalo así: {clase}=2026-02-10") from error


def _read_tipo(text: str) -> TipoPeticion:
    try:
        return TipoPeticion(text)
    except ValueError as error:
        raise EntradaInvalida(f"No existe el tipo «{text}». Los tipos son: {', '.join(TipoPeticion)}, {RENDICION}.") from error


def _read_politica(text: str) -> Politica:
    try:
        return Politica(text)
    except ValueError as error:
        raise EntradaInvalida(f"No existe la política «{text}». Las políticas son: {', '.join(Politica)}.") from error


def _read_instante(text: str) -> datetime:
    try:
        date.fromisoformat(text)
    except ValueError:
        pass
    else:
        raise EntradaInvalida(f"A «{text}» le falta la hora, que puede cambiar la cuenta. Escríbala así: {text}T10:15")
    try:
        instante = datetime.fromisoformat(text)
        return instante.astimezone(BOGOTA) if instante.tzinfo else instante.replace(tzinfo=BOGOTA)
    except (ValueError, OverflowError) as error:
        raise EntradaInvalida(f"«{text}» no es una fecha con hora. Escríbala así: 2026-02-03T10:15") from error


def _read_no_habil(text: str) -> DiaNoHabil:
    fecha, _, motivo = text.partition("=")
    try:
        return DiaNoHabil(date.fromisoformat(fecha.strip()), motivo.strip() or "Día no hábil de la entidad", "indicado en la orden")
    except ValueError as error:
        raise EntradaInvalida(f"«{fecha}» no es una fecha. Escríbala así: 2026-12-31, o 2026-12-31=motivo") from error


def _as_json(tipo: str, termino: Termino, explicacion: Explicacion, relato: Relato) -> str:
    vencido = termino.vencido
    answer = {
        "tipo": tipo,
        "recibida_en": vencido.recibida_en,
        "efectiva_el": vencido.efectiva_el,
        "vence_el": vencido.vence_el,
        "estricta_el": vencido.estricta_el,
        "plazo": {"dias": vencido.plazo.dias, "unidad": vencido.plazo.unidad, "norma": vencido.plazo.norma},
        "politica": vencido.politica,
        "calendario_version": vencido.calendario_version,
        "prorrogada_desde": vencido.prorrogada_desde,
        "ordenada_desde": vencido.ordenada_desde,
        "pausa": asdict(termino.pausa) if termino.pausa else None,
        "sin_efecto": [asdict(one) for one in termino.sin_efecto],
        "limites": [asdict(one) for one in relato.limites],
        "consecuencias": [asdict(one) for one in relato.consecuencias],
        "explicacion": asdict(explicacion),
    }
    return json.dumps(answer, ensure_ascii=False, indent=2, default=lambda value: value.isoformat())


def _as_text(tipo: str, termino: Termino, explicacion: Explicacion, relato: Relato) -> str:
    vencido = termino.vencido
    name = "Pregunta de rendición de cuentas" if tipo == RENDICION else TIPOS[vencido.plazo.tipo].nombre
    running = "vence" if termino.pausa is None else "en pausa; vence a más tardar"
    if termino.pausa is not None and termino.pausa.limite_el is None:
        running = "en pausa; vencía"
    lines = [
        f"{name}: {running} el {fecha_larga(vencido.vence_el)} ({vencido.vence_el})",
        "",
        explicacion.recepcion,
        f"{explicacion.efectiva} [{explicacion.norma_efectiva}]",
        f"{explicacion.plazo} [{explicacion.norma_plazo}]",
        "",
        *(f"{dia.fecha}  {dia.numero or '':>3}  {dia.motivo} [{dia.norma}]" for dia in explicacion.dias),
        "",
        f"{explicacion.final} [{explicacion.norma_final}]",
    ]
    if vencido.estricta_el != vencido.vence_el:
        lines.append(f"Según la lectura más estricta de la ley vence el {fecha_larga(vencido.estricta_el)} ({vencido.estricta_el}).")
    lines += [f"Sin efecto sobre el plazo: {one.clase} el {fecha_larga(one.el)}." for one in termino.sin_efecto]
    lines += [f"{one.texto} [{one.norma}]" for one in relato.consecuencias]
    if relato.limites:
        lines += ["", *(f"{one.titulo}: {fecha_larga(one.el)} ({one.el}) [{one.norma}]" for one in relato.limites)]
    lines += ["", f"Calendario: {vencido.calendario_version}. Política: {vencido.politica}."]
    return "\n".join(lines)
