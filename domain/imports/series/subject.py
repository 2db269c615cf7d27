"""What a table of counts counts, and of whom: its series, and the country or part that its titles name."""

import re
from collections.abc import Sequence
from functools import cached_property

from domain.figures.wholes import OTHER_COUNTRIES
from domain.imports.bare_heads import SOME_OF_ITS_TITLE
from domain.imports.concepts import (
    A_BODY,
    ALL_CONCEPTS,
    DEATHS,
    HAVING_A_STATUS,
    NONPROCEDURAL,
    NOT_PLACED,
    PREVENTED,
    REFUSED,
    REPORTS,
    SERIES,
    SOME_OF_THEM,
    SUSPECTS,
    TARGET,
    TRAFFICKING,
    VICTIMS,
    Concept,
    is_target,
    status_in,
)
from domain.imports.context import countries_of_titles
from domain.imports.counted import COUNTED_BY_NO_SEX, COUNTING_NOBODY, said_to_be_no_count
from domain.imports.fields import field_of
from domain.imports.headings import ColumnRole, SheetColumn, combined, part_of_titles
from domain.imports.kinds import KIND_LABELS, ImportKind
from domain.imports.quality import FileRefused, ImportQuestion, Option
from domain.imports.series.named_series import rows_name_series
from domain.imports.series.rows import Row
from domain.imports.series.table import OF_PLACES_BY_TIME, WITH_WHOLES, SeriesPart, SeriesTable
from domain.imports.series.times import SeriesTimes
from domain.imports.title_words import says_how_many
from domain.imports.words import key

_PERSONS_OF_A_CASE = re.compile(r"\b(?:korban|saksi|tersangka|tsk|pelaku|terdakwa|terpidana|dpo)\b")
_ANOTHER_THING = re.compile(
    r"(?:(?:jumlah|jml|jlh|total|sudah|telah|yang) )*(?:kasus|perkara|lp|laporan|pengaduan|aduan|selesai|"
    r"p ?21|ditunda|ditolak|dilayani|terlayani|ditangani|dirujuk|kepulangan|pemulangan|dipulangkan|"
    r"repatriasi)\b"
)
_OF_PERSONS = {"laki-laki", "perempuan", "anak", "dewasa"}
_THING = re.compile(
    r"(?:jumlah |jml |jlh )?(?:kasus|korban|laporan|perkara|lp) (?!(?:l|p|lk|pr|baru|lama|total)$)[a-z]"
)
_CAME_HOME = re.compile(r"\b(?:kepulangan|pemulangan|dipulangkan|repatriasi)\b")
_CRIME = re.compile(r"\b(?:tppo|ppo|perdagangan (?:orang|manusia)|traff?ic?king)\b")
_CAUSE = re.compile(r"\b(?:penyebab|sebab|akibat) (?:kematian|meninggal(?: dunia)?)\b")


