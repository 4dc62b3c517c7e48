"""Dependencies go one way."""

from importlinter.application.use_cases import SUCCESS, lint_imports


def test_the_import_contracts_hold() -> None:
    # Importing the command's module wires import-linter's own parts together.
    import importlinter.cli  # noqa: F401

    assert lint_imports(config_filename="pyproject.toml", is_debug_mode=False) == SUCCESS
