"""Three years of monthly files from five imaginary offices, dropped at once: each is understood with at most
one question to its office, stored at a press, and adds up to what its files say.

The offices are the ones a province knows: a sheet a month; a sheet whose columns drift; monthly beside
cumulative; places by code alone; a table as CSV with words for nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, func, select

from db.acting import Sender
from db.commands.registry import dispatch
from db.engine import reading
from db.importers.run import Request, order, shown_name
from db.importers.worker import answer
from db.models import Agency, PublishedFigure, Source
from db.queries.imports import batch, delivery
from domain.access.permissions import OPERATOR
from domain.imports.delivery import packed_text
from domain.imports.kinds import ImportKind
from domain.imports.life import ImportState
from domain.imports.requests import AnswerQuestions, KeepReading, ReceiveFile, StoreBatch
from domain.time.calendar import Clock
from domain.time.formats import month as month_and_year
from tests.imports import scoring
from tests.imports.corpus.model import TIMOR, Rows, text, xlsx

pytestmark = pytest.mark.by_turns

YEARS = (2023, 2024, 2025)
SPAN = [(year, month) for year in YEARS for month in range(1, 13)]
Values = Mapping[str, int]
"""By Kemendagri code, of one month."""


def values(seed: int, year: int, month: int) -> dict[str, int]:
    """Between 11 and 21, so that no month is far from the same of the year before."""
    return {
        code: 11 + (seed + 7 * place + 5 * month + 3 * year) % 11 for place, (code, _, _) in enumerate(TIMOR)
    }


def titled(what: str, year: int, month: int) -> list[list[Any]]:
    return [[what], [f"BULAN {month_and_year(date(year, month, 1)).upper()}"], []]


def a_sheet_a_month(year: int, month: int, now: Values) -> bytes:
    rows = [[n, name, now[code]] for n, (code, _, name) in enumerate(TIMOR, 1)]
    head = ["No", "Kabupaten/Kota", "Jumlah"]
    return xlsx([*titled("REKAPITULASI PENEMPATAN PMI PROSEDURAL", year, month), head, *rows])


def columns_that_drift(year: int, month: int, now: Values) -> bytes:
    """Another order and other words every year, a total above in the second and below in the third."""
    total = sum(now.values())
    if year == YEARS[0]:
        body: Rows = [["Kab/Kota", "Jumlah PMI"], *([name, now[code]] for code, _, name in TIMOR)]
    elif year == YEARS[1]:
        body = [
            ["No.", "Daerah Asal", "Jumlah"],
            ["", "Jumlah", total],
            *([n, name, now[code]] for n, (code, _, name) in enumerate(TIMOR, 1)),
        ]
    else:
        body = [
            ["Jumlah", "Kabupaten / Kota Asal"],
            *([now[code], name] for code, _, name in TIMOR),
            [total, "Total"],
        ]
    return xlsx([*titled("PMI MENINGGAL DUNIA DI LUAR NEGERI", year, month), *body])


def beside_cumulative(year: int, month: int, now: Values) -> bytes:
    until = Counter[str]()
    for each in range(1, month + 1):
        until.update(OFFICES[2].values(year, each))
    head = ["No", "Kabupaten/Kota", "Bulan ini", "s.d. bulan ini"]
    rows = [[n, name, now[code], until[code]] for n, (code, _, name) in enumerate(TIMOR, 1)]
    return xlsx([*titled("DEPORTASI PMI", year, month), head, *rows])


def by_code_alone(year: int, month: int, now: Values) -> bytes:
    rows = [[int(bps), now[code]] for code, bps, _ in TIMOR]
    return xlsx([*titled("PENEMPATAN PMI", year, month), ["Kode", "Jumlah"], *rows])


def as_text(year: int, month: int, now: Values) -> bytes:
    title = [f"Penempatan PMI bulan {month_and_year(date(year, month, 1))}"]
    rows = [[n, name, now[code]] for n, (code, _, name) in enumerate(TIMOR, 1)]
    return text([title, [], ["No", "Kabupaten", "Jumlah"], *rows], separator=";")


@dataclass(frozen=True)
class Imagined:
    source: str
    kind: ImportKind
    ending: str
    write: Callable[[int, int, Values], bytes]
    seed: int

    def values(self, year: int, month: int) -> dict[str, int]:
        return values(self.seed, year, month)


OFFICES = (
    Imagined("bp3mi-ntt", ImportKind.PLACEMENTS, "xlsx", a_sheet_a_month, 1),
    Imagined("polda-ntt", ImportKind.DEATHS, "xlsx", columns_that_drift, 2),
    Imagined("imigrasi-ntt", ImportKind.DEPORTATIONS, "xlsx", beside_cumulative, 3),
    Imagined("disnakertrans", ImportKind.PLACEMENTS, "xlsx", by_code_alone, 4),
    Imagined("dinsos", ImportKind.PLACEMENTS, "csv", as_text, 5),
)


class Clerk:
    """Drops files, answers each question once, and stores what nothing speaks against."""

    def __init__(self, engine: Engine, clock: Clock, folder: Path) -> None:
        self.engine, self.clock, self.folder = engine, clock, folder
        self.held: dict[int, tuple[Imagined, Path]] = {}
        self.asked: Counter[str] = Counter()

    def do(self, request: object) -> Any:
        return dispatch(Sender(self.engine, OPERATOR, self.clock), request)

    def drop(self, office: Imagined) -> None:
        for year, month in SPAN:
            file = self.folder / f"{office.source} {year}-{month:02}.{office.ending}"
            file.write_bytes(office.write(year, month, office.values(year, month)))
            content = file.read_bytes()
            name = shown_name(file.name, scoring.TODAY)
            hashed = sha256(content).hexdigest()
            number = self.do(ReceiveFile(office.kind, office.source, name, hashed, len(content)))
            self.held[number] = office, file
            self.read(number)

    def row(self, number: int) -> Any:
        with reading(self.engine) as connection:
            return batch(connection, number, by=OPERATOR)

    def read(self, number: int) -> None:
        office, file = self.held[number]
        request = Request(
            office.kind, office.source, self.row(number).given_answers, scoring.TODAY, kept=True
        )
        self.do(KeepReading(number, packed_text("".join(answer(order(file, request))))))

    def questions(self) -> Iterator[tuple[int, str, list[str]]]:
        for number in self.held:
            with reading(self.engine) as connection:
                found = delivery(connection, number, by=OPERATOR)
            for each in found.questions if found else ():
                yield number, each.key, [option for option, _ in each.options]

    def answer_each_once(self, answers: Mapping[str, str]) -> None:
        while (first := next(self.questions(), None)) is not None:
            number, key, options = first
            assert answers.get(key) in options, f"{self.held[number][1].name}: {key} offers {options}"
            self.asked[self.held[number][0].source] += 1
            seen = self.row(number).version
            self.do(AnswerQuestions(number, seen, {key: answers[key]}, also=tuple(self.held)))
            for each in self.held:
                if self.row(each).state is ImportState.READING:
                    self.read(each)

    def store(self) -> None:
        """As the page with one press does, in the order of time."""
        rows = sorted((self.row(number) for number in self.held), key=lambda row: (row.starts_on, row.id))
        for row in rows:
            self.do(StoreBatch(row.id, row.version, only_clean=True))


@pytest.fixture
def clerk(engine: Engine, clock: Clock, tmp_path: Path) -> Clerk:
    return Clerk(engine, clock, tmp_path)


def test_three_years_of_five_offices_are_stored_with_one_question_at_most_and_add_up(clerk: Clerk) -> None:
    for office in OFFICES:
        clerk.drop(office)
    assert len(clerk.held) == 180
    clerk.answer_each_once({"code-system": "bps"})
    assert clerk.asked == {"disnakertrans": 1}
    clerk.store()
    assert kept(clerk.engine) == {
        (office.source, year): sum(sum(office.values(year, month).values()) for month in range(1, 13))
        for office in OFFICES
        for year in YEARS
    }


def kept(engine: Engine) -> dict[tuple[str, int], int]:
    """What the register of figures holds of their months, by year; a sum since January stands beside them."""
    with reading(engine) as connection:
        rows = connection.execute(
            select(
                Source.name,
                PublishedFigure.period_start,
                PublishedFigure.period_end,
                func.sum(PublishedFigure.value),
            )
            .join(Source, Source.code == PublishedFigure.source_code)
            .where(PublishedFigure.note.like("Kiriman B-%"), PublishedFigure.withdrawn_at.is_(None))
            .group_by(Source.name, PublishedFigure.period_start, PublishedFigure.period_end)
        )
        codes = {
            row.short_name: row.code for row in connection.execute(select(Agency.short_name, Agency.code))
        }
        found: Counter[tuple[str, int]] = Counter()
        for name, start, end, total in rows:
            if (end - start).days < 31:
                found[codes[name], start.year] += round(total)
    return dict(found)
