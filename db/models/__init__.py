"""All tables, a module per subject."""

from db.models.accounts import AuditRecord, CommandReceipt, SignInAttempt, User, UserSession
from db.models.cases import CaseRecord
from db.models.commitments import (
    Amendment,
    Checkpoint,
    Commitment,
    CommitmentSupport,
    Evidence,
    OwnershipOffer,
    ProgressReport,
    QuarterLock,
    TargetChange,
    Verdict,
)
from db.models.declaration import DecisionEvent, DutyFinding, Statement
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
    Attendance,
    Decision,
    Escalation,
    JointLeave,
    Meeting,
    Task,
    TaskStep,
    TaskSupport,
)
from db.types import Base

__all__ = [
    "Agency",
    "AgencyAlias",
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
    "DutyFinding",
    "Escalation",
    "Evidence",
    "ForkopimdaSeat",
    "Indicator",
    "JointLeave",
    "Meeting",
    "OwnershipOffer",
    "Pillar",
    "ProgressReport",
    "PublishedFigure",
    "QuarterLock",
    "Region",
    "ServiceDesk",
    "SignInAttempt",
    "Source",
    "Statement",
    "TargetChange",
    "Task",
    "TaskStep",
    "TaskSupport",
    "TransitPoint",
    "User",
    "UserSession",
    "Verdict",
]
