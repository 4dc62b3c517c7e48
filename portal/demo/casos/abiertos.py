"""Cases that an office is working on: late, near their date, with a draft, waiting for approval or for the person."""

from portal.demo.actos import (
    anotar,
    aportar,
    asignar,
    devolver,
    escribir,
    pedir_aprobacion,
    proyectar,
    reasignar,
)
from portal.demo.gente import juridica, menor, persona, pide
from portal.demo.guion import Adjunto, Caso, Momento, hace

ABIERTOS = (
    Caso(
        "alumbrado",
        Momento(19, "09:20"),
        pide(
            "reclamo",
            "Alumbrado público apagado en el barrio San Francisco",
            "Desde hace tres semanas están apagadas cinco lámparas de la carrera 4, entre las calles 6 y 8, en el barrio San Francisco. "
            "Por la noche los estudiantes del colegio pasan por ahí a oscuras. En el recibo de la energía seguimos pagando "
            "el alumbrado.\n\n"
            "Solicito que arreglen las lámparas y que me digan en qué fecha lo harán.",
            persona("Rosa Elvira", "Tarapués Inampués", 11, direccion="Carrera 4 # 7-15"),
            lugar="Carrera 4 entre calles 6 y 8, barrio San Francisco",
            donde=(0.8853, -77.5034),
        ),
        (
            hace(18, "08:40", asignar("gobierno", "lucia")),
            hace(15, "10:05", anotar("Se pidió al operador del alumbrado el cronograma de reparación. Todavía no responde.", por="lucia")),
            hace(6, "15:10", aportar("Buenas tardes. Las lámparas siguen apagadas. ¿Ya hay una fecha?")),
        ),
    ),
    Caso(
        "via_san_mateo",
        Momento(17, "11:05"),
        pide(
            "peticion_general",
            "Arreglo de la vía a la vereda San Mateo",
            "Los habitantes de la vereda San Mateo pedimos el arreglo de la vía que comunica con el casco urbano. Con las "
            "lluvias se formaron "
            "huecos y zanjas en el sector de la quebrada, y el camión de la leche ya no puede subir todos los días. Pedimos "
            "recebo, cunetas y "
            "un paso de agua en el kilómetro 3.\n\nAdjuntamos una imagen del sitio y la lista de las familias que firmamos.",
            persona("Segundo Heriberto", "Cuasapud Malte", 12, direccion="Vereda San Mateo"),
            lugar="Vía a San Mateo, kilómetro 3, sector de la quebrada",
            donde=(0.8702, -77.4768),
        ),
        (
            hace(17, "15:30", asignar("planeacion", "beto")),
            hace(12, "09:45", anotar("Visita hecha con el ingeniero de obras. Se necesita una alcantarilla de 36 pulgadas.", por="beto")),
            hace(
                2,
                "16:20",
                proyectar(
                    "Respetado señor:\n\nLa Secretaría de Planeación visitó el kilómetro 3 de la vía a San Mateo y encontró la "
                    "calzada deteriorada "
                    "en 120 metros.\n\nEl municipio programó:\n- recebo y conformación de cunetas, con maquinaria propia;\n"
                    "- una alcantarilla de 36 pulgadas, que se contrata.\n\nFalta confirmar la fecha de entrada de la maquinaria.",
                    por="beto",
                ),
            ),
        ),
        (
            Adjunto("via-san-mateo.png", "via"),
            Adjunto("firmas-vereda-san-mateo.pdf", "Lista de familias de la vereda San Mateo que firman la petición"),
        ),
    ),
    Caso(
        "acueducto",
        Momento(8, "08:15"),
        pide(
            "informacion",
            "Inversión en los acueductos veredales",
            "Como veedora de la junta de acción comunal solicito la siguiente información de los últimos dos años: cuánto se "
            "invirtió en los "
            "acueductos de Maicira, Tescual y San Mateo, con qué contratos y en qué estado está cada obra.",
            juridica("Junta de Acción Comunal de la vereda Maicira (de demostración)", 101, direccion="Vereda Maicira, salón comunal"),
            acepta=True,
        ),
        (
            hace(8, "11:30", asignar("planeacion", "beto")),
            hace(3, "14:25", anotar("@gloria.guerrero: Hacienda entrega el cuadro de pagos mañana.", por="beto")),
        ),
    ),
    Caso(
        "licencia",
        Momento(13, "14:40"),
        pide(
            "peticion_particular",
            "Estado de mi licencia de construcción",
            "Radiqué los papeles para construir un segundo piso en mi casa y no he recibido respuesta. Solicito que me "
            "informen si falta algún documento.",
            persona("Aura Marina", "Yandún Chapuel", 13, direccion="Calle 7 # 2-40"),
        ),
        (
            hace(13, "16:00", asignar("planeacion", "beto")),
            hace(
                2,
                "10:10",
                proyectar(
                    "Respetada señora:\n\nSu solicitud de licencia está en revisión estructural. Falta el plano de cimentación "
                    "firmado por el "
                    "ingeniero responsable. Puede entregarlo en la ventanilla o enviarlo por esta misma página.",
                    por="beto",
                ),
            ),
            hace(1, "08:30", pedir_aprobacion(por="beto")),
        ),
    ),
    Caso(
        "espacio_publico",
        Momento(12, "09:10"),
        pide(
            "denuncia",
            "Construcción que ocupa el andén",
            "En la calle 3 con carrera 6 levantaron un cerramiento en ladrillo que ocupa todo el andén. Los adultos mayores "
            "tienen que caminar por la calzada.",
            persona("Luis Hernando", "Puerchambud Tez", 14, direccion="Calle 3 # 6-12"),
            lugar="Calle 3 con carrera 6",
            donde=(0.8836, -77.5021),
        ),
        (
            hace(12, "11:00", asignar("gobierno", "lucia")),
            hace(11, "09:00", reasignar("planeacion", "beto", "La revisión de la licencia corresponde a Planeación.", por="lucia")),
            hace(5, "15:00", proyectar("Se visitó el predio y no hay licencia de ocupación del andén.", por="beto")),
            hace(4, "08:20", pedir_aprobacion(por="beto")),
            hace(
                3,
                "10:45",
                devolver(
                    "Diga qué sigue: la fecha de la audiencia y qué puede hacer la persona mientras tanto. Cite el acta de visita.",
                    por="gloria",
                ),
            ),
        ),
        (Adjunto("anden-ocupado.png", "casa"),),
    ),
    Caso(
        "quebrada",
        Momento(9, "20:30"),
        pide(
            "denuncia",
            "Basuras en la quebrada Tescual",
            "Unas personas están botando escombros y basura en la orilla de la quebrada Tescual, cerca del puente viejo. El "
            "agua baja sucia y huele mal. "
            "No doy mi nombre porque son vecinos.",
            None,
            lugar="Quebrada Tescual, junto al puente viejo",
            donde=(0.8779, -77.4912),
        ),
        (
            hace(8, "08:50", asignar("salud", "jairo")),
            hace(
                6,
                "11:15",
                escribir(
                    "¿Puede decirnos qué días y a qué horas botan los escombros? Así podemos hacer la visita en ese momento.",
                    por="jairo",
                    pide=True,
                ),
            ),
            hace(5, "19:40", aportar("Casi siempre los sábados después de las seis de la tarde, en una carreta.")),
            hace(4, "09:30", escribir("Gracias. Haremos la visita el próximo sábado con la Policía.", por="jairo")),
        ),
        (Adjunto("quebrada-tescual.png", "quebrada"),),
        seguimiento="una denuncia anónima con mensajes",
    ),
    Caso(
        "medicamentos",
        Momento(7, "10:00"),
        pide(
            "peticion_particular",
            "Medicamentos de mi mamá",
            "Escribo en nombre de mi madre, de 78 años. Hace dos meses no le entregan completos los medicamentos de la presión. "
            "Solicito que la Secretaría de Salud intervenga ante la EPS.",
            persona(
                "Diana Carolina",
                "Malpud Chalapud",
                15,
                direccion="Vereda El Páramo",
                representado="Blanca Inés Chalapud (nombre inventado)",
                representado_documento="CC 1000000016",
                calidad="Hija",
            ),
        ),
        (
            hace(7, "11:20", asignar("salud", "jairo")),
            hace(
                3,
                "14:05",
                escribir(
                    "Por favor envíe una foto de la última fórmula médica. La necesitamos para pedir la entrega a la EPS.",
                    por="jairo",
                    pide=True,
                ),
            ),
        ),
        (Adjunto("formula-anterior.pdf", "Fórmula médica anterior (documento de demostración)"),),
    ),
    Caso(
        "parque",
        Momento(6, "16:10"),
        pide(
            "peticion_general",
            "Los columpios del parque",
            "Hola. Los columpios del parque están rotos y un niño se cayó. ¿Los pueden arreglar? También queremos una cancha con luz. "
            "Gracias. Los niños y niñas de quinto.",
            menor("Valentina", "Quenguán", 17),
            lugar="Parque principal",
        ),
        (hace(6, "16:40", asignar("planeacion", "gloria")),),
        (Adjunto("dibujo-del-parque.png", "parque"),),
    ),
    Caso(
        "uso_suelo",
        Momento(11, "09:50"),
        pide(
            "consulta",
            "Uso del suelo para un lavadero de carros",
            "Consulto si en el predio de la salida a Monopamba se permite un lavadero de carros, qué permisos exige el "
            "municipio y cuánto tarda cada uno.",
            juridica("Lavadero El Rápido de demostración S.A.S.", 102, direccion="Salida a Monopamba"),
            acepta=True,
        ),
        (hace(10, "08:35", asignar("planeacion", "beto")),),
    ),
    Caso(
        "datos_telefono",
        Momento(13, "15:20"),
        pide(
            "hd_reclamo",
            "Corregir mi número de teléfono",
            "En la base de beneficiarios de Adulto Mayor está el teléfono de otra persona a mi nombre, y por eso no me "
            "avisan de los pagos. Solicito que lo corrijan.",
            persona("José Abelardo", "Fuelantala Irua", 18, correo=False, direccion="Vereda Tescual, casa 9"),
            medio="direccion",
            canal="ventanilla",
            verbal=True,
        ),
        (
            hace(13, "16:10", asignar("sisben", "patricia")),
            hace(1, "11:00", anotar("Corregido en la base local. Falta la carta.", por="patricia")),
        ),
        por="ines",
    ),
    Caso(
        "contratos_contraloria",
        Momento(9, "10:25"),
        pide(
            "entre_autoridades",
            "Copia de los contratos de obra",
            "En ejercicio del control fiscal se solicita copia digital de los contratos de obra pública suscritos en el "
            "último semestre, con sus actas de inicio.",
            juridica("Contraloría de demostración", 103),
            acepta=True,
            canal="correo",
        ),
        (hace(9, "11:15", asignar("administrativa", "octavio")),),
        por="ines",
    ),
    Caso(
        "alimentacion_congreso",
        Momento(3, "08:30"),
        pide(
            "congreso",
            "Informe sobre alimentación escolar",
            "Solicito un informe sobre la ejecución del programa de alimentación escolar en el municipio: cupos, operador, "
            "días atendidos y quejas recibidas.",
            juridica("Oficina de un congresista (de demostración)", 104),
            acepta=True,
            canal="correo",
        ),
        (
            hace(3, "09:15", asignar("planeacion", "gloria")),
            hace(
                1,
                "15:40",
                proyectar(
                    "Respetado congresista:\n\nEl programa atiende 1.240 cupos en 18 sedes educativas, con 142 días ejecutados.",
                    por="gloria",
                ),
            ),
        ),
        por="carmen",
    ),
)
