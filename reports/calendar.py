"""A calendar that every client reads (iCalendar, RFC 5545), in the time of NTT."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from domain.look import PRODUCT
from domain.places.province import HERE
from domain.time.calendar import ZONE

MEDIA_TYPE = "text/calendar; charset=utf-8"
_REFRESH = timedelta(hours=4)


@dataclass(frozen=True)
class FeedEntry:
    uid: str
    title: str
    starts: date | datetime
    ends: datetime | None
    place: str
    link: str
    sequence: int


def calendar(entries: Sequence[FeedEntry], *, office: str, now: datetime, sample: bool) -> bytes:
    """Days are whole days; hours are said in its zone, whose rules go along."""
    made = Calendar()
    made.add("prodid", f"-//{PRODUCT}//Kalender//ID")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", f"{PRODUCT}, {office}{' (DATA CONTOH)' if sample else ''}")
    made.add("x-wr-timezone", str(ZONE))
    made.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    for entry in entries:
        made.add_component(_event(entry, now, sample=sample))
    made.add_missing_timezones()
    written: bytes = made.to_ical()
    return written


def _event(entry: FeedEntry, now: datetime, *, sample: bool) -> Event:
    event = Event()
    event.add("uid", f"{entry.uid}@{HERE.slug}")
    event.add("dtstamp", now)
    event.add("sequence", entry.sequence)
    event.add("summary", f"[DATA CONTOH] {entry.title}" if sample else entry.title)
    event.add("url", entry.link)
    event.add("description", entry.link)
    event.add("class", "PRIVATE")
    if entry.place:
        event.add("location", entry.place)
    if isinstance(entry.starts, datetime):
        event.add("dtstart", entry.starts.astimezone(ZONE))
        event.add("dtend", (entry.ends or entry.starts).astimezone(ZONE))
    else:
        event.add("dtstart", entry.starts)
        event.add("dtend", entry.starts + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    return event
