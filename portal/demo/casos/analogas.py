"""Neighbours who ask for the same: a dozen of them, of whom the office makes a group and answers once; and three that are proposed."""

from collections.abc import Callable

from portal.demo.actos import asignar
from portal.demo.analogas import publicar_unica
from portal.demo.gente import persona, pide
from portal.demo.guion import Acto, Caso, Momento, Paso, hace

_MAESTROS = (
    "Pido que nombren el maestro que falta en la escuela de la vereda Monopamba. Los niños de tercero y cuarto llevan dos meses sin clase."
)
_MAESTROS_TAMBIEN = (
    "Solicito que nombren un maestro para la escuela de la vereda Monopamba, pues los niños de tercero y cuarto llevan dos meses sin clase."
)
_TANQUE = "Pedimos que laven el tanque del acueducto de la vereda San Mateo: el agua sale con tierra y los niños se enferman del estómago."
_NOMBRES = (
    ("Aura Elisa", "Getial Cuasapud"),
    ("Luis Gonzalo", "Malpud Chitán"),
    ("Rosa Elvira", "Piarpuezán Tapie"),
    ("Segundo Elías", "Estacio Nastar"),
    ("Gladys Amparo", "Ascuntar Guancha"),
    ("José Libardo", "Inguilán Realpe"),
    ("Olga Marleny", "Quenguán Burbano"),
    ("Carlos Arturo", "Puerchambud Yandún"),
    ("Diana Milena", "Tarapués Cuaspud"),
    ("Nelly del Carmen", "Chalapud Imbacuán"),
    ("Harold Andrés", "Realpe Getial"),
    ("Yeny Lucía", "Nastar Malpud"),
)


def _caso(number: int, asunto: str, texto: str, habiles: int, pasos: Callable[[int], tuple[Paso, ...]], first: int) -> Caso:
    return Caso(
        f"analoga_{first + number}",
        Momento(habiles, f"{8 + number // 6:02d}:{(number * 7) % 60:02d}"),
        pide("peticion_general", asunto, texto, persona(*_NOMBRES[number], first + number), acepta=True),
        pasos(number),
    )


def _maestros(number: int) -> tuple[Paso, ...]:
    """The last one's case also carries what the office did with the group."""
    given = (hace(9, "11:00", asignar("gobierno", "lucia")),)
    last: Acto = publicar_unica(
        "Falta de maestro en la escuela de Monopamba",
        "La Secretaría de Educación del departamento nombró el maestro, que llega el próximo lunes. La escuela repone las clases "
        "perdidas los sábados, y el transporte y el restaurante escolar funcionan también esos días.",
        "Diario del Sur",
        por="lucia",
    )
    return (*given, hace(4, "15:10", last)) if number == len(_NOMBRES) - 1 else given


def _tanque(_number: int) -> tuple[Paso, ...]:
    return (hace(2, "16:00", asignar("gobierno", "lucia")),)


ANALOGAS = (
    *(_caso(one, "Maestro para la escuela de Monopamba", (_MAESTROS, _MAESTROS_TAMBIEN)[one % 2], 9, _maestros, 100) for one in range(12)),
    *(_caso(one, "Lavar el tanque del acueducto de San Mateo", _TANQUE, 2, _tanque, 120) for one in range(4)),
)
