"""Numbers as Indonesians write them: read, asked about where they are doubtful, or refused.

The rules, of which the first that fits decides:

- A comma is the decimal mark: ``12,5``. Dots, or spaces, part the thousands: ``1.250``, ``1 250 000``.
- ``1,250`` is 1,25 or an English 1.250: asked. ``1.25`` is an English 1,25 or a slip of 1.250: asked. A dot
  before a scale or a percent sign parts no thousands: ``1.5 juta`` is 1,5 juta, ``12.5 %`` is 12,5 %.
- What has one meaning only is taken, in whatever style: ``1,250,000``, ``1,250.50``, ``0.5``.
- Marks that part no thousands (``1.25.000``) are refused, as are two numbers, dates, ranks, sums, and what
  is too long to be an amount (an identity or telephone number).
- ``rb``, ``ribu``, ``jt``, ``juta``, ``miliar``, ``triliun`` multiply, also one after the other (``2 juta 500
  ribu``). ``M`` is miliar or juta: asked. ``T``, and ``m`` and ``t`` beside no ``Rp``, may be units: asked.
- Words are numbers too (``dua belas``, ``seratus``, ``dua koma lima``, ``setengah``); a repetition in
  brackets, ``12 (dua belas)``, must agree.
- About so many (``± 250``, ``kurang lebih``, ``250-an``), a gain (``+3``) and a range are asked: what is kept
  is one number. ``nihil`` is 0; ``belum ada`` is not.
- ``12 dari 40 desa`` is 12, and keeps the 40 that it was said of. In a field of percent it is 30, and
  ``setengah`` is asked: 50 or 0,5. In a field of ``juta rupiah``, ``500 juta`` and ``500.000.000`` are asked:
  500 or 500.000.000.
- What comes whole (``desa``, ``orang``) has no reading after the comma, so ``1,250`` desa is 1.250; what
  nobody knows to be divisible is asked; another unit than the field's is asked, or refused if it is a share.

``static/forms/numbers.js`` is its twin in the browser; both are held to one table of cases.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from domain.access.errors import RuleBroken
from domain.reading import Ambiguous, Read, Refused
from domain.time.formats import exact, quantity
from domain.units import PERCENT, SCALES, comes_whole, is_percent, same_unit, scale_of

MOST_DIGITS = 15
"""As many as a database keeps exactly, and more than the budget of the province needs."""

MOST_DECIMALS = 2
"""Digits after the comma that are kept of an amount; what has more is not taken, rather than rounded."""

LARGEST_AMOUNT = 10.0 ** (MOST_DIGITS - MOST_DECIMALS)

_LONGEST_TEXT = 80
_LONGEST_UNIT = 30
_LONGEST_PADDED = 3
"""``03 (tiga)`` is how a clerk writes; a longer number that begins with nought is no amount."""
_NO_SCALE = 99
_MOST_UNIT_WORDS = 4

# Reading


@dataclass(frozen=True)
class Amount(Read[Decimal]):
    """A number that was read, with the unit that was written beside it, and the whole it is said of."""

    unit: str = ""
    of: Decimal | None = None


NumberReading = Amount | Ambiguous[Decimal] | Refused

EMPTY = "Isi dengan angka, misalnya 18."
_TOO_LONG = "Terlalu panjang untuk sebuah jumlah. Periksa lagi; nomor KTP atau telepon tidak ditulis di sini."
_ONE = "Tulis satu angka saja, misalnya 1.250 atau 12,5."


def read_number(text: str, unit: str = "") -> NumberReading:
    """What is meant by a number typed into a field that counts in ``unit``."""
    said, field = _cleaned(text), unit.strip()
    try:
        heard = _fitting(_whole_text(said, field), field)
    except _Unreadable as why:
        return Refused(str(why))
    texts = [quantity(each, heard.unit or field) for each in heard.readings]
    if len(texts) > 1:
        choice = f"“{_short(said)}” dapat dibaca {' atau '.join(texts)}."
        return Ambiguous(
            heard.readings, f"{heard.doubt} {choice} Pilih yang dimaksud, atau tulis ulang.".strip()
        )
    if heard.doubt:
        return Ambiguous(heard.readings, f"{heard.doubt} Catat {texts[0]}? Setujui, atau tulis ulang.")
    return Amount(heard.readings[0], heard.unit, heard.of)


def kept_exactly(value: float, unit: str, label: str = "") -> float:
    """What cannot be kept as it is shown is refused: never rounded, never half a village."""
    of = f"{label}: " if label else ""
    if round(value, MOST_DECIMALS) != value:
        raise RuleBroken(f"{of}Paling banyak dua angka di belakang koma. Bulatkan angkanya, lalu kirim lagi.")
    refuse_parts(value, unit, of)
    return value


def refuse_parts(value: float, unit: str, of: str = "") -> None:
    """Nobody counts half a village, nor half a person."""
    if comes_whole(unit) and value != int(value):
        raise RuleBroken(f"{of}Jumlah {unit} selalu utuh. Tulis tanpa koma, misalnya 12.")


class _Unreadable(Exception):
    """Why a text is no number; the sentence is for the user."""


@dataclass(frozen=True)
class _Heard:
    """What a text may mean."""

    readings: tuple[Decimal, ...]
    unit: str = ""
    of: Decimal | None = None
    doubt: str = ""
    """Why it is to be asked although there may be one reading."""
    slip: bool = False
    """Whether a reading supposes that digits were left out."""
    scaled: bool = False
    """Whether thousands or millions were said with it."""
    share: bool = False
    """Whether it was said as a part of one: ``setengah``."""


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


_SPACES = re.compile("[ \t\n\r\f\v\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_ANY_CASE = re.IGNORECASE | re.ASCII
_UNSEEN = re.compile("[\0-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2060\ufeff]")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_AROUND = re.compile("^[ ;:!\"'“”`*]+|[ ;:!\"'“”`*]+$")
_LAST_MARK = re.compile("[.,]$")


def _cleaned(text: str) -> str:
    text = _AROUND.sub("", _DASHES.sub("-", _SPACES.sub(" ", _UNSEEN.sub("", text))))
    return _AROUND.sub("", _LAST_MARK.sub("", text))


_NOUGHT = re.compile("nihil|nol", _ANY_CASE)
_PERHAPS_NOUGHT = re.compile("kosong|(?:tidak|tak|tdk) ada|belum satu ?pun", _ANY_CASE)
_SILENCE = re.compile("-+|n/a|na|\\?+|(?:belum|blm)(?: ada)?", _ANY_CASE)
_VAGUE = re.compile(
    "(?:beberapa|berapa|banyak|sedikit|semua|semuanya|seluruh|seluruhnya|sebagian|setiap|tiap|berbagai|"
    "belasan|puluhan|ratusan|ribuan|jutaan|miliaran|tidak tahu|belum tahu|cukup)(?: .*)?",
    _ANY_CASE,
)
_RANK = re.compile("(?:yang )?(?:ke-? ?[0-9]+|pertama|kedua|ketiga|keempat|kelima)(?: .*)?", _ANY_CASE)
_DATE = re.compile(
    "[0-9]{1,4}([/.-])[0-9]{1,2}\\1(?:[0-9]{2}|[0-9]{4})|"
    "[0-9]{1,2}[ -](?:jan(?:uari)?|[fp]eb(?:ruari)?|mar(?:et)?|apr(?:il)?|mei|juni?|juli?|ag(?:u|t|ustus)|"
    "sept?(?:ember)?|okt(?:ober)?|no[vp](?:ember)?|des(?:ember)?)\\.?(?:[ -][0-9]{2,4})?",
    _ANY_CASE,
)
_LETTER_FOR_NOUGHT = re.compile("[0-9][.,]?o+(?![a-z])", _ANY_CASE)


def _whole_text(said: str, field: str) -> _Heard:
    if not said:
        raise _Unreadable(EMPTY)
    if len(said) > _LONGEST_TEXT:
        raise _Unreadable(f"Teks ini terlalu panjang untuk sebuah angka. {_ONE}")
    if _NOUGHT.fullmatch(said):
        return _Heard((Decimal(0),))
    if _PERHAPS_NOUGHT.fullmatch(said):
        return _Heard((Decimal(0),), doubt=f"“{said}” dapat berarti nol atau belum dihitung.")
    if _SILENCE.fullmatch(said):
        raise _Unreadable(
            f"“{said}” bukan angka. Tulis 0 bila memang nol; bila belum tahu, kosongkan dahulu."
        )
    if _VAGUE.fullmatch(said):
        raise _Unreadable(f"“{_short(said)}” bukan jumlah. Hitung, lalu tulis angkanya, misalnya 18.")
    if _RANK.fullmatch(said):
        raise _Unreadable(f"“{_short(said)}” adalah urutan, bukan jumlah. {_ONE}")
    if _DATE.fullmatch(said):
        raise _Unreadable(f"“{said}” tampak seperti tanggal, bukan jumlah. {_ONE}")
    if _LETTER_FOR_NOUGHT.search(said):
        raise _Unreadable(
            f"“{_short(said)}” memuat huruf O, bukan nol. Tulis ulang dengan angka, misalnya 10."
        )
    return _bracketed(said, field)


_BRACKETS = re.compile("([^()]*)\\(([^()]*)\\)([^()]*)")


def _bracketed(said: str, field: str) -> _Heard:
    """``12 (dua belas) desa``: officials write a number twice; both must say the same. Of a count and its
    share, ``12 desa (30 %)``, it is the one that the field asks for."""
    match = _BRACKETS.fullmatch(said)
    if match is None:
        return _approximate(said)
    outside = " ".join(part for each in (match[1], match[3]) if (part := each.strip(" ")))
    second = _approximate(match[2].strip(" "))
    if not outside:  # (3): in accounts it is less than nothing
        return replace(second, readings=second.readings + _negative(second.readings))
    first = _approximate(outside)
    unit = first.unit or second.unit
    agreed = tuple(each for each in first.readings if each in second.readings)
    if agreed:
        return _Heard(agreed, unit, first.of, first.doubt or second.doubt)
    if field and is_percent(first.unit) != is_percent(second.unit):
        share, count = (first, second) if is_percent(first.unit) else (second, first)
        if not is_percent(field):
            return count
        if count.unit:
            return share
    return _Heard(_once(first.readings + second.readings), unit)


def _negative(readings: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    return tuple(0 - each for each in readings)


def _once(readings: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    return tuple(dict.fromkeys(readings))


_PLAIN_LEAD = re.compile(
    "(?:sebanyak|sejumlah|sebesar|senilai|total|totalnya|jumlah|jumlahnya|ada|sudah|sdh|udah|telah|"
    "baru|br|masih|msh|tetap|hanya|cuma|terlaksana|selesai|yaitu|"
    "yakni|tepat|genap|target|targetnya|capaian|realisasi|terealisasi|mencapai|menjadi|adalah)(?: ?[:=] ?| )|"
    "[:=] ?",
    _ANY_CASE,
)
_ABOUT_LEAD = re.compile(
    "(?:±|\\+ ?/ ?-|\\+-|~|≈|>=|<=|[<>≥≤]) ?|(?:kurang lebih|lebih kurang|kurleb|krg lbh|lk\\.?|l\\.k\\.|"
    "kira-kira|kira kira|kira2|sekitar|sekitaran|sktr|skitar|sekira|"
    "hampir|nyaris|lebih dari|kurang dari|di ?atas|di ?bawah|minimal|maksimal|min\\.|mak\\.|"
    "ma(?:ks|x)\\.?|paling sedikit|"
    "paling banyak|setidaknya|sedikitnya|ca\\.?) ",
    _ANY_CASE,
)
_ONLY = re.compile(" (?:saja|sj)$", _ANY_CASE)


def _approximate(said: str) -> _Heard:
    """``± 250``, ``250-an``, ``lebih dari 250``: one number is kept, so it is asked for."""
    text, about = _ONLY.sub("", said), False
    while True:
        if match := _PLAIN_LEAD.match(text):
            text = text[match.end() :]
        elif match := _ABOUT_LEAD.match(text):
            text, about = text[match.end() :], True
        else:
            break
    for tail in (_OR_SO, _OR_MORE):
        if match := tail.fullmatch(text):
            text, about = match[1] + (match[2] or ""), True
    if not text:
        raise _Unreadable(EMPTY)
    heard = _compared(text)
    if about:
        return replace(
            heard, doubt=f"“{_short(said)}” adalah perkiraan atau batas; yang disimpan satu angka."
        )
    return heard


_OR_SO = re.compile(
    "(.*(?:[0-9]|puluh|ratus|ribu|rb|juta|jt|miliar|milyar)) ?-?an((?: .*)?)",
    _ANY_CASE,
)
_OR_MORE = re.compile("(.*?)(?:\\+| kurang lebih| lebih kurang| kurleb| lebih| lbh)()", _ANY_CASE)
_MONEY_TAIL = re.compile("([0-9])[.,] ?[-=]{1,2}( |$)")
_SUM = re.compile("[0-9] ?[+*×=^x] ?[0-9]", _ANY_CASE)
_NUMBERED = re.compile("[0-9] ?-[0-9 ]*-")
_RANGE = re.compile(
    "(?:antara )?(.*[0-9][^ -]*(?: [a-z/]+){0,2}?)"
    "(?: ?- ?| s/d | s\\.d\\.? | sd | sampai dengan | sampai | hingga | atau | dan )"
    "((?:rp\\.? ?)?[0-9].*)",
    _ANY_CASE,
)
_FRACTION = re.compile("([0-9]{1,6}) ?/ ?([0-9]{1,6})((?: [^0-9]*)?)")
_PART = re.compile("(.*[^ ]) (?:dari|dr) (?:total )?(.+)", _ANY_CASE)


def _compared(text: str) -> _Heard:
    """Two numbers that belong together: a range, a fraction, a part of a whole; otherwise just one."""
    text = _MONEY_TAIL.sub("\\1\\2", text)
    if _SUM.search(text):
        raise _Unreadable(f"“{_short(text)}” adalah hitungan. Tulis hasilnya saja, misalnya 18.")
    if _NUMBERED.search(text):
        raise _Unreadable(f"“{_short(text)}” tampak seperti nomor, bukan jumlah. {_ONE}")
    if match := _RANGE.fullmatch(text):
        return _range(text, _signed(match[1]), _signed(match[2]))
    if match := _FRACTION.fullmatch(text):
        return _fraction(int(match[1]), int(match[2]), _unit(_words(match[3])))
    if match := _PART.fullmatch(text):
        part, whole = _signed(match[1]), _signed(match[2])
        if len(whole.readings) > 1:
            raise _Unreadable(f"“{_short(match[2])}” dapat dibaca dengan dua cara. {_ONE}")
        return replace(part, unit=part.unit or whole.unit, of=whole.readings[0])
    return _signed(text)


def _range(text: str, low: _Heard, high: _Heard) -> _Heard:
    if low.unit and high.unit and not same_unit(low.unit, high.unit):
        raise _Unreadable(f"“{_short(text)}” memuat dua jumlah. {_ONE}")
    doubt = f"“{_short(text)}” memuat dua angka; yang disimpan satu."
    scaled = low.scaled or high.scaled
    return _Heard(_once(low.readings + high.readings), high.unit or low.unit, doubt=doubt, scaled=scaled)


def _fraction(part: int, whole: int, unit: str) -> _Heard:
    """``12/40`` is 12 of 40, or a fraction."""
    readings: tuple[Decimal, ...] = (Decimal(part),)
    if whole and part * 10_000 % whole == 0:
        readings += (Decimal(part) / whole,)
    doubt = "Garis miring dapat berarti bagian dari seluruhnya, atau pecahan."
    return _Heard(_once(readings), unit, Decimal(whole), doubt)


_SIGN = re.compile("-|\\+|(?:minus|negatif|min) ", _ANY_CASE)
_RUPIAH = re.compile("(?:rp|idr)\\.? ?", _ANY_CASE)


def _signed(text: str) -> _Heard:
    """Sign and currency before the amount, in either order."""
    money, sign = False, ""
    rest = text
    for _ in range(2):
        if not sign and (match := _SIGN.match(rest)):
            rest = rest[match.end() :]
            sign = f"{match[0].lower()} " if rest.startswith(" ") else match[0].lower()
        elif not money and (match := _RUPIAH.match(rest)):
            money, rest = True, rest[match.end() :]
        rest = rest.strip(" ")
    heard = _amount(rest, text, money=money)
    if sign.startswith("+"):
        return replace(
            heard, doubt=f"“{_short(text)}” dapat berarti tambahan; tulis jumlah seluruhnya sampai hari ini."
        )
    if sign in ("- ", "min "):  # a line of a list, or "at least"
        return replace(heard, readings=_negative(heard.readings) + heard.readings)
    return replace(heard, readings=_negative(heard.readings)) if sign else heard


_ONES = {
    word: value
    for value, words in enumerate(
        ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan lapan", "sembilan")
    )
    for word in words.split()
}
_TENS = ("belas", "puluh", "ratus")
_HALVES = {
    "setengah": Decimal("0.5"),
    "separuh": Decimal("0.5"),
    "separo": Decimal("0.5"),
    "seperempat": Decimal("0.25"),
    "½": Decimal("0.5"),
    "¼": Decimal("0.25"),
    "¾": Decimal("0.75"),
}
_PERCENT_WORDS = frozenset({"%", "persen", "prosen", "pct"})
_DIGIT_WORDS = {"nol": 0, "kosong": 0, **_ONES}
_BEHIND_DECIMALS = SCALES.keys() | _PERCENT_WORDS | {"m", "t"}
"""Nobody counts thousands of these in figures: a dot before them is a decimal mark."""
_JOINED = re.compile(f"(se|{'|'.join(_ONES)})(belas|puluh|ratus|ribu|juta|miliar|milyar|triliun)", _ANY_CASE)
_NUMBER_WORD = f"(?:(?:se|{'|'.join(_ONES)})?(?:{'|'.join((*_TENS, *SCALES))})|{'|'.join(_ONES)})"
NUMBER_IN_WORDS = rf"(?:{_NUMBER_WORD}(?:\s+{_NUMBER_WORD})*)\b"
"""Within a sentence, as part of a pattern that ignores case; ``read_number`` says what it is."""
_SPREAD = re.compile("([0-9])([A-Za-z%‰½¼¾])")
_FIRST_GROUP = re.compile("[1-9][0-9]{0,2}")
_NEXT_GROUP = re.compile("[0-9]{3}(,[0-9]+)?")
_FIGURES = re.compile("[.,]?[0-9]+(?:[.,][0-9]+)*")


@dataclass(frozen=True)
class _Part:
    """A coefficient that still lacks its scale."""

    readings: tuple[Decimal, ...]
    after: int
    """The word behind it."""
    slip: bool = False
    share: bool = False


def _amount(text: str, said: str, *, money: bool) -> _Heard:
    """Parts with their scales, the largest first, and what is counted."""
    words = _words(text)
    heard, at, last = _Heard((Decimal(0),)), 0, _NO_SCALE
    while at < len(words) and (part := _coefficient(words, at)):
        scales, after = _scale(words, part.after, money=money)
        if at and max(scales) >= last:
            raise _Unreadable(f"“{_short(said)}” memuat lebih dari satu angka. {_ONE}")
        heard = _with_part(heard, part, scales, last if at else 0)
        at, last = after, max(scales)
    if not at:
        raise _Unreadable(f"“{_short(said)}” belum dapat dibaca sebagai angka. {_ONE}")
    if any(abs(each) >= 10**MOST_DIGITS for each in heard.readings):
        raise _Unreadable(_TOO_LONG)
    unit = _unit(words[at:])
    return replace(heard, unit=f"Rp {unit}".strip() if money else unit)


def _with_part(heard: _Heard, part: _Part, scales: tuple[int, ...], last: int) -> _Heard:
    """The sum so far with one more part; ``2 juta 500`` may be 2.000.500 or 2.500.000."""
    left_out = (last - 3,) if last > 3 and scales == (0,) and max(part.readings) < 1_000 else ()
    readings = tuple(
        total + each.scaleb(scale)
        for total in heard.readings
        for scale in scales + left_out
        for each in part.readings
    )
    scaled = heard.scaled or scales != (0,)
    return _Heard(_once(readings), slip=part.slip, scaled=scaled, share=part.share and not scaled)


def _words(text: str) -> list[str]:
    """Figures apart from what sticks to them, joined number words apart: ``15rb``, ``seratus``."""
    words = []
    for word in _SPREAD.sub(r"\1 \2", text).split(" "):
        if match := _JOINED.fullmatch(word):
            words += ["satu" if match[1].lower() == "se" else match[1], match[2]]
        elif word:
            words.append(word)
    return words


def _coefficient(words: list[str], at: int) -> _Part | None:
    """One number without its scale: in figures or in words, perhaps with a half behind it."""
    part = _in_figures(words, at) if _FIGURES.fullmatch(words[at]) else _in_words(words, at)
    after = part.after if part else at
    half = _HALVES.get(_word(words, after))
    if half is None or (part and len(part.readings) > 1):
        return part
    whole = part.readings[0] if part else Decimal(0)
    return _Part((whole + half,), after + 1, share=not whole) if whole == int(whole) else part


def _word(words: list[str], at: int) -> str:
    return words[at].lower() if at < len(words) else ""


def _in_words(words: list[str], at: int) -> _Part | None:
    """Up to nine hundred and ninety-nine, with the digits after ``koma``."""
    value, start = 0, at
    for size, factor in (("ratus", 100), ("puluh", 10)):
        if _word(words, at) in _ONES and _word(words, at + 1) == size:
            value, at = value + factor * _ONES[_word(words, at)], at + 2
    ten = value // 10 % 10
    if _word(words, at) in _ONES:
        one, follows = _ONES[_word(words, at)], _word(words, at + 1)
        if follows == "belas" and not ten:
            value, at = value + 10 + one, at + 2
        elif follows == "perempat":
            return _Part((Decimal(value) + Decimal(one) / 4,), at + 2, share=not value)
        elif follows not in _TENS:
            value, at = value + one, at + 1
    if at == start and _word(words, at) == "nol":
        at += 1
    if at == start:
        return None
    digits = ""
    if _word(words, at) == "koma":
        while _word(words, at + 1 + len(digits)) in _DIGIT_WORDS:
            digits += str(_DIGIT_WORDS[_word(words, at + 1 + len(digits))])
        at += 1 + len(digits)
    return _Part((Decimal(f"{value}.{digits or 0}"),), at)


def _in_figures(words: list[str], at: int) -> _Part:
    """Groups that spaces part become one number: ``1 250 000,50``."""
    figure, at, spaced = words[at], at + 1, False
    if _FIRST_GROUP.fullmatch(figure):
        while at < len(words) and (group := _NEXT_GROUP.fullmatch(words[at])):
            figure, at, spaced = f"{figure}.{words[at]}", at + 1, True
            if group[1]:
                break
    scaled = not spaced and _word(words, at) in _BEHIND_DECIMALS
    readings, slip = _figure(figure, scaled=scaled)
    return _Part(readings, at, slip)


def _figure(figure: str, *, scaled: bool) -> tuple[tuple[Decimal, ...], bool]:
    """What digits with marks may mean, and whether one meaning supposes that digits were left out."""
    if sum(each.isdigit() for each in figure) > MOST_DIGITS:
        raise _Unreadable(_TOO_LONG)
    marks = "".join(each for each in figure if each in ".,")
    if not marks:
        if len(figure) > _LONGEST_PADDED and figure.startswith("0"):
            raise _Unreadable(f"“{figure}” tampak seperti nomor, bukan jumlah: diawali nol. {_ONE}")
        return (Decimal(figure),), False
    *front, tail = re.split("[.,]", figure)
    joined, decimal = Decimal("".join(front) + tail), Decimal(f"{''.join(front) or 0}.{tail}")
    if not front[0] or front[0] == "0":
        return _below_one(figure, decimal, marks, tail)
    grouped = _are_groups(front)
    if len(marks) == 1 and not grouped:  # 1250,5
        readings = (decimal,) if marks == "," or len(tail) < 3 else (joined, decimal)
        return readings, False
    if not grouped or len(set(marks[:-1])) > 1:
        raise _Unreadable(f"“{figure}” belum terbaca: di antara titik harus tiga angka. {_ONE}")
    return _by_marks(figure, marks, tail, joined, decimal, scaled=scaled)


def _below_one(figure: str, decimal: Decimal, marks: str, tail: str) -> tuple[tuple[Decimal, ...], bool]:
    """``0.5`` and ``,5`` can be nothing else."""
    if len(marks) > 1 or (figure[0] == "." and len(tail) == 3):
        raise _Unreadable(f"“{figure}” belum terbaca: di antara titik harus tiga angka. {_ONE}")
    return (decimal,), False


def _are_groups(front: list[str]) -> bool:
    return bool(re.fullmatch("[1-9][0-9]{0,2}", front[0])) and all(len(each) == 3 for each in front[1:])


def _by_marks(
    figure: str, marks: str, tail: str, joined: Decimal, decimal: Decimal, *, scaled: bool
) -> tuple[tuple[Decimal, ...], bool]:
    """Before the last mark all is parted as thousands are; what is it itself?"""
    last, alone = marks[-1], len(marks) == 1
    mixed = len(set(marks)) > 1
    if len(tail) == 3:
        if alone and last == ".":
            return ((joined, decimal) if scaled else (joined,)), False
        if alone or mixed:
            return (decimal, joined), False
        return (joined,), False
    if mixed or (alone and (last == "," or scaled)):
        return (decimal,), False
    if len(tail) > 3:
        if not alone:
            raise _Unreadable(f"“{figure}” belum terbaca: di antara titik harus tiga angka. {_ONE}")
        return (decimal, joined), False
    return (decimal, joined.scaleb(3 - len(tail))), True


def _scale(words: list[str], at: int, *, money: bool) -> tuple[tuple[int, ...], int]:
    """Powers of ten that the next word stands for; several where it is not clear which."""
    word = words[at] if at < len(words) else ""
    if word.lower() in SCALES:
        return (SCALES[word.lower()],), at + 1
    if word == "M" or (word == "m" and money):
        return (9, 6), at + 1
    if word == "T" or (word == "t" and money):
        return ((12,) if money else (12, 0)), at + 1
    if word == "m":
        return (0, 9), at + 1
    return (0,), at


_NO_UNITS = SCALES.keys() | _ONES.keys() | {*_TENS, "koma", "dan"}
_UNIT_WORD = re.compile("[^0-9.,()+*=<>-][^0-9,()+*=<>]*[23]?")


def _unit(words: list[str]) -> str:
    """What is written behind the amount, if it can be what is counted."""
    text = " ".join(PERCENT if word.lower() in _PERCENT_WORDS else word for word in words)
    if len(words) > _MOST_UNIT_WORDS or len(text) > _LONGEST_UNIT:
        raise _Unreadable(f"Di sini cukup angkanya; “{_short(text)}” ditulis di kalimat. {_ONE}")
    if any(not _UNIT_WORD.fullmatch(word) or word.lower() in _NO_UNITS for word in words):
        raise _Unreadable(f"“{_short(text)}” sesudah angka belum terbaca. {_ONE}")
    return text


# Against the field


def _fitting(heard: _Heard, field: str) -> _Heard:
    """What is left of the meanings in a field that counts in a unit of its own."""
    if not field:
        return heard
    if is_percent(field):
        return _as_percent(heard, field)
    if is_percent(heard.unit):
        raise _Unreadable(f"Di sini dihitung {field}, bukan persen. Tulis jumlahnya, misalnya 18.")
    power, counted = scale_of(field)
    heard = _in_scale(heard, power)
    if heard.unit and not (same_unit(heard.unit, field) or (counted and same_unit(heard.unit, counted))):
        heard = replace(heard, doubt=heard.doubt or f"Satuan di sini {field}, bukan {heard.unit}.")
    return _as_whole(replace(heard, unit=""), field)


def _in_scale(heard: _Heard, power: int) -> _Heard:
    """``500 juta`` where millions are counted is 500 of them, unless it is a million times as much.

    So is a million and more that is written out: ``Rp 1.250.000.000,00`` in a field of ``juta rupiah``.
    """
    written_out = power >= SCALES["juta"] and any(abs(each) >= 10**power for each in heard.readings)
    if not power or not (heard.scaled or written_out):
        return heard
    counted = (each.scaleb(-power) for each in heard.readings)
    kept = tuple(each for each in counted if each == round(each, MOST_DECIMALS))
    return replace(heard, readings=_once(kept + heard.readings))


def _as_percent(heard: _Heard, field: str) -> _Heard:
    if heard.of is not None and not is_percent(heard.unit):
        return _share(heard.readings[0], heard.of)
    if heard.share and not heard.unit:
        return replace(heard, readings=tuple(each * 100 for each in heard.readings) + heard.readings)
    if heard.unit and not is_percent(heard.unit):
        raise _Unreadable(f"Di sini dihitung persen, bukan {heard.unit}. Tulis persennya, 0 sampai 100.")
    possible = tuple(each for each in heard.readings if abs(each) <= 100)
    return replace(heard, readings=possible or heard.readings, unit="")


def _share(part: Decimal, whole: Decimal) -> _Heard:
    """``12 dari 40`` or ``12/40`` in a field of percent: 30, if it comes out even."""
    if not whole or part * 10_000 % whole:
        raise _Unreadable("Di sini dihitung persen. Tulis persennya, 0 sampai 100.")
    return _Heard(
        (part * 100 / whole,),
        doubt=f"Di sini dihitung persen; {exact(part)} dari {exact(whole)} adalah persennya.",
    )


def _as_whole(heard: _Heard, field: str) -> _Heard:
    whole = tuple(each for each in heard.readings if each == int(each))
    if len(whole) == len(heard.readings):
        return heard
    match comes_whole(field):
        case True if not whole:
            raise _Unreadable(f"Jumlah {field} selalu utuh. Tulis tanpa koma, misalnya 12.")
        case True:
            doubt = "Di antara titik harus tiga angka." if heard.slip else ""
            return replace(heard, readings=whole, doubt=heard.doubt or doubt)
        case None:
            return replace(heard, doubt=heard.doubt or f"Biasanya {field} dihitung utuh.")
    return heard
