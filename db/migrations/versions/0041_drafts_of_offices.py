"""drafts: of somebody at an office, so that they stay there when he goes"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

_OF_OFFICES = sa.text(
    "UPDATE service_draft SET agency_id ="
    " (SELECT agency_id FROM user_account WHERE user_account.id = service_draft.reporter_id)"
)
_CASE_DRAFTS = sa.table(
    "case_draft",
    sa.column("account_id", sa.Integer()),
    sa.column("agency_id", sa.Integer()),
    sa.column("typed", sa.Text()),
    sa.column("saved_at", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    _service_drafts()
    _case_drafts()


def _service_drafts() -> None:
    with op.batch_alter_table("service_draft") as table:
        table.add_column(sa.Column("agency_id", sa.Integer(), nullable=True))
    op.execute(_OF_OFFICES)
    with op.batch_alter_table("service_draft") as table:
        table.alter_column("agency_id", existing_type=sa.Integer(), nullable=False)
        table.create_foreign_key(op.f("fk_service_draft_agency_id_agency"), "agency", ["agency_id"], ["id"])
        table.drop_constraint(op.f("uq_service_draft_region_code_month_reporter_id"), type_="unique")
        table.create_unique_constraint(
            op.f("uq_service_draft_region_code_month_reporter_id_agency_id"),
            ["region_code", "month", "reporter_id", "agency_id"],
        )


def _case_drafts() -> None:
    """Made anew: its key changes."""
    own, user = _CASE_DRAFTS, sa.table("user_account", sa.column("id"), sa.column("agency_id"))
    kept = op.get_bind().execute(
        sa.select(own.c.account_id, user.c.agency_id, own.c.typed, own.c.saved_at).join(
            user, user.c.id == own.c.account_id
        )
    )
    rows = [dict(row._mapping) for row in kept]
    op.drop_table("case_draft")
    op.create_table(
        "case_draft",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("typed", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["user_account.id"], name=op.f("fk_case_draft_account_id_user_account")
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_case_draft_agency_id_agency")),
        sa.PrimaryKeyConstraint("account_id", "agency_id", name=op.f("pk_case_draft")),
    )
    if rows:
        op.bulk_insert(_CASE_DRAFTS, rows)
