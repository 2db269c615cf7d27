"""Whatever could say who a person is, found by heading and by content, and never read in.

Headings first, then cells: a column of names stands under the heading “Keterangan” as well. In doubt a
column is left out, and the report says so.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from itertools import pairwise

from domain.access.screening import IdentityKind, holds_nik
from domain.imports.plain_words import PLAIN_WORDS
from domain.imports.sheet import Cell, is_number
from domain.imports.words import OFFICE_WORDS, Vocabulary, first_kind, key, shape_of, shapes_of

NAME, NIK, PHONE, PASSPORT = "nama", "NIK", "telepon", "paspor"
ADDRESS, BIRTH, EMAIL, PHOTO, FAMILY_CARD, STAFF_NUMBER, ACCOUNT = (
    "alamat",
    "tanggal lahir",
    "surel",
    "foto",
    "nomor KK",
    "NIP",
    "nomor rekening",
)

_BY_SCREENING = {
    IdentityKind.NIK: NIK,
    IdentityKind.PHONE: PHONE,
    IdentityKind.PASSPORT: PASSPORT,
    IdentityKind.EMAIL: EMAIL,
}

_HEADINGS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (what, re.compile(pattern))
    for what, pattern in (
        (
            NIK,
            r"\b(?:nik|n i k|ktp|e ktp|(?:no|nomor|kartu) identitas|nomor induk kependudukan|"
            r"identity number|id number)\b",
        ),
        (NAME, r"\bidentitas\b"),
        (FAMILY_CARD, r"\b(?:(?:no|nomor) kk|kartu keluarga|kk no)\b|^kk$"),
        (PASSPORT, r"\b(?:paspor|passport|pasport|paspor no|splp)\b"),
        (
            PHONE,
            r"\b(?:hp|handphone|no hp|telp|telepon|telpon|tlp|tlpn|phone|mobile|wa|whatsapp|kontak|"
            r"contact|narahubung|cp)\b",
        ),
        (EMAIL, r"\b(?:e ?mail|surel)\b"),
        (
            BIRTH,
            r"\b(?:ttl|tempat tanggal lahir|tgl lahir|tanggal lahir|tempat lahir|lahir|birth|birthdate|"
            r"dob|kelahiran)\b",
        ),
        (ADDRESS, r"\b(?:alamat|domisili|tempat tinggal|address|rt|rw|rt rw|dusun|jalan)\b"),
        (PHOTO, r"\b(?:foto|photo|gambar|pas foto|tanda tangan|ttd|paraf)\b"),
        (STAFF_NUMBER, r"\b(?:nip|nrp)\b"),
        (ACCOUNT, r"\b(?:rekening|npwp|bpjs no|no bpjs|nomor bpjs)\b"),
    )
)
_NAME_HEADING = re.compile(
    r"\b(?:nama|name|names|inisial|initials?|"
    r"ayah|ibu kandung|nama ibu|suami|istri|isteri|orang tua|orangtua|wali|ahli "
    r"waris|alias|"
    r"panggilan|pelapor|terlapor|tersangka|saksi|penerima jenazah|penjemput|petugas|pendamping|keluarga|"
    r"salutation|surname|first name|last name|majikan|sponsor|perekrut|calo)\b"
)
_NAME_OF_A_THING = re.compile(
    r"\b(?:kab|kabupaten|kota|kec|kecamatan|desa|kelurahan|wilayah|daerah|instansi|lembaga|kegiatan|"
    r"negara|provinsi|"
    r"perusahaan|p3mi|pt|program|tim|indikator|sumber|meja|layanan|ltsa|organisasi|mitra|unit|jabatan|"
    r"agency|region|"
    r"pengguna|akun|satuan|komitmen|dinas|opd|bandara|pelabuhan|lokasi|tempat|sektor|jumlah|jml|singkat|short)\b|"
    r"\bnama (?:kapal|pesawat|(?:lsm|ngo|ormas)(?: (?:lsm|ngo|ormas))?)$"
)
_COUNTED = re.compile(r"(?:count|sum|jumlah|hitungan) (?:of|dari)\b")
"""“Count of NO PASPOR” in the corner of a pivot table holds none."""
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.\w{2,}")
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?\s*[eE]\s*\+?\s*1[5-7]")
_SPOKEN_OF = re.compile(
    r"\b(?:a\.?\s?n\.?|an\.|atas nama|bernama|sdr\.?|sdri\.?|bapak|bpk\.?|ibu|ny\.?|tn\.?|alm\.?|almh\.?|"
    r"almarhum|"
    r"almarhumah|saudara|saudari|suster|sr\.|pdt\.?|romo|rm\.|anak dari|istri dari|suami dari)\s+[A-Z]"
)
_ADDRESSED = re.compile(
    r"\b(?i:bapak|bpk|ibu|sdr|sdri|ny|tn|alm|almh|almarhum|almarhumah|saudara|saudari|suster|sr|pdt|romo|rm)\b"
    r"\.?\s+([A-Z][\w'’]{2,})"
)
_TITLED = re.compile(
    r"\b(?:[Ss]r|[Pp]dt|[Rr]omo|[Pp]ater|[Pp]astor|[Ss]uster|[Bb]ruder|[Ss]dri?|[Bb]pk|[Bb]apak|[Aa]lmh?|[Nn]y)\b"
    r"\.?\s+(?!(?:Camat|Lurah|Kades|Uskup|Kapol|Dandim|Danrem|Hakim|Jaksa|Kajari|Wakil|Menteri|Presiden|Sekda)"
    r"[a-z]*\b)([A-Z][\w'’]{2,})"
)
"""“Diskusi bersama Sr. Laurensia”: a title that only persons bear, before a word that nobody knows."""
_STREET = re.compile(
    r"\b[Jj](?:l|ln|alan|L|LN|ALAN)\b\.?\s*[A-Z][^\d]{2,40}\d{1,3}(?!\d)|"
    r"\bjln?\b\.?\s*[a-z][^\d]{2,40}\d{1,3}(?!\d)|"
    r"\bjalan\s[a-z][^\d]{2,40}\b(?:no|nomor)\b\.?\s*\d{1,3}(?!\d)|\bR\.?T\.?[\s/]*\d{1,3}\W*R\.?W\.?\s*\d",
)
"""“Jl. Gajah Mada 22”, “Jalan Flamboyan no 4”, “RT 03/RW 02”."""
_MAYBE = re.compile(
    r"(?:0[^A-Za-z0]{0,6}){8}|(?:(?:nol|kosong|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan)[\s,.\-]{1,3}){7}|"
    r"[a-z][\s._\-]{0,2}0(?:[\s._\-]?0){5}|(?:paspor|passport).*0|[@\[({<]|\s(?:at|et)\s",
    re.IGNORECASE | re.DOTALL,
)
"""What every text that the screen refuses holds, whatever its digits are: a row of eight, or of six behind a
letter, or what may stand for the sign of an address. Most texts of a register hold none of it."""
_LETTERS_AS_DIGITS = (
    re.compile(r"(?<![a-z])(?:nol|[0o])+(?![a-z])", re.IGNORECASE),
    re.compile(r"(?<![a-z])[0oli]+(?![a-z])", re.IGNORECASE),
)
_AMOUNT = re.compile(r"(?:Rp|IDR)\.?\s*0[0.,]*", re.IGNORECASE)
_LONG_DIGITS = re.compile(r"(?<!\d)\d{15,18}(?!\d)")
_PARTICLES = frozenset(["bin", "binti", "da", "de", "dos", "van", "al"])
_AROUND_A_NAME = re.compile(r"^\d{1,4}\s*[.)]\s*|\s*\([^()]*\)\s*$|,?\s*\d{1,3}\s*(?:th|thn|tahun)?\s*$")
"""A number before it, an age or a place in brackets behind it."""
_CALLS_ITSELF_A_THING = re.compile(
    r"(?:sdn?|sdk|sdi|smp[nks]?|sma[nks]?|smk[ns]?|rsud|rs|puskesmas|kmp?|kapal|pelabuhan|bandara|terminal|pt|cv|desa|"
    r"kel|kelurahan|kec|kecamatan|paroki|gereja|aula|kantor|balai|polres|polsek|universitas|pasar|hotel)\b"
)
"""What begins with such a word names a school, a ship or an office, though all other words be unknown."""
_WHO = re.compile(
    r"\b(?:KORBAN|JENAZAH|KELUARGA|SAKSI|TERSANGKA|PELAKU|PELAPOR|ALMARHUM|ALMARHUMAH|ANAK)\s+"
    r"([^\W\d_]{3,})\s+([^\W\d_]{3,})"
)
_SOMEBODY = re.compile(
    r"\b(?:keluarga|kel\.|korban|jenazah|almarhum|almarhumah|saksi|narasumber|pemateri|fasilitator|(?<=.)\b[A-Z]\.)"
    r"(?::|\s)?\s?([A-Z][a-z]{2,})"
)
"""“Kunjungan keluarga Zebulon”, “Z. Kwartuna”: one word is enough where that before it says of whom."""
_HOUSE = re.compile(r"\b(?:[Rr]umah|RUMAH|[Kk]ediaman|KEDIAMAN)\s+([^\W\d_]{3,})")
_IN_OFFICE = re.compile(
    r"^(?!kantor|aula).*\b(?:kepala|ketua|wakil|camat|lurah|kades|pastor|pater|romo|pendeta|sekretaris|koordinator|bendahara|direktur|"
    r"kabid|kasi|kadis)\b"
)
_WORD = re.compile(r"[^\W\d_]+")
_GLOTTAL_STOP = re.compile(r"(?<=\w)['’ʼ‘`](?=\w)")
_ACRONYM = re.compile(r"(?=[^AEIOU]*[AEIOU]?[^AEIOU]*$)[A-Z]{2,5}")
"""“TVRI” and “UMKM”: capitals that can hardly be spoken as a word."""
_APART = re.compile(r"[/\d]")
"""What stands between the letters of a reference, “03/KEP/HTM/2026”, and never within a name."""
_LONGEST_SHORTENED = 4
_LONGEST_ACRONYM = 6
_DERIVED = re.compile(
    r"(?:pe|ke)\w{5,}an|(?:mem[bfp]|men[cdjt]|meng[aeghikou]|meny[aeiou])\w{3,}|(?:me|di)\w{3,}kan"
)
"""Words that the language makes of others; no name that a sentence begins with."""
_ACT = re.compile(r"pe(?:n[gy]|[mn][a-z])\w{3,}an")
_DOES = re.compile(r"(?:mem[bfp]|men[cdjt]|meng[aeghikou]|meny[aeiou])\w{3,}")
_IS_DONE = re.compile(r"(?:pe|ke)\w{6,}an \w")
"""“Pemeriksaan KM Lambelu” is what was done, in words of which only the first is of the language."""
_ROOTS = frozenset(
    _WORD.findall(
        """
    Adakan Ajak Ajukan Atur Bagi Bangun Bantu Bentuk Beri Buat Buka Cari Cetak Dorong Dukung Gelar Hitung
    Ikut Jaga Jalin Jamin Jemput Kaji Kawal Kirim Latih Minta Olah Pantau Pasang Pastikan Periksa Perkuat
    Pertemukan Pulangkan Rawat Sahkan Salurkan Sediakan Selesaikan Serahkan Siapkan Susun Tambah Tangani Tekan
    Tetapkan Tindak Tingkatkan Tinjau Turunkan Ubah Ukur Undang Urus
        """
    )
)
"""Verbs with which a plan says what is to be done: “Bentuk Gugus Tugas kabupaten”."""
_PLACE_NOUN = re.compile(
    r"kmp?|kapal|ferry|feri|kri|pelabuhan|bandara|plbn|terminal|dermaga|pasar|desa|kelurahan|kecamatan|kabupaten|pulau|teluk|paroki|"
    r"stasi|sd[nki]?|smp[nks]?|sma[nks]?|smk[ns]?|rsud|puskesmas|polres|polsek|res|resta|sek|kodim|koramil|universitas"
)
"""Behind it stands a name of a place: “di Pelabuhan Tenau”."""
_SHIP = re.compile(r"kmp?|kri")
"""Ships bear names of two words: “KM. Bukit Siguntang”."""
_NAMELIKE = re.compile(r"^[^\W\d_][\w.'’-]*(?:[\s,]+[^\W\d_][\w.'’-]*){0,5}$")


def heading_kind(texts: Sequence[str]) -> str:
    """What identity a heading announces, or nothing. All its levels speak."""
    words = key(" ".join(text for text in texts if not _COUNTED.match(key(text))))
    if not words:
        return ""
    for what, pattern in _HEADINGS:
        if pattern.search(words):
            return what
    if _NAME_HEADING.search(words) and not _NAME_OF_A_THING.search(words):
        return NAME
    return ""


_ROMAN_AMONG_DIGITS = re.compile(r"(?:\d{1,8}[-./ ]+){1,4}[IVX]{1,4}(?:[-./ ]+\d{1,8}){1,4}", re.IGNORECASE)
"""“5304-0112/III/0390-0001”: sixteen digits in groups, as the number of a letter is written."""


def text_kind(text: str) -> str:
    """What identity a text holds, or nothing."""
    if text[:1].isdigit() and _ROMAN_AMONG_DIGITS.fullmatch(text) and holds_nik(re.sub(r"\D", "", text)):
        return NIK
    looks, in_words, may_be_screened = _kind_of_shape(shape_of(text))
    if looks or (("e" in text or "E" in text) and _SCIENTIFIC.search(text)):
        return looks or NIK
    kind = first_kind(text) if may_be_screened or not text.isascii() else None
    return in_words if kind is None else _BY_SCREENING[kind]


@lru_cache(maxsize=10_000)
def _kind_of_shape(shape: str) -> tuple[str, str, bool]:
    """What a text of this shape holds whatever its digits are, what its words say where they hold nothing,
    and whether they may hold anything."""
    looks = EMAIL if "@" in shape and _EMAIL.search(shape) else NIK if _LONG_DIGITS.search(shape) else ""
    in_words = ADDRESS if _STREET.search(shape) else NAME if _SPOKEN_OF.search(shape) else ""
    return looks, in_words, _may_be_screened(shape)


def _may_be_screened(shape: str) -> bool:
    """Letters are read as digits besides being read as letters: O of a nought, and l of a one."""
    read = [shape, *(letters.sub(_as_noughts, shape) for letters in _LETTERS_AS_DIGITS)]
    return any(_MAYBE.search(text) or _MAYBE.search(_AMOUNT.sub(" ", text)) for text in read)


def _as_noughts(found: re.Match[str]) -> str:
    return "0" * len(found[0])


def number_kind(value: float) -> str:
    """Spreadsheets keep long numbers as floats: fifteen digits are true, the sixteenth is lost."""
    value = abs(value)
    if 1e15 <= value < 1e16 or 1e17 <= value < 1e18:
        return NIK
    if 8.1e8 <= value < 9e12 and f"{value:.0f}".startswith(("8", "62")):
        return PHONE
    return ""


def cell_kind(cell: Cell) -> str:
    if isinstance(cell, str):
        return text_kind(cell)
    if is_number(cell):
        assert isinstance(cell, int | float)
        return number_kind(cell) if abs(cell) >= 8.1e8 else ""
    return ""


def column_kind(cells: Iterable[Cell], vocabulary: Vocabulary, today: date) -> str:
    """What a whole column seems to hold by its content: names, numbers of persons, birth dates."""
    filled = [cell for cell in cells if cell is not None]
    if not filled:
        return ""
    kinds = Counter[str]()
    for cell, times in Counter(filled).items():
        kinds[cell_kind(cell)] += times
    del kinds[""]
    if kinds.total() * 3 >= len(filled):
        return max(kinds, key=lambda kind: kinds[kind])
    dates = [cell for cell in filled if isinstance(cell, datetime | date)]
    if len(dates) * 2 > len(filled) and _are_births(dates, today):
        return BIRTH
    texts = [cell for cell in filled if isinstance(cell, str)]
    return NAME if len(texts) * 2 > len(filled) and are_names(texts, vocabulary) else ""


def _are_births(days: Sequence[date], today: date) -> bool:
    years = sorted(day.year for day in days)
    return years[len(years) // 2] <= today.year - 14


def are_names(texts: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Short texts in capitals, mostly different, whose words are no words of offices and places."""
    written = set(texts)
    # Names are most of those that differ, and those are most of all: of fewer than a third nothing is asked.
    shapes = Counter(shapes_of(written))
    if 3 * sum(times for shape, times in shapes.items() if _is_namelike(shape)) < len(texts):
        return False
    distinct = {_AROUND_A_NAME.sub("", text) for text in written}
    if len(distinct) < 2 or len(distinct) < _MOST * len(texts):
        return False
    namelike = [t for t in distinct if _is_namelike(shape_of(t)) and not is_plain(t, vocabulary)]
    if len(namelike) < _MOST * len(distinct):
        return False
    known = sum(vocabulary.share(text) for text in namelike) / len(namelike)
    return known < 0.4


