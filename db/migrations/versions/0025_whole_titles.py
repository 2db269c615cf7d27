"""agenda: a point keeps its whole title, however long the task or decision that it is about is called"""

import sqlalchemy as sa

from db.migrations.checks import rebuilt

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with rebuilt("agenda_item") as batch:
        batch.alter_column(
            "title", existing_type=sa.String(length=200), type_=sa.Text(), existing_nullable=False
        )
