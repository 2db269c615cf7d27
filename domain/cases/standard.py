"""Case records in the words of a data standard: HTCDS 2.0, one row a victim.

The Human Trafficking Case Data Standard (IOM, 2.0 of 2021) describes persons, so a report of three women and
a girl is four rows. Only trafficking (UU 21/2007) is written: illegal placement and smuggling are other
crimes, and no rows of this standard. What the register does not record is not written, and what it does not
know stays empty. Columns beginning with ``x_`` are our own.

A standard is a table of ``StandardColumn``s, so another one (the UN's IC-TIP) is another such table
over the same ``Victim``s.
"""

import hashlib
import hmac
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.access.agencies import AgencyKind
from domain.disclosure import k_anonymity
from domain.disclosure.k_anonymity import Grouping
from domain.figures.cases import RecruitmentMode, Sector

NAME = "HTCDS 2.0"
PROVINCE_ISO = "ID-NT"
UNKNOWN = ""


@dataclass(frozen=True)
class Report:
    """What the register knows of one report; a count that is None is not known."""

    code: str
    agency_kind: AgencyKind
    reported_on: date
    closed_on: date | None
    regency_code: str | None
    is_from_outside: bool
    destination_iso3: str | None
    sector: Sector
    recruitment: RecruitmentMode
    women: int | None
    men: int | None
    girls: int | None
    boys: int | None


@dataclass(frozen=True)
class Victim:
    report: Report
    is_female: bool
    is_child: bool


def victims(report: Report) -> list[Victim]:
    counts = (
        (report.women, True, False),
        (report.men, False, False),
        (report.girls, True, True),
        (report.boys, False, True),
    )
    return [
        Victim(report, is_female, is_child)
        for count, is_female, is_child in counts
        for _ in range(count or 0)
    ]


def is_counted(report: Report) -> bool:
    """Whether it is known how many victims it names."""
    return None not in (report.women, report.men, report.girls, report.boys)


ORGANISATIONS = {
    AgencyKind.GOVERNOR_OFFICE: "LocalGovernmentOrganisation",
    AgencyKind.PROVINCIAL_AGENCY: "LocalGovernmentOrganisation",
    AgencyKind.REGENCY_GOVERNMENT: "LocalGovernmentOrganisation",
    AgencyKind.VERTICAL_AGENCY: "CentralGovernmentOrganisation",
    AgencyKind.NATIONAL_BODY: "CentralGovernmentOrganisation",
    AgencyKind.MISSION_ABROAD: "CentralGovernmentOrganisation",
    AgencyKind.POLICE: "LawEnforcement",
    AgencyKind.PARTNER_NGO: "NGO",
    AgencyKind.STATE_ENTERPRISE: "CorporateBusiness",
}
"""Kinds that the standard has no word for stay empty."""

RECRUITMENT = {RecruitmentMode.SOCIAL_MEDIA: "ThroughOnlineSocialNetworks", RecruitmentMode.UNKNOWN: UNKNOWN}
"""The others are *Other*: of family or friends we do not know which, and the standard has no broker."""

EXPLOITATION = {
    Sector.SEXUAL_EXPLOITATION: "SexualExploitation",
    Sector.ONLINE_SCAM: "Other",
    Sector.UNKNOWN: UNKNOWN,
}
"""The others are work: *ForcedLabour*."""

INDUSTRIES = {
    Sector.DOMESTIC_WORK: "T_ActivitiesOfHouseholdsAsEmployers",
    Sector.PALM_PLANTATION: "A_AgricultureForestryAndFishing",
    Sector.FISHING: "A_AgricultureForestryAndFishing",
    Sector.CONSTRUCTION: "F_Construction",
    Sector.HOSPITALITY: "I_AccommodationAndFoodServiceActivities",
}
"""Care of the old may be T or Q, timber A or C: they stay empty rather than guessed."""

Write = Callable[[Victim], str]


class StandardPart(StrEnum):
    """What may be chosen for a file, and left out of it again where it tells too much."""

    YEAR = "year"
    GENDER = "gender"
    AGE = "age"
    ORIGIN = "origin"
    DESTINATION = "destination"
    RECRUITMENT = "recruitment"
    EXPLOITATION = "exploitation"
    ORGANISATION = "organisation"
    STATUS = "status"
    REFERENCE = "reference"


@dataclass(frozen=True)
class StandardColumn:
    name: str
    part: StandardPart | None
    """None: the same on every row."""
    write: Write


def _industry(victim: Victim) -> str:
    return INDUSTRIES.get(victim.report.sector, UNKNOWN)


def _origin(victim: Victim) -> str:
    return UNKNOWN if victim.report.is_from_outside else victim.report.regency_code or UNKNOWN


def _origin_state(victim: Victim) -> str:
    return PROVINCE_ISO if _origin(victim) else UNKNOWN


