"""case summaries, made from the records that are there"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _kind() -> sa.Enum:
    return sa.Enum(
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
    )


def upgrade() -> None:
    op.create_table(
        "case_summary",
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
        sa.Column("kind", _kind(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("region_code", sa.String(length=13), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.CheckConstraint("reports > 0", name=op.f("ck_case_summary_reports")),
        sa.PrimaryKeyConstraint("level", "kind", "month", "region_code", name=op.f("pk_case_summary")),
    )
    with op.batch_alter_table("case_summary", schema=None) as batch_op:
        batch_op.create_index("ix_case_summary_month", ["month"], unique=False)

    op.create_table(
        "case_route_summary",
        sa.Column("kind", _kind(), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("regency_code", sa.String(length=13), nullable=False),
        sa.Column("transit_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("destination_iso3", sa.String(length=3), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.CheckConstraint("reports > 0", name=op.f("ck_case_route_summary_reports")),
        sa.PrimaryKeyConstraint(
            "kind",
            "year",
            "regency_code",
            "transit_id",
            "destination_iso3",
            name=op.f("pk_case_route_summary"),
        ),
    )
    _count_what_is_there()


def _count_what_is_there() -> None:
    record = sa.table(
        "case_record",
        *map(sa.column, ("kind", "origin_regency_code", "origin_district_code", "destination_iso3")),
        sa.column("reported_on", sa.Date()),
        sa.column("transit_id", sa.Integer()),
    )
    day = record.c.reported_on
    none: sa.ColumnElement[str] = sa.literal_column("''")
    month: sa.ColumnElement[object] = (
        sa.func.date(day, sa.literal_column("'start of month'"))
        if op.get_bind().dialect.name == "sqlite"
        else sa.cast(sa.func.date_trunc(sa.literal_column("'month'"), day), sa.Date())
    )
    summary = sa.table("case_summary", *map(sa.column, ("level", "kind", "month", "region_code", "reports")))
    for level in ("regency", "district"):
        key = (record.c.kind, month, sa.func.coalesce(record.c[f"origin_{level}_code"], none))
        op.execute(
            summary.insert().from_select(
                list(summary.c),
                sa.select(sa.literal_column(f"'{level}'"), *key, sa.func.count()).group_by(*key),
            )
        )
    routes = sa.table(
        "case_route_summary",
        *map(sa.column, ("kind", "year", "regency_code", "transit_id", "destination_iso3", "reports")),
    )
    route = (
        record.c.kind,
        sa.extract("year", day),
        sa.func.coalesce(record.c.origin_regency_code, none),
        sa.func.coalesce(record.c.transit_id, sa.literal_column("0")),
        sa.func.coalesce(record.c.destination_iso3, none),
    )
    op.execute(
        routes.insert().from_select(list(routes.c), sa.select(*route, sa.func.count()).group_by(*route))
    )
