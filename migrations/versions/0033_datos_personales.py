"""Who may gather what is held of the person that asks for their data

Revision: 0033
After: 0032
"""

import sqlalchemy as sa
from alembic import op

revision = '0033'
down_revision = '0032'
branch_labels = None
depends_on = None

GETS = "pqrs:datos_personales"
HOLDERS = ("ventanilla", "control_interno")
rol = sa.table("rol", sa.column("id", sa.Integer), sa.column("clave", sa.String), sa.column("permisos", sa.JSON))


def _change(change) -> None:
    connection = op.get_bind()
    for one in connection.execute(sa.select(rol.c.id, rol.c.clave, rol.c.permisos)).all():
        connection.execute(rol.update().where(rol.c.id == one.id).values(permisos=change(one.clave, one.permisos)))


def upgrade() -> None:
    _change(lambda clave, held: [*held, GETS] if clave in HOLDERS and GETS not in held else held)


def downgrade() -> None:
    _change(lambda _clave, held: [one for one in held if one != GETS])
