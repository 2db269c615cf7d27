"""What runs beneath the pages: the guarded server and the seam to the backend."""
