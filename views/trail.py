"""What people call the things that records of the trail speak of."""

from collections.abc import Iterable

from db.queries.audit import AuditRow
from db.queries.trail_names import trail_names
from domain.access.permissions import Scope
from domain.words import trail
from domain.words.trail import Names
from views.ask import ask


def names_in(rows: Iterable[AuditRow], scope: Scope) -> Names:
    """Looked up for all of them at once."""
    wanted = {
        thing for row in rows for thing in trail.things(row.subject, row.subject_id, row.before, row.after)
    }
    return ask(trail_names, frozenset(wanted), scope=scope)
