"""What *Sistem* says of the trail when somebody has it walked."""

from components.registers.system import checked
from views.system import CheckedTrail


def test_rows_that_were_altered_and_sealed_anew_since_are_told_beside_a_whole_trail() -> None:
    told = "Record 16 tells that user_account 4 had been altered beside the trail"
    shown = str(checked(CheckedTrail(17, 9, 0, (), (told,))))
    assert "Jejak utuh" in shown
    assert "1 baris pernah diubah di luar aplikasi" in shown
    assert told in shown


def test_of_a_trail_that_tells_of_none_nothing_of_the_kind_is_said() -> None:
    assert "di luar aplikasi" not in str(checked(CheckedTrail(17, 9, 0, ())))
