"""How decisions are notified: citation, in person, by aviso, by public notice; two kinds of letters and two means of delivery more

Revision: 0011
After: 0010
"""

import sqlalchemy as sa
from alembic import op

from portal.database import Instant

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None

OLD_LETTERS = (
    "respuesta", "requerimiento", "prorroga", "traslado", "traslado_parcial", "devolucion", "rechazo", "remision",
    "desistimiento", "archivo", "continuacion",
)
LETTERS = (*OLD_LETTERS, "citacion", "aviso")
OLD_MEANS = ("correo", "pagina", "ventanilla", "mensajeria", "aviso")
MEANS = ("correo", "pagina", "ventanilla", "mensajeria", "personal", "aviso_envio", "aviso")
WAYS = ("", "electronica", "personal", "aviso", "publicacion")
IS_POSTED = sa.text("fijado_el IS NOT NULL AND desfijado_el IS NULL")


def _one_of(column: str, values: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(one) for one in values)})"


def _check(table: str, column: str, values: tuple[str, ...]) -> None:
    with op.batch_alter_table(table) as batch_op:
        batch_op.drop_constraint(op.f(f'ck_{table}_{column}'), type_='check')
        batch_op.create_check_constraint(op.f(f'ck_{table}_{column}'), _one_of(column, values))


def upgrade() -> None:
    _check('respuesta', 'clase', LETTERS)
    _check('entrega', 'medio', MEANS)
    op.create_table('notificacion',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('peticion_id', sa.Integer(), nullable=False),
    sa.Column('respuesta_id', sa.Integer(), nullable=False),
    sa.Column('citacion_id', sa.Integer(), nullable=True),
    sa.Column('citada_el', sa.Date(), nullable=True),
    sa.Column('aviso_id', sa.Integer(), nullable=True),
    sa.Column('fijado_el', sa.Date(), nullable=True),
    sa.Column('fijado_lugar', sa.String(length=200), nullable=False),
    sa.Column('fijado_motivo', sa.Text(), nullable=False),
    sa.Column('desfijado_el', sa.Date(), nullable=True),
    sa.Column('forma', sa.String(length=12), nullable=False),
    sa.Column('quien', sa.String(length=200), nullable=False),
    sa.Column('documento', sa.String(length=60), nullable=False),
    sa.Column('calidad', sa.String(length=20), nullable=False),
    sa.Column('efectiva_el', sa.Date(), nullable=True),
    sa.Column('registrada_en', Instant(), nullable=False),
    sa.CheckConstraint(_one_of("forma", WAYS), name=op.f('ck_notificacion_forma')),
    sa.ForeignKeyConstraint(['peticion_id'], ['peticion.id'], name=op.f('fk_notificacion_peticion_id_peticion')),
    sa.ForeignKeyConstraint(['respuesta_id'], ['respuesta.id'], name=op.f('fk_notificacion_respuesta_id_respuesta')),
    sa.ForeignKeyConstraint(['citacion_id'], ['respuesta.id'], name=op.f('fk_notificacion_citacion_id_respuesta')),
    sa.ForeignKeyConstraint(['aviso_id'], ['respuesta.id'], name=op.f('fk_notificacion_aviso_id_respuesta')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notificacion')),
    sa.UniqueConstraint('respuesta_id', name=op.f('uq_notificacion_respuesta_id'))
    )
    op.create_index(op.f('ix_notificacion_peticion_id'), 'notificacion', ['peticion_id'])
    op.create_index('ix_notificacion_fijada', 'notificacion', ['fijado_el', 'id'], sqlite_where=IS_POSTED, postgresql_where=IS_POSTED)


def downgrade() -> None:
    op.drop_table('notificacion')
    _check('entrega', 'medio', OLD_MEANS)
    _check('respuesta', 'clase', OLD_LETTERS)
