"""Lembar wilayah: how one kabupaten stands out, what is served and what is under way there."""

from db.backend import today
from db.queries.services import desks
from domain.access.permissions import Actor
from domain.figures.layers import word_of
from domain.figures.map_view import AreaState
from domain.papers.sealing import PaperKind
from domain.places.regions import display_name
from domain.services.desks import DeskStanding
from domain.statistics.exposure import ESTIMATED_2024, NO_PEOPLE, Population
from domain.time import formats
from domain.time.calendar import local_time
from domain.words import labels
from domain.words.papers import of_place, shortened
from reports.sheets import PaperSheet, SheetTable, table
from views import newest, reads, regency, services, tasks
from views.ask import ask
from views.map.layer_choices import no_register
from views.papers import rows
from views.regency import HotspotStanding
from views.services import PlaceServices

MOST_DECISIONS = 4
MOST_YEARS = 4
"""The newest; beside more of them no word of a cell would stay whole."""
LONGEST_DECISION = 150


def region_sheet(code: str, actor: Actor) -> PaperSheet:
    on, detail, scope = today(), reads.regency(code), actor.scope
    name = display_name(detail.name)
    standings = regency.standings(code, scope)
    here = [task for task in tasks.watched(scope) if task.row.region_code == code]
    still_open, held = rows.open_ones(here), regency.commitments_of(code, scope)
    served = services.services_of(code, on)
    hot = [each for each in standings if each.row.confidence and each.row.confidence.is_hot]
    # The register comes first: a published list is of an older year.
    hot.sort(key=lambda each: not each.is_register)
    return rows.sheet(
        PaperKind.REGION_SHEET,
        name,
        of_place(
            [_layer(each) for each in hot],
            is_partly_hidden=any(each.row.state is AreaState.HIDDEN for each in standings),
            late_tasks=rows.late_ones(here),
            open_tasks=len(still_open),
        ),
        actor,
        facts=(
            ("Pemerintah", detail.government or formats.NOT_SET),
            ("Ibu kota", f"{detail.capital}, Pulau {detail.island}"),
        ),
        figures=(
            _people(detail.people_near(ESTIMATED_2024)),
            (f"{served.row.proven} dari {len(ask(desks))}", "meja layanan terbukti"),
            (formats.number(len(held)), "komitmen di sini"),
            (formats.number(len(still_open)), "tugas terbuka"),
        ),
        tables=(
            table(
                "Menonjol di mana",
                (("Lapisan", 0), ("Periode", 42), ("Jumlah", 30), ("Menonjol", 46)),
                [
                    (each.label, each.period, each.row.count_text, word_of(each.row))
                    for each in [*hot, *(other for other in standings if other not in hot)]
                ],
                where="di layar Peta",
                empty="Belum ada angka per kabupaten/kota.",
            ),
            _register(code, actor),
            _services(served),
            rows.of_tasks(
                still_open,
                "Tugas terbuka di sini",
                names_owner=True,
                empty="Tidak ada tugas terbuka di sini.",
            ),
            rows.of_commitments(
                held, on, names_owner=True, empty="Belum ada komitmen yang menyebut wilayah ini."
            ),
            _decisions(code, actor),
        ),
        as_of=newest.of_region(may_see_cases=scope.may_see_cases).said,
    )


def _register(code: str, actor: Actor) -> SheetTable:
    """Each kind a series of its own, hidden where the screen hides it."""
    years = regency.register_by_year(code, actor.scope)
    spans = [span.label for span in years.spans[-MOST_YEARS:]] if years else []
    until = f" sampai rilis {formats.long_date(years.told_until)}" if years and years.told_until else ""
    since = f" sejak {spans[0]}" if years and len(years.spans) > MOST_YEARS else ""
    by_kind = years.by_kind if years else {}
    return table(
        f"Register kasus, laporan per tahun{since}{until}",
        (("Jenis", 0), *((label, 22) for label in spans)),
        [(kind, *(count.said for count in counts[-MOST_YEARS:])) for kind, counts in by_kind.items()],
        where="di layar Wilayah",
        empty=no_register(actor.scope),
    )


def _services(served: PlaceServices) -> SheetTable:
    names = ask(desks)
    by_standing = {
        standing: [name for desk, name in names.items() if served.row.cells[desk].standing is standing]
        for standing in DeskStanding
    }
    month = formats.month(served.month.starts_on)
    return table(
        f"Layanan, {month}",
        (("Keadaan", 58), ("Meja", 0), ("Jumlah", 16)),
        [
            (formats.capitalised(labels.DESK_STANDINGS[standing]), formats.listing(own), str(len(own)))
            for standing, own in by_standing.items()
            if own
        ],
        where="di layar Layanan",
        empty="Belum ada meja layanan.",
    )


def _layer(found: HotspotStanding) -> str:
    """A running year of the register as far as the reader is told of it; a published list by its year."""
    if found.is_register:
        return f"{found.label.partition(': ')[2]} {found.period} (register)"
    return f"{found.label} {found.when}"


def _people(people: tuple[Population, int] | None) -> tuple[str, str]:
    return (formats.number(people[1]), f"jiwa ({people[0].said})") if people else ("–", NO_PEOPLE)


def _decisions(code: str, actor: Actor) -> SheetTable:
    said = reads.decisions_on_region(code, actor)
    older = len(said) - MOST_DECISIONS
    return table(
        f"Kata rapat terakhir, {MOST_DECISIONS} dari {formats.number(len(said))}"
        if older > 0
        else "Kata rapat terakhir",
        (("Keputusan", 22), ("Bunyi", 0), ("Rapat", 28)),
        [
            (
                f"{each.number}/{each.year}",
                shortened(each.text, LONGEST_DECISION),
                formats.short_date(local_time(each.held_at).date()),
            )
            for each in said[:MOST_DECISIONS]
        ],
        where="di layar Wilayah",
        empty="Belum ada keputusan rapat tentang wilayah ini.",
    )
