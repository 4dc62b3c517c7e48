"""An official's calendar of due dates, at a secret address

Revision: 0029
After: 0028
"""

import sqlalchemy as sa
from alembic import op

from portal.database import Instant

revision = '0029'
down_revision = '0028'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('calendario_personal',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('funcionario_id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('alcance', sa.String(length=12), nullable=False),
    sa.Column('creado_en', Instant(), nullable=False),
    sa.Column('usado_en', Instant(), nullable=True),
    sa.CheckConstraint("alcance IN ('mias', 'dependencia')", name=op.f('ck_calendario_personal_alcance')),
    sa.ForeignKeyConstraint(['funcionario_id'], ['funcionario.id'], name=op.f('fk_calendario_personal_funcionario_id_funcionario')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_calendario_personal')),
    sa.UniqueConstraint('funcionario_id', name=op.f('uq_calendario_personal_funcionario_id')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_calendario_personal_token_hash'))
    )


def downgrade() -> None:
    op.drop_table('calendario_personal')
