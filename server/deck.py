"""The slides of a meeting, made of nothing that the room may not see.

Whoever is signed in beside the screen, every question here is asked as ``ROOM``: the tier of the shared
screen, no case, no draft. What people typed passes ``Room``. So neither the page nor any message
can hold more, however it is read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from markupsafe import Markup
from sqlalchemy import Connection

from components.map.panel import few_labels
from components.map.small_map import wall_map
from db.queries import commitments, meetings, minutes, regions, tasks
from db.queries.attention import room as heard_in
from db.queries.meetings import DecidedRow, ItemRow, MeetingDetail, PromiseRow
from domain import addresses
from domain.access.errors import NotFound
from domain.access.permissions import ROOM
from domain.attention.table import AttentionRule, Topic, TopicKind
from domain.figures.layers import LayerRow, Measure
from domain.figures.map_view import AreaState, swatch_css
from domain.meetings.agenda import sums_up
from domain.meetings.life import ItemState, MeetingState, PromiseState
from domain.meetings.public_text import Room
from domain.places.regions import short_name
from domain.statistics import wording as hotspot_wording
from domain.statistics.assessment import Confidence
from domain.statistics.hotspots import PER
from domain.time import formats
from domain.time.calendar import to_wita
from domain.words import labels
from reports import qr
from views import attention
from views.commitments import report_address
from views.map import layer as map_layer

MOST_PROMISES = 4
MOST_LINES = 7
MOST_DECISIONS = 5
MOST_REGIONS = 4
MOST_AGENCIES = 12


@dataclass(frozen=True)
class Code:
    """A picture to scan, and what it leads to."""

    picture: Markup
    what: str
    hint: str = "untuk anggota yang sudah masuk"


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
class Fact:
    label: str
    value: str


@dataclass(frozen=True)
class SlideDecision:
    """A decision as the wall shows it."""

    number: str
    text: str
    detail: str


@dataclass(frozen=True)
class HotRegion:
    name: str
    value: str
    detail: str
    sure: Confidence | None = None
    word: str = ""


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
        return formats.day_and_date(to_wita(self.meeting.starts_at).date())


def deck(connection: Connection, meeting_id: int, *, now: datetime, base: str) -> Deck:
    """Every slide of a meeting as it is at this moment. ``base`` is where phones find us."""
    meeting = meetings.meeting_detail(connection, meeting_id)
    if meeting is None:
        raise NotFound("Rapat itu tidak ada. Pilih dari daftar Rapat.")
    items = [
        item for item in meetings.agenda_of(connection, meeting_id) if item.state is not ItemState.DROPPED
    ]
    decided = meetings.decisions_of(connection, meeting_id)
    room = _room(connection)
    stamp = f"data s.d. {formats.clock_time(now)}"
    on = to_wita(now).date()
    last = meetings.meeting_before(connection, meeting.starts_at)
    slides: list[Slide] = []
    if meeting.state in {MeetingState.DRAFT, MeetingState.OPEN}:
        slides.append(_opening(room, meeting, items, stamp))
    if last is not None:
        by = max(on, to_wita(meeting.starts_at).date())
        promised = meetings.promises(connection, last, on=on, by=by, told_in=meeting.classification)
        slides += _promises(room, promised, last, stamp, base)
    waited = _waited(meeting, now)
    slides.append(_agenda(room, meeting, items, waited, stamp))
    slides += [
        _item(room, connection, item, decided, waited.get(item.subject, ""), on, stamp, base)
        for item in items
    ]
    hot = _hotspots()
    if hot is not None:
        slides.append(hot)
    slides.append(_decisions(room, decided, stamp))
    slides.append(_closing(connection, meeting, items, decided, stamp, base))
    ends = meeting.closed_at or now
    year = to_wita(meeting.starts_at).year
    return Deck(
        meeting=meeting,
        slides=tuple(slides),
        as_of=now,
        elapsed=max(int((ends - meeting.started_at).total_seconds()), 0) if meeting.started_at else None,
        next_number=f"{meetings.next_number(connection, year)}/{year}",
    )


_ROOMS: dict[str, Room] = {}
"""By database: villages are reference data, and too many to be read anew on every change."""


def _room(connection: Connection) -> Room:
    database = str(connection.engine.url)
    if database not in _ROOMS:
        _ROOMS[database] = Room(regions.small_places(connection))
    return _ROOMS[database]


def _count(number: int) -> str:
    return formats.capitalised(formats.in_words(number))


def _code(base: str, address: str, what: str) -> Code:
    return Code(qr.qr(base + address, f"Kode QR: {what}"), what)


def _opening(room: Room, meeting: MeetingDetail, items: Sequence[ItemRow], stamp: str) -> Slide:
    begins = (
        f"{formats.day_and_date(to_wita(meeting.starts_at).date())}, {formats.clock_time(meeting.starts_at)}"
    )
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


def _promises(
    room: Room, promised: Sequence[PromiseRow], last: meetings.MeetingRow, stamp: str, base: str
) -> list[Slide]:
    day = formats.day_and_month(to_wita(last.starts_at).date())
    total = meetings.score_of(promised)
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
    if not total.due:
        headline = f"Belum ada janji rapat {day} yang jatuh tempo"
    else:
        kept = _count(total.kept) if total.kept else "Tidak satu pun"
        headline = f"{kept} dari {formats.in_words(total.due)} janji rapat {day} ditepati"
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
    rated = [Bar(agency, each.kept, each.due) for agency, each in meetings.scores(promised) if each.due]
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
    said = {
        PromiseState.LATE: "lewat {} hari kerja",
        PromiseState.NO_ANSWER: "belum dijawab {} hari kerja",
        PromiseState.KEPT: "",
        PromiseState.RUNNING: "",
    }[promise]
    return PromiseColumn(
        tone,
        symbol,
        label,
        len(rows),
        tuple(
            (
                room.say(row.title),
                " · ".join(filter(None, (row.owner, said.format(formats.number(row.working_days))))),
            )
            for row in shown
        ),
        f"{_count(len(more))} lainnya: {formats.shortlist(list(dict.fromkeys(row.owner for row in more)), 2)}"
        if more
        else "",
        code,
    )


def _waited(meeting: MeetingDetail, now: datetime) -> Mapping[str, str]:
    """As Ringkasan says it now; a closed meeting says no days but those in its words."""
    if meeting.state is MeetingState.CLOSED:
        return {}
    return attention.waited(heard_in(meeting.classification), now)


def _agenda(
    room: Room,
    meeting: MeetingDetail,
    items: Sequence[ItemRow],
    waited: Mapping[str, str],
    stamp: str,
) -> Slide:
    total, over = sums_up((item.minutes for item in items), meeting.planned_minutes)
    foot = f"Hanya pengecualian, terberat dahulu · {stamp}"
    if not items:
        return Slide(
            "agenda",
            "kosong",
            "Agenda",
            "Tidak ada pengecualian: tidak ada yang terlambat, ditolak, atau diam",
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
                waited.get(item.subject, ""),
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
    connection: Connection,
    item: ItemRow,
    decided: Sequence[DecidedRow],
    waited: str,
    on: date,
    stamp: str,
    base: str,
) -> Slide:
    facts, code = _live(connection, item, on, base)
    region = short_name(item.region_code, item.region or "") if item.region_code else ""
    own = [each for each in decided if each.item_id == item.id]
    return Slide(
        f"butir-{item.id}",
        "butir",
        room.say(item.title),
        room.say(item.title),
        f"Butir {item.position} · {formats.number(item.minutes)} menit · {stamp}",
        rule=item.rule,
        text=room.say(item.reason),
        facts=tuple(
            fact
            for fact in (
                Fact("Penanggung jawab", item.agency or formats.NOT_SET),
                Fact("Menunggu", waited),
                Fact("Wilayah", region),
                *facts,
                Fact("Hasil", "Sudah dibahas" if item.state is ItemState.DISCUSSED else ""),
            )
            if fact.value
        ),
        decisions=tuple(_said(room, each) for each in own[:MOST_DECISIONS]),
        code=code,
        item=item,
    )


def _live(connection: Connection, item: ItemRow, on: date, base: str) -> tuple[list[Fact], Code | None]:
    """What the subject of a point is doing right now, so that a phone's answer shows by itself."""
    subject = Topic.read(item.subject)
    key = subject.key
    if subject.kind is TopicKind.TASK:
        detail = tasks.task_detail(connection, key, scope=ROOM.scope)
        if detail is None:
            return [], None
        state = labels.TASK_STATES[detail.row.state]
        step = detail.steps[0] if detail.steps else None
        told = f"{state} · {step.agency}, {formats.short_date(to_wita(step.at).date())}" if step else state
        return [Fact("Keadaan kini", told), Fact("Tenggat", formats.long_date(detail.row.due_on))], _code(
            base, addresses.task(key), f"Buka {key} di ponsel"
        )
    if subject.kind is TopicKind.COMMITMENT:
        commitment = commitments.commitment_detail(connection, key, scope=ROOM.scope)
        if commitment is None:
            return [], None
        row, progress = commitment.row, commitment.row.progress
        reported = row.last_reported_on
        # The owner's own form; without an owner there is none to fill in.
        form, what = (
            (report_address(commitment, on), f"{row.owner}: lapor {key} dari ponsel")
            if row.owner
            else (addresses.commitment(key), f"Buka {key} di ponsel")
        )
        return [
            Fact("Keadaan kini", labels.HEALTH[progress.health(on)]),
            Fact("Klaim | terverifikasi", f"{_percent(progress.claimed)} | {_percent(progress.verified)}"),
            Fact("Laporan terakhir", formats.long_date(reported) if reported else formats.NO_REPORT),
        ], Code(qr.qr(base + form, f"Kode QR: {what}"), what)
    address = subject.address(item.agency_code)
    if address is None:
        return [], None
    return [], _code(base, address, _ON_PHONES[subject.kind])


