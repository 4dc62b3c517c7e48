"""Who acts. Services receive an `Actor`, never a request or a row of the users' table."""

from dataclasses import dataclass, field
from typing import Literal

ActorKind = Literal["funcionario", "ciudadano", "sistema"]


@dataclass(frozen=True)
class Actor:
    """A person or the system, with what it may do.

    `id` is the funcionario's key, or for a citizen the key of the case whose tracking code was given.
    `dependencia_id` is where an official works; `permissions` the union of their roles' permissions.
    """

    kind: ActorKind
    id: int | None
    nombre: str
    permissions: frozenset[str] = field(default_factory=frozenset)
    dependencia_id: int | None = None
    cargo: str = ""
    origen: str = "web"

    @property
    def is_funcionario(self) -> bool:
        return self.kind == "funcionario"


SISTEMA = Actor(kind="sistema", id=None, nombre="Sistema", origen="tarea")


def ciudadano(peticion_id: int | None = None) -> Actor:
    """The citizen of one case: nothing of who they are travels with the act."""
    return Actor(kind="ciudadano", id=peticion_id, nombre="Ciudadanía")
