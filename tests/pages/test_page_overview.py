"""Ringkasan says what the registers hold, and every number opens exactly its rows."""

import re
from collections import Counter
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from db.acting import Sender
from db.command import run as send
from db.commands import agenda
from db.engine import reading
from db.models import (
    Agency,
    Checkpoint,
    Commitment,
    Meeting,
    ProgressReport,
    PublishedFigure,
    Statement,
    Task,
    Verdict,
)
from domain.access.permissions import Role
from domain.attention.table import DIFFERENCES, AttentionRule
from domain.commitments.health import Health, ReportState, VerdictLevel
from domain.meetings.agenda import MOST_ITEMS, left_out_words
from domain.meetings.life import MeetingState
from domain.meetings.requests import DraftAgenda
from domain.tasks.life import CLOSED_STATES
from domain.time import formats, lateness
from domain.words import labels
from tests import factories
from tests.factories import ACCOUNTS
from tests.pages.screen import Link, Node, Screen, links_of, whole
from tests.pages.visiting import REFUSED, House, Visitor
from views.ask import reading_run
from views.attention import deserves_attention

TODAY = date(2026, 11, 23)


def _figures(screen: Screen) -> dict[str, tuple[int, Link, Node]]:
    """The four figures by their noun: the number, the link to its rows, and the whole."""
    found = {}
    for node in screen.body.every("div", "gb-figure"):
        number, noun = re.fullmatch(r"([\d.]+) (.+)", next(node.every("p")).text).groups()
        (link,) = links_of(node)
        found[noun] = (whole(number), link, node)
    return found


def _scalar(home: House, query: Any) -> int:
    return int(home.rows(query)[0][0])


def _overdue(home: House) -> int:
    open_ones = Task.state.not_in(CLOSED_STATES)
    return _scalar(home, select(func.count()).select_from(Task).where(open_ones, Task.due_on < TODAY))


def _owed(home: House) -> dict[str, list[date]]:
    """By agency that still owes reports: when those were due that did not come."""
    proven = (
        select(func.count())
        .select_from(Checkpoint)
        .join(ProgressReport, ProgressReport.checkpoint_id == Checkpoint.id)
        .join(Verdict, Verdict.report_id == ProgressReport.id)
        .where(Checkpoint.commitment_id == Commitment.id, Verdict.level == VerdictLevel.COMPLETE)
    )
    points = select(func.count()).where(Checkpoint.commitment_id == Commitment.id)
    reported = select(ProgressReport.id).where(
        ProgressReport.checkpoint_id == Checkpoint.id, ProgressReport.state != ReportState.DRAFT
    )
    owing = home.rows(
        select(Agency.short_name, Checkpoint.due_on, reported.exists().label("reported"))
        .select_from(Commitment)
        .join(Agency, Agency.id == Commitment.owner_id)
        .join(Checkpoint, Checkpoint.commitment_id == Commitment.id)
        .where(
            proven.correlate(Commitment).scalar_subquery() < points.correlate(Commitment).scalar_subquery()
        )
    )
    missed: dict[str, list[date]] = {}
    for row in owing:
        own = missed.setdefault(row.short_name, [])
        if row.due_on < TODAY and not row.reported:
            own.append(row.due_on)
    return missed


def _silent(home: House) -> int:
    return sum(bool(missed) for missed in _owed(home).values())


def test_the_four_figures_equal_a_recount(visit: Visitor) -> None:
    home = visit.home
    said = {noun: number for noun, (number, _, _) in _figures(visit("/")).items()}
    conflicts = [
        link for link in visit("/angka", saring="pertentangan").links if "pertentangan" in link.query
    ]
    assert said == {
        "komitmen": _scalar(home, select(func.count()).select_from(Commitment)),
        "tugas lewat tenggat": _overdue(home),
        "kelompok angka bertentangan": len({link.query["pertentangan"] for link in conflicts}),
        "instansi menunggak laporan": _silent(home),
    }
    assert all(said.values())


