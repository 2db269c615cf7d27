"""De-identified case records as a list; only for those who may see rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup

from components.kit import markup
from components.kit.markup import Column
from components.tasks.register import new_task
from domain import addresses
from domain.figures.routes import FROM_OUTSIDE
from domain.places.regions import display_name
from domain.time import formats
from domain.words import labels

if TYPE_CHECKING:
    from db.queries.cases import CaseRow

PAGE_SIZE = 20

KINDS = {"": "Semua jenis", **{kind.value: label for kind, label in labels.CASE_KINDS.items()}}


def listing(rows: Sequence[CaseRow], tasks: Mapping[str, Sequence[str]], *, may_propose: bool) -> Markup:
    """``tasks`` are the codes of the tasks that were born from a case, by the case's code."""
    if not rows:
        everything = markup.link("Tampilkan semua", addresses.Page.CASES)
        return markup.empty("Tidak ada laporan yang cocok.", everything)
    columns = [
        Column("Kode", "gb-narrow"),
        Column("Jenis dan instansi", "gb-wide"),
        Column("Dilaporkan"),
        Column("Asal"),
        Column("Tujuan"),
        Column("Perempuan", "gb-right"),
        Column("Laki-laki", "gb-right"),
        Column("Anak perempuan", "gb-right"),
        Column("Anak laki-laki", "gb-right"),
        Column("Perkara"),
        Column("Layanan"),
        Column("Tugas"),
    ]
    body = [[*_row(row), _tasks(row.code, tasks.get(row.code, ()), may_propose)] for row in rows]
    return markup.table(columns, body, caption="Register kasus")


def new_report(*, may_keep: bool) -> Markup:
    """The way to the form, for those who may enter a case."""
    if not may_keep:
        return Markup("")
    return markup.link("Catat laporan baru", addresses.new_case(), css="gb-button")


def _tasks(case: str, codes: Sequence[str], may_propose: bool) -> Markup:
    links = [markup.link(code, addresses.task(code)) for code in codes]
    if may_propose:
        links.append(new_task("kasus", case, may=True, label="Tugas baru"))
    return Markup(" ").join(links)


def _row(row: CaseRow) -> list[str | Markup]:
    unnamed = FROM_OUTSIDE if row.is_from_outside else "tidak diketahui"
    origin = display_name(row.regency) if row.regency else unnamed
    counts = (row.women, row.men, row.girls, row.boys)
    return [
        markup.link(row.code, addresses.case(row.code)),
        markup.stack(labels.CASE_KINDS[row.kind], row.agency),
        formats.short_date(row.reported_on),
        markup.stack(origin, row.district or ""),
        row.destination or "–",
        *("?" if count is None else formats.number(count) for count in counts),
        labels.POLICE_STAGES[row.police_stage] if row.police_stage else "–",
        labels.SERVICE_STAGES[row.service_stage] if row.service_stage else "–",
    ]
