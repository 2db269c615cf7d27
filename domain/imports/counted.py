"""What is counted beside what a kind counts: money, families, members, papers, differences, rates.

Kinds with one series take every table for that series. What a title, a heading or a line says to be
something else is none of it, though the series is named there as well: “Biaya pemulangan jenazah” counts
no remains.
"""

import re
from collections.abc import Iterable, Sequence

from domain.imports.concepts import NOT_THE_COUNT, Concept
from domain.imports.kinds import ImportKind
from domain.imports.words import key

OF_UNITS = re.compile(r"^(?:satuan|unit)$")
"""What is counted in, persons or coffins: its words name no series."""


def _thing(indicator: str, label: str, pattern: str) -> Concept:
    return Concept(indicator, label, re.compile(pattern))


_MONEY = _thing(
    "money",
    "uang, seperti biaya, anggaran, santunan, atau remitansi",
    r"(?<!tahun )(?<!tanpa )(?<!bebas )(?<!dan )"
    r"\b(?:anggaran|biaya|santunan|klaim|remitansi|remittances?|rupiah)\b(?! (?:murah|ringan)\b)",
)
_DIFFERENCE = _thing(
    "difference",
    "selisih, kenaikan, atau penurunan",
    r"^(?:tabel (?:[\d ]+ )?|grafik (?:[\d ]+ )?|[a-z] |\d )?"
    r"(?:selisih|kenaikan|penurunan|perubahan|perbedaan|gap)\b(?!.*\b(?:jumlah|banyaknya)\b)",
)
_FAMILIES = _thing(
    "families",
    "keluarga, ahli waris, atau penerima bantuan",
    r"\b(?:keluarga|rumah tangga|ahli waris|anak|istri|suami)(?: (?:dari|para|calon))? "
    r"(?:c?pmi|tki|pekerja migran)\b|"
    r"\b(?:keluarga|rumah tangga|kk)(?: yang)? (?:memiliki|mempunyai|punya)\b|"
    r"\b(?:anak|istri|suami|lansia|keluarga)(?: [a-z]+){0,3} (?:yang )?ditinggal(?:kan)?\b|"
    r"\bpenerima (?:bantuan|manfaat|santunan)\b",
)
_STOCK = _thing(
    "stock",
    "PMI yang sedang berada di luar negeri, bukan yang berangkat dalam waktu itu",
    r"\b(?:sedang|masih)(?: aktif)? (?:bekerja|berada|bertugas)\b|\b(?:c?pmi|tki|migran) aktif\b|"
    r"\b(?:stok|stock) (?:c?pmi|tki|pekerja)\b|\b(?:pmi|tki|migran)(?: [a-z]+){0,3} yang berada di\b",
)
_NOT_GONE = _thing(
    "not_gone",
    "yang berminat, batal, atau belum berangkat",
    r"\b(?:batal|tertunda|belum|tidak jadi|gagal) (?:berangkat|ditempatkan|diberangkatkan|penempatan)\b|"
    r"\b(?:minat|peminat|animo|lowongan|job ?orders?)\b",
)
_TROUBLED = _thing(
    "troubled",
    "yang kembali, bermasalah, atau hilang kontak",
    r"\b(?:kabur|mangkir|bermasalah|terkendala|hilang kontak|overstay|kembali ke)\b",
)
_INSURED = _thing("insured", "peserta jaminan", r"\bpeserta (?:bpjs|jamsos|jaminan|asuransi)\b")
_PLACES = _thing(
    "places",
    "desa atau kecamatan, bukan orangnya",
    r"^(?:rekap |data |daftar )?(?:jumlah|jml|banyaknya|daftar) (?:desa|kelurahan|kecamatan|kantong)\b",
)
_STILL_THERE = _thing(
    "still_there",
    "yang belum dipulangkan, atau alat dan perjalanannya",
    r"\b(?:masih|belum) (?:di|berada|dipulangkan|dikirim|tiba|diambil)\b|\b(?:ambulans?|ambulance|peti)\b|"
    r"\b(?:kloter|trip|penerbangan|hari tinggal|lama tinggal)\b",
)
_COMPLAINTS = _thing(
    "complaints",
    "pengaduan atau permohonan",
    r"\b(?:pengaduan|aduan|permohonan|permintaan)(?: [a-z]+){0,3} "
    r"(?:meninggal|kematian|jenazah|deportasi|deportan|dideportasi)\b",
)
_MEMBERS = _thing(
    "members",
    "anggota atau pengurus tim, bukan timnya",
    r"(?<!dan )(?<!beserta )\b(?:anggota|pengurus|kader|personil|personel)(?: [a-z]+)? "
    r"(?:tim|satgas|gugus)\b",
)
_WITHOUT_A_TEAM = _thing(
    "without_a_team",
    "desa yang belum memiliki tim",
    r"\b(?:desa|kelurahan) (?:yang )?(?:belum|tidak|tanpa)\b|"
    r"\b(?:belum|tidak) (?:memiliki|mempunyai|punya|ada|terbentuk|membentuk|dibentuk)(?: [a-z]+)? "
    r"(?:tim|satgas)\b",
)
_TO_BE = _thing(
    "to_be",
    "rencana atau target, bukan yang sudah terlaksana",
    r"^(?!.*\b(?:realisasi|capaian|pencapaian|pelaksanaan)\b).*\b(?:rencana|target|usulan|proyeksi)"
    r"(?: (?:jumlah|pembentukan|pelaksanaan|kegiatan))* (?:tim|satgas|desa|kegiatan|sosialisasi|edukasi|"
    r"layanan|pelayanan|kunjungan|dilayani)\b|^(?:target|rencana|usulan|proyeksi)(?: (?:tahun )?20\d\d)?$",
)
_ALONE_TO_BE = _thing("to_be", _TO_BE.label, r"^(?:target|rencana|usulan|proyeksi)(?: (?:tahun )?20\d\d)?$")
_TO_RETURN = _thing(
    "to_be",
    _TO_BE.label,
    r"^(?!.*\b(?:realisasi|capaian|pencapaian|pelaksanaan)\b).*\b(?:rencana|jadwal|usulan|proyeksi|target)"
    r"(?: (?:jumlah|penerimaan|kedatangan))* (?:pemulangan|kepulangan|kedatangan|penerimaan|penjemputan|"
    r"deportasi|pendeportasian|pencegahan|jenazah|deportan)\b",
)
"""Those who are still to come home."""
_DONE_BY_TEAMS = _thing(
    "done_by_teams",
    "kegiatan bagi atau oleh tim, bukan timnya",
    r"\b(?:pelatihan|rapat|pertemuan|kegiatan|bimtek|pembinaan|evaluasi|laporan)(?: [a-z]+){0,2} "
    r"(?:tim|satgas)\b",
)
_MEDIA = _thing("media", "bahan cetak", r"\b(?:poster|spanduk|leaflet|brosur|baliho|buku saku|stiker)\b")
_PARTICIPANTS = _thing(
    "participants",
    "peserta, bukan kegiatannya",
    r"(?<!dan )(?<!serta )\bpeserta (?:kegiatan|sosialisasi|pelatihan|edukasi|penyuluhan|pengawasan)\b|"
    r"^(?:rekap |data )?(?:jumlah|jml|banyaknya) (?:peserta(?! didik)|orang|warga|penerima)\b",
)
_PAPERS = _thing(
    "papers",
    "dokumen yang terbit, bukan orang yang dilayani",
    r"\b(?:paspor|dokumen|berkas|skck|ktp|surat|rekomendasi|sertifikat)(?: [a-z]+){0,3} "
    r"(?:terbit|diterbitkan|dicetak)\b|\bpenerbitan (?:paspor|dokumen|skck|ktp|surat|rekomendasi)\b|"
    r"\b(?:jumlah|jml|banyaknya) (?:paspor|dokumen|berkas|skck|ktp|surat|sertifikat)\b",
)
_STAFF = _thing(
    "staff",
    "petugas, meja, atau hari, bukan orang yang dilayani",
    r"\b(?:jumlah|jml|banyaknya|data) (?:petugas|pegawai|staf|staff|personil|personel|loket|meja|hari)\b|"
    r"^(?:daftar |rekap )?(?:petugas|pegawai|staf|staff|personil|personel)\b|"
    r"\bindeks kepuasan\b|\brata rata\b|\brerata\b",
)

