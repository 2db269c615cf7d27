"""Lembar instansi: what one office holds, owes and was promised of."""

from db.backend import today
from db.queries.agencies import AgencyRow, agency_rows
from db.queries.meetings import last_meeting
from db.queries.promises import promises
from domain.access.errors import NotFound
from domain.access.permissions import Actor
from domain.commitments.health import Health
from domain.papers.sealing import PaperKind
from domain.time import formats
from domain.time.calendar import local_time
from domain.words import papers
from reports.sheets import PaperSheet, SheetTable
from views import tasks
from views.ask import ask
from views.overview import agency_silence
from views.papers import rows
from views.registers import rated_commitments


def agency_sheet(code: str, actor: Actor) -> PaperSheet:
    agency, on = _agency(code), today()
    watched = tasks.watched(actor.scope)
    own = rows.open_ones(task for task in watched if task.row.owner_code == code)
    held = [each for each in rated_commitments(actor.scope) if each[0].owner_code == code]
    owed = next((each for each in agency_silence(held, on) if each.is_silent), None)
    overdue, late = sum(health is Health.OVERDUE for _, health in held), rows.late_ones(own)
    missing = owed.missing if owed else 0
    return rows.sheet(
        PaperKind.AGENCY_SHEET,
        agency.short_name,
        papers.of_office(
            late_tasks=late,
            open_tasks=len(own),
            overdue=overdue,
            commitments=len(held),
            missing=missing,
        ),
        actor,
        facts=(("Nama", agency.name), _above(agency)),
        figures=(
            (formats.number(len(held)), "komitmen"),
            (formats.number(overdue), "komitmen lewat tenggat"),
            (formats.number(missing), "komitmen menunggak laporan"),
            (formats.number(len(own)), "tugas terbuka"),
            (formats.number(late), "tugas lewat tenggat"),
        ),
        tables=(
            rows.of_tasks(
                own, "Tugas terbuka", names_owner=False, empty="Tidak ada tugas terbuka di kantor ini."
            ),
            rows.waiting(watched, {code}),
            rows.of_commitments(held, on, names_owner=False, empty="Kantor ini tidak memegang komitmen."),
            _promises(code),
        ),
    )


def _above(agency: AgencyRow) -> tuple[str, str]:
    """Of one that stands no more where its work went: without it an empty sheet reads as an idle office."""
    if agency.merged_into is not None and agency.merged_on is not None:
        return "Dilebur ke", f"{agency.merged_into} sejak {formats.long_date(agency.merged_on)}"
    return "Atasan", agency.superior or "–"


def _agency(code: str) -> AgencyRow:
    row = next((each for each in ask(agency_rows) if each.code == code), None)
    if row is None:
        raise NotFound("Instansi itu tidak ada. Buka Laporan, lalu pilih dari daftarnya.")
    return row


def _promises(code: str) -> SheetTable:
    """What the last meeting and those before it wait for, by the rule that they are counted with."""
    last = ask(last_meeting)
    if last is None:
        return rows.of_promises((), "Janji rapat", empty="Belum ada rapat yang ditutup.")
    return rows.of_promises(
        [each for each in ask(promises, last, on=today()) if each.owner_code == code],
        f"Janji sampai rapat {formats.day_and_month(local_time(last.held_at).date())}",
        empty="Tidak ada janji rapat yang jatuh tempo di kantor ini.",
    )
