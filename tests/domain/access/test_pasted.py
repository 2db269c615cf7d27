"""Forty accounts as an office pastes them: understood by any name, asked when in doubt, wrong rows named."""

import pytest

from domain.access.accounts import LONGEST_NAME
from domain.access.errors import RuleBroken
from domain.access.pasted import (
    MOST_ROWS,
    ROLE_WORDS,
    Directory,
    PastedRow,
    ReadRow,
    read_rows,
    split_rows,
)
from domain.access.permissions import Role

NAMES = {
    "disnakertrans": ("Dinas Tenaga Kerja dan Transmigrasi Provinsi NTT", "Disnakertrans NTT", "Nakertrans"),
    "polres-kupang": ("Kepolisian Resor Kupang", "Polres Kupang"),
    "polresta-kupang": ("Kepolisian Resor Kota Kupang", "Polresta Kupang Kota", "Polres Kupang"),
    "pemkab-kupang": ("Pemerintah Kabupaten Kupang", "Pemkab Kupang"),
    "pemkot-kupang": ("Pemerintah Kota Kupang", "Pemkot Kupang"),
}
DIRECTORY = Directory(NAMES, frozenset({"admin"}), frozenset({("Kepala Disnakertrans", "disnakertrans")}))


def read(text: str, directory: Directory = DIRECTORY) -> list[ReadRow]:
    return read_rows(split_rows(text), directory)


def one(text: str, directory: Directory = DIRECTORY) -> ReadRow:
    [row] = read(text, directory)
    return row


class TestSplitting:
    def test_cells_between_tabs_are_read_in_order(self) -> None:
        assert split_rows("Penghubung\tNakertrans\tInstansi\tnaker.1\r\n") == [
            PastedRow(1, "Penghubung", "Nakertrans", "Instansi", "naker.1")
        ]

    def test_a_heading_may_name_them_in_another_order(self) -> None:
        text = "No\tInstansi\tPeran\tNama Jabatan\n1\tNakertrans\tInstansi\tPenghubung"
        assert split_rows(text) == [PastedRow(1, "Penghubung", "Nakertrans", "Instansi")]

    def test_without_a_tab_semicolons_part_the_cells(self) -> None:
        assert split_rows("Penghubung;Nakertrans;Instansi") == [
            PastedRow(1, "Penghubung", "Nakertrans", "Instansi")
        ]

    def test_empty_lines_are_no_rows(self) -> None:
        assert split_rows("\n \n\t\n") == []

    def test_a_short_row_has_empty_cells(self) -> None:
        assert split_rows("Penghubung\tNakertrans") == [PastedRow(1, "Penghubung", "Nakertrans", "")]

    def test_too_many_rows_are_refused_with_what_to_do(self) -> None:
        with pytest.raises(RuleBroken, match="Bagi daftarnya"):
            split_rows("a\tb\tc\n" * (MOST_ROWS + 2))

    def test_a_row_can_be_pasted_again_as_it_was(self) -> None:
        row = PastedRow(1, "Penghubung", "Nakertrans", "Instansi")
        assert split_rows(row.text) == [row]


