"""Dates and hours as a person reads them in Colombia, without loading a locale library."""

from datetime import date, time

_DIAS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
MESES = (
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
)


def fecha_larga(dia: date) -> str:
    """«martes 3 de febrero de 2026»."""
    return f"{_DIAS[dia.weekday()]} {dia.day} de {MESES[dia.month - 1]} de {dia.year}"


def hora_corta(hora: time) -> str:
    """«5:00 p. m.»; with its seconds only when there are any: «5:00:01 p. m.»."""
    seconds = f":{hora.second:02d}" if hora.second else ""
    return f"{hora.hour % 12 or 12}:{hora.minute:02d}{seconds} {'a. m.' if hora.hour < 12 else 'p. m.'}"


def articulo_hora(hora: time) -> str:
    """The hour with its article: «las 5:00 p. m.», «la 1:00 p. m.»."""
    return f"{'la' if hora.hour % 12 == 1 else 'las'} {hora_corta(hora)}"