_ALWAYS = (_MONEY, _DIFFERENCE)
_OTHER_THINGS: dict[ImportKind, tuple[Concept, ...]] = {
    ImportKind.PLACEMENTS: (*_ALWAYS, _FAMILIES, _STOCK, _NOT_GONE, _TROUBLED, _INSURED, _PLACES),
    ImportKind.DEATHS: (*_ALWAYS, _FAMILIES, _COMPLAINTS, _STILL_THERE, _PLACES, _ALONE_TO_BE, _TO_RETURN),
    ImportKind.DEPORTATIONS: (
        *_ALWAYS,
        _FAMILIES,
        _COMPLAINTS,
        _STILL_THERE,
        _PLACES,
        _ALONE_TO_BE,
        _TO_RETURN,
    ),
    ImportKind.FIGURES: (*_ALWAYS, _FAMILIES),
    ImportKind.SERVICES: (*_ALWAYS, _TO_BE, _PAPERS, _STAFF),
    ImportKind.VILLAGE_TEAMS: (*_ALWAYS, _TO_BE, _MEMBERS, _WITHOUT_A_TEAM, _DONE_BY_TEAMS),
    ImportKind.ACTIVITIES: (*_ALWAYS, _TO_BE, _PARTICIPANTS, _MEDIA),
}
_REALISED = re.compile(r"\brealisasi\b")
_IN_PERCENT = re.compile(
    r"[(\[]\s*(?:%|persen|persentase)\s*[)\]]|\bdalam (?:persen|persentase|%)(?!\w)", re.IGNORECASE
)
_SHARES_ALONE = re.compile(
    r"^(?:(?:distribusi|sebaran|komposisi|struktur|data) )?(?:persentase|persen|proporsi)(?: 20\d\d)?$|"
    r"^(?:distribusi|sebaran|komposisi|struktur) (?:persentase|persen)\b"
)
_COUNTED_AS_WELL = re.compile(r"\b(?:jumlah|jml|banyaknya|orang)\b")
_SHARES = _thing("rate", "persentase, rata-rata, atau rasio", r"^\b$")
COUNTING_NOBODY = (_DIFFERENCE, _SHARES)
"""Of these nothing is asked: whatever the kind, they are no figures of it."""