_MOST = 0.6


@lru_cache(maxsize=10_000)
def _is_namelike(shape: str) -> bool:
    text = _AROUND_A_NAME.sub("", shape)
    words = key(text)
    is_thing = _CALLS_ITSELF_A_THING.match(words) or _IS_DONE.match(words)
    return bool(_NAMELIKE.match(text)) and _is_evenly_written(text) and not is_thing


def is_plain(text: str, vocabulary: Vocabulary) -> bool:
    """Whether everybody writes every word of it: “Kampanye Radio Lokal” is nobody's name."""
    return _is_plain(shape_of(text), vocabulary)


@lru_cache(maxsize=10_000)
def _is_plain(shape: str, vocabulary: Vocabulary) -> bool:
    words = _WORD.findall(_GLOTTAL_STOP.sub("", shape))
    if not words or not _is_common(words[0]):
        return False  # a given name that is a place as well stands first
    acronyms = () if shape.isupper() else [word for word in words if _ACRONYM.fullmatch(word)]
    return all(word in acronyms or vocabulary.knows(word) or _is_common(word) for word in words)


def _is_common(word: str) -> bool:
    bare = key(word)
    known = any(each in OFFICE_WORDS or each in PLAIN_WORDS for each in (bare, bare.removesuffix("nya")))
    return known or _DERIVED.fullmatch(bare) is not None


