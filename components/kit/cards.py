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
from domain.attention.rules import GROUPED_FROM
from domain.attention.table import CARRIED, DIFFERENCES, EMERGENCY, HOT_WEIGHT, MOST_DAYS, AttentionRule
from domain.commitments.health import Health
from domain.meetings.agenda import MOST_ITEMS, Draft, left_out_words
from domain.time import formats, lateness
from domain.time.calendar import local_time
from domain.words import headlines

if TYPE_CHECKING:
    from db.queries.commitments import CommitmentRow
    from domain.attention.rules import AttentionPoint
    from views.overview import Overview
    from views.registers import Rated

FIRST_SEEN = 6
"""So many points are seen before the rest is unfolded; static/app.css hides those after them."""


def cell(row: CommitmentRow, health: Health) -> Markup:
    """One square is one commitment; its title and status are its accessible name."""
    name = f"{row.code} {row.title}: {health.label}"
    return markup.render(
        "cards.cell", tone=health.row.tone, address=addresses.commitment(row.code), name=name
    )


def cells(squares: Sequence[Markup]) -> Markup:
    """Squares beside each other within a line or a cell of a table."""
    return markup.render("cards.cells", cells=squares)


@markup.drawn_once
def health_strip(rated: tuple[Rated, ...]) -> Markup:
    """All commitments as cells, grouped by health, each group with its count and its list."""
    groups = []
    for health in Health:
        members = [cell(row, health) for row, own in rated if own is health]
        if members:
            label = markup.words(markup.bold(str(len(members))), health.label)
            address = addresses.commitments(state=health.value)
            groups.append((members, link(label, address, css="gb-link gb-quiet")))
    return markup.render("cards.strip", groups=groups)


def figure(value: str, noun: str, *, detail: str, register: str, rows: str, address: str) -> Markup:
    """A number that says of how many, where it comes from, and opens its rows when there are any."""
    opened = link(rows, address) if value != "0" else ""
    return markup.render(
        "cards.figure", value=value, noun=noun, detail=detail, register=register, opened=opened
    )


def overview_figures(view: Overview) -> Markup:
    silent = view.silent_agencies
    return markup.render(
        "cards.figures",
        figures=[
            figure(
                formats.number(len(view.commitments)),
                "komitmen",
                detail=f"dari {view.statements} frasa; {view.statements_without_commitment} masih pernyataan",
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
                formats.number(view.conflicts.groups),
                "kelompok angka bertentangan",
                detail=headlines.figures_in_conflict(view.conflicts),
                register="Angka terbit",
                rows=f"Buka {view.conflicts.groups} kelompok",
                address=addresses.figures(state="pertentangan"),
            ),
            figure(
                formats.number(silent),
                "instansi menunggak laporan",
                detail=f"dari {len(view.silence)} yang wajib melapor",
                register="Register laporan",
                rows=f"Buka {silent} baris",
                address=addresses.commitment_board("diam", only="diam"),
            ),
        ],
    )


def since_meeting(view: Overview) -> Markup:
    """What moved since the forum last met, and when it meets again."""
    if view.last_meeting is None or view.follow_through is None:
        return Markup("")
    upcoming = view.next_meeting
    return markup.render(
        "cards.since",
        last_meeting=formats.long_date(local_time(view.last_meeting.held_at).date()),
        moved=view.follow_through,
        upcoming=f"{formats.day_and_date(local_time(upcoming.starts_at).date())}, "
        f"{formats.clock_time(upcoming.starts_at)}"
        if upcoming
        else "",
    )


def attention(drafted: Draft) -> Markup:
    """What needs a decision, in the order and the words of an agenda that would be drafted now."""
    if not drafted.points:
        return section("Perlu keputusan") + markup.empty(
            "Tidak ada yang terlambat, terkendala, atau tanpa penanggung jawab hari ini."
        )
    return _deciding(drafted.points, drafted.total, left_out_words(drafted.left_out))


