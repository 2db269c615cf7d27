"""The declaration as spoken: statements, which are not commitments until they can be verified."""

from enum import StrEnum


class StatementKind(StrEnum):
    PLEDGE = "pledge"
    EXISTING = "existing"
    ASPIRATION = "aspiration"
    DATA = "data"
    DIAGNOSIS = "diagnosis"


class StatementBasis(StrEnum):
    QUOTED = "quoted"
    INFERRED = "inferred"


class DecisionEventKind(StrEnum):
    DECLARATION = "declaration"
    COORDINATION_MEETING = "coordination_meeting"
    STATEMENT_TO_PRESS = "statement_to_press"
