"""A QR code is a picture made here, with words beside it for whoever cannot scan it."""

from reports.qr import qr

ADDRESS = "https://gerak.example/instansi?lapor=K-11&titik=2026-B12"


def test_the_picture_is_carried_in_the_page_and_asks_no_other_host() -> None:
    picture = str(qr(ADDRESS, "Lapor K-11"))
    assert 'src="data:image/svg+xml' in picture
    assert "example" not in picture.replace(ADDRESS, "")


def test_its_words_are_escaped() -> None:
    assert 'alt="&lt;b&gt;"' in str(qr(ADDRESS, "<b>"))


def test_another_address_is_another_picture() -> None:
    assert qr(ADDRESS, "a") != qr(ADDRESS + "0", "a")
