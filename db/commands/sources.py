"""Where a statement, a figure or a delivery comes from: a page is one source, whoever enters it."""

from sqlalchemy import select

from db.acting import Act
from db.models import Source


def source_at(act: Act, name: str, url: str) -> tuple[Source, bool]:
    """The source of that page, or of that name where there is no page, and whether it is new."""
    same = Source.url == url if url else (Source.url == "") & (Source.name == name)
    found = act.session.scalar(select(Source).where(same).order_by(Source.code).limit(1))
    if found is not None:
        return found, False
    taken = set(act.session.scalars(select(Source.code)))
    number = next(each for each in range(1, len(taken) + 2) if f"P{each:03d}" not in taken)
    return act.add(Source(code=f"P{number:03d}", name=name, url=url)), True
