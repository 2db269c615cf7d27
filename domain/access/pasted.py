"""A list of accounts as it is pasted from a spreadsheet: what is understood, what is asked, what is wrong."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from domain.access.accounts import checked_username, office_faults, proposed_username
from domain.access.errors import RuleBroken
from domain.access.permissions import Role

MOST_ROWS = 200
MOST_CANDIDATES = 4
ALIKE = 0.72
"""From this likeness on a name is proposed; it is asked about, never taken."""

_OFFICE, _AGENCY, _ROLE, _USERNAME = "jabatan", "instansi", "peran", "nama pengguna"
COLUMNS = (_OFFICE, _AGENCY, _ROLE, _USERNAME)
"""In this order, unless a first row names them; the last one may be left out."""

_HEADINGS = {
    "nama jabatan": _OFFICE,
    "akun": _OFFICE,
    "akun jabatan": _OFFICE,
    "nama instansi": _AGENCY,
    "opd": _AGENCY,
    "username": _USERNAME,
    **{column: column for column in COLUMNS},
}

ROLE_WORDS: dict[str, Role] = {
    "kantor gubernur": Role.GOVERNOR_OFFICE,
    "gubernur": Role.GOVERNOR_OFFICE,
    "sekretariat": Role.GOVERNOR_OFFICE,
    "sekretariat gugus tugas": Role.GOVERNOR_OFFICE,
    "forkopimda": Role.FORKOPIMDA,
    "anggota forkopimda": Role.FORKOPIMDA,
    "instansi": Role.AGENCY,
    "kepala instansi": Role.AGENCY,
    "penghubung": Role.AGENCY,
    "verifikator": Role.VERIFIER,
    "petugas kasus": Role.CASE_OFFICER,
    "kasus": Role.CASE_OFFICER,
    "administrator": Role.ADMINISTRATOR,
    "admin": Role.ADMINISTRATOR,
    "layar": Role.SHARED_SCREEN,
    "layar bersama": Role.SHARED_SCREEN,
}
"""What people write in the column of roles."""


@dataclass(frozen=True)
class PastedRow:
    number: int
    """Counted from one, the heading left out: as the sender sees it in his list."""
    office: str
    agency: str
    role: str
    username: str = ""

    @property
    def text(self) -> str:
        """As it was pasted, to be put right and pasted again."""
        return "\t".join((self.office, self.agency, self.role, self.username)).rstrip("\t")


@dataclass(frozen=True)
class ReadRow:
    """A row with what it is taken for."""

    row: PastedRow
    username: str
    role: Role | None
    agency: str | None
    """The code; None while it is asked about."""
    candidates: tuple[str, ...] = ()
    """Codes of the agencies that may be meant."""
    problems: tuple[str, ...] = ()
    is_known: bool = True
    """Whether any agency is called as it was written."""

    @property
    def question(self) -> str:
        """Why it is asked which agency is meant."""
        if self.agency is not None or not self.row.agency:
            return ""
        said = f"“{self.row.agency[:40]}”"
        if self.is_known:
            return f"{said} nama dari {len(self.candidates)} instansi; pilih yang dimaksud."
        return f"Instansi {said} tidak dikenal; pilih yang dimaksud."

    @property
    def is_ready(self) -> bool:
        return not self.problems and self.agency is not None and self.role is not None

    @property
    def is_asked(self) -> bool:
        return not self.problems and self.agency is None


@dataclass(frozen=True)
class Directory:
    """What the rows are read against."""

    names: Mapping[str, Collection[str]]
    """Every name of each agency, by its code."""
    usernames: frozenset[str]
    offices: frozenset[tuple[str, str]]
    """Offices that have an account already, each with its agency's code."""
    chosen: Mapping[int, str] = field(default_factory=dict)
    """The agency that was answered for a row, by its number."""


def split_rows(text: str) -> list[PastedRow]:
    """Lines of a spreadsheet: cells between tabs, or semicolons where there is no tab."""
    lines = [line.strip("\r") for line in text.split("\n") if line.strip()]
    if len(lines) > MOST_ROWS + 1:
        raise RuleBroken(f"Paling banyak {MOST_ROWS} baris sekali tempel. Bagi daftarnya, lalu ulangi.")
    separator = "\t" if any("\t" in line for line in lines) else ";"
    cells = [[" ".join(cell.split()) for cell in line.split(separator)] for line in lines]
    columns: Sequence[str] = COLUMNS
    if cells and (named := _headings(cells[0])):
        columns, cells = named, cells[1:]
    return [_row(number, columns, row) for number, row in enumerate(cells, 1)]


