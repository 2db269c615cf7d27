"""The rows that a batch of a file wrote, and how they are given back row for row."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Table, delete, event, select, update
from sqlalchemy.orm import Session

from db.acting import Act
from db.bulk import add_rows, among
from db.commands.cases import change_each_case, remove_cases
from db.kept_rows import KeptRows, pieces
from db.lines import Shape, exact, restored, shape
from db.models import (
    AccountLink,
    Agency,
    AgencyAlias,
    Base,
    CaseChange,
    CaseFlag,
    CaseRecord,
    CaseStep,
    ChainCount,
    ConflictExplanation,
    DeskStatement,
    FileDraft,
    ImportedRow,
    Notice,
    OutreachActivity,
    PublishedFigure,
    ServiceReport,
    Source,
    User,
    VillageTeam,
)
from domain.access.errors import RuleBroken
from domain.notices.kinds import Matter
from domain.time.formats import shortlist

MOST_NAMED = 3


class Ledger:
    """The rows that a batch writes: as they were, and a digest of what they are at its end."""

    def __init__(self, session: Session, number_: int) -> None:
        self._session, self._number = session, number_
        self._made: dict[str, list[Any]] = {}
        self._before: dict[tuple[str, str], str] = {}
        self.rows = 0

    def made(self, model: type[Base], keys: Iterable[Any]) -> None:
        self._made.setdefault(model.__tablename__, []).extend(keys)

    def will_change(self, model: type[Base], keys: Sequence[Any]) -> None:
        """Before it is changed: the row as it stands."""
        for key, text in _texts(self._session, model, keys).items():
            self._before[model.__tablename__, str(key)] = text
        self.made(model, keys)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Whatever commands write meanwhile, row by row, is of the batch as well."""
        event.listen(self._session, "before_flush", self._before_flush)
        event.listen(self._session, "after_flush", self._after_flush)
        try:
            yield
            self._session.flush()
        finally:
            event.remove(self._session, "before_flush", self._before_flush)
            event.remove(self._session, "after_flush", self._after_flush)

    def _before_flush(self, session: Session, *_: object) -> None:
        for each in session.dirty:
            model = type(each)
            key = getattr(each, _key_of(model)) if model.__tablename__ in _MODELS else None
            if key is None or not session.is_modified(each) or key in self._made.get(model.__tablename__, ()):
                continue
            self.will_change(model, [key])

    def _after_flush(self, session: Session, *_: object) -> None:
        for each in session.new:
            if each.__tablename__ in _MODELS:
                self.made(type(each), [getattr(each, _key_of(type(each)))])

    def close(self) -> None:
        self._session.flush()
        for name, keys in self._made.items():
            # Kept, for the same rows are sealed next.
            digests = _digests(self._session, _MODELS[name], keys, without=_VERSION, keep=True)
            self._note(name, digests)
            self.rows += len(digests)

    def _note(self, name: str, digests: Mapping[Any, str]) -> None:
        before = {key: self._before.get((name, str(key)), "") for key in digests}
        noted = [
            {
                "batch_id": self._number,
                "table_name": name,
                "row_key": str(run[0]),
                "before": before[run[0]],
                "digest": "".join([digests[key] for key in run]),
            }
            for run in _runs(before)
        ]
        add_rows(self._session, ImportedRow, noted)


def _runs(before: Mapping[Any, str]) -> Iterator[list[Any]]:
    """The keys of rows in the order of their numbers: one that was there before, or named by a text, stands
    alone, new ones whose numbers follow each other stand together."""
    run: list[Any] = []
    for key in sorted(before):
        is_next = run and isinstance(key, int) and key == run[-1] + 1 and len(run) < _LONGEST_RUN
        if not is_next or before[key] or before[run[-1]]:
            if run:
                yield run
            run = []
        run.append(key)
    if run:
        yield run


_LONGEST_RUN = 5_000


_MODELS: dict[str, type[Base]] = {
    model.__tablename__: model
    for model in (
        CaseChange,
        CaseStep,
        CaseFlag,
        CaseRecord,
        ConflictExplanation,
        PublishedFigure,
        Source,
        ChainCount,
        DeskStatement,
        ServiceReport,
        VillageTeam,
        OutreachActivity,
        FileDraft,
        AccountLink,
        User,
        AgencyAlias,
        Agency,
    )
}
"""What a batch may write; undone in this order."""


def _key_of(model: type[Base]) -> str:
    [key] = model.__table__.primary_key
    name: str = key.name
    return name


