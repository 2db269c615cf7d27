"""A report of services: who speaks for which part, what cannot be, and what is asked about once."""

import hashlib
import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.access.agencies import AgencyKind
from domain.access.errors import RuleBroken, StaleData
from domain.places.province import HERE
from domain.places.regions import PROVINCE
from domain.plain import as_plain, from_plain
from domain.services.chain import COUNTED_ONCE, STEPS, ChainStep, StepCounts
from domain.services.desks import DeskState, check_proof, reported_month
from domain.services.requests import DeskTyped, ServicesTyped, StepTyped
from domain.time import formats
from domain.time.calendar import Month
from domain.time.formats import number
from domain.words.labels import CHAIN_STEPS

LONGEST_SENTENCE = 200
JUMP = 10
LONGEST_PROOF = 160
SHORTEST_NOTES = 15
"""A return says what is missing; fewer letters cannot."""
LARGEST_COUNT = 100_000
LONGEST_WAIT = 365.0
OLDEST_MONTHS = 24
"""How far back a month may be reported late."""

MIGRANT_CENTER = PROVINCE
"""The Migrant Center stands at the province; its desks are reported under the province's code."""

LEADS_MIGRANT_CENTER = HERE.offices.employment
TEAMS_OF_ANY_VILLAGE = frozenset({HERE.offices.villages, HERE.offices.placement})
"""Who may report a team of any village; a kabupaten reports those of its own."""
DESK_OF_SUPERIOR = {HERE.offices.immigration: "immigration", HERE.offices.police: "police"}
"""An office beneath one of these speaks for that desk where it sits."""


@dataclass(frozen=True)
class Part:
    """What one agency reports: of which place, which desks, and whether the chain is its to count."""

    region_code: str
    desks: tuple[str, ...]
    with_chain: bool


@dataclass(frozen=True)
class Provider:
    """An agency as far as it decides what it reports."""

    code: str
    kind: AgencyKind
    region_code: str | None


@dataclass(frozen=True)
class Voice:
    """All that one office may say of the services."""

    parts: tuple[Part, ...] = ()
    """Its own first, then those of the agencies that went over into it; one for each place."""
    of_any_team: bool = False

    @property
    def home(self) -> str:
        """Where it reports from; empty for who reports nothing."""
        return self.parts[0].region_code if self.parts else ""

    def part_in(self, region_code: str) -> Part | None:
        return next((part for part in self.parts if part.region_code == region_code), None)

    def speaks_of_teams_in(self, region_code: str) -> bool:
        """Whether it reports the village teams of this kabupaten/kota."""
        part = self.part_in(region_code)
        own = part is not None and part.with_chain
        return region_code != MIGRANT_CENTER and (own or self.of_any_team)


def voice_of(providers: Iterable[Provider], superiors: Collection[str], desks: Collection[str]) -> Voice:
    """What these agencies, which are one office now, report together.

    ``superiors`` are the codes of the office above them: its own, and those that went over into it.
    """
    offices = tuple(providers)
    found: dict[str, Part] = {}
    for part in filter(None, (part_of(each, superiors, desks) for each in offices)):
        there = found.get(part.region_code, Part(part.region_code, (), with_chain=False))
        both = tuple(code for code in desks if code in {*there.desks, *part.desks})
        found[part.region_code] = Part(part.region_code, both, there.with_chain or part.with_chain)
    return Voice(tuple(found.values()), any(each.code in TEAMS_OF_ANY_VILLAGE for each in offices))


def part_of(office: Provider, superiors: Collection[str], desks: Collection[str]) -> Part | None:
    """The part of this agency, or None: who provides no service reports none."""
    region = office.region_code
    if office.kind is AgencyKind.REGENCY_GOVERNMENT and region:
        return Part(region, tuple(desks), with_chain=True)
    if office.code == LEADS_MIGRANT_CENTER:
        return Part(MIGRANT_CENTER, tuple(desks), with_chain=True)
    filled = tuple(desk for above, desk in DESK_OF_SUPERIOR.items() if above in superiors)
    if filled and region and region != PROVINCE:
        return Part(region, filled, with_chain=False)
    return None


