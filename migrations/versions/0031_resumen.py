"""How often an official wants the mail with what waits for them

Revision: 0031
After: 0030
"""

import sqlalchemy as sa
from alembic import op

revision = '0031'
down_revision = '0030'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('resumen_preferido',
    sa.Column('funcionario_id', sa.Integer(), nullable=False),
    sa.Column('frecuencia', sa.String(length=10), nullable=False),
    sa.CheckConstraint("frecuencia IN ('diario', 'semanal', 'nunca')", name=op.f('ck_resumen_preferido_frecuencia')),
    sa.ForeignKeyConstraint(['funcionario_id'], ['funcionario.id'], name=op.f('fk_resumen_preferido_funcionario_id_funcionario')),
    sa.PrimaryKeyConstraint('funcionario_id', name=op.f('pk_resumen_preferido'))
    )


def downgrade() -> None:
    op.drop_table('resumen_preferido')
