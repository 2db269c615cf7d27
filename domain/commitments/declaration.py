"""The declaration as spoken: statements, which are not commitments until they can be verified."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.access.errors import RuleBroken
from domain.addresses import parts_of
from domain.places.province import HERE


class StatementKind(StrEnum):
    PLEDGE = "pledge"
    EXISTING = "existing"
    ASPIRATION = "aspiration"
    DATA = "data"
    DIAGNOSIS = "diagnosis"


class StatementBasis(StrEnum):
    QUOTED = "quoted"
    INFERRED = "inferred"


class DecisionEventKind(StrEnum):
    DECLARATION = "declaration"
    COORDINATION_MEETING = "coordination_meeting"
    STATEMENT_TO_PRESS = "statement_to_press"


class RegencyDuty(StrEnum):
    """What the law asks of each of the 22 kabupaten/kota."""

    TASK_FORCE = "task_force"
    ACTION_PLAN = "action_plan"
    LTSA = "ltsa"


class DutyState(StrEnum):
    UNVERIFIED = "unverified"
    PRESENT = "present"
    ABSENT = "absent"


class DutyRefused(RuleBroken):
    """A finding that nobody could check."""


def check_finding(
    state: DutyState, *, reference: str, link: str, dated_on: date | None, source: str, on: date
) -> None:
    """*Ada* needs something to hold it to; every finding says where it comes from."""
    if not source.strip():
        raise DutyRefused("Tulis sumbernya: instansi atau dokumen yang menyatakan hal ini.")
    if state is DutyState.PRESENT and not reference.strip() and not link.strip():
        raise DutyRefused("Keadaan “ada” memerlukan bukti: tulis nomor keputusannya atau tautannya.")
    if state is DutyState.PRESENT and dated_on is None:
        raise DutyRefused("Keadaan “ada” memerlukan tanggal dokumennya.")
    if dated_on is not None and dated_on > on:
        raise DutyRefused("Tanggal dokumen belum tiba. Periksa tanggalnya.")
    if link.strip():
        check_link(link)


def check_link(link: str) -> None:
    """An address that opens in a browser, nothing else."""
    parts = parts_of(link.strip())
    if parts.scheme not in ("http", "https") or "." not in parts.netloc or re.search(r"\s", link.strip()):
        raise DutyRefused("Tautan harus dimulai dengan https:// dan menyebut nama situsnya.")


class DecisionRefused(RuleBroken):
    """An event or a statement that nobody could trace."""


def check_event(*, title: str, held_on: date | None, on: date) -> date:
    """The day on which it was held."""
    if not title.strip():
        raise DecisionRefused("Tulis judul peristiwanya.")
    if held_on is None:
        raise DecisionRefused("Isi tanggal peristiwanya.")
    if held_on > on:
        raise DecisionRefused("Tanggal peristiwa belum tiba. Catat setelah peristiwanya berlangsung.")
    return held_on


def check_statement(*, text: str, speaker: str) -> None:
    if not text.strip():
        raise DecisionRefused("Tulis pernyataannya, sebagaimana diucapkan atau dilaporkan.")
    if not speaker.strip():
        raise DecisionRefused(f"Tulis jabatan penuturnya, misalnya {HERE.governor}; tanpa nama orang.")


def check_source(name: str, url: str) -> None:
    """A statement without a source is hearsay; a letter or minutes need no address."""
    if not name.strip():
        raise DecisionRefused("Tulis nama sumbernya: media, surat, atau notulen.")
    if url.strip():
        check_link(url)


@dataclass(frozen=True)
class DutyCount:
    """How many of the kabupaten have it, have it not, and are not yet looked at."""

    duty: RegencyDuty
    present: int
    absent: int
    unverified: int


def count_duties(
    regions: Iterable[str], states: Mapping[tuple[str, RegencyDuty], DutyState]
) -> list[DutyCount]:
    codes = list(regions)
    result = []
    for duty in RegencyDuty:
        found = [states.get((code, duty), DutyState.UNVERIFIED) for code in codes]
        result.append(DutyCount(duty, *(found.count(state) for state in _COUNTED)))
    return result


_COUNTED = (DutyState.PRESENT, DutyState.ABSENT, DutyState.UNVERIFIED)
