"""owners are proposed, targets change by decision, quarters are locked, duties of the law are found"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_OPEN_OFFER = sa.text("state IN ('proposed', 'countered')")
_OPEN_CHANGE = sa.text("state = 'proposed'")


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    with op.batch_alter_table("checkpoint") as table:
        table.add_column(sa.Column("baseline", sa.Float(), server_default="0", nullable=False))
        table.add_column(sa.Column("polarity", sa.String(length=40), server_default="up", nullable=False))
    # A measure that goes nowhere could not be judged; it was met by any report, so it is kept as one
    # step from zero.
    op.execute("UPDATE checkpoint SET target = 1 WHERE target = baseline")
    op.execute("UPDATE commitment SET target = baseline + 1 WHERE target = baseline")
    with op.batch_alter_table("checkpoint") as table:
        table.create_check_constraint(op.f("ck_checkpoint_target_moves"), "target <> baseline")
        table.create_check_constraint(
            op.f("ck_checkpoint_polarity"), "polarity IN ('up', 'down', 'ambiguous')"
        )
    with op.batch_alter_table("commitment") as table:
        table.add_column(sa.Column("formed_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("formed_by_id", sa.Integer(), nullable=True))
        table.create_check_constraint(op.f("ck_commitment_target_moves"), "target <> baseline")
        table.create_foreign_key(
            op.f("fk_commitment_formed_by_id_agency"), "agency", ["formed_by_id"], ["id"]
        )
    op.create_table(
        "ownership_offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            _one_of("offer_state", "proposed", "accepted", "countered", "declined", "withdrawn"),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("proposer_id", sa.Integer(), nullable=False),
        sa.Column("proposer_agency_id", sa.Integer(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("countered_due_on", sa.Date(), nullable=True),
        sa.Column("countered_target", sa.Float(), nullable=True),
        sa.Column("countered_agency_id", sa.Integer(), nullable=True),
        sa.Column("answerer_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settlement", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_ownership_offer_commitment_id_commitment")
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_ownership_offer_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["answerer_id"], ["user_account.id"], name=op.f("fk_ownership_offer_answerer_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["countered_agency_id"],
            ["agency.id"],
            name=op.f("fk_ownership_offer_countered_agency_id_agency"),
        ),
        sa.ForeignKeyConstraint(
            ["proposer_agency_id"],
            ["agency.id"],
            name=op.f("fk_ownership_offer_proposer_agency_id_agency"),
        ),
        sa.ForeignKeyConstraint(
            ["proposer_id"], ["user_account.id"], name=op.f("fk_ownership_offer_proposer_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ownership_offer")),
    )
    with op.batch_alter_table("ownership_offer") as table:
        table.create_index(op.f("ix_ownership_offer_commitment_id"), ["commitment_id"], unique=False)
        table.create_index(op.f("ix_ownership_offer_agency_id"), ["agency_id"], unique=False)
        table.create_index(
            "uq_ownership_offer_open",
            ["commitment_id"],
            unique=True,
            sqlite_where=_OPEN_OFFER,
            postgresql_where=_OPEN_OFFER,
        )
    op.create_table(
        "target_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("checkpoint_id", sa.Integer(), nullable=True),
        sa.Column("state", _one_of("change_state", "proposed", "approved", "rejected"), nullable=False),
        sa.Column("old_target", sa.Float(), nullable=False),
        sa.Column("new_target", sa.Float(), nullable=False),
        sa.Column("old_due_on", sa.Date(), nullable=False),
        sa.Column("new_due_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proposer_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decider_id", sa.Integer(), nullable=True),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_target_change_agency_id_agency")),
        sa.ForeignKeyConstraint(
            ["checkpoint_id"], ["checkpoint.id"], name=op.f("fk_target_change_checkpoint_id_checkpoint")
        ),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_target_change_commitment_id_commitment")
        ),
        sa.ForeignKeyConstraint(
            ["decider_id"], ["user_account.id"], name=op.f("fk_target_change_decider_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["proposer_id"], ["user_account.id"], name=op.f("fk_target_change_proposer_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target_change")),
    )
    with op.batch_alter_table("target_change") as table:
        table.create_index(op.f("ix_target_change_commitment_id"), ["commitment_id"], unique=False)
        table.create_index(
            "uq_target_change_open",
            ["commitment_id"],
            unique=True,
            sqlite_where=_OPEN_CHANGE,
            postgresql_where=_OPEN_CHANGE,
        )
    op.create_table(
        "quarter_lock",
        sa.Column("quarter", sa.String(length=8), nullable=False),
        sa.Column("locked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("locker_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_quarter_lock_agency_id_agency")),
        sa.ForeignKeyConstraint(
            ["locker_id"], ["user_account.id"], name=op.f("fk_quarter_lock_locker_id_user_account")
        ),
        sa.PrimaryKeyConstraint("quarter", name=op.f("pk_quarter_lock")),
    )
    op.create_table(
        "amendment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.String(length=8), nullable=False),
        sa.Column("what", _one_of("amended_part", "report", "verdict", "target"), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("amended_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("amender_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_amendment_agency_id_agency")),
        sa.ForeignKeyConstraint(
            ["amender_id"], ["user_account.id"], name=op.f("fk_amendment_amender_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_amendment_commitment_id_commitment")
        ),
        sa.ForeignKeyConstraint(
            ["quarter"], ["quarter_lock.quarter"], name=op.f("fk_amendment_quarter_quarter_lock")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment")),
    )
    with op.batch_alter_table("amendment") as table:
        table.create_index(op.f("ix_amendment_commitment_id"), ["commitment_id"], unique=False)
    op.create_table(
        "duty_finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region_code", sa.String(length=13), nullable=False),
        sa.Column("duty", _one_of("regency_duty", "task_force", "action_plan", "ltsa"), nullable=False),
        sa.Column("state", _one_of("duty_state", "unverified", "present", "absent"), nullable=False),
        sa.Column("reference", sa.String(length=200), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=160), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorder_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_duty_finding_agency_id_agency")),
        sa.ForeignKeyConstraint(
            ["recorder_id"], ["user_account.id"], name=op.f("fk_duty_finding_recorder_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["region_code"], ["region.code"], name=op.f("fk_duty_finding_region_code_region")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_finding")),
    )
    with op.batch_alter_table("duty_finding") as table:
        table.create_index("ix_duty_finding_region_code_duty", ["region_code", "duty"], unique=False)
