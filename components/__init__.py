"""What the pages are built from: the map, the tables, and the seam to the backend."""
