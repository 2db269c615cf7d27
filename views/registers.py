"""Commitments and tasks as their pages list them: rated, timed, filtered by the address."""

from collections.abc import Sequence

from db.backend import today
from db.queries.commitments import CommitmentRow, commitment_rows
from db.queries.regions import regions_at
from db.queries.statements import StatementRow, statement_rows
from db.queries.tasks import TaskRow
from domain.access.parameters import Parameters
from domain.access.permissions import Scope
from domain.commitments.health import Health
from domain.places.province import HERE
from domain.places.regions import PROVINCE, RegionLevel, display_name
from domain.search import is_about
from domain.tasks.clocks import TaskClock
from domain.time.calendar import Quarter
from views.ask import ask

Rated = tuple[CommitmentRow, Health]
Timed = tuple[TaskRow, TaskClock]


def rated_commitments(scope: Scope) -> list[Rated]:
    on = today()
    return [(row, row.progress.health(on)) for row in ask(commitment_rows, scope=scope)]


FILTERS = ("keadaan", "pilar", "instansi", "wilayah", "triwulan", "cari")
"""In the address: what narrows the list of commitments."""


def asked_commitments(asked: Parameters, rated: Sequence[Rated]) -> list[Rated]:
    """Those that the address's filters leave: state, owner, pillar, region, quarter, words."""
    health = asked.member("keadaan", Health)
    owner = asked.one_of("instansi", {row.owner_code for row, _ in rated if row.owner_code})
    pillar = asked.one_of("pilar", {row.pillar_code for row, _ in rated})
    region = asked.one_of("wilayah", {row.region_code for row, _ in rated})
    quarter = asked.one_of("triwulan", quarter_keys(rated))
    words = asked.text("cari")
    return [
        (row, own)
        for row, own in rated
        if is_about(words, row.code, row.title, row.owner, row.owner_name, row.region, row.pillar)
        and (health is None or own is health)
        and (owner is None or row.owner_code == owner)
        and (pillar is None or row.pillar_code == pillar)
        and (region is None or row.region_code == region)
        and (quarter is None or quarter in _quarters(row))
    ]


def asked_phrases(asked: Parameters) -> list[StatementRow]:
    """Those of one event, where the address names it."""
    rows = ask(statement_rows)
    event = asked.one_of("peristiwa", {row.event_code for row in rows})
    return [row for row in rows if event in (None, row.event_code)]


def quarter_keys(rated: Sequence[Rated]) -> set[str]:
    """Every quarter in which one of these has a checkpoint."""
    return {key for row, _ in rated for key in _quarters(row)}


def _quarters(row: CommitmentRow) -> set[str]:
    return {Quarter.containing(point.due_on).key for point in row.progress.checkpoints}


def quarter_names(rated: Sequence[Rated]) -> dict[str, str]:
    """Options of the drop-down of quarters, newest first."""
    quarters = sorted((Quarter.parse(key) for key in quarter_keys(rated)), reverse=True)
    return {"": "Semua triwulan"} | {each.key: f"{each.label} {each.year}" for each in quarters}


def commitment_filters(rated: Sequence[Rated]) -> list[tuple[str, str, dict[str, str]]]:
    """Label, parameter and options of each drop-down above a list of commitments."""
    owners = [(row.owner_code, row.owner) for row, _ in rated if row.owner_code and row.owner]
    regions = [(row.region_code, row.region) for row, _ in rated]
    pillars = [(row.pillar_code, f"{row.pillar_code} {row.pillar}") for row, _ in rated]
    return [
        ("Keadaan", "keadaan", {"": "Semua keadaan"} | {each.value: each.label for each in Health}),
        ("Pilar", "pilar", names(pillars, "Semua pilar")),
        ("Instansi", "instansi", names(owners, "Semua instansi")),
        ("Wilayah", "wilayah", names(regions, "Semua wilayah")),
        ("Triwulan", "triwulan", quarter_names(rated)),
    ]


def place_names() -> dict[str, str]:
    """Regions that a commitment can be about: the whole province first, then each kabupaten/kota."""
    return {
        row.code: f"Provinsi {HERE.short_name}" if row.code == PROVINCE else display_name(row.name)
        for level in (RegionLevel.PROVINCE, RegionLevel.REGENCY)
        for row in ask(regions_at, level)
    }


def names(pairs: Sequence[tuple[str, str]], everything: str) -> dict[str, str]:
    """Options of a drop-down: all of it first, then each once, by name."""
    return {"": everything, **dict(sorted(set(pairs), key=lambda pair: pair[1]))}
