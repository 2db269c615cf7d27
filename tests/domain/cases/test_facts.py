"""What a case may say before it is kept: counts that are known, days that have come, nobody's identity."""

from dataclasses import replace
from datetime import date

import pytest

from domain.access.errors import RuleBroken
from domain.cases.facts import CaseFacts, FaultFinder, Victims, check, faults, without_identity
from domain.cases.references import KnownWords
from tests import factories

TODAY = date(2026, 11, 23)
WHOLE = factories.entry(reported_on=date(2026, 11, 20))
NIK = "5371014512990001"
KNOWN = KnownWords.of(
    ["Kabupaten Timor Tengah Selatan", "Kota Kupang", "Belu", "Atambua", "BP3MI NTT", "Rumah Perempuan"],
    ["Insana Fafinesu", "Amarasi"],
    ["Bere", "Maria Lewo"],
)


def labels(facts: CaseFacts) -> list[str]:
    return [each.label for each in faults(facts, TODAY, KNOWN)]


def test_what_is_whole_has_no_fault() -> None:
    assert faults(WHOLE, TODAY, KNOWN) == ()


def test_each_of_many_records_has_its_own_faults() -> None:
    finder = FaultFinder(TODAY, KNOWN)
    many = [WHOLE, replace(WHOLE, kind=None), WHOLE, replace(WHOLE, victims=Victims(0, 0, 0, 0)), WHOLE]
    assert [[each.label for each in finder.faults(one)] for one in many] == [
        [],
        ["Jenis"],
        [],
        ["Perempuan"],
        [],
    ]


@pytest.mark.parametrize(
    ("changed", "label"),
    [
        ({"kind": None}, "Jenis"),
        ({"agency_code": ""}, "Instansi sumber"),
        ({"reference": "  "}, "Nomor rujukan instansi"),
        ({"reference": "x" * 41}, "Nomor rujukan instansi"),
        ({"reference": NIK}, "Nomor rujukan instansi"),
        ({"reference": "LP tanpa nomor"}, "Nomor rujukan instansi"),
        ({"reference": "Maria Contoh"}, "Nomor rujukan instansi"),
        ({"reference": "Maria 12"}, "Nomor rujukan instansi"),
        ({"reference": "LP/12/MARIA BUNGA/2026"}, "Nomor rujukan instansi"),
        ({"reference": "MARIA/BERE/2026"}, "Nomor rujukan instansi"),
        ({"reference": "BERE/2026"}, "Nomor rujukan instansi"),
        ({"reference": "LP/12/Ana/2026"}, "Nomor rujukan instansi"),
        ({"reference": "Мария 12"}, "Nomor rujukan instansi"),
        ({"reference": "MARIA12"}, "Nomor rujukan instansi"),
        ({"reference": "Polsek Yohana Bere 3"}, "Nomor rujukan instansi"),
        ({"reference": "Polres Belu Amarasi 3"}, "Nomor rujukan instansi"),
        ({"reference": "Desa Maria 3"}, "Nomor rujukan instansi"),
        ({"reported_on": None}, "Tanggal lapor"),
        ({"reported_on": date(2026, 11, 24)}, "Tanggal lapor"),
        ({"reported_on": date(1998, 1, 1)}, "Tanggal lapor"),
        ({"happened_on": date(2026, 11, 21)}, "Tanggal kejadian"),
        ({"closed_on": date(2026, 11, 19)}, "Tanggal selesai"),
        ({"closed_on": date(2026, 11, 24)}, "Tanggal selesai"),
        ({"origin": "", "district_code": ""}, "Asal"),
        ({"district_code": "53.04.01"}, "Kecamatan asal"),
        ({"victims": Victims(0, 0, 0, 0)}, "Perempuan"),
        ({"victims": Victims(2, 0, 1, None)}, "Anak laki-laki"),
        ({"victims": Victims(2, float("nan"), 1, 0)}, "Laki-laki"),
        ({"victims": Victims(2, 1.5, 1, 0)}, "Laki-laki"),
        ({"victims": Victims(10_000, 0, 0, 0)}, "Perempuan"),
        ({"suspects": float("nan")}, "Tersangka"),
        ({"sector": None}, "Sektor"),
        ({"recruitment": None}, "Modus rekrut"),
        ({"note": "x" * 301}, "Uraian"),
        ({"note": f"NIK {NIK}"}, "Uraian"),
        ({"note": "Hubungi 0812 3456 7890"}, "Uraian"),
    ],
)
def test_each_thing_that_is_missing_or_wrong_is_named_by_its_field(changed: dict, label: str) -> None:
    assert labels(replace(WHOLE, **changed)) == [label]


@pytest.mark.parametrize(
    "reference",
    [
        "LP/B/112/IV/RES.1.24/2026/POLRES BELU",
        "LP/A/7/2026/SPKT.DITKRIMUM/POLDA NTT",
        "12/SUBDIT IV RENAKTA/2026",
        "PDM-12/ATAMBUA/Eku.2/11/2026",
        "12/Pid.Sus/2026/PN Kpg",
        "BP3MI/12/XXVIII/2026",
        "Polsek Amarasi 3",
        "Desa Bere, Kec. Amarasi 3",
        "LP/4/2026/Polres Metro Jakarta Utara",
        "LP/B/12/2026/Polsek Insana Fafinesu",
        "LP/A/7/2026/SPKT.SATRESKRIM/POLRES TIMOR TENGAH SELATAN/POLDA NUSA TENGGARA TIMUR",
        "Reg. Dinsos Kab. Kupang 12",
        "SIMFONI 5371/2026",
        "aduan tertulis 12",
    ],
)
def test_register_numbers_as_agencies_write_them_pass(reference: str) -> None:
    assert labels(replace(WHOLE, reference=reference)) == []


def test_an_unknown_count_is_kept_once_somebody_says_that_it_is_not_known() -> None:
    asked = replace(WHOLE, victims=Victims(2, None, None, None), blanks_are_unknown=True)
    assert labels(asked) == []
    assert asked.victims.known == 2


@pytest.mark.parametrize("victims", [Victims(), Victims(0, None, None, None)])
def test_how_many_there_are_may_be_unknown_altogether(victims: Victims) -> None:
    assert labels(replace(WHOLE, victims=victims, blanks_are_unknown=True)) == []


def test_nobody_at_all_is_refused_where_it_is_known_that_there_is_nobody() -> None:
    assert labels(replace(WHOLE, victims=Victims(0, 0, 0, 0), blanks_are_unknown=True)) == ["Perempuan"]


def test_a_case_of_today_is_no_case_of_tomorrow() -> None:
    assert labels(replace(WHOLE, reported_on=TODAY)) == []


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(RuleBroken) as refused:
        check(replace(WHOLE, kind=None, sector=None), TODAY, KNOWN)
    assert "“Jenis” belum dipilih. “Sektor” belum dipilih." in str(refused.value)


def test_the_number_that_was_refused_is_never_repeated() -> None:
    [fault] = faults(replace(WHOLE, note=f"NIK {NIK}"), TODAY, KNOWN)
    assert NIK not in fault.sentence


def test_a_draft_keeps_everything_but_what_would_identify_somebody() -> None:
    typed = {"note": f"NIK {NIK}", "women": "2", "men": "", "reported_on": "2026-11-20"}
    named = typed | {"reference": "Maria 12"}
    assert without_identity(named, KNOWN) == {"women": "2", "reported_on": "2026-11-20"}
    assert without_identity({"reference": "LP/B/12/2026"}, KNOWN) == {"reference": "LP/B/12/2026"}
