"""letters: how offices write and are written to, who signs, and each letter as it was recorded"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "agency_correspondence",
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(length=120), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("letterhead", sa.String(length=240), nullable=False),
        sa.Column("town", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_agency_correspondence_agency_id_agency")
        ),
        sa.PrimaryKeyConstraint("agency_id", name=op.f("pk_agency_correspondence")),
    )
    op.create_table(
        "agency_signatory",
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "reminder",
                "superior",
                "forum",
                name="escalation_step",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("on_behalf", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_agency_signatory_agency_id_agency")
        ),
        sa.PrimaryKeyConstraint("agency_id", "step", name=op.f("pk_agency_signatory")),
    )
    op.create_table(
        "escalation_letter",
        sa.Column("escalation_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number_key", sa.String(length=60), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_escalation_letter_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["escalation_id"], ["escalation.id"], name=op.f("fk_escalation_letter_escalation_id_escalation")
        ),
        sa.PrimaryKeyConstraint("escalation_id", name=op.f("pk_escalation_letter")),
        sa.UniqueConstraint(
            "agency_id",
            "year",
            "number_key",
            name=op.f("uq_escalation_letter_agency_id_year_number_key"),
        ),
    )
