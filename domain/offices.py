"""What is publicly known of LTSA offices in NTT: four named in 2019, and no count since.

The declaration speaks of LTSA in every kabupaten/kota; no source counts those that work today, so
nothing here may be read as 22 or as a present state.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class KnownOffice:
    """One office as the press named it, placed no finer than its kabupaten."""

    name: str
    region_code: str
    serves: str


OFFICES_2019 = (
    KnownOffice("LTSA tingkat provinsi", "53.71", "NTT"),
    KnownOffice("LTSA Kabupaten Kupang", "53.01", "Timor, Rote, dan Alor"),
    KnownOffice("LTSA Sumba Barat Daya", "53.18", "Sumba"),
    KnownOffice("LTSA Sikka", "53.07", "Flores dan Lembata"),
)
OFFICES_SOURCE = (
    "kupang.tribunnews.com, 14 Maret 2019",
    "https://kupang.tribunnews.com/2019/03/14/ltsa-pppmi-pulau-flores-dibangun-di-maumere",
)
OFFICES_NOW = "jumlah LTSA yang beroperasi sekarang belum diverifikasi"
VILLAGE_TEAMS_NOW = "tim khusus desa belum ada yang dilaporkan, jadi tidak digambar"
