"""The comparison with other systems names only tests and addresses that exist."""

import re
from pathlib import Path

from flask import Flask

from portal.config import ROOT

TEXT = (ROOT / "docs" / "comparacion.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split(" |")] for line in TEXT.splitlines() if re.match(r"\| \d+ \|", line)]


def test_every_feature_has_its_row() -> None:
    assert [int(row[0].strip("| ")) for row in ROWS] == [*range(1, 55), *range(1, 11)]


def test_every_feature_that_is_here_names_where_and_what_shows_it_and_no_other_does() -> None:
    told = [row for row in ROWS if row[2].partition(":")[0] in {"yes", "partly"}]
    assert [row for row in told if not (row[3] and row[4])] == []
    assert [row for row in ROWS if row not in told and (row[2].partition(":")[0] != "no" or row[4].strip("` "))] == []


def test_every_test_that_is_named_exists() -> None:
    named = re.findall(r"`(tests/[^`:]+)::(\w+)`", TEXT)
    assert len(named) > 50
    assert [f"{path}::{name}" for path, name in named if not re.search(rf"^def {name}\(", _read(path), re.MULTILINE)] == []


def test_every_address_that_is_named_exists(base_app: Flask) -> None:
    rules = {re.sub(r"<(?:\w+(?:\([^)]*\))?:)?(\w+)>", r"<\1>", rule.rule) for rule in base_app.url_map.iter_rules()}
    named = set(re.findall(r"`(/[^`]*)`", TEXT))
    assert len(named) > 15
    assert {one for one in named if one not in rules and one.replace(".json", ".<formato>") not in rules} == set()


def _read(path: str) -> str:
    file: Path = ROOT / path
    return file.read_text(encoding="utf-8") if file.exists() else ""
