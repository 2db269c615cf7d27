"""idle sessions: how long each may lie unused, and until when it now does"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("user_session", sa.Column("idle_minutes", sa.Integer(), nullable=True))
    op.add_column("user_session", sa.Column("idle_ends_at", sa.DateTime(timezone=True), nullable=True))
