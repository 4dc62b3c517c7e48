"""Cases of the last days: most of them still wait to be assigned."""

from portal.demo.actos import (
    asignar,
    dar_preferencia,
    deshacer_fusion,
    desvincular,
    encargar,
    fusionar,
    quitar_preferencia,
    responder_encargo,
    vincular,
)
from portal.demo.gente import juridica, menor, persona, pide
from portal.demo.guion import Adjunto, Caso, Momento, hace

RECIENTES = (
    Caso(
        "escombros",
        Momento(0, "08:12"),
        pide(
            "reclamo",
            "No pasó el carro de la basura",
            "El martes y el viernes no pasó el carro recolector por la vereda Loma Larga. Ya van dos semanas y las bolsas se "
            "acumulan en la entrada de la escuela.",
            persona("Nelly del Socorro", "Guancha Piarpuezán", 21, direccion="Vereda Loma Larga"),
            canal="open311",
            lugar="Entrada de la escuela, vereda Loma Larga",
        ),
    ),
    Caso(
        "feria",
        Momento(0, "09:40"),
        pide(
            "informacion",
            "Puestos para la feria de la papa",
            "¿Cuándo abren las inscripciones para los puestos de la feria de la papa y cuánto cuesta cada puesto?",
            persona("Wilmer Andrés", "Chitán Pantoja", 22),
            acepta=True,
        ),
    ),
    Caso(
        "disciplinaria",
        Momento(1, "10:20"),
        pide(
            "queja_disciplinaria",
            "Trato de un funcionario",
            "El lunes fui a pedir un certificado y la persona que me atendió me gritó delante de todos y no quiso recibirme "
            "los papeles. Solicito que se investigue.",
            persona("Gladys Amparo", "Nastar Cuaical", 23, direccion="Barrio El Comercio"),
        ),
    ),
    Caso(
        "reductor",
        Momento(1, "18:35"),
        pide(
            "peticion_general",
            "Reductor de velocidad frente al colegio",
            "Los carros pasan muy rápido frente al colegio. Pedimos un reductor de velocidad y una cebra, antes de que haya un accidente.",
            persona("Franco Enrique", "Ascuntar Mora", 24, direccion="Calle 5 # 8-30"),
            lugar="Frente al colegio, calle 5",
            donde=(0.8861, -77.5009),
            preferencia="peligro",
        ),
        (
            hace(
                0,
                "09:20",
                quitar_preferencia(
                    "La señalización se estudia con las demás. Los días de clase habrá un agente frente al colegio.", por="ines"
                ),
            ),
        ),
        (Adjunto("calle-del-colegio.png", "via"),),
    ),
    Caso(
        "mercado",
        Momento(2, "11:30"),
        pide(
            "queja",
            "Humedad en la plaza de mercado",
            "El techo de la plaza de mercado gotea sobre los puestos de carne. Ya lo habíamos dicho al administrador y no hizo nada.",
            None,
            lugar="Plaza de mercado",
        ),
    ),
    Caso(
        "predial_error",
        Momento(2, "15:05"),
        pide(
            "reclamo",
            "Me cobran dos veces el predial",
            "En el recibo aparece el año pasado como no pagado, pero yo tengo el comprobante del banco. Solicito que "
            "corrijan el recibo y que no me cobren intereses.",
            persona("Marco Tulio", "Estacio Revelo", 25, direccion="Calle 4 # 1-08"),
        ),
        (
            hace(1, "08:50", asignar("hacienda", "marino")),
            hace(1, "09:30", encargar("administrativa", "Copia del reporte de recaudo del banco de marzo.", 2, por="marino")),
            hace(0, "10:15", responder_encargo("El reporte muestra el pago el 14 de marzo, recibo 4471.", por="octavio")),
        ),
        (Adjunto("comprobante-de-pago.pdf", "Comprobante de pago del impuesto predial (documento de demostración)"),),
    ),
    Caso(
        "bus_escolar",
        Momento(3, "13:15"),
        pide(
            "queja",
            "El bus del colegio llega tarde",
            "El bus que nos lleva al colegio llega tarde casi todos los días y perdemos la primera clase. ¿Pueden hablar con "
            "el señor del bus?",
            menor("Juan Esteban", "Tapie", 26),
        ),
        (hace(3, "14:30", asignar("gobierno", "lucia")),),
    ),
    Caso(
        "perro",
        Momento(4, "08:45"),
        pide(
            "peticion_general",
            "Perros sin dueño en el parque",
            "Por teléfono informa que hay una manada de perros sin dueño en el parque y que mordieron a una señora. Pide que "
            "los recojan y los vacunen.",
            persona("Olga Lucía", "Inguilán Portilla", 27, correo=False, direccion="Barrio Centro"),
            medio="aviso",
            canal="telefono",
            verbal=True,
        ),
        (
            hace(4, "09:30", asignar("salud", "jairo")),
            hace(
                2,
                "10:00",
                encargar("gobierno", "¿Hay denuncias por mordeduras en el parque? Digan fechas y qué se hizo.", 4, por="jairo", lee=True),
            ),
        ),
        por="carmen",
    ),
    Caso(
        # A rule gives it to Salud as it is filed.
        "gatos",
        Momento(1, "15:40"),
        pide(
            "peticion_general",
            "Jornada de esterilización",
            "En el barrio hay cada vez más gatos en la calle. Pedimos que la jornada de esterilización de mascotas venga también aquí.",
            persona("Rosa Elvira", "Yandún Malte", 29, direccion="Barrio San Carlos"),
            lugar="Barrio San Carlos",
        ),
    ),
    Caso(
        "muro",
        Momento(0, "11:05"),
        pide(
            "peticion_particular",
            "El muro de la casa vecina se está cayendo",
            "Con las lluvias se inclinó el muro de la casa abandonada de al lado y ya cayeron piedras en nuestro patio, donde juegan los "
            "niños. Pedimos que lo revisen antes de que haya una desgracia.",
            persona("Blanca Nieves", "Cuarán Tulcán", 30, direccion="Calle 6 # 2-15"),
            lugar="Calle 6 # 2-17",
            preferencia="dano",
        ),
        (
            hace(0, "11:20", vincular("Humedad en la plaza de mercado", "Los dos piden revisar una construcción.", por="ines")),
            hace(0, "11:25", desvincular(por="ines")),
            hace(0, "11:30", vincular("Reductor de velocidad frente al colegio", "Es la misma cuadra: una sola visita sirve.", por="ines")),
        ),
    ),
    Caso(
        "muro_repetida",
        Momento(0, "11:36"),
        pide(
            "peticion_particular",
            "El muro de al lado",
            "Con las lluvias se inclinó el muro de la casa abandonada de al lado y cayeron piedras en nuestro patio. Pedimos que lo "
            "revisen. Mandamos otra vez porque no sabíamos si la primera había llegado.",
            persona("Blanca Nieves", "Cuarán Tulcán", 30, direccion="Calle 6 # 2-15"),
            lugar="Calle 6 # 2-17",
        ),
        (
            hace(0, "11:40", fusionar("El muro de la casa vecina se está cayendo", "Parece la misma solicitud.", por="ines")),
            hace(0, "11:44", deshacer_fusion("Falta confirmar con ella si es el mismo muro.", por="ines")),
            hace(
                0,
                "11:50",
                fusionar("El muro de la casa vecina se está cayendo", "La misma persona envió dos veces lo del muro.", por="ines"),
            ),
        ),
    ),
    Caso(
        "subsidio_mayor",
        Momento(2, "09:25"),
        pide(
            "peticion_particular",
            "Me sacaron de la lista del subsidio",
            "Fui a cobrar y me dijeron que ya no estoy en la lista del adulto mayor. Pido que me digan por qué y que me vuelvan a incluir.",
            persona("Segundo Alirio", "Pinchao Getial", 31, correo=False, direccion="Vereda El Páramo"),
            medio="direccion",
            canal="ventanilla",
            preferencia="especial",
        ),
        (
            hace(2, "10:10", asignar("gobierno", "lucia")),
            hace(2, "10:20", dar_preferencia("especial", "Vino en persona y presentó su documento.", por="ines")),
        ),
        por="ines",
    ),
    Caso(
        "sisben_nuevo",
        Momento(5, "10:10"),
        pide(
            "peticion_particular",
            "Nueva encuesta del Sisbén",
            "Nos pasamos de casa y ya no vivimos con mis suegros. Solicito una nueva encuesta del Sisbén para mi hogar, "
            "somos cuatro personas.",
            persona("Yeny Alejandra", "Cuaspud Rosero", 28, direccion="Vereda Maicira, casa 2"),
        ),
        (hace(5, "10:40", asignar("sisben", "patricia")),),
        seguimiento="una petición en trámite",
    ),
    Caso(
        "sede_juntas",
        Momento(4, "16:45"),
        pide(
            "documentos",
            "Copia del convenio del salón comunal",
            "Solicitamos copia del convenio con el que se construyó el salón comunal, con sus anexos y planos.",
            juridica("Junta de Acción Comunal del barrio El Progreso (de demostración)", 105, direccion="Salón comunal El Progreso"),
            canal="papel",
            medio="direccion",
        ),
        (hace(3, "08:30", asignar("planeacion", "beto")),),
        por="ines",
    ),
)
