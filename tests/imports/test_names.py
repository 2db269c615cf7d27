"""Columns whose headings say nothing: which are taken for names of persons. All are invented.

In doubt a column is left out, so a name that is missed is a fault, and a thing taken for a name is a loss
that the report tells of. Both are counted here, kind by kind.
"""

import pytest

from db.importers import reference
from domain.imports import identity
from tests.imports.scoring import TODAY

NAMES = {
    "Flores": ["Yohanes Don Bosco Wangge", "Maria Goreti Ndopo", "Fransiskus Xaverius Lado", "Theresia Wea"],
    "Manggarai": ["Yosef Jehadu", "Yuliana Jelita", "Stefanus Ngganggu", "Kanisius Jehamat"],
    "Sumba": ["Umbu Ndilu Hamba", "Rambu Ana Awa", "Dangu Ngailu", "Rambu Kahi", "Umbu Lili Pekuwali"],
    "Sumba Barat Daya": ["Agustinus Bili", "Yakoba Wini", "Oktavianus Dappa", "Marselina Koni"],
    "Timor": ["Melkianus Tefa", "Yuliana Kase", "Oktovianus Nenabu", "Yasinta Baun"],
    "Belu": ["Domingos Mau Bere", "Yovita Hoar Seran", "Rosalinda Bete", "Agostinho Leto"],
    "Rote": ["Soleman Ndun", "Adriana Lenggu", "Yunus Mesah", "Dina Nalle"],
    "Sabu": ["Ludji Riwu", "Wila Huky", "Bale Kana", "Mone Kaka"],
    "Alor": ["Mikael Maniyeni", "Yulius Atafani", "Sarlota Lakamau"],
    "Lamaholot": ["Bernadus Boli Tokan", "Maria Kewa Ama", "Yosep Lewo Ratu"],
    "other islands": ["Suparman", "Wahyuningsih", "Sri Rahayu", "Slamet Riyadi"],
    "particles": ["Muhammad Iqbal bin Salim", "Siti Aminah binti Yusuf", "Abdul Kadir"],
    "capitals": ["YOHANES BULU", "MARTHA LERO", "SIMON HERE", "NAOMI DADA"],
    "small letters": ["yohanes bulu", "martha lero", "simon here", "naomi dada"],
    "one word": ["Yohanes", "Martha", "Simon", "Naomi"],
    "surname first": ["Bulu, Yohanes", "Lero, Martha", "Here, Simon"],
    "forms of address": ["Sdr. Yohanes Bulu", "Sdri. Martha Lero", "Alm. Simon Here"],
    "numbered": ["1. Yohanes Bulu", "2. Martha Lero", "3. Simon Here"],
    "with an age": ["Yohanes Bulu (34)", "Martha Lero, 21 th", "Simon Here (40 tahun)"],
    "with a place": ["Yohanes Bulu, Belu", "Martha Lero, Malaka", "Simon Here, TTS"],
    "glottal stop": ["Ma'u Ta'ek", "Na'o Be'a", "Sa’e Ku’u"],
    "surnames that are villages": ["Anselmus Netpala", "Yustina Tunua", "Petrus Oebobo"],
    "few lines filled": [None, "Yohanes Bulu", None, None, "Martha Lero", None, "Simon Here"],
}
THINGS = {
    "kabupaten": ["Kab. Belu", "Malaka", "TTS", "Sumba Timur"],
    "kecamatan": ["Mollo Utara", "Wewiku", "Io Kufeu", "Tasifeto Timur"],
    "villages": ["Desa Fatukoto", "Desa Lelobatan", "Kel. Naimata"],
    "offices": ["Polres Malaka", "BP3MI NTT", "Disnakertrans", "Imigrasi Atambua"],
    "companies": ["PT Contoh Karya Mandiri", "PT Bumi Contoh Persada", "CV Contoh Jaya"],
    "ships": ["KM Awu", "KM Bukit Siguntang", "KM Umsini"],
    "ports": ["Pelabuhan Tenau", "Pelabuhan Lorens Say", "Bandara El Tari"],
    "schools": ["SMKN 1 Atambua", "SMA Seminari Lalian", "SMPK Fatubesi"],
    "hospitals": ["RSUD Prof. W. Z. Johannes", "RS Siloam", "RSUD TC Hillers"],
    "countries": ["Malaysia", "Singapura", "Hong Kong", "Taiwan"],
    "parishes": ["Paroki Santa Maria Fatima Betun", "GMIT Klasis Kupang", "Keuskupan Atambua"],
    "remarks": ["Sudah dipulangkan", "Menunggu keluarga", "Biaya dari APBD"],
    "states": ["Aktif", "Rencana", "Belum", "Selesai"],
    "papers": ["SK/1/2026", "SK/2/2026", "400.2/15/DPMD"],
    "months": ["Januari", "Februari", "Maret", "April"],
    "activities": ["Sosialisasi migrasi aman", "Penyuluhan TPPO", "Pelatihan bahasa"],
    "activities in capitals": ["Bedah Film", "Lomba Mading", "Pentas Seni", "Donor Darah"],
    "commitments in capitals": ["Kampanye Radio Lokal", "Sistem Peringatan Dini", "Zona Integritas Bandara"],
    "ways of recruiting": ["Janji Gaji Besar", "Lowongan Facebook", "Jeratan Hutang", "Magang Palsu"],
    "work": ["Tukang Bangunan", "Penjaga Toko", "Pelayan Kafe", "Anak Buah Kapal"],
    "stages in capitals": ["Henti Sidik", "Masih Lidik", "Naik Sidik"],
    "in English": ["Legal Aid", "Safe Migration Campaign", "Return And Reintegration"],
}
TAKEN_FOR_NAMES = {
    "villages without their kind": ["Netpala", "Tunua", "Kakaniuk", "Kateri"],
    "companies without their kind": ["Karya Mandiri Sejahtera", "Bumi Persada Jaya", "Sinar Contoh Abadi"],
    "languages": ["Tetun", "Dawan", "Lamaholot"],
}
"""Known losses: nothing in these words says that they are none."""


