"""What a statement reads, told from its words."""

import re

from db.models import Base

_READ = re.compile(r'(?:\bFROM|\bJOIN|,)\s+"?([a-z_]+)"?(?=[\s,)]|$)', re.IGNORECASE)


def tables_in(statement: str) -> set[str]:
    """Our tables that a statement reads from."""
    return set(_READ.findall(statement)) & set(Base.metadata.tables)
