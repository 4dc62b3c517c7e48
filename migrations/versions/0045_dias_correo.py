"""How many days an e-mail that became no case is kept

Revision: 0045
After: 0044
"""

import sqlalchemy as sa
from alembic import op

revision = '0045'
down_revision = '0044'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('entidad') as batch_op:
        batch_op.add_column(sa.Column('dias_correo', sa.Integer(), server_default='90', nullable=False))


def downgrade() -> None:
    with op.batch_alter_table('entidad') as batch_op:
        batch_op.drop_column('dias_correo')
