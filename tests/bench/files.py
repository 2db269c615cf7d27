"""Files as proof, judged as an upload is: ``python -m tests.bench.files FOLDER ...``.

For the false alarms that no test thinks of: point it at folders of files that ordinary programs made, or that
people sent. Printed for each folder: how many of each ending were taken, and the others by the sentence that
their sender would read.
"""

from __future__ import annotations

import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

from db.evidence.cleaning import clean
from domain.commitments.evidence import EvidenceRefused

ENDINGS = {".pdf", ".docx", ".xlsx", ".jpg", ".jpeg", ".png"}
SLOW, SHOWN = 2.0, 8


def judge(folder: Path) -> None:
    taken, sent, refused, slow = (
        Counter[str](),
        Counter[str](),
        defaultdict[str, list[str]](list),
        list[str](),
    )
    for file in sorted(folder.rglob("*")):
        if file.suffix.lower() not in ENDINGS or not file.is_file():
            continue
        sent[file.suffix.lower()] += 1
        began = time.process_time()
        try:
            clean(file.read_bytes())
            taken[file.suffix.lower()] += 1
        except EvidenceRefused as refusal:
            exactly = f" [{refusal.__cause__}]" if refusal.__cause__ else ""
            refused[f"{refusal}{exactly}"].append(file.name)
        if time.process_time() - began > SLOW:
            slow.append(f"{file.name} {time.process_time() - began:.1f} s")
    told = ", ".join(f"{taken[ending]} of {count} {ending}" for ending, count in sorted(sent.items()))
    print(f"{folder}: {told} taken")
    for sentence, names in sorted(refused.items(), key=lambda each: -len(each[1])):
        print(f"  {len(names):4} {sentence}\n       {', '.join(names[:SHOWN])}")
    print(*(f"  slow: {each}" for each in slow), sep="\n")


if __name__ == "__main__":
    for named in sys.argv[1:]:
        judge(Path(named))
