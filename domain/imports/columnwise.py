"""Many lines as columns: each different thing that a column says once, and of each line which it is.

A hundred thousand lines of a register say few hundred things. Written one by one, with the names of their
fields, they are ten times as long, and take as much longer to be written, packed, and taken up again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

Line = tuple[str, int, Mapping[str, Any], Mapping[str, str], str]
"""Sheet, row, fields, cells that wait, span: in the order of a delivered record."""


def as_columns(lines: Sequence[Line]) -> dict[str, Any]:
    """What JSON knows of them."""
    sheets, rows, told, waiting, spans = zip(*lines, strict=True) if lines else ((), (), (), (), ())
    names = [tuple(fields) for fields in told]
    return {
        "sheet": _coded(sheets),
        "row": rows,
        "told": _coded(names),
        "fields": {
            name: _coded([fields.get(name) for fields in told])
            for name in dict.fromkeys(name for each in dict.fromkeys(names) for name in each)
        },
        "open": {place: cells for place, cells in enumerate(waiting) if cells},
        "span": _coded(spans),
    }


def as_lines(columns: Mapping[str, Any]) -> Iterator[Line]:
    """The same again; JSON has made texts of the places of those that wait."""
    fields = {name: _decoded(column) for name, column in columns["fields"].items()}
    waiting = columns["open"]
    sheets, told, spans = (_decoded(columns[name]) for name in ("sheet", "told", "span"))
    for place, (sheet, row, names, span) in enumerate(zip(sheets, columns["row"], told, spans, strict=True)):
        said = {name: fields[name][place] for name in names}
        yield sheet, row, said, waiting.get(str(place), {}), span


def coded_table(columns: Iterable[Sequence[Any]]) -> list[Any]:
    """Of columns of one length."""
    return [_coded(column) for column in columns]


def decoded_table(columns: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return zip(*map(_decoded, columns), strict=True)


def told_apart(values: Sequence[Any]) -> Sequence[Any]:
    """What stands for each value where equal ones are looked for: 1, 1.0 and True are equal, and written
    otherwise. Most columns hold values of one kind."""
    if len({*map(type, values)} - {type(None)}) <= 1:
        return values
    return [*zip(map(type, values), values, strict=True)]


def _coded(column: Iterable[Any]) -> list[Any]:
    """Each value that differs, in the order in which they come, and of each of all which it is; of one that
    all say, how many they are."""
    values = [*column]
    keys = told_apart(values)
    known = [*dict.fromkeys(keys)]
    if len(known) == 1:
        return [values[:1], len(values)]
    places = dict(zip(known, range(len(known)), strict=True))
    said = known if keys is values else [value for _, value in known]
    return [said, [*map(places.__getitem__, keys)]]


def _decoded(column: Sequence[Any]) -> list[Any]:
    values: list[Any]
    values, places = column
    if isinstance(places, int):
        return values * places
    return [*map(values.__getitem__, places)]
