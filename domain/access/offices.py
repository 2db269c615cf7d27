"""What is publicly known of LTSA offices in NTT: four named in 2019, and no count since.

The declaration speaks of LTSA in every kabupaten/kota; no source counts those that work today, so
nothing here may be read as 22 or as a present state.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class KnownOffice:
    """One office as a source names it, placed no finer than its kabupaten."""

    name: str
    region_code: str
    serves: str
    source: str
    source_url: str


OFFICES_NOW = "jumlah LTSA yang beroperasi sekarang belum diverifikasi"
VILLAGE_TEAMS_NOW = "tim khusus desa belum ada yang dilaporkan, jadi tidak digambar"
