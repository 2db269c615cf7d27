"""Perkembangan and the registers tell the same, and every picture has a description, a table and a way on."""

import re

from components.commitments.register import total
from db.queries.accounts import actor_of_account
from domain.time import formats
from domain.words import headlines
from tests.pages.screen import links_of
from tests.pages.visiting import GOVERNOR, Visitor
from views.ask import ask, reading_run
from views.overview import overview
from views.registers import rated_commitments


def test_where_the_lines_end_the_registers_stand(visit: Visitor) -> None:
    screen = visit("/perkembangan", as_=GOVERNOR)
    with reading_run():
        reader = ask(actor_of_account, GOVERNOR)
        assert reader is not None
        seen = overview(reader.scope)
        whole = total(rated_commitments(reader.scope))
    assert whole.claimed is not None
    assert whole.verified is not None
    text = " ".join(image.attributes["alt"] for image in screen.body.every("img"))
    assert (
        f"diklaim {formats.percent(whole.claimed)}, terverifikasi {formats.percent(whole.verified)}" in text
    )
    assert f"{seen.overdue_tasks} dari {seen.open_tasks} tugas terbuka lewat tenggat kini" in text
    assert headlines.of_commitments(whole) in visit("/komitmen", as_=GOVERNOR).body.text


def test_every_picture_says_what_it_shows_and_leads_to_its_rows(visit: Visitor) -> None:
    screen = visit("/perkembangan", as_="polda", pilar="1", jenis="trafficking")
    pictures = list(screen.body.every("figure", "gb-picture"))
    assert len(pictures) > 8
    for picture in pictures:
        [image] = picture.every("img")
        assert image.attributes["alt"].endswith(".")
        assert list(links_of(picture)), image.attributes["alt"]
    assert len(list(screen.body.every("caption"))) >= len(pictures), "each of them has its table"
    assert "sel tahun disembunyikan" in screen.body.text
    drawn = screen.body.text.count("Buka wilayah")
    named = [int(number) for number in re.findall(r"di (\d+) kabupaten/kota:", screen.body.text)]
    assert named, "what is hidden in most of them is a sentence, not a picture each"
    assert drawn + sum(named) == 22
