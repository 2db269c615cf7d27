"""cases: what an officer enters, steps, flags, corrections, referrals and the law's times"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

RESTITUTION = ("application", "lpsk_calculation", "prosecutor_demand", "restitution_verdict", "paid")
WITHDRAWALS = ("double", "wrong")
COUNTS = ("women", "men", "girls", "boys")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _widen_records()
    _create_steps()
    _create_flags()
    _create_changes()
    _create_referrals()
    _create_limits_and_drafts()
    op.create_index("ix_audit_record_subject", "audit_record", ["subject", "subject_id"])


def _widen_records() -> None:
    with op.batch_alter_table("case_record") as table:
        for name in COUNTS:
            table.alter_column(name, existing_type=sa.Integer(), nullable=True)
        table.add_column(sa.Column("happened_on", sa.Date()))
        table.add_column(sa.Column("suspects", sa.Integer()))
        table.add_column(sa.Column("restitution_stage", sa.String(length=40)))
        table.add_column(sa.Column("what_happened", sa.String(length=300), server_default="", nullable=False))
        table.add_column(sa.Column("withdrawn_as", sa.String(length=40)))
        table.add_column(sa.Column("double_of_id", sa.Integer()))
        table.add_column(sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False))
        table.create_check_constraint(
            op.f("ck_case_record_restitution_stage"), _one_of("restitution_stage", RESTITUTION)
        )
        table.create_check_constraint(op.f("ck_case_record_withdrawal"), _one_of("withdrawn_as", WITHDRAWALS))
        table.create_foreign_key(
            op.f("fk_case_record_double_of_id_case_record"), "case_record", ["double_of_id"], ["id"]
        )
        table.create_index("ix_case_record_agency", ["agency_id", "reported_on", "id"])
        table.create_index("ix_case_record_police", ["police_stage", "reported_on", "id"])
        table.create_index("ix_case_record_services", ["service_stage", "reported_on", "id"])
        table.create_index("ix_case_record_reference", ["agency_id", "agency_reference"])


def _one_of(column: str, values: tuple[str, ...]) -> str:
    listed = ", ".join(f"'{value}'" for value in values)
    return f"{column} IN ({listed})"


def _of_case(table: str) -> list[sa.Column[Any] | sa.Constraint]:
    """What every row about a case has."""
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_record.id"], name=op.f(f"fk_{table}_case_id_case_record")
        ),
    ]


def _agency(table: str, column: str = "agency_id") -> list[sa.Column[Any] | sa.Constraint]:
    return [
        sa.Column(column, sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint([column], ["agency.id"], name=op.f(f"fk_{table}_{column}_agency")),
    ]


def _enum(column: str, name: str, *values: str) -> sa.Column[Any]:
    kind = sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)
    return sa.Column(column, kind, nullable=False)


def _text(column: str, length: int) -> sa.Column[Any]:
    return sa.Column(column, sa.String(length=length), nullable=False)


def _create_steps() -> None:
    op.create_table(
        "case_step",
        *_of_case("case_step"),
        *_agency("case_step"),
        _enum("track", "track", "police", "services", "restitution"),
        _text("stage", 40),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date()),
        _text("note", 300),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.CheckConstraint("ended_on IS NULL OR ended_on >= started_on", name=op.f("ck_case_step_order")),
    )
    op.create_index("ix_case_step_case_id", "case_step", ["case_id"])


def _create_flags() -> None:
    op.create_table(
        "case_flag",
        *_of_case("case_flag"),
        *_agency("case_flag"),
        _enum("kind", "flag_kind", "child", "suspect_at_large", "threatened", "medical"),
        sa.Column("raised_on", sa.Date(), nullable=False),
        _text("note", 300),
        sa.Column("recorded_at", MOMENT, nullable=False),
    )
    op.create_index("ix_case_flag_case_id", "case_flag", ["case_id"])


def _create_changes() -> None:
    op.create_table(
        "case_change",
        *_of_case("case_change"),
        *_agency("case_change"),
        sa.Column("at", MOMENT, nullable=False),
        _text("reason", 300),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
    )
    op.create_index("ix_case_change_case_id", "case_change", ["case_id"])


def _create_referrals() -> None:
    op.create_table(
        "case_referral",
        *_of_case("case_referral"),
        *_agency("case_referral", "from_agency_id"),
        *_agency("case_referral", "to_agency_id"),
        _text("asked", 300),
        _enum("state", "referral_state", "sent", "accepted", "refused", "done"),
        sa.Column("sent_at", MOMENT, nullable=False),
        sa.Column("answered_at", MOMENT),
        _text("reason", 300),
        _text("letter", 60),
        sa.Column("done_at", MOMENT),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_index("ix_case_referral_case_id", "case_referral", ["case_id"])
    op.create_index("ix_case_referral_to_agency_id", "case_referral", ["to_agency_id", "state"])


def _create_limits_and_drafts() -> None:
    op.create_table(
        "case_stage_limit",
        sa.Column("id", sa.Integer(), nullable=False),
        _enum("track", "track", "police", "services", "restitution"),
        _text("stage", 40),
        sa.Column("days", sa.Integer(), nullable=False),
        _text("basis", 120),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.CheckConstraint("days > 0", name=op.f("ck_case_stage_limit_days")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_stage_limit")),
        sa.UniqueConstraint(
            "track", "stage", "valid_from", name=op.f("uq_case_stage_limit_track_stage_valid_from")
        ),
    )
    op.create_table(
        "case_draft",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("typed", sa.Text(), nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["user_account.id"], name=op.f("fk_case_draft_account_id_user_account")
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_case_draft")),
    )
