"""agencies: whom to turn to, a version for two who change one at once, and when a name ended"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("agency", sa.Column("contact", sa.String(length=160), nullable=False, server_default=""))
    op.add_column("agency", sa.Column("version", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("agency_alias", sa.Column("valid_to", sa.Date(), nullable=True))
