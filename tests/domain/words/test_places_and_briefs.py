"""What leaves for WhatsApp: at most 700 characters, and no place smaller than a kabupaten."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.places.places import HIDDEN, SmallPlaces
from domain.words.briefs import LONGEST_BRIEF, BriefFacts, task_brief

PLACES = SmallPlaces(
    ["Kobalima", "Kobalima Timur", "Larantuka", "Malaka Tengah", "Ende", "Baru"],
    ["Kabupaten Malaka", "Kabupaten Ende", "Kabupaten Flores Timur", "Nusa Tenggara Timur"],
)

FACTS = BriefFacts(
    code="T-013",
    title="Posko pengaduan di Kobalima Timur",
    output="Posko dibuka tiga hari sepekan",
    owner="Pemda Kab. Malaka",
    supporters="DP3AP2KB NTT",
    region="Kabupaten Malaka",
    task_class="Biasa",
    state="Diterima",
    due_on=date(2026, 12, 4),
    clock="Rencana: sisa 7 hari kerja",
    address="https://gerak.example/tugas?kode=T-013",
    is_demo=True,
)


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Posko pengaduan di Kobalima", f"Posko pengaduan di {HIDDEN}"),
        ("Posko di Kobalima Timur, pagi", f"Posko di {HIDDEN}, pagi"),
        ("Pos di Malaka Tengah dan Larantuka", f"Pos di {HIDDEN} dan {HIDDEN}"),
        ("Jaga bersama di Kabupaten Malaka", "Jaga bersama di Kabupaten Malaka"),
        ("SK gugus tugas TPPO Kabupaten Ende", "SK gugus tugas TPPO Kabupaten Ende"),
        ("kader desa kobalima", f"kader desa {HIDDEN}"),
        ("Baru dua kader terlatih", "Baru dua kader terlatih"),
        ("jadwal yang baru", "jadwal yang baru"),
        ("", ""),
    ],
)
def test_small_places_are_hidden_and_wider_ones_kept(text: str, hidden: str) -> None:
    assert PLACES.hide(text) == hidden


@given(st.text(max_size=200))
def test_text_without_a_name_is_left_as_it_is_and_hiding_twice_changes_nothing(text: str) -> None:
    once = PLACES.hide(text)
    assert PLACES.hide(once) == once
    if not any(name in text.casefold() for name in ("kobalima", "larantuka", "malaka", "ende", "baru")):
        assert once == text


def test_a_brief_says_who_what_and_until_when_and_opens_the_task() -> None:
    brief = task_brief(FACTS, PLACES)
    assert brief.startswith("[DATA CONTOH] *Tugas T-013* (Biasa)")
    assert brief.endswith(FACTS.address)
    for part in ("Pemda Kab. Malaka", "Kabupaten Malaka", "4 Desember 2026", "sisa 7 hari kerja"):
        assert part in brief
    assert "Kobalima" not in brief


@given(st.text(max_size=160), st.text(max_size=500), st.text(max_size=120))
def test_a_brief_is_never_too_long_and_never_loses_its_address(
    title: str, output: str, supporters: str
) -> None:
    brief = task_brief(replace(FACTS, title=title, output=output, supporters=supporters), PLACES)
    assert len(brief) <= LONGEST_BRIEF
    assert brief.endswith(FACTS.address)
