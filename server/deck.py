"""The slides of a meeting, made of nothing that the room may not see.

Whoever is signed in beside the screen, every question here is asked as ``ROOM``: the tier of the shared
screen, no case, no draft. What people typed passes ``Room``. So neither the page nor any message
can hold more, however it is read.

A slide is made of rows, which closing locks, and of facts that move on (``views/wall.py``), which closing
keeps: so the slides of a closed meeting say for ever what they said when it was closed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from markupsafe import Markup

from components.meetings.hot import hot_facts
from db.queries import decisions, meetings, minutes, promises, regions
from db.queries.decisions import DecidedRow
from db.queries.meetings import AttendanceRow, ItemRow, MeetingDetail
from domain import addresses
from domain.access.errors import NotFound
from domain.access.permissions import ROOM
from domain.attention.table import AttentionRule
from domain.meetings.agenda import sums_up
from domain.meetings.life import ItemState, MeetingState, PromiseState, waited_words
from domain.meetings.minutes import Followed
from domain.meetings.public_text import Room
from domain.meetings.wall import Fact, HotFacts, HotRegion, PromiseRow, ToScan, WallFacts
from domain.places.regions import short_name
from domain.time import formats, lateness
from domain.time.calendar import local_time
from reports import qr
from views import wall
from views.ask import ask, once

MOST_PROMISES = 4
MOST_LINES = 7
MOST_DECISIONS = 5
MOST_AGENCIES = 12


@dataclass(frozen=True)
class Code:
    """A picture to scan, and what it leads to."""

    picture: Markup
    what: str
    hint: str


@dataclass(frozen=True)
class PromiseColumn:
    """One fate of the promises: how many, and the first few."""

    tone: str
    symbol: str
    label: str
    count: int
    rows: tuple[tuple[str, str], ...]
    more: str
    code: Code | None = None
    apart: str = ""
    """Of how many the headline does not speak, because they are not due."""


@dataclass(frozen=True)
class Bar:
    agency: str
    kept: int
    due: int

    @property
    def share(self) -> int:
        return round(100 * self.kept / self.due)


@dataclass(frozen=True)
class AgendaLine:
    number: int
    rule: AttentionRule
    title: str
    owner: str
    waited: str
    done: bool


@dataclass(frozen=True)
class SlideDecision:
    """A decision as the wall shows it."""

    number: str
    text: str
    detail: str
    struck: str = ""
    """Why it was struck out."""


@dataclass(frozen=True)
class Slide:
    """One message. ``kind`` names its template; what is not of that kind stays empty."""

    id: str
    kind: str
    name: str
    """What the slide before it announces."""
    headline: str
    foot: str
    columns: tuple[PromiseColumn, ...] = ()
    bars: tuple[Bar, ...] = ()
    lines: tuple[AgendaLine, ...] = ()
    label: str = ""
    tone: str = ""
    rule: AttentionRule | None = None
    """Why a point is on the agenda: its words, colour and icon."""
    text: str = ""
    facts: tuple[Fact, ...] = ()
    proposal: str = ""
    """The decision that the point's rule suggests; nobody has taken it."""
    decisions: tuple[SlideDecision, ...] = ()
    code: Code | None = None
    item: ItemRow | None = None
    drawing: Markup | None = None
    legend: tuple[tuple[str, str], ...] = ()
    regions: tuple[HotRegion, ...] = ()
    why: str = ""
    note: str = ""


@dataclass(frozen=True)
class Deck:
    meeting: MeetingDetail
    slides: tuple[Slide, ...]
    as_of: datetime
    elapsed: int | None
    """Seconds since the meeting began, by the server's clock; its end once it is closed."""
    next_number: str

    @property
    def name(self) -> str:
        """The meeting's title up to its subject: what fits into the head of a slide."""
        return self.meeting.title.split(":")[0]

    @property
    def day(self) -> str:
        return formats.day_and_date(self.meeting.took_place_on)