_ON_PHONES = {
    TopicKind.REGION: "Buka rinciannya di ponsel",
    TopicKind.FIGURE: "Buka rinciannya di ponsel",
    TopicKind.AGENCY: "Buka komitmennya di ponsel",
    TopicKind.GROUP: "Buka daftarnya di ponsel",
}


def _percent(value: float | None) -> str:
    return formats.NO_REPORT.lower() if value is None else formats.percent(value)


def _said(room: Room, row: DecidedRow) -> SlideDecision:
    parts = [
        row.owner or "",
        formats.long_date(row.due_on) if row.due_on else "",
        ", ".join(row.task_codes),
    ]
    return SlideDecision(row.label, room.say(row.text), " · ".join(filter(None, parts)))


def _hotspots() -> Slide | None:
    """From published figures only: what a newspaper has printed may hang on the wall."""
    choices = map_layer.choices()
    published = {key: choice for key, choice in choices.items() if not choice.is_register}
    if not published:
        return None
    view = map_layer.default_view(ROOM.scope)
    if view.choice.is_register or not view.layer.counted:
        return None
    layer, unit = view.layer, view.choice.unit
    is_rate = view.measure is not Measure.COUNT
    ranked = sorted(layer.counted, key=lambda row: -(row.value or 0.0))[:MOST_REGIONS]
    missing = len(layer.in_state(AreaState.NOT_REPORTED))
    digits = 1 if is_rate else 0

    def region(row: LayerRow) -> HotRegion:
        word = formats.capitalised(hotspot_wording.CONFIDENCE[row.confidence]) if row.confidence else ""
        return HotRegion(
            row.name, formats.number(row.value or 0.0, digits), row.count_text, row.confidence, word
        )

    legend = [
        (swatch_css(AreaState.VALUE, index, view.choice.palette), label)
        for index, label in enumerate(layer.classes.labels())
    ]
    legend.append(
        (swatch_css(AreaState.NOT_REPORTED, None, view.choice.palette), f"Tidak disebut ({missing})")
    )
    sources = formats.shortlist([name for name, _ in view.sources], 1)
    return Slide(
        "titik-panas",
        "titik-panas",
        "Titik panas",
        map_layer.finding(view),
        f"Angka terbit, {sources} · {view.period.label} · {formats.number(layer.total)} {unit}",
        drawing=wall_map(few_labels(view), palette=view.choice.palette, description=map_layer.finding(view)),
        legend=tuple(legend),
        regions=tuple(region(row) for row in ranked),
        why=f"Mengapa {ranked[0].name}. {hotspot_wording.in_brief(ranked[0].assessment, unit=unit)}"
        if ranked[0].assessment
        else "",
        text=f"Per {formats.number(PER)} penduduk, {view.period.label}, disesuaikan."
        if is_rate
        else f"Jumlah {unit}, {view.period.label}.",
        label=f"Rata-rata {len(layer.counted)} wilayah yang disebut: {formats.number(layer.mean, digits)}",
        note=f"{_count(missing)} kabupaten/kota tidak disebut sumber: bukan nol." if missing else "",
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
    born = sum(bool(row.task_codes) for row in decided)
    newest = list(reversed(decided))[:MOST_DECISIONS]
    more = len(decided) - len(newest)
    return Slide(
        "keputusan",
        "keputusan",
        "Keputusan hari ini",
        f"{_count(len(decided))} keputusan, "
        f"{formats.in_words(born) if born else 'belum ada'} yang menjadi tugas",
        f"Rapat ini, terbaru di atas · {stamp}",
        decisions=tuple(_said(room, each) for each in newest),
        note=f"{formats.number(more)} keputusan lebih awal ada di notulen." if more else "",
    )


def _closing(
    connection: Connection,
    meeting: MeetingDetail,
    items: Sequence[ItemRow],
    decided: Sequence[DecidedRow],
    stamp: str,
    base: str,
) -> Slide:
    left = sum(item.state is ItemState.PLANNED for item in items)
    counts = (
        Fact("Keputusan", formats.number(len(decided))),
        Fact("Menjadi tugas", formats.number(sum(bool(row.task_codes) for row in decided))),
        Fact("Dibawa ke rapat berikutnya", f"{formats.number(left)} butir"),
    )
    sealed = minutes.seal_of(connection, meeting.id) if meeting.state is MeetingState.CLOSED else None
    if sealed is not None:
        return Slide(
            "penutup",
            "penutup",
            "Penutup",
            "Rapat ditutup dan notulen disegel",
            f"Disegel {formats.moment(sealed.sealed_at)}",
            facts=counts,
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
        facts=counts,
        note="Penutupan mengunci dan menyegel notulen; perubahan sesudahnya berupa addendum.",
    )
