"""Kemajuan deklarasi: what was claimed and what was verified, quarter by quarter and pillar by pillar."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from db.backend import now
from db.queries.commitments import CommitmentRow
from db.queries.histories import commitment_histories
from db.queries.statements import statement_rows
from domain import addresses
from domain.access.permissions import Actor
from domain.commitments.health import Health, roll_up
from domain.commitments.history import standings
from domain.papers.sealing import PaperKind
from domain.time import formats
from domain.words import headlines
from reports import charts
from reports.sheets import ACROSS, PaperSheet, SheetTable, table
from views import newest
from views.ask import ask
from views.papers import rows
from views.registers import Rated, rated_commitments

_COLUMNS = (("Komitmen", 22), ("Melapor", 18), ("Diklaim", 33), ("Terverifikasi", 33), ("Lewat", 13))


def declaration_sheet(actor: Actor) -> PaperSheet:
    rated, statements = rated_commitments(actor.scope), ask(statement_rows)
    by_health = Counter(health for _, health in rated)
    drawn = charts.claims(
        standings(ask(commitment_histories), now()),
        whose="Deklarasi",
        address=addresses.commitments(),
        frame=ACROSS,
    )
    formed = sum(bool(each.commitment_codes) for each in statements)
    said = f"{formats.number(formed)} dari {formats.number(len(statements))} sudah menjadi komitmen"
    return rows.sheet(
        PaperKind.DECLARATION,
        "",
        headlines.of_overview(by_health),
        actor,
        facts=(("Frasa deklarasi", said),),
        figures=[(formats.number(by_health[each]), each.label_within) for each in Health if by_health[each]],
        picture=drawn,
        tables=(
            table(
                "Per triwulan",
                [(name, 31 if place else 0) for place, name in enumerate(drawn.columns)],
                [row.cells for row in drawn.rows],
                where="di layar Perkembangan",
                empty="Belum ada komitmen yang melapor.",
            ),
            _grouped("Per pilar", lambda row: f"{row.pillar_code}. {row.pillar}", rated),
            _grouped(
                "Per penanggung jawab", lambda row: row.owner or formats.NOT_SET, rated, latest_first=True
            ),
        ),
        as_of=newest.of_declaration().said,
    )


def _grouped(
    title: str, group: Callable[[CommitmentRow], str], rated: Sequence[Rated], *, latest_first: bool = False
) -> SheetTable:
    """By name, each with the same weighted mean as on the screens; where rows may have to be left out, those
    with most that is late before the others."""
    groups: dict[str, list[Rated]] = {}
    for each in rated:
        groups.setdefault(group(each[0]), []).append(each)

    def place(one: tuple[str, Sequence[Rated]]) -> tuple[int, str]:
        name, own = one
        return (-_overdue(own) if latest_first else 0, name)

    return table(
        title,
        ((title.removeprefix("Per ").capitalize(), 0), *_COLUMNS),
        [(name, *_standing(own)) for name, own in sorted(groups.items(), key=place)],
        where="di layar Komitmen",
        empty="Belum ada komitmen.",
    )


def _standing(own: Sequence[Rated]) -> Iterator[str]:
    total = roll_up((row.weight, row.progress) for row, _ in own)
    yield formats.number(total.commitments)
    yield formats.number(total.reporting)
    yield rows.percent(total.claimed)
    yield rows.percent(total.verified)
    yield formats.number(_overdue(own))


def _overdue(own: Sequence[Rated]) -> int:
    return sum(health is Health.OVERDUE for _, health in own)
