"""The kinds of file that offices send, by the names that a command line may give them."""

from enum import StrEnum

from domain.access.errors import RuleBroken
from domain.imports.words import squeeze


class ImportKind(StrEnum):
    CASES = "cases"
    PLACEMENTS = "placements"
    DEATHS = "deaths"
    DEPORTATIONS = "deportations"
    FIGURES = "figures"
    COMMITMENTS = "commitments"
    SERVICES = "services"
    VILLAGE_TEAMS = "village-teams"
    ACTIVITIES = "activities"
    ACCOUNTS = "accounts"
    AGENCIES = "agencies"


KIND_LABELS = {
    ImportKind.CASES: "kasus",
    ImportKind.PLACEMENTS: "penempatan prosedural",
    ImportKind.DEATHS: "kematian dan jenazah",
    ImportKind.DEPORTATIONS: "deportasi dan pencegahan keberangkatan",
    ImportKind.FIGURES: "angka terbit",
    ImportKind.COMMITMENTS: "komitmen",
    ImportKind.SERVICES: "meja dan layanan LTSA",
    ImportKind.VILLAGE_TEAMS: "tim desa",
    ImportKind.ACTIVITIES: "kegiatan mitra",
    ImportKind.ACCOUNTS: "akun",
    ImportKind.AGENCIES: "instansi",
}

_OTHER_NAMES = {
    ImportKind.PLACEMENTS: "placement procedural_placement procedural-placements",
    ImportKind.DEATHS: "deaths-and-remains remains",
    ImportKind.DEPORTATIONS: "deportations-and-prevented-departures prevented-departures returns",
    ImportKind.FIGURES: "published-figures",
    ImportKind.SERVICES: "ltsa ltsa-desks desks service-counts ltsa-desks-and-service-counts",
    ImportKind.VILLAGE_TEAMS: "teams",
    ImportKind.ACTIVITIES: "partner-activities",
}


class UnknownKind(RuleBroken):
    def __init__(self, name: str) -> None:
        super().__init__(f"Jenis “{name}” tidak dikenal. Pilih salah satu: {', '.join(ImportKind)}.")


def kind_named(name: str) -> ImportKind:
    wanted = squeeze(name)
    for kind in ImportKind:
        if wanted in {squeeze(each) for each in (kind.value, *_OTHER_NAMES.get(kind, "").split())}:
            return kind
    raise UnknownKind(name)
