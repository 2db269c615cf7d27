"""The province of this installation: what its pack says of it in ``province.toml``, read once at the start.

An installation is one province. Whatever differs between two of them is data of the pack that
``PROVINCE_PACK`` names; rules and screens ask ``HERE`` instead of naming a place.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import date
from math import isfinite
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

_ROOT = Path(__file__).resolve().parents[2]
USUAL_PACK = "db/provinces/ntt"
FILE = "province.toml"
ZONES = {"Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
"""Indonesia's, with the words that people write behind a time."""
HOURS_OF_ZONES = {"WIB": 7, "WITA": 8, "WIT": 9}
"""Ahead of Greenwich, all year round."""

BOUNDARIES = ("context", "kabupaten", "kecamatan")
"""What the browser draws, as ``map/*.json`` of the pack."""

Spot = tuple[float, float]
Box = tuple[float, float, float, float]


class BadPack(ValueError):
    """A pack that cannot be used; the sentence says what, where and what to do."""


@dataclass(frozen=True)
class SignInWords:
    """What stands beside the form of signing in: a sentence of the declaration and who said it."""

    quotation: str
    source: str


@dataclass(frozen=True)
class RuleOffices:
    """Agencies to which a rule gives a part, by their codes."""

    employment: str
    villages: str
    placement: str
    immigration: str
    police: str


@dataclass(frozen=True)
class PlaceNames:
    ambiguous: tuple[str, ...] = ()
    """Shared by a kabupaten and a kota: never without their kind."""
    towns: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    guessed: tuple[str, ...] = ()
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    written: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shortened: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Split:
    """A kabupaten that came out of another one; the day stands in no source that we hold, the year does."""

    parent: str
    child: str
    year: int
    parent_name: str
    child_name: str


@dataclass(frozen=True)
class ExamplePlace:
    """The kabupaten that examples in empty fields speak of."""

    code: str
    name: str


@dataclass(frozen=True)
class Water:
    name: str
    at: Spot


@dataclass(frozen=True)
class NeighbouringLand:
    """Land beside the province: its name stands at the first of the places that is in view."""

    name: str
    at: tuple[Spot, ...]


@dataclass(frozen=True)
class MapFrame:
    """Degrees; boxes are south, west, north, east."""

    frame: Box
    window: Box
    drawing: Box
    exits: tuple[float, float, float]
    waters: tuple[Water, ...] = ()
    neighbour: NeighbouringLand | None = None
    labels: Mapping[str, Spot] = field(default_factory=dict)

    @property
    def centre(self) -> Spot:
        south, west, north, east = self.frame
        return (south + north) / 2, (west + east) / 2


@dataclass(frozen=True)
class Province:
    code: str
    name: str
    short_name: str
    product: str
    capital: str
    zone: str
    zone_label: str
    founded: date
    declared: date
    """When its declaration was made, as letters name it."""
    hall: str
    """Where its coordination meetings are usually held."""
    example: ExamplePlace
    sign_in: SignInWords
    offices: RuleOffices
    names: PlaceNames
    map: MapFrame
    splits: tuple[Split, ...] = ()

    @property
    def governor(self) -> str:
        return f"Gubernur {self.short_name}"

    @property
    def whole(self) -> str:
        return f"Seluruh {self.short_name}"

    @property
    def outside(self) -> str:
        return f"luar {self.short_name}"

    @property
    def forum(self) -> str:
        return f"Forkopimda Provinsi {self.short_name}"

    @property
    def government(self) -> str:
        return f"Pemerintah Provinsi {self.name}"

    @property
    def slug(self) -> str:
        """In names that machines give: of events in calendars."""
        return self.product.casefold().replace(" ", "-")


def folder(environment: Mapping[str, str] | None = None) -> Path:
    """Of a path that is not whole, below the folder of the application."""
    environment = os.environ if environment is None else environment
    return _ROOT / (environment.get("PROVINCE_PACK") or USUAL_PACK)


