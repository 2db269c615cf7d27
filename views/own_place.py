"""What a kabupaten's office sees of its own place: duties, words of the map, services, and the province."""

from dataclasses import dataclass

from db.backend import today
from db.queries.agencies import home_of_agency
from db.queries.decisions import DecisionRow
from domain.access.permissions import Actor
from domain.commitments.declaration import RegencyDuty
from domain.places.regions import display_name
from views import reads, regency, services
from views.ask import ask
from views.commitments import DutyCell, duty_cells
from views.regency import HotspotStanding
from views.registers import Rated, Timed
from views.services import PlaceServices


@dataclass(frozen=True)
class OwnPlace:
    code: str
    name: str
    duties: dict[RegencyDuty, DutyCell | None]
    standings: list[HotspotStanding]
    services: PlaceServices
    tasks: list[Timed]
    """In this place and in the hands of others."""
    commitments: list[Rated]
    decisions: list[DecisionRow]


def own_place(actor: Actor) -> OwnPlace | None:
    """Of an office that sits in one kabupaten/kota; None for those of the whole province."""
    home = ask(home_of_agency, actor.agency_id)
    if home is None:
        return None
    on, cells = today(), duty_cells()
    tasks = regency.tasks_of(home.code, actor.scope)
    return OwnPlace(
        home.code,
        display_name(home.name),
        {duty: cells.get((home.code, duty)) for duty in RegencyDuty},
        regency.standings(home.code, actor.scope),
        services.services_of(home.code, on),
        [(row, clock) for row, clock in tasks if not actor.is_of(row.owner_id)],
        regency.commitments_of(home.code, actor.scope),
        reads.decisions_on_region(home.code, actor),
    )
