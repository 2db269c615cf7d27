"""The drafts that ship with the declaration: worded, and silent on what the phrase does not say."""

import csv

import pytest

from db.seed.drafts import commitment_drafts
from domain.commitments.drafts import CommitmentDraft
from domain.commitments.verifiability import Question, counts_in
from domain.places.province import PACK as DATA

with (DATA / "statements.csv").open(encoding="utf-8", newline="") as file:
    PHRASES = {row["code"]: row["text"] for row in csv.DictReader(file)}
DRAFTS = commitment_drafts()


def open_questions(draft: CommitmentDraft) -> set[Question]:
    return {answer.question for answer in draft.still_open}


def test_every_phrase_of_the_declaration_has_one() -> None:
    assert set(DRAFTS) == set(PHRASES)


@pytest.mark.parametrize("draft", DRAFTS.values(), ids=DRAFTS.keys())
def test_a_draft_says_what_is_done_and_leaves_date_and_owner_open(draft: CommitmentDraft) -> None:
    assert {Question.DATE, Question.OWNER} <= open_questions(draft)
    assert not {Question.VERB, Question.EVIDENCE} & open_questions(draft)


def test_only_a_number_that_the_phrase_counts_is_a_target() -> None:
    for code, draft in DRAFTS.items():
        said = [count for count, _ in counts_in(PHRASES[code])]
        assert draft.target is None or draft.target in said
    assert DRAFTS["E-06"].target == 2


def test_only_a_place_that_the_phrase_names_is_one() -> None:
    for code, draft in DRAFTS.items():
        assert draft.region_code == ("53" if "NTT" in PHRASES[code].replace("AMAN PMI NTT", "") else "") or (
            not draft.region_code
        )
