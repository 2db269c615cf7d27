"""What an earlier file of a source was found to mean is taken for the next one, and never unseen."""

from pathlib import Path
from typing import Any

import pytest

from db.importers.run import Request, order
from db.importers.worker import answer
from domain.imports.delivery import Delivery, opened, packed_text
from domain.imports.kinds import ImportKind
from domain.imports.requests import ASK_AGAIN
from domain.imports.roles import GivenRole
from tests.imports import scoring
from tests.imports.corpus.model import xlsx

CODED = [["PENEMPATAN PMI 2026"], ["Kode", "Januari", "Februari"], [5304, "-", 2], [5310, 3, "-"]]
NAMED = [["PENEMPATAN PMI 2026"], ["Kabupaten", "Januari", "Februari"], ["Belu", 1, 2], ["Ende", 3, 1]]
REMEMBERED = {"code-system": "bps", "mark:-": "zero", "mark:kosong": "zero", "scale": "as-written"}
TAKEN = "Memakai jawaban yang diingat untuk pengirim ini: "


def read(
    folder: Path, rows: list[list[Any]], answers: dict[str, str], from_file: tuple[str, ...] = ()
) -> Delivery:
    file = folder / "Rekap.xlsx"
    file.write_bytes(xlsx(rows))
    request = Request(
        ImportKind.PLACEMENTS, "", answers, scoring.TODAY, kept=True, from_file=frozenset(from_file)
    )
    return opened(packed_text("".join(answer(order(file, request)))))


def told(found: Delivery) -> list[str]:
    return [each for each in found.understood if each.startswith(TAKEN)]


def test_answers_that_decided_something_are_told_in_one_line_before_all_else(tmp_path: Path) -> None:
    found = read(tmp_path, CODED, REMEMBERED)
    assert found.understood[0] == f"{TAKEN}tanda “-” nol; kode wilayah BPS."
    assert sorted(found.answered) == ["code-system", "mark:-"]
    assert found.questions == ()


def test_answers_of_a_file_of_answers_are_told_as_such_beside_those_that_are_remembered(
    tmp_path: Path,
) -> None:
    found = read(tmp_path, CODED, REMEMBERED, ("code-system",))
    assert found.understood[:2] == (
        f"{TAKEN}tanda “-” nol.",
        "Memakai jawaban dari berkas jawaban: kode wilayah BPS.",
    )
    assert found.answered == ("mark:-",), "what nobody remembers cannot be asked again"


def test_roles_of_a_file_of_answers_are_told_as_such(tmp_path: Path) -> None:
    key = read(tmp_path, NAMED, {}).sheets[0].role_of("C")[0]
    found = read(tmp_path, NAMED, {key: GivenRole.LEFT_OUT}, (key,))
    assert found.understood[0] == "Memakai jawaban dari berkas jawaban: peran 1 kolom atau baris."
    assert told(found) == []


def test_an_answer_that_nothing_in_the_file_needs_is_not_told(tmp_path: Path) -> None:
    found = read(tmp_path, NAMED, REMEMBERED)
    assert (told(found), found.answered) == ([], ())


def test_the_answer_of_one_file_is_not_told_as_that_of_another(tmp_path: Path) -> None:
    rows = [["PENEMPATAN PMI"], *NAMED[1:]]
    found = read(tmp_path, rows, {"period": "2026"})
    assert [each.region for each in found.counts if each.value == 3] == ["53.08"]
    assert told(found) == []


def test_the_time_and_the_place_that_were_chosen_for_a_file_are_told_and_can_be_chosen_again(
    tmp_path: Path,
) -> None:
    rows = [["PENEMPATAN PMI"], *MONTHS]
    found = read(tmp_path, rows, {"period": "2026", "region": "53.07"})
    assert found.understood[0] == "Dipilih untuk berkas ini: waktu 2026; wilayah Kabupaten Sikka."
    assert sorted(found.answered) == ["period", "region"]
    again = read(tmp_path, rows, {"period": ASK_AGAIN, "region": "53.07"})
    assert ([each.key for each in again.questions], again.answered) == (["period"], ("region",))


def test_what_a_file_says_itself_is_not_told_as_chosen(tmp_path: Path) -> None:
    rows = [["PENEMPATAN PMI KABUPATEN SIKKA 2026"], *MONTHS]
    found = read(tmp_path, rows, {"period": "2025", "region": "53.08"})
    assert (found.answered, {each.region for each in found.counts}) == ((), {"53.07"})
    assert not any(each.startswith("Dipilih") for each in found.understood)


