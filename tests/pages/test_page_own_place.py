"""Instansi saya of a kabupaten: its duties, words of the map, services and teams beside what it has to do."""

from tests.pages.visiting import Visitor

MALAKA = "pemkab.malaka"


def test_a_kabupaten_sees_its_own_place_and_not_another(visit: Visitor) -> None:
    screen = visit("/instansi", as_=MALAKA)
    assert "Kewajiban menurut undang-undang" in screen.text
    regions = {link.query.get("wilayah") for link in screen.links if link.path == "/layanan"}
    assert regions == {"53.21", None}
    assert [
        link.query["lapor"] for link in screen.links if link.path == "/layanan" and "lapor" in link.query
    ] == ["53.21"]


def test_its_duties_say_what_is_proven_and_what_nobody_has_looked_at(visit: Visitor) -> None:
    duties = visit("/instansi", as_=MALAKA).section("Kewajiban menurut undang-undang")
    for name in ("SK Gugus Tugas", "RAD/Perbup", "LTSA"):
        assert f"{name} belum diverifikasi" in duties


def test_the_words_of_the_map_are_the_provinces_and_are_not_changed_here(visit: Visitor) -> None:
    screen = visit("/instansi", as_=MALAKA)
    assert screen.table("Menonjol per lapisan").rows
    assert "Angka provinsi, tidak dapat diubah di sini." in screen.text


def test_its_eight_desks_and_its_teams_stand_beside(visit: Visitor) -> None:
    text = visit("/instansi", as_=MALAKA).text
    assert "Ketenagakerjaan terbukti" in text
    assert "Keimigrasian direncanakan" in text
    assert "6 tim : 2 melapor, 2 tidak melapor, dan 2 belum ber-SK." in text


def test_one_that_has_not_reported_is_told_how_late_it_is(visit: Visitor) -> None:
    assert "Oktober 2026, lewat 13 hari" in visit("/instansi", as_="pemkab.ngada").text


def test_an_office_of_the_province_sees_none_of_it(visit: Visitor) -> None:
    assert "Kewajiban menurut undang-undang" not in visit("/instansi", as_="polda").text


def test_what_cannot_be_reported_on_says_what_is_missing_and_only_that(visit: Visitor) -> None:
    unknown = visit("/instansi", as_="polda", lapor="K-07", titik="2031-B03")
    assert unknown.title == "K-07 tidak punya titik kendali 2031-B03"
    assert unknown.link("Buka K-07").address == "/komitmen?kode=K-07"
    assert "bukan milik instansi Anda" in visit.refused("/instansi", as_="polda", lapor="K-15")


def test_beside_what_is_over_its_due_date_stand_its_own_days_and_not_those_of_a_report(
    visit: Visitor,
) -> None:
    """As Ringkasan counts them: the report of its second quarter is due for longer than the whole is late."""
    text = visit("/instansi", as_="dinkes").text
    assert "Lewat tenggat lewat 40 hari Pemeriksaan kesehatan dan visum korban" in text
