"""checks of cases: what SQLite asks of each row of a register takes it half the time"""

from db.migrations.checks import rebuilt

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("case_record", "case_step", "case_flag"):
        with rebuilt(table):
            pass