def said_to_be_no_count(kind: ImportKind, titles: Iterable[str], notes: Iterable[str] = ()) -> list[Concept]:
    """What titles say their figures are, though they name the series of their kind beside it; of notes only
    that they are percentages."""
    said = [*titles]
    words = [*map(key, said)]
    things = (*NOT_THE_COUNT.get(kind, ()), *_OTHER_THINGS.get(kind, ()))
    if any(map(_REALISED.search, words)):
        things = tuple(each for each in _OTHER_THINGS.get(kind, ()) if each is not _TO_BE)
    found = [thing for thing in things if any(map(thing.pattern.search, words))]
    in_percent = (
        text for text in (*said, *notes) if _IN_PERCENT.search(text) or _SHARES_ALONE.search(key(text))
    )
    if any(not _COUNTED_AS_WELL.search(key(text)) for text in in_percent):
        found.append(_SHARES)
    return found


# Headings ------------------------------------------------------------------------------------------

_RATE = re.compile(
    r"\bper (?:100 000|10 000|1 000|100000|10000|1000|100|seratus|seribu|sepuluh ribu|seratus ribu|sejuta|"
    r"kapita)\b|"
    r"\b(?:kontribusi|andil|porsi|sumbangan|share|deviasi|sex ratio|rata ?2|rata rata ?2|rerata|prevalensi)\b"
)
_LEFT = re.compile(
    r"^(?:sisa|kekurangan|kurang|gap|beda|deviasi)(?: (?:dari|thd|terhadap|dengan|ke))? "
    r"(?:target|rencana|kuota|realisasi)\b|\btarget (?:yang )?(?:belum|tidak) (?:tercapai|terealisasi)\b|"
    r"^(?:gap|beda|sisa target|deviasi)$"
)
"""“Sisa target”, “Kekurangan dari target”: what lacks, and no target."""
_GUESSED = re.compile(r"\b(?:proyeksi|estimasi|perkiraan|prediksi|prakiraan|prognosa|prognosis|prognosis)\b")
_A_TIME = re.compile(
    r"(?:/|(?:^| )per )\s*(?:hari|bulan|bln|minggu|triwulan|kuartal)\.?\s*\)?\s*$", re.IGNORECASE
)
_OTHER_PERSONS = {
    ImportKind.SERVICES: re.compile(
        r"^(?!.*\b(?:dilayani|pengunjung|pemohon|orang)\b).*"
        r"\b(?:dokumen|berkas|petugas|pegawai|staf|staff|personil|personel|loket|hari)\b"
    ),
    ImportKind.DEPORTATIONS: re.compile(
        r"^(?!.*\b(?:deportasi|deportan|dideportasi)\b).*"
        r"\b(?:pmi ?b|bermasalah|terkendala|repatriasi|over ?stay(?:er)?s?)\b"
    ),
    ImportKind.VILLAGE_TEAMS: re.compile(
        r"^(?:jumlah |jml |jlh |total )?(?:anggota|pengurus|kader|personil)\b"
    ),
}


