"""What another system files through Open311 has its own channel

Revision: 0042
After: 0041
"""

from alembic import op

revision = '0042'
down_revision = '0041'
branch_labels = None
depends_on = None

OLD_CHANNELS = ("web", "ventanilla", "telefono", "papel", "correo")
CHANNELS = (*OLD_CHANNELS, "open311")

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


def _check(values: tuple[str, ...]) -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in DROP_TRIGGERS if is_sqlite else ():
        op.execute(statement)
    with op.batch_alter_table('peticion') as batch_op:
        batch_op.drop_constraint(op.f('ck_peticion_canal'), type_='check')
        batch_op.create_check_constraint(op.f('ck_peticion_canal'), f"canal IN ({', '.join(repr(one) for one in values)})")
    for statement in TRIGGERS if is_sqlite else ():
        op.execute(statement)


def upgrade() -> None:
    _check(CHANNELS)


def downgrade() -> None:
    # As such filings were recorded before.
    op.execute("UPDATE peticion SET canal = 'web' WHERE canal = 'open311'")
    op.execute("UPDATE regla_reparto SET canal = 'web' WHERE canal = 'open311'")
    _check(OLD_CHANNELS)
