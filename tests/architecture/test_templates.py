"""Templates lie with their subject, and never carry style or script of their own."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "portal"
TEMPLATES = [path for path in sorted(ROOT.rglob("*.html")) if "templates" in path.parts]
MAY_BE_EXTENDED = re.compile(r"^(base|gestion|errors/error|mail/base|estilo/base)\.html$")


@pytest.mark.parametrize("folder", [path for path in ROOT.rglob("templates") if path.parent != ROOT], ids=lambda path: path.parent.name)
def test_a_package_keeps_its_templates_in_a_folder_of_its_own_name(folder: Path) -> None:
    """Two blueprints with one template name would silently serve the first."""
    assert [one.name for one in folder.iterdir()] == [folder.parent.name]


def test_pages_extend_only_the_layouts_or_their_own_package() -> None:
    wrong = []
    for path in TEMPLATES:
        for name in re.findall(r"{%-?\s*extends\s+['\"]([^'\"]+)", path.read_text()):
            package = path.parts[path.parts.index("templates") - 1]
            if not MAY_BE_EXTENDED.match(name) and not name.startswith(f"{package}/"):
                wrong.append((path.name, name))
    assert not wrong


def test_no_template_has_inline_style_or_script() -> None:
    wrong = []
    for path in TEMPLATES:
        text = path.read_text()
        if "mail" in path.parts:
            continue
        if re.search(r"\sstyle=|\son[a-z]+=\"|<style|javascript:", text) or re.search(r"<script(?![^>]*\bsrc=)[^>]*>", text):
            wrong.append(str(path.relative_to(ROOT)))
    assert not wrong


def test_nothing_is_marked_safe_or_left_unescaped() -> None:
    assert not [str(path.relative_to(ROOT)) for path in TEMPLATES if re.search(r"\|\s*safe\b|autoescape\s+false", path.read_text())]


def test_every_letter_has_subject_text_and_html() -> None:
    letters = {path for path in ROOT.rglob("mail/*") if path.is_file() and not path.name.startswith("base")}
    names = {path.parent / path.name.split(".")[0] for path in letters}
    missing = [
        str(one.relative_to(ROOT)) + ending
        for one in names
        for ending in (".asunto.txt", ".txt", ".html")
        if not Path(f"{one}{ending}").exists()
    ]
    assert not missing
