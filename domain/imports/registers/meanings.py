"""Columns that hold something else than their heading says: known by what stands in them."""

import re

from domain.imports import identity
from domain.imports.ages import SEXES
from domain.imports.fields import FIELDS
from domain.imports.headings import ColumnRole, SheetColumn
from domain.imports.institutions import VENUE
from domain.imports.kinds import ImportKind
from domain.imports.registers.table import SAMPLE, RegisterPart, is_a_count
from domain.imports.remarks import says_a_choice
from domain.imports.words import key

_ONLINE = re.compile(r"\b(?:zoom|daring|online|google meet|gmeet|webinar|youtube)\b")
_WHERE = re.compile(r"(?:tempat|lokasi)(?: pelaksanaan)?")
_NUMBER_OF_A_REPORT = re.compile(
    r"(?!\d{1,2}/\d{1,2}/\d{2,4}$)(?!.*\b(?:pasal|uu|kuhp)\b)(?=.*(?<!\d)20\d\d(?!\d))"
    r"[^/\n]{1,20}(?:/[^/\n]{1,40}){2,8}",
    re.IGNORECASE,
)


_MOSTLY = 0.5
"""Of the cells of a column."""


class RegisterMeanings(RegisterPart):
    def tell_venue_from_region(self) -> None:
        """“Tempat” beside “Kabupaten” is where it was held: the hall, not the place of the map."""
        names = self.table.having(ColumnRole.REGION)
        venue = next((each for each in FIELDS[self.kind] if each.name == "place"), None)
        if venue is None or any(column.field is venue for column in self.table.columns):
            return
        for column in names:
            if _WHERE.fullmatch(column.lowest) and (len(names) > 1 or self._names_halls(column)):
                column.role, column.field = ColumnRole.FIELD, venue
                return

    def _names_halls(self, column: SheetColumn) -> bool:
        """“SMAN 2 Ende” and “Aula Desa Weoe” below “Tempat”, where no column names the kabupaten."""
        texts = [cell for cell in self.register.cells(column)[:SAMPLE] if isinstance(cell, str)]
        halls = sum(bool(VENUE.search(key(text)) or _ONLINE.search(key(text))) for text in texts)
        return 2 * halls > len(texts)

    def tell_titles_from_kinds(self) -> None:
        """“Pemeriksaan P3MI” below “Jenis Kegiatan” is what was held; “Edukasi” below it is a kind."""
        fields = {column.field.name: column for column in self.table.columns if column.field is not None}
        kinds = fields.get("kind")
        if self.kind is not ImportKind.ACTIVITIES or kinds is None or "title" in fields:
            return
        texts = {key(cell) for cell in self.register.lines_of(kinds) if isinstance(cell, str)} - {""}
        choices = kinds.field.choices if kinds.field is not None else ()
        if texts and not any(pattern.search(text) for text in texts for _, pattern in choices):
            kinds.field = next(each for each in FIELDS[self.kind] if each.name == "title")
            says = f"Isi {self.grid.where(kinds.index)} bukan edukasi atau pengawasan; dibaca sebagai "
            self.reading.understand("title-of-kind", self.sheet, says + "kegiatannya.")

    def tell_numbers_from_kinds(self) -> None:
        """“Kasus” above LP/B/23/I/2025/SPKT/Polres TTS names reports by their numbers, and no kinds."""
        fields = {column.field.name: column for column in self.table.columns if column.field is not None}
        kinds = fields.get("kind")
        if self.kind is not ImportKind.CASES or kinds is None or "reference" in fields:
            return
        cells = [cell for cell in self.register.lines_of(kinds) if cell is not None]
        if cells and all(isinstance(cell, str) and _NUMBER_OF_A_REPORT.fullmatch(cell) for cell in cells):
            kinds.field = next(each for each in FIELDS[self.kind] if each.name == "reference")
            says = f"Isi {self.grid.where(kinds.index)} dibaca sebagai nomor laporan, bukan jenis kasus."
            self.reading.understand("number-of-kind", self.sheet, says)

    def tell_kinds_from_stages(self) -> None:
        """“Status” above Deportasi and TPPO says what the cases are, where no other column does."""
        fields = {column.field.name: column for column in self.table.columns if column.field is not None}
        stages = fields.get("police_stage")
        if self.kind is not ImportKind.CASES or stages is None or "kind" in fields:
            return
        kind = next(each for each in FIELDS[self.kind] if each.name == "kind")
        if says_a_choice(self.register.lines_of(stages)[:SAMPLE], kind):
            stages.field = kind
            says = f"Isi {self.grid.where(stages.index)} dibaca sebagai jenis kasus, bukan tahap perkara."
            self.reading.understand("kind-of-stage", self.sheet, says)

    def tell_suspects_from_names(self) -> None:
        """“Tersangka” above 1, 2 and nihil counts them; above anything else it names them, and stays out.
        Above “L” and “P” with numbers it names nobody."""
        suspects = next((each for each in FIELDS[self.kind] if each.name == "suspects"), None)
        if suspects is None:
            return
        for column in self.table.columns:
            is_below = column.lowest in SEXES and suspects.pattern.search(key(" ".join(column.strings[:-1])))
            if not (is_below or suspects.pattern.search(column.lowest)):
                continue
            cells = [cell for cell in self.register.lines_of(column) if cell is not None]
            counts = sum(is_a_count(cell) for cell in cells)
            if is_below and counts == len(cells):
                column.role, column.field, column.identity = ColumnRole.UNKNOWN, None, ""
            elif is_below:
                continue
            elif counts >= _MOSTLY * len(cells) and cells:
                column.role, column.field, column.identity = ColumnRole.FIELD, suspects, ""
            elif cells:
                column.role, column.field, column.identity = ColumnRole.IDENTITY, None, identity.NAME
