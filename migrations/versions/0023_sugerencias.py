"""What was learned from decided cases, and whether officials followed it

Revision: 0023
After: 0022
"""

import sqlalchemy as sa
from alembic import op

from portal.database import Instant

revision = '0023'
down_revision = '0022'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('modelo_sugerencia',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('creado_en', Instant(timezone=True), nullable=False),
    sa.Column('casos', sa.Integer(), nullable=False),
    sa.Column('muestra_sha256', sa.String(length=64), nullable=False),
    sa.Column('cifras', sa.JSON(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('contenido', sa.LargeBinary(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_modelo_sugerencia'))
    )
    op.create_table('sugerencia_decidida',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('peticion_id', sa.Integer(), nullable=False),
    sa.Column('modelo_id', sa.Integer(), nullable=False),
    sa.Column('objetivo', sa.String(length=12), nullable=False),
    sa.Column('sugerido', sa.String(length=24), nullable=False),
    sa.Column('elegido', sa.String(length=24), nullable=False),
    sa.Column('confianza', sa.Integer(), nullable=False),
    sa.Column('seguida', sa.Boolean(), nullable=False),
    sa.Column('en', Instant(timezone=True), nullable=False),
    sa.CheckConstraint("objetivo IN ('tipo', 'dependencia')", name=op.f('ck_sugerencia_decidida_objetivo')),
    sa.ForeignKeyConstraint(['modelo_id'], ['modelo_sugerencia.id'], name=op.f('fk_sugerencia_decidida_modelo_id_modelo_sugerencia')),
    sa.ForeignKeyConstraint(['peticion_id'], ['peticion.id'], name=op.f('fk_sugerencia_decidida_peticion_id_peticion')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sugerencia_decidida')),
    sa.UniqueConstraint('peticion_id', 'objetivo', name=op.f('uq_sugerencia_decidida_peticion_id_objetivo'))
    )
    op.create_index('ix_sugerencia_decidida_en', 'sugerencia_decidida', ['en'])


def downgrade() -> None:
    op.drop_table('sugerencia_decidida')
    op.drop_table('modelo_sugerencia')