def _shape(model: type[Base]) -> Shape:
    table = model.__table__
    assert isinstance(table, Table)
    return shape(table)


def _rows(
    session: Session, model: type[Base], keys: Sequence[Any], *, keep: bool = False
) -> dict[Any, Row[Any]]:
    """The rows of these keys."""
    return KeptRows.of(session).rows(_shape(model), keys, keep=keep)


def _texts(
    session: Session, model: type[Base], keys: Sequence[Any], *, without: str = "", keep: bool = False
) -> dict[Any, str]:
    """What the rows of these keys say, all of it."""
    rows = _rows(session, model, keys, keep=keep)
    return dict(zip(rows, exact(_shape(model), [*rows.values()], without=without), strict=True))


def _digests(
    session: Session, model: type[Base], keys: Sequence[Any], *, without: str = "", keep: bool = False
) -> dict[Any, str]:
    """By key a digest of what each row says."""
    texts = _texts(session, model, keys, without=without, keep=keep)
    return {key: hashlib.sha256(text.encode()).hexdigest() for key, text in texts.items()}


_VERSION = "version"
"""Is in no digest: undoing a later batch gives a row back as it was, at a version of its own."""


class WrittenRow(NamedTuple):
    """What a batch wrote, as it was before and a digest of what it became."""

    before: str
    digest: str


_DIGITS = 64


def written_by(session: Session, batch: int) -> dict[str, dict[str, WrittenRow]]:
    """By table and key; releases before this one noted each row that a batch made by itself."""
    written: dict[str, dict[str, WrittenRow]] = {}
    rows = select(ImportedRow.table_name, ImportedRow.row_key, ImportedRow.before, ImportedRow.digest)
    for table, key, before, digest in session.execute(
        rows.where(ImportedRow.batch_id == batch).order_by(ImportedRow.id)
    ):
        lines = written.setdefault(table, {})
        if len(digest) == _DIGITS:
            lines[key] = WrittenRow(before, digest)
            continue
        for place, at in enumerate(range(0, len(digest), _DIGITS), start=int(key)):
            lines[str(place)] = WrittenRow(before, digest[at : at + _DIGITS])
    return written


def put_back(act: Act, written: Mapping[str, Mapping[str, WrittenRow]]) -> int:
    """Every row as it was before; refused where somebody has built on it since. Gives how many rows."""
    _refuse_changed(act, written)
    _refuse_built_on(act, written)
    for name in _MODELS:
        _put_back(act, name, written.get(name, {}))
    return sum(map(len, written.values()))