def test_what_stands_beside_the_figures_equals_a_recount(visit: Visitor) -> None:
    home, figures = visit.home, _figures(visit("/"))
    statements = _scalar(home, select(func.count()).select_from(Statement))
    carried = _scalar(home, select(func.count(Commitment.statement_id.distinct())))
    assert f"dari {statements} frasa; {statements - carried} masih pernyataan" in figures["komitmen"][2].text
    still_open = _scalar(home, select(func.count()).select_from(Task).where(Task.state.not_in(CLOSED_STATES)))
    assert f"dari {still_open} tugas terbuka" in figures["tugas lewat tenggat"][2].text
    published = _scalar(home, select(func.count()).select_from(PublishedFigure))
    groups = {
        link.address for link in visit("/angka", saring="pertentangan").links if "pertentangan" in link.query
    }
    beside = figures["kelompok angka bertentangan"][2].text
    found = re.search(rf"(\d+) dari {published} angka terbit", beside)
    assert found
    assert int(found[1]) >= 2 * len(groups)
    owing = len(_owed(home))
    assert f"dari {owing} yang wajib melapor" in figures["instansi menunggak laporan"][2].text


@pytest.mark.parametrize(
    "noun", ["komitmen", "tugas lewat tenggat", "kelompok angka bertentangan", "instansi menunggak laporan"]
)
@pytest.mark.parametrize("role", [Role.GOVERNOR_OFFICE, Role.SHARED_SCREEN])
def test_a_figure_opens_as_many_rows_as_it_says(visit: Visitor, noun: str, role: Role) -> None:
    number, link, _ = _figures(visit("/", as_=ACCOUNTS[role]))[noun]
    assert link.text in {f"Buka {number} baris", f"Buka {number} kelompok"}
    assert visit(link.address, as_=ACCOUNTS[role]).total == number


def test_each_state_of_the_strip_opens_as_many_rows_as_it_says(visit: Visitor) -> None:
    seen: Counter[str] = Counter()
    for group in visit("/").body.one("div", "gb-strip").children:
        assert isinstance(group, Node)
        link = links_of(group)[-1]
        number, state = re.fullmatch(r"(\d+) (.+)", link.text).groups()
        cells = list(group.every("a", "gb-cell"))
        table = visit(link.address).table("Daftar komitmen")
        assert len(cells) == int(number) == len(table.rows), state
        assert all(found.startswith(state) for found in table.column("Keadaan")), state
        seen[state] += int(number)
    assert set(seen) <= set(labels.HEALTH.values())
    assert seen.total() == _scalar(visit.home, select(func.count()).select_from(Commitment))


def test_the_headline_counts_what_is_late_and_what_nobody_owns(visit: Visitor) -> None:
    late = len(visit("/komitmen", tampilan="daftar", keadaan=Health.OVERDUE).table("Daftar").rows)
    ownerless = _scalar(
        visit.home, select(func.count()).select_from(Commitment).where(Commitment.owner_id.is_(None))
    )
    words = visit("/").title.casefold()
    assert words.startswith(f"{formats.in_words(late)} dari ")
    assert f", {formats.in_words(ownerless)} belum punya penanggung jawab" in words


def test_the_agencies_hold_all_commitments_between_them(visit: Visitor) -> None:
    grid = visit("/").body.one("div", "gb-agencies")
    blocks = [node for node in grid.children if isinstance(node, Node)]
    counted = {next(b.every("b")).text: whole(next(b.every("span")).text) for b in blocks}
    by_owner = dict(
        visit.home.rows(
            select(func.coalesce(Agency.short_name, formats.NOT_SET), func.count())
            .select_from(Commitment)
            .outerjoin(Agency, Agency.id == Commitment.owner_id)
            .group_by(Agency.short_name)
        )
    )
    assert counted == by_owner
    assert len(counted) > 5


def _points(screen: Screen) -> list[Node]:
    return list(screen.body.one("ul", "gb-attention").every("li"))


def test_what_needs_a_decision_is_what_the_register_of_rules_finds(visit: Visitor) -> None:
    with reading_run(visit.home.engine):
        expected = deserves_attention(factories.actor(Role.GOVERNOR_OFFICE).scope, factories.MORNING)
    found = _points(visit("/"))
    assert [
        (
            next(each.every("b")).text,
            next(each.every("small")).text,
            next(each.every("span", "gb-days")).text,
        )
        for each in found
    ] == [(p.title, p.reason, lateness.with_verb(p.waited) or "tanpa tenggat") for p in expected.points]
    assert len(found) == MOST_ITEMS
    assert left_out_words(expected.left_out) in visit("/").text


