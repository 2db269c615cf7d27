"""Meetings as a list, the agenda with its reasons, decisions, and what a seal says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup

from components.kit import chips, markup
from components.kit.layout import section
from components.kit.markup import Column, Text, icon, link
from domain import addresses
from domain.attention.table import Topic
from domain.meetings.agenda import sums_up
from domain.meetings.life import (
    AttendanceMode,
    Classification,
    ItemState,
    MeetingState,
    PromiseState,
    waited_words,
)
from domain.time import formats, lateness
from domain.time.calendar import local_time
from domain.words import labels

if TYPE_CHECKING:
    from db.queries.decisions import DecidedRow
    from db.queries.meetings import AttendanceRow, ItemRow, MeetingDetail, MeetingInList, ScreenRow
    from db.queries.minutes import AmendmentRow, Sealed, Verification
    from db.queries.promises import OutcomeRow
    from views.papers.member import MemberLine

SECTIONS = {
    "agenda": "Agenda",
    "lembar": "Lembar anggota",
    "hadir": "Kehadiran",
    "keputusan": "Keputusan",
    "notulen": "Notulen",
    "layar": "Layar",
    "rencana": "Rencana",
}

_STATES = {
    MeetingState.DRAFT: ("plain", "edit_note"),
    MeetingState.OPEN: ("on-schedule", "event_available"),
    MeetingState.IN_PROGRESS: ("at-risk", "podium"),
    MeetingState.CLOSED: ("done", "lock"),
}


def state_chip(state: MeetingState) -> Markup:
    return markup.chip(labels.MEETING_STATES[state], *_STATES[state])


def headline(rows: Sequence[MeetingInList]) -> str:
    running = [row for row in rows if row.state is MeetingState.IN_PROGRESS]
    coming = [row for row in rows if row.state is MeetingState.OPEN]
    if running:
        return "Rapat sedang berlangsung"
    if coming:
        day = local_time(min(row.starts_at for row in coming)).date()
        return f"Rapat berikutnya {formats.day_and_date(day)}"
    return "Belum ada undangan rapat"


WITHHELD = "judul dan isinya hanya untuk Forkopimda dan sekretariat"


def listing(rows: Sequence[MeetingInList]) -> Markup:
    columns = [
        Column("Waktu", "gb-narrow"),
        Column("Rapat", "gb-wide"),
        Column("Keadaan"),
        Column("Sifat"),
        Column("Agenda", "gb-right"),
        Column("Keputusan", "gb-right"),
        Column("Segel"),
    ]
    cells: list[list[Text]] = [
        [
            markup.stack(formats.short_date(local_time(row.held_at).date()), formats.clock_time(row.held_at)),
            markup.stack(row.title, WITHHELD)
            if row.is_withheld
            else markup.stack(link(row.title, addresses.meeting(row.id)), row.place),
            state_chip(row.state),
            labels.CLASSIFICATIONS[row.classification],
            formats.number(row.items) if row.items else "belum disusun",
            formats.number(row.decisions),
            link(row.seal_code, addresses.seal(row.seal_code)) if row.seal_code else "–",
        ]
        for row in rows
    ]
    return markup.table(columns, cells, caption="Rapat Forkopimda")


def of_detail(detail: MeetingDetail, items: Sequence[ItemRow], decided: Sequence[DecidedRow]) -> str:
    """The finding of one meeting, by the state it is in."""
    live = [item for item in items if item.state is not ItemState.DROPPED]
    left = sum(item.state is ItemState.PLANNED for item in live)
    standing = sum(not each.is_struck for each in decided)
    decisions = formats.in_words(standing) if standing else "belum ada"
    discussed = "semua butir dibahas" if live else "tanpa butir agenda"
    if detail.state is MeetingState.CLOSED:
        carried = f"{formats.in_words(left)} butir dibawa ke rapat berikutnya" if left else discussed
        return formats.capitalised(f"{decisions if standing else 'tanpa'} keputusan, {carried}")
    if detail.state is MeetingState.IN_PROGRESS:
        waiting = f"{formats.in_words(left)} butir belum dibahas" if left else discussed
        return formats.capitalised(f"{decisions} keputusan, {waiting}")
    if not live:
        return "Agenda belum disusun"
    total, over = sums_up((item.minutes for item in live), detail.planned_minutes)
    long = " melebihi" if over else " dari"
    return formats.capitalised(
        f"{formats.in_words(len(live))} butir, {formats.number(total)}{long} "
        f"{formats.number(detail.planned_minutes)} menit"
    )


def day(detail: MeetingDetail) -> str:
    return formats.day_and_date(detail.took_place_on)


def facts(detail: MeetingDetail) -> Markup:
    pairs: list[tuple[Text, Text]] = [
        ("Direncanakan", formats.moment(detail.starts_at)),
        ("Tempat", detail.place),
        ("Pimpinan", detail.chair or formats.NOT_SET),
        ("Notulis", detail.note_taker or formats.NOT_SET),
        ("Sifat", labels.CLASSIFICATIONS[detail.classification]),
    ]
    if detail.started_at:
        pairs.append(("Dimulai", formats.moment(detail.started_at)))
    if detail.ended_at:
        pairs.append(("Selesai", formats.moment(detail.ended_at)))
    if detail.closed_at:
        pairs.append(("Ditutup", formats.moment(detail.closed_at)))
    return markup.definitions(pairs)


def subject_link(item: ItemRow) -> Text:
    """The point's title, leading to what it is about where that has a page."""
    address = Topic.read(item.subject).address(item.agency_code)
    return link(item.title, address) if address else item.title


