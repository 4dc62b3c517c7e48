"""The legend «reclamo en trámite» of claims on personal data

Revision: 0024
After: 0023
"""

import sqlalchemy as sa
from alembic import op

from portal.database import Instant

revision = '0024'
down_revision = '0023'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('leyenda_reclamo',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('peticion_id', sa.Integer(), nullable=False),
    sa.Column('base', sa.String(length=200), nullable=False),
    sa.Column('motivo', sa.Text(), nullable=False),
    sa.Column('detalle', sa.Text(), nullable=False),
    sa.Column('puesta_el', sa.Date(), nullable=False),
    sa.Column('limite_el', sa.Date(), nullable=True),
    sa.Column('registrada_en', Instant(), nullable=False),
    sa.Column('registrada_por_id', sa.Integer(), nullable=False),
    sa.Column('quitada_el', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['peticion_id'], ['peticion.id'], name=op.f('fk_leyenda_reclamo_peticion_id_peticion')),
    sa.ForeignKeyConstraint(['registrada_por_id'], ['funcionario.id'], name=op.f('fk_leyenda_reclamo_registrada_por_id_funcionario')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_leyenda_reclamo'))
    )
    op.create_index('ix_leyenda_reclamo_peticion', 'leyenda_reclamo', ['peticion_id', 'id'])


def downgrade() -> None:
    op.drop_table('leyenda_reclamo')
