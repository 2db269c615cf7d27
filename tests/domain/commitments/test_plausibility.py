"""Claims that are asked about once: beyond the target, less than before, ten times as much."""

import pytest

from domain.commitments.plausibility import (
    ClaimDoubt,
    DoubtKind,
    InDoubt,
    doubts,
    doubts_of_agreement,
    doubts_of_change,
    doubts_of_counter,
    doubts_of_jump,
    doubts_of_progress,
    doubts_of_verdict,
    unanswered,
)
from domain.commitments.progress import CheckpointMeasure, checked_claim

VILLAGES = CheckpointMeasure(0, 40, "desa")
SHARE = CheckpointMeasure(0, 100, "persen")
BACKLOG = CheckpointMeasure(40, 0, "berkas")


def kinds(found: tuple[ClaimDoubt, ...]) -> list[DoubtKind]:
    return [each.kind for each in found]


@pytest.mark.parametrize(
    ("value", "measure", "before", "of", "expected"),
    [
        (18, VILLAGES, None, None, []),
        (40, VILLAGES, 39, 40, []),
        (41, VILLAGES, 40, None, [DoubtKind.BEYOND_TARGET]),
        (3, SHARE, 45, None, [DoubtKind.WENT_BACK]),
        (45, SHARE, 45, None, []),
        (12, VILLAGES, 1.2, None, [DoubtKind.JUMPED]),
        (11, VILLAGES, 1.2, None, []),
        (12, VILLAGES, 0, None, []),
        (12, VILLAGES, None, 45, [DoubtKind.OTHER_WHOLE]),
        (3, BACKLOG, 30, None, [DoubtKind.JUMPED]),
        (20, BACKLOG, 10, None, [DoubtKind.WENT_BACK]),
        (0, BACKLOG, 10, None, []),
        (0, VILLAGES, 10, None, [DoubtKind.WENT_BACK]),
        (50, BACKLOG, None, None, [DoubtKind.WENT_BACK]),
        (50, VILLAGES, 5, 45, [DoubtKind.BEYOND_TARGET, DoubtKind.JUMPED, DoubtKind.OTHER_WHOLE]),
    ],
)
def test_what_is_surprising_about_a_claim_is_named(
    value: float,
    measure: CheckpointMeasure,
    before: float | None,
    of: float | None,
    expected: list[DoubtKind],
) -> None:
    assert kinds(doubts(value, measure, before=before, of=of)) == expected


def test_a_question_shows_both_numbers_and_what_to_do() -> None:
    (doubt,) = doubts(1_250.5, CheckpointMeasure(0, 2_000, "km"), before=1_300)
    assert doubt.question == (
        "Capaian 1.250,5 km kurang dari laporan sebelumnya, 1.300 km, padahal di sini jumlah seluruhnya. "
        "Setujui bila memang demikian, atau ubah angkanya."
    )


def test_ten_times_the_target_is_asked_about_and_not_refused() -> None:
    measure = CheckpointMeasure(0, 25, "desa")
    assert checked_claim(300, measure) == 300
    (doubt,) = doubts(300, measure)
    assert doubt.question.startswith("Capaian 300 desa sepuluh kali lipat atau lebih dari target 25 desa.")


@pytest.mark.parametrize(
    ("value", "before", "sentence", "asked"),
    [
        (8, None, "Sembilan desa menganggarkan", "yang menyebut 9 desa"),
        (8, None, "9 desa menganggarkan", "yang menyebut 9 desa"),
        (8, None, "Dua puluh lima desa menganggarkan", "yang menyebut 25 desa"),
        (8, None, "Delapan desa menganggarkan", ""),
        (8, None, "Delapan dari empat puluh desa menganggarkan", ""),
        (8, 5, "Tiga desa menyusul menganggarkan", ""),
        (8, None, "Salah satu desa menganggarkan", ""),
        (8, None, "Sembilan kecamatan dikunjungi", ""),
        (8, None, "Perdes dua desa di Kobalima sudah bernomor.", ""),
        (8, None, "Perdes ditetapkan", ""),
    ],
)
def test_a_sentence_that_counts_something_else_than_the_number_is_asked_about(
    value: float, before: float | None, sentence: str, asked: str
) -> None:
    found = doubts(value, VILLAGES, before=before, sentence=sentence)
    assert kinds(found) == [DoubtKind.OTHER_IN_SENTENCE] * bool(asked)
    assert all(asked in each.question for each in found)


