"""Files that prove a report: looked into, cleaned, and kept by the hash of their content."""
