"""De-identified case records as a list; only for those who may see rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup

from components import markup
from components.markup import Column
from domain import wording
from domain.regions import display_name

if TYPE_CHECKING:
    from db.queries.cases import CaseRow

PAGE_SIZE = 20

KINDS = {"": "Semua jenis", **{kind.value: label for kind, label in wording.CASE_KINDS.items()}}


def listing(rows: Sequence[CaseRow]) -> Markup:
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
    ]
    return markup.table(columns, [_row(row) for row in rows], caption="Register kasus")


def _row(row: CaseRow) -> list[str | Markup]:
    origin = display_name(row.regency) if row.regency else "tidak diketahui"
    return [
        row.code,
        markup.stack(wording.CASE_KINDS[row.kind], row.agency),
        wording.short_date(row.reported_on),
        markup.stack(origin, row.district or ""),
        row.destination or "–",
        *(wording.number(count) for count in (row.women, row.men, row.girls, row.boys)),
        wording.POLICE_STAGES[row.police_stage] if row.police_stage else "–",
        wording.SERVICE_STAGES[row.service_stage] if row.service_stage else "–",
    ]
