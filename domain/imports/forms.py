"""Forms: one case, activity or commitment a sheet, what is asked down the left, what is answered beside it.

Only what stands apart from its label, one answer a case, is taken; a form that is written otherwise is
named, never guessed at.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from domain.imports import identity
from domain.imports.also_called import ALSO_CALLED
from domain.imports.choices import kinds_in_title
from domain.imports.dates import Order, read_date
from domain.imports.fields import FIELDS, field_of
from domain.imports.headings import is_region_heading
from domain.imports.kinds import ImportKind
from domain.imports.quality import FileRefused
from domain.imports.sheet import Cell, is_number
from domain.imports.words import key

OF_FORMS = {
    ImportKind.CASES: ("reported_on", "kind"),
    ImportKind.ACTIVITIES: ("held_on", "title"),
    ImportKind.COMMITMENTS: ("due", "title"),
    ImportKind.VILLAGE_TEAMS: ("formed_on", "reference"),
}
"""Kinds that are written on forms, with the day and the matter that each of their forms asks for."""
_LEAST = 3
"""Labels that make a form of what stands below each other."""
_BESIDE = 2
"""As many texts stand beside each other below a form, where it is signed, without being a table."""
_LONGEST = 60
_TITLE = re.compile(r"(?:form|formulir|lembar|laporan|kartu) (?!polisi\b)\S.*")
"""“FORM LAPORAN KEGIATAN MITRA” above a form asks for nothing."""
_NUMBERING = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)]?", re.IGNORECASE)
_IN_ONE_CELL = re.compile(r"([^:]{2,60}):\s*(\S.*)", re.DOTALL)
_OTHERS = re.compile(r"\b(?:pelapor|terlapor|pengadu|pelaku|perekrut|saksi|tersangka|keluarga|pendamping)\b")
"""Whose part of a form its heading names: what is asked below it is not the victim's."""
_OF_NO_LETTER = frozenset(("police_stage", "suspects", "recruitment", "sex", "age"))
_OF_A_VICTIM = ("region", "sex", "age", "destination", "sector")


@dataclass
class Form:
    """The rows of one form with a label and its answers, cleaned of colons; where their columns are."""

    label: int
    kind: ImportKind
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    """By row the label and, by column, what is answered."""
    names: dict[str, int] = field(default_factory=dict)
    """By field, the first row that asks for it."""
    moved: dict[int, tuple[int, int]] = field(default_factory=dict)
    """By row, where the answer of a second question of one row stands, which has a row of its own here."""
    above: list[str] = field(default_factory=list)
    """Its titles."""
    says_more: bool = False
    """A table of its victims, a second answer below the first, or somebody else's part: more than a line can
    say."""

    @property
    def answers(self) -> list[int]:
        """Columns of answers: one a case."""
        return sorted(column for column in self._answered(self._day) if column != self.label)

    @property
    def _day(self) -> str:
        return OF_FORMS[self.kind][0]

    @property
    def _what(self) -> str:
        return OF_FORMS[self.kind][1]

    def _answered(self, name: str) -> dict[int, Cell]:
        return self.rows[self.names[name]] if name in self.names else {}

    @property
    def is_answered(self) -> bool:
        """Whether anything it asks for has an answer: a letterhead and an empty copy say nothing."""
        return any(len(self.rows[row]) > 1 for row in self.names.values())

    def is_filled_in(self, today: date) -> bool:
        """Of a case: a letter has a number, a day and a place, too, and asks for no kind."""
        if len(self.names) < _LEAST or not (self._what in self.names or self._is_titled):
            return False
        days = [cell for column, cell in self._answered(self._day).items() if column != self.label]
        return any(_is_day(cell, self._latest(today)) for cell in days)

    @property
    def _is_titled(self) -> bool:
        """“LAPORAN KASUS TPPO” above what no letter asks for says of which kind the case is."""
        kinds = kinds_in_title(" ".join(self.above))
        return self.kind is ImportKind.CASES and len(kinds) == 1 and bool(_OF_NO_LETTER & self.names.keys())

    def _are_matters(self, told: Sequence[Cell]) -> bool:
        is_known = any(_is_a_matter(matter, self.kind) for matter in told)
        return is_known and all(isinstance(matter, str) and key(matter) for matter in told)

    def _latest(self, today: date) -> date:
        """A deadline lies ahead."""
        return date.max if self._day == "due" else today

    def is_clear(self, today: date) -> bool:
        """Whether every answer belongs to a case, and day and kind are what they say they are: of cases
        beside each other, one of the kinds; the others wait as they do in a register."""
        columns = self.answers
        if not columns or columns != [*range(columns[0], columns[-1] + 1)]:
            return False
        matters = [self._answered(self._what).get(column) for column in columns]
        asked = {self.label, *columns}
        return (
            all(
                _is_day(cell, self._latest(today))
                for column, cell in self._answered(self._day).items()
                if column in columns
            )
            and (self._what not in self.names or self._are_matters(matters))
            and all(self.rows[row].keys() <= asked for row in self.names.values())
            and not any(len(cells) > _BESIDE and not cells.keys() <= asked for cells in self.rows.values())
            and not self.says_more
        )


