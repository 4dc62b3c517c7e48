"""E-mails that come in, whether they wait to be filed, and the thread of letters

Revision: 0036
After: 0035
"""

import sqlalchemy as sa
from alembic import op

from portal.database import Instant

revision = '0036'
down_revision = '0035'
branch_labels = None
depends_on = None

# Who files at the counter attends the e-mails; who may open sealed identities, those about sealed cases.
NEEDED, GRANTED = ("pqrs:radicar_ventanilla", "pqrs:abrir_identidad"), "pqrs:correo"
STATES = ("recibido", "apartado", "radicado", "agregado", "rechazado")

rol = sa.table("rol", sa.column("id", sa.Integer), sa.column("permisos", sa.JSON))


def _change_permisos(change) -> None:
    connection = op.get_bind()
    for key, permisos in connection.execute(sa.select(rol.c.id, rol.c.permisos)).all():
        connection.execute(rol.update().where(rol.c.id == key).values(permisos=change(permisos)))


def upgrade() -> None:
    op.create_table('correo_recibido',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('guardado_sha256', sa.String(length=64), nullable=False),
    sa.Column('tamano', sa.Integer(), nullable=False),
    sa.Column('mensaje_sha256', sa.String(length=64), nullable=True),
    sa.Column('origen', sa.String(length=10), nullable=False),
    sa.Column('incompleto', sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.Column('estado', sa.String(length=12), nullable=False),
    sa.Column('motivo', sa.String(length=20), nullable=False),
    sa.Column('detalle', sa.Text(), nullable=False),
    sa.Column('recibido_en', Instant(timezone=True), nullable=False),
    sa.Column('creado_en', Instant(timezone=True), nullable=False),
    sa.Column('leido_en', Instant(timezone=True), nullable=True),
    sa.Column('intentos', sa.Integer(), nullable=False),
    sa.Column('remitente', sa.String(length=254), nullable=False),
    sa.Column('nombre', sa.String(length=120), nullable=False),
    sa.Column('asunto', sa.Text(), nullable=False),
    sa.Column('texto', sa.Text(), nullable=False),
    sa.Column('citado', sa.Text(), nullable=False),
    sa.Column('radicado_citado', sa.String(length=20), nullable=False),
    sa.Column('no_recibidos', sa.JSON(), nullable=False),
    sa.Column('reservado', sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.Column('sellado', sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.Column('peticion_id', sa.Integer(), nullable=True),
    sa.Column('atendido_por_id', sa.Integer(), nullable=True),
    sa.Column('atendido_en', Instant(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint(f"estado IN ({', '.join(repr(one) for one in STATES)})", name=op.f('ck_correo_recibido_estado')),
    sa.CheckConstraint("origen IN ('buzon', 'archivo')", name=op.f('ck_correo_recibido_origen')),
    sa.ForeignKeyConstraint(['atendido_por_id'], ['funcionario.id'], name=op.f('fk_correo_recibido_atendido_por_id_funcionario')),
    sa.ForeignKeyConstraint(['peticion_id'], ['peticion.id'], name=op.f('fk_correo_recibido_peticion_id_peticion')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_correo_recibido')),
    sa.UniqueConstraint('mensaje_sha256', name=op.f('uq_correo_recibido_mensaje_sha256')),
    sa.UniqueConstraint('sha256', name=op.f('uq_correo_recibido_sha256'))
    )
    with op.batch_alter_table('correo_recibido') as batch_op:
        batch_op.create_index('ix_correo_recibido_estado', ['estado', 'id'])
        batch_op.create_index('ix_correo_recibido_remitente', ['remitente', 'recibido_en'])
        batch_op.create_index(op.f('ix_correo_recibido_guardado_sha256'), ['guardado_sha256'])
        batch_op.create_index(op.f('ix_correo_recibido_peticion_id'), ['peticion_id'])
        batch_op.create_index('ix_correo_recibido_por_leer', ['id'], sqlite_where=sa.text('leido_en IS NULL'), postgresql_where=sa.text('leido_en IS NULL'))
    with op.batch_alter_table('entidad') as batch_op:
        batch_op.add_column(sa.Column('correo_por_confirmar', sa.Boolean(), server_default=sa.false(), nullable=False))
    with op.batch_alter_table('outbox_mail') as batch_op:
        batch_op.add_column(sa.Column('thread', sa.String(length=40), server_default='', nullable=False))
        batch_op.create_index('ix_outbox_mail_message_id', ['message_id'])
    _change_permisos(lambda held: [*held, GRANTED] if set(NEEDED) & set(held) and GRANTED not in held else held)


def downgrade() -> None:
    _change_permisos(lambda held: [one for one in held if one != GRANTED])
    with op.batch_alter_table('outbox_mail') as batch_op:
        batch_op.drop_index('ix_outbox_mail_message_id')
        batch_op.drop_column('thread')
    with op.batch_alter_table('entidad') as batch_op:
        batch_op.drop_column('correo_por_confirmar')
    op.drop_table('correo_recibido')
