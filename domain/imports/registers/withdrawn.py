"""Lines of which a column beside them says that they do not count: called off, written twice, of somebody
who is no longer there, of another thing than the list is about, or that they stand for several."""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from domain.imports import identity
from domain.imports.concepts import PREVENTED, REMAINS, SERIES
from domain.imports.headings import ColumnRole, SheetColumn
from domain.imports.kinds import ImportKind
from domain.imports.registers.table import Register, RegisterPart
from domain.imports.sheet import Cell
from domain.imports.words import OF_HERE, key

_OF_ANY = (
    r"batal|dibatalkan|pembatalan|tidak jadi|tdk jadi|gak jadi|ganda|dobel|double|duplikat|duplikasi|dihapus|"
    r"(?:sudah|sdh|telah) (?:dilaporkan|tercatat|masuk|didata)\b.*\b(?:bulan|bln|sebelumnya|lalu)|"
    r"sama (?:dgn|dengan) (?:no|nomor|baris)|"
    r"dicoret|salah (?:input|entri|ketik)|cancel(?:l?ed)?|deleted|ditolak|"
    r"digabung|digabungkan|ditarik|ditiadakan|withdrawn|duplicate"
)
_GONE = (
    r"(?:tidak|tdk|non|sudah tidak|kurang) ?aktif|nonaktif|dinonaktifkan|inactive|disabled|dicabut|bubar|"
    r"dibubarkan|dilebur|vakum|mutasi|pensiun|pindah(?: tugas)?|tidak (?:berlaku|berfungsi)|ditutup|tutup|"
    r"diblokir|dibekukan|berhenti|belum (?:disetujui|aktif)|"
    r"(?:masa berlaku )?(?:sudah )?(?:habis|berakhir|kedaluwarsa|kadaluarsa|kadaluwarsa)"
)
_NOT_THEIRS_ANY_MORE = r"(?:di)?ganti(?:kan)?|(?:belum|blm) diaktifkan"
_NOT_AT_WORK = r"(?:belum|blm) (?:beroperasi|terbentuk|dibentuk|aktif)"
_NOT_YET = (
    r"ditunda|tertunda|diundur|(?:di)?jadwalkan|penjadwalan ulang|reschedul(?:e|ed)|postponed|"
    r"(?:masih |baru )?rencana|direncanakan|"
    r"(?:tidak|tdk|belum|blm) (?:terlaksana|dilaksanakan|berangkat|terbang|jalan)"
)
_OTHERS = (
    r"repatriasi|(?:pulang |pemulangan )?mandiri|pulang sendiri|meninggal(?: dunia)?|jenazah|"
    rf"(?:bukan|non) (?:warga |orang |asal )?(?:{OF_HERE}|pmi|wni)"
)
_OF_A_REPORT = (
    r"(?:tidak|tdk) (?:di ?temukan|terbukti|benar)|hoaks?|hoax|bukan (?:tppo|tindak pidana|kasus|perkara)|"
    r"(?:(?:laporan|aduan|pengaduan|lp)(?: (?:sudah|telah))? )?(?:dicabut|ditarik)|"
    r"(?:(?:korban|pelapor|pengadu|keluarga)(?: [a-z]+)? )?(?:mencabut|menarik|cabut) "
    r"(?:laporan|aduan|pengaduan|lp)|(?:ber)?damai|perdamaian|restorative justice|"
    r"(?:di)?selesai(?:kan)? (?:secara )?(?:damai|kekeluargaan|adat)|"
    r"(?:saksi(?: pelapor)?|pelapor|terlapor|pelaku|tersangka)$"
)
_NOT_GONE = r"unfit|(?:masih |dalam |sedang )?(?:di)?proses|menunggu|tidak lulus|gagal"
_NOT_FINAL = (
    r"(?:dicabut|diganti|digantikan|proyeksi|estimasi|perkiraan|prognosa|prediksi|target|rencana|"
    r"tidak (?:berlaku|valid|dipakai|digunakan))(?: (?:sementara|awal|saja))?$"
)
_NOT_OPEN = (
    r"(?:tidak|tdk|belum|blm) (?:lagi )?(?:beroperasi|aktif|berfungsi|buka|berjalan|bergabung|"
    r"ada (?:petugas|layanan))|petugas(?:nya)? (?:tidak|tdk|belum|blm) ada|"
    r"nonaktif|ditutup|tutup|pindah|kosong|rusak"
)
_NOT_PURSUED = r"dihentikan|dicabut|ditunda|(?:tidak|tdk) (?:dilanjutkan|berlaku|jadi|disetujui)"
_SAID: dict[ImportKind, str] = {
    ImportKind.CASES: rf"{_OF_ANY}|{_OF_A_REPORT}",
    ImportKind.FIGURES: rf"{_OF_ANY}|{_NOT_FINAL}",
    ImportKind.SERVICES: rf"{_OF_ANY}|{_NOT_OPEN}",
    ImportKind.COMMITMENTS: rf"{_OF_ANY}|{_NOT_PURSUED}",
    ImportKind.PLACEMENTS: rf"{_OF_ANY}|{_NOT_YET}|{_NOT_GONE}|mengundurkan diri|"
    rf"(?:bukan|non) (?:warga )?{OF_HERE}",
    ImportKind.DEATHS: rf"{_OF_ANY}|(?:bukan|non) (?:warga |orang |asal )?(?:{OF_HERE}|pmi|wni)",
    ImportKind.DEPORTATIONS: rf"{_OF_ANY}|{_OTHERS}|(?:di)?lepas(?:kan)?|diizinkan berangkat",
    ImportKind.ACTIVITIES: rf"{_OF_ANY}|{_NOT_YET}",
    ImportKind.VILLAGE_TEAMS: rf"{_OF_ANY}|{_GONE}",
    ImportKind.ACCOUNTS: rf"{_OF_ANY}|{_GONE}|{_NOT_THEIRS_ANY_MORE}",
    ImportKind.AGENCIES: rf"{_OF_ANY}|{_GONE}|{_NOT_AT_WORK}",
}
_BEFORE = (
    r"(?:(?:sudah|telah|status|data|laporan|lp|perkara|sk|akun|kegiatan|acara|ybs|c?pmi|instansi|lembaga|tim|karena|"
    r"ternyata|case|report|entry) ){0,2}"
)
_PARTS = re.compile(r"[,;()/\n]|\.\s|\s[-–]\s")
"""Between which each part of a remark says something by itself: “korban menolak, laporan dicabut”."""
_WITHDRAWN = {
    kind: re.compile(rf"^{_BEFORE}(?:{_SAID.get(kind, _OF_ANY)})\b(?! hadir\b)") for kind in ImportKind
}
"""Said at the beginning of a remark; what stands deep in a story is told of somebody else's."""
_SAID_OF_A_KIND = re.compile(r"\b(?:jenis|status|kategori|cara|alasan|bentuk|skema)\b")
_SICK = re.compile(r"^(?:pmi )?sakit\b")
_SERIES = (*SERIES[ImportKind.DEATHS], *SERIES[ImportKind.DEPORTATIONS])
"""What a list of persons may name beside what it counts; how they had left, and why, is something else."""
_NOT_HOME = re.compile(
    r"^(?:jenazah )?(?:(?:belum|blm|tidak|tdk) (?:tiba|dipulangkan|dikirim)|(?:masih )?dalam proses|"
    rf"(?:di)?(?:makamkan|kubur(?:kan)?) di (?!{OF_HERE}|kampung|desa|rumah|tempat asal))\b"
)
_STOPPED = re.compile(r"^(?:pencegahan|penundaan|dicegah|ditunda|cegah)\b")
_NEGATED = re.compile(
    r"^(?:tidak|tdk|bukan|tanpa|belum|blm)\b(?= (?:batal|ganda|dobel|double|dihapus|dicoret))"
)
_STANDING = re.compile(
    r"^(?:(?:status )?(?:aktif|active)|enabled|is active|masih aktif)(?: (?:y t|ya tidak))?$"
)
_NO = frozenset(["tidak", "tdk", "t", "no", "n", "false", "0", "nonaktif", "non aktif", "inactive"])
_NATIONALITY = re.compile(r"\b(?:kewarganegaraan|warga ?negara|nationality|citizenship)\b")
_OURS = re.compile(r"^(?:wni|indonesia|indonesian|ri|id|idn|warga negara indonesia)$")
_ASKED = (ColumnRole.UNKNOWN, ColumnRole.NOTE)
_LONGEST = 60
_HOW_OFTEN = re.compile(
    r"(?:frekuensi|(?:jumlah|jml|banyaknya) (?:kegiatan|kali)|berapa kali|kali)(?: kegiatan)?"
)
_TIMES = re.compile(r"\s*(\d{1,3})\b")
_DEFINES = re.compile(r"(?:definisi|pengertian)\b")
"""Of the series that a line counts, “Perkiraan jumlah PMI …”: nothing of the line itself."""


