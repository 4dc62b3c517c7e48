"""The heads of the record of acts that are printed each day

Revision: 0005
After: 0004
"""

import sqlalchemy as sa
from alembic import op

from portal.database import Instant

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TRIGGERS = {
    "sqlite": (
        "CREATE TRIGGER printed_head_no_update BEFORE UPDATE ON printed_head BEGIN SELECT RAISE(ABORT, 'printed_head is append-only'); END",
        "CREATE TRIGGER printed_head_no_delete BEFORE DELETE ON printed_head BEGIN SELECT RAISE(ABORT, 'printed_head is append-only'); END",
    ),
    "postgresql": (
        """CREATE OR REPLACE FUNCTION printed_head_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'printed_head is append-only'; END $$""",
        "CREATE TRIGGER printed_head_no_change BEFORE UPDATE OR DELETE ON printed_head FOR EACH ROW EXECUTE FUNCTION printed_head_append_only()",
        """CREATE TRIGGER printed_head_no_truncate BEFORE TRUNCATE ON printed_head
    FOR EACH STATEMENT EXECUTE FUNCTION printed_head_append_only()""",
    ),
}


def upgrade() -> None:
    op.create_table('printed_head',
    sa.Column('dia', sa.Date(), nullable=False),
    sa.Column('ultimo_id', _KEY, nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.Column('nuevos', _KEY, nullable=False),
    sa.Column('tomada_en', Instant(), nullable=False),
    sa.PrimaryKeyConstraint('dia', name=op.f('pk_printed_head'))
    )
    for statement in TRIGGERS[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    op.drop_table('printed_head')
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION IF EXISTS printed_head_append_only() CASCADE")
