"""Lines of registers as a screen's own commands would be asked for them, or why they go back.

A line is known again by the key of its kind, and changes only what it speaks of.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain.access.agencies import AgencyKind, AgencyLevel, refuse_circle
from domain.access.errors import Refusal, RuleBroken
from domain.access.pasted import ROLE_WORDS, Directory, PastedRow, read_rows
from domain.access.permissions import Role
from domain.access.requests import AddAgency, AgencyCard, ChangeAgency, InviteAccount
from domain.commitments.requests import DraftCommitment
from domain.imports.delivery import REGION, Decisions, Delivery, Given
from domain.imports.fields import FIELDS
from domain.imports.kinds import ImportKind
from domain.imports.storing import SentBack, decided, waiting_for
from domain.places.province import HERE
from domain.places.regions import regency_of
from domain.services.outreach import OrganizerKind, OutreachKind
from domain.services.requests import RecordOutreach, RecordTeam
from domain.time.formats import listing, long_date, number

VILLAGE_DOTS = 3
"""In the code of a desa or kelurahan."""


@dataclass(frozen=True)
class ReadyLine:
    """A line of a register with all its doubts decided, and the time that its title or date gives."""

    at: str
    fields: Mapping[str, Given]
    span: str = ""

    def text(self, name: str) -> str:
        return str(self.fields.get(name, "")).strip()

    def day(self, name: str) -> date | None:
        text = self.text(name)
        return date.fromisoformat(text) if text else None

    def count(self, name: str) -> float | None:
        given = self.fields.get(name)
        return given if isinstance(given, int | float) else None


@dataclass(frozen=True)
class Entered:
    """One line as the command of its screen is asked for it."""

    at: str
    label: str
    """What it is about, as people call it."""
    request: object
    said: Mapping[str, Given]
    """What would be new or different, by the fields' names."""
    before: Mapping[str, Given] | None = None
    """What stands there of the same fields; None where nothing does."""

    @property
    def is_new(self) -> bool:
        return self.before is None


@dataclass(frozen=True)
class EnteredLines:
    ready: tuple[Entered, ...] = ()
    same: int = 0
    back: tuple[SentBack, ...] = ()


OneLine = Callable[[ReadyLine], Entered | None]
"""What to ask for a line; None where all of it stands already. Refuses with the reason it goes back for."""


def ready_lines(delivery: Delivery, decisions: Decisions) -> tuple[list[ReadyLine], list[SentBack]]:
    ready, back = [], []
    for record in delivery.records:
        fields, waiting = decided(record, decisions)
        if waiting:
            back.append(SentBack(record.at, fields, waiting_for(record, waiting, delivery)))
        else:
            ready.append(ReadyLine(record.at, fields, record.span))
    return ready, back


def entered_lines(
    lines: Iterable[ReadyLine], one: OneLine, key: Callable[[ReadyLine], object]
) -> EnteredLines:
    """Each line by itself; of two lines about the same thing the second goes back."""
    ready: list[Entered] = []
    back: list[SentBack] = []
    same, first = 0, dict[object, ReadyLine]()
    for line in lines:
        try:
            earlier = first.setdefault(key(line), line)
            if earlier is not line:
                raise RuleBroken(f"Sudah disebut di {earlier.at}. Satu hal satu baris; satukan keduanya.")
            found = one(line)
        except Refusal as refusal:
            back.append(SentBack(line.at, line.fields, str(refusal)))
            continue
        if found is None:
            same += 1
        else:
            ready.append(found)
    return EnteredLines(tuple(ready), same, tuple(back))


def _differing(said: Mapping[str, Given], before: Mapping[str, Given]) -> dict[str, Given]:
    return {name: value for name, value in said.items() if before.get(name, "") != value}


def _of_the_same(said: Mapping[str, Given], before: Mapping[str, Given]) -> dict[str, Given]:
    return {name: before.get(name, "") for name in said}


# Village teams: known again by their village ----------------------------------------------------------

TEAM_FIELDS = ("reference", "formed_on", "members", "last_report_on")


@dataclass(frozen=True)
class KnownTeams:
    names: Mapping[str, str]
    """Of villages."""
    standing: Mapping[str, Mapping[str, Given]]
    """By the village's code, what was said of its team last, by the fields of a file."""
    notes: Mapping[str, str]
    speaks_of: Callable[[str], bool]
    """Whether the sender reports the teams of a kabupaten."""


def team_key(line: ReadyLine) -> object:
    return line.text(REGION) or line.at


