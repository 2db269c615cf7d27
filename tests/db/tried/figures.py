"""Commands about figures and conflicts."""

from datetime import date

from sqlalchemy.orm import Session

from domain.access.permissions import Actor
from domain.figures.figures import Polarity
from domain.figures.map_view import Palette
from domain.figures.requests import (
    AddIndicator,
    AddSource,
    NameExplainer,
    PublishFigure,
    SettleConflict,
    WithdrawFigure,
)
from tests.db.tried.model import LONGER, REASON, Tried, _explained, _longer_than_known, fixed

CONFLICT, CONFLICTING = "procedural_placement-53-2024", "A-022"
"""A conflict of the figures that ship, and one of its sides."""


def a_conflict_that_grows(session: Session, _by: Actor) -> object:
    _explained(session, "procedural_placement-53-2024")
    return LONGER


def a_conflict_that_shrinks(session: Session, _by: Actor) -> object:
    return WithdrawFigure(_longer_than_known(session).code, REASON)


FIGURES: dict[str, list[Tried]] = {
    "add_indicator": [
        fixed(AddIndicator("Rumah aman", "unit", "Rumah aman yang buka.", Polarity.UP, Palette.NEUTRAL))
    ],
    "add_source": [fixed(AddSource("Halaman uji", "https://contoh.example/uji", "Tidak memuat angka."))],
    "publish_figure": [
        fixed(
            PublishFigure(
                "procedural_placement",
                "53",
                date(2026, 1, 1),
                date(2026, 10, 31),
                "2.100 orang",
                2100.0,
                "Siaran pers",
                "https://berita.contoh.id/penempatan",
                date(2026, 11, 18),
            )
        ),
        Tried(a_conflict_that_grows),
    ],
    "withdraw_figure": [fixed(WithdrawFigure("A-122", REASON)), Tried(a_conflict_that_shrinks)],
    "name_explainer": [fixed(NameExplainer(CONFLICT, "bp3mi-ntt", date(2026, 12, 3)))],
    "settle_conflict": [fixed(SettleConflict(CONFLICT, CONFLICTING, REASON))],
}
