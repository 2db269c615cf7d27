"""Rows as they stand, read once though several look at them: who seals them, and who notes what a delivery
wrote or asks whether it is still what it was."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Delete, Insert, Row, Table, Update, event, func, select
from sqlalchemy.orm import Session

from db.bulk import among
from db.lines import Shape

_AT_ONCE = 5_000
_OPTION = "kept_rows"


class KeptRows:
    """Of one unit of work. What was kept of a table is forgotten as soon as something is written there."""

    @classmethod
    def of(cls, session: Session) -> "KeptRows":
        found: KeptRows = session.info.get(_OPTION) or session.info.setdefault(_OPTION, cls(session))
        return found

    @classmethod
    def forget(cls, session: Session) -> None:
        """Session and rows hold each other: left alone, they wait for the collector, which then stops all
        others for as long as it takes to walk through a hundred thousand of them."""
        if (found := session.info.pop(_OPTION, None)) is not None:
            found._kept.clear()

    def __init__(self, session: Session) -> None:
        self._session = session
        self._kept: dict[str, dict[Any, Row[Any]]] = {}
        event.listen(session.connection(), "before_execute", self._forget)

    def _forget(self, _connection: Connection, statement: Any, *_: Any) -> None:
        if isinstance(statement, Insert | Update | Delete) and isinstance(statement.table, Table):
            self._kept.pop(statement.table.name, None)

    def rows(self, given: Shape, keys: Sequence[Any], *, keep: bool = False) -> dict[Any, Row[Any]]:
        """Those of them that are there, by key; ``keep`` where somebody else will ask for them again."""
        kept = self._kept.get(given.name, {})
        found = {key: kept[key] for key in keys if key in kept}
        source, [name] = given.table(), given.key
        for some in pieces([key for key in keys if key not in kept]):
            asked = select(source).where(among(self._session, source.c[name], some))
            place = list(given.columns).index(name)
            found |= {row[place]: row for row in self._session.execute(asked).all()}
        if keep:
            self._kept.setdefault(given.name, {}).update(found)
        return found

    def above(self, given: Shape, last: int) -> Sequence[int]:
        """The numbers of the rows that came after this one, in their order."""
        [name] = given.key
        key = given.table().c[name]
        newest = self._session.scalar(select(func.max(key))) or 0
        kept = sorted(each for each in self._kept.get(given.name, ()) if each > last)
        if len(kept) == newest - last:  # one for each number that there can be
            return kept
        return self._session.scalars(select(key).where(key > last).order_by(key)).all()


def pieces(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """A statement takes only so many parameters."""
    return (values[start : start + _AT_ONCE] for start in range(0, len(values), _AT_ONCE))
