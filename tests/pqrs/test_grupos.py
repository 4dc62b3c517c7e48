"""Analogous petitions: proposed by the portal, decided by officials, and from eleven persons on answered once (CPACA art. 22)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from portal.core.actors import Actor, ciudadano
from portal.core.clock import MovableClock
from portal.core.errors import Conflict, DomainError, Forbidden, NotFound
from portal.database import transaction
from portal.extensions import db
from portal.files.services import Received, store_bytes
from portal.outbox.models import OutboxMail
from portal.pqrs import services
from portal.pqrs.estados_grupo import GRUPO
from portal.pqrs.jobs_grupos import agrupar, entregar_unicas
from portal.pqrs.models import GrupoAnalogo, HuellaAnaloga, MiembroAnalogo, Peticion
from portal.pqrs.queries.grupos import find_grupo_of, get_grupo_for, list_grupos, list_miembros, list_publicadas
from portal.pqrs.services import grupos
from portal.pqrs.tipos import TipoPeticion
from tests.support import casos

pytestmark = pytest.mark.usefixtures("app", "reloj")
TEXTO = "Pido que arreglen el alumbrado público de la vereda San Mateo: hay tres postes apagados y es peligroso para los niños."
OTRO = (
    "Pido el arreglo del alumbrado público de la vereda San Mateo, pues hay tres postes apagados, muy peligroso para los niños y las niñas."
)
UNICA: dict[str, Any] = {
    "titulo": "Alumbrado de San Mateo",
    "texto": "Los postes se arreglan el 10 de marzo.",
    "diario": "Diario del Sur",
    "diario_el": date(2026, 2, 3),
}


def _person(number: int) -> Any:
    return replace(
        casos.ANA, primer_nombre=f"Persona{number}", numero_documento=f"20000000{number:02d}", correo=f"p{number}@correo.example"
    )


def _file(count: int, texto: str = TEXTO, **changes: Any) -> list[Peticion]:
    """So many persons ask for the same, and the cases are with Gobierno."""
    made = []
    with transaction():
        for number in range(count):
            given = {"solicitante": _person(number), "asunto": "Alumbrado de San Mateo", "texto": texto, **changes}
            peticion = casos.radicar(**given)
            services.asignar(peticion, dependencia=casos.dependencia("110"), responsable=None, actor=casos.actor("carmen"))
            made.append(peticion)
    return made


def _lucia() -> Actor:
    """Who heads Gobierno."""
    return casos.actor("lucia")


def _only() -> GrupoAnalogo:
    db.session.expire_all()
    return db.session.scalars(db.select(GrupoAnalogo).order_by(GrupoAnalogo.id)).one()


def _confirmed(count: int, **changes: Any) -> GrupoAnalogo:
    _file(count, **changes)
    agrupar()
    grupo = _only()
    grupos.confirmar_grupo(grupo, quedan={one.peticion_id for one in list_miembros(grupo)}, actor=_lucia())
    return grupo


def _make(_grupo: GrupoAnalogo, salida: Any, _signer: Any) -> Received:
    return store_bytes(f"{salida.numero}.pdf", "application/pdf", b"%PDF-1.7\n" + salida.numero.encode())


def _publish(grupo: GrupoAnalogo, actor: Actor | None = None, **changes: Any) -> Any:
    return grupos.publicar_unica(grupo, **{**UNICA, **changes}, make_unica=_make, actor=actor or _lucia())


def _mails(letter: str) -> Sequence[OutboxMail]:
    return db.session.scalars(db.select(OutboxMail).where(OutboxMail.letter == f"pqrs/{letter}").order_by(OutboxMail.id)).all()


def test_three_who_ask_for_the_same_are_proposed_with_reasons_and_two_are_not() -> None:
    _file(2)
    assert agrupar() == 2
    assert list_grupos(_lucia(), "propuesto") == []
    _file(1, OTRO)
    assert agrupar() == 1
    (row,) = list_grupos(_lucia(), "propuesto")
    assert (row.total, row.titulo) == (3, "Alumbrado de San Mateo")
    newest = list_miembros(row.grupo)[-1]
    assert newest.razones["palabras"] >= 5
    assert newest.razones["con"] == list_miembros(row.grupo)[0].peticion.radicado
    assert agrupar() == 0
    assert db.session.scalar(db.select(db.func.count()).select_from(HuellaAnaloga)) == 3


@pytest.mark.parametrize("changes", [{"tipo": TipoPeticion.QUEJA_DISCIPLINARIA}, {"tipo": TipoPeticion.HD_RECLAMO}])
def test_what_is_answered_alone_is_never_proposed(changes: dict[str, Any]) -> None:
    with transaction():
        for number in range(3):
            casos.radicar(solicitante=_person(number), texto=TEXTO, **changes)
    assert agrupar() == 0
    assert db.session.scalar(db.select(db.func.count()).select_from(GrupoAnalogo)) == 0


def test_what_was_answered_or_is_far_in_time_is_left_alone(reloj: MovableClock) -> None:
    (answered,) = _file(1)
    with transaction():
        services.desistir(answered, motivo="", actor=ciudadano(answered.id))
    agrupar()
    _file(1)
    assert agrupar() == 0
    reloj.set(datetime(2026, 3, 20, 9, 0))
    _file(1)
    assert agrupar() == 0


def test_what_was_discarded_is_not_proposed_again() -> None:
    _file(3)
    agrupar()
    grupos.descartar_grupo(_only(), actor=_lucia())
    db.session.commit()
    _file(2)
    agrupar()
    assert _only().estado == "descartado"
    assert list_grupos(_lucia(), "propuesto") == []


def test_who_does_not_see_a_case_learns_nothing_of_it_through_its_group() -> None:
    cases = _file(3)
    agrupar()
    grupo = _only()
    stranger = replace(casos.actor("jairo"), permissions=casos.actor("jairo").permissions | {"pqrs:agrupar"})
    assert list_grupos(stranger, "propuesto") == []
    with pytest.raises(NotFound):
        get_grupo_for(stranger, grupo.id)
    services.reasignar(cases[2], dependencia=casos.dependencia("150"), motivo="Es de Salud", actor=casos.actor("carmen"))
    assert get_grupo_for(stranger, grupo.id) is grupo
    (row,) = list_grupos(stranger, "propuesto")
    assert list(row.visibles) == [cases[2]]
    with pytest.raises(Forbidden):
        grupos.confirmar_grupo(grupo, quedan={one.id for one in cases}, actor=stranger)
    with pytest.raises(DomainError, match="entre los casos que usted puede ver"):
        grupos.agregar_al_grupo(_confirmed_alone(cases[2]), radicado=cases[0].radicado, actor=stranger)


def _confirmed_alone(peticion: Peticion) -> GrupoAnalogo:
    grupo = GrupoAnalogo(estado="confirmado", creado_en=peticion.recibida_en)
    db.session.add(grupo)
    db.session.flush()
    db.session.add(MiembroAnalogo(grupo=grupo, peticion=peticion, estado="miembro", razones={}, agregado_en=peticion.recibida_en))
    db.session.flush()
    return grupo


def test_below_eleven_persons_a_group_gets_one_draft_and_each_its_own_letter() -> None:
    grupo = _confirmed(3)
    with pytest.raises(DomainError, match="más de diez personas distintas y aquí hay 3"):
        _publish(grupo)
    members = [one.peticion for one in list_miembros(grupo)]
    services.proyectar(members[0], cuerpo="Ya escrito.", actor=_lucia())
    done = grupos.copiar_borrador(grupo, texto="Estimada {{nombre}}: se arregla en marzo.", actor=_lucia())
    assert done.puesto == tuple(one.radicado for one in members[1:])
    assert done.no == ((members[0].radicado, "ya tiene un borrador"),)
    from portal.pqrs.services.responder import get_borrador

    draft = get_borrador(members[1])
    assert draft is not None
    assert draft.cuerpo == "Estimada Persona1 Arteaga: se arregla en marzo."


def test_eleven_persons_get_one_published_answer_each_with_its_own_letter_and_proof(reloj: MovableClock) -> None:
    grupo = _confirmed(11)
    db.session.commit()
    salida = _publish(grupo)
    db.session.commit()
    assert entregar_unicas(casos.make_letter) == 11
    assert entregar_unicas(casos.make_letter) == 0
    db.session.expire_all()
    for one in list_miembros(grupo):
        assert (one.peticion.estado, one.peticion.abierta) == ("cerrada", False)
        assert one.respuesta is not None
        assert one.respuesta.salida is not None
        assert one.respuesta.salida.numero != salida.numero
        assert "Los postes se arreglan" in one.respuesta.cuerpo
        assert f"carta {salida.numero}" in one.respuesta.cuerpo
        (proof,) = one.respuesta.entregas
        assert (proof.medio, proof.probada_en is not None) == ("aviso", True)
        assert "Diario del Sur del martes 3 de febrero de 2026" in proof.prueba["detalle"]
    assert len({one.respuesta_id for one in list_miembros(grupo)}) == 11
    assert len(_mails("respuesta_unica")) == 11
    assert [one.id for one in list_publicadas()] == [grupo.id]

    # One that arrives afterwards is proposed, joins, and gets it.
    (late,) = _file(1, solicitante=_person(50))
    agrupar()
    assert find_grupo_of(late) is grupo
    assert entregar_unicas(casos.make_letter) == 0
    grupos.agregar_al_grupo(grupo, radicado=late.radicado, actor=_lucia())
    db.session.commit()
    assert entregar_unicas(casos.make_letter) == 1
    with pytest.raises(Conflict, match="ya le llegó"):
        grupos.quitar_del_grupo(grupo, peticion_id=late.id, actor=_lucia())
    services.abrir_respuesta(late, actor=ciudadano(late.id))
    assert late.notificada_en is not None


def test_anonymous_petitions_and_one_person_twice_do_not_make_eleven() -> None:
    _file(9)
    _file(1, solicitante=_person(3))
    _file(2, solicitante=None, medio_respuesta="aviso", acepta_notificacion=False)
    agrupar()
    grupo = _only()
    grupos.confirmar_grupo(grupo, quedan={one.peticion_id for one in list_miembros(grupo)}, actor=_lucia())
    alcance = grupos.alcance_de(grupo)
    assert (alcance.personas, len(alcance.con), alcance.anonimas, alcance.is_bastante) == (9, 12, 2, False)


def test_a_kind_without_single_answer_is_answered_apart() -> None:
    grupo = _confirmed(3, tipo=TipoPeticion.RECLAMO)
    alcance = grupos.alcance_de(grupo)
    assert (len(alcance.con), len(alcance.sin), alcance.personas) == (0, 3, 0)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"texto": "Le contamos a Persona3 Arteaga que se arregla."}, "nombra a quien presentó"),
        ({"texto": "Para el documento 2.000.000.004 se arregla."}, "nombra a quien presentó"),
        ({"titulo": "Lo que pidió p5@correo.example"}, "nombra a quien presentó"),
        ({"texto": "Estimada {{nombre}}"}, "uno solo para todas"),
        ({"diario": " "}, "nombre del diario"),
        ({"diario_el": None}, "salió en el diario"),
        ({"diario_el": date(2026, 2, 4)}, "salió en el diario"),
        ({"diario_el": date(2026, 2, 2)}, "anterior a la solicitud"),
    ],
)
def test_a_single_answer_that_would_harm_is_not_published(changes: dict[str, Any], words: str) -> None:
    grupo = _confirmed(11)
    with pytest.raises(DomainError, match=words):
        _publish(grupo, **changes)
    assert (grupo.estado, grupo.salida) == ("confirmado", None)


def test_nobody_answers_the_cases_of_another_office() -> None:
    grupo = _confirmed(11)
    first = list_miembros(grupo)[0].peticion
    services.reasignar(first, dependencia=casos.dependencia("150"), motivo="Es de Salud", actor=casos.actor("carmen"))
    boss = replace(_lucia(), permissions=_lucia().permissions | {"pqrs:ver_todas"})
    with pytest.raises(DomainError, match=f"de otra dependencia.*{first.radicado}"):
        _publish(grupo, boss)


def test_one_that_came_while_the_official_read_is_not_confirmed_unread() -> None:
    _file(3)
    agrupar()
    grupo = _only()
    first, second, third = list_miembros(grupo)
    (late,) = _file(1, solicitante=_person(9))
    agrupar()
    grupos.confirmar_grupo(grupo, quedan={first.peticion_id, second.peticion_id}, salen={third.peticion_id}, actor=_lucia())
    assert [(one.peticion_id, one.estado) for one in list_miembros(grupo)] == [
        (first.peticion_id, "miembro"),
        (second.peticion_id, "miembro"),
        (late.id, "propuesto"),
    ]


def test_the_second_of_two_who_decide_at_once_is_told() -> None:
    grupo = _confirmed(3)
    version = grupo.version
    grupos.quitar_del_grupo(grupo, peticion_id=list_miembros(grupo)[0].peticion_id, actor=_lucia())
    with pytest.raises(Conflict):
        grupos.copiar_borrador(grupo, texto="Igual", actor=_lucia(), version=version)


def _in_state(state: str) -> GrupoAnalogo:
    (one, other) = _file(2)
    grupo = _confirmed_alone(one)
    db.session.add(MiembroAnalogo(grupo=grupo, peticion=other, estado="propuesto", razones={}, agregado_en=one.recibida_en))
    grupo.estado = state
    db.session.flush()
    return grupo


ACTS: dict[str, Any] = {
    "confirmar_grupo": lambda g: grupos.confirmar_grupo(g, quedan={one.peticion_id for one in list_miembros(g)}, actor=_lucia()),
    "descartar_grupo": lambda g: grupos.descartar_grupo(g, actor=_lucia()),
    "agregar_al_grupo": lambda g: grupos.agregar_al_grupo(g, radicado=list_miembros(g)[-1].peticion.radicado, actor=_lucia()),
    "quitar_del_grupo": lambda g: grupos.quitar_del_grupo(g, peticion_id=list_miembros(g)[-1].peticion_id, actor=_lucia()),
    "copiar_borrador": lambda g: grupos.copiar_borrador(g, texto="Igual para todas", actor=_lucia()),
}


@pytest.mark.parametrize("state", list(GRUPO.states))
@pytest.mark.parametrize("act", list(ACTS))
def test_an_act_on_a_group_does_what_the_table_says(act: str, state: str) -> None:
    grupo = _in_state(state)
    transition = GRUPO.transitions[act]
    if state not in transition.desde:
        with pytest.raises(Conflict):
            ACTS[act](grupo)
        assert grupo.estado == state
        return
    ACTS[act](grupo)
    assert grupo.estado == (transition.hacia or state)


def test_every_act_on_a_group_is_tried() -> None:
    assert set(ACTS) | {"proponer_grupo", "publicar_unica"} == set(GRUPO.transitions)
