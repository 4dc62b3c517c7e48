"""The acts of the law around a petition: what moves its term, their letters, the authorities, new states and permissions

Revision: 0004
After: 0003
"""

import sqlalchemy as sa
from alembic import op

from portal.database import Instant

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

OLD_STATES = ("radicada", "en_tramite", "en_aprobacion", "por_notificar", "respondida", "cerrada", "desistida", "anulada")
STATES = (
    "radicada", "en_tramite", "en_aprobacion", "requerida", "por_decretar_desistimiento", "devuelta", "suspendida",
    "por_notificar", "respondida", "cerrada", "trasladada", "desistida", "anulada",
)
LETTERS = (
    "respuesta", "requerimiento", "prorroga", "traslado", "traslado_parcial", "devolucion", "rechazo", "remision",
    "desistimiento", "archivo", "continuacion",
)
FACTS = ("requerida", "mas_tiempo", "aportada", "devuelta", "aclarada", "suspendida", "reanudada", "prorrogada")
PARTIAL_INDEXES = {
    "ix_peticion_en_pausa": sa.text("pausa_desde IS NOT NULL"),
    "ix_peticion_silencio": sa.text("aceptada_desde IS NOT NULL"),
}
# Whoever answers may ask, extend and pass on; whoever approves decides what ends a petition otherwise, and looks after
# the directory of authorities. Who configures the portal takes no part in petitions.
GRANTS = (
    ("pqrs:responder", "pqrs:actuar"), ("pqrs:aprobar", "pqrs:decidir"), ("pqrs:aprobar", "pqrs:autoridades"),
)

# SQLite copies a table to alter it, and its triggers do not come along.
DROP_TRIGGERS = ("DROP TRIGGER peticion_fts_insert", "DROP TRIGGER peticion_fts_update")
TRIGGERS = (
    """CREATE TRIGGER peticion_fts_insert AFTER INSERT ON peticion BEGIN
        INSERT INTO peticion_fts(rowid, texto_busqueda) VALUES (new.id, new.texto_busqueda);
    END""",
    """CREATE TRIGGER peticion_fts_update AFTER UPDATE OF texto_busqueda ON peticion BEGIN
        INSERT INTO peticion_fts(peticion_fts, rowid, texto_busqueda) VALUES ('delete', old.id, old.texto_busqueda);
        INSERT INTO peticion_fts(rowid, texto_busqueda) VALUES (new.id, new.texto_busqueda);
    END""",
)

rol = sa.table("rol", sa.column("id", sa.Integer), sa.column("permisos", sa.JSON))


def _one_of(column: str, values: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(one) for one in values)})"


def _on_sqlite(statements: tuple[str, ...]) -> None:
    if op.get_bind().dialect.name == "sqlite":
        for statement in statements:
            op.execute(statement)


def _change_permisos(change) -> None:
    connection = op.get_bind()
    for key, permisos in connection.execute(sa.select(rol.c.id, rol.c.permisos)).all():
        connection.execute(rol.update().where(rol.c.id == key).values(permisos=change(permisos)))


def upgrade() -> None:
    op.create_table('hecho_termino',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('peticion_id', sa.Integer(), nullable=False),
    sa.Column('clase', sa.String(length=12), nullable=False),
    sa.Column('el', sa.Date(), nullable=False),
    sa.Column('hasta', sa.Date(), nullable=True),
    sa.Column('registrado_en', Instant(), nullable=False),
    sa.CheckConstraint(_one_of("clase", FACTS), name=op.f('ck_hecho_termino_clase')),
    sa.ForeignKeyConstraint(['peticion_id'], ['peticion.id'], name=op.f('fk_hecho_termino_peticion_id_peticion')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_hecho_termino'))
    )
    op.create_index('ix_hecho_termino_peticion_id', 'hecho_termino', ['peticion_id', 'id'])
    op.create_table('autoridad',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('nombre', sa.String(length=200), nullable=False),
    sa.Column('temas', sa.String(length=300), nullable=False),
    sa.Column('correo', sa.String(length=254), nullable=False),
    sa.Column('direccion', sa.String(length=200), nullable=False),
    sa.Column('municipio', sa.String(length=80), nullable=False),
    sa.Column('telefono', sa.String(length=60), nullable=False),
    sa.Column('activa', sa.Boolean(), nullable=False),
    sa.Column('busqueda', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_autoridad')),
    sa.UniqueConstraint('nombre', name=op.f('uq_autoridad_nombre'))
    )
    op.create_index('ix_autoridad_nombre', 'autoridad', ['activa', 'nombre', 'id'])
    with op.batch_alter_table('respuesta') as batch_op:
        batch_op.add_column(sa.Column('clase', sa.String(length=20), server_default='respuesta', nullable=False))
        batch_op.add_column(sa.Column('datos', sa.JSON(), server_default='{}', nullable=False))
        batch_op.create_check_constraint(op.f('ck_respuesta_clase'), _one_of("clase", LETTERS))
    _on_sqlite(DROP_TRIGGERS)
    with op.batch_alter_table('peticion') as batch_op:
        batch_op.add_column(sa.Column('pausa_desde', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('pausa_causa', sa.String(length=12), server_default='', nullable=False))
        batch_op.add_column(sa.Column('pausa_limite_el', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('aceptada_desde', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('copias_el', sa.Date(), nullable=True))
        batch_op.alter_column('estado', existing_type=sa.String(length=16), type_=sa.String(length=28), existing_nullable=False)
        batch_op.drop_constraint(op.f('ck_peticion_estado'), type_='check')
        batch_op.create_check_constraint(op.f('ck_peticion_estado'), _one_of("estado", STATES))
        batch_op.create_index('ix_peticion_pausa', ['estado', 'pausa_limite_el', 'id'])
        for name, where in PARTIAL_INDEXES.items():
            batch_op.create_index(name, ['abierta', 'vence_el', 'id'], sqlite_where=where, postgresql_where=where)
    _on_sqlite(TRIGGERS)
    _change_permisos(lambda held: [*held, *dict.fromkeys(new for old, new in GRANTS if old in held and new not in held)])


def downgrade() -> None:
    _change_permisos(lambda held: [one for one in held if one not in {new for _old, new in GRANTS}])
    _on_sqlite(DROP_TRIGGERS)
    with op.batch_alter_table('peticion') as batch_op:
        for name in ('ix_peticion_pausa', *PARTIAL_INDEXES):
            batch_op.drop_index(name)
        batch_op.drop_constraint(op.f('ck_peticion_estado'), type_='check')
        batch_op.create_check_constraint(op.f('ck_peticion_estado'), _one_of("estado", OLD_STATES))
        batch_op.alter_column('estado', existing_type=sa.String(length=28), type_=sa.String(length=16), existing_nullable=False)
        for name in ('copias_el', 'aceptada_desde', 'pausa_limite_el', 'pausa_causa', 'pausa_desde'):
            batch_op.drop_column(name)
    _on_sqlite(TRIGGERS)
    with op.batch_alter_table('respuesta') as batch_op:
        batch_op.drop_constraint(op.f('ck_respuesta_clase'), type_='check')
        batch_op.drop_column('datos')
        batch_op.drop_column('clase')
    op.drop_table('autoridad')
    op.drop_table('hecho_termino')
