"""The act by which a rule of the municipality gives a new case to its office."""

from collections.abc import Collection, Sequence

from portal.audit.services import record
from portal.core import permissions
from portal.core.actors import SISTEMA, Actor
from portal.pqrs import mails
from portal.pqrs.models import Peticion, ReglaReparto
from portal.pqrs.permissions import RESERVADAS, can_recibir
from portal.pqrs.preferencias import CONFIRMADA, REGLA
from portal.pqrs.preguntas import escribir
from portal.pqrs.queries.ausencias import sustituto_de
from portal.pqrs.queries.caso import get_peticion
from portal.pqrs.queries.reglas import get_regla, list_para_repartir, list_por_repartir
from portal.pqrs.reparto import LETRAS_LEIDAS, Escrito, Regla, find_regla
from portal.pqrs.services.acto import begin, end

# One act looks at this many; what is left waits for the next.
MAXIMO_REAPLICADAS = 200


def repartir(peticion: Peticion, rules: Sequence[tuple[int, Regla]]) -> ReglaReparto | None:
    """Give a case that was just filed to the office of the first rule that takes it; gives the rule, if there is one.

    A filing never fails because of a rule: one whose office was closed is passed over, and a person who left or moved to
    another office is left out. Complaints against officials wait for who may know of them.

    Args:
        rules: those in use with their keys, in their order, as `list_para_repartir` gives them.
    """
    if peticion.tipo in RESERVADAS:
        return None
    text = f"{peticion.asunto}\n{peticion.texto[:LETRAS_LEIDAS]}\n{escribir(peticion.contestadas)}"
    found = find_regla([rule for _key, rule in rules], Escrito(peticion.tipo, peticion.canal, text, peticion.lugar))
    if found is None:
        return None
    rule = get_regla(next(key for key, one in rules if one is found.regla))
    _give(peticion, rule)
    return rule


def reaplicar(*, actor: Actor, vistas: Collection[int]) -> list[Peticion]:
    """Give to their offices the cases that nobody has and that a rule of today takes; gives those that it gave.

    Args:
        vistas: keys of the cases that the actor saw in the trial: what was filed since is given as it is filed.

    Raises:
        Forbidden: the actor does not look after the rules.
    """
    permissions.require(actor, "pqrs:reglas")
    given: list[Peticion] = []
    rules = list_para_repartir()
    by_rule: dict[int, int] = {}
    for one in list_por_repartir(actor, limit=MAXIMO_REAPLICADAS):
        if one.coincidencia is not None and one.peticion_id in vistas:
            peticion = get_peticion(one.peticion_id)
            rule = repartir(peticion, rules)
            if rule is not None:
                given.append(peticion)
                by_rule[rule.id] = by_rule.get(rule.id, 0) + 1
    for key, count in sorted(by_rule.items()):
        record("reglas_reaplicadas", actor=actor, sobre=("regla", key), datos={"solicitudes": count})
    return given


def _give(peticion: Peticion, rule: ReglaReparto) -> None:
    transition = begin("asignar_por_regla", peticion, SISTEMA)
    person = rule.responsable
    if person is not None and (person.dependencia_id != rule.dependencia_id or not can_recibir(person)):
        person = None
    away, person = person, sustituto_de(person) or person
    facts: dict[str, object] = {"regla": rule.nombre, "dependencia": [None, rule.dependencia.nombre]}
    if person is not None:
        facts["responsable"] = person.nombre
    if away is not None and away is not person:
        facts["en_reemplazo_de"] = away.nombre
    if rule.preferente and not peticion.preferente:
        peticion.preferente, peticion.preferente_motivo = True, f"Regla de reparto «{rule.nombre}»"[:120]
        peticion.preferente_causa, peticion.preferente_estado = REGLA, CONFIRMADA
        facts["preferente"] = True
    peticion.dependencia, peticion.dependencia_id = rule.dependencia, rule.dependencia_id
    peticion.responsable, peticion.responsable_id = person, person.id if person else None
    end(transition, peticion, SISTEMA, facts)
    mails.asignada(peticion, recipient=person or rule.dependencia.jefe)
