"""``python -m db import``: what files say; without ``--dry-run`` they are stored as on the screen."""

import argparse
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from db.acting import Sender
from db.command import Command
from db.command import run as carry_out
from db.commands.imports import keep_reading, receive_file, store_accounts, store_batch
from db.engine import reading
from db.importers.run import Request, file_hash, read_file, read_to_keep, shown_name, summary
from db.queries.accounts import actor_of_account
from db.queries.entering import terms_of
from db.queries.imports import batch, delivery
from db.queries.planned_imports import planned
from db.settings import load
from domain import addresses
from domain.access.errors import NotFound, Refusal, RuleBroken
from domain.access.permissions import OPERATOR, Actor
from domain.access.requests import Invitation
from domain.imports.answers import TIMES
from domain.imports.kinds import ImportKind, kind_named
from domain.imports.life import ImportState, needed
from domain.imports.requests import KeepReading, ReceiveFile, StoreAccounts, StoreBatch
from domain.imports.storing import by_reason
from domain.time.calendar import Clock, today


@dataclass(frozen=True)
class Opened:
    """The database that is written to, and the clock by which."""

    engine: Engine
    clock: Clock
    by: Actor = OPERATOR


class BadAnswers(RuleBroken):
    def __init__(self, why: str) -> None:
        super().__init__(
            f'Berkas jawaban tidak dapat dipakai: {why}. Tulis JSON seperti {{"code-system": "bps"}}.'
        )