def item(row: ItemRow, decided: Sequence[DecidedRow], meeting_id: int, *, waited: str = "") -> Markup:
    """A point: the rule that put it there, what it is, the facts, and what came of it."""
    own = [each for each in decided if each.item_id == row.id and not each.is_struck]
    decisions = addresses.decisions(meeting_id)
    results: list[Text] = [link(f"Keputusan {each.label}", decisions) for each in own]
    state = (
        Markup("Dilepas: {}").format(row.dropped_because)
        if row.state is ItemState.DROPPED
        else labels.ITEM_STATES[row.state]
        if row.state is ItemState.DISCUSSED
        else ""
    )
    about = [
        row.agency or "",
        lateness.with_verb(waited),
        f"alokasi {formats.number(row.minutes)} menit",
        state,
        *results,
    ]
    is_dropped = row.state is ItemState.DROPPED
    return markup.render(
        "meetings.point",
        css="gb-dropped" if is_dropped else "",
        position="–" if is_dropped else row.position,
        rule=chips.of_attention(row.rule),
        subject=subject_link(row),
        reason=row.reason,
        about=Markup(" · ").join(filter(None, about)),
    )


def minutes_sum(detail: MeetingDetail, items: Sequence[ItemRow]) -> Markup:
    live = [each for each in items if each.state is not ItemState.DROPPED]
    total, over = sums_up((each.minutes for each in live), detail.planned_minutes)
    sentence = f"{formats.number(total)} dari {formats.number(detail.planned_minutes)} menit"
    if over:
        sentence = f"{sentence}, melebihi lama rapat"
    return markup.tinted(icon("timer_off" if over else "timer") + sentence, "gb-late" if over else "gb-muted")


def left_out(detail: MeetingDetail) -> Markup:
    if not detail.left_out:
        return Markup("")
    return markup.note(detail.left_out, " ", link("Lihat semua tugas", addresses.tasks(state="lewat")))


def units(items: Sequence[ItemRow], waited: Mapping[str, str]) -> Markup:
    """In which unit each kind of point waits, where days stand beside one of them at all."""
    return markup.note(lateness.published()) if any(row.subject in waited for row in items) else Markup("")


