"""Answers of general interest, published without personal data, and the permission for who approves answers

Revision: 0013
After: 0012
"""

import sqlalchemy as sa
from alembic import op

from portal.database import Instant

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None

TEMAS = (
    "agua", "alumbrado", "ambiente", "construccion", "contratacion", "convivencia", "cultura", "educacion", "impuestos", "salud",
    "social", "tramites", "vias", "otros",
)
PUBLIC = sa.text("retirada_en IS NULL")
HAS, GETS = "pqrs:aprobar", "pqrs:publicar"
rol = sa.table("rol", sa.column("id", sa.Integer), sa.column("permisos", sa.JSON))


def _change_permisos(change) -> None:
    connection = op.get_bind()
    for key, permisos in connection.execute(sa.select(rol.c.id, rol.c.permisos)).all():
        connection.execute(rol.update().where(rol.c.id == key).values(permisos=change(permisos)))


def upgrade() -> None:
    op.create_table('publicacion',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('peticion_id', sa.Integer(), nullable=False),
    sa.Column('respuesta_id', sa.Integer(), nullable=False),
    sa.Column('dependencia_id', sa.Integer(), nullable=True),
    sa.Column('tema', sa.String(length=20), nullable=False),
    sa.Column('titulo', sa.String(length=160), nullable=False),
    sa.Column('pregunta', sa.Text(), nullable=False),
    sa.Column('texto', sa.Text(), nullable=False),
    sa.Column('respondida_el', sa.Date(), nullable=False),
    sa.Column('publicada_en', Instant(), nullable=False),
    sa.Column('publicada_por_id', sa.Integer(), nullable=True),
    sa.Column('retirada_en', Instant(), nullable=True),
    sa.Column('retirada_por_id', sa.Integer(), nullable=True),
    sa.Column('motivo_retiro', sa.Text(), nullable=False),
    sa.Column('busqueda', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint(f"tema IN ({', '.join(repr(one) for one in TEMAS)})", name=op.f('ck_publicacion_tema')),
    sa.CheckConstraint("(retirada_en IS NULL) = (motivo_retiro = '')", name=op.f('ck_publicacion_retiro_con_motivo')),
    sa.ForeignKeyConstraint(['peticion_id'], ['peticion.id'], name=op.f('fk_publicacion_peticion_id_peticion')),
    sa.ForeignKeyConstraint(['respuesta_id'], ['respuesta.id'], name=op.f('fk_publicacion_respuesta_id_respuesta')),
    sa.ForeignKeyConstraint(['dependencia_id'], ['dependencia.id'], name=op.f('fk_publicacion_dependencia_id_dependencia')),
    sa.ForeignKeyConstraint(['publicada_por_id'], ['funcionario.id'], name=op.f('fk_publicacion_publicada_por_id_funcionario')),
    sa.ForeignKeyConstraint(['retirada_por_id'], ['funcionario.id'], name=op.f('fk_publicacion_retirada_por_id_funcionario')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_publicacion'))
    )
    op.create_index(op.f('ix_publicacion_peticion_id'), 'publicacion', ['peticion_id'])
    op.create_index('uq_publicacion_vigente', 'publicacion', ['respuesta_id'], unique=True, sqlite_where=PUBLIC, postgresql_where=PUBLIC)
    op.create_index('ix_publicacion_lista', 'publicacion', ['publicada_en', 'id'], sqlite_where=PUBLIC, postgresql_where=PUBLIC)
    op.create_index('ix_publicacion_tema', 'publicacion', ['tema', 'publicada_en', 'id'], sqlite_where=PUBLIC, postgresql_where=PUBLIC)
    _change_permisos(lambda held: [*held, GETS] if HAS in held and GETS not in held else held)


def downgrade() -> None:
    _change_permisos(lambda held: [one for one in held if one != GETS])
    op.drop_table('publicacion')
