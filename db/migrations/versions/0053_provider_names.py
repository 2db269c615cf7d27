"""provider names: whom the province's own sign-in lets in, and by which way a first step was passed"""

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "provider_name",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("issuer", sa.String(300), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("subject_digest", sa.String(64), nullable=True),
        sa.Column("tied_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_provider_name_user_id_user_account")
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_provider_name")),
        sa.UniqueConstraint("issuer", "name", name=op.f("uq_provider_name_issuer_name")),
    )
    op.add_column(
        "sign_in_step", sa.Column("by_provider", sa.Boolean(), nullable=False, server_default=sa.false())
    )
