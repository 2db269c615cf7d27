"""What of a delivery could be stored as it is, and what has to go back to its sender, each with its reason.

Silence is not zero: a count that a file does not tell is not known, and so is a sector it does not name.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.imports.delivery import Decisions, DeliveredRecord, Delivery, Given, address
from domain.imports.fields import FIELDS, PERSONS, FieldType
from domain.time.formats import listing, number

COUNTS = ("women", "men", "girls", "boys")
COUNTED = frozenset((*COUNTS, PERSONS)) | {
    each.name
    for fields in FIELDS.values()
    for each in fields
    if each.type in (FieldType.COUNT, FieldType.NUMBER)
}


@dataclass(frozen=True)
class SentBack:
    """What is not stored: where it stands, what was read of it, and what is to be mended."""

    at: str
    fields: Mapping[str, Given]
    reason: str


def by_reason(back: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Of places and reasons each reason once, with where it holds: what all lines share is one sentence."""
    found: dict[str, list[str]] = defaultdict(list)
    for at, reason in back:
        found[reason].append(at)
    return [(_where(places), reason) for reason, places in found.items()]


def _where(places: Sequence[str]) -> str:
    if len(places) <= _MOST_PLACES:
        return listing([*places])
    return f"{places[0]} sampai {places[-1]} ({number(len(places))} baris)"


_MOST_PLACES = 3


def decided(record: DeliveredRecord, decisions: Decisions) -> tuple[dict[str, Given], list[str]]:
    """The fields with what was chosen for doubtful cells, and the cells that still wait."""
    fields, waiting = dict(record.fields), []
    for cell, name in record.open.items():
        chosen = decisions.of(record.sheet, cell)
        if not chosen or not name:
            waiting.append(cell)
        else:
            fields[name] = int(chosen) if name in COUNTED and chosen.isdecimal() else chosen
    return fields, waiting


def waiting_for(record: DeliveredRecord, cells: Sequence[str], delivery: Delivery) -> str:
    """Why the cells of a line wait, in the reader's words, and that nobody has decided."""
    said = delivery.why_put_off
    told = [f"{cell}: {said[at]}" for cell in cells if (at := address(record.sheet, cell)) in said]
    return " ".join([f"Sel {listing([*cells])} diragukan dan belum diputuskan.", *told])


def codes_in(delivery: Delivery) -> frozenset[str]:
    """The numbers of our own registers that its lines name."""
    return frozenset(own_code(record.fields) for record in delivery.records) - {""}


def own_code(fields: Mapping[str, Given]) -> str:
    return str(fields.get("code", "")).strip().upper()
