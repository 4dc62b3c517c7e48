"""Officials whom an internal note calls

Revision: 0030
After: 0029
"""

import sqlalchemy as sa
from alembic import op

from portal.database import Instant

revision = '0030'
down_revision = '0029'
branch_labels = None
depends_on = None

UNSEEN = sa.text("vista_en IS NULL")


def upgrade() -> None:
    op.create_table('mencion',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('nota_id', sa.Integer(), nullable=False),
    sa.Column('peticion_id', sa.Integer(), nullable=False),
    sa.Column('funcionario_id', sa.Integer(), nullable=False),
    sa.Column('creada_en', Instant(), nullable=False),
    sa.Column('vista_en', Instant(), nullable=True),
    sa.ForeignKeyConstraint(['nota_id'], ['nota.id'], name=op.f('fk_mencion_nota_id_nota')),
    sa.ForeignKeyConstraint(['peticion_id'], ['peticion.id'], name=op.f('fk_mencion_peticion_id_peticion')),
    sa.ForeignKeyConstraint(['funcionario_id'], ['funcionario.id'], name=op.f('fk_mencion_funcionario_id_funcionario')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mencion')),
    sa.UniqueConstraint('nota_id', 'funcionario_id', name=op.f('uq_mencion_nota_id_funcionario_id'))
    )
    op.create_index('ix_mencion_funcionario', 'mencion', ['funcionario_id', 'id'])
    op.create_index('ix_mencion_por_ver', 'mencion', ['funcionario_id', 'id'], sqlite_where=UNSEEN, postgresql_where=UNSEEN)


def downgrade() -> None:
    op.drop_table('mencion')
