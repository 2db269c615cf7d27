"""Database and proof at one moment in one file: made, checked, restored (ADR 18)."""
