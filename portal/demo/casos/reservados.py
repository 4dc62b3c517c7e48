"""Information that the law reserves: refused whole or in part, insisted on, and decided by a judge."""

from portal.demo.actos import abrir, asignar, proyectar, responder
from portal.demo.gente import persona, pide
from portal.demo.guion import Caso, Momento, hace
from portal.demo.notificaciones import (
    decidir_recurso,
    desistir_recurso,
    enviar_al_juez,
    insistir,
    negar_reserva,
    poner_leyenda,
    presentar_recurso,
    quitar_leyenda,
    registrar_fallo,
    registrar_orden,
)

RESERVADOS = (
    Caso(
        "hojas_de_vida",
        Momento(33, "10:20"),
        pide(
            "documentos",
            "Hojas de vida de la alcaldía",
            "Pido copia de las hojas de vida completas de quienes trabajan en la Secretaría de Gobierno, con sus sueldos.",
            persona("Martha Lucía", "Tulcán Erazo", 95),
            acepta=True,
        ),
        (
            hace(33, "11:00", asignar("gobierno", "lucia")),
            hace(
                26,
                "09:30",
                negar_reserva(
                    ["24-3"],
                    "La dirección, el teléfono, la historia laboral y los datos de salud de cada persona.",
                    "Con la dirección y los datos de salud se puede hacer daño hoy a personas que atienden conflictos en el municipio.",
                    entrega="Los cargos, los estudios y los sueldos son públicos: están en la escala salarial, que va con esta carta.",
                    por="lucia",
                ),
            ),
            hace(25, "20:15", abrir()),
            hace(22, "21:30", insistir("La experiencia laboral de un servidor no es íntima: sirve para saber si cumple el cargo.")),
            hace(21, "09:00", enviar_al_juez(por="lucia")),
            hace(
                8,
                "14:00",
                registrar_fallo("ordena_parte", "Juzgado, auto 12: entregar la experiencia laboral, sin direcciones.", por="lucia"),
            ),
        ),
    ),
    Caso(
        "historia_clinica_brigada",
        Momento(30, "16:05"),
        pide(
            "informacion",
            "Atendidos en la brigada de salud",
            "Quiero saber qué enfermedades tienen los vecinos que fueron a la brigada de salud, con nombre.",
            persona("Wilson Hernán", "Cuaical Tarapués", 96),
            acepta=True,
        ),
        (
            hace(30, "16:40", asignar("salud", "nubia")),
            hace(
                24,
                "10:00",
                negar_reserva(
                    ["24-3", "18-a"],
                    "El nombre y el diagnóstico de cada persona.",
                    "Saber quién está enfermo lo expone hoy a burlas y a perder su trabajo.",
                    por="nubia",
                ),
            ),
            hace(23, "18:20", abrir()),
            hace(20, "19:00", insistir("Somos vecinos y tenemos derecho a saber.")),
            hace(19, "08:30", enviar_al_juez(por="nubia")),
            hace(11, "09:40", registrar_fallo("confirma", "Juzgado, auto 9: la historia clínica es reservada.", por="nubia")),
        ),
    ),
    Caso(
        "camaras_de_seguridad",
        Momento(9, "08:15"),
        pide(
            "informacion",
            "Dónde están las cámaras",
            "Pido el plano con el lugar exacto de todas las cámaras de seguridad del municipio.",
            persona("Nelson Darío", "Ruano Inga", 97),
            acepta=True,
        ),
        (
            hace(9, "09:00", asignar("gobierno", "lucia")),
            hace(
                5,
                "11:00",
                negar_reserva(
                    ["19-b"],
                    "El lugar exacto de cada cámara.",
                    "Quien quiera delinquir sabría hoy qué calles no se vigilan.",
                    entrega="Hay 14 cámaras: 9 en el casco urbano y 5 en las veredas.",
                    por="lucia",
                ),
            ),
            hace(4, "12:30", abrir()),
            hace(1, "17:10", insistir("Las cámaras se pagan con plata pública y están a la vista de todos.")),
        ),
        seguimiento="una insistencia por enviar al juez",
    ),
    Caso(
        "plan_de_seguridad",
        Momento(14, "09:10"),
        pide(
            "documentos",
            "Plan de seguridad del municipio",
            "Pido copia completa del plan de seguridad y convivencia, con sus anexos.",
            persona("Edilberto", "Chalapud Mueses", 98),
            acepta=True,
        ),
        (
            hace(14, "09:40", asignar("gobierno", "lucia")),
            hace(
                9,
                "10:15",
                negar_reserva(
                    ["19-a"],
                    "Los anexos con los recorridos y los puntos de control.",
                    "Quien quiera atacar a la fuerza pública sabría hoy dónde y a qué hora está.",
                    entrega="El plan va con esta carta, sin los anexos.",
                    por="lucia",
                ),
            ),
            hace(8, "19:20", abrir()),
            hace(7, "20:05", presentar_recurso("Los recorridos del año pasado ya no sirven para atacar a nadie.")),
            hace(
                1,
                "08:30",
                decidir_recurso("confirma", "Los recorridos se repiten cada año: siguen siendo útiles para atacar.", por="lucia"),
            ),
        ),
    ),
    Caso(
        "protocolo_de_emergencia",
        Momento(16, "11:25"),
        pide(
            "documentos",
            "Protocolo de emergencia del puesto de policía",
            "Pido copia del protocolo de emergencia del puesto de policía de la vereda.",
            persona("Rosa Elvira", "Inguilán Tarapués", 99),
            acepta=True,
        ),
        (
            hace(16, "12:00", asignar("gobierno", "lucia")),
            hace(11, "09:20", negar_reserva(["19-a"], "El protocolo.", "Expone hoy a quienes están en el puesto.", por="lucia")),
            hace(10, "18:30", abrir()),
            hace(9, "21:00", presentar_recurso("Vivo al lado y tengo que saber qué hacer.")),
            hace(6, "07:45", desistir_recurso()),
        ),
    ),
    Caso(
        "transporte_escolar",
        Momento(31, "07:50"),
        pide(
            "peticion_particular",
            "Transporte escolar para mi hija",
            "Solicito el cupo de transporte escolar para mi hija, que vive a siete kilómetros de la escuela.",
            persona("Miriam Patricia", "Cuasquer Ortega", 100),
            acepta=True,
        ),
        (
            hace(31, "08:30", asignar("despacho", "raul")),
            hace(1, "16:00", registrar_orden("Responder de fondo la petición del cupo, en cuarenta y ocho horas.", por="raul", dias=3)),
        ),
        seguimiento="la orden de un juez por cumplir",
    ),
    Caso(
        "medicamentos_puesto",
        Momento(28, "15:10"),
        pide(
            "peticion_particular",
            "Medicamentos del puesto de salud",
            "Pido que el puesto de salud de la vereda tenga los medicamentos para la presión.",
            persona("Segundo Abelardo", "Malte Cuaspud", 101),
            acepta=True,
        ),
        (
            hace(28, "15:40", asignar("salud", "nubia")),
            hace(20, "10:00", proyectar("Respetado señor:\n\nSu solicitud se tendrá en cuenta.", por="nubia")),
            hace(20, "10:10", responder(por="nubia")),
            hace(19, "18:00", abrir()),
            hace(2, "11:30", registrar_orden("Responder de fondo, con la fecha en que habrá medicamentos.", por="nubia", dias=4)),
        ),
    ),
    Caso(
        "nombre_en_predial",
        Momento(13, "10:45"),
        pide(
            "hd_reclamo",
            "Mi nombre está mal en el predial",
            "En la base del impuesto predial aparece otra persona como dueña de mi casa. Pido que lo corrijan.",
            persona("Blanca Nieves", "Tepud Rosero", 102),
            acepta=True,
        ),
        (
            hace(13, "11:10", asignar("hacienda", "marino")),
            hace(12, "09:30", poner_leyenda("Impuesto predial", "La dueña dice que el nombre no es el suyo.", por="marino")),
            hace(5, "10:00", proyectar("Respetada señora:\n\nYa corregimos el nombre en la base del predial.", por="marino")),
            hace(5, "10:15", responder(por="marino")),
            hace(4, "18:40", abrir()),
            hace(4, "19:00", quitar_leyenda(por="marino")),
        ),
    ),
    Caso(
        "borrar_telefono",
        Momento(2, "08:50"),
        pide(
            "hd_reclamo",
            "Borren mi teléfono",
            "Me llaman de la alcaldía a un número que no autoricé. Pido que lo borren de la base de eventos.",
            persona("Óscar Iván", "Chalapud Erira", 103),
            acepta=True,
        ),
        (hace(2, "09:20", asignar("gobierno", "lucia")),),
    ),
)
