"""A setting that is missing or wrong stops the start with a Spanish sentence that says which and why."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from portal.config import ROOT, ConfigError, load_settings

GOOD = {
    "PORTAL_ENV": "production",
    "SECRET_KEY": "una-clave-de-prueba-0123456789-abcdef",
    "DATABASE_URL": "sqlite:////srv/no-se-abre.sqlite3",
    "PUBLIC_URL": "https://www.municipio.gov.co",
    "FILES_DIR": "/srv/no-se-usa",
    "IDENTITY_KEYS": "0123456789abcdef" * 4,
}


def test_what_production_needs_is_named_all_at_once() -> None:
    with pytest.raises(ConfigError) as refused:
        load_settings({})
    said = str(refused.value)
    for name in ("DATABASE_URL", "SECRET_KEY", "PUBLIC_URL", "FILES_DIR", "IDENTITY_KEYS"):
        assert f"Falta {name}: " in said


@pytest.mark.parametrize(
    ("variable", "value", "words"),
    [
        ("PORTAL_ENV", "produccion", "use uno de estos valores: production, demo, test"),
        ("IDENTITY_KEYS", "abc", "64 signos hexadecimales"),
        ("SECRET_KEY", "corta", "es muy corta"),
        ("SECRET_KEY", "ab" * 20, "no es al azar"),
        ("DATABASE_URL", "mysql://otro", "debe comenzar por sqlite:/// o por postgresql+psycopg://"),
        ("PUBLIC_URL", "http://www.municipio.gov.co", "debe comenzar por https://"),
        ("RATE_LIMITS", "0", "deben tener límite"),
        ("RATE_LIMITS", "quizás", "use 1 o 0"),
        ("MAIL_PORT", "-1", "un número entero que no sea negativo"),
        ("MAIL_PORT", "veinticinco", "un número entero que no sea negativo"),
        ("METRICS", "1", "Falta METRICS_TOKEN o es muy corto"),
        ("SECRET_KEY_FILE", "/no/hay/tal/archivo", "no se puede leer"),
    ],
)
def test_a_wrong_value_is_refused_with_its_reason(variable: str, value: str, words: str) -> None:
    with pytest.raises(ConfigError) as refused:
        load_settings({**GOOD, variable: value})
    assert variable.removesuffix("_FILE") in str(refused.value)
    assert words in str(refused.value)


def test_letters_travel_unencrypted_only_within_the_machine() -> None:
    outside = {**GOOD, "MAIL_SECURITY": "none", "MAIL_SERVER": "smtp.example"}
    with pytest.raises(ConfigError, match="sin cifrar"):
        load_settings(outside)
    assert load_settings({**outside, "MAIL_SERVER": "127.0.0.1"}).mail_security == "none"


def test_a_secret_may_come_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "secreto").write_text(GOOD["SECRET_KEY"] + "\n", encoding="utf-8")
    assert load_settings({**GOOD, "SECRET_KEY": "", "SECRET_KEY_FILE": str(tmp_path / "secreto")}).secret_key == GOOD["SECRET_KEY"]


@pytest.mark.parametrize("program", [("flask", "--app", "wsgi", "check-config"), ("gunicorn", "-c", "gunicorn.conf.py", "wsgi:app")])
def test_nothing_starts_without_its_settings_and_the_sentence_is_all_that_is_said(program: tuple[str, ...]) -> None:
    bare = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    ended = subprocess.run([sys.executable, "-m", *program], cwd=ROOT, env=bare, check=False, capture_output=True, text=True, timeout=60)
    assert ended.returncode != 0
    assert "El portal no puede arrancar.\nFalta DATABASE_URL" in ended.stderr
    assert "Traceback" not in ended.stderr
