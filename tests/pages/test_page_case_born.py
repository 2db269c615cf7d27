"""What was born of a case stays with those who may see cases and those who work on it: on every page, in each
file and paper that is taken from there, and on the wall."""

import html
import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import Any

import pytest
import streamlit as st
from sqlalchemy import or_, select
from starlette.applications import Starlette

from db.models import Agency, CaseRecord, Meeting, Task, TaskSupport, User
from db.queries.accounts import actor_of_account
from db.queries.case_born import born_of_case
from domain.access.parameters import Parameters
from domain.access.permissions import PERMISSIONS, Permission, Role
from domain.access.sessions import Cookie
from domain.addresses import Endpoint
from domain.tasks.life import TaskState
from server import gate, routing
from server.routes import papers
from tests.factories import ACCOUNTS, actor
from tests.pages.visiting import PAGES, House, Visitor
from tests.server.doors import HERE, HTML, TestClient
from views.ask import ask, reading_run

OUTSIDE = [role for role in Role if not actor(role).scope.may_see_cases]


def _kept_from(home: House, role: Role, account: str) -> set[str]:
    """Titles of tasks that cases led to and that are not this office's, and what names the cases.

    Whoever verifies reads a task for as long as somebody claims that it is done.
    """
    verifies = Permission.VERIFY_REPORTS in PERMISSIONS[role]
    agency = home.rows(select(User.agency_id).where(User.username == account))[0][0]
    tasks = home.rows(
        select(Task.title).where(
            born_of_case(),
            Task.id.not_in(
                select(Task.id).where(
                    or_(Task.proposer_id == agency, Task.owner_id == agency, Task.helper_id == agency)
                )
            ),
            Task.state.not_in([TaskState.CLAIMED_DONE] if verifies else []),
            Task.id.not_in(select(TaskSupport.task_id).where(TaskSupport.agency_id == agency)),
        )
    )
    cases = home.rows(select(CaseRecord.code, CaseRecord.agency_reference))
    return {row.title for row in tasks} | {word for row in cases for word in row if word}


@pytest.mark.parametrize("role", OUTSIDE)
def test_no_page_tells_a_role_without_cases_what_was_born_of_one(visit: Visitor, role: Role) -> None:
    account = ACCOUNTS[role]
    kept = _kept_from(visit.home, role, account)
    assert len(kept) > 100
    shown = [path for path, (_, needs) in PAGES.items() if needs in PERMISSIONS[role]]
    assert shown
    for path in shown:
        found = visit(path, as_=account).everything
        assert not [word for word in kept if word in found], f"{path} as {account}"


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The words of each file that a page offers, by its name."""
    found: dict[str, str] = {}

    def offer(label: str, data: Callable[[], bytes] | bytes, **given: Any) -> bool:
        name = given["file_name"]
        if PurePath(name).suffix not in (".png", ".pdf"):
            found[name] = " ".join(_words(name, data() if callable(data) else data))
        return False

    monkeypatch.setattr(st, "download_button", offer)
    return found


def _words(name: str, content: bytes | str) -> Iterator[str]:
    text = content if isinstance(content, str) else content.decode("utf-8", "ignore")
    if isinstance(content, str) or not zipfile.is_zipfile(io.BytesIO(content)):
        yield html.unescape(text)
        return
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for inside in packed.namelist():
            yield from _words(inside, packed.read(inside))


LISTS = {"/tugas", "/jejak", "/wilayah", "/peta", "/angka", "/komitmen", "/layanan", "/perkembangan"}
"""Pages that offer what they list as a file; **Kasus** is refused to these roles as a page."""


@pytest.mark.parametrize("role", OUTSIDE)
def test_no_file_tells_a_role_without_cases_what_was_born_of_one(
    visit: Visitor, role: Role, taken: dict[str, str]
) -> None:
    account = ACCOUNTS[role]
    kept = _kept_from(visit.home, role, account)
    for path in LISTS:
        if PAGES[path][1] in PERMISSIONS[role]:
            visit(path, as_=account)
    assert taken or Permission.VIEW_TASKS not in PERMISSIONS[role]
    for name, words in taken.items():
        assert not [word for word in kept if word in words], f"{name} as {account}"


def test_who_may_see_cases_finds_in_files_what_others_are_not_told(
    visit: Visitor, taken: dict[str, str]
) -> None:
    """So that what the others do not find is not merely looked for in vain."""
    kept = _kept_from(visit.home, Role.AGENCY, ACCOUNTS[Role.AGENCY])
    for path in ("/tugas", "/kasus"):
        visit(path)
    for name, words in taken.items():
        assert [word for word in kept if word in words], name
    assert {PurePath(name).suffix for name in taken} == {".csv", ".xlsx"}


@pytest.mark.parametrize("role", OUTSIDE)
def test_no_paper_and_no_wall_tells_a_role_without_cases_what_was_born_of_one(
    visit: Visitor, role: Role
) -> None:
    account = ACCOUNTS[role]
    kept = _kept_from(visit.home, role, account)
    meetings = visit.home.rows(select(Meeting.id).order_by(Meeting.id))
    own = visit.home.rows(select(Agency.code).join(User).where(User.username == account))[0].code
    with reading_run():
        reader = ask(actor_of_account, account)
        assert reader is not None
        made = {
            f"{endpoint} {asked}": str(papers.MAKERS[endpoint][1](Parameters(asked), reader).papers)
            for endpoint, asked in _papers(own, meetings[-1].id)
            if {Permission.TAKE_PAPERS, papers.MAKERS[endpoint][0]} <= PERMISSIONS[role]
        }
    gate.sessions.forget_all()
    app = Starlette(routes=routing.ROUTES, middleware=gate.MIDDLEWARE)
    cookies = {Cookie.SESSION: visit.home.token(account)}
    with TestClient(app, cookies=cookies, headers=HERE, follow_redirects=False) as client:
        for meeting in meetings:
            for path in (Endpoint.WALL, Endpoint.WALL_FILE):
                answer = client.get(f"{path}?rapat={meeting.id}", headers=HTML)
                made[f"{path} {meeting.id}"] = html.unescape(answer.text)
    for name, words in made.items():
        assert not [word for word in kept if word in words], f"{name} as {account}"


def _papers(agency: str, meeting: int) -> Iterator[tuple[Endpoint, dict[str, str]]]:
    yield Endpoint.BRIEFING, {}
    yield Endpoint.DECLARATION_SHEET, {}
    yield Endpoint.FOLLOW_UP, {}
    yield Endpoint.FOLLOW_UP, {"rapat": str(meeting)}
    yield Endpoint.MEMBER_SHEET, {"rapat": str(meeting)}
    yield Endpoint.AGENCY_SHEET, {"kode": agency}
    yield Endpoint.REGION_SHEET, {"kode": "53.21"}
