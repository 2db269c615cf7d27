"""Places: the countries of destination, and the step that prepares boundaries for the browser."""

from pathlib import Path

NATIONAL = Path(__file__).parent
"""The tables that are the same in every province."""
