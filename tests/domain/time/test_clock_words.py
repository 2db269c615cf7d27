"""Times of day as they are written down in a hall."""

from datetime import time

import pytest

from domain.time.clock_words import NotATime, read_time, written


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("9", (9, 0)),
        ("09.30", (9, 30)),
        ("9:30", (9, 30)),
        ("0930", (9, 30)),
        ("10.00 WITA", (10, 0)),
        ("Pukul 14.15", (14, 15)),
        ("pkl. 8", (8, 0)),
        ("jam 2 siang", (14, 0)),
        ("12 siang", (12, 0)),
        ("setengah 10 pagi", (9, 30)),
        ("setengah 3 sore", (14, 30)),
        ("4 sore", (16, 0)),
        ("7 malam", (19, 0)),
        ("12 malam", (0, 0)),
        ("1 malam", (1, 0)),
        ("02.30", (2, 30)),
        ("jam 02.30", (2, 30)),
        ("00.00", (0, 0)),
        ("23.59", (23, 59)),
    ],
)
def test_a_time_is_read(words: str, at: tuple[int, int]) -> None:
    assert read_time(words) == time(*at)


def test_what_was_read_is_read_again() -> None:
    for minute in range(24 * 60):
        at = time(*divmod(minute, 60))
        assert read_time(written(at)) == at


@pytest.mark.parametrize(
    "words", ["", "siang", "24.00", "9.60", "10-12", "setengah 0", "setengah 3.30", "11 sore", "9 pagi pagi"]
)
def test_what_is_no_time_is_refused_with_examples(words: str) -> None:
    with pytest.raises(NotATime, match=r"Tulis misalnya 09\.30"):
        read_time(words)


def test_an_hour_that_may_be_before_dawn_or_after_noon_is_not_guessed() -> None:
    for words in ("2.30", "setengah 3", "jam 2.30"):
        with pytest.raises(NotATime, match=r"dapat berarti 02\.30 atau 14\.30"):
            read_time(words)


def test_another_zone_is_told_what_time_it_is_here() -> None:
    with pytest.raises(NotATime, match=r"10\.00 WITA"):
        read_time("09.00 WIB")
    with pytest.raises(NotATime, match=r"08\.00 WITA"):
        read_time("09.00 WIT")
