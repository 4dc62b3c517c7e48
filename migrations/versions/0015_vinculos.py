"""Cases that belong together

Revision: 0015
After: 0014
"""

import sqlalchemy as sa
from alembic import op

from portal.database import Instant

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('vinculo',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('peticion_id', sa.Integer(), nullable=False),
    sa.Column('otra_id', sa.Integer(), nullable=False),
    sa.Column('clase', sa.String(length=12), nullable=False),
    sa.Column('motivo', sa.Text(), nullable=False),
    sa.Column('creado_por_id', sa.Integer(), nullable=True),
    sa.Column('creado_en', Instant(), nullable=False),
    sa.CheckConstraint('peticion_id <> otra_id', name=op.f('ck_vinculo_otro_caso')),
    sa.CheckConstraint("clase IN ('relacionado', 'parte_de')", name=op.f('ck_vinculo_clase')),
    sa.ForeignKeyConstraint(['creado_por_id'], ['funcionario.id'], name=op.f('fk_vinculo_creado_por_id_funcionario')),
    sa.ForeignKeyConstraint(['otra_id'], ['peticion.id'], name=op.f('fk_vinculo_otra_id_peticion')),
    sa.ForeignKeyConstraint(['peticion_id'], ['peticion.id'], name=op.f('fk_vinculo_peticion_id_peticion')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_vinculo')),
    sa.UniqueConstraint('peticion_id', 'otra_id', name=op.f('uq_vinculo_peticion_id_otra_id'))
    )
    op.create_index(op.f('ix_vinculo_otra_id'), 'vinculo', ['otra_id'])
    # The other cases of who gave one mail address are looked for on each case's page.
    op.create_index(op.f('ix_solicitante_correo'), 'solicitante', ['correo'])


def downgrade() -> None:
    op.drop_index(op.f('ix_solicitante_correo'), 'solicitante')
    op.drop_table('vinculo')