def _headings(cells: Iterable[str]) -> Sequence[str]:
    """The columns that a first row names; nothing when it is a row like the others."""
    found = [_HEADINGS.get(_plain(cell), "") for cell in cells]
    return found if {_OFFICE, _AGENCY, _ROLE} <= set(found) else ()


def _row(number: int, columns: Sequence[str], cells: Sequence[str]) -> PastedRow:
    said = dict(zip(columns, cells, strict=False))
    return PastedRow(number, *(said.get(column, "") for column in COLUMNS))


def read_rows(rows: Iterable[PastedRow], directory: Directory) -> list[ReadRow]:
    """Each row read in turn; a second one for the same office is named with the first."""
    exact, plain_names = _by_name(directory.names), _plain_names(directory.names)
    taken, seen = set(directory.usernames), dict[tuple[str, str], int]()
    rows = list(rows)
    stated = {row.username.casefold() for row in rows if row.username}
    read = []
    for row in rows:
        code, candidates = _agency(row, directory, exact, plain_names)
        problems = _wrong(row)
        if code and row.office:
            # A row that cannot stand is nobody's first.
            problems += _double(row, code, directory, seen, may_be_first=not problems)
        username, wrong = _username(row, code, taken, stated)
        problems += wrong
        if not problems:
            taken.add(username)
        role = ROLE_WORDS.get(_plain(row.role))
        is_known = code is not None or _plain(row.agency) in exact
        read.append(ReadRow(row, username, role, code, candidates, tuple(problems), is_known))
    return read


def _wrong(row: PastedRow) -> list[str]:
    problems = [str(fault) for fault in office_faults(row.office)] if row.office else ["Jabatan kosong."]
    if not row.agency:
        problems.append("Instansi kosong.")
    if _plain(row.role) not in ROLE_WORDS:
        said = f"Peran “{row.role[:40]}” tidak dikenal" if row.role else "Peran kosong"
        problems.append(f"{said}. Pakai Instansi, Forkopimda, Verifikator, Petugas kasus, atau Sekretariat.")
    return problems


def _double(
    row: PastedRow, code: str, directory: Directory, seen: dict[tuple[str, str], int], *, may_be_first: bool
) -> list[str]:
    key = (_plain(row.office), code)
    if key in {(_plain(office), agency) for office, agency in directory.offices}:
        return ["Jabatan ini sudah punya akun di instansi itu."]
    first = seen.setdefault(key, row.number) if may_be_first else seen.get(key, row.number)
    return [] if first == row.number else [f"Sama dengan baris {first}."]


def _username(row: PastedRow, code: str | None, taken: set[str], stated: set[str]) -> tuple[str, list[str]]:
    """As it was written, or proposed from agency and office; no proposal takes what another row states."""
    if not row.username:
        return (proposed_username(row.office, code, taken | stated) if code else ""), []
    try:
        username = checked_username(row.username)
    except RuleBroken as refusal:
        return row.username, [str(refusal)]
    return username, [f"Nama pengguna '{username}' sudah dipakai."] if username in taken else []


def _agency(
    row: PastedRow,
    directory: Directory,
    exact: Mapping[str, set[str]],
    plain_names: Mapping[str, str],
) -> tuple[str | None, tuple[str, ...]]:
    """The one agency of exactly this name, or those that are asked about."""
    if row.number in directory.chosen:
        return directory.chosen[row.number], ()
    found = exact.get(_plain(row.agency), set())
    if len(found) == 1:
        return next(iter(found)), ()
    if found:
        return None, tuple(sorted(found))
    alike = get_close_matches(_plain(row.agency), plain_names, n=3 * MOST_CANDIDATES, cutoff=ALIKE)
    return None, tuple(dict.fromkeys(plain_names[name] for name in alike))[:MOST_CANDIDATES]


def _by_name(names: Mapping[str, Collection[str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for code, own in names.items():
        for name in (code, *own):
            found.setdefault(_plain(name), set()).add(code)
    return found


def _plain_names(names: Mapping[str, Collection[str]]) -> dict[str, str]:
    return {_plain(name): code for code, own in names.items() for name in own}


def _plain(text: str) -> str:
    """Small letters and digits with single spaces: dots, commas and hyphens say nothing."""
    return " ".join(re.findall(r"[a-z0-9]+", text.casefold()))
