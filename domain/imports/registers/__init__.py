"""Registers: one line a report, a team, an account; each cell read as its field's type allows."""
