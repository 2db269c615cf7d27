"""The shared screen of a meeting: its slides, who watches them, and what may be recorded from it."""
