"""An appeal against the answer to one matter

Revision: 0038
After: 0037
"""

import sqlalchemy as sa
from alembic import op

revision = '0038'
down_revision = '0037'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('recurso') as batch_op:
        batch_op.add_column(sa.Column('asunto_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f('fk_recurso_asunto_id_asunto'), 'asunto', ['asunto_id'], ['id'])
        batch_op.create_index(op.f('ix_recurso_asunto_id'), ['asunto_id'])


def downgrade() -> None:
    with op.batch_alter_table('recurso') as batch_op:
        batch_op.drop_index(op.f('ix_recurso_asunto_id'))
        batch_op.drop_constraint(op.f('fk_recurso_asunto_id_asunto'), type_='foreignkey')
        batch_op.drop_column('asunto_id')
