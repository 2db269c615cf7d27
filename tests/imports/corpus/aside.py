"""Files by a reader of the list of uglinesses and of the issue who had not seen the reader, each for a rule
that it lacked; with what a clerk reads, written before it was mended."""

from typing import Any

from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from tests.imports.corpus.model import (
    ASK,
    DOUBTS,
    IMPORT,
    Adding,
    Case,
    Expect,
    Rows,
    merged,
    repacked,
    text,
    xlsx,
)
from tests.imports.corpus.offices import ods
from tests.imports.corpus.registers import numbered

CASES: list[Case] = []
add = Adding(CASES, "berkas.xlsx")
PLACED = "Penempatan PMI prosedural"


def grid(codes: str, times: str, *rows: tuple[float, ...], part: str = "") -> dict[str, float | str]:
    """Values by place and time: codes and times apart by blanks, one row a place."""
    return {
        f"{code} {time} {part}".strip(): value
        for code, row in zip(codes.split(), rows, strict=True)
        for time, value in zip(times.split(), row, strict=True)
    }


def below(title: str, *rows: list[Any]) -> Rows:
    return [[title], *rows]


# Letters, and what columns add up --------------------------------------------------------------------


add(
    "procedural-beside-np",
    "“P” beside “NP” is of those who left with a procedure, and of no women",
    "deaths",
    lambda: xlsx(
        below(
            "JENAZAH PMI TAHUN 2025",
            ["Kabupaten", "P", "NP", "JML"],
            ["Malaka", 1, 20, 21],
            ["Belu", 0, 9, 9],
        )
    ),
    Expect(
        IMPORT,
        {
            **grid("53.21 53.04", "2025", (21,), (9,), part="remains_repatriated"),
            **grid("53.21 53.04", "2025", (1,), (0,), part="remains_repatriated prosedural"),
            **grid("53.21 53.04", "2025", (20,), (9,), part="remains_repatriated nonprosedural"),
        },
    ),
)
add(
    "legal-beside-illegal",
    "“L” beside “I” is legal, and of no men",
    "deportations",
    lambda: xlsx(
        below(
            "DEPORTASI PMI 2025",
            ["Kabupaten", "L", "I", "JML"],
            ["Sikka", 1, 20, 21],
            ["Lembata", 0, 9, 9],
        )
    ),
    Expect(
        IMPORT,
        {
            **grid("53.07 53.13", "2025", (21,), (9,), part="deportation"),
            **grid("53.07 53.13", "2025", (1,), (0,), part="deportation prosedural"),
            **grid("53.07 53.13", "2025", (20,), (9,), part="deportation nonprosedural"),
        },
    ),
)
add(
    "years-below-a-word",
    "years as numbers below “Realisasi (orang)”, groups by letters, a share beside",
    "placements",
    lambda: xlsx(
        below(
            "Tabel 3.12 Penempatan PMI Prosedural per Wilayah Pengawasan",
            ["No", "Wilayah", "Realisasi (orang)", None, "% Capaian"],
            [None, None, 2024, 2025, None],
            ["1", "Kota Kupang", 30, 34, "113"],
            ["2", "Kab. Kupang", 58, 60, "103"],
            [None, "Total", 88, 94, "107"],
        ),
        change=merged("C2:D2"),
    ),
    Expect(IMPORT, grid("53.71 53.01", "2024 2025", (30, 34), (58, 60))),
)
add(
    "initials-of-months",
    "J F M A M J J A S O N D beside their sum",
    "placements",
    lambda: xlsx(
        below(
            f"{PLACED} 2025",
            ["Kab", *"JFMAMJJASOND", "Jml"],
            ["Belu", *range(1, 13), 78],
            ["Alor", *[1] * 12, 12],
        )
    ),
    Expect(
        IMPORT,
        grid(
            "53.04 53.05",
            " ".join(f"2025-{month:02d}" for month in range(1, 13)),
            tuple(range(1, 13)),
            (1,) * 12,
        ),
    ),
)
_QUARTERS = "2026-01-01..2026-03-31 2026-04-01..2026-06-30"
add(
    "half-beside-its-quarters",
    "“Sem. I” beside its quarters, columns numbered, and which numbers a heading adds up",
    "placements",
    lambda: xlsx(
        below(
            f"{PLACED.upper()} TAHUN 2026",
            ["Kabupaten", "TW I", "TW II", "Sem. I", "Jumlah (2+3)"],
            ["(1)", "(2)", "(3)", "(4)", "(5)"],
            ["Belu", 3, 4, 7, 7],
            ["Ende", 1, 1, 2, 3],
        )
    ),
    Expect(
        DOUBTS,
        grid("53.04 53.08", _QUARTERS, (3, 4), (1, 1)),
        doubts=frozenset({("total-differs", "E5")}),
    ),
)
add(
    "last-and-this-are-not-the-sum",
    "“s.d. bulan lalu” and “bulan ini” that are not “s.d. bulan ini” together",
    "deportations",
    lambda: xlsx(
        below(
            "DATA DEPORTASI PMI ASAL NTT",
            ["Bulan: Oktober 2026"],
            ["Kabupaten", "s.d. bulan lalu", "Bulan ini", "s.d. bulan ini"],
            ["Lembata", 33, 4, 37],
            ["Sikka", 20, 2, 23],
        )
    ),
    Expect(
        DOUBTS,
        {
            **grid("53.13 53.07", "2026-10", (4,), (2,), part="deportation"),
            **grid("53.13 53.07", "2026-01-01..2026-10-31", (37,), (23,), part="deportation"),
        },
        doubts=frozenset({("total-differs", "D5")}),
    ),
)
add(
    "year-so-far-in-a-note",
    "“Data 2026 sampai dengan bulan Agustus” below columns of three years",
    "placements",
    lambda: xlsx(
        below(
            PLACED,
            ["Kabupaten", "2025", "2026"],
            ["Belu", 31, 19],
            ["TTU", 12, 4],
            ["Data 2026 sampai dengan bulan Agustus"],
        )
    ),
    Expect(IMPORT, grid("53.04 53.03", "2025 2026-01-01..2026-08-31", (31, 19), (12, 4))),
)
add(
    "target-and-outcome-down",
    "“Target” and “Realisasi” as lines of each kabupaten, which stands once",
    "placements",
    lambda: xlsx(
        below(
            f"TARGET DAN REALISASI {PLACED.upper()} 2025",
            ["Kabupaten", "Uraian", "Jumlah"],
            ["Belu", "Target", 100],
            [None, "Realisasi", 80],
            ["Ende", "Target", 40],
            [None, "Realisasi", 41],
        )
    ),
    Expect(
        IMPORT,
        {
            **grid("53.04 53.08", "2025", (80,), (41,)),
            **grid("53.04 53.08", "2025", (100,), (40,), part="procedural_placement_target"),
        },
    ),
)
add(
    "hundreds",
    "“dalam ratusan orang”",
    "figures",
    lambda: xlsx(below(f"{PLACED} (dalam ratusan orang)", ["Kabupaten", "2025"], ["Belu", 12], ["Ende", 18])),
    Expect(ASK, questions=frozenset({"scale"})),
)