def _is_evenly_written(text: str) -> bool:
    """Names are capitals throughout or nowhere; a sentence mixes them."""
    initials = [word[0] for word in text.split() if word[0].isalpha() and word not in _PARTICLES]
    return all(c.isupper() for c in initials) or all(c.islower() for c in initials)


def looks_like_name(text: str, vocabulary: Vocabulary) -> bool:
    """One text that may be somebody's name: two to five capitalised words, most of them unknown."""
    words = text.replace(",", " ").split()
    capitals = sum(word[:1].isupper() for word in words)
    return (
        1 <= len(words) <= 5
        and capitals == len(words)
        and not any(c.isdigit() for c in text)
        and vocabulary.share(text) < 0.5
        and not _IS_DONE.match(key(text))
        and not is_plain(text, vocabulary)
    )


def is_addressed(text: str, vocabulary: Vocabulary) -> bool:
    """“Ibu Maria Timor” is a person, though Timor is a word of places; “Ibu Kota” is none."""
    return any(not vocabulary.knows(name) for name in _ADDRESSED.findall(text))


def bears_a_title(text: str) -> bool:
    """Whether anybody is called by one in it."""
    return _TITLED.search(text) is not None


def is_titled(text: str, vocabulary: Vocabulary) -> bool:
    """A person called by a title within a sentence; “Bapak Camat” is none of a name."""
    return any(not vocabulary.knows(name) for name in _TITLED.findall(text))


