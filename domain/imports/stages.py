"""The stage of a case among other words: “SP3, tdk cukup bukti”, “Sidik (menunggu ahli)”, “sudah P21”."""

import re
from collections.abc import Sequence
from functools import lru_cache

from domain.figures.cases import PoliceStage
from domain.imports.choices import POLICE_STAGES
from domain.imports.fields import Field
from domain.imports.words import key

STAGE = "police_stage"
_PARTS = re.compile(
    r"[,;:()/\n&+]|\.\s|\s[-–]\s|\s(?:dan|lalu|kemudian|terus|tgl|tanggal|pada|per)\s|->|→", re.I
)
_SHORT = ((re.compile(r"\b(?:thp|thap)\b"), "tahap"), (re.compile(r"\bp (?=\d\d\b)"), "p"))
_BEFORE = re.compile(
    r"^(?:(?:sudah|sdh|telah|tlh|masih|msh|saat ini|status|berkas|perkara|dalam|dlm|proses|"
    r"naik(?: ke)?|masuk|sedang|sdg|di|tahap(?= [a-z]{4})) )+"
)
_NOT_YET = re.compile(
    r"\b(?:belum|blm|menunggu|tunggu|akan|rencana(?:nya)?|menuju|persiapan|jelang|besok|"
    r"(?:minggu|bulan|tahun) depan|target|untuk|sebelum|bukan|jika|bila|gagal|sebelumnya|pernah|dari)\b"
)
_TAKEN_BACK = re.compile(r"\b(?:dicabut|dibatalkan|batal|praperadilan|dibuka (?:kembali|lagi)|dianulir)\b")
_LONGEST = 80
_HINT = re.compile(
    r"p\W?\s?(?:19|21)|\bt(?:aha|ha|h)p|idik|sp\W?\s?3|sp2|spdp|sidang|untut|vonis|putus|in[ck]r|"
    r"kekuatan hukum|bht|banding|kasasi|trial|court|henti",
    re.IGNORECASE,
)
"""What every text that names a stage holds; most remarks hold none of it."""
_NUMBER = re.compile(r"\S+/\S*/\S*\d")
"""“SPDP/3/I/2026” is a number."""
_MOST_WORDS = 3
"""Of a stage, before words that no sign parts from it."""
_NO_STAGE_BEHIND = re.compile(r"(?:belum|blm|menunggu|tunggu|akan|tidak|tdk|kembali|dikembalikan|diminta)\b")
_ORDER = {str(stage): at for at, stage in enumerate(PoliceStage)}
_BESIDE = {
    PoliceStage.RETURNED_P19: (PoliceStage.INVESTIGATION, PoliceStage.FILE_SUBMITTED),
    PoliceStage.INVESTIGATION: (PoliceStage.RETURNED_P19,),
}
"""What a file that came back is once more: “P-19” beside SIDIK is no contradiction."""


def stages_in(text: str) -> Sequence[str]:
    """Those that a text says the case has reached, the earliest first; none where it takes one back. That
    of a report is in every number of one."""
    may_say_one = len(text) <= _LONGEST and _HINT.search(text) and not _NUMBER.match(text)
    return _stages_in(text) if may_say_one else ()


@lru_cache(maxsize=10_000)
def _stages_in(text: str) -> Sequence[str]:
    if _TAKEN_BACK.search(key(text)):
        return ()
    said = {code for part in _PARTS.split(text) if (code := _stage_of(key(part)))} - {PoliceStage.REPORTED}
    if len(said) > 1 and PoliceStage.CLOSED_NO_CASE in said:
        return ()
    return sorted(said, key=_ORDER.__getitem__)


def _stage_of(words: str) -> str:
    for pattern, whole in _SHORT:
        words = pattern.sub(whole, words)
    if not words or _NOT_YET.search(words):
        return ""
    bare = _BEFORE.sub("", words)
    if code := _named(bare) or _named(words):
        return code
    several = bare.split()
    for many in range(min(_MOST_WORDS, len(several) - 1), 0, -1):
        rest = " ".join(several[many:])
        code = _named(" ".join(several[:many]))
        if code and (code == PoliceStage.CLOSED_NO_CASE or not _NO_STAGE_BEHIND.match(rest)):
            return max(code, _named(rest) or code, key=_ORDER.__getitem__)
    return ""


def _named(words: str) -> str:
    return next((str(code) for code, pattern in POLICE_STAGES if pattern.fullmatch(words)), "")


def may_stand_beside(one: str, other: str) -> bool:
    """Whether a case may be said to be at both."""
    return other in _BESIDE.get(PoliceStage(one), ())


def is_choice(text: str, field: Field) -> bool:
    """Whether a cell says one of the field, a stage also among other words."""
    words = key(text)
    exact = any(pattern.fullmatch(words) for _, pattern in field.choices)
    return exact or (field.name == STAGE and bool(stages_in(text)))
