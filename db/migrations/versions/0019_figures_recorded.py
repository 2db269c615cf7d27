"""figures: who recorded one and when its page was seen, why one was withdrawn, which one a conflict shows"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("published_figure", sa.Column("seen_on", sa.Date(), nullable=True))
    op.add_column("published_figure", sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("published_figure", sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("published_figure", sa.Column("withdrawal", sa.Text(), server_default="", nullable=False))
    with op.batch_alter_table("published_figure") as table:
        table.add_column(sa.Column("recorder_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_published_figure_recorder_id_user_account"), "user_account", ["recorder_id"], ["id"]
        )
    op.add_column("conflict_explanation", sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("conflict_explanation") as table:
        table.add_column(sa.Column("shown_code", sa.String(length=10), nullable=True))
        table.create_foreign_key(
            op.f("fk_conflict_explanation_shown_code_published_figure"),
            "published_figure",
            ["shown_code"],
            ["code"],
        )
