"""The file of trafficking reports for other systems: what it would hold, and whether it may leave."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st
from markupsafe import Markup

from components.kit import filters, layout, markup
from components.kit.markup import Column
from domain import addresses
from domain.access.parameters import Parameters
from domain.cases.standard import NAME, Export, StandardPart
from domain.time import formats
from domain.time.as_of import AsOf
from domain.words.standard import PARTS, because, beside, facts, finding
from reports import standard_file

AT_FIRST = (StandardPart.YEAR, StandardPart.GENDER, StandardPart.AGE)
SHOWN = 5


def chosen(asked: Parameters) -> Sequence[StandardPart]:
    picked = asked.several("kolom", [*(part.value for part in StandardPart), addresses.NONE])
    return AT_FIRST if picked is None else [StandardPart(each) for each in picked if each != addresses.NONE]


def head(export: Export) -> None:
    layout.headline(finding(export), kicker=NAME, detail=because(export))


def choices(years: Mapping[str, str], year: str, parts: Sequence[StandardPart]) -> None:
    with st.container(key="filters"):
        filters.select("Tahun lapor", "tahun", years, year)
        options = {part.value: PARTS[part] for part in StandardPart}
        filters.several("Kolom", "kolom", options, [part.value for part in parts])


def filter_words(export: Export, year: str) -> str:
    columns = formats.listing([PARTS[part] for part in export.parts]) or "tanpa kolom pilihan"
    return f"{NAME}; {year}; {columns}"


def file(export: Export, filtered_by: str, as_of: AsOf) -> Callable[[], bytes]:
    return lambda: standard_file.archive(export, beside(export, filtered_by, as_of.said))


def content(export: Export) -> Markup:
    """The first rows as they would leave, and what must be known of them; of a refused file no row."""
    about = markup.joined(layout.section("Tentang berkas ini"), markup.definitions(facts(export)))
    if not export.grouping.passes:
        return about
    rows = export.rows[:SHOWN]
    columns = [Column(name, "gb-narrow") for name in export.names]
    return markup.joined(
        layout.section("Isi berkas", aside=f"{len(rows)} baris pertama"),
        markup.table(columns, rows, caption=f"Baris {NAME}", css="gb-many"),
        about,
    )
