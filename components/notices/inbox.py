"""Kotak masuk: what its reader has to answer, to do, and to know, each with the way to its matter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from components.kit import filters, forms, layout, markup, paging
from components.kit.forms import Submission
from domain import addresses
from domain.access.parameters import Parameters
from domain.look import Tone
from domain.notices.kinds import Matter, NoticeKind, Work
from domain.notices.requests import ReadNotices
from domain.time import formats, lateness
from domain.time.calendar import local_time
from domain.time.lateness import DueKind

if TYPE_CHECKING:
    from db.queries.notices import NoticeItem

PAGE_SIZE = 20
AT_ONCE = 8
"""Of a section that asks for something: the rest is one click away."""

SECTIONS = {
    Work.ANSWER: "Harus saya jawab",
    Work.ACT: "Harus saya perbaiki atau laporkan",
    Work.KNOW: "Untuk diketahui",
}

UNREAD, WAITING = addresses.UNREAD, "menunggu"
"""In the address: only what was not read, only what waits for the reader."""
CHOICES = (UNREAD, WAITING)


def headline(items: Sequence[NoticeItem]) -> str:
    works = Counter(item.work for item in items)
    parts = []
    if works[Work.ANSWER]:
        parts.append(f"{formats.in_words(works[Work.ANSWER])} kabar menunggu jawaban Anda")
    if works[Work.ACT]:
        parts.append(f"{formats.in_words(works[Work.ACT])} perlu dikerjakan")
    return formats.capitalised(", ".join(parts)) if parts else "Tidak ada yang menunggu Anda"


def chosen(items: Sequence[NoticeItem], show: str) -> list[NoticeItem]:
    if show == UNREAD:
        return [item for item in items if not item.is_read]
    if show == WAITING:
        return [item for item in items if item.work is not Work.KNOW]
    return list(items)


def choices(items: Sequence[NoticeItem], show: str) -> Markup:
    options = (("Semua", ""), ("Belum dibaca", UNREAD), ("Menunggu saya", WAITING))
    return markup.pills(
        [
            (markup.counted(label, len(chosen(items, key))), addresses.inbox(show=key), key == show)
            for label, key in options
        ],
        label="Kabar yang ditampilkan",
    )


def reading_all(items: Sequence[NoticeItem]) -> Submission | None:
    """Only what asks for nothing: the rest stays unread until somebody goes there."""
    form = "read_notices"
    place = forms.place()
    unread = tuple(item.id for item in items if item.work is Work.KNOW and not item.is_read)
    if not unread:
        return None
    pressed = st.button(
        "Tandai “untuk diketahui” sudah dibaca", icon=":material/done_all:", key=forms.field(form, "all")
    )
    if not pressed:
        return None
    return Submission(
        form, ReadNotices(unread), place, done="Sudah ditandai dibaca.", what_next="Tidak ada yang dihapus."
    )


def sections(
    items: Sequence[NoticeItem], on: date, holidays: Collection[date], *, show: str, asked: Parameters
) -> Markup:
    shown = chosen(items, show)
    if not shown:
        return markup.empty(*_NOTHING[bool(items)])
    parts = []
    for work, title in SECTIONS.items():
        own = sorted((item for item in shown if item.work is work), key=lambda item: item.due_first)
        if not own:
            continue
        further = Markup("")
        aside = f"{formats.number(len(own))} kabar"
        if work is Work.KNOW:
            page = filters.page_of(asked, len(own), PAGE_SIZE)
            further = paging.pages(
                addresses.Page.INBOX,
                {"saring": show} if show else {},
                page=page,
                size=PAGE_SIZE,
                total=len(own),
            )
            own = own[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
        elif len(own) > AT_ONCE:
            rest = f"{formats.number(len(own) - AT_ONCE)} kabar lagi"
            further = markup.fold(rest, _list(own[AT_ONCE:], on, holidays))
            own = own[:AT_ONCE]
        parts += [layout.section(title, aside=aside), _list(own, on, holidays), further]
    return markup.joined(*parts)


def _list(items: Sequence[NoticeItem], on: date, holidays: Collection[date]) -> Markup:
    return markup.render("notices.list", rows=[_row(item, on, holidays) for item in items])


_NOTHING = {
    True: ("Tidak ada kabar yang cocok dengan pilihan ini.", markup.link("Lihat semua", addresses.inbox())),
    False: (
        "Tidak ada yang menunggu Anda. Usulan, jawaban, putusan, dan tenggat instansi Anda muncul di sini.",
        "",
    ),
}


def _row(item: NoticeItem, on: date, holidays: Collection[date]) -> dict[str, object]:
    row, facts = item.kind.row, item.facts
    waits = item.work is not Work.KNOW
    label = "Jawab" if item.work is Work.ANSWER and row.work is not Work.ANSWER else row.way
    address = addresses.told_by(item.id, facts.address)
    return {
        "is_read": item.is_read,
        "chip": _chip(item, on, holidays),
        "title": facts.title,
        "says": item.said,
        "told": formats.short_date(local_time(item.told_at).date()),
        "way": markup.link(label, address, css="gb-button", title=facts.title)
        if waits
        else markup.link("Buka", address, title=facts.title),
    }


_UNITS = {
    Matter.CHECKPOINT: DueKind.REPORT,
    Matter.SERVICE_REPORT: DueKind.REPORT,
    Matter.REFERRAL: DueKind.REFERRAL,
}
_BY_DAY = {NoticeKind.TASK_DUE, NoticeKind.TASK_LATE, NoticeKind.STEP_DUE, NoticeKind.REPORT_DUE}


def _chip(item: NoticeItem, on: date, holidays: Collection[date]) -> Markup:
    """How long there still is to answer or to do it, as long as that is asked; else what happened."""
    row, due_on = item.kind.row, item.facts.due_on
    if item.work is Work.KNOW or due_on is None:
        return markup.chip(row.label, row.tone, row.icon)
    if item.kind is NoticeKind.REPORT_LATE:
        return markup.chip(f"{row.label} {formats.days((on - due_on).days)}", row.tone, row.icon)
    if item.work is Work.ANSWER or item.kind in _BY_DAY:
        is_late = due_on < on
        left = lateness.left(_UNITS.get(row.matter, DueKind.TASK), due_on, on, holidays)
        return (
            markup.chip(left, Tone.LATE, "event_busy")
            if is_late
            else markup.chip(left, Tone.AT_RISK, "hourglass_bottom")
        )
    return markup.chip(row.label, row.tone, row.icon)


def never_told() -> Markup:
    return markup.panel(
        markup.heading("Yang tidak pernah dikabarkan"),
        markup.paragraph(
            "Nama, NIK, nomor telepon, atau rincian kasus. Kabar hanya menyebut kode; isinya dibuka setelah "
            "masuk."
        ),
    )
