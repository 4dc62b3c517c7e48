"""The kinds of PQRSD: who may choose them and how they are told to a citizen."""

import pytest

from portal.pqrs.permissions import GRUPOS, TITLES
from portal.pqrs.tipos import TIPOS, Grupo, Quien, TipoPeticion, list_por_grupo, list_tipos_publicos


def test_every_key_is_described_once() -> None:
    assert set(TIPOS) == set(TipoPeticion)
    assert len(TipoPeticion) == 18
    assert all(tipo.clave is clave for clave, tipo in TIPOS.items())
    assert len({tipo.nombre for tipo in TIPOS.values()}) == len({tipo.plural for tipo in TIPOS.values()}) == 18


def test_a_citizen_may_choose_every_kind_that_is_not_of_authorities_or_staff() -> None:
    hidden = {TipoPeticion.ENTRE_AUTORIDADES, TipoPeticion.CONGRESO, TipoPeticion.DEFENSORIA, TipoPeticion.INSISTENCIA}
    assert {tipo.clave for tipo in list_tipos_publicos()} == set(TipoPeticion) - hidden
    assert TIPOS[TipoPeticion.INSISTENCIA].quien is Quien.PERSONAL


@pytest.mark.parametrize("tipo", TIPOS.values(), ids=lambda tipo: tipo.clave)
def test_a_kind_is_told_in_one_plain_sentence_with_an_example(tipo) -> None:
    for text in (tipo.que_es, tipo.ejemplo):
        assert text.endswith(".")
        assert text.count(".") == 1
        assert len(text) <= 110
    assert tipo.letra in set("PQRSD")


def test_the_headings_hold_every_kind_and_leave_out_the_empty_ones() -> None:
    assert sum(len(tipos) for tipos in list_por_grupo().values()) == 18
    assert Grupo.AUTORIDADES not in list_por_grupo(frozenset({Quien.CIUDADANIA}))
    assert [tipo.clave for tipo in list_por_grupo()[Grupo.DATOS_PERSONALES]] == [TipoPeticion.HD_CONSULTA, TipoPeticion.HD_RECLAMO]


def test_every_permission_stands_under_a_heading_that_says_what_it_is_for() -> None:
    assert set(TITLES) == {name for names in GRUPOS.values() for name in names}
