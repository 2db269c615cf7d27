"""Two periods side by side: the sentence never says more than the counts can bear."""

from dataclasses import replace
from datetime import date

import pytest

from domain.figures.changes import Change, Side, between, cautions, finding, largest, sentence
from domain.figures.map_view import AreaState
from domain.statistics import assessment
from domain.statistics.assessment import Confidence
from domain.statistics.exposure import Span

TODAY = date(2026, 11, 23)


def year(of: int) -> Span:
    return Span(str(of), date(of, 1, 1), date(of, 12, 31), TODAY)


SPANS = (year(2024), year(2025))


def seen(count: float) -> Side:
    return Side(AreaState.VALUE if count else AreaState.ZERO, float(count), f"{count} laporan")


HIDDEN = Side(AreaState.HIDDEN, None, "< 3")
UNNAMED = Side(AreaState.NOT_REPORTED, None, "tidak disebut")


def changed(before: Side, after: Side, spans: tuple[Span, Span] = SPANS) -> Change:
    return between({"53.21": "Malaka"}, {"53.21": before}, {"53.21": after}, spans)["53.21"]


def said(before: Side, after: Side, spans: tuple[Span, Span] = SPANS) -> str:
    return sentence(changed(before, after, spans), spans, "laporan")


def test_a_small_rise_is_named_and_not_called_a_trend() -> None:
    assert said(seen(3), seen(9)) == (
        "Malaka naik dari 3 (2024) menjadi 9 laporan (2025); belum cukup data untuk menyebut tren."
    )


def test_a_rise_that_chance_does_not_bring_is_certain() -> None:
    assert said(seen(3), seen(19)).endswith("perubahan pasti, lebih besar daripada kebetulan.")


def test_a_fall_is_a_fall_and_no_change_is_no_change() -> None:
    assert said(seen(9), seen(3)).startswith("Malaka turun dari 9 (2024) menjadi 3 laporan (2025)")
    assert said(seen(4), seen(4)) == "Malaka tetap 4 laporan, 2024 dan 2025."
    assert changed(seen(4), seen(4)).confidence is Confidence.ORDINARY


@pytest.mark.parametrize(("before", "after", "named"), [(HIDDEN, seen(9), "2024"), (seen(9), HIDDEN, "2025")])
def test_a_hidden_side_gives_no_number_and_no_direction(before: Side, after: Side, named: str) -> None:
    text = said(before, after)
    assert f"jumlah {named} disembunyikan" in text
    assert "9" not in text
    assert changed(before, after).difference is None


def test_a_region_that_no_source_names_is_not_a_fall_to_zero() -> None:
    assert said(seen(9), UNNAMED) == ("Malaka tidak disebut sumber pada 2025, jadi tidak dapat dibandingkan.")


def test_a_year_that_still_runs_is_compared_by_its_days() -> None:
    spans = (year(2025), year(2026))
    assert cautions(spans) == ["2026 belum penuh: baru sampai 23 Nov 2026."]
    assert said(seen(11), seen(14), spans).startswith(
        "Laju Malaka naik menjadi 1,4 kali: 11 laporan (2025, 12 bulan), lalu 14 laporan (2026, 11 bulan)"
    )


def test_periods_of_different_length_are_said_to_be_so() -> None:
    eleven = Span("1 Jan–30 Nov 2024", date(2024, 1, 1), date(2024, 11, 30), TODAY)
    days = Span("1–14 Jan 2026", date(2026, 1, 1), date(2026, 1, 14), TODAY)
    assert cautions((eleven, days)) == ["Kedua periode tidak sama panjang; lamanya ikut dihitung."]
    # 25 in eleven months and one in a fortnight is the same pace.
    assert changed(seen(25), seen(1), (eleven, days)).confidence is Confidence.TOO_LITTLE


def test_periods_that_overlap_are_not_compared_as_if_their_reports_were_others() -> None:
    whole = Span("2022–2026", date(2022, 11, 24), date(2026, 12, 31), TODAY)
    assert "bertumpang tindih" in said(seen(39), seen(14), (whole, year(2026)))
    found = changed(seen(39), seen(14), (whole, year(2026)))
    assert (found.confidence, found.paces) == (None, (None, None))


def test_what_is_drawn_of_two_periods_is_their_pace() -> None:
    eleven = Span("1 Jan–30 Nov 2024", date(2024, 1, 1), date(2024, 11, 30), TODAY)
    days = Span("1–14 Jan 2026", date(2026, 1, 1), date(2026, 1, 14), TODAY)
    before, after = changed(seen(5), seen(3), (eleven, days)).paces
    assert before
    assert after
    assert round(after / before, 1) == 14.4
    assert changed(HIDDEN, seen(3), (year(2024), year(2025))).paces == (None, 3)


def test_a_sure_change_is_never_called_almost_none() -> None:
    eleven = Span("1 Jan–30 Nov 2024", date(2024, 1, 1), date(2024, 11, 30), TODAY)
    text = said(seen(20_000), seen(20_800), (eleven, year(2025)))
    assert "turun sedikit" in text
    assert "perubahan pasti" in text