# What a sheet shows, and where things stand ----------------------------------------------------------


def _in_percent(sheet: Worksheet) -> None:
    for cell in ("B3", "B4"):
        sheet[cell].number_format = "0%"


add(
    "counts-shown-in-percent",
    "whole numbers in a percent number format",
    "placements",
    lambda: xlsx(
        below(PLACED, ["Kabupaten", "2024", "2025"], ["Belu", 3, 5], ["Ende", 5, 6]), change=_in_percent
    ),
    Expect(
        DOUBTS,
        grid("53.04 53.08", "2025", (5,), (6,)),
        states={"B3": "doubtful", "B4": "doubtful"},
        doubts=frozenset({("percent-format", "B3"), ("percent-format", "B4")}),
    ),
)


def _coloured(sheet: Worksheet) -> None:
    sheet["B3"].fill = PatternFill("solid", fgColor="FFFF00")
    sheet["B4"].font = Font(color="FFFFFFFF")


add(
    "colour-explained-and-white-figures",
    "a colour that the note explains, though half of all cells bear it; a figure white on white",
    "deaths",
    lambda: xlsx(
        below(
            "Jenazah PMI Maret 2026",
            ["Kabupaten", "Jumlah"],
            ["Belu", 5],
            ["TTU", 6],
            ["Keterangan: kuning = belum diverifikasi"],
        ),
        change=_coloured,
    ),
    Expect(
        DOUBTS,
        grid("53.04 53.03", "2026-03", (5,), (6,), part="remains_repatriated"),
        doubts=frozenset({("colour", "B3"), ("unseen", "B4"), ("note-of-a-part", "")}),
    ),
)
add(
    "kilobytes-of-blanks",
    "a place behind five thousand blanks",
    "placements",
    lambda: text(
        [["Kabupaten" + " " * 9000, f"{PLACED} 2025"], [" " * 5000 + "Belu", "4"], ["Sikka", "6"]], ";"
    ),
    Expect(IMPORT, grid("53.04 53.07", "2025", (4,), (6,))),
    file="padding.csv",
)
add(
    "note-right-of-the-headings",
    "“Catatan: dua kasus masih diverifikasi” in the row of the headings",
    "deaths",
    lambda: xlsx(
        below(
            "PMI meninggal dunia tahun 2025 menurut kabupaten",
            ["Kabupaten", "Jumlah", None, "Catatan: dua kasus masih diverifikasi"],
            ["Ende", 4],
            ["Sikka", 3],
        )
    ),
    Expect(
        DOUBTS,
        grid("53.08 53.07", "2025", (4,), (3,), part="deaths_abroad"),
        doubts=frozenset({("note-of-a-part", "")}),
    ),
)
add(
    "places-numbered-as-in-books",
    "“01 Sumba Barat”, as books of statistics number their lines",
    "figures",
    lambda: xlsx(
        below(
            "Jumlah PMI Prosedural Menurut Kabupaten/Kota, 2024",
            ["Kabupaten/Kota", "Jumlah"],
            ["(1)", "(2)"],
            ["01 Sumba Barat", 12],
            ["71 Kota Kupang", 2],
            ["Nusa Tenggara Timur", 14],
        )
    ),
    Expect(IMPORT, grid("53.12 53.71", "2024", (12,), (2,))),
)
add(
    "words-and-units-behind-figures",
    "“1 (satu) orang”, and words that say another number",
    "deaths",
    lambda: xlsx(
        below(
            "PMI meninggal Mei 2026",
            ["Kabupaten", "Jumlah"],
            ["Belu", "3 (tiga)"],
            ["Ende", "1 (satu) orang"],
            ["TTS", "5 (empat) org"],
        )
    ),
    Expect(
        DOUBTS,
        grid("53.04 53.08", "2026-05", (3,), (1,), part="deaths_abroad"),
        doubts=frozenset({("text-in-value", "B5")}),
    ),
)
_PLAIN = below(f"{PLACED} 2025", ["Kabupaten", "Jumlah"], ["Belu", 5], ["Ende", 2])
add(
    "name-near-a-month",
    "a file called makro, which is no Portuguese March",
    "placements",
    lambda: repacked(xlsx(_PLAIN), {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" + b"x" * 500}),
    Expect(IMPORT, grid("53.04 53.08", "2025", (5,), (2,)), left_out={"makro": 1}),
    file="makro.xlsm",
)
add(
    "mac-is-not-always-march",
    "“mac lama” as the name of a file",
    "placements",
    lambda: text([["Kabupaten", f"{PLACED} 2025"], ["Belu", "4"], ["Sikka", "6"]], ";", newline="\r"),
    Expect(IMPORT, grid("53.04 53.07", "2025", (4,), (6,))),
    file="mac lama.csv",
)

# Registers -------------------------------------------------------------------------------------------

add(
    "indicators-that-begin-with-jumlah",
    "lines of published figures whose indicators begin like a total",
    "figures",
    lambda: xlsx(
        below(
            "Kinerja BP3MI NTT 2025",
            ["No", "Indikator", "Satuan", "Realisasi"],
            [1, "Jumlah PMI ditempatkan secara prosedural", "orang", 2226],
            [2, "Jumlah pengaduan diselesaikan", "kasus", 523],
            [3, "Jenazah PMI difasilitasi pemulangannya", "jenazah", 141],
        )
    ),
    Expect(
        IMPORT,
        numbered(
            {"indicator": "procedural_placement", "unit": "orang", "value": 2226, "region": "53"},
            {"indicator": "complaints_settled", "unit": "kasus", "value": 523, "region": "53"},
            {"indicator": "remains_repatriated", "unit": "jenazah", "value": 141, "region": "53"},
        ),
    ),
)
add(
    "members-one-a-line",
    "a line for each member of two teams",
    "village-teams",
    lambda: xlsx(
        below(
            "SUSUNAN TIM DESA ANTI TPPO KECAMATAN RAIMANUK KABUPATEN BELU",
            ["Desa", "Nomor SK", "Tanggal SK", "Nama", "Jabatan dalam Tim"],
            ["Renrua", "07/2026", "5 Januari 2026", "Agustinus Asa", "Ketua"],
            ["Renrua", "07/2026", "5 Januari 2026", "Yuliana Moru", "Sekretaris"],
            ["Renrua", "07/2026", "5 Januari 2026", "Dominikus Fahik", "Anggota"],
            ["Mandeu", "03/2026", "12 Januari 2026", "Theresia Bui", "Ketua"],
            ["Mandeu", "03/2026", "12 Januari 2026", "Siprianus Leto", "Anggota"],
        )
    ),
    Expect(
        DOUBTS,
        numbered(
            {"region": "53.04.13.2002", "reference": "07/2026", "formed_on": "2026-01-05", "members": 3},
            {"region": "53.04.13.2004", "reference": "03/2026", "formed_on": "2026-01-12", "members": 2},
        ),
        doubts=frozenset({("members-counted", "D3"), ("members-counted", "D6")}),
        left_out={"nama": 5},
    ),
    secrets=("Agustinus", "Yuliana", "Moru", "Dominikus", "Fahik", "Theresia", "Siprianus"),
)
add(
    "group-of-ages-of-one-victim",
    "1 below L or P beside “Kelompok Umur”",
    "cases",
    lambda: ods(
        below(
            "DATA KASUS TPPO YANG DITANGANI UPTD PPA KAB. SIKKA",
            ["No Registrasi", "Tgl Masuk", "Jenis Kasus", "Korban (L)", "Korban (P)", "Kelompok Umur"],
            ["PPA/001/2026", "7 Januari 2026", "TPPO", None, "1", "Anak"],
            ["PPA/003/2026", "2 Maret 2026", "TPPO", "1", None, "Dewasa"],
        )
    ),
    Expect(
        DOUBTS,
        numbered(
            {"reference": "PPA/001/2026", "reported_on": "2026-01-07", "kind": "trafficking", "girls": 1},
            {"reference": "PPA/003/2026", "reported_on": "2026-03-02", "kind": "trafficking", "men": 1},
        ),
        doubts=frozenset({("place-of-title", "A2")}),
    ),
    file="kasus.ods",
)
add(
    "victims-counted-behind",
    "“P anak 1” and “L dewasa 2, P dewasa 1”; “P anak 16” may be her age",
    "cases",
    lambda: xlsx(
        [
            ["No LP", "Tgl LP", "Jenis Kasus", "Korban"],
            ["LP/1/III/2026", "2/3/2026", "TPPO", "P anak 1"],
            ["LP/2/III/2026", "19/3/2026", "TPPO", "L dewasa 2, P dewasa 1"],
            ["LP/3/III/2026", "20/3/2026", "TPPO", "P anak 16"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"reference": "LP/1/III/2026", "reported_on": "2026-03-02", "kind": "trafficking", "girls": 1},
            {
                "reference": "LP/2/III/2026",
                "reported_on": "2026-03-19",
                "kind": "trafficking",
                "men": 2,
                "women": 1,
            },
            {"reference": "LP/3/III/2026", "reported_on": "2026-03-20", "kind": "trafficking"},
        ),
        doubts=frozenset({("victims-not-split", "D4")}),
    ),
)
add(
    "days-headed-by-what-happened",
    "“TTL” goes out; “Wafat” and “Tiba di Kupang” head days",
    "deaths",
    lambda: text(
        [
            ["Inisial", "TTL", "Asal", "Negara", "Wafat", "Tiba di Kupang"],
            ["M.B", "Betun, 3 Maret 1990", "Malaka", "Malaysia", "5 Juni 2026", "15 Juni 2026"],
            ["K.T", "Kefamenanu, 12-12-1988", "TTU", "Malaysia", "7 Juni 2026", "18 Juni 2026"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            *(
                {
                    "region": region,
                    "destination": "MYS",
                    "happened_on": died,
                    "arrived_on": arrived,
                    "indicator": "deaths_abroad",
                }
                for region, died, arrived in (
                    ("53.21", "2026-06-05", "2026-06-15"),
                    ("53.03", "2026-06-07", "2026-06-18"),
                )
            )
        ),
        left_out={"nama": 2, "tanggal lahir": 2},
    ),
    file="meninggal.csv",
    secrets=("1990", "1988", "Betun"),
)
add(
    "persons-by-sex-and-number",
    "a person a line, of whom only a NIK as number, the kabupaten and the sex are said",
    "deportations",
    lambda: xlsx(
        below(
            "Data deportasi Agustus 2026",
            ["No", "Nomor Induk", "Kab", "L/P"],
            [1, 5304114507900002, "Belu", "P"],
            [2, 5.321e15, "Malaka", "L"],
        )
    ),
    Expect(
        IMPORT,
        numbered(
            {"region": "53.04", "sex": "women", "indicator": "deportation"},
            {"region": "53.21", "sex": "men", "indicator": "deportation"},
        ),
        left_out={"NIK": 2},
    ),
    secrets=("5304114507900002",),
)
add(
    "titles-of-persons-and-streets",
    "“bersama Sr. Laurensia” within a title, and a street with its number where a hall belongs",
    "activities",
    lambda: xlsx(
        [
            ["Tanggal", "Kegiatan", "Penyelenggara", "Tempat Kegiatan", "Kabupaten"],
            [
                "3 Mei 2026",
                "Diskusi bersama Sr. Laurensia PI",
                "TRUK-F",
                "Biara SSpS, Jl. Gajah Mada 22",
                "Sikka",
            ],
            ["4 Mei 2026", "Diskusi bersama para kepala desa", "TRUK-F", "Aula Paroki Nita", "Sikka"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"held_on": "2026-05-03", "agency": "truk-f", "region": "53.07"},
            {
                "held_on": "2026-05-04",
                "title": "Diskusi bersama para kepala desa",
                "agency": "truk-f",
                "place": "Aula Paroki Nita",
                "region": "53.07",
            },
        ),
        left_out={"nama": 1, "alamat": 1},
        doubts=frozenset({("field-left-out", "B2"), ("field-left-out", "D2")}),
    ),
    secrets=("Laurensia", "Gajah Mada"),
)
add(
    "unit-and-kabupaten-in-one-user-name",
    "“polresbelu” is an office's, “mariagoreti” somebody's",
    "accounts",
    lambda: xlsx(
        [
            ["Username", "Hak Akses", "Instansi"],
            ["polresbelu", "Petugas kasus", "Polda NTT"],
            ["mariagoreti", "Instansi", "BP3MI NTT"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"username": "polresbelu", "role": "case_officer", "agency": "polda-ntt"},
            {"role": "agency", "agency": "bp3mi-ntt"},
        ),
        left_out={"nama": 1},
        doubts=frozenset({("field-left-out", "A3")}),
    ),
    secrets=("mariagoreti",),
)
add(
    "days-from-and-to",
    "two whole days with “s.d.” between: which one counts is asked of a person",
    "activities",
    lambda: text(
        [
            ["Tanggal", "Kegiatan", "Penyelenggara", "Kabupaten", "Peserta"],
            ["2026-06-03 s.d. 2026-06-05", "Pelatihan kader", "DPMD NTT", "TTU", "50"],
            ["03/06/2026 - 05/06/2026", "Sosialisasi", "DPMD NTT", "TTS", "40"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"title": "Pelatihan kader", "agency": "dpmd", "region": "53.03", "participants": 50},
            {"title": "Sosialisasi", "agency": "dpmd", "region": "53.02", "participants": 40},
        ),
        states={"A2": "doubtful", "A3": "doubtful"},
        doubts=frozenset({("date-span", "A2"), ("date-span", "A3")}),
    ),
    file="kegiatan.csv",
)
