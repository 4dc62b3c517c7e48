"""Keys of the systems that file through Open311

Revision: 0016
After: 0015
"""

import sqlalchemy as sa
from alembic import op

from portal.database import Instant

revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('clave_api',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('nombre', sa.String(length=120), nullable=False),
    sa.Column('clave_hash', sa.String(length=64), nullable=False),
    sa.Column('creada_en', Instant(timezone=True), nullable=False),
    sa.Column('retirada_en', Instant(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_clave_api')),
    sa.UniqueConstraint('clave_hash', name=op.f('uq_clave_api_clave_hash')),
    sa.UniqueConstraint('nombre', name=op.f('uq_clave_api_nombre'))
    )


def downgrade() -> None:
    op.drop_table('clave_api')