def test_another_number_in_the_sentence_is_asked_about_anew() -> None:
    (first,) = doubts(8, VILLAGES, sentence="Sembilan desa menganggarkan")
    again = doubts(8, VILLAGES, sentence="Sepuluh desa menganggarkan")
    assert unanswered(again, [first.answer])


def test_an_answered_doubt_is_not_asked_again_but_another_value_is() -> None:
    answers = [each.answer for each in doubts(41, VILLAGES)]
    assert unanswered(doubts(41, VILLAGES), answers) == ()
    assert kinds(unanswered(doubts(42, VILLAGES), answers)) == [DoubtKind.BEYOND_TARGET]


def test_values_that_differ_in_one_digit_are_different_answers() -> None:
    first, second = (doubts(value, VILLAGES)[0].answer for value in (1_234_567.0, 1_234_568.0))
    assert first != second


def test_a_target_changed_tenfold_is_asked_about_with_both_numbers() -> None:
    (doubt,) = doubts_of_counter(1_250, 120, "desa")
    assert doubt.question == (
        "Target yang ditawarkan 1.250 desa: sepuluh kali lipat atau lebih dari yang diusulkan, 120 desa. "
        "Setujui bila memang demikian, atau ubah angkanya."
    )
    (fewer,) = doubts_of_change(12, 120, "desa")
    assert "sepuluh kali lebih kecil dari yang sekarang, 120 desa" in fewer.question


@pytest.mark.parametrize("target", [None, float("nan"), 0, 13, 119, 1_199])
def test_an_ordinary_or_unread_target_is_not_asked_about(target: float | None) -> None:
    assert doubts_of_counter(target, 120, "desa") == ()


def test_progress_of_a_task_that_falls_is_asked_about_and_no_other() -> None:
    assert [len(doubts_of_progress(percent, 80)) for percent in (20, 80, 100)] == [1, 0, 0]
    assert doubts_of_progress(20, None) == ()


@pytest.mark.parametrize(
    ("value", "measure", "before", "asked"),
    [
        (1, SHARE, 44, 1),
        (44, SHARE, 44, 0),
        (45, SHARE, 44, 0),
        (1, SHARE, None, 0),
        (20, BACKLOG, 10, 1),
        (10, BACKLOG, 20, 0),
    ],
)
def test_a_verdict_worse_than_the_last_is_asked_about_and_no_other(
    value: float, measure: CheckpointMeasure, before: float | None, asked: int
) -> None:
    assert len(doubts_of_verdict(value, measure, before)) == asked


@pytest.mark.parametrize(
    ("proposed", "measure", "asked"),
    [(1, SHARE, 1), (100, SHARE, 0), (120, VILLAGES, 0), (5, BACKLOG, 1), (None, SHARE, 0)],
)
def test_terms_that_ask_for_less_are_asked_about_and_no_other(
    proposed: float | None, measure: CheckpointMeasure, asked: int
) -> None:
    assert len(doubts_of_agreement(proposed, measure)) == asked


def test_how_to_answer_is_said_once_behind_all_that_is_asked() -> None:
    asked = InDoubt(doubts(1_250, VILLAGES, before=16))
    assert str(asked) == (
        "Capaian 1.250 desa sepuluh kali lipat atau lebih dari target 40 desa. "
        "Capaian 1.250 desa sepuluh kali lipat dari sebelumnya, 16 desa. "
        "Setujui bila memang demikian, atau ubah angkanya."
    )


def test_one_yes_for_several_numbers_names_each() -> None:
    asked = InDoubt(
        (
            *doubts_of_jump(1_250, 12, "orang", what="Pendaftar", whose="bulan lalu"),
            *doubts_of_jump(40, 400, "orang", what="Berangkat", whose="bulan lalu"),
        )
    )
    assert asked.yes == "Ya, 1.250 orang; 40 orang"
    assert len(set(asked.answers)) == 2


def test_one_yes_to_several_questions_about_one_number_names_it_once() -> None:
    asked = InDoubt(doubts(1_250, VILLAGES, before=16))
    assert len(asked.answers) > 1
    assert asked.yes == "Ya, 1.250 desa"
