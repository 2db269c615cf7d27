"""GivenAnswers that a source gave of earlier files and that are taken for this one: never unseen.

Only where an answer decides something it is looked up, and whatever was looked up is told.
"""

from collections.abc import Collection, Iterator, Mapping

from domain.imports.cells import ASKED
from domain.imports.delivery import ANSWERS_TAKEN
from domain.imports.kinds import ALL_CONCEPTS
from domain.imports.places import CodeSystem
from domain.imports.reference import Reference
from domain.imports.requests import ASK_AGAIN, OF_ONE_FILE
from domain.imports.roles import COLUMN, ROW, GivenRole
from domain.time.formats import capitalised, number

SENDER = "sender"
"""That lines which name one of many units are of whoever sent the file."""


class GivenAnswers(Mapping[str, str]):
    """By the key of a question, or of a column or row that was given a role; knows which were looked up."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self._given = {key: answer for key, answer in given.items() if answer != ASK_AGAIN}
        self._used: dict[str, str] = {}

    def __getitem__(self, key: str) -> str:
        answer = self._given[key]
        self._used[key] = answer
        return answer

    def __iter__(self) -> Iterator[str]:
        return iter(self._given)

    def __len__(self) -> int:
        return len(self._given)

    def taken(self, asked: Collection[str]) -> dict[str, str]:
        """Of questions, without those that are of this file alone, and without those that are ``asked`` all
        the same: such an answer was none."""
        return {
            key: answer
            for key, answer in self._used.items()
            if key not in OF_ONE_FILE and key not in asked and not key.startswith((COLUMN, ROW))
        }

    @property
    def roles(self) -> int:
        """How many columns and rows are taken for something else than what they are read as."""
        return sum(
            key.startswith((COLUMN, ROW)) and answer != GivenRole.AS_READ
            for key, answer in self._used.items()
        )


def in_words(taken: Mapping[str, str], roles: int, reference: Reference) -> str:
    """One sentence; empty where nothing was taken."""
    said = [_one(key, answer, reference) for key, answer in taken.items()]
    if roles:
        said.append(f"peran {number(roles)} kolom atau baris")
    return f"{ANSWERS_TAKEN} {'; '.join(said)}." if said else ""


def _one(key: str, answer: str, reference: Reference) -> str:
    sort, _, of = key.partition(":")
    if sort == "indicator":
        found = [each.label for each in ALL_CONCEPTS if each.indicator == answer]
        return f"yang dihitung {found[0] if found else answer}"
    if sort == "place":
        return f"nama {capitalised(of)} berarti {reference.gazetteer.name(answer)}"
    if sort == "agency":
        kept, _, _ = answer.partition("-")
        meant = "pengirim berkas" if answer == SENDER else f"{capitalised(kept)} se-NTT"
        return f"laporan {capitalised(of)} atas nama {meant}"
    if sort == "numbers":
        return f"kolom “{capitalised(of)}” {'' if answer == 'yes' else 'bukan '}nomor laporan"
    return _WORDS.get((key, answer), f"{key} {answer}")


_MEANINGS = {"zero": "nol", "no-report": "belum ada laporan"}
_WORDS = {
    ("code-system", CodeSystem.BPS): "kode wilayah BPS",
    ("code-system", CodeSystem.KEMENDAGRI): "kode wilayah Kemendagri",
    ("cumulative", "monthly"): "kolom bulan per bulan",
    ("cumulative", "cumulative"): "kolom bulan jumlah sejak Januari",
    ("heading-dates", "day-is-year"): "hari di kepala kolom adalah tahun",
    ("heading-dates", "as-written"): "tanggal di kepala kolom seperti tertulis",
    ("scale", "as-written"): "angka ditulis utuh",
    ("sheet-number", "month"): "angka di nama lembar atau berkas bulan",
    ("sheet-number", "quarter"): "angka di nama lembar atau berkas triwulan",
    ("sheet-number", "none"): "angka di nama lembar atau berkas bukan waktu",
    **{
        (f"mark:{mark}", answer): f"tanda “{mark}” {meaning}"
        for mark in ASKED.values()
        for answer, meaning in _MEANINGS.items()
    },
}
