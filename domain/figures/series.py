"""Series that were one and are two, and series that are counted by an area that is no kabupaten."""

from types import MappingProxyType

SET_APART = MappingProxyType(
    {
        "trafficking_police_reports": "trafficking_and_smuggling_reports",
        "trafficking_suspects": "trafficking_and_smuggling_suspects",
        "trafficking_cases_completed": "trafficking_and_smuggling_completed",
        "remains_repatriated": "deaths_undivided",
    }
)
"""By the series in which figures of a wider definition stood, the one that holds them now."""

BY_OFFICE = MappingProxyType({"passport_refusal": "kantor imigrasi"})
"""Series whose figures are of an office's whole working area, by the kind of office: the region of such a
figure is that of the office's seat, and it is neither coloured nor rated as a kabupaten."""


def whole_area(indicator: str) -> str:
    """Beside a figure under a region's name: of whose working area it is; empty where of the region's."""
    office = BY_OFFICE.get(indicator)
    return f"seluruh wilayah kerja {office}" if office else ""


def is_of_regions(indicator: str) -> bool:
    """Whether its figures count the people of the region that they name."""
    return indicator not in BY_OFFICE
