"""Tasks as a list, as a board, as the follow-up matrix, and one of them with its history."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from textwrap import shorten
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from components.kit import cards, chips, downloads, markup, paging
from components.kit.layout import at_work, section
from components.kit.markup import Column, Text, link
from domain import addresses
from domain.access.parameters import Parameters
from domain.places.regions import display_name, short_name
from domain.tasks.escalation import LADDER, EscalationStep, Rung
from domain.tasks.life import (
    AWAITING_ANSWER,
    CLOSED_STATES,
    DUE_SOON_DAYS,
    RunningClock,
    TaskOrigin,
    TaskState,
    Urgency,
    rank,
)
from domain.time import formats
from domain.time.calendar import local_time
from domain.words import labels, rules
from domain.words import matrix as follow_up
from reports.table import FileTable

if TYPE_CHECKING:
    from db.queries.tasks import EscalationRow, TaskDetail, TaskRow
    from domain.access.permissions import Actor
    from views.task_papers import RecordedLetter
    from views.tasks import WatchedTask

PAGE_SIZE = 10
CARDS_PER_COLUMN = 6

VIEWS = {
    "daftar": "Daftar",
    "kursi": "Papan per kursi",
    "keadaan": "Papan per keadaan",
    "matriks": "Matriks tindak lanjut",
    "kendala": "Siapa menunggu siapa",
    "eskalasi": "Tangga eskalasi",
}

FILTERS = {
    "terbuka": "Terbuka",
    "saya": "Tugas saya",
    "lewat": "Lewat tenggat",
    "pekan": f"{DUE_SOON_DAYS} hari ke depan",
    "jawaban": "Menunggu jawaban",
    "terkendala": "Terkendala",
    "diklaim": "Diklaim",
    "ditolak": "Ditolak",
    "semua": "Semua",
}


def matches(name: str, task: WatchedTask, actor: Actor) -> bool:
    """Whether a task belongs to one of the named filters."""
    row, urgency = task.row, task.clock.urgency
    return {
        "terbuka": urgency is not Urgency.CLOSED,
        "saya": urgency is not Urgency.CLOSED and actor.is_of(row.owner_id),
        "lewat": urgency is Urgency.OVERDUE,
        "pekan": urgency is Urgency.DUE_SOON,
        "jawaban": row.state in AWAITING_ANSWER,
        "terkendala": row.state is TaskState.BLOCKED,
        "diklaim": row.state is TaskState.CLAIMED_DONE,
        "ditolak": row.state is TaskState.DECLINED,
        "semua": True,
    }[name]


def counts(tasks: Sequence[WatchedTask], actor: Actor) -> dict[str, int]:
    return {name: sum(matches(name, task, actor) for task in tasks) for name in FILTERS}


def worst_first(tasks: Iterable[WatchedTask]) -> list[WatchedTask]:
    return sorted(tasks, key=lambda task: rank(task.row, task.running))


def filter_pills(found: dict[str, int], kept: dict[str, str], chosen: str) -> Markup:
    return markup.pills(
        [
            (
                markup.counted(label, found[name]),
                addresses.tasks(kept, state=name),
                name == chosen,
            )
            for name, label in FILTERS.items()
        ],
        label="Saringan",
    )


def view_pills(kept: dict[str, str], chosen: str) -> Markup:
    return markup.pills(
        [(label, addresses.tasks(kept, view=name), name == chosen) for name, label in VIEWS.items()],
        label="Tampilan",
    )


FILTERED_VIEWS = frozenset({"daftar", "matriks"})
"""The other views are about a state or a step, so the pills of the states make no sense there."""


def in_view(view: str, tasks: Sequence[WatchedTask], chosen: str, actor: Actor) -> list[WatchedTask]:
    """What a view is about: the chosen filter, or the view's own question."""
    if view in FILTERED_VIEWS:
        return [task for task in tasks if matches(chosen, task, actor)]
    if view == "kendala":
        return [task for task in tasks if task.row.state is TaskState.BLOCKED]
    if view == "eskalasi":
        return [task for task in tasks if task.ladder is not None]
    if view == "kursi":
        return [task for task in tasks if task.clock.urgency is not Urgency.CLOSED]
    return list(tasks)


