"""A retention table for the demonstration, marked as such: its codes, years and act are invented."""

from portal.core import clock
from portal.demo.elenco import actor_of
from portal.pqrs.retencion import CIERRE, CONSERVACION, ELIMINACION, SELECCION
from portal.pqrs.services.series import adoptar_tabla, crear_tabla, guardar_serie

_PQRSD = "Peticiones, quejas, reclamos, sugerencias y denuncias"
_SERIES = (
    ("24.01", "Peticiones", ("peticion_general", "peticion_particular", "informacion", "documentos", "consulta"), 2, 8, SELECCION),
    ("24.02", "Quejas y reclamos", ("queja", "reclamo", "hd_reclamo"), 2, 8, SELECCION),
    ("24.03", "Sugerencias y felicitaciones", ("sugerencia", "felicitacion"), 1, 2, ELIMINACION),
    ("24.04", "Denuncias", ("denuncia", "denuncia_corrupcion", "queja_disciplinaria"), 2, 18, CONSERVACION),
    ("24.05", "Consultas de datos personales", ("hd_consulta",), 1, 4, ELIMINACION),
    ("24.06", "Peticiones de otras autoridades", ("entre_autoridades", "congreso", "defensoria"), 2, 8, CONSERVACION),
)


def create_series() -> None:
    """One version, adopted today; insistencias are left without a series, as a table that is not complete would."""
    actor = actor_of("octavio")
    tabla = crear_tabla(demostracion=True, actor=actor)
    for codigo, subserie, tipos, en_gestion, en_central, disposicion in _SERIES:
        guardar_serie(
            tabla, None, codigo=codigo, serie=_PQRSD, subserie=subserie, tipos=list(tipos), en_gestion=en_gestion, en_central=en_central,
            disposicion=disposicion, procedimiento="Tabla inventada para la demostración.", actor=actor,
        )  # fmt: skip
    today = clock.today()
    adoptar_tabla(
        tabla, acto="Resolución de demostración: no es de ningún municipio", aprobada_el=today, rige_desde=today, conteo=CIERRE,
        version=tabla.version, actor=actor,
    )  # fmt: skip
