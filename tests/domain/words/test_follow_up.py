"""The follow-up matrix: its columns, its words, and its spreadsheet."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from domain.tasks.clocks import TaskTimes, running_clock
from domain.tasks.life import TaskClass, TaskOrigin, TaskState
from domain.time.calendar import ZONE
from domain.words.matrix import COLUMNS, follow_up
from reports import follow_up_xlsx

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=ZONE)
ON = NOW.date()


@dataclass(frozen=True)
class Followed:
    code: str = "T-031"
    title: str = "Nota kesepahaman"
    output: str = "Naskah bertanda tangan"
    owner: str = "Polda NTT"
    proposer: str = "Setda NTT"
    supporters: tuple[str, ...] = ("Biro Hukum",)
    state: TaskState = TaskState.BLOCKED
    task_class: TaskClass = TaskClass.ORDINARY
    origin: TaskOrigin = TaskOrigin.DECISION
    commitment_code: str | None = "K-06"
    decision_number: int | None = 61
    decision_year: int | None = 2026
    decision_text: str | None = "Nota kesepahaman ditandatangani."
    decided_at: datetime | None = datetime(2026, 9, 23, 10, 0, tzinfo=ZONE)
    region: str = "Nusa Tenggara Timur"
    due_on: date = date(2026, 10, 30)
    countered_due_on: date | None = None
    reason: str = "Menunggu jawaban."
    helper: str | None = "Biro Hukum"
    progress: int | None = 85
    evidence: str = ""
    last_note: str = "Naskah dikirim."
    is_demo: bool = True


def row(task: Followed) -> dict[str, str]:
    moved = datetime(2026, 10, 20, 9, 0, tzinfo=ZONE)
    times = TaskTimes(task.state, task.task_class, None, moved, moved, task.due_on)
    [line] = follow_up([(task, running_clock(times, NOW, frozenset()))], ON)
    return dict(zip(COLUMNS, line.cells, strict=True))


def test_a_row_says_all_that_the_form_of_the_state_asks() -> None:
    assert row(Followed()) == {
        "No": "1",
        "Arahan/Kesepakatan": "Nota kesepahaman ditandatangani. (Nota kesepahaman)",
        "Sumber (rapat, tanggal)": "Rapat 23 September 2026, Keputusan 61/2026",
        "Penanggung jawab": "Polda NTT",
        "Instansi pendukung": "Biro Hukum",
        "Target/Output": "Naskah bertanda tangan",
        "Tenggat": "30 Oktober 2026",
        "Progres (uraian)": "Naskah dikirim.",
        "%": "85",
        "Bukti/data dukung": "–",
        "Kendala": "Menunggu jawaban. (butuh Biro Hukum)",
        "Tindak lanjut": "Polda NTT belum menyelesaikan; batas 30 Oktober 2026 sudah lewat",
        "Status": "Terkendala; lewat tenggat",
        "Keterangan": "T-031; Biasa; Nusa Tenggara Timur; DATA CONTOH",
    }


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (TaskState.PROPOSED, "Polda NTT belum menjawab; batas "),
        (TaskState.COUNTERED, "Setda NTT belum menjawab tawaran; batas "),
        (TaskState.CLAIMED_DONE, "Verifikator belum memeriksa bukti; batas "),
        (TaskState.VERIFIED, "Selesai"),
        (TaskState.DECLINED, "Tidak dilanjutkan"),
    ],
)
def test_the_next_step_names_whose_turn_it_is(state: TaskState, said: str) -> None:
    assert row(replace(Followed(), state=state))["Tindak lanjut"].startswith(said)


def test_what_is_still_to_be_done_in_time_says_until_when() -> None:
    in_time = replace(Followed(), state=TaskState.IN_PROGRESS, due_on=date(2026, 12, 24))
    assert row(in_time)["Tindak lanjut"] == "Polda NTT menyelesaikan paling lambat 24 Desember 2026"


def test_what_is_closed_is_not_late() -> None:
    assert row(replace(Followed(), state=TaskState.VERIFIED))["Status"] == "Terverifikasi"


class TestSpreadsheet:
    def written(self, *tasks: Followed, filtered_by: str = "Lewat tenggat"):
        lines = follow_up([(task, None) for task in tasks], ON)
        data = follow_up_xlsx.matrix(
            lines,
            title="Matriks tindak lanjut",
            filtered_by=filtered_by,
            source="Register tugas",
            as_of="Data s.d. kemarin",
        )
        return load_workbook(BytesIO(data)).active

    def test_the_head_carries_filter_source_and_moment(self) -> None:
        sheet = self.written(Followed())
        head = [sheet.cell(line, 1).value for line in range(1, 6)]
        assert head == [
            "Matriks tindak lanjut",
            "Saringan: Lewat tenggat",
            "Sumber: Register tugas",
            "Data s.d. kemarin; 1 baris",
            "DATA CONTOH: rekaan, bukan keadaan sebenarnya",
        ]
        assert tuple(cell.value for cell in sheet[7]) == COLUMNS
        assert sheet.freeze_panes == "A8"

    @pytest.mark.parametrize("start", ["=", "+", "-", "@"])
    def test_nothing_that_was_typed_becomes_a_formula(self, start: str) -> None:
        evil = f"{start}HYPERLINK(1)"
        task = replace(Followed(), title=evil, decision_text=None, last_note=evil, is_demo=False)
        sheet = self.written(task, filtered_by=evil)
        cells = [cell for line in sheet.iter_rows() for cell in line if evil in str(cell.value)]
        assert len(cells) == 3
        assert {cell.data_type for cell in cells} == {"s"}
        assert all(cell.quotePrefix for cell in cells if cell.value == evil)

    def test_number_day_and_percentage_are_what_they_are(self) -> None:
        sheet = self.written(Followed())
        cells = dict(zip(COLUMNS, sheet[8], strict=True))
        assert (cells["No"].value, cells["Tenggat"].value.date()) == (1, date(2026, 10, 30))
        assert cells["Tenggat"].is_date
        assert (cells["%"].value, cells["%"].number_format) == (0.85, "0.##%")

    def test_an_unknown_percentage_is_no_nought(self) -> None:
        sheet = self.written(replace(Followed(), progress=None))
        assert dict(zip(COLUMNS, sheet[8], strict=True))["%"].value == "–"

    def test_a_sign_that_a_sheet_cannot_hold_spoils_nothing(self) -> None:
        sheet = self.written(replace(Followed(), last_note="Baris\x0bdari Word"))
        assert dict(zip(COLUMNS, sheet[8], strict=True))["Progres (uraian)"].value == "Baris\ndari Word"

    def test_an_empty_matrix_is_still_a_sheet(self) -> None:
        assert self.written().cell(4, 1).value.endswith("0 baris")
