"""A mail's words, made when it goes out, of what its reader may hear outside of the application."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from db.outbox import InHand
from db.queries.mail import Recipient
from db.queries.notices import NoticeItem, notices_of
from domain import addresses
from domain.meetings.life import MeetingState
from domain.notices.kinds import Matter, NoticeKind, Work
from domain.notices.mail import Purpose
from domain.time.calendar import to_wita
from domain.words import mail as words
from views.ask import ask


@dataclass(frozen=True)
class MailText:
    to: str
    subject: str
    body: str


def letter(mail: InHand, to: Recipient, *, host: str, now: datetime) -> MailText | None:
    """None when nothing is left to say. ``host`` is where people find the application, with its scheme."""
    items = ask(notices_of, mail.user_id, scope=to.scope, now=now)
    chosen = _CHOSEN[mail.purpose](items, mail)
    lines = [
        words.MailLine(
            item.work,
            item.facts.title,
            item.said,
            addresses.whole(host, addresses.told_by(item.id, item.facts.address)),
        )
        for item in sorted(chosen, key=lambda item: list(Work).index(item.work))
    ]
    if not lines:
        return None
    return MailText(
        to.address,
        words.subject(lines, mail.day, mail.purpose, sample=to.is_demo),
        words.body(lines, inbox=addresses.whole(host, addresses.inbox()), sample=to.is_demo),
    )


def _of_the_day(items: Sequence[NoticeItem], _mail: InHand) -> list[NoticeItem]:
    """What waits, read or not, and what was not looked at yet."""
    return [item for item in items if item.work is not Work.KNOW or not item.is_read]


def _of_matter(items: Sequence[NoticeItem], mail: InHand) -> list[NoticeItem]:
    matter, number, _ = mail.once.split(":", 2)
    return [
        item
        for item in items
        if item.kind.row.matter is Matter(matter) and item.matter_id == int(number) and not item.is_read
    ]


def _before_meeting(items: Sequence[NoticeItem], mail: InHand) -> list[NoticeItem]:
    """Of this very day: for what was held meanwhile nobody needs a page."""
    return [
        item
        for item in items
        if item.kind is NoticeKind.MEETING_SHEET
        and item.facts.state == MeetingState.OPEN
        and to_wita(item.told_at).date() == mail.day
        and not item.is_read
    ]


def _after_meeting(items: Sequence[NoticeItem], _mail: InHand) -> list[NoticeItem]:
    return [item for item in items if item.kind is NoticeKind.DECISION_MADE and not item.is_read]


_CHOSEN: dict[Purpose, Callable[[Sequence[NoticeItem], InHand], list[NoticeItem]]] = {
    Purpose.DIGEST: _of_the_day,
    Purpose.URGENT: _of_matter,
    Purpose.BEFORE_MEETING: _before_meeting,
    Purpose.AFTER_MEETING: _after_meeting,
}
"""Of all that its reader was told, what a mail says."""


def is_superseded(mail: InHand, today: date) -> bool:
    """The digest of a day that is over, which the next one says, and the page for a meeting that was held."""
    return mail.purpose in (Purpose.DIGEST, Purpose.BEFORE_MEETING) and mail.day < today
