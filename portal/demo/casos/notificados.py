"""Decisions that are notified on paper, in person, by aviso."""

from portal.demo.actos import abrir, asignar, proyectar, responder
from portal.demo.actuaciones import rechazar
from portal.demo.gente import persona, pide
from portal.demo.guion import Caso, Momento, hace
from portal.demo.notificaciones import (
    avisar,
    citar,
    decidir_recurso,
    enviar_citacion,
    notificar_personalmente,
    presentar_recurso,
    registrar_aviso,
)

NOTIFICADOS = (
    Caso(
        "caseta_del_parque",
        Momento(30, "09:10"),
        pide(
            "peticion_particular",
            "Permiso para una caseta en el parque",
            "Solicito permiso para poner una caseta de comidas en la esquina del parque principal.",
            persona("Segundo Abel", "Cuastumal Inga", 90, correo=False, direccion="Calle 3 # 2-18"),
            medio="direccion",
            canal="papel",
        ),
        (
            hace(30, "10:00", asignar("gobierno", "lucia")),
            hace(
                20,
                "09:30",
                proyectar(
                    "Respetado señor:\n\nNo es posible darle el permiso. La esquina del parque es zona de paso peatonal y el plan de "
                    "ordenamiento no admite allí ventas fijas.",
                    por="lucia",
                ),
            ),
            hace(20, "10:15", responder(por="lucia", decide=True)),
            hace(19, "08:30", citar("Secretaría de Gobierno, primer piso de la alcaldía, de 8 a 12 y de 2 a 5", por="lucia")),
            hace(18, "11:00", enviar_citacion("Guía 000457 del correo certificado.", por="ines")),
            hace(11, "09:00", avisar(por="lucia")),
            hace(8, "16:00", registrar_aviso("Guía 000481. Lo recibió en la casa su hermana.", por="ines")),
        ),
        por="ines",
    ),
    Caso(
        "poda_del_arbol",
        Momento(26, "11:15"),
        pide(
            "peticion_particular",
            "Poda del árbol del andén",
            "Ustedes solo sirven para cobrar. Poden el árbol que daña el techo de mi casa en la calle 4.",
            persona("Hugo Marino", "Rosero Chávez", 92, direccion="Calle 4 # 6-11"),
            acepta=True,
        ),
        (
            hace(26, "14:00", asignar("planeacion", "gloria")),
            hace(22, "09:00", rechazar("Dice que la alcaldía «solo sirve para cobrar».", por="gloria")),
            hace(21, "20:10", abrir()),
            hace(18, "21:00", presentar_recurso("Eso no es una grosería, es una crítica. Y sí dije qué pido: que poden el árbol.")),
            hace(
                6,
                "10:30",
                decidir_recurso(
                    "revoca",
                    "Tiene razón: una crítica dura no es irrespeto, y la solicitud se entiende. Se revisará el árbol.",
                    por="gloria",
                ),
            ),
        ),
    ),
    Caso(
        "cancha",
        Momento(34, "08:50"),
        pide(
            "peticion_particular",
            "La cancha para un torneo",
            "Solicito la cancha del parque todos los domingos para un torneo privado.",
            persona("Édgar Iván", "Cuaspud Tepud", 93, direccion="Barrio Centro"),
            acepta=True,
        ),
        (
            hace(34, "09:30", asignar("gobierno", "lucia")),
            hace(27, "09:00", proyectar("Respetado señor:\n\nNo es posible: la cancha es de uso público los domingos.", por="lucia")),
            hace(27, "09:20", responder(por="lucia", decide=True)),
            hace(26, "19:00", abrir()),
            hace(20, "12:00", presentar_recurso("Otros torneos sí han tenido la cancha. Pido al menos dos domingos al mes.")),
            hace(10, "15:00", decidir_recurso("modifica", "Se le da la cancha el primer domingo de cada mes, de 8 a 12.", por="lucia")),
            hace(9, "20:00", abrir()),
        ),
    ),
    Caso(
        "ampliar_hasta_el_anden",
        Momento(22, "15:20"),
        pide(
            "peticion_particular",
            "Ampliar la casa hasta el andén",
            "Pido autorización para ampliar la casa hasta el borde del andén.",
            persona("Rosa Elvira", "Termal Chacón", 91, direccion="Barrio La Merced, casa 4"),
        ),
        (
            hace(22, "16:00", asignar("planeacion", "gloria")),
            hace(
                9,
                "10:00",
                proyectar(
                    "Respetada señora:\n\nNo se puede autorizar. El andén es espacio público y la construcción debe guardar el retiro "
                    "de la norma urbana.",
                    por="gloria",
                ),
            ),
            hace(9, "10:40", responder(por="gloria", decide=True)),
            hace(7, "08:20", citar("Secretaría de Planeación, segundo piso de la alcaldía, de 8 a 12", por="gloria")),
            hace(5, "09:15", notificar_personalmente("Rosa Elvira Termal Chacón", "CC 1000000091", por="gloria")),
            hace(2, "18:30", presentar_recurso("La casa de al lado llega hasta el andén. Pido que midan la mía y que me traten igual.")),
        ),
        seguimiento="una decisión con recurso por decidir",
    ),
)
