"""services: monthly reports of desks and of the chain, their drafts, village teams and outreach"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outreach_activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region_code", sa.String(length=13), nullable=False),
        sa.Column("place", sa.String(length=160), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "education",
                "supervision",
                name="outreach_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "organizer_kind",
            sa.Enum(
                "faith",
                "school",
                "ngo",
                "media",
                "government",
                "other",
                name="organizer_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("organizer", sa.String(length=160), nullable=False),
        sa.Column("reach", sa.Integer(), nullable=True),
        sa.Column("proof", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("recorder_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verifier_id", sa.Integer(), nullable=True),
        sa.Column("verifier_agency_id", sa.Integer(), nullable=True),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.CheckConstraint("reach >= 0", name=op.f("ck_outreach_activity_reach")),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_outreach_activity_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["recorder_id"], ["user_account.id"], name=op.f("fk_outreach_activity_recorder_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["region_code"], ["region.code"], name=op.f("fk_outreach_activity_region_code_region")
        ),
        sa.ForeignKeyConstraint(
            ["verifier_agency_id"], ["agency.id"], name=op.f("fk_outreach_activity_verifier_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["verifier_id"], ["user_account.id"], name=op.f("fk_outreach_activity_verifier_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outreach_activity")),
    )
    op.create_index(
        op.f("ix_outreach_activity_region_code"), "outreach_activity", ["region_code"], unique=False
    )
    op.create_table(
        "service_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region_code", sa.String(length=13), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("reporter_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "submitted",
                "verified",
                "returned",
                "superseded",
                name="report_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("base_id", sa.Integer(), nullable=True),
        sa.Column("verifier_id", sa.Integer(), nullable=True),
        sa.Column("verifier_agency_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("verdict_notes", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_service_report_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["base_id"], ["service_report.id"], name=op.f("fk_service_report_base_id_service_report")
        ),
        sa.ForeignKeyConstraint(
            ["region_code"], ["region.code"], name=op.f("fk_service_report_region_code_region")
        ),
        sa.ForeignKeyConstraint(
            ["reporter_id"], ["user_account.id"], name=op.f("fk_service_report_reporter_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["verifier_agency_id"], ["agency.id"], name=op.f("fk_service_report_verifier_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["verifier_id"], ["user_account.id"], name=op.f("fk_service_report_verifier_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_report")),
    )
    op.create_index(
        "ix_service_report_region_code_month", "service_report", ["region_code", "month"], unique=False
    )
    op.create_table(
        "village_team",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("village_code", sa.String(length=13), nullable=False),
        sa.Column("decree", sa.String(length=160), nullable=False),
        sa.Column("decreed_on", sa.Date(), nullable=True),
        sa.Column("members", sa.Integer(), nullable=True),
        sa.Column("last_report_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("recorder_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verifier_id", sa.Integer(), nullable=True),
        sa.Column("verifier_agency_id", sa.Integer(), nullable=True),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.CheckConstraint("members >= 0", name=op.f("ck_village_team_members")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_village_team_agency_id_agency")),
        sa.ForeignKeyConstraint(
            ["recorder_id"], ["user_account.id"], name=op.f("fk_village_team_recorder_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["verifier_agency_id"], ["agency.id"], name=op.f("fk_village_team_verifier_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["verifier_id"], ["user_account.id"], name=op.f("fk_village_team_verifier_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["village_code"], ["region.code"], name=op.f("fk_village_team_village_code_region")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_village_team")),
    )
    op.create_index(op.f("ix_village_team_village_code"), "village_team", ["village_code"], unique=False)
    op.create_table(
        "chain_count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "information",
                "registration",
                "documents",
                "training",
                "health_check",
                "passport",
                "social_security",
                "orientation",
                "departure",
                name="chain_step",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("entered", sa.Integer(), nullable=True),
        sa.Column("moved_on", sa.Integer(), nullable=True),
        sa.Column("held_back", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "entered >= 0 AND moved_on >= 0 AND held_back >= 0", name=op.f("ck_chain_count_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["service_report.id"], name=op.f("fk_chain_count_report_id_service_report")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chain_count")),
        sa.UniqueConstraint("report_id", "step", name=op.f("uq_chain_count_report_id_step")),
    )
    op.create_table(
        "desk_statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("desk_code", sa.String(length=40), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "planned",
                "absent",
                name="desk_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("days_open", sa.Integer(), nullable=True),
        sa.Column("served", sa.Integer(), nullable=True),
        sa.Column("days_per_document", sa.Float(), nullable=True),
        sa.Column("proof", sa.String(length=160), nullable=False),
        sa.Column("proof_on", sa.Date(), nullable=True),
        sa.Column("is_proven", sa.Boolean(), nullable=False),
        sa.CheckConstraint("days_open BETWEEN 0 AND 31", name=op.f("ck_desk_statement_days_open")),
        sa.CheckConstraint("days_per_document >= 0", name=op.f("ck_desk_statement_days_per_document")),
        sa.CheckConstraint("served >= 0", name=op.f("ck_desk_statement_served")),
        sa.ForeignKeyConstraint(
            ["desk_code"], ["service_desk.code"], name=op.f("fk_desk_statement_desk_code_service_desk")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["service_report.id"], name=op.f("fk_desk_statement_report_id_service_report")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_statement")),
        sa.UniqueConstraint("report_id", "desk_code", name=op.f("uq_desk_statement_report_id_desk_code")),
    )
    op.create_table(
        "service_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region_code", sa.String(length=13), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("reporter_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("base_id", sa.Integer(), nullable=True),
        sa.Column("writer", sa.String(length=32), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["base_id"], ["service_report.id"], name=op.f("fk_service_draft_base_id_service_report")
        ),
        sa.ForeignKeyConstraint(
            ["region_code"], ["region.code"], name=op.f("fk_service_draft_region_code_region")
        ),
        sa.ForeignKeyConstraint(
            ["reporter_id"], ["user_account.id"], name=op.f("fk_service_draft_reporter_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_draft")),
        sa.UniqueConstraint(
            "region_code", "month", "reporter_id", name=op.f("uq_service_draft_region_code_month_reporter_id")
        ),
    )
