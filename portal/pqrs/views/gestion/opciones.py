"""What the selects of the officials' forms offer: offices and the people who work in them."""

from typing import Any

from wtforms.fields.choices import SelectChoice

from portal.core.actors import Actor
from portal.entidad.models import Dependencia, Funcionario
from portal.entidad.queries import get_dependencia, get_funcionario, list_dependencias, list_funcionarios
from portal.pqrs.forms_gestion import as_choices
from portal.pqrs.models import Peticion
from portal.pqrs.permissions import can_recibir
from portal.pqrs.queries.ausencias import ausentes_hoy
from portal.pqrs.queries.menciones import list_mencionables

PLEASE = "Elija una dependencia"
NOBODY = "Nadie todavía: la reparte quien dirige la dependencia"


def offices(first: str = PLEASE) -> list[SelectChoice]:
    """The active offices in order of name, after the choice that stands for none."""
    return as_choices([(0, first), *[(one.id, one.nombre) for one in list_dependencias()]])


def people(dependencias: list[SelectChoice]) -> list[SelectChoice]:
    """Who may receive a case, under the name of their office, so that the right one is found without any script."""
    away = ausentes_hoy()
    by_office: dict[int | None, list[tuple[int, str]]] = {}
    for one in filter(can_recibir, list_funcionarios()):
        instead = away.get(one.id)
        words = f"{one.nombre} ({one.cargo})" if instead is None else f"{one.nombre} (no está: lo recibe {instead.sustituto.nombre})"
        by_office.setdefault(one.dependencia_id, []).append((one.id, words))
    offered = as_choices([(0, NOBODY)], "Sin persona")
    for office in dependencias:
        offered += as_choices(by_office.get(int(office.value), []), office.label)
    return offered


def offer(form: Any, first: int | None = None, known: list[SelectChoice] | None = None) -> None:
    """Fill the selects of an assignment form.

    Args:
        first: the office whose people stand before the others.
        known: the offices, when the page has asked for them already; its first choice stands for none.
    """
    form.dependencia.choices = [*as_choices([(0, PLEASE)]), *known[1:]] if known else offices()
    form.responsable.choices = people(sorted(form.dependencia.choices, key=lambda one: int(one.value) != (first or 0)))


def offer_people(form: Any, peticion: Peticion, actor: Actor) -> None:
    """Whom a note on the case may call."""
    form.avisar.choices = as_choices([(one.id, f"{one.nombre} ({one.cargo})") for one in list_mencionables(peticion, actor)])


def chosen(form: Any) -> tuple[Dependencia, Funcionario | None]:
    """The office and the person that were chosen; who chose only the person meant theirs. Raises NotFound for a forged key."""
    person = get_funcionario(form.responsable.data) if form.responsable.data else None
    return get_dependencia(form.dependencia.data or (person.dependencia_id if person else None) or 0), person
