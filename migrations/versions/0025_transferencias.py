"""Transfers of closed cases to the central archive, with their inventory

Revision: 0025
After: 0024
"""

import sqlalchemy as sa
from alembic import op

from portal.database import Instant

revision = '0025'
down_revision = '0024'
branch_labels = None
depends_on = None

GETS = "pqrs:transferir"
HOLDERS = ("archivo", "control_interno")
rol = sa.table("rol", sa.column("id", sa.Integer), sa.column("clave", sa.String), sa.column("permisos", sa.JSON))


def _change(change) -> None:
    connection = op.get_bind()
    for one in connection.execute(sa.select(rol.c.id, rol.c.clave, rol.c.permisos)).all():
        connection.execute(rol.update().where(rol.c.id == one.id).values(permisos=change(one.clave, one.permisos)))


def upgrade() -> None:
    op.create_table('transferencia',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('numero', sa.Integer(), nullable=False),
    sa.Column('estado', sa.String(length=12), nullable=False),
    sa.Column('reservada', sa.Boolean(), nullable=False),
    sa.Column('entregada_en', Instant(timezone=True), nullable=False),
    sa.Column('entregada_por_id', sa.Integer(), nullable=True),
    sa.Column('decidida_en', Instant(timezone=True), nullable=True),
    sa.Column('decidida_por_id', sa.Integer(), nullable=True),
    sa.Column('motivo', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("estado IN ('entregada', 'recibida', 'devuelta')", name=op.f('ck_transferencia_estado')),
    sa.ForeignKeyConstraint(['decidida_por_id'], ['funcionario.id'], name=op.f('fk_transferencia_decidida_por_id_funcionario')),
    sa.ForeignKeyConstraint(['entregada_por_id'], ['funcionario.id'], name=op.f('fk_transferencia_entregada_por_id_funcionario')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_transferencia')),
    sa.UniqueConstraint('numero', name=op.f('uq_transferencia_numero'))
    )
    with op.batch_alter_table('transferencia', schema=None) as batch_op:
        batch_op.create_index('ix_transferencia_reservada', ['reservada', 'id'], unique=False)
    op.create_table('caso_transferido',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('transferencia_id', sa.Integer(), nullable=False),
    sa.Column('peticion_id', sa.Integer(), nullable=False),
    sa.Column('orden', sa.Integer(), nullable=False),
    sa.Column('vigente', sa.Boolean(), nullable=False),
    sa.Column('codigo', sa.String(length=40), nullable=False),
    sa.Column('serie', sa.String(length=330), nullable=False),
    sa.Column('oficina', sa.String(length=120), nullable=False),
    sa.Column('abierta_el', sa.Date(), nullable=False),
    sa.Column('cerrada_el', sa.Date(), nullable=False),
    sa.Column('documentos', sa.Integer(), nullable=False),
    sa.Column('tamano', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['peticion_id'], ['peticion.id'], name=op.f('fk_caso_transferido_peticion_id_peticion')),
    sa.ForeignKeyConstraint(['transferencia_id'], ['transferencia.id'], name=op.f('fk_caso_transferido_transferencia_id_transferencia')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_caso_transferido'))
    )
    with op.batch_alter_table('caso_transferido', schema=None) as batch_op:
        batch_op.create_index('ix_caso_transferido_transferencia', ['transferencia_id', 'orden'], unique=False)
        batch_op.create_index('uq_caso_transferido_vigente', ['peticion_id'], unique=True,
            sqlite_where=sa.text('vigente'), postgresql_where=sa.text('vigente'))
    _change(lambda clave, held: [*held, GETS] if clave in HOLDERS and GETS not in held else held)


def downgrade() -> None:
    _change(lambda _clave, held: [one for one in held if one != GETS])
    op.drop_table('caso_transferido')
    op.drop_table('transferencia')
