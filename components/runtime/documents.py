"""Reports built from reads, made only when somebody asks for the file."""

from collections.abc import Callable, Sequence

from components.runtime import session
from db.queries.figures import FigureRow
from reports import figures_csv


def figures_file(rows: Sequence[FigureRow], filtered_by: str) -> Callable[[], bytes]:
    as_of = session.now()
    return lambda: figures_csv.register(rows, filtered_by=filtered_by, as_of=as_of)