def read(pack: Path) -> Province:
    """``province.toml`` of a pack; BadPack says which file, which value, and what it may be."""
    file = pack / FILE
    try:
        said = tomllib.loads(file.read_text("utf-8"))
    except OSError as error:
        raise BadPack(
            f"{file} cannot be read ({error.strerror}); PROVINCE_PACK names a pack's folder."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadPack(f"{file} is no TOML: {error}.") from error
    try:
        found: Province = _made(Province, said, "")
    except BadPack as error:
        raise BadPack(f"{file}: {error}") from error
    if problem := _problem(found):
        raise BadPack(f"{file}: {problem}")
    return found


def _problem(found: Province) -> str:
    if not re.fullmatch(r"[0-9]{2}", found.code):
        return f"code is '{found.code}'; it must be the two digits of a province."
    if not re.fullmatch(r"[A-Za-z]{2,10}", found.short_name):
        return f"short_name is '{found.short_name}'; it must be one word of 2 to 10 letters."
    if found.zone not in ZONES:
        return f"zone is '{found.zone}'; it must be one of {', '.join(ZONES)}."
    if found.zone_label != ZONES[found.zone]:
        return f"zone_label is '{found.zone_label}'; {found.zone} is called {ZONES[found.zone]}."
    own = re.compile(rf"{found.code}\.[0-9]{{2}}")
    spoken_of = (
        found.example.code,
        *found.names.abbreviations,
        *found.map.labels,
        *(code for each in found.splits for code in (each.parent, each.child)),
    )
    stray = next((code for code in spoken_of if not own.fullmatch(code)), "")
    if stray:
        return f"'{stray}' is no code of a kabupaten of province {found.code}."
    for name in ("frame", "window", "drawing"):
        south, west, north, east = getattr(found.map, name)
        if south >= north or west >= east:
            return f"map.{name} must be south, west, north, east."
    return ""


def _made(kind: Any, said: Any, at: str) -> Any:
    """The value as its type asks for it: tables become dataclasses, arrays become tuples."""
    if is_dataclass(kind):
        return _table(kind, said, at)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Mapping:
        _must(isinstance(said, dict), at, "a table")
        return {each: _made(inner[1], value, f"{at}.{each}") for each, value in said.items()}
    if origin is tuple:
        _must(isinstance(said, list), at, "a list")
        kinds = [inner[0]] * len(said) if inner[-1] is Ellipsis else list(inner)
        _must(len(kinds) == len(said), at, f"a list of {len(kinds)}")
        return tuple(_made(each, value, at) for each, value in zip(kinds, said, strict=True))
    if type(None) in inner:
        return _made(inner[0], said, at)
    if kind is float and isinstance(said, int | float) and not isinstance(said, bool):
        _must(isfinite(said), at, "a number")
        return float(said)
    _must(type(said) is kind, at, {str: "a text", int: "a number", float: "a number", date: "a day"}[kind])
    _must(kind is not str or said.isprintable(), at, "a text in one line")
    _must(said != "", at, "a text that is not empty")
    return said


def _table(kind: Any, said: Any, at: str) -> Any:
    _must(isinstance(said, dict), at, "a table")
    known, before = get_type_hints(kind), f"{at}." if at else ""
    needed = {each.name for each in fields(kind) if _is_needed(each)}
    if missing := sorted(needed - said.keys()):
        raise BadPack(f"{before}{missing[0]} is missing.")
    if strange := sorted(said.keys() - known.keys()):
        raise BadPack(f"{before}{strange[0]} is not known; there are {', '.join(known)}.")
    return kind(**{each: _made(known[each], value, f"{before}{each}") for each, value in said.items()})


def _is_needed(each: Any) -> bool:
    return each.default is MISSING and each.default_factory is MISSING


def _must(holds: bool, at: str, what: str) -> None:
    if not holds:
        raise BadPack(f"{at} must be {what}.")


PACK = folder()
"""The folder of this installation's pack."""
try:
    HERE = read(PACK)
except BadPack as error:
    # Nothing can be asked before the province is known: whatever was started ends with the sentence.
    raise SystemExit(str(error)) from error