HTCDS: tuple[StandardColumn, ...] = (
    StandardColumn("x_YearReported", StandardPart.YEAR, lambda victim: str(victim.report.reported_on.year)),
    StandardColumn(
        "prs_Gender", StandardPart.GENDER, lambda victim: "Feminine" if victim.is_female else "Masculine"
    ),
    StandardColumn("x_AgeGroup", StandardPart.AGE, lambda victim: "Child" if victim.is_child else "Adult"),
    # What a court found of each person is not recorded, so nobody is called an actual victim.
    StandardColumn("vic_TraffickingStatus", None, lambda _victim: "PossibleVictimOfTrafficking"),
    StandardColumn("x_OriginState", StandardPart.ORIGIN, _origin_state),
    StandardColumn("x_OriginRegency", StandardPart.ORIGIN, _origin),
    StandardColumn(
        "hte_Type",
        StandardPart.DESTINATION,
        lambda victim: "Exploitation" if victim.report.destination_iso3 else UNKNOWN,
    ),
    StandardColumn(
        "hte_Country", StandardPart.DESTINATION, lambda victim: victim.report.destination_iso3 or UNKNOWN
    ),
    StandardColumn(
        "vic_MethodOfRecruitment",
        StandardPart.RECRUITMENT,
        lambda victim: RECRUITMENT.get(victim.report.recruitment, "Other"),
    ),
    StandardColumn(
        "x_RecruitmentMode", StandardPart.RECRUITMENT, lambda victim: victim.report.recruitment.value
    ),
    StandardColumn(
        "vic_TypeOfExploitation",
        StandardPart.EXPLOITATION,
        lambda victim: EXPLOITATION.get(victim.report.sector, "ForcedLabour"),
    ),
    StandardColumn("vic_ForcedLabourIndustry", StandardPart.EXPLOITATION, _industry),
    StandardColumn(
        "x_IndustryScheme",
        StandardPart.EXPLOITATION,
        lambda victim: "ISIC Rev. 4" if _industry(victim) else UNKNOWN,
    ),
    StandardColumn("x_Sector", StandardPart.EXPLOITATION, lambda victim: victim.report.sector.value),
    StandardColumn(
        "org_Type",
        StandardPart.ORGANISATION,
        lambda victim: ORGANISATIONS.get(victim.report.agency_kind, UNKNOWN),
    ),
    StandardColumn(
        "cas_Status", StandardPart.STATUS, lambda victim: "Closed" if victim.report.closed_on else "Active"
    ),
)
REFERENCE = "x_CaseRef"

NOT_WRITTEN = (
    "prs_FirstName",
    "prs_SecondName",
    "prs_Birthdate",
    "prs_IdentityNumber",
    "prs_HomePhone",
    "prs_MobilePhone",
    "prs_Email",
    "prs_MailingStreet",
    "vic_AgeWhenTrafficked",
)
"""Of the standard, on purpose: the register has no field for any of them."""


@dataclass(frozen=True)
class Export:
    """The file as it would be, and how it stands before the gate."""

    parts: tuple[StandardPart, ...]
    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """Sorted by their own values: their order tells nothing of the register's."""
    grouping: Grouping
    """Of persons; of reports where the file has references."""
    helps: tuple[StandardPart, ...]
    """Left out, these make it pass; none where nothing does, or nothing need."""
    reports: int
    uncounted: int
    """Reports that do not say how many victims: they have no row."""

    @property
    def is_linked(self) -> bool:
        return StandardPart.REFERENCE in self.parts


def export(reports: Sequence[Report], parts: Collection[StandardPart], key: bytes) -> Export:
    """The chosen parts of every victim. ``key`` is new for each file and kept by nobody.

    With references the rows of a report can be put together again, so the gate asks for more: each report
    must be like ten others in all its rows.
    """
    chosen = [part for part in StandardPart if part in parts]
    counted = [report for report in reports if is_counted(report)]
    told = [[_told(victim) for victim in victims(report)] for report in counted]

    def keys_of(kept: Collection[StandardPart]) -> k_anonymity.Keys:
        narrowed = [sorted(_narrowed(person, kept) for person in persons) for persons in told if persons]
        if StandardPart.REFERENCE in kept:
            return [tuple(persons) for persons in narrowed]
        return [person for persons in narrowed for person in persons]

    found = k_anonymity.grouping(keys_of(chosen))
    columns = [column for column in HTCDS if column.part is None or column.part in parts]
    names = [column.name for column in columns]
    rows = [
        ([reference(report.code, key)] if StandardPart.REFERENCE in parts else [])
        + [column.write(victim) for column in columns]
        for report in counted
        for victim in victims(report)
    ]
    return Export(
        tuple(chosen),
        tuple([REFERENCE, *names] if StandardPart.REFERENCE in parts else names),
        tuple(sorted(tuple(row) for row in rows)),
        found,
        () if found.passes else tuple(k_anonymity.to_leave_out(keys_of, chosen)),
        len(reports),
        len(reports) - len(counted),
    )


Told = Mapping[StandardPart, tuple[str, ...]]


def _told(victim: Victim) -> Told:
    """What the file would say of a victim, part by part."""
    return {
        part: tuple(column.write(victim) for column in HTCDS if column.part is part)
        for part in StandardPart
        if part is not StandardPart.REFERENCE
    }


def _narrowed(person: Told, kept: Collection[StandardPart]) -> tuple[tuple[str, ...], ...]:
    return tuple(values for part, values in person.items() if part in kept)


def reference(code: str, key: bytes) -> str:
    """The same for the rows of one report, and for nothing else in the world."""
    return hmac.new(key, code.encode(), hashlib.sha256).hexdigest()[:16]
