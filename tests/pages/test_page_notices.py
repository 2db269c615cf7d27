"""Kotak masuk: by what there is to do, each notice the way to its matter, and read by going there."""

from collections.abc import Iterator

import pytest

from tests.pages.screen import links_of
from tests.pages.visiting import GOVERNOR, House, Visitor, visiting

AGENCY = "dpmd"


@pytest.fixture
def call(own: House) -> Iterator[Visitor]:
    """Opens pages of sample data that the test may change."""
    with visiting(own) as visitor:
        yield visitor


def test_the_inbox_begins_with_what_must_be_answered(visit: Visitor) -> None:
    screen = visit("/kotak-masuk", as_=AGENCY)
    assert screen.title == "Tiga kabar menunggu jawaban Anda, empat perlu dikerjakan"
    answers = screen.text.index("Harus saya jawab")
    assert answers < screen.text.index("Harus saya perbaiki") < screen.text.index("Untuk diketahui")
    assert "mengembalikan laporan K-15 B09" in screen.text


def test_whoever_goes_where_a_notice_leads_has_read_it_and_stands_at_its_matter(call: Visitor) -> None:
    before = call("/kotak-masuk", as_=AGENCY)
    assert "4kabar belum dibaca" in before.text.replace(" kabar", "kabar")
    way = next(link for link in links_of(before.body) if "T-053" in link.address)
    task = call(way.address, as_=AGENCY)
    assert "Kecamatan prioritas untuk tim desa" in task.text
    after = call("/kotak-masuk?saring=belum", as_=AGENCY)
    assert "T-053" not in after.text


def test_an_empty_inbox_says_what_will_appear_there(visit_empty: Visitor) -> None:
    screen = visit_empty("/kotak-masuk", as_=GOVERNOR)
    assert screen.title == "Tidak ada yang menunggu Anda"
    assert "muncul di sini" in screen.text


@pytest.mark.parametrize("forged", ["0", "999999999", "99999999999", "x"])
def test_a_forged_notice_in_an_address_opens_the_page_all_the_same(visit: Visitor, forged: str) -> None:
    assert visit(f"/tugas?kode=T-053&kabar={forged}", as_=GOVERNOR).title
