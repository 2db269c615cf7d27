"""DATA CONTOH: packs of provinces that do not exist, of any size, drawn from a seed; none of them ships."""
