"""What a password must be: long, and not what somebody would try first.

Guessing is estimated by zxcvbn, which ships lists of common passwords, names and words and asks nobody.
What it cannot know are the words of this province and its offices: they are given to it.
"""

import re
from collections.abc import Iterable
from decimal import Decimal

from domain.access.errors import RuleBroken
from domain.places.province import HERE

SHORTEST = 12
LONGEST = 200
SAFE_GUESSES = Decimal(10) ** 11
"""Fewer guesses than this are within reach of somebody patient; twelve random characters need more."""

FEW_WORDS = 3
FEW_CHARACTERS = 6
"""Up to so many known words, and fewer other letters and digits than this, are tried by who knows the
office: years, dates, rows such as 1234 and whatever is repeated do not count as others."""

SHORT_NAME = 3
"""A village or another office of so few letters is found within any word."""

_READ = 72
"""Characters that are estimated: what is longer is not weaker, and reading on would take long."""

OFFICE_WORDS = (
    *("indonesia", "provinsi", "kabupaten", "kota"),
    *("gubernur", "bupati", "walikota", "wagub", "camat", "lurah", "kepala", "sekretaris", "sekretariat"),
    *("sekda", "setda", "biro", "dinas", "badan", "bagian", "seksi", "bidang", "kantor", "instansi"),
    *("polda", "polres", "polisi", "danrem", "korem", "kodim", "kejati", "kejari", "jaksa", "imigrasi"),
    *("pengadilan", "hakim", "dprd", "binda", "lanud", "lantamal", "forkopimda", "inspektorat"),
    *("penghubung", "operator", "petugas", "verifikator", "administrator", "admin", "pengguna", "akun"),
    *("gerak", "gerakan", "bersama", "deklarasi", "komitmen", "gugus", "tugas", "satgas", "rapat", "layar"),
    *("tppo", "pmi", "migran", "pekerja", "buruh", "korban", "kasus", "bp3mi", "kp2mi", "ltsa"),
    *("sandi", "password", "rahasia", "masuk", "kunci", "jaya", "maju", "sejahtera", "merdeka", "garuda"),
    *("kecamatan", "kelurahan", "desa", "provinsi", "pemprov", "pemkab", "pemkot", "bp3mi", "disnaker"),
)
LOCAL_WORDS = (
    *("yesus", "kristus", "tuhan", "allah", "bapa", "bunda", "maria", "yosef", "santo", "santa", "salib"),
    *("gereja", "katolik", "kristen", "protestan", "gmit", "keuskupan", "paroki", "pastor", "pendeta"),
    *("rosario", "kudus", "immanuel", "imanuel", "haleluya", "halleluya", "puji", "berkat", "kasih", "iman"),
    *("natal", "paskah", "islam", "muslim", "masjid", "bismillah", "alhamdulillah", "insyaallah", "muhammad"),
    *("assalamualaikum", "ramadan", "lebaran", "idulfitri", "hindu", "buddha", "nyepi", "waisak", "amin"),
    *("pancasila", "garuda", "bhinneka", "nkri", "bangsa", "negara", "merah", "putih", "rakyat", "cinta"),
    *("sayang", "keluarga", "selamat", "datang", "pagi", "semangat", "sukses", "bahagia", "sehat", "damai"),
    *HERE.names.guessed,
    *(
        "senin",
        "selasa",
        "rabu",
        "kamis",
        "jumat",
        "sabtu",
        "minggu",
        "januari",
        "februari",
        "maret",
        "april",
        "juni",
        "juli",
    ),
    *("agustus", "september", "oktober", "november", "desember"),
)
"""What people of this province like to write: of faith, of the nation, of home, of the calendar."""
_YEARS = tuple(str(year) for year in range(1945, 2046))

_AS_LETTERS = str.maketrans("013457@$!", "oieastasi")
"""``kup4ng`` is ``kupang`` to whoever guesses."""
_DATES = re.compile(r"(?:19|20)\d\d|\b\d{1,2}[-./]\d{1,2}\b|(?<!\d)[0-3]\d[01]\d(?:\d\d)?(?!\d)")
_REPEATED = re.compile(r"(.{1,10}?)\1+")
_ROWS = ("01234567890", "09876543210", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")

_HOW = "Pakai beberapa kata acak yang tidak saling terkait."
_WEAK = (
    "Kata sandi ini mudah ditebak: terlalu dekat dengan nama tempat, jabatan, tahun, nama akun, atau kata "
    f"sandi yang lazim. {_HOW}"
)


def refuse_weak(password: str, local_words: Iterable[str] = ()) -> None:
    """Raise for a password that is short, endless, or soon guessed by who knows these words."""
    if len(password) < SHORTEST:
        raise RuleBroken(f"Kata sandi paling sedikit {SHORTEST} karakter. Pakai beberapa kata acak.")
    if len(password) > LONGEST:
        raise RuleBroken(f"Kata sandi paling banyak {LONGEST} karakter. Ringkaskan.")
    known = words_of((*OFFICE_WORDS, *LOCAL_WORDS, *local_words))
    left = _left_of(password, known)
    if left is not None and left < FEW_CHARACTERS:
        raise RuleBroken(
            "Kata sandi ini mudah ditebak: tanpa nama tempat, jabatan, kata keagamaan dan kata setempat, "
            f"tahun, dan pengulangan, sisanya {left} karakter; perlu sedikitnya {FEW_CHARACTERS}. {_HOW}"
        )
    from zxcvbn import zxcvbn  # noqa: PLC0415 - its lists are read where a password is chosen

    guesses = Decimal(zxcvbn(password[:_READ], user_inputs=[*known, *_YEARS])["guesses"])
    if guesses < SAFE_GUESSES:
        raise RuleBroken(_WEAK)


def _left_of(password: str, known: Iterable[str]) -> int | None:
    """What a few known words leave of it; None where it has none of them, or more than a few."""
    plain = _DATES.sub(" ", password.casefold())
    rests = [_without(text, known) for text in (plain, plain.translate(_AS_LETTERS))]
    found, rest = min(rests, key=lambda each: len(_counted(each[1])))
    return len(_counted(rest)) if 0 < found <= FEW_WORDS else None


def _without(text: str, known: Iterable[str]) -> tuple[int, str]:
    """How many of these words it has, each once, and the text without them; the longest are taken first."""
    found = 0
    for word in sorted(known, key=len, reverse=True):
        if word in text:
            found += 1
            text = text.replace(word, " ")
    return found, text


def _counted(rest: str) -> str:
    """Letters and digits that say something: none of a row, and of what is repeated only the first."""
    said = _REPEATED.sub(r"\1", "".join(c if c.isalnum() else " " for c in rest))
    for row in _ROWS:
        for length in range(len(row), 2, -1):
            for start in range(len(row) - length + 1):
                said = said.replace(row[start : start + length], " ")
    return said.replace(" ", "")


def words_of(texts: Iterable[str]) -> list[str]:
    """Their words in small letters, each once: ``Kab. Timor Tengah`` is guessed word by word."""
    parts = (part for text in texts for part in _split(text))
    return list(dict.fromkeys(part for part in parts if len(part) > 2))


def _split(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in text.casefold()).split()
