"""Why a case goes before others, and whether an official has looked at it

Revision: 0008
After: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None

# Who gives cases out, of everybody or of their office, says which go first.
NEEDED, GRANTED = "pqrs:asignar", "pqrs:preferencia"
GOES_FIRST = sa.text("preferente")

rol = sa.table("rol", sa.column("id", sa.Integer), sa.column("permisos", sa.JSON))
peticion = sa.table(
    "peticion", sa.column("preferente", sa.Boolean), sa.column("preferente_causa", sa.String), sa.column("preferente_estado", sa.String)
)


def _change_permisos(change) -> None:
    connection = op.get_bind()
    for key, permisos in connection.execute(sa.select(rol.c.id, rol.c.permisos)).all():
        connection.execute(rol.update().where(rol.c.id == key).values(permisos=change(permisos)))


def upgrade() -> None:
    # Without copying the table: it may be large, and SQLite's triggers stay.
    op.add_column('peticion', sa.Column('preferente_causa', sa.String(length=12), server_default='', nullable=False))
    op.add_column('peticion', sa.Column('preferente_estado', sa.String(length=12), server_default='', nullable=False))
    op.create_index(
        'ix_peticion_preferente', 'peticion', ['abierta', 'vence_el', 'id'], sqlite_where=GOES_FIRST, postgresql_where=GOES_FIRST
    )
    # Until now only children went first, by law.
    op.execute(peticion.update().where(peticion.c.preferente).values(preferente_causa='nino', preferente_estado='confirmada'))
    _change_permisos(lambda held: [*held, GRANTED] if NEEDED in held and GRANTED not in held else held)


def downgrade() -> None:
    _change_permisos(lambda held: [one for one in held if one != GRANTED])
    op.drop_index('ix_peticion_preferente', 'peticion')
    op.drop_column('peticion', 'preferente_estado')
    op.drop_column('peticion', 'preferente_causa')
