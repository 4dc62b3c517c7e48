"""One question for views, services and templates: may this actor do this to that object?

A permission is named `subject:act`. Holding its name (through a role) is necessary; the rule that the subject
registered for it, a predicate over actor and object, narrows it to the objects it reaches.
"""

from collections.abc import Callable, Collection
from typing import Any

from portal.core.actors import Actor
from portal.core.errors import Forbidden

Rule = Callable[[Actor, Any], bool]
# The heading of what keeps the portal itself running, which several packages share.
SISTEMA = "El funcionamiento del portal"

_rules: dict[str, Rule] = {}
_titles: dict[str, str] = {}
_needs: dict[str, str] = {}
_groups: dict[str, str] = {}


def register(permission: str, title: str, rule: Rule | None = None, needs: str | None = None, *, grupo: str = "Otros permisos") -> None:
    """Make a permission known.

    Args:
        title: its words on the roles' page.
        rule: narrows it to the objects that it reaches.
        needs: another permission without which this one opens nothing, such as seeing what is to be acted on.
        grupo: the heading that it stands under on the roles' page.
    """
    _groups[permission] = grupo
    _titles[permission] = title
    if rule is not None:
        _rules[permission] = rule
    if needs is not None:
        _needs[permission] = needs


def all_permissions() -> dict[str, str]:
    """Every permission name with its Spanish title, in order of name."""
    return dict(sorted(_titles.items()))


def permissions_by_group() -> dict[str, list[str]]:
    """Every permission name under the heading of its subject, in the order in which they were registered."""
    found: dict[str, list[str]] = {}
    for permission, grupo in _groups.items():
        found.setdefault(grupo, []).append(permission)
    return found


def missing_for(permissions: Collection[str]) -> list[tuple[str, str]]:
    """Titles of the permissions of this set that open nothing in it, each with the title of the one that it needs."""
    return [(_titles[one], _titles[_needs[one]]) for one in sorted(permissions) if one in _needs and _needs[one] not in permissions]


def can(actor: Actor | None, permission: str, obj: Any = None) -> bool:
    """Whether `actor` may use `permission`, on `obj` when one is given. The system may do everything it is told to.

    Raises:
        LookupError: no subject registered this permission; a typing error must not become a locked door.
    """
    if permission not in _titles:
        raise LookupError(f"unknown permission {permission!r}")
    if actor is None:
        return False
    if actor.kind == "sistema":
        return True
    if permission not in actor.permissions:
        return False
    rule = _rules.get(permission)
    return True if rule is None or obj is None else rule(actor, obj)


def require(actor: Actor | None, permission: str, obj: Any = None) -> None:
    """Raise Forbidden unless `can`."""
    if not can(actor, permission, obj):
        raise Forbidden("Su cuenta no tiene permiso para hacer esto. Si lo necesita, pídalo a quien administra el portal.")
