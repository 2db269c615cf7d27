"""decisions: the case that one is about; the register: cases withdrawn, and by stage of restitution"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("decision") as table:
        table.add_column(sa.Column("case_id", sa.Integer(), nullable=True))
        table.create_foreign_key(op.f("fk_decision_case_id_case_record"), "case_record", ["case_id"], ["id"])
        table.create_index(op.f("ix_decision_case_id"), ["case_id"])
    op.create_index("ix_case_record_restitution", "case_record", ["restitution_stage", "reported_on", "id"])
    op.create_index(
        "ix_case_record_withdrawn",
        "case_record",
        ["reported_on", "id"],
        postgresql_where=sa.text("withdrawn_as IS NOT NULL"),
        sqlite_where=sa.text("withdrawn_as IS NOT NULL"),
    )
