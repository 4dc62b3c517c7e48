"""Extra questions of the demonstration's form: what the offices would have to ask anyway."""

from portal.demo.elenco import actor_of
from portal.pqrs.services.preguntas import crear_pregunta


def create_preguntas() -> None:
    """Three for complaints about a service, one for requests of copies."""
    carmen = actor_of("carmen")
    crear_pregunta(
        texto="¿Qué servicio falla?", formato="una", opciones=["Aseo", "Acueducto", "Alcantarillado", "Alumbrado público", "Vías", "Otro"],
        clases=["reclamo"], pedida=True, actor=carmen,
    )  # fmt: skip
    crear_pregunta(
        texto="¿Desde qué día?", ayuda="Si no está seguro, ponga el más cercano.", formato="fecha", clases=["reclamo"], actor=carmen
    )
    crear_pregunta(
        texto="Número de matrícula o de cuenta del servicio", ayuda="Está arriba, a la derecha, en el recibo.", formato="corta",
        clases=["reclamo"], actor=carmen,
    )  # fmt: skip
    crear_pregunta(
        texto="¿Cómo quiere recibir las copias?", formato="una", opciones=["En un archivo, sin costo", "En papel"], clases=["documentos"],
        pedida=True, actor=carmen,
    )  # fmt: skip