def names_inside(text: str, vocabulary: Vocabulary) -> bool:
    """Two capitalised words in a row that are no words of offices and places: a name within a sentence."""
    return _names_inside(shape_of(text), vocabulary)


@lru_cache(maxsize=10_000)
def _names_inside(text: str, vocabulary: Vocabulary) -> bool:
    if _is_plain(text, vocabulary):
        return False
    found = list(_WORD.finditer(text))
    words = [each[0] for each in found]
    if text.isupper():
        return _is_of_a_person(text, vocabulary)
    if any(
        not (vocabulary.knows(name) or _DERIVED.fullmatch(name.casefold()))
        for name in _SOMEBODY.findall(text)
    ):
        return True
    capital = [word[0].isupper() and len(word) > 2 for word in words]
    unknown = [big and not vocabulary.knows(word) for big, word in zip(capital, words, strict=True)]
    unknown = [
        each
        and not (at and _PLACE_NOUN.fullmatch(words[at - 1].casefold()))
        and not (at > 1 and _SHIP.fullmatch(words[at - 2].casefold()))
        for at, each in enumerate(unknown)
    ]
    unknown = [each and not _is_beside_an_acronym(words, at, vocabulary) for at, each in enumerate(unknown)]
    apart = [_APART.search(text[one.end() : other.start()]) is not None for one, other in pairwise(found)]
    evenly = _is_evenly_written(text)
    if not evenly:
        unknown = [each and not _is_of_a_sentence(words, at) for at, each in enumerate(unknown)]
    unknown = [each and not _is_what_is_done(words, at, vocabulary) for at, each in enumerate(unknown)]
    beside = zip(pairwise(capital), pairwise(unknown), apart, strict=True)
    enough = all if evenly else any
    return any(all(capitals) and enough(strange) and not parted for capitals, strange, parted in beside)


