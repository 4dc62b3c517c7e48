"""Who is away, and who takes their place

Revision: 0010
After: 0009
"""

import sqlalchemy as sa
from alembic import op

from portal.database import Instant

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None

# Who passes on the cases of every office may say for everybody that they are away.
NEEDED, GRANTED = {"pqrs:reasignar", "pqrs:ver_todas"}, "pqrs:ausencias"

rol = sa.table("rol", sa.column("id", sa.Integer), sa.column("permisos", sa.JSON))


def _change_permisos(change) -> None:
    connection = op.get_bind()
    for key, permisos in connection.execute(sa.select(rol.c.id, rol.c.permisos)).all():
        connection.execute(rol.update().where(rol.c.id == key).values(permisos=change(permisos)))


def upgrade() -> None:
    op.create_table('ausencia',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('funcionario_id', sa.Integer(), nullable=False),
    sa.Column('sustituto_id', sa.Integer(), nullable=False),
    sa.Column('desde', sa.Date(), nullable=False),
    sa.Column('hasta', sa.Date(), nullable=False),
    sa.Column('registrada_en', Instant(), nullable=False),
    sa.Column('registrada_por_id', sa.Integer(), nullable=True),
    sa.Column('terminada_en', Instant(), nullable=True),
    sa.CheckConstraint('hasta >= desde', name=op.f('ck_ausencia_termina_despues')),
    sa.CheckConstraint('sustituto_id <> funcionario_id', name=op.f('ck_ausencia_otra_persona')),
    sa.ForeignKeyConstraint(['funcionario_id'], ['funcionario.id'], name=op.f('fk_ausencia_funcionario_id_funcionario')),
    sa.ForeignKeyConstraint(['registrada_por_id'], ['funcionario.id'], name=op.f('fk_ausencia_registrada_por_id_funcionario')),
    sa.ForeignKeyConstraint(['sustituto_id'], ['funcionario.id'], name=op.f('fk_ausencia_sustituto_id_funcionario')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ausencia'))
    )
    op.create_index('ix_ausencia_funcionario', 'ausencia', ['funcionario_id', 'hasta'])
    op.create_index('ix_ausencia_sustituto', 'ausencia', ['sustituto_id', 'hasta'])
    op.create_index('ix_ausencia_desde', 'ausencia', ['desde', 'id'])
    _change_permisos(lambda held: [*held, GRANTED] if set(held) >= NEEDED and GRANTED not in held else held)


def downgrade() -> None:
    _change_permisos(lambda held: [one for one in held if one != GRANTED])
    op.drop_table('ausencia')