def team(known: KnownTeams, on: date) -> OneLine:
    def one(line: ReadyLine) -> Entered | None:
        village = line.text(REGION)
        if village.count(".") != VILLAGE_DOTS:
            raise RuleBroken("Tulis desa atau kelurahannya; tim dicatat satu per desa.")
        if line.text("status") in ("none", "planned"):
            raise RuleBroken("Menurut berkas timnya belum ada, jadi tidak ada yang dicatat.")
        if not known.speaks_of(regency_of(village)):
            raise RuleBroken("Tim desa ini dilaporkan pemerintah kabupaten/kotanya, Dinas PMD, atau BP3MI.")
        before = known.standing.get(village)
        said = {name: line.fields[name] for name in TEAM_FIELDS if name in line.fields}
        if not said:
            raise RuleBroken("Tidak ada isian tentang timnya: nomor SK, tanggal, atau jumlah anggota.")
        whole = replace(line, fields={**(before or {}), **said})
        asked = RecordTeam(
            village,
            whole.text("reference"),
            whole.day("formed_on"),
            whole.count("members"),
            whole.day("last_report_on"),
            known.notes.get(village, ""),
        ).checked(on)
        if before is None:
            return Entered(line.at, known.names[village], asked, said)
        changed = _differing(said, before)
        if not changed:
            return None
        return Entered(line.at, known.names[village], asked, changed, _of_the_same(changed, before))

    return one


# Activities: known again by day, place and organiser ---------------------------------------------------

_ORGANIZERS: Mapping[AgencyKind, OrganizerKind] = {
    AgencyKind.PARTNER_FAITH: OrganizerKind.FAITH,
    AgencyKind.PARTNER_NGO: OrganizerKind.NGO,
    AgencyKind.MEDIA: OrganizerKind.MEDIA,
    **dict.fromkeys(
        (
            AgencyKind.GOVERNOR_OFFICE,
            AgencyKind.POLICE,
            AgencyKind.PROVINCIAL_AGENCY,
            AgencyKind.VERTICAL_AGENCY,
            AgencyKind.REGENCY_GOVERNMENT,
        ),
        OrganizerKind.GOVERNMENT,
    ),
}
"""Of an agency that we know, its kind says to which group it belongs."""


@dataclass(frozen=True)
class KnownOutreach:
    places: Mapping[str, str]
    agencies: Mapping[str, tuple[str, AgencyKind]]
    """Short name and kind, by code."""
    standing: Mapping[tuple[str, date, str, str], int | None]
    """The reach of what is recorded, by kabupaten, day, place and organiser in small letters."""


def outreach_of(line: ReadyLine, known: KnownOutreach) -> RecordOutreach:
    region, code = line.text(REGION), line.text("agency")
    if region not in known.places:
        raise RuleBroken(
            f"Kabupaten/kota kegiatannya tidak tertulis atau di {HERE.outside}. Lengkapi kolomnya."
        )
    organizer, of_kind = known.agencies.get(code, (code, None))
    told = line.text("organizer_kind") or (_ORGANIZERS.get(of_kind, "") if of_kind else "")
    if not told:
        raise RuleBroken("Jenis penyelenggaranya tidak tertulis. Isi kolom “Jenis penyelenggara”.")
    if not line.text("kind"):
        raise RuleBroken("Jenis kegiatannya tidak tertulis. Isi edukasi atau pengawasan.")
    regency = regency_of(region)
    return RecordOutreach(
        regency,
        line.text("place") or (known.places[region] if region != regency else ""),
        line.day("held_on"),
        OutreachKind(line.text("kind")),
        OrganizerKind(told),
        organizer,
        _reach(line),
        line.text("proof"),
        line.text("title"),
    )


def _reach(line: ReadyLine) -> float | None:
    women, men = line.count("participants_women"), line.count("participants_men")
    total = line.count("participants")
    return women + men if total is None and women is not None and men is not None else total


def activity_key(line: ReadyLine) -> object:
    names = (REGION, "held_on", "place", "agency")
    told = tuple(line.text(name).casefold() for name in names)
    return told if all(told[:2]) else line.at


def activity(known: KnownOutreach, on: date) -> OneLine:
    def one(line: ReadyLine) -> Entered | None:
        asked = outreach_of(line, known).checked(on)
        assert asked.held_on is not None
        key = (asked.region_code, asked.held_on, asked.place.casefold(), asked.organizer.casefold())
        if key not in known.standing:
            label = f"{asked.organizer}, {long_date(asked.held_on)}"
            return Entered(line.at, label, asked, {**line.fields, "agency": asked.organizer})
        there = known.standing[key]
        if asked.reach is not None and asked.reach != there:
            said = "tanpa jangkauan" if there is None else f"dengan jangkauan {number(there)}"
            raise RuleBroken(
                f"Kegiatan ini sudah tercatat {said}; yang sudah tercatat tidak diubah lewat berkas."
            )
        return None

    return one