@dataclass(frozen=True)
class DeskEntry:
    """A desk as it is kept."""

    code: str
    state: DeskState
    days_open: int | None
    served: int | None
    days_per_document: float | None
    proof: str
    proof_on: date | None


@dataclass(frozen=True)
class Entries:
    """A report as it is kept; what was not filled in is not there."""

    desks: tuple[DeskEntry, ...]
    steps: Mapping[ChainStep, StepCounts]
    note: str


class ServicesConflict(StaleData):
    """Somebody else, or the same office elsewhere, wrote first: both are to be shown."""

    def __init__(
        self, theirs: ServicesTyped, *, author: str, at: str, sent: bool, version: int, base_id: int
    ) -> None:
        self.theirs, self.author, self.at, self.sent = theirs, author, at, sent
        self.version, self.base_id = version, base_id
        super().__init__(
            f"{author} sudah menulis laporan bulan ini pada {at}. Kedua isian ditampilkan; "
            "pilih mana yang dipakai. Isian Anda tidak hilang."
        )


class AlreadySent(RuleBroken):
    """The very same report stands; sent again, what was proven of it would have to be proven anew."""

    def __init__(self, sent_on: date) -> None:
        super().__init__(
            f"Laporan ini sudah terkirim demikian pada {formats.long_date(sent_on)}. Tidak perlu dikirim "
            "lagi; ubah dahulu yang keliru."
        )


@dataclass(frozen=True)
class ServiceDoubt:
    """What may be true and is rare enough to be asked about once; said yes to, it is taken."""

    question: str
    yes: str = "Ya, benar"

    @property
    def answer(self) -> str:
        """Of this very question: changed numbers are doubted anew."""
        return hashlib.sha256(self.question.encode()).hexdigest()[:32]


def month_of(key: str, on: date) -> Month:
    """The month that is reported, if it is over and not long ago."""
    try:
        month = Month.parse(key)
    except ValueError:
        raise RuleBroken("Bulan laporan tidak dikenal. Buka Layanan, lalu pilih Laporkan.") from None
    last = reported_month(on)
    if month > last:
        raise RuleBroken(
            f"{formats.month(month.starts_on)} belum berakhir. Yang dapat dilaporkan paling baru "
            f"{formats.month(last.starts_on)}."
        )
    if month < last.shift(-OLDEST_MONTHS):
        raise RuleBroken(f"Laporan susulan paling lama untuk {number(OLDEST_MONTHS)} bulan ke belakang.")
    return month


def checked(typed: ServicesTyped, part: Part, names: Mapping[str, str], month: Month, on: date) -> Entries:
    """What may be kept of what was typed; the first thing that cannot be is refused by name."""
    if len(typed.note.strip()) > LONGEST_SENTENCE:
        raise RuleBroken(f"Catatan paling banyak {LONGEST_SENTENCE} huruf. Ringkaskan.")
    desks = tuple(
        _desk(code, names[code], typed.desks[code], month, on)
        for code in part.desks
        if code in typed.desks and typed.desks[code].state is not None
    )
    steps: dict[ChainStep, StepCounts] = {}
    if part.with_chain:
        for step in STEPS:
            counts = _step(step, typed.steps.get(step))
            if not counts.is_silent:
                steps[step] = counts
    if not desks and not steps:
        raise RuleBroken("Belum ada yang diisi. Pilih keadaan satu meja, atau isi satu angka.")
    return Entries(desks, steps, typed.note.strip())


