"""receipts: an answer of any length is kept, as a command gives it"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("command_receipt") as batch:
        batch.alter_column(
            "result", existing_type=sa.String(length=60), type_=sa.Text(), existing_nullable=False
        )
