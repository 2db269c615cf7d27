"""What leaves the application as a file or a text: rows in, bytes out, without screen or database."""
