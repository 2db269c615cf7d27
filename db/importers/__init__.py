"""Opening the files of strangers, always in a process of its own, and handing their cells to the domain."""
