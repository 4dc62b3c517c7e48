"""One concept, one word: the glossary's forbidden synonyms are nowhere in the code."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def _forbidden() -> set[str]:
    rows = [line.split("|") for line in (ROOT / "docs" / "glosario.md").read_text().splitlines() if line.startswith("| ")]
    return {word.strip() for row in rows[1:] if len(row) > 4 for word in row[3].split(",") if word.strip() and set(word.strip()) != {"-"}}


def test_the_glossary_has_forbidden_words() -> None:
    assert {"ticket", "due_date"} <= _forbidden()


def test_no_forbidden_synonym_is_used() -> None:
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, sorted(_forbidden()))) + r")\b", re.IGNORECASE)
    found = {}
    for path in sorted((ROOT / "portal").rglob("*.py")) + sorted((ROOT / "portal").rglob("*.html")):
        words = set(pattern.findall(path.read_text()))
        if words:
            found[str(path.relative_to(ROOT))] = words
    assert not found


def test_identifiers_are_ascii() -> None:
    wrong = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "portal").rglob("*.py")
        if re.search(r"^\s*(def|class)\s+\w*[^\x00-\x7f]\w*", path.read_text(), re.M)
    ]
    assert not wrong
