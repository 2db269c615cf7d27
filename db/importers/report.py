"""A reading as JSON, one object a file, written piece by piece: a large file has a million values.

Nothing of a stranger's file is printed but figures, marks, codes and known words.
"""

import json
from collections.abc import Iterator, Mapping

from domain.imports.quality import Doubt, FileReading, FileRefused, Value
from domain.imports.sheet import Workbook
from domain.imports.words import HIDDEN, Vocabulary


def sheet_names(book: Workbook | None, vocabulary: Vocabulary) -> dict[str, str]:
    """How a sheet is called in print: by its name where all its words are known, else by its number."""
    found = {"": ""}
    for sheet in book.sheets if book else ():
        shown = vocabulary.shown(sheet.name)
        found[sheet.name] = f"lembar {sheet.position}" if HIDDEN in shown or not shown else shown
    return found


def as_json(head: Mapping[str, object], reading: FileReading, names: Mapping[str, str]) -> Iterator[str]:
    """Pieces that together are one JSON object."""
    yield _plain({**head, "verdict": reading.verdict.value, **_parts(reading, names)})[:-1]
    yield ', "values": ['
    texts = {name: _plain(shown) for name, shown in names.items()}
    for number, value in enumerate(reading.all_values()):
        yield f"{', ' if number else ''}{_value(value, texts)}"
    yield "]}"


def refused(head: Mapping[str, object], refusal: FileRefused) -> str:
    reading = FileReading(refusal=refusal)
    return "".join(as_json(head, reading, {"": ""}))


def _plain(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _parts(reading: FileReading, names: Mapping[str, str]) -> dict[str, object]:
    refusal = reading.refusal
    return {
        "refusals": [{"rule": refusal.rule, "says": refusal.says, "todo": refusal.todo}] if refusal else [],
        "questions": [
            {
                "key": each.key,
                "says": each.says,
                "cells": each.cells,
                "options": [{"answer": option.answer, "label": option.label} for option in each.options],
            }
            for each in reading.questions
        ],
        "doubts": [_doubt(each, names) for each in reading.doubts],
        "left_out": [
            {"what": each.what, "where": each.where, "cells": each.cells} for each in reading.left_out
        ],
        "understood": [
            {"rule": each.rule, "sheet": names[each.sheet], "says": each.says} for each in reading.understood
        ],
    }


def _doubt(doubt: Doubt, names: Mapping[str, str]) -> dict[str, object]:
    return {
        "rule": doubt.rule,
        "sheet": names[doubt.sheet],
        "cell": doubt.cell,
        "says": doubt.says,
        "candidates": list(doubt.candidates),
        "put_off": doubt.put_off,
    }


def _value(value: Value, sheets: Mapping[str, str]) -> str:
    """By hand, for ``json.dumps`` of a million dictionaries takes longer than reading them."""
    read = (
        "null"
        if value.value is None
        else _plain(value.value)
        if isinstance(value.value, str)
        else repr(value.value)
    )
    what = (
        f'"record": {value.record}, "field": "{value.name}"'
        if value.record
        else f'"indicator": "{value.indicator}", "subgroup": "{value.subgroup}", '
        f'"destination": "{value.destination}"'
    )
    return (
        f'{{{what}, "region": "{value.region}", "from": "{value.starts_on}", "to": "{value.ends_on}", '
        f'"value": {read}, "state": "{value.state.value}", '
        f'"sheet": {sheets[value.sheet]}, "cell": "{value.cell}"}}'
    )