WITHOUT_PILLAR = "Tanpa pilar"
"""Born from no commitment."""


def asked(
    given: Parameters,
    everything: Sequence[WatchedTask],
    chosen: Sequence[WatchedTask],
    pillars: Mapping[str, str],
    actor: Actor,
) -> tuple[list[WatchedTask], str]:
    """What the screen shows under an address, the worst first, and its filter in words."""
    view = given.one_of("tampilan", VIEWS) or "daftar"
    state = given.one_of("saring", FILTERS) or "terbuka"
    shown = worst_first(in_view(view, chosen, state, actor))
    return shown, filter_words(state, given.accepted, everything, view, pillars)


def choices(
    tasks: Sequence[WatchedTask], seats: dict[str, str], pillars: Mapping[str, str]
) -> list[tuple[str, str, dict[str, str]]]:
    """The drop-downs above every view: label, the address's parameter, options."""
    rows = [task.row for task in tasks]
    return [
        ("Kursi", "kursi", {"": "Semua kursi", **seats}),
        ("Pilar", "pilar", {"": "Semua pilar", **pillars, addresses.NONE: WITHOUT_PILLAR}),
        (
            "Penanggung jawab",
            "instansi",
            _named("Semua PJ", {row.owner_code: row.owner for row in rows}),
        ),
        ("Wilayah", "wilayah", _named("Semua wilayah", {row.region_code: row.region for row in rows})),
    ]


def _named(everything: str, names: dict[str, str]) -> dict[str, str]:
    return {"": everything, **dict(sorted(names.items(), key=lambda pair: pair[1]))}


def filter_words(
    chosen: str,
    accepted: dict[str, str],
    tasks: Sequence[WatchedTask],
    view: str,
    pillars: Mapping[str, str],
) -> str:
    """The filter as the head of a spreadsheet says it."""
    rows = [task.row for task in tasks]
    names = {row.owner_code: row.owner for row in rows} | {row.region_code: row.region for row in rows}
    names |= {code: f"pilar {name}" for code, name in pillars.items()} | {addresses.NONE: WITHOUT_PILLAR}
    words = [FILTERS[chosen] if view in FILTERED_VIEWS else VIEWS[view]]
    words += [names.get(accepted[name], accepted[name]) for name in _BY if name in accepted]
    words += [f"memuat “{accepted['cari']}”"] if "cari" in accepted else []
    return "; ".join(words)


_BY = ("kursi", "pilar", "instansi", "wilayah")


def tools(
    matrix_file: Callable[[], bytes],
    made: Callable[[], FileTable],
    on: date,
    kept: dict[str, str],
    count: int,
    *,
    may_propose: bool,
) -> None:
    """What can be done with the whole list: take it along, add to it. Of a very long one paper holds the
    first rows, and says of how many."""
    with downloads.tools():
        downloads.table(made, "tugas", on)
        downloads.button("Unduh matriks", matrix_file, "matriks-tindak-lanjut.xlsx", downloads.XLSX)
        is_whole = count <= follow_up.MOST_ROWS
        label = "Cetak matriks" if is_whole else f"Cetak {formats.number(follow_up.MOST_ROWS)} baris teratas"
        downloads.paper(label, addresses.follow_up(kept))
        if may_propose:
            st.html(str(link("+ Tugas baru", addresses.new_task(), css="gb-button")), width="content")


def show(
    view: str,
    tasks: Sequence[WatchedTask],
    page: int,
    kept: dict[str, str],
    on: date,
    *,
    seats: Callable[[Sequence[WatchedTask]], Sequence[tuple[str, str, Sequence[WatchedTask]]]],
    states: Callable[[Sequence[WatchedTask]], Sequence[tuple[TaskState, Sequence[WatchedTask]]]],
    are_any: bool,
) -> None:
    """The chosen view of the tasks."""
    if view == "kursi":
        markup.show(seat_board(seats(tasks)))
    elif view == "keadaan":
        markup.show(state_board(states(tasks)))
    elif not are_any:
        markup.show(markup.empty("Belum ada tugas."))
    elif view == "kendala":
        markup.show(waiting(tasks))
    elif view == "eskalasi":
        markup.show(ladder_rules(), escalations(tasks, on))
    elif not tasks:
        markup.show(
            markup.empty(
                "Tidak ada tugas yang cocok.", link("Tampilkan semua", addresses.tasks(state="semua"))
            )
        )
    else:
        start = (page - 1) * PAGE_SIZE
        part = tasks[start : start + PAGE_SIZE]
        markup.show(
            matrix(part, on, start) if view == "matriks" else listing(part),
            paging.pages(
                addresses.Page.TASKS,
                kept,
                page=page,
                size=PAGE_SIZE,
                total=len(tasks),
                remark="urut kelas, lalu batas waktu",
            ),
            explanation(),
        )


