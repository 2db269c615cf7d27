"""Which passwords are turned down, and with which words."""

import pytest
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from domain.access.errors import RuleBroken
from domain.access.passwords import LONGEST, SHORTEST, refuse_weak, words_of

LOCAL = ("Kota Kupang", "Oesapa", "Sabu Raijua", "Timor Tengah Selatan", "Polda NTT", "polda.operator")


@pytest.mark.parametrize(
    "password",
    [
        "indonesia123",
        "password1234",
        "qwertyuiop12",
        "aaaaaaaaaaaa",
        "GubernurNTT2026!",
        "kupang2025!!",
        "Kupang-2026-Jaya",
        "Sekretariat2026",
        "polda.operator1",
        "SabuRaijua2026",
        "Bismillah123",
        "123456789012",
        "yesuskristus2026",
        "TuhanYesus-Memberkati1",
        "gerakbersama2026",
        "Kup4ng-Kup4ng-2026",
        "desember25122026",
        "oesapa oesapa 1987",
    ],
)
def test_what_somebody_would_try_first_is_refused_with_what_to_do(password: str) -> None:
    with pytest.raises(RuleBroken, match="beberapa kata acak"):
        refuse_weak(password, LOCAL)


@pytest.mark.parametrize(
    "password",
    [
        "kupang 83 rajawali tenda",
        "sembilan lontar di tebing angin",
        "kupang rote sabu alor",
        "k9$Vz!p2Lq#t",
        "x" * 8 + "Qw7" + "rT0p9Lm",
    ],
)
def test_what_nobody_would_try_soon_is_accepted(password: str) -> None:
    refuse_weak(password, LOCAL)


def test_what_was_in_breaches_is_refused() -> None:
    """Of the 30,000 that were most frequent in breaches those that are long enough for us."""
    breached = [each for each in FREQUENCY_LISTS["passwords"] if len(each) >= SHORTEST]
    assert len(breached) > 200
    assert [each for each in breached if _is_taken(each)] == []


def _is_taken(password: str) -> bool:
    try:
        refuse_weak(password)
    except RuleBroken:
        return False
    return True


def test_a_local_word_makes_a_password_weaker() -> None:
    refuse_weak("Raknamo-Besipae7", ())
    with pytest.raises(RuleBroken):
        refuse_weak("Raknamo-Besipae7", ("Raknamo", "Besipae"))


def test_one_character_too_few_is_refused_by_number() -> None:
    with pytest.raises(RuleBroken, match=f"paling sedikit {SHORTEST} karakter"):
        refuse_weak("k9$Vz!p2Lq#")


def test_an_endless_one_is_refused_before_it_is_read() -> None:
    with pytest.raises(RuleBroken, match=f"paling banyak {LONGEST} karakter"):
        refuse_weak("x" * 1_000_000)


def test_the_refusal_does_not_repeat_the_password() -> None:
    with pytest.raises(RuleBroken) as refused:
        refuse_weak("GubernurNTT2026!", LOCAL)
    assert "GubernurNTT" not in str(refused.value)


def test_names_are_known_word_by_word() -> None:
    assert words_of(["Kab. Timor Tengah", "timor-tengah.2"]) == ["kab", "timor", "tengah"]
