"""Rules that give out some of the demonstration's new cases by themselves; the others still wait for somebody."""

from portal.demo.elenco import actor_of, get_oficina, get_persona
from portal.pqrs.services.reglas import activar_regla, crear_regla


def create_reglas() -> None:
    """Three rules: two in use, one retired."""
    crear_regla(
        nombre="Mascotas y zoonosis", palabras="mascota, gato, esterilización", dependencia=get_oficina("salud"),
        responsable=get_persona("jairo"), actor=actor_of("carmen"),
    )  # fmt: skip
    crear_regla(
        nombre="Riesgo en vías y puentes", palabras="derrumbe, puente caído, vía cerrada", dependencia=get_oficina("planeacion"),
        preferente=True, actor=actor_of("carmen"),
    )  # fmt: skip
    retirada = crear_regla(
        nombre="Feria de la papa", palabras="feria de la papa", canal="web", dependencia=get_oficina("gobierno"), actor=actor_of("carmen")
    )
    activar_regla(retirada, activa=False, actor=actor_of("carmen"))
