"""Reading what an office sends: from the cells of a sheet to values with their doubts, without a guess."""
