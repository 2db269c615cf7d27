"""The number under which an agency keeps a report itself: a register number, and never somebody's name.

No list knows all names. So it is turned round: a number has a digit, and each of its words is one that stands
in register numbers, of an agency, or of a place; whatever else is spelt out is refused.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

EXAMPLE = "LP/B/112/2026"

_REGISTERS = """
adu aduan agenda arsip bap berita acara berkas contoh daftar data dokumen dumas form formulir hasil
informasi kartu kas kasus kep keputusan klien kode korban lampiran lap lapor laporan layanan lembar lidik
lisan masuk keluar nomor nomer nota pengaduan penyelidikan penyidikan perkara permohonan register reg
registrasi rekap rujukan sidik simfoni siskop sprindik sprin sprint surat tanda terima temuan tertulis tugas
tap gas res pid sus pidsus pidum eku euh eoh adm imi und seri halo hotline impor daring luring pos
elektronik tanpa ilegal penyelundupan bermasalah deportasi sakit meninggal tidak diketahui luar
"""
_DAYS = """
tahun bulan tanggal tgl hari urut urutan januari februari maret april mei juni juli agustus september
oktober november desember jan feb mar apr jun jul agu ags sep okt nov des dan dari untuk oleh pada tentang
per
"""
_POLICE = """
polisi kepolisian polri mabes bareskrim polda polres polresta polrestabes polsek polsekta polsubsektor
kapolda kapolres kapolsek reskrim satreskrim reskrimum reskrimsus ditreskrim ditreskrimum ditreskrimsus
ditkrimum ditkrimsus dit ditres direktorat reserse kriminal umum khusus krimum krimsus subdit subsektor
sektor resor daerah satuan sat unit kanit kasat kasubdit renakta remaja anak wanita perempuan ppa ppo
tipidum tipidter tipiter jatanras resmob opsnal siber intelkam ditintelkam satintelkam binmas satbinmas
polair polairud ditpolair ditpolairud satpolair satpolairud sentra pelayanan terpadu yanduan siaga piket
satgas tppo wassidik ditresppa ditresppo ditresppappo
"""
_OFFICES = """
kejaksaan kejari kejati kejagung cabjari jaksa negeri tinggi pengadilan putusan penetapan pidana perdata
imigrasi kanim kanwil ditjen tpi plbn bea cukai pelabuhan bandara udara laut lintas batas wni wna agen balai
badan bagian bidang biro center crisis dinas dinsos disnaker disnakertrans nakertrans gugus indonesia
instansi kab kabupaten kec kecamatan kel kelas kelurahan desa kantor kementerian kota ketua kepala lembaga
ltsa migran pekerja pelindungan perlindungan pemberdayaan pemda pemdes pemkab pemkot pemprov pencegahan
pendampingan pemulangan penempatan perwakilan peksos pmi posko posyandu provinsi puskesmas pusat rehsos rsud
rumah sakit saksi satker sekda sekretariat seksi setda shelter sosial sub tim upt uptd utama wilayah koramil
kodim korem kua yayasan visum medis
"""
_ELSEWHERE = """
nusa tenggara jawa bali kalimantan sulawesi sumatera papua maluku riau kepulauan kepri batam nunukan tarakan
kaltara kaltim kalbar kalsel kalteng jatim jateng jabar banten jakarta metro jaya dki diy surabaya denpasar
makassar medan sulsel sulut sulteng sultra sulbar sumut sumbar sumsel lampung aceh jambi bengkulu bangka
belitung gorontalo banjarmasin pontianak balikpapan mataram lombok timur barat utara selatan tengah malaysia
tawau kuala lumpur kinabalu johor bahru kuching sabah sarawak singapura brunei hong kong hongkong taiwan
taipei dili kbri kjri kdei konsulat
"""
"""Outside the province, whose offices send reports, too."""
_NO_NAMES = frozenset(" ".join((_REGISTERS, _DAYS, _POLICE, _OFFICES, _ELSEWHERE)).split())
_AT_DISTRICTS = frozenset(
    {
        "polsek",
        "polsekta",
        "polsubsektor",
        "subsektor",
        "sektor",
        "sek",
        "kec",
        "kecamatan",
        "koramil",
        "kua",
        "puskesmas",
    }
)
"""A kecamatan stands behind these."""
_AT_VILLAGES = frozenset({"desa", "kel", "kelurahan", "ds"})
_UNITS_IN_SHORT = frozenset({"res", "resta", "sek"})
"""As the police write them in numbers, with the unit shortened behind them: “Res Steng”, “Sek Kuptim”."""
_LONGEST_UNIT = 6
_ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_AT_COURT = re.compile(r"\bPDM\s?-\s?\d{1,4}/[A-Z]{3,6}(?=/)")
"""“PDM-07/KEFAM/03/2026”: prosecutors shorten the town of their office behind the number of a case."""
_VOWELS = frozenset("aeiouy")
_SHORTEST_NAME = 3
_WORD = re.compile(r"[^\W\d_]+")
_NUMBERS = re.compile(r"[/\d]+")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class KnownWords:
    """Words that are no names of people, all in small letters."""

    anywhere: frozenset[str]
    """Of agencies, and of kabupaten/kota with their capitals."""
    districts: frozenset[str]
    """Of kecamatan."""
    villages: frozenset[str]
    """Whole names: many a surname is a word of one."""

    @classmethod
    def of(cls, anywhere: Iterable[str], districts: Iterable[str], villages: Iterable[str]) -> Self:
        return cls(
            frozenset(word for text in anywhere for word in _words(text)),
            frozenset(word for text in districts for word in _words(text)),
            frozenset(" ".join(_words(text)) for text in villages),
        )


def strange_word(reference: str, known: KnownWords) -> str:
    """The first word that could be a name; empty where none could."""
    return _strange_in(_NUMBERS.sub("/", _AT_COURT.sub("PDM/", reference)), known)


@lru_cache(maxsize=1_024)
def _strange_in(parts: str, known: KnownWords) -> str:
    """Between the digits a hundred thousand numbers of one register have the same few words."""
    return next(filter(None, (_strange_in_part(part, known) for part in parts.split("/"))), "")


def _strange_in_part(part: str, known: KnownWords) -> str:
    words = _words(part)
    of_villages = frozenset(_places_of_villages(words, known.villages))
    for place, word in enumerate(words):
        at_district = word in known.districts and not _AT_DISTRICTS.isdisjoint(words[:place])
        is_unit = place == len(words) - 1 and place > 0 and words[place - 1] in _UNITS_IN_SHORT
        if is_unit and len(word) <= _LONGEST_UNIT:
            continue
        if not (_is_no_name(word) or word in known.anywhere or at_district or place in of_villages):
            return _spelt_out(part)[place]
    return ""


def _is_no_name(word: str) -> bool:
    """Too short, without a vowel, a numeral, or a word of registers."""
    return (
        len(word) < _SHORTEST_NAME
        or (word.isascii() and _VOWELS.isdisjoint(word))
        or _ROMAN.fullmatch(word) is not None
        or word in _NO_NAMES
    )


def _places_of_villages(words: Sequence[str], villages: frozenset[str]) -> Iterator[int]:
    """Where the name of a village stands behind a word that says so."""
    for start, before in enumerate(words, start=1):
        if before in _AT_VILLAGES:
            ends = (end for end in range(len(words), start, -1) if " ".join(words[start:end]) in villages)
            yield from range(start, next(ends, start))


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _spelt_out(text)]


def _spelt_out(text: str) -> list[str]:
    return [found[0] for found in _WORD.finditer(_plain(text))]


def _plain(text: str) -> str:
    """Without marks on letters, so that no vowel hides."""
    if text.isascii():
        return text
    marked = unicodedata.normalize("NFKD", text)
    return "".join(c for c in marked if unicodedata.category(c) not in {"Mn", "Cf"})


def has_digit(reference: str) -> bool:
    return _DIGIT.search(reference) is not None