def add_arguments(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.description = (
        "Reads XLSX, XLS, XLSB, ODS, CSV, and HTML or XML named .xls, each in a process of its own, and "
        "prints the verdict, every value with its cell, doubts, questions, refusals, and the identity that "
        "was left out. With --dry-run nothing is written and no database is opened; without it the file is "
        "stored as one batch, as on the screen, and what is doubtful is named and left out."
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--kind", required=True, help=f"one of {', '.join(ImportKind)}")
    parser.add_argument("--source", default="", help="who sent the files; answers are remembered for it")
    parser.add_argument(
        "--answers", type=Path, metavar="FILE", help="JSON: answers by question, or by source"
    )
    parser.add_argument(
        "--account", default="", metavar="NAME", help="as whom to store; services are reported by an office"
    )
    parser.add_argument("--dry-run", action="store_true", help="read and check only")
    parser.add_argument("--json", action="store_true")
    return parser


def run(options: argparse.Namespace, opened: Callable[[], Opened]) -> Iterator[str]:
    """What the command prints, a piece a file. Raises Refusal.

    ``opened`` gives the database; a dry run never asks for it.
    """
    kind = kind_named(options.kind)
    answers = _answers(options.answers, options.source)
    request = Request(kind, options.source, answers, today(load().clock), from_file=frozenset(answers))
    if options.dry_run:
        found = (read_file(file, request) for file in options.files)
    else:
        needed(kind)
        database = _as_account(opened(), options.account)
        found = (json.dumps(_stored(file, request, database), ensure_ascii=False) for file in options.files)
    if options.json:
        yield '{"files": [\n'
        for number, piece in enumerate(found):
            yield (",\n" if number else "") + piece
        yield "\n]}\n"
        return
    for piece in found:
        said = json.loads(piece)
        yield (summary(said) if options.dry_run else _receipt(said)) + "\n"


def _as_account(database: Opened, username: str) -> Opened:
    if not username:
        return database
    with reading(database.engine) as connection:
        account = actor_of_account(connection, username)
    if account is None:
        raise NotFound(f"Akun {username[:60]} tidak ada atau nonaktif. Periksa namanya di Pengguna.")
    return replace(database, by=account)


def _stored(file: Path, request: Request, database: Opened) -> dict[str, object]:
    """One file through the same commands as the screen's: received, read, stored as one batch."""

    def do(command: Command[Any, Any], asked: object) -> Any:
        return carry_out(
            Sender(database.engine, database.by, database.clock, screen="python -m db"), command, asked
        )

    name = shown_name(file.name, request.today)
    try:
        size, sha256 = file.stat().st_size, file_hash(file)
        number = do(receive_file, ReceiveFile(request.kind, request.source, name, sha256, size))
        with reading(database.engine) as connection:
            known = batch(connection, number, by=database.by)
            terms = terms_of(connection, request.kind, by=database.by)
        request = replace(request, answers={**known.given_answers, **request.answers}, terms=terms)
        do(keep_reading, KeepReading(number, read_to_keep(file, request)))
        return {"file": name, **store_as_read(number, request, database, do)}
    except OSError:
        return {"file": name, "state": "refused", "says": "Berkas tidak ditemukan atau tidak boleh dibuka."}
    except Refusal as refusal:
        return {"file": name, "state": "refused", "says": str(refusal)}


def store_as_read(
    number: int, request: Request, database: Opened, do: Callable[[Command[Any, Any], object], Any]
) -> dict[str, object]:
    with reading(database.engine) as connection:
        row = batch(connection, number, by=database.by)
        read = delivery(connection, number, by=database.by)
        plan = planned(connection, number, by=database.by, on=request.today)
    said: dict[str, object] = {"batch": row.code, "state": row.state.value}
    if row.state is ImportState.REFUSED or read is None:
        return said | {"says": row.refusal.replace("\n", " ")}
    said["understood"] = list(read.understood)
    if read.questions:
        asks = [
            {"key": each.key, "says": each.says, "options": [answer for answer, _ in each.options]}
            for each in read.questions
        ]
        return said | {"questions": asks}
    if plan.writes:
        if row.kind is ImportKind.ACCOUNTS:
            made: list[Invitation] = do(store_accounts, StoreAccounts(number, row.version))
            said["links"] = {each.username: addresses.invitation(each.key) for each in made}
        else:
            do(store_batch, StoreBatch(number, row.version))
        # Another delivery may have come between plan and storing: what was written, the batch says.
        with reading(database.engine) as connection:
            row = batch(connection, number, by=database.by)
        said["state"] = row.state.value
    written = row.state is ImportState.STORED
    return said | {
        "new": row.new_rows if written else plan.new,
        "changed": row.changed_rows if written else plan.changed,
        "withdrawn": row.withdrawn_rows if written else len(plan.withdrawn),
        "same": row.same_rows if written else plan.same,
        "sent_back": [{"at": each.at, "reason": each.reason} for each in plan.back],
        "left_out": row.left_out,
    }


def _receipt(said: Mapping[str, Any]) -> str:
    head = f"{said['file']}: {said.get('batch', '')} {said['state']}".replace("  ", " ")
    if "says" in said:
        return f"{head}\n  {said['says']}"
    head = "\n".join([head, *(f"  dipahami: {each}" for each in said["understood"])])
    if "questions" in said:
        asked = (
            f"  tanya ({each['key']}): {each['says']} {' | '.join(each['options']) or TIMES}"
            for each in said["questions"]
        )
        return "\n".join([head, *asked])
    counts = (
        f"  {said['new']} baru, {said['changed']} berubah, {said['withdrawn']} ditarik, {said['same']} tetap "
        f"sama, {len(said['sent_back'])} dikembalikan, {said['left_out']} sel identitas dikeluarkan"
    )
    reasons = by_reason((each["at"], each["reason"]) for each in said["sent_back"])
    back = [f"  dikembalikan {at}: {reason}" for at, reason in reasons[:20]]
    links = [f"  tautan {name}: {link}" for name, link in said.get("links", {}).items()]
    return "\n".join([head, counts, *links, *back])


def _answers(file: Path | None, source: str) -> dict[str, str]:
    """Answers for every source, and over them those for this one."""
    if file is None:
        return {}
    try:
        given = json.loads(file.read_text("utf-8-sig"))
    except (OSError, ValueError) as error:
        raise BadAnswers("tidak ditemukan atau bukan JSON") from error
    if not isinstance(given, dict):
        raise BadAnswers("bukan daftar jawaban")
    common = {key: value for key, value in given.items() if isinstance(value, str)}
    own = given.get(source, {}) if source else {}
    if not isinstance(own, dict) or not all(isinstance(value, str) for value in own.values()):
        raise BadAnswers("jawaban bagi sumber itu bukan tulisan")
    return common | own
