"""Addresses typed by hand, by habit or by malice: a sentence or the first view, never a fault."""

import pytest

from domain.access.permissions import Role
from tests.factories import ACCOUNTS
from tests.pages.visiting import Visitor

PARAMETERS = {
    "/": ["kode"],
    "/peta": ["lapisan", "periode", "ukuran", "tingkat", "wilayah"],
    "/wilayah": ["kode"],
    "/angka": ["pertentangan", "angka", "saring", "cari", "lapisan", "periode", "wilayah", "hal"],
    "/cari": ["kata"],
    "/komitmen": ["kode", "tampilan", "keadaan", "instansi", "pilar", "wilayah", "triwulan", "hanya"],
    "/komitmen-baru": ["frasa", "usulan"],
    "/deklarasi": ["tampilan"],
    "/tugas": ["kode", "saring", "pilar", "instansi", "wilayah", "hal"],
    "/layanan": ["bulan", "wilayah", "bagian", "periksa"],
    "/kasus": [
        "kode",
        "langkah",
        "jenis",
        "tahun",
        "wilayah",
        "instansi",
        "tahap",
        "umur",
        "saring",
        "urut",
        "hal",
    ],
    "/akun": ["kode"],
    "/jejak": ["peristiwa", "hal"],
}
"""Every parameter that a page reads."""

HOSTILE = {
    "unknown": "99.99",
    "script": "<script>alert(1)</script>",
    "image": "<img src=x onerror=alert(1)>",
    "ten kilobytes": "A" * 10_000,
    "nul": "K-07\x00x",
    "percent nul": "%00",
    "quote": "' OR '1'='1' --",
    "drop": "1; DROP TABLE task; --",
    "negative": "-1",
    "zero": "0",
    "beyond": "999999999",
    "fraction": "1.5",
    "other digits": "٣",
    "path": "../../etc/passwd",
    "blank": " ",
    "unprintable": "\u202eK\x00\ufffe",
}

FREE_TEXT = {
    ("/angka", "cari"),
    ("/cari", "kata"),
    ("/angka", "periode"),
    ("/komitmen", "kode"),
    ("/komitmen-baru", "frasa"),
    ("/tugas", "kode"),
    ("/kasus", "kode"),
    ("/kasus", "wilayah"),
}
"""Read as text: they find nothing, or something is not there, but they are not a list to choose from."""

NAMED = {("/komitmen", "kode"), ("/komitmen-baru", "frasa"), ("/tugas", "kode"), ("/kasus", "kode")}
"""They name one thing; what does not exist is refused with where to look."""

UNREAD = {("/", "kode"), ("/akun", "kode")}

CASES = [(path, name, kind) for path, names in PARAMETERS.items() for name in names for kind in HOSTILE]

READ = [case for case in CASES if case[:2] in FREE_TEXT or case[1:] == ("hal", "beyond")]
"""What a query is given: text to look for, and a page that is not there."""

IGNORED = [case for case in CASES if case not in READ]


# No query is given what is ignored, so that one database is enough to see it ignored.
@pytest.mark.parametrize("databases", ["sqlite"], indirect=True, scope="session")
@pytest.mark.parametrize(("path", "name", "kind"), IGNORED)
def test_a_value_from_no_list_is_ignored_with_a_sentence(
    visit: Visitor, path: str, name: str, kind: str
) -> None:
    screen = visit(path, **{name: HOSTILE[kind]})
    if (path, name) in UNREAD:
        return
    (notice,) = screen.notices
    assert f"pada alamat ({name}) tidak dikenal dan diabaikan." in notice
    assert len(notice) < 200


@pytest.mark.parametrize(("path", "name", "kind"), READ)
def test_a_value_that_is_looked_for_ends_in_a_sentence_or_the_first_view(
    visit: Visitor, path: str, name: str, kind: str
) -> None:
    value = HOSTILE[kind]
    if (path, name) in NAMED and value.strip():
        sentence = visit.refused(path, **{name: value})
        assert "tidak ada. Pilih dari" in sentence
        assert len(sentence) < 200
        return
    screen = visit(path, **{name: value})
    if name == "hal":
        assert [n for n in screen.notices if "(hal)" in n] or screen.total


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/komitmen", "Komitmen K-99 tidak ada. Pilih dari daftar Komitmen."),
        ("/tugas", "Tugas K-99 tidak ada. Pilih dari daftar Tugas."),
    ],
)
@pytest.mark.parametrize("role", list(Role))
def test_an_unknown_code_is_answered_with_where_to_look(
    visit: Visitor, path: str, sentence: str, role: Role
) -> None:
    assert visit.refused(path, as_=ACCOUNTS[role], kode="K-99") == sentence


@pytest.mark.parametrize("path", [p for p, names in PARAMETERS.items() if "hal" in names])
def test_a_page_beyond_the_last_one_shows_the_last_rows(visit: Visitor, path: str) -> None:
    assert visit(path, hal="9000").tables


def test_of_a_repeated_parameter_the_last_one_counts(visit: Visitor) -> None:
    screen = visit("/peta", wilayah=["53.05", "53.21"])
    assert next(screen.body.one("section", "gb-panel").every("h2")).text == "Malaka"


def test_all_parameters_may_be_wrong_at_once(visit: Visitor) -> None:
    for path, names in PARAMETERS.items():
        wrong = {name: "<b>x</b>" for name in names if (path, name) not in FREE_TEXT | UNREAD}
        if not wrong:
            continue
        notices = " ".join(visit(path, **wrong).notices)
        for name in wrong:
            assert f"({name})" in notices, path


def test_a_case_row_is_refused_to_an_agency_whatever_the_address_says(visit: Visitor) -> None:
    for query in ({}, {"jenis": "trafficking"}, {"wilayah": "53.21", "hal": "2"}):
        sentence = visit.refused("/kasus", as_=ACCOUNTS[Role.AGENCY], **query)
        assert sentence.startswith("Halaman ini tidak termasuk peran akun Anda.")
