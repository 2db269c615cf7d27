"""Files as desks fill them in beside their other work: offices that had none, letters for whom a column
counts, what is counted in the name of the file alone. Whoever wrote them knew what he meant."""

from tests.imports.corpus.model import ASK, DOUBTS, IMPORT, Adding, Case, Expect, text, xlsx
from tests.imports.corpus.registers import numbered

CASES: list[Case] = []
add = Adding(CASES, "berkas.xlsx")

# Registers of cases -------------------------------------------------------------------------------------
add(
    "posts-that-had-none",
    "“NIHIL” or dashes beside an office are no case, and a sum without a name is none either",
    "cases",
    lambda: xlsx(
        [
            ["KASUS TPPO MENURUT KANTOR IMIGRASI TAHUN 2025"],
            ["No", "Instansi", "No. LP", "Tgl. Lapor", "Jml Korban", "Jml Tersangka"],
            [1, "Kanim Maumere", "IM/1/II/2025/MOF", "03/02/2025", 4, 1],
            [2, "Kanim Maumere", "IM/2/V/2025/MOF", "21/05/2025", 2, 2],
            [3, "Kanim Atambua", "-", "-", "-", "-"],
            [4, "BP3MI NTT", "NIHIL", None, None, None],
            [None, None, None, None, 6, 3],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "IM/1/II/2025/MOF",
                "reported_on": "2025-02-03",
                "agency": "kanim-maumere",
                "suspects": 1,
                "kind": "trafficking",
            },
            {
                "reference": "IM/2/V/2025/MOF",
                "reported_on": "2025-05-21",
                "agency": "kanim-maumere",
                "suspects": 2,
                "kind": "trafficking",
            },
        ),
        doubts=frozenset({("victims-not-split", "E2")}),
    ),
)
add(
    "two-letters-behind-a-word",
    "“Jml PD” and “Jml LA” are “PD” and “LA”, and “Unit” above offices is who reports",
    "cases",
    lambda: xlsx(
        [
            ["REKAP TPPO 2026"],
            ["No LP", "Tanggal Lapor", "Unit", "Jml PD", "Jml LD", "Jml PA", "Jml LA"],
            ["IM/7/III/2026/MOF", "11/03/2026", "Kanim Maumere", 2, 0, 1, 0],
            ["IM/9/IV/2026/MOF", "28/04/2026", "Kanim Maumere", 0, 5, 0, 1],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "reference": "IM/7/III/2026/MOF",
                "reported_on": "2026-03-11",
                "agency": "kanim-maumere",
                "women": 2,
                "men": 0,
                "girls": 1,
                "boys": 0,
                "kind": "trafficking",
            },
            {
                "reference": "IM/9/IV/2026/MOF",
                "reported_on": "2026-04-28",
                "agency": "kanim-maumere",
                "women": 0,
                "men": 5,
                "girls": 0,
                "boys": 1,
                "kind": "trafficking",
            },
        ),
    ),
)
add(
    "a-unit-that-is-no-office",
    "“Satuan” above persons is no office",
    "cases",
    lambda: xlsx(
        [
            ["REKAP TPPO 2026"],
            ["No LP", "Tanggal Lapor", "Kabupaten", "Satuan"],
            ["IM/7/III/2026/MOF", "11/03/2026", "Ende", "orang"],
            ["IM/9/IV/2026/MOF", "28/04/2026", "Ngada", "orang"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "reference": "IM/7/III/2026/MOF",
                "reported_on": "2026-03-11",
                "kind": "trafficking",
                "region": "53.08",
            },
            {
                "reference": "IM/9/IV/2026/MOF",
                "reported_on": "2026-04-28",
                "kind": "trafficking",
                "region": "53.09",
            },
        ),
    ),
)
add(
    "kabkota-in-one-word",
    "“kabkota” heads the kabupaten, and “kel_desa” that nobody knows is told where no kecamatan stands",
    "cases",
    lambda: text(
        [
            ["no_laporan", "tgl_lapor", "jenis_kasus", "kabkota", "desa"],
            ["A/01/2026", "2026-02-03", "TPPO", "KABUPATEN ALOR", "Moru"],
            ["A/02/2026", "2026-02-17", "TPPO", "KABUPATEN ALOR", "Kampung Rekaan"],
        ],
        ";",
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "A/01/2026",
                "reported_on": "2026-02-03",
                "kind": "trafficking",
                "region": "53.05.03.1001",
            },
            {
                "reference": "A/02/2026",
                "reported_on": "2026-02-17",
                "kind": "trafficking",
                "region": "53.05",
            },
        ),
        doubts=frozenset({("place-unknown", "E3")}),
    ),
    file="ekspor.csv",
)
add(
    "the-kind-in-the-name-of-the-file",
    "What all lines are stands in the name of the file alone: read so, and told; a dot behind a number is "
    "no part of it",
    "cases",
    lambda: xlsx(
        [
            ["Periode: 2026"],
            ["No", "No. LP & Tgl", "Asal Korban"],
            [1, "LP/A/5/IV/2026/RES ALOR. 03-04-2026", "Kab. Alor"],
            [2, "LP/A/8/VI/2026/RES ALOR. 15-06-2026", "Kab. Lembata"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "LP/A/5/IV/2026/RES ALOR",
                "reported_on": "2026-04-03",
                "kind": "trafficking",
                "region": "53.05",
            },
            {
                "reference": "LP/A/8/VI/2026/RES ALOR",
                "reported_on": "2026-06-15",
                "kind": "trafficking",
                "region": "53.13",
            },
        ),
        doubts=frozenset({("kind-of-name", "")}),
    ),
    file="TPPO_2026 (2).xlsx",
)
add(
    "stopped-at-a-harbour",
    "“Penggagalan CPMI” says what all lines are, and the numbers are asked about",
    "cases",
    lambda: xlsx(
        [
            ["DATA PENGGAGALAN CPMI NON PROSEDURAL DI PELABUHAN 2026"],
            ["No BA", "Tgl", "Jumlah", "Asal"],
            ["BA/03/2026", "05/02/2026", 6, "Kab. Ende"],
            ["BA/04/2026", "22/03/2026", 4, "Kab. Alor"],
        ]
    ),
    Expect(
        ASK,
        numbered(
            {"reported_on": "2026-02-05", "kind": "prevented_departure", "region": "53.08"},
            {"reported_on": "2026-03-22", "kind": "prevented_departure", "region": "53.05"},
        ),
        questions=frozenset({"numbers:no ba"}),
    ),
)
add(
    "what-somebody-complained-of",
    "“Pokok Aduan” heads the kind of each case; the number is asked about, and nothing is refused",
    "cases",
    lambda: xlsx(
        [
            ["REKAPITULASI ADUAN KELUARGA PMI 2026"],
            ["No.", "No. Agenda", "Tgl. Masuk", "Kab/Kota", "Pokok Aduan"],
            [1, "560/12/NKT/2026", "13/01/2026", "Kab. Ngada", "Gaji tidak dibayar 8 bulan"],
            [2, "560/40/NKT/2026", "31/03/2026", "Kab. Nagekeo", "Putus komunikasi"],
        ]
    ),
    Expect(
        ASK,
        numbered(
            {"reported_on": "2026-01-13", "kind": "worker_in_distress", "region": "53.09"},
            {"reported_on": "2026-03-31", "kind": "worker_in_distress", "region": "53.16"},
        ),
        questions=frozenset({"numbers:no agenda"}),
    ),
)