class TestAgency:
    @pytest.mark.parametrize(
        "written",
        [
            "nakertrans",
            "DISNAKERTRANS NTT",
            "disnakertrans",
            "Dinas Tenaga Kerja, dan Transmigrasi Provinsi NTT",
        ],
    )
    def test_any_of_its_names_is_understood(self, written: str) -> None:
        row = one(f"Penghubung\t{written}\tInstansi")
        assert (row.agency, row.is_ready) == ("disnakertrans", True)

    def test_a_name_that_is_nearly_right_is_asked_about_and_never_taken(self) -> None:
        row = one("Penghubung\tDisnakertran NTT\tInstansi")
        assert (row.agency, row.is_asked, row.candidates[0]) == (None, True, "disnakertrans")

    def test_a_name_of_two_agencies_is_asked_about(self) -> None:
        row = one("Penghubung\tPolres Kupang\tInstansi")
        assert (row.agency, row.candidates) == (None, ("polres-kupang", "polresta-kupang"))
        assert (row.is_known, row.question) == (
            True,
            "“Polres Kupang” nama dari 2 instansi; pilih yang dimaksud.",
        )

    def test_kota_and_kabupaten_are_never_mixed_up(self) -> None:
        row = one("Penghubung\tPemkap Kupang\tInstansi")
        assert row.agency is None
        assert {"pemkab-kupang", "pemkot-kupang"} <= set(row.candidates)

    def test_a_name_like_none_of_them_is_asked_about_without_a_proposal(self) -> None:
        row = one("Penghubung\tXyzzy\tInstansi")
        assert (row.is_asked, row.candidates) == (True, ())
        assert (row.is_known, row.question) == (False, "Instansi “Xyzzy” tidak dikenal; pilih yang dimaksud.")

    def test_the_answer_for_a_row_makes_it_ready(self) -> None:
        answered = Directory(NAMES, frozenset(), frozenset(), {1: "polresta-kupang"})
        row = one("Penghubung\tPolres Kupang\tInstansi", answered)
        assert (row.agency, row.is_ready) == ("polresta-kupang", True)


class TestRowsThatCannotStand:
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("\tNakertrans\tInstansi", "Jabatan kosong"),
            ("Penghubung\t\tInstansi", "Instansi kosong"),
            ("Penghubung\tNakertrans\t", "Peran kosong"),
            ("Penghubung\tNakertrans\tBos", "Peran “Bos” tidak dikenal"),
            ("Kepala Disnakertrans\tNakertrans\tInstansi", "sudah punya akun"),
            ("Penghubung\tNakertrans\tInstansi\tadmin", "sudah dipakai"),
            ("Penghubung\tNakertrans\tInstansi\tAda Spasi", "huruf kecil"),
            ("Penghubung 5371010101900001\tNakertrans\tInstansi", "tampak seperti NIK"),
            (f"{'x' * (LONGEST_NAME + 1)}\tNakertrans\tInstansi", "paling banyak 120 huruf"),
        ],
    )
    def test_each_says_what_is_wrong(self, text: str, said: str) -> None:
        row = one(text)
        assert not row.is_ready
        assert any(said in problem for problem in row.problems)

    def test_several_faults_of_one_row_are_said_together(self) -> None:
        row = one(f"5371010101900001 {'x' * LONGEST_NAME}\tXyzzy\tBos\tadmin")
        for said in ("paling banyak", "NIK", "“Bos” tidak dikenal", "sudah dipakai"):
            assert any(said in problem for problem in row.problems), said
        assert "“Xyzzy” tidak dikenal" in row.question

    def test_the_second_of_two_names_the_first(self) -> None:
        first, second = read("Penghubung\tNakertrans\tInstansi\nPENGHUBUNG\tdisnakertrans\tInstansi")
        assert (first.is_ready, second.problems) == (True, ("Sama dengan baris 1.",))

    def test_a_wrong_row_takes_no_username_from_a_good_one(self) -> None:
        wrong, good = read("Penghubung\tNakertrans\tBos\tnaker.1\nKepala\tNakertrans\tInstansi\tnaker.1")
        assert not wrong.is_ready
        assert good.is_ready


def test_a_proposed_name_leaves_what_a_later_row_states_to_that_row() -> None:
    first, second = read(
        "Penghubung A\tNakertrans\tInstansi\nPenghubung B\tNakertrans\tInstansi\tDisnakertrans.penghubung"
    )
    assert (first.username, first.is_ready) == ("disnakertrans.penghubung2", True)
    assert (second.username, second.is_ready) == ("disnakertrans.penghubung", True)


def test_two_offices_of_one_agency_get_two_names() -> None:
    names = [
        row.username for row in read("Penghubung A\tNakertrans\tInstansi\nPenghubung B\tNakertrans\tInstansi")
    ]
    assert names == ["disnakertrans.penghubung", "disnakertrans.penghubung2"]


def test_every_role_can_be_written() -> None:
    assert set(ROLE_WORDS.values()) == set(Role)
