"""The errors that a damaged archive raises. ``zipfile`` promises only BadZipFile, but unpacking, decoding
names and computing sizes raise errors of their own."""

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
