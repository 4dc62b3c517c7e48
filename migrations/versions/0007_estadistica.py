"""The figures of the statistics page

Revision: 0007
After: 0006
"""

import sqlalchemy as sa
from alembic import op

from portal.database import Instant

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('estadistica',
    sa.Column('vigencia', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('corte_en', Instant(), nullable=False),
    sa.Column('datos', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('vigencia', name=op.f('pk_estadistica'))
    )


def downgrade() -> None:
    op.drop_table('estadistica')