def ladder_rules() -> Markup:
    """The published days of the ladder."""
    parts = [
        f"{labels.TASK_CLASSES[task_class]}: "
        + ", ".join(f"{_STEP_SHORT[step]} hari ke-{days}" for step, days in steps.items())
        for task_class, steps in LADDER.items()
    ]
    return markup.note(
        Markup("{} {}. ").format(markup.bold("Tangga."), "; ".join(parts)),
        "Hari kerja sesudah yang terlewat; darurat memakai hari kalender. "
        "Eskalasi ditujukan kepada atasan instansi itu sendiri.",
    )


_STEP_SHORT = {
    EscalationStep.REMINDER: "pengingat",
    EscalationStep.SUPERIOR: "atasan",
    EscalationStep.FORUM: "forum",
}


def listing(tasks: Sequence[WatchedTask]) -> Markup:
    columns = [
        Column("Kode", "gb-narrow"),
        Column("Tugas dan asalnya", "gb-wide"),
        Column("Kelas"),
        Column("PJ dan pendukung"),
        Column("Wilayah"),
        Column("Keadaan"),
        Column("Batas waktu", "gb-narrow"),
    ]
    rows = [
        [
            task.row.code,
            markup.stack(
                link(task.row.title, addresses.task(task.row.code)),
                _born_from(task.row),
            ),
            chips.of_task_class(task.row.task_class),
            markup.stack(task.row.owner, _beside(task.row)),
            short_name(task.row.region_code, task.row.region),
            markup.stack(chips.of_task_state(task.row.state), _why(task)),
            running_bar(task),
        ]
        for task in tasks
    ]
    return markup.table(columns, rows, caption="Daftar tugas")


def _why(task: WatchedTask) -> str:
    """In words why it does not move; of what is late and says nothing, that nothing was said."""
    row = task.row
    if row.reason and row.state in _SAYS_WHY:
        return shorten(row.reason, _WHY_SHOWN, placeholder="…")
    if task.clock.urgency is Urgency.OVERDUE:
        return "alasan belum ditulis"
    return ""


_SAYS_WHY = frozenset({TaskState.BLOCKED, TaskState.DECLINED, TaskState.COUNTERED, TaskState.RETURNED})
_WHY_SHOWN = 90


def _beside(row: TaskRow) -> str:
    """Who is waited for, or who supports."""
    if row.state is TaskState.BLOCKED and row.helper:
        return f"menunggu {row.helper}"
    return formats.shortlist(list(row.supporters))


def origin(row: TaskRow) -> Text:
    """Where a task was born, as a link where there is a page for it."""
    if row.origin is TaskOrigin.COMMITMENT and row.commitment_code:
        return link(f"Komitmen {row.commitment_code}", addresses.commitment(row.commitment_code))
    if row.origin is TaskOrigin.DECISION and row.decision_meeting_id:
        return _decision(row, row.decision_meeting_id)
    if row.origin is TaskOrigin.CASE:
        return (
            link(f"Kasus {row.case_code}", addresses.case(row.case_code))
            if row.case_code
            else "register kasus"
        )
    if row.origin is TaskOrigin.FIGURE_CONFLICT and row.conflict_key:
        return link("Pertentangan angka", addresses.conflict(row.conflict_key))
    if row.origin is TaskOrigin.REGION and "." in row.region_code:
        return link(f"Wilayah {display_name(row.region)}", addresses.region(row.region_code))
    return labels.TASK_ORIGINS[row.origin].lower()


def _born_from(row: TaskRow) -> Text:
    born = origin(row)
    return born if row.origin is TaskOrigin.BY_HAND else Markup("dari {}").format(born)


