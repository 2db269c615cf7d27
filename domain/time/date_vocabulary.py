"""Names of months, weekdays and ranks, with what people shorten them to."""

import re

_MONTH_NAMES = (
    "januari jan january",
    "februari feb pebruari february peb",
    "maret mar march mrt",
    "april apr",
    "mei may",
    "juni jun june",
    "juli jul july",
    "agustus agu agt agst ags agus aug august",
    "september sep sept",
    "oktober okt october oct",
    "november nov nopember nop",
    "desember des december dec",
)
_NAMED_MONTHS = tuple(names.split()[0] for names in _MONTH_NAMES)
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}
_WEEKDAY_NAMES = (
    "senin sen",
    "selasa sel",
    "rabu rab",
    "kamis kam",
    "jumat jum'at jum",
    "sabtu sab",
    "minggu ahad mgu",
)
WEEKDAYS = {name: number for number, names in enumerate(_WEEKDAY_NAMES) for name in names.split()}
ORDINALS = {
    name: number
    for number, names in enumerate(
        (
            "pertama kesatu i 1 ke-1",
            "kedua ii 2 ke-2",
            "ketiga iii 3 ke-3",
            "keempat iv 4 ke-4",
            "kelima v 5 ke-5",
        ),
        start=1,
    )
    for name in names.split()
}
LAST = "terakhir"
_COUNTED = ("satu", "dua", "tiga", "empat", "lima")
_LONG_FORMS = {
    "tgl": "tanggal",
    "bln": "bulan",
    "thn": "tahun",
    "th": "tahun",
    "mgg": "minggu",
    "mg": "minggu",
    "mggu": "minggu",
    "pekan": "minggu",
    "hr": "hari",
    "hk": "hari kerja",
    "dpn": "depan",
    "kedepan": "ke depan",
    "krj": "kerja",
    "plg": "paling",
    "lmbt": "lambat",
    "lmbat": "lambat",
    "max": "maksimal",
    "maks": "maksimal",
    "dlm": "dalam",
    "wkt": "waktu",
    "dr": "dari",
    "skrg": "sekarang",
    "nnt": "nanti",
    "ntar": "nanti",
    "tmt": "terhitung mulai",
    "sblm": "sebelum",
    "sblum": "sebelum",
    "stlh": "setelah",
    "sesudah": "setelah",
    "usai": "setelah",
    "seusai": "setelah",
    "habis": "setelah",
    "sehabis": "setelah",
    "selepas": "setelah",
    "pasca": "setelah",
    "bsk": "besok",
    "yad": "mendatang",
    "y.a.d": "mendatang",
    "ta": "tahun anggaran",
    "t.a": "tahun anggaran",
    "tw": "triwulan",
    "kuartal": "triwulan",
    "kwartal": "triwulan",
    "smt": "semester",
    "tengah": "pertengahan",
    "medio": "pertengahan",
    "ultimo": "akhir",
    "sd": "sampai",
    "s.d": "sampai",
    "s/d": "sampai",
}
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
WEEKDAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
ORDINAL = "|".join(sorted((*ORDINALS, LAST), key=len, reverse=True))

_DASHES = re.compile("[\u2010-\u2015\u2212]")
_TIME_OF_DAY = re.compile(
    r",? (?:(?:sebelum )?(?:jam|pukul|pkl\.?) ?[0-9]{1,2}(?:[.:][0-9]{2})?(?: ?(?:wita|wib|wit))?|"
    r"(?:pagi|siang|sore|malam|petang)(?: (?:ini|hari))?)$"
)


_LATER_TODAY = re.compile(r"(?:nanti )?(?:pagi|siang|sore|malam|petang)(?: (?:ini|nanti))?")
_WEEK_FIRST = re.compile(rf"(minggu (?:ini|depan)),? (?:(?:paling lambat|maksimal) )?(?:hari )?({WEEKDAY})")


_STUCK = re.compile(r"(?<![0-9])([0-9]+)(hk|hr|hari|jam|mgg|minggu|bln|bulan|thn|tahun)\b")
_KE = re.compile(r"\bke[ -](?:([1-5])|(satu|dua|tiga|empat|lima))\b")
_NUMBERED_MONTH = re.compile(r"\bbulan (0?[1-9]|1[0-2])(?=$| 20[0-9]{2}$)")
_MONTH_AND_YEAR = re.compile(rf"\b({MONTH})'([0-9]{{2}})$")
_END_OF = re.compile(r"\b(?:tutup|penghujung|pergantian) (tahun|bulan)\b")
_PART_BEHIND = re.compile(
    rf"((?:bulan )?(?:{MONTH})(?: [0-9]{{4}})?|bulan (?:ini|depan)),? "
    rf"(minggu (?:{ORDINAL})|awal|pertengahan|akhir)"
)
_DATE_IN_BRACKETS = re.compile(rf"(?:hari )?({WEEKDAY}) ?\(([^()]*[0-9][^()]*)\)")
_WEEKDAY_BEHIND = re.compile(rf"(.*[0-9].*?)(?: ?\(({WEEKDAY})\)|, ({WEEKDAY}))")


def plain(words: str) -> str:
    """Small letters, long forms, single spaces; no time of day, which a due date does not have."""
    text = (
        _DASHES.sub("-", words.casefold())
        .replace("’", "'")
        .replace("‘", "'")
        .replace("“", "")
        .replace("”", "")
    )
    text = _STUCK.sub(r"\1 \2", text)
    text = " ".join(_LONG_FORMS.get(word.rstrip(".,"), word) for word in text.split()).strip(" .,;!")
    text = re.sub(r"\b(?:q|tw) ?([1-4])\b", r"triwulan \1", text)
    text = _KE.sub(lambda match: f"ke-{match[1] or _COUNTED.index(match[2]) + 1}", text)
    text = _NUMBERED_MONTH.sub(lambda match: _NAMED_MONTHS[int(match[1]) - 1], text)
    text = _MONTH_AND_YEAR.sub(r"\1 '\2", _END_OF.sub(r"akhir \1", text))
    if match := _PART_BEHIND.fullmatch(text):
        text = f"{match[2]} {match[1]}"
    if match := _DATE_IN_BRACKETS.fullmatch(text):
        text = f"{match[1]}, {match[2]}"
    if match := _WEEKDAY_BEHIND.fullmatch(text):
        text = f"{match[2] or match[3]}, {match[1]}"
    if _LATER_TODAY.fullmatch(text):
        return "hari ini"
    while (shorter := _TIME_OF_DAY.sub("", text)) != text:
        text = shorter
    return _WEEK_FIRST.sub(r"\2 \1", text)
