"""Extra questions of the filing form, their versions, and what a case keeps of them

Revision: 0037
After: 0036
"""

import sqlalchemy as sa
from alembic import op

from portal.database import Instant

revision = '0037'
down_revision = '0036'
branch_labels = None
depends_on = None

FORMATS = ("corta", "larga", "si_no", "una", "varias", "fecha", "numero")
# Who looks after the rules by which cases are given out knows what their offices ask again and again.
NEEDED, GRANTED = "pqrs:reglas", "pqrs:preguntas"

rol = sa.table("rol", sa.column("id", sa.Integer), sa.column("permisos", sa.JSON))


def _change_permisos(change) -> None:
    connection = op.get_bind()
    for key, permisos in connection.execute(sa.select(rol.c.id, rol.c.permisos)).all():
        connection.execute(rol.update().where(rol.c.id == key).values(permisos=change(permisos)))


def upgrade() -> None:
    op.create_table('pregunta_adicional',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('orden', sa.Integer(), nullable=False),
    sa.Column('clases', sa.JSON(), nullable=False),
    sa.Column('vigente_numero', sa.Integer(), nullable=False),
    sa.Column('activa', sa.Boolean(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pregunta_adicional'))
    )
    with op.batch_alter_table('pregunta_adicional') as batch_op:
        batch_op.create_index('ix_pregunta_adicional_orden', ['activa', 'orden', 'id'])
    op.create_table('version_pregunta',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('pregunta_id', sa.Integer(), nullable=False),
    sa.Column('numero', sa.Integer(), nullable=False),
    sa.Column('texto', sa.String(length=200), nullable=False),
    sa.Column('ayuda', sa.String(length=300), nullable=False),
    sa.Column('formato', sa.String(length=12), nullable=False),
    sa.Column('opciones', sa.JSON(), nullable=False),
    sa.Column('pedida', sa.Boolean(), nullable=False),
    sa.Column('creada_en', Instant(timezone=True), nullable=False),
    sa.CheckConstraint(f"formato IN ({', '.join(repr(one) for one in FORMATS)})", name=op.f('ck_version_pregunta_formato')),
    sa.ForeignKeyConstraint(['pregunta_id'], ['pregunta_adicional.id'], name=op.f('fk_version_pregunta_pregunta_id_pregunta_adicional')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_version_pregunta')),
    sa.UniqueConstraint('pregunta_id', 'numero', name=op.f('uq_version_pregunta_pregunta_id_numero'))
    )
    # No batch: on SQLite that would write the whole table of cases anew.
    op.add_column('peticion', sa.Column('contestadas', sa.JSON(), server_default='[]', nullable=False))
    _change_permisos(lambda held: [*held, GRANTED] if NEEDED in held and GRANTED not in held else held)


def downgrade() -> None:
    _change_permisos(lambda held: [one for one in held if one != GRANTED])
    op.drop_column('peticion', 'contestadas')
    op.drop_table('version_pregunta')
    op.drop_table('pregunta_adicional')
