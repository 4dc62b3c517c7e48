"""Cases with the other acts of the law: more time for the office, other authorities, refusals, and what the law accepts by silence."""

from portal.demo.actos import abrir, asignar, desistir
from portal.demo.actuaciones import continuar, deshacer_traslado, prorrogar, rechazar, remitir, trasladar
from portal.demo.gente import juridica, persona, pide
from portal.demo.guion import Caso, Momento, hace
from portal.demo.notificaciones import citar

CON_ACTUACIONES = (
    Caso(
        "estudio_suelos",
        Momento(14, "08:25"),
        pide(
            "peticion_general",
            "Grietas en las casas de la ladera",
            "Aparecieron grietas en seis casas de la ladera después de las lluvias. Pedimos que digan si hay que salir.",
            juridica("Comité de vecinos de la ladera (de demostración)", 131, direccion="Barrio San Francisco"),
            acepta=True,
        ),
        (
            hace(14, "09:00", asignar("gobierno", "lucia")),
            hace(
                3,
                "11:20",
                prorrogar(
                    8, "El geólogo de la gobernación visita el sector la otra semana. Sin su concepto no hay respuesta segura.", por="lucia"
                ),
            ),
        ),
        seguimiento="una solicitud con el plazo prorrogado",
    ),
    Caso(
        "recibo_energia",
        Momento(6, "10:45"),
        pide(
            "reclamo",
            "Cobro doble en el recibo de la energía",
            "Este mes me cobraron dos veces la energía y la empresa no recibe el reclamo.",
            persona("Marco Tulio", "Enríquez Yela", 71, direccion="Calle 6 # 4-18"),
        ),
        (
            hace(6, "11:30", asignar("gobierno", "lucia")),
            hace(
                3,
                "09:15",
                trasladar("Superintendencia", "La energía no la presta el municipio: la vigila esa Superintendencia.", por="lucia"),
            ),
        ),
        seguimiento="una solicitud trasladada",
    ),
    Caso(
        "lampara_devuelta",
        Momento(8, "09:05"),
        pide(
            "reclamo",
            "Lámpara apagada en el parque",
            "La lámpara de la esquina del parque lleva un mes apagada. Pido que la cambien.",
            persona("Rubiela Inés", "Chacua Tepud", 140, direccion="Carrera 6 # 5-22"),
        ),
        (
            hace(8, "10:40", asignar("gobierno", "lucia")),
            hace(7, "11:15", trasladar("Superintendencia", "Trata del servicio de energía.", por="lucia")),
            hace(
                2,
                "08:50",
                deshacer_traslado("devuelta", "El alumbrado público lo presta el municipio: la respuesta la damos nosotros.", por="lucia"),
            ),
        ),
    ),
    Caso(
        "quebrada_y_via",
        Momento(7, "09:30"),
        pide(
            "peticion_general",
            "Basura en la quebrada y hueco en la vía",
            "Botan basura en la quebrada La Chorrera, que ya huele mal. Y en la vía, frente al puente, hay un hueco grande.",
            persona("Doris Amanda", "Guancha Tello", 72, direccion="Vereda Tescual"),
        ),
        (
            hace(7, "10:20", asignar("gobierno", "lucia")),
            hace(
                4,
                "15:40",
                trasladar(
                    "Corporación", "Es la autoridad ambiental de las quebradas.", por="lucia", parte="La basura en la quebrada La Chorrera."
                ),
            ),
        ),
    ),
    Caso(
        "insultos",
        Momento(9, "21:10"),
        pide(
            "peticion_general",
            "Respondan ya",
            "Ladrones e inútiles, todos ustedes son unas ratas.",
            persona("Persona", "De Demostración", 73),
        ),
        (
            hace(8, "09:00", asignar("atencion", "carmen")),
            hace(
                5,
                "10:30",
                rechazar(
                    "El escrito llama «ladrones», «inútiles» y «ratas» a quienes trabajan en la alcaldía, y no dice qué pide. "
                    "Si lo presenta de nuevo con respeto, se le responderá.",
                    por="carmen",
                ),
            ),
            hace(3, "11:00", citar("Atención al Usuario, primer piso de la alcaldía, de 8 a 12 y de 2 a 5", por="carmen")),
        ),
        seguimiento="una decisión por abrir",
    ),
    Caso(
        "sisben_repetida",
        Momento(5, "08:40"),
        pide(
            "peticion_particular",
            "Otra vez mi puntaje del Sisbén",
            "Vuelvo a pedir que revisen mi encuesta del Sisbén, porque aparecía con moto.",
            persona("María Fidelina", "Chapuesgal Tulcán", 31, direccion="Vereda El Páramo, casa 12"),
            acepta=True,
        ),
        (
            hace(5, "10:00", asignar("sisben", "patricia")),
            hace(
                2,
                "14:50",
                remitir("Corrección de mi puntaje del Sisbén", "Es la misma solicitud y ya se corrigió la encuesta.", por="patricia"),
            ),
            hace(1, "12:10", abrir()),
        ),
    ),
    Caso(
        "poste_inclinado",
        Momento(12, "16:20"),
        pide(
            "peticion_general",
            "Poste inclinado junto a la escuela",
            "Hay un poste de la energía inclinado junto a la escuela. Puede caer.",
            persona("Edgar Hernán", "Caicedo Yandún", 74, direccion="Carrera 3 # 8-02"),
        ),
        (
            hace(11, "08:30", asignar("gobierno", "lucia")),
            hace(8, "19:00", desistir("Ya no vivo allí.")),
            hace(6, "09:25", continuar("El poste puede caer sobre la escuela: es un riesgo para los niños.", por="lucia")),
        ),
    ),
    Caso(
        "copias_contrato",
        Momento(12, "08:05"),
        pide(
            "documentos",
            "Copias del contrato de transporte escolar",
            "Solicito copia del contrato de transporte escolar de este año y de sus informes.",
            persona("Wilson Armando", "Tarapués Coral", 75, direccion="Calle 2 # 6-33"),
            acepta=True,
        ),
        (hace(12, "09:10", asignar("administrativa", "octavio")),),
        seguimiento="una solicitud que la ley da por aceptada",
    ),
)
