"""planned moves: from which day on an account belongs to another agency or role"""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "planned_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                *("governor_office", "forkopimda", "agency", "verifier", "case_officer", "administrator"),
                "shared_screen",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("carried_out_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_planned_move_agency_id_agency")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_planned_move_user_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planned_move")),
    )
    op.create_index(op.f("ix_planned_move_user_id"), "planned_move", ["user_id"])
    is_open = sa.text("cancelled_at IS NULL AND carried_out_at IS NULL")
    op.create_index(
        "uq_planned_move_open",
        "planned_move",
        ["user_id"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
