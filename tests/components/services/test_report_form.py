"""The form of services as its author has it: last month beside the fields, and nothing claimed beforehand."""

from datetime import date

import pytest
from sqlalchemy import Engine, select

from components.services import report
from db.engine import reading
from db.models import User
from db.queries.service_entry import service_form
from domain.access.permissions import Actor
from domain.time.calendar import Month
from tests.factories import actor_named, actor_of, filling, service_draft, user
from tests.pages.screen import Node, parse

ON = date(2026, 11, 23)


def drawn(engine: Engine, by: Actor, region: str) -> Node:
    with reading(engine) as connection:
        form = service_form(connection, region_code=region, month=Month(2026, 10), by=by, on=ON)
    assert form is not None
    return parse(str(report.form(form, by, ON)))


def named(engine: Engine, username: str) -> Actor:
    with reading(engine) as connection:
        return actor_named(connection, username)


def fields(form: Node) -> dict[str, dict[str, str]]:
    return {
        node.attributes["name"]: node.attributes for node in form.every("input") if "name" in node.attributes
    }


@pytest.fixture
def ngada(shared_demo_engine: Engine) -> Node:
    return drawn(shared_demo_engine, named(shared_demo_engine, "pemkab.ngada"), "53.09")


def test_it_says_of_which_place_and_month_it_is_and_how_late(ngada: Node) -> None:
    assert ngada.one("h1").text == "LTSA Ngada, Oktober 2026"
    assert "Batas 10 November 2026, lewat 13 hari" in ngada.text


def test_last_month_stands_beside_the_fields_and_never_in_them(ngada: Node) -> None:
    assert "Sep: buka" in ngada.text
    assert "Sep 8" in ngada.text
    numbers = [node for node in ngada.every("input") if "data-number" in node.attributes]
    assert {node.attributes["value"] for node in numbers} == {""}
    assert not [node for node in ngada.every("input") if "checked" in node.attributes]


def test_every_desk_and_every_step_has_its_fields(ngada: Node) -> None:
    names = fields(ngada)
    assert len([name for name in names if name.startswith("keadaan-")]) == 8
    assert len([name for name in names if name.startswith("masuk-")]) == 9
    assert "lanjut-departure" not in names, "who has left does not go on"


def test_what_was_sent_of_this_month_is_where_its_correction_starts(shared_demo_engine: Engine) -> None:
    form = drawn(shared_demo_engine, named(shared_demo_engine, "pemkab.malaka"), "53.21")
    assert "sudah diverifikasi. Isian di bawah adalah yang terkirim" in form.text
    assert "ubah yang keliru, lalu kirim lagi. Mengirim lagi berarti menggantinya seluruhnya." in form.text
    typed = fields(form)
    assert typed["dilayani-employment"]["value"] != ""
    assert [node for node in form.every("input") if "checked" in node.attributes]
    assert "Sep " in form.text, "last month stands beside it still"


def test_a_draft_is_put_back_as_it_was_typed(demo_engine: Engine) -> None:
    content = (
        '{"desks": {"health": {"state": "open", "days_open": 18, "served": null, "days_per_document": 2.5,'
        ' "proof": "BA-3", "proof_on": "2026-11-02"}}, "steps": {"passport": {"entered": 0,'
        ' "moved_on": null, "held_back": 1250}}, "note": "mulai"}'
    )
    with filling(demo_engine) as session:
        author = session.execute(select(User).where(User.username == "pemkab.malaka")).scalar_one()
        service_draft(session, by=author, content=content)
        by = actor_of(session, author)
    form = drawn(demo_engine, by, "53.21")
    found = fields(form)
    said = {name: found[name]["value"] for name in ("hari-health", "dilayani-health", "lama-health")}
    assert said == {"hari-health": "18", "dilayani-health": "", "lama-health": "2,5"}
    assert found["tanggal-health"]["value"] == "2026-11-02"
    assert (found["masuk-passport"]["value"], found["tertahan-passport"]["value"]) == ("0", "1.250")
    [chosen] = [node for node in form.every("input") if "checked" in node.attributes]
    assert chosen.attributes["name"] == "keadaan-health", "of what was sent nothing is mixed in"
    assert "Isian di bawah adalah yang terkirim" not in form.text


def test_an_office_of_one_desk_is_asked_of_that_desk_alone(demo_engine: Engine) -> None:
    with filling(demo_engine) as session:
        by = actor_of(session, user(session, agency="kanim-atambua"))
    form = drawn(demo_engine, by, "53.04")
    assert {name for name in fields(form) if name.startswith("keadaan-")} == {"keadaan-immigration"}
    assert "Angka sebulan" not in form.text
