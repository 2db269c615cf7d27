"""The ways out of a text that holds somebody's number."""

import pytest

from domain.cases.wording import LEFT_OUT, refused_sentences, without_numbers, without_sentences

BEFORE = "Ditawari kerja di Batam."
AFTER = "Titik kumpul di Betun."
REFUSED = [
    "Keluarga dihubungi di 0812-3456-7890.",
    "NIK 5371014512990001 tertulis di formulir.",
    "Paspor C1234567 dipegang perekrut.",
    "Surel contoh@contoh.id dipakai.",
]


@pytest.mark.parametrize("sentence", REFUSED)
def test_the_sentence_with_the_number_is_named_and_can_be_left_out(sentence: str) -> None:
    text = f"{BEFORE} {sentence} {AFTER}"
    assert refused_sentences(text) == (2,)
    assert without_sentences(text) == f"{BEFORE} {AFTER}"


@pytest.mark.parametrize("sentence", REFUSED)
def test_the_number_alone_can_be_left_out_and_the_rest_stays(sentence: str) -> None:
    mended = without_numbers(f"{BEFORE} {sentence} {AFTER}")
    assert mended is not None
    assert LEFT_OUT in mended
    assert mended.startswith(BEFORE)
    assert mended.endswith(AFTER)


def test_lines_between_sentences_stay_where_they_were() -> None:
    assert without_sentences(f"{BEFORE}\n\n{REFUSED[0]} {AFTER}") == f"{BEFORE}\n\n{AFTER}"


def test_a_count_beside_the_number_is_no_number_of_a_person() -> None:
    assert without_numbers(f"Gaji 3.500.000 rupiah. {REFUSED[0]}") == (
        f"Gaji 3.500.000 rupiah. Keluarga dihubungi di {LEFT_OUT}."
    )


def test_no_way_is_offered_that_would_be_refused_again() -> None:
    spread = "Nomornya 0812 3456 dan lalu 0812! 3456 7890"
    for mended in (without_sentences(spread), without_numbers(spread)):
        assert mended is None or not refused_sentences(mended)


def test_an_accepted_text_has_nothing_to_leave_out() -> None:
    assert refused_sentences(BEFORE) == ()
    assert without_sentences(BEFORE) is None
    assert without_numbers(BEFORE) is None
