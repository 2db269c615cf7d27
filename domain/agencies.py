"""Agencies, their own superiors, and the seats of Forkopimda."""

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
