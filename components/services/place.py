"""One place of Layanan: its eight desks with their proof, its chain, its reports, teams and outreach."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from markupsafe import Markup

from components.kit import filters, markup, paging
from components.kit.layout import section
from components.kit.markup import WAY_ON, Column, Text, link, outside_link
from components.services.board import chain_table, drawn
from domain import addresses
from domain.commitments.health import ReportState
from domain.services.desks import due_on, is_link
from domain.services.outreach import ServiceList, TeamState
from domain.time import formats, lateness
from domain.time.calendar import local_time
from domain.time.formats import number
from domain.words import labels, services
from domain.words.services import coverage_words

if TYPE_CHECKING:
    from datetime import date, datetime

    from db.queries.outreach import OutreachRow, TeamRow
    from db.queries.services import DeskRow, ServiceReportRow
    from domain.access.parameters import Parameters
    from domain.access.permissions import Actor
    from domain.services.chain import ChainStep, StepCounts
    from domain.time.calendar import Month
    from views.services import PlaceRow, Teams

_TEAM_TONES = {
    TeamState.REPORTING: ("done", "check"),
    TeamState.SILENT: ("silent", "notifications_off"),
    TeamState.WITHOUT_DECREE: ("no-owner", "description"),
}
Row = TypeVar("Row")

PAGE_SIZE = 50
"""Rows of a list: 3,442 villages may have teams."""

_REPORT_TONES = {
    ReportState.SUBMITTED: ("on-schedule", "schedule"),
    ReportState.VERIFIED: ("done", "verified"),
    ReportState.RETURNED: ("at-risk", "undo"),
}


LISTINGS = {ServiceList.TEAMS: "Tim desa", ServiceList.OUTREACH: "Edukasi dan pengawasan"}


def title(listing: ServiceList | None, code: str, places: Mapping[str, str]) -> str:
    """The place itself, else the list that was asked for."""
    if code or listing is None:
        return services.place(code, places[code])
    return LISTINGS[listing]


def report_title(row: ServiceReportRow) -> str:
    return f"{services.place(row.region_code, row.region)}, {formats.month(row.month)}"


def listing_headline(listing: ServiceList | None, found: Teams, activities: Sequence[OutreachRow]) -> str:
    if listing is ServiceList.TEAMS:
        if not found.rows:
            return "Belum ada tim desa yang dilaporkan"
        reporting = found.states[TeamState.REPORTING]
        return f"{number(found.with_decree)} tim desa ber-SK, {number(reporting)} melapor"
    if not activities:
        return "Belum ada kegiatan yang dilaporkan"
    counted = [row for row in activities if row.counts]
    verified = sum(row.verified_at is not None for row in counted)
    return f"{number(len(counted))} kegiatan dilaporkan, {number(verified)} terverifikasi"


def headline(place: PlaceRow, name: str, month: Month) -> str:
    if place.is_silent:
        return f"{name}: belum ada laporan layanan"
    if not place.spoke:
        return f"{name}: belum ada laporan untuk {formats.month(month.starts_on)}"
    return f"{name}: {place.proven} dari {len(place.cells)} meja terbukti"


def due(place: PlaceRow, month: Month, on: date) -> str:
    limit = due_on(month)
    if place.spoke:
        return f"Laporan {formats.month(month.starts_on)}."
    return (
        f"Laporan {formats.month(month.starts_on)}, batas {formats.long_date(limit)}, "
        f"{lateness.left(lateness.DueKind.REPORT, limit, on)}. Belum ada laporan bukan berarti tidak ada."
    )


def desk_table(place: PlaceRow, desks: Mapping[str, str], said: Mapping[str, DeskRow]) -> Markup:
    """Each desk by itself: what is claimed, what proves it, of which day, and who has looked."""
    columns = [
        Column("Meja", "gb-wide"),
        Column("Keadaan"),
        Column("Hari buka", "gb-right"),
        Column("Dilayani", "gb-right"),
        Column("Hari per dokumen", "gb-right"),
        Column("Bukti"),
        Column("Menurut", "gb-told"),
    ]
    return markup.table(
        columns,
        [_desk(place, code, name, said.get(code)) for code, name in desks.items()],
        caption="Delapan meja menurut PP 59/2021",
        css="gb-desks",
    )


def _desk(place: PlaceRow, code: str, name: str, row: DeskRow | None) -> list[Text]:
    cell = place.cells[code]
    state = markup.words(drawn(cell, name), labels.DESK_STANDINGS[cell.standing])
    if row is None:
        return [name, state, *["–"] * 3, "–", "–"]
    if cell.since is not None:
        state = markup.words(state, markup.small(formats.short_month(cell.since)))
    return [
        name,
        state,
        *(_or_unsaid(value) for value in (row.days_open, row.served, row.days_per_document)),
        _proof(row),
        _according_to(row.agency, row.verifier if row.is_proven else None, row.decided_at),
    ]


def _or_unsaid(value: float | None) -> str:
    return "–" if value is None else formats.exact(value)


def _proof(row: DeskRow) -> Text:
    if not row.proof:
        return markup.tinted("tanpa bukti", "gb-muted")
    shown = outside_link("tautan", row.proof) if is_link(row.proof) else row.proof
    return markup.stack(shown, formats.short_date(row.proof_on) if row.proof_on else "")


def _according_to(agency: str, verifier: str | None, at: datetime | None) -> Text:
    """Who says so, and who of another agency has looked."""
    if verifier is None or at is None:
        return markup.stack(agency, "belum diverifikasi")
    return markup.stack(agency, f"diverifikasi {verifier}, {formats.short_date(local_time(at).date())}")


def chain(counts: Mapping[ChainStep, StepCounts], month: Month) -> Markup:
    head = section("Dari informasi sampai berangkat", aside=formats.month(month.starts_on))
    if not counts:
        return head + markup.empty("Langkah penempatan belum dilaporkan untuk bulan ini.")
    return head + chain_table(counts, "Langkah penempatan")


def reports(
    rows: Sequence[ServiceReportRow], actor: Actor, may_judge: Callable[[ServiceReportRow, Actor], bool]
) -> Markup:
    head = section("Laporan masuk", aside=f"{len(rows)} laporan" if rows else "")
    if not rows:
        return head + markup.empty("Belum ada laporan dari wilayah ini.")
    columns = [
        Column("Bulan"),
        Column("Pelapor"),
        Column("Keadaan"),
        Column("Putusan", "gb-wide"),
        WAY_ON,
    ]
    return head + markup.table(
        columns,
        [
            [
                formats.month(row.month),
                markup.stack(row.agency, formats.short_date(local_time(row.submitted_at).date())),
                markup.chip(labels.REPORT_STATES[row.state], *_REPORT_TONES[row.state]),
                _judged(row),
                _review(row, judge=may_judge(row, actor)),
            ]
            for row in rows
        ],
        caption="Laporan layanan",
    )


def _judged(row: ServiceReportRow) -> Text:
    if row.verifier is None or row.decided_at is None:
        return "menunggu verifikator"
    when = formats.short_date(local_time(row.decided_at).date())
    return markup.stack(f"{row.verifier}, {when}", row.verdict_notes)


def standing(row: ServiceReportRow) -> Markup:
    """What has become of a report so far."""
    sent = local_time(row.submitted_at).date()
    return section("Keadaan laporan") + markup.definitions(
        [
            ("Keadaan", markup.chip(labels.REPORT_STATES[row.state], *_REPORT_TONES[row.state])),
            ("Pelapor", f"{row.agency}, {formats.long_date(sent)}"),
            ("Putusan", _judged(row)),
            (
                "Wilayah",
                link(services.place(row.region_code, row.region), addresses.services(region=row.region_code)),
            ),
        ]
    )


def _review(row: ServiceReportRow, *, judge: bool) -> Text:
    label = "Periksa" if judge else "Buka"
    return link(label, addresses.services_review(row.id), title=f"{label} {row.agency}")


def _page(rows: Sequence[Row], asked: Parameters, name: str = "hal") -> tuple[Sequence[Row], Markup]:
    """The rows of the page that was asked for, and the way to the others."""
    total = len(rows)
    page = filters.page_of(asked, total, PAGE_SIZE, name)
    if total <= PAGE_SIZE:
        return rows, Markup("")
    given = filters.without(asked.accepted, name)
    pager = paging.pages(addresses.Page.SERVICES, given, page=page, size=PAGE_SIZE, total=total, name=name)
    return rows[(page - 1) * PAGE_SIZE : page * PAGE_SIZE], pager


def teams(found: Teams, on: date, asked: Parameters) -> Markup:
    head = section("Tim desa", aside=f"{number(len(found.rows))} dilaporkan" if found.rows else "")
    covered = markup.note(coverage_words(found.coverage)) + _sent_back(found.returned)
    if not found.rows:
        why, who = (
            "Belum ada tim desa yang dilaporkan di sini.",
            "Pemerintah kabupaten/kotanya melaporkannya.",
        )
        return head + markup.empty(why, who) + covered
    columns = [
        Column("Desa", "gb-wide"),
        Column("SK"),
        Column("Anggota", "gb-right"),
        Column("Laporan terakhir"),
        Column("Keadaan"),
        Column("Menurut", "gb-told"),
    ]
    shown, pager = _page(found.rows, asked)
    table = markup.table(
        columns,
        [
            [
                markup.stack(row.village, f"Kecamatan {row.district}") + _before_it(found.history(row)),
                markup.stack(row.decree, formats.short_date(row.decreed_on) if row.decreed_on else "")
                if row.decree
                else "belum ada",
                "–" if row.members is None else str(row.members),
                formats.short_date(row.last_report_on) if row.last_report_on else "belum pernah",
                markup.chip(labels.TEAM_STATES[row.facts.state(on)], *_TEAM_TONES[row.facts.state(on)]),
                _according_to(row.agency, row.verifier, row.verified_at),
            ]
            for row in shown
        ],
        caption="Tim desa",
    )
    return head + table + pager + covered


def _before_it(earlier: Sequence[tuple[TeamRow, datetime | None]]) -> Markup:
    """What was said of a team before, folded beneath its name."""
    if not earlier:
        return Markup("")
    return markup.fold(
        f"{number(len(earlier))} laporan terdahulu",
        *(markup.note(markup.breakable(_in_a_line(row, until))) for row, until in earlier),
    )


def _in_a_line(row: TeamRow, until: datetime | None) -> str:
    """Its decree and members, who said so, and until when it stood."""
    dated = f" ({formats.short_date(row.decreed_on)})" if row.decreed_on else ""
    decree = f"{row.decree}{dated}" if row.decree else "belum ber-SK"
    members = "anggota tidak disebut" if row.members is None else f"{number(row.members)} anggota"
    since = formats.short_date(local_time(row.recorded_at).date())
    stood = (
        f"dicatat {since}, berlaku sampai {formats.short_date(local_time(until).date())}"
        if until
        else f"dicatat {since}, dikembalikan dan tidak pernah berlaku"
    )
    return f"{decree}, {members}, menurut {row.agency}; {stood}"


def _sent_back(rows: Sequence[TeamRow]) -> Markup:
    """What waits for its author: it stands for nothing until it is reported anew."""
    return markup.joined(
        *(
            markup.notice(
                f"Laporan {row.agency} tentang tim {row.village} dikembalikan {row.verifier}: {row.notes}",
                "undo",
                css="gb-warning",
            )
            for row in rows
        )
    )


def source_villages(found: Teams, on: date, asked: Parameters) -> Markup:
    """The kantong desa that were listed, by whom and when, and whether each has a team."""
    head = section(
        "Kantong desa PMI", aside=f"{number(len(found.sources))} tercatat" if found.sources else ""
    )
    if not found.sources:
        return head + markup.empty(
            "Belum ada kantong desa yang dicatat di sini.",
            "Sekretariat atau pemerintah kabupaten/kotanya mencatatnya, dengan sumber dan tanggal.",
        )
    teams_of = found.by_village
    shown, pager = _page(found.sources, asked, "kantong")
    columns = [Column("Desa", "gb-wide"), Column("Tim desa"), Column("Menurut daftar"), Column("Dicatat")]
    table = markup.table(
        columns,
        [
            [
                markup.stack(row.village, f"Kecamatan {row.district}"),
                _team_chip(teams_of.get(row.village_code), on),
                markup.stack(row.source, formats.short_date(row.dated_on)),
                markup.stack(row.agency, formats.short_date(local_time(row.recorded_at).date())),
            ]
            for row in shown
        ],
        caption="Kantong desa PMI",
    )
    return head + table + pager


def _team_chip(row: TeamRow | None, on: date) -> Text:
    if row is None:
        return markup.chip("belum ada tim", "no-owner", "group_off")
    state = row.facts.state(on)
    return markup.chip(labels.TEAM_STATES[state], *_TEAM_TONES[state])


def outreach(rows: Sequence[OutreachRow], asked: Parameters) -> Markup:
    head = section(
        "Edukasi dan pengawasan", aside="gereja, sekolah, media, LSM, dan mitra lain, menurut pelapor"
    )
    if not rows:
        return head + markup.empty(
            "Belum ada kegiatan yang dilaporkan di sini.",
            "Instansi dan pemerintah kabupaten/kota melaporkannya, dengan tempat, tanggal, dan jangkauan.",
        )
    shown, pager = _page(rows, asked)
    columns = [
        Column("Tanggal", "gb-narrow"),
        Column("Penyelenggara", "gb-wide"),
        Column("Tempat"),
        Column("Jangkauan", "gb-right"),
        Column("Bukti"),
        Column("Menurut", "gb-told"),
    ]
    table = markup.table(
        columns,
        [
            [
                formats.short_date(row.held_on),
                markup.stack(
                    row.organizer,
                    f"{labels.OUTREACH_KINDS[row.kind]} · {labels.ORGANIZER_KINDS[row.organizer_kind]}",
                ),
                row.place,
                "belum diisi" if row.reach is None else f"{formats.number(row.reach)} orang",
                outside_link("tautan", row.proof) if is_link(row.proof) else row.proof,
                _according_to(row.agency, row.verifier, row.verified_at)
                if row.counts
                else markup.stack(
                    markup.chip("dikembalikan, tidak dihitung", "late", "undo"),
                    f"{row.agency}, oleh {row.verifier}: {row.notes}",
                ),
            ]
            for row in shown
        ],
        caption="Edukasi dan pengawasan",
    )
    return head + table + pager


def ways(month: Month, code: str, *, may_report: bool) -> Markup:
    if not may_report:
        return Markup("")
    return markup.paragraph(
        link("Laporkan", addresses.services_form(code, month.key), css="gb-button"), css="gb-way"
    )
