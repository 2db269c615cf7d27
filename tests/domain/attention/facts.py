"""Facts by hand and at random: what the tests of points and of the agenda are made from."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from domain.attention.hot import HotFact
from domain.attention.rules import CarriedFact, CommitmentFact, ConflictFact, Facts, Owner, TaskFact
from domain.commitments.health import CheckpointProgress, CommitmentProgress, VerdictLevel
from domain.tasks.clocks import TaskTimes
from domain.tasks.life import TaskClass, TaskState
from domain.time.calendar import ZONE

NOW = datetime(2026, 11, 26, 10, 0, tzinfo=ZONE)
TODAY = NOW.date()
LATE = TODAY - timedelta(days=9)


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def owner(number: int, name: str = "") -> Owner:
    return Owner(number, f"instansi-{number}", name or f"Instansi {number}")


def task(number: int = 1, **changes: Any) -> TaskFact:
    """In progress, due in ten days, three working days in its state."""
    times = TaskTimes(
        state=TaskState.IN_PROGRESS,
        task_class=TaskClass.ORDINARY,
        referral_days=None,
        proposed_at=NOW - timedelta(days=30),
        moved_at=NOW - timedelta(days=3),
        due_on=TODAY + timedelta(days=10),
    )
    own = {name: changes.pop(name) for name in list(changes) if hasattr(times, name)}
    fact = TaskFact(
        code=f"T-{number:03d}",
        title=f"Tugas {number}",
        times=replace(times, **own),
        owner=owner(number),
        region_code="53",
        reason="",
        countered_due_on=None,
        decision=None,
    )
    return replace(fact, **changes)


def point(due_on: date, *, reported: bool = False, verdict: VerdictLevel | None = None) -> CheckpointProgress:
    return CheckpointProgress(
        due_on, 1.0, claimed=50.0 if reported else None, verdict=verdict, reported=reported
    )


def commitment(number: int = 1, *points: CheckpointProgress, **changes: Any) -> CommitmentFact:
    """On schedule: its one checkpoint lies a month ahead."""
    progress = CommitmentProgress(
        has_owner=True,
        starts_on=date(2026, 1, 1),
        due_on=TODAY + timedelta(days=30),
        blocked=False,
        checkpoints=points or (point(TODAY + timedelta(days=30)),),
    )
    own = {name: changes.pop(name) for name in list(changes) if name in progress.__dataclass_fields__}
    fact = CommitmentFact(
        code=f"K-{number:02d}",
        title=f"Komitmen {number}",
        owner=owner(number),
        region_code="53",
        promised_on=date(2025, 8, 6),
        last_reported_on=None,
        progress=replace(progress, **own),
    )
    return replace(fact, **changes)


def ownerless(number: int = 1) -> CommitmentFact:
    return commitment(number, has_owner=False, owner=None)


def silent(number: int = 1, days: int = 57) -> CommitmentFact:
    return commitment(number, point(days_ago(days)), point(TODAY + timedelta(days=30)))


def conflict(number: int = 1, **changes: Any) -> ConflictFact:
    return replace(
        ConflictFact(f"x-{number}", "Korban 256 atau 255", 2, None, None, explained=False), **changes
    )


def hot(multiple: float = 4.5) -> HotFact:
    return HotFact("53.21", "Kematian PMI asal Malaka", "laju 11,1", multiple)


def carried(subject: str, **changes: Any) -> CarriedFact:
    return replace(CarriedFact(subject, "Lama", "Titipan.", None, None, 5, "11 November 2026"), **changes)


_days = st.integers(-90, 30).map(lambda n: TODAY + timedelta(days=n))
_moments = st.integers(0, 90).map(lambda n: NOW - timedelta(days=n))
_owners = st.integers(1, 4).map(owner)

tasks = st.lists(
    st.builds(
        task,
        st.integers(1, 60),
        state=st.sampled_from(TaskState),
        task_class=st.sampled_from(TaskClass),
        due_on=_days,
        moved_at=_moments,
        owner=_owners,
        reason=st.sampled_from(["", "menunggu data"]),
    ),
    max_size=40,
    unique_by=lambda fact: fact.code,
)
_points = st.builds(point, _days, reported=st.booleans(), verdict=st.none() | st.sampled_from(VerdictLevel))
_owned = st.builds(
    lambda number, points, whose, blocked, due: commitment(
        number, *points, owner=whose, has_owner=whose is not None, blocked=blocked, due_on=due
    ),
    st.integers(1, 40),
    st.lists(_points, min_size=1, max_size=4),
    st.none() | _owners,
    st.booleans(),
    _days,
)
commitments = st.lists(_owned, max_size=20, unique_by=lambda fact: fact.code)
conflicts = st.lists(
    st.builds(
        conflict,
        st.integers(1, 9),
        explainer=st.none() | _owners,
        due_on=st.none() | _days,
        explained=st.booleans(),
    ),
    max_size=5,
    unique_by=lambda fact: fact.key,
)
all_facts = st.builds(
    Facts,
    tasks=tasks,
    commitments=commitments,
    conflicts=conflicts,
    hot=st.lists(st.builds(hot, st.floats(1.5, 9)), max_size=1),
    carried=st.lists(
        st.sampled_from(["tugas:T-001", "komitmen:K-01", "catatan:a", "kelompok:silent"]).map(carried),
        max_size=3,
        unique_by=lambda fact: fact.subject,
    ),
)
