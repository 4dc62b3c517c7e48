"""Orders of judges with a day of their own; reposición against a refusal for defence or foreign relations; appeals withdrawn

Revision: 0022
After: 0021
"""

import sqlalchemy as sa
from alembic import op

from portal.database import Instant

revision = '0022'
down_revision = '0021'
branch_labels = None
depends_on = None

OLD_FACTS = ("requerida", "mas_tiempo", "aportada", "devuelta", "aclarada", "suspendida", "reanudada", "prorrogada", "falla")
FACTS = (*OLD_FACTS, "reiniciada", "orden")
OLD_RULINGS = ("", "confirma", "modifica", "revoca", "rechaza")
RULINGS = (*OLD_RULINGS, "desiste")


def _one_of(column: str, values: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(one) for one in values)})"


def _check(table: str, column: str, values: tuple[str, ...]) -> None:
    with op.batch_alter_table(table) as batch_op:
        batch_op.drop_constraint(op.f(f'ck_{table}_{column}'), type_='check')
        batch_op.create_check_constraint(op.f(f'ck_{table}_{column}'), _one_of(column, values))


def upgrade() -> None:
    _check('hecho_termino', 'clase', FACTS)
    _check('recurso', 'sentido', RULINGS)
    with op.batch_alter_table('recurso') as batch_op:
        batch_op.add_column(sa.Column('clase', sa.String(length=12), server_default='reposicion', nullable=False))
        batch_op.create_check_constraint(op.f('ck_recurso_clase'), _one_of('clase', ('reposicion', 'reserva')))
    with op.batch_alter_table('insistencia') as batch_op:
        batch_op.add_column(sa.Column('recurso_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f('fk_insistencia_recurso_id_recurso'), 'recurso', ['recurso_id'], ['id'])
    op.create_table('orden_judicial',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('peticion_id', sa.Integer(), nullable=False),
    sa.Column('radicado_id', sa.Integer(), nullable=False),
    sa.Column('juez', sa.String(length=200), nullable=False),
    sa.Column('proceso', sa.String(length=60), nullable=False),
    sa.Column('ordena', sa.Text(), nullable=False),
    sa.Column('ordenada_el', sa.Date(), nullable=False),
    sa.Column('cumplir_el', sa.Date(), nullable=False),
    sa.Column('registrada_en', Instant(), nullable=False),
    sa.Column('registrada_por_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['peticion_id'], ['peticion.id'], name=op.f('fk_orden_judicial_peticion_id_peticion')),
    sa.ForeignKeyConstraint(['radicado_id'], ['radicado.id'], name=op.f('fk_orden_judicial_radicado_id_radicado')),
    sa.ForeignKeyConstraint(['registrada_por_id'], ['funcionario.id'], name=op.f('fk_orden_judicial_registrada_por_id_funcionario')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_orden_judicial')),
    sa.UniqueConstraint('radicado_id', name=op.f('uq_orden_judicial_radicado_id'))
    )
    op.create_index(op.f('ix_orden_judicial_peticion_id'), 'orden_judicial', ['peticion_id'])


def downgrade() -> None:
    op.drop_table('orden_judicial')
    with op.batch_alter_table('insistencia') as batch_op:
        batch_op.drop_constraint(op.f('fk_insistencia_recurso_id_recurso'), type_='foreignkey')
        batch_op.drop_column('recurso_id')
    with op.batch_alter_table('recurso') as batch_op:
        batch_op.drop_constraint(op.f('ck_recurso_clase'), type_='check')
        batch_op.drop_column('clase')
    # A withdrawn appeal has no name in what there was: it is left as one that confirmed the decision.
    op.execute("UPDATE recurso SET sentido = 'confirma' WHERE sentido = 'desiste'")
    _check('recurso', 'sentido', OLD_RULINGS)
    op.execute("DELETE FROM hecho_termino WHERE clase IN ('reiniciada', 'orden')")
    _check('hecho_termino', 'clase', OLD_FACTS)
