"""What would identify a person is caught however it is typed; what an official must write passes."""

import csv
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.access import screening
from domain.access.screening import (
    IdentityKind,
    IdentityRefused,
    identity_kinds,
    refuse_identity,
    screened_as,
)
from domain.imports.words import first_kind

GEODATA = Path(__file__).parents[3] / "db" / "provinces" / "ntt"
NIK = "53" + "21" + "01" + "55" + "12" + "90" + "0001"
"""Of nobody: born on day 15 of month 12, a woman, in a kecamatan that is only a pattern."""


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"NIK {NIK}.", IdentityKind.NIK),
        (f"nomor{NIK}x", IdentityKind.NIK),
        ("5321 0155 1290 0001", IdentityKind.NIK),
        ("532101-551290-0001", IdentityKind.NIK),
        ("5 3 2 1 0 1 5 5 1 2 9 0 0 0 0 1", IdentityKind.NIK),
        ("５３２１０１５５１２９００００１", IdentityKind.NIK),
        ("5321\u200b0155\u200b1290\u200b0001", IdentityKind.NIK),
        ("0000000000000000", IdentityKind.NIK),
        ("hubungi 081234567890", IdentityKind.PHONE),
        ("0812-3456-7890", IdentityKind.PHONE),
        ("WA 0812 3456 7890 ya", IdentityKind.PHONE),
        ("0812.345.678", IdentityKind.PHONE),
        ("+62 812 3456 7890", IdentityKind.PHONE),
        ("wa.me/6281234567890", IdentityKind.PHONE),
        ("+60 12-345 6789", IdentityKind.PHONE),
        ("(0380) 831234", IdentityKind.PHONE),
        ("0380-831234", IdentityKind.PHONE),
        ("0 8 1 2 3 4 5 6 7 8 9", IdentityKind.PHONE),
        ("0812–3456–7890", IdentityKind.PHONE),
        ("paspor B1234567", IdentityKind.PASSPORT),
        ("No. Paspor: b 1234567", IdentityKind.PASSPORT),
        ("C7654321 dibawa calo", IdentityKind.PASSPORT),
        ("XE123456", IdentityKind.PASSPORT),
        # As people glue and disguise them.
        ("telp.081234567890", IdentityKind.PHONE),
        ("Hp,0812-3456-7890", IdentityKind.PHONE),
        ("0060123456789", IdentityKind.PHONE),
        ("00852 5123 4567", IdentityKind.PHONE),
        ("nama (at) contoh (dot) com", IdentityKind.EMAIL),
        ("nama[at]contoh[dot]com", IdentityKind.EMAIL),
        ("nama at contoh dot com", IdentityKind.EMAIL),
        ("nama {at} contoh.com", IdentityKind.EMAIL),
        ("nama[@]contoh.com", IdentityKind.EMAIL),
        ("nama @contoh.com", IdentityKind.EMAIL),
        ("nama@пример.рф", IdentityKind.EMAIL),
        # Behind what looks like money.
        (f"Rp{NIK}", IdentityKind.NIK),
        (f"IDR {NIK}", IdentityKind.NIK),
        ("Rp 5321.0155.1290.0001", IdentityKind.NIK),
        ("Rp081234567890", IdentityKind.PHONE),
        ("Rp 6281234567890", IdentityKind.PHONE),
        # A mobile number without its nought, behind a word that says what it is.
        ("wa 812 3456 7890", IdentityKind.PHONE),
        ("WA-nya: 81234567890", IdentityKind.PHONE),
        ("hpnya (812) 3456-7890", IdentityKind.PHONE),
        ("No. telp. kakak 812-3456-7890", IdentityKind.PHONE),
        ("hubungi 812.345.678", IdentityKind.PHONE),
        ("telepon 0380831234", IdentityKind.PHONE),
        # Landlines, however they are grouped.
        ("0380.821234", IdentityKind.PHONE),
        ("0380 821 234", IdentityKind.PHONE),
        ("(0380) 821-234", IdentityKind.PHONE),
        ("021-526 5432", IdentityKind.PHONE),
        # A code of a desa stands at the beginning of no list here.
        ("53.21.01.2001 90 0001", IdentityKind.NIK),
        ("53.04.05.2001 53.21.01.2001 90 0001", IdentityKind.NIK),
        # With more between the digits.
        ("5321  0155  1290  0001", IdentityKind.NIK),
        ("5321 / 0155 / 1290 / 0001", IdentityKind.NIK),
        ("NIK.5321 0155 1290 0001", IdentityKind.NIK),
        ("5321:0155:1290:0001", IdentityKind.NIK),
        ("5321  -  0155  -  1290  -  0001", IdentityKind.NIK),
        ("KTP 5321 9999 9999 0001", IdentityKind.NIK),
        # Behind a number that is read together with its beginning.
        ("tahun 2026: 5321 0155 1290 0001", IdentityKind.NIK),
        ("5321--0155--1290--0001", IdentityKind.NIK),
        ("53_21_01_55_12_90_0001", IdentityKind.NIK),
        ("5321, 0155, 1290, 0001", IdentityKind.NIK),
        ("5321|0155|1290|0001", IdentityKind.NIK),
        ("5321+0155+1290+0001", IdentityKind.NIK),
        ("(5321) 0155 (1290) 0001", IdentityKind.NIK),
        ("0812  3456  7890", IdentityKind.PHONE),
        ("0812_3456_7890", IdentityKind.PHONE),
        ("0812, 3456, 7890", IdentityKind.PHONE),
        ("0812|3456|7890", IdentityKind.PHONE),
        ("(0812)(3456)(7890)", IdentityKind.PHONE),
        ("0|8|1|2|3|4|5|6|7|8|9", IdentityKind.PHONE),
        ("+62  812  3456  7890", IdentityKind.PHONE),
        # With what is not seen, or is not what it seems.
        ("5\u200b3\u200d21015512900001", IdentityKind.NIK),
        ("532\u20601015512900001", IdentityKind.NIK),
        ("5\u03013\u030121015512900001", IdentityKind.NIK),
        ("5321O15512900OO1", IdentityKind.NIK),
        ("O812-3456-789O", IdentityKind.PHONE),
        # Passports with gaps.
        ("B 1234567", IdentityKind.PASSPORT),
        ("B-123 4567", IdentityKind.PASSPORT),
        ("XE 123456", IdentityKind.PASSPORT),
        ("paspor B 12 34 567", IdentityKind.PASSPORT),
        # As people group them who would rather not be understood, or do not know how it is done.
        ("08 12 34 56 78 90", IdentityKind.PHONE),
        ("0 812 3456 7890", IdentityKind.PHONE),
        ("nol 81234567890", IdentityKind.PHONE),
        ("0812:3456:7890", IdentityKind.PHONE),
        ("0812*3456*7890", IdentityKind.PHONE),
        ("0812 · 3456 · 7890", IdentityKind.PHONE),
        ("0812 -- 3456 -- 7890", IdentityKind.PHONE),
        ("0062 812 3456 7890", IdentityKind.PHONE),
        ("hp 6012-345 6789", IdentityKind.PHONE),
        ("0380 - 831234", IdentityKind.PHONE),
        ("B123 4567", IdentityKind.PASSPORT),
        ("nomor paspornya 123 4567", IdentityKind.PASSPORT),
        ("\u0412" + "1234567", IdentityKind.PASSPORT),
        ("\u041e812 3456 7890", IdentityKind.PHONE),
        ("nol delapan satu dua tiga empat lima enam tujuh delapan", IdentityKind.PHONE),
        ("53210l5512900001", IdentityKind.NIK),
        ("nama.orang@contoh.id", IdentityKind.EMAIL),
        ("korban @ surel.contoh.id", IdentityKind.EMAIL),
        ("nama [at] contoh.id", IdentityKind.EMAIL),
        ("nama@contoh . id", IdentityKind.EMAIL),
    ],
)
def test_an_identifying_number_is_recognised(text: str, kind: IdentityKind) -> None:
    assert list(identity_kinds(text)) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Perdes dua desa di Kobalima terbit 20 November.",
        "SK Gubernur Nomor 188.45/123/KEP/HK/2025 tanggal 6 Agustus 2025",
        "Keputusan 80/2026, tugas T-053, komitmen K-15, TGS-2025-0142",
        "rapat 08.11.2026 12.30 dan 09.12.2026 08.15 WITA",
        "Rp78.620.000.000 dari APBD; Rp 1.234.567.890.123.456",
        "2.249 orang, 113,6 %, 0,8123456789",
        "kode wilayah 53.21.05.2001 dan 53.02",
        "53.04.05.2001 53.04.05.2002, 53.04.05.2003; 53.04.05.2004",
        "5304052001 5304052002 5304052003",
        "12. 53.04.05.1001\n13. 53.04.05.1002\n14. 53.04.05.1003",
        "kecamatan 53.04.05 53.04.06 53.04.07 dan 5304052001/530405",
        "perekaman KTP: 53.04.05.2001, 53.04.05.2002",
        "Biaya telepon 850.500.000 setahun; pengadaan HP 12 unit 85.500.000",
        "WA grup 85 desa, hubungi 8 dinas pada 12.12.2026",
        "Nomor 0380.821234/HK/2026, SPT 090/821.234/2026",
        "pukul 07.30-08.30 dan 0730 2030 2026",
        "6281 orang pada 2026-11-23 sampai 2027-01-01",
        "UU 21/2007, PP 12/2022, Perpres 49/2023, Pergub 22 2021",
        "https://example.org/berita/2025/11/20/1523456",
        "koordinat -9.5312, 124.9012",
        "B03 B06 B09 B12",
        "rekening kas 12345678 87654321",
        "2022 2023 2024 2025 berturut-turut",
        "nomor virtual 0021 0112 0890 0001",
        # What is said of passports, and is none.
        "Layanan paspor tanggal 23-11-2026 ditunda",
        "Loket paspor buka kembali 23.11.2026; paspor terbit 2026-11-23",
        "Biaya paspor 350.000, penerbitan paspor sebanyak 125.430 buku",
        "Penerbitan paspor tahun 2025-2026 turun",
        "Antrean paspor 08.00 09.00 10.00 penuh",
        "SK tentang paspor Nomor IMI-0123456.GR.01.01",
        # Codes that begin with a letter.
        "Paket A-2026-001, kegiatan C-2026-014, gelombang E 12.2026",
        "Tabel A.1.2.3.4.5.6 terlampir; Ruang B101-2026",
        "Posisi kapal S 10.1772 E 123.6070",
        # Increases, hours, letters and rows of small numbers.
        "Realisasi naik +12.345.678, selisih +125.430.000",
        "Apel pukul 0830, 0900, 1000 WITA",
        "SPM Nomor 0812345/2026, surat 081/2345/678/2026 dan 0821.234/567/DINSOS/2026",
        "Jadwal 1 2 3 4 5 6 7 8 9 0, nilai 3 4 5 4 3 4 5 4 3 4",
        "Hari buka: 08 10 12 14 16 18",
        "0 812 345 desa, 0 812 345 678 rupiah",
    ],
)
def test_what_an_official_must_write_passes(text: str) -> None:
    assert list(identity_kinds(text)) == []


