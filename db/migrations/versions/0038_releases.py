"""releases: what changed in the register with each, and what each tier was told"""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

_KINDS = (
    "trafficking",
    "illegal_placement",
    "people_smuggling",
    "prevented_departure",
    "worker_in_distress",
    "deportation",
    "sick_repatriated",
    "death_abroad",
)


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def _kind() -> sa.Column[str]:
    return sa.Column("kind", _one_of("case_kind", *_KINDS), nullable=False)


def _tier() -> sa.Column[str]:
    return sa.Column("tier", _one_of("disclosure_tier", "cases", "agency", "shared_screen"), nullable=False)


def _release(table: str, column: str = "release_id") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], ["case_release.id"], name=op.f(f"fk_{table}_{column}_case_release")
    )


def upgrade() -> None:
    op.create_table(
        "case_release",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_release")),
        sa.UniqueConstraint("ends_on", name=op.f("uq_case_release_ends_on")),
    )
    op.create_table(
        "case_released",
        sa.Column(
            "level",
            _one_of("region_level", "province", "regency", "district", "village"),
            nullable=False,
        ),
        _kind(),
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("region_code", sa.String(length=13), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.CheckConstraint("change <> 0", name=op.f("ck_case_released_change")),
        _release("case_released"),
        sa.PrimaryKeyConstraint(
            "level", "kind", "release_id", "month", "region_code", name=op.f("pk_case_released")
        ),
    )
    op.create_table(
        "case_told",
        _tier(),
        _kind(),
        sa.Column("region_code", sa.String(length=13), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("block", sa.Integer(), nullable=True),
        sa.Column("told_in", sa.Integer(), nullable=True),
        sa.Column("low", sa.Integer(), nullable=True),
        sa.Column("high", sa.Integer(), nullable=True),
        sa.CheckConstraint("(block IS NULL) = (told_in IS NULL)", name=op.f("ck_case_told_told")),
        _release("case_told"),
        _release("case_told", "told_in"),
        sa.PrimaryKeyConstraint(
            "tier", "kind", "region_code", "year", "release_id", name=op.f("pk_case_told")
        ),
    )
    op.create_table(
        "case_told_route",
        _tier(),
        _kind(),
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("regency_code", sa.String(length=13), nullable=False),
        sa.Column("transit_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("destination_iso3", sa.String(length=3), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.CheckConstraint("reports > 0", name=op.f("ck_case_told_route_reports")),
        _release("case_told_route"),
        sa.PrimaryKeyConstraint(
            "tier",
            "kind",
            "release_id",
            "regency_code",
            "transit_id",
            "destination_iso3",
            name=op.f("pk_case_told_route"),
        ),
    )
