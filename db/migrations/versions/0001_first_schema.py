"""first schema"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "destination",
        sa.Column("iso3", sa.String(length=3), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("continent", sa.String(length=40), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=False),
        sa.Column("longitude", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("iso3", name=op.f("pk_destination")),
    )
    op.create_table(
        "indicator",
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("concept", sa.String(length=30), nullable=False),
        sa.Column(
            "polarity",
            sa.Enum(
                "up",
                "down",
                "ambiguous",
                name="polarity",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("palette", sa.String(length=10), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_indicator")),
    )
    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "open",
                "in_progress",
                "closed",
                name="meeting_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "classification",
            sa.Enum(
                "ordinary",
                "restricted",
                "secret",
                name="classification",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_starts_at"), ["starts_at"], unique=False)

    op.create_table(
        "region",
        sa.Column("code", sa.String(length=13), nullable=False),
        sa.Column(
            "level",
            sa.Enum(
                "province",
                "regency",
                "district",
                "village",
                name="region_level",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("parent_code", sa.String(length=13), nullable=True),
        sa.Column("bps_code", sa.String(length=4), nullable=True),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("capital", sa.String(length=60), nullable=True),
        sa.Column("island", sa.String(length=30), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("area_km2", sa.Float(), nullable=True),
        sa.Column("population_bps_2024", sa.Integer(), nullable=True),
        sa.Column("population_registered_2025", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["parent_code"], ["region.code"], name=op.f("fk_region_parent_code_region")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_region")),
        sa.UniqueConstraint("bps_code", name=op.f("uq_region_bps_code")),
    )
    with op.batch_alter_table("region", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_region_level"), ["level"], unique=False)
        batch_op.create_index(batch_op.f("ix_region_parent_code"), ["parent_code"], unique=False)

    op.create_table(
        "sign_in_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(length=60), nullable=False),
        sa.Column("address_digest", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_attempt")),
    )
    with op.batch_alter_table("sign_in_attempt", schema=None) as batch_op:
        batch_op.create_index("ix_sign_in_attempt_address_at", ["address_digest", "at"], unique=False)
        batch_op.create_index("ix_sign_in_attempt_username_at", ["username", "at"], unique=False)

    op.create_table(
        "source",
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_source")),
    )
    op.create_table(
        "agency",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("short_name", sa.String(length=60), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "governor_office",
                "legislature",
                "police",
                "prosecutor",
                "military",
                "court",
                "intelligence",
                "provincial_agency",
                "vertical_agency",
                "regency_government",
                "national_body",
                "partner_faith",
                "partner_ngo",
                "partner_other",
                "state_enterprise",
                "mission_abroad",
                "media",
                name="agency_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "level",
            sa.Enum(
                "national",
                "province",
                "regency",
                "village",
                "abroad",
                name="agency_level",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("superior_id", sa.Integer(), nullable=True),
        sa.Column("region_code", sa.String(length=13), nullable=True),
        sa.Column("mandate", sa.Text(), nullable=False),
        sa.Column("may_own_tasks", sa.Boolean(), nullable=False),
        sa.Column("source_code", sa.String(length=10), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_agency_region_code_region")),
        sa.ForeignKeyConstraint(["source_code"], ["source.code"], name=op.f("fk_agency_source_code_source")),
        sa.ForeignKeyConstraint(["superior_id"], ["agency.id"], name=op.f("fk_agency_superior_id_agency")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency")),
        sa.UniqueConstraint("code", name=op.f("uq_agency_code")),
        sa.UniqueConstraint("name", name=op.f("uq_agency_name")),
        sa.UniqueConstraint("short_name", name=op.f("uq_agency_short_name")),
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_decision_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("year", "number", name=op.f("uq_decision_year_number")),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decision_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "decision_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "declaration",
                "coordination_meeting",
                "statement_to_press",
                name="decision_event_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("held_until", sa.Date(), nullable=True),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("source_code", sa.String(length=10), nullable=True),
        sa.ForeignKeyConstraint(
            ["source_code"], ["source.code"], name=op.f("fk_decision_event_source_code_source")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_event")),
        sa.UniqueConstraint("code", name=op.f("uq_decision_event_code")),
    )
    op.create_table(
        "pillar",
        sa.Column("code", sa.String(length=2), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("short_name", sa.String(length=60), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("source_code", sa.String(length=10), nullable=True),
        sa.ForeignKeyConstraint(["source_code"], ["source.code"], name=op.f("fk_pillar_source_code_source")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_pillar")),
    )
    op.create_table(
        "published_figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("indicator_code", sa.String(length=60), nullable=False),
        sa.Column("region_code", sa.String(length=13), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("subgroup", sa.String(length=40), nullable=False),
        sa.Column("destination_iso3", sa.String(length=3), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "published",
                "conflicting",
                "needs_clarification",
                name="figure_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("source_code", sa.String(length=10), nullable=False),
        sa.Column("as_written", sa.String(length=120), nullable=False),
        sa.Column("said_by", sa.String(length=120), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint("period_start <= period_end", name=op.f("ck_published_figure_period")),
        sa.CheckConstraint("value >= 0", name=op.f("ck_published_figure_value_not_negative")),
        sa.ForeignKeyConstraint(
            ["destination_iso3"],
            ["destination.iso3"],
            name=op.f("fk_published_figure_destination_iso3_destination"),
        ),
        sa.ForeignKeyConstraint(
            ["indicator_code"], ["indicator.code"], name=op.f("fk_published_figure_indicator_code_indicator")
        ),
        sa.ForeignKeyConstraint(
            ["region_code"], ["region.code"], name=op.f("fk_published_figure_region_code_region")
        ),
        sa.ForeignKeyConstraint(
            ["source_code"], ["source.code"], name=op.f("fk_published_figure_source_code_source")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_figure")),
        sa.UniqueConstraint("code", name=op.f("uq_published_figure_code")),
    )
    with op.batch_alter_table("published_figure", schema=None) as batch_op:
        batch_op.create_index(
            "ix_published_figure_map",
            ["indicator_code", "period_start", "period_end", "region_code"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_published_figure_region_code"), ["region_code"], unique=False)

    op.create_table(
        "service_desk",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("provider_hint", sa.Text(), nullable=False),
        sa.Column("source_code", sa.String(length=10), nullable=True),
        sa.ForeignKeyConstraint(
            ["source_code"], ["source.code"], name=op.f("fk_service_desk_source_code_source")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_service_desk")),
    )
    op.create_table(
        "transit_point",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("town", sa.String(length=60), nullable=False),
        sa.Column("region_code", sa.String(length=13), nullable=True),
        sa.Column("area", sa.String(length=30), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=False),
        sa.Column("longitude", sa.Float(), nullable=False),
        sa.Column("is_approximate", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(length=120), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["region_code"], ["region.code"], name=op.f("fk_transit_point_region_code_region")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transit_point")),
        sa.UniqueConstraint("name", name=op.f("uq_transit_point_name")),
    )
    op.create_table(
        "agency_alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("alias", sa.String(length=160), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_agency_alias_agency_id_agency")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_alias")),
        sa.UniqueConstraint("alias", name=op.f("uq_agency_alias_alias")),
    )
    with op.batch_alter_table("agency_alias", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agency_alias_agency_id"), ["agency_id"], unique=False)

    op.create_table(
        "attendance",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column(
            "mode",
            sa.Enum(
                "present",
                "represented",
                "online",
                "absent",
                name="attendance_mode",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_attendance_agency_id_agency")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_attendance_meeting_id_meeting")
        ),
        sa.PrimaryKeyConstraint("meeting_id", "agency_id", name=op.f("pk_attendance")),
    )
    op.create_table(
        "case_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("agency_reference", sa.String(length=40), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "trafficking",
                "illegal_placement",
                "people_smuggling",
                "prevented_departure",
                "worker_in_distress",
                "deportation",
                "sick_repatriated",
                "death_abroad",
                name="case_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column(
            "police_stage",
            sa.Enum(
                "reported",
                "preliminary_inquiry",
                "investigation",
                "file_submitted",
                "returned_p19",
                "complete_p21",
                "handed_to_prosecution",
                "trial",
                "verdict",
                "final",
                "closed_no_case",
                name="police_stage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "service_stage",
            sa.Enum(
                "identification",
                "rescue",
                "shelter",
                "health_rehabilitation",
                "psychosocial_rehabilitation",
                "legal_aid",
                "restitution",
                "repatriation",
                "reintegration",
                name="service_stage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("origin_regency_code", sa.String(length=13), nullable=True),
        sa.Column("origin_district_code", sa.String(length=13), nullable=True),
        sa.Column("transit_id", sa.Integer(), nullable=True),
        sa.Column("destination_iso3", sa.String(length=3), nullable=True),
        sa.Column("women", sa.Integer(), nullable=False),
        sa.Column("men", sa.Integer(), nullable=False),
        sa.Column("girls", sa.Integer(), nullable=False),
        sa.Column("boys", sa.Integer(), nullable=False),
        sa.Column(
            "sector",
            sa.Enum(
                "domestic_work",
                "elderly_care",
                "palm_plantation",
                "construction",
                "timber",
                "fishing",
                "hospitality",
                "online_scam",
                "sexual_exploitation",
                "unknown",
                name="sector",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "recruitment",
            sa.Enum(
                "broker",
                "fictitious_company",
                "social_media",
                "family_or_friend",
                "internship",
                "false_documents",
                "unknown",
                name="recruitment_mode",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "women >= 0 AND men >= 0 AND girls >= 0 AND boys >= 0", name=op.f("ck_case_record_counts")
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_case_record_agency_id_agency")),
        sa.ForeignKeyConstraint(
            ["destination_iso3"],
            ["destination.iso3"],
            name=op.f("fk_case_record_destination_iso3_destination"),
        ),
        sa.ForeignKeyConstraint(
            ["origin_district_code"], ["region.code"], name=op.f("fk_case_record_origin_district_code_region")
        ),
        sa.ForeignKeyConstraint(
            ["origin_regency_code"], ["region.code"], name=op.f("fk_case_record_origin_regency_code_region")
        ),
        sa.ForeignKeyConstraint(
            ["transit_id"], ["transit_point.id"], name=op.f("fk_case_record_transit_id_transit_point")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_record")),
        sa.UniqueConstraint("code", name=op.f("uq_case_record_code")),
    )
    with op.batch_alter_table("case_record", schema=None) as batch_op:
        batch_op.create_index(
            "ix_case_record_district", ["origin_district_code", "kind", "reported_on"], unique=False
        )
        batch_op.create_index(
            "ix_case_record_map",
            ["kind", "reported_on", "origin_regency_code", "origin_district_code"],
            unique=False,
        )
        batch_op.create_index("ix_case_record_newest", ["reported_on", "id"], unique=False)
        batch_op.create_index(
            "ix_case_record_regency", ["origin_regency_code", "kind", "reported_on"], unique=False
        )

    op.create_table(
        "conflict_explanation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conflict_key", sa.String(length=80), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_conflict_explanation_agency_id_agency")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict_explanation")),
        sa.UniqueConstraint("conflict_key", name=op.f("uq_conflict_explanation_conflict_key")),
    )
    op.create_table(
        "forkopimda_seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column(
            "basis",
            sa.Enum(
                "statutory",
                "invitation",
                name="seat_basis",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("legal_basis", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("validity_note", sa.Text(), nullable=False),
        sa.Column("source_code", sa.String(length=10), nullable=True),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_from IS NULL OR valid_from <= valid_to",
            name=op.f("ck_forkopimda_seat_validity"),
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_forkopimda_seat_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["source_code"], ["source.code"], name=op.f("fk_forkopimda_seat_source_code_source")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forkopimda_seat")),
        sa.UniqueConstraint("code", name=op.f("uq_forkopimda_seat_code")),
    )
    op.create_table(
        "statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "pledge",
                "existing",
                "aspiration",
                "data",
                "diagnosis",
                name="statement_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("speaker", sa.String(length=80), nullable=False),
        sa.Column(
            "basis",
            sa.Enum(
                "quoted",
                "inferred",
                name="statement_basis",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("carrier", sa.Text(), nullable=False),
        sa.Column("measurable", sa.Text(), nullable=False),
        sa.Column("ambiguity", sa.Text(), nullable=False),
        sa.Column("pillar_code", sa.String(length=2), nullable=True),
        sa.Column("source_code", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["decision_event.id"], name=op.f("fk_statement_event_id_decision_event")
        ),
        sa.ForeignKeyConstraint(
            ["pillar_code"], ["pillar.code"], name=op.f("fk_statement_pillar_code_pillar")
        ),
        sa.ForeignKeyConstraint(
            ["source_code"], ["source.code"], name=op.f("fk_statement_source_code_source")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
        sa.UniqueConstraint("code", name=op.f("uq_statement_code")),
    )
    with op.batch_alter_table("statement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_statement_event_id"), ["event_id"], unique=False)

    op.create_table(
        "user_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(length=60), nullable=False),
        sa.Column("display_name", sa.String(length=120), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "governor_office",
                "forkopimda",
                "agency",
                "verifier",
                "case_officer",
                "administrator",
                "shared_screen",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_user_account_agency_id_agency")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_account")),
        sa.UniqueConstraint("username", name=op.f("uq_user_account_username")),
    )
    op.create_table(
        "audit_record",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor", sa.String(length=60), nullable=False),
        sa.Column(
            "event",
            sa.Enum(
                "database_seeded",
                "user_created",
                "signed_in",
                "sign_in_refused",
                "signed_out",
                "signed_out_everywhere",
                "access_refused",
                name="event",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("subject_id", sa.String(length=60), nullable=False),
        sa.Column("screen", sa.String(length=60), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint("id > 0", name=op.f("ck_audit_record_id_positive")),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["user_account.id"], name=op.f("fk_audit_record_actor_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_record")),
        sa.UniqueConstraint("hash", name=op.f("uq_audit_record_hash")),
    )
    with op.batch_alter_table("audit_record", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_record_at"), ["at"], unique=False)

    op.create_table(
        "commitment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("pillar_code", sa.String(length=2), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("region_code", sa.String(length=13), nullable=False),
        sa.Column("output", sa.Text(), nullable=False),
        sa.Column("indicator", sa.String(length=160), nullable=False),
        sa.Column("unit", sa.String(length=30), nullable=False),
        sa.Column("baseline", sa.Float(), nullable=False),
        sa.Column("target", sa.Float(), nullable=False),
        sa.Column(
            "polarity",
            sa.Enum(
                "up",
                "down",
                "ambiguous",
                name="polarity",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.CheckConstraint("starts_on <= due_on", name=op.f("ck_commitment_dates")),
        sa.CheckConstraint("weight > 0", name=op.f("ck_commitment_weight_positive")),
        sa.ForeignKeyConstraint(["owner_id"], ["agency.id"], name=op.f("fk_commitment_owner_id_agency")),
        sa.ForeignKeyConstraint(
            ["pillar_code"], ["pillar.code"], name=op.f("fk_commitment_pillar_code_pillar")
        ),
        sa.ForeignKeyConstraint(
            ["region_code"], ["region.code"], name=op.f("fk_commitment_region_code_region")
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name=op.f("fk_commitment_statement_id_statement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment")),
        sa.UniqueConstraint("code", name=op.f("uq_commitment_code")),
    )
    with op.batch_alter_table("commitment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_commitment_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_commitment_region_code"), ["region_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_commitment_statement_id"), ["statement_id"], unique=False)

    op.create_table(
        "user_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("device", sa.String(length=60), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_user_session_user_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_session")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_user_session_token_digest")),
    )
    with op.batch_alter_table("user_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_user_session_user_id"), ["user_id"], unique=False)

    op.create_table(
        "checkpoint",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.String(length=8), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("measure", sa.String(length=160), nullable=False),
        sa.Column("required_evidence", sa.String(length=160), nullable=False),
        sa.Column("target", sa.Float(), nullable=False),
        sa.Column("unit", sa.String(length=30), nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.CheckConstraint("weight > 0", name=op.f("ck_checkpoint_weight_positive")),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_checkpoint_commitment_id_commitment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkpoint")),
        sa.UniqueConstraint("commitment_id", "quarter", name=op.f("uq_checkpoint_commitment_id_quarter")),
    )
    with op.batch_alter_table("checkpoint", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_checkpoint_commitment_id"), ["commitment_id"], unique=False)

    op.create_table(
        "commitment_support",
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_commitment_support_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_commitment_support_commitment_id_commitment")
        ),
        sa.PrimaryKeyConstraint("commitment_id", "agency_id", name=op.f("pk_commitment_support")),
    )
    op.create_table(
        "task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("output", sa.Text(), nullable=False),
        sa.Column(
            "task_class",
            sa.Enum(
                "emergency",
                "urgent",
                "ordinary",
                name="task_class",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "proposed",
                "accepted",
                "countered",
                "declined",
                "in_progress",
                "blocked",
                "claimed_done",
                "verified",
                "returned",
                name="task_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("region_code", sa.String(length=13), nullable=False),
        sa.Column(
            "origin",
            sa.Enum(
                "region",
                "commitment",
                "decision",
                "case",
                "figure_conflict",
                "by_hand",
                name="task_origin",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("commitment_id", sa.Integer(), nullable=True),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("conflict_key", sa.String(length=80), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("countered_due_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("helper_id", sa.Integer(), nullable=True),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_record.id"], name=op.f("fk_task_case_id_case_record")),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_task_commitment_id_commitment")
        ),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_task_decision_id_decision")),
        sa.ForeignKeyConstraint(["helper_id"], ["agency.id"], name=op.f("fk_task_helper_id_agency")),
        sa.ForeignKeyConstraint(["owner_id"], ["agency.id"], name=op.f("fk_task_owner_id_agency")),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_task_region_code_region")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
        sa.UniqueConstraint("code", name=op.f("uq_task_code")),
    )
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_task_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_task_commitment_id"), ["commitment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_task_decision_id"), ["decision_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_task_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_task_region_code"), ["region_code"], unique=False)
        batch_op.create_index("ix_task_state_due_on", ["state", "due_on"], unique=False)

    op.create_table(
        "progress_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("checkpoint_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("reporter_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "submitted",
                "verified",
                "returned",
                name="report_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("claimed_value", sa.Float(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column(
            "obstacle",
            sa.Enum(
                "budget",
                "other_agency",
                "legal_basis",
                "staff",
                "other",
                name="obstacle_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("helper_id", sa.Integer(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_progress_report_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["checkpoint_id"], ["checkpoint.id"], name=op.f("fk_progress_report_checkpoint_id_checkpoint")
        ),
        sa.ForeignKeyConstraint(
            ["helper_id"], ["agency.id"], name=op.f("fk_progress_report_helper_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["reporter_id"], ["user_account.id"], name=op.f("fk_progress_report_reporter_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_progress_report")),
    )
    with op.batch_alter_table("progress_report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_progress_report_checkpoint_id"), ["checkpoint_id"], unique=False)

    op.create_table(
        "task_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "proposed",
                "accepted",
                "countered",
                "declined",
                "in_progress",
                "blocked",
                "claimed_done",
                "verified",
                "returned",
                name="task_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_task_step_agency_id_agency")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_task_step_task_id_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_step")),
    )
    with op.batch_alter_table("task_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_task_step_task_id"), ["task_id"], unique=False)

    op.create_table(
        "task_support",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_task_support_agency_id_agency")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_task_support_task_id_task")),
        sa.PrimaryKeyConstraint("task_id", "agency_id", name=op.f("pk_task_support")),
    )
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "decree",
                "letter",
                "budget_document",
                "invitation_and_minutes",
                "photo",
                "activity_report",
                "news_link",
                "spreadsheet",
                name="evidence_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=True),
        sa.Column("media_type", sa.String(length=80), nullable=True),
        sa.Column("size_bytes", sa.Integer(), nullable=True),
        sa.Column("link", sa.Text(), nullable=True),
        sa.CheckConstraint("(content_hash IS NULL) <> (link IS NULL)", name=op.f("ck_evidence_file_or_link")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["progress_report.id"], name=op.f("fk_evidence_report_id_progress_report")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_report_id"), ["report_id"], unique=False)

    op.create_table(
        "verdict",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("verifier_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column(
            "level",
            sa.Enum(
                "no_evidence",
                "not_started",
                "limited",
                "substantial",
                "complete",
                name="verdict_level",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("verified_value", sa.Float(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_verdict_agency_id_agency")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["progress_report.id"], name=op.f("fk_verdict_report_id_progress_report")
        ),
        sa.ForeignKeyConstraint(
            ["verifier_id"], ["user_account.id"], name=op.f("fk_verdict_verifier_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verdict")),
        sa.UniqueConstraint("report_id", name=op.f("uq_verdict_report_id")),
    )
