"""Rules that give new cases to an office by themselves

Revision: 0006
After: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None

# Who gives out the cases of the whole municipality looks after its rules.
NEEDED, GRANTED = {"pqrs:asignar", "pqrs:ver_todas", "pqrs:radicar_ventanilla"}, "pqrs:reglas"

rol = sa.table("rol", sa.column("id", sa.Integer), sa.column("permisos", sa.JSON))


def _change_permisos(change) -> None:
    connection = op.get_bind()
    for key, permisos in connection.execute(sa.select(rol.c.id, rol.c.permisos)).all():
        connection.execute(rol.update().where(rol.c.id == key).values(permisos=change(permisos)))


def upgrade() -> None:
    op.create_table('regla_reparto',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('orden', sa.Integer(), nullable=False),
    sa.Column('nombre', sa.String(length=120), nullable=False),
    sa.Column('tipo', sa.String(length=24), nullable=False),
    sa.Column('canal', sa.String(length=12), nullable=False),
    sa.Column('palabras', sa.String(length=500), nullable=False),
    sa.Column('lugares', sa.String(length=500), nullable=False),
    sa.Column('dependencia_id', sa.Integer(), nullable=False),
    sa.Column('responsable_id', sa.Integer(), nullable=True),
    sa.Column('preferente', sa.Boolean(), nullable=False),
    sa.Column('activa', sa.Boolean(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['dependencia_id'], ['dependencia.id'], name=op.f('fk_regla_reparto_dependencia_id_dependencia')),
    sa.ForeignKeyConstraint(['responsable_id'], ['funcionario.id'], name=op.f('fk_regla_reparto_responsable_id_funcionario')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_regla_reparto')),
    sa.UniqueConstraint('nombre', name=op.f('uq_regla_reparto_nombre'))
    )
    op.create_index('ix_regla_reparto_orden', 'regla_reparto', ['activa', 'orden', 'id'])
    _change_permisos(lambda held: [*held, GRANTED] if set(held) >= NEEDED and GRANTED not in held else held)


def downgrade() -> None:
    _change_permisos(lambda held: [one for one in held if one != GRANTED])
    op.drop_table('regla_reparto')
