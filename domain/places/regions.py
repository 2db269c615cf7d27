"""The regions of NTT and their Kemendagri codes (53, 53.21, 53.21.01, 53.21.01.2001)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

PROVINCE = "53"


class RegionLevel(StrEnum):
    PROVINCE = "province"
    REGENCY = "regency"
    DISTRICT = "district"
    VILLAGE = "village"


LEVEL_LABELS = {
    RegionLevel.PROVINCE: "provinsi",
    RegionLevel.REGENCY: "kabupaten/kota",
    RegionLevel.DISTRICT: "kecamatan",
    RegionLevel.VILLAGE: "desa/kelurahan",
}

_CODE = re.compile(r"53(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?")
_LEVEL_BY_LENGTH = {
    2: RegionLevel.PROVINCE,
    5: RegionLevel.REGENCY,
    8: RegionLevel.DISTRICT,
    13: RegionLevel.VILLAGE,
}


def level_of(code: str) -> RegionLevel | None:
    """The level a code speaks of, or None when it is not a code of NTT."""
    return _LEVEL_BY_LENGTH[len(code)] if _CODE.fullmatch(code) else None


def regency_of(code: str) -> str:
    """The kabupaten/kota that a district or village lies in; of anything wider, itself."""
    return ".".join(code.split(".")[:2])


def display_name(name: str) -> str:
    """``Kabupaten Malaka`` -> ``Malaka``; Kupang keeps its kind, being ambiguous."""
    if name == "Kabupaten Kupang":
        return "Kab. Kupang"
    return name.removeprefix("Kabupaten ")


def short_name(code: str, name: str) -> str:
    """For narrow columns: the province as ``NTT``, everything else by its display name."""
    return "NTT" if code == PROVINCE else display_name(name)


@dataclass(frozen=True)
class Split:
    """A kabupaten that came out of another one; the day stands in no source that we hold, the year does."""

    parent: str
    child: str
    year: int


SPLITS = (Split("53.04", "53.21", 2012),)
"""Malaka left Belu."""


def split_that_changes(code: str, starts_on: date) -> Split | None:
    """The split before or in whose year a figure of this place begins: its territory was another one."""
    return next(
        (each for each in SPLITS if code in (each.parent, each.child) and starts_on.year <= each.year), None
    )


ABBREVIATIONS = {"53.02": "TTS", "53.03": "TTU"}
"""Where the full name is too long for the map; everywhere else the name is written out."""

SEATS = (
    "Atambua",
    "Ba'a",
    "Bajawa",
    "Betun",
    "Borong",
    "Kalabahi",
    "Kefamenanu",
    "Labuan Bajo",
    "Larantuka",
    "Lewoleba",
    "Maumere",
    "Mbay",
    "Menia",
    "Oelamasi",
    "Ruteng",
    "Seba",
    "Soe",
    "Tambolaka",
    "Waibakul",
    "Waikabubak",
    "Waingapu",
    "Weetebula",
)
"""Towns that offices of a kabupaten, or dioceses of a few, are called after."""
_SHORT_NAMES = (
    "Adonara",
    "Flotim",
    "Labuanbajo",
    "Mabar",
    "Matim",
    "Motaain",
    "Rote",
    "Sabu",
    "SBD",
    "So'e",
    "Tenau",
    "Kota Kupang",
    "Kab. Kupang",
    "Kabupaten Kupang",
)
_OF_ONE_PLACE = (
    "Polres",
    "Polresta",
    "Kapolres",
    "Kepolisian Resor",
    "Polisi Resor",
    "Polsek",
    "Kapolsek",
    "Kejari",
    "Kejaksaan Negeri",
    "Kodim",
    "Dandim",
    "Komando Distrik Militer",
    "Koramil",
    "Danramil",
    "Babinsa",
    "Lanal",
    "Pangkalan TNI AL",
    "PLBN",
    "Kanim",
    "Kantor Imigrasi",
    "Pemkab",
    "Pemkot",
    "Pemda Kab.",
    "Pemda Kota",
    "Pemerintah Kabupaten",
    "Pemerintah Kota",
    "Bupati",
    "Wali Kota",
    "Kecamatan",
    "Camat",
    "Kelurahan",
    "Lurah",
    "Puskesmas",
    "Keuskupan",
    "Dekenat",
    "Paroki",
    "Klasis",
)
"""Of which there is one at each place, however that is written: Polres Mabar, PLBN Motaain, Klasis So'e."""
_CAPITAL = "Kupang"
"""The offices of the whole province stand there and are called after it, too."""


def tells_a_place(region_code: str | None, names: Iterable[str], regencies: Iterable[str]) -> bool:
    """Whether who is told of this office is told a part of the province."""
    if region_code and region_code != PROVINCE:
        return True
    bare = {display_name(each).removeprefix("Kota ").removeprefix("Kab. ") for each in regencies} - {_CAPITAL}
    said = " ".join(names)
    if _has(said, (*bare, *SEATS, *ABBREVIATIONS.values(), *_SHORT_NAMES)):
        return True
    # All of a kind together are of no place: Polres se-NTT, Lanal di NTT.
    return _has(said, _OF_ONE_PLACE) and not _has(said, ("NTT", "Nusa Tenggara Timur"))


def _has(text: str, words: Iterable[str]) -> bool:
    any_of = "|".join(map(re.escape, words))
    return re.search(rf"(?<!\w)({any_of})(?!\w)", text, re.IGNORECASE) is not None
