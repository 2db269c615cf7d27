"""an indicator is named as what it measures, so that titles read as a sentence"""

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None

_CODE = "procedural_placement_achievement"
_WAS = "Capaian target penempatan prosedural, dinyatakan"
_NOW = "Persentase capaian target penempatan prosedural"


def upgrade() -> None:
    indicator = sa.table("indicator", sa.column("code"), sa.column("name"))
    named = indicator.c.code == _CODE, indicator.c.name == _WAS
    op.execute(indicator.update().where(*named).values(name=_NOW))
