"""De-identified case records as a list; only for those who may see rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup

from components.cases import words
from components.kit import markup
from components.kit.markup import Column
from components.tasks.register import new_task
from domain import addresses
from domain.cases.life import OPEN_AGES
from domain.figures.routes import FROM_OUTSIDE
from domain.places.regions import display_name
from domain.time import formats
from domain.words import labels

if TYPE_CHECKING:
    from db.queries.case_rows import CaseRow

PAGE_SIZE = 20

STAGES = {"": "Semua tahap", **{stage.value: label for stage, label in labels.STAGES.items()}}
AGES = {"": "Semua umur"} | {str(days): f"Terbuka lebih dari {formats.days(days)}" for days in OPEN_AGES}
STATES = {"": "Yang dihitung", "ditarik": "Yang ditarik"}
ORDERS = {"": "Terbaru dahulu", "terlama": "Terlama dahulu"}

KINDS = {"": "Semua jenis", **{kind.value: label for kind, label in labels.CASE_KINDS.items()}}


def found(total: int, most: int) -> str:
    """The headline: how many, or that there are more than are worth counting."""
    if total > most:
        return f"Lebih dari {formats.number(most)} laporan yang cocok; persempit saringannya"
    return f"{formats.number(total)} laporan dalam register"


def choices(
    years: Sequence[int], regions: Mapping[str, str], sources: Sequence[tuple[str, str]]
) -> list[tuple[str, str, Mapping[str, str]]]:
    """Label, parameter and options of each drop-down above the list."""
    return [
        ("Jenis", "jenis", KINDS),
        ("Tahun", "tahun", {"": "Semua tahun", **{str(year): str(year) for year in years}}),
        ("Asal", "wilayah", regions),
        ("Instansi sumber", "instansi", {"": "Semua instansi", **dict(sources)}),
        ("Tahap", "tahap", STAGES),
        ("Umur", "umur", AGES),
        ("Keadaan", "saring", STATES),
        ("Urutan", "urut", ORDERS),
    ]


def filter_words(given: Mapping[str, str], offered: Sequence[tuple[str, str, Mapping[str, str]]]) -> str:
    """The register's filter in words; what was searched for has no place in a trail."""
    said = [
        f"{label}: {options[given[name]]}"
        for label, name, options in offered
        if given.get(name) and given[name] in options
    ]
    return "; ".join([*said, *(["satu nomor"] if given.get("cari") else [])])


def too_many(most: int) -> Markup:
    return markup.note(f"Unduhan tersedia sampai {formats.number(most)} baris; persempit saringannya.")


def listing(
    rows: Sequence[CaseRow],
    tasks: Mapping[str, Sequence[str]],
    *,
    may_propose: bool,
    narrowed: Mapping[str, str],
) -> Markup:
    """``tasks`` are the codes of the tasks that were born from a case, by the case's code."""
    if not rows and not narrowed:
        return markup.empty(
            "Belum ada laporan di register.",
            "Petugas kasus mencatatnya satu per satu, atau mengimpor berkas instansinya.",
        )
    if not rows:
        everything = markup.link("Tampilkan semua", addresses.Page.CASES)
        return markup.empty("Tidak ada laporan yang cocok.", everything)
    columns = [
        Column("Kode", "gb-narrow"),
        Column("Jenis dan instansi", "gb-wide"),
        Column("Dilaporkan", "gb-narrow"),
        Column("Asal"),
        Column("Tujuan"),
        Column("Korban"),
        Column("Perkara"),
        Column("Layanan"),
        Column("Tugas", "gb-codes"),
    ]
    body = [[*_row(row), _tasks(row.code, tasks.get(row.code, ()), may_propose)] for row in rows]
    return markup.table(columns, body, caption="Register kasus", css="gb-many")


def ways(*, may_keep: bool, may_set_limits: bool) -> Markup:
    """To the form and the table of limits, for those who may change them, and to the file for others."""
    found = []
    if may_keep:
        found.append(markup.link("Catat laporan baru", addresses.new_case(), css="gb-button"))
    if may_set_limits:
        found.append(markup.link("Batas waktu tahap", addresses.Page.CASE_LIMITS, css="gb-second"))
    found.append(markup.link("Ekspor HTCDS", addresses.Page.CASE_STANDARD, css="gb-second"))
    return markup.paragraph(*found, css="gb-way")


def _tasks(case: str, codes: Sequence[str], may_propose: bool) -> Markup:
    links = [markup.link(code, addresses.task(code)) for code in codes]
    if may_propose:
        links.append(new_task("kasus", case, may=True, label="Tugas baru"))
    return Markup(" ").join(links)


def _row(row: CaseRow) -> list[str | Markup]:
    unnamed = FROM_OUTSIDE if row.is_from_outside else "tidak diketahui"
    origin = display_name(row.regency) if row.regency else unnamed
    victims = words.victims_of(row)
    return [
        markup.link(row.code, addresses.case(row.code)),
        markup.stack(labels.CASE_KINDS[row.kind], row.agency),
        formats.short_date(row.reported_on),
        markup.stack(origin, row.district or ""),
        row.destination or "–",
        markup.stack(words.total(victims), words.composition(victims)),
        labels.POLICE_STAGES[row.police_stage] if row.police_stage else "–",
        labels.SERVICE_STAGES[row.service_stage] if row.service_stage else "–",
    ]
