"""Reports built from reads, made only when somebody asks for the file."""

import hashlib
from base64 import b64encode
from collections.abc import Callable, Sequence

from components.runtime import session
from db.queries.figures import FigureRow
from reports import figures_csv


def figures_file(rows: Sequence[FigureRow], filtered_by: str) -> Callable[[], bytes]:
    as_of = session.now()
    return lambda: figures_csv.register(rows, filtered_by=filtered_by, as_of=as_of)


def digest(content: bytes) -> str:
    """Short, and different for different content."""
    return hashlib.sha256(content).hexdigest()[:12]


def data_address(content: bytes, media_type: str) -> str:
    """A file as part of another one."""
    return f"data:{media_type};base64,{b64encode(content).decode()}"
