"""The guarded front door: sign-in, the gate before every request, static files and trouble pages."""
