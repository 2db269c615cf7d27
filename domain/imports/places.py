"""Which place a cell names: by name, alias or code, with the doubts that two systems of codes and two
Kupangs bring. Nothing is accepted because it looks similar; similarity only proposes.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum

from domain.imports.quality import ImportQuestion, Option
from domain.imports.sheet import Cell
from domain.imports.words import THE_REST, key, squeeze
from domain.places.province import HERE
from domain.places.regions import PROVINCE, RegionLevel, level_of


class CodeSystem(StrEnum):
    KEMENDAGRI = "kemendagri"
    BPS = "bps"


class Sort(StrEnum):
    FOUND = "found"
    AMBIGUOUS = "ambiguous"
    OUTSIDE = "outside"
    """Said to lie outside the province."""
    ELSEWHERE = "elsewhere"
    """Another province, or a country, by its own name."""
    WHOLE = "whole"
    """Indonesia, or an island: never a place that a value belongs to."""
    UNKNOWN = "unknown"
    """The source itself does not know."""
    REST = "rest"
    """Several that are not named one by one, or outside a part of it: “Lain-lain” below kabupaten."""
    UNRESOLVED = "unresolved"
    """We do not know."""


@dataclass(frozen=True)
class KnownPlace:
    code: str
    name: str
    bps_code: str = ""

    @property
    def parent(self) -> str:
        return self.code.rpartition(".")[0]


@dataclass(frozen=True)
class PlaceRead:
    sort: Sort
    code: str = ""
    candidates: tuple[str, ...] = ()
    """Of a town that is no place of the map itself, the kabupaten that it lies in."""
    by_code: bool = False
    lost_zero: bool = False

    @property
    def is_wide(self) -> bool:
        """A kabupaten or a kecamatan."""
        return self.sort is Sort.FOUND and self.code.count(".") in (1, 2)


_LONGEST_NAME = 4
"""Words of a place with what it is: “Kabupaten Sumba Barat Daya”."""
_NOTHING = PlaceRead(Sort.UNRESOLVED)

_KINDS = {
    "kabupaten": "kab",
    "kab": "kab",
    "kabup": "kab",
    "regency": "kab",
    "kb": "kab",
    "kota": "kota",
    "kotamadya": "kota",
    "city": "kota",
    "kodya": "kota",
    "kt": "kota",
    "kecamatan": "kec",
    "kec": "kec",
    "district": "kec",
    "distrik": "kec",
    "kc": "kec",
    "desa": "desa",
    "ds": "desa",
    "kelurahan": "desa",
    "kel": "desa",
    "village": "desa",
    "provinsi": "prov",
    "prov": "prov",
    "propinsi": "prov",
    "province": "prov",
}
_LEVELS = {
    "kab": RegionLevel.REGENCY,
    "kota": RegionLevel.REGENCY,
    "kec": RegionLevel.DISTRICT,
    "desa": RegionLevel.VILLAGE,
    "prov": RegionLevel.PROVINCE,
}
OTHER_PROVINCES = frozenset(
    squeeze(name)
    for name in (
        "Aceh",
        "Sumatera Utara",
        "Sumatera Barat",
        "Riau",
        "Jambi",
        "Sumatera Selatan",
        "Bengkulu",
        "Lampung",
        "Kepulauan Bangka Belitung",
        "Kep. Bangka Belitung",
        "Bangka Belitung",
        "Kepulauan Riau",
        "Kep. Riau",
        "DKI Jakarta",
        "Jakarta",
        "DK Jakarta",
        "Jawa Barat",
        "Jawa Tengah",
        "DI Yogyakarta",
        "D.I. Yogyakarta",
        "Yogyakarta",
        "Jawa Timur",
        "Banten",
        "Bali",
        "Nusa Tenggara Barat",
        "NTB",
        "Nusa Tenggara Timur",
        "NTT",
        "Kalimantan Barat",
        "Kalimantan Tengah",
        "Kalimantan Selatan",
        "Kalimantan Timur",
        "Kalimantan Utara",
        "Sulawesi Utara",
        "Sulawesi Tengah",
        "Sulawesi Selatan",
        "Sulawesi Tenggara",
        "Gorontalo",
        "Sulawesi Barat",
        "Maluku",
        "Maluku Utara",
        "Papua",
        "Papua Barat",
        "Papua Selatan",
        "Papua Tengah",
        "Papua Pegunungan",
        "Papua Barat Daya",
        *("Sumut", "Sumbar", "Sumsel", "Kepri", "Babel", "Jabar", "Jateng", "Jatim", "DIY", "Jogja"),
        *("Kalbar", "Kalteng", "Kalsel", "Kaltim", "Kaltara"),
        *("Sulut", "Sulteng", "Sulsel", "Sultra", "Sulbar", "Malut"),
    )
) - {squeeze(HERE.name), squeeze(HERE.short_name)}
CITIES_AND_PROVINCES = frozenset(("jakarta", "yogyakarta", "jogja"))
"""Provinces whose bare names say a city first."""
_OUTSIDE = re.compile(
    rf"\bluar (?:{re.escape(key(HERE.short_name))}|provinsi|daerah|wilayah|{re.escape(key(HERE.name))})\b"
    r"|\bprovinsi lain\b"
)
_UNKNOWN = re.compile(
    r"^(?:tidak (?:diketahui|jelas|ada keterangan|terdata|teridentifikasi)|belum (?:diketahui|terdata|"
    r"teridentifikasi)|"
    r"tanpa (?:keterangan|alamat|wilayah)|n a|na|unknown|tdk diketahui)$"
)
_REST = re.compile(
    rf"^(?:(?:dari )?luar (?:kabupaten|kab|kota|kab kota|kabupaten kota|kecamatan|kec|desa|kelurahan)|"
    rf"(?:(?:kabupaten|kab|kota|kecamatan|kec|desa|kelurahan|daerah|wilayah|tempat|asal) )*{THE_REST})$"
)
_OUT_OF_A_PART = re.compile(r"^(?:dari )?luar (?:daerah|wilayah)(?: ini)?$")
"""Of a kabupaten it says that they are from elsewhere, and not from outside the province."""
_LETTERS_APART = re.compile(r"\s*(?:[A-Za-z]\.){2,}[A-Za-z]?\s*")
"""“T.T.S”, which is no “S” numbered T."""
_SHORTENED = {
    "brt": "barat",
    "tmr": "timur",
    "utr": "utara",
    "slt": "selatan",
    "tgh": "tengah",
    **HERE.names.shortened,
}
"""How clerks shorten the words of names: “Smb Timur”, “Insana Brt”."""
_NUMBERS = (
    ("i", "1", "satu"),
    ("ii", "2", "dua"),
    ("iii", "3", "tiga"),
    ("iv", "4", "empat"),
    ("v", "5", "lima"),
    ("vi", "6", "enam"),
)
"""How the same number at the end of a name is written."""
_NUMBER_BEFORE = re.compile(r"(?:53)?\d{2}\s+(?=[^\W\d])")
"""“01 Sumba Barat”, as books of statistics number their lines."""
_LEADING = re.compile(r"^\s*(?:\(?(?:\d{1,3}|[ivx]{1,4}|[a-z])[.)]\s*)+(?=\D)", re.IGNORECASE)
_TRAILING = re.compile(r"[\s*†‡¹²³⁰-⁹]+\)?$|\s+\d\)$")
_BRACKETS = re.compile(r"([^()]*[^()\s])\s*\(([^()]+)\)")
_DOTTED = re.compile(rf"{PROVINCE}(?:\.\d{{1,2}}(?:\.\d{{2}}(?:\.\d{{4}})?)?)?")
_KIND_WORD = "|".join(sorted((*_KINDS, "propinsi"), key=len, reverse=True))
_BETWEEN_PARTS = re.compile(rf"\s*[,;/()\n]+\s*|\s+[-–]\s+|\s+(?=(?:{_KIND_WORD})\b\.?\s*\S)", re.IGNORECASE)
"""What stands between “Desa Tesa” and “Kec. Laenmanen” in one cell."""
_MOST_PARTS = 6
_CODE_INSIDE = re.compile(
    rf"^\W*({PROVINCE}(?:\.?\d{{2}})(?:\.?\d{{2}})?(?:\.?\d{{4}})?)\W+(?=[A-Za-z])"
    rf"|\(({PROVINCE}\.?\d{{2}})\)\s*$"
)


@dataclass
class Gazetteer:
    """All places of the province by every name and code under which files may mention them."""

    regions: Mapping[str, KnownPlace]
    aliases: Iterable[tuple[str, str]] = ()
    """(name, code)"""
    countries: Iterable[str] = ()
    islands: Iterable[str] = ()
    towns: Iterable[tuple[str, str]] = ()
    """Seats and ports by which people call a kabupaten: (name, code of the kabupaten)"""
    _names: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list), repr=False)
    _by_bps: dict[str, str] = field(default_factory=dict, repr=False)
    _kept: dict[tuple[object, str], PlaceRead] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        for region in self.regions.values():
            self._add(region.name, region.code)
            if region.bps_code:
                self._by_bps[region.bps_code] = region.code
        for name, code in self.aliases:
            self._add(name, code)
        for name in (HERE.name, HERE.short_name):
            self._add(name, PROVINCE)
        self._countries = frozenset(squeeze(name) for name in self.countries) - {"indonesia"}
        self._wholes = frozenset(squeeze(name) for name in self.islands) | {"indonesia", "nasional"}
        self._towns = {_kind_and_base(name)[1]: (name, code) for name, code in self.towns}
        self._wide = {
            base: codes[0]
            for base, codes in self._names.items()
            if (level_of(codes[0]) is RegionLevel.REGENCY)
        }

    def _add(self, name: str, code: str) -> None:
        for base in {_kind_and_base(name)[1], squeeze(name), *_with_other_numbers(name)}:
            known = self._names[base]
            if code not in known:
                known.append(code)

    def name(self, code: str) -> str:
        return self.regions[code].name if code in self.regions else code

    def exists(self, code: str) -> bool:
        return code in self.regions

    def read(self, cell: Cell, within: str = "", level: RegionLevel | None = None) -> PlaceRead:
        """A name or dotted code; ``within`` is the place that the rows above, or another column, give.

        Codes without dots are read by ``read_code``, for they belong to one of two systems.
        """
        found = self._kept.get((cell, f"{within}/{level}"))
        if found is None:
            found = self._read(cell, within, level)
            self._kept[cell, f"{within}/{level}"] = found
        return found

    def _read(self, cell: Cell, within: str, level: RegionLevel | None) -> PlaceRead:
        if not isinstance(cell, str):
            return _NOTHING
        if _DOTTED.fullmatch(cell) and len(cell) > 2:
            return self._dotted(cell)
        if len(cell) > 120 or cell.startswith(("=", "@")):
            return _NOTHING
        cell = cell.replace(".", "") if _LETTERS_APART.fullmatch(cell) else cell
        text = _TRAILING.sub("", _LEADING.sub("", cell)) or cell
        if match := _CODE_INSIDE.search(text):
            text = (text[match.end() :] if match[1] else text[: match.start()]) or text
        words = key(text)
        if not words:
            return _NOTHING
        if sort := _sort_without_name(words, within):
            return PlaceRead(sort)
        kind, base = _kind_and_base(text)
        if (kind == "prov" and base in OTHER_PROVINCES) or (not kind and base in OTHER_PROVINCES):
            return PlaceRead(Sort.ELSEWHERE)
        codes = self._fitting(self._names.get(base, []), kind, within, level)
        # A kecamatan may bear the word in its name: Kota Soe, Kota Raja.
        codes = codes or self._fitting(self._names.get(squeeze(text), []), "", within, level)
        if len(codes) == 1:
            return PlaceRead(Sort.FOUND, codes[0])
        if codes:
            return PlaceRead(Sort.AMBIGUOUS, candidates=tuple(codes))
        if base in self._countries:
            return PlaceRead(Sort.ELSEWHERE)
        if match := _NUMBER_BEFORE.match(text):
            return self.read(text[match.end() :], within, level)
        if base in self._wholes:
            return PlaceRead(Sort.WHOLE)
        found = self._before_brackets(text, within, level)
        found = found if found.sort is Sort.FOUND else self._of_parts(text, within)
        return self._written_out(words, within, level) or found if found.sort is Sort.UNRESOLVED else found

    def _written_out(self, words: str, within: str, level: RegionLevel | None) -> PlaceRead | None:
        """What “Smb Timur” names in full."""
        whole = " ".join(_SHORTENED.get(word, word) for word in words.split())
        found = self._read(whole, within, level) if whole != words else _NOTHING
        return found if found.sort is Sort.FOUND else None

    def below_kabupaten(self, text: Cell, candidates: Sequence[str]) -> str:
        """The kabupaten that a bare name is below a heading of that word; “Kota/Kab. Kupang” is both."""
        is_bare = isinstance(text, str) and squeeze(text) in {self.base_name(code) for code in candidates}
        return self.of_kind(candidates, is_city=False) if is_bare else ""

    def of_kind(self, candidates: Sequence[str], *, is_city: bool) -> str:
        """The one among places of one name that is a kota, or the one that is none."""
        found = [code for code in candidates if self.name(code).startswith("Kota ") == is_city]
        return found[0] if len(found) == 1 and found[0].count(".") == 1 else ""

    def town(self, text: Cell) -> tuple[str, str]:
        """The town that a text names, and its kabupaten; nothing where it speaks of a kecamatan or a desa."""
        kind, base = _kind_and_base(text) if isinstance(text, str) and len(text) <= 120 else ("", "")
        return self._towns.get(base, ("", "")) if kind in ("", "kab", "kota") else ("", "")

    def stands_for(self, text: Cell, found: PlaceRead) -> str:
        """The kabupaten that is meant by its town where kabupaten are listed: also where a kecamatan or a
        desa, of which the town is more, or another part of it than people think, bears the bare name."""
        name, regency = self.town(text)
        if found.sort is Sort.UNRESOLVED:
            return regency
        is_bare = isinstance(text, str) and key(text) == key(name)
        is_narrow = found.sort is Sort.FOUND and found.code.startswith(f"{regency}.")
        return regency if regency and is_bare and is_narrow else ""

    def _of_parts(self, text: str, within: str) -> PlaceRead:
        """“Desa Tesa Kec. Laenmanen” and “Kab. Malaka, Kec. Wewiku”: every part lies in the wider one."""
        parts = _parts_of(text)
        if len(parts) < 2:
            town = self.town(text)[1]
            return PlaceRead(Sort.UNRESOLVED, candidates=(town,)) if town else _NOTHING
        if (other := self._beside_its_town(parts, within)) is not None:
            return other
        for widest_first in (parts[::-1], parts):
            codes = self._nested(widest_first, within)
            if len(codes) == len(parts):
                return PlaceRead(Sort.FOUND, codes[-1])
        return _NOTHING

    def _beside_its_town(self, parts: Sequence[str], within: str) -> PlaceRead | None:
        """“Maumere, Sikka” is Sikka."""
        towns = {code for part in parts if (code := self.town(part)[1])}
        others = [part for part in parts if not self.town(part)[1]]
        found = self.read(others[0], within) if len(others) == len(towns) == 1 else _NOTHING
        return found if found.sort is Sort.FOUND and found.code in towns else None

    def _nested(self, widest_first: Iterable[str], within: str) -> list[str]:
        """The codes of the parts, as far as each lies in the one before."""
        codes: list[str] = []
        for part in widest_first:
            found = self.read(part, within)
            if found.sort is not Sort.FOUND or (codes and not f"{found.code}.".startswith(f"{codes[-1]}.")):
                break
            within = found.code
            codes.append(found.code)
        return codes

    def inside(self, text: str) -> str:
        """The narrowest place of ours that an address or the name of a hall tells: “Aula Desa Haitimuk, Kec.
        Weliman”. Other words than places say nothing; two places of which none lies in the other say nothing
        either."""
        found = ""
        for part in reversed(_parts_of(text)):
            each = self.read(part, found)
            if regency := self.stands_for(part, each):
                each = PlaceRead(Sort.FOUND, regency)
            if each.sort is not Sort.FOUND or each.code == PROVINCE:
                continue
            if not found or each.code.startswith(f"{found}."):
                found = each.code
            elif not f"{found}.".startswith(f"{each.code}."):
                return ""
        return found

    def _before_brackets(self, text: str, within: str, level: RegionLevel | None) -> PlaceRead:
        """“Lembata (Lewoleba)” is Lembata, “Kupang (Kota)” says which; “Belu (Malaka)” is no place."""
        match = _BRACKETS.fullmatch(text)
        if match is None:
            return _NOTHING
        name, inside = match.groups()
        if key(inside) in _KINDS:
            return self._read(f"{inside} {name}", within, level)
        found = self._read(name, within, level)
        closer = self._read(inside, found.code, None)
        agree = (closer.sort is Sort.UNRESOLVED and not self._names_another(inside, found.code)) or (
            closer.sort is Sort.FOUND and closer.code.startswith(found.code)
        )
        return found if found.sort is Sort.FOUND and agree else _NOTHING

    def _names_another(self, text: str, code: str) -> bool:
        """“Belu (termasuk Malaka)” counts another kabupaten as well."""
        words = key(text).split()
        for length in (3, 2, 1):
            for start in range(len(words) - length + 1):
                each = self._names.get("".join(words[start : start + length]), [])
                if any(other.count(".") == 1 and not f"{code}.".startswith(f"{other}.") for other in each):
                    return True
        return False

    def regencies_in(self, text: str) -> list[frozenset[str]]:
        """Those that a longer name speaks of, each with all that it may mean: “Disnaker Sumba Timur”."""
        words, found, start = key(text).split(), [], 0
        while start < len(words):
            for length in range(_LONGEST_NAME, 0, -1):
                codes = self._names.get("".join(words[start : start + length]), [])
                regencies = [code for code in codes if level_of(code) is RegionLevel.REGENCY]
                if regencies:
                    kind = _kind_and_base(" ".join(words[max(0, start - 1) : start + length]))[0]
                    found.append(frozenset(self._fitting(regencies, kind, "", None) or regencies))
                    start += length - 1
                    break
            start += 1
        return found

    def _fitting(self, codes: list[str], kind: str, within: str, level: RegionLevel | None) -> list[str]:
        wanted = _LEVELS.get(kind) or level
        if wanted:
            codes = [code for code in codes if level_of(code) is wanted]
        if kind in ("kab", "kota"):
            codes = [code for code in codes if self._is_kota(code) == (kind == "kota")]
        inside = [code for code in codes if within and code.startswith(f"{within}.")]
        if inside:
            return [min(inside, key=len)] if len({len(code) for code in inside}) > 1 else inside
        if within and wanted and len(codes) > 1:
            # The kecamatan above names another place than all of these: its kabupaten may still decide.
            wider = within.rpartition(".")[0]
            near = [code for code in codes if wider.count(".") and code.startswith(f"{wider}.")]
            codes = near or codes
        # A bare name means the widest place that bears it; two of the same width stay a question.
        widest = min((len(code) for code in codes), default=0)
        return [code for code in codes if len(code) == widest]

    def _is_kota(self, code: str) -> bool:
        return self.regions[code].name.startswith("Kota ")

    def _dotted(self, text: str) -> PlaceRead:
        lost = bool(re.fullmatch(rf"{PROVINCE}\.\d", text))
        code = f"{text}0" if lost else text
        return PlaceRead(Sort.FOUND, code, by_code=True, lost_zero=lost) if self.exists(code) else _NOTHING

    def read_code(self, cell: Cell, system: CodeSystem) -> PlaceRead:
        """A code as a number or text without dots: 5304, 530404, 53.1 that lost its zero, or dotted."""
        text = _as_code(cell)
        if "." in text:
            return self._dotted(text)
        if not re.fullmatch(rf"{PROVINCE}\d*", text):
            return _NOTHING
        if len(text) == 4 and system is CodeSystem.BPS:
            code = self._by_bps.get(text, "")
        elif len(text) in (2, 4, 6, 10):
            parts = [text[:2], text[2:4], text[4:6], text[6:10]]
            code = ".".join(part for part in parts if part)
        else:
            code = ""
        return PlaceRead(Sort.FOUND, code, by_code=True) if self.exists(code) else _NOTHING

    def is_code(self, cell: Cell) -> bool:
        text = _as_code(cell)
        return bool(
            re.fullmatch(rf"{PROVINCE}(?:\d{{2}}|\d{{4}}|\d{{5}}|\d{{8}})", text)
            or (_DOTTED.fullmatch(text) and "." in text)
        )

    def depends_on_system(self, cell: Cell) -> bool:
        """Whether the code means different places in the two systems."""
        text = _as_code(cell)
        if not text.isdigit() or len(text) not in (4, 7):
            return False
        if len(text) == 7:
            return True
        one, other = (self.read_code(cell, system) for system in CodeSystem)
        return one.code != other.code

    def base_name(self, code: str) -> str:
        """The name without its kind, squeezed: *kupang* of Kabupaten and of Kota Kupang."""
        return _kind_and_base(self.regions[code].name)[1]

    def proposals(self, text: str) -> tuple[str, ...]:
        """Kabupaten whose names look like the text, for a reader to choose from."""
        base = _kind_and_base(text)[1]
        close = get_close_matches(base, self._wide, n=3, cutoff=0.75)
        return tuple(dict.fromkeys(self._wide[each] for each in close))


def _with_other_numbers(name: str) -> Iterator[str]:
    """“Naikoten Satu” is “Naikoten I” and “Naikoten 1” as well."""
    first, _, last = key(name).rpartition(" ")
    for numbers in _NUMBERS if first else ():
        if last in numbers:
            yield from (squeeze(f"{first} {number}") for number in numbers)


def _sort_without_name(words: str, within: str) -> Sort | None:
    """Of what stands in the place of a place and names none."""
    if _REST.match(words) or (within.count(".") and _OUT_OF_A_PART.match(words)):
        return Sort.REST
    if _OUTSIDE.search(words):
        return Sort.OUTSIDE
    return Sort.UNKNOWN if _UNKNOWN.match(words) else None


def _parts_of(text: str) -> list[str]:
    """The places that one text lists. A kind alone belongs to the name beside it: “Kec. Kota Raja”."""
    parts: list[str] = []
    kind = ""
    for part in _BETWEEN_PARTS.split(text[:240]):
        words = key(part)
        if not words:
            continue
        if words in _KINDS:
            kind = f"{kind} {part}".strip()
            continue
        parts.append(f"{kind} {part}".strip())
        kind = ""
    if kind and parts:
        parts[-1] = f"{parts[-1]} {kind}"
    return parts if len(parts) <= _MOST_PARTS else []


def _as_code(cell: Cell) -> str:
    if isinstance(cell, bool) or cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:.10g}"
    if isinstance(cell, int):
        return str(cell)
    return cell.replace(" ", "").strip("'\"") if isinstance(cell, str) else ""


def _kind_and_base(text: str) -> tuple[str, str]:
    """``Kab. Manggarai Tim.`` -> ("kab", "manggaraitim"); the kind may stand behind: ``Kupang, Kota``."""
    words = key(text).split()
    if len(words) > 1 and words[0] == "kota" and words[1] == "madya":
        words = ["kota", *words[2:]]
    if len(words) > 2 and {*words[:2]} in ({"kabupaten", "kota"}, {"kab", "kota"}):
        words = words[2:]
    kind = ""
    while len(words) > 1 and words[0] in _KINDS and not (kind and words[0] == "kota"):
        kind = kind or _KINDS[words[0]]
        words = words[1:]
    if not kind and len(words) > 1 and words[-1] in _KINDS:
        kind, words = _KINDS[words[-1]], words[:-1]
    if len(words) > 1 and words[-1] == key(HERE.short_name):
        words = words[:-1]
    return kind, "".join(words)


def which_system(cells: int) -> ImportQuestion:
    """Asked once a file, where codes mean different places and nothing beside them says which."""
    return ImportQuestion(
        "code-system",
        "Kode wilayah di berkas ini kode BPS atau Kemendagri? Kode yang sama menunjuk "
        "kabupaten yang berbeda dalam kedua sistem.",
        (Option(CodeSystem.BPS, "BPS"), Option(CodeSystem.KEMENDAGRI, "Kemendagri")),
        cells,
    )
