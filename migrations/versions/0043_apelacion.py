"""Apelación before the superior of an office, and the queja against refusing it

Revision: 0043
After: 0042
"""

import sqlalchemy as sa
from alembic import op

from portal.database import Instant

revision = '0043'
down_revision = '0042'
branch_labels = None
depends_on = None

OLD_KINDS, KINDS = ("reposicion", "reserva"), ("reposicion", "reserva", "apelacion", "queja")
OLD_RULINGS = ("", "confirma", "modifica", "revoca", "rechaza", "desiste")
RULINGS = (*OLD_RULINGS, "concede", "niega")
OLD_LETTERS = (
    "respuesta", "requerimiento", "prorroga", "traslado", "traslado_parcial", "devolucion", "rechazo", "remision", "desistimiento",
    "archivo", "continuacion", "citacion", "aviso", "recurso", "negacion", "remision_juez",
)
LETTERS = (*OLD_LETTERS, "rechazo_apelacion")


def _check(table: str, column: str, values: tuple[str, ...]) -> None:
    with op.batch_alter_table(table) as batch_op:
        batch_op.drop_constraint(op.f(f'ck_{table}_{column}'), type_='check')
        batch_op.create_check_constraint(op.f(f'ck_{table}_{column}'), f"{column} IN ({', '.join(repr(one) for one in values)})")


def upgrade() -> None:
    with op.batch_alter_table('dependencia') as batch_op:
        batch_op.add_column(sa.Column('superior_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f('fk_dependencia_superior_id_dependencia'), 'dependencia', ['superior_id'], ['id'])
    with op.batch_alter_table('recurso') as batch_op:
        batch_op.add_column(sa.Column('en_subsidio', sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column('concedido_en', Instant(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('origen_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('reposicion_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f('fk_recurso_origen_id_dependencia'), 'dependencia', ['origen_id'], ['id'])
        batch_op.create_foreign_key(op.f('fk_recurso_reposicion_id_respuesta'), 'respuesta', ['reposicion_id'], ['id'])
    _check('recurso', 'clase', KINDS)
    _check('recurso', 'sentido', RULINGS)
    _check('respuesta', 'clase', LETTERS)


def downgrade() -> None:
    # What there was has no name for these: an apelación is left as the reposición that it came with, its refusal as a decision of it.
    op.execute("UPDATE recurso SET clase = 'reposicion' WHERE clase IN ('apelacion', 'queja')")
    op.execute("UPDATE recurso SET sentido = 'confirma' WHERE sentido IN ('concede', 'niega')")
    op.execute("UPDATE respuesta SET clase = 'recurso' WHERE clase = 'rechazo_apelacion'")
    _check('respuesta', 'clase', OLD_LETTERS)
    _check('recurso', 'sentido', OLD_RULINGS)
    _check('recurso', 'clase', OLD_KINDS)
    with op.batch_alter_table('recurso') as batch_op:
        batch_op.drop_constraint(op.f('fk_recurso_reposicion_id_respuesta'), type_='foreignkey')
        batch_op.drop_constraint(op.f('fk_recurso_origen_id_dependencia'), type_='foreignkey')
        for name in ('reposicion_id', 'origen_id', 'concedido_en', 'en_subsidio'):
            batch_op.drop_column(name)
    with op.batch_alter_table('dependencia') as batch_op:
        batch_op.drop_constraint(op.f('fk_dependencia_superior_id_dependencia'), type_='foreignkey')
        batch_op.drop_column('superior_id')