class BuiltOn(RuleBroken):
    """Undoing would take away what others have done since."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(
            f"Tidak dapat dibatalkan: {shortlist([*names], MOST_NAMED)} sudah diubah atau ditindaklanjuti "
            "sesudah kiriman ini. Koreksi barisnya satu per satu, atau batalkan dahulu kiriman yang lebih "
            "baru."
        )


def _typed_keys(model: type[Base], keys: Iterable[str]) -> list[Any]:
    return list(keys) if model is Source else [int(key) for key in keys]


def _refuse_changed(act: Act, written: Mapping[str, Mapping[str, WrittenRow]]) -> None:
    """A row that is no longer what the batch made of it."""
    changed: list[str] = []
    for name, lines in written.items():
        model = _MODELS[name]
        digests = dict(zip(_typed_keys(model, lines), (line.digest for line in lines.values()), strict=True))
        others = _others(act.session, model, digests, without=_VERSION)
        # Earlier releases had the version in their digests, too.
        others = _others(act.session, model, {key: digests[key] for key in others})
        changed += _names(act.session, model, others)
    if changed:
        raise BuiltOn(changed)


def _others(
    session: Session, model: type[Base], digests: Mapping[Any, str], *, without: str = ""
) -> list[Any]:
    """The keys of rows that are gone, or whose digest is another one."""
    now = _digests(session, model, [*digests], without=without, keep=True)
    return [key for key, digest in digests.items() if now.get(key) != digest]


def _names(session: Session, model: type[Base], keys: Sequence[Any]) -> list[str]:
    """The rows of these keys as people know them."""
    rows = _rows(session, model, keys)
    return [_called(model.__tablename__, key, rows[key]._mapping if key in rows else {}) for key in keys]


def _called(table: str, key: Any, row: Mapping[Any, Any]) -> str:
    """A row as people know it."""
    what = _CALLED.get(table)
    if what is None:
        return str(row.get("code") or key)
    words, column = what
    return f"{words} {row.get(column, key)}"


_CALLED = {
    ConflictExplanation.__tablename__: ("pertentangan angka nomor", "id"),
    VillageTeam.__tablename__: ("tim desa", "village_code"),
    OutreachActivity.__tablename__: ("kegiatan", "organizer"),
    ServiceReport.__tablename__: ("laporan layanan", "region_code"),
    DeskStatement.__tablename__: ("meja", "desk_code"),
    FileDraft.__tablename__: ("usulan", "title"),
    User.__tablename__: ("akun", "username"),
    AccountLink.__tablename__: ("tautan undangan", "id"),
    AgencyAlias.__tablename__: ("nama lain", "alias"),
}
"""What has no code of its own is named by its kind and one of its columns."""


def _refuse_built_on(act: Act, written: Mapping[str, Mapping[str, WrittenRow]]) -> None:
    """What others have hung on rows that would go: whatever points at them and is not of the batch itself."""
    hanging: set[str] = set()
    for name, lines in written.items():
        model = _MODELS[name]
        if model is Source:  # stays where others have come to name it
            continue
        gone = _typed_keys(model, [key for key, line in lines.items() if not line.before])
        for some in pieces(gone):
            hanging |= {*_names(act.session, model, sorted(_pointed_at(act, model, some, written)))}
    if hanging:
        raise BuiltOn(sorted(hanging))


def _pointed_at(
    act: Act, model: type[Base], keys: Sequence[Any], written: Mapping[str, Mapping[str, WrittenRow]]
) -> set[Any]:
    """The keys that a row of somebody else's names."""
    own_key, found = model.__table__.c[_key_of(model)], set[Any]()
    for table, column, named in _pointers(model):
        own = written.get(table.name, {})
        which = table.primary_key.columns.values()
        pointing = (
            select(own_key, *which)
            .select_from(model.__table__.join(table, column == named))
            .where(among(act.session, own_key, keys))
        )
        if table is model.__table__:
            other = table.alias()
            which = [other.c[each.name] for each in which]
            pointing = (
                select(own_key, *which)
                .select_from(table.join(other, other.c[column.name] == named))
                .where(among(act.session, own_key, keys))
            )
        found |= {
            key for key, *names in act.session.execute(pointing) if "/".join(map(str, names)) not in own
        }
    return found


def _pointers(model: type[Base]) -> Iterator[tuple[Table, ColumnElement[Any], ColumnElement[Any]]]:
    """Every column anywhere that names a row of this table, and the column that it names."""
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table is model.__table__:
                yield table, key.parent, key.column


def _put_back(act: Act, name: str, lines: Mapping[str, WrittenRow]) -> None:
    model = _MODELS[name]
    gone = _typed_keys(model, [key for key, line in lines.items() if not line.before])
    if model is CaseRecord:
        remove_cases(act.session, gone)
    elif model is Source:
        _remove_unused(act, gone)
    else:
        key = model.__table__.c[_key_of(model)]
        for some in pieces(gone):
            act.session.execute(delete(model).where(among(act.session, key, some)))
    if model is ServiceReport:  # nobody is asked about what is no more
        of_reports = (Notice.matter == Matter.SERVICE_REPORT) & Notice.matter_id.in_(gone)
        act.session.execute(delete(Notice).where(of_reports))
    changed = dict(
        zip(
            _typed_keys(model, [key for key, line in lines.items() if line.before]),
            [line for line in lines.values() if line.before],
            strict=True,
        )
    )
    now = _rows(act.session, model, [*changed])
    before = {key: _as_before(model, line, now[key]._mapping) for key, line in changed.items()}
    if model is CaseRecord:
        change_each_case(act.session, before)
        return
    for key, values in before.items():
        if not values:
            continue
        act.session.execute(update(model).where(model.__table__.c[_key_of(model)] == key).values(**values))


def _remove_unused(act: Act, codes: Sequence[str]) -> None:
    """A source that other figures have come to name stays."""
    for code in codes:
        if act.session.scalar(select(PublishedFigure.id).where(PublishedFigure.source_code == code)) is None:
            act.session.execute(delete(Source).where(Source.code == code))


def _as_before(model: type[Base], line: WrittenRow, now: Mapping[Any, Any]) -> dict[str, Any]:
    """What a row is to say again, where it says something else now."""
    values = restored(_shape(model), json.loads(line.before))
    if "version" in values:
        # Never one that a form has seen: what it was opened on may not pass for what stands again.
        values["version"] = now["version"] + 1
    return {name: value for name, value in values.items() if value != now[name]}
