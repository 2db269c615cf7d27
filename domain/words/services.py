"""What was understood of a report of services, repeated to whoever sent it and to whoever judges it."""

from collections.abc import Iterator, Mapping

from domain.places.regions import PROVINCE, short_name
from domain.services.chain import ChainStep, StepCounts
from domain.services.desks import DeskState
from domain.services.outreach import Coverage
from domain.services.reports import DeskEntry, Entries
from domain.time.formats import exact, number, short_date
from domain.words.labels import CHAIN_STEPS

_SAID = {DeskState.OPEN: "buka", DeskState.PLANNED: "direncanakan", DeskState.ABSENT: "tidak ada"}

DESK_SHORT = {
    "employment": "Kerja",
    "complaints_information": "Aduan",
    "civil_registry": "Dukcapil",
    "health": "Sehat",
    "immigration": "Imigrasi",
    "police": "Polisi",
    "banking": "Bank",
    "social_security": "Jamsos",
}
"""The head of a narrow column."""


def place(region_code: str, name: str) -> str:
    """What is reported under a region: its LTSA, or for the province the Migrant Center."""
    return "Migrant Center" if region_code == PROVINCE else f"LTSA {short_name(region_code, name)}"


def in_lines(entries: Entries, names: Mapping[str, str]) -> Iterator[str]:
    for desk in entries.desks:
        yield f"{names[desk.code]}: {desk_words(desk)}"
    for step, counts in entries.steps.items():
        yield f"{CHAIN_STEPS[step]}: {step_words(step, counts)}"
    if entries.note:
        yield f"Catatan: {entries.note}"


def desk_words(desk: DeskEntry) -> str:
    """``buka 18 hari, 12 orang dilayani, 3 hari per dokumen; bukti BA-12, 3 Nov 2026``."""
    days = f"buka {number(desk.days_open)} hari" if desk.days_open is not None else _SAID[desk.state]
    parts = [days]
    if desk.served is not None:
        parts.append(f"{number(desk.served)} orang dilayani")
    if desk.days_per_document is not None:
        parts.append(f"{exact(desk.days_per_document)} hari per dokumen")
    said = ", ".join(parts)
    if desk.proof:
        when = f", {short_date(desk.proof_on)}" if desk.proof_on else ""
        said += f"; bukti {desk.proof}{when}"
    return said


def coverage_words(coverage: Coverage) -> str:
    """How many of them have a team that is one; that nobody listed any is no zero."""
    if not coverage.listed:
        return (
            "Kantong desa PMI di sini belum dicatat siapa pun; belum diketahui berapa yang sudah punya tim."
        )
    listed = f"{number(coverage.listed)} kantong desa yang tercatat"
    team = "tim ber-SK atau beranggota"
    if not coverage.with_team:
        return f"Belum satu pun dari {listed} punya {team}."
    return f"{number(coverage.with_team)} dari {listed} sudah punya {team}."


def step_words(step: ChainStep, counts: StepCounts) -> str:
    if step is ChainStep.INFORMATION:
        return f"{_or_unsaid(counts.entered)} kunjungan"
    if step is ChainStep.DEPARTURE:
        return f"{_or_unsaid(counts.entered)} orang"
    return (
        f"masuk {_or_unsaid(counts.entered)}, lanjut {_or_unsaid(counts.moved_on)}, "
        f"tertahan {_or_unsaid(counts.held_back)}"
    )


def _or_unsaid(value: int | None) -> str:
    return "belum diisi" if value is None else number(value)
