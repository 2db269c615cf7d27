"""meetings as they were: real times, offices that sat there, struck decisions, the wall at closing"""

import sqlalchemy as sa
from alembic import op

from db.migrations.checks import rebuilt

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with rebuilt("meeting") as batch:
        batch.add_column(sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("closed_by_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_meeting_closed_by_id_user_account"), "user_account", ["closed_by_id"], ["id"]
        )
    with rebuilt("attendance") as batch:
        batch.add_column(sa.Column("office", sa.String(length=120), nullable=False, server_default=""))
        batch.add_column(sa.Column("capacity", sa.String(length=40), nullable=True))
        batch.create_check_constraint(
            op.f("ck_attendance_capacity"),
            sa.column("capacity").in_(("holder", "acting", "stand_in", "envoy")),
        )
    with rebuilt("attendance") as batch:
        batch.alter_column("office", existing_type=sa.String(length=120), server_default=None)
    with rebuilt("decision") as batch:
        batch.add_column(sa.Column("struck_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("struck_because", sa.Text(), nullable=False, server_default=""))
    with rebuilt("decision") as batch:
        batch.alter_column("struck_because", existing_type=sa.Text(), server_default=None)
    op.create_table(
        "meeting_wall",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_wall_meeting_id_meeting")
        ),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_meeting_wall")),
    )