# Agencies: known again by code, or by any of their names ------------------------------------------------


@dataclass(frozen=True)
class KnownAgencies:
    cards: Mapping[str, AgencyCard]
    """By code, those that stand."""
    versions: Mapping[str, int]
    codes: Mapping[str, str]
    """By every name in small letters, the code of who is called so, whether it stands or went over."""
    numbers: Mapping[str, int]
    superiors: Mapping[int, int | None]
    reason: str
    """Why an agency is changed, for the trail."""


def agency_key(line: ReadyLine) -> object:
    return line.text("code").casefold() or line.text("name").casefold()


def card_fields(card: AgencyCard) -> dict[str, Given]:
    """A card by the fields of a file."""
    return {
        "name": card.name,
        "short_name": card.short_name,
        "kind": str(card.kind),
        "level": str(card.level),
        "superior": card.superior_code or "",
        REGION: card.region_code or "",
        "contact": card.contact,
        "may_own_tasks": "yes" if card.may_own_tasks else "no",
    }


def agency(known: KnownAgencies) -> OneLine:
    def one(line: ReadyLine) -> Entered | None:
        code = line.text("code").casefold()
        code = code if code in known.cards else known.codes.get(line.text("name").casefold(), "")
        if code and code not in known.cards:
            raise RuleBroken("Instansi ini sudah dilebur ke instansi lain. Pakai nama yang berlaku.")
        before = card_fields(known.cards[code]) if code else {}
        said = {name: line.fields[name] for name in _CARD if name in line.fields}
        if line.text(REGION) in ("outside", "unknown"):
            raise RuleBroken(
                f"Wilayahnya di {HERE.outside} atau tidak dikenal. Kosongkan, atau tulis kabupatennya."
            )
        card = _card(replace(line, fields={**before, **said}))
        card.check()
        _refuse_taken(card, code, known.codes)
        if not code:
            return Entered(line.at, card.short_name, AddAgency(card), said)
        changed = _differing(said, before)
        if not changed:
            return None
        if card.superior_code:
            refuse_circle(known.numbers[code], known.numbers[card.superior_code], known.superiors)
        asked = ChangeAgency(code, known.versions[code], card, known.reason)
        return Entered(line.at, card.short_name, asked, changed, _of_the_same(changed, before))

    return one


_CARD = ("name", "short_name", "kind", "level", "superior", REGION, "contact", "may_own_tasks")
_NEEDED = {
    "kind": "Jenis instansinya tidak tertulis. Isi kolom “Jenis instansi”.",
    "level": "Tingkatnya tidak tertulis. Isi kolom “Tingkat”.",
    "may_own_tasks": "Tidak tertulis apakah dapat diberi tugas. Isi ya atau tidak.",
}


def _card(line: ReadyLine) -> AgencyCard:
    for name, reason in _NEEDED.items():
        if not line.text(name):
            raise RuleBroken(reason)
    return AgencyCard(
        " ".join(line.text("name").split()),
        " ".join(line.text("short_name").split()),
        AgencyKind(line.text("kind")),
        AgencyLevel(line.text("level")),
        line.text("superior") or None,
        line.text(REGION) or None,
        line.text("contact"),
        line.text("may_own_tasks") == "yes",
    )


def _refuse_taken(card: AgencyCard, own: str, codes: Mapping[str, str]) -> None:
    for name in (card.name, card.short_name):
        holder = codes.get(name.casefold(), own)
        if holder != own:
            raise RuleBroken(f"“{name}” sudah menjadi nama instansi {holder}. Satu nama satu instansi.")


# Accounts: known again by their name, as those that are pasted ------------------------------------------

_ROLE_SAID = {role: words for words, role in reversed(ROLE_WORDS.items())}


@dataclass(frozen=True)
class KnownAccounts:
    directory: Directory
    standing: Mapping[str, tuple[str, str, Role]]
    """Office, agency's code and role, by the name that people type."""


def account_lines(lines: Sequence[ReadyLine], known: KnownAccounts) -> EnteredLines:
    """Through the checks of a pasted list, all of them together: names must not meet."""
    found = list(_accounts(lines, known))
    return EnteredLines(
        tuple(each for each in found if isinstance(each, Entered)),
        sum(each is None for each in found),
        tuple(each for each in found if isinstance(each, SentBack)),
    )


