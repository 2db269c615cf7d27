"""From one period to another: what changed, how sure that is, and what cannot be compared."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from domain.figures.map_view import AreaState
from domain.statistics import assessment
from domain.statistics.assessment import ALPHA, Confidence
from domain.statistics.exposure import Span
from domain.statistics.small_numbers import false_discovery
from domain.statistics.wording import unseen
from domain.time.formats import beginning, number, short_date


@dataclass(frozen=True)
class Side:
    """One region in one of the two periods."""

    state: AreaState
    count: float | None
    count_text: str


@dataclass(frozen=True)
class Change:
    """What may be said of one region between two periods."""

    code: str
    name: str
    before: Side
    after: Side
    confidence: Confidence | None
    """None where there is nothing to compare; *ordinary* where both are alike."""
    lasted: tuple[int, int] = (1, 1)
    """For how long each period was counted: in days, or equal where that makes no difference."""
    hindrance: str = ""
    """Why the two periods cannot be compared, in words that follow a colon."""

    @property
    def paces(self) -> tuple[float | None, float | None]:
        """Each count for as long a time; None where it is not known or the two cannot be compared."""
        sides = zip((self.before, self.after), self.lasted, strict=True)
        first, second = (
            None if side.count is None or self.hindrance or not days else side.count / days
            for side, days in sides
        )
        return first, second

    @property
    def difference(self) -> float | None:
        if self.hindrance or self.before.count is None or self.after.count is None:
            return None
        return self.after.count - self.before.count

    @property
    def risen_by(self) -> float:
        """In the count for as long a time; 0 where it is not known."""
        if self.before.count is None or self.after.count is None or not all(self.lasted):
            return 0.0
        return _risen(self.before.count, self.after.count, self.lasted)

    @property
    def times(self) -> float | None:
        """What the later rate is of the earlier one."""
        if self.hindrance or not self.before.count or self.after.count is None or not self.lasted[1]:
            return None
        return self.after.count * self.lasted[0] / (self.before.count * self.lasted[1])


OVERLAP = "kedua periode bertumpang tindih, sebagian terhitung di keduanya"


def between(
    names: Mapping[str, str],
    before: Mapping[str, Side],
    after: Mapping[str, Side],
    spans: tuple[Span, Span],
    hindrance: str = "",
) -> dict[str, Change]:
    """All regions of a map at once, by code: with many of them some differ by chance alone."""
    earlier, later = spans
    if later.starts_on <= earlier.ends_on:
        hindrance = hindrance or OVERLAP
    for span in spans:
        if span.is_at_most:
            hindrance = hindrance or _first_day_untold(span)
    counted = [
        {code: side.count for code, side in sides.items() if code in names and side.count is not None}
        for sides in (before, after)
    ]
    sure = {} if hindrance else how_sure(*counted, days_before=earlier.days, days_after=later.days)
    return {
        code: Change(
            code,
            name,
            before[code],
            after[code],
            sure.get(code),
            _lasted(earlier.days, later.days),
            hindrance,
        )
        for code, name in names.items()
    }


def _lasted(days_before: int, days_after: int) -> tuple[int, int]:
    """Counts over more days are larger without any change; a leap day does not matter."""
    return (days_before, days_after) if abs(days_before - days_after) > 1 else (1, 1)


def _risen(before: float, after: float, lasted: tuple[int, int]) -> float:
    first, second = lasted
    return (after * first - before * second) / (first * second)


def how_sure(
    before: Mapping[str, float], after: Mapping[str, float], *, days_before: int, days_after: int
) -> dict[str, Confidence]:
    """Of every region that was counted in both periods, how sure its change is.

    *Pasti* survives the control of false discoveries over all of them (Benjamini and Hochberg, at
    ``ALPHA``); *condong* would only pass if the region were looked at alone.
    """
    if not (days_before and days_after):
        return {}
    chances = {
        code: assessment.chance_of_change(count, after[code], days_before=days_before, days_after=days_after)
        for code, count in before.items()
        if code in after
    }
    controlled = false_discovery(np.array(list(chances.values()), np.float64)).tolist()
    return {
        code: _confidence(chance, q, _risen(before[code], after[code], _lasted(days_before, days_after)) == 0)
        for (code, chance), q in zip(chances.items(), controlled, strict=True)
    }


def _confidence(chance: float, controlled: float, is_same: bool) -> Confidence:
    if is_same:
        return Confidence.ORDINARY
    if controlled <= ALPHA:
        return Confidence.CERTAIN
    return Confidence.LEANING if chance <= ALPHA else Confidence.TOO_LITTLE


def sentence(found: Change, spans: tuple[Span, Span], unit: str) -> str:
    """The change in one sentence, honest about what is hidden, unnamed or too little to say."""
    for side, span in zip((found.before, found.after), spans, strict=True):
        if side.state is AreaState.HIDDEN:
            return (
                f"Perubahan {found.name} tidak dapat disebut: jumlah {span.label} "
                "disembunyikan bagi peran Anda."
            )
        if side.state is AreaState.NOT_REPORTED:
            return f"{found.name} tidak disebut sumber pada {span.label}, jadi tidak dapat dibandingkan."
    if found.hindrance:
        return f"{found.name} tidak dapat dibandingkan: {found.hindrance}."
    if found.before.count is None or found.after.count is None or found.confidence is None:
        return f"{found.name} belum dapat dibandingkan: salah satu periode belum berjalan."
    before, after = number(found.before.count), number(found.after.count)
    times = [f" ({span.label}{_and_length(span, spans)})" for span in spans]
    if not found.risen_by and are_alike(spans):
        return f"{found.name} tetap {after} {unit}, {spans[0].label} dan {spans[1].label}."
    verb = "naik" if found.risen_by > 0 else "turun" if found.risen_by else "tetap"
    if are_alike(spans):
        return (
            f"{found.name} {verb} dari {before}{times[0]} menjadi {after} {unit}{times[1]}; "
            f"{_how_sure(found)}."
        )
    by = f" menjadi {_times(found.times)} kali" if found.times and found.risen_by else ""
    if by.endswith(" 1,0 kali"):
        is_sure = found.confidence is Confidence.CERTAIN
        verb, by = (verb, " sedikit") if is_sure else ("hampir tetap", "")
    return (
        f"Laju {found.name} {verb}{by}: {before} {unit}{times[0]}, lalu {after} {unit}{times[1]}; "
        f"{_how_sure(found)}."
    )


def _times(times: float) -> str:
    rounded = number(times, 1)
    return rounded if rounded != number(0, 1) else f"kurang dari {number(0.1, 1)}"


def _how_sure(found: Change) -> str:
    if found.confidence is Confidence.CERTAIN:
        return "perubahan pasti, lebih besar daripada kebetulan"
    if found.confidence is Confidence.LEANING:
        return "condong berubah, tetapi kebetulan belum dapat disingkirkan"
    return "belum cukup data untuk menyebut tren"


def _first_day_untold(span: Span) -> str:
    return (
        f"register berjalan sejak {beginning(span.counted_from)}, dan hari pertamanya tidak disebut bagi "
        "peran Anda"
    )


def are_alike(spans: tuple[Span, Span]) -> bool:
    """Whether they last as long, so that counts may be set side by side as they are."""
    return _lasted(spans[0].days, spans[1].days) == (1, 1)


def _and_length(span: Span, spans: tuple[Span, Span]) -> str:
    return "" if are_alike(spans) else f", {_length(span.days)}"


def _length(days: int) -> str:
    months = round(days / 30.4375)
    return f"{number(months)} bulan" if months >= 2 else f"{number(days)} hari"


def cautions(spans: tuple[Span, Span]) -> list[str]:
    """What a reader must know before he sets the two periods side by side."""
    running = [span for span in spans if span.is_running]
    found = [f"{span.label} belum penuh: baru sampai {short_date(span.today)}." for span in running]
    found += [
        f"Register berjalan sejak {beginning(span.counted_from)}: dari {span.label} "
        f"{'paling lama' if span.is_at_most else 'hanya'} {_length(span.days)}."
        for span in spans
        if span.begins_late and span.days
    ]
    if not are_alike(spans) and not found:
        found.append("Kedua periode tidak sama panjang; lamanya ikut dihitung.")
    return found


def largest(changes: Sequence[Change], most: int) -> list[Change]:
    """The changes that stand out: the surest first, then the largest for as long a time."""
    order = list(Confidence)
    moved = [(row.confidence, row.risen_by, row) for row in changes if row.confidence and row.risen_by]
    ranked = sorted(moved, key=lambda each: (order.index(each[0]), -abs(each[1]), each[2].name))
    return [row for *_, row in ranked[:most]]


def hindrance(changes: Iterable[Change]) -> str:
    """Why the two periods cannot be compared anywhere; empty where they can."""
    return next((each.hindrance for each in changes if each.hindrance), "")


def finding(changes: Sequence[Change], spans: tuple[Span, Span], unit: str) -> str:
    """One sentence on the whole map: the surest change, or that none is sure."""
    earlier, later = spans
    compared = [each for each in changes if each.confidence is not None]
    hidden = unseen(sum(AreaState.HIDDEN in (each.before.state, each.after.state) for each in changes))
    if (why := hindrance(changes)) and not compared:
        return f"Tidak dapat dibandingkan: {why}{hidden}"
    if not compared:
        return f"Tidak ada wilayah yang dapat dibandingkan antara {earlier.label} dan {later.label}{hidden}"
    sure = [each for each in largest(compared, len(compared)) if each.confidence is Confidence.CERTAIN]
    if sure:
        also = f"; {number(len(sure) - 1)} wilayah lain juga pasti berubah" if len(sure) > 1 else ""
        return sentence(sure[0], spans, unit).partition(";")[0].removesuffix(".") + also + hidden
    seen = f" pada {number(len(compared))} wilayah yang terlihat" if hidden else ""
    return f"Belum ada perubahan yang pasti antara {earlier.label} dan {later.label}{seen}{hidden}"
