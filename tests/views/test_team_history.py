"""What was said of a village team before: until when it stood."""

from datetime import UTC, date, datetime

from components.services import place
from db.queries.outreach import TeamRow
from views.services import Teams


def said(number: int, decree: str, day: int, *, returned: bool = False) -> TeamRow:
    at = datetime(2026, 11, day, 1, tzinfo=UTC)
    back = at if returned else None
    return TeamRow(
        number,
        "53.21.01.2001",
        "Desa Contoh",
        "Contoh",
        decree,
        date(2026, 3, 1),
        7,
        None,
        "",
        1,
        "Pemkab Malaka",
        at,
        None,
        None,
        back,
        "",
        False,
    )


FIRST, SENT_BACK, NOW = said(1, "SK-7", 3), said(2, "SK-8", 5, returned=True), said(3, "SK-9", 9)
TEAMS = Teams((NOW,), {}, 1, earlier={NOW.village_code: (SENT_BACK, FIRST)})


def test_each_stood_until_the_next_word_and_what_was_sent_back_never_did() -> None:
    assert TEAMS.history(NOW) == [(SENT_BACK, None), (FIRST, NOW.recorded_at)]


def test_a_former_decree_is_read_beneath_its_village() -> None:
    html = str(place._before_it(TEAMS.history(NOW)))
    assert "2 laporan terdahulu" in html
    assert "SK-7 (1 Mar 2026), 7 anggota, menurut Pemkab Malaka" in html
    assert "dicatat 3 Nov 2026, berlaku sampai 9 Nov 2026" in html
    assert "dikembalikan dan tidak pernah berlaku" in html
