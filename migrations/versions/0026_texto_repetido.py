"""Cases with the very same text are found without looking through all

Revision: 0026
After: 0025
"""

from alembic import op

revision = '0026'
down_revision = '0025'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index('ix_peticion_texto_sha256', 'peticion', ['texto_sha256', 'id'])


def downgrade() -> None:
    op.drop_index('ix_peticion_texto_sha256', table_name='peticion')
