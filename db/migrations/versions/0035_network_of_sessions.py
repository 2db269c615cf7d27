"""network of sessions, in words; and names that were tried and are no account are kept no more"""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "user_session", sa.Column("network", sa.String(length=60), nullable=False, server_default="")
    )
    # Passwords are among them: people type them into the field of the name.
    op.execute(
        "DELETE FROM sign_in_attempt WHERE username NOT IN "
        "(SELECT username FROM user_account WHERE is_active)"
    )