def is_of_the_language(word: str) -> bool:
    """By the way it is made of another one."""
    return _DERIVED.fullmatch(word.casefold()) is not None


def _is_beside_an_acronym(words: Sequence[str], at: int, vocabulary: Vocabulary) -> bool:
    """“Hotline PMI” and “Pengawasan PLBN”: what a sentence begins with before an acronym of offices."""
    if at or len(words) < 2 or not words[1].isupper() or len(words[1]) > _LONGEST_ACRONYM:
        return False
    return vocabulary.knows(words[1]) and len(words[1]) > 2


def _is_what_is_done(words: Sequence[str], at: int, vocabulary: Vocabulary) -> bool:
    """“Membentuk Tim Penyiapan PMI”: beside a word of offices, and made as the language makes what somebody
    does."""
    pattern, beside = (_ACT, at - 1) if at else (_DOES, 1)
    if beside >= len(words) or not vocabulary.knows(words[beside]):
        return False
    return pattern.fullmatch(words[at].casefold()) is not None


def _is_of_a_person(text: str, vocabulary: Vocabulary) -> bool:
    """“PENDAMPINGAN KORBAN MARIA SERAN”: capitals throughout tell no names, but the word before them does."""
    return any(
        not any(vocabulary.knows(word) or _DERIVED.fullmatch(word.casefold()) for word in match.groups())
        for match in _WHO.finditer(text)
    )


def is_a_house(text: str, vocabulary: Vocabulary) -> bool:
    """“Rumah Yosef” is somebody's, “Rumah Adat” is not."""
    return any(word[0].isupper() and not vocabulary.knows(word) for word in _HOUSE.findall(text))


def is_an_officer(text: str, vocabulary: Vocabulary) -> bool:
    """“Kepala Desa Weoe Yosef Nahak” is a person, “Kantor Camat Raimanuk” an office."""
    return _IN_OFFICE.search(key(text)) is not None and names_inside(text, vocabulary)


def _is_of_a_sentence(words: Sequence[str], at: int) -> bool:
    """“Menyusun SOP”, “Penyidikan TPPO”: a sentence begins with a capital, and shortens what it names."""
    word = words[at]
    beside = [words[each] for each in (at - 1, at + 1) if 0 <= each < len(words)]
    if word.isupper():
        return len(word) <= _LONGEST_SHORTENED and not any(
            each.isupper() and len(each) > 2 for each in beside
        )
    return at == 0 and (word in _ROOTS or _DERIVED.fullmatch(word.casefold()) is not None)
