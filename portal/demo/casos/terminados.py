"""Cases that have their answer: delivered by each means, on time and late, rated, closed."""

from portal.demo.actos import (
    abrir,
    asignar,
    calificar,
    cerrar,
    clasificar,
    entregar,
    escribir,
    pedir_aprobacion,
    proyectar,
    publicar,
    responder,
    retirar,
)
from portal.demo.gente import juridica, menor, persona, pide
from portal.demo.guion import Adjunto, Caso, Momento, hace
from portal.demo.notificaciones import publicar_aviso, retirar_aviso
from portal.pqrs.tipos import TipoPeticion

TERMINADOS = (
    Caso(
        "sisben_atendido",
        Momento(34, "08:55"),
        pide(
            "peticion_particular",
            "Corrección de mi puntaje del Sisbén",
            "La señora pide de viva voz que se revise su encuesta del Sisbén: aparece con moto y nunca ha tenido.",
            persona("María Fidelina", "Chapuesgal Tulcán", 31, correo=False, direccion="Vereda El Páramo, casa 12"),
            canal="ventanilla",
            verbal=True,
            medio="direccion",
        ),
        (
            hace(34, "10:00", asignar("sisben", "patricia")),
            hace(
                27,
                "15:10",
                proyectar(
                    "Respetada señora:\n\nSe visitó su hogar y se corrigió la encuesta: ya no figura la motocicleta. El nuevo "
                    "puntaje se publica con el próximo corte.",
                    por="patricia",
                ),
            ),
            hace(27, "15:40", responder(por="patricia")),
            hace(25, "09:35", entregar("ventanilla", "Recibió la carta en persona y firmó la copia.", por="ines")),
            hace(20, "08:20", cerrar(por="patricia")),
        ),
        por="ines",
    ),
    Caso(
        "predial_copia",
        Momento(30, "10:30"),
        pide(
            "documentos",
            "Copia del estado de cuenta del predial",
            "Solicitamos copia del estado de cuenta del impuesto predial de la bodega de la cooperativa, de los últimos cinco años.",
            juridica("Cooperativa Lechera de demostración", 106, direccion="Salida a Funes"),
            acepta=True,
        ),
        (
            hace(30, "11:10", asignar("hacienda", "marino")),
            hace(
                24,
                "16:00",
                proyectar(
                    "Señores cooperativa:\n\nEl estado de cuenta de los últimos cinco años se encuentra al día. Va en el cuadro "
                    "siguiente:\n- 2022 a 2025: pagado;\n- 2026: pagado con descuento.",
                    por="marino",
                ),
            ),
            hace(24, "16:20", responder(por="marino")),
            hace(23, "08:30", abrir()),
            hace(22, "14:00", calificar(5, "Respondieron rápido y completo.")),
        ),
        seguimiento="una respuesta ya leída",
    ),
    Caso(
        "ventanilla_cerrada",
        Momento(33, "15:30"),
        pide(
            "queja",
            "La ventanilla estaba cerrada",
            "El miércoles a las tres de la tarde la ventanilla estaba cerrada y no había ningún aviso. Vine desde la vereda "
            "y perdí el día.",
            None,
        ),
        (
            hace(32, "08:40", asignar("atencion", "carmen")),
            hace(
                26,
                "10:20",
                proyectar(
                    "A quien presentó la queja:\n\nEse día hubo una capacitación y no se avisó. Le ofrecemos disculpas. Desde ahora "
                    "se fija el aviso tres días antes y se deja un turno de atención.",
                    por="carmen",
                ),
            ),
            hace(26, "10:50", responder(por="carmen")),
            hace(26, "11:20", publicar_aviso("la cartelera de la alcaldía", por="carmen")),
            hace(20, "16:30", retirar_aviso(por="carmen")),
        ),
    ),
    Caso(
        "recibo_agua",
        Momento(38, "09:05"),
        pide(
            "reclamo",
            "Cobro del acueducto muy alto",
            "El recibo del acueducto subió tres veces y en mi casa vivimos dos personas. Solicito que revisen el medidor.",
            persona("Carlos Alirio", "Imbacuán Cuastumal", 32, correo=False, direccion="Carrera 2 # 5-60"),
            medio="direccion",
            canal="papel",
        ),
        (
            hace(38, "10:15", asignar("administrativa", "octavio")),
            hace(
                29,
                "11:00",
                proyectar(
                    "Respetado señor:\n\nSe revisó el medidor y tenía una lectura mal tomada. El próximo recibo trae el descuento de "
                    "lo cobrado de más.",
                    por="octavio",
                ),
            ),
            hace(29, "11:30", responder(por="octavio")),
            hace(26, "15:00", entregar("mensajeria", "Guía 000123 del correo certificado. Recibió el titular.", por="ines")),
            hace(21, "08:15", cerrar(por="octavio")),
        ),
        (Adjunto("recibo-acueducto.pdf", "Recibo del acueducto (documento de demostración)"),),
        por="ines",
    ),
    Caso(
        "horario",
        Momento(28, "12:40"),
        pide(
            "sugerencia",
            "Atender un sábado al mes",
            "Sugiero que la alcaldía atienda un sábado al mes para quienes venimos de las veredas y trabajamos entre semana.",
            persona("Libardo Antonio", "Chalacán Villarreal", 33, direccion="Vereda Monopamba"),
        ),
        (
            hace(28, "14:20", asignar("administrativa", "octavio")),
            hace(
                20,
                "09:00",
                proyectar(
                    "Respetado señor:\n\nGracias por su idea. El consejo de gobierno la estudió: desde el próximo mes la ventanilla "
                    "abrirá el primer sábado, de ocho a doce.",
                    por="octavio",
                ),
            ),
            hace(20, "09:20", responder(por="octavio")),
            hace(19, "19:15", abrir()),
            hace(19, "19:25", calificar(5, "¡Muchas gracias! No pensé que la tomaran en cuenta.")),
            hace(
                18,
                "10:00",
                publicar("tramites", "La ventanilla abre el primer sábado del mes", "Si atienden los sábados.", por="octavio"),
            ),
        ),
    ),
    Caso(
        "felicitacion",
        Momento(25, "17:45"),
        pide(
            "felicitacion",
            "Gracias a la brigada de salud",
            "Felicito a la brigada de salud que vino a la vereda. Atendieron a los abuelos con mucha paciencia.",
            None,
        ),
        (
            hace(24, "08:30", asignar("salud", "nubia")),
            hace(
                20,
                "10:00",
                proyectar(
                    "Gracias por sus palabras. Se las leímos a todo el equipo de la brigada, que volverá a la vereda el próximo mes.",
                    por="nubia",
                ),
            ),
            hace(20, "10:10", responder(por="nubia")),
            hace(20, "10:30", publicar_aviso("la cartelera de Salud", por="nubia")),
            hace(14, "16:00", retirar_aviso(por="nubia")),
            hace(13, "08:10", cerrar(por="nubia")),
            hace(12, "09:00", publicar("salud", "La brigada de salud vuelve a la vereda", "Cuándo vuelve la brigada.", por="nubia")),
            hace(4, "11:00", retirar("La brigada cambió de fecha: pronto publicaremos la nueva.", por="nubia")),
        ),
    ),
    Caso(
        "albergue_defensoria",
        Momento(20, "09:30"),
        pide(
            "defensoria",
            "Queja de una familia desplazada",
            "Se traslada la queja de una familia desplazada que pide albergue temporal. Se solicita informar qué ayuda se le "
            "dio y en qué fecha.",
            juridica("Defensoría de demostración", 107, direccion="Pasto"),
            medio="direccion",
            canal="papel",
        ),
        (
            hace(20, "10:00", asignar("gobierno", "lucia")),
            hace(
                17,
                "15:30",
                proyectar(
                    "Respetados señores:\n\nLa familia recibió albergue por tres meses y ayuda alimentaria desde el primer día. Se "
                    "adjunta la relación de las entregas.",
                    por="lucia",
                ),
            ),
            hace(17, "16:00", responder(por="lucia")),
            hace(14, "11:00", entregar("mensajeria", "Guía 000456. Sello de recibido de la entidad.", por="ines")),
            hace(12, "09:00", cerrar(por="lucia")),
        ),
        por="ines",
    ),
    Caso(
        "presupuesto",
        Momento(27, "11:20"),
        pide(
            "queja",
            "No publican el presupuesto",
            "No encuentro en la página cuánto se gastó en las fiestas patronales. Quiero saber el valor y los contratos.",
            persona("Sandra Milena", "Getial Bravo", 34),
            acepta=True,
        ),
        (
            hace(
                27,
                "14:30",
                clasificar(
                    TipoPeticion.INFORMACION,
                    "Usted pide datos que tiene la alcaldía. La ley da un plazo más corto para entregarlos: diez días hábiles.",
                ),
            ),
            hace(27, "14:45", asignar("hacienda", "marino")),
            hace(
                19,
                "16:10",
                proyectar(
                    "Respetada señora:\n\nEn las fiestas patronales se invirtieron 84.600.000 pesos, en tres contratos. Los tres se "
                    "pueden consultar en la contratación pública con los números 031, 032 y 035.",
                    por="marino",
                ),
            ),
            hace(19, "16:30", responder(por="marino")),
            hace(15, "20:05", abrir()),
            hace(15, "20:12", calificar(4, "Bien, aunque debería estar publicado.")),
            hace(9, "08:30", cerrar(por="marino")),
            hace(
                8,
                "09:00",
                publicar(
                    "contratacion",
                    "Cuánto se gastó en las fiestas patronales",
                    "Cuánto se gastó y en qué contratos.",
                    por="marino",
                ),
            ),
        ),
    ),
    Caso(
        "tarde",
        Momento(40, "09:25"),
        pide(
            "peticion_particular",
            "Subsidio para adulto mayor",
            "Solicito que me inscriban en el programa de Adulto Mayor. Tengo 71 años y no recibo pensión.",
            persona("Pedro Pablo", "Cuaspa Quelal", 35, direccion="Vereda Desmontes Bajos"),
        ),
        (
            hace(39, "08:30", asignar("salud", "jairo")),
            hace(33, "09:00", escribir("Estamos confirmando su puntaje con la oficina del Sisbén.", por="jairo")),
            hace(
                21,
                "15:00",
                proyectar(
                    "Respetado señor:\n\nUsted quedó inscrito en la lista de espera del programa con el turno 14. Le ofrecemos "
                    "disculpas: esta respuesta sale fuera del plazo.",
                    por="jairo",
                ),
            ),
            hace(21, "15:20", responder(por="jairo")),
            hace(18, "08:00", abrir()),
            hace(18, "08:20", calificar(2, "Demoraron más de un mes.", resuelto=False)),
            hace(11, "10:00", cerrar(por="jairo")),
        ),
    ),
    Caso(
        "arboles_escuela",
        Momento(23, "10:45"),
        pide(
            "peticion_general",
            "Sembrar árboles en la escuela",
            "Somos los niños del grado cuarto. Queremos sembrar árboles en la escuela. ¿Nos pueden regalar arbolitos de los de aquí?",
            menor("Mariana", "Cuatín", 36),
        ),
        (
            hace(23, "11:00", asignar("planeacion", "gloria")),
            hace(
                18,
                "09:15",
                proyectar(
                    "Hola, Mariana:\n\n¡Qué buena idea! El vivero del municipio les regala 40 arbolitos: alisos, capulíes y "
                    "arrayanes. Su profesora puede recogerlos el viernes.",
                    por="gloria",
                ),
            ),
            hace(18, "09:30", responder(por="gloria")),
            hace(17, "15:00", abrir()),
            hace(17, "15:05", calificar(5, "¡Gracias por los arbolitos!")),
        ),
    ),
    Caso(
        "puente",
        Momento(26, "08:35"),
        pide(
            "peticion_general",
            "Baranda del puente peatonal",
            "La baranda del puente peatonal de la vereda Tescual está suelta. Pedimos que la reparen antes de que empiecen las clases.",
            persona("Álvaro Efrén", "Pinchao Yarpaz", 37, direccion="Vereda Tescual"),
            lugar="Puente peatonal de Tescual",
            donde=(0.8791, -77.4905),
        ),
        (
            hace(26, "09:40", asignar("planeacion", "beto")),
            hace(
                18,
                "14:00",
                proyectar(
                    "Respetado señor:\n\nLa baranda se reparó con personal del municipio. Adjuntamos el acta de la visita.", por="beto"
                ),
            ),
            hace(18, "14:15", pedir_aprobacion(por="beto")),
            hace(17, "08:45", responder(por="gloria")),
            hace(16, "18:10", abrir()),
        ),
        (Adjunto("puente-tescual.png", "puente"),),
    ),
)
