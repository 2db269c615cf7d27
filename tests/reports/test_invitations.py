"""The list of links: what a spreadsheet shows of it, and that no cell of it is run."""

import csv
import io
from datetime import datetime

from domain.time.calendar import ZONE
from reports.invitations import COLUMNS, links

UNTIL = datetime(2026, 11, 30, 7, tzinfo=ZONE)


def test_each_link_is_a_row_with_its_office() -> None:
    content = links([("Penghubung Malaka", "malaka.1", "https://ntt.example/undangan/x", UNTIL)])
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert rows[-2:] == [
        list(COLUMNS),
        ["Penghubung Malaka", "malaka.1", "https://ntt.example/undangan/x", "30 November 2026, 07.00 WITA"],
    ]


def test_an_office_that_looks_like_a_formula_stays_text() -> None:
    content = links([("=HYPERLINK(1)", "a", "b", UNTIL)]).decode("utf-8-sig")
    assert ";=" not in content
    assert "'=HYPERLINK(1)" in content
