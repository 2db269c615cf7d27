"""The lists of the screens as tables that leave: the same rows by the same filter, each value of its kind.

Each is put together when somebody takes the file, from rows that its reader was shown.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from db.backend import is_sample
from db.queries.audit import AuditRow, audit_rows
from db.queries.case_rows import CaseRow
from db.queries.figures import FigureRow, WithdrawnFigure
from db.queries.outreach import SourceVillageRow
from db.queries.regions import RegionRow
from domain.access.events import Event
from domain.access.permissions import Scope
from domain.commitments.standing import because
from domain.figures import layers
from domain.figures.routes import FROM_OUTSIDE
from domain.places.province import HERE
from domain.places.regions import display_name
from domain.time import formats
from domain.time.as_of import AsOf, newest_of
from domain.time.calendar import local_time
from domain.words import audit, labels
from domain.words import trail as trail_words
from domain.words.matrix import source
from domain.words.trail import Names
from reports import figures as figures_report
from reports.table import SAMPLE_HEAD, Cell, CodeText, FileTable, Percent
from views import newest, reads
from views.ask import ask
from views.regency import HotspotStanding, Series
from views.registers import Rated
from views.services import Teams
from views.tasks import WatchedTask
from views.trail import names_in

MOST_RECORDS = 10_000
"""Of the trail in one file."""

Made = Callable[[], FileTable]


def _remarks(filtered_by: str, source: str, as_of: AsOf, rows: int, *, sample: bool) -> list[str]:
    return [
        f"Saringan: {filtered_by or 'semua'}",
        f"Sumber: {source}",
        f"{as_of.said}; {formats.number(rows)} baris",
        *([SAMPLE_HEAD] if sample else []),
    ]


def commitments(rated: Sequence[Rated], on: date, filtered_by: str, as_of: AsOf) -> Made:
    def row_of(each: Rated) -> Sequence[Cell]:
        row, health = each
        progress = row.progress
        return (
            CodeText(row.code),
            row.title,
            CodeText(row.statement_code),
            CodeText(row.pillar_code),
            row.pillar,
            row.owner_name or formats.NOT_SET,
            CodeText(row.region_code),
            row.region,
            row.starts_on,
            row.due_on,
            health.label,
            because(progress, health, on, promised_on=row.promised_on),
            row.weight,
            Percent(progress.claimed) if progress.claimed is not None else None,
            Percent(progress.verified) if progress.verified is not None else None,
            row.last_reported_on,
        )

    return lambda: FileTable(
        "Daftar komitmen",
        _remarks(
            filtered_by,
            f"Register komitmen {HERE.product}",
            as_of,
            len(rated),
            sample=any(row.is_demo for row, _ in rated),
        ),
        (
            ("Kode", 8),
            ("Komitmen", 48),
            ("Frasa", 8),
            ("Kode pilar", 8),
            ("Pilar", 22),
            ("Penanggung jawab", 30),
            ("Kode wilayah", 12),
            ("Wilayah", 20),
            ("Mulai", 12),
            ("Tenggat", 12),
            ("Keadaan", 16),
            ("Sebab dan lamanya", 36),
            ("Bobot", 8),
            ("Diklaim", 10),
            ("Terverifikasi", 12),
            ("Laporan terakhir", 14),
        ),
        [row_of(each) for each in rated],
    )


def tasks(watched: Sequence[WatchedTask], filtered_by: str, as_of: AsOf) -> Made:
    def row_of(task: WatchedTask) -> Sequence[Cell]:
        row, running = task.row, task.running
        return (
            CodeText(row.code),
            row.title,
            row.output,
            labels.TASK_CLASSES[row.task_class],
            row.owner,
            formats.listing(list(row.supporters)),
            CodeText(row.region_code),
            row.region,
            source(row),
            row.proposed_at,
            row.due_on,
            labels.TASK_STATES[row.state],
            labels.TASK_CLOCKS[running.kind] if running else None,
            running.left_in_words if running else None,
            row.reason or None,
            row.helper,
            Percent(row.progress) if row.progress is not None else None,
        )

    return lambda: FileTable(
        "Daftar tugas",
        _remarks(
            filtered_by,
            f"Register tugas {HERE.product}",
            as_of,
            len(watched),
            sample=any(task.row.is_demo for task in watched),
        ),
        (
            ("Kode", 8),
            ("Tugas", 44),
            ("Keluaran", 34),
            ("Kelas", 10),
            ("Penanggung jawab", 20),
            ("Pendukung", 26),
            ("Kode wilayah", 12),
            ("Wilayah", 20),
            ("Asal", 26),
            ("Diusulkan", 18),
            ("Tenggat", 12),
            ("Keadaan", 18),
            ("Batas waktu", 16),
            ("Sisa atau lewat", 22),
            ("Alasan", 40),
            ("Menunggu", 18),
            ("Kemajuan", 10),
        ),
        [row_of(task) for task in watched],
    )


def cases(rows: Sequence[CaseRow], filtered_by: str, as_of: AsOf, *, sample: bool) -> Made:
    def row_of(row: CaseRow) -> Sequence[Cell]:
        unnamed = FROM_OUTSIDE if row.is_from_outside else "tidak diketahui"
        return (
            CodeText(row.code),
            labels.CASE_KINDS[row.kind],
            row.agency,
            row.reported_on,
            row.closed_on,
            display_name(row.regency) if row.regency else unnamed,
            row.district,
            row.destination,
            row.women,
            row.men,
            row.girls,
            row.boys,
            labels.POLICE_STAGES[row.police_stage] if row.police_stage else None,
            labels.SERVICE_STAGES[row.service_stage] if row.service_stage else None,
        )

    return lambda: FileTable(
        "Register kasus",
        [
            *_remarks(filtered_by, f"Register kasus {HERE.product}", as_of, len(rows), sample=sample),
            "Satu baris satu laporan, tanpa identitas. Jumlah korban yang kosong tidak diketahui.",
            "Berisi angka kecil: hanya untuk petugas kasus dan sekretariat gugus tugas.",
        ],
        (
            ("Kode kasus", 12),
            ("Jenis kasus", 24),
            ("Instansi", 18),
            ("Tanggal lapor", 12),
            ("Tanggal selesai", 12),
            ("Kabupaten/kota asal", 22),
            ("Kecamatan asal", 20),
            ("Negara tujuan", 18),
            ("Perempuan dewasa", 10),
            ("Laki-laki dewasa", 10),
            ("Anak perempuan", 10),
            ("Anak laki-laki", 10),
            ("Tahap perkara", 20),
            ("Layanan korban", 20),
        ),
        [row_of(row) for row in rows],
    )


def trail(event: Event | None, text: str, filtered_by: str, as_of: AsOf, *, scope: Scope) -> Made:
    """The newest that match, as many as one file takes."""

    def made() -> FileTable:
        total, rows = ask(audit_rows, scope=scope, event=event, text=text, page=1, size=MOST_RECORDS)
        return _trail(rows, names_in(rows, scope), total - len(rows), filtered_by, as_of)

    return made


def _trail(rows: Sequence[AuditRow], names: Names, left_out: int, filtered_by: str, as_of: AsOf) -> FileTable:
    beyond = f"Terbaru dahulu; {formats.number(left_out)} catatan lebih lama tidak dimuat, persempit saringan"
    return FileTable(
        "Jejak audit",
        [
            *_remarks(filtered_by, f"Jejak audit {HERE.product}", as_of, len(rows), sample=is_sample()),
            *([beyond] if left_out else []),
        ],
        (
            ("No.", 8),
            ("Waktu", 18),
            ("Pelaku", 20),
            ("Peristiwa", 34),
            ("Perubahan", 60),
            ("Objek", 24),
            ("Layar", 18),
            ("Segel", 68),
        ),
        [
            (
                row.id,
                row.at,
                trail_words.actor(row.actor),
                audit.EVENTS[row.event],
                trail_words.change(row.subject, row.before, row.after, names, instead=row.instead),
                trail_words.subject(row.subject, row.subject_id, names),
                trail_words.screen(row.screen),
                CodeText(row.hash),
            )
            for row in rows
        ],
    )


def regions(
    found: Sequence[RegionRow],
    words: Mapping[str, HotspotStanding],
    series: Mapping[str, Series],
    open_tasks: Mapping[str, int],
    commitments: Mapping[str, int],
    filtered_by: str,
    as_of: AsOf,
) -> Made:
    hot = next(iter(words.values())).heading if words else "Titik panas kematian"

    def row_of(region: RegionRow) -> Sequence[Cell]:
        standing = words.get(region.code)
        return (
            CodeText(region.code),
            display_name(region.name),
            region.population or None,
            _word(standing),
            *(_figure(each, region.code) for each in series.values()),
            open_tasks.get(region.code, 0),
            commitments.get(region.code, 0),
        )

    return lambda: FileTable(
        "Wilayah berdampingan",
        _remarks(
            filtered_by, "Angka terbit, register tugas dan komitmen", as_of, len(found), sample=is_sample()
        ),
        (
            ("Kode wilayah", 12),
            ("Wilayah", 26),
            ("Penduduk (BPS 2024)", 14),
            (hot, 24),
            *((label, 22) for label in series),
            ("Tugas terbuka", 12),
            ("Komitmen", 12),
        ),
        [row_of(region) for region in found],
    )


def _word(standing: HotspotStanding | None) -> Cell:
    if standing is None or standing.row.assessment is None:
        return None
    return layers.words(standing.row.assessment, layers.HOTSPOT)


def _figure(series: Series, code: str) -> Cell:
    """A number only where a source names one; silence and what was derived stay words."""
    row = series.figures.get(code)
    if row is not None:
        return row.value
    return f"0, {layers.DERIVED}" if code in series.derived else formats.NOT_MENTIONED


def figures(rows: Sequence[FigureRow], filtered_by: str, as_of: AsOf) -> Made:
    return lambda: figures_report.register(rows, reads.standings(), filtered_by=filtered_by, as_of=as_of)


def withdrawn_figures(rows: Sequence[WithdrawnFigure], filtered_by: str) -> Made:
    """What is shown nowhere else any more, with the reason for which it went."""
    as_of = newest.spoken_of(newest_of([row.withdrawn_at for row in rows]))

    def row_of(row: WithdrawnFigure) -> Sequence[Cell]:
        return (
            row.code,
            row.indicator,
            row.region,
            row.period_start,
            row.period_end,
            row.value,
            row.unit,
            row.source,
            row.source_url,
            local_time(row.withdrawn_at).date(),
            row.reason,
        )

    return lambda: FileTable(
        "Daftar angka yang ditarik",
        _remarks(filtered_by, figures_report.SOURCE, as_of, len(rows), sample=False),
        (
            ("Kode", 12),
            ("Indikator", 36),
            ("Wilayah", 24),
            ("Mulai", 12),
            ("Sampai", 12),
            ("Nilai", 12),
            ("Satuan", 14),
            ("Sumber", 28),
            ("Tautan", 40),
            ("Ditarik", 12),
            ("Alasan", 44),
        ),
        [row_of(row) for row in rows],
    )


def source_villages(found: Teams, on: date, filtered_by: str, as_of: AsOf) -> Made:
    """The kantong desa that are listed, with the team of each as it was reported last."""

    def row_of(row: SourceVillageRow) -> Sequence[Cell]:
        team = found.by_village.get(row.village_code)
        return (
            CodeText(row.village_code),
            row.village,
            row.district,
            labels.TEAM_STATES[team.facts.state(on)] if team else "belum ada tim",
            team.decree if team else "",
            team.last_report_on if team else None,
            row.source,
            row.dated_on,
            row.agency,
        )

    return lambda: FileTable(
        "Kantong desa PMI",
        _remarks(
            filtered_by,
            "Daftar yang disebut pada tiap baris; tim desa menurut laporan terakhir",
            as_of,
            len(found.sources),
            sample=any(row.is_demo for row in found.sources),
        ),
        (
            ("Kode desa", 16),
            ("Desa/kelurahan", 26),
            ("Kecamatan", 22),
            ("Tim desa", 16),
            ("Nomor SK", 22),
            ("Laporan terakhir", 14),
            ("Menurut daftar", 34),
            ("Tanggal daftar", 14),
            ("Dicatat oleh", 22),
        ),
        [row_of(row) for row in found.sources],
    )
