"""Where CI requires PostgreSQL, its absence is a failure and not fewer tests."""

import os
import subprocess
import sys

import pytest

from portal.config import ROOT


@pytest.mark.parametrize(
    ("url", "words"), [("", "names no server"), ("postgresql://nadie@127.0.0.1:1/nada", "does not answer")], ids=["unset", "away"]
)
def test_a_required_postgres_that_is_not_there_fails_the_run(url: str, words: str) -> None:
    environment = {**os.environ, "PORTAL_REQUIRE_POSTGRES": "1", "TEST_POSTGRES_URL": url}
    chosen = ["tests/calendario/test_dias.py", "-p", "no:xdist", "-p", "no:cacheprovider"]
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", *chosen], cwd=ROOT, env=environment, check=False, capture_output=True, text=True, timeout=120
    )
    assert ended.returncode == 1
    assert words in ended.stdout + ended.stderr
