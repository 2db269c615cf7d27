"""The short text about a task that people send to each other by WhatsApp."""

from dataclasses import dataclass
from datetime import date

from domain.places.places import SmallPlaces
from domain.time.formats import long_date

LONGEST_BRIEF = 700
_CUT = "…"


@dataclass(frozen=True)
class BriefFacts:
    code: str
    title: str
    output: str
    owner: str
    supporters: str
    region: str
    """A kabupaten or the province, never smaller."""
    task_class: str
    state: str
    due_on: date
    clock: str
    address: str
    is_demo: bool


def task_brief(facts: BriefFacts, places: SmallPlaces) -> str:
    """At most 700 characters, with no name of a place smaller than a kabupaten.

    The address comes last and whole; what people typed is shortened before anything else is.
    """
    head = f"{'[DATA CONTOH] ' if facts.is_demo else ''}*Tugas {facts.code}* ({facts.task_class})"
    tail = "\n".join(
        [
            f"Penanggung jawab: {facts.owner}",
            *([f"Pendukung: {facts.supporters}"] if facts.supporters else []),
            f"Wilayah: {facts.region}",
            f"Keadaan: {facts.state}",
            f"Tenggat: {long_date(facts.due_on)} ({facts.clock})",
            f"Buka dan jawab: {facts.address}",
        ]
    )
    room = LONGEST_BRIEF - len(head) - len(tail) - len("\n\nKeluaran: \n")
    title = _shortened(places.hide(facts.title), max(room, 40))
    output = _shortened(places.hide(facts.output), max(room - len(title), 20))
    text = f"{head}\n{title}\nKeluaran: {output}\n{tail}"
    return text if len(text) <= LONGEST_BRIEF else text[: LONGEST_BRIEF - 1] + _CUT


def _shortened(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(",;:") + _CUT