def _decision(row: TaskRow, meeting: int) -> Markup:
    return link(
        f"Keputusan {row.decision_number}/{row.decision_year}",
        addresses.decisions(meeting),
    )


def _tone(running: RunningClock) -> str:
    if running.is_late:
        return "over"
    soon = running.in_hours or running.left <= 2
    return "soon" if soon else "later"


_SYMBOLS = {"over": "event_busy", "soon": "hourglass_top", "later": ""}
_CLOCK_CSS = {"over": "gb-late", "soon": "gb-soon", "later": ""}


def running_bar(task: WatchedTask) -> Markup:
    """Which clock runs, what it has left, and how much of it is used: in words, icon and colour."""
    running = task.running
    if running is None:
        return markup.tinted(formats.short_date(task.row.due_on), "gb-muted")
    tone = _tone(running)
    return markup.render(
        "tasks.clock",
        name=labels.TASK_CLOCKS[running.kind],
        css=_CLOCK_CSS[tone],
        symbol=_SYMBOLS[tone],
        remaining=running.left_in_words,
        bar=markup.bar(max(round(100 * running.share_used), 4), f"gb-{tone}"),
    )


def explanation() -> Markup:
    return markup.note(
        markup.bold("Batas waktu."),
        f" {rules.task_clocks()} Hari libur nasional dan cuti bersama tidak dihitung. Tugas diusulkan, bukan "
        "diperintahkan: penanggung jawabnya menerima, menawar, atau menolak dengan alasan. ",
        link("Tangga eskalasi", addresses.tasks(view="eskalasi")),
    )


# The board


def board(columns: Iterable[tuple[str, Sequence[WatchedTask], str]]) -> Markup:
    """Columns of cards; each is (title, tasks, address of all of them)."""
    return markup.render(
        "tasks.board",
        columns=[
            {
                "title": title,
                "count": len(tasks),
                "cards": [_card(task) for task in tasks[:CARDS_PER_COLUMN]],
                "more": _more(tasks, address),
            }
            for title, tasks, address in columns
        ],
    )


def _more(tasks: Sequence[WatchedTask], address: str) -> Markup | str:
    if len(tasks) <= CARDS_PER_COLUMN:
        return ""
    return link(f"Lihat {formats.number(len(tasks))} tugas", address)


def _card(task: WatchedTask) -> dict[str, Text]:
    row = task.row
    return {
        "code": row.code,
        "task_class": chips.of_task_class(row.task_class),
        "title": link(row.title, addresses.task(row.code), css="gb-link gb-quiet"),
        "owner": row.owner,
        "region": short_name(row.region_code, row.region),
        "state": chips.of_task_state(row.state),
        "clock": running_bar(task),
    }


def seat_board(columns: Sequence[tuple[str, str, Sequence[WatchedTask]]]) -> Markup:
    """Each is (code of the seat, title, tasks)."""
    return board(
        (title, worst_first(tasks), addresses.tasks(view="daftar", seat=code))
        for code, title, tasks in columns
    )


_FILTER_OF = {
    TaskState.BLOCKED: "terkendala",
    TaskState.CLAIMED_DONE: "diklaim",
    TaskState.DECLINED: "ditolak",
    TaskState.PROPOSED: "jawaban",
    TaskState.COUNTERED: "jawaban",
}


def state_board(columns: Sequence[tuple[TaskState, Sequence[WatchedTask]]]) -> Markup:
    return board(
        (
            labels.TASK_STATES[state],
            worst_first(tasks),
            addresses.tasks(view="daftar", state=_FILTER_OF.get(state, "semua")),
        )
        for state, tasks in columns
        if tasks or state not in CLOSED_STATES
    )


# The follow-up matrix


def matrix(tasks: Sequence[WatchedTask], on: date, before: int) -> Markup:
    """The columns that officials expect; wide on purpose, as it is on paper.

    ``before`` rows stand on earlier pages.
    """
    columns = [Column(title, _MATRIX_CSS.get(title, "")) for title in follow_up.COLUMNS]
    lines = follow_up.follow_up([(task.row, task.running) for task in tasks], on)
    rows: list[list[Text]] = [
        [
            str(before + number),
            link(line.instruction, addresses.task(task.row.code)),
            *line.cells[2:],
        ]
        for number, (task, line) in enumerate(zip(tasks, lines, strict=True), start=1)
    ]
    return markup.table(columns, rows, caption="Matriks tindak lanjut", css="gb-matrix")


