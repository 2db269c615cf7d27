"""What a column of figures counts by its heading, beside others and below a title."""

import json
from pathlib import Path
from typing import Any

import pytest

from db.importers.run import Request, order
from db.importers.worker import answer
from domain.imports.english import IN_ENGLISH
from domain.imports.fields import FIELDS, field_of
from domain.imports.kinds import ImportKind
from tests.imports import scoring
from tests.imports.corpus.model import xlsx


def counted_by(kind: str, title: str, headings: str, folder: Path) -> dict[str, str]:
    """Heading -> series, group and country of the figure below; headings of what is not read are missing."""
    heads = headings.split(" | ")
    lines = [[place, *range(start, start + len(heads))] for place, start in (("Ende", 3), ("Sikka", 40))]
    path = folder / "kiriman.xlsx"
    path.write_bytes(xlsx([[title], ["Kabupaten", *heads], *lines]))
    request = Request(ImportKind(kind), "", {}, scoring.TODAY)
    found: dict[str, Any] = json.loads("".join(answer(order(path, request))))
    of_cells = {value["cell"]: value for value in found["values"] if value["state"] in scoring.READ}
    return {
        head: " ".join(part for part in (value["indicator"], value["subgroup"], value["destination"]) if part)
        for head, column in zip(heads, "BCDEFGHIJ", strict=False)
        if (value := of_cells.get(f"{column}3"))
    }


@pytest.mark.parametrize(
    ("headings", "said"),
    [
        (
            "Malaysia L | Malaysia P | Jepang L",
            {
                "Malaysia L": "laki-laki MYS",
                "Malaysia P": "perempuan MYS",
                "Jepang L": "laki-laki JPN",
            },
        ),
        ("Jumlah Malaysia | Singapura", {"Jumlah Malaysia": "MYS", "Singapura": "SGP"}),
        ("Berangkat | Batal | Proses", {"Berangkat": ""}),
        ("Laki2 | Wanita", {"Laki2": "laki-laki", "Wanita": "perempuan"}),
        ("G to G | P to P | L | P", {"L": "laki-laki", "P": "perempuan"}),
    ],
)
def test_placements_are_told_apart_by_country_sex_and_what_became_of_them(
    headings: str, said: dict[str, str], tmp_path: Path
) -> None:
    found = counted_by("placements", "Penempatan PMI 2024", headings, tmp_path)
    assert found == {head: f"procedural_placement {part}".strip() for head, part in said.items()}


@pytest.mark.parametrize(
    ("headings", "said"),
    [
        (
            "LP | Korban L | Korban P | Tersangka",
            {
                "LP": "trafficking_police_reports",
                "Korban L": "trafficking_victims laki-laki",
                "Korban P": "trafficking_victims perempuan",
                "Tersangka": "trafficking_suspects",
            },
        ),
        (
            "Jumlah Kasus | Lidik | Sidik | P-21",
            {
                "Jumlah Kasus": "trafficking_police_reports",
                "Lidik": "trafficking_police_reports lidik",
                "Sidik": "trafficking_police_reports sidik",
                "P-21": "trafficking_police_reports P-21",
            },
        ),
        ("LP | P-21", {"LP": "trafficking_police_reports"}),
        ("LP | Saksi", {"LP": "trafficking_police_reports"}),
        ("L | P", {}),
    ],
)
def test_reports_victims_and_suspects_are_three_units(
    headings: str, said: dict[str, str], tmp_path: Path
) -> None:
    assert counted_by("figures", "Kasus TPPO 2024", headings, tmp_path) == said


def test_what_is_headed_in_english_is_a_field_of_its_kind() -> None:
    named = {(kind, name) for kind, names in IN_ENGLISH.items() for name in names}
    known = {(str(kind), field.name) for kind, fields in FIELDS.items() for field in fields}
    assert named - known == set()


@pytest.mark.parametrize(
    ("kind", "heading", "name"),
    [
        (ImportKind.CASES, "Date Reported", "reported_on"),
        (ImportKind.CASES, "Date of Incident", "happened_on"),
        (ImportKind.DEATHS, "Date of Death", "happened_on"),
        (ImportKind.DEATHS, "Arrival Date", "arrived_on"),
        (ImportKind.ACTIVITIES, "# Participants", "participants"),
        (ImportKind.ACTIVITIES, "Female", "participants_women"),
        (ImportKind.VILLAGE_TEAMS, "No. of Members", "members"),
        (ImportKind.AGENCIES, "Acronym", "short_name"),
    ],
)
def test_a_heading_in_english_names_the_field_that_it_means(
    kind: ImportKind, heading: str, name: str
) -> None:
    found = field_of(kind, (heading,))
    assert found is not None
    assert found.name == name
