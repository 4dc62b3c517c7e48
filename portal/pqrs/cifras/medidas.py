"""The figures, each with what exactly it counts: the data dictionary of the page, of the files and of the reports."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Medida:
    """One figure: its key in files, its words on pages, what it counts, its unit."""

    clave: str
    titulo: str
    cuenta: str
    unidad: str = "solicitudes"


MEDIDAS = (
    Medida("recibidas", "Recibidas", "Solicitudes que recibieron radicado en el período, por todos los canales."),
    Medida("respondidas", "Respondidas", "De las recibidas, las que tienen respuesta enviada o una decisión que les puso fin."),
    Medida("a_tiempo", "Respondidas a tiempo", "De las respondidas, las que se enviaron hasta el día límite, con sus prórrogas y pausas."),
    Medida("tarde", "Respondidas tarde", "De las respondidas, las que se enviaron después del día límite."),
    Medida("abiertas", "Sin responder", "De las recibidas, las que siguen abiertas y sin respuesta en la fecha de corte."),
    Medida("vencidas", "Vencidas", "De las que están sin responder, las que pasaron su día límite. No cuentan las que están en pausa."),
    Medida("en_pausa", "En pausa", "De las que están sin responder, las que esperan a la persona o a un juez; su plazo no corre."),
    Medida("trasladadas", "Trasladadas", "De las recibidas, las que pasaron enteras a la entidad competente (Ley 1437 de 2011, art. 21)."),
    Medida("trasladadas_en_parte", "Trasladadas en parte", "De las recibidas, aquellas de las que una parte pasó a la entidad competente."),
    Medida("retiradas", "Retiradas", "De las recibidas, las que retiró quien las presentó (Ley 1437 de 2011, art. 18)."),
    Medida("anuladas", "Radicados anulados", "De los radicados, los que se anularon con una justificación, por ejemplo por repetidos."),
    Medida("otras", "Terminadas de otra forma", "De las recibidas, las que terminaron sin respuesta propia, sin traslado y sin retiro."),
    Medida("prorrogadas", "Prorrogadas", "De las recibidas, aquellas cuyo plazo se amplió (Ley 1437 de 2011, art. 14, par.)."),
    Medida("negadas", "Negadas", "De las recibidas, aquellas en las que se negó todo o parte de lo pedido, o se rechazó la solicitud."),
    Medida(
        "silencio", "Aceptadas por silencio",
        "De las recibidas, las de información o documentos que la ley da por aceptadas por no responder a tiempo (art. 14, num. 1).",
    ),
    Medida("anonimas", "Anónimas", "De las recibidas, las que no dicen quién las presentó."),
    Medida("a_tiempo_porcentaje", "A tiempo (%)", "Respondidas a tiempo, de cada 100 respondidas.", "por ciento"),
    Medida(
        "dias_mediana", "Días para responder (mediana)",
        "Días hábiles desde que la solicitud se tiene por recibida hasta la respuesta: la mitad se respondió en este tiempo o menos.",
        "días hábiles",
    ),
    Medida(
        "dias_percentil_90", "Días para responder (9 de cada 10)",
        "Días hábiles en los que se respondieron 9 de cada 10 de las respondidas, o menos.", "días hábiles",
    ),
    Medida("encuestas", "Encuestas", "Personas que calificaron la respuesta.", "encuestas"),
    Medida("satisfaccion", "Calificación", "Promedio de las calificaciones de la respuesta, de 1 (muy mala) a 5 (muy buena).", "puntos"),
    Medida(
        "resueltas_porcentaje", "Resolvió (%)",
        "De cada 100 personas que calificaron, las que dijeron que la respuesta resolvió lo que pedían.", "por ciento",
    ),
)  # fmt: skip

# What is simply added up; the rest is computed from it.
CONTEOS = (
    "recibidas", "respondidas", "a_tiempo", "tarde", "abiertas", "vencidas", "en_pausa", "trasladadas", "trasladadas_en_parte",
    "retiradas", "anuladas", "otras", "prorrogadas", "negadas", "silencio", "anonimas", "encuestas",
)  # fmt: skip
