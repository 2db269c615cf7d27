"""imports: deliveries, what was read of each, the rows a batch wrote, and what each source means"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

KINDS = (
    "cases",
    "placements",
    "deaths",
    "deportations",
    "figures",
    "commitments",
    "services",
    "village-teams",
    "activities",
    "accounts",
    "agencies",
)
STATES = ("reading", "waiting", "refused", "stored", "undone", "discarded")
MOMENT = sa.DateTime(timezone=True)


def _kind() -> sa.Column[str]:
    return sa.Column(
        "kind",
        sa.Enum(*KINDS, name="import_kind", native_enum=False, create_constraint=True, length=40),
        nullable=False,
    )


def upgrade() -> None:
    op.create_table(
        "import_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        _kind(),
        sa.Column("source", sa.String(length=120), nullable=False),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("file_name", sa.String(length=120), nullable=False),
        sa.Column("format", sa.String(length=20), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(*STATES, name="import_state", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("sender_id", sa.Integer(), nullable=True),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("refusal", sa.Text(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("decisions", sa.Text(), nullable=False),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("questions", "doubts", "read_values", "left_out")
        ),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("stored_at", MOMENT, nullable=True),
        *(
            sa.Column(f"{name}_rows", sa.Integer(), nullable=False)
            for name in ("new", "changed", "withdrawn", "same", "back")
        ),
        sa.Column("undone_at", MOMENT, nullable=True),
        sa.Column("undoing", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_import_batch_agency_id_agency")),
        sa.ForeignKeyConstraint(
            ["sender_id"], ["user_account.id"], name=op.f("fk_import_batch_sender_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
    )
    op.create_index("ix_import_batch_sha256", "import_batch", ["sha256"])
    op.create_table(
        "import_reading",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_import_reading_batch_id_import_batch")
        ),
        sa.PrimaryKeyConstraint("batch_id", name=op.f("pk_import_reading")),
    )
    op.create_table(
        "imported_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(length=40), nullable=False),
        sa.Column("row_key", sa.String(length=20), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_imported_row_batch_id_import_batch")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported_row")),
    )
    op.create_index("ix_imported_row_batch_id", "imported_row", ["batch_id"])
    op.create_index("ix_imported_row_table_name", "imported_row", ["table_name", "row_key"])
    op.create_table(
        "import_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        _kind(),
        sa.Column("source", sa.String(length=120), nullable=False),
        sa.Column("question", sa.String(length=60), nullable=False),
        sa.Column("answer", sa.String(length=60), nullable=False),
        sa.Column("answered_at", MOMENT, nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_answer")),
        sa.UniqueConstraint("kind", "source", "question", name=op.f("uq_import_answer_kind_source_question")),
    )