ORDINARY = (Path(__file__).parents[2] / "tables" / "ordinary_sentences.txt").read_text("utf-8").splitlines()


VILLAGES = [row["kode"] for row in csv.DictReader((GEODATA / "desa.csv").read_text("utf-8").splitlines())]


def test_the_codes_of_all_our_villages_may_be_listed() -> None:
    parts = [VILLAGES[start : start + 5] for start in range(0, len(VILLAGES), 5)]
    lists = [between.join(part) for part in parts for between in (" ", ", ", "\n", "/")]
    lists += [each.replace(".", "") for each in lists]
    assert [each for each in lists if list(identity_kinds(each))] == []


def test_three_hundred_ordinary_sentences_with_amounts_and_decrees_raise_no_alarm() -> None:
    alarms = {sentence: found for sentence in ORDINARY if (found := list(identity_kinds(sentence)))}
    assert len(set(ORDINARY)) == 300
    assert alarms == {}


@given(
    st.integers(0, 10**16 - 1),
    st.text(st.characters(exclude_categories=["Nd", "No", "Nl", "Cs"]), max_size=20),
)
def test_sixteen_digits_in_a_row_never_pass_whatever_stands_around_them(digits: int, around: str) -> None:
    text = f"{around} {digits:016d} {around}"
    assert IdentityKind.NIK in identity_kinds(text)


