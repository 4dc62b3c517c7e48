"""Retention tables: their versions and the documentary series of each, and the role that keeps them

Revision: 0021
After: 0020
"""

import sqlalchemy as sa
from alembic import op

from portal.database import Instant

revision = '0021'
down_revision = '0020'
branch_labels = None
depends_on = None

GETS = "pqrs:series"
rol = sa.table(
    "rol", sa.column("id", sa.Integer), sa.column("clave", sa.String), sa.column("nombre", sa.String), sa.column("descripcion", sa.String),
    sa.column("permisos", sa.JSON), sa.column("exige_segundo_factor", sa.Boolean), sa.column("version", sa.Integer),
)


def _give() -> None:
    """A role for who keeps the archive, where there are roles; the administrator gives it to somebody."""
    connection = op.get_bind()
    roles = connection.execute(sa.select(rol.c.clave, rol.c.nombre)).all()
    if roles and not any(one.clave == "archivo" or one.nombre == "Archivo" for one in roles):
        connection.execute(rol.insert().values(
            clave="archivo", nombre="Archivo", permisos=["pqrs:ver_todas", "pqrs:ver", GETS], exige_segundo_factor=False, version=1,
            descripcion="Lleva la tabla de retención y el archivo de los casos terminados de toda la entidad.",
        ))


def _take() -> None:
    """The permission goes; the role stays, for somebody may hold it."""
    connection = op.get_bind()
    for one in connection.execute(sa.select(rol.c.id, rol.c.permisos)).all():
        if GETS in one.permisos:
            connection.execute(rol.update().where(rol.c.id == one.id).values(permisos=[held for held in one.permisos if held != GETS]))


def upgrade() -> None:
    op.create_table('tabla_retencion',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('numero', sa.Integer(), nullable=False),
    sa.Column('conteo', sa.String(length=16), nullable=False),
    sa.Column('acto', sa.String(length=200), nullable=False),
    sa.Column('aprobada_el', sa.Date(), nullable=True),
    sa.Column('rige_desde', sa.Date(), nullable=True),
    sa.Column('demostracion', sa.Boolean(), nullable=False),
    sa.Column('creada_en', Instant(timezone=True), nullable=False),
    sa.Column('adoptada_en', Instant(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("conteo IN ('cierre', 'fin_de_vigencia')", name=op.f('ck_tabla_retencion_conteo')),
    sa.CheckConstraint('(adoptada_en IS NULL) = (rige_desde IS NULL)', name=op.f('ck_tabla_retencion_adoptada_con_fecha')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tabla_retencion')),
    sa.UniqueConstraint('numero', name=op.f('uq_tabla_retencion_numero'))
    )
    with op.batch_alter_table('tabla_retencion', schema=None) as batch_op:
        batch_op.create_index('ix_tabla_retencion_rige_desde', ['rige_desde', 'numero'], unique=False)
    op.create_table('serie_documental',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('tabla_id', sa.Integer(), nullable=False),
    sa.Column('codigo', sa.String(length=20), nullable=False),
    sa.Column('serie', sa.String(length=160), nullable=False),
    sa.Column('subserie', sa.String(length=160), nullable=False),
    sa.Column('tipos', sa.JSON(), nullable=False),
    sa.Column('en_gestion', sa.Integer(), nullable=False),
    sa.Column('en_central', sa.Integer(), nullable=False),
    sa.Column('disposicion', sa.String(length=12), nullable=False),
    sa.Column('procedimiento', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("disposicion IN ('conservacion', 'eliminacion', 'seleccion')", name=op.f('ck_serie_documental_disposicion')),
    sa.CheckConstraint('en_gestion BETWEEN 0 AND 100 AND en_central BETWEEN 0 AND 100', name=op.f('ck_serie_documental_tiempos')),
    sa.ForeignKeyConstraint(['tabla_id'], ['tabla_retencion.id'], name=op.f('fk_serie_documental_tabla_id_tabla_retencion')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_serie_documental')),
    sa.UniqueConstraint('tabla_id', 'codigo', name=op.f('uq_serie_documental_tabla_id_codigo'))
    )
    _give()


def downgrade() -> None:
    _take()
    op.drop_table('serie_documental')
    op.drop_table('tabla_retencion')
