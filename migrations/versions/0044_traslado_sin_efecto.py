"""The letter that leaves a transfer without effect

Revision: 0044
After: 0043
"""

from alembic import op

revision = '0044'
down_revision = '0043'
branch_labels = None
depends_on = None

OLD_LETTERS = (
    "respuesta", "requerimiento", "prorroga", "traslado", "traslado_parcial", "devolucion", "rechazo", "remision",
    "desistimiento", "archivo", "continuacion", "citacion", "aviso", "recurso", "negacion", "remision_juez",
    "rechazo_apelacion",
)
LETTERS = (*OLD_LETTERS, "sin_traslado")


def _letters(values: tuple[str, ...]) -> None:
    with op.batch_alter_table('respuesta') as batch_op:
        batch_op.drop_constraint(op.f('ck_respuesta_clase'), type_='check')
        batch_op.create_check_constraint(op.f('ck_respuesta_clase'), f"clase IN ({', '.join(repr(one) for one in values)})")


def upgrade() -> None:
    _letters(LETTERS)


def downgrade() -> None:
    # Of before there is no kind for it: it is told as the transfer that it is about.
    op.execute("UPDATE respuesta SET clase = 'traslado' WHERE clase = 'sin_traslado'")
    _letters(OLD_LETTERS)