class RegisterWithdrawn(RegisterPart):
    def __init__(self, register: Register, counted: Collection[str]) -> None:
        super().__init__(register)
        self.counted = counted
        """The series that the lines count, where they count any."""

    def doubt(self, rows: Sequence[int]) -> None:
        """Read as they stand, for nobody else may decide; but never in silence."""
        self._doubt_several(rows)
        # Remarks that were left out because one of them may name somebody call lines off as others do.
        left_out = self.table.having(ColumnRole.IDENTITY)
        remarks = [each for each in left_out if not identity.heading_kind(each.strings)]
        asked = [each for each in self.table.having(*_ASKED) if not _DEFINES.match(each.lowest)]
        for column in (*asked, *remarks):
            withdraws: dict[tuple[type, Cell], bool] = {(type(None), None): False}
            for row, cell in zip(rows, self.grid.down(column.index, rows), strict=True):
                said = type(cell), cell
                if said not in withdraws:
                    withdraws[said] = self._withdraws(column, cell)
                if not withdraws[said]:
                    continue
                at = self.grid.address(row, column.index)
                shown = self.vocabulary.shown(str(cell))
                says = (
                    f"“{shown}” di baris ini: mungkin tidak boleh dihitung. Dibaca seperti baris lain; hapus "
                    "barisnya dari berkas bila memang tidak berlaku."
                )
                self.reading.doubt("line-withdrawn", self.sheet, at, says)

    def _doubt_several(self, rows: Sequence[int]) -> None:
        """“Frekuensi: 3 kali” beside one day."""
        if self.kind is not ImportKind.ACTIVITIES:
            return
        for column in self.table.having(*_ASKED):
            for row in rows if _HOW_OFTEN.fullmatch(column.lowest) else ():
                found = _TIMES.match(str(self.grid.cell(row, column.index) or ""))
                if found is not None and int(found[1]) > 1:
                    says = f"Baris ini menyebut {found[1]} kali kegiatan, dibaca satu; tulis satu per baris."
                    at = self.grid.address(row, column.index)
                    self.reading.doubt("events-in-line", self.sheet, at, says)

    def _withdraws(self, column: SheetColumn, cell: Cell) -> bool:
        words, head = key(str(cell)), column.lowest
        if _STANDING.match(head):
            return words in _NO
        if _NATIONALITY.search(head):
            return self.register.is_of_persons and bool(words) and not _OURS.match(words)
        if not isinstance(cell, str) or len(cell) > _LONGEST or _NEGATED.match(words):
            return False
        if REMAINS.indicator in self.counted and _NOT_HOME.match(words):
            return True
        if self.counted and _SAID_OF_A_KIND.search(head):
            named = {each.indicator for each in _SERIES if each.pattern.search(words)}
            if _STOPPED.match(words):
                named.add(PREVENTED.indicator)
            if named and named.isdisjoint(self.counted):
                return True
        is_sick = self.kind is ImportKind.DEPORTATIONS and _SICK.match(words) is not None
        return _is_called_off(self.kind, cell) or (is_sick and bool(_SAID_OF_A_KIND.search(head)))


@lru_cache(maxsize=10_000)
def _is_called_off(kind: ImportKind, text: str) -> bool:
    return any(map(_WITHDRAWN[kind].match, (key(text), *map(key, _PARTS.split(text)))))
