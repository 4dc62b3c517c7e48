"""Territories of the municipality, and in which of them each case is

Revision: 0035
After: 0034
"""

import sqlalchemy as sa
from alembic import op

revision = '0035'
down_revision = '0034'
branch_labels = None
depends_on = None

HAS_PLACE = sa.text("territorio_id IS NOT NULL")


def upgrade() -> None:
    op.create_table('territorio',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('nombre', sa.String(length=80), nullable=False),
    sa.Column('clase', sa.String(length=16), nullable=False),
    sa.Column('poligonos', sa.JSON(), nullable=False),
    sa.Column('oeste', sa.Double(), nullable=False),
    sa.Column('sur', sa.Double(), nullable=False),
    sa.Column('este', sa.Double(), nullable=False),
    sa.Column('norte', sa.Double(), nullable=False),
    sa.Column('activo', sa.Boolean(), nullable=False),
    sa.Column('demostracion', sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.CheckConstraint("clase IN ('comuna', 'corregimiento', 'vereda', 'barrio', 'cabecera')", name=op.f('ck_territorio_clase')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_territorio')),
    sa.UniqueConstraint('nombre', name=op.f('uq_territorio_nombre'))
    )
    op.add_column('peticion', sa.Column('territorio_id', sa.Integer(), nullable=True))
    op.create_index('ix_peticion_territorio', 'peticion', ['territorio_id', 'recibida_en'], sqlite_where=HAS_PLACE, postgresql_where=HAS_PLACE)


def downgrade() -> None:
    op.drop_index('ix_peticion_territorio', table_name='peticion')
    op.drop_column('peticion', 'territorio_id')
    op.drop_table('territorio')
