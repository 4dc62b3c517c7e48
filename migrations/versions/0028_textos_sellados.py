"""Which texts of a case stand sealed: messages, appeals, insistencias and judges' orders of cases against officials

The nightly work seals those that are there already: a migration has no keys.

Revision: 0028
After: 0027
"""

import sqlalchemy as sa
from alembic import op

revision = '0028'
down_revision = '0027'
branch_labels = None
depends_on = None

TABLES = ('mensaje', 'recurso', 'insistencia', 'orden_judicial')


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column('sellado', sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    sealed = [table for table in TABLES if op.get_bind().scalar(sa.text(f"SELECT count(*) FROM {table} WHERE sellado"))]  # noqa: S608 - our own tables
    if sealed:
        # Without this column nobody would know which of them to open.
        raise RuntimeError(f"Hay textos sellados en {', '.join(sealed)}: esta versión no se puede deshacer.")
    for table in reversed(TABLES):
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_column('sellado')
