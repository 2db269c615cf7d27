"""A whole file: each sheet, each table, then what only the tables together can tell."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from string import ascii_uppercase

from domain.imports.answers import FROM_FILE, OF_THIS_FILE, GivenAnswers, in_words
from domain.imports.cells import read_count
from domain.imports.concepts import SERIES
from domain.imports.context import Context
from domain.imports.delivery import ANSWERS_TAKEN
from domain.imports.fields import FieldType, field_of
from domain.imports.forms import unclear_form
from domain.imports.grid import Table, is_figure
from domain.imports.headings import ColumnRole, SheetColumn
from domain.imports.identity import NIK
from domain.imports.kinds import KIND_LABELS, ImportKind
from domain.imports.layout import forms_in, tables_of
from domain.imports.nihil import nihil_at
from domain.imports.quality import (
    CellState,
    FileReading,
    FileRefused,
    KindUnsaid,
    RegisterLine,
    Sum,
    SumPart,
    Understood,
    Value,
)
from domain.imports.registers.reader import RegisterReader, known_agencies
from domain.imports.series.reader import SeriesReader
from domain.imports.series.table import OF_PLACES_BY_TIME
from domain.imports.sheet import Sheet, Workbook
from domain.imports.split_numbers import take_out
from domain.imports.words import key
from domain.time.formats import number

MOST_QUESTIONS = 3
_OF_LINES = (
    FieldType.DATE,
    FieldType.DUE,
    FieldType.REFERENCE,
    FieldType.COUNT,
    FieldType.SEX,
    FieldType.AGE,
)
"""What a list of the choices themselves has not."""
_MOST_HEADS = 4
_KNOWN_OF_A_REGISTER = 2
"""Columns of a sheet that was not read, from which on it is told beside those that were."""
NO_TABLE = FileRefused(
    "no-table",
    "Tidak ada tabel yang dapat dibaca: kepala kolom dengan wilayah atau isian yang dikenal tidak ditemukan.",
    "Periksa apakah lembar yang benar ikut terkirim dan tidak tersembunyi, lalu kirim lagi.",
)

SHARES_ALONE = FileRefused(
    "shares-alone",
    "Berkas ini hanya memuat persentase, rata-rata, atau peringkat, bukan jumlah orang atau laporan.",
    "Kirim tabel yang memuat jumlahnya per wilayah dan waktu; persentasenya boleh tetap di sampingnya.",
)


NIHIL = FileRefused(
    "nihil",
    "Laporan nihil: di bawah kepala kolomnya tidak ada satu baris pun.",
    "Tidak ada yang perlu disimpan.",
)


def read_workbook(book: Workbook, context: Context, tables: list[Table] | None = None) -> FileReading:
    """Everything that can be said of a file. Nothing is raised for what a stranger put into it.

    ``tables`` is filled with those that were found, for whoever draws them.
    """
    found = tables if tables is not None else []
    in_parts = {f"lembar {sheet.position}": take_out(sheet) for sheet in book.sheets}
    reading = _read_once(book, context, found)
    if isinstance(reading.refusal, KindUnsaid):
        found.clear()
        reading = _read_once(book, replace(context, asks_kind=True), found)
    for where, cells in in_parts.items():
        reading.leave_out(NIK, where, cells)
    return reading


def _read_once(book: Workbook, context: Context, found_tables: list[Table]) -> FileReading:
    reading, answers = FileReading(), GivenAnswers(context.answers, context.from_file)
    context = replace(context, answers=answers, sheets=[sheet.name for sheet in book.sheets if _holds(sheet)])
    for what, cells in book.left_out.items():
        reading.leave_out(what, "berkas", cells)
    for rule, says in book.remarks:
        reading.doubt(rule, "", "", says)
    _put_off_ragged(book)
    try:
        found = _read_tables(book, context, reading, found_tables)
    except FileRefused as refusal:
        reading.refusal = refusal
        return reading
    if not found:
        shares = SHARES_ALONE if any(map(_holds_shares_alone, found_tables)) else None
        reading.refusal = (
            _of_another_kind(book, context)
            or _without_days(found_tables, context)
            or shares
            or _without_series(found_tables, context)
            or NO_TABLE
        )
        return reading
    _doubt_ragged(book, reading)
    if context.kind is ImportKind.AGENCIES:
        known_agencies(reading, context.reference.agency)
    _settle_doubles(reading)
    _settle_recaps(reading)
    _tell_answers(reading, answers, context)
    return reading


def _tell_answers(reading: FileReading, answers: GivenAnswers, context: Context) -> None:
    """First of all that is told: nothing that was said of another file is applied unseen."""
    asked = {each.key for each in reading.questions}
    for begins, from_file in ((FROM_FILE, True), (ANSWERS_TAKEN, False)):
        taken, roles = answers.taken(asked, from_file=from_file), answers.roles(from_file=from_file)
        if said := in_words(begins, taken, roles, context.reference):
            reading.understood.insert(0, Understood("answers-taken", "", said))
    if said := in_words(OF_THIS_FILE, answers.chosen(asked), 0, context.reference):
        reading.understood.insert(0, Understood("chosen", "", said))
    # What nobody remembers cannot be forgotten.
    reading.answered = [*answers.taken(asked), *answers.chosen(asked)]


def _read_tables(book: Workbook, context: Context, reading: FileReading, tables: list[Table]) -> bool:
    found = False
    next_record = 1
    refusals: list[FileRefused] = []
    unclear: list[str] = []
    unread: list[tuple[Table, FileRefused]] = []
    for sheet in book.sheets:
        if not _holds(sheet):
            continue
        before = next_record
        for table in tables_of(sheet, context.kind, context.reference, context.answers):
            tables.append(table)
            # A list of persons that says nihil is a count of nought.
            if not table.register or (context.kind in OF_PLACES_BY_TIME and nihil_at(table)):
                found = SeriesReader(table, context, reading).read() or found
                continue
            if nihil_at(table):
                refusals.append(NIHIL)
                continue
            try:
                next_record = RegisterReader(table, context, reading).read(next_record)
                found = True
            except FileRefused as refusal:
                # Another sheet may hold the register; only where none does is the file refused.
                refusals.append(refusal)
                unread += [(table, refusal)] if _is_a_register(table, context.kind) else []
        if context.kind is ImportKind.CASES and _holds_unread_form(sheet, context, next_record > before):
            unclear.append(sheet.name)
    if not found and unclear:
        raise unclear_form(context.reference.vocabulary.shown(unclear[0]))
    if not found and refusals:
        raise refusals[0]
    for table, why in unread if next_record > 1 else ():
        says = f"{why.says} Lembar atau tabel itu tidak dibaca. {why.todo}"
        reading.doubt("sheet-not-read", table.sheet, "", says)
    for name in unclear:
        why = unclear_form(context.reference.vocabulary.shown(name))
        reading.doubt(why.rule, name, "", f"{why.says} Formulir itu tidak dibaca.")
    return found and (next_record > 1 or bool(reading.values or reading.questions or reading.doubts))


def _tells_of_lines(column: SheetColumn) -> bool:
    return column.field is not None and column.field.type in _OF_LINES


def _is_a_register(table: Table, kind: ImportKind) -> bool:
    """Lines below headings that are known, of which one alone is missing; a list of codes is none."""
    known = table.having(ColumnRole.FIELD, ColumnRole.REGION)
    tells = any(
        column.role is ColumnRole.REGION if kind is ImportKind.AGENCIES else _tells_of_lines(column)
        for column in known
    )
    return (
        table.register
        and tells
        and len(known) >= (1 if kind is ImportKind.AGENCIES else _KNOWN_OF_A_REGISTER)
        and len(table.body) > 0
    )


def _holds_shares_alone(table: Table) -> bool:
    """Percentages, means or ranks, and nothing that counts anybody."""
    unknown = (cell for column in table.having(ColumnRole.UNKNOWN) for cell in table.cells(column))
    if table.register or table.having(ColumnRole.VALUE, ColumnRole.TOTAL) or any(map(is_figure, unknown)):
        return False
    cells = (cell for column in table.having(ColumnRole.DERIVED) for cell in table.cells(column))
    return any(is_figure(cell) or read_count(cell).rule == "percent" for cell in cells)


def _holds(sheet: Sheet) -> bool:
    return sheet.visible and any(any(cell not in (None, "") for cell in row) for row in sheet.rows)


def _holds_unread_form(sheet: Sheet, context: Context, is_read: bool) -> bool:
    """What is keyed like a form above a register that was read is its letterhead."""
    forms, is_unclear = forms_in(sheet, context.kind, context.reference)
    return is_unclear and (bool(forms) or not is_read)


def _of_another_kind(book: Workbook, context: Context) -> FileRefused | None:
    """A register that was delivered under the name of another kind, if the file is one."""
    if context.kind is ImportKind.SERVICES and any(map(_lists_who_was_served, book.sheets)):
        return FileRefused(
            "column-missing",
            "Ini catatan orang yang dilayani satu per satu; yang dibaca jumlahnya per meja per bulan.",
            "Hitung orangnya, lalu kirim satu baris untuk setiap meja: tempat, meja, jumlah yang dilayani.",
        )
    for kind in ImportKind:
        if kind is context.kind or not _could_be(kind, book, context):
            continue
        probe = FileReading()
        other = replace(context, kind=kind)
        try:
            if _read_tables(book, other, probe, []) and any(map(_says_of_whom, probe.lines)):
                return FileRefused(
                    "column-missing",
                    f"Kolom {KIND_LABELS[context.kind]} tidak ditemukan; berkas ini tampak berisi "
                    f"{KIND_LABELS[kind]}.",
                    "Pilih jenis data yang sesuai, atau kirim berkas yang benar.",
                )
        except FileRefused:
            continue
    return None


def _without_series(tables: Sequence[Table], context: Context) -> FileRefused | None:
    """Figures of places or times below headings of which none names a series of the kind."""
    for table in tables:
        counts = [
            column
            for column in table.having(ColumnRole.UNKNOWN)
            if column.strings and any(map(is_figure, table.cells(column)))
        ]
        if not table.register and counts and table.having(ColumnRole.REGION, ColumnRole.ROW_PERIOD):
            heads = [
                f"“{context.reference.vocabulary.shown(column.words)}”" for column in counts[:_MOST_HEADS]
            ]
            return FileRefused(
                "column-missing",
                f"Tabelnya terbaca, tetapi tidak satu pun kolom angkanya ({', '.join(heads)}) dikenal "
                f"sebagai {KIND_LABELS[context.kind]}.",
                "Pilih jenis data yang sesuai, atau tulis di judul atau kepala kolom apa yang dihitung, lalu "
                "kirim lagi.",
            )
    return None


def _without_days(tables: Sequence[Table], context: Context) -> FileRefused | None:
    """Activities with those who came, a line each, of which only the month is said."""
    for table in tables if context.kind is ImportKind.ACTIVITIES else ():
        texts = (column.strings for column in table.columns if column.strings)
        fields = {found.name for text in texts if (found := field_of(context.kind, text)) is not None}
        if fields & {"participants", "participants_women", "participants_men"} and "held_on" not in fields:
            return FileRefused(
                "column-missing",
                "Kegiatan di berkas ini tidak menyebut harinya: kolom tanggal tidak ditemukan.",
                "Tulis tanggal lengkap setiap kegiatan di kolom “Tanggal”. Kegiatan yang hanya dihitung per "
                "bulan dikirim tanpa peserta, dengan kolom “Jumlah kegiatan”.",
            )
    return None


def _lists_who_was_served(sheet: Sheet) -> bool:
    """“Tanggal”, “Jenis Layanan” and “L/P” of each person, and nowhere how many."""
    for row in sheet.rows[:_TITLE_ROWS]:
        heads = [cell for cell in row if isinstance(cell, str)]
        fields = {found.name for head in heads if (found := field_of(ImportKind.SERVICES, (head,)))}
        has_day = any(_DAY_HEAD.match(key(head)) for head in heads)
        if has_day and any(_PERSON_HEAD.fullmatch(key(head)) for head in heads) and "desk" in fields:
            return "served" not in fields
    return False


_DAY_HEAD = re.compile(r"(?:tgl|tanggal)\b")
_PERSON_HEAD = re.compile(
    r"l p|p l|jk|jns kel|jenis kelamin|sex|gender|umur|usia|nama(?: (?:pemohon|pengunjung|cpmi|pmi))?"
)


def _says_of_whom(line: RegisterLine) -> bool:
    """A name beside figures is where they were counted; a line of a list of offices says more of each."""
    return len(line.cells) > 1 or all(cell.name != "name" for cell in line.cells)


def _could_be(kind: ImportKind, book: Workbook, context: Context) -> bool:
    """A list with a day may be one of any persons: of which, a title, a heading or a name must say."""
    if kind not in (*OF_PLACES_BY_TIME, ImportKind.VILLAGE_TEAMS, ImportKind.AGENCIES):
        return True
    above = (cell for sheet in book.sheets for row in sheet.rows[:_TITLE_ROWS] for cell in row)
    said = key(" ".join([context.name, *map(str, filter(None, above))]))
    if kind is ImportKind.VILLAGE_TEAMS:
        return bool(_TEAMS.search(said))
    if kind is ImportKind.AGENCIES:
        # Figures of offices, below a title that says what they count, are no list of offices.
        texts = [key(str(cell)) for sheet in book.sheets for row in sheet.rows[:_TITLE_ROWS] for cell in row]
        own = SERIES.get(context.kind, ())
        return not any(concept.pattern.search(text) for concept in own for text in texts)
    return any(concept.pattern.search(said) for concept in SERIES[kind])


_TEAMS = re.compile(r"\b(?:tim|satgas|pokja|relawan|kader)\b")

_TITLE_ROWS = 12


def _put_off_ragged(book: Workbook) -> None:
    """A row with more fields than its header may have shifted: none of its cells is taken."""
    for row in book.ragged:
        book.sheets[0].rows[row] = []


def _doubt_ragged(book: Workbook, reading: FileReading) -> None:
    for row, (found, expected) in list(book.ragged.items())[:50]:
        reading.doubt(
            "ragged-row",
            book.sheets[0].name,
            f"A{row + 1}",
            f"Baris ini berisi {found} isian, kepala kolomnya {expected}; pemisahnya mungkin tergeser, "
            f"maka ditunda.",
            (),
            True,
        )


def _key(value: Value) -> tuple[str, ...]:
    return (value.indicator, value.subgroup, value.destination, value.region)


def _row(value: Value) -> str:
    return value.cell.lstrip(ascii_uppercase)


def _settle_doubles(reading: FileReading) -> None:
    """The same place, time and series twice: alike it is read once, unlike it is not read at all."""
    groups: dict[tuple[str, ...], list[Value]] = defaultdict(list)
    for value in reading.values:
        if value.region not in ("", "outside", "unknown"):
            groups[*_key(value), value.starts_on, value.ends_on].append(value)
    dropped: set[int] = set()
    for same in groups.values():
        told = [value for value in same if value.value is not None]
        if len(told) < 2:
            continue
        if len({(value.value, value.state) for value in told}) == 1:
            dropped |= {id(value) for value in told[1:]}
            first, last = told[0], told[-1]
            if first.sheet == last.sheet and _row(first) == _row(last):
                # In January “bulan ini” and “s.d. bulan ini” are one.
                reading.understand(
                    "column-repeats",
                    last.sheet,
                    "Kolom yang berkata sama untuk waktu yang sama; dibaca sekali.",
                )
            elif first.sheet == last.sheet:
                reading.doubt(
                    "double-row",
                    last.sheet,
                    last.cell,
                    f"Sama dengan sel {first.cell}; dibaca sekali.",
                )
            else:
                reading.understand(
                    "sheet-repeats", last.sheet, "Lembar ini mengulang lembar lain; dibaca sekali."
                )
            continue
        _doubt_double(told, reading)
    reading.values = [value for value in reading.values if id(value) not in dropped]


def _doubt_double(told: Sequence[Value], reading: FileReading) -> None:
    last = told[-1]
    reading.doubt(
        "double-differs",
        last.sheet,
        last.cell,
        f"Wilayah dan waktu yang sama seperti sel {told[0].cell}, angkanya berbeda; keduanya ditunda.",
        tuple(f"{value.value:g}" for value in told if isinstance(value.value, int | float)),
        True,
    )
    for value in told:
        value.state, value.value = CellState.DOUBTFUL, None


def _settle_recaps(reading: FileReading) -> None:
    """A sheet whose spans are filled exactly by those of other sheets is evidence, not more values."""
    by_place: dict[tuple[str, ...], list[Value]] = defaultdict(list)
    for value in reading.values:
        if value.value is not None:
            by_place[_key(value)].append(value)
    if len({value.sheet for value in reading.values}) < 2:
        return
    dropped: set[int] = set()
    for values in by_place.values():
        for whole in values:
            parts = _parts(whole, [v for v in values if v.sheet != whole.sheet])
            if not parts:
                continue
            dropped.add(id(whole))
            total = sum(float(part.value or 0) for part in parts)
            if total != whole.value:
                reading.doubt(
                    "recap-differs",
                    whole.sheet,
                    whole.cell,
                    f"Rekap menyebut {number(float(whole.value or 0))}, lembar rinciannya "
                    f"{number(total)}; rincian yang dibaca.",
                    (f"{total:g}",),
                    total=Sum(
                        tuple(SumPart(part.cell, part.sheet, float(part.value or 0)) for part in parts),
                        total,
                        float(whole.value or 0),
                    ),
                )
    dropped |= _recaps_of_a_part(reading.values, dropped)
    if dropped:
        sheets = {value.sheet for value in reading.values if id(value) in dropped}
        for sheet in sorted(sheets):
            reading.understand("recap", sheet, "Lembar rekap: dicocokkan dengan rincian, tidak disimpan.")
    reading.values = [value for value in reading.values if id(value) not in dropped]


def _recaps_of_a_part(values: Sequence[Value], dropped: set[int]) -> set[int]:
    """A sheet called by the year that in every place is the sum of the months so far on other sheets."""
    by_place: dict[tuple[str, ...], list[Value]] = defaultdict(list)
    by_sheet: dict[str, list[Value]] = defaultdict(list)
    for value in values:
        if value.value is not None and id(value) not in dropped:
            by_place[_key(value)].append(value)
            by_sheet[value.sheet].append(value)
    found: set[int] = set()
    for sheet, wholes in by_sheet.items():
        if len(wholes) < 2 or not any(whole.value for whole in wholes):
            continue
        if all(_adds_up(whole, [v for v in by_place[_key(whole)] if v.sheet != sheet]) for whole in wholes):
            found |= {id(whole) for whole in wholes}
    return found


def _adds_up(whole: Value, others: Sequence[Value]) -> bool:
    inside = sorted(
        (v.starts_on, v.ends_on, float(v.value or 0))
        for v in others
        if whole.starts_on <= v.starts_on and v.ends_on <= whole.ends_on
    )
    apart = all(one[1] < other[0] for one, other in pairwise(inside))
    return len(inside) > 1 and apart and sum(number for *_, number in inside) == whole.value


def _parts(whole: Value, others: Sequence[Value]) -> list[Value]:
    """Values whose spans follow each other and fill the whole's span exactly; none otherwise."""
    inside = sorted(
        (
            v
            for v in others
            if whole.starts_on <= v.starts_on
            and v.ends_on <= whole.ends_on
            and (v.starts_on, v.ends_on) != (whole.starts_on, whole.ends_on)
        ),
        key=lambda v: (v.starts_on, v.ends_on),
    )
    if len(inside) < 2 or inside[0].starts_on != whole.starts_on or inside[-1].ends_on != whole.ends_on:
        return []
    gaps = any(a.ends_on >= b.starts_on for a, b in pairwise(inside))
    return [] if gaps else inside
