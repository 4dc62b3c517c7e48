"""Eliminations by the retention table: proposed by one person, approved by another; and the mark of the cases that were emptied

Revision: 0027
After: 0026
"""

import sqlalchemy as sa
from alembic import op

from portal.database import Instant

revision = '0027'
down_revision = '0026'
branch_labels = None
depends_on = None

GETS = "pqrs:eliminar"
HOLDERS = ("archivo", "control_interno")
rol = sa.table("rol", sa.column("id", sa.Integer), sa.column("clave", sa.String), sa.column("permisos", sa.JSON))


def _change(change) -> None:
    connection = op.get_bind()
    for one in connection.execute(sa.select(rol.c.id, rol.c.clave, rol.c.permisos)).all():
        connection.execute(rol.update().where(rol.c.id == one.id).values(permisos=change(one.clave, one.permisos)))


def upgrade() -> None:
    op.create_table('eliminacion',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('numero', sa.Integer(), nullable=False),
    sa.Column('estado', sa.String(length=12), nullable=False),
    sa.Column('reservada', sa.Boolean(), nullable=False),
    sa.Column('acta', sa.String(length=200), nullable=False),
    sa.Column('antes', sa.Date(), nullable=False),
    sa.Column('propuesta_en', Instant(timezone=True), nullable=False),
    sa.Column('propuesta_por_id', sa.Integer(), nullable=True),
    sa.Column('decidida_en', Instant(timezone=True), nullable=True),
    sa.Column('decidida_por_id', sa.Integer(), nullable=True),
    sa.Column('motivo', sa.Text(), nullable=False),
    sa.Column('aplicada_en', Instant(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("estado IN ('propuesta', 'aprobada', 'rechazada', 'aplicada')", name=op.f('ck_eliminacion_estado')),
    sa.CheckConstraint('decidida_por_id IS NULL OR decidida_por_id <> propuesta_por_id', name=op.f('ck_eliminacion_dos_personas')),
    sa.ForeignKeyConstraint(['decidida_por_id'], ['funcionario.id'], name=op.f('fk_eliminacion_decidida_por_id_funcionario')),
    sa.ForeignKeyConstraint(['propuesta_por_id'], ['funcionario.id'], name=op.f('fk_eliminacion_propuesta_por_id_funcionario')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_eliminacion')),
    sa.UniqueConstraint('numero', name=op.f('uq_eliminacion_numero'))
    )
    with op.batch_alter_table('eliminacion', schema=None) as batch_op:
        batch_op.create_index('ix_eliminacion_reservada', ['reservada', 'id'], unique=False)
    op.create_table('caso_eliminado',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('eliminacion_id', sa.Integer(), nullable=False),
    sa.Column('peticion_id', sa.Integer(), nullable=False),
    sa.Column('vigente', sa.Boolean(), nullable=False),
    sa.Column('codigo', sa.String(length=40), nullable=False),
    sa.Column('serie', sa.String(length=330), nullable=False),
    sa.Column('disposicion', sa.String(length=12), nullable=False),
    sa.Column('cerrada_el', sa.Date(), nullable=False),
    sa.Column('termina_el', sa.Date(), nullable=False),
    sa.Column('hecho_en', Instant(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['eliminacion_id'], ['eliminacion.id'], name=op.f('fk_caso_eliminado_eliminacion_id_eliminacion')),
    sa.ForeignKeyConstraint(['peticion_id'], ['peticion.id'], name=op.f('fk_caso_eliminado_peticion_id_peticion')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_caso_eliminado'))
    )
    with op.batch_alter_table('caso_eliminado', schema=None) as batch_op:
        batch_op.create_index('ix_caso_eliminado_eliminacion', ['eliminacion_id', 'hecho_en', 'id'], unique=False)
        batch_op.create_index('uq_caso_eliminado_vigente', ['peticion_id'], unique=True,
            sqlite_where=sa.text('vigente'), postgresql_where=sa.text('vigente'))
    op.add_column('peticion', sa.Column('anonimizada_en', Instant(timezone=True), nullable=True))
    _change(lambda clave, held: [*held, GETS] if clave in HOLDERS and GETS not in held else held)


def downgrade() -> None:
    _change(lambda _clave, held: [one for one in held if one != GETS])
    op.drop_column('peticion', 'anonimizada_en')
    op.drop_table('caso_eliminado')
    op.drop_table('eliminacion')
