"""docs/seguridad.md names only what exists, and goes through every requirement of levels 1 and 2 once."""

import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "seguridad.md").read_text(encoding="utf-8")
# Requirements of levels 1 and 2 in each chapter of ASVS 5.0, without OAuth (V10) and WebRTC (V17).
EXPECTED = {1: 27, 2: 11, 3: 19, 4: 10, 5: 9, 6: 35, 7: 18, 8: 7, 9: 7, 11: 14, 12: 9, 13: 13, 14: 9, 15: 13, 16: 16}
STATES = {"met", "in part", "not met", "n/a"}


def _rows() -> list[list[str]]:
    """The rows of the chapters' tables: requirements, where, shown by, state."""
    chapters = re.findall(r"^## V\d+.*?(?=^## )", TEXT, re.MULTILINE | re.DOTALL)
    lines = [line for chapter in chapters for line in chapter.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [one for one in cells if one[0] != "Requirements" and not set(one[0]) <= {"-"}]


def _numbers(cell: str) -> list[str]:
    return re.findall(r"\b\d+\.\d+\.\d+\b", re.match(r"[\d., ]*", cell)[0])  # type: ignore[index]


def test_every_requirement_of_levels_1_and_2_has_one_row() -> None:
    numbers = [number for row in _rows() for number in _numbers(row[0])]
    assert [number for number, times in Counter(numbers).items() if times > 1] == []
    assert Counter(int(number.split(".")[0]) for number in numbers) == EXPECTED


def test_every_row_has_a_state_and_what_is_met_says_where() -> None:
    for row in _rows():
        assert len(row) == 4, row
        assert row[3] in STATES, row
        if row[3] == "met":
            assert row[1] or "below" in row[0], row


def test_every_test_that_is_named_exists() -> None:
    named = set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TEXT))
    assert len(named) > 60
    for path, name in sorted(named):
        assert re.search(rf"^def {name}\(", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE), f"{path}::{name}"


def test_every_file_that_is_named_exists() -> None:
    named = set(re.findall(r"`((?:portal|docs|tests|migrations)/[\w./-]+|[\w.]+\.(?:py|lock|toml|txt))`", TEXT))
    assert [one for one in sorted(named) if not (ROOT / one).exists()] == []
