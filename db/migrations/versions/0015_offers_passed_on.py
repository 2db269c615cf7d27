"""offers passed on: an agreed counter that named another agency was written down as withdrawn"""

from alembic import op

from db.migrations.checks import allow

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_STATES = ("proposed", "accepted", "countered", "declined", "withdrawn", "passed_on")


def upgrade() -> None:
    allow("ownership_offer", "state", "offer_state", _STATES)
    # Agreeing made the proposal to the other agency at the same moment.
    op.execute(
        "UPDATE ownership_offer SET state = 'passed_on' WHERE state = 'withdrawn' AND EXISTS ("
        "SELECT 1 FROM ownership_offer AS following "
        "WHERE following.commitment_id = ownership_offer.commitment_id "
        "AND following.agency_id = ownership_offer.countered_agency_id "
        "AND following.proposed_at = ownership_offer.settled_at)"
    )