_MATRIX_CSS = {"No": "gb-narrow", "%": "gb-right", "Arahan/Kesepakatan": "gb-wide"}


# Who waits for whom


def waiting(tasks: Sequence[WatchedTask]) -> Markup:
    """Blocked tasks by whose help they wait for, the one waited for by most first."""
    by_helper: dict[str, list[WatchedTask]] = {}
    for task in tasks:
        by_helper.setdefault(task.row.helper or formats.NOT_SET, []).append(task)
    ordered = sorted(by_helper, key=lambda name: (-len(by_helper[name]), name))
    if not ordered:
        return markup.empty(
            "Tidak ada tugas yang terkendala.", link("Lihat semua tugas", addresses.Page.TASKS)
        )
    columns = [
        Column("Menunggu", "gb-narrow"),
        Column("Yang menunggu", "gb-wide"),
        Column("Alasan", "gb-wide"),
        Column("Sejak"),
        Column("Batas waktu", "gb-narrow"),
    ]
    return markup.table(
        columns,
        [
            [
                markup.bold(helper),
                markup.stack(
                    link(task.row.title, addresses.task(task.row.code)),
                    f"{task.row.owner} · {task.row.code}",
                ),
                task.row.reason,
                formats.short_date(local_time(task.row.moved_at).date()),
                running_bar(task),
            ]
            for helper in ordered
            for task in worst_first(by_helper[helper])
        ],
        caption="Tugas terkendala menurut instansi yang ditunggu",
    )


# Escalation


def escalations(tasks: Sequence[WatchedTask], on: date) -> Markup:
    """Every task on the ladder: what was missed, which step is next, on which day and to whom."""
    if not tasks:
        return markup.empty(
            "Tidak ada tugas pada tangga eskalasi.", link("Lihat semua tugas", addresses.Page.TASKS)
        )
    columns = [
        Column("Langkah berikutnya", "gb-narrow"),
        Column("Tugas", "gb-wide"),
        Column("Sebab"),
        Column("Kepada"),
        Column("Jatuh pada", "gb-narrow"),
        Column("Sudah diambil"),
    ]
    ordered = sorted(tasks, key=lambda task: _step_day(task, on))
    return markup.table(
        columns,
        [
            [
                _next_step(task, on),
                markup.stack(
                    link(task.row.title, addresses.task(task.row.code)),
                    f"{task.row.owner} · {task.row.code}",
                ),
                _cause(task),
                addressee(task.row, task.next_rung.step) if task.next_rung else "–",
                formats.short_date(task.next_rung.due_on) if task.next_rung else "–",
                _taken(task),
            ]
            for task in ordered
        ],
        caption="Tangga eskalasi",
    )


def _step_day(task: WatchedTask, on: date) -> tuple[bool, date, str]:
    rung = task.next_rung
    return (rung is None, rung.due_on if rung else on, task.row.code)


def _next_step(task: WatchedTask, on: date) -> Markup:
    rung = task.next_rung
    if rung is None:
        return markup.chip("Tangga selesai", "plain", "done_all")
    if rung.due_on <= on:
        return markup.chip(labels.ESCALATION_STEPS[rung.step], "late", "campaign")
    return markup.chip(labels.ESCALATION_STEPS[rung.step], "plain", "schedule")


def _cause(task: WatchedTask) -> str:
    if task.ladder is None:
        return "–"
    missed = formats.short_date(task.ladder.missed_on)
    return f"{formats.capitalised(labels.ESCALATION_CAUSES[task.ladder.cause])}, {missed}"


def _taken(task: WatchedTask) -> str:
    steps = task.row.recorded(task.ladder.missed_on) if task.ladder else frozenset()
    return ", ".join(labels.ESCALATION_STEPS[step] for step in EscalationStep if step in steps) or "–"


def addressee(row: TaskRow, step: EscalationStep) -> str:
    """Whom a step goes to: the owner, the owner's own superior, or the forum."""
    return {
        EscalationStep.REMINDER: row.owner,
        EscalationStep.SUPERIOR: row.superior or formats.NOT_SET,
        EscalationStep.FORUM: "Forkopimda",
    }[step]