def _accounts(lines: Sequence[ReadyLine], known: KnownAccounts) -> Iterator[Entered | SentBack | None]:
    new: list[ReadyLine] = []
    for line in lines:
        there = known.standing.get(line.text("username").casefold())
        if there is None:
            new.append(line)
        elif there == (line.text("function") or there[0], line.text("agency"), line.text("role")):
            yield None
        else:
            reason = "Akun ini sudah ada dengan isi lain. Ubah di Pengguna, dengan alasannya."
            yield SentBack(line.at, line.fields, reason)
    rows = [PastedRow(place, *_pasted(line)) for place, line in enumerate(new, 1)]
    for line, read in zip(new, read_rows(rows, known.directory), strict=True):
        if read.agency is None or read.role is None or not read.is_ready:
            yield SentBack(line.at, line.fields, " ".join(read.problems) or "Instansinya tidak dikenal.")
            continue
        asked = InviteAccount(read.username, read.row.office, read.role, read.agency)
        yield Entered(line.at, read.username, asked, {**line.fields, "username": read.username})


def _pasted(line: ReadyLine) -> tuple[str, str, str, str]:
    role = line.text("role")
    return (
        line.text("function"),
        line.text("agency"),
        _ROLE_SAID[Role(role)] if role else "",
        line.text("username"),
    )


# Commitments: known again by code or title, and drafts until somebody forms them ---------------------------


def _on_one_line(given: Given) -> Given:
    """As a file is read, whatever blanks its text had."""
    return " ".join(given.split()) if isinstance(given, str) else given


def _changes(changed: Mapping[str, Given], before: Mapping[str, Given]) -> list[str]:
    labels = {each.name: each.label for each in FIELDS[ImportKind.COMMITMENTS]} | {REGION: "wilayah"}
    return [
        f"{labels[name]} {_shown(value)}, di register {_shown(before.get(name, ''))}"
        for name, value in changed.items()
    ]


def _shown(given: Given) -> str:
    if isinstance(given, int | float):
        return number(given)
    return long_date(date.fromisoformat(given)) if _DAY.fullmatch(given) else f"“{given}”"


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
DRAFT_FIELDS = ("title", "output", "indicator", "unit", "baseline", "target", "due", REGION, "owner")


@dataclass(frozen=True)
class KnownCommitments:
    formed: Mapping[str, Mapping[str, Given]]
    """What is a commitment already, by its code and by its title in small letters."""
    drafts: Mapping[str, tuple[int, Mapping[str, Given]]]
    """Number and content of those that wait, by their title in small letters."""
    source: str


def commitment_key(line: ReadyLine) -> object:
    return line.text("code").casefold() or line.text("title").casefold()


def commitment(known: KnownCommitments) -> OneLine:
    def one(line: ReadyLine) -> Entered | None:
        title = line.text("title").casefold()
        said = {name: line.fields[name] for name in DRAFT_FIELDS if name in line.fields}
        formed = known.formed.get(line.text("code").casefold()) or known.formed.get(title)
        if formed is not None:
            changed = _differing({name: _on_one_line(said[name]) for name in said}, formed)
            if changed:
                raise RuleBroken(
                    f"Komitmen ini sudah terbentuk; di berkas {listing(_changes(changed, formed))}. "
                    "Ubah lewat lembar komitmennya."
                )
            return None
        if line.text(REGION) in ("outside", "unknown"):
            raise RuleBroken(
                f"Wilayahnya di {HERE.outside} atau tidak dikenal. Kosongkan, atau tulis kabupatennya."
            )
        number_, before = known.drafts.get(title, (0, {}))
        whole = replace(line, fields={**before, **said})
        asked = DraftCommitment(
            whole.text("title"),
            whole.text("output"),
            whole.text("indicator"),
            whole.text("unit"),
            whole.count("baseline"),
            whole.count("target"),
            whole.day("due"),
            whole.text(REGION),
            whole.text("owner"),
            known.source,
            number_,
        )
        asked.check()
        if not number_:
            return Entered(line.at, asked.title, asked, said)
        changed = _differing(said, before)
        if not changed:
            return None
        return Entered(line.at, asked.title, asked, changed, _of_the_same(changed, before))

    return one


NOT_A_LIST: Mapping[ImportKind, str] = {
    ImportKind.VILLAGE_TEAMS: "Jumlah per wilayah tidak menyebut desanya. Kirim satu baris satu tim.",
    ImportKind.ACTIVITIES: "Jumlah per wilayah tidak menyebut kegiatannya. Kirim satu baris satu kegiatan.",
}
"""Why a table of counts of these kinds is nothing that can be entered."""