def is_derived(heading: str) -> bool:
    """A share, a rate, a guess, or what lacks to a target."""
    words = key(heading)
    return bool(_RATE.search(words) or _LEFT.search(words) or _GUESSED.search(words))


def is_mean(heading: str) -> bool:
    """“PMI/bulan”: how many in each; over figures of months it may only say that they are monthly."""
    return bool(_A_TIME.search(heading))


def counts_others(kind: ImportKind, words: str) -> bool:
    """“Jumlah petugas” beside those who were served, “Jumlah anggota” beside teams."""
    pattern = _OTHER_PERSONS.get(kind)
    things = (
        thing for thing in _OTHER_THINGS.get(kind, ()) if thing not in (_DIFFERENCE, _TO_BE, _PARTICIPANTS)
    )
    return bool((pattern and pattern.search(words)) or any(each.pattern.search(words) for each in things))


COUNTED_BY_NO_SEX = (ImportKind.VILLAGE_TEAMS, ImportKind.ACTIVITIES)
"""“L” and “P” beside activities are who took part."""


# Lines ---------------------------------------------------------------------------------------------

_NO_SERIES = re.compile(
    r"^(?:persentase|persen|proporsi|rasio|rata rata|rerata|pertumbuhan|laju|kenaikan|penurunan|selisih|"
    r"perubahan|indeks|cakupan|tingkat|proyeksi|estimasi|perkiraan)\b"
)
_TO_REACH = re.compile(r"^(?:target|rencana|kuota)\b")
_UNIT_OF_SHARES = re.compile(r"^(?:persen|persentase|rasio|indeks|rp|rupiah|juta|miliar|milyar|per .*)\b")


def is_no_series(text: str, kind: ImportKind) -> bool:
    """“Persentase penempatan prosedural” in a list of series, though it names one."""
    words = key(text)
    to_reach = kind is ImportKind.FIGURES and _TO_REACH.search(words)
    return bool(
        to_reach
        or _NO_SERIES.search(words)
        or _RATE.search(words)
        or _MONEY.pattern.search(words)
        or "%" in text
    )


def is_unit_of_shares(text: str) -> bool:
    """“persen”, “%”, “per 1.000”, “Rp juta” as what a line is counted in."""
    return text.strip() == "%" or bool(_UNIT_OF_SHARES.search(key(text)))


def lines_of_no_series(texts: Sequence[str], kind: ImportKind) -> list[str]:
    return [text for text in texts if is_no_series(text, kind)]