def deck(meeting_id: int, *, now: datetime, base: str) -> Deck:
    """Every slide of a meeting as it is at this moment, and of a closed one as it was at its closing.

    ``base`` is where phones find us.
    """
    meeting = ask(meetings.meeting_detail, meeting_id)
    if meeting is None:
        raise NotFound("Rapat itu tidak ada. Pilih dari daftar Rapat.")
    agenda: Sequence[ItemRow] = ask(meetings.agenda_of, meeting_id)
    decided: Sequence[DecidedRow] = ask(decisions.decisions_of, meeting_id, scope=ROOM.scope)
    room = once(_room)
    sealed = ask(minutes.seal_of, meeting_id) if meeting.state is MeetingState.CLOSED else None
    if sealed is not None:
        agenda, decided = _points_as_sealed(agenda, sealed), _decisions_as_sealed(decided, sealed)
    items = [item for item in agenda if item.state is not ItemState.DROPPED]
    facts = with_map(wall.wall_facts(meeting, now)) if sealed is None else wall.wall_facts(meeting, now)
    as_of = meeting.closed_at or now
    stamp = (
        f"keadaan saat ditutup, {formats.moment(as_of)}" if sealed else f"data s.d. {formats.clock_time(now)}"
    )
    slides: list[Slide] = []
    if meeting.state in {MeetingState.DRAFT, MeetingState.OPEN}:
        slides.append(_opening(room, meeting, items, stamp))
    slides += _followed_up(room, facts, sealed, stamp, base)
    slides.append(_agenda(room, meeting, items, facts, stamp))
    slides += [_item(room, item, decided, facts, stamp, base) for item in items]
    if facts.hot is not None:
        slides.append(_hotspots(facts.hot))
    slides.append(_decisions(room, decided, stamp))
    attended = ask(meetings.attendance_of, meeting_id) if sealed is None else ()
    slides.append(_closing(meeting, items, decided, attended, sealed, stamp, base))
    year = local_time(meeting.held_at).year
    ends = meeting.ended_at or as_of
    return Deck(
        meeting=meeting,
        slides=tuple(slides),
        as_of=as_of,
        elapsed=max(int((ends - meeting.started_at).total_seconds()), 0) if meeting.started_at else None,
        next_number=f"{ask(meetings.next_number, year)}/{year}",
    )


def facts_to_keep(meeting_id: int, now: datetime) -> WallFacts:
    """What the wall says as its meeting is being closed."""
    meeting = ask(meetings.meeting_detail, meeting_id)
    if meeting is None:
        raise NotFound("Rapat itu tidak ada. Pilih dari daftar Rapat.")
    return with_map(wall.facts_now(meeting, now))


def with_map(facts: WallFacts) -> WallFacts:
    return replace(facts, hot=hot_facts(*wall.hot_view()))


def _points_as_sealed(agenda: Sequence[ItemRow], sealed: minutes.Sealed) -> list[ItemRow]:
    """With the names that the offices had at the closing; the rows themselves are locked."""
    if len(agenda) != len(sealed.minutes.agenda):
        return list(agenda)  # tampered with, which the seal's own page says; a wall still shows something
    points = zip(agenda, sealed.minutes.agenda, strict=True)
    return [replace(item, agency=point.agency or None) for item, point in points]


def _decisions_as_sealed(decided: Sequence[DecidedRow], sealed: minutes.Sealed) -> list[DecidedRow]:
    """With the tasks as of the closing: later one may be withdrawn, or another be made."""
    then = {each.number: each for each in sealed.minutes.decisions}
    return [
        replace(row, owner=then[row.label].owner or None, task_codes=then[row.label].tasks)
        if row.label in then
        else row
        for row in decided
    ]


def _room() -> Room:
    return Room(ask(regions.small_places))


def _count(number: int) -> str:
    return formats.capitalised(formats.in_words(number))


def _code(base: str, address: str, what: str, hint: str = ToScan.hint) -> Code:
    return Code(qr.qr(base + address, f"Kode QR: {what}"), what, hint)


def _opening(room: Room, meeting: MeetingDetail, items: Sequence[ItemRow], stamp: str) -> Slide:
    day = formats.day_and_date(local_time(meeting.starts_at).date())
    begins = f"{day}, {formats.clock_time(meeting.starts_at)}"
    return Slide(
        "pembuka",
        "pembuka",
        "Pembuka",
        room.say(meeting.title),
        f"Semua instansi · {stamp}",
        facts=(
            Fact("Waktu", begins),
            Fact("Tempat", room.say(meeting.place)),
            Fact("Pimpinan", room.say(meeting.chair) or formats.NOT_SET),
            Fact("Agenda", f"{formats.number(len(items))} butir" if items else "belum disusun"),
        ),
        note="Rapat belum dimulai.",
    )


