"""The municipality's own acts in words, for the record that control interno and the administrator read."""

from portal.audit.queries import by_name
from portal.audit.titles import add_fields, add_kind, add_titles
from portal.core.permissions import all_permissions
from portal.entidad.models import Dependencia, DiaLocal, Entidad, Funcionario, Interrupcion, Rol

ACTOS = {
    "ingreso": "Ingreso al portal",
    "ingreso_fallido": "Ingreso fallido",
    "cuenta_en_espera": "Cuenta en espera por intentos fallidos",
    "sesiones_cerradas": "Sesiones cerradas",
    "clave_cambiada": "Contraseña cambiada",
    "clave_restablecida": "Contraseña restablecida por enlace",
    "enlace_enviado": "Enlace para poner contraseña enviado",
    "segundo_factor_activado": "Segundo factor activado",
    "segundo_factor_retirado": "Segundo factor retirado",
    "codigos_renovados": "Códigos de recuperación renovados",
    "codigo_recuperacion_usado": "Código de recuperación usado",
    "funcionario_creado": "Cuenta creada",
    "funcionario_editado": "Cuenta editada",
    "funcionario_retirado": "Cuenta desactivada",
    "rol_creado": "Rol creado",
    "rol_editado": "Rol editado",
    "dependencia_creada": "Dependencia creada",
    "dependencia_editada": "Dependencia editada",
    "entidad_configurada": "Entidad configurada",
    "perfil_editado": "Datos de la entidad editados",
    "terminos_editados": "Horario y términos editados",
    "escudo_cambiado": "Escudo cambiado",
    "interrupcion_registrada": "Interrupción registrada",
    "interrupcion_corregida": "Interrupción corregida",
    "dia_no_habil_agregado": "Día no hábil agregado",
    "dia_no_habil_retirado": "Día no hábil retirado",
}
CAMPOS = {
    "activa": "En funcionamiento",
    "activo": "Cuenta activa",
    "acto": "Acto que lo ordena",
    "acto_reglamento": "Reglamento",
    "canal": "Canal",
    "cargo": "Cargo",
    "cargo_quejas": "Ante quién se queja",
    "carta_trato_url": "Carta de trato digno",
    "codigo": "Código",
    "codigo_postal": "Código postal",
    "correo": "Correo",
    "correo_por_confirmar": "Los correos esperan a que alguien los radique",
    "dias_correo": "Días que se guarda un correo que no es una solicitud",
    "radicado_con_oficina": "Código de la oficina después del número",
    "correo_judicial": "Correo judicial",
    "cuantas": "Cuántas",
    "datos_area": "Área de datos personales",
    "datos_correo": "Correo de datos personales",
    "datos_desde": "Política de datos desde",
    "departamento": "Departamento",
    "dependencia_id": "Dependencia (n.º)",
    "descripcion": "Descripción",
    "dias_reapertura": "Días hábiles para decir que la respuesta no resuelve",
    "direccion": "Dirección",
    "escudo_mime": "Formato del escudo",
    "escudo_sha256": "Huella del escudo",
    "espera_segundos": "Espera (segundos)",
    "exige_aprobacion": "El jefe aprueba",
    "superior_id": "Se apela ante",
    "exige_segundo_factor": "Exige segundo factor",
    "fecha": "Fecha",
    "funciones": "Qué hace",
    "fin_en": "Hasta",
    "hora_cierre": "Hora de cierre",
    "horario": "Horario",
    "inicio_en": "Desde",
    "intentos": "Intentos",
    "jefe_id": "Jefe (n.º)",
    "linea_anticorrupcion": "Línea anticorrupción",
    "linea_gratuita": "Línea gratuita",
    "motivo": "Motivo",
    "municipio": "Municipio",
    "nit": "NIT",
    "nombre": "Nombre",
    "padre_id": "Depende de (n.º)",
    "permisos": "Permisos",
    "politica_horario": "Lo que llega tarde",
    "publicada": "Se publica",
    "redes": "Redes sociales",
    "roles": "Roles",
    "sabado_habil": "El sábado es hábil",
    "telefono": "Teléfono",
    "tema": "Color",
    "ubicacion": "Dónde queda",
}
_POLITICAS = {"siguiente_habil": "Se entiende recibido el siguiente día hábil", "estricta": "Se entiende recibido el mismo día"}


def register_words() -> None:
    """Make the acts, objects and facts of this package known by their Spanish words."""
    add_titles(ACTOS)
    add_fields(CAMPOS, {"permisos": lambda name: all_permissions().get(name), "politica_horario": _POLITICAS.get})
    add_kind("funcionario", by_name("Funcionario", Funcionario.id, Funcionario.nombre))
    add_kind("dependencia", by_name("Dependencia", Dependencia.id, Dependencia.nombre))
    add_kind("rol", by_name("Rol", Rol.id, Rol.nombre))
    add_kind("dia_local", by_name("Día no hábil", DiaLocal.id, DiaLocal.motivo))
    add_kind("interrupcion", by_name("Interrupción", Interrupcion.id, Interrupcion.descripcion))
    add_kind("entidad", by_name("Entidad", Entidad.id, Entidad.nombre))
