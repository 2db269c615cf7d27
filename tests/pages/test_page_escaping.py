"""What people type is shown as they typed it and never becomes part of the page."""

import pytest
from sqlalchemy import update

from db.models import Agency, Commitment, Source, Task, User
from domain.tasks.life import TaskState
from tests import factories
from tests.pages.screen import Screen
from tests.pages.visiting import House, Visitor

IMAGE = "<img src=x onerror=alert(1)>"
BREAKOUT = '"><svg onload=alert(1)>'
INTO_ATTRIBUTE = '" onmouseover="alert(1)" x="'


def _shows(screen: Screen, typed: str) -> None:
    """Literally there for the reader; ``visit`` itself has looked for elements and handlers."""
    assert typed in screen.text
    assert not [node for node in screen.body.every("img") if node.attributes.get("src") == "x"]


@pytest.fixture
def task(own: House) -> str:
    with factories.filling(own.engine) as session:
        row = factories.task(
            session,
            code="T-900",
            title=IMAGE,
            output=BREAKOUT,
            reason=IMAGE,
            state=TaskState.BLOCKED,
            region_code="53.21",
            due_on=factories.MORNING.date().replace(year=2025),
        )
        factories.task_step(session, row, at=factories.MORNING, state=TaskState.BLOCKED, note=BREAKOUT)
    return "T-900"


@pytest.mark.parametrize(
    "address",
    [
        "/tugas?saring=terkendala",
        "/tugas?kode=T-900",
        "/wilayah?kode=53.21",
        "/peta?wilayah=53.21",
        "/",
    ],
)
@pytest.mark.usefixtures("task")
def test_a_task_titled_with_markup_is_shown_as_text(visit_own: Visitor, address: str) -> None:
    _shows(visit_own(address), IMAGE)


@pytest.mark.usefixtures("task")
def test_the_output_and_history_of_a_task_are_shown_as_text(visit_own: Visitor) -> None:
    screen = visit_own("/tugas?kode=T-900")
    assert screen.text.count(BREAKOUT) >= 2


@pytest.mark.parametrize("address", ["/", "/komitmen", "/komitmen?tampilan=daftar", "/komitmen?kode=K-01"])
def test_a_title_cannot_leave_the_attribute_it_stands_in(
    own: House, visit_own: Visitor, address: str
) -> None:
    with factories.filling(own.engine) as session:
        session.execute(update(Commitment).where(Commitment.code == "K-01").values(title=INTO_ATTRIBUTE))
    screen = visit_own(address)
    named = [n.attributes.get("aria-label", "") for n in screen.body.every("a", "gb-cell")]
    assert INTO_ATTRIBUTE in screen.text or any(INTO_ATTRIBUTE in name for name in named)


def test_an_agency_or_an_account_named_with_markup_is_shown_as_text(own: House, visit_own: Visitor) -> None:
    with factories.filling(own.engine) as session:
        session.execute(update(Agency).where(Agency.code == "setda").values(short_name=IMAGE))
        session.execute(update(User).where(User.username == "gubernur.kantor").values(display_name=BREAKOUT))
    screen = visit_own("/komitmen")
    _shows(screen, IMAGE)
    assert "<svg" not in screen.everything
    assert "onerror=alert(1)&gt;" in screen.everything


def test_a_source_without_a_web_address_does_not_become_a_link(own: House, visit_own: Visitor) -> None:
    with factories.filling(own.engine) as session:
        session.execute(update(Source).values(url="javascript:alert(1)"))
    for address in ("/angka", "/angka?angka=A-033", "/peta?wilayah=53.21", "/komitmen?tampilan=frasa"):
        assert not [link for link in visit_own(address).links if link.address.startswith("javascript")]


def test_a_title_of_a_task_does_not_reach_the_map_as_markup(own: House, visit_own: Visitor) -> None:
    with factories.filling(own.engine) as session:
        session.execute(update(Task).values(title="</script><script>alert(1)</script>"))
    screen = visit_own("/peta?wilayah=53.21")
    _shows(screen, "</script><script>alert(1)</script>")
