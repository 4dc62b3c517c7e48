"""Cases whose term stands still, or stood: papers asked for, petitions that were not understood, conflicts of competence."""

from portal.demo.actos import abrir, anotar, asignar
from portal.demo.actuaciones import (
    aclarar,
    archivar,
    completar,
    decretar_desistimiento,
    devolver_oscura,
    pedir_mas_tiempo,
    plantear_conflicto,
    requerir,
    resolver_conflicto,
    seguir_sin_completar,
)
from portal.demo.gente import juridica, persona, pide
from portal.demo.guion import Caso, Momento, hace
from portal.demo.notificaciones import ampliar_por_falla, publicar_aviso

EN_PAUSA = (
    Caso(
        "ruido_taller",
        Momento(8, "10:10"),
        pide(
            "peticion_particular",
            "Ruido de un taller al lado de mi casa",
            "Un taller de ornamentación trabaja hasta las once de la noche y no deja dormir. Pido que le hagan cumplir el horario.",
            persona("Olga Lucía", "Cuaspud Tarapués", 61, direccion="Barrio El Centro"),
            acepta=True,
        ),
        (
            hace(8, "14:20", asignar("gobierno", "lucia")),
            hace(
                5,
                "09:30",
                requerir(
                    "Para visitar el taller necesitamos su dirección exacta, o una foto de la fachada. En la solicitud solo dice «al lado "
                    "de mi casa».\n\nSi la sabe, díganos también a qué horas trabaja.",
                    por="lucia",
                ),
            ),
        ),
        seguimiento="una solicitud que falta completar",
    ),
    Caso(
        "subsidio_vivienda",
        Momento(20, "08:50"),
        pide(
            "peticion_particular",
            "Subsidio para mejorar mi vivienda",
            "Solicito que me incluyan en el programa de mejoramiento de vivienda. El techo está por caerse.",
            persona("Segundo Misael", "Yandar Guerra", 62, direccion="Vereda Maicira"),
        ),
        (
            hace(20, "10:00", asignar("sisben", "patricia")),
            hace(17, "11:15", requerir("Falta el certificado de tradición del predio, o la posesión con dos testigos.", por="patricia")),
            hace(4, "19:40", pedir_mas_tiempo()),
        ),
        seguimiento="una solicitud con más tiempo para completarla",
    ),
    Caso(
        "escritura_lote",
        Momento(12, "09:40"),
        pide(
            "peticion_particular",
            "Corregir el área de mi lote en el predial",
            "El recibo del predial dice que mi lote tiene el doble de lo que mide. Pido que lo corrijan.",
            persona("Jesús Alirio", "Malte Coral", 63, direccion="Calle 4 # 5-60"),
            acepta=True,
        ),
        (
            hace(12, "11:00", asignar("hacienda", "marino")),
            hace(9, "15:00", requerir("Falta la copia de la escritura: con ella se pide la corrección al gestor catastral.", por="marino")),
            hace(4, "18:25", completar("Adjunto la escritura 214 de la Notaría de Ipiales. El lote mide 180 metros cuadrados.")),
        ),
    ),
    Caso(
        "poda_arbol",
        Momento(13, "08:15"),
        pide(
            "peticion_particular",
            "Poda de un árbol sobre mi techo",
            "Las ramas de un árbol del parque caen sobre mi techo y rompieron tres tejas. Pido que lo poden.",
            persona("Teresa de Jesús", "Chamorro Pantoja", 64, direccion="Carrera 5 # 3-11"),
        ),
        (
            hace(13, "09:00", asignar("gobierno", "lucia")),
            # On day eleven: it is asked for, and the term goes on.
            hace(2, "08:10", requerir("Envíe una foto del árbol: hay tres en esa cuadra.", por="lucia")),
        ),
    ),
    Caso(
        "auxilio_funerario",
        Momento(32, "14:30"),
        pide(
            "peticion_particular",
            "Auxilio funerario",
            "Pido el auxilio funerario por mi padre, que falleció el mes pasado y estaba en el Sisbén.",
            persona("Nancy del Rosario", "Inampués Rosero", 65, direccion="Vereda El Páramo"),
            acepta=True,
        ),
        (
            hace(32, "15:30", asignar("salud", "jairo")),
            hace(29, "10:20", requerir("Falta el registro civil de defunción y la factura de los servicios funerarios.", por="jairo")),
        ),
        seguimiento="una solicitud que la oficina debe decidir",
    ),
    Caso(
        "puesto_mercado",
        Momento(50, "09:05"),
        pide(
            "peticion_particular",
            "Un puesto en la plaza de mercado",
            "Solicito que me asignen un puesto para vender hortalizas en la plaza de mercado.",
            persona("Blanca Estela", "Tepud Cuarán", 66, direccion="Barrio La Merced"),
            acepta=True,
        ),
        (
            hace(50, "11:00", asignar("gobierno", "lucia")),
            hace(47, "08:45", requerir("Falta el certificado de manipulación de alimentos y la copia de su cédula.", por="lucia")),
            hace(
                8,
                "16:00",
                decretar_desistimiento(
                    "El plazo para completar la solicitud terminó y no llegaron el certificado ni la copia de la cédula. Sin ellos no se "
                    "puede asignar un puesto de alimentos. Por eso se entiende que desistió y se archiva la solicitud.",
                    por="lucia",
                ),
            ),
            hace(6, "12:30", abrir()),
        ),
        seguimiento="una decisión ya leída, con recurso",
    ),
    Caso(
        "cerca_escuela",
        Momento(40, "10:00"),
        pide(
            "peticion_general",
            "Cerca de la escuela de Tescual",
            "La cerca de la escuela de Tescual se cayó y los niños salen a la vía. Pedimos que la reparen.",
            juridica("Asociación de Padres de la escuela de Tescual (de demostración)", 121, direccion="Vereda Tescual"),
        ),
        (
            hace(40, "11:20", asignar("administrativa", "octavio")),
            hace(37, "15:45", requerir("Falta el acta con la que la junta autoriza la obra en el lote.", por="octavio")),
            hace(8, "09:00", seguir_sin_completar("El lote es del municipio según la escritura: el acta no hace falta.", por="octavio")),
        ),
    ),
    Caso(
        "lo_de_la_vez_pasada",
        Momento(6, "11:25"),
        pide(
            "peticion_particular",
            "Lo que hablamos la vez pasada",
            "Buenas, para lo que hablamos la vez pasada del asunto ese, que ya me dijeron que sí y quiero saber.",
            persona("Arnulfo", "Rosero Chávez", 67),
        ),
        (
            hace(6, "14:10", asignar("gobierno", "lucia")),
            hace(
                3,
                "10:40",
                devolver_oscura("No sabemos de qué asunto habla ni qué le dijeron. Díganos qué pide y a qué oficina fue.", por="lucia"),
            ),
        ),
        seguimiento="una solicitud que falta aclarar",
    ),
    Caso(
        "papel_del_lote",
        Momento(10, "09:50"),
        pide(
            "peticion_particular",
            "El papel del lote",
            "Necesito el papel del lote para el banco, el que dan ahí, lo más pronto.",
            persona("Gloria Esperanza", "Benavides Tulcán", 68, direccion="Vereda San Mateo"),
        ),
        (
            hace(10, "10:30", asignar("hacienda", "marino")),
            hace(8, "11:50", devolver_oscura("Hay varios documentos de un lote. Díganos cuál necesita y cuál es el lote.", por="marino")),
            hace(5, "17:05", aclarar("El paz y salvo del predial, del lote de mi esposo en San Mateo, número predial 0102.")),
        ),
    ),
    Caso(
        "eso_que_paso",
        Momento(20, "15:15"),
        pide("peticion_general", "Eso que pasó", "Que arreglen eso que pasó allá abajo, todos saben.", None),
        (
            hace(20, "16:00", asignar("gobierno", "lucia")),
            hace(17, "09:20", devolver_oscura("No se sabe qué pasó ni dónde. Diga el lugar y qué quiere que se arregle.", por="lucia")),
            hace(6, "08:00", ampliar_por_falla(por="lucia")),
            hace(
                3,
                "15:30",
                archivar("Pasaron los diez días hábiles sin aclaración y no se sabe qué se pide ni de qué lugar se trata.", por="lucia"),
            ),
            hace(2, "09:00", publicar_aviso("la cartelera de la alcaldía", por="lucia")),
        ),
    ),
    Caso(
        "puente_limite",
        Momento(9, "08:35"),
        pide(
            "peticion_general",
            "Arreglo del puente sobre el río, en el límite con Funes",
            "El puente colgante sobre el río tiene tablas podridas. Está en el límite con Funes y ningún municipio lo arregla.",
            juridica("Junta de Acción Comunal de la vereda El Páramo (de demostración)", 122, direccion="Vereda El Páramo"),
        ),
        (
            hace(9, "10:15", asignar("gobierno", "lucia")),
            hace(7, "16:30", anotar("El municipio vecino contestó que el puente tampoco es suyo.", por="lucia")),
            hace(
                5,
                "10:00",
                plantear_conflicto("Se envió al Tribunal Administrativo: el municipio vecino también dice que no le toca.", por="lucia"),
            ),
        ),
        seguimiento="una solicitud con el plazo en pausa",
    ),
    Caso(
        "ambulancia",
        Momento(25, "14:05"),
        pide(
            "queja",
            "La ambulancia no llegó",
            "Llamamos tres veces a la ambulancia y no llegó. Nadie nos dijo de quién era el turno.",
            persona("Hilda Marlene", "Cadena Malte", 69, direccion="Vereda Maicira"),
        ),
        (
            hace(25, "15:20", asignar("salud", "jairo")),
            hace(
                20,
                "09:10",
                plantear_conflicto("El hospital departamental dice que el turno era del municipio. Decide el Tribunal.", por="nubia"),
            ),
            hace(
                6, "11:35", resolver_conflicto("El Tribunal decidió que le corresponde al municipio (auto de demostración).", por="nubia")
            ),
        ),
    ),
)
