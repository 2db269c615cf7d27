"""What the screen of free texts refuses is found in a file, too: the reader looks closely only at texts of a
certain shape, and nothing that the screen knows may have another one. All numbers are invented."""

import random

import pytest

from domain.access.screening import identity_kinds
from domain.imports.identity import text_kind

PIECES = [*"00123456789.- /_,|+()oOlI", "B", "X ", "nol", " WA ", "paspor ", " at ", " dot ", "[at]"]
PIECES += ["a", "08", "62", "8", "53", "04", "12", "korban", "Rp "]
TRIED = 20_000


@pytest.mark.parametrize(
    "text",
    [
        "WA 8123456789",
        "hubungi 812 3456 7890",
        "kontak 60123456789",
        "53O4O112O39OOOO1",
        "NIK:5304o112o39oooo1",
        "B 1234567",
        "B-1234567",
        "A.1234567",
        "B123 4567",
        "X 123 4567 milik korban",
        "orang at contoh dot id",
        "orang [at] contoh.id",
    ],
)
def test_a_number_in_another_form_than_usual_is_left_out(text: str) -> None:
    assert text_kind(text)


def test_whatever_the_screen_refuses_is_left_out() -> None:
    chosen = random.Random(5)
    texts = ("".join(chosen.choices(PIECES, k=chosen.randint(6, 26))) for _ in range(TRIED))
    refused = [text for text in texts if any(identity_kinds(text))]
    assert len(refused) > TRIED / 50
    assert not [text for text in refused if not text_kind(text)]
