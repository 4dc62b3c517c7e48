"""Files stay small enough to be read at once."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = [path for folder in ("portal", "tests", "bench") for path in sorted((ROOT / folder).rglob("*.py"))]
TEMPLATES = sorted((ROOT / "portal").rglob("*.html"))
FORBIDDEN_NAMES = {"utils", "helpers", "common", "main"}


def test_no_module_has_more_than_400_lines() -> None:
    too_long = {str(path.relative_to(ROOT)): lines for path in MODULES if (lines := len(path.read_text().splitlines())) > 400}
    assert not too_long


def test_no_function_has_more_than_60_lines() -> None:
    too_long = {}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno >= 60:
                too_long[f"{path.relative_to(ROOT)}:{node.name}"] = (node.end_lineno or 0) - node.lineno + 1
    assert not too_long


def test_views_are_thin() -> None:
    """A view parses, calls one service or query, and renders; more than 25 lines means that it decides something."""
    too_long = {}
    for path in MODULES:
        if "views" not in path.parts or "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 30:
                too_long[f"{path.relative_to(ROOT)}:{node.name}"] = (node.end_lineno or 0) - node.lineno + 1
    assert not too_long


def test_no_template_has_more_than_150_lines() -> None:
    assert not {str(path.relative_to(ROOT)): lines for path in TEMPLATES if (lines := len(path.read_text().splitlines())) > 150}


@pytest.mark.parametrize("folder", ["portal", "tests"])
def test_nothing_has_a_name_without_an_owner(folder: str) -> None:
    assert not [path for path in (ROOT / folder).rglob("*") if path.stem in FORBIDDEN_NAMES]
