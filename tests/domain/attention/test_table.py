"""The one table: no rule without its row, no point without an address, numbers from their constants."""

import pytest

from domain.attention.table import (
    ANSWER_DAYS,
    DIFFERENCES,
    HOT_MONTHS,
    AttentionRule,
    Group,
    RuleRow,
    Together,
    Topic,
    TopicKind,
)
from domain.look import Tone
from domain.tasks.clocks import RESPONSE_HOURS
from domain.tasks.life import VERIFICATION_DAYS


@pytest.mark.parametrize("rule", AttentionRule)
def test_every_row_says_what_it_is_and_how_it_looks(rule: AttentionRule) -> None:
    row = rule.row
    assert isinstance(row, RuleRow)
    assert isinstance(row.tone, Tone)
    assert row.label[:1].isupper()
    assert row.meaning[:1].islower()
    assert not row.meaning.endswith(".")
    assert row.icon.replace("_", "").isalpha()
    assert row.minutes > 0


def test_no_two_rules_look_or_sound_alike() -> None:
    looks = [(rule.row.icon, rule.row.tone) for rule in AttentionRule]
    assert len(set(looks)) == len(looks)
    assert len({rule.label for rule in AttentionRule}) == len(AttentionRule)


def test_published_numbers_are_those_of_the_rules() -> None:
    assert f"{RESPONSE_HOURS} jam" in AttentionRule.UNANSWERED.row.limit
    assert all(f"{days} hari kerja" in AttentionRule.UNANSWERED.row.limit for days in ANSWER_DAYS.values())
    assert f"{VERIFICATION_DAYS} hari kerja" in AttentionRule.UNVERIFIED.row.limit
    assert f"{HOT_MONTHS} bulan" in AttentionRule.NEWLY_HOT.row.limit


def test_within_a_sentence_only_the_first_letter_is_lowered() -> None:
    assert AttentionRule.NO_OWNER.label_within == "belum ada PJ"


def test_what_may_differ_is_said_and_names_every_rule_that_ringkasan_has_not() -> None:
    own = [rule.row.agenda_only for rule in AttentionRule if rule.row.agenda_only]
    assert set(own) < set(DIFFERENCES)
    assert any("dilepas pimpinan" in sentence for sentence in DIFFERENCES)
    assert any("ruangan" in sentence for sentence in DIFFERENCES)


@pytest.mark.parametrize(
    ("subject", "agency", "address"),
    [
        ("tugas:T-031", "polda-ntt", "/tugas?kode=T-031"),
        ("komitmen:K-11", None, "/komitmen?kode=K-11"),
        ("angka:deportation-53-2024", None, "/angka?pertentangan=deportation-53-2024"),
        ("wilayah:53.21", None, "/wilayah?kode=53.21"),
        ("diam:dinsos", "dinsos", "/komitmen?tampilan=daftar&instansi=dinsos"),
        ("kelompok:silent", None, "/komitmen?tampilan=diam&hanya=diam"),
        ("kelompok:overdue:7", "polda-ntt", "/tugas?saring=lewat&instansi=polda-ntt"),
        (
            "kelompok:overdue:7:komitmen",
            "dpmd",
            "/komitmen?tampilan=daftar&keadaan=overdue&instansi=dpmd",
        ),
        ("catatan:a1", None, None),
    ],
)
def test_a_point_leads_to_its_page_or_to_the_list_of_what_it_stands_for(
    subject: str, agency: str | None, address: str | None
) -> None:
    assert Topic.read(subject).address(agency) == address


@pytest.mark.parametrize("rule", [rule for rule in AttentionRule if rule.row.together])
def test_a_group_is_read_back_from_its_subject(rule: AttentionRule) -> None:
    whose = 7 if rule.row.together is Together.OF_AGENCY else None
    for kind in rule.row.lists:
        group = Group(rule, whose, kind)
        assert group.subject.kind is TopicKind.GROUP
        assert Group.read(group.subject.key) == group
        assert Topic.read(str(group.subject)) == group.subject
