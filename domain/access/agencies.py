"""Agencies, their own superiors, and the seats of Forkopimda."""

from collections.abc import Collection, Mapping
from enum import StrEnum


class AgencyKind(StrEnum):
    GOVERNOR_OFFICE = "governor_office"
    LEGISLATURE = "legislature"
    POLICE = "police"
    PROSECUTOR = "prosecutor"
    MILITARY = "military"
    COURT = "court"
    INTELLIGENCE = "intelligence"
    PROVINCIAL_AGENCY = "provincial_agency"
    VERTICAL_AGENCY = "vertical_agency"
    REGENCY_GOVERNMENT = "regency_government"
    NATIONAL_BODY = "national_body"
    PARTNER_FAITH = "partner_faith"
    PARTNER_NGO = "partner_ngo"
    PARTNER_OTHER = "partner_other"
    STATE_ENTERPRISE = "state_enterprise"
    MISSION_ABROAD = "mission_abroad"
    MEDIA = "media"


class AgencyLevel(StrEnum):
    NATIONAL = "national"
    PROVINCE = "province"
    REGENCY = "regency"
    VILLAGE = "village"
    ABROAD = "abroad"


class SeatBasis(StrEnum):
    STATUTORY = "statutory"
    INVITATION = "invitation"


def seat_above(agency_id: int, superiors: Mapping[int, int | None], seated: Collection[int]) -> int | None:
    """The seat of the forum that an agency belongs to: its own, or the nearest one above it.

    None for those who answer to nobody in the forum, such as a kabupaten or a ministry's office.
    """
    here: int | None = agency_id
    passed: set[int] = set()
    while here is not None and here not in passed:
        if here in seated:
            return here
        passed.add(here)
        here = superiors.get(here)
    return None
