"""What Peta can show: published series and kinds of case, each with its periods and levels."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from db.queries.case_counts import case_years
from db.queries.figures import FigureRow, figure_rows, indicators
from domain.access.permissions import DisclosureTier, Scope
from domain.figures import layers
from domain.figures.cases import CaseKind
from domain.figures.map_view import Palette
from domain.figures.series import is_of_regions
from domain.places.province import HERE
from domain.places.regions import RegionLevel, level_of
from domain.time import formats
from domain.words import headlines, labels
from views import reads
from views.ask import ask, cached

CASE_PREFIX = "kasus-"
DEFAULT_LAYER = "deaths_abroad"
LEVELS = {RegionLevel.REGENCY: "Kabupaten/kota", RegionLevel.DISTRICT: "Kecamatan"}


@dataclass(frozen=True)
class PeriodChoice:
    key: str
    label: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class LayerChoice:
    key: str
    label: str
    unit: str
    palette: Palette
    case_kind: CaseKind | None
    periods: tuple[PeriodChoice, ...]
    definition: str

    @property
    def is_register(self) -> bool:
        return self.case_kind is not None

    @property
    def levels(self) -> tuple[RegionLevel, ...]:
        """Published is what a kabupaten has; only the register knows its kecamatan."""
        return tuple(LEVELS) if self.is_register else (RegionLevel.REGENCY,)

    @property
    def hot(self) -> str:
        """Many legal departures or police reports stand out; only where more is worse is it a hotspot."""
        return layers.HOTSPOT if self.palette is Palette.HARM else layers.STANDS_OUT


HARM_KINDS = frozenset({CaseKind.DEATH_ABROAD, CaseKind.SICK_REPATRIATED})


def choices(scope: Scope) -> Mapping[str, LayerChoice]:
    """Every published series with a figure below the province, then every kind of case on record.

    The one that most people look for comes first, and of a series' periods the one that most
    regions speak about, then the newer ones.
    """
    return _choices(scope.of_counts)


@cached
def _choices(scope: Scope) -> Mapping[str, LayerChoice]:
    series: dict[str, list[FigureRow]] = {}
    for row in regional(drawn_rows()):
        series.setdefault(row.indicator_code, []).append(row)
    found = {
        key: _published_choice(series[key]) for key in sorted(series, key=lambda key: key != DEFAULT_LAYER)
    }
    periods = _register_periods(scope)
    for kind in CaseKind if periods else ():
        found[CASE_PREFIX + kind.value] = LayerChoice(
            key=CASE_PREFIX + kind.value,
            label=f"Register kasus: {labels.CASE_KINDS[kind]}",
            unit="laporan",
            palette=Palette.HARM if kind in HARM_KINDS else Palette.NEUTRAL,
            case_kind=kind,
            periods=periods,
            definition="Laporan dalam register kasus menurut kabupaten/kota asal; satu baris satu laporan.",
        )
    return found or {DEFAULT_LAYER: _unpublished_choice()}


def _unpublished_choice() -> LayerChoice:
    """The map of a province on its first day: every kabupaten is there, and none was spoken of yet."""
    series = next(each for each in ask(indicators) if each.code == DEFAULT_LAYER)
    year = HERE.declared.year
    return LayerChoice(
        key=DEFAULT_LAYER,
        label=series.name,
        unit=series.unit,
        palette=Palette.HARM,
        case_kind=None,
        periods=(_period(date(year, 1, 1), date(year, 12, 31)),),
        definition="Belum ada angka terbit per kabupaten/kota, dan register kasus belum berisi laporan.",
    )


def _register_periods(scope: Scope) -> tuple[PeriodChoice, ...]:
    """Calendar years, the newest first, and the whole register where it has more than one."""
    years = ask(case_years, scope=scope)
    found = [_period(date(year, 1, 1), date(year, 12, 31)) for year in years]
    if len(years) > 1:
        found.append(_period(date(years[-1], 1, 1), date(years[0], 12, 31)))
    return tuple(found)


def _published_choice(rows: list[FigureRow]) -> LayerChoice:
    spans = Counter((row.period_start, row.period_end) for row in rows)
    ranked = sorted(spans, key=lambda span: (spans[span], span[1]), reverse=True)
    first = rows[0]
    return LayerChoice(
        key=first.indicator_code,
        label=first.indicator,
        unit=first.unit,
        palette=Palette(first.palette),
        case_kind=None,
        periods=tuple(_period(*span) for span in ranked),
        definition=first.definition,
    )


def level_names(choice: LayerChoice) -> dict[RegionLevel, str]:
    return {level: LEVELS[level] for level in choice.levels}


def names(choices: Mapping[str, LayerChoice]) -> dict[str, str]:
    return {key: choice.label for key, choice in choices.items()}


def period_names(choice: LayerChoice) -> dict[str, str]:
    """In the order of time, as a slider wants them; what holds others comes after them."""
    ordered = sorted(choice.periods, key=lambda period: (period.ends_on, -period.starts_on.toordinal()))
    return {period.key: period.label for period in ordered}


def no_register(scope: Scope) -> str:
    """Why nothing of the register is shown."""
    if scope.tier is DisclosureTier.CASES:
        return "Register kasus belum berisi laporan."
    return f"{headlines.NOT_RELEASED}."


def drawn_rows() -> list[FigureRow]:
    """Without those for which another was decided to be shown, or is a later standing."""
    aside = reads.drawn().left_out
    return [row for row in ask(figure_rows) if row.code not in aside]


def regional(rows: Iterable[FigureRow]) -> list[FigureRow]:
    """Of kabupaten and of all their people; what an office counts in its working area is of neither."""
    return [
        row
        for row in rows
        if level_of(row.region_code) is RegionLevel.REGENCY
        and not row.subgroup
        and is_of_regions(row.indicator_code)
    ]


def _period(starts_on: date, ends_on: date) -> PeriodChoice:
    return PeriodChoice(f"{starts_on}..{ends_on}", formats.period(starts_on, ends_on), starts_on, ends_on)
