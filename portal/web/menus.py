"""What the layout shows of each subject: menus, front-page blocks, search sources, what waits for an official. Filled by
the subjects' wiring.

A registry instead of imports: two subjects never know each other, and the layout knows none (design.md, section 2).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, url_for

from portal.core.actors import Actor
from portal.core.matching import Fit, wanted_words
from portal.core.permissions import can


@dataclass(frozen=True)
class MenuEntry:
    """An entry of a menu. `permission` hides it from who may not open it; None shows it to everybody."""

    menu: str
    titulo: str
    endpoint: str
    orden: int = 50
    permission: str | None = None
    descripcion: str = ""
    fragmento: str | None = None


@dataclass(frozen=True)
class MenuItem:
    """An entry as the templates receive it."""

    titulo: str
    url: str
    descripcion: str = ""
    hijos: tuple["MenuItem", ...] = ()
    actual: bool = False


@dataclass(frozen=True)
class Pending:
    """Something that waits for an official: how many (in words when nobody counts so far), and the list of them.

    `tono`: danger or warning while there is any. `ambito`: of what, such as «toda la entidad».
    """

    titulo: str
    cantidad: int | str
    url: str
    tono: str = "plain"
    ambito: str = ""


@dataclass(frozen=True)
class Found:
    """One result of the header's search, with how well it fits what was looked for."""

    titulo: str
    url: str
    resumen: str
    aciertos: Fit


# Gives what has any of the words looked for (`core.matching.wanted_words`).
SearchSource = Callable[[Sequence[str]], list[Found]]
PendingSource = Callable[[Actor], list[Pending]]


class Registry:
    """The application's menus, front-page blocks and search sources."""

    def __init__(self) -> None:
        self.entries: list[MenuEntry] = []
        self.front_blocks: list[tuple[int, str, Callable[[], dict[str, Any]] | None]] = []
        self.search_sources: list[SearchSource] = []
        self.pending_sources: list[tuple[int, PendingSource]] = []
        # Menus that are the same for everybody: their addresses are built once.
        self._public: dict[str, tuple[MenuItem, ...]] = {}

    def add(self, *entries: MenuEntry) -> None:
        self.entries += entries
        self._public.clear()

    def add_front_block(self, orden: int, template: str, context: Callable[[], dict[str, Any]] | None = None) -> None:
        """A block of the front page: a template of the subject, and the function that gives what it shows.

        Without a function the block is the same for everybody, and each worker keeps it as it keeps the layout's parts.
        """
        self.front_blocks.append((orden, template, context))
        self.front_blocks.sort(key=lambda block: block[0])

    def add_search_source(self, source: SearchSource) -> None:
        self.search_sources.append(source)

    def add_pending_source(self, orden: int, source: PendingSource) -> None:
        """What waits for an official in one subject, for the page where they arrive; empty for who has no part in it."""
        self.pending_sources.append((orden, source))
        self.pending_sources.sort(key=lambda one: one[0])

    def pending(self, actor: Actor) -> list[Pending]:
        """Everything that waits for this official."""
        return [one for _orden, source in self.pending_sources for one in source(actor)]

    def search(self, query: str) -> list[Found]:
        """What has every word looked for, best first; when nothing has them all, what has most of them."""
        wanted = wanted_words(query)
        found = [one for source in self.search_sources for one in source(wanted)] if wanted else []
        most = max((one.aciertos.found for one in found), default=0)
        return sorted((one for one in found if one.aciertos.found == most), key=lambda one: one.aciertos, reverse=True)

    def items(self, menu: str, actor: Any = None) -> tuple[MenuItem, ...]:
        """The entries of one menu that this actor may open."""
        if menu in self._public:
            return self._public[menu]
        shown = [one for one in self.entries if one.menu == menu and (one.permission is None or can(actor, one.permission))]
        shown.sort(key=lambda one: (one.orden, one.titulo))
        items = tuple(MenuItem(one.titulo, url_for(one.endpoint, _anchor=one.fragmento), one.descripcion) for one in shown)
        if all(one.permission is None for one in self.entries if one.menu == menu):
            self._public[menu] = items
        return items


def init_registry(app: Flask) -> Registry:
    registry = Registry()
    app.extensions["portal_registry"] = registry
    return registry


def registry() -> Registry:
    """The registry of the current application."""
    found: Registry = current_app.extensions["portal_registry"]
    return found
