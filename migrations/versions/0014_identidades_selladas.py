"""Who denounces officials, sealed apart from the case; addresses of letters that may be sealed

Revision: 0014
After: 0013
"""

import sqlalchemy as sa
from alembic import op

from portal.database import Instant

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None

# Who sees the cases against officials may open, with a reason, who denounced.
NEEDED, GRANTED = "pqrs:ver_reservadas", "pqrs:abrir_identidad"

rol = sa.table("rol", sa.column("id", sa.Integer), sa.column("permisos", sa.JSON))


def _change_permisos(change) -> None:
    connection = op.get_bind()
    for key, permisos in connection.execute(sa.select(rol.c.id, rol.c.permisos)).all():
        connection.execute(rol.update().where(rol.c.id == key).values(permisos=change(permisos)))


def upgrade() -> None:
    op.create_table('identidad_sellada',
    sa.Column('peticion_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('contenido', sa.Text(), nullable=False),
    sa.Column('tiene_correo', sa.Boolean(), nullable=False),
    sa.Column('tiene_direccion', sa.Boolean(), nullable=False),
    sa.Column('sellada_en', Instant(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['peticion_id'], ['peticion.id'], name=op.f('fk_identidad_sellada_peticion_id_peticion')),
    sa.PrimaryKeyConstraint('peticion_id', name=op.f('pk_identidad_sellada'))
    )
    with op.batch_alter_table('outbox_mail') as batch_op:
        batch_op.alter_column('recipient', existing_type=sa.String(length=254), type_=sa.Text(), existing_nullable=False)
        batch_op.add_column(sa.Column('sealed', sa.Boolean(), server_default=sa.false(), nullable=False))
    _change_permisos(lambda held: [*held, GRANTED] if NEEDED in held and GRANTED not in held else held)


def downgrade() -> None:
    # A sealed identity cannot be put back without its key: going back would lose who filed.
    if op.get_bind().scalar(sa.text("SELECT count(*) FROM identidad_sellada")):
        raise RuntimeError("there are sealed identities: going back would lose them")
    _change_permisos(lambda held: [one for one in held if one != GRANTED])
    with op.batch_alter_table('outbox_mail') as batch_op:
        batch_op.drop_column('sealed')
        batch_op.alter_column('recipient', existing_type=sa.Text(), type_=sa.String(length=254), existing_nullable=False)
    op.drop_table('identidad_sellada')