@markup.drawn_once
def _deciding(points: tuple[AttentionPoint, ...], total: int, left_out: str) -> Markup:
    rows = [
        {
            "why": chips.of_attention(point.rule),
            "what": markup.stack(point.title, point.reason),
            "owner": point.owner,
            "days": lateness.with_verb(point.waited) or "tanpa tenggat",
            "reason": point.reason,
            "opened": link("Buka", point.address, title=point.title) if point.address else "",
        }
        for point in points
    ]
    return (
        section("Perlu keputusan", aside=f"{len(points)} dari {total} butir, terberat dahulu")
        + markup.render("cards.attention", points=rows)
        + markup.render(
            "cards.attention_foot",
            rest=markup.fold(f"Semua {len(points)} butir", css="gb-rest") if len(points) > FIRST_SEEN else "",
            rules=attention_rules(),
            left_out=markup.note(left_out) if left_out else "",
        )
    )


def attention_rules() -> Markup:
    """The published table: which rules there are, what each weighs, and what may differ where."""
    ranked = sorted(AttentionRule, key=lambda rule: -rule.row.weight)
    return markup.render(
        "cards.attention_rules",
        formula=(
            f"Beban = bobot aturan + satu untuk setiap hari menunggu, paling banyak {MOST_DAYS} (wilayah "
            f"memanas: {HOT_WEIGHT} untuk setiap kali di atas rata-rata); ditambah {EMERGENCY} bila darurat "
            f"dan {CARRIED} bila terbawa dari rapat lalu. Sedikitnya {formats.in_words(GROUPED_FROM)} butir "
            "sejenis menjadi satu, seberat yang terberat dan satu lagi untuk setiap butirnya. Butir terberat "
            f"setiap aturan selalu dimuat; seluruhnya {MOST_ITEMS} butir."
        ),
        rules=[
            {"chip": chips.of_attention(rule), "meaning": rule.published, "weight": rule.row.weight}
            for rule in ranked
        ],
        differences=" ".join([*DIFFERENCES, lateness.published()]),
    )


@markup.drawn_once
def agency_grid(rated: tuple[Rated, ...]) -> Markup:
    """Every owner with its commitments as cells; those nobody owns come last."""
    by_agency: dict[str, list[Rated]] = {}
    for row, health in rated:
        by_agency.setdefault(row.owner or formats.NOT_SET, []).append((row, health))
    owners = sorted(by_agency, key=lambda name: (name == formats.NOT_SET, -len(by_agency[name]), name))
    groups = [
        {
            "owner": owner,
            "cells": [cell(row, health) for row, health in by_agency[owner]],
            "in_short": _in_short(health for _, health in by_agency[owner]),
        }
        for owner in owners
    ]
    head = section(
        "Instansi dan komitmennya", action=link("Buka matriks lengkap", addresses.commitment_board())
    )
    if not rated:
        phrases = link("Baca frasa deklarasi", addresses.commitment_board("frasa"))
        return head + markup.empty("Belum ada instansi yang memegang komitmen.", phrases)
    return head + markup.render("cards.agencies", groups=groups)


def _in_short(healths: Iterable[Health]) -> str:
    counts: dict[Health, int] = {}
    for health in healths:
        counts[health] = counts.get(health, 0) + 1
    return " · ".join(f"{counts[health]} {health.label_within}" for health in Health if health in counts)


def bars(claimed: float | None, verified: float | None) -> tuple[Markup, Markup]:
    """A hollow bar for what is claimed, a solid one for what is verified, on one scale."""
    if claimed is None or verified is None:
        return markup.render("cards.silent_bar", said=formats.NO_REPORT), markup.tinted("–", "gb-muted")
    return _bar(claimed, "gb-hollow"), _bar(verified, "gb-solid")


def _bar(value: float, css: str) -> Markup:
    drawn = markup.bar(_within(value), css, label=formats.percent(value))
    return markup.words(drawn, markup.bold(formats.percent(value, 0)))


def _within(value: float) -> float:
    return round(min(value, 100.0), 1)


def long_bar(label: str, value: float | None, css: str) -> Markup:
    """A bar with its label above, for the panel that explains a status."""
    if value is None:
        filled, said = markup.bar(None, "gb-silent"), formats.NO_REPORT
    else:
        filled, said = markup.bar(_within(value), css), formats.percent(value)
    return markup.render("kit.long_bar", label=label, value=said, filled=filled)


def timeline(steps: Iterable[tuple[date, Text]]) -> Markup:
    return markup.render("kit.timeline", steps=[(formats.short_date(day), text) for day, text in steps])
