"""What the office of a case asks another one to do for it

Revision: 0012
After: 0011
"""

import sqlalchemy as sa
from alembic import op

from portal.database import Instant

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None

WAITS = sa.text("respondido_en IS NULL AND retirado_en IS NULL")


def upgrade() -> None:
    op.create_table('encargo',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('peticion_id', sa.Integer(), nullable=False),
    sa.Column('dependencia_id', sa.Integer(), nullable=False),
    sa.Column('pedido', sa.Text(), nullable=False),
    sa.Column('ve_solicitud', sa.Boolean(), nullable=False),
    sa.Column('dias', sa.Integer(), nullable=False),
    sa.Column('vence_el', sa.Date(), nullable=False),
    sa.Column('pedido_por_id', sa.Integer(), nullable=True),
    sa.Column('pedido_en', Instant(), nullable=False),
    sa.Column('respuesta', sa.Text(), nullable=False),
    sa.Column('respondido_por_id', sa.Integer(), nullable=True),
    sa.Column('respondido_en', Instant(), nullable=True),
    sa.Column('retirado_en', Instant(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('dias > 0', name=op.f('ck_encargo_dias')),
    sa.ForeignKeyConstraint(['dependencia_id'], ['dependencia.id'], name=op.f('fk_encargo_dependencia_id_dependencia')),
    sa.ForeignKeyConstraint(['pedido_por_id'], ['funcionario.id'], name=op.f('fk_encargo_pedido_por_id_funcionario')),
    sa.ForeignKeyConstraint(['peticion_id'], ['peticion.id'], name=op.f('fk_encargo_peticion_id_peticion')),
    sa.ForeignKeyConstraint(['respondido_por_id'], ['funcionario.id'], name=op.f('fk_encargo_respondido_por_id_funcionario')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_encargo'))
    )
    op.create_index('ix_encargo_peticion', 'encargo', ['peticion_id', 'id'])
    op.create_index('ix_encargo_pendiente', 'encargo', ['dependencia_id', 'vence_el', 'id'], sqlite_where=WAITS, postgresql_where=WAITS)
    op.create_index('ix_encargo_dependencia', 'encargo', ['dependencia_id', 'id'])


def downgrade() -> None:
    op.drop_table('encargo')