def test_what_is_to_be_asked_again_is_asked_again(tmp_path: Path) -> None:
    found = read(tmp_path, CODED, REMEMBERED | {"mark:-": ASK_AGAIN})
    assert [each.key for each in found.questions] == ["mark:-"]
    assert told(found) == [f"{TAKEN}kode wilayah BPS."]


@pytest.mark.parametrize(
    ("rows", "forged"),
    [
        (CODED, {"code-system": "Maria Contoh"}),
        (CODED, {"mark:-": "Maria Contoh", "code-system": "bps"}),
        ([NAMED[0], ["Kab/Kota", *NAMED[1][1:]], ["Kupang", 4, 5]], {"place:kupang": "53.99"}),
        ([["REKAP PENEMPATAN (dalam ribuan) 2026"], *NAMED[1:]], {"scale": "no"}),
        ([["PENEMPATAN PMI"], ["Kabupaten", "Jumlah"], *NAMED[2:]], {"period": "2026-13"}),
        ([["PENEMPATAN PMI, 1-15 JANUARI 2026"], ["Kabupaten", "PMI"], *NAMED[2:]], {"period": "2026-1"}),
        ([["PENEMPATAN PMI 2026"], ["Bulan", "Jumlah PMI"], ["Januari", 1]], {"region": "Maria Contoh"}),
    ],
    ids=lambda each: ",".join(each) if isinstance(each, dict) else "",
)
def test_what_the_question_does_not_offer_is_no_answer_and_is_not_told_as_one(
    rows: list[list[Any]], forged: dict[str, str], tmp_path: Path
) -> None:
    found = read(tmp_path, rows, forged)
    key = next(iter(forged))
    assert [each.key for each in found.questions] == [key]
    assert key not in found.answered
    assert "Maria" not in repr(found)


MONTHS = [["Bulan", "Jumlah PMI"], ["Januari", 1], ["Februari", 3]]
REGENCIES = [*(f"53.{number:02}" for number in range(1, 22)), "53.71"]


@pytest.mark.parametrize(
    ("title", "offered"),
    [
        ("KAB. MALAKA DAN BELU", ["53", "53.21", "53.04"]),
        ("KABUPATEN BELU, MALAKA DAN TIMOR TENGAH UTARA", ["53", "53.04", "53.21", "53.03"]),
        ("DESA WEOE KECAMATAN WEWIKU", ["53", "53.21.03", "53.21.03.2005"]),
    ],
)
def test_places_that_a_title_names_together_are_offered_beside_the_province(
    title: str, offered: list[str], tmp_path: Path
) -> None:
    [question] = read(tmp_path, [[f"PENEMPATAN PMI {title} 2026"], *MONTHS], {}).questions
    assert [answer for answer, _ in question.options] == offered


@pytest.mark.parametrize("title", ["", "DI LUAR KABUPATEN MALAKA", "MANGGARAI RAYA"])
def test_where_a_title_names_no_place_for_its_figures_every_kabupaten_is_offered(
    title: str, tmp_path: Path
) -> None:
    [question] = read(tmp_path, [[f"PENEMPATAN PMI {title} 2026"], *MONTHS], {}).questions
    assert [answer for answer, _ in question.options] == ["53", *REGENCIES]


@pytest.mark.parametrize(
    ("answer", "places"), [("53.04", {"53.04"}), ("53", {"53"}), ("53.08", set()), ("53.21.03", set())]
)
def test_only_a_place_that_is_offered_is_taken(answer: str, places: set[str], tmp_path: Path) -> None:
    rows = [["PENEMPATAN PMI KAB. MALAKA DAN BELU 2026"], *MONTHS]
    assert {each.region for each in read(tmp_path, rows, {"region": answer}).counts} == places


def test_roles_that_were_given_to_columns_of_an_earlier_file_are_counted(tmp_path: Path) -> None:
    key = read(tmp_path, NAMED, {}).sheets[0].role_of("C")[0]
    found = read(tmp_path, NAMED, {key: GivenRole.LEFT_OUT})
    assert told(found) == [f"{TAKEN}peran 1 kolom atau baris."]
    assert found.answered == (), "a role is changed where the column is drawn"
    assert told(read(tmp_path, NAMED, {key: GivenRole.AS_READ})) == []
