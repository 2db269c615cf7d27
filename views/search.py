"""What a reader can find: rows of the questions that the screens ask, so nobody finds what he may not read.

Commitments, tasks, phrases, decisions, places, agencies and figures are looked through in memory, from
answers that are kept: the cost grows with their number (a few thousand), and with no case. The register of
cases is never looked through; a code typed in full is looked up in its index.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date

from db.importers.reference import region_aliases
from db.queries.agencies import agency_choices, agency_names
from db.queries.case_rows import case_exists
from db.queries.decisions import decision_rows
from db.queries.figures import figure_rows
from db.queries.regions import regions_at
from db.queries.statements import statement_rows
from db.queries.tasks import task_rows
from domain import addresses
from domain.access.permissions import Actor, Permission, Scope
from domain.places.regions import RegionLevel, display_name
from domain.search import Findable, HitKind, Hits, find
from domain.time import formats
from domain.time.calendar import local_time
from domain.words import labels
from views.ask import ask, cached
from views.registers import rated_commitments

_CASE = re.compile(r"K\d{2}-\d{4,}")


def found(actor: Actor, asked: str) -> Hits:
    """Everything that holds the words asked for, as far as this reader may see it."""
    return find((*_cases(actor, asked), *_readable(actor), *_public()), asked)


def _readable(actor: Actor) -> Iterator[Findable]:
    for needed, entries in _OF_SCOPE.items():
        if actor.may(needed):
            yield from entries(actor.scope)


def _commitments(scope: Scope) -> Iterator[Findable]:
    for row, health in rated_commitments(scope):
        owner, due = row.owner or "belum ada PJ", formats.long_date(row.due_on)
        yield Findable(
            HitKind.COMMITMENT,
            row.code,
            row.title,
            f"{owner} · tenggat {due}",
            addresses.commitment(row.code),
            f"{row.owner_name or ''} {row.statement_code} {row.region}",
            row.due_on,
            state=health.label,
            facts=(
                ("Penanggung jawab", row.owner_name or owner),
                ("Tenggat", due),
                ("Wilayah", display_name(row.region)),
                ("Frasa", row.statement_code),
                ("Pilar", row.pillar),
                ("Terakhir dilaporkan", _day(row.last_reported_on)),
            ),
            new_task=addresses.new_task("komitmen", row.code),
            is_sample=row.is_demo,
        )


def _tasks(scope: Scope) -> Iterator[Findable]:
    for row in ask(task_rows, scope=scope):
        state, due = labels.TASK_STATES[row.state], formats.long_date(row.due_on)
        yield Findable(
            HitKind.TASK,
            row.code,
            row.title,
            f"{row.owner} · {state} · tenggat {due}",
            addresses.task(row.code),
            f"{row.output} {row.region}",
            row.due_on,
            state=state,
            facts=(
                ("Penanggung jawab", row.owner),
                ("Tenggat", due),
                ("Wilayah", display_name(row.region)),
                ("Keluaran", row.output),
                ("Komitmen", row.commitment_code or ""),
                ("Diusulkan", f"{row.proposer}, {_day(local_time(row.proposed_at).date())}"),
            ),
            is_sample=row.is_demo,
        )


def _decisions(scope: Scope) -> Iterator[Findable]:
    for row in ask(decision_rows, scope=scope):
        held_on = formats.long_date(local_time(row.held_at).date())
        yield Findable(
            HitKind.DECISION,
            f"{row.number}/{row.year}",
            row.text,
            f"Rapat {held_on}{' · dicoret' if row.is_struck else ''}",
            addresses.decisions(row.meeting_id),
            row.meeting,
            state="dicoret" if row.is_struck else "",
            facts=(("Rapat", row.meeting), ("Tanggal", held_on)),
        )


_OF_SCOPE: dict[Permission, Callable[[Scope], Iterator[Findable]]] = {
    Permission.VIEW_COMMITMENTS: _commitments,
    Permission.VIEW_TASKS: _tasks,
    Permission.VIEW_MEETINGS: _decisions,
}


@cached
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
        yield Findable(
            HitKind.PHRASE,
            row.code,
            formats.shortened(row.text, 140),
            detail,
            addresses.commitment_board("frasa"),
            row.text,
            state="sudah menjadi komitmen" if row.commitment_codes else "belum menjadi komitmen",
            facts=(
                ("Diucapkan oleh", row.speaker),
                ("Tanggal", formats.long_date(row.held_on)),
                ("Menjadi", formats.listing(list(row.commitment_codes))),
                ("Sumber", row.source),
            ),
        )


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
            facts = (("Jenis", _LEVELS[level]), ("Terletak di", within), ("Kode", row.code))
            task = addresses.new_task("wilayah", row.code) if level is RegionLevel.REGENCY else ""
            yield Findable(
                HitKind.PLACE, code, names[row.code], detail, address, also, facts=facts, new_task=task
            )


def _day(day: date | None) -> str:
    return formats.long_date(day) if day else ""


def _above(code: str) -> list[str]:
    """53.21.01.2003 lies in 53.21.01, and that in 53.21; the nearest first."""
    parts = code.split(".")
    return [".".join(parts[:length]) for length in range(len(parts) - 1, 1, -1)]


def _agencies() -> Iterator[Findable]:
    names = ask(agency_names)
    for row in ask(agency_choices):
        others = [name for name in names.get(row.code, ()) if name not in (row.name, row.short_name)]
        yield Findable(
            HitKind.AGENCY,
            "",
            row.short_name,
            row.name,
            addresses.commitments(agency=row.code),
            " ".join(names.get(row.code, ())),
            facts=(
                ("Nama resmi", row.name),
                ("Sebutan lain", formats.shortlist(others, 4) if others else ""),
            ),
        )


def _figures() -> Iterator[Findable]:
    for row in ask(figure_rows):
        value = formats.quantity(row.value, row.unit)
        when = formats.period(row.period_start, row.period_end)
        place = display_name(row.region)
        yield Findable(
            HitKind.FIGURE,
            row.code,
            f"{row.indicator}: {value}",
            f"{place} · {when} · {row.source}",
            addresses.figure(row.code),
            row.subgroup,
            facts=(
                ("Nilai", value),
                ("Wilayah", place),
                ("Masa", when),
                ("Kelompok", row.subgroup),
                ("Sumber", row.source),
            ),
        )


def _cases(actor: Actor, asked: str) -> Iterator[Findable]:
    code = asked.strip().upper()
    if _CASE.fullmatch(code) and ask(case_exists, code, scope=actor.scope):
        yield Findable(HitKind.CASE, code, f"Laporan {code}", "Membukanya tercatat.", addresses.case(code))
