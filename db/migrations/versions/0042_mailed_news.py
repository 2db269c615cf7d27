"""mail: which news of a notice went out, in place of the moment of the last mail"""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

_WENT_OUT = sa.text(
    "INSERT INTO mailed_notice (notice_id, purpose, edition)"
    " SELECT notice.id, last.purpose, 1 FROM notice JOIN"
    " (SELECT user_id, purpose, MAX(finished_at) AS at FROM outgoing_mail"
    " WHERE state = 'sent' GROUP BY user_id, purpose) AS last ON last.user_id = notice.user_id"
    " WHERE notice.read_at IS NULL AND notice.told_at <= last.at"
)
"""Nothing that was mailed under the old rule goes out again."""


def upgrade() -> None:
    with op.batch_alter_table("notice") as batch:
        batch.add_column(sa.Column("edition", sa.Integer(), nullable=False, server_default="1"))
    with op.batch_alter_table("notice") as batch:
        batch.alter_column("edition", existing_type=sa.Integer(), server_default=None)
    op.create_table(
        "mailed_notice",
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name=op.f("fk_mailed_notice_notice_id_notice")),
        sa.PrimaryKeyConstraint("notice_id", "purpose", name=op.f("pk_mailed_notice")),
    )
    op.execute(_WENT_OUT)
