"""What consulates in Malaysia call the columns of registers, each by the whole heading."""

_DAY = r"tarikh"

IN_MALAY: dict[str, dict[str, str]] = {
    "cases": {
        "reference": r"(?:no|nombor|nomor) (?:rujukan|kes|aduan|fail)",
        "kind": r"jenis (?:kes|aduan)|kes",
        "reported_on": rf"{_DAY} (?:aduan|lapor(?:an)?|terima|diterima|daftar)",
        "happened_on": rf"{_DAY} kejadian",
        "closed_on": rf"{_DAY} (?:selesai|tutup)",
        "sex": "jantina",
    },
    "placements": {"happened_on": rf"{_DAY} (?:berlepas|berangkat|bertolak)", "sex": "jantina"},
    "deaths": {
        "happened_on": rf"{_DAY} (?:meninggal(?: dunia)?|kematian|mati)",
        "arrived_on": rf"{_DAY} (?:tiba|sampai|hantar(?: pulang)?)",
        "cause": r"(?:sebab|punca)(?: kematian| meninggal)?",
        "sex": "jantina",
    },
    "deportations": {
        "happened_on": rf"{_DAY}(?: (?:hantar pulang|deportasi|usir|pengusiran|tiba|sampai))?",
        "sex": "jantina",
    },
    "activities": {"held_on": _DAY},
}
"""By kind of file and field."""