def forms_of(
    rows: Sequence[Sequence[Cell]], kind: ImportKind, today: date, *, are_shown: bool = True
) -> tuple[list[Form], bool]:
    """Those that can be read; and whether one is filled in that cannot. Where rows or columns are put away,
    a second question of a row is left where it stands."""
    rows, moved = _one_question_a_row(rows, kind) if are_shown else (rows, {})
    blocks = [form for form in _blocks(rows, kind) if form.is_answered]
    for form in blocks:
        form.moved = {row: place for row, place in moved.items() if row in form.rows}
    found = [form for form in blocks if form.is_filled_in(today)]
    if found and not _are_apart(blocks[blocks.index(found[0]) :], found):
        return [], True
    clear = [form for form in found if form.is_clear(today)]
    return clear, len(clear) < len(found) or (not found and _is_written_otherwise(rows, kind, today))


def _one_question_a_row(
    rows: Sequence[Sequence[Cell]], kind: ImportKind
) -> tuple[Sequence[Sequence[Cell]], dict[int, tuple[int, int]]]:
    """“Tanggal | 3/4/2026 | Tempat | Aula”: the second question of each row in a row of its own below all
    others, and by that row where its answer stands. What is wider besides is a table, and stays as it is; so
    does a form that asks of somebody else."""
    told: dict[int, list[tuple[int, Cell]]] = {}
    for number, row in enumerate(rows):
        filled: list[tuple[int, Cell]] = [
            (column, cell) for column, cell in enumerate(row) if cell is not None and cell != ":"
        ]
        labels = [cell for _, cell in filled[::2] if isinstance(cell, str)]
        if any(_OTHERS.search(key(label)) for label in labels):
            return rows, {}
        if len(filled) > _BESIDE:
            told[number] = filled
    places = {tuple(column for column, _ in filled) for filled in told.values()}
    are_asked = all(
        len(filled) == 2 * _BESIDE and all(_is_asked(cell, kind) for _, cell in filled[::2])
        for filled in told.values()
    )
    if len(told) < _BESIDE or len(places) > 1 or not are_asked:
        return rows, {}
    apart, moved = list(rows), {}
    for number, ((label, _), (answer, _), (second, asked), (beside, answered)) in told.items():
        apart[number] = rows[number][:second]
        moved[len(apart)] = number, beside
        apart.append([*[None] * label, asked, *[None] * (answer - label - 1), answered])
    return apart, moved


def _is_asked(cell: Cell, kind: ImportKind) -> bool:
    if not isinstance(cell, str) or len(cell) > _LONGEST:
        return False
    label = cell.rstrip(": ")
    return bool(_asks_for(label, kind) or identity.heading_kind((label,)))


def _are_apart(blocks: Sequence[Form], found: Sequence[Form]) -> bool:
    """Whether it is sure where each form ends: all ask for the same, and none goes on in a block below it.

    A field that only one of them has may be the first of the next one, or the last of the one before.
    """
    return len(blocks) == len(found) and len({tuple(form.names) for form in found}) == 1


