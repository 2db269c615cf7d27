"""How a case moves: steps on tracks that run side by side, how long each lasts, and what is referred."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from domain.access.errors import RuleBroken
from domain.figures.cases import (
    POLICE_CLOSED,
    PoliceStage,
    ReferralState,
    RestitutionStage,
    ServiceStage,
    Stage,
    Track,
)
from domain.time import lateness
from domain.time.formats import long_date
from domain.time.lateness import DueKind
from domain.time.working_days import add_working_days, working_days_until

ANSWER_DAYS = 3
"""Working days within which a referral is answered."""

OPEN_AGES = (30, 90, 180, 365)
"""Days after which the register may be asked for what is still open."""

LONGEST_TEXT = 300


@dataclass(frozen=True)
class Step:
    """A stage that was reached on a day; on the track of services it may also end."""

    id: int
    track: Track
    stage: Stage
    on: date
    ended_on: date | None
    note: str
    agency: str


@dataclass(frozen=True)
class StageLimit:
    """How long a stage may last by law, since when that holds, and which article says so."""

    track: Track
    stage: str
    days: int
    basis: str
    valid_from: date


@dataclass(frozen=True)
class StageLength:
    """How long one stage lasted, or has lasted until now."""

    step: Step
    starts_on: date
    ends_on: date | None
    """None while it lasts."""
    until: date
    """Its end, or today while it lasts."""
    days: int
    limit: StageLimit | None

    @property
    def over(self) -> int:
        """Days beyond what the law allows; 0 where it allows them or names no limit."""
        return max(self.days - self.limit.days, 0) if self.limit else 0


_KINDS: dict[Track, type[PoliceStage] | type[ServiceStage] | type[RestitutionStage]] = {
    Track.POLICE: PoliceStage,
    Track.SERVICES: ServiceStage,
    Track.RESTITUTION: RestitutionStage,
}


def stage_of(track: Track, name: str) -> Stage:
    """The stage of a track by its stored name."""
    return _KINDS[track](name)


def spans(steps: Sequence[Step], limits: Sequence[StageLimit], on: date) -> tuple[StageLength, ...]:
    """Each step with its length. Of the police and of restitution one stage ends where the next begins;
    services run beside each other until each ends by itself."""
    found = []
    for index, step in enumerate(steps):
        following = next((later.on for later in steps[index + 1 :] if later.track is step.track), None)
        ends_on = step.ended_on if step.track is Track.SERVICES else following
        if step.track is Track.POLICE and step.stage in POLICE_CLOSED:
            ends_on = step.on
        if step.stage is RestitutionStage.PAID:
            ends_on = step.on
        until = ends_on or on
        days = (until - step.on).days
        found.append(StageLength(step, step.on, ends_on, until, days, limit_of(step, limits)))
    return tuple(found)


def limit_of(step: Step, limits: Sequence[StageLimit]) -> StageLimit | None:
    """The newest one in force on the day the stage began."""
    fitting = [
        each
        for each in limits
        if each.track is step.track and each.stage == step.stage.value and each.valid_from <= step.on
    ]
    return max(fitting, key=lambda each: each.valid_from, default=None)


def check_step_day(day: date | None, *, reported_on: date, on: date) -> date:
    if day is None:
        raise RuleBroken("“Tanggal” belum diisi. Pilih hari tahap itu dimulai.")
    if day > on:
        raise RuleBroken(
            f"Tanggal {long_date(day)} belum tiba. Catat pada harinya, paling akhir {long_date(on)}."
        )
    if day < reported_on:
        raise RuleBroken(
            f"Tanggal {long_date(day)} sebelum laporan diterima ({long_date(reported_on)}). "
            "Periksa tanggalnya, atau koreksi tanggal lapor dahulu."
        )
    return day


def check_referral_answer(state: ReferralState, answer: ReferralState) -> None:
    """An answer is given once; a referral that was accepted is done later."""
    allowed = {
        ReferralState.SENT: (ReferralState.ACCEPTED, ReferralState.REFUSED),
        ReferralState.ACCEPTED: (ReferralState.DONE,),
    }
    if answer in allowed.get(state, ()):
        return
    said = {
        ReferralState.SENT: "belum diterima; jawab dahulu dengan menerima atau menolak",
        ReferralState.ACCEPTED: "sudah diterima; yang dapat dicatat sekarang hanya selesainya",
        ReferralState.REFUSED: "sudah ditolak; pengirim dapat merujuk ulang ke instansi lain",
        ReferralState.DONE: "sudah selesai; tidak ada lagi yang dijawab",
        ReferralState.ENDED: "berakhir karena kasusnya ditarik; tidak ada lagi yang dijawab",
    }[state]
    raise RuleBroken(f"Rujukan ini {said}. Muat ulang halaman untuk melihat jawabannya.")


@dataclass(frozen=True)
class ReferralClock:
    """Within how many working days an answer is due, or how many it took."""

    due_on: date
    days: int
    """Working days that passed until the answer, or until today."""

    @property
    def is_late(self) -> bool:
        return self.days > ANSWER_DAYS

    @property
    def left(self) -> int:
        return ANSWER_DAYS - self.days

    @property
    def left_in_words(self) -> str:
        return lateness.in_words(DueKind.REFERRAL, self.left, is_late=self.is_late)

    @property
    def waited_in_words(self) -> str:
        return lateness.waited_in_words(DueKind.REFERRAL, self.days)


def referral_clock(
    sent_on: date, answered_on: date | None, on: date, closed: Collection[date]
) -> ReferralClock:
    due_on = add_working_days(sent_on, ANSWER_DAYS, closed)
    return ReferralClock(due_on, working_days_until(sent_on, answered_on or on, closed))