def taken_for(cells: list[str | None]) -> str:
    return identity.column_kind(cells, reference.load(TODAY).vocabulary, TODAY)


@pytest.mark.parametrize("kind", NAMES)
def test_a_column_of_names_is_found_whatever_it_is_called(kind: str) -> None:
    assert taken_for([*NAMES[kind]]) == identity.NAME


@pytest.mark.parametrize("kind", THINGS)
def test_a_column_of_things_is_no_column_of_names(kind: str) -> None:
    assert taken_for([*THINGS[kind]]) == ""


@pytest.mark.parametrize("kind", TAKEN_FOR_NAMES)
def test_what_nobody_can_tell_from_names_is_left_out(kind: str) -> None:
    assert taken_for([*TAKEN_FOR_NAMES[kind]]) == identity.NAME


@pytest.mark.parametrize("kind", NAMES)
def test_no_name_consists_of_words_that_everybody_writes(kind: str) -> None:
    words = reference.load(TODAY).vocabulary
    assert not any(identity.is_plain(text, words) for text in NAMES[kind] if text is not None)


@pytest.mark.parametrize(
    "text",
    [
        "Kunjungan keluarga Zebulon",
        "Sosialisasi (narasumber: Z. Kwartuna)",
        "Penjemputan jenazah Zebulon di bandara",
        "Pelatihan, pemateri Zebulon",
    ],
)
def test_one_unknown_word_is_a_name_where_that_before_it_says_so(text: str) -> None:
    assert identity.names_inside(text, reference.load(TODAY).vocabulary)


@pytest.mark.parametrize(
    "text",
    [
        "Pendampingan korban TPPO di Belu",
        "Kunjungan keluarga PMI",
        "Pemulangan jenazah Pekerja Migran Indonesia",
        "A. Penyusunan SOP",
        "Bimbingan keluarga Perdagangan Orang",
    ],
)
def test_whom_an_activity_is_for_is_no_name(text: str) -> None:
    assert not identity.names_inside(text, reference.load(TODAY).vocabulary)


def test_a_street_with_its_number_is_an_address_however_it_is_written() -> None:
    assert identity.text_kind("Jalan Flamboyan gang 3 no 4") == identity.ADDRESS


def test_what_turns_the_writing_round_or_ends_a_text_is_never_shown() -> None:
    shown = reference.load(TODAY).vocabulary.shown("Rekap\u202e 2026\0\n.xlsx")
    assert shown == "Rekap 2026 .xlsx"


def test_a_sentence_does_not_quote_what_is_hidden_as_a_whole() -> None:
    words = reference.load(TODAY).vocabulary
    assert words.quoted("Zebulon Kwartuna") == "Isi sel ini"
    assert words.quoted("Polda Zebulon") == "“Polda …”"


@pytest.mark.parametrize("name", [each for names in NAMES.values() for each in names if each])
def test_a_name_in_a_sentence_is_hidden_where_the_sentence_is_shown(name: str) -> None:
    vocabulary = reference.load(TODAY).vocabulary
    shown = vocabulary.shown(f"Penanggung jawab {name}, tindak pidana di luar negeri")
    left = [word for word in name.split() if len(word) > 2 and word in shown and not word[0].isdigit()]
    assert "…" in shown
    assert all(map(vocabulary.knows, left)), "but for “Umbu” and others that places are called by"
    assert shown.endswith("tindak pidana di luar negeri"), "what is plain stays"
