"""Files of offices of the kinds that get less attention: desks, village teams, activities of partners,
commitments, accounts and agencies, lists of persons; with what a clerk reads, written before the reader."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow
from odf.text import P

from tests.imports.corpus.model import (
    ASK,
    DOUBTS,
    IMPORT,
    Adding,
    Case,
    Expect,
    Rows,
    html,
    text,
    xlsx,
)
from tests.imports.corpus.registers import numbered

CASES: list[Case] = []
add = Adding(CASES, "kiriman.xlsx")


def xls(rows: Rows, *, uses_1904: bool = False) -> bytes:
    book = xlwt.Workbook()
    book.dates_1904 = uses_1904
    sheet = book.add_sheet("Rekap")
    day = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if isinstance(value, date):
                sheet.write(r, c, value, day)
            elif value is not None:
                sheet.write(r, c, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods(
    rows: Rows,
    *,
    merged_down: dict[tuple[int, int], int] | None = None,
    hidden_column: int = -1,
    hidden_row: int = -1,
) -> bytes:
    """As LibreOffice writes it: merged cells, a column and a row put away."""
    book, sheet, spans = OpenDocumentSpreadsheet(), Table(name="Rekap"), merged_down or {}
    covered = {(r + down, c) for (r, c), rows_ in spans.items() for down in range(1, rows_)}
    for c in range(max(map(len, rows))):
        sheet.addElement(TableColumn(**({"visibility": "collapse"} if c == hidden_column else {})))
    for r, row in enumerate(rows):
        line = TableRow(**({"visibility": "filter"} if r == hidden_row else {}))
        for c, value in enumerate(row):
            wide: dict[str, Any] = {"numberrowsspanned": spans[r, c]} if (r, c) in spans else {}
            if (r, c) in covered:
                line.addElement(CoveredTableCell())
                continue
            if isinstance(value, date):
                cell = TableCell(valuetype="date", datevalue=value.isoformat(), **wide)
            elif isinstance(value, int):
                cell = TableCell(valuetype="float", value=value, **wide)
            else:
                cell = TableCell(**({"valuetype": "string"} if value else {}), **wide)
            if value is not None:
                cell.addElement(P(text=str(value)))
            line.addElement(cell)
        sheet.addElement(line)
    book.spreadsheet.addElement(sheet)
    out = io.BytesIO()
    book.write(out)
    return out.getvalue()


def persons(indicator: str, *lines: tuple[str, str, str]) -> dict[str, float | str]:
    """Sex, place and day of each."""
    return numbered(
        *(
            {"indicator": indicator, "sex": sex, "region": region, "happened_on": day}
            for sex, region, day in lines
        )
    )


# Headings and lines ----------------------------------------------------------------------------------

add(
    "first-line-without-a-figure",
    "a CSV file whose first line holds nothing but words and a negative number",
    "village-teams",
    lambda: text(
        [
            ["Desa", "Kecamatan", "Kabupaten", "Nomor SK", "Anggota"],
            ["Fatuketi", "Kakuluk Mesak", "Belu", "9/2026", "-5"],
            ["Weoe", "Wewiku", "Malaka", "10/2026", "6"],
            ["Weoe", "Wewiku", "Malaka", "10/2026", "6"],
        ],
        ";",
        "cp1252",
    ),
    Expect(
        DOUBTS,
        numbered(
            {"region": "53.04.05.2001", "reference": "9/2026"},
            {"region": "53.21.03.2005", "reference": "10/2026", "members": 6},
        ),
        doubts=frozenset({("negative", "E2"), ("double-row", "A4")}),
    ),
    file="tim.csv",
)
add(
    "list-of-a-church",
    "a list whose words could all be headings; weekdays, serial numbers as text, a day that is only a month",
    "deaths",
    lambda: text(
        [
            [
                "Tanggal",
                "Inisial",
                "Asal (Desa)",
                "Kecamatan",
                "Kabupaten",
                "Umur",
                "L/P",
                "Negara",
                "Status",
            ],
            [
                "Senin, 3/2/25",
                "M.C.",
                "Weoe",
                "Wewiku",
                "Malaka",
                "35 th",
                "L",
                "Malaysia (Sabah)",
                "Jenazah",
            ],
            ["Kamis, 3/2/25", "A.C.", "Naitimu", "Tasifeto Barat", "Belu", "16", "P", "Malaysia", "Jenazah"],
            ["Mar-25", "B.C.", "", "", "Ende", "", "L", "Malaysia", "Jenazah"],
            ["45720", "D.C.", "", "", "Lembata (Lewoleba)", "50", "L", "Singapura", "Jenazah"],
        ],
        ";",
        "cp1252",
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "indicator": "remains_repatriated",
                "sex": "men",
                "region": "53.21.03.2005",
                "destination": "MYS",
                "happened_on": "2025-02-03",
            },
            {
                "indicator": "remains_repatriated",
                "sex": "women",
                "region": "53.04.04.2007",
                "destination": "MYS",
            },
            {"indicator": "remains_repatriated", "sex": "men", "region": "53.08", "destination": "MYS"},
            {
                "indicator": "remains_repatriated",
                "sex": "men",
                "region": "53.13",
                "destination": "SGP",
                "happened_on": "2025-03-04",
            },
        ),
        doubts=frozenset({("date-weekday", "A3"), ("date-impossible", "A4"), ("date-serial", "A5")}),
        left_out={"nama": 4},
    ),
    file="jenazah.csv",
    secrets=("M.C.", "A.C.", "B.C.", "D.C."),
)
add(
    "accounts-of-words",
    "lines of accounts that hold nothing but words that head columns elsewhere",
    "accounts",
    lambda: xlsx(
        [
            ["DAFTAR PENGGUNA APLIKASI"],
            ["Username", "Peran", "Unit Kerja"],
            ["dpmd.op", "Operator", "Dinas PMD"],
            ["polda.kasus", "Petugas kasus", "Polda"],
            ["contoh.lopo@example.org", "Instansi", "Dinkes Prov. NTT"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"username": "dpmd.op", "agency": "dpmd"},
            {"username": "polda.kasus", "role": "case_officer", "agency": "polda-ntt"},
            {"role": "agency", "agency": "dinkes"},
        ),
        doubts=frozenset({("choice-unknown", "B3")}),
        left_out={"surel": 1},
    ),
    secrets=("lopo",),
)
add(
    "agencies-of-words",
    "agencies of villages, each cell a word that heads a column elsewhere, HTML named .xls",
    "agencies",
    lambda: html(
        [
            ["Daftar Pemerintah Desa"],
            ["Kode", "Nama Instansi", "Level", "Atasan", "Kab"],
            ["desa-weoe", "Pemerintah Desa Weoe", "Desa", "Pemerintah Kabupaten Malaka", "Malaka"],
            ["kel-sikumana", "Kelurahan Sikumana", "Kelurahan", "Pemkot Kupang", "Kota Kupang"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "code": "desa-weoe",
                "name": "Pemerintah Desa Weoe",
                "level": "village",
                "superior": "pemkab-malaka",
                "region": "53.21",
            },
            {
                "code": "kel-sikumana",
                "name": "Kelurahan Sikumana",
                "superior": "pemkot-kupang",
                "region": "53.71",
            },
        ),
        doubts=frozenset({("choice-unknown", "C4")}),
    ),
    file="instansi.xls",
)

# Commitments -----------------------------------------------------------------------------------------

add(
    "target-of-quarters-beside",
    "the target's quarters beside the target of the year; an indicator that begins like a total",
    "commitments",
    lambda: xlsx(
        [
            ["RENCANA AKSI DAERAH 2026"],
            [
                "No",
                "Rencana Aksi",
                "Indikator",
                "Satuan",
                "Target 2026",
                "Target Triwulan",
                None,
                None,
                None,
                "Penanggung Jawab",
                "Tenggat",
            ],
            [None, None, None, None, None, "I", "II", "III", "IV", None, None],
            [
                1,
                "Sosialisasi desa",
                "jumlah desa",
                "desa",
                100,
                25,
                25,
                25,
                25,
                "Dinas PMD",
                date(2026, 12, 31),
            ],
            [
                2,
                "Rapat gugus tugas",
                "jumlah rapat",
                "kali",
                4,
                1,
                1,
                1,
                1,
                "Setda",
                date(2026, 12, 31),
            ],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "title": "Sosialisasi desa",
                "indicator": "jumlah desa",
                "unit": "desa",
                "target": 100,
                "owner": "dpmd",
                "due": "2026-12-31",
            },
            {
                "title": "Rapat gugus tugas",
                "indicator": "jumlah rapat",
                "unit": "kali",
                "target": 4,
                "owner": "setda",
                "due": "2026-12-31",
            },
        ),
        doubts=frozenset({("same-heading", "F3")}),
    ),
)
add(
    "volume-and-unit-below-target",
    "a heading in two levels whose lower words say nothing by themselves, column numbers below",
    "commitments",
    lambda: xlsx(
        [
            [
                "NO",
                "KOMITMEN/KESEPAKATAN",
                "PENANGGUNG JAWAB",
                "TARGET",
                None,
                "REALISASI",
                None,
                "WAKTU PENYELESAIAN",
            ],
            [None, None, None, "VOL", "SATUAN", "VOL", "%", None],
            ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"],
            [
                1,
                "Pemulangan jenazah difasilitasi",
                "Disnakertrans Prov. NTT",
                100,
                "jenazah",
                40,
                0.4,
                "Desember 2026",
            ],
        ],
        change=lambda s: (s.merge_cells("D1:E1"), s.merge_cells("F1:G1")),
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "title": "Pemulangan jenazah difasilitasi",
                "owner": "disnakertrans",
                "target": 100,
                "unit": "jenazah",
                "due": "2026-12-31",
            }
        ),
        doubts=frozenset({("due-is-a-span", "H4")}),
    ),
)
add(
    "groups-with-roman-numerals",
    "roman numerals for groups of commitments, and their total",
    "commitments",
    lambda: xls(
        [
            ["KOMITMEN BERSAMA FORKOPIMDA"],
            ["NO", "KOMITMEN", "PENANGGUNG JAWAB", "TARGET", "SATUAN", "TENGGAT"],
            ["I", "PENCEGAHAN", None, None, None, None],
            [1, "Tim khusus sampai desa", "Dinas PMD NTT", 50, "desa", date(2026, 12, 31)],
            ["II", "PENEGAKAN HUKUM", None, None, None, None],
            [1, "Berkas P-21", "Polda NTT", 10, "berkas", date(2026, 12, 31)],
            [None, "JUMLAH", None, 60, None, None],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "title": "Tim khusus sampai desa",
                "owner": "dpmd",
                "target": 50,
                "unit": "desa",
                "due": "2026-12-31",
            },
            {
                "title": "Berkas P-21",
                "owner": "polda-ntt",
                "target": 10,
                "unit": "berkas",
                "due": "2026-12-31",
            },
        ),
    ),
    file="komitmen.xls",
)
add(
    "targets-with-their-units",
    "the unit beside the figure in one cell, and deadlines that are months, quarters and halves",
    "commitments",
    lambda: xlsx(
        [
            ["No", "Rencana Aksi", "PIC", "Target", "Waktu"],
            [1, "Pembentukan tim desa", "Dinas PMD", "100 desa", "Des 2026"],
            [2, "Rapat koordinasi", "Setda NTT", "12 kali", "Triwulan III 2026"],
            [3, "Pelayanan paspor", "Kanwil Imigrasi NTT", "80%", "Semester I 2027"],
            [4, "Pelatihan calon PMI", "Disnakertrans", "1.250 orang", "2026"],
            [5, "Kampanye media", "Diskominfo", "terlaksana", "sepanjang tahun"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "title": "Pembentukan tim desa",
                "owner": "dpmd",
                "target": 100,
                "unit": "desa",
                "due": "2026-12-31",
            },
            {
                "title": "Rapat koordinasi",
                "owner": "setda",
                "target": 12,
                "unit": "kali",
                "due": "2026-09-30",
            },
            {
                "title": "Pelayanan paspor",
                "owner": "imigrasi-ntt",
                "target": 80,
                "unit": "%",
                "due": "2027-06-30",
            },
            {
                "title": "Pelatihan calon PMI",
                "owner": "disnakertrans",
                "target": 1250,
                "unit": "orang",
                "due": "2026-12-31",
            },
            {"title": "Kampanye media", "owner": "diskominfo"},
        ),
        doubts=frozenset(
            {
                ("due-is-a-span", "E2"),
                ("due-is-a-span", "E3"),
                ("due-is-a-span", "E4"),
                ("due-is-a-span", "E5"),
                ("text-in-value", "D6"),
                ("date-impossible", "E6"),
            }
        ),
    ),
)

# Desks of an LTSA ------------------------------------------------------------------------------------

_MEJA = ["Meja", "Dilayani"]
add(
    "two-offices-below",
    "two tables below each other, each under the name of its office, the month above both",
    "services",
    lambda: xlsx(
        [
            ["REKAP PELAYANAN LTSA BULAN JUNI 2026"],
            [],
            ["A. LTSA MAUMERE (KAB. SIKKA)"],
            _MEJA,
            ["Kesehatan", 12],
            ["Keimigrasian", 30],
            ["Jumlah", 42],
            [],
            ["B. LTSA TAMBOLAKA (KAB. SUMBA BARAT DAYA)"],
            _MEJA,
            ["Kesehatan", 5],
            ["Keimigrasian", 11],
            ["Jumlah", 16],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {"region": "53.07", "desk": "health", "served": 12},
            {"region": "53.07", "desk": "immigration", "served": 30},
            {"region": "53.18", "desk": "health", "served": 5},
            {"region": "53.18", "desk": "immigration", "served": 11},
        ),
    ),
)
add(
    "desks-of-the-title",
    "the place stands in the title alone; how long a document takes beside the days that it is open",
    "services",
    lambda: xlsx(
        [
            ["LAPORAN LAYANAN LTSA KABUPATEN SIKKA"],
            ["Bulan : Maret 2026"],
            [],
            ["No", "Loket", "Keadaan", "Jumlah yang dilayani", "Lama pengurusan (hari)"],
            [1, "Loket Ketenagakerjaan", "Buka", "12 orang", "2,5"],
            [2, "Loket Pengaduan & Informasi", "Buka", "nihil", None],
            [3, "Loket Kesehatan", "Buka", "10 (L 6, P 4)", "3 hari"],
            ["JUMLAH", None, None, 22, None],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "region": "53.07",
                "desk": "employment",
                "status": "open",
                "served": 12,
                "days_per_document": 2.5,
            },
            {"region": "53.07", "desk": "complaints_information", "status": "open", "served": 0},
            {"region": "53.07", "desk": "health", "status": "open", "served": 10, "days_per_document": 3},
        ),
        doubts=frozenset({("by-sex", "D7")}),
    ),
)
add(
    "desks-with-ditto",
    "the place in the first line of its desks, idem and s.d.a. below, UTF-16 with tabs",
    "services",
    lambda: text(
        [
            ["LAYANAN LTSA SEPTEMBER 2026"],
            ["Kab/Kota", "Layanan", "Status", "Dilayani"],
            ["Sikka", "Ketenagakerjaan", "buka", "14"],
            ["", "Kepolisian (SKCK)", '"', "9"],
            ["Kota Kupang", "Naker", "buka", "21"],
            ["idem", "Keimigrasian", "idem", "18"],
            ["s.d.a", "Jaminan Sosial", "tidak ada", "0"],
        ],
        "\t",
        "utf-16",
    ),
    Expect(
        IMPORT,
        numbered(
            {"region": "53.07", "desk": "employment", "status": "open", "served": 14},
            {"region": "53.07", "desk": "police", "status": "open", "served": 9},
            {"region": "53.71", "desk": "employment", "status": "open", "served": 21},
            {"region": "53.71", "desk": "immigration", "status": "open", "served": 18},
            {"region": "53.71", "desk": "social_security", "status": "none", "served": 0},
        ),
    ),
    file="layanan.csv",
)

# Activities ------------------------------------------------------------------------------------------

add(
    "venue-beside-kabupaten",
    "the hall beside the kabupaten; days that are several, or a month",
    "activities",
    lambda: xlsx(
        [
            ["LAPORAN KEGIATAN MITRA"],
            ["No", "Hari/Tanggal", "Nama Kegiatan", "Penyelenggara", "Tempat", "Kabupaten", "Peserta"],
            [
                1,
                "Sabtu, 2 Mei 2026",
                "Sosialisasi migrasi aman",
                "GMIT",
                "Gereja Imanuel Oesao",
                "Kab. Kupang",
                "120 org",
            ],
            [2, "4 - 6 Mei 2026", "Pelatihan relawan", "Keuskupan Atambua", "Paroki Nurobo", "Malaka", 35],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "held_on": "2026-05-02",
                "title": "Sosialisasi migrasi aman",
                "agency": "gmit",
                "place": "Gereja Imanuel Oesao",
                "region": "53.01",
                "participants": 120,
            },
            {
                "title": "Pelatihan relawan",
                "agency": "keuskupan-atambua",
                "place": "Paroki Nurobo",
                "region": "53.21",
                "participants": 35,
            },
        ),
        doubts=frozenset({("date-span", "B4")}),
    ),
)
add(
    "participants-that-do-not-add-up",
    "L, P and their sum as columns of their own, a sum that is none, dashes of a word processor in dates",
    "activities",
    lambda: text(
        [
            ["Tanggal", "Pelaksana", "Uraian Kegiatan", "Kab/Kota", "L", "P", "Jumlah"],
            ["14–02–2026", "PADMA\xa0Indonesia", "Diskusi kampung", "Kab.\xa0Ngada", "15", "20", "35"],
            ["03.03.2026", "JPIC Divina Providentia", "Doa dan edukasi", "Kota\xa0Kupang", "10", "12", "23"],
        ],
        ";",
        "cp1252",
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "held_on": "2026-02-14",
                "agency": "padma-indonesia",
                "title": "Diskusi kampung",
                "region": "53.09",
                "participants_men": 15,
                "participants_women": 20,
                "participants": 35,
            },
            {
                "held_on": "2026-03-03",
                "agency": "jpic-divina-providentia",
                "title": "Doa dan edukasi",
                "region": "53.71",
                "participants_men": 10,
                "participants_women": 12,
            },
        ),
        doubts=frozenset({("total-differs", "G3")}),
        states={"G3": "doubtful"},
    ),
    file="kegiatan.csv",
)

# Persons, and tables of them -------------------------------------------------------------------------

add(
    "arrivals-of-many",
    "one line a ship with the number of those who arrived: as many persons on its day",
    "deportations",
    lambda: xlsx(
        [
            ["DATA KEDATANGAN PMI DEPORTASI TAHUN 2025"],
            ["No", "Tanggal Tiba", "Kapal", "Kabupaten", "L", "P", "Jumlah"],
            [1, date(2025, 2, 3), "KM Contoh", "Flores Timur", 30, 20, 50],
            [2, date(2025, 3, 17), "KM Contoh", "Lembata", 12, 10, 22],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "indicator": "deportation",
                "region": "53.06",
                "happened_on": "2025-02-03",
                "persons": 50,
                "men": 30,
                "women": 20,
            },
            {
                "indicator": "deportation",
                "region": "53.13",
                "happened_on": "2025-03-17",
                "persons": 22,
                "men": 12,
                "women": 10,
            },
        ),
    ),
)
add(
    "person-twice-1904",
    "the same person twice in a list that counts its days from 1904",
    "deportations",
    lambda: xls(
        [
            ["DEPORTASI PMI ASAL NTT"],
            ["No.", "Nama", "JK", "Kabupaten/Kota", "Tanggal Deportasi"],
            [1, "Contoh Seran", "P", "Kab. Malaka", date(2026, 1, 5)],
            [2, "Contoh Nahak", "L", "Kab. Belu", date(2026, 1, 6)],
            [3, "Contoh Bere", "L", "Kab. Belu", date(2026, 1, 6)],
            [4, "Contoh Nahak", "L", "Kab. Belu", date(2026, 1, 6)],
        ],
        uses_1904=True,
    ),
    Expect(
        DOUBTS,
        persons(
            "deportation",
            ("women", "53.21", "2026-01-05"),
            ("men", "53.04", "2026-01-06"),
            ("men", "53.04", "2026-01-06"),
        ),
        doubts=frozenset({("double-row", "A6")}),
        left_out={"nama": 4},
    ),
    file="deportasi.xls",
    secrets=("Seran", "Nahak", "Bere"),
)
add(
    "sexes-in-the-cell",
    "both sexes within the cell of the count, one that does not add up",
    "deportations",
    lambda: xlsx(
        [
            ["REKAP DEPORTASI TRIWULAN I TAHUN 2026"],
            ["Kabupaten", "Jan", "Feb", "Mar"],
            ["Flores Timur", "10 (L 6, P 4)", "8 (L 5, P 3)", "6L/4P"],
            ["Lembata", "4 (L 2, P 1)", "nihil", "3 org"],
        ]
    ),
    Expect(
        DOUBTS,
        {
            "53.06 2026-01 deportation": 10,
            "53.06 2026-02 deportation": 8,
            "53.06 2026-03 deportation": 10,
            "53.13 2026-02 deportation": 0,
            "53.13 2026-03 deportation": 3,
        },
        doubts=frozenset(
            {("by-sex", "B3"), ("by-sex", "C3"), ("by-sex", "D3"), ("by-sex-differs", "B4")},
        ),
    ),
)
add(
    "months-below-each-other",
    "a table for each month below the other, what is counted stands above them all",
    "deaths",
    lambda: html(
        [
            ["LAPORAN JENAZAH PMI"],
            ["BULAN JANUARI 2026"],
            ["Kabupaten", "Jumlah"],
            ["Malaka", 3],
            ["Flores Timur", 2],
            ["Jumlah", 5],
            [None],
            ["BULAN FEBRUARI 2026"],
            ["Kabupaten", "Jumlah"],
            ["Malaka", 1],
            ["Sikka", 4],
            ["Jumlah", 5],
        ]
    ),
    Expect(
        IMPORT,
        {
            "53.21 2026-01 remains_repatriated": 3,
            "53.06 2026-01 remains_repatriated": 2,
            "53.21 2026-02 remains_repatriated": 1,
            "53.07 2026-02 remains_repatriated": 4,
        },
    ),
    file="laporan bulanan.xls",
)


def two_concepts() -> Sequence[Sequence[Any]]:
    return [
        ["I. DEPORTASI TAHUN 2025"],
        ["Kabupaten", "L", "P", "Jml"],
        ["Flotim", 30, 12, 42],
        ["Jumlah", 30, 12, 42],
        [],
        ["II. PENCEGAHAN KEBERANGKATAN CPMI NONPROSEDURAL TAHUN 2025"],
        ["Kabupaten", "L", "P", "Jml"],
        ["Flotim", 3, 1, 4],
        ["Kupang", 5, 6, 11],
        ["Jumlah", 8, 7, 15],
    ]


add(
    "two-concepts-below",
    "two tables below each other that count different things, both named by the file; an answer for neither",
    "deportations",
    lambda: xlsx(two_concepts()),
    Expect(
        IMPORT,
        {
            "53.06 2025 deportation": 42,
            "53.06 2025 deportation laki-laki": 30,
            "53.06 2025 deportation perempuan": 12,
            "53.06 2025 prevented_departure": 4,
            "53.06 2025 prevented_departure laki-laki": 3,
            "53.06 2025 prevented_departure perempuan": 1,
            "53.01 2025 prevented_departure": 11,
            "53.01 2025 prevented_departure laki-laki": 5,
            "53.01 2025 prevented_departure perempuan": 6,
        },
    ),
    file="deportasi dan cegah.xlsx",
    answers={"indicator": "deportation"},
)
add(
    "name-is-of-a-place",
    "“Nama” beside codes of both systems is the name of the place",
    "deaths",
    lambda: text(
        [
            ["PMI MENINGGAL TAHUN 2025"],
            ["Kode", "Nama", "Jumlah"],
            ["53 02", "TTS", "9"],
            ["5303", "TTU", "6"],
            ["53.21", "Malaka", "25"],
            ["53.71", "Kota Kupang", "5"],
        ],
        ";",
    ),
    Expect(
        IMPORT,
        {
            "53.02 2025 deaths_abroad": 9,
            "53.03 2025 deaths_abroad": 6,
            "53.21 2025 deaths_abroad": 25,
            "53.71 2025 deaths_abroad": 5,
        },
    ),
    file="kematian per kode.csv",
)

# What later trials brought -----------------------------------------------------------------------------

add(
    "title-like-a-total",
    "a commitment whose title begins like a total, and the total, in a CSV file where all is text",
    "commitments",
    lambda: text(
        [
            ["No", "Komitmen", "OPD", "Baseline", "Target", "Capaian", "Tenggat"],
            ["1", "Satu rapat setiap bulan", "Setda", "1", "4", "2", "31/12/2026"],
            ["2", "Jumlah desa yang didatangi naik", "Dinas PMD", "1", "40", "2", "31/12/2026"],
            ["", "JUMLAH", "", "2", "44", "4", ""],
        ],
        ";",
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "title": "Satu rapat setiap bulan",
                "owner": "setda",
                "baseline": 1,
                "target": 4,
                "due": "2026-12-31",
            },
            {
                "title": "Jumlah desa yang didatangi naik",
                "owner": "dpmd",
                "baseline": 1,
                "target": 40,
                "due": "2026-12-31",
            },
        ),
    ),
    file="komitmen.csv",
)
add(
    "merged-down-ods",
    "an owner merged over two commitments, ODS",
    "commitments",
    lambda: ods(
        [
            ["MATRIKS KOMITMEN"],
            ["No", "Komitmen", "Penanggung Jawab", "Target", "Satuan", "Tenggat"],
            [1, "Tim khusus sampai desa", "Dinas PMD NTT", 50, "desa", date(2026, 12, 31)],
            [2, "Penyuluhan di sekolah", None, 30, "sekolah", date(2026, 6, 30)],
        ],
        merged_down={(2, 2): 2},
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "title": "Tim khusus sampai desa",
                "owner": "dpmd",
                "target": 50,
                "unit": "desa",
                "due": "2026-12-31",
            },
            {
                "title": "Penyuluhan di sekolah",
                "owner": "dpmd",
                "target": 30,
                "unit": "sekolah",
                "due": "2026-06-30",
            },
        ),
    ),
    file="komitmen.ods",
)
add(
    "hidden-in-ods",
    "hidden rows and columns, ODS",
    "deportations",
    lambda: ods(
        [
            ["DEPORTASI 2026"],
            ["Kabupaten", "Jan", "Feb", "Mar"],
            ["Flotim", 3, 4, 5],
            ["Lembata", 1, 2, 3],
            ["Sikka", 2, 2, 2],
        ],
        hidden_column=2,
        hidden_row=3,
    ),
    Expect(
        DOUBTS,
        {
            "53.06 2026-01 deportation": 3,
            "53.06 2026-03 deportation": 5,
            "53.07 2026-01 deportation": 2,
            "53.07 2026-03 deportation": 2,
        },
        states={"C3": "hidden", "B4": "hidden"},
    ),
    file="deportasi.ods",
)
add(
    "counts-a-day",
    "one line a day and kabupaten with a number of persons",
    "deportations",
    lambda: xlsx(
        [
            ["DEPORTASI 2025"],
            ["Tanggal", "Kabupaten", "PMI"],
            [date(2025, 3, 3), "Lembata", 12],
            [date(2025, 3, 9), "Sikka", 4],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {"indicator": "deportation", "region": "53.13", "happened_on": "2025-03-03", "persons": 12},
            {"indicator": "deportation", "region": "53.07", "happened_on": "2025-03-09", "persons": 4},
        ),
    ),
)
add(
    "title-and-sheet-of-two-concepts",
    "the title names the dead, the sheet their remains",
    "deaths",
    lambda: xlsx(
        [["LAPORAN PMI MENINGGAL TAHUN 2025"], ["Kabupaten", "Jumlah"], ["Malaka", 3], ["Belu", 4]],
        title="Jenazah",
    ),
    Expect(ASK, questions=frozenset({"indicator"})),
)
add(
    "villages-counted-beside-teams",
    "how many villages there are, under a heading like that of their names, beside the teams",
    "village-teams",
    lambda: xlsx(
        [
            ["REKAPITULASI TIM DESA PER KABUPATEN"],
            [],
            ["No", "Kab/Kota", "Jumlah Desa", "Desa Kantong PMI", "Tim Terbentuk", "%"],
            [1, "Kab. TTS", 266, 40, 12, "30%"],
            [2, "Kab. Belu", 69, 20, 5, 0.25],
            [None, "Jumlah", 335, 60, 17, 0.28],
        ]
    ),
    Expect(IMPORT, {"53.02 2026-10": 12, "53.04 2026-10": 5}),
    answers={"period": "2026-10"},
)
add(
    "groups-of-kecamatan",
    "roman numerals for kecamatan among the villages of one kabupaten",
    "village-teams",
    lambda: xlsx(
        [
            ["TIM DESA KABUPATEN MALAKA"],
            ["No", "Desa", "SK", "Anggota"],
            ["I", "Kec. Weliman", None, None],
            [1, "Haitimuk", "1/2026", 5],
            ["II", "Kec. Wewiku", None, None],
            [1, "Weoe", "3/2026", 7],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {"region": "53.21.04.2002", "reference": "1/2026", "members": 5},
            {"region": "53.21.03.2005", "reference": "3/2026", "members": 7},
        ),
    ),
)
add(
    "person-among-agencies",
    "a person addressed by a title where the name of an agency belongs",
    "agencies",
    lambda: xlsx(
        [
            ["Kode", "Nama Instansi", "Atasan"],
            ["satgas-laut", "Satgas Laut Kodaeral", "Kodaeral VII"],
            ["satgas-darat", "Ibu Marlinda Kupang", "Kodaeral VII"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"code": "satgas-laut", "name": "Satgas Laut Kodaeral", "superior": "kodaeral-vii"},
            {"code": "satgas-darat", "superior": "kodaeral-vii"},
        ),
        left_out={"nama": 1},
        doubts=frozenset({("field-left-out", "B3")}),
    ),
    secrets=("Marlinda",),
)
