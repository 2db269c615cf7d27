"""What the server answers itself, one file a subject: forms, papers, search, calendars, the shared screen."""