def _desk(code: str, name: str, typed: DeskTyped, month: Month, on: date) -> DeskEntry:
    assert typed.state is not None
    is_open = typed.state is DeskState.OPEN
    days = _count(f"{name}, hari buka", typed.days_open) if is_open else None
    if days is not None and days > month.days:
        raise RuleBroken(
            f"{name}: {number(days)} hari buka, sedangkan {formats.month(month.starts_on)} hanya "
            f"{number(month.days)} hari. Betulkan hari bukanya."
        )
    wait = typed.days_per_document if is_open else math.nan
    if math.isfinite(wait) and not 0 <= wait <= LONGEST_WAIT:
        raise RuleBroken(f"{name}: lama per dokumen antara 0 dan {number(LONGEST_WAIT)} hari.")
    proof = typed.proof.strip()
    if len(proof) > LONGEST_PROOF:
        raise RuleBroken(f"{name}: bukti paling banyak {LONGEST_PROOF} huruf. Cukup nomor atau tautannya.")
    check_proof(proof)
    if is_open and proof and typed.proof_on is None:
        raise RuleBroken(f"{name}: bukti memerlukan tanggalnya. Isi tanggal dokumen atau foto.")
    if is_open and typed.proof_on is not None and typed.proof_on > on:
        raise RuleBroken(f"{name}: tanggal bukti belum tiba. Periksa tanggalnya.")
    return DeskEntry(
        code,
        typed.state,
        days,
        _count(f"{name}, orang dilayani", typed.served) if is_open else None,
        round(wait, 1) if math.isfinite(wait) else None,
        proof,
        typed.proof_on,
    )


def _step(step: ChainStep, typed: StepTyped | None) -> StepCounts:
    if typed is None:
        return StepCounts()
    if step in COUNTED_ONCE:
        return StepCounts(_count(CHAIN_STEPS[step], typed.entered))
    said = ((label, getattr(typed, what)) for what, label in _COUNTS.items())
    return StepCounts(*(_count(f"{CHAIN_STEPS[step]}, {label}", value) for label, value in said))


def _count(label: str, value: float) -> int | None:
    """A whole count, or None where nothing was typed."""
    if math.isnan(value):
        return None
    if value < 0 or value != value // 1:
        raise RuleBroken(f"{label}: jumlah selalu utuh dan mulai dari nol. Tulis misalnya 12.")
    if value > LARGEST_COUNT:
        raise RuleBroken(f"{label}: paling banyak {number(LARGEST_COUNT)} sebulan. Periksa angkanya.")
    return int(value)


SERVED, ENTERED, MOVED_ON, HELD_BACK = "served", "entered", "moved_on", "held_back"
REGISTERED = (ChainStep.REGISTRATION.value, ENTERED)
_COUNTS = {ENTERED: "masuk", MOVED_ON: "lanjut", HELD_BACK: "tertahan"}
FEW = 20
"""A month of fewer people is ten times the month before by chance."""


@dataclass(frozen=True)
class Counted:
    """What a place said last of one of its counts, and of which month."""

    month: Month
    people: int


Earlier = Mapping[tuple[str, str], Counted]
"""By desk or step and what is counted there."""


def counts(entries: Entries) -> Iterator[tuple[tuple[str, str], int | None]]:
    for desk in entries.desks:
        yield (desk.code, SERVED), desk.served
    for step, said in entries.steps.items():
        for what in _COUNTS:
            yield (step.value, what), getattr(said, what)


def _named(key: tuple[str, str], names: Mapping[str, str]) -> str:
    of, what = key
    if what == SERVED:
        return f"{names[of]}, orang dilayani"
    step = ChainStep(of)
    return CHAIN_STEPS[step] if step in COUNTED_ONCE else f"{CHAIN_STEPS[step]}, {_COUNTS[what]}"


def _jumps(entries: Entries, names: Mapping[str, str], earlier: Earlier) -> Iterator[str]:
    """1.250 after 125: a digit too many is likelier than such a month."""
    for key, now in counts(entries):
        then = earlier.get(key)
        if now is None or then is None or now < FEW or not now >= JUMP * then.people > 0:
            continue
        yield (
            f"{_named(key, names)}: {number(now)}, sepuluh kali lipat atau lebih dari "
            f"{formats.month(then.month.starts_on)}, {number(then.people)}. Apakah angkanya benar?"
        )


