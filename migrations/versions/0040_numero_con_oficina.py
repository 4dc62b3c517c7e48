"""Whether the number is shown with the code of the office

Revision: 0040
After: 0039
"""

import sqlalchemy as sa
from alembic import op

revision = '0040'
down_revision = '0039'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('entidad') as batch_op:
        batch_op.add_column(sa.Column('radicado_con_oficina', sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    with op.batch_alter_table('entidad') as batch_op:
        batch_op.drop_column('radicado_con_oficina')
