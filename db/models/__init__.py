"""All tables, a module per subject."""

from db.models.accounts import AuditRecord, CommandReceipt, SignInAttempt, User, UserSession
from db.models.cases import CaseRecord
from db.models.commitments import (
    Checkpoint,
    Commitment,
    CommitmentSupport,
    Evidence,
    ProgressReport,
    Verdict,
)
from db.models.declaration import DecisionEvent, Statement
from db.models.figures import ConflictExplanation, Indicator, PublishedFigure
from db.models.reference import (
    Agency,
    AgencyAlias,
    Destination,
    ForkopimdaSeat,
    Pillar,
    Region,
    ServiceDesk,
    Source,
    TransitPoint,
)
from db.models.work import (
    AgendaItem,
    Amendment,
    Attendance,
    Decision,
    Escalation,
    JointLeave,
    Meeting,
    MeetingSeal,
    ScreenToken,
    Task,
    TaskStep,
    TaskSupport,
)
from db.types import Base

__all__ = [
    "Agency",
    "AgencyAlias",
    "AgendaItem",
    "Amendment",
    "Attendance",
    "AuditRecord",
    "Base",
    "CaseRecord",
    "Checkpoint",
    "CommandReceipt",
    "Commitment",
    "CommitmentSupport",
    "ConflictExplanation",
    "Decision",
    "DecisionEvent",
    "Destination",
    "Escalation",
    "Evidence",
    "ForkopimdaSeat",
    "Indicator",
    "JointLeave",
    "Meeting",
    "MeetingSeal",
    "Pillar",
    "ProgressReport",
    "PublishedFigure",
    "Region",
    "ScreenToken",
    "ServiceDesk",
    "SignInAttempt",
    "Source",
    "Statement",
    "Task",
    "TaskStep",
    "TaskSupport",
    "TransitPoint",
    "User",
    "UserSession",
    "Verdict",
]
