"""Reports of a register that numbers none: known again by the day, kind and origin that each line says.

Somebody decides so, sheet by sheet; until then such lines go back. Two reports that say the same of all three
cannot be told apart, and go back as well. The name says of itself that it is no number of the office, and
holds nothing that a report may say otherwise a month later, such as how many victims were found.
"""

from collections.abc import Mapping

from domain.cases.facts import Entry
from domain.figures.cases import CaseKind
from domain.imports.delivery import Decisions

BY_LINE = "by-line"
"""The choice, as it is kept."""
_KINDS: Mapping[CaseKind, str] = {
    CaseKind.TRAFFICKING: "TPPO",
    CaseKind.ILLEGAL_PLACEMENT: "ilegal",
    CaseKind.PEOPLE_SMUGGLING: "penyelundupan",
    CaseKind.PREVENTED_DEPARTURE: "pencegahan",
    CaseKind.WORKER_IN_DISTRESS: "bermasalah",
    CaseKind.DEPORTATION: "deportasi",
    CaseKind.SICK_REPATRIATED: "sakit",
    CaseKind.DEATH_ABROAD: "meninggal",
}
"""Their own, for what a kind is called on a screen may change, and these are kept."""
PREFIX = "Tanpa nomor "


def is_by_line(decisions: Decisions, sheet: str) -> bool:
    return decisions.of(sheet, "") == BY_LINE


def reference_of(entry: Entry) -> str:
    """Empty where the line does not say enough."""
    if entry.kind is None or entry.reported_on is None:
        return ""
    return f"{PREFIX}{entry.reported_on.isoformat()} {entry.origin} {_KINDS[entry.kind]}"


def has_no_number(reference: str) -> bool:
    return reference.startswith(PREFIX)
