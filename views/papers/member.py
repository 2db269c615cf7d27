"""Lembar anggota: what a member of the forum is asked, owes and was decided for him, before a meeting."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from db.backend import now, today
from db.queries.agencies import agency_rows
from db.queries.decisions import decisions_of
from db.queries.histories import commitment_histories, task_histories
from db.queries.meetings import MeetingDetail, MeetingInList, MeetingRow, agenda_of, meeting_list
from db.queries.promises import outcomes_of, promises
from db.queries.seats import SeatRow, seats_on, superiors
from domain.access.agencies import seat_above
from domain.access.errors import NotFound
from domain.access.permissions import Actor, Scope
from domain.commitments.health import Health
from domain.commitments.history import heard_of, turned
from domain.meetings.life import Classification, ItemState, MeetingState, PromiseState
from domain.papers.sealing import PaperKind
from domain.tasks.history import changes
from domain.time import formats
from domain.time.calendar import local_time
from domain.words import labels, papers
from domain.words.papers import shortened
from reports.sheets import PaperSheet, SheetTable, table
from views import reads, tasks
from views.ask import ask
from views.papers import rows
from views.registers import Rated, rated_commitments
from views.tasks import WatchedTask

LONGEST_LINE = 130


@dataclass(frozen=True)
class Member:
    """A seat as it is held on the day of a meeting, with the offices that answer to it."""

    code: str
    title: str
    agency_id: int
    agency: str
    offices: frozenset[str]
    """By their codes."""


def members(meeting: MeetingDetail) -> list[Member]:
    seats = ask(seats_on, local_time(meeting.starts_at).date())
    above, seated = ask(superiors), {seat.agency_id for seat in seats}
    codes: Mapping[int, str] = {row.id: row.code for row in ask(agency_rows)}
    answers_to = {agency: seat_above(agency, above, seated) for agency in above}
    return [
        _member(seat, frozenset(codes[a] for a, top in answers_to.items() if top == seat.agency_id))
        for seat in seats
    ]


def _member(seat: SeatRow, offices: frozenset[str]) -> Member:
    return Member(
        seat.code, seat.title.partition(": ")[2] or seat.title, seat.agency_id, seat.agency, offices
    )


@dataclass(frozen=True)
class MemberLine:
    """A sheet in numbers, as the meeting's page lists it."""

    member: Member
    asked: int
    waiting: int
    owed: int
    is_own: bool


def lines(meeting: MeetingDetail, actor: Actor) -> list[MemberLine]:
    """The reader's own seat first."""
    found = []
    for each in members(meeting):
        asked, waiting, owed, *_ = _sheet(meeting, each, actor).tables
        is_own = actor.is_of(each.agency_id)
        found.append(MemberLine(each, asked.total, waiting.total, owed.total, is_own))
    return sorted(found, key=lambda line: not line.is_own)


def member_sheets(meeting_id: int, seat: str, actor: Actor) -> tuple[MeetingDetail, list[PaperSheet]]:
    """Of one seat, or of all where none is named."""
    meeting = reads.meeting(meeting_id, actor)
    asked = [each for each in members(meeting) if seat in ("", each.code)]
    if not asked:
        raise NotFound(
            "Kursi itu tidak ada pada hari rapat. Pilih dari daftar lembar pada halaman rapat itu."
        )
    return meeting, [_sheet(meeting, each, actor) for each in asked]


def _heard_in(meeting: MeetingDetail, actor: Actor) -> Scope:
    """What a sheet may say: it is handed to a member and lies on the table, whoever printed it. So words of a
    secret meeting are only for the sheets of a secret one, as in the list of its promises."""
    is_secret = meeting.classification is Classification.SECRET
    return Scope(actor.scope.tier, None, False, reads_secrets=is_secret and actor.scope.reads_secrets)


def _sheet(meeting: MeetingDetail, member: Member, actor: Actor) -> PaperSheet:
    on, scope = today(), _heard_in(meeting, actor)
    last = _last_before(meeting, scope)
    watched = tasks.watched(scope)
    own = [task for task in watched if task.row.owner_code in member.offices]
    held = [each for each in rated_commitments(scope) if each[0].owner_code in member.offices]
    owed = _owed(meeting, member, last)
    overdue = [each for each in held if each[1] in (Health.OVERDUE, Health.SILENT)]
    asked = _asked(meeting, member)
    waiting = rows.waiting(watched, member.offices)
    when = local_time(meeting.starts_at)
    return rows.sheet(
        PaperKind.MEMBER_SHEET,
        member.title,
        papers.of_member(asked=asked.total, waiting=waiting.total, owed=owed.total, overdue=len(overdue)),
        actor,
        facts=(
            ("Rapat", meeting.title),
            ("Waktu", f"{formats.day_and_date(when.date())}, {formats.clock_time(meeting.starts_at)}"),
            ("Tempat", meeting.place),
        ),
        tables=(
            asked,
            waiting,
            owed,
            rows.of_commitments(
                overdue,
                on,
                "Komitmen yang tertinggal",
                names_owner=True,
                empty="Tidak ada komitmen yang lewat tenggat atau menunggak.",
            ),
            _decided(member, last, scope),
            _since(own, held, last),
        ),
    )


