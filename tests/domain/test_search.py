"""Finding things by words and codes."""

from datetime import date

import pytest

from domain.search import SHOWN, Findable, HitKind, find, is_about


def task(code: str, title: str, *, due: date | None = None, detail: str = "", also: str = "") -> Findable:
    return Findable(HitKind.TASK, code, title, detail, f"/tugas?kode={code}", also, due)


def place(code: str, name: str, also: str = "") -> Findable:
    return Findable(HitKind.PLACE, code, name, "", f"/wilayah?kode={code}", also)


TASKS = [
    task("T-041", "Surat tugas petugas paspor", due=date(2026, 11, 30)),
    task("T-038", "Jaringan data meja paspor", due=date(2026, 11, 20)),
    task("T-004", "Pos informasi", detail="Permohonan paspor"),
]


def codes(asked: str, *entries: Findable) -> list[str]:
    return [entry.code for group in find(entries, asked).groups for entry in group.shown]


@pytest.mark.parametrize("asked", ["PASPOR", " paspor ", "pásporr"[:-1], "petugas paspor", "Surat-tugas"])
def test_case_accents_and_marks_do_not_matter(asked: str) -> None:
    assert "T-041" in codes(asked, *TASKS)


def test_every_word_must_be_there() -> None:
    assert codes("paspor data", *TASKS) == ["T-038"]


def test_a_title_comes_before_a_detail_and_the_nearest_deadline_first() -> None:
    assert codes("paspor", *TASKS) == ["T-038", "T-041", "T-004"]


def test_a_code_typed_in_full_comes_before_everything_whatever_its_kind() -> None:
    entries = [*TASKS, place("53.21", "Malaka"), task("T-900", "Tindak lanjut 53.21")]
    assert codes("53.21", *entries) == ["53.21", "T-900"]
    assert codes("t-041", *entries) == ["T-041"]


def test_a_code_is_looked_for_as_a_whole() -> None:
    assert codes("T-04", *TASKS) == ["T-041"], "and not whatever holds a T and a 04"


def test_another_name_finds_a_place() -> None:
    assert codes("TTS", place("53.02", "Timor Tengah Selatan", "TTS")) == ["53.02"]


def test_a_short_word_begins_one() -> None:
    assert codes("tt", place("53.02", "Timor", "TTS"), place("53.03", "Betty")) == ["53.02"]


def test_many_hits_are_counted_and_a_few_shown() -> None:
    (group,) = find([task(f"T-{n:03}", "Pos") for n in range(40)], "pos").groups
    assert (len(group.shown), group.total) == (SHOWN, 40)


def test_nothing_asked_finds_nothing() -> None:
    assert find(TASKS, " - ").groups == ()


@pytest.mark.parametrize(
    ("asked", "meant"), [("pasporr", "paspor"), ("petugaz paspor", "petugas"), ("zzz", "")]
)
def test_a_misspelt_word_is_answered_with_one_that_occurs(asked: str, meant: str) -> None:
    assert find(TASKS, asked).nearest == meant


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", True),
        ("malaka", True),
        ("MALAKA perdes", True),
        ("ema", True),
        ("T-04", True),
        ("malaka belu", False),
    ],
)
def test_a_row_of_a_list_holds_every_word_that_its_box_asks_for(asked: str, found: bool) -> None:
    assert is_about(asked, "T-049", "Perdes di Malaka", None, "Éma") is found
