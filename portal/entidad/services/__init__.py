"""Acts on the municipality's data. Sign-in lives in `acceso` and `segundo_factor`."""

from portal.entidad.services.dias import (
    MUESTRA,
    Impacto,
    Movimiento,
    PorConfirmar,
    add_dia,
    before_calendar_change,
    on_calendar_change,
    withdraw_dia,
)
from portal.entidad.services.interrupciones import CANALES, corregir_interrupcion, registrar_interrupcion
from portal.entidad.services.organizacion import (
    DIAS_CORREO,
    TEMAS,
    WRONG_DIAS_CORREO,
    create_dependencia,
    create_entidad,
    edit_dependencia,
    edit_perfil,
    edit_terminos,
    set_escudo,
)
from portal.entidad.services.personas import create_funcionario, create_rol, edit_funcionario, edit_rol, ensure_roles

__all__ = [
    "CANALES", "DIAS_CORREO", "MUESTRA", "TEMAS", "WRONG_DIAS_CORREO",
    "Impacto", "Movimiento", "PorConfirmar", "add_dia", "before_calendar_change",
    "corregir_interrupcion", "create_dependencia", "create_entidad", "create_funcionario",
    "create_rol", "edit_dependencia", "edit_funcionario", "edit_perfil", "edit_rol", "edit_terminos", "ensure_roles",
    "on_calendar_change", "registrar_interrupcion", "set_escudo", "withdraw_dia",
]  # fmt: skip
