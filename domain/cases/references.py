"""The number under which an agency keeps a report itself: a register number, and never somebody's name.

No list knows all names. So it is turned round: a number has a digit, and its words are those that stand in
register numbers, places, or abbreviations in capitals; two other words side by side read as a name.
"""

import re
from collections.abc import Iterator

EXAMPLE = "LP/B/112/2026"

_REGISTER_WORDS = frozenset(
    {
        *("adu", "aduan", "agenda", "arsip", "berkas", "bulan", "contoh", "daftar", "dinas", "dinsos"),
        *("disnaker", "disnakertrans", "dumas", "dokumen", "form", "formulir", "hasil", "kab", "kabupaten"),
        *("kantor", "kasus", "kec", "kecamatan", "kejari", "kejati", "kelas", "kode", "kota", "laporan"),
        *("lembar", "lidik", "lisan", "nomor", "ntt", "pengaduan", "perkara", "pmi", "polda", "polisi"),
        *(
            "polres",
            "polresta",
            "polsek",
            "satreskrim",
            "ditreskrimum",
            "spkt",
            "register",
            "reg",
            "rujukan",
            "satgas",
            "satker",
            "seksi",
        ),
        *("sidik", "surat", "tahun", "tanggal", "tentang", "tertulis", "tppo", "unit", "upt", "uptd"),
        *("urut", "dan", "dari", "nusa", "tenggara", "alor", "belu", "ende", "flores", "timur", "barat"),
        *("daya", "kupang", "lembata", "malaka", "manggarai", "nagekeo", "ngada", "rote", "ndao", "sabu"),
        *("raijua", "sikka", "sumba", "tengah", "selatan", "utara", "timor"),
    }
)
_OFFICES_WITH_PLACES = re.compile(
    r"\b(?:polsek|polres|polresta|polda|kec|kecamatan|desa|kelurahan|kab|kabupaten|kota|kejari|dinas)\b[^/]*",
    re.IGNORECASE,
)
"""A place of any name stands behind these, up to the next stroke."""
_SHORTEST_WORD = 3


def name_in(reference: str) -> str:
    """What reads as a name in it; empty where nothing does."""
    for part in _OFFICES_WITH_PLACES.sub(" ", reference).split("/"):
        strange = list(_strange_words(part))
        in_small_letters = next((word for word in strange if not word.isupper()), "")
        if in_small_letters or len(strange) > 1:
            return in_small_letters or " ".join(strange[:2])
    return ""


def _strange_words(part: str) -> Iterator[str]:
    for word in re.findall(r"(?<![A-Za-z\d])[^\W\d_]+(?![A-Za-z\d])", part):
        if len(word) >= _SHORTEST_WORD and word.casefold() not in _REGISTER_WORDS:
            yield word


def has_digit(reference: str) -> bool:
    return any(letter.isdecimal() for letter in reference)