def ladder(task: WatchedTask, on: date) -> Markup:
    """The ladder of one task, as both sides see it."""
    head = section("Tangga eskalasi")
    earlier = _earlier_steps(task)
    if task.ladder is None:
        quiet = markup.note(
            f"Tidak ada yang terlewat. Bila terlewat: pengingat, lalu {task.row.superior or 'forum'}"
            f"{', lalu forum' if task.row.superior else ''}."
        )
        return head + quiet + earlier
    taken = {each.step: each for each in task.row.escalations if each.missed_on == task.ladder.missed_on}
    rungs = [
        {
            **_standing_of(rung, rung.step in taken, on),
            "step": labels.ESCALATION_STEPS[rung.step],
            "about": _of_step(task.row, rung.step, taken.get(rung.step)),
            "due_on": formats.short_date(rung.due_on),
        }
        for rung in task.ladder.rungs
    ]
    return markup.joined(
        head,
        markup.note(f"{_cause(task)}. Hari kerja dihitung dari hari itu."),
        markup.render("tasks.ladder", rungs=rungs),
        earlier,
    )


def _standing_of(rung: Rung, is_taken: bool, on: date) -> dict[str, str]:
    if is_taken:
        return {"css": "gb-taken", "symbol": "check_circle"}
    if rung.due_on <= on:
        return {"css": "gb-now", "symbol": "campaign"}
    return {"css": "", "symbol": "radio_button_unchecked"}


def _of_step(row: TaskRow, step: EscalationStep, taken: EscalationRow | None) -> str:
    if taken is None:
        return f"kepada {addressee(row, step)}"
    parts = [
        f"kepada {taken.to or 'Forkopimda'}",
        f"dicatat {taken.by} {formats.short_date(local_time(taken.recorded_at).date())}",
    ]
    if taken.letter_number:
        parts.append(f"surat {taken.letter_number}")
    if taken.note:
        parts.append(taken.note)
    return " · ".join(parts)


def _earlier_steps(task: WatchedTask) -> Markup:
    """Steps of a ladder that is over, because the owner answered or finished after all."""
    current = task.ladder.missed_on if task.ladder else None
    earlier = [each for each in task.row.escalations if each.missed_on != current]
    if not earlier:
        return Markup("")
    return cards.timeline(
        (
            local_time(each.recorded_at).date(),
            markup.words(
                markup.bold(labels.ESCALATION_STEPS[each.step]), _of_step(task.row, each.step, each)
            ),
        )
        for each in earlier
    )


# One task


def clock_panel(task: WatchedTask) -> Markup:
    """The clock that runs, large, and whose turn it is."""
    running = task.running
    if running is None:
        ended = labels.TASK_STATES[task.row.state]
        return markup.panel(
            markup.paragraph(ended, css="gb-big gb-words"),
            markup.paragraph("Tidak ada batas waktu yang berjalan."),
        )
    tone = _tone(running)
    return markup.panel(
        markup.render(
            "tasks.clock_panel",
            name=labels.TASK_CLOCKS[running.kind].lower(),
            css=_CLOCK_CSS[tone],
            symbol=_SYMBOLS[tone],
            remaining=running.left_in_words,
            bar=markup.bar(max(round(100 * running.share_used), 2), f"gb-{tone}"),
            next_step=follow_up.next_step(task.row, running),
        ),
        css="gb-clock-panel",
    )


def _due(task: WatchedTask) -> str:
    """The day, and for an open task what is left of it, in working days like its clock."""
    day = formats.long_date(task.row.due_on)
    if task.clock.urgency is Urgency.CLOSED:
        return day
    return f"{day}, {task.clock.left_in_words}"


