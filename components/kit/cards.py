"""Cells, figures and bars: the recurring pieces of Ringkasan and the registers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from markupsafe import Markup

from components.kit import chips, markup
from components.kit.layout import section
from components.kit.markup import Text, link
from domain import addresses
from domain.attention.rules import AttentionItem, AttentionRule
from domain.commitments.health import Health
from domain.time import formats
from domain.time.calendar import to_wita
from domain.words import labels

if TYPE_CHECKING:
    from db.queries.commitments import CommitmentRow
    from views.overview import Overview

Rated = tuple["CommitmentRow", Health]


def cell(row: CommitmentRow, health: Health) -> Markup:
    """One square is one commitment; its title and status are its accessible name."""
    name = f"{row.code} {row.title}: {labels.HEALTH[health]}"
    return Markup('<a class="gb-cell gb-{}" href="{}" title="{}" aria-label="{}"></a>').format(
        chips.HEALTH[health][0], addresses.commitment(row.code), name, name
    )


def health_strip(rated: Sequence[Rated]) -> Markup:
    """All commitments as cells, grouped by health, each group with its count and its list."""
    groups = []
    for health in Health:
        members = [row for row, own in rated if own is health]
        if members:
            groups.append(
                Markup('<div style="flex-grow:{}"><div class="gb-cells">{}</div>{}</div>').format(
                    len(members),
                    Markup("").join(cell(row, health) for row in members),
                    link(
                        Markup("<b>{}</b> {}").format(len(members), labels.HEALTH[health]),
                        addresses.commitments(state=health.value),
                        css="gb-link gb-quiet",
                    ),
                )
            )
    return Markup('<div class="gb-strip">{}</div>').format(Markup("").join(groups))


def figure(value: str, noun: str, *, detail: str, register: str, rows: str, address: str) -> Markup:
    """A number that says of how many, where it comes from, and opens its rows when there are any."""
    opened = link(rows, address) if value != "0" else Markup("<span>tidak ada baris</span>")
    return Markup(
        '<div class="gb-figure"><p><b>{}</b> {}</p><p class="gb-muted">{}</p>'
        '<p class="gb-source"><span>{}{}</span>{}</p></div>'
    ).format(value, noun, detail, register, markup.icon("info"), opened)


def overview_figures(view: Overview) -> Markup:
    silent = view.silent_agencies
    return Markup('<div class="gb-figures">{}</div>').format(
        Markup("").join(
            [
                figure(
                    formats.number(len(view.commitments)),
                    "komitmen",
                    detail=f"dari {view.statements} frasa; "
                    f"{view.statements_without_commitment} masih pernyataan",
                    register="Register komitmen",
                    rows=f"Buka {len(view.commitments)} baris",
                    address=addresses.commitments(),
                ),
                figure(
                    formats.number(view.overdue_tasks),
                    "tugas lewat tenggat",
                    detail=f"dari {view.open_tasks} tugas terbuka",
                    register="Register tugas",
                    rows=f"Buka {view.overdue_tasks} baris",
                    address=addresses.tasks(state="lewat"),
                ),
                figure(
                    formats.number(view.conflicts),
                    "angka bertentangan",
                    detail=f"dari {view.figures} angka terbit; {view.unclear_figures} perlu klarifikasi",
                    register="Angka terbit",
                    rows=f"Buka {view.conflicts} kelompok",
                    address=addresses.figures(state="pertentangan"),
                ),
                figure(
                    formats.number(silent),
                    "instansi diam ≥ 30 hari",
                    detail=f"dari {len(view.silence)} yang wajib melapor",
                    register="Register laporan",
                    rows=f"Buka {silent} baris",
                    address=addresses.commitment_board("diam", only="diam"),
                ),
            ]
        )
    )


def since_meeting(view: Overview) -> Markup:
    """What moved since the forum last met, and when it meets again."""
    if view.last_meeting is None or view.follow_through is None:
        return Markup("")
    moved = view.follow_through
    upcoming = view.next_meeting
    return Markup(
        '<div class="gb-since"><b>Sejak rapat {}</b><span>{}{} putusan verifikasi</span>'
        "<span>{}{} dari {} janji rapat ditepati</span><span>{}{} tugas ditawar</span>{}</div>"
    ).format(
        formats.long_date(to_wita(view.last_meeting.starts_at).date()),
        markup.icon("verified"),
        moved.verdicts,
        markup.icon("check"),
        moved.promises_kept,
        moved.promises_due,
        markup.icon("history"),
        moved.tasks_countered,
        Markup("<em>Berikutnya: {}, {}</em>").format(
            formats.day_and_date(to_wita(upcoming.starts_at).date()),
            formats.clock_time(upcoming.starts_at),
        )
        if upcoming
        else "",
    )


def attention(items: Sequence[AttentionItem], total: int) -> Markup:
    head = section(
        "Perlu keputusan",
        aside=f"{len(items)} dari {total} butir, terberat dahulu" if total else "",
    )
    if not items:
        return head + markup.empty("Tidak ada yang terlambat, terkendala, atau tanpa pemilik hari ini.")
    rows = Markup("").join(
        Markup(
            '<li><span class="gb-why">{}</span>{}<span class="gb-owner">{}</span>'
            '<span class="gb-days">{}</span>{}</li>'
        ).format(
            chips.of_attention(item.rule),
            markup.stack(item.title, item.detail),
            item.owner,
            _waiting(item),
            link("Buka", item.link, title=item.title),
        )
        for item in items
    )
    return head + Markup('<ul class="gb-attention">{}</ul>').format(rows)


def _waiting(item: AttentionItem) -> str:
    if item.days is None:
        return "tanpa tenggat"
    if item.rule is AttentionRule.OVERDUE:
        return f"lewat {formats.number(item.days)} hari"
    return f"{formats.number(item.days)} hari" if item.days >= 0 else formats.days_left(-item.days)


def agency_grid(rated: Sequence[Rated]) -> Markup:
    """Every owner with its commitments as cells; those nobody owns come last."""
    by_agency: dict[str, list[Rated]] = {}
    for row, health in rated:
        by_agency.setdefault(row.owner or formats.NOT_SET, []).append((row, health))
    owners = sorted(by_agency, key=lambda name: (name == formats.NOT_SET, -len(by_agency[name]), name))
    blocks = Markup("").join(
        Markup(
            '<div><p><b>{}</b><span>{}</span></p><div class="gb-cells gb-small">{}</div>'
            '<p class="gb-muted">{}</p></div>'
        ).format(
            owner,
            len(by_agency[owner]),
            Markup("").join(cell(row, health) for row, health in by_agency[owner]),
            _in_short(health for _, health in by_agency[owner]),
        )
        for owner in owners
    )
    head = section(
        "Instansi dan komitmennya", action=link("Buka matriks lengkap", addresses.commitment_board())
    )
    if not rated:
        phrases = link("Baca frasa deklarasi", addresses.commitment_board("frasa"))
        return head + markup.empty("Belum ada instansi yang memegang komitmen.", phrases)
    return head + Markup('<div class="gb-agencies">{}</div>').format(blocks)


def _in_short(healths: Iterable[Health]) -> str:
    counts: dict[Health, int] = {}
    for health in healths:
        counts[health] = counts.get(health, 0) + 1
    return " · ".join(
        f"{counts[health]} {labels.HEALTH[health].lower().replace('ada pj', 'ada PJ')}"
        for health in Health
        if health in counts
    )


def bars(claimed: float | None, verified: float | None) -> tuple[Markup, Markup]:
    """A hollow bar for what is claimed, a solid one for what is verified, on one scale."""
    if claimed is None or verified is None:
        silent = Markup('<span class="gb-bar gb-silent"></span> {}').format(formats.NO_REPORT)
        return silent, Markup('<span class="gb-muted">–</span>')
    return _bar(claimed, "gb-hollow"), _bar(verified, "gb-solid")


def _bar(value: float, css: str) -> Markup:
    return Markup(
        '<span class="gb-bar {}" role="img" aria-label="{}"><i style="width:{}%"></i></span> <b>{}</b>'
    ).format(css, formats.percent(value), round(min(value, 100.0), 1), formats.percent(value, 0))


def long_bar(label: str, value: float | None, css: str) -> Markup:
    """A bar with its label above, for the panel that explains a status."""
    if value is None:
        return Markup(
            '<div class="gb-long"><p>{}<b>{}</b></p><span class="gb-bar gb-silent"></span></div>'
        ).format(label, formats.NO_REPORT)
    return Markup(
        '<div class="gb-long"><p>{}<b>{}</b></p>'
        '<span class="gb-bar {}"><i style="width:{}%"></i></span></div>'
    ).format(label, formats.percent(value), css, round(min(value, 100.0), 1))


def panel(*parts: Text, css: str = "") -> Markup:
    return Markup('<section class="gb-panel {}">{}</section>').format(css, Markup("").join(parts))


def timeline(steps: Iterable[tuple[date, Text]]) -> Markup:
    return Markup('<ol class="gb-trail">{}</ol>').format(
        Markup("").join(
            Markup("<li><time>{}</time><span>{}</span></li>").format(formats.short_date(day), text)
            for day, text in steps
        )
    )
