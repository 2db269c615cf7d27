"""A published number is said by the constant that decides: change one, and its sentences follow."""

import pytest

from domain.access.permissions import DisclosureTier
from domain.disclosure.suppression import THRESHOLDS
from domain.statistics import wording
from domain.tasks import clocks
from domain.tasks.life import TaskClass
from domain.words import labels, rules


@pytest.mark.parametrize("tier", [DisclosureTier.AGENCY, DisclosureTier.SHARED_SCREEN])
def test_a_tier_says_the_threshold_by_which_it_hides(tier: DisclosureTier) -> None:
    assert labels.TIERS[tier] == f"kabupaten/kota mulai {THRESHOLDS[tier]}; di bawahnya disembunyikan"


def test_who_sees_cases_sees_exact_counts() -> None:
    assert labels.TIERS[DisclosureTier.CASES] == "angka persis"


def test_the_clocks_say_their_hours_and_days() -> None:
    assert rules.task_clocks() == (
        "Darurat: respons 6 jam, selesai 7 hari. Segera: jawab 3, rencana 5 hari kerja. "
        "Biasa: jawab 5, rencana 10 hari kerja."
    )


def test_another_number_of_days_is_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(clocks.ANSWER_DAYS, TaskClass.URGENT, 4)
    assert "Segera: jawab 4, rencana 5 hari kerja." in rules.task_clocks()


def test_a_rate_says_of_how_many_people_and_in_what_time() -> None:
    assert wording.PER_PEOPLE == "per 100.000 per tahun"
    assert wording.INTERVAL == "95 %"
