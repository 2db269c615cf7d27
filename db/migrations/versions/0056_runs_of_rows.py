"""runs of rows: what a batch made of a hundred thousand lines is noted in a few"""

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("imported_row") as batch:
        batch.alter_column("digest", existing_type=sa.String(64), type_=sa.Text(), existing_nullable=False)
