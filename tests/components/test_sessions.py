"""What the list of one's own sessions says of their end."""

import pytest

from components.registers.sessions import ends_by_itself


def test_it_says_how_many_there_may_be_and_which_one_gives_way() -> None:
    assert ends_by_itself([20], sample=False) == (
        "Sesi berakhir sendiri 12 jam setelah masuk, atau lebih awal bila 20 menit tidak dipakai. "
        "Paling banyak sepuluh sekaligus; yang paling lama tidak dipakai berakhir lebih dahulu."
    )


@pytest.mark.parametrize("idle", [[None], []])
def test_a_sample_account_has_as_many_as_are_opened(idle: list[int | None]) -> None:
    assert ends_by_itself(idle, sample=True) == "Sesi berakhir sendiri 12 jam setelah masuk."
