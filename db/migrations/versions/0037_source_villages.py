"""source villages: the kantong desa that somebody's list names, which village teams are held against"""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "source_village",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("village_code", sa.String(length=13), nullable=False),
        sa.Column("source", sa.String(length=160), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("recorder_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_source_village_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["recorder_id"], ["user_account.id"], name=op.f("fk_source_village_recorder_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["village_code"], ["region.code"], name=op.f("fk_source_village_village_code_region")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_village")),
    )
    op.create_index(op.f("ix_source_village_village_code"), "source_village", ["village_code"])
    is_listed = sa.text("withdrawn_at IS NULL")
    op.create_index(
        "uq_source_village_listed",
        "source_village",
        ["village_code"],
        unique=True,
        sqlite_where=is_listed,
        postgresql_where=is_listed,
    )
