"""A mail's words, made when it goes out, of what its reader may hear outside of the application."""

from dataclasses import dataclass
from datetime import date, datetime

from db.outbox import InHand
from db.queries.mail import Recipient
from db.queries.notices import NoticeItem, notices_of
from domain import addresses
from domain.notices.kinds import Matter, Work
from domain.notices.mail import Purpose
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
    urgent = mail.purpose is Purpose.URGENT
    chosen = [item for item in items if _of_matter(item, mail)] if urgent else _of_the_day(items)
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
        words.subject(lines, mail.day, urgent=urgent, sample=to.is_demo),
        words.body(lines, inbox=addresses.whole(host, addresses.inbox()), sample=to.is_demo),
    )


def _of_the_day(items: tuple[NoticeItem, ...]) -> list[NoticeItem]:
    """What waits, read or not, and what was not looked at yet."""
    return [item for item in items if item.work is not Work.KNOW or not item.is_read]


def _of_matter(item: NoticeItem, mail: InHand) -> bool:
    matter, number, _ = mail.once.split(":", 2)
    return item.kind.row.matter is Matter(matter) and item.matter_id == int(number) and not item.is_read


def is_superseded(mail: InHand, today: date) -> bool:
    """The digest of a day that is over: what it would have said stands in the next one."""
    return mail.purpose is Purpose.DIGEST and mail.day < today
