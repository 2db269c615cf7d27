"""meetings: agenda, owners and dates of decisions, seals, amendments and screen tokens"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "meeting_seal",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=19), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_seal_meeting_id_meeting")
        ),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_meeting_seal")),
        sa.UniqueConstraint("code", name=op.f("uq_meeting_seal_code")),
    )
    op.create_table(
        "agenda_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "rule",
            sa.String(length=40),
            nullable=False,
        ),
        sa.Column("subject", sa.String(length=100), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("region_code", sa.String(length=13), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "discussed",
                "dropped",
                name="item_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("dropped_because", sa.Text(), nullable=False),
        sa.Column("carried_from_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("minutes BETWEEN 0 AND 240", name=op.f("ck_agenda_item_minutes")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_agenda_item_agency_id_agency")),
        sa.ForeignKeyConstraint(
            ["carried_from_id"], ["meeting.id"], name=op.f("fk_agenda_item_carried_from_id_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_agenda_item_meeting_id_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["region_code"], ["region.code"], name=op.f("fk_agenda_item_region_code_region")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
        sa.UniqueConstraint("meeting_id", "subject", name=op.f("uq_agenda_item_meeting_id_subject")),
    )
    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agenda_item_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "screen_token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user_account.id"], name=op.f("fk_screen_token_created_by_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_screen_token_meeting_id_meeting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screen_token")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_screen_token_token_digest")),
    )
    with op.batch_alter_table("screen_token", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_screen_token_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "minutes_amendment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_minutes_amendment_decision_id_decision")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_minutes_amendment_meeting_id_meeting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_amendment")),
    )
    with op.batch_alter_table("minutes_amendment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_minutes_amendment_meeting_id"), ["meeting_id"], unique=False)

    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.add_column(sa.Column("owner_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("due_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("agenda_item_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        batch_op.create_index(batch_op.f("ix_decision_agenda_item_id"), ["agenda_item_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_decision_agenda_item_id_agenda_item"), "agenda_item", ["agenda_item_id"], ["id"]
        )
        batch_op.create_foreign_key(batch_op.f("fk_decision_owner_id_agency"), "agency", ["owner_id"], ["id"])

    for column in (
        sa.Column("planned_minutes", sa.Integer(), nullable=False, server_default="90"),
        sa.Column("basis", sa.String(length=200), nullable=False, server_default=""),
        sa.Column("chair", sa.String(length=120), nullable=False, server_default=""),
        sa.Column("note_taker", sa.String(length=120), nullable=False, server_default=""),
        sa.Column("directions", sa.Text(), nullable=False, server_default=""),
        sa.Column("discussion", sa.Text(), nullable=False, server_default=""),
        sa.Column("left_out", sa.Text(), nullable=False, server_default=""),
        sa.Column("started_at", sa.DateTime(timezone=True)),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.Column("version", sa.Integer(), nullable=False, server_default="1"),
    ):
        op.add_column("meeting", column)
