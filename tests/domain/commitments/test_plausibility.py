"""Claims that are asked about once: beyond the target, less than before, ten times as much."""

import pytest

from domain.commitments.plausibility import ClaimDoubt, DoubtKind, doubts, unanswered
from domain.commitments.progress import CheckpointMeasure

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


def test_an_answered_doubt_is_not_asked_again_but_another_value_is() -> None:
    answers = [each.answer for each in doubts(41, VILLAGES)]
    assert unanswered(doubts(41, VILLAGES), answers) == ()
    assert kinds(unanswered(doubts(42, VILLAGES), answers)) == [DoubtKind.BEYOND_TARGET]


def test_values_that_differ_in_one_digit_are_different_answers() -> None:
    first, second = (doubts(value, VILLAGES)[0].answer for value in (1_234_567.0, 1_234_568.0))
    assert first != second
