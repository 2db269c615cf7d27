"""An agency's commitments by urgency: what is to be reported next, in cards and in plain words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from markupsafe import Markup

from components.kit import cards, chips, markup
from components.kit.layout import section
from components.kit.markup import icon, link
from domain import addresses
from domain.commitments.due import Duty, ReportUrgency, next_duty, rank
from domain.commitments.health import Health, ReportState
from domain.commitments.progress import judged_by
from domain.time import formats, lateness
from domain.time.calendar import Quarter, local_time

if TYPE_CHECKING:
    from db.queries.checkpoints import CheckpointRow, VerdictRow
    from db.queries.commitments import CommitmentRow, OwnCommitment


OWNERLESS = addresses.commitments(state=Health.NO_OWNER.value)
_URGENT = (ReportUrgency.RETURNED, ReportUrgency.MISSED, ReportUrgency.SOON)


@dataclass(frozen=True)
class Item:
    """A commitment of the agency, with what it has to do next about it."""

    row: CommitmentRow
    health: Health
    points: Sequence[CheckpointRow]
    duty: Duty | None

    @property
    def point(self) -> CheckpointRow | None:
        return self.points[self.duty.point] if self.duty else None

    @property
    def is_urgent(self) -> bool:
        return self.duty is not None and self.duty.urgency in _URGENT


def items(own: Iterable[OwnCommitment], on: date) -> list[Item]:
    """The most urgent first."""
    found = [
        Item(
            each.row,
            each.row.progress.health(on),
            each.checkpoints,
            next_duty([point.to_report for point in each.checkpoints], on),
        )
        for each in own
    ]
    return sorted(found, key=lambda item: (*rank(item.duty), item.row.code))


def by_urgency(items: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """What wants doing now, and the rest."""
    return [item for item in items if item.is_urgent], [item for item in items if not item.is_urgent]


def in_short(items: Sequence[Item], tasks: int, offers: int, pressing_tasks: int = 0) -> str:
    """``2 komitmen · 3 tugas (1 mendesak) · 1 usulan``."""
    pressing = f" ({pressing_tasks} mendesak)" if pressing_tasks else ""
    parts = [f"{len(items)} komitmen"]
    parts += [f"{tasks} tugas{pressing}"] if tasks else []
    parts += [f"{offers} usulan"] if offers else []
    return " · ".join(parts)


def finding(items: Sequence[Item], pressing_tasks: int = 0, offers: int = 0) -> str:
    """What the agency has to know first, about all that it holds and not its reports alone."""
    urgent = sum(item.is_urgent for item in items)
    parts = []
    if urgent:
        of_all = f"semua komitmen ({urgent})" if urgent == len(items) > 1 else _of_them(urgent, len(items))
        parts.append(f"{of_all} perlu tindakan")
    late = sum(item.health is Health.OVERDUE and not item.is_urgent for item in items)
    if late:
        of_others = f"{formats.in_words(late)} komitmen lain" if urgent else _of_them(late, len(items))
        parts.append(f"{of_others} lewat tenggat")
    if pressing_tasks:
        parts.append(f"{formats.in_words(pressing_tasks)} tugas mendesak")
    if offers:
        parts.append(f"{formats.in_words(offers)} usulan menunggu jawaban")
    if parts:
        return formats.capitalised(formats.listing(parts))
    return "Tidak ada laporan atau tugas yang mendesak" if items else "Belum ada komitmen yang dipegang"


def _of_them(some: int, of_all: int) -> str:
    """``satu dari 2 komitmen``; ``satu komitmen`` where there is no other."""
    return "satu komitmen" if of_all == 1 else f"{formats.in_words(some)} dari {of_all} komitmen"


def drafts(items: Sequence[Item]) -> Markup:
    """What was begun and not sent, with the way back to it."""
    waiting = [
        (item.row, point.quarter, point.draft) for item in items for point in item.points if point.draft
    ]
    if not waiting:
        return Markup("")
    begun = [
        {
            "name": f"{row.code} {Quarter.parse(quarter).label}",
            "saved": _saved(draft.written_at),
            "onward": link("Lanjutkan", addresses.report_form(row.code, quarter)),
        }
        for row, quarter, draft in waiting
    ]
    return markup.render("my_agency.drafts", count=f"{len(begun)} draf belum terkirim.", drafts=begun)


def _saved(written: datetime) -> str:
    day = local_time(written).date()
    return f"{formats.short_date(day)} pukul {formats.clock_time(written)}"


def of_others(code: str, quarter: str) -> str:
    named = f"{code} {quarter}".strip()
    return f"Laporan {named} bukan milik instansi Anda. Pilih butir dari Instansi saya."


def nothing_to_report(code: str) -> Markup:
    """The way on below the sentence that says why."""
    return markup.empty(
        "Butir lain yang dapat dilaporkan ada di Instansi saya.",
        link(f"Buka {code}", addresses.commitment(code)),
    )


def later_cards(items: Sequence[Item], on: date, closed: Collection[date]) -> Markup:
    """What is on its way, below a heading of its own."""
    if not items:
        return Markup("")
    return section("Berjalan", aside=f"{len(items)} komitmen") + item_cards(items, on, closed)


def units(items: Sequence[Item], tasks: int) -> Markup:
    """Reports and tasks stand on one page, each late in its own unit."""
    return markup.note(lateness.published()) if items and tasks else Markup("")


def item_cards(items: Sequence[Item], on: date, closed: Collection[date]) -> Markup:
    """A card per commitment, most urgent first."""
    if not items:
        return Markup("")
    return markup.render("my_agency.cards", cards=[_card(item, on, closed) for item in items])


def _card(item: Item, on: date, closed: Collection[date]) -> dict[str, object]:
    row = item.row
    return {
        "chip": _chip(item),
        "when": _beside_chip(item, on, closed),
        "title": link(row.title, addresses.commitment(row.code), css="gb-plain"),
        "what": _what(item),
        "claimed": cards.long_bar("Diklaim", row.progress.claimed, "gb-hollow"),
        "verified": cards.long_bar("Terverifikasi", row.progress.verified, "gb-solid"),
        "last_word": _last_word(item),
        "ways": _ways_on(item),
    }


_CHIPS = {
    ReportUrgency.RETURNED: ("Dikembalikan", "at-risk", "undo"),
    ReportUrgency.MISSED: ("Menunggak laporan", "silent", "volume_off"),
    ReportUrgency.SOON: ("Segera jatuh tempo", "at-risk", "schedule"),
    ReportUrgency.WAITING: ("Menunggu verifikasi", "plain", "hourglass_empty"),
}


def _chip(item: Item) -> Markup:
    if item.health is Health.OVERDUE:
        return chips.of_health(Health.OVERDUE)
    if item.duty and item.duty.urgency in _CHIPS:
        return markup.chip(*_CHIPS[item.duty.urgency])
    return chips.of_health(item.health)


def _beside_chip(item: Item, on: date, closed: Collection[date]) -> str:
    """The days that the chip speaks of: for a commitment past its due date, not those of one report."""
    is_judged = item.duty is not None and item.duty.urgency is ReportUrgency.WAITING
    if item.health is Health.OVERDUE and not is_judged:
        return lateness.left(lateness.DueKind.COMMITMENT, item.row.due_on, on)
    return _when(item, on, closed)


def _when(item: Item, on: date, closed: Collection[date]) -> str:
    duty, point = item.duty, item.point
    if duty is None or point is None:
        return "tanpa titik kendali"
    if duty.urgency is ReportUrgency.WAITING and point.report and point.report.submitted_at:
        sent = local_time(point.report.submitted_at).date()
        return f"diperiksa sebelum {formats.short_date(judged_by(sent, closed))}"
    if duty.urgency is ReportUrgency.DONE:
        return ""
    return lateness.left(lateness.DueKind.REPORT, duty.due_on, on)


_DUES = {
    ReportUrgency.RETURNED: "Laporan perbaikan",
    ReportUrgency.WAITING: "Laporan terkirim",
    ReportUrgency.DONE: "Selesai dinilai",
}


def _what(item: Item) -> str:
    if item.point is None or item.duty is None:
        return f"{item.row.code} · menunggu titik kendali"
    due = _DUES.get(item.duty.urgency, "Laporan")
    return f"{due} {Quarter.parse(item.point.quarter).label} · {item.row.code}"


def _last_word(item: Item) -> Markup:
    point = item.point
    verdict = point.verdict if point else None
    if verdict is None or point is None or not verdict.notes:
        return Markup("")
    returned = point.report is not None and point.report.state is ReportState.RETURNED
    return said_in_verdict(verdict, verdict.notes, returned=returned)


def said_in_verdict(verdict: VerdictRow, notes: str, *, returned: bool) -> Markup:
    who = "Dikembalikan" if returned else f"{verdict.agency} menilai"
    return markup.render(
        "my_agency.said",
        css=" gb-returned" if returned else "",
        head=f"{who} {formats.long_date(local_time(verdict.decided_at).date())}.",
        text=notes,
    )


def _ways_on(item: Item) -> list[Markup]:
    details = link("Rincian", addresses.commitment(item.row.code), css="gb-second")
    if item.point is None or item.duty is None or item.duty.urgency is ReportUrgency.DONE:
        return [details]
    label = "Ganti laporan" if item.duty.urgency is ReportUrgency.WAITING else "Laporkan"
    css = "gb-second" if item.duty.urgency is ReportUrgency.WAITING else "gb-button"
    report = link(
        icon("edit") + label,
        addresses.report_form(item.row.code, item.point.quarter),
        css=css,
        title=f"{label} {item.row.code}",
    )
    return [report, details]


def on_paper(office: str, *, may: bool) -> Markup:
    """The office's page to print; of a reader without an office there is none."""
    if not (office and may):
        return Markup()
    return markup.paper_button("Cetak lembar A4", addresses.agency_sheet(office))


def in_plain_words(items: Sequence[Item], on: date, closed: Collection[date]) -> Markup:
    """What may be reported on, most urgent first, with the way to the form that needs no websocket."""
    due = [
        {
            "title": link(item.row.title, addresses.plain_report_form(item.row.code, item.point.quarter)),
            "what": _what(item),
            "when": _when(item, on, closed),
        }
        for item in items
        if item.point and item.duty and item.duty.urgency is not ReportUrgency.DONE
    ]
    if not due:
        return markup.empty("Tidak ada laporan yang dapat diisi sekarang.")
    return markup.render("my_agency.plain_list", due=due)


def nothing_held() -> Markup:
    return markup.empty(
        "Instansi Anda belum memegang komitmen atau tugas.",
        link("Lihat komitmen yang belum punya penanggung jawab", OWNERLESS),
    )


def offers_head(count: int) -> Markup:
    return section("Diusulkan kepada instansi Anda", aside=f"{count} komitmen menunggu jawaban")
