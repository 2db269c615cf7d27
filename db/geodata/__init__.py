"""Places: the countries of destination, and the step that prepares boundaries for the browser."""
