"""The public log of interruptions, and its permission for the administrator

Revision: 0002
After: 0001
"""

import sqlalchemy as sa
from alembic import op

from portal.database import Instant


revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

PERMISO = "entidad:interrupciones"
rol = sa.table("rol", sa.column("id", sa.Integer), sa.column("clave", sa.String), sa.column("permisos", sa.JSON))


def _change_permisos(change) -> None:
    """Give the role that the portal brings other permissions; a new installation has no roles yet."""
    connection = op.get_bind()
    for key, permisos in connection.execute(sa.select(rol.c.id, rol.c.permisos).where(rol.c.clave == "administrador")).all():
        connection.execute(rol.update().where(rol.c.id == key).values(permisos=change(permisos)))


def upgrade() -> None:
    op.create_table('interrupcion',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('canal', sa.String(length=20), nullable=False),
    sa.Column('inicio_en', Instant(), nullable=False),
    sa.Column('fin_en', Instant(), nullable=True),
    sa.Column('descripcion', sa.Text(), nullable=False),
    sa.Column('publicada', sa.Boolean(), nullable=False),
    sa.Column('registrada_en', Instant(), nullable=False),
    sa.Column('registrada_por_id', sa.Integer(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('fin_en IS NULL OR fin_en > inicio_en', name=op.f('ck_interrupcion_termina_despues')),
    sa.ForeignKeyConstraint(['registrada_por_id'], ['funcionario.id'], name=op.f('fk_interrupcion_registrada_por_id_funcionario')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_interrupcion'))
    )
    with op.batch_alter_table('interrupcion', schema=None) as batch_op:
        batch_op.create_index('ix_interrupcion_inicio_en_id', ['inicio_en', 'id'], unique=False)
    _change_permisos(lambda permisos: permisos if PERMISO in permisos else [*permisos, PERMISO])


def downgrade() -> None:
    _change_permisos(lambda permisos: [one for one in permisos if one != PERMISO])
    with op.batch_alter_table('interrupcion', schema=None) as batch_op:
        batch_op.drop_index('ix_interrupcion_inicio_en_id')

    op.drop_table('interrupcion')
