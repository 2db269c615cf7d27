"""deputies: who acts for an office on which days, and for which office a session acts"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "delegation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("principal_id", sa.Integer(), nullable=False),
        sa.Column("deputy_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "plh", "plt", name="delegation_kind", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("order_text", sa.String(length=160), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_delegation_days_in_order")),
        *(
            sa.ForeignKeyConstraint(
                [column], ["user_account.id"], name=op.f(f"fk_delegation_{column}_user_account")
            )
            for column in ("principal_id", "deputy_id", "account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation")),
    )
    for column in ("principal_id", "deputy_id", "account_id"):
        op.create_index(op.f(f"ix_delegation_{column}"), "delegation", [column])
    with op.batch_alter_table("user_session") as table:
        table.add_column(sa.Column("delegation_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_user_session_delegation_id_delegation"), "delegation", ["delegation_id"], ["id"]
        )
