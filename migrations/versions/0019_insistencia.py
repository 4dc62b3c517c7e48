"""Insistencia against a refusal for reserve: what is filed, the judge, the decision; its state and its letters

Revision: 0019
After: 0018
"""

import sqlalchemy as sa
from alembic import op

from portal.database import Instant

revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None

OLD_STATES = (
    "radicada", "en_tramite", "en_aprobacion", "requerida", "por_decretar_desistimiento", "devuelta", "suspendida",
    "por_notificar", "respondida", "cerrada", "trasladada", "desistida", "anulada", "en_recurso",
)
STATES = (*OLD_STATES, "en_insistencia")
OLD_LETTERS = (
    "respuesta", "requerimiento", "prorroga", "traslado", "traslado_parcial", "devolucion", "rechazo", "remision",
    "desistimiento", "archivo", "continuacion", "citacion", "aviso", "recurso",
)
LETTERS = (*OLD_LETTERS, "negacion", "remision_juez")
RULINGS = ("", "confirma", "ordena", "ordena_parte")

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
    op.create_table('insistencia',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('peticion_id', sa.Integer(), nullable=False),
    sa.Column('respuesta_id', sa.Integer(), nullable=False),
    sa.Column('radicado_id', sa.Integer(), nullable=False),
    sa.Column('texto', sa.Text(), nullable=False),
    sa.Column('presentada_en', Instant(), nullable=False),
    sa.Column('recibida_por_id', sa.Integer(), nullable=True),
    sa.Column('limite_el', sa.Date(), nullable=False),
    sa.Column('en_termino', sa.Boolean(), nullable=False),
    sa.Column('enviar_el', sa.Date(), nullable=False),
    sa.Column('autoridad_id', sa.Integer(), nullable=True),
    sa.Column('remision_id', sa.Integer(), nullable=True),
    sa.Column('fallo', sa.String(length=12), nullable=False),
    sa.Column('fallo_el', sa.Date(), nullable=True),
    sa.Column('detalle', sa.Text(), nullable=False),
    sa.Column('cumplir_el', sa.Date(), nullable=True),
    sa.CheckConstraint(_one_of("fallo", RULINGS), name=op.f('ck_insistencia_fallo')),
    sa.ForeignKeyConstraint(['peticion_id'], ['peticion.id'], name=op.f('fk_insistencia_peticion_id_peticion')),
    sa.ForeignKeyConstraint(['respuesta_id'], ['respuesta.id'], name=op.f('fk_insistencia_respuesta_id_respuesta')),
    sa.ForeignKeyConstraint(['radicado_id'], ['radicado.id'], name=op.f('fk_insistencia_radicado_id_radicado')),
    sa.ForeignKeyConstraint(['recibida_por_id'], ['funcionario.id'], name=op.f('fk_insistencia_recibida_por_id_funcionario')),
    sa.ForeignKeyConstraint(['autoridad_id'], ['autoridad.id'], name=op.f('fk_insistencia_autoridad_id_autoridad')),
    sa.ForeignKeyConstraint(['remision_id'], ['respuesta.id'], name=op.f('fk_insistencia_remision_id_respuesta')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_insistencia')),
    sa.UniqueConstraint('radicado_id', name=op.f('uq_insistencia_radicado_id')),
    sa.UniqueConstraint('respuesta_id', name=op.f('uq_insistencia_respuesta_id'))
    )
    op.create_index(op.f('ix_insistencia_peticion_id'), 'insistencia', ['peticion_id'])


def downgrade() -> None:
    # A case that waits for the judge goes back to where the insistencia found it.
    op.execute("UPDATE peticion SET estado = 'respondida', abierta = false WHERE estado = 'en_insistencia'")
    op.drop_table('insistencia')
    _check('respuesta', 'clase', OLD_LETTERS)
    _states(OLD_STATES)
