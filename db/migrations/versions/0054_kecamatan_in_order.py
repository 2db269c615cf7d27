"""kecamatan in order: the register of one is read newest first from an index of its own"""

from alembic import op

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_case_record_district_newest", "case_record", ["origin_district_code", "reported_on", "id"]
    )
