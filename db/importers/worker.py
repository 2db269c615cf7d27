"""The process that opens a stranger's file: limited in memory, time and output, and free to die.

``python -m db.importers.worker`` takes one request as JSON on standard input and answers with one JSON
object. It prints no traceback: an error's text may hold what must not be printed.
"""

import gc
import hashlib
import json
import os
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from db.process_limits import FAILED, OUT_OF_MEMORY, ProcessLimits, limit

LIMITS = ProcessLimits(memory=1_500_000_000, processor_seconds=60, output=1_000_000_000)


def main() -> int:
    limit(LIMITS)
    # A million small objects that all live to the end: looking for circles among them doubles the time.
    gc.disable()
    try:
        sys.stdout.writelines(answer(json.load(sys.stdin)))
    except (MemoryError, RecursionError):
        return OUT_OF_MEMORY
    return 0


def answer(request: Mapping[str, object]) -> Iterator[str]:
    """The reading of the file that a request names, in pieces of one JSON object."""
    from db.importers import reference, report  # noqa: PLC0415 - the limits come first
    from db.importers.opening import open_workbook  # noqa: PLC0415 - the limits come first
    from domain.imports.context import Context  # noqa: PLC0415 - the limits come first
    from domain.imports.delivery import as_plain  # noqa: PLC0415 - the limits come first
    from domain.imports.drawn import draw, written_cells  # noqa: PLC0415 - the limits come first
    from domain.imports.grid import Table  # noqa: PLC0415 - the limits come first
    from domain.imports.kinds import ImportKind  # noqa: PLC0415 - the limits come first
    from domain.imports.quality import FileReading, FileRefused  # noqa: PLC0415 - the limits come first
    from domain.imports.reading import read_workbook  # noqa: PLC0415 - the limits come first
    from domain.imports.reference import InstallationTerms  # noqa: PLC0415 - the limits come first

    name, answers, terms = str(request["name"]), request["answers"], request["terms"]
    from_file = request["from_file"]
    assert isinstance(answers, dict)
    assert isinstance(from_file, list)
    assert isinstance(terms, dict)
    shipped = reference.load(date.fromisoformat(str(request["today"])))
    known = shipped.of_installation(InstallationTerms(**terms))
    data = Path(str(request["path"])).read_bytes()
    head: dict[str, object] = {
        "file": known.vocabulary.shown(name, 120),
        "sha256": hashlib.sha256(data).hexdigest(),
        "kind": request["kind"],
        "source": request["source"],
        "format": "",
    }
    book = None
    tables: list[Table] = []
    try:
        book = open_workbook(data)
        head["format"] = book.format
        kind = ImportKind(str(request["kind"]))
        context = Context(kind, known, name, answers, book.uses_1904, frozenset(from_file))
        reading = read_workbook(book, context, tables)
    except FileRefused as refusal:
        reading = FileReading(refusal=refusal)
    names = report.sheet_names(book, known.vocabulary)
    if not request["kept"]:
        return report.as_json(head, reading, names)
    sheets = draw(book.sheets, tables, reading, names, known.vocabulary) if book else []
    written = written_cells(book.sheets, reading, known.vocabulary) if book else {}
    plain = as_plain(reading, str(head["format"]), names, sheets, written)
    return iter([json.dumps({**head, **plain}, ensure_ascii=False)])


if __name__ == "__main__":
    try:
        code = main()
        sys.stdout.flush()
    except Exception:
        code = FAILED
    os._exit(code)
