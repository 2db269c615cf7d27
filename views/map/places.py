"""Where the reader of Peta is, and the addresses that lead on from there."""

from collections.abc import Mapping
from dataclasses import dataclass

from db.queries.regions import regions_at
from domain import addresses
from domain.access.parameters import Parameters
from domain.places.regions import PROVINCE, RegionLevel, display_name, level_of
from views.ask import ask
from views.map.layer import LayerView
from views.map.layer_choices import LayerChoice


@dataclass(frozen=True)
class Place:
    """Where the reader is: in all of NTT, in a kabupaten, or in a kecamatan."""

    regency: str | None
    selected: str | None
    """The area of the drawn level that was chosen."""

    @property
    def focus(self) -> str | None:
        """The kabupaten that fills the frame: only its kecamatan need to come closer."""
        return self.regency if self.regency != self.selected else None

    @property
    def code(self) -> str | None:
        return self.selected or self.regency


def place(asked: Parameters, view: "LayerView") -> Place:
    """A kecamatan while kabupaten are drawn means its kabupaten; the other way round, all within it."""
    drawn = {row.code for row in view.layer.rows}
    regencies = {region.code for region in ask(regions_at, RegionLevel.REGENCY)}
    districts = {region.code for region in ask(regions_at, RegionLevel.DISTRICT)}
    code = asked.one_of("wilayah", regencies | districts)
    if code is None:
        return Place(None, None)
    if view.level is RegionLevel.REGENCY:
        return Place(code[:5], code[:5])
    return Place(code[:5], code if code in drawn else None)


def crumbs(given: Mapping[str, str], at: Place, choice: LayerChoice) -> list[tuple[str, str]]:
    """The way down to here, each step with its address; the last one is where the reader is."""
    rest = {name: value for name, value in given.items() if name not in ("wilayah", "tingkat")}
    found = [("Peta", addresses.region_map(rest))]
    if at.regency:
        inside = {**rest, "tingkat": choice.levels[-1].value, "wilayah": at.regency}
        found.append((region_names(RegionLevel.REGENCY)[at.regency], addresses.region_map(inside)))
    if at.selected and at.selected != at.regency:
        found.append(
            (
                region_names(RegionLevel.DISTRICT)[at.selected],
                addresses.region_map(inside, region=at.selected),
            )
        )
    return found


def region_names(level: RegionLevel) -> dict[str, str]:
    return {region.code: display_name(region.name) for region in ask(regions_at, level)}


@dataclass(frozen=True)
class Addresses:
    """Where the panel's links lead."""

    close: str
    region: str
    new_task: str
    districts: str | None
    """The same layer, closer; None where there is nothing below."""


def panel_addresses(given: Mapping[str, str], at: Place, choice: LayerChoice) -> Addresses:
    """From the chosen region onwards: to its page, to a task born here, and down to its kecamatan."""
    code = at.code or PROVINCE
    closer = {**given, "tingkat": RegionLevel.DISTRICT.value, "wilayah": code}
    rest = {name: value for name, value in given.items() if name != "wilayah"}
    return Addresses(
        close=addresses.region_map(rest if at.focus is None else {**rest, "wilayah": at.focus}),
        region=addresses.region(code[:5]),
        new_task=addresses.new_task("wilayah", code),
        districts=addresses.region_map(closer)
        if RegionLevel.DISTRICT in choice.levels and level_of(code) is RegionLevel.REGENCY
        else None,
    )
