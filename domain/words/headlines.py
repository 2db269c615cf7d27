"""The finding of a screen, computed and said in one sentence."""

from collections.abc import Mapping, Sequence
from datetime import date
from math import isclose

from domain.commitments.health import Health, RollUp
from domain.figures.figures import Tally
from domain.time.formats import capitalised, in_words, listing, long_date, number, percent, period, points


def of_overview(by_health: Mapping[Health, int]) -> str:
    """What is late and what nobody owns; or, when neither is, what is done."""
    total = sum(by_health.values())
    if not total:
        return "Belum ada komitmen; deklarasi masih berupa pernyataan"
    late, ownerless = by_health.get(Health.OVERDUE, 0), by_health.get(Health.NO_OWNER, 0)
    parts = []
    if late:
        parts.append(f"{in_words(late)} dari {number(total)} komitmen lewat tenggat")
    if ownerless:
        of_total = "" if late else f" dari {number(total)} komitmen"
        parts.append(f"{in_words(ownerless)}{of_total} belum punya penanggung jawab")
    if not parts:
        done = by_health.get(Health.DONE, 0)
        finished = f"{in_words(done)} dari {number(total)} selesai" if done else "belum ada yang selesai"
        parts.append(f"tidak ada komitmen yang terlambat; {finished}")
    return capitalised(", ".join(parts))


NOT_RELEASED = "Register kasus belum dirilis: belum diumumkan bagi peran Anda"
"""What those readers are told before the first release, whatever the register holds."""


def since_release(until: date) -> str:
    """What readers below the cases tier are told of everything newer."""
    return f"Sejak rilis {long_date(until)}: belum diumumkan bagi peran Anda"


def of_commitments(total: RollUp, *, narrowed: bool = False) -> str:
    """Of those that are shown; ``narrowed`` says that a filter chose them."""
    if narrowed and not total.commitments:
        return "Tidak ada komitmen yang cocok dengan saringan"
    if total.claimed is None or total.verified is None:
        return "Belum ada komitmen yang dilaporkan" if total.commitments else "Belum ada komitmen"
    return f"Klaim {percent(total.claimed)}, terverifikasi {percent(total.verified)}"


def of_ownerless(ownerless: int, total: int) -> str:
    """Over the list of just those."""
    if not total:
        return "Belum ada komitmen"
    if not ownerless:
        return f"Semua komitmen ({number(total)}) punya penanggung jawab"
    return f"{capitalised(in_words(ownerless))} dari {number(total)} komitmen belum punya penanggung jawab"


def of_silence(silent: int, owing: int) -> str:
    """Of the agencies that owe reports."""
    if not owing:
        return "Belum ada instansi yang wajib melapor"
    if not silent:
        return f"Tidak ada instansi yang menunggak laporan, dari {number(owing)} yang wajib melapor"
    return f"{capitalised(in_words(silent))} dari {number(owing)} instansi menunggak laporan"


def of_tasks(overdue: int, open_tasks: int) -> str:
    if not open_tasks:
        return "Tidak ada tugas terbuka"
    if not overdue:
        return f"{number(open_tasks)} tugas terbuka, tidak ada yang lewat tenggat"
    return f"{number(overdue)} dari {number(open_tasks)} tugas terbuka lewat tenggat"


def of_conflicts(waiting: int, *, decided: int = 0) -> str:
    """Of those that nobody decided; what was decided still stands side by side."""
    settled = f"; {in_words(decided)} sudah diputus" if decided else ""
    if not waiting:
        return f"Tidak ada angka terbit yang saling bertentangan{settled}"
    return f"{capitalised(in_words(waiting))} kelompok angka terbit saling bertentangan{settled}"


def of_withdrawn(count: int) -> str:
    """Over the list of what stands on no other screen any more."""
    return f"{capitalised(in_words(count))} angka sudah ditarik" if count else "Belum ada angka yang ditarik"


def figures_in_conflict(tally: Tally) -> str:
    """Beside the number of groups: how many figures stand in them."""
    return f"{number(tally.figures)} dari {number(tally.published)} angka terbit"


def of_regions(highest: Sequence[tuple[str, str]]) -> str:
    """Which region leads each series, from (series, region) pairs: they rarely are the same one."""
    if not highest:
        return "Belum ada angka terbit per kabupaten/kota"
    return capitalised(", ".join(f"{series} terbanyak di {region}" for series, region in highest))


def when(starts_on: date, ends_on: date) -> str:
    """The time that a headline names: the year that a period is most of, or else the period."""
    most_of_a_year = starts_on.year == ends_on.year and (ends_on - starts_on).days >= 183
    return str(starts_on.year) if most_of_a_year else period(starts_on, ends_on)


def confined(countries: str) -> str:
    """Behind what is counted in some countries only."""
    return f" (hanya {countries})" if countries else ""


ALSO_HIGH = 1.5
"""Times the mean from which a region is named beside the highest one."""


def of_map(
    values: Mapping[str, float],
    *,
    mean: float,
    is_rate: bool,
    unit: str,
    total: float | None,
    when: str,
    reference: str,
) -> str:
    """Which region stands out, by region name, when, and against whom; a map without numbers says so."""
    positive = {name: value for name, value in values.items() if value > 0}
    if not positive or mean <= 0:
        return f"Tidak ada angka untuk lapisan ini, {when}"
    ranked = sorted(positive, key=lambda name: (-positive[name], name))
    first, top = ranked[0], positive[ranked[0]]
    if not is_rate:
        share = f" dari {number(total)}" if total else ""
        return f"{when}: terbanyak di {first}, {number(top)}{share} {unit}"
    others = [name for name in ranked[1:] if positive[name] >= ALSO_HIGH * mean]
    lead = f"{when}: {first} {number(top / mean, 1)} kali rata-rata {reference}"
    return f"{lead}; {_also(others)}" if others else lead


def doubt(parts: float, total: float | None) -> str:
    """After a headline: that the regions come to more than their published total."""
    if total is None or parts <= total or isclose(parts, total):
        return ""
    return f"; diragukan, bagiannya berjumlah {number(parts)} sedangkan totalnya {number(total)}"


def _also(names: Sequence[str]) -> str:
    shown = list(names[:3])
    if len(names) > len(shown):
        return f"{', '.join(shown)}, dan {in_words(len(names) - len(shown))} lain juga tinggi"
    return f"{listing(shown)} juga tinggi"


def of_gap(gap: float) -> str:
    """How far what was verified is from what was claimed; a claim corrected downwards may be below it."""
    if gap < 0:
        return f"Bukti melampaui klaim {points(-gap)}"
    return f"Bukti tertinggal {points(gap)}" if gap else "Bukti menyamai klaim"
