"""planned moves: those that are open name the agency that stands, however often theirs was merged"""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

_LEAD_ON = sa.text(
    "UPDATE planned_move SET agency_id ="
    " (SELECT merged_into_id FROM agency WHERE agency.id = planned_move.agency_id)"
    " WHERE cancelled_at IS NULL AND carried_out_at IS NULL"
    " AND agency_id IN (SELECT id FROM agency WHERE merged_into_id IS NOT NULL)"
)


def upgrade() -> None:
    while op.get_bind().execute(_LEAD_ON).rowcount:
        pass
