"""doubles: who names a record as its double is found without reading all; undoing a large batch asks"""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    names_one = sa.text("double_of_id IS NOT NULL")
    op.create_index(
        "ix_case_record_double_of_id",
        "case_record",
        ["double_of_id"],
        sqlite_where=names_one,
        postgresql_where=names_one,
    )
