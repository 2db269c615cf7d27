"""Words of a heading that its field does not know: “Target anggaran”, “Peserta terdaftar”, “Negara transit”.

A heading that names a field may say beside it that its cells are something else. No list of such words is
ever whole; those that change nothing are few, and all others are told.
"""

import re
from functools import cache

from domain.imports.also_called import also_called
from domain.imports.counted import is_derived
from domain.imports.fields import Field, FieldType
from domain.imports.headings import ColumnRole, SheetColumn
from domain.imports.kinds import ImportKind
from domain.imports.registers.table import RegisterPart
from domain.imports.words import key

_COUNTED = (FieldType.COUNT, FieldType.NUMBER)
_WORDS = re.compile(r"[a-z]+")
_CHANGING_NOTHING = frozenset(
    key(
        """
        korban pmi cpmi tki wni orang org jiwa hari tgl tanggal jam waktu tahun thn bulan bln jumlah jml jlh
        berapa banyaknya nomor no kode nama data isian isi wajib diisi pilih contoh format dd mm yyyy yy
        yang dan atau serta dari untuk dengan oleh pada para per adalah apa mana bagaimana apakah siapa
        ada ya keterangan ket catatan uraian bentuk jenis tim satgas gugus tugas khusus
        lembaga instansi organisasi organisation
        organization organizer penempatan pelaksanaan kegiatan acara layanan pelayanan
        meja loket kasus kasusnya perkara laporan dituju dibawa bekerja kerja pembentukan dibentuk pengampu
        disposisi kepada person permission kelompok pemegang kondisi sasaran kinerja work umur usia anak
        dewasa atas bawah vol volume baru sekarang akhir terakhir resmi lengkap singkat
        """
    ).split()
)
_OF_OFFICES = frozenset(
    ["desa", "kelurahan", "kecamatan", "kabupaten", "kota", "provinsi", "dinas", "kantor", "unit"]
)
_NO_OFFICES = ((ImportKind.FIGURES, "value"), (ImportKind.ACCOUNTS, "role"))
"""Fields whose headings they change: “Jumlah desa” is no figure of persons."""
_ALSO: dict[tuple[ImportKind, str], frozenset[str]] = {
    (kind, name): frozenset(words.split())
    for kind, name, words in (
        (ImportKind.FIGURES, "destination", "tujuan"),
        (ImportKind.CASES, "destination", "daerah wilayah"),
        (ImportKind.DEPORTATIONS, "destination", "daerah wilayah"),
        (ImportKind.PLACEMENTS, "destination", "daerah wilayah"),
        (ImportKind.ACTIVITIES, "held_on", "realisasi"),
        (ImportKind.ACTIVITIES, "participants", "realisasi pelatihan sosialisasi"),
        (ImportKind.ACTIVITIES, "title", "pelatihan sosialisasi"),
        (ImportKind.SERVICES, "served", "pemohon antrean"),
        (ImportKind.SERVICES, "days_per_document", "rata"),
        (ImportKind.CASES, "reported_on", "registrasi mulai didampingi cegah dicegah polisi dilaporkan"),
        (ImportKind.CASES, "agency", "polresta penangan menangani"),
        (ImportKind.COMMITMENTS, "owner", "penanggungjawab pengampu"),
        (ImportKind.COMMITMENTS, "indicator", "output keluaran outcome keberhasilan capaian"),
        (ImportKind.VILLAGE_TEAMS, "reference", "kades kepala lurah"),
        (ImportKind.CASES, "reference", "pol polisi lap dasar"),
    )
}
"""What changes nothing in a heading of this field alone."""


class RegisterHeadingWords(RegisterPart):
    def doubt(self) -> None:
        told = {each.cell for each in self.reading.doubts if each.sheet == self.sheet}
        for column in self.table.having(ColumnRole.FIELD) if self.table.header else ():
            at = self.grid.address(self.table.header[-1], column.index)
            if column.field is None or at in told or not self._says_more(column, column.field):
                continue
            says = (
                f"Kepala kolom “{self.vocabulary.shown(column.lowest)}” menyebut lebih daripada "
                f"{column.field.label}, tetapi dibaca sebagai itu. Periksa apakah memang itu isinya."
            )
            self.reading.doubt("heading-words", self.sheet, at, says)

    def _says_more(self, column: SheetColumn, field: Field) -> bool:
        if field.type in _COUNTED and any("%" in text or is_derived(text) for text in column.strings[-1:]):
            return True
        if field.name == "reported_on" and _CAME_IN.search(column.lowest):
            return any(_WENT_OUT.search(each.lowest) for each in self.table.columns)
        known = _own_words(self.kind, field) | _ALSO.get((self.kind, field.name), frozenset())
        return any(
            len(word) > 2
            and word.isalpha()
            and word not in known
            and not any(self.reference.gazetteer.read(f"{kind}{word}").is_wide for kind in ("", "kota "))
            for word in column.lowest.split()
        )


_CAME_IN = re.compile(r"\bmasuk\b")
_WENT_OUT = re.compile(r"\b(?:keluar|pulang|kembali)\b")
"""“Tgl masuk” beside “Tgl keluar” is when somebody came to the shelter, and no day of a report."""


@cache
def _own_words(kind: ImportKind, field: Field) -> frozenset[str]:
    """All that heads the field, in whatever words."""
    offices = frozenset[str]() if (kind, field.name) in _NO_OFFICES else _OF_OFFICES
    patterns = [
        field.pattern.pattern,
        *(each.pattern for name, each in also_called(kind) if name == field.name),
    ]
    return _CHANGING_NOTHING | offices | {*_WORDS.findall(" ".join(patterns)), *key(field.label).split()}
