"""Passwords and second factor: the arithmetic and the rules."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from portal.core.errors import DomainError
from portal.entidad import totp
from portal.entidad.passwords import check_password, common_passwords, hash_password, needs_rehash, verify_password

NOW = datetime(2026, 2, 3, 15, 15, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def configured(app: Flask) -> None:
    """The application's own key and cost."""


@pytest.mark.parametrize(
    "clave",
    [
        "la papa florece despacio",
        "ñandú volando",
        "contraseñita rara 9",
        "x7#kQp2!",
        "ascensor" + "morado" * 10,
        "🐴🐴🌾🌾🌋🌋🐢🐢",
        "1234 nubes sobre el rio",
    ],
)
def test_a_password_needs_length_and_nothing_else(clave: str) -> None:
    check_password(clave, ["Puerres", "Beto Benavides"])


@pytest.mark.parametrize(
    ("clave", "words"),
    [
        ("corta", "al menos 8"),
        ("x" * 300, "hasta 256"),
        ("colombia2026", "muy común"),
        ("Contraseña123", "muy común"),
        ("MILLONARIOS1", "muy común"),
        ("puerres123", "muy común"),
        ("aaaaaaaaaaaa", "muy común"),
        ("23456789", "muy común"),
        ("12345678901", "muy común"),
        ("qwertyuiopasdfghjkl", "muy común"),
        ("1qaz2wsx3edc", "muy común"),
        ("abcd1234", "muy común"),
        ("0987654321098", "muy común"),
        ("Benavides-2026", "se basa en"),
        ("Benavides12345678", "se basa en"),
        ("beto.benavides@puerres.example", "se basa en"),
        ("Beto.Benavides@puerres.example2026", "se basa en"),
        ("beto.benavides", "se basa en"),
        ("AlcaldiaPuerres", "se basa en"),
    ],
)
def test_a_bad_password_is_refused_with_the_reason(clave: str, words: str) -> None:
    with pytest.raises(DomainError, match=words):
        check_password(clave, ["Puerres", "alcaldia", "Beto Benavides", "beto.benavides@puerres.example"])


def test_the_list_of_common_passwords_has_at_least_three_thousand_that_are_long_enough_to_matter() -> None:
    assert len(common_passwords()) >= 3000
    assert all(len(one) >= 8 for one in common_passwords())


def test_a_password_is_right_however_its_accents_were_composed() -> None:
    stored = hash_password("canción del páramo")
    assert verify_password(stored, "cancio\u0301n del pa\u0301ramo")
    assert not verify_password(stored, "cancion del paramo")
    assert not needs_rehash(stored)


def test_without_an_account_no_password_is_right() -> None:
    assert not verify_password(None, "no existe ninguna cuenta con esta clave")
    assert not verify_password("no es un hash", "x")


def test_a_code_belongs_to_its_half_minute_and_the_neighbours() -> None:
    seed = totp.new_seed()
    code = totp.code_at(7, seed, NOW)
    assert totp.matching_step(7, seed, code, NOW) is not None
    assert totp.matching_step(7, seed, f"{code[:3]} {code[3:]}", NOW + timedelta(seconds=30)) is not None
    assert totp.matching_step(7, seed, code, NOW + timedelta(seconds=90)) is None
    assert totp.matching_step(8, seed, code, NOW) is None
    assert totp.matching_step(7, seed, "ñ12345", NOW) is None


def test_the_seed_in_the_database_is_not_the_secret_of_the_telephone() -> None:
    seed = totp.new_seed()
    assert seed not in totp.secret_of(7, seed)
    assert len(totp.secret_of(7, seed)) == 32
    assert totp.secret_of(7, seed) in totp.uri_of(7, seed, "a@b.co", "Alcaldía")


def test_a_recovery_code_is_recognised_without_its_dashes() -> None:
    code = totp.new_recovery_code()
    assert totp.hash_recovery_code(code) == totp.hash_recovery_code(code.replace("-", "").lower())
