"""unclaimed drafts: a report that is still being written may have no number yet"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("progress_report") as batch:
        batch.alter_column("claimed_value", existing_type=sa.Float(), nullable=True)
        batch.create_check_constraint(
            batch.f("ck_progress_report_claimed_once_sent"), "state = 'draft' OR claimed_value IS NOT NULL"
        )
    # Earlier releases began every draft with a nought that nobody had typed.
    op.execute("UPDATE progress_report SET claimed_value = NULL WHERE state = 'draft' AND claimed_value = 0")
