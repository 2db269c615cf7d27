"""Units that things are counted in: which of them come whole, and which are the same in other letters."""

import re

PERCENT, PERCENT_SIGN = "persen", "%"
WHOLE_IN_PERCENT = 100.0
SCALES = {
    "ribu": 3,
    "rb": 3,
    "rbu": 3,
    "k": 3,
    "juta": 6,
    "jt": 6,
    "jta": 6,
    "miliar": 9,
    "milyar": 9,
    "miliard": 9,
    "milyard": 9,
    "mlr": 9,
    "triliun": 12,
    "trilyun": 12,
    "triliyun": 12,
}
"""Powers of ten that a word stands for."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WHOLE = _words(
    """
    acara aduan agenda akta aksi aplikasi berkas buku daftar desa dialog dokumen
    draf dusun edaran evaluasi fasilitator film forum foto instansi instrumen jaksa jenazah jiwa kab
    kab/kota kabupaten kabupaten/kota kader kali kamar kamera kampung kapal kasus kebijakan kecamatan
    kegiatan kelas kelompok keluarga kelurahan kendaraan keputusan kk klien kunjungan komunitas
    koperasi korban kota kursi laporan layanan lembaga lembar loket lp ltsa mahasiswa mobil
    modul mou naskah notulen operator orang ormas pamflet paket panduan papan paroki pasal
    pedoman pegawai pejabat pekerja pelabuhan pelaku pelatihan pelayanan pembaruan pembukaan
    pemeriksaan penempatan pendamping penduduk pengaduan pengungsi penyidik penyintas penyuluhan
    perahu peraturan perda perdes perbup pergub perkara perjanjian permohonan personel perusahaan peserta
    petugas pintu pmi polisi polres polsek pos poster posko posyandu produk program prosedur provinsi
    publikasi puskesmas putusan rakor rapat regulasi rekomendasi relawan responden ruang ruangan
    rumah rsud rt rw saksi satgas sekolah selebaran sertifikat sesi shelter siaran
    siswa sk skpd opd sop sosialisasi spanduk staf surat survei tahanan tahap tenaga
    tersangka terbitan terdakwa tiket tim titik tokoh tugas uptd unit usulan video warga wilayah
    """
)
_DIVISIBLE = _words(
    """
    % are bulan detik derajat gram ha hektar hektare hari hari-rata-rata idr indeks jam kg kilogram
    kilometer km km2 km² kubik l liter m m2 m² m3 m³ menit meter mil nilai persen poin rasio rata-rata rp
    rupiah skor tahun ton
    """
)
_SHORT = {
    "%": PERCENT,
    "prosen": PERCENT,
    "pct": PERCENT,
    "rp": "rp",
    "rupiah": "rp",
    "idr": "rp",
    "org": "orang",
    "orng": "orang",
    "ds": "desa",
    "kec": "kecamatan",
    "kab": "kabupaten",
    "kel": "kelurahan",
    "keg": "kegiatan",
    "dok": "dokumen",
    "lap": "laporan",
    "bh": "buah",
    "x": "kali",
    "pkt": "paket",
}


def comes_whole(unit: str) -> bool | None:
    """Whether half of it can not be: true of villages, false of kilometres, None of what nobody told us."""
    words = unit.lower().split()
    if not words or "rata-rata" in unit.lower() or scale_of(unit)[0]:
        return False
    for known in (" ".join(words), _full(words[0]), words[0]):
        if known in _WHOLE:
            return True
        if known in _DIVISIBLE:
            return False
    return None


def scale_of(unit: str) -> tuple[int, str]:
    """The power of ten that a unit counts in, and of what: 6 and ``rupiah`` of ``juta rupiah``."""
    words = re.sub("[()]", " ", unit).split()
    for at, word in enumerate(words[:2]):
        if word.lower() in SCALES and (at == 0 or is_rupiah(words[0])):
            return SCALES[word.lower()], " ".join(words[:at] + words[at + 1 :])
    return 0, ""


def is_percent(unit: str) -> bool:
    return _full(unit.strip().lower()) == PERCENT


def is_rupiah(unit: str) -> bool:
    return _full(unit.strip().lower()) == "rp"


def _full(word: str) -> str:
    return _SHORT.get(word.rstrip("."), word)


def same_unit(typed: str, field: str) -> bool:
    """Whether they name the same, one perhaps more closely: ``org binaan`` and ``orang``."""
    first, second = ([_full(word) for word in each.lower().split()] for each in (typed, field))
    shorter = min(len(first), len(second))
    return first[:shorter] == second[:shorter]
