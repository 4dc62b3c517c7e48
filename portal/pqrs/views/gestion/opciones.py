"""What the selects of the officials' forms offer: offices and the people who work in them."""

from typing import Any

from wtforms.fields.choices import SelectChoice

from portal.entidad.models import Dependencia, Funcionario
from portal.entidad.queries import get_dependencia, get_funcionario, list_dependencias, list_funcionarios
from portal.pqrs.forms_gestion import as_choices

PLEASE = "Elija una dependencia"
NOBODY = "Nadie todavía: la reparte quien dirige la dependencia"


def offices(first: str = PLEASE) -> list[SelectChoice]:
    """The active offices in order of name, after the choice that stands for none."""
    return as_choices([(0, first), *[(one.id, one.nombre) for one in list_dependencias()]])


def people(dependencias: list[SelectChoice]) -> list[SelectChoice]:
    """The active officials under the name of their office, so that the right one is found without any script."""
    by_office: dict[int | None, list[tuple[int, str]]] = {}
    for one in list_funcionarios():
        by_office.setdefault(one.dependencia_id, []).append((one.id, f"{one.nombre} ({one.cargo})"))
    offered = as_choices([(0, NOBODY)], "Sin persona")
    for office in dependencias:
        offered += as_choices(by_office.get(int(office.value), []), office.label)
    return offered


def offer(form: Any) -> None:
    """Fill the selects of an assignment form."""
    form.dependencia.choices = offices()
    form.responsable.choices = people(form.dependencia.choices)


def chosen(form: Any) -> tuple[Dependencia, Funcionario | None]:
    """The office and the person that were chosen. Raises NotFound for a forged key."""
    person = get_funcionario(form.responsable.data) if form.responsable.data else None
    return get_dependencia(form.dependencia.data), person
