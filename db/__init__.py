"""Where things are kept: models, queries, commands, migrations and the data that ships."""
