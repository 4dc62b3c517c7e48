"""Petitions that ask for several things, separated in matters: on the way, answered by letters of their own or by a joint one, or late."""

from portal.demo.actos import asignar, responder
from portal.demo.asuntos import abrir_asunto, clasificar_asunto, escribir_parte, reasignar_asunto, responder_asunto, separar, unir_partes
from portal.demo.gente import persona, pide
from portal.demo.guion import Caso, Momento, hace

CON_ASUNTOS = (
    Caso(
        "acueducto_tres_cosas",
        Momento(8, "09:05"),
        pide(
            "peticion_general",
            "Agua turbia en Tescual, y copias de la obra",
            "El agua llega turbia desde la obra del acueducto. Pido que la arreglen, copia del contrato de la obra, y que la alcaldía "
            "diga si la vereda puede cobrar al contratista los daños de las cosechas.",
            persona("Luz Marina", "Puenayán Cuaspud", 81, direccion="Vereda Tescual, casa 7"),
            acepta=True,
        ),
        (
            hace(8, "10:10", asignar("gobierno", "lucia")),
            hace(
                8,
                "10:30",
                separar(
                    ("Arreglar el acueducto de Tescual", "peticion_general", "gobierno", "lucia"),
                    ("Copia del contrato de la obra", "documentos", "administrativa", "octavio"),
                    ("Si se puede cobrar al contratista el daño de las cosechas", "consulta", "gobierno", ""),
                ),
            ),
            hace(4, "15:00", escribir_parte(2, "Va con esta carta la copia del contrato de la obra, en 34 folios.", por="octavio")),
            hace(3, "09:40", responder_asunto(2, por="octavio")),
            hace(2, "11:00", escribir_parte(1, "La cuadrilla cambió el filtro de la planta y revisará el agua cada semana.", por="lucia")),
        ),
        seguimiento="una solicitud con varios asuntos",
    ),
    Caso(
        "feria_dos_cosas",
        Momento(13, "11:15"),
        pide(
            "peticion_particular",
            "Puesto en la feria y recibo del impuesto",
            "Pido un puesto para vender quesos en la feria de diciembre, y el valor de mi impuesto predial para pagarlo antes.",
            persona("Segundo Antonio", "Yandar Tarapués", 82, direccion="Vereda Maicira"),
            acepta=True,
        ),
        (
            hace(13, "14:20", asignar("gobierno", "lucia")),
            hace(
                13,
                "14:40",
                separar(
                    ("Un puesto en la feria de diciembre", "peticion_particular", "gobierno", "lucia"),
                    ("El valor del impuesto predial", "informacion", "administrativa", "octavio"),
                ),
            ),
            hace(9, "10:00", escribir_parte(1, "Tiene el puesto 14 de la feria. Preséntese el día anterior a las 2:00 p. m.", por="lucia")),
            hace(8, "16:30", escribir_parte(2, "Su impuesto predial de este año vale $184.000, hasta el 31 de diciembre.", por="octavio")),
            hace(7, "08:50", unir_partes(por="lucia")),
            hace(7, "09:30", responder(por="lucia")),
        ),
    ),
    Caso(
        "tienda_y_ruido",
        Momento(12, "09:50"),
        pide(
            "reclamo",
            "Ruido de una cantina, y papeles de su permiso",
            "La cantina de la esquina pone música hasta la madrugada. Pido que la controlen y que me digan si tiene permiso.",
            persona("Fanny del Socorro", "Cuastumal Rosero", 83, direccion="Calle 4 # 7-20"),
            acepta=True,
        ),
        (
            hace(12, "10:30", asignar("gobierno", "lucia")),
            hace(
                12,
                "10:45",
                separar(
                    ("Controlar el ruido de la cantina", "reclamo", "gobierno", "lucia"),
                    ("Si la cantina tiene permiso", "consulta", "gobierno", ""),
                ),
            ),
            hace(11, "08:20", clasificar_asunto(2, "informacion", "No pide un concepto: pregunta un dato que tenemos.")),
            hace(
                11,
                "08:40",
                reasignar_asunto(2, "administrativa", "octavio", "Ella archiva los permisos.", por="lucia"),
            ),
            hace(7, "16:00", escribir_parte(2, "La cantina tiene permiso hasta el 30 de junio del otro año.", por="octavio")),
            hace(6, "09:10", responder_asunto(2, por="octavio")),
            hace(6, "19:30", abrir_asunto(2)),
            hace(
                4,
                "10:00",
                escribir_parte(1, "La Inspección le ordenó bajar el volumen desde las 10 p. m.", por="lucia"),
            ),
            hace(3, "11:30", responder_asunto(1, por="lucia")),
        ),
    ),
    Caso(
        "bus_y_copias",
        Momento(13, "08:15"),
        pide(
            "peticion_general",
            "Paradero del bus, y copia de las rutas",
            "Pido que pongan techo al paradero del bus escolar, y copia de las rutas que aprobó la alcaldía.",
            persona("Álvaro Hernán", "Imbacuán Yela", 84, direccion="Corregimiento Monopamba"),
        ),
        (
            hace(13, "09:30", asignar("gobierno", "lucia")),
            hace(
                13,
                "09:45",
                separar(
                    ("Techo para el paradero del bus escolar", "peticion_general", "gobierno", "lucia"),
                    ("Copia de las rutas escolares", "documentos", "administrativa", "octavio"),
                ),
            ),
        ),
    ),
)
