"""Indexes of two views of the inbox: an office's cases by state, and those that nobody has

Revision: 0003
After: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_peticion_dependencia_estado", "peticion", ["dependencia_id", "estado", "vence_el", "id"])
    nobody = sa.text("responsable_id IS NULL")
    op.create_index(
        "ix_peticion_sin_responsable",
        "peticion",
        ["dependencia_id", "abierta", "vence_el", "id"],
        sqlite_where=nobody,
        postgresql_where=nobody,
    )


def downgrade() -> None:
    op.drop_index("ix_peticion_sin_responsable", "peticion")
    op.drop_index("ix_peticion_dependencia_estado", "peticion")
