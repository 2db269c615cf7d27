"""words for readers: what holidays and the page on the declaration rest on; letters are sealed

A start that moved the schema seals every row as it then stands: the letters recorded before, too.
"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

_SOURCE = sa.table("source", sa.column("name"))
_LEAVE = sa.table("joint_leave", sa.column("source"))
_ALIAS = sa.table("agency_alias", sa.column("note"))


def upgrade() -> None:
    op.execute(
        _SOURCE.update()
        .where(_SOURCE.c.name == "Papilon News (artikel benih)")
        .values(name="Papilon News (berita deklarasi)")
    )
    op.execute(
        _LEAVE.update()
        .where(_LEAVE.c.source == "pustaka holidays 0.109 (cuti bersama)")
        .values(source="hitungan kalender; cocokkan dengan SKB tiga menteri")
    )
    op.execute(
        _ALIAS.update()
        .where(_ALIAS.c.note == "sebutan dalam artikel benih")
        .values(note="sebutan dalam berita deklarasi")
    )
