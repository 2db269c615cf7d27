"""receipts of commands: a form that is delivered twice is carried out once"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "command_receipt",
        sa.Column("actor", sa.String(length=60), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("result", sa.String(length=60), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("actor", "key", name=op.f("pk_command_receipt")),
    )
    with op.batch_alter_table("command_receipt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_command_receipt_at"), ["at"], unique=False)
