"""The case taxonomy: kinds that are never merged, and two tracks that run side by side."""

from enum import StrEnum

from domain.enumerations import Labelled, Rowed


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


class RestitutionStage(StrEnum):
    """A track of its own: LPSK's figure must be there before the prosecutor reads the demand."""

    APPLICATION = "application"
    LPSK_CALCULATION = "lpsk_calculation"
    PROSECUTOR_DEMAND = "prosecutor_demand"
    VERDICT = "restitution_verdict"
    PAID = "paid"


class Track(StrEnum):
    """What runs side by side in one case; none waits for another."""

    POLICE = "police"
    SERVICES = "services"
    RESTITUTION = "restitution"


Stage = PoliceStage | ServiceStage | RestitutionStage

STAGES: dict[Track, tuple[Stage, ...]] = {
    Track.POLICE: tuple(PoliceStage),
    Track.SERVICES: tuple(stage for stage in ServiceStage if stage is not ServiceStage.RESTITUTION),
    Track.RESTITUTION: tuple(RestitutionStage),
}
"""Restitution among the services is how older records say it; what is added has its own track."""

POLICE_CLOSED = frozenset({PoliceStage.FINAL, PoliceStage.CLOSED_NO_CASE})
"""With these the police track is completed, in the year in which that happens."""


class Withdrawal(StrEnum):
    """Why a record no longer counts; it stays readable."""

    DOUBLE = "double"
    WRONG = "wrong"


class FlagKind(StrEnum):
    CHILD = "child"
    SUSPECT_AT_LARGE = "suspect_at_large"
    THREATENED = "threatened"
    MEDICAL = "medical"


class ReferralState(Rowed):
    row: Labelled

    SENT = "sent", Labelled("Menunggu jawaban")
    ACCEPTED = "accepted", Labelled("Diterima")
    REFUSED = "refused", Labelled("Ditolak")
    DONE = "done", Labelled("Selesai")
    ENDED = "ended", Labelled("Ditarik bersama kasusnya")