def _last_before(meeting: MeetingDetail, scope: Scope) -> MeetingInList | None:
    """The last closed meeting before this one that may be told of."""
    found = [
        row
        for row in ask(meeting_list, scope=scope)
        if row.state is MeetingState.CLOSED
        and not row.is_withheld
        and row.id != meeting.id
        and row.held_at < meeting.starts_at
    ]
    return max(found, key=lambda row: row.held_at, default=None)


def _asked(meeting: MeetingDetail, member: Member) -> SheetTable:
    """The points of the agenda that name one of its offices, in the order of the meeting."""
    items = [each for each in ask(agenda_of, meeting.id) if each.state is not ItemState.DROPPED]
    return table(
        "Diminta dalam rapat ini",
        (("Butir", 12), ("Apa dan mengapa", 0), ("Keadaan", 36), ("Kantor", 32)),
        [
            (
                str(each.position),
                shortened(f"{each.title}. {each.reason}", LONGEST_LINE),
                each.rule.label,
                shortened(each.agency or "", rows.LONGEST_NAME),
            )
            for each in items
            if each.agency_code in member.offices
        ],
        where="pada agenda rapat",
        empty="Tidak ada butir agenda yang menyangkut kantor ini."
        if items
        else "Agenda rapat ini belum disusun.",
    )


def _owed(meeting: MeetingDetail, member: Member, last: MeetingInList | None) -> SheetTable:
    """Of what earlier meetings decided: late, or never answered."""
    if last is None:
        return rows.of_promises((), "Janji yang belum ditepati", empty="Belum ada rapat yang ditutup.")
    held = MeetingRow(last.id, last.title, last.starts_at, last.place, last.is_demo, last.started_at)
    promised = ask(promises, held, on=today(), told_in=meeting.classification)
    missed = (PromiseState.LATE, PromiseState.NO_ANSWER)
    return rows.of_promises(
        [each for each in promised if each.owner_code in member.offices and each.promise in missed],
        "Janji yang belum ditepati",
        empty="Semua janji yang jatuh tempo ditepati, atau belum ada yang jatuh tempo.",
    )


def _decided(member: Member, last: MeetingInList | None, scope: Scope) -> SheetTable:
    title = f"Diputuskan {formats.day_and_month(local_time(last.held_at).date())}" if last else "Diputuskan"
    found = list(_decisions(member, last, scope)) if last else []
    return table(
        title,
        (("Nomor", 22), ("Keputusan", 0), ("Tenggat", 28), ("Kini", 46)),
        found,
        where="pada rapat itu",
        empty="Tidak ada keputusan rapat terakhir untuk kantor ini."
        if last
        else "Belum ada rapat yang ditutup.",
    )


def _decisions(member: Member, last: MeetingInList, scope: Scope) -> Iterator[tuple[str, ...]]:
    became = ask(outcomes_of, last.id, on=today())
    for each in ask(decisions_of, last.id, scope=scope):
        if each.is_struck or each.owner_code not in member.offices:
            continue
        told = Counter(
            formats.uncapitalised(row.promise.row.label if row.promise else labels.TASK_STATES[row.state])
            for row in became
            if row.decision_id == each.id
        )
        yield (
            each.label,
            shortened(each.text, LONGEST_LINE),
            formats.short_date(each.due_on) if each.due_on else "–",
            ", ".join(f"{formats.number(count)} {word}" for word, count in told.items()) or "tanpa tugas",
        )


def _since(own: list[WatchedTask], held: list[Rated], last: MeetingInList | None) -> SheetTable:
    """Every task that came to another state, and every commitment that was reported on or judged."""
    return table(
        f"Sejak rapat {formats.day_and_month(local_time(last.held_at).date())}"
        if last
        else "Sejak rapat terakhir",
        (("Kode", 17), ("Apa", 0), ("Menjadi", 60)),
        list(_moves(own, held, last.held_at)) if last else [],
        where="di layar Tugas dan Komitmen",
        empty=papers.NOTHING_CHANGED if last else "Belum ada rapat yang ditutup.",
    )


def _moves(own: list[WatchedTask], held: list[Rated], since: datetime) -> Iterator[tuple[str, ...]]:
    moment = now()
    titles = {task.row.code: task.row.title for task in own} | {row.code: row.title for row, _ in held}
    histories = [each for each in ask(task_histories) if each.code in titles]
    commitments = [each for each in ask(commitment_histories) if each.code in titles]
    reported, judged = heard_of(commitments, since, moment)
    moved = changes(histories, since, moment)
    told = [(codes, labels.TASK_STATES[state].lower()) for state, codes in moved.moved.items()]
    told += [(codes, health.label_within) for health, codes in turned(commitments, since, moment).items()]
    told += [(tuple(judged), "diputus verifikator"), (tuple(reported), "melapor")]
    known = {code for codes, _ in told for code in codes}
    told += [(tuple(code for code in moved.proposed if code not in known), "diusulkan")]
    for codes, word in told:
        for code in codes:
            yield code, shortened(titles[code], rows.LONGEST_TITLE), word
