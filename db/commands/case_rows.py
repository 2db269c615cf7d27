"""Cases as their commands take them: whose they are, what may be written of them, and what changed."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from db.acting import Act
from db.commands.rows import find
from db.models import Agency, CaseChange, CaseRecord, Destination, Region, TransitPoint
from db.queries.seats import superiors
from domain.access.agencies import seat_above
from domain.access.errors import Forbidden, RuleBroken, refuse_empty, refuse_too_long
from domain.access.screening import refuse_identity
from domain.cases import life
from domain.places.regions import display_name
from domain.time.formats import long_date, number
from domain.words import labels


def require_keeping(act: Act, agency_id: int) -> None:
    """Kept by the agency itself or by one above it, as Polda does for its Polres."""
    if not keeps(act, agency_id):
        raise Forbidden(
            "Kasus ini milik instansi lain; yang mencatat dan mengubahnya petugas kasus instansi itu. "
            "Sampaikan kepada instansi sumbernya."
        )


def keeps(act: Act, agency_id: int) -> bool:
    above = superiors(act.session.connection())
    return seat_above(agency_id, above, act.by.agencies) is not None


def take_own(act: Act, code: str, seen: int, says: Mapping[str, str]) -> CaseRecord:
    row = find(act, CaseRecord, code)
    require_own(act, row)
    refuse_identity(says)
    act.change(row, seen=seen)
    return row


def find_own(act: Act, code: str) -> CaseRecord:
    row = find(act, CaseRecord, code)
    require_own(act, row)
    return row


def require_own(act: Act, row: CaseRecord) -> None:
    require_keeping(act, row.agency_id)
    if row.withdrawn_as is not None:
        raise RuleBroken(
            f"Kasus {row.code} sudah ditarik dan hanya dapat dibaca. Bila keliru, hitung kembali dahulu."
        )


def keep_change(
    act: Act, row: CaseRecord, reason: str, before: Mapping[str, str], after: Mapping[str, str]
) -> None:
    assert act.by.agency_id is not None  # or the case would not be theirs
    act.add(
        CaseChange(
            case_id=row.id,
            at=act.now,
            agency_id=act.by.agency_id,
            reason=reason,
            before=json.dumps(before, ensure_ascii=False, sort_keys=True),
            after=json.dumps(after, ensure_ascii=False, sort_keys=True),
            is_demo=act.by.is_demo,
        )
    )


def in_words(act: Act, values: Mapping[str, Any]) -> dict[str, str]:
    """Columns as their reader knows them on that day."""
    return {name: _in_words(act, name, value) for name, value in values.items()}


def _in_words(act: Act, name: str, value: Any) -> str:
    match name:
        case "agency_id":
            return act.session.get_one(Agency, value).short_name
        case "origin_regency_code" | "origin_district_code" if value:
            return display_name(act.session.get_one(Region, value).name)
        case "transit_id" if value:
            return act.session.get_one(TransitPoint, value).name
        case "destination_iso3" if value:
            return act.session.get_one(Destination, value).name
        case "origin_outside":
            return "ya" if value else "tidak"
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, int):
        return number(value)
    if value in (None, ""):
        return "kosong"
    return labels.CASE_WORDS.get(value, str(value))


def plain_text(label: str, text: str, *, longest: int = life.LONGEST_TEXT) -> str:
    refuse_empty({label: text})
    refuse_too_long({label: (text, longest)})
    return text.strip()


def optional_text(text: str) -> str:
    refuse_too_long({"Catatan": (text, life.LONGEST_TEXT)})
    return text.strip()
