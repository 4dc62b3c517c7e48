"""Decisions on single matters, notified and appealed against while the rest goes on; and appeals before the superior of an office."""

from portal.demo.actos import asignar, proyectar, responder
from portal.demo.apelaciones import (
    conceder_apelacion,
    decidir_queja,
    presentar_queja,
    rechazar_apelacion,
)
from portal.demo.asuntos import (
    avisar_asunto,
    citar_asunto,
    decidir_recurso_asunto,
    desistir_recurso_asunto,
    escribir_parte,
    notificar_asunto,
    presentar_recurso_asunto,
    publicar_aviso_asunto,
    registrar_aviso_asunto,
    responder_asunto,
    retirar_aviso_asunto,
    separar,
)
from portal.demo.gente import persona, pide
from portal.demo.guion import Caso, Momento, Paso, hace
from portal.demo.notificaciones import decidir_recurso, notificar_personalmente, presentar_recurso

_PLAZA = "Secretaría de Gobierno, primer piso de la alcaldía, de 8 a 12 y de 2 a 5"
_NIEGA = "Respetada señora:\n\nNo se puede cambiar el grupo: la encuesta se hizo en su casa el mes pasado y usted la firmó."


def _negada(nombre: str, cedula: str, *, desde: int, apela: str) -> tuple[Paso, ...]:
    """Refused by the office, notified in person, and appealed against at once before its superior."""
    return (
        hace(desde, "09:40", asignar("sisben", "patricia")),
        hace(desde - 5, "10:00", proyectar(_NIEGA, por="patricia")),
        hace(desde - 5, "10:20", responder(por="patricia", decide=True)),
        hace(desde - 7, "09:10", notificar_personalmente(nombre, cedula, por="patricia")),
        hace(desde - 9, "20:15", presentar_recurso(apela, modo="apelacion")),
    )


def _rechazada(nombre: str, cedula: str, *, desde: int, queja: str) -> tuple[Paso, ...]:
    return (
        *_negada(nombre, cedula, desde=desde, apela="No estoy de acuerdo."),
        hace(desde - 10, "11:00", rechazar_apelacion("No dice qué parte de la decisión está mal ni por qué.", por="patricia")),
        hace(desde - 12, "09:30", notificar_personalmente(nombre, cedula, por="patricia")),
        hace(desde - 13, "19:00", presentar_queja(queja)),
    )


DECIDIDOS = (
    Caso(
        "plaza_cuatro_cosas",
        Momento(28, "09:15"),
        pide(
            "peticion_general",
            "Varias peticiones sobre la plaza de mercado",
            "Pido que me den un segundo puesto en la plaza, que me devuelvan la multa, que cambien el horario y que me digan qué norma "
            "regula los puestos.",
            persona("Rosalba", "Chalacán Inampués", 160, direccion="Calle 2 # 5-11"),
        ),
        (
            hace(28, "10:00", asignar("gobierno", "lucia")),
            hace(
                28, "10:30",
                separar(
                    ("Un segundo puesto en la plaza", "peticion_particular", "gobierno", "lucia"),
                    ("Devolver la multa", "peticion_particular", "gobierno", "lucia"),
                    ("Cambiar el horario de la plaza", "peticion_particular", "gobierno", "lucia"),
                    ("Qué norma regula los puestos", "consulta", "gobierno", "lucia"),
                ),
            ),
            hace(21, "09:00", escribir_parte(1, "No se le puede dar otro puesto: el reglamento permite uno por persona.", por="lucia")),
            hace(21, "09:20", escribir_parte(2, "No se devuelve la multa: está en firme.", por="lucia")),
            hace(21, "09:40", escribir_parte(3, "No se cambia el horario: lo fijó el Concejo.", por="lucia")),
            *(hace(20, f"10:{numero}0", responder_asunto(numero, por="lucia", decide=True)) for numero in (1, 2, 3)),
            *(hace(19, f"08:{numero}0", citar_asunto(numero, _PLAZA, por="lucia")) for numero in (1, 2, 3)),
            hace(17, "09:00", notificar_asunto(1, "Rosalba Chalacán Inampués", "CC 1000000160", por="lucia")),
            hace(15, "20:00", presentar_recurso_asunto(1, "El otro puesto es para mi hermana, que tiene cédula propia.")),
            hace(12, "09:00", avisar_asunto(2, por="lucia")),
            hace(12, "09:30", publicar_aviso_asunto(3, "la cartelera de la alcaldía", "La citación del horario se devolvió.", por="lucia")),
            hace(11, "11:00", registrar_aviso_asunto(2, "Guía 4410, la recibió su hijo.", por="lucia")),
            hace(10, "16:00", decidir_recurso_asunto(1, "confirma", "El puesto se pide a nombre de quien lo va a usar.", por="lucia")),
            hace(8, "19:30", presentar_recurso_asunto(2, "Yo pagué a tiempo.")),
            hace(7, "18:00", desistir_recurso_asunto(2)),
            hace(4, "09:00", retirar_aviso_asunto(3, por="lucia")),
        ),
    ),
    Caso(
        "grupo_del_sisben",
        Momento(24, "08:30"),
        pide(
            "peticion_particular", "Cambiar mi grupo del Sisbén", "Pido que me cambien del grupo C1 al B2.",
            persona("María Edith", "Guacales Pinchao", 161, direccion="Vereda San Mateo"),
        ),
        (
            *_negada("María Edith Guacales Pinchao", "CC 1000000161", desde=24, apela="La encuesta dice que tengo nevera, y no tengo."),
            hace(14, "09:00", conceder_apelacion(por="patricia")),
            hace(9, "15:00", decidir_recurso("modifica", "Se ordena repetir la encuesta en su casa.", por="raul")),
        ),
    ),
    Caso(
        "ficha_del_sisben",
        Momento(26, "08:45"),
        pide(
            "peticion_particular", "Corregir mi ficha del Sisbén", "Pido que corrijan el número de personas de mi casa.",
            persona("Blanca Nelly", "Taramuel Cuasquer", 162, direccion="Vereda Maicira"),
        ),
        (
            *_rechazada("Blanca Nelly Taramuel Cuasquer", "CC 1000000162", desde=26, queja="Sí dije qué está mal: somos cuatro."),
            hace(8, "10:00", decidir_queja("concede", "El escrito dice qué dato está errado: basta para estudiarlo.", por="raul")),
        ),
    ),
    Caso(
        "visita_del_sisben",
        Momento(25, "09:05"),
        pide(
            "peticion_particular", "Otra visita del Sisbén", "Pido que me visiten otra vez esta semana.",
            persona("Hilda María", "Yaguapaz Chingal", 163, direccion="Barrio San Francisco"),
        ),
        (
            *_rechazada("Hilda María Yaguapaz Chingal", "CC 1000000163", desde=25, queja="Quiero que la alcaldía me escuche."),
            hace(7, "10:30", decidir_queja("niega", "La apelación no dice qué está mal en la decisión.", por="raul")),
        ),
    ),
)  # fmt: skip
