"""Papers put together only when somebody asks for them."""

from collections.abc import Callable, Sequence

from db.backend import now, today
from db.queries.minutes import Sealed, amendments_of, minutes_of
from domain import addresses
from domain.access.permissions import ROOM, Actor
from domain.time.calendar import local_time
from reports import follow_up_paper, minutes, qr, sheets
from reports.follow_up_paper import FollowUpPaper
from reports.sheets import PaperSheet
from views.ask import ask
from views.paper_file import File, day_of
from views.papers import agency, declaration, member, region


def minutes_file(meeting_id: int, sealed: Sealed | None, *, base: str, outcomes: bool) -> Callable[[], bytes]:
    """The minutes as they were sealed; before closing, a draft of what they would be."""

    def make() -> bytes:
        if sealed is None:
            draft = ask(minutes_of, meeting_id, on=today())
            return minutes.document(draft, now(), seal=None, with_outcomes=outcomes)
        address = base + addresses.seal(sealed.code)
        return minutes.document(
            sealed.minutes,
            now(),
            seal=minutes.Seal(sealed.code, sealed.sealed_at, qr.square(address)),
            amendments=[
                minutes.Addendum(each.text, each.reason, each.at)
                for each in ask(amendments_of, meeting_id, scope=ROOM.scope)
            ],
            with_outcomes=outcomes,
        )

    return make


def of_agency(code: str, actor: Actor) -> File:
    return _of_sheets(f"lembar-{code}", [agency.agency_sheet(code, actor)])


def of_region(code: str, actor: Actor) -> File:
    return _of_sheets(f"lembar-{code}", [region.region_sheet(code, actor)])


def of_members(meeting_id: int, seat: str, actor: Actor) -> File:
    """For one seat, or for all if none is named."""
    meeting, drawn = member.member_sheets(meeting_id, seat, actor)
    name = f"lembar-rapat-{local_time(meeting.starts_at).date()}"
    return File(f"{name}-{seat}" if seat else name, drawn, lambda seals: sheets.document(drawn, seals))


def of_declaration(actor: Actor) -> File:
    return _of_sheets("kemajuan-deklarasi", [declaration.declaration_sheet(actor)])


def of_follow_up(drawn: FollowUpPaper) -> File:
    return File(
        f"matriks-tindak-lanjut-{day_of(drawn.now)}",
        [drawn],
        lambda seals: follow_up_paper.document(drawn, seals[0]),
    )


def _of_sheets(name: str, drawn: Sequence[PaperSheet]) -> File:
    return File(f"{name}-{day_of(drawn[0].now)}", drawn, lambda seals: sheets.document(drawn, seals))
