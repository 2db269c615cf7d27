"""mail: who wants the way to the morning's paper in the morning"""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("mail_choice") as batch:
        batch.add_column(sa.Column("briefing", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("mail_choice") as batch:
        batch.alter_column("briefing", existing_type=sa.Boolean(), server_default=None)
