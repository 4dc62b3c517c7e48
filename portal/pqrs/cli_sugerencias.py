"""`flask pqrs sugerencias`: learning from decided cases, and how well it does."""

from typing import Any

import click
from flask.cli import AppGroup

from portal.core.errors import DomainError

sugerencias_cli = AppGroup("sugerencias", help="La clase y la oficina que se sugieren para un caso nuevo.")


@sugerencias_cli.command("entrenar")
def entrenar() -> None:
    """Aprende de los casos respondidos y mide con los más recientes, que no vio."""
    from portal.pqrs.jobs_sugerencias import entrenar_ahora

    try:
        row = entrenar_ahora()
    except DomainError as error:
        raise click.ClickException(error.message) from error
    if row is None:
        click.echo("No hay casos nuevos desde el último entrenamiento: sirve el que hay.")
        return
    _tell(row.id)


@sugerencias_cli.command("cifras")
def cifras() -> None:
    """Muestra las cifras del último entrenamiento."""
    from portal.pqrs.queries.sugerencias import find_modelo

    row = find_modelo()
    if row is None:
        raise click.ClickException("Todavía no se ha entrenado: flask pqrs sugerencias entrenar")
    _tell(row.id)


def _tell(key: int) -> None:
    from portal.extensions import db
    from portal.pqrs.models import ModeloSugerencia
    from portal.pqrs.queries.sugerencias import is_util, name_of

    row = db.session.get_one(ModeloSugerencia, key)
    click.echo(f"Modelo {row.id}, del {row.creado_en:%Y-%m-%d %H:%M}, {row.casos} casos, {row.cifras['version']}")
    click.echo(f"SHA-256 {row.sha256}")
    for objetivo, told in row.cifras["objetivos"].items():
        click.echo(f"\n{objetivo}: {'se muestra' if is_util(told) else 'no se muestra todavía'}")
        click.echo(
            f"  apartados {told['apartados']}; aciertos {_share(told['aciertos'], told['apartados'])}; "
            f"con decir siempre la más común {_share(told['siempre_la_comun'], told['apartados'])}"
        )
        click.echo(
            f"  sugirió en {_share(told['sugeridos'], told['apartados'])} y de esos acertó "
            f"{_share(told['aciertos_sugeridos'], told['sugeridos'])}"
        )
        _tell_classes(objetivo, told, name_of)


def _tell_classes(objetivo: str, told: dict[str, Any], name_of: Any) -> None:
    for value, (count, suggested, right) in told["clases"].items():
        click.echo(f"    {name_of(objetivo, value)}: {count} casos, sugirió en {suggested}, acertó en {right}")
    for truth, said, count in told["confusiones"]:
        click.echo(f"    era «{name_of(objetivo, truth)}» y dijo «{name_of(objetivo, said)}»: {count}")


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "—"
