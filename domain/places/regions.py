"""The regions of the province and their Kemendagri codes (53, 53.21, 53.21.01, 53.21.01.2001)."""

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from domain.places.province import HERE, Split

PROVINCE = HERE.code


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

_CODE = re.compile(rf"{PROVINCE}(\.[0-9]{{2}}(\.[0-9]{{2}}(\.[0-9]{{4}})?)?)?")
_LEVEL_BY_LENGTH = {
    2: RegionLevel.PROVINCE,
    5: RegionLevel.REGENCY,
    8: RegionLevel.DISTRICT,
    13: RegionLevel.VILLAGE,
}


def level_of(code: str) -> RegionLevel | None:
    """The level a code speaks of, or None when it is not a code of the province."""
    return _LEVEL_BY_LENGTH[len(code)] if _CODE.fullmatch(code) else None


def regency_of(code: str) -> str:
    """The kabupaten/kota that a district or village lies in; of anything wider, itself."""
    return ".".join(code.split(".")[:2])


def display_name(name: str) -> str:
    """``Kabupaten Malaka`` -> ``Malaka``; what a kota is called, too, keeps its kind."""
    bare = name.removeprefix("Kabupaten ")
    return f"Kab. {bare}" if bare != name and bare in HERE.names.ambiguous else bare


def short_name(code: str, name: str) -> str:
    """For narrow columns: the province by its short name, everything else by its display name."""
    return HERE.short_name if code == PROVINCE else display_name(name)


SPLITS = HERE.splits


def split_that_changes(code: str, starts_on: date) -> Split | None:
    """The split before or in whose year a figure of this place begins: its territory was another one."""
    return next(
        (each for each in SPLITS if code in (each.parent, each.child) and starts_on.year <= each.year), None
    )


ABBREVIATIONS = HERE.names.abbreviations
"""Where the full name is too long for the map; everywhere else the name is written out."""

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


def tells_a_place(region_code: str | None, names: Iterable[str], regencies: Iterable[str]) -> bool:
    """Whether who is told of this office is told a part of the province."""
    if region_code and region_code != PROVINCE:
        return True
    # The offices of the whole province stand in its capital and are called after it, too.
    bare = {display_name(each).removeprefix("Kota ").removeprefix("Kab. ") for each in regencies} - {
        HERE.capital
    }
    said = " ".join(names)
    if _has(said, (*bare, *HERE.names.towns, *ABBREVIATIONS.values(), *HERE.names.short)):
        return True
    # All of a kind together are of no place: Polres se-NTT, Lanal di NTT.
    return _has(said, _OF_ONE_PLACE) and not _has(said, (HERE.short_name, HERE.name))


def _has(text: str, words: Iterable[str]) -> bool:
    any_of = "|".join(map(re.escape, words))
    return re.search(rf"(?<!\w)({any_of})(?!\w)", text, re.IGNORECASE) is not None
