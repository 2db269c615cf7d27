"""Sample deliveries that wait for somebody: a recapitulation with three doubtful cells, a list of cases,
village teams, and commitments.

All are read as a file of that shape would be. Nothing of them is stored; the names in them are no names.
"""

import hashlib
import json
import random
from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select

from db.importers import reference, report
from db.models import ImportAnswer, ImportBatch, ImportReading, Region, User
from db.seed.demo.sheet import Book, at
from domain.imports.context import Context
from domain.imports.delivery import as_plain, as_text, opened, packed_text
from domain.imports.drawn import draw, written_cells
from domain.imports.grid import Table
from domain.imports.kinds import ImportKind
from domain.imports.life import ImportState
from domain.imports.reading import read_workbook
from domain.imports.sheet import Cell, Sheet, Workbook
from domain.places.regions import RegionLevel, display_name
from domain.time.formats import month_alone

SEED = 14
_DOUBTFUL: tuple[Cell, ...] = ("± 20", 1.8, "31/5")
_MEANT: dict[Cell, int] = {"± 20": 21, 1.8: 18, "31/5": 31}
"""What the sender's own total takes them for."""
_SILENT = ((3, 2), (7, 5), (7, 6), (12, 1))
"""Places and months for which the sender wrote a dash."""

_ANSWERS = {"mark:-": "no-report"}
"""What the sender was found to mean before."""


def load(book: Book) -> None:
    senders = {user.username: user for user in book.session.scalars(select(User))}
    _wait(
        book,
        _placements(book),
        senders["sekretariat"],
        ImportKind.PLACEMENTS,
        "bp3mi-ntt",
        "Rekap Penempatan PMI.xlsx",
    )
    _wait(book, _cases(book), senders["kasus.bp3mi"], ImportKind.CASES, "bp3mi-ntt", "Data Kasus.xlsx")
    _wait(book, _teams(book), senders["dpmd"], ImportKind.VILLAGE_TEAMS, "dpmd", "Tim Desa.xlsx")
    _wait(book, _commitments(), senders["sekretariat"], ImportKind.COMMITMENTS, "setda", "Matriks.xlsx")
    book.session.add(
        ImportAnswer(
            kind=ImportKind.PLACEMENTS,
            source="bp3mi-ntt",
            question="mark:-",
            answer=_ANSWERS["mark:-"],
            answered_at=at(book.day(-31), 9),
            is_demo=True,
        )
    )


def _wait(book: Book, rows: list[list[Cell]], sender: User, kind: ImportKind, source: str, name: str) -> None:
    known = reference.load(book.on)
    sheet = Sheet("Data", 1, rows)
    workbook, tables = Workbook([sheet], "xlsx"), list[Table]()
    reading = read_workbook(workbook, Context(kind, known, name, _ANSWERS), tables)
    names = report.sheet_names(workbook, known.vocabulary)
    drawn = draw(workbook.sheets, tables, reading, names, known.vocabulary)
    written = written_cells(workbook.sheets, reading, known.vocabulary)
    content = packed_text(json.dumps(as_plain(reading, "xlsx", names, drawn, written), ensure_ascii=False))
    read = opened(content)
    batch = ImportBatch(
        kind=kind,
        source=source,
        file_name=name,
        format="xlsx",
        sha256=hashlib.sha256(content).hexdigest(),
        size=18_000,
        state=ImportState.WAITING,
        agency_id=sender.agency_id,
        sender_id=sender.id,
        received_at=at(book.day(-3), 9, 14),
        answers=json.dumps(_ANSWERS, separators=(",", ":")),
        questions=len(read.questions),
        doubts=len(read.doubts),
        read_values=read.values,
        left_out=sum(cells for _, _, cells in read.left_out),
        starts_on=read.span[0],
        ends_on=read.span[1],
        is_demo=True,
    )
    book.session.add(batch)
    book.session.flush()
    book.session.add(ImportReading(batch_id=batch.id, content=as_text(content)))


