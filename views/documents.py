"""Reports built from reads, made only when somebody asks for the file."""

from collections.abc import Callable

from db.queries.minutes import Sealed, amendments_of, minutes_of
from domain import addresses
from domain.papers.requests import IssuePaper
from domain.papers.sealing import PaperKind
from reports import briefing, minutes, qr
from views.ask import ask


def minutes_file(meeting_id: int, sealed: Sealed | None, *, base: str, outcomes: bool) -> Callable[[], bytes]:
    """The minutes as they were sealed; before closing, a draft of what they would be."""

    def make() -> bytes:
        if sealed is None:
            return minutes.document(ask(minutes_of, meeting_id), seal=None, with_outcomes=outcomes)
        address = base + addresses.seal(sealed.code)
        return minutes.document(
            sealed.minutes,
            seal=minutes.Seal(sealed.code, sealed.sealed_at, qr.square(address)),
            amendments=[
                minutes.Addendum(each.text, each.reason, each.at) for each in ask(amendments_of, meeting_id)
            ],
            with_outcomes=outcomes,
        )

    return make


def briefing_request(drawn: briefing.Briefing) -> IssuePaper:
    """What goes on record before the paper leaves."""
    return IssuePaper(PaperKind.BRIEFING, drawn.digest, drawn.revision, drawn.headline)


def briefing_paper(drawn: briefing.Briefing, code: str, *, base: str) -> bytes:
    """Two pages, with the code under which they stand on record."""
    address = addresses.whole(base, addresses.paper(code))
    return briefing.document(drawn, briefing.PaperSeal(code, qr.square(address)))
