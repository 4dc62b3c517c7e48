"""Several matters in one petition: their table, which of them gives the case its date, and facts of one matter only

Revision: 0009
After: 0008
"""

import sqlalchemy as sa
from alembic import op

from portal.database import Instant

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

KINDS = (
    "peticion_general", "peticion_particular", "informacion", "documentos", "consulta", "queja", "reclamo", "sugerencia",
    "felicitacion", "denuncia", "denuncia_corrupcion", "queja_disciplinaria", "hd_consulta", "hd_reclamo", "entre_autoridades",
    "congreso", "defensoria", "insistencia",
)
WAITS = sa.text("respondida_en IS NULL")


def upgrade() -> None:
    op.create_table('asunto',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('peticion_id', sa.Integer(), nullable=False),
    sa.Column('numero', sa.Integer(), nullable=False),
    sa.Column('titulo', sa.String(length=300), nullable=False),
    sa.Column('tipo', sa.String(length=24), nullable=False),
    sa.Column('dependencia_id', sa.Integer(), nullable=False),
    sa.Column('responsable_id', sa.Integer(), nullable=True),
    sa.Column('vence_el', sa.Date(), nullable=False),
    sa.Column('estricta_el', sa.Date(), nullable=False),
    sa.Column('plazo_dias', sa.Integer(), nullable=False),
    sa.Column('plazo_norma', sa.String(length=200), nullable=False),
    sa.Column('pausa_desde', sa.Date(), nullable=True),
    sa.Column('aceptada_desde', sa.Date(), nullable=True),
    sa.Column('copias_el', sa.Date(), nullable=True),
    sa.Column('parte', sa.Text(), nullable=False),
    sa.Column('parte_autor_id', sa.Integer(), nullable=True),
    sa.Column('parte_lista_en', Instant(), nullable=True),
    sa.Column('respuesta_id', sa.Integer(), nullable=True),
    sa.Column('respondida_en', Instant(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint(f"tipo IN ({', '.join(repr(one) for one in KINDS)})", name=op.f('ck_asunto_tipo')),
    sa.ForeignKeyConstraint(['peticion_id'], ['peticion.id'], name=op.f('fk_asunto_peticion_id_peticion')),
    sa.ForeignKeyConstraint(['dependencia_id'], ['dependencia.id'], name=op.f('fk_asunto_dependencia_id_dependencia')),
    sa.ForeignKeyConstraint(['responsable_id'], ['funcionario.id'], name=op.f('fk_asunto_responsable_id_funcionario')),
    sa.ForeignKeyConstraint(['parte_autor_id'], ['funcionario.id'], name=op.f('fk_asunto_parte_autor_id_funcionario')),
    sa.ForeignKeyConstraint(['respuesta_id'], ['respuesta.id'], name=op.f('fk_asunto_respuesta_id_respuesta')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_asunto')),
    sa.UniqueConstraint('peticion_id', 'numero', name=op.f('uq_asunto_peticion_id_numero'))
    )
    op.create_index(
        'ix_asunto_pendiente', 'asunto', ['dependencia_id', 'vence_el', 'peticion_id'], sqlite_where=WAITS, postgresql_where=WAITS
    )
    op.create_index('ix_asunto_dependencia', 'asunto', ['dependencia_id', 'peticion_id'])
    op.create_index('ix_asunto_responsable', 'asunto', ['responsable_id', 'peticion_id'])
    # Added in place: copying the largest table to add an empty column would cost its triggers and its time.
    op.add_column('peticion', sa.Column('asunto_plazo_id', sa.Integer(), nullable=True))
    with op.batch_alter_table('hecho_termino') as batch_op:
        batch_op.add_column(sa.Column('asunto_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f('fk_hecho_termino_asunto_id_asunto'), 'asunto', ['asunto_id'], ['id'])


def downgrade() -> None:
    with op.batch_alter_table('hecho_termino') as batch_op:
        batch_op.drop_constraint(op.f('fk_hecho_termino_asunto_id_asunto'), type_='foreignkey')
        batch_op.drop_column('asunto_id')
    op.execute("ALTER TABLE peticion DROP COLUMN asunto_plazo_id")
    op.drop_table('asunto')