def _followed_up(
    room: Room, facts: WallFacts, sealed: minutes.Sealed | None, stamp: str, base: str
) -> list[Slide]:
    """What became of the last meeting's promises, and the minutes' own account where no snapshot was kept."""
    if facts.last_on is not None:
        return _promises(room, facts.promised, facts.last_on, stamp, base)
    followed = sealed.minutes.followed if sealed else None
    return [_by_the_minutes(followed, stamp)] if followed else []


def _by_the_minutes(followed: Followed, stamp: str) -> Slide:
    day = formats.day_and_month(date.fromisoformat(followed.meeting_on))
    due = followed.kept + followed.late + followed.no_answer
    return Slide(
        "janji",
        "instansi" if followed.agencies else "kosong",
        "Janji rapat lalu",
        _kept_of(followed.kept, due, day),
        f"Ditepati dari yang jatuh tempo, menurut notulen · {stamp}",
        bars=tuple(Bar(*each) for each in followed.agencies[:MOST_AGENCIES]),
        note=f"{formats.number(followed.late)} terlambat, "
        f"{formats.number(followed.no_answer)} tanpa jawaban.",
    )


def _kept_of(kept: int, due: int, day: str) -> str:
    if not due:
        return f"Belum ada janji sampai rapat {day} yang jatuh tempo"
    kept_words = _count(kept) if kept else "Tidak satu pun"
    return f"{kept_words} dari {formats.in_words(due)} janji sampai rapat {day} ditepati"


def _promises(
    room: Room, promised: Sequence[PromiseRow], last_on: date, stamp: str, base: str
) -> list[Slide]:
    day = formats.day_and_month(last_on)
    total = promises.score_of(promised)
    waiting = sum(not row.is_due for row in promised)
    if not promised:
        return [
            Slide(
                "janji",
                "kosong",
                "Janji rapat lalu",
                f"Rapat {day} tidak meninggalkan janji yang jatuh tempo",
                f"Semua instansi · {stamp}",
                note="Keputusan yang menjadi tugas akan tampil di sini.",
            )
        ]
    headline = _kept_of(total.kept, total.due, day)
    percent = (
        f"skor {formats.number(total.percent or 0)} % (n = {total.due})" if total.due else "belum ada skor"
    )
    rest = f" · {formats.number(waiting)} belum jatuh tempo" if waiting else ""
    answer = _code(base, addresses.tasks(state="jawaban"), "Jawab dari ponsel")
    slides = [
        Slide(
            "janji",
            "janji",
            "Janji rapat lalu",
            headline,
            f"Semua instansi · {percent}{rest} · {stamp}",
            columns=(
                _column(room, promised, PromiseState.LATE, "late", "event_busy", "Terlambat"),
                _column(
                    room,
                    promised,
                    PromiseState.NO_ANSWER,
                    "silent",
                    "volume_off",
                    "Tanpa jawaban",
                    Code(answer.picture, answer.what, "Layar ikut berubah sendiri."),
                ),
                _column(room, promised, PromiseState.KEPT, "kept", "verified", "Ditepati"),
            ),
        )
    ]
    rated = [Bar(agency, each.kept, each.due) for agency, each in promises.scores(promised) if each.due]
    if rated:
        whole = sum(bar.kept == bar.due for bar in rated)
        slides.append(
            Slide(
                "janji-instansi",
                "instansi",
                "Janji per instansi",
                f"{_count(whole)} dari {formats.in_words(len(rated))} instansi menepati semua janjinya"
                if whole
                else "Belum ada instansi yang menepati semua janjinya",
                f"Ditepati dari yang jatuh tempo, rapat {day} · {stamp}",
                bars=tuple(rated[:MOST_AGENCIES]),
                note=f"{len(rated) - MOST_AGENCIES} instansi lain" if len(rated) > MOST_AGENCIES else "",
            )
        )
    return slides


