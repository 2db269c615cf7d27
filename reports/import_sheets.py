"""Sheets for deliveries: a template of a kind, and the lines that go back with their reason."""

from collections.abc import Iterable, Mapping

from domain.imports.kinds import FIELDS, KIND_LABELS, ImportKind
from domain.time.formats import capitalised
from domain.words import labels
from reports import workbook
from reports.table import Cell, CodeText, FileTable

_COUNTS_COLUMNS = (
    ("indicator", "Indikator"),
    ("region", "Wilayah"),
    ("from", "Mulai"),
    ("to", "Sampai"),
    ("subgroup", "Rincian"),
    ("destination", "Negara tujuan"),
    ("value", "Nilai"),
)
_PERSONAL = ("sex", "age")
_WORDS: Mapping[str, str] = {
    str(code): label
    for words in (
        labels.CASE_KINDS,
        labels.SECTORS,
        labels.RECRUITMENT_MODES,
        labels.POLICE_STAGES,
        labels.SERVICE_STAGES,
    )
    for code, label in words.items()
}
"""The reader knows these words again."""
REASON = "Alasan dikembalikan"


def _columns(kind: ImportKind) -> tuple[tuple[str, str], ...]:
    if kind is not ImportKind.CASES:
        return _COUNTS_COLUMNS
    named = [(field.name, capitalised(field.label)) for field in FIELDS[kind] if field.name not in _PERSONAL]
    return (*named[:4], ("region", "Kabupaten/kota asal"), *named[4:])


def template(kind: ImportKind, places: Iterable[tuple[str, str]]) -> bytes:
    """A sheet that is read without a question: fields of a register, or places by month."""
    if kind is ImportKind.CASES:
        columns = [(label, 18) for _, label in _columns(kind)]
        rows: list[list[Cell]] = []
        remarks = ["Satu baris satu laporan. Tanpa nama, NIK, telepon, alamat, atau tanggal lahir."]
    else:
        months = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
        columns = [("Kode Kemendagri", 14), ("Kabupaten/Kota", 28), *((month, 8) for month in months)]
        rows = [[CodeText(code), name, *[None] * len(months)] for code, name in places]
        remarks = ["Tahun: ", "Kosong berarti belum diisi; tulis 0 bila tidak ada."]
    form = FileTable(f"Templat {KIND_LABELS[kind]}", remarks, columns, rows)
    return workbook.sheet(form, is_form=True)


def sent_back(kind: ImportKind, code: str, lines: Iterable[tuple[str, Mapping[str, object], str]]) -> bytes:
    """Lines to be mended and sent again: what was read of each, where it stood, and why it came back."""
    columns = _columns(kind)
    return workbook.sheet(
        FileTable(
            f"Dikembalikan dari {code}",
            ["Perbaiki, lalu kirim berkas ini lagi. Kolom alasan tidak dibaca."],
            [*((label, 18) for _, label in columns), ("Letak di berkas", 18), (REASON, 60)],
            [[*(_cell(name, fields) for name, _ in columns), at, reason] for at, fields, reason in lines],
        ),
        is_form=True,
    )


def _cell(name: str, fields: Mapping[str, object]) -> Cell:
    value = fields.get(name)
    if value is None or isinstance(value, int | float):
        return value
    text = str(value)
    return CodeText(text) if name == "region" else _WORDS.get(text, text)
