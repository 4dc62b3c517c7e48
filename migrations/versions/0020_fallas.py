"""More days after a failure of the electronic means: one more kind of fact

Revision: 0020
After: 0019
"""

from alembic import op

revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None

OLD_FACTS = ("requerida", "mas_tiempo", "aportada", "devuelta", "aclarada", "suspendida", "reanudada", "prorrogada")
FACTS = (*OLD_FACTS, "falla")


def _check(values: tuple[str, ...]) -> None:
    with op.batch_alter_table('hecho_termino') as batch_op:
        batch_op.drop_constraint(op.f('ck_hecho_termino_clase'), type_='check')
        batch_op.create_check_constraint(op.f('ck_hecho_termino_clase'), f"clase IN ({', '.join(repr(one) for one in values)})")


def upgrade() -> None:
    _check(FACTS)


def downgrade() -> None:
    op.execute("DELETE FROM hecho_termino WHERE clase = 'falla'")
    _check(OLD_FACTS)
