"""merged agencies: into which one an agency went over, and on which day"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("agency") as table:
        table.add_column(sa.Column("merged_into_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("merged_on", sa.Date(), nullable=True))
        table.create_foreign_key(
            op.f("fk_agency_merged_into_id_agency"), "agency", ["merged_into_id"], ["id"]
        )
        table.create_check_constraint(
            op.f("ck_agency_merged_with_day"), "(merged_into_id IS NULL) = (merged_on IS NULL)"
        )
