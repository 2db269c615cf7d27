"""Names without a capital of their own, and what only looks like them."""

import pytest

from domain.imports.disguised import is_disguised
from domain.imports.words import Vocabulary

VOCABULARY = Vocabulary(["Kabupaten Alor", "penyuluhan", "oleh", "remaja", "desa"])


@pytest.mark.parametrize(
    "text",
    [
        "penyuluhan oleh Z e b e d i a",
        "oleh zebedia.fanggitasik",
        "oleh zebedia_fanggitasik",
        "oleh ZebediaFanggitasik",
        "bapak zebedia fanggitasik",
        "zebedia bin fanggitasik",
    ],
)
def test_a_name_is_seen_without_its_capitals(text: str) -> None:
    assert is_disguised(text, VOCABULARY)


@pytest.mark.parametrize(
    "text",
    [
        "Penyuluhan di Kabupaten Alor",
        "D E S A",
        "YANKES.PROMKES/12/2026",
        "keluarga remaja desa",
        "keluarga kurang mampu",
        "www.contoh.example",
        "Pasal 81 UU 18/2017",
    ],
)
def test_what_offices_write_is_no_name(text: str) -> None:
    assert not is_disguised(text, VOCABULARY)
