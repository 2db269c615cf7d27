"""Registers: one line a report, a commitment, a team, an activity, an account or an agency."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.imports.corpus.model import DOUBTS, IMPORT, REFUSE, Adding, Case, Expect, text, xlsx

CASES: list[Case] = []
add = Adding(CASES, "register.xlsx")


def fine(values: Mapping[str, float | str], **more: Any) -> Expect:
    return Expect(IMPORT, values, **more)


def doubtful(values: Mapping[str, float | str], *doubts: tuple[str, str], **more: Any) -> Expect:
    return Expect(DOUBTS, values, doubts=frozenset(doubts), **more)


def numbered(*records: Mapping[str, float | str]) -> dict[str, float | str]:
    return {f"{n}.{name}": value for n, record in enumerate(records, 1) for name, value in record.items()}


CASE_HEAD = [
    "No",
    "Nomor LP",
    "Jenis Kasus",
    "Tgl Lapor",
    "Kabupaten Asal",
    "Negara Tujuan",
    "Korban Pr Dewasa",
    "Korban Lk Dewasa",
    "Anak Pr",
    "Anak Lk",
    "Tahap",
    "Sektor",
]
CASE_ROWS = [
    [
        1,
        "LP/12/I/2026",
        "TPPO",
        date(2026, 1, 12),
        "Kab. Malaka",
        "Malaysia",
        2,
        0,
        1,
        0,
        "Sidik",
        "PLRT",
    ],
    [
        2,
        "LP/15/II/2026",
        "Penempatan ilegal",
        date(2026, 2, 3),
        "TTS",
        "Malaysia",
        0,
        3,
        0,
        0,
        "P-21",
        "Sawit",
    ],
]
CASE_VALUES = numbered(
    {
        "reference": "LP/12/I/2026",
        "kind": "trafficking",
        "reported_on": "2026-01-12",
        "region": "53.21",
        "destination": "MYS",
        "women": 2,
        "men": 0,
        "girls": 1,
        "boys": 0,
        "police_stage": "investigation",
        "sector": "domestic_work",
    },
    {
        "reference": "LP/15/II/2026",
        "kind": "illegal_placement",
        "reported_on": "2026-02-03",
        "region": "53.02",
        "destination": "MYS",
        "women": 0,
        "men": 3,
        "girls": 0,
        "boys": 0,
        "police_stage": "complete_p21",
        "sector": "palm_plantation",
    },
)
add(
    "cases-plain",
    "none",
    "cases",
    lambda: xlsx([["REGISTER KASUS POLDA NTT"], [], CASE_HEAD, *CASE_ROWS]),
    fine(CASE_VALUES),
)
add(
    "cases-csv",
    "semicolon CSV with dates as text",
    "cases",
    lambda: text(
        [CASE_HEAD, *[[f"{c:%d/%m/%Y}" if isinstance(c, date) else c for c in row] for row in CASE_ROWS]],
        ";",
    ),
    fine(CASE_VALUES),
    file="kasus.csv",
)


def dated(*dates: Any) -> bytes:
    return xlsx([["Jenis Kasus", "Tanggal Laporan", "Kabupaten"], *[["TPPO", day, "Belu"] for day in dates]])


def dates(*days: str) -> dict[str, float | str]:
    return numbered(
        *(
            {"kind": "trafficking", "reported_on": day, "region": "53.04"}
            if day
            else {"kind": "trafficking", "region": "53.04"}
            for day in days
        )
    )


add(
    "dates-as-typed",
    "dates in the shapes people type",
    "cases",
    lambda: dated(
        "12 Januari 2026",
        "13-2-2026",
        "14/03/26",
        "2026-04-15",
        "Senin, 18 Mei 2026",
        "19 Agt 2026",
        "20.9.2026",
    ),
    Expect(
        DOUBTS,
        dates(
            "2026-01-12", "2026-02-13", "2026-03-14", "2026-04-15", "2026-05-18", "2026-08-19", "2026-09-20"
        ),
        doubts=frozenset({("without-numbers", "")}),
    ),
)
add(
    "dates-serial",
    "serial numbers instead of dates",
    "cases",
    lambda: dated(46034, 46056),
    doubtful(dates("2026-01-12", "2026-02-03"), ("date-serial", "B2"), ("date-serial", "B3")),
)
add(
    "dates-impossible",
    "dates that do not exist or lie ahead",
    "cases",
    lambda: dated("31/02/2026", "12/01/2027", "Nov 2025", "12/01/2026"),
    doubtful(
        dates("", "", "", "2026-01-12"),
        ("date-impossible", "B2"),
        ("date-future", "B3"),
        ("date-impossible", "B4"),
    ),
)
add(
    "dates-month-first",
    "month before day",
    "cases",
    lambda: dated("01/25/2026", "02/13/2026", "03/04/2026"),
    doubtful(dates("2026-01-25", "2026-02-13", "2026-03-04"), ("date-order", "")),
)
add(
    "dates-swapped-by-spreadsheet",
    "day and month swapped by the spreadsheet",
    "cases",
    lambda: dated(date(2026, 3, 1), "13/01/2026", date(2026, 5, 2), "25/02/2026", "28/02/2026"),
    doubtful(
        dates("", "2026-01-13", "", "2026-02-25", "2026-02-28"), ("date-order", "B2"), ("date-order", "B4")
    ),
)
add(
    "dates-1904",
    "1904 system",
    "cases",
    lambda: xlsx(
        [["Jenis Kasus", "Tanggal Laporan", "Kabupaten"], ["TPPO", date(2026, 1, 12), "Belu"]],
        change=lambda s: setattr(s.parent, "epoch", CALENDAR_MAC_1904),
    ),
    Expect(DOUBTS, dates("2026-01-12"), doubts=frozenset({("without-numbers", "")})),
)

add(
    "cases-with-identity",
    "names, NIK, phones and birth dates among the columns",
    "cases",
    lambda: xlsx(
        [
            [
                "Nama Korban",
                "NIK",
                "Tgl Lahir",
                "Alamat",
                "HP",
                "Jenis Kasus",
                "Tgl Lapor",
                "Kabupaten",
                "JK",
                "Umur",
            ],
            [
                "Maria Contoh Seran",
                5304011203900001,
                date(1990, 3, 12),
                "Dusun Contoh RT 01",
                81234567890,
                "TPPO",
                date(2026, 1, 12),
                "Belu",
                "P",
                35,
            ],
            [
                "Yosef Contoh Nahak",
                5304011203900002,
                date(2012, 3, 12),
                "Dusun Contoh RT 02",
                81234567891,
                "TPPO",
                date(2026, 1, 13),
                "Belu",
                "L",
                13,
            ],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"kind": "trafficking", "reported_on": "2026-01-12", "region": "53.04", "women": 1},
            {"kind": "trafficking", "reported_on": "2026-01-13", "region": "53.04", "boys": 1},
        ),
        left_out={"nama": 2, "NIK": 2, "tanggal lahir": 2, "alamat": 2, "telepon": 2},
        doubts=frozenset({("without-numbers", "")}),
    ),
    secrets=("Maria", "Seran", "53040112", "Dusun", "81234567", "1990-03-12", "2012"),
)
add(
    "names-under-remarks",
    "a column of names under the heading Keterangan",
    "cases",
    lambda: xlsx(
        [
            ["Jenis Kasus", "Tgl Lapor", "Kabupaten", "Keterangan"],
            *[
                ["TPPO", date(2026, 1, d), "Belu", name]
                for d, name in enumerate(
                    ["Maria Contoh Seran", "Yosef Nahak", "Ani Lado Bria", "Agus Bere", "Siti Fallo"], 1
                )
            ],
        ]
    ),
    Expect(
        DOUBTS,
        dates(*(f"2026-01-0{d}" for d in range(1, 6))),
        left_out={"nama": 5},
        doubts=frozenset({("without-numbers", "")}),
    ),
    secrets=("Seran", "Nahak", "Bria", "Fallo"),
)
add(
    "nik-in-reference",
    "a NIK where the reference belongs, as number and in scientific writing",
    "cases",
    lambda: text(
        [
            ["Nomor LP", "Jenis Kasus", "Tgl Lapor", "Kabupaten"],
            ["5304011203900001", "TPPO", "12/01/2026", "Belu"],
            ["5.30E+15", "TPPO", "13/01/2026", "Belu"],
            ["LP/3/2026", "TPPO", "14/01/2026", "Belu"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"kind": "trafficking", "reported_on": "2026-01-12", "region": "53.04"},
            {"kind": "trafficking", "reported_on": "2026-01-13", "region": "53.04"},
            {"reference": "LP/3/2026", "kind": "trafficking", "reported_on": "2026-01-14", "region": "53.04"},
        ),
        left_out={"NIK": 2},
        doubts=frozenset({("field-left-out", "A2"), ("field-left-out", "A3")}),
    ),
    file="kasus.csv",
    secrets=("53040112", "5.30E"),
)
add(
    "name-in-headings-and-sheet",
    "a name in title, sheet name and heading",
    "cases",
    lambda: xlsx(
        [
            ["KASUS a.n. Maria Contoh Seran"],
            ["Jenis Kasus", "Tgl Lapor", "Kabupaten", "Maria Seran"],
            ["TPPO", date(2026, 1, 12), "Belu", "ya"],
        ],
        title="Maria Seran",
    ),
    Expect(DOUBTS, dates("2026-01-12"), doubts=frozenset({("without-numbers", "")})),
    file="Kasus Maria Seran.xlsx",
    secrets=("Maria", "Seran"),
)
add(
    "unknown-choice",
    "a kind of case that nobody knows",
    "cases",
    lambda: xlsx(
        [
            ["Jenis Kasus", "Tgl Lapor", "Kabupaten"],
            ["TPPO", date(2026, 1, 12), "Belu"],
            ["Curanmor", date(2026, 1, 13), "Belu"],
        ]
    ),
    doubtful(
        numbered(
            {"kind": "trafficking", "reported_on": "2026-01-12", "region": "53.04"},
            {"reported_on": "2026-01-13", "region": "53.04"},
        ),
        ("choice-unknown", "A3"),
        states={"A3": "doubtful"},
    ),
)
add(
    "desa-with-parents",
    "desa, kecamatan and kabupaten in three columns",
    "cases",
    lambda: xlsx(
        [
            ["Jenis Kasus", "Tgl Lapor", "Desa", "Kecamatan", "Kabupaten"],
            ["TPPO", date(2026, 1, 12), "Naitimu", "Tasifeto Barat", "Belu"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered({"kind": "trafficking", "reported_on": "2026-01-12", "region": "53.04.04.2007"}),
        doubts=frozenset({("without-numbers", "")}),
    ),
)
add(
    "ambiguous-desa",
    "a desa name that occurs more than once",
    "village-teams",
    lambda: xlsx(
        [
            ["Desa", "Nomor SK", "Jumlah Anggota"],
            ["Fatuketi", "SK/1/2026", 7],
            ["Oebola", "SK/2/2026", 5],
            ["Merdeka", "SK/3/2026", 5],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"reference": "SK/1/2026", "members": 7, "region": "53.04.05.2001"},
            {"reference": "SK/2/2026", "members": 5, "region": "53.01.10.2009"},
            {"reference": "SK/3/2026", "members": 5},
        ),
        doubts=frozenset({("place-ambiguous", "A4")}),
    ),
)
add(
    "no-date-column",
    "a register without the date it needs",
    "cases",
    lambda: xlsx([["Jenis Kasus", "Kabupaten"], ["TPPO", "Belu"], ["TPPO", "Ende"]]),
    Expect(REFUSE, refusal="column-missing"),
)
add(
    "line-twice",
    "the same line twice",
    "cases",
    lambda: xlsx([["REGISTER KASUS"], CASE_HEAD, CASE_ROWS[0], [2, *CASE_ROWS[0][1:]]]),
    doubtful(
        {label: value for label, value in CASE_VALUES.items() if label.startswith("1.")}, ("double-row", "A4")
    ),
)
add(
    "ragged-csv",
    "ragged rows",
    "cases",
    lambda: (
        b"Jenis Kasus,Tgl Lapor,Kabupaten\r\nTPPO,12/01/2026,Belu\r\nTPPO,13/01/2026,Ende,x,y\r\n"
        b"TPPO,14/01/2026\r\n"
    ),
    doubtful(
        numbered(
            {"kind": "trafficking", "reported_on": "2026-01-12", "region": "53.04"},
            {"kind": "trafficking", "reported_on": "2026-01-14"},
        ),
        ("ragged-row", "A3"),
    ),
    file="kasus.csv",
)

add(
    "deaths-by-name",
    "one line a deceased person",
    "deaths",
    lambda: xlsx(
        [
            ["DATA PMI MENINGGAL DUNIA TAHUN 2025"],
            ["No", "Nama", "JK", "Asal Kabupaten", "Negara", "Tgl Meninggal", "Penyebab"],
            [1, "Contoh Bria", "L", "Malaka", "Malaysia", date(2025, 3, 4), "Sakit"],
            [2, "Contoh Lado", "P", "Ende", "Malaysia", date(2025, 4, 5), "Kecelakaan kerja"],
        ]
    ),
    fine(
        numbered(
            {
                "indicator": "deaths_abroad",
                "sex": "men",
                "region": "53.21",
                "destination": "MYS",
                "happened_on": "2025-03-04",
                "cause": "illness",
            },
            {
                "indicator": "deaths_abroad",
                "sex": "women",
                "region": "53.08",
                "destination": "MYS",
                "happened_on": "2025-04-05",
                "cause": "work_accident",
            },
        ),
        left_out={"nama": 2},
    ),
    secrets=("Bria", "Lado"),
)
add(
    "figures-long",
    "published figures, one line each",
    "figures",
    lambda: xlsx(
        [
            ["Indikator", "Wilayah", "Periode", "Nilai", "Satuan", "Sumber"],
            ["Penempatan prosedural", "NTT", "2024", 1096, "orang", "Antara Kupang"],
            ["Deportasi", "NTT", "2024", 307, "orang", "Antara Kupang"],
        ]
    ),
    fine(
        numbered(
            {
                "indicator": "procedural_placement",
                "region": "53",
                "period": "2024-01-01/2024-12-31",
                "value": 1096,
                "unit": "orang",
                "source": "Antara Kupang",
            },
            {
                "indicator": "deportation",
                "region": "53",
                "period": "2024-01-01/2024-12-31",
                "value": 307,
                "unit": "orang",
                "source": "Antara Kupang",
            },
        )
    ),
)
add(
    "commitments",
    "commitments with owner by alias and a date in words",
    "commitments",
    lambda: xlsx(
        [
            ["MATRIKS KOMITMEN"],
            ["No", "Kode", "Komitmen", "Penanggung Jawab", "Target", "Satuan", "Tenggat"],
            [1, "K-01", "Rapat koordinasi setiap triwulan", "Setda NTT", 4, "rapat", "31 Desember 2026"],
            [2, "K-02", "Edukasi migrasi aman", "Disnakertrans", 60, "kecamatan", date(2026, 12, 1)],
        ]
    ),
    fine(
        numbered(
            {
                "code": "K-01",
                "title": "Rapat koordinasi setiap triwulan",
                "owner": "setda",
                "target": 4,
                "unit": "rapat",
                "due": "2026-12-31",
            },
            {
                "code": "K-02",
                "title": "Edukasi migrasi aman",
                "owner": "disnakertrans",
                "target": 60,
                "unit": "kecamatan",
                "due": "2026-12-01",
            },
        )
    ),
)
add(
    "commitments-owner-is-a-person",
    "a person where the owner belongs",
    "commitments",
    lambda: xlsx(
        [
            ["Komitmen", "Penanggung Jawab", "Tenggat"],
            ["Rapat koordinasi", "Bapak Contoh Lado", "31 Desember 2026"],
            ["Edukasi migrasi aman", "Disnakertrans", "31 Desember 2026"],
        ]
    ),
    doubtful(
        numbered(
            {"title": "Rapat koordinasi", "due": "2026-12-31"},
            {"title": "Edukasi migrasi aman", "owner": "disnakertrans", "due": "2026-12-31"},
        ),
        ("agency-unknown", "B2"),
    ),
    secrets=("Lado",),
)
add(
    "desks",
    "LTSA desks by kabupaten",
    "services",
    lambda: xlsx(
        [
            ["LTSA OKTOBER 2026"],
            ["Kabupaten", "Meja", "Status", "Jumlah Dilayani"],
            ["Sikka", "Kesehatan", "Buka", 12],
            ["Sikka", "Kepolisian", "Rencana", None],
        ]
    ),
    fine(
        numbered(
            {"region": "53.07", "desk": "health", "status": "open", "served": 12},
            {"region": "53.07", "desk": "police", "status": "planned"},
        )
    ),
    file="ltsa.xlsx",
)
add(
    "desks-across",
    "desks across as columns of counts",
    "services",
    lambda: xlsx(
        [
            ["LAYANAN LTSA OKTOBER 2026"],
            ["Kabupaten", "Ketenagakerjaan", "Kesehatan", "Keimigrasian", "Jumlah"],
            ["Sikka", 12, 10, 9, 31],
            ["Kab. Kupang", 5, 4, 0, 9],
        ]
    ),
    fine(
        {
            "53.07 2026-10 employment": 12,
            "53.07 2026-10 health": 10,
            "53.07 2026-10 immigration": 9,
            "53.01 2026-10 employment": 5,
            "53.01 2026-10 health": 4,
            "53.01 2026-10 immigration": 0,
        }
    ),
    file="ltsa.xlsx",
)
add(
    "activities",
    "activities of partners",
    "activities",
    lambda: xlsx(
        [
            ["Tanggal", "Penyelenggara", "Kegiatan", "Lokasi", "Peserta"],
            [date(2026, 5, 2), "GMIT", "Sosialisasi migrasi aman", "Kab. TTS", 120],
        ]
    ),
    fine(
        numbered(
            {
                "held_on": "2026-05-02",
                "agency": "gmit",
                "title": "Sosialisasi migrasi aman",
                "region": "53.02",
                "participants": 120,
            }
        )
    ),
)
add(
    "accounts",
    "accounts without the people behind them",
    "accounts",
    lambda: xlsx(
        [
            ["Nama Pengguna", "Nama Lengkap", "Peran", "Instansi", "Email"],
            ["polda.1", "Contoh Bria", "Instansi", "Polda NTT", "contoh.bria@example.org"],
        ]
    ),
    fine(
        numbered({"username": "polda.1", "role": "agency", "agency": "polda-ntt"}),
        left_out={"nama": 1, "surel": 1},
    ),
    secrets=("Bria", "bria@"),
)
add(
    "agencies",
    "new agencies with their superior",
    "agencies",
    lambda: xlsx(
        [
            ["Kode", "Nama Instansi", "Singkatan", "Atasan", "Wilayah"],
            ["polres-malaka", "Kepolisian Resor Malaka", "Polres Malaka", "Polda NTT", "Malaka"],
        ]
    ),
    fine(
        numbered(
            {
                "code": "polres-malaka",
                "name": "Kepolisian Resor Malaka",
                "short_name": "Polres Malaka",
                "superior": "polda-ntt",
                "region": "53.21",
            }
        )
    ),
)
add(
    "agencies-doubled",
    "an agency that exists already under another name",
    "agencies",
    lambda: xlsx([["Kode", "Nama Instansi", "Singkatan"], ["polda", "Kepolisian Daerah NTT", "Polda"]]),
    doubtful(
        numbered({"code": "polda", "name": "Kepolisian Daerah NTT", "short_name": "Polda"}),
        ("agency-known", "B2"),
    ),
)
add(
    "register-of-other-kind",
    "a file that is no register of this kind",
    "cases",
    lambda: xlsx([["Komitmen", "Penanggung Jawab", "Tenggat"], ["Rapat", "Setda NTT", "31 Desember 2026"]]),
    Expect(REFUSE, refusal="column-missing"),
)

add(
    "cases-of-polres",
    "a police register: STATUS for the stage, victims as L and P",
    "cases",
    lambda: text(
        [
            ["REKAP LP TPPO POLDA NTT DAN JAJARAN TAHUN 2026"],
            [],
            ["NO", "NO. LP", "TGL LP", "PERKARA", "TERSANGKA", "KORBAN L", "KORBAN P", "STATUS"],
            ["1", "LP/B/12/I/2026", "12-01-2026", "TPPO", "Fransiskus Contoh Taek", "0", "2", "Sidik"],
            ["2", "LP/B/40/II/2026", "23 Peb 2026", "PMI Ilegal", "Marten Contoh Nabu", "1", "1", "P-21"],
            ["3", "LP/A/7/III/2026", "Senin, 16 Maret 2026", "TPPO", "Kons. Contoh Lewa", "3", "0", "Lidik"],
            ["4", "LP/B/9/IV/2026", "26.04.26", "TPPO", "A. Contoh Wangge", "0", "1", "SP3"],
        ],
        ";",
        "cp1252",
    ),
    doubtful(
        numbered(
            {
                "reference": "LP/B/12/I/2026",
                "kind": "trafficking",
                "reported_on": "2026-01-12",
                "police_stage": "investigation",
            },
            {
                "reference": "LP/B/40/II/2026",
                "kind": "illegal_placement",
                "reported_on": "2026-02-23",
                "police_stage": "complete_p21",
            },
            {
                "reference": "LP/A/7/III/2026",
                "kind": "trafficking",
                "reported_on": "2026-03-16",
                "police_stage": "preliminary_inquiry",
            },
            {
                "reference": "LP/B/9/IV/2026",
                "kind": "trafficking",
                "reported_on": "2026-04-26",
                "police_stage": "closed_no_case",
            },
        ),
        ("victims-not-split", "F3"),
        ("victims-not-split", "G3"),
        left_out={"nama": 4},
    ),
    file="LP TPPO 2026.csv",
    secrets=("Fransiskus", "Taek", "Marten", "Nabu", "Lewa", "Wangge"),
)
add(
    "activity-of-a-vicariate",
    "an organiser of the church that calls itself by its own kind",
    "activities",
    lambda: xlsx(
        [
            ["No", "Tanggal", "Kegiatan", "Penyelenggara", "Kab", "Peserta"],
            [1, date(2026, 3, 13), "Sosialisasi migrasi aman", "Kevikepan Ende", "Ende", "120 org"],
        ]
    ),
    fine(
        numbered(
            {
                "held_on": "2026-03-13",
                "title": "Sosialisasi migrasi aman",
                "agency": "Kevikepan Ende",
                "region": "53.08",
                "participants": 120,
            }
        )
    ),
    file="kegiatan.xlsx",
)
