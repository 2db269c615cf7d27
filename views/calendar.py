"""A person's calendar as the file that clients fetch."""

from datetime import datetime

from db.queries.calendar import calendar_entries, feed_owner
from domain import addresses
from domain.time.calendar import local_time
from reports.calendar import FeedEntry, calendar
from views.ask import ask, reading_run


def feed(key: str, *, host: str, now: datetime) -> bytes | None:
    """None for an address that is nobody's. ``host`` is where its links lead, with its scheme."""
    with reading_run():
        owner = ask(feed_owner, key, on=local_time(now).date())
        if owner is None:
            return None
        entries = [
            FeedEntry(
                each.uid,
                each.title,
                each.starts,
                each.ends,
                each.place,
                addresses.whole(host, each.address),
                each.sequence,
            )
            for each in ask(
                calendar_entries, scope=owner.scope, now=now, decides_targets=owner.decides_targets
            )
        ]
        return calendar(entries, office=owner.office, now=now, sample=owner.is_demo)
