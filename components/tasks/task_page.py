"""One task on its page: its clock, its facts, its history, and what of it leaves the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from components.kit import cards, chips, downloads, markup
from components.kit.layout import at_work, section
from components.kit.markup import Text, link
from components.tasks.clock import CLOCK_CSS, SYMBOLS, tone_of
from components.tasks.register import decision_behind, origin
from domain import addresses
from domain.tasks.clocks import Urgency
from domain.tasks.life import TaskState
from domain.time import formats
from domain.time.calendar import local_time
from domain.words import labels
from domain.words import matrix as follow_up

if TYPE_CHECKING:
    from db.queries.task_detail import TaskDetail
    from db.queries.tasks import TaskRow
    from views.task_papers import RecordedLetter
    from views.tasks import WatchedTask


def clock_panel(task: WatchedTask) -> Markup:
    """The clock that runs, large, and whose turn it is."""
    running = task.running
    if running is None:
        ended = labels.TASK_STATES[task.row.state]
        return markup.panel(
            markup.paragraph(ended, css="gb-big gb-words"),
            markup.paragraph("Tidak ada batas waktu yang berjalan."),
        )
    tone = tone_of(running)
    return markup.panel(
        markup.render(
            "tasks.clock_panel",
            name=labels.TASK_CLOCKS[running.kind].lower(),
            css=CLOCK_CSS[tone],
            symbol=SYMBOLS[tone],
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
        decision = decision_behind(row, row.decision_meeting_id)
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


def papers(
    brief: str,
    row: TaskRow,
    *,
    card: Callable[[], bytes],
    letters: Sequence[RecordedLetter],
) -> None:
    """What leaves the screen: card, letters, and a short text for WhatsApp."""
    with at_work("paper"):
        markup.show(section("Bawa keluar"))
        _files(row, card, letters)
        _short_text(brief)


def _files(row: TaskRow, card: Callable[[], bytes], letters: Sequence[RecordedLetter]) -> None:
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


def _short_text(brief: str) -> None:
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