def test_fewer_in_a_much_shorter_time_are_a_rise() -> None:
    """Five in eleven months and three in a fortnight: the direction is that of the pace, as its chance is."""
    eleven = Span("1 Jan–30 Nov 2024", date(2024, 1, 1), date(2024, 11, 30), TODAY)
    days = Span("1–14 Jan 2026", date(2026, 1, 1), date(2026, 1, 14), TODAY)
    assert said(seen(5), seen(3), (eleven, days)).startswith(
        "Laju Malaka naik menjadi 14,4 kali: 5 laporan (1 Jan–30 Nov 2024, 11 bulan), lalu 3 laporan"
    )
    assert changed(seen(5), seen(5), (eleven, days)).confidence is Confidence.CERTAIN
    assert said(seen(0), seen(3), (eleven, days)).startswith("Laju Malaka naik: 0 laporan")
    assert said(seen(25), seen(1), (eleven, days)).startswith("Laju Malaka hampir tetap: 25 laporan")
    few, many = changed(seen(200), seen(8), (eleven, days)), changed(seen(5), seen(3), (eleven, days))
    assert few.risen_by < 0 < many.risen_by


def test_what_counts_other_things_is_not_compared() -> None:
    why = "2024 menghitung hanya Malaysia dan 2025 menghitung semua negara"
    found = between({"53.21": "Malaka"}, {"53.21": seen(1)}, {"53.21": seen(40)}, SPANS, why)["53.21"]
    assert found.confidence is None
    assert sentence(found, SPANS, "orang") == f"Malaka tidak dapat dibandingkan: {why}."
    assert finding([found], SPANS, "orang") == f"Tidak dapat dibandingkan: {why}"


def test_a_year_in_which_the_register_began_counts_from_its_first_day() -> None:
    """One report in 35 days and eight in a year are the same pace."""
    began = replace(year(2022), since=date(2022, 11, 27))
    spans = (began, replace(year(2023), since=date(2022, 11, 27)))
    assert (began.days, began.begins_late, spans[1].begins_late) == (35, True, False)
    assert assessment.chance_of_change(1, 8, days_before=35, days_after=365) == 1.0
    assert changed(seen(1), seen(8), spans).confidence is Confidence.TOO_LITTLE
    assert said(seen(1), seen(8), spans) == (
        "Laju Malaka turun menjadi 0,8 kali: 1 laporan (2022, 35 hari), lalu 8 laporan (2023, 12 bulan); "
        "belum cukup data untuk menyebut tren."
    )
    assert cautions(spans)[0] == "Register berjalan sejak 27 November 2022: dari 2022 hanya 35 hari."


def test_what_ran_for_at_most_so_long_is_compared_with_nothing() -> None:
    """Below the case tier a register begins in a month: up to 61 days of 2022, and as few as 32."""
    began = replace(year(2022), since=date(2022, 11, 1), is_since_month=True)
    spans = (began, replace(year(2023), since=date(2022, 11, 1), is_since_month=True))
    assert (began.is_at_most, spans[1].is_at_most) == (True, False)
    assert changed(seen(1), seen(40), spans).confidence is None
    assert said(seen(1), seen(40), spans).startswith(
        "Malaka tidak dapat dibandingkan: register berjalan sejak November 2022, dan hari pertamanya tidak"
    )
    assert cautions(spans)[0] == "Register berjalan sejak November 2022: dari 2022 paling lama 2 bulan."


def test_a_period_that_has_not_begun_cannot_be_compared() -> None:
    spans = (year(2026), year(2027))
    assert "belum berjalan" in said(seen(9), seen(0), spans)


def test_of_many_regions_the_one_that_differs_by_chance_is_not_certain() -> None:
    """Alone 3 to 12 would pass; among twenty-two it does not."""
    names = {f"53.{i:02}": f"Wilayah {i}" for i in range(1, 23)}
    before = {code: seen(5) for code in names}
    after = {**before, "53.01": seen(12)}
    before["53.01"] = seen(3)
    found = between(names, before, after, SPANS)
    assert found["53.01"].confidence is Confidence.LEANING
    assert changed(seen(3), seen(12)).confidence is Confidence.CERTAIN
    assert "Belum ada perubahan yang pasti" in finding(list(found.values()), SPANS, "laporan")


def test_the_surest_change_leads_and_not_the_largest() -> None:
    names = {"53.01": "Besar", "53.02": "Yakin", "53.03": "Tersembunyi"}
    before = {"53.01": seen(200), "53.02": seen(1), "53.03": HIDDEN}
    after = {"53.01": seen(220), "53.02": seen(17), "53.03": seen(4)}
    found = list(between(names, before, after, SPANS).values())
    assert [each.name for each in largest(found, 5)] == ["Yakin", "Besar"]
    assert finding(found, SPANS, "laporan") == (
        "Yakin naik dari 1 (2024) menjadi 17 laporan (2025); 1 wilayah disembunyikan"
    )


def test_no_change_is_said_of_those_that_show_alone() -> None:
    names = {"53.02": "Terlihat", "53.03": "Tersembunyi"}
    found = between(names, {"53.02": seen(3), "53.03": HIDDEN}, {"53.02": seen(4), "53.03": seen(4)}, SPANS)
    assert finding(list(found.values()), SPANS, "laporan") == (
        "Belum ada perubahan yang pasti antara 2024 dan 2025 pada 1 wilayah yang terlihat; "
        "1 wilayah disembunyikan"
    )


def test_where_everything_is_hidden_the_map_says_so() -> None:
    found = list(between({"53.21": "Malaka"}, {"53.21": HIDDEN}, {"53.21": HIDDEN}, SPANS).values())
    assert finding(found, SPANS, "laporan") == (
        "Tidak ada wilayah yang dapat dibandingkan antara 2024 dan 2025; 1 wilayah disembunyikan"
    )
    assert largest(found, 5) == []


def test_a_pace_that_fell_to_almost_nothing_is_not_said_to_be_nought_times_what_it_was() -> None:
    week = Span("1–7 Jan 2024", date(2024, 1, 1), date(2024, 1, 7), TODAY)
    text = said(seen(2), seen(2), (week, year(2025)))
    assert "turun menjadi kurang dari 0,1 kali" in text
