"""Who gives out the cases that no office has yet."""

from collections.abc import Sequence

from portal.entidad.models import Funcionario
from portal.entidad.queries import list_funcionarios
from portal.pqrs.permissions import RESERVADAS

# The counter gives out what everybody may file; complaints against officials are given out by who may know of them.
ORDINARY, RESERVED = "pqrs:radicar_ventanilla", "pqrs:ver_reservadas"


def list_repartidores(*, reservadas: bool) -> Sequence[Funcionario]:
    """The active officials who assign new cases: the ordinary ones, or those against officials."""
    needed = {"pqrs:asignar", "pqrs:ver_todas", RESERVED if reservadas else ORDINARY}
    return [one for one in list_funcionarios() if needed <= one.permissions()]


def list_control_interno() -> Sequence[Funcionario]:
    """The active officials who watch over all cases, those against officials too."""
    return [one for one in list_funcionarios() if {RESERVED, "pqrs:ver_todas"} <= one.permissions()]


def is_reservada(tipo: str) -> bool:
    """Whether a kind is a complaint against officials."""
    return tipo in RESERVADAS
