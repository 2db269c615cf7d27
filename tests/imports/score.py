"""``python -m tests.imports.score``: how well the corpus is read, by ugliness.

With ``--mutations 10000`` it tells what becomes of that many good files that were changed at random.
Files are read here as the reading process reads them; hostile ones in a process of their own.
"""

import argparse
import json
import re
import tempfile
from collections import Counter
from pathlib import Path
from time import process_time
from typing import Any

from db.importers.run import Request, order, read_file
from db.importers.worker import answer
from domain.imports.kinds import ImportKind
from domain.imports.quality import FileVerdict
from tests.imports import mutations, scoring
from tests.imports.corpus import CASES, Case, hostile

NUMBER_OF_A_PERSON = re.compile(r"5304011203900001|5\.3E\+15")
"""What the mutations write into files as if it were somebody's."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutations", type=int, default=0, metavar="COUNT")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if options.mutations:
            mutated(options.mutations, options.seed, Path(folder))
        else:
            table(Path(folder))


def table(folder: Path) -> None:
    print("| ugliness | file | verdict | values | doubts | differs | wrong without a doubt | identity |")
    print("|---|---|---|--:|--:|--:|--:|--:|")
    sums = Counter[str]()
    for case in CASES:
        printed = _read(case, folder)
        found: dict[str, Any] = json.loads(printed)
        counts = {
            "differs": len(list(scoring.differences(case, found))),
            "wrong": len(scoring.wrong_values(case, found)),
            "identity": len(scoring.secrets_in(case, printed)),
        }
        sums.update(counts)
        sums[found["verdict"]] += 1
        values = len(scoring.read_values(found))
        print(
            f"| {case.ugliness} | {case.name} | {found['verdict']} | {values} | {len(found['doubts'])} "
            f"| {counts['differs']} | {counts['wrong']} | {counts['identity']} |"
        )
    print(f"\n{len(CASES)} files: " + ", ".join(f"{name} {sums[name]}" for name in sorted(sums)))


def _read(case: Case, folder: Path) -> str:
    file = folder / case.file
    file.write_bytes(case.build())
    request = Request(ImportKind(case.kind), "", case.answers, scoring.TODAY)
    return read_file(file, request) if case in hostile.CASES else "".join(answer(order(file, request)))


def mutated(count: int, seed: int, folder: Path) -> None:
    verdicts, leaks, began = Counter[str](), 0, process_time()
    for kind, name, data in mutations.mutated(count, seed):
        file = folder / name
        file.write_bytes(data)
        printed = "".join(answer(order(file, Request(ImportKind(kind), "", {}, scoring.TODAY))))
        verdicts[FileVerdict(json.loads(printed)["verdict"])] += 1
        leaks += bool(NUMBER_OF_A_PERSON.search(printed))
    spent = process_time() - began
    said = ", ".join(f"{verdict} {verdicts[verdict]}" for verdict in FileVerdict)
    print(
        f"{count} mutations, seed {seed}: {said}; {leaks} with somebody's number; {spent:.0f} s of processor"
    )


if __name__ == "__main__":
    main()
