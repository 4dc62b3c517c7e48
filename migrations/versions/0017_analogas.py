"""Analogous petitions: their sketches, groups and members, and the permission to group them

Revision: 0017
After: 0016
"""

import sqlalchemy as sa
from alembic import op

from portal.database import Instant

revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None

# Who gives cases out sees which ask for the same.
GRANTED_BY, GRANTED = "pqrs:reasignar", "pqrs:agrupar"
rol = sa.table("rol", sa.column("id", sa.Integer), sa.column("permisos", sa.JSON))


def _change_permisos(change) -> None:
    connection = op.get_bind()
    for key, permisos in connection.execute(sa.select(rol.c.id, rol.c.permisos)).all():
        connection.execute(rol.update().where(rol.c.id == key).values(permisos=change(permisos)))


def upgrade() -> None:
    op.create_table('huella_analoga',
    sa.Column('peticion_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('recibida_el', sa.Date(), nullable=False),
    sa.Column('firma', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['peticion_id'], ['peticion.id'], name=op.f('fk_huella_analoga_peticion_id_peticion')),
    sa.PrimaryKeyConstraint('peticion_id', name=op.f('pk_huella_analoga'))
    )
    op.create_index('ix_huella_analoga_recibida_el', 'huella_analoga', ['recibida_el', 'peticion_id'])
    op.create_table('grupo_analogo',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('estado', sa.String(length=12), nullable=False),
    sa.Column('creado_en', Instant(), nullable=False),
    sa.Column('titulo', sa.String(length=200), nullable=False),
    sa.Column('texto', sa.Text(), nullable=False),
    sa.Column('diario', sa.String(length=120), nullable=False),
    sa.Column('diario_el', sa.Date(), nullable=True),
    sa.Column('publicado_en', Instant(), nullable=True),
    sa.Column('personas', sa.Integer(), nullable=False),
    sa.Column('firmante_id', sa.Integer(), nullable=True),
    sa.Column('radicado_id', sa.Integer(), nullable=True),
    sa.Column('carta_sha256', sa.String(length=64), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("estado IN ('propuesto', 'confirmado', 'publicado', 'descartado')", name=op.f('ck_grupo_analogo_estado')),
    sa.ForeignKeyConstraint(['firmante_id'], ['funcionario.id'], name=op.f('fk_grupo_analogo_firmante_id_funcionario')),
    sa.ForeignKeyConstraint(['radicado_id'], ['radicado.id'], name=op.f('fk_grupo_analogo_radicado_id_radicado')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_grupo_analogo')),
    sa.UniqueConstraint('radicado_id', name=op.f('uq_grupo_analogo_radicado_id'))
    )
    op.create_index('ix_grupo_analogo_estado', 'grupo_analogo', ['estado', 'id'])
    op.create_table('miembro_analogo',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('grupo_id', sa.Integer(), nullable=False),
    sa.Column('peticion_id', sa.Integer(), nullable=False),
    sa.Column('estado', sa.String(length=10), nullable=False),
    sa.Column('razones', sa.JSON(), nullable=False),
    sa.Column('agregado_en', Instant(), nullable=False),
    sa.Column('respuesta_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("estado IN ('propuesto', 'miembro', 'retirado')", name=op.f('ck_miembro_analogo_estado')),
    sa.ForeignKeyConstraint(['grupo_id'], ['grupo_analogo.id'], name=op.f('fk_miembro_analogo_grupo_id_grupo_analogo')),
    sa.ForeignKeyConstraint(['peticion_id'], ['peticion.id'], name=op.f('fk_miembro_analogo_peticion_id_peticion')),
    sa.ForeignKeyConstraint(['respuesta_id'], ['respuesta.id'], name=op.f('fk_miembro_analogo_respuesta_id_respuesta')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_miembro_analogo')),
    sa.UniqueConstraint('grupo_id', 'peticion_id', name=op.f('uq_miembro_analogo_grupo_id_peticion_id'))
    )
    op.create_index('ix_miembro_analogo_peticion_id', 'miembro_analogo', ['peticion_id', 'estado'])
    _change_permisos(lambda held: [*held, GRANTED] if GRANTED_BY in held and GRANTED not in held else held)


def downgrade() -> None:
    _change_permisos(lambda held: [one for one in held if one != GRANTED])
    op.drop_table('miembro_analogo')
    op.drop_table('grupo_analogo')
    op.drop_table('huella_analoga')