def _blocks(rows: Sequence[Sequence[Cell]], kind: ImportKind) -> Iterator[Form]:
    """A label that comes again begins the next form."""
    pairs = [(number, pair) for number, row in enumerate(rows) if (pair := _pair(row)) is not None]
    known = Counter(label for _, (label, cells) in pairs if _asks_for(str(cells[label]), kind))
    if not known:
        return
    column = known.most_common(1)[0][0]
    form, seen, of_another = Form(column, kind), set[str](), False
    for number, (label, cells) in pairs:
        if label != column:
            goes_on = label > column and number - 1 in form.names.values()
            form.says_more = form.says_more or len(cells) > _BESIDE or goes_on
            continue
        words = key(str(cells[label]))
        if words in seen:
            yield form
            form, seen, of_another = Form(column, kind), set[str](), False
        seen.add(words)
        if len(cells) == 1 and (_TITLE.match(words) or not form.is_answered):
            form.above.append(words)
        if len(cells) == 1 and _TITLE.match(words):
            continue
        form.rows[number] = cells
        if len(cells) == 1:
            of_another = bool(_OTHERS.search(words))
        if name := _asks_for(str(cells[label]), kind):
            # “KOMITMEN 1” above “Komitmen: …” only heads the form.
            if len(form.rows[form.names.setdefault(name, number)]) == 1 < len(cells):
                del form.rows[form.names[name]]
                form.names[name] = number
            form.says_more = form.says_more or (of_another and len(cells) > 1 and name in _OF_A_VICTIM)
    yield form


def _pair(row: Sequence[Cell]) -> tuple[int, dict[int, Cell]] | None:
    """Where the label of a row stands, and it with all that stands behind it, without numbers and colons."""
    filled = [(column, cell) for column, cell in enumerate(row) if cell is not None and cell != ":"]
    if len(filled) > 1 and _is_numbering(filled[0][1]) and isinstance(filled[1][1], str):
        filled = filled[1:]
    if not filled or not isinstance(filled[0][1], str) or len(filled[0][1]) > _LONGEST:
        return None
    label = filled[0][1].rstrip(": ")
    if not key(label) or _IN_ONE_CELL.fullmatch(filled[0][1]):
        return None
    return filled[0][0], {filled[0][0]: label} | {column: _bare(cell) for column, cell in filled[1:]}


def _is_numbering(cell: Cell) -> bool:
    return is_number(cell) or (isinstance(cell, str) and _NUMBERING.fullmatch(cell) is not None)


def _bare(cell: Cell) -> Cell:
    return (cell.lstrip(": ") or None) if isinstance(cell, str) else cell


def _asks_for(label: str, kind: ImportKind) -> str:
    """The field that a label names; what asks for somebody's identity is none."""
    words = key(label)
    if not words or identity.heading_kind((label,)):
        return ""
    if is_region_heading(words):
        return "region"
    found = field_of(kind, (label,))
    if found is not None:
        return found.name
    return next((name for name, pattern in ALSO_CALLED[kind] if pattern.search(words)), "")


def _is_day(cell: Cell, today: date) -> bool:
    return cell is not None and not is_number(cell) and read_date(cell, Order(), today).day is not None


def _is_a_matter(cell: Cell, kind: ImportKind) -> bool:
    """One of the kinds that are known, where there are such; else a text."""
    choices = next(each for each in FIELDS[kind] if each.name == OF_FORMS[kind][1]).choices
    if not isinstance(cell, str) or not key(cell):
        return False
    return not choices or any(pattern.search(key(cell)) for _, pattern in choices)


def _is_written_otherwise(rows: Sequence[Sequence[Cell]], kind: ImportKind, today: date) -> bool:
    """“Tanggal lapor: 12 Januari 2026” in one cell, or two labels beside each other, each with its answer."""
    said: dict[str, Cell] = {}
    for row in rows:
        cells = [cell for cell in row if cell is not None and cell != ":"]
        for cell, beside in pairwise([*cells, None]):
            match = _IN_ONE_CELL.fullmatch(cell) if isinstance(cell, str) else None
            label, told = (match[1], match[2]) if match is not None else (cell, _bare(beside))
            if not isinstance(label, str) or len(label) > _LONGEST or told is None:
                continue
            # What is told may be a long text; whether it is a label is asked only beside one.
            if not (name := _asks_for(label.rstrip(": "), kind)):
                continue
            if not (isinstance(told, str) and _asks_for(told.rstrip(": "), kind)):
                said.setdefault(name, told)
    day, what = OF_FORMS[kind]
    return len(said) >= _LEAST and what in said and _is_day(said.get(day), today)


def unclear_form(sheet: str) -> FileRefused:
    return FileRefused(
        "form-unclear",
        f"Lembar “{sheet}” formulir satu kasus, dan isiannya tidak dapat dipasangkan dengan labelnya secara "
        "pasti: setiap isian harus berdiri di selnya sendiri di kanan labelnya, “Tanggal lapor” harus berisi "
        "tanggal, dan “Jenis kasus” jenis yang dikenal.",
        "Salin isinya ke templat kasus, satu baris satu laporan, lalu kirim templat itu.",
    )
