"""Values as plain data (what JSON knows) and back again, strictly by their annotations.

One reader for all that arrives as JSON and for the answers that receipts keep: a dataclass says
which fields it has, of which type, and how long a text may be.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, asdict, dataclass, fields, is_dataclass
from datetime import date, datetime, time
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

LONGEST_TEXT = 6_000
LARGEST_NUMBER = 2**31


class NotPlain(ValueError):
    """Data that do not fit the type they are meant for."""


@dataclass(frozen=True)
class Longest:
    """How many characters a text may have: ``Annotated[str, Longest(60)]``."""

    characters: int


def as_plain(value: Any) -> Any:
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value


def from_plain(kind: Any, value: Any) -> Any:
    """The value as its type wants it; ``NotPlain`` when it is something else."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        limits = [each.characters for each in inner[1:] if isinstance(each, Longest)]
        return _text(value, min(limits)) if limits else from_plain(inner[0], value)
    if origin in (Union, UnionType):
        return _optional(inner, value)
    if origin is tuple:
        return tuple(from_plain(inner[0], each) for each in _expect((list, tuple), value))
    if origin is not None and issubclass(origin, Mapping):
        return {
            from_plain(inner[0], name): from_plain(inner[1], each)
            for name, each in _expect(dict, value).items()
        }
    if isinstance(kind, type) and is_dataclass(kind):
        # What somebody has put there already is no data to be read.
        return value if isinstance(value, kind) else _dataclass(kind, _expect(dict, value))
    return _single(kind, value)


def _dataclass(kind: Any, given: Mapping[str, Any]) -> Any:
    """A dataclass inside another one may be written as an object, or flat beside the others."""
    hints = get_type_hints(kind, include_extras=True)
    values = {}
    for each in fields(kind):
        hint = hints[each.name]
        if is_dataclass(hint):
            values[each.name] = from_plain(hint, given.get(each.name, given))
        elif each.name in given:
            values[each.name] = from_plain(hint, given[each.name])
        elif not _has_default(each):
            values[each.name] = from_plain(hint, None)
    return kind(**values)


def _has_default(each: Field[Any]) -> bool:
    return each.default is not MISSING or each.default_factory is not MISSING


def _optional(inner: tuple[Any, ...], value: Any) -> Any:
    """A field that may be left out: the form sends an empty text for nothing."""
    [wanted] = [each for each in inner if each is not NoneType]
    return None if value is None or (value == "" and wanted is not str) else from_plain(wanted, value)


def _single(kind: Any, value: Any) -> Any:
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _parsed(kind, _text(value, LONGEST_TEXT))
    return _READERS[kind](value)


def _text(value: Any, longest: int) -> str:
    text: str = _expect(str, value)
    if len(text) > longest:
        raise NotPlain(f"longer than {longest} characters")
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise NotPlain("half a character, which no database and no paper takes")
    # A null character is no text; PostgreSQL refuses it.
    return text.replace("\0", "")


def _whole(value: Any) -> int:
    """A number, or its digits: a form of HTML knows nothing but text."""
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) <= 10:
        value = int(value)
    if isinstance(value, bool) or not 0 <= _expect(int, value) < LARGEST_NUMBER:
        raise NotPlain("not a whole number of a row")
    return int(value)


def _number(value: Any) -> float:
    """Not-a-number where nothing was typed; the rules say what may be claimed."""
    if value is None:
        return math.nan
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise NotPlain("not a number")
    try:
        return float(value)
    except OverflowError as error:
        raise NotPlain("larger than any number") from error


def _parsed(read: Callable[[str], Any], text: str) -> Any:
    try:
        return read(text)
    except ValueError as error:
        raise NotPlain(str(error)) from error


def _expect(kind: type | tuple[type, ...], value: Any) -> Any:
    if not isinstance(value, kind):
        raise NotPlain(f"a {type(value).__name__} where none is expected")
    return value


_READERS: dict[Any, Callable[[Any], Any]] = {
    NoneType: lambda value: None,
    bool: lambda value: _expect(bool, value),
    int: _whole,
    float: _number,
    str: lambda value: _text(value, LONGEST_TEXT),
    date: lambda value: _parsed(date.fromisoformat, _expect(str, value)),
    time: lambda value: _parsed(time.fromisoformat, _expect(str, value)),
    datetime: lambda value: _parsed(datetime.fromisoformat, _expect(str, value)),
}
