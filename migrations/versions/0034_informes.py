"""The periodic reports, and the permissions of who prepares and issues them

Revision: 0034
After: 0033
"""

import sqlalchemy as sa
from alembic import op

from portal.database import Instant

revision = '0034'
down_revision = '0033'
branch_labels = None
depends_on = None

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FIRST = sa.text("corrige_id IS NULL")
# Who looks after the cases of every office prepares reports; who may see those against officials issues control interno's.
GIVEN = (("pqrs:ausencias", "pqrs:informes"), ("pqrs:ver_reservadas", "pqrs:informe_control"))
rol = sa.table("rol", sa.column("id", sa.Integer), sa.column("permisos", sa.JSON))
TRIGGERS = {
    "sqlite": (
        "CREATE TRIGGER informe_no_update BEFORE UPDATE ON informe WHEN OLD.estado = 'expedido' "
        "BEGIN SELECT RAISE(ABORT, 'informe: what was issued does not change'); END",
        "CREATE TRIGGER informe_no_delete BEFORE DELETE ON informe WHEN OLD.estado = 'expedido' "
        "BEGIN SELECT RAISE(ABORT, 'informe: what was issued is not removed'); END",
    ),
    "postgresql": (
        """CREATE OR REPLACE FUNCTION informe_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'informe: what was issued is neither removed nor changed'; END $$""",
        """CREATE TRIGGER informe_no_change BEFORE UPDATE OR DELETE ON informe
        FOR EACH ROW WHEN (OLD.estado = 'expedido') EXECUTE FUNCTION informe_refuse()""",
        "CREATE TRIGGER informe_no_truncate BEFORE TRUNCATE ON informe FOR EACH STATEMENT EXECUTE FUNCTION informe_refuse()",
    ),
}


def _change_permisos(change) -> None:
    connection = op.get_bind()
    for key, permisos in connection.execute(sa.select(rol.c.id, rol.c.permisos)).all():
        connection.execute(rol.update().where(rol.c.id == key).values(permisos=change(permisos)))


def upgrade() -> None:
    op.create_table('informe',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('clase', sa.String(length=20), nullable=False),
    sa.Column('desde', sa.Date(), nullable=False),
    sa.Column('hasta', sa.Date(), nullable=False),
    sa.Column('estado', sa.String(length=10), nullable=False),
    sa.Column('corte_evento_id', _KEY, nullable=False),
    sa.Column('corte_en', Instant(), nullable=False),
    sa.Column('datos', sa.JSON(), nullable=False),
    sa.Column('huella', sa.String(length=64), nullable=False),
    sa.Column('csv_sha256', sa.String(length=64), nullable=False),
    sa.Column('pdf_sha256', sa.String(length=64), nullable=False),
    sa.Column('corrige_id', sa.Integer(), nullable=True),
    sa.Column('motivo', sa.Text(), nullable=False),
    sa.Column('expedido_en', Instant(), nullable=True),
    sa.Column('expedido_por_id', sa.Integer(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("clase IN ('acceso', 'control_interno')", name=op.f('ck_informe_clase')),
    sa.CheckConstraint("estado IN ('borrador', 'expedido')", name=op.f('ck_informe_estado')),
    sa.CheckConstraint("(estado = 'expedido') = (expedido_en IS NOT NULL)", name=op.f('ck_informe_expedido')),
    sa.CheckConstraint("(corrige_id IS NULL) = (motivo = '')", name=op.f('ck_informe_correccion_con_motivo')),
    sa.ForeignKeyConstraint(['corrige_id'], ['informe.id'], name=op.f('fk_informe_corrige_id_informe')),
    sa.ForeignKeyConstraint(['expedido_por_id'], ['funcionario.id'], name=op.f('fk_informe_expedido_por_id_funcionario')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_informe'))
    )
    op.create_index('uq_informe_periodo', 'informe', ['clase', 'desde'], unique=True, sqlite_where=FIRST, postgresql_where=FIRST)
    op.create_index('uq_informe_corrige', 'informe', ['corrige_id'], unique=True)
    op.create_index('ix_informe_lista', 'informe', ['estado', 'hasta', 'id'])
    for statement in TRIGGERS[op.get_bind().dialect.name]:
        op.execute(statement)
    for has, gets in GIVEN:
        _change_permisos(lambda held, has=has, gets=gets: [*held, gets] if has in held and gets not in held else held)


def downgrade() -> None:
    taken = {gets for _has, gets in GIVEN}
    _change_permisos(lambda held: [one for one in held if one not in taken])
    op.drop_table('informe')
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION IF EXISTS informe_refuse() CASCADE")
