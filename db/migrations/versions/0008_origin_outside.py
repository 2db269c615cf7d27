"""cases: people who come from outside the province"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("case_record") as table:
        table.add_column(sa.Column("origin_outside", sa.Boolean(), server_default=sa.false(), nullable=False))
        table.create_check_constraint(
            op.f("ck_case_record_one_origin"), "NOT (origin_outside AND origin_regency_code IS NOT NULL)"
        )