def _placements(book: Book) -> list[list[Cell]]:
    chance = random.Random(SEED)  # noqa: S311 - sample data, no secret
    last = book.on.replace(day=1) - timedelta(days=1)
    months = [date(last.year, month, 1) for month in range(1, last.month + 1)]
    rows: list[list[Cell]] = [
        ["REKAPITULASI PENEMPATAN PMI PROSEDURAL MENURUT DAERAH ASAL"],
        [f"TAHUN {last.year}"],
        [],
        ["No", "Kab/Kota", *(month_alone(month) for month in months), "Jumlah", "Nama Petugas"],
    ]
    sums = [0] * len(months)
    for place, region in enumerate(_regencies(book)):
        values: list[Cell] = [chance.randint(2, 26) for _ in months]
        for row, month in _SILENT:
            if row == place and month < len(months):
                values[month] = "-"
        if place in (1, 9, 21):
            values[min(place % 6 + 1, len(months) - 1)] = _DOUBTFUL[(1, 9, 21).index(place)]
        meant = [value if isinstance(value, int) else _MEANT.get(value, 0) for value in values]
        rows.append([place + 1, region, *values, sum(meant), "Petugas Contoh"])
        sums = [known + value for known, value in zip(sums, meant, strict=True)]
    total = sum(sums)
    sums[0] -= 9  # one total that does not add up
    return [*rows, [None, "Jumlah", *sums, total], [], ["Sumber: data contoh"]]


def _teams(book: Book) -> list[list[Cell]]:
    villages = book.session.scalars(
        select(Region.code).where(Region.code.startswith("53.21.01.")).order_by(Region.code).limit(4)
    )
    decreed = book.day(-40)
    rows: list[list[Cell]] = [
        [code, f"SK/{number}/CONTOH", decreed, 5 + number] for number, code in enumerate(villages, 1)
    ]
    return [["TIM DESA, DATA CONTOH"], ["Desa", "Nomor SK", "Tanggal SK", "Jumlah anggota"], *rows]


def _commitments() -> list[list[Cell]]:
    head: list[Cell] = ["Komitmen", "Penanggung jawab", "Target", "Satuan", "Tenggat"]
    row: list[Cell] = ["Edukasi migrasi aman (contoh)", "Disnakertrans", 60, "kecamatan", "30 Juni 2027"]
    return [["MATRIKS KOMITMEN, DATA CONTOH"], head, row]


def _regencies(book: Book) -> Sequence[str]:
    names = book.session.scalars(
        select(Region.name).where(Region.level == RegionLevel.REGENCY).order_by(Region.code)
    )
    return [display_name(name) for name in names]


def _cases(book: Book) -> list[list[Cell]]:
    chance = random.Random(SEED + 1)  # noqa: S311 - sample data, no secret
    places = _regencies(book)
    kinds = ("Deportasi", "PMI bermasalah", "Keberangkatan dicegah", "PMI sakit")
    head = "No Register,Jenis Kasus,Tanggal Lapor,Kabupaten Asal,Negara Tujuan,Perempuan Dewasa"
    more = "Laki-laki Dewasa,Anak Perempuan,Anak Laki-laki,Sektor,Nama Korban"
    rows: list[list[Cell]] = [["DAFTAR KASUS PMI"], [], [*head.split(","), *more.split(",")]]
    for number in range(1, 15):
        rows.append(
            [
                f"CONTOH/{number:02d}/IMPOR",
                chance.choice(kinds),
                book.day(-chance.randint(5, 60)),
                chance.choice(places) if number != 6 else "Antah",
                "Malaysia",
                chance.randint(0, 2) or 1,
                chance.randint(0, 2),
                1 if number == 9 else 0,
                0,
                "Kelapa sawit",
                "Korban Contoh",
            ]
        )
    return rows
