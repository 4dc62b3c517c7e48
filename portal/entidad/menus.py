"""What this package puts into the menus."""

from portal.entidad.transparencia import PARTICIPA, TRANSPARENCIA
from portal.web.menus import MenuEntry, Registry


def register_menus(registry: Registry) -> None:
    """The public menus of texts, the footer's links, and the administration."""
    for position, seccion in enumerate(TRANSPARENCIA):
        registry.add(
            MenuEntry("transparencia", f"{seccion.codigo}. {seccion.titulo}", "paginas.transparencia", position, fragmento=seccion.ancla)
        )
    for position, forma in enumerate(PARTICIPA):
        registry.add(MenuEntry("participa", forma.titulo, "paginas.participa", position, fragmento=forma.ancla))
    registry.add(
        MenuEntry("atencion", "Canales de atención", "paginas.atencion", 60, descripcion="Dónde y a qué horas le atendemos"),
        MenuEntry("atencion", "Directorio de dependencias", "paginas.directorio", 61, descripcion="Qué hace cada oficina"),
        MenuEntry("pie", "Mapa del sitio", "inicio.mapa", 10),
        MenuEntry("pie", "Estado del servicio", "interrupciones.estado", 15),
        MenuEntry("pie", "Términos de uso", "paginas.terminos", 20),
        MenuEntry("pie", "Política de datos personales", "paginas.politica_datos", 30),
        MenuEntry("pie", "Derechos de autor", "paginas.derechos", 40),
        MenuEntry("pie", "Accesibilidad", "paginas.accesibilidad", 50),
        MenuEntry("pie", "Ingreso de funcionarios", "acceso.ingresar", 90),
        MenuEntry("gestion", "Inicio de gestión", "gestion_inicio.inicio", 0),
        MenuEntry("gestion", "Datos de la entidad", "gestion_entidad.perfil", 60, "entidad:perfil", "Nombre, contacto, escudo y color"),
        MenuEntry("gestion", "Horario y términos", "gestion_entidad.terminos", 61, "entidad:terminos", "Cómo se cuentan los plazos"),
        MenuEntry("gestion", "Días no hábiles", "gestion_entidad.dias", 62, "entidad:dias", "Días en que la entidad no atiende"),
        MenuEntry(
            "gestion",
            "Interrupciones del servicio",
            "gestion_entidad.interrupciones",
            66,
            "entidad:interrupciones",
            "Fallas y paradas que se publican",
        ),
        MenuEntry("gestion", "Dependencias", "gestion_entidad.dependencias", 63, "entidad:dependencias", "Oficinas, jefes y aprobación"),
        MenuEntry("gestion", "Funcionarios", "gestion_entidad.funcionarios", 64, "entidad:funcionarios", "Cuentas, roles y acceso"),
        MenuEntry("gestion", "Roles y permisos", "gestion_entidad.roles", 65, "entidad:roles", "Qué puede hacer cada rol"),
    )