def test_every_item_that_needs_a_decision_leads_to_its_own_page_or_its_list(visit: Visitor) -> None:
    for item in _points(visit("/")):
        (link,) = [each for each in links_of(item) if each.text == "Buka"]
        opened = visit(link.address)
        words = next(item.every("b")).text
        if "kode" in link.query:
            assert words in opened.text, link.address
        else:
            assert opened.title not in REFUSED, link.address


def test_the_published_table_names_every_rule_with_its_weight(visit: Visitor) -> None:
    table = visit("/").body.one("details", "gb-published")
    rows = {
        next(row.every("span", "gb-chip")).text: whole(next(row.every("b")).text) for row in table.every("li")
    }
    assert len(rows) == len(AttentionRule)
    for rule in AttentionRule:
        assert any(label.endswith(rule.label) and weight == rule.row.weight for label, weight in rows.items())
    assert all(sentence in table.text for sentence in DIFFERENCES)


class TestOnTheAgenda:
    @pytest.fixture
    def drafted(self, own: House) -> int:
        with reading(own.engine) as connection:
            chair = factories.actor_named(connection, "sekretariat")
            (number,) = connection.execute(select(Meeting.id).where(Meeting.state == MeetingState.OPEN)).one()
        send(Sender(own.engine, chair, own.settings.clock), agenda.draft_agenda, DraftAgenda(number))
        return int(number)

    def test_the_same_twelve_points_look_and_read_the_same(self, visit_own: Visitor, drafted: int) -> None:
        """Rule, colour, icon, title, reason and days, one by one."""
        morning = _points(visit_own("/", as_=ACCOUNTS[Role.GOVERNOR_OFFICE]))
        agenda = list(visit_own("/rapat", id=str(drafted)).body.every("div", "gb-agenda"))
        assert len(morning) == len(agenda) == MOST_ITEMS
        for one, other in zip(morning, agenda, strict=True):
            chips = [next(each.every("span", "gb-chip")) for each in (one, other)]
            assert chips[0].text == chips[1].text
            assert chips[0].attributes["class"] == chips[1].attributes["class"]
            title = next(one.every("b")).text
            assert title in other.text
            assert next(one.every("small")).text in other.text
            assert next(one.every("span", "gb-days")).text.removeprefix("tanpa tenggat") in other.text


def test_each_small_square_names_its_commitment_and_state(visit: Visitor) -> None:
    squares = list(visit("/").body.one("div", "gb-strip").every("a", "gb-cell"))
    titles = {row.code: row.title for row in visit.home.rows(select(Commitment.code, Commitment.title))}
    assert len(squares) == len(titles)
    for square in squares:
        name = square.attributes["aria-label"]
        code = name.split()[0]
        assert name.startswith(f"{code} {titles[code]}: ")
        assert name.rpartition(": ")[2] in labels.HEALTH.values()
        assert square.attributes["href"] == f"/komitmen?kode={code}"


STRIPS = ("/", "/komitmen", "/wilayah", "/perkembangan", "/deklarasi", "/peta")
_COUNTS = re.compile(r"(?:Buka )?(\d[\d.]*)(?: (?:baris|kelompok|\D+))?")


@pytest.mark.parametrize("address", STRIPS)
def test_no_two_counts_of_a_page_open_the_same_list(visit: Visitor, address: str) -> None:
    """Those of the rows beside it open what they count, each its own; pagers lead through one list."""
    opened: dict[str, set[str]] = {}
    for link in visit(address).links:
        found = _COUNTS.fullmatch(link.text)
        if found and link.path != "/kotak-masuk" and "hal" not in link.query:
            opened.setdefault(link.address, set()).add(found[1])
    assert opened
    assert {where: counts for where, counts in opened.items() if len(counts) > 1} == {}
    lists = [where for where in opened if where.startswith(("/komitmen?tampilan=daftar", "/tugas?"))]
    for where in lists[-3:]:
        assert visit(where).total == whole(*opened[where])
