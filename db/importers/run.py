"""Files from outside, read each in a process of its own; this one never opens what they hold."""

import hashlib
import json
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from db.importers import reference, report
from db.importers.container import MOST_BYTES, SAVE_AGAIN, too_large
from db.process_limits import OUT_OF_MEMORY
from domain.imports.delivery import as_plain, packed_text
from domain.imports.kinds import ImportKind
from domain.imports.quality import FileReading, FileRefused
from domain.imports.reference import InstallationTerms
from domain.time.formats import number

WALL_SECONDS = 600
MOST_PRINTED, MOST_CELLS = 20, 5
_VERDICTS = {
    "import": "dapat disimpan",
    "import with doubts": "dapat disimpan, dengan keraguan",
    "ask": "perlu jawaban",
    "refuse": "ditolak",
}
_ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Request:
    kind: ImportKind
    source: str
    answers: Mapping[str, str]
    today: date
    kept: bool = False
    """Whether the answer is what is kept of the file, a line a report, or what is printed, a line a cell."""
    name: str = ""
    """As its sender called it, where the path does not say so."""
    terms: InstallationTerms = field(default_factory=InstallationTerms)
    from_file: frozenset[str] = frozenset()
    """Keys of answers that a file of answers gives for this run alone."""


Started = Callable[[subprocess.Popen[bytes]], None]
"""Told of the process that reads, so that it can be ended from elsewhere."""


def read_to_keep(path: Path, request: Request, started: Started = lambda _: None) -> bytes:
    """The reading as it is kept, packed."""
    return packed_text(read_file(path, replace(request, kept=True), started))


def shown_name(name: str, today: date) -> str:
    """The name of a file without the words that nobody knows."""
    return reference.load(today).vocabulary.shown(name, 120)


def read_file(path: Path, request: Request, started: Started = lambda _: None) -> str:
    """The reading as the text of one JSON object, whatever the file does."""
    try:
        size = path.stat().st_size
        if not path.is_file():
            return _refused(
                path,
                request,
                FileRefused("not-a-file", "Yang disebut bukan berkas.", "Sebut berkasnya, bukan foldernya."),
            )
    except OSError:
        return _refused(
            path,
            request,
            FileRefused(
                "not-found", "Berkas tidak ditemukan atau tidak boleh dibuka.", "Periksa nama dan foldernya."
            ),
        )
    if size > MOST_BYTES:
        return _refused(
            path,
            request,
            too_large(f"Berkas {size // 1_000_000} MB; paling besar {MOST_BYTES // 1_000_000} MB."),
        )
    return _in_a_process(path, request, started)


def order(path: Path, request: Request) -> dict[str, object]:
    """What the reading process is told."""
    return {
        "path": str(path.resolve()),
        "name": request.name or path.name,
        "kind": request.kind.value,
        "source": request.source,
        "answers": dict(request.answers),
        "from_file": sorted(request.from_file),
        "today": request.today.isoformat(),
        "kept": request.kept,
        "terms": {"agencies": dict(request.terms.agencies), "texts": list(request.terms.texts)},
    }


def _in_a_process(path: Path, request: Request, started: Started) -> str:
    with (
        tempfile.TemporaryFile() as out,
        subprocess.Popen(
            [sys.executable, "-m", "db.importers.worker"],
            stdin=subprocess.PIPE,
            stdout=out,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
        ) as process,
    ):
        started(process)
        try:
            process.communicate(json.dumps(order(path, request)).encode(), timeout=WALL_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            return _refused(path, request, _too_slow())
        if process.returncode:
            return _refused(path, request, _why(process.returncode))
        out.seek(0)
        return out.read().decode()


def _why(code: int) -> FileRefused:
    """What the death of the process says of the file."""
    if code in (-signal.SIGABRT, -signal.SIGKILL, -signal.SIGSEGV, -signal.SIGBUS, OUT_OF_MEMORY):
        return FileRefused(
            "far-cell",
            "Membaca berkas ini melampaui batas memori: isinya mengembang tidak wajar, atau ada sel yang "
            "tercecer jauh di luar tabel.",
            "Tekan Ctrl+End, hapus baris dan kolom kosong di luar tabel, simpan, lalu kirim lagi.",
        )
    if code in (-signal.SIGXCPU, -signal.SIGXFSZ):
        return _too_slow()
    return FileRefused("damaged", "Berkas tidak dapat dibaca sampai selesai.", SAVE_AGAIN)


def _too_slow() -> FileRefused:
    return too_large("Membaca berkas ini melampaui batas waktu.")


def _refused(path: Path, request: Request, refusal: FileRefused) -> str:
    known = reference.load(request.today)
    head = {
        "file": known.vocabulary.shown(request.name or path.name, 120),
        "sha256": _hash(path),
        "kind": request.kind.value,
        "source": request.source,
        "format": "",
    }
    if request.kept:
        reading = FileReading(refusal=refusal)
        return json.dumps({**head, **as_plain(reading, "", {"": ""}, ())}, ensure_ascii=False)
    return report.refused(head, refusal)


def _hash(path: Path) -> str:
    try:
        return file_hash(path)
    except OSError:
        return ""


def file_hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def summary(found: Mapping[str, Any]) -> str:
    """A reading in a few lines for the eyes."""
    lines = [f"{found['file']}: {found['verdict']} ({_VERDICTS[found['verdict']]})"]
    lines += [f"  ditolak: {each['says']} {each['todo']}" for each in found["refusals"]]
    for each in found["questions"]:
        lines.append(f"  tanya ({each['key']}): {each['says']}")
        lines += [f"    {option['answer']}: {option['label']}" for option in each["options"]]
    read = sum(value["value"] is not None for value in found["values"])
    if found["values"]:
        lines.append(f"  {number(read)} nilai terbaca, {number(len(found['values']) - read)} sel tanpa nilai")
    lines += [f"  dipahami: {each['says']}" for each in found["understood"]]
    lines += _doubts(found["doubts"])
    lines += [
        f"  dikeluarkan: {each['what']}, {each['cells']} sel, {each['where']}" for each in found["left_out"]
    ]
    return "\n".join(lines)


def _doubts(doubts: Sequence[Mapping[str, Any]]) -> list[str]:
    """Cells of which the same is said in one line; and how many say what is not printed."""
    alike: dict[tuple[str, str], list[str]] = {}
    for each in doubts:
        alike.setdefault((each["sheet"], each["says"]), []).append(each["cell"])
    lines = []
    for (sheet, says), cells in list(alike.items())[:MOST_PRINTED]:
        more = f" dan {number(len(cells) - MOST_CELLS)} sel lain" if len(cells) > MOST_CELLS else ""
        lines.append(f"  ragu {sheet} {', '.join(cells[:MOST_CELLS])}{more}: {says}")
    if rest := sum(map(len, list(alike.values())[MOST_PRINTED:])):
        lines.append(f"  ragu pada {number(rest)} sel lain; semuanya tercetak dengan --json")
    return lines