def _column(
    room: Room,
    promised: Sequence[PromiseRow],
    promise: PromiseState,
    tone: str,
    symbol: str,
    label: str,
    code: Code | None = None,
) -> PromiseColumn:
    rows = [row for row in promised if row.promise is promise]
    rows.sort(key=lambda row: (-row.working_days, row.code))
    most = MOST_PROMISES - 2 if code else MOST_PROMISES
    if len(rows) > most:
        most -= 1
    shown, more = rows[:most], rows[most:]
    return PromiseColumn(
        tone,
        symbol,
        label,
        len(rows),
        tuple(
            (
                room.say(row.title),
                " · ".join(filter(None, (row.owner, waited_words(promise, row.working_days)))),
            )
            for row in shown
        ),
        f"{_count(len(more))} lainnya: {formats.shortlist(list(dict.fromkeys(row.owner for row in more)), 2)}"
        if more
        else "",
        code,
        _not_due_of(rows),
    )


def _not_due_of(rows: Sequence[PromiseRow]) -> str:
    early = sum(not row.is_due for row in rows)
    if not early:
        return ""
    return "belum jatuh tempo" if early == len(rows) else f"{formats.number(early)} belum jatuh tempo"


def _agenda(
    room: Room,
    meeting: MeetingDetail,
    items: Sequence[ItemRow],
    facts: WallFacts,
    stamp: str,
) -> Slide:
    total, over = sums_up((item.minutes for item in items), meeting.planned_minutes)
    foot = f"Hanya pengecualian, terberat dahulu · {stamp}"
    if not items:
        return Slide(
            "agenda",
            "kosong",
            "Agenda",
            "Agenda belum berisi butir",
            foot,
            note="Tambahkan pokok bahasan di halaman Rapat, atau lanjutkan ke titik panas.",
        )
    left = sum(item.state is ItemState.PLANNED for item in items)
    headline = (
        f"{_count(left)} dari {formats.in_words(len(items))} butir menunggu keputusan"
        if left
        else f"Semua {formats.in_words(len(items))} butir sudah dibahas"
    )
    more = (
        f"{formats.number(len(items) - MOST_LINES)} butir lagi sesudah ini. "
        if len(items) > MOST_LINES
        else ""
    )
    # Those that wait come first: what is done needs no room on the wall.
    ordered = sorted(items, key=lambda item: (item.state is not ItemState.PLANNED, item.position))
    return Slide(
        "agenda",
        "agenda",
        "Agenda, terberat dahulu",
        headline,
        foot,
        lines=tuple(
            AgendaLine(
                item.position,
                item.rule,
                room.say(item.title),
                item.agency or "",
                lateness.with_verb(facts.of(item.subject).waited),
                item.state is ItemState.DISCUSSED,
            )
            for item in ordered[:MOST_LINES]
        ),
        label=f"{formats.number(total)} dari {formats.number(meeting.planned_minutes)} menit",
        tone="late" if over else "plain",
        note=more + room.say(meeting.left_out),
    )


def _item(
    room: Room,
    item: ItemRow,
    decided: Sequence[DecidedRow],
    facts: WallFacts,
    stamp: str,
    base: str,
) -> Slide:
    known = facts.of(item.subject)
    region = short_name(item.region_code, item.region or "") if item.region_code else ""
    own = [each for each in decided if each.item_id == item.id]
    code = known.code
    return Slide(
        f"butir-{item.id}",
        "butir",
        room.say(item.title),
        room.say(item.title),
        f"Butir {item.position} · {formats.number(item.minutes)} menit · {stamp}",
        rule=item.rule,
        text=room.say(item.reason),
        facts=tuple(
            Fact(fact.label, room.say(fact.value))
            for fact in (
                Fact("Penanggung jawab", item.agency or formats.NOT_SET),
                Fact("Lama", lateness.with_verb(known.waited)),
                Fact("Wilayah", region),
                *known.facts,
                Fact("Hasil", "Sudah dibahas" if item.state is ItemState.DISCUSSED else ""),
            )
            if fact.value
        ),
        proposal=room.say(known.proposal) if not own else "",
        decisions=tuple(_said(room, each) for each in own[:MOST_DECISIONS]),
        code=_code(base, code.address, code.what, code.hint) if code else None,
        item=item,
    )


