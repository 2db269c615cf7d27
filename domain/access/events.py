"""What the audit trail can say, and how its records are chained."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from json.encoder import encode_basestring
from typing import Any


class Event(StrEnum):
    DATABASE_SEEDED = "database_seeded"
    USER_CREATED = "user_created"
    SIGNED_IN = "signed_in"
    SIGN_IN_REFUSED = "sign_in_refused"
    SECOND_STEP_ASKED = "second_step_asked"
    CODE_REFUSED = "code_refused"
    SECOND_FACTOR_SET_UP = "second_factor_set_up"
    SECOND_FACTOR_OFF = "second_factor_off"
    SECOND_FACTOR_REMOVED = "second_factor_removed"
    RECOVERY_RENEWED = "recovery_renewed"
    ACCOUNT_TIED = "account_tied"
    ACCOUNT_UNTIED = "account_untied"
    PROVIDER_NAME_PINNED = "provider_name_pinned"
    OTHER_SUBJECT_REFUSED = "other_subject_refused"
    SIGNED_OUT = "signed_out"
    SIGNED_OUT_EVERYWHERE = "signed_out_everywhere"
    ACCOUNT_INVITED = "account_invited"
    ACCOUNT_LINK_RENEWED = "account_link_renewed"
    LINK_TO_BE_MAILED = "link_to_be_mailed"
    LINK_MAILED = "link_mailed"
    ACCOUNT_CHANGED = "account_changed"
    ACCOUNT_CLOSED = "account_closed"
    MOVE_PLANNED = "move_planned"
    MOVE_CANCELLED = "move_cancelled"
    ACCOUNT_MOVED = "account_moved"
    ACCOUNT_REOPENED = "account_reopened"
    CREDENTIAL_SET = "credential_set"
    CREDENTIAL_CHANGED = "credential_changed"
    SESSION_ENDED = "session_ended"
    ATTEMPTS_FORGIVEN = "attempts_forgiven"
    DEPUTY_NAMED = "deputy_named"
    DEPUTY_REVOKED = "deputy_revoked"
    OFFICE_TAKEN_ON = "office_taken_on"
    OFFICE_LAID_DOWN = "office_laid_down"
    AGENCY_ADDED = "agency_added"
    AGENCY_CHANGED = "agency_changed"
    AGENCY_NAMED = "agency_named"
    AGENCY_MERGED = "agency_merged"
    OWNER_MERGED = "owner_merged"
    MERGED_AWAY = "merged_away"
    CORRESPONDENCE_KEPT = "correspondence_kept"
    SEAT_CHANGED = "seat_changed"
    SEAT_ENDED = "seat_ended"
    SEAT_CORRECTED = "seat_corrected"
    ACCESS_REFUSED = "access_refused"
    MEETING_SCHEDULED = "meeting_scheduled"
    MEETING_CHANGED = "meeting_changed"
    MEETING_MOVED = "meeting_moved"
    ATTENDANCE_RECORDED = "attendance_recorded"
    AGENDA_DRAFTED = "agenda_drafted"
    AGENDA_CHANGED = "agenda_changed"
    DECISION_RECORDED = "decision_recorded"
    DECISION_CHANGED = "decision_changed"
    DECISION_STRUCK = "decision_struck"
    DECISION_SEALED = "decision_sealed"
    MINUTES_SEALED = "minutes_sealed"
    CLOSING_UNDONE = "closing_undone"
    MINUTES_AMENDED = "minutes_amended"
    SCREEN_STARTED = "screen_started"
    SCREEN_REVOKED = "screen_revoked"
    TASK_PROPOSED = "task_proposed"
    TASK_MOVED = "task_moved"
    TASK_ESCALATED = "task_escalated"
    PROPOSAL_SEEN = "proposal_seen"
    REMARK_ADDED = "remark_added"
    REMARK_WITHDRAWN = "remark_withdrawn"
    JOINT_LEAVE_CHANGED = "joint_leave_changed"
    REPORT_BEGUN = "report_begun"
    REPORT_DISCARDED = "report_discarded"
    REPORT_SUBMITTED = "report_submitted"
    REPORT_VERIFIED = "report_verified"
    REPORT_RETURNED = "report_returned"
    EVIDENCE_ADDED = "evidence_added"
    EVIDENCE_REMOVED = "evidence_removed"
    DECISION_EVENT_ADDED = "decision_event_added"
    STATEMENT_ADDED = "statement_added"
    COMMITMENT_FORMED = "commitment_formed"
    COMMITMENT_DRAFTED = "commitment_drafted"
    COMMITMENT_DRAFT_DROPPED = "commitment_draft_dropped"
    OWNERSHIP_PROPOSED = "ownership_proposed"
    OWNERSHIP_ANSWERED = "ownership_answered"
    OWNERSHIP_SETTLED = "ownership_settled"
    TARGET_PROPOSED = "target_proposed"
    TARGET_DECIDED = "target_decided"
    QUARTER_LOCKED = "quarter_locked"
    QUARTER_AMENDED = "quarter_amended"
    DUTY_RECORDED = "duty_recorded"
    TRAIL_KEYED = "trail_keyed"
    TAMPERING_NOTICED = "tampering_noticed"
    BACKUP_MADE = "backup_made"
    BACKUP_RESTORED = "backup_restored"
    BACKUP_BEGUN = "backup_begun"
    BACKUP_FAILED = "backup_failed"
    BACKUP_TRIED = "backup_tried"
    INDICATOR_ADDED = "indicator_added"
    SOURCE_ADDED = "source_added"
    FIGURE_PUBLISHED = "figure_published"
    FIGURE_WITHDRAWN = "figure_withdrawn"
    EXPLAINER_NAMED = "explainer_named"
    CONFLICT_SETTLED = "conflict_settled"
    CONFLICT_REOPENED = "conflict_reopened"
    SERVICES_BEGUN = "services_begun"
    SERVICES_DISCARDED = "services_discarded"
    SERVICES_REPORTED = "services_reported"
    SERVICES_VERIFIED = "services_verified"
    SERVICES_RETURNED = "services_returned"
    VILLAGE_TEAM_RECORDED = "village_team_recorded"
    SOURCE_VILLAGES_LISTED = "source_villages_listed"
    SOURCE_VILLAGE_WITHDRAWN = "source_village_withdrawn"
    OUTREACH_RECORDED = "outreach_recorded"
    SERVICE_CONFIRMED = "service_confirmed"
    VILLAGE_TEAM_RETURNED = "village_team_returned"
    OUTREACH_RETURNED = "outreach_returned"
    OUTREACH_WITHDRAWN = "outreach_withdrawn"
    CASE_ENTERED = "case_entered"
    CASE_CORRECTED = "case_corrected"
    CASE_WITHDRAWN = "case_withdrawn"
    CASE_REINSTATED = "case_reinstated"
    CASE_STEP_RECORDED = "case_step_recorded"
    CASE_STEP_CORRECTED = "case_step_corrected"
    CASE_FLAGGED = "case_flagged"
    CASE_FLAG_LIFTED = "case_flag_lifted"
    CASE_REFERRED = "case_referred"
    REFERRAL_ANSWERED = "referral_answered"
    REFERRAL_ENDED = "referral_ended"
    CASE_OPENED = "case_opened"
    CASES_TAKEN = "cases_taken"
    STAGE_LIMIT_SET = "stage_limit_set"
    RELEASE_CLOSED = "release_closed"
    FILE_RECEIVED = "file_received"
    FILE_READ = "file_read"
    FILE_REFUSED = "file_refused"
    IMPORT_ANSWERED = "import_answered"
    IMPORT_DECIDED = "import_decided"
    IMPORT_STORED = "import_stored"
    IMPORT_UNDONE = "import_undone"
    IMPORT_DISCARDED = "import_discarded"
    PAPER_ISSUED = "paper_issued"
    FEED_MADE = "feed_made"
    FEED_REVOKED = "feed_revoked"
    MAIL_CHOSEN = "mail_chosen"
    REMINDERS_MADE = "reminders_made"
    SHEETS_HANDED_OUT = "sheets_handed_out"


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | Decimal):
        return str(value)
    raise TypeError(f"not for the audit trail: {type(value).__name__}")


_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain)


def canonical_json(values: Mapping[str, Any] | str | float | None) -> str:
    """The one text form of a record, and of each value in it: sorted keys, no spaces, so that both databases
    hash alike."""
    return encode_basestring(values) if type(values) is str else _CANONICAL.encode(values)


GENESIS = "0" * 64


def chain_hash(previous: str, record: Mapping[str, Any], key: bytes | None = None) -> str:
    """Over the previous record's hash and this record's canonical text: SHA-256, with a key HMAC of it.

    Without the key nobody can make a chain anew that fits.
    """
    text = f"{previous}\n{canonical_json(record)}".encode()
    return hmac.digest(key, text, "sha256").hex() if key else hashlib.sha256(text).hexdigest()
