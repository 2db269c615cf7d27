"""Of nothing nothing is claimed: no headline says "all" where there is none."""

from components.commitments import boards, declaration
from components.registers import audit, correspondence


def test_letters_that_reach_everybody_are_not_told_where_nobody_holds_a_task() -> None:
    assert correspondence.headline([]) == "Belum ada instansi yang memegang tugas"


def test_no_proposal_is_called_formed_where_there_is_none() -> None:
    assert declaration.drafts_headline([]) == "Belum ada usulan komitmen"


def test_without_commitments_none_is_said_to_have_an_owner() -> None:
    assert "Belum ada komitmen." in boards.ownerless([], [], may_assign=False)


def test_what_a_filter_leaves_of_the_trail_is_no_chain() -> None:
    assert audit.headline(0, narrowed=True) == "Tidak ada catatan yang cocok"
    assert audit.headline(3, narrowed=True) == "3 catatan cocok"
    assert audit.headline(1_466, narrowed=False) == "1.466 catatan, terangkai satu sama lain"
