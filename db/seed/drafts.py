"""The drafts of commitments that ship with the declaration, as ``commitment_drafts.csv`` lists them."""

import csv
from collections.abc import Mapping
from functools import cache

from domain.commitments.drafts import CommitmentDraft
from domain.figures.figures import Polarity
from domain.places.province import PACK


@cache
def commitment_drafts() -> Mapping[str, CommitmentDraft]:
    """By the code of their phrase, in the order of the file."""
    with (PACK / "commitment_drafts.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["statement_code"]: CommitmentDraft(
                row["statement_code"],
                row["title"],
                row["sentence"],
                row["indicator"],
                row["unit"],
                float(row["target"]) if row["target"] else None,
                Polarity(row["polarity"]),
                row["region_code"],
                row["evidence"],
                row["note"],
            )
            for row in csv.DictReader(file)
        }
