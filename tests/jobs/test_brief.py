"""``python -m jobs brief``: the night makes the paper, puts it on record, and says why it cannot."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import Engine, func, select, update

from db import backend
from db.engine import reading, writing
from db.models import AuditRecord
from db.queries.papers import issued_paper
from db.settings import Mode, Settings
from domain.access.events import Event
from jobs.__main__ import main
from tests.factories import MORNING, actor_named
from views.paper_file import File


@pytest.fixture(autouse=True)
def _serving(demo_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backend, "_state", backend.get())
    backend.use(Settings(str(demo_engine.url), Mode.DEMO, lambda: MORNING), demo_engine)


def test_the_paper_is_written_and_its_code_stands_on_record(
    demo_engine: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "ringkasan.pdf"
    assert main(["brief", "--as", "gubernur.kantor", "--out", str(file)]) == 0
    code = capsys.readouterr().out.split()[-1]
    assert [each.name for each in tmp_path.iterdir()] == ["ringkasan.pdf"]
    text = PdfReader(io.BytesIO(file.read_bytes())).pages[0].extract_text()
    assert code in text
    with reading(demo_engine) as connection:
        reader = actor_named(connection, "gubernur.kantor").scope
        found = issued_paper(connection, code.replace("-", " ").upper(), scope=reader, reader=None)
    assert found is not None
    assert found.is_whole
    assert found.headline == "Empat dari 24 komitmen lewat tenggat, enam belum punya penanggung jawab"
    with writing(demo_engine) as connection:
        told = update(AuditRecord).where(AuditRecord.event == Event.PAPER_ISSUED)
        connection.execute(told.values(after='{"kind":"briefing","hash":"0","revision":1,"headline":"Baik"}'))
    with reading(demo_engine) as connection:
        altered = issued_paper(connection, code, scope=reader, reader=None)
    assert altered is not None
    assert not altered.is_whole, "a record that was changed says so"


@pytest.mark.parametrize(
    ("account", "file", "why"),
    [
        ("siapa", "ringkasan.pdf", "no active account"),
        ("layar", "x.pdf", ""),
        ("admin", "tidak/ada.pdf", "written"),
    ],
    ids=["an unknown account", "the shared screen", "a folder that is not there"],
)
def test_what_cannot_be_made_is_said_and_leaves_no_file(
    demo_engine: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str], account: str, file: str, why: str
) -> None:
    assert main(["brief", "--as", account, "--out", str(tmp_path / file)]) == 1
    assert why in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
    with reading(demo_engine) as connection:
        issued = select(func.count()).where(AuditRecord.event == Event.PAPER_ISSUED)
        assert connection.scalar(issued) == 0, "what nobody can hold was not issued"


def test_the_code_leads_to_the_address_of_this_installation_unless_another_is_named(
    demo_engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    led: list[str] = []
    monkeypatch.setattr(File, "printed", lambda _, codes, *, base: led.append(base) or b"%PDF")
    home = "https://gerak.nttprov.go.id"
    backend.use(Settings(str(demo_engine.url), Mode.DEMO, lambda: MORNING, public_url=home), demo_engine)
    asked = ["brief", "--as", "gubernur.kantor", "--out", str(tmp_path / "a.pdf")]
    assert [main(asked), main([*asked, "--base", "https://lain.go.id/"])] == [0, 0]
    assert led == [home, "https://lain.go.id"]
