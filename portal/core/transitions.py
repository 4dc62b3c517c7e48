"""State tables: which act takes a case from which state to which, with what it needs and what it leaves.

One table per kind of case feeds the service (which refuses what is not in it), the buttons, the permission check,
the audit event and the diagram in `docs/estados/`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from portal.core.errors import Conflict


@dataclass(frozen=True)
class State:
    """A state that an event decided (never the passing of time). `tono` is its colour on screen (the `estado` macro names them)."""

    name: str
    title: str
    para_ciudadano: str
    is_open: bool
    tono: str = "plain"


@dataclass(frozen=True)
class Transition:
    """One act. `hacia` None means that the state stays; `desde` empty means that the act begins the case."""

    act: str
    title: str
    desde: frozenset[str]
    hacia: str | None
    permission: str
    event: str
    norma: str
    mail: str | None = None
    quien: str = "funcionario"


class StateTable:
    """The states and acts of one kind of case."""

    def __init__(self, name: str, states: tuple[State, ...], transitions: tuple[Transition, ...]) -> None:
        self.name = name
        self.states: Mapping[str, State] = {state.name: state for state in states}
        self.transitions: Mapping[str, Transition] = {one.act: one for one in transitions}
        for one in transitions:
            unknown = (one.desde | ({one.hacia} if one.hacia else set())) - set(self.states)
            if unknown:
                raise ValueError(f"act {one.act} names unknown states {sorted(unknown)}")

    def check(self, act: str, state: str) -> Transition:
        """The transition of `act` from `state`.

        Raises:
            Conflict: the table has no such transition; the message says in which state the case is now.
        """
        transition = self.transitions[act]
        if state not in transition.desde:
            raise Conflict(
                f"No se puede «{transition.title.lower()}»: el caso está en estado «{self.states[state].title.lower()}». "
                "Puede que haya cambiado mientras usted trabajaba."
            )
        return transition

    def acts_from(self, state: str) -> Iterator[Transition]:
        """The acts that the table allows from `state`, in the table's order."""
        return (one for one in self.transitions.values() if state in one.desde)

    def open_states(self) -> frozenset[str]:
        return frozenset(state.name for state in self.states.values() if state.is_open)

    def diagram(self) -> str:
        """The table as a Mermaid state diagram."""
        lines = ["stateDiagram-v2"]
        for one in self.transitions.values():
            if not one.desde and one.hacia:
                lines.append(f"    [*] --> {one.hacia}: {one.act}")
            for origin in sorted(one.desde):
                lines.append(f"    {origin} --> {one.hacia or origin}: {one.act}")
        lines += [f"    {state.name} --> [*]" for state in self.states.values() if not state.is_open]
        return "\n".join(lines) + "\n"