def facts(task: WatchedTask) -> Markup:
    row = task.row
    region: Text = row.region
    if "." in row.region_code:
        region = link(row.region, addresses.region(row.region_code))
    pairs: list[tuple[Text, Text]] = [
        ("Penanggung jawab", row.owner),
        ("Pendukung", formats.listing(list(row.supporters)) or "–"),
        ("Keluaran", row.output),
        ("Kelas", Markup("{} {}").format(chips.of_task_class(row.task_class), _referral(row))),
        ("Wilayah", region),
        ("Asal", origin(row)),
        ("Diusulkan", f"{row.proposer}, {formats.moment(row.proposed_at)}"),
        ("Tenggat", _due(task)),
    ]
    if row.countered_due_on:
        pairs.append(("Tenggat ditawar", formats.long_date(row.countered_due_on)))
    if row.countered_terms:
        pairs.append(("Syarat ditawar", row.countered_terms))
    if row.reason:
        pairs.append(("Alasan", row.reason))
    if row.helper:
        pairs.append(("Butuh bantuan", row.helper))
    if row.progress is not None:
        pairs.append(("Kemajuan", Markup("{} menurut penanggung jawab").format(_progress(row.progress))))
    if row.evidence:
        pairs.append(("Bukti", row.evidence))
    if row.decision_text and row.decision_meeting_id:
        decision = _decision(row, row.decision_meeting_id)
        pairs.append(("Keputusan rapat", Markup("{}: {}").format(decision, row.decision_text)))
    pairs.append(("Atasan penanggung jawab", row.superior or "tidak ada; eskalasi dibahas di forum"))
    return markup.definitions(pairs)


def _referral(row: TaskRow) -> Markup:
    return markup.chip("Rujukan ke pusat", "plain", "forward") if row.referral_days else Markup("")


def _progress(percent: int) -> Markup:
    said = f"{percent} %"
    return markup.words(markup.bar(percent, "gb-hollow", label=said), said)


def offer(row: TaskRow) -> Markup:
    """What the owner asks for instead, beside what was proposed; empty when there is no offer."""
    if row.state is not TaskState.COUNTERED:
        return Markup("")
    parts = [f"syarat: {row.countered_terms}"] if row.countered_terms else []
    if row.countered_due_on:
        parts.insert(
            0,
            f"tenggat {formats.long_date(row.countered_due_on)} (semula {formats.long_date(row.due_on)})",
        )
    return markup.render("tasks.offer", owner=row.owner, terms="; ".join(parts), reason=row.reason)


def history(detail: TaskDetail) -> Markup:
    return section("Riwayat", aside="dilihat kedua pihak") + cards.timeline(
        (
            local_time(step.at).date(),
            markup.words(
                step.agency,
                markup.bold(labels.TASK_STATES[step.state].lower()),
                step.note and f"· {step.note}",
            ),
        )
        for step in detail.steps
    )


def headline_chips(row: TaskRow) -> Markup:
    return markup.paragraph(
        chips.of_task_state(row.state), chips.of_task_class(row.task_class), css="gb-chips"
    )


def carry_out(
    brief: str,
    row: TaskRow,
    *,
    card: Callable[[], bytes],
    letters: Sequence[RecordedLetter],
) -> None:
    """What leaves the screen: paper, and a short text for WhatsApp."""
    with at_work("paper"):
        _to_carry_out(brief, row, card=card, letters=letters)


def _to_carry_out(
    brief: str,
    row: TaskRow,
    *,
    card: Callable[[], bytes],
    letters: Sequence[RecordedLetter],
) -> None:
    markup.show(section("Bawa keluar"))
    with st.container(horizontal=True):
        downloads.button("Kartu tugas A4", card, f"kartu-{row.code}.pdf", downloads.PDF, icon="print")
        for letter in letters:
            step = letter.step
            downloads.button(
                f"Surat {step.letter_number}",
                letter.printed,
                f"surat-{row.code}-{step.step}.pdf",
                downloads.PDF,
                icon="mail",
                key=f"letter_{step.id}",
            )
            downloads.editable(f"surat-{row.code}-{step.step}", letter.editable)
    with st.expander("Ringkas untuk WhatsApp", icon=":material/chat:"):
        st.code(brief, language=None, wrap_lines=True)
        markup.show(
            markup.note(
                Markup("{} karakter, tanpa nama tempat di bawah kabupaten. {}").format(
                    len(brief),
                    markup.outside_link("Buka di WhatsApp", addresses.on_whatsapp(brief)),
                )
            )
        )


def new_task(origin: str, key: str, *, may: bool, label: str = "Tugas baru") -> Markup:
    """The way to one more task, on the page of the thing it is born from; empty for who may not propose."""
    if not may:
        return Markup("")
    return link(label, addresses.new_task(origin, key), css="gb-link gb-new-task")
