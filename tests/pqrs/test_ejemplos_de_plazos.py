"""Every worked example of docs/manual/ejemplos-plazos.md, run as it is written there, through the command and under both policies."""

import json
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from portal.pqrs.cli_calendario import calendario_cli
from portal.pqrs.plazos import ClaseHecho, ClaseSuceso

MANUAL = Path(__file__).parents[2] / "docs/manual/ejemplos-plazos.md"
ROW = re.compile(r"^\| ([A-Z]{2}-\d\d) \| ([^|]+) \| `([^`]+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
ROWS = ROW.findall(MANUAL.read_text(encoding="utf-8"))
# The examples by which the portal is accepted: none may go missing.
ACCEPTANCE = [f"CA-{number:02}" for number in (1, 2, 3, 4, 5, 6, 7, 9, 10, 13, 14, 17, 18, 19, 20, 22, 26, 27, 29, 31, 33)]


@pytest.mark.parametrize("politica", ["siguiente_habil", "estricta"])
@pytest.mark.parametrize(("orden", "what", "expected", "strict"), [row[2:] for row in ROWS], ids=[f"{row[0]} {row[1]}" for row in ROWS])
def test_the_command_states_every_example_of_the_manual(orden: str, what: str, expected: str, strict: str, politica: str) -> None:
    result = CliRunner().invoke(calendario_cli, ["vence", *shlex.split(orden), "--politica", politica, "--json"])
    wanted = strict if politica == "estricta" and strict != "=" else expected
    if what == "rechazo":
        assert result.exit_code == 2
        assert wanted in result.stderr
        return
    answer = json.loads(result.stdout)
    limits = {one["clave"]: one["el"] for one in answer["limites"]}
    done = {one["clave"]: "sí" if one["en_orden"] else "no" for one in answer["consecuencias"]}
    # One word is both an event and the last day for it.
    told = {**done, "recurso_presentado": done.get("recurso"), **limits}
    told |= {"vence_el": answer["vence_el"], "sin_efecto": ", ".join(one["clase"] for one in answer["sin_efecto"])}
    assert told[what] == wanted


def test_no_example_is_missing_and_every_event_is_in_one() -> None:
    assert set(ACCEPTANCE) <= {row[0] for row in ROWS}
    assert {f"CN-0{number}" for number in range(1, 8)} <= {row[0] for row in ROWS}
    text = MANUAL.read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if re.match(r"\| [A-Z]{2}-\d", line)]
    assert len(rows) == len(ROWS), "a row that cannot be read"
    told = set(re.findall(r"--evento (\w+)=", text))
    assert told == {*ClaseHecho, *ClaseSuceso}