_OUTCOMES = {
    PromiseState.KEPT: ("done", "verified"),
    PromiseState.LATE: ("late", "event_busy"),
    PromiseState.NO_ANSWER: ("silent", "volume_off"),
    PromiseState.RUNNING: ("plain", "hourglass_empty"),
    PromiseState.AWAITED: ("plain", "hourglass_empty"),
}


def _outcome(each: DecidedRow, outcomes: Sequence[OutcomeRow]) -> Text:
    """Kept, late or no answer, by the rule that the follow-through is counted with; in words and colour."""
    own = [row for row in outcomes if row.decision_id == each.id]
    if each.is_struck:
        return "dicoret"
    if not own:
        return "tanpa tugas"
    return Markup("").join(_told(row) for row in own)


def _told(row: OutcomeRow) -> Markup:
    task = link(row.task_code, addresses.task(row.task_code))
    if row.promise is None:
        chip, days = markup.chip(labels.TASK_STATES[row.state], "plain", "block"), ""
    else:
        chip = markup.chip(row.promise.row.label, *_OUTCOMES[row.promise])
        days = waited_words(row.promise, row.working_days)
    return markup.render("meetings.outcome", chip=chip, task=task, days=days)


def _about(each: DecidedRow, case: str | None) -> Text:
    return markup.words(each.text, link(f"Kasus {case}", addresses.case(case))) if case else each.text


def decisions(
    meeting_id: int,
    decided: Sequence[DecidedRow],
    outcomes: Sequence[OutcomeRow],
    remarked: Mapping[int, int],
    cases: Mapping[int, str],
) -> Markup:
    """By decision: how many remarks stand on it, and the code of the case that it is about."""
    columns = [
        Column("Nomor", "gb-narrow"),
        Column("Bunyi", "gb-wide"),
        Column("Penanggung jawab"),
        Column("Tenggat", "gb-narrow"),
        Column("Tindak lanjut"),
        Column("Catatan", "gb-narrow"),
    ]
    rows: list[list[Text]] = [
        [
            markup.bold(each.label),
            markup.stack(markup.tinted(each.text, "gb-struck"), f"Dicoret: {each.struck_because}")
            if each.is_struck
            else _about(each, cases.get(each.id)),
            each.owner or formats.NOT_SET,
            formats.short_date(each.due_on) if each.due_on else "–",
            _outcome(each, outcomes),
            "–"
            if each.is_withheld
            else link(
                f"{remarked[each.id]} catatan" if each.id in remarked else "Buka",
                addresses.decision(meeting_id, each.id),
            ),
        ]
        for each in decided
    ]
    return markup.table(columns, rows, caption="Keputusan rapat")


def attendance(rows: Sequence[AttendanceRow]) -> Markup:
    recorded = [row for row in rows if row.mode]
    there = sum(row.mode is not AttendanceMode.ABSENT for row in recorded)
    head = section("Kehadiran", aside=f"{there} dari {len(recorded)} instansi")
    return head + markup.table(
        [Column("Instansi", "gb-wide"), Column("Kehadiran")],
        [
            [
                markup.stack(row.agency, row.seated) if row.seated else row.agency,
                markup.bold(labels.ATTENDANCE[row.mode], "gb-late")
                if row.mode is AttendanceMode.ABSENT
                else labels.ATTENDANCE[row.mode],
            ]
            for row in rows
            if row.mode
        ],
        caption="Kehadiran per instansi",
    )


def to_sign(rows: Sequence[AttendanceRow]) -> Markup:
    """The list that goes round the hall: what is recorded so far, and lines for a pen where nothing is."""
    return markup.table(
        [Column("Instansi", "gb-wide"), Column("Kehadiran"), Column("Jabatan yang hadir"), Column("Paraf")],
        [[row.agency, labels.ATTENDANCE[row.mode] if row.mode else "", row.seated, ""] for row in rows],
        caption="Daftar hadir",
        css="gb-to-sign",
    )


