"""What happens less often: answers on their way, reopened, withdrawn and voided cases, reserved matters."""

from portal.demo.actos import (
    abrir,
    anular,
    asignar,
    calificar,
    cerrar,
    desistir,
    entregar,
    pedir_reapertura,
    proyectar,
    reabrir,
    responder,
    revocar,
)
from portal.demo.gente import juridica, persona, pide
from portal.demo.guion import Adjunto, Caso, Momento, hace

ESPECIALES = (
    Caso(
        "mis_datos",
        Momento(7, "14:30"),
        pide(
            "hd_consulta",
            "Qué datos míos tienen",
            "Consulto qué datos personales míos tiene la alcaldía, de dónde los sacó y para qué los usa.",
            persona("Ximena Patricia", "Caicedo Taimal", 41),
        ),
        (
            hace(7, "15:00", asignar("administrativa", "octavio")),
            hace(
                1,
                "14:00",
                proyectar(
                    "Respetada señora:\n\nLa alcaldía tiene sus datos de contacto en dos bases: el Sisbén y el impuesto predial. No "
                    "se han entregado a terceros. En esta página puede pedir que se corrijan o se supriman.",
                    por="octavio",
                ),
            ),
            hace(1, "14:30", responder(por="octavio")),
        ),
        seguimiento="una respuesta lista para abrir",
    ),
    Caso(
        "paradero",
        Momento(12, "08:25"),
        pide(
            "peticion_general",
            "Techo para el paradero",
            "Pedimos un techo para el paradero de la entrada del pueblo. Cuando llueve no hay donde esperar el bus.",
            persona("Rosalba", "Enríquez Benavides", 42, correo=False, direccion="Barrio La Merced"),
            medio="direccion",
            canal="papel",
        ),
        (
            hace(12, "09:00", asignar("gobierno", "lucia")),
            hace(
                3,
                "10:30",
                proyectar(
                    "Respetada señora:\n\nEl paradero está incluido en el plan de obras menores. La instalación del techo empieza el "
                    "próximo trimestre.",
                    por="lucia",
                ),
            ),
            hace(3, "11:00", responder(por="lucia")),
        ),
        por="ines",
    ),
    Caso(
        "industria_comercio",
        Momento(6, "09:15"),
        pide(
            "informacion",
            "Tarifas de industria y comercio",
            "Solicito las tarifas vigentes de industria y comercio para una tienda de víveres, y el formulario para registrarla.",
            juridica("Tienda La Esquina de demostración", 108, direccion="Calle 5 # 4-02"),
            acepta=True,
        ),
        (
            hace(6, "10:00", asignar("hacienda", "marino")),
            hace(
                0,
                "07:50",
                proyectar(
                    "Señores:\n\nLa tarifa para tiendas de víveres es del cuatro por mil de los ingresos del año. El formulario se "
                    "recibe en la Secretaría de Hacienda hasta el 31 de marzo.",
                    por="marino",
                ),
            ),
            hace(0, "08:05", responder(por="marino")),
        ),
        carta_detenida=True,
    ),
    Caso(
        "beca",
        Momento(16, "16:20"),
        pide(
            "peticion_particular",
            "Apoyo para el transporte universitario",
            "Soy estudiante universitaria en Ipiales. Solicito el apoyo de transporte que da el municipio.",
            persona("Natalia Andrea", "Chamorro Erira", 43, direccion="Barrio San Francisco"),
            acepta=True,
        ),
        (
            hace(15, "08:40", asignar("despacho", "raul")),
            hace(
                10,
                "10:00",
                proyectar(
                    "Respetada señorita:\n\nQuedó inscrita en el apoyo de transporte. El primer pago se hace al comenzar el semestre.",
                    por="raul",
                ),
            ),
            hace(10, "10:20", responder(por="raul")),
        ),
    ),
    Caso(
        "poda",
        Momento(24, "08:05"),
        pide(
            "peticion_general",
            "Poda de los árboles del parque",
            "Las ramas de los pinos del parque tocan los cables de la luz. Pedimos la poda.",
            persona("Harold Mauricio", "Burbano Chaucanés", 44, direccion="Calle 6 # 3-33"),
            lugar="Parque principal",
        ),
        (
            hace(24, "09:00", asignar("gobierno", "lucia")),
            hace(16, "10:00", proyectar("Respetado señor:\n\nSe solicitó la poda a la empresa de energía.", por="lucia")),
            hace(16, "10:20", responder(por="lucia")),
            hace(15, "12:00", abrir()),
            hace(15, "12:10", calificar(1, "No dicen cuándo.", resuelto=False)),
            hace(8, "12:30", pedir_reapertura("La carta no dice la fecha de la poda y las ramas siguen tocando los cables.")),
        ),
    ),
    Caso(
        "matricula",
        Momento(32, "10:35"),
        pide(
            "peticion_particular",
            "Paz y salvo del impuesto",
            "Solicito el paz y salvo del impuesto predial de mi lote para hacer la escritura.",
            persona("Teresa de Jesús", "Pinto Guerrón", 45, direccion="Vereda Monopamba"),
        ),
        (
            hace(32, "11:00", asignar("hacienda", "marino")),
            hace(
                28, "14:00", proyectar("Respetada señora:\n\nSu paz y salvo está listo. Puede reclamarlo en la ventanilla.", por="marino")
            ),
            hace(28, "14:10", responder(por="marino")),
            hace(26, "09:00", entregar("ventanilla", "Recibió la carta la titular.", por="ines")),
            hace(20, "09:00", reabrir("El paz y salvo salió con el número de otro lote: se expide de nuevo.", por="marino")),
            hace(
                18,
                "15:00",
                proyectar("Respetada señora:\n\nCorregimos el número del lote en su paz y salvo. Le ofrecemos disculpas.", por="marino"),
            ),
            hace(18, "15:10", responder(por="marino")),
            hace(16, "10:30", entregar("ventanilla", "Recibió el documento corregido la titular.", por="ines")),
            hace(10, "08:00", cerrar(por="marino")),
        ),
    ),
    Caso(
        "evento",
        Momento(14, "11:10"),
        pide(
            "peticion_particular",
            "Permiso para un bazar",
            "Solicitamos permiso para hacer un bazar en la cancha el último domingo del mes.",
            persona("Édgar Ramiro", "Tobar Lasso", 46),
        ),
        (hace(14, "14:00", asignar("gobierno", "lucia")), hace(9, "18:30", desistir("Aplazamos el bazar para el otro año."))),
    ),
    Caso(
        "duplicado",
        Momento(22, "14:15"),
        pide(
            "reclamo",
            "Cobro del acueducto muy alto",
            "Se radicó por segunda vez la misma carta en papel del señor de la carrera 2.",
            persona("Carlos Alirio", "Imbacuán Cuastumal", 32, correo=False, direccion="Carrera 2 # 5-60"),
            medio="direccion",
            canal="papel",
        ),
        (
            hace(22, "15:00", asignar("administrativa", "octavio")),
            hace(
                21,
                "09:30",
                anular(
                    "La carta ya tenía radicado. Se recibió dos veces por error en la ventanilla y el caso sigue con el primer número.",
                    por="hernan",
                ),
            ),
        ),
        por="ines",
    ),
    Caso(
        "coima",
        Momento(5, "21:15"),
        pide(
            "denuncia_corrupcion",
            "Me pidieron plata por un permiso",
            "Una persona que dijo trabajar en la alcaldía me pidió 200.000 pesos para «mover» el permiso de mi local. No doy "
            "mi nombre por temor.",
            None,
        ),
        (hace(4, "08:05", asignar("despacho", "raul", por="hernan")),),
    ),
    Caso(
        "expediente",
        Momento(15, "10:05"),
        pide(
            "insistencia",
            "Insistencia en ver un expediente",
            "Insisto en que me entreguen el expediente de la querella, que me negaron por reserva.",
            persona("Hugo Armando", "Villota Ceballos", 47, direccion="Carrera 5 # 6-01"),
            canal="ventanilla",
        ),
        (
            hace(15, "10:30", asignar("gobierno", "lucia")),
            hace(
                13,
                "15:00",
                proyectar(
                    "Respetado señor:\n\nEl expediente se envió al juez administrativo, que decide si se le entrega. Le avisaremos "
                    "lo que ordene.",
                    por="lucia",
                ),
            ),
            hace(13, "15:20", responder(por="lucia")),
            hace(12, "17:40", abrir()),
        ),
        (Adjunto("respuesta-negada.pdf", "Respuesta que negó el expediente (documento de demostración)"),),
        por="carmen",
    ),
    Caso(
        "ruido",
        Momento(8, "07:40"),
        pide(
            "queja",
            "Ruido de una cantina",
            "La cantina de la esquina pone música a todo volumen hasta las tres de la mañana, también entre semana.",
            persona("Martha Isabel", "Realpe Canacuán", 48, direccion="Calle 2 # 5-18"),
            acepta=True,
        ),
        (hace(8, "09:00", asignar("gobierno", "lucia")), hace(2, "20:10", revocar())),
    ),
)
