"""What makes tampering with the database show: key and anchors outside of it, seals of rows (ADR 19)."""