def _said(room: Room, row: DecidedRow) -> SlideDecision:
    parts = [
        row.owner or "",
        formats.long_date(row.due_on) if row.due_on else "",
        ", ".join(row.task_codes),
    ]
    return SlideDecision(
        row.label, room.say(row.text), " · ".join(filter(None, parts)), room.say(row.struck_because)
    )


def _hotspots(hot: HotFacts) -> Slide:
    return Slide(
        "titik-panas",
        "titik-panas",
        "Titik panas",
        hot.headline,
        hot.foot,
        drawing=Markup(hot.drawing),  # noqa: S704 - drawn by us from the map's own shapes, nothing typed
        legend=hot.legend,
        regions=hot.regions,
        why=hot.why,
        text=hot.text,
        label=hot.label,
        note=hot.note,
    )


def _decisions(room: Room, decided: Sequence[DecidedRow], stamp: str) -> Slide:
    if not decided:
        return Slide(
            "keputusan",
            "kosong",
            "Keputusan hari ini",
            "Belum ada keputusan hari ini",
            f"Rapat ini · {stamp}",
            note="Tekan + untuk mencatat keputusan, atau T untuk tugas.",
        )
    standing = [row for row in decided if not row.is_struck]
    born = sum(bool(row.task_codes) for row in standing)
    struck = len(decided) - len(standing)
    newest = list(reversed(decided))[:MOST_DECISIONS]
    more = len(decided) - len(newest)
    return Slide(
        "keputusan",
        "keputusan",
        "Keputusan hari ini",
        f"{_count(len(standing)) if standing else 'Tidak ada'} keputusan, "
        f"{formats.in_words(born) if born else 'belum ada'} yang menjadi tugas"
        f"{f', {formats.in_words(struck)} dicoret' if struck else ''}",
        f"Rapat ini, terbaru di atas · {stamp}",
        decisions=tuple(_said(room, each) for each in newest),
        note=f"{formats.number(more)} keputusan lebih awal ada di notulen." if more else "",
    )


def _closing(
    meeting: MeetingDetail,
    items: Sequence[ItemRow],
    decided: Sequence[DecidedRow],
    attended: Sequence[AttendanceRow],
    sealed: minutes.Sealed | None,
    stamp: str,
    base: str,
) -> Slide:
    standing = [row for row in decided if not row.is_struck]
    left = sum(item.state is ItemState.PLANNED for item in items)
    counts = (
        Fact("Keputusan", formats.number(len(standing))),
        Fact("Menjadi tugas", formats.number(sum(bool(row.task_codes) for row in standing))),
        Fact("Dibawa ke rapat berikutnya", f"{formats.number(left)} butir"),
    )
    if sealed is not None:
        return Slide(
            "penutup",
            "penutup",
            "Penutup",
            "Rapat ditutup dan notulen disegel",
            f"Disegel {formats.moment(sealed.sealed_at)}",
            facts=(*_times(meeting), *counts),
            label=sealed.code,
            note="Kode segel tercetak pada notulen.",
            code=_code(base, addresses.seal(sealed.code), "Periksa dan unduh notulen"),
        )
    headline = "Rapat siap ditutup" if not left else f"{_count(left)} butir belum dibahas"
    return Slide(
        "penutup",
        "penutup",
        "Penutup",
        headline,
        f"Rapat ini · {stamp}",
        facts=(*counts, Fact("Kehadiran", _attendance(attended))),
        note="Penutupan mengunci dan menyegel notulen; perubahan sesudahnya berupa addendum.",
    )


def _attendance(attended: Sequence[AttendanceRow]) -> str:
    """Without it, the minutes that are sealed name nobody."""
    recorded = sum(row.mode is not None for row in attended)
    return f"{formats.number(recorded)} instansi dicatat" if recorded else "belum dicatat"


def _times(meeting: MeetingDetail) -> tuple[Fact, ...]:
    """When the meeting took place, and the planned day if that was another one."""
    ended = meeting.ended_at or meeting.closed_at
    began, planned = local_time(meeting.held_at), local_time(meeting.starts_at)
    hours = formats.hours(began, ended) if ended else formats.clock_time(began)
    took_place = Fact("Berlangsung", f"{formats.day_and_date(began.date())}, {hours}")
    if planned.date() == began.date():
        return (took_place,)
    return took_place, Fact("Direncanakan", formats.day_and_date(planned.date()))
