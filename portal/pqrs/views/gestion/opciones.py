"""What the selects of the officials' forms offer: offices and the people who work in them."""

from collections.abc import Sequence
from typing import Any

from portal.core.actors import Actor
from portal.entidad.models import Dependencia, Funcionario
from portal.entidad.queries import get_dependencia, get_funcionario, list_dependencias, list_funcionarios

PLEASE = [(0, "Elija una dependencia")]
NOBODY = [(0, "Nadie todavía: la reparte quien dirige la dependencia")]


def offices(first: list[tuple[int, str]] | None = None) -> list[tuple[int, str]]:
    """The active offices in order of name, after the choice that stands for none."""
    return [*(PLEASE if first is None else first), *[(one.id, one.nombre) for one in list_dependencias()]]


def people(dependencias: Sequence[tuple[int, str]]) -> dict[str, list[tuple[int, str]]]:
    """The active officials under the name of their office, so that the right one is found without any script."""
    groups: dict[str, list[tuple[int, str]]] = {"Sin persona": NOBODY}
    names = dict(dependencias)
    groups |= {name: [] for key, name in dependencias if key}
    for one in list_funcionarios():
        if one.dependencia_id in names and one.dependencia_id:
            groups[names[one.dependencia_id]].append((one.id, f"{one.nombre} ({one.cargo})"))
    return {name: group for name, group in groups.items() if group}


def offer(form: Any) -> None:
    """Fill the selects of an assignment form."""
    form.dependencia.choices = offices()
    form.responsable.choices = people(form.dependencia.choices)


def chosen(form: Any) -> tuple[Dependencia, Funcionario | None]:
    """The office and the person that were chosen. Raises NotFound for a forged key."""
    person = get_funcionario(form.responsable.data) if form.responsable.data else None
    return get_dependencia(form.dependencia.data), person


def is_head(actor: Actor, dependencia: Dependencia | None) -> bool:
    """Whether this official heads the office."""
    return dependencia is not None and dependencia.jefe_id == actor.id
