"""What runs beneath the pages: the guarded door and the seam to the backend."""
