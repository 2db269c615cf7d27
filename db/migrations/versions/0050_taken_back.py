"""taken back: referrals end with their case; flags, steps, activities and reports of teams can be undone"""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

_STATES = "state IN ('sent', 'accepted', 'refused', 'done', 'ended')"
_ENDED = sa.text(
    "UPDATE case_referral SET state = 'ended', version = version + 1, ended_at ="
    " COALESCE((SELECT MAX(case_change.at) FROM case_change WHERE case_change.case_id = case_referral.case_id"
    " AND case_change.after LIKE '%withdrawn_as%'), sent_at)"
    " WHERE state IN ('sent', 'accepted')"
    " AND case_id IN (SELECT id FROM case_record WHERE withdrawn_as IS NOT NULL)"
)
"""What was asked of a case that was withdrawn since waits for nobody."""


def upgrade() -> None:
    with op.batch_alter_table("case_referral") as batch:
        batch.add_column(sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True))
        batch.drop_constraint(op.f("ck_case_referral_referral_state"), type_="check")
        batch.create_check_constraint(op.f("ck_case_referral_referral_state"), _STATES)
    op.execute(_ENDED)
    with op.batch_alter_table("conflict_explanation") as batch:
        batch.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        batch.add_column(sa.Column("reopened_at", sa.DateTime(timezone=True), nullable=True))
    for table in ("case_flag", "case_step"):
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True))
    for table in ("village_team", "outreach_activity"):
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True))
            batch.add_column(sa.Column("verdict_notes", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("outreach_activity") as batch:
        batch.add_column(sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
