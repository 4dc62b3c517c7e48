"""Which bodies of the directory are judges

Revision: 0041
After: 0040
"""

import sqlalchemy as sa
from alembic import op

revision = '0041'
down_revision = '0040'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('autoridad') as batch_op:
        batch_op.add_column(sa.Column('clase', sa.String(length=10), server_default='entidad', nullable=False))
        batch_op.create_check_constraint(op.f('ck_autoridad_clase'), "clase IN ('entidad', 'juez')")
    # What the directory's name says: the search text is that name folded, with what follows it.
    op.execute(
        "UPDATE autoridad SET clase = 'juez' WHERE busqueda LIKE 'juzgado%' OR busqueda LIKE 'tribunal%' "
        "OR busqueda LIKE 'consejo de estado%' OR busqueda LIKE 'corte %'"
    )


def downgrade() -> None:
    with op.batch_alter_table('autoridad') as batch_op:
        batch_op.drop_constraint(op.f('ck_autoridad_clase'), type_='check')
        batch_op.drop_column('clase')
