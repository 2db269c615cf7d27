"""Books that offices keep for themselves: plans in words of every day, registers of investigators,
prosecutors and shelters. What they hold is ordinary, and written as each office is used to."""

from tests.imports.corpus.model import DOUBTS, IMPORT, Adding, Case, Expect, text, xlsx
from tests.imports.corpus.registers import numbered

CASES: list[Case] = []
add = Adding(CASES, "buku.xlsx")

# Words of every day, and names among them ---------------------------------------------------------------
add(
    "titles-in-capitals-of-each-word",
    "commitments whose every word begins with a capital are nobody's names",
    "commitments",
    lambda: xlsx(
        [
            ["KOMITMEN RAKOR PENCEGAHAN TPPO 2026"],
            ["No", "Komitmen", "Penanggung Jawab", "Tenggat"],
            [1, "Kampanye Radio Lokal", "Dinas Kominfo NTT", "31/12/2026"],
            [2, "Reintegrasi Ekonomi Korban", "Dinsos NTT", "31/12/2026"],
            [3, "Sistem Peringatan Dini", "BP3MI NTT", "31/12/2026"],
            [4, "Akta Kelahiran Gratis", "Biro Hukum", "31/12/2026"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {"title": "Kampanye Radio Lokal", "owner": "diskominfo", "due": "2026-12-31"},
            {"title": "Reintegrasi Ekonomi Korban", "owner": "dinsos", "due": "2026-12-31"},
            {"title": "Sistem Peringatan Dini", "owner": "bp3mi-ntt", "due": "2026-12-31"},
            {"title": "Akta Kelahiran Gratis", "owner": "biro-hukum", "due": "2026-12-31"},
        ),
    ),
)
add(
    "activities-of-a-noun-each",
    "what was held in words that no office uses in a title, and one that names somebody",
    "activities",
    lambda: xlsx(
        [
            ["KEGIATAN PENCEGAHAN TPPO TAHUN 2026"],
            ["Tanggal", "Kegiatan", "Kabupaten", "Jumlah Peserta"],
            ["11/02/2026", "Lomba Debat Pelajar", "Alor", 45],
            ["09/04/2026", "Pentas Seni", "Ngada", 32],
            ["16/04/2026", "Kunjungan Zebedia Fanggitasik", "Belu", 3],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"held_on": "2026-02-11", "title": "Lomba Debat Pelajar", "region": "53.05", "participants": 45},
            {"held_on": "2026-04-09", "title": "Pentas Seni", "region": "53.09", "participants": 32},
            {"held_on": "2026-04-16", "region": "53.04", "participants": 3},
        ),
        doubts=frozenset({("field-left-out", "B5")}),
        left_out={"nama": 1},
    ),
    secrets=("Zebedia", "Fanggitasik"),
)
add(
    "persons-below-a-field",
    "a column of names below “Kegiatan” is left out, and told for its heading says otherwise",
    "activities",
    lambda: text(
        [
            ["Tanggal", "Kegiatan", "Penyelenggara", "Kabupaten"],
            ["11/02/2026", "Zebedia Fanggitasik", "GMIT", "Alor"],
            ["09/04/2026", "Yublina Mbaurai", "GMIT", "Ngada"],
            ["16/04/2026", "Melkisua Tlonaen", "GMIT", "Belu"],
        ],
        ";",
    ),
    Expect(
        DOUBTS,
        numbered(
            {"held_on": "2026-02-11", "agency": "gmit", "region": "53.05"},
            {"held_on": "2026-04-09", "agency": "gmit", "region": "53.09"},
            {"held_on": "2026-04-16", "agency": "gmit", "region": "53.04"},
        ),
        doubts=frozenset({("field-left-out", "B1")}),
        left_out={"nama": 3},
    ),
    file="kegiatan.csv",
    secrets=("Zebedia", "Fanggitasik", "Yublina", "Mbaurai", "Melkisua", "Tlonaen"),
)
