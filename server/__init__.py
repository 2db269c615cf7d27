"""What is Starlette: sign-in, the gate before every request, static files and trouble pages."""