def doubts(entries: Entries, names: Mapping[str, str], earlier: Earlier) -> tuple[ServiceDoubt, ...]:
    """What is possible and unlikely, as questions."""
    found = list(_jumps(entries, names, earlier))
    before = earlier.get(REGISTERED)
    for desk in entries.desks:
        if desk.state is DeskState.OPEN and desk.days_open == 0:
            found.append(f"{names[desk.code]} disebut buka, tetapi tanpa satu hari pun.")
        if desk.days_open == 0 and desk.served:
            found.append(f"{names[desk.code]}: {number(desk.served)} orang dilayani tanpa hari buka.")
    said = entries.steps
    registered = said[ChainStep.REGISTRATION].entered if ChainStep.REGISTRATION in said else None
    departed = said[ChainStep.DEPARTURE].entered if ChainStep.DEPARTURE in said else None
    if registered is not None and departed is not None and departed > registered:
        found.append(
            f"{number(departed)} berangkat, sedangkan pendaftar bulan ini {number(registered)}. "
            "Apakah sisanya mendaftar lebih dahulu?"
        )
    if registered is None and departed:
        last = (
            f"terakhir, pada {formats.month(before.month.starts_on)}, mendaftar {number(before.people)}"
            if before is not None
            else "bulan sebelumnya pun belum pernah diisi"
        )
        found.append(
            f"{number(departed)} berangkat, sedangkan pendaftar bulan ini belum diisi; {last}. "
            "Apakah jumlah yang berangkat benar?"
        )
    for step, counts in said.items():
        entered, moved = counts.entered, counts.moved_on
        if entered is not None and moved is not None and moved > entered:
            found.append(
                f"{CHAIN_STEPS[step]}: lanjut {number(moved)}, masuk {number(entered)}. "
                "Ada yang masuk bulan lalu?"
            )
    return tuple(map(ServiceDoubt, found))


def checked_notes(notes: str, *, returned: bool) -> str:
    notes = notes.strip()
    if returned and len(notes) < SHORTEST_NOTES:
        raise RuleBroken(f"Pengembalian menyebut apa yang kurang, sedikitnya {SHORTEST_NOTES} huruf.")
    if len(notes) > LONGEST_SENTENCE * 2:
        raise RuleBroken(f"Catatan paling banyak {LONGEST_SENTENCE * 2} huruf. Ringkaskan.")
    return notes


def checked_proven(chosen: Collection[str], entries: Mapping[str, tuple[DeskState, str]]) -> frozenset[str]:
    """Desks that are proven: said to be open, with something to hold it to."""
    for code in chosen:
        state, proof = entries.get(code, (DeskState.ABSENT, ""))
        if state is not DeskState.OPEN or not proof:
            raise RuleBroken(
                "Hanya meja yang dilaporkan buka dan menyebut bukti yang dapat dinyatakan terbukti."
            )
    return frozenset(chosen)


def kept(typed: ServicesTyped) -> dict[str, object]:
    """A draft as plain data; what is not a number is nothing there."""
    plain: dict[str, object] = _without_nan(as_plain(typed))
    return plain


def _without_nan(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(name): _without_nan(each) for name, each in value.items()}
    if isinstance(value, float) and math.isnan(value):
        return None
    return value.isoformat() if isinstance(value, date) else value


def same_said(one: ServicesTyped, other: ServicesTyped) -> bool:
    """Whether both say the same: a desk or a step of which nothing is typed says nothing."""
    return _said(one) == _said(other)


def _said(typed: ServicesTyped) -> dict[str, Any]:
    plain: dict[str, Any] = kept(typed)
    filled = {
        what: {
            of: told for of, told in plain[what].items() if any(v not in (None, "") for v in told.values())
        }
        for what in ("desks", "steps")
    }
    return {**filled, "note": plain["note"].strip()}


def restored(plain: object) -> ServicesTyped:
    typed: ServicesTyped = from_plain(ServicesTyped, plain)
    return typed


def as_typed(entries: Entries) -> ServicesTyped:
    """A report that was sent, as it would stand on the form."""

    def number_of(value: float | None) -> float:
        return math.nan if value is None else float(value)

    return ServicesTyped(
        {
            each.code: DeskTyped(
                each.state,
                number_of(each.days_open),
                number_of(each.served),
                number_of(each.days_per_document),
                each.proof,
                each.proof_on,
            )
            for each in entries.desks
        },
        {
            step: StepTyped(number_of(c.entered), number_of(c.moved_on), number_of(c.held_back))
            for step, c in entries.steps.items()
        },
        entries.note,
    )
