"""cases: an office's own number is kept whole; that of a police report names unit, polres and polda"""

import sqlalchemy as sa

from db.migrations.checks import rebuilt

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with rebuilt("case_record") as batch:
        batch.alter_column(
            "agency_reference",
            existing_type=sa.String(length=40),
            type_=sa.String(length=100),
            existing_nullable=False,
        )
