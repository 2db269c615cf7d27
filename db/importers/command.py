"""``python -m db import``: what a file says, without writing anything."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from db.importers.run import Request, read_file, summary
from db.settings import load
from domain.access.errors import RuleBroken
from domain.imports.kinds import ImportKind, kind_named
from domain.time.calendar import today


class NotStoredYet(RuleBroken):
    def __init__(self) -> None:
        super().__init__(
            "Menyimpan dari baris perintah belum tersedia; tidak ada yang dibaca atau disimpan. "
            "Tambahkan --dry-run untuk membaca dan memeriksa berkas."
        )


class BadAnswers(RuleBroken):
    def __init__(self, why: str) -> None:
        super().__init__(
            f'Berkas jawaban tidak dapat dipakai: {why}. Tulis JSON seperti {{"code-system": "bps"}}.'
        )


def add_arguments(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.description = (
        "Reads XLSX, XLS, XLSB, ODS, CSV, and HTML or XML named .xls, each in a process of its own, and "
        "prints the verdict, every value with its cell, doubts, questions, refusals, and the identity that "
        "was left out. With --dry-run nothing is written and no database is opened."
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--kind", required=True, help=f"one of {', '.join(ImportKind)}")
    parser.add_argument("--source", default="", help="who sent the files; answers are remembered for it")
    parser.add_argument(
        "--answers", type=Path, metavar="FILE", help="JSON: answers by question, or by source"
    )
    parser.add_argument("--dry-run", action="store_true", help="read and check only")
    parser.add_argument("--json", action="store_true")
    return parser


def run(options: argparse.Namespace) -> Iterator[str]:
    """What the command prints, a piece a file. Raises Refusal."""
    kind = kind_named(options.kind)
    if not options.dry_run:
        raise NotStoredYet
    answers = _answers(options.answers, options.source)
    request = Request(kind, options.source, answers, today(load().clock))
    if options.json:
        yield '{"files": [\n'
        for number, file in enumerate(options.files):
            yield (",\n" if number else "") + read_file(file, request)
        yield "\n]}\n"
        return
    for file in options.files:
        yield summary(json.loads(read_file(file, request))) + "\n"


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