def notes(detail: MeetingDetail) -> Markup:
    pairs: list[tuple[Text, Text]] = [
        (label, value)
        for label, value in (("Arahan pimpinan", detail.directions), ("Pembahasan", detail.discussion))
        if value
    ]
    return markup.definitions(pairs) if pairs else Markup("")


def amendments(rows: Sequence[AmendmentRow]) -> Markup:
    if not rows:
        return Markup("")
    return Markup("{}{}").format(
        section("Addendum", aside="sesudah segel; notulen sendiri tidak berubah"),
        markup.table(
            [Column("Isi", "gb-wide"), Column("Alasan"), Column("Keputusan"), Column("Dicatat")],
            [[row.text, row.reason, row.decision or "–", formats.moment(row.at)] for row in rows],
            caption="Addendum",
        ),
    )


def sheets(meeting_id: int, lines: Sequence[MemberLine]) -> Markup:
    """What each member comes with, the reader's own first, and his page to print."""
    columns = [
        Column("Kursi", "gb-wide"),
        Column("Diminta", "gb-right"),
        Column("Menunggu jawaban", "gb-right"),
        Column("Belum ditepati", "gb-right"),
        Column("Lembar", "gb-narrow gb-act"),
    ]
    rows: list[list[Text]] = [
        [
            markup.stack(
                markup.words(each.member.title, markup.bold("(kantor Anda)"))
                if each.is_own
                else each.member.title,
                each.member.agency,
            ),
            *(formats.number(count) for count in (each.asked, each.waiting, each.owed)),
            link("Cetak A4", addresses.member_sheet(meeting_id, each.member.code)),
        ]
        for each in lines
    ]
    if not rows:
        return markup.empty("Tidak ada kursi yang terisi pada hari rapat ini.")
    return markup.table(columns, rows, caption="Lembar anggota")


def seal(sealed: Sealed | None) -> Markup:
    if sealed is None:
        return markup.note("Belum ditutup: dokumen di bawah ini masih rancangan dan belum bersegel.")
    return markup.render(
        "meetings.seal",
        sealed_at=formats.moment(sealed.sealed_at),
        code=sealed.code,
        checked=link("Periksa segel", addresses.seal(sealed.code)),
    )


def verification(code: str, found: Verification | None) -> Markup:
    """What a seal says of the rows as they are now, each problem by its name."""
    if found is None:
        return markup.unknown_code(code, "notulen")
    meeting = link(found.title, addresses.meeting(found.meeting_id))
    told = Markup("{}, {}. Disegel {}; {} keputusan dan {} baris diperiksa, {} addendum.").format(
        meeting,
        formats.long_date(local_time(found.held_at).date()),
        formats.moment(found.sealed_at),
        found.decisions,
        found.rows,
        found.amendments,
    )
    title = "Asli: isi sama dengan saat disegel" if found.is_whole else "Tidak sama lagi dengan saat disegel"
    problems = "" if found.is_whole else markup.listed(found.problems)
    return markup.verdict(title, told, problems, is_whole=found.is_whole)


def screens(rows: Sequence[ScreenRow]) -> Markup:
    if not rows:
        return markup.note("Tidak ada layar yang sedang diberi izin.")
    return markup.table(
        [Column("Dimulai"), Column("Berlaku sampai")],
        [[formats.moment(row.created_at), formats.moment(row.expires_at)] for row in rows],
        caption="Layar yang diberi izin",
    )


def classification_hint(classification: Classification) -> str:
    return {
        Classification.ORDINARY: "Terbuka bagi semua yang masuk.",
        Classification.RESTRICTED: "Untuk instansi yang masuk ke aplikasi; tidak untuk umum.",
        Classification.SECRET: "Isinya hanya untuk Forkopimda dan sekretariat gugus tugas.",
    }[classification]
