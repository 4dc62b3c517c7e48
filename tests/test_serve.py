"""`make run` starts whole or not at all."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from portal.config import ROOT, ConfigError
from portal.serve import check_address
from tests.support.servers import free_port


def test_a_port_that_is_taken_stops_everything_with_one_sentence(tmp_path: Path) -> None:
    database = tmp_path / "portal.sqlite3"
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        environment = {**os.environ, "PORTAL_ENV": "demo", "PORT": port, "HOST": "127.0.0.1", "DATABASE_URL": f"sqlite:///{database}"}
        ended = subprocess.run(
            [sys.executable, "-m", "portal.serve"], cwd=ROOT, env=environment, check=False, capture_output=True, text=True, timeout=60
        )
    assert ended.returncode == 2
    assert ended.stderr.startswith(f"El portal no puede arrancar.\nEl puerto {port} ya está ocupado por otro programa.")
    assert ended.stderr.count("\n") == 2
    assert not ended.stdout
    assert not database.exists(), "nothing was migrated, loaded or started"


@pytest.mark.parametrize("url", ["sqlite:////no/hay/carpeta/portal.sqlite3", "postgresql://nadie:secreta@127.0.0.1:1/nada"])
def test_a_database_that_does_not_answer_is_told_in_one_sentence(url: str, tmp_path: Path) -> None:
    environment = {**os.environ, "PORTAL_ENV": "demo", "PORT": str(free_port()), "DATABASE_URL": url, "FILES_DIR": str(tmp_path)}
    ended = subprocess.run(
        [sys.executable, "-m", "portal.serve"], cwd=ROOT, env=environment, check=False, capture_output=True, text=True, timeout=60
    )
    assert ended.returncode == 2
    assert ended.stderr == "El portal no puede arrancar.\nLa base de datos de DATABASE_URL no responde o no deja entrar.\n"


@pytest.mark.parametrize(
    ("host", "port", "words"),
    [
        ("127.0.0.1", "ochomil", "PORT no sirve"),
        ("127.0.0.1", "70000", "PORT no sirve"),
        ("127.0.0.1", "", "PORT no sirve"),
        ("192.0.2.1", "8000", "no tiene la dirección «192.0.2.1»"),
    ],
)
def test_an_address_on_which_nobody_can_listen_is_told(host: str, port: str, words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        check_address(host, port)
