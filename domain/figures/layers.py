"""A layer of the map: which number each region has, why it has none, and how it is coloured."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from domain.figures.choropleth import Classes, classes
from domain.figures.map_view import AreaState
from domain.statistics import wording
from domain.statistics.assessment import Absence, Assessment, Assessments, Confidence, Pattern, RegionCount
from domain.statistics.wording import CONFIDENCE, PATTERNS, PER_PEOPLE
from domain.time.formats import HIDDEN, NOT_MENTIONED, number, rate


class Measure(StrEnum):
    SHRUNK = "disesuaikan"
    CRUDE = "mentah"
    COUNT = "jumlah"
    WORD = "kelas"
    """No number: what may be said of the region."""


SCALES = {
    Measure.SHRUNK: f"{PER_PEOPLE}, disesuaikan",
    Measure.CRUDE: f"{PER_PEOPLE}, mentah",
    Measure.COUNT: "jumlah",
    Measure.WORD: "kelas",
}
"""What the numbers of a scale are."""

HOTSPOT, STANDS_OUT = "titik panas", "menonjol"
"""What a region is called that is surely above the others: where more is worse, and where it need not be."""


@dataclass(frozen=True)
class Observation:
    """What is known of one region before any rate is computed."""

    code: str
    name: str
    population: int | None
    state: AreaState
    count: float | None
    hidden_below: int | None = None
    at_least: int = 0
    """Of a hidden sum: what its shown parts come to."""
    is_derived: bool = False
    """Nobody said this zero: the parts that were said leave nothing else."""
    years: float = 1.0
    """How long was counted."""
    latitude: float | None = None
    longitude: float | None = None
    series: tuple[float, ...] = ()
    days: int | None = None


@dataclass(frozen=True)
class LayerRow:
    """One region on the map and in the table beside it."""

    code: str
    name: str
    state: AreaState
    count: float | None
    shade: int | None
    count_text: str
    value_text: str
    value: float | None
    """In the chosen measure; what orders the regions. A rate on too few cases is never above the mean."""
    assessment: Assessment | None
    is_derived: bool = False

    @property
    def crude(self) -> float | None:
        found = self.assessment and self.assessment.measured
        return found.crude.value if found else None

    @property
    def shrunk(self) -> float | None:
        found = self.assessment and self.assessment.measured
        return found.shrunk.value if found else None

    @property
    def confidence(self) -> Confidence | None:
        """None where there is no number at all: that is said by the state."""
        return self.assessment.confidence if self.assessment and self.assessment.measured else None


@dataclass(frozen=True)
class Layer:
    rows: tuple[LayerRow, ...]
    classes: Classes
    mean: float
    """Of the regions with a number, in the chosen measure: the weighted rate, or the plain mean."""
    total: float
    assessments: Assessments | None
    """None where no rate can be computed."""

    @property
    def hidden(self) -> int:
        """How many regions the reader may not see: no count of words knows theirs."""
        return len(self.in_state(AreaState.HIDDEN))

    @property
    def reference(self) -> str:
        """Against whom a ratio of this layer is one."""
        compared = self.assessments.compared if self.assessments else len(self.counted)
        return wording.reference(compared, 0, len(self.rows))

    @property
    def derived(self) -> list[LayerRow]:
        return [row for row in self.rows if row.is_derived]

    def in_state(self, *states: AreaState) -> list[LayerRow]:
        return [row for row in self.rows if row.state in states]

    def with_confidence(self, *confidences: Confidence) -> list[LayerRow]:
        return [row for row in self.rows if row.confidence in confidences]

    def row(self, code: str) -> LayerRow | None:
        return next((row for row in self.rows if row.code == code), None)

    @property
    def counted(self) -> list[LayerRow]:
        return [row for row in self.rows if row.count is not None]


def assessed(
    observations: Sequence[Observation],
    weigh: Callable[[tuple[RegionCount, ...]], Assessments],
    *,
    hidden_cases: float | None = None,
) -> Assessments | None:
    """What the statistics say of the regions; None where nobody's population is known.

    Hidden regions are not left out, or the mean would be that of the others: ``hidden_cases``, which
    the open total leaves for them, are spread over their people. So nothing goes in that the reader
    does not know, and nothing is said of such a region, nor of its assumed number beside a neighbour.
    """
    if not any(o.population for o in observations if o.count is not None):
        return None
    found = weigh(_places(observations, hidden_cases))
    hidden = {o.code for o in observations if o.state is AreaState.HIDDEN}
    if not hidden:
        return found
    return replace(found, rows=tuple(_veiled(row, hidden) for row in found.rows), hidden=len(hidden))


def _places(observations: Sequence[Observation], hidden_cases: float | None) -> tuple[RegionCount, ...]:
    people = sum(o.population or 0 for o in observations if o.state is AreaState.HIDDEN)
    per_head = hidden_cases / people if people and hidden_cases is not None else None
    return tuple(
        RegionCount(
            code=o.code,
            name=o.name,
            latitude=o.latitude,
            longitude=o.longitude,
            population=o.population,
            count=per_head * (o.population or 0)
            if o.state is AreaState.HIDDEN and per_head is not None
            else o.count,
            absence=Absence.HIDDEN if o.state is AreaState.HIDDEN else Absence.NOT_REPORTED,
            years=o.years,
            series=o.series,
            days=o.days,
        )
        for o in observations
        if o.latitude is not None and o.longitude is not None
    )


def _veiled(row: Assessment, hidden: Collection[str]) -> Assessment:
    around = tuple(
        replace(each, count=None, shrunk=None, is_high=False) if each.code in hidden else each
        for each in row.neighbours
    )
    if row.code not in hidden:
        measured = row.measured and replace(row.measured, hidden=len(hidden))
        return replace(row, measured=measured, neighbours=around)
    return Assessment(
        place=replace(row.place, count=None),
        measured=None,
        neighbours=around,
        trend=None,
        hot_years=(),
        confidence=Confidence.TOO_LITTLE,
        pattern=None,
    )


def build(
    observations: Sequence[Observation],
    assessments: Assessments | None,
    *,
    measure: Measure,
    unit: str,
    hot: str = HOTSPOT,
) -> Layer:
    """Colours and texts from counts and what was computed of them.

    Silence and hidden counts take part in no rate, no mean and no class.
    """
    assessed = {row.code: row for row in assessments.rows} if assessments else {}
    if not any(row.measured for row in assessed.values()):
        measure = Measure.COUNT
    counted = [o for o in observations if o.count is not None]
    values = {o.code: _value(o, assessed.get(o.code), measure) for o in counted}
    positive = [value for o in counted if o.count and (value := values[o.code]) is not None]
    mean = sum(o.count or 0.0 for o in counted) / len(counted) if counted else 0.0
    if measure is not Measure.COUNT and assessments and assessments.mean is not None:
        mean = assessments.mean
    # Classes of counts step around the mean of the regions that have any: zeros are drawn white.
    middle = sum(positive) / len(positive) if positive and measure is Measure.COUNT else mean
    steps = classes(positive, mean=middle, whole=measure is Measure.COUNT)
    rows = tuple(
        _row(o, values.get(o.code), assessed.get(o.code), steps, measure, (unit, hot)) for o in observations
    )
    return Layer(rows, steps, mean, sum(o.count or 0.0 for o in counted), assessments)


def _value(observation: Observation, found: Assessment | None, measure: Measure) -> float | None:
    if measure is Measure.COUNT:
        return observation.count
    if found is None or found.measured is None:
        return None
    return found.measured.crude.value if measure is Measure.CRUDE else found.measured.drawn


def alike(first: Layer, second: Layer) -> tuple[Layer, Layer]:
    """Both layers in the same classes, around the mean of the two: a shade means the same in each."""
    positive = [
        row.value for layer in (first, second) for row in layer.rows if row.count and row.value is not None
    ]
    whole = max(first.classes.digits, second.classes.digits) == 0
    middle = sum(positive) / len(positive) if positive and whole else (first.mean + second.mean) / 2
    steps = classes(positive, mean=middle, whole=whole)
    return _shaded(first, steps), _shaded(second, steps)


def _shaded(layer: Layer, steps: Classes) -> Layer:
    rows = tuple(
        replace(row, shade=steps.index(round(row.value, steps.digits)))
        if row.shade is not None and row.value is not None
        else row
        for row in layer.rows
    )
    return replace(layer, rows=rows, classes=steps)


WORD_SHADES = {Confidence.CERTAIN: 4, Confidence.LEANING: 3, Confidence.ORDINARY: 0}
FADED_SHADE = 1
"""Not hot now, but hot for long before: between what leans and what does not stand out."""
WORD_STEPS = {
    WORD_SHADES[Confidence.ORDINARY]: CONFIDENCE[Confidence.ORDINARY],
    FADED_SHADE: PATTERNS[Pattern.FADING],
    WORD_SHADES[Confidence.LEANING]: CONFIDENCE[Confidence.LEANING],
    WORD_SHADES[Confidence.CERTAIN]: CONFIDENCE[Confidence.CERTAIN],
}
"""The scale in words: a step per shade, from the weakest."""


def _row(
    observation: Observation,
    value: float | None,
    found: Assessment | None,
    steps: Classes,
    measure: Measure,
    terms: tuple[str, str],
) -> LayerRow:
    state, shade = observation.state, None
    if measure is Measure.WORD and found is not None and found.measured is not None:
        state, shade = _word_look(found)
    elif state in (AreaState.VALUE, AreaState.CONFLICTING):
        if value is None:
            state = AreaState.TOO_LITTLE
        else:
            # By the value as it is written, so that no region contradicts the legend beside it.
            shade = steps.index(round(value, steps.digits))
    return LayerRow(
        code=observation.code,
        name=observation.name,
        state=state,
        count=observation.count,
        shade=shade,
        count_text=_count_text(observation, terms[0]),
        value_text=_value_text(observation, value, found, measure, terms),
        value=value,
        assessment=found,
        is_derived=observation.is_derived,
    )


def _word_look(found: Assessment) -> tuple[AreaState, int | None]:
    if found.confidence is Confidence.TOO_LITTLE:
        return AreaState.TOO_LITTLE, None
    if found.pattern is Pattern.FADING and not found.confidence.is_hot:
        return AreaState.VALUE, FADED_SHADE
    return AreaState.VALUE, WORD_SHADES[found.confidence]


def word_of(row: LayerRow) -> str:
    """How a region stands in a layer, or why nothing can be said of that."""
    if row.assessment is not None and row.confidence is not None:
        return words(row.assessment, HOTSPOT)
    if row.state is AreaState.HIDDEN:
        return HIDDEN
    return "belum ada laju" if row.count is not None else row.count_text


def words(found: Assessment, hot: str) -> str:
    """``titik panas pasti, menguat``; ``tidak menonjol``; ``belum cukup data``."""
    word = CONFIDENCE[found.confidence]
    said = f"{hot} {word}" if found.confidence.is_hot else word
    return f"{said}, {PATTERNS[found.pattern]}" if found.pattern else said


def _value_text(
    observation: Observation,
    value: float | None,
    found: Assessment | None,
    measure: Measure,
    terms: tuple[str, str],
) -> str:
    unit, hot = terms
    count_text = _count_text(observation, unit)
    if measure is Measure.COUNT or observation.count is None:
        return count_text
    if value is None or found is None or found.measured is None:
        return f"{count_text}, jumlah penduduk belum ada"
    if measure is Measure.WORD:
        return f"{words(found, hot)} ({count_text})"
    if measure is Measure.SHRUNK and found.confidence is Confidence.TOO_LITTLE:
        return f"{count_text}, {CONFIDENCE[found.confidence]} untuk sebuah laju"
    said = f", {words(found, hot)}" if found.confidence.is_hot else ""
    return f"{rate(value, found.measured.mean)} {PER_PEOPLE} ({count_text}){said}"


def _count_text(observation: Observation, unit: str) -> str:
    if observation.state is AreaState.NOT_REPORTED:
        return NOT_MENTIONED
    if observation.state is AreaState.HIDDEN and observation.at_least:
        return f"paling sedikit {number(observation.at_least)} {unit}"
    if observation.state is AreaState.HIDDEN:
        return f"< {observation.hidden_below}" if observation.hidden_below else HIDDEN
    said = f"{number(observation.count or 0)} {unit}"
    return f"{said}, {DERIVED}" if observation.is_derived else said


DERIVED = "diturunkan"
"""Of a zero that follows from the others and that no source says."""
