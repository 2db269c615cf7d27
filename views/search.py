"""What a reader can find: rows of the questions that the screens ask, so nobody finds what he may not read.

Commitments, tasks, phrases, decisions, places, agencies and figures are looked through in memory, from
answers that are kept: the cost grows with their number (a few thousand), and with no case. The register of
cases is never looked through; a code typed in full is looked up in its index.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from db.importers.reference import region_aliases
from db.queries.agencies import agency_choices, agency_names
from db.queries.cases import case_exists
from db.queries.commitments import commitment_rows, statement_rows
from db.queries.figures import figure_rows
from db.queries.meetings import decision_rows
from db.queries.regions import regions_at
from db.queries.tasks import task_rows
from domain import addresses
from domain.access.permissions import Actor, Permission, Scope
from domain.places.regions import RegionLevel, display_name
from domain.search import Findable, HitKind, Hits, find
from domain.time import formats
from domain.time.calendar import to_wita
from domain.words import labels
from views.ask import ask, kept

_CASE = re.compile(r"K\d{2}-\d{4,}")


def found(actor: Actor, asked: str) -> Hits:
    """Everything that holds the words asked for, as far as this reader may see it."""
    return find((*_cases(actor, asked), *_readable(actor), *_public()), asked)


def _readable(actor: Actor) -> Iterator[Findable]:
    for needed, entries in _OF_SCOPE.items():
        if actor.may(needed):
            yield from entries(actor.scope)


def _commitments(scope: Scope) -> Iterator[Findable]:
    for row in ask(commitment_rows, scope=scope):
        owner = row.owner or "belum ada PJ"
        detail = f"{owner} · tenggat {formats.long_date(row.due_on)}"
        also = f"{row.owner_name or ''} {row.statement_code} {row.region}"
        address = addresses.commitment(row.code)
        yield Findable(HitKind.COMMITMENT, row.code, row.title, detail, address, also, row.due_on)


def _tasks(scope: Scope) -> Iterator[Findable]:
    for row in ask(task_rows, scope=scope):
        detail = f"{row.owner} · {labels.TASK_STATES[row.state]} · tenggat {formats.long_date(row.due_on)}"
        also = f"{row.output} {row.region}"
        yield Findable(HitKind.TASK, row.code, row.title, detail, addresses.task(row.code), also, row.due_on)


def _decisions(scope: Scope) -> Iterator[Findable]:
    for row in ask(decision_rows, scope=scope):
        struck = " · dicoret" if row.is_struck else ""
        detail = f"Rapat {formats.long_date(to_wita(row.held_at).date())}{struck}"
        address = addresses.decisions(row.meeting_id)
        yield Findable(HitKind.DECISION, f"{row.number}/{row.year}", row.text, detail, address, row.meeting)


_OF_SCOPE: dict[Permission, Callable[[Scope], Iterator[Findable]]] = {
    Permission.VIEW_COMMITMENTS: _commitments,
    Permission.VIEW_TASKS: _tasks,
    Permission.VIEW_MEETINGS: _decisions,
}


@kept
def _public() -> tuple[Findable, ...]:
    """What all who sign in may read alike."""
    return (*_phrases(), *_places(), *_agencies(), *_figures())


_LEVELS = {
    RegionLevel.REGENCY: "Kabupaten/kota",
    RegionLevel.DISTRICT: "Kecamatan",
    RegionLevel.VILLAGE: "Desa/kelurahan",
}


def _phrases() -> Iterator[Findable]:
    for row in ask(statement_rows):
        became = f" · menjadi {formats.listing(list(row.commitment_codes))}" if row.commitment_codes else ""
        detail = f"{row.speaker}, {formats.long_date(row.held_on)}{became}"
        title = formats.shortened(row.text, 140)
        address = addresses.commitment_board("frasa")
        yield Findable(HitKind.PHRASE, row.code, title, detail, address, row.text)


def _places() -> Iterator[Findable]:
    names: dict[str, str] = {}
    aliases: dict[str, list[str]] = defaultdict(list)
    for alias, code in region_aliases():
        aliases[code].append(alias)
    for level in (RegionLevel.REGENCY, RegionLevel.DISTRICT, RegionLevel.VILLAGE):
        for row in ask(regions_at, level):
            names[row.code] = display_name(row.name)
            within = formats.listing([names[each] for each in _above(row.code) if each in names])
            address = addresses.region(row.code[:5])
            detail = f"{_LEVELS[level]}{f' di {within}' if within else ''}"
            code = row.code if level is RegionLevel.REGENCY else ""
            also = " ".join((row.code, *aliases[row.code]))
            yield Findable(HitKind.PLACE, code, names[row.code], detail, address, also)


def _above(code: str) -> list[str]:
    """53.21.01.2003 lies in 53.21.01, and that in 53.21; the nearest first."""
    parts = code.split(".")
    return [".".join(parts[:length]) for length in range(len(parts) - 1, 1, -1)]


def _agencies() -> Iterator[Findable]:
    names = ask(agency_names)
    for row in ask(agency_choices):
        also = " ".join(names.get(row.code, ()))
        address = addresses.commitments(agency=row.code)
        yield Findable(HitKind.AGENCY, "", row.short_name, row.name, address, also)


def _figures() -> Iterator[Findable]:
    for row in ask(figure_rows):
        value = formats.quantity(row.value, row.unit)
        when = formats.period(row.period_start, row.period_end)
        title = f"{row.indicator}: {value}"
        detail = f"{display_name(row.region)} · {when} · {row.source}"
        yield Findable(HitKind.FIGURE, row.code, title, detail, addresses.figure(row.code), row.subgroup)


def _cases(actor: Actor, asked: str) -> Iterator[Findable]:
    code = asked.strip().upper()
    if _CASE.fullmatch(code) and ask(case_exists, code, scope=actor.scope):
        yield Findable(HitKind.CASE, code, f"Laporan {code}", "Membukanya tercatat.", addresses.case(code))
