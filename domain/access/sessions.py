"""How long somebody stays signed in."""

from datetime import timedelta

SESSION_LENGTH = timedelta(hours=12)
SESSION_HOURS = int(SESSION_LENGTH.total_seconds() // 3600)
