"""`flask calendario vence` says which event makes no sense where it stands, instead of leaving it out."""

import pytest
from flask import Flask

FILED = ("calendario", "vence", "peticion_general", "2026-02-03T10:15")


@pytest.mark.parametrize(
    ("events", "told"),
    [
        (["aportada=2026-02-10"], "«aportada» va después de «requerida», y antes no hay ninguno."),
        (["devuelta=2026-02-05", "aportada=2026-02-10"], "«aportada» va después de «requerida»"),
        (["requerida=2026-02-05", "trasladada=2026-02-06", "aportada=2026-02-10"], "no puede ir después de «trasladada»"),
    ],
)
def test_an_event_without_what_it_answers_is_refused(app: Flask, events: list[str], told: str) -> None:
    result = app.test_cli_runner().invoke(args=[*FILED, *(part for one in events for part in ("--evento", one))])
    assert result.exit_code == 2
    assert told in result.output
