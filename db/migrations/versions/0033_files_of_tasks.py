"""files of tasks: proof that hangs on a task instead of a report"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("evidence") as table:
        table.add_column(sa.Column("task_id", sa.Integer(), nullable=True))
        table.alter_column("report_id", existing_type=sa.Integer(), nullable=True)
        table.create_foreign_key(op.f("fk_evidence_task_id_task"), "task", ["task_id"], ["id"])
        table.create_check_constraint(
            op.f("ck_evidence_of_report_or_task"), "(report_id IS NULL) <> (task_id IS NULL)"
        )
    op.create_index(op.f("ix_evidence_task_id"), "evidence", ["task_id"])
