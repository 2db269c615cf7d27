"""``python -m db`` as an operator has it: what it prints, what it refuses, and its exit code."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from db.__main__ import main
from db.engine import build
from db.models import Base
from db.schema import head

pytestmark = pytest.mark.by_turns

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def command(
    database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """Runs a command against a fresh, empty database; gives exit code, output and errors."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("GERAK_NOW", "2026-11-23T07:00")
    monkeypatch.delenv("GERAK_MODE", raising=False)

    def run(*arguments: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        code = main(arguments)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def change(url: str, statement: str) -> None:
    engine = build(url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_status_counts_what_ships(command: Command, database_url: str) -> None:
    assert command("seed", "--empty")[0] == 0
    code, out, _ = command("status", "--json")
    report = json.loads(out)
    assert code == 0
    assert report["database"] == database_url.partition(":")[0].partition("+")[0]
    assert report["regions"] == {"province": 1, "regency": 22, "district": 315, "village": 3442}
    assert report["published_figures"] == 135
    assert report["statements"] == 27
    assert set(report["tables"]) == {table.name for table in Base.metadata.sorted_tables}
    assert report["schema"]["state"] == "current"


def test_status_of_an_empty_database_says_that_the_schema_is_missing(command: Command) -> None:
    code, out, _ = command("status", "--json")
    assert code == 0
    assert json.loads(out)["schema"] == {"version": None, "state": "missing", "release": head()}


def test_an_empty_seed_leaves_the_sample_data_out(command: Command) -> None:
    command("seed", "--empty")
    tables = json.loads(command("status", "--json")[1])["tables"]
    samples = ("user_account", "commitment", "task", "meeting", "case_record", "conflict_explanation")
    assert {name: tables[name] for name in samples} == dict.fromkeys(samples, 0)


def test_a_filled_database_is_not_filled_again(command: Command) -> None:
    command("seed", "--demo")
    before = command("status", "--json")[1]
    code, _, err = command("seed", "--demo")
    assert code == 1
    assert "sudah terisi" in err
    assert command("status", "--json")[1] == before


def test_a_whole_trail_passes(command: Command) -> None:
    command("seed", "--empty")
    code, out, _ = command("verify-audit")
    assert (code, "is whole: 1 records" in out) == (0, True)


def test_a_row_altered_by_hand_is_named(command: Command, database_url: str) -> None:
    command("seed", "--empty")
    for name in ("satu", "dua"):
        command(
            "create-user",
            f"{name}.akun",
            "--role",
            "agency",
            "--agency",
            "polda-ntt",
            typed="kuda lumping biola senja\n",
        )
    change(database_url, "UPDATE audit_record SET actor = 'orang lain' WHERE id = 2")
    code, _, err = command("verify-audit")
    assert code == 1
    assert "the content of record 2 was altered" in err


def test_a_real_account_is_never_made_beside_sample_ones(command: Command) -> None:
    command("seed", "--demo")
    code, _, err = command(
        "create-user",
        "a.b.c",
        "--role",
        "agency",
        "--agency",
        "polda-ntt",
        typed="kuda lumping biola senja\n",
    )
    assert code == 1
    assert "sample accounts" in err


@pytest.mark.parametrize(
    ("arguments", "typed", "reason"),
    [
        (
            ("ab cd", "--role", "agency", "--agency", "polda-ntt"),
            "kuda lumping biola senja\n",
            "Nama pengguna",
        ),
        (("a.b.c", "--role", "agency", "--agency", "polda-ntt"), "pendek\n", "Kata sandi paling sedikit"),
        (
            ("a.b.c", "--role", "agency", "--agency", "tidak-ada"),
            "kuda lumping biola senja\n",
            "tidak dikenal",
        ),
    ],
)
def test_an_account_that_cannot_be_made_says_why(
    command: Command, arguments: tuple[str, ...], typed: str, reason: str
) -> None:
    command("seed", "--empty")
    code, _, err = command("create-user", *arguments, typed=typed)
    assert code == 1
    assert reason in err


def test_commands_that_need_a_schema_say_how_to_get_one(command: Command) -> None:
    code, _, err = command("verify-audit")
    assert code == 1
    assert "python -m db migrate" in err


def test_migrate_twice_is_migrate_once(command: Command) -> None:
    first, again = command("migrate"), command("migrate")
    assert first[:2] == again[:2] == (0, f"Schema at version {head()}.\n")


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("postgresql://nobody@127.0.0.1:1/none", "does not answer"),
        ("sqlite:////proc/nowhere/gerak.db", "cannot be written"),
        ("not a url", "DATABASE_URL cannot be understood"),
    ],
)
def test_a_database_that_cannot_be_had_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], url: str, sentence: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    assert main(["status"]) == 1
    said = capsys.readouterr().err
    assert sentence in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("backup", "--to", "/proc/cadangan"), "Nothing can be read or written there"),
        (("backup", "--to", "tidakada://cadangan"), "The address of backups cannot be used"),
        (("verify-backup", "tidakada://cadangan"), "The address of backups cannot be used"),
    ],
)
def test_a_place_that_cannot_be_had_is_one_sentence(
    command: Command, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], sentence: str
) -> None:
    assert command("seed", "--empty")[0] == 0
    assert main(arguments) == 1
    said = capsys.readouterr().err
    assert (sentence in said, "Traceback" in said) == (True, False), said


def test_a_damaged_file_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "rusak.db"
    file.write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 40)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{file}")
    assert main(["verify-audit"]) == 1
    assert "the file of the database cannot be read" in capsys.readouterr().err
