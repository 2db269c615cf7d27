"""What a damaged archive raises. ``zipfile`` promises BadZipFile alone; what a stranger made also reaches the
unpacker, the reader of its names and the arithmetic of its sizes, and each has an error of its own."""

import zipfile
import zlib

DAMAGED_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,  # ends within a member
    OSError,  # an offset outside the file
    KeyError,  # a name that the list has and the archive has not
    NotImplementedError,  # a way of packing or locking that zipfile does not know
    ValueError,  # a date or a name that cannot be
    OverflowError,  # a size beyond what counts
    RecursionError,  # fields within fields
)
