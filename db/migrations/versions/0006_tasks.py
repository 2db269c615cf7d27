"""tasks: who proposed them, offers, progress, escalations, and the joint leave days"""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_BEFORE = (
    "proposed",
    "accepted",
    "countered",
    "declined",
    "in_progress",
    "blocked",
    "claimed_done",
    "verified",
    "returned",
)
_CLASSES = ("emergency", "urgent", "ordinary")
_ORIGINS = ("region", "commitment", "decision", "case", "figure_conflict", "by_hand")
_NOW = (*_BEFORE[:4], "withdrawn", *_BEFORE[4:])

_SOURCE = "pustaka holidays 0.109 (cuti bersama)"
_JOINT_LEAVE = (
    ("2025-01-28", "Cuti Bersama Tahun Baru Imlek"),
    ("2025-03-28", "Cuti Bersama Hari Suci Nyepi"),
    ("2025-04-02", "Cuti Bersama Hari Raya Idul Fitri"),
    ("2025-04-03", "Cuti Bersama Hari Raya Idul Fitri"),
    ("2025-04-04", "Cuti Bersama Hari Raya Idul Fitri"),
    ("2025-04-07", "Cuti Bersama Hari Raya Idul Fitri"),
    ("2025-05-13", "Cuti Bersama Hari Raya Waisak"),
    ("2025-05-30", "Cuti Bersama Kenaikan Yesus Kristus"),
    ("2025-06-09", "Cuti Bersama Hari Raya Idul Adha"),
    ("2025-08-18", "Cuti Bersama Hari Kemerdekaan Republik Indonesia"),
    ("2025-12-26", "Cuti Bersama Hari Raya Natal"),
    ("2026-02-16", "Cuti Bersama Tahun Baru Imlek"),
    ("2026-03-18", "Cuti Bersama Hari Suci Nyepi"),
    ("2026-03-20", "Cuti Bersama Hari Raya Idul Fitri"),
    ("2026-03-23", "Cuti Bersama Hari Raya Idul Fitri"),
    ("2026-03-24", "Cuti Bersama Hari Raya Idul Fitri"),
    ("2026-05-15", "Cuti Bersama Kenaikan Yesus Kristus"),
    ("2026-05-28", "Cuti Bersama Hari Raya Idul Adha"),
    ("2026-12-24", "Cuti Bersama Hari Raya Natal"),
    ("2027-02-05", "Cuti Bersama Tahun Baru Imlek"),
    ("2027-03-09", "Cuti Bersama Hari Raya Idul Fitri"),
    ("2027-03-12", "Cuti Bersama Hari Raya Idul Fitri"),
    ("2027-03-15", "Cuti Bersama Hari Raya Idul Fitri"),
    ("2027-03-25", "Cuti Bersama Wafat Yesus Kristus"),
    ("2027-05-18", "Cuti Bersama Hari Raya Idul Adha"),
    ("2027-05-19", "Cuti Bersama Hari Raya Waisak"),
    ("2027-12-24", "Cuti Bersama Hari Raya Natal"),
)


def upgrade() -> None:
    with op.batch_alter_table("task") as batch:
        batch.add_column(sa.Column("proposer_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("countered_terms", sa.Text(), nullable=False, server_default=""))
        batch.add_column(sa.Column("progress", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("evidence", sa.Text(), nullable=False, server_default=""))
        batch.add_column(sa.Column("moved_at", sa.DateTime(timezone=True), nullable=True))
    _fill_from_history()
    rebuilt = op.get_bind().dialect.name == "sqlite"
    with op.batch_alter_table("task") as batch:
        if rebuilt:
            # A rebuilt table keeps no check that is not named again.
            batch.create_check_constraint(
                batch.f("ck_task_task_class"), sa.column("task_class").in_(_CLASSES)
            )
            batch.create_check_constraint(batch.f("ck_task_task_origin"), sa.column("origin").in_(_ORIGINS))
        else:
            batch.drop_constraint(batch.f("ck_task_task_state"), type_="check")
        batch.create_check_constraint(batch.f("ck_task_task_state"), sa.column("state").in_(_NOW))
        batch.create_check_constraint(batch.f("ck_task_progress"), "progress BETWEEN 0 AND 100")
        batch.alter_column("proposer_id", existing_type=sa.Integer(), nullable=False)
        batch.alter_column("moved_at", existing_type=sa.DateTime(timezone=True), nullable=False)
        batch.alter_column("countered_terms", existing_type=sa.Text(), server_default=None)
        batch.alter_column("evidence", existing_type=sa.Text(), server_default=None)
        batch.create_foreign_key(batch.f("fk_task_proposer_id_agency"), "agency", ["proposer_id"], ["id"])
        batch.create_index(batch.f("ix_task_proposer_id"), ["proposer_id"], unique=False)
        batch.create_index(batch.f("ix_task_helper_id"), ["helper_id"], unique=False)
    with op.batch_alter_table("task_step", recreate="always" if rebuilt else "never") as batch:
        if not rebuilt:
            batch.drop_constraint(batch.f("ck_task_step_task_state"), type_="check")
        batch.create_check_constraint(batch.f("ck_task_step_task_state"), sa.column("state").in_(_NOW))
    op.create_table(
        "escalation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column(
            "cause",
            sa.Enum(
                "no_answer",
                "declined",
                "overdue",
                name="escalation_cause",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("missed_on", sa.Date(), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "reminder",
                "superior",
                "forum",
                name="escalation_step",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("to_agency_id", sa.Integer(), nullable=True),
        sa.Column("letter_number", sa.String(length=60), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_escalation_agency_id_agency")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_escalation_task_id_task")),
        sa.ForeignKeyConstraint(
            ["to_agency_id"], ["agency.id"], name=op.f("fk_escalation_to_agency_id_agency")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escalation")),
        sa.UniqueConstraint(
            "task_id", "missed_on", "step", name=op.f("uq_escalation_task_id_missed_on_step")
        ),
    )
    leave = op.create_table(
        "joint_leave",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("source", sa.String(length=160), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_joint_leave")),
    )
    op.bulk_insert(
        leave,
        [{"day": date.fromisoformat(day), "name": name, "source": _SOURCE} for day, name in _JOINT_LEAVE],
    )


def _fill_from_history() -> None:
    """The first step says who proposed a task and the last one since when it stands as it does."""
    op.execute(
        """
        UPDATE task SET
          proposer_id = COALESCE(
            (SELECT s.agency_id FROM task_step s WHERE s.task_id = task.id ORDER BY s.at, s.id LIMIT 1),
            (SELECT a.id FROM agency a WHERE a.code = 'setda'),
            owner_id),
          moved_at = COALESCE(
            (SELECT s.at FROM task_step s WHERE s.task_id = task.id ORDER BY s.at DESC, s.id DESC LIMIT 1),
            proposed_at)
        """
    )
