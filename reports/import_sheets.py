"""Sheets for deliveries: a template of a kind, and the lines that go back with their reason."""

from collections.abc import Iterable, Mapping, Sequence

from domain.figures.routes import FROM_OUTSIDE, NO_ORIGIN
from domain.imports.choices import FIELD_WORDS
from domain.imports.delivery import REGION
from domain.imports.fields import FIELDS
from domain.imports.kinds import KIND_LABELS, ImportKind
from domain.places.province import HERE
from domain.places.regions import PROVINCE
from domain.time.formats import capitalised
from reports import workbook
from reports.table import Cell, CodeText, FileTable

_COUNTS_COLUMNS = (
    ("indicator", "Indikator"),
    (REGION, "Wilayah"),
    ("starts_on", "Mulai"),
    ("ends_on", "Sampai"),
    ("subgroup", "Rincian"),
    ("destination", "Negara tujuan"),
    ("value", "Nilai"),
)
_NOT_ASKED = {
    ImportKind.CASES: ("code", "sex", "age"),
    ImportKind.VILLAGE_TEAMS: ("status",),
    ImportKind.ACTIVITIES: ("participants_women", "participants_men"),
    ImportKind.AGENCIES: ("mandate",),
}
"""What is read where it stands, and asked for in no template."""
_PLACES = {
    ImportKind.CASES: (4, "Kabupaten/kota asal"),
    ImportKind.SERVICES: (0, "Kabupaten/kota"),
    ImportKind.VILLAGE_TEAMS: (0, "Desa/kelurahan"),
    ImportKind.ACTIVITIES: (1, "Kabupaten/kota"),
    ImportKind.AGENCIES: (4, "Wilayah"),
    ImportKind.COMMITMENTS: (4, "Wilayah"),
}
"""Where among the fields the place stands, and what its column is called."""
_REMARKS = {
    ImportKind.CASES: "Satu baris satu laporan. Tanpa nama, NIK, telepon, alamat, atau tanggal lahir.",
    ImportKind.SERVICES: "Satu baris satu meja. Keadaan: buka, rencana, atau tidak ada. Kosong bukan nol.",
    ImportKind.VILLAGE_TEAMS: "Satu baris satu desa: nama atau kode Kemendagri. Tanpa nama anggota.",
    ImportKind.ACTIVITIES: "Satu baris satu kegiatan: edukasi atau pengawasan. Tanpa nama orang.",
    ImportKind.COMMITMENTS: "Satu baris satu komitmen. Menjadi usulan sampai sekretariat membentuknya.",
    ImportKind.ACCOUNTS: "Satu baris satu jabatan. Tanpa nama orang, surel, atau telepon.",
    ImportKind.AGENCIES: "Satu baris satu instansi. Tanpa nama pejabat dan nomor telepon.",
}
REGISTERS = tuple(_REMARKS)
"""Kinds that are one line a thing; all others are counts by place and month."""
REASON = "Alasan dikembalikan"


def _columns(kind: ImportKind, lines: Iterable[Mapping[str, object]] = ()) -> tuple[tuple[str, str], ...]:
    """Those of the template, and of lines that are there already what else they say."""
    told = {name for fields in lines for name in fields}
    if kind not in REGISTERS:
        return _COUNTS_COLUMNS if "code" not in told else (("code", "Kode"), *_COUNTS_COLUMNS)
    left_out = set(_NOT_ASKED.get(kind, ())) - told
    named = [(each.name, capitalised(each.label)) for each in FIELDS[kind] if each.name not in left_out]
    if kind in _PLACES:
        position, label = _PLACES[kind]
        named.insert(position, (REGION, label))
    return tuple(named)


def template(kind: ImportKind, places: Iterable[tuple[str, str]]) -> bytes:
    """A sheet that is read without a question: fields of a register, or places by month."""
    rows: list[list[Cell]] = []
    if kind in REGISTERS:
        columns = [(label, 18) for _, label in _columns(kind)]
        remarks = [_REMARKS[kind]]
        if kind is ImportKind.SERVICES:
            remarks.insert(0, "Bulan: ")
    else:
        months = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
        columns = [("Kode Kemendagri", 14), ("Kabupaten/Kota", 28), *((month, 8) for month in months)]
        rows = [[CodeText(code), name, *[None] * len(months)] for code, name in places]
        remarks = ["Tahun: ", "Kosong berarti belum diisi; tulis 0 bila tidak ada."]
    form = FileTable(f"Templat {KIND_LABELS[kind]}", remarks, columns, rows)
    return workbook.sheet(form, is_form=True)


def filled(
    kind: ImportKind, title: str, remarks: Sequence[str], lines: Iterable[Mapping[str, object]]
) -> FileTable:
    """What stands, in the columns of the template: sent in again it changes nothing."""
    columns = _columns(kind)
    rows: list[list[Cell]] = [[_cell(kind, name, fields) for name, _ in columns] for fields in lines]
    return FileTable(title, remarks, [(label, 18) for _, label in columns], rows)


def sent_back(kind: ImportKind, code: str, lines: Sequence[tuple[str, Mapping[str, object], str]]) -> bytes:
    """Lines to be mended and sent again: what was read of each, where it stood, and why it came back."""
    columns = _columns(kind, [fields for _, fields, _ in lines])
    return workbook.sheet(
        FileTable(
            f"Dikembalikan dari {code}",
            ["Perbaiki, lalu kirim berkas ini lagi. Kolom alasan tidak dibaca."],
            [*((label, 18) for _, label in columns), ("Letak di berkas", 18), (REASON, 60)],
            [
                [*(_cell(kind, name, fields) for name, _ in columns), at, reason]
                for at, fields, reason in lines
            ],
        ),
        is_form=True,
    )


_PLACE_WORDS = {PROVINCE: HERE.name, "outside": FROM_OUTSIDE, "unknown": NO_ORIGIN}


def _cell(kind: ImportKind, name: str, fields: Mapping[str, object]) -> Cell:
    value = fields.get(name)
    if value is None or isinstance(value, int | float):
        return value
    text = str(value)
    if name == REGION:
        return _PLACE_WORDS.get(text) or CodeText(text)
    return FIELD_WORDS.get((kind, name), {}).get(text, text)