PIECES = (
    *("0", "1", "2", "5", "6", "8", "9", "62", "+62", "08", "0380", "5304", "1203", "12 345", "1234567"),
    *(" ", "  ", ".", "-", "/", "_", "|", ",", ":", "(", ")", "\n", "\u00a0", "\u200b", "٣", "８"),
    *(
        "O",
        "o",
        "l",
        "I",
        "nol",
        "WA ",
        "hp: ",
        "telp ",
        "kontak ",
        "paspor ",
        "B",
        "C ",
        "@",
        " at ",
        " dot ",
    ),
    *("(at)", ".id", "contoh", "Rp ", "LP/", "/2026", "E+15", "12.30", "S 9.5 E 124.3"),
)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=14).map("".join))
@settings(max_examples=2_000)
def test_a_text_that_is_spared_most_patterns_fits_none_of_them(text: str) -> None:
    """What begins like no number, or by its shape is none, is not asked further: that must change nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(screening, "_BEGINS_BY_SIGNS", re.compile(""))
        asked = [*identity_kinds(text)]
    assert [*identity_kinds(text)] == asked
    assert [*identity_kinds(screened_as(text))] == asked
    assert first_kind(text) == next(iter(asked), None)


@pytest.mark.parametrize(
    "piece", ["a.b-", "a@b.", "b.", "08-", "5371-", "1 ", "0 ", "(at)", "a at b dot ", "B 1"]
)
def test_no_text_takes_longer_by_the_square_of_its_length(piece: str) -> None:
    """A form holds 8 KB and a message 16: one that took seconds would stop everybody of its process."""
    long = "(" + piece * (60_000 // len(piece))
    began = time.process_time()
    list(identity_kinds(long))
    assert time.process_time() - began < 5, "a square would be a minute and more"


def test_the_refusal_names_every_field_and_repeats_no_number() -> None:
    with pytest.raises(IdentityRefused) as caught:
        refuse_identity({"Satu kalimat": f"untuk {NIK}", "Judul": "baik", "Catatan": "0812 3456 7890"})
    sentence = str(caught.value)
    assert [(each.field, each.kind) for each in caught.value.findings] == [
        ("Satu kalimat", IdentityKind.NIK),
        ("Catatan", IdentityKind.PHONE),
    ]
    assert "Satu kalimat" in sentence
    assert "Catatan" in sentence
    assert "Hapus bagian itu" in sentence
    assert NIK not in sentence
    assert "0812" not in sentence


def test_clean_texts_are_not_refused() -> None:
    refuse_identity({"Satu kalimat": "Lima meja sudah berjalan.", "Catatan": ""})