class SeriesSubject(SeriesPart):
    """Which series the figures are of, by heading, title or answer."""

    def __init__(self, series: SeriesTable, times: SeriesTimes) -> None:
        super().__init__(series)
        self.times = times

    def is_of_this_kind(self) -> bool:
        """Whether it counts what was sent as this kind, and each column has its series; else it is asked."""
        values = self.table.having(ColumnRole.VALUE)
        own = SERIES[self.context.kind]
        if self.context.answers.get("kind") != "yes":
            foreign = [
                c.concept for c in self.table.having(ColumnRole.OTHER_MEASURE) if c.concept is not None
            ]
            said = [] if self._says_what_for() else self._said_by_titles()
            if self.context.kind in HAVING_A_STATUS and set(said) & set(own):
                # How the counted persons had left is a part of them, and no other count.
                said = [each for each in said if each is not NONPROCEDURAL]
            if not values and SOME_OF_ITS_TITLE in foreign:
                self._leave_out(SOME_OF_ITS_TITLE)
                return False
            mismatch = foreign and not values
            for_all = [concept for concept in said if concept not in own]
            undecided = any(column.concept is None for column in values)
            if undecided and (odd := self._said_to_be_no_count()):
                if odd in COUNTING_NOBODY:
                    self._leave_out(odd)
                else:
                    self._leave_to_another_kind(odd)
                return False
            if undecided and (NONPROCEDURAL in said or (for_all and not set(said) & set(own))):
                mismatch = True
            if mismatch:
                self._leave_to_another_kind((foreign or for_all)[0])
                return False
        if self.status:
            for column in values:
                own_status = set(column.subgroup.split()) & {"prosedural", "nonprosedural"}
                column.subgroup = column.subgroup if own_status else combined(column.subgroup, self.status)
        return self._name_series(values)

    def knows_crime(self) -> bool:
        """Whether “LP” and “Korban” are those of trafficking: no word of the table may say of which crime."""
        bare = [column for column in self.table.having(ColumnRole.VALUE) if _is_of_any_crime(column)]
        heads = [column.words for column in self.table.columns]
        said = [*map(key, (*self.table.titles, self.sheet, self.context.file_name)), *heads]
        if not bare or any(map(_CRIME.search, said)):
            return True
        answer = self.context.answers.get("crime")
        if answer not in ("yes", "no"):
            self._ask_crime(bare)
            return False
        for column in bare if answer == "no" else ():
            column.role, column.concept, column.subgroup = ColumnRole.UNKNOWN, None, ""
        return True

    def said_alone(self) -> Concept | None:
        """The one series that the titles name, and nothing beside it; None where a day or week is meant."""
        said = self._said_by_titles()
        if len(said) != 1 or said[0] not in SERIES[self.context.kind] or self._said_to_be_no_count():
            return None
        return None if self.times.title_names_days() else self._table_concept()

    @cached_property
    def status(self) -> str:
        """How all persons of the table had left, where its titles say so: a part of those who are counted."""
        if self.context.kind not in HAVING_A_STATUS:
            return ""
        for texts in ((*self.table.titles, self.sheet), (self.context.file_name,)):
            words = " ".join(map(key, texts))
            own = [concept for concept in SERIES[self.context.kind] if concept.pattern.search(words)]
            if own:
                return "" if PREVENTED in own else status_in(words)
        return ""

    def is_of_all_countries(self, rows: Sequence[Row]) -> bool:
        """Of a table whose title names one country, and no column another: its figures are of that one."""
        columns = self.table.having(ColumnRole.VALUE, ColumnRole.TOTAL)
        told = [(each.destination, each.subgroup) for each in columns]
        told += [(each.destination, each.subgroup) for each in rows]
        if self.context.kind not in WITH_WHOLES or any(
            country or OTHER_COUNTRIES in part for country, part in told
        ):
            return True
        named = countries_of_titles((*self.table.titles, self.sheet), self.context)
        if len(named) > 1:
            self.reading.doubt(
                "several-countries",
                self.sheet,
                self.grid.address(self.table.header[-1] if self.table.header else self.table.body.start, 0),
                "Judul menyebut beberapa negara, tabelnya tidak membaginya: bukan angka semua negara. "
                "Tidak dibaca; kirim angka tiap negara.",
                (),
                True,
            )
            return False
        for country in named:
            for column in columns:
                column.destination = country
            self.reading.understand(
                "country-of-title",
                self.sheet,
                f"Judul menyebut satu negara tujuan ({country}); angkanya dibaca untuk negara itu.",
            )
        return True

    def take_part_of_titles(self, rows: Sequence[Row]) -> None:
        """“Penempatan PMI perempuan” above figures: of women alone, and not of all."""
        columns = self.table.having(ColumnRole.VALUE, ColumnRole.TOTAL)
        told = [*(column.subgroup for column in columns), *(row.subgroup for row in rows)]
        part = part_of_titles((*self.table.titles, self.sheet), told)
        if self.context.kind not in WITH_WHOLES or not part:
            return
        for column in columns:
            column.subgroup = combined(column.subgroup, part)
        self.reading.understand(
            "part-of-title", self.sheet, f"Judul menyebut {part} saja; angkanya dibaca untuk bagian itu."
        )

    def doubt_who_came_home(self) -> None:
        """“Meninggal” below “Fasilitasi kepulangan”: those who were brought home, or all who died?"""
        titles = " ".join(map(key, (*self.table.titles, self.sheet)))
        if not _CAME_HOME.search(titles) or DEATHS.pattern.search(titles):
            return
        for column in self.table.having(ColumnRole.VALUE) if self.table.header else ():
            if column.concept is not DEATHS:
                continue
            says = (
                "Judulnya tentang kepulangan: mungkin jenazah yang dipulangkan, bukan semua yang meninggal. "
                "Dibaca sebagai kematian, seperti kepala kolomnya."
            )
            at = self.grid.address(self.table.header[-1], column.index)
            self.reading.doubt("deaths-or-remains", self.sheet, at, says)

    def refuse_lines_of_figures(self) -> None:
        """One figure a line with its own series and days, as our register writes them and lines go back."""
        fields = {
            found.name
            for column in self.table.columns
            if column.strings and (found := field_of(ImportKind.FIGURES, column.strings)) is not None
        }
        if (
            self.context.kind in OF_PLACES_BY_TIME
            and {"indicator", "starts_on", "ends_on", "value"} <= fields
        ):
            raise FileRefused(
                "lines-of-figures",
                f"Setiap baris berkas ini menyebut indikator dan waktunya sendiri; itu daftar "
                f"{KIND_LABELS[ImportKind.FIGURES]}, bukan tabel {KIND_LABELS[self.context.kind]}.",
                f"Kirim lagi dengan jenis data “{KIND_LABELS[ImportKind.FIGURES]}”.",
            )

    def _name_series(self, values: Sequence[SheetColumn]) -> bool:
        """Of columns whose headings do not say what they count: by title or answer, or it is asked."""
        open_columns = [column for column in values if column.concept is None]
        concept = self._table_concept()
        if open_columns and concept is None:
            if rows_name_series(self.table, self.context):
                return True
            if self._leave_unnamed_columns(values, open_columns):
                return True
            self._ask_indicator(len(open_columns))
            return False
        of_persons = [column for column in open_columns if concept in REPORTS and _is_of_persons(column)]
        if of_persons and len(of_persons) == len(values):
            # “Kasus TPPO” above L and P: those are no reports, and the title does not say who they are.
            concept = self._answered_series()
            if concept is None or concept in REPORTS:
                self._ask_indicator(len(open_columns))
                return False
            of_persons = []
        others = [column for column in open_columns if _counts_another_thing(column, concept)]
        if others and len(others) == len(values):
            # “Kasus” or “Dilayani” alone below “Korban TPPO”: neither is how many victims there are.
            concept = self._answered_series()
            if concept is None:
                self._ask_indicator(len(open_columns))
                return False
            others = []
        for column in open_columns:
            if column in of_persons or column in others:
                column.role = ColumnRole.UNKNOWN
            column.concept = concept
        return True

    def _leave_unnamed_columns(self, values: Sequence[SheetColumn], unnamed: Sequence[SheetColumn]) -> bool:
        """“Kasus KDRT” beside “Kasus TPPO”: each heading says what it counts, and those that name no series
        are of none; told."""
        if len(unnamed) == len(values) or not all(_THING.match(each.lowest) for each in unnamed):
            return False
        for column in unnamed:
            column.role = ColumnRole.UNKNOWN
        return True

    def _said_to_be_no_count(self) -> Concept | None:
        """A projection, a rate, one scheme alone or something else, where nothing is called realised."""
        titles = (*self.table.titles, self.sheet)
        is_divided = any(column.subgroup for column in self.table.having(ColumnRole.VALUE))
        found = [
            thing
            for thing in said_to_be_no_count(self.context.kind, titles, self.table.notes)
            if not (thing is SOME_OF_THEM and is_divided)
        ]
        return found[0] if found else None

    def _says_what_for(self) -> bool:
        """“Satgas Desa Pencegahan TPPO” and “Sosialisasi pencegahan PMI nonprosedural” count teams and
        activities: what is named behind them is what they are for, where no line names it alone."""
        own = SERIES[self.context.kind][0]
        if self.context.kind not in COUNTED_BY_NO_SEX:
            return False
        titles = [key(text) for text in (*self.table.titles, self.sheet)]
        others = [title for title in titles if any(each.pattern.search(title) for each in ALL_CONCEPTS)]
        before = [
            title[: found.start()] if (found := own.pattern.search(title)) else title for title in others
        ]
        return bool(others) and not any(
            each.pattern.search(words) for words in before for each in ALL_CONCEPTS
        )

    def _said_by_titles(self) -> list[Concept]:
        """By the titles and the sheet's name; where they name none, by the file's."""
        for texts in ((*self.table.titles, self.sheet), (self.context.file_name,)):
            # “2 meninggal” below “Pemulangan jenazah” is a remark.
            told = [text for text in texts if not says_how_many(text)] or texts
            words = " ".join(map(key, told))
            # “Jenazah menurut penyebab kematian” are remains; “penyebab kematian” alone is of deaths.
            aside = _CAUSE.sub(" ", words)
            words = aside if any(each.pattern.search(aside) for each in ALL_CONCEPTS) else words
            # “Non prosedural” names no placement.
            without = NONPROCEDURAL.pattern.sub(" ", words)
            of_reports = A_BODY.sub(" ", without)
            said = [
                concept
                for concept in ALL_CONCEPTS
                if concept.pattern.search(
                    words if concept is NONPROCEDURAL else of_reports if concept in REPORTS else without
                )
            ]
            if PREVENTED in said or REFUSED in said:
                # Departures are prevented, and passports refused, because they are not procedural.
                said = [concept for concept in said if concept is not NONPROCEDURAL]
            if self.context.kind is ImportKind.PLACEMENTS and not said and NOT_PLACED.pattern.search(words):
                said = [NOT_PLACED]
            if said:
                return said
        return []

    def _table_concept(self) -> Concept | None:
        own = SERIES[self.context.kind]
        titles = [key(text) for text in (*self.table.titles, self.sheet)]
        headings = [column.words for column in self.table.columns]
        if self.context.kind in (ImportKind.PLACEMENTS, ImportKind.FIGURES) and is_target(titles, headings):
            return TARGET
        if len(own) == 1:
            return own[0]
        said = [concept for concept in self._said_by_titles() if concept in own]
        if len(said) == 1:
            return said[0]
        # The answer was given of the tables that do not say it themselves.
        return self._answered_series()

    def _answered_series(self) -> Concept | None:
        answer = self.context.answers.get("indicator")
        return next((each for each in SERIES[self.context.kind] if each.indicator == answer), None)

    def _leave_to_another_kind(self, concept: Concept) -> None:
        """Asked once; of a file that holds others as well, what was said to be none of them is left out."""
        if self.context.answers.get("kind") != "no":
            self._ask_kind(concept)
        else:
            self._leave_out(concept)

    def _leave_out(self, concept: Concept) -> None:
        self.reading.doubt(
            "other-concept",
            self.sheet,
            self.grid.address(self.table.header[-1] if self.table.header else self.table.body.start, 0),
            f"Tabel ini menghitung {concept.label}, bukan {KIND_LABELS[self.context.kind]}; tidak dibaca.",
            (),
            True,
        )

    def _ask_kind(self, concept: Concept) -> None:
        self.reading.ask(
            ImportQuestion(
                "kind",
                f"Lembar {self.series.sheet_shown()} tampak berisi {concept.label}, bukan "
                f"{KIND_LABELS[self.context.kind]}. Tetap dibaca sebagai {KIND_LABELS[self.context.kind]}?",
                (Option("yes", "Ya"), Option("no", "Tidak, salah jenis")),
                self.series.size(),
            )
        )

    def _ask_crime(self, columns: Sequence[SheetColumn]) -> None:
        self.reading.ask(
            ImportQuestion(
                "crime",
                f"Lembar {self.series.sheet_shown()} menghitung laporan, korban, atau tersangka, dan tidak "
                "menyebut tindak pidananya. Semuanya TPPO?",
                (Option("yes", "Ya, semuanya TPPO"), Option("no", "Tidak, atau bersama yang lain")),
                len(columns) * len(self.table.body),
            )
        )

    def _ask_indicator(self, columns: int) -> None:
        self.reading.ask(
            ImportQuestion(
                "indicator",
                f"Angka di lembar {self.series.sheet_shown()} menghitung apa?",
                tuple(Option(each.indicator, each.label) for each in SERIES[self.context.kind]),
                columns * len(self.table.body),
            )
        )


def _counts_another_thing(column: SheetColumn, concept: Concept | None) -> bool:
    """Cases, or some of the victims and suspects that a title speaks of."""
    return concept in (VICTIMS, SUSPECTS) and _ANOTHER_THING.match(column.lowest) is not None


def _is_of_any_crime(column: SheetColumn) -> bool:
    """“LP”, “Korban” or “Tersangka”, without a word of the crime."""
    return column.concept in (TRAFFICKING, VICTIMS, SUSPECTS) and not any(
        column.concept.pattern.search(key(text)) for text in column.strings
    )


def _is_of_persons(column: SheetColumn) -> bool:
    """Whoever they are, a number of persons is no number of reports."""
    return bool(_PERSONS_OF_A_CASE.search(column.words) or set(column.subgroup.split()) & _OF_PERSONS)
