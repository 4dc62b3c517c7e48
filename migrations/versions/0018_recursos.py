"""Reposición: what is filed against a decision, a state of its own, the letter that decides it, and being notified by filing it

Revision: 0018
After: 0017
"""

import sqlalchemy as sa
from alembic import op

from portal.database import Instant

revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None

OLD_STATES = (
    "radicada", "en_tramite", "en_aprobacion", "requerida", "por_decretar_desistimiento", "devuelta", "suspendida",
    "por_notificar", "respondida", "cerrada", "trasladada", "desistida", "anulada",
)
STATES = (*OLD_STATES, "en_recurso")
OLD_LETTERS = (
    "respuesta", "requerimiento", "prorroga", "traslado", "traslado_parcial", "devolucion", "rechazo", "remision",
    "desistimiento", "archivo", "continuacion", "citacion", "aviso",
)
LETTERS = (*OLD_LETTERS, "recurso")
OLD_WAYS = ("", "electronica", "personal", "aviso", "publicacion")
WAYS = (*OLD_WAYS, "conducta")
RULINGS = ("", "confirma", "modifica", "revoca", "rechaza")

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


def _one_of(column: str, values: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(one) for one in values)})"


def _check(table: str, column: str, values: tuple[str, ...]) -> None:
    with op.batch_alter_table(table) as batch_op:
        batch_op.drop_constraint(op.f(f'ck_{table}_{column}'), type_='check')
        batch_op.create_check_constraint(op.f(f'ck_{table}_{column}'), _one_of(column, values))


def _states(values: tuple[str, ...]) -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in DROP_TRIGGERS if is_sqlite else ():
        op.execute(statement)
    _check('peticion', 'estado', values)
    for statement in TRIGGERS if is_sqlite else ():
        op.execute(statement)


def upgrade() -> None:
    _states(STATES)
    _check('respuesta', 'clase', LETTERS)
    _check('notificacion', 'forma', WAYS)
    op.create_table('recurso',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('peticion_id', sa.Integer(), nullable=False),
    sa.Column('respuesta_id', sa.Integer(), nullable=False),
    sa.Column('radicado_id', sa.Integer(), nullable=False),
    sa.Column('texto', sa.Text(), nullable=False),
    sa.Column('presentado_en', Instant(), nullable=False),
    sa.Column('recibido_por_id', sa.Integer(), nullable=True),
    sa.Column('limite_el', sa.Date(), nullable=False),
    sa.Column('en_termino', sa.Boolean(), nullable=False),
    sa.Column('vence_el', sa.Date(), nullable=False),
    sa.Column('sentido', sa.String(length=12), nullable=False),
    sa.Column('resuelto_en', Instant(), nullable=True),
    sa.Column('decision_id', sa.Integer(), nullable=True),
    sa.CheckConstraint(_one_of("sentido", RULINGS), name=op.f('ck_recurso_sentido')),
    sa.ForeignKeyConstraint(['peticion_id'], ['peticion.id'], name=op.f('fk_recurso_peticion_id_peticion')),
    sa.ForeignKeyConstraint(['respuesta_id'], ['respuesta.id'], name=op.f('fk_recurso_respuesta_id_respuesta')),
    sa.ForeignKeyConstraint(['radicado_id'], ['radicado.id'], name=op.f('fk_recurso_radicado_id_radicado')),
    sa.ForeignKeyConstraint(['recibido_por_id'], ['funcionario.id'], name=op.f('fk_recurso_recibido_por_id_funcionario')),
    sa.ForeignKeyConstraint(['decision_id'], ['respuesta.id'], name=op.f('fk_recurso_decision_id_respuesta')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recurso')),
    sa.UniqueConstraint('radicado_id', name=op.f('uq_recurso_radicado_id')),
    sa.UniqueConstraint('respuesta_id', name=op.f('uq_recurso_respuesta_id'))
    )
    op.create_index(op.f('ix_recurso_peticion_id'), 'recurso', ['peticion_id'])


def downgrade() -> None:
    # A case whose appeal was not decided goes back to where the appeal found it.
    op.execute("UPDATE peticion SET estado = 'respondida', abierta = false WHERE estado = 'en_recurso'")
    op.drop_table('recurso')
    _check('notificacion', 'forma', OLD_WAYS)
    _check('respuesta', 'clase', OLD_LETTERS)
    _states(OLD_STATES)
