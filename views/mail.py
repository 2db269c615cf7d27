"""A mail's words, made when it goes out, of what its reader may hear outside of the application."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from db.outbox import InHand
from db.queries.audit import trail_end
from db.queries.mail import News, Recipient, mailed_news
from db.queries.notices import NoticeItem, notices_of
from domain import addresses
from domain.access.permissions import Permission
from domain.access.requests import Invitation
from domain.access.trail import MailedEnd
from domain.notices.kinds import Matter, NoticeKind, Work
from domain.notices.mail import OF_MORNING, Purpose, can_wait, week_of
from domain.time.calendar import local_time
from domain.words import mail as words
from views.ask import ask


@dataclass(frozen=True)
class MailText:
    to: str
    subject: str
    body: str
    says: tuple[News, ...]
    can_wait: bool


def letter(mail: InHand, to: Recipient, *, host: str, now: datetime) -> MailText | None:
    """None when nothing is left to say. ``host`` is where people find the application, with its scheme."""
    items = ask(notices_of, mail.user_id, scope=to.scope, role=to.role, now=now)
    said = ask(mailed_news, mail.user_id, mail.purpose)
    fresh = [item for item in items if not item.is_read and _news(item) not in said]
    chosen = _CHOSEN[mail.purpose](items, fresh, mail)
    lines = [
        words.MailLine(
            item.work,
            item.facts.title,
            item.said,
            addresses.whole(host, addresses.told_by(item.id, item.facts.address)),
        )
        for item in sorted(chosen, key=lambda item: (list(Work).index(item.work), item.due_first))
    ]
    paper = ""
    if to.briefing and mail.purpose in OF_MORNING:
        paper = addresses.whole(host, addresses.Endpoint.BRIEFING)
    trail = _end_of_trail(mail, to, now)
    if not lines and not paper and not (trail and _is_of_week(mail)):
        return None
    today = local_time(now).date()
    day = today if mail.purpose is Purpose.WEEKLY else mail.day
    inbox = addresses.whole(host, addresses.inbox())
    return MailText(
        to.address,
        words.subject(lines, day, mail.purpose, is_paper=bool(paper), sample=to.is_demo),
        words.body(lines, paper=paper, inbox=inbox, trail=trail, sample=to.is_demo),
        tuple(_news(item) for item in chosen),
        can_wait(mail.purpose, {day for item in chosen for day in item.facts.days}, today),
    )


def _end_of_trail(mail: InHand, to: Recipient, now: datetime) -> str:
    """In the mornings of all who read the trail: the more mailboxes keep it, the fewer hold all of them."""
    if mail.purpose not in OF_MORNING or Permission.VIEW_AUDIT not in to.role.row.permissions:
        return ""
    end = ask(trail_end)
    if not end.is_keyed:
        return ""  # made anew in a minute, by whoever may write to the database
    return words.end_of_trail(MailedEnd(end.records, end.head), MailedEnd(end.seals, end.seal_head), now)


def _is_of_week(mail: InHand) -> bool:
    """In which the end of the trail goes out though nothing else is to be said."""
    return mail.purpose is Purpose.WEEKLY or mail.day == week_of(mail.day)


def link_letter(made: Invitation, to: Recipient, *, host: str) -> MailText:
    """The link that sets a password, to an office whose administrator sent it there."""
    address = addresses.whole(host, addresses.invitation(made.key))
    return MailText(
        to.address,
        words.link_subject(made.username, sample=to.is_demo),
        words.link_body(made.display_name, made.username, address, made.expires_at, sample=to.is_demo),
        (),
        can_wait=False,
    )


def _news(item: NoticeItem) -> News:
    return News(item.id, item.edition)


Told = Sequence[NoticeItem]


def _of_the_day(items: Told, fresh: Told, _mail: InHand) -> list[NoticeItem]:
    """What waits, read or not; what is only to be known once, and not of a meeting that has begun."""
    waiting = [item for item in items if item.work is not Work.KNOW]
    return waiting + [item for item in fresh if item.work is Work.KNOW and not item.facts.is_over]


def _nothing_else(_items: Told, _fresh: Told, _mail: InHand) -> list[NoticeItem]:
    """Only the link to the paper: no figure of it leaves the application."""
    return []


def _of_matter(_items: Told, fresh: Told, mail: InHand) -> list[NoticeItem]:
    """Leaves out matters that no longer ask for anything, though they did when they were told."""
    matter, number, _ = mail.once.split(":", 2)
    return [
        item
        for item in fresh
        if item.kind.row.matter is Matter(matter) and item.matter_id == int(number)
        if item.work is not Work.KNOW or item.kind.row.work is Work.KNOW
    ]


def _before_meeting(_items: Told, fresh: Told, mail: InHand) -> list[NoticeItem]:
    """Only today's: nobody needs a page for what was held meanwhile."""
    return [
        item
        for item in fresh
        if item.kind is NoticeKind.MEETING_SHEET
        and not item.facts.is_over
        and local_time(item.told_at).date() == mail.day
    ]


def _after_meeting(_items: Told, fresh: Told, _mail: InHand) -> list[NoticeItem]:
    return [item for item in fresh if item.kind is NoticeKind.DECISION_MADE]


def _meeting_news(_items: Told, fresh: Told, _mail: InHand) -> list[NoticeItem]:
    news = (NoticeKind.MEETING_CHANGED, NoticeKind.MEETING_WITHDRAWN, NoticeKind.MEETING_RENEWED)
    return [item for item in fresh if item.kind in news and not item.facts.is_over]


_CHOSEN: dict[Purpose, Callable[[Told, Told, InHand], list[NoticeItem]]] = {
    Purpose.BRIEFING: _nothing_else,
    Purpose.DIGEST: _of_the_day,
    Purpose.WEEKLY: _of_the_day,
    Purpose.URGENT: _of_matter,
    Purpose.BEFORE_MEETING: _before_meeting,
    Purpose.AFTER_MEETING: _after_meeting,
    Purpose.MEETING_NEWS: _meeting_news,
}
"""Of all that its reader was told, and of what no earlier mail of the kind has said, what a mail says: so two
meetings of a day are in one mail where the second is told before it goes out."""


def is_superseded(mail: InHand, today: date) -> bool:
    """What was for the morning of a day or a week that is over, which the next one says, and the page for a
    meeting that was held."""
    if mail.purpose is Purpose.WEEKLY:
        return week_of(mail.day) < week_of(today)
    return mail.purpose in (Purpose.BRIEFING, Purpose.DIGEST, Purpose.BEFORE_MEETING) and mail.day < today
