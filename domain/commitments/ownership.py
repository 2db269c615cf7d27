"""Who answers for a commitment: it is proposed to one agency, which accepts, counters or declines.

Nobody is ordered. Until an agency accepts, the commitment stays *belum ada PJ*, in the open.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.access.errors import RuleBroken
from domain.enumerations import Labelled, Rowed
from domain.time.working_days import add_working_days

ANSWER_DAYS = 5
"""Working days for the answer to whatever is proposed and hurries nobody: an offer, a counter, another
target, an ordinary task."""


class OfferState(Rowed):
    row: Labelled

    PROPOSED = "proposed", Labelled("Menunggu jawaban")
    ACCEPTED = "accepted", Labelled("Diterima")
    COUNTERED = "countered", Labelled("Ditawar")
    DECLINED = "declined", Labelled("Ditolak")
    WITHDRAWN = "withdrawn", Labelled("Ditarik")
    """Taken back by the secretariat."""
    PASSED_ON = "passed_on", Labelled("Dialihkan")
    """The secretariat agreed to ask the agency that a counter named instead."""


class OfferMove(StrEnum):
    ACCEPT = "accept"
    COUNTER = "counter"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    AGREE = "agree"
    """The secretariat takes the agency's own terms."""


OPEN = frozenset({OfferState.PROPOSED, OfferState.COUNTERED})
"""An offer that somebody still has to answer; a commitment has at most one."""

MOVES: dict[OfferState, dict[OfferMove, OfferState]] = {
    OfferState.PROPOSED: {
        OfferMove.ACCEPT: OfferState.ACCEPTED,
        OfferMove.COUNTER: OfferState.COUNTERED,
        OfferMove.DECLINE: OfferState.DECLINED,
        OfferMove.WITHDRAW: OfferState.WITHDRAWN,
    },
    OfferState.COUNTERED: {
        OfferMove.AGREE: OfferState.ACCEPTED,
        OfferMove.WITHDRAW: OfferState.WITHDRAWN,
    },
    OfferState.ACCEPTED: {},
    OfferState.DECLINED: {},
    OfferState.WITHDRAWN: {},
    OfferState.PASSED_ON: {},
}

OF_THE_AGENCY = frozenset({OfferMove.ACCEPT, OfferMove.COUNTER, OfferMove.DECLINE})
OF_THE_SECRETARIAT = frozenset({OfferMove.WITHDRAW, OfferMove.AGREE})

SHORTEST_REASON = 10
"""Characters below which a reason says nothing to the other side."""


class OwnershipRefused(RuleBroken):
    """A move that the state of the offer, or its content, does not allow."""


def after(state: OfferState, move: OfferMove) -> OfferState:
    """The state that a move leads to."""
    following = MOVES[state].get(move)
    if following is None:
        raise OwnershipRefused(
            "Usulan ini sudah dijawab atau ditarik. Muat ulang halaman untuk melihat keadaan terakhirnya."
        )
    return following


def answer_by(asked_on: date, holidays: Collection[date]) -> date:
    """The day until which an offer, a counter or a change of a target is answered."""
    return add_working_days(asked_on, ANSWER_DAYS, holidays)


def refuse_owner_that_cannot(name: str, *, may_own: bool) -> None:
    """A court above all is shown data and is never given something to carry out."""
    if not may_own:
        raise OwnershipRefused(
            f"{name} tidak dapat menjadi penanggung jawab: pengadilan, media, dan titik layanan menerima "
            "data, tidak diberi tugas. Pilih instansi lain."
        )


def reason_given(reason: str, *, what: str) -> str:
    """The reason, without blanks around it; one that says nothing is refused."""
    reason = reason.strip()
    if len(reason) < SHORTEST_REASON:
        raise OwnershipRefused(
            f"Tuliskan alasan {what}, paling sedikit {SHORTEST_REASON} huruf; pihak lain akan membacanya."
        )
    return reason


@dataclass(frozen=True)
class CounterTerms:
    """What an agency asks for instead: another date, another target, or that somebody else does it."""

    due_on: date | None = None
    target: float | None = None
    agency_code: str = ""

    def check(self, *, starts_on: date, baseline: float, current_due: date, current_target: float) -> None:
        """An answer that asks for nothing else is an acceptance, not a counter."""
        if self.due_on is None and self.target is None and not self.agency_code:
            raise OwnershipRefused(
                "Tawaran belum memuat perubahan. Isi tenggat lain, target lain, atau instansi yang lebih "
                "tepat; bila setuju apa adanya, pilih Terima."
            )
        if self.agency_code and (self.due_on is not None or self.target is not None):
            raise OwnershipRefused(
                "Pilih salah satu: mengusulkan instansi lain, atau menerima dengan syarat tenggat/target."
            )
        if self.due_on is not None and self.due_on < starts_on:
            raise OwnershipRefused(
                "Tenggat yang ditawarkan mendahului awal komitmen. Pilih tanggal sesudahnya."
            )
        if self.target is not None and self.target == baseline:
            raise OwnershipRefused("Target yang ditawarkan sama dengan nilai awal. Tulis nilai yang berubah.")
        if (
            not self.agency_code
            and self.due_on in (None, current_due)
            and self.target in (None, current_target)
        ):
            raise OwnershipRefused(
                "Tawaran sama dengan usulan. Ubah tenggat atau target; bila setuju apa adanya, pilih Terima."
            )
