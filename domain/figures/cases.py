"""The case taxonomy: kinds that are never merged, and two tracks that run side by side."""

from enum import StrEnum


class CaseKind(StrEnum):
    TRAFFICKING = "trafficking"
    ILLEGAL_PLACEMENT = "illegal_placement"
    PEOPLE_SMUGGLING = "people_smuggling"
    PREVENTED_DEPARTURE = "prevented_departure"
    WORKER_IN_DISTRESS = "worker_in_distress"
    DEPORTATION = "deportation"
    SICK_REPATRIATED = "sick_repatriated"
    DEATH_ABROAD = "death_abroad"


class PoliceStage(StrEnum):
    REPORTED = "reported"
    PRELIMINARY_INQUIRY = "preliminary_inquiry"
    INVESTIGATION = "investigation"
    FILE_SUBMITTED = "file_submitted"
    RETURNED_P19 = "returned_p19"
    COMPLETE_P21 = "complete_p21"
    HANDED_TO_PROSECUTION = "handed_to_prosecution"
    TRIAL = "trial"
    VERDICT = "verdict"
    FINAL = "final"
    CLOSED_NO_CASE = "closed_no_case"


class ServiceStage(StrEnum):
    IDENTIFICATION = "identification"
    RESCUE = "rescue"
    SHELTER = "shelter"
    HEALTH_REHABILITATION = "health_rehabilitation"
    PSYCHOSOCIAL_REHABILITATION = "psychosocial_rehabilitation"
    LEGAL_AID = "legal_aid"
    RESTITUTION = "restitution"
    REPATRIATION = "repatriation"
    REINTEGRATION = "reintegration"


class Sector(StrEnum):
    DOMESTIC_WORK = "domestic_work"
    ELDERLY_CARE = "elderly_care"
    PALM_PLANTATION = "palm_plantation"
    CONSTRUCTION = "construction"
    TIMBER = "timber"
    FISHING = "fishing"
    HOSPITALITY = "hospitality"
    ONLINE_SCAM = "online_scam"
    SEXUAL_EXPLOITATION = "sexual_exploitation"
    UNKNOWN = "unknown"


class RecruitmentMode(StrEnum):
    BROKER = "broker"
    FICTITIOUS_COMPANY = "fictitious_company"
    SOCIAL_MEDIA = "social_media"
    FAMILY_OR_FRIEND = "family_or_friend"
    INTERNSHIP = "internship"
    FALSE_DOCUMENTS = "false_documents"
    UNKNOWN = "unknown"
