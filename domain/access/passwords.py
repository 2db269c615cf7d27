"""What a password must be: long, and not what somebody would try first.

Guessing is estimated by zxcvbn, which ships lists of common passwords, names and words and asks nobody.
What it cannot know are the words of this province and its offices: they are given to it.
"""

from collections.abc import Iterable
from decimal import Decimal

from zxcvbn import zxcvbn

from domain.access.errors import RuleBroken

SHORTEST = 12
LONGEST = 200
SAFE_GUESSES = Decimal(10) ** 11
"""Fewer guesses than this are within reach of somebody patient; twelve random characters need more."""

FEW_WORDS = 3
FEW_LETTERS = 4
"""Up to so many known words, and fewer other letters than this, are tried by who knows the office."""

_READ = 72
"""Characters that are estimated: what is longer is not weaker, and reading on would take long."""

OFFICE_WORDS = (
    *("ntt", "nusa", "tenggara", "timur", "flobamora", "indonesia", "provinsi", "kabupaten", "kota"),
    *("gubernur", "bupati", "walikota", "wagub", "camat", "lurah", "kepala", "sekretaris", "sekretariat"),
    *("sekda", "setda", "biro", "dinas", "badan", "bagian", "seksi", "bidang", "kantor", "instansi"),
    *("polda", "polres", "polisi", "danrem", "korem", "kodim", "kejati", "kejari", "jaksa", "imigrasi"),
    *("pengadilan", "hakim", "dprd", "binda", "lanud", "lantamal", "forkopimda", "inspektorat"),
    *("penghubung", "operator", "petugas", "verifikator", "administrator", "admin", "pengguna", "akun"),
    *("gerak", "gerakan", "bersama", "deklarasi", "komitmen", "gugus", "tugas", "satgas", "rapat", "layar"),
    *("tppo", "pmi", "migran", "pekerja", "buruh", "korban", "kasus", "bp3mi", "kp2mi", "ltsa"),
    *("sandi", "password", "rahasia", "masuk", "kunci", "jaya", "maju", "sejahtera", "merdeka", "garuda"),
)
_YEARS = tuple(str(year) for year in range(1945, 2046))

_WEAK = (
    "Kata sandi ini mudah ditebak: terlalu dekat dengan nama tempat, jabatan, tahun, nama akun, atau kata "
    "sandi yang lazim. Pakai beberapa kata acak yang tidak saling terkait."
)


def refuse_weak(password: str, local_words: Iterable[str] = ()) -> None:
    """Raise for a password that is short, endless, or soon guessed by who knows these words."""
    if len(password) < SHORTEST:
        raise RuleBroken(f"Kata sandi paling sedikit {SHORTEST} karakter. Pakai beberapa kata acak.")
    if len(password) > LONGEST:
        raise RuleBroken(f"Kata sandi paling banyak {LONGEST} karakter. Ringkaskan.")
    known = words_of((*OFFICE_WORDS, *local_words))
    guesses = Decimal(zxcvbn(password[:_READ], user_inputs=[*known, *_YEARS])["guesses"])
    if guesses < SAFE_GUESSES or _says_little_else(password, known):
        raise RuleBroken(_WEAK)


def _says_little_else(password: str, known: Iterable[str]) -> bool:
    """Whether a few known words with digits and signs between them are all that it is."""
    rest, found = password.casefold(), 0
    for word in sorted(known, key=len, reverse=True):
        found += rest.count(word)
        rest = rest.replace(word, " ")
    return 0 < found <= FEW_WORDS and sum(letter.isalpha() for letter in rest) < FEW_LETTERS


def words_of(texts: Iterable[str]) -> list[str]:
    """Their words in small letters, each once: ``Kab. Timor Tengah`` is guessed word by word."""
    parts = (part for text in texts for part in _split(text))
    return list(dict.fromkeys(part for part in parts if len(part) > 2))


def _split(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in text.casefold()).split()
