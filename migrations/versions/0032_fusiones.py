"""Two filings of one person that are the same petition

Revision: 0032
After: 0031
"""

import sqlalchemy as sa
from alembic import op

from portal.database import Instant

revision = '0032'
down_revision = '0031'
branch_labels = None
depends_on = None

IN_FORCE = sa.text("deshecha_en IS NULL")


def upgrade() -> None:
    op.create_table('fusion',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('peticion_id', sa.Integer(), nullable=False),
    sa.Column('principal_id', sa.Integer(), nullable=False),
    sa.Column('motivo', sa.Text(), nullable=False),
    sa.Column('hecha_por_id', sa.Integer(), nullable=True),
    sa.Column('hecha_en', Instant(timezone=True), nullable=False),
    sa.Column('deshecha_en', Instant(timezone=True), nullable=True),
    sa.CheckConstraint('peticion_id <> principal_id', name=op.f('ck_fusion_otro_caso')),
    sa.ForeignKeyConstraint(['hecha_por_id'], ['funcionario.id'], name=op.f('fk_fusion_hecha_por_id_funcionario')),
    sa.ForeignKeyConstraint(['peticion_id'], ['peticion.id'], name=op.f('fk_fusion_peticion_id_peticion')),
    sa.ForeignKeyConstraint(['principal_id'], ['peticion.id'], name=op.f('fk_fusion_principal_id_peticion')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_fusion'))
    )
    op.create_index(op.f('ix_fusion_principal_id'), 'fusion', ['principal_id'])
    op.create_index('uq_fusion_vigente', 'fusion', ['peticion_id'], unique=True, sqlite_where=IN_FORCE, postgresql_where=IN_FORCE)


def downgrade() -> None:
    op.drop_table('fusion')
