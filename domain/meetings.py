"""Meetings of the forum."""

from enum import StrEnum


class MeetingState(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    IN_PROGRESS = "in_progress"
    CLOSED = "closed"


class Classification(StrEnum):
    ORDINARY = "ordinary"
    RESTRICTED = "restricted"
    SECRET = "secret"  # noqa: S105 - the third of the official classes, not a credential


class AttendanceMode(StrEnum):
    PRESENT = "present"
    REPRESENTED = "represented"
    ONLINE = "online"
    ABSENT = "absent"
