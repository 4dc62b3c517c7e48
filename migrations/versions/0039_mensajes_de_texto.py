"""Text messages in the outbox, and who accepted them

Revision: 0039
After: 0038
"""

import sqlalchemy as sa
from alembic import op

from portal.database import Instant

revision = '0039'
down_revision = '0038'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('outbox_mail') as batch_op:
        batch_op.add_column(sa.Column('canal', sa.String(length=8), server_default='correo', nullable=False))
        batch_op.create_check_constraint(op.f('ck_outbox_mail_canal'), "canal IN ('correo', 'sms')")
    # No batch: on SQLite that would write the whole table of cases anew.
    op.add_column('peticion', sa.Column('sms_aceptado_en', Instant(timezone=True), nullable=True))
    op.add_column('peticion', sa.Column('sms_revocado_en', Instant(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column('peticion', 'sms_revocado_en')
    op.drop_column('peticion', 'sms_aceptado_en')
    op.execute("DELETE FROM outbox_mail WHERE canal = 'sms'")
    with op.batch_alter_table('outbox_mail') as batch_op:
        batch_op.drop_constraint(op.f('ck_outbox_mail_canal'), type_='check')
        batch_op.drop_column('canal')
