"""reports know what they answer and may be superseded; evidence knows how large it was"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_DRAFTS = sa.text("state = 'draft'")


def upgrade() -> None:
    with op.batch_alter_table("progress_report") as table:
        table.add_column(sa.Column("base_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("writer", sa.String(length=32), server_default="", nullable=False))
        table.drop_constraint(op.f("ck_progress_report_report_state"), type_="check")
        table.create_check_constraint(
            op.f("ck_progress_report_report_state"),
            "state IN ('draft', 'submitted', 'verified', 'returned', 'superseded')",
        )
        table.create_foreign_key(
            op.f("fk_progress_report_base_id_progress_report"), "progress_report", ["base_id"], ["id"]
        )
    # Earlier releases let one person have several drafts of a checkpoint; the newest goes on as the
    # draft, the others keep their text in the history as superseded.
    op.execute(
        "UPDATE progress_report SET state = 'superseded' WHERE state = 'draft' AND id NOT IN ("
        "SELECT max(id) FROM progress_report WHERE state = 'draft' GROUP BY checkpoint_id, reporter_id)"
    )
    op.execute(
        "UPDATE progress_report SET base_id = (SELECT max(sent.id) FROM progress_report AS sent "
        "WHERE sent.checkpoint_id = progress_report.checkpoint_id AND sent.state <> 'draft') "
        "WHERE state = 'draft'"
    )
    op.create_index(
        "uq_progress_report_draft",
        "progress_report",
        ["checkpoint_id", "reporter_id"],
        unique=True,
        sqlite_where=_DRAFTS,
        postgresql_where=_DRAFTS,
    )
    with op.batch_alter_table("evidence") as table:
        table.add_column(sa.Column("original_size", sa.Integer(), nullable=True))
