"""Boundaries of NTT: the files they come from and the step that prepares them for the browser."""
