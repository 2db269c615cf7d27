"""One search over everything with a code or a title: what matches, in what order, what was perhaps meant."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from domain.enumerations import Rowed
from domain.imports.words import key

LONGEST = 100
"""Of what is searched for; nobody types more on purpose."""

SHOWN = 6
"""Of each kind; how many there are in all is said beside it."""

_SHORT = 3
"""A word shorter than this must begin a word; inside of one it would be found everywhere."""
_ALIKE = 0.75
_AROUND = 40


@dataclass(frozen=True)
class HitKindRow:
    label: str
    icon: str


class HitKind(Rowed):
    """In the order in which they are shown: what has a deadline first."""

    row: HitKindRow

    COMMITMENT = "commitment", HitKindRow("Komitmen", "handshake")
    TASK = "task", HitKindRow("Tugas", "checklist")
    PHRASE = "phrase", HitKindRow("Frasa deklarasi", "campaign")
    DECISION = "decision", HitKindRow("Keputusan rapat", "groups")
    PLACE = "place", HitKindRow("Wilayah", "location_on")
    AGENCY = "agency", HitKindRow("Instansi", "apartment")
    FIGURE = "figure", HitKindRow("Angka", "format_list_numbered")
    CASE = "case", HitKindRow("Kasus", "folder_shared")


@dataclass(frozen=True)
class Findable:
    """One thing that can be found."""

    kind: HitKind
    code: str
    """Typed in full, it leads there at once; empty where nobody types one."""
    title: str
    detail: str
    address: str
    also: str = ""
    """Other names of it, searched and not shown."""
    due_on: date | None = None
    state: str = ""
    """How it stands, in a word or two."""
    facts: tuple[tuple[str, str], ...] = ()
    """What decides whether to open it, by label: whose it is, when it is due, where."""
    new_task: str = ""
    """Where a task is proposed for it; empty where none can be."""
    is_sample: bool = False

    def found_in(self, asked: str) -> tuple[str, ...]:
        """Where the words stand, in the order in which one looks; the first place of each word."""
        places = {
            "kode": self.code,
            "judul": self.title,
            "keterangan": self.detail,
            "sebutan atau isi lain": self.also,
        }
        words = [word for word in map(key, asked.split()) if word]
        named = {
            next((name for name, text in places.items() if _holds(key(text), [word])), "") for word in words
        }
        return tuple(name for name in places if name in named)

    def excerpt(self, asked: str) -> str:
        """Of what is searched and not shown, the words around the first that was asked for."""
        words = [word.casefold() for word in asked.split()]
        at = min((found for word in words if (found := self.also.casefold().find(word)) >= 0), default=-1)
        if at < 0:
            return ""
        start, end = max(at - _AROUND, 0), at + 2 * _AROUND
        before, after = "… " if start else "", " …" if end < len(self.also) else ""
        return f"{before}{self.also[start:end].strip()}{after}"

    @property
    def _title(self) -> str:
        return key(f"{self.code} {self.title}")

    @property
    def _all(self) -> str:
        return f"{self._title} {key(self.detail)} {key(self.also)}"

    def answers(self, words: Sequence[str]) -> bool:
        return _holds(self._all, words)

    def rank(self, asked: str) -> tuple[bool, bool, date, int, str]:
        """Its own code or name first, then what has the words in its title, then the nearest deadline."""
        return (
            asked not in (key(self.code), key(self.title)),
            not _holds(self._title, [asked]),
            self.due_on or date.max,
            -len(self.code),
            self.code or self.title,
        )


@dataclass(frozen=True)
class HitGroup:
    kind: HitKind
    shown: tuple[Findable, ...]
    total: int


@dataclass(frozen=True)
class Hits:
    asked: str
    groups: tuple[HitGroup, ...]
    nearest: str = ""
    """A word that does occur and is written almost like the one that does not."""

    @property
    def total(self) -> int:
        return sum(group.total for group in self.groups)


def find(entries: Iterable[Findable], asked: str) -> Hits:
    """What holds every word that was asked for; a code typed in full comes before everything.

    What is typed without a blank, such as K-11, is looked for as a whole.
    """
    wanted = key(asked)
    words = [word for word in map(key, asked.split()) if word]
    if not words:
        return Hits(asked, ())
    every = list(entries)
    by_kind: dict[HitKind, list[Findable]] = defaultdict(list)
    for entry in every:
        if entry.answers(words):
            by_kind[entry.kind].append(entry)
    groups = []
    for kind in HitKind:
        found = sorted(by_kind[kind], key=lambda entry: entry.rank(wanted))
        if found:
            groups.append(HitGroup(kind, tuple(found[:SHOWN]), len(found)))
    groups.sort(key=lambda group: key(group.shown[0].code) != wanted)
    return Hits(asked, tuple(groups), "" if groups else _nearest(every, words))


def is_about(asked: str, *fields: str | None) -> bool:
    """Whether a row of a list holds every word that its search box asks for."""
    words = [word for word in map(key, asked.split()) if word]
    return _holds(key(" ".join(field for field in fields if field)), words)


def _holds(text: str, words: Sequence[str]) -> bool:
    padded = f" {text}"
    return all((f" {word}" if len(word) < _SHORT or " " in word else word) in padded for word in words)


def _nearest(entries: Sequence[Findable], words: Sequence[str]) -> str:
    """Only of the first letter: whoever mistypes a word seldom mistypes that."""
    missing = next((word for word in words if not any(each.answers([word]) for each in entries)), "")
    if len(missing) < _SHORT:
        return ""
    known = {word for each in entries for word in key(f"{each.title} {each.also}").split()}
    like = get_close_matches(missing, [word for word in known if word[0] == missing[0]], 1, _ALIKE)
    return like[0] if like else ""
