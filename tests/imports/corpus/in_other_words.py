"""Files of desks that call things as they are used to: headings that nobody agreed upon, numbers below “No.
Pol.”, the year of the days in a line above them, waves of arrivals with roman numbers."""

from tests.imports.corpus.model import ASK, DOUBTS, IMPORT, Adding, Case, Expect, merged, text, xlsx
from tests.imports.corpus.registers import numbered

CASES: list[Case] = []
add = Adding(CASES, "berkas.xlsx")

# Registers of cases -------------------------------------------------------------------------------------
add(
    "numbers-of-the-police-below-any-heading",
    "LP/… in every line is the report's number, whatever heads it; where matters stand is the stage",
    "cases",
    lambda: xlsx(
        [
            ["POLRES NGADA, KASUS TPPO 2025"],
            ["No", "No. Pol.", "Tgl Lapor", "Kabupaten", "Posisi Perkara"],
            [1, "LP/B/4/I/2025/SPKT/RES NGADA", "13/01/2025", "Ngada", "Sidik"],
            [2, "LP-A/19/IV/2025/SPKT/RES NGADA", "28/04/2025", "Ngada", "P21"],
            [3, "LI/33/VII/2025/RES NGADA", "16/07/2025", "Nagekeo", "Lidik"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "reference": "LP/B/4/I/2025/SPKT/RES NGADA",
                "reported_on": "2025-01-13",
                "police_stage": "investigation",
                "kind": "trafficking",
                "region": "53.09",
            },
            {
                "reference": "LP-A/19/IV/2025/SPKT/RES NGADA",
                "reported_on": "2025-04-28",
                "police_stage": "complete_p21",
                "kind": "trafficking",
                "region": "53.09",
            },
            {
                "reference": "LI/33/VII/2025/RES NGADA",
                "reported_on": "2025-07-16",
                "police_stage": "preliminary_inquiry",
                "kind": "trafficking",
                "region": "53.16",
            },
        ),
    ),
)
add(
    "numbers-of-the-police-in-two-columns",
    "Of two columns of LP/… none is the report's number for certain",
    "cases",
    lambda: xlsx(
        [
            ["KASUS TPPO 2025"],
            ["No", "Laporan", "Rujukan", "Tgl Lapor", "Kabupaten"],
            [1, "LP/B/4/I/2025/SPKT/RES NGADA", "LP/B/1/I/2025/POLDA NTT", "13/01/2025", "Ngada"],
            [2, "LP/B/9/II/2025/SPKT/RES NGADA", "LP/B/7/II/2025/POLDA NTT", "24/02/2025", "Ngada"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"reported_on": "2025-01-13", "kind": "trafficking", "region": "53.09"},
            {"reported_on": "2025-02-24", "kind": "trafficking", "region": "53.09"},
        ),
        doubts=frozenset({("without-numbers", "")}),
    ),
)
add(
    "where-they-were-exploited",
    "Where somebody was exploited, or where it happened, is nobody's origin",
    "cases",
    lambda: xlsx(
        [
            ["KORBAN TPPO 2024"],
            ["No. Kasus", "Tgl Lapor", "Jenkel", "Umur", "Kelurahan", "Kecamatan", "Tempat Eksploitasi"],
            ["03/PPA/2024", "12/02/2024", "P", 16, "Oesapa", "Kelapa Lima", "Malaysia"],
            ["07/PPA/2024", "25/05/2024", "L", 22, "Sikumana", "Maulafa", "Kota Kupang"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "03/PPA/2024",
                "reported_on": "2024-02-12",
                "kind": "trafficking",
                "girls": 1,
                "region": "53.71.03.1010",
            },
            {
                "reference": "07/PPA/2024",
                "reported_on": "2024-05-25",
                "kind": "trafficking",
                "men": 1,
                "region": "53.71.02.1008",
            },
        ),
        doubts=frozenset({("column-of-others", "G2")}),
    ),
)
add(
    "where-it-happened-alone",
    "“Wilayah peristiwa” is where the deed was done",
    "cases",
    lambda: text(
        [
            ["Kode Aduan", "Tgl Terima", "Kasus", "Wilayah Peristiwa"],
            ["ADN-11", "04/03/2025", "TPPO", "Kab. Ende"],
            ["ADN-12", "19/06/2025", "Korban TPPO", "Kab. Belu"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"reference": "ADN-11", "reported_on": "2025-03-04", "kind": "trafficking"},
            {"reference": "ADN-12", "reported_on": "2025-06-19", "kind": "trafficking"},
        ),
        doubts=frozenset({("column-of-others", "D1")}),
    ),
    file="aduan.csv",
)
add(
    "years-in-lines-above-their-days",
    "“12 Maret” below “TAHUN 2022” is of that year, and a day of a month that it has not stays in doubt",
    "cases",
    lambda: xlsx(
        [
            ["REKAP LP TPPO 2022 s/d 2023"],
            ["No", "Laporan Polisi", "Tanggal", "Kabupaten"],
            ["TAHUN 2022"],
            [1, "LP/B/3/III/2022/Res Alor", "12 Maret", "Alor"],
            [2, "LP/B/9/X/2022/Res Alor", "7 Okt", "Alor"],
            ["TAHUN 2023"],
            [1, "LP/B/5/II/2023/Res Alor", "30 Februari", "Alor"],
            [2, "LP/B/8/V/2023/Res Alor", "4 Mei", "Alor"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "LP/B/3/III/2022/Res Alor",
                "reported_on": "2022-03-12",
                "kind": "trafficking",
                "region": "53.05",
            },
            {
                "reference": "LP/B/9/X/2022/Res Alor",
                "reported_on": "2022-10-07",
                "kind": "trafficking",
                "region": "53.05",
            },
            {"reference": "LP/B/5/II/2023/Res Alor", "kind": "trafficking", "region": "53.05"},
            {
                "reference": "LP/B/8/V/2023/Res Alor",
                "reported_on": "2023-05-04",
                "kind": "trafficking",
                "region": "53.05",
            },
        ),
        states={"C7": "doubtful"},
        doubts=frozenset({("date-impossible", "C7")}),
    ),
)
add(
    "a-name-of-the-file-that-the-title-denies",
    "“Kasus TPPO.xlsx” above which “PMI non prosedural” stands does not say what its lines are",
    "cases",
    lambda: xlsx(
        [
            ["DATA PMI NON PROSEDURAL YANG DITANGANI 2025"],
            ["No LP", "Tgl Lapor", "Kabupaten"],
            ["LP/B/4/I/2025/Res Ende", "13/01/2025", "Ende"],
            ["LP/B/6/II/2025/Res Ende", "20/02/2025", "Ende"],
        ]
    ),
    Expect(
        ASK,
        numbered(
            {"reference": "LP/B/4/I/2025/Res Ende", "reported_on": "2025-01-13", "region": "53.08"},
            {"reference": "LP/B/6/II/2025/Res Ende", "reported_on": "2025-02-20", "region": "53.08"},
        ),
        questions=frozenset({"case-kind"}),
    ),
    file="Kasus TPPO 2025.xlsx",
)
add(
    "unlawful-placements-in-the-title",
    "“Penempatan ilegal” above the lines is what they are, whatever the file is called",
    "cases",
    lambda: xlsx(
        [
            ["PERKARA PENEMPATAN PMI ILEGAL TAHUN 2025"],
            ["No LK", "Tgl Lapor", "Kabupaten", "Status Penyidikan"],
            ["LK/04/PPNS/II/2025", "13/02/2025", "Ende", "Sidik"],
            ["LK/06/PPNS/V/2025", "20/05/2025", "Ende", "P-21"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "reference": "LK/04/PPNS/II/2025",
                "reported_on": "2025-02-13",
                "kind": "illegal_placement",
                "police_stage": "investigation",
                "region": "53.08",
            },
            {
                "reference": "LK/06/PPNS/V/2025",
                "reported_on": "2025-05-20",
                "kind": "illegal_placement",
                "police_stage": "complete_p21",
                "region": "53.08",
            },
        ),
    ),
    file="Lap TPPO.xlsx",
)
add(
    "survivors-in-english",
    "“Survivors (F)” does not say who of them is a child, and is told",
    "cases",
    lambda: text(
        [
            ["Case ID", "Reported on", "Case type", "District", "Survivors (F)", "Survivors (M)"],
            ["EN-01", "2024-03-05", "Trafficking", "Ende", "1", "0"],
            ["EN-02", "2024-08-09", "Trafficking", "Belu", "2", "1"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"reference": "EN-01", "reported_on": "2024-03-05", "kind": "trafficking", "region": "53.08"},
            {"reference": "EN-02", "reported_on": "2024-08-09", "kind": "trafficking", "region": "53.04"},
        ),
        doubts=frozenset({("victims-not-split", "E1"), ("victims-not-split", "F1")}),
    ),
    file="cases.csv",
)
add(
    "remains-as-a-kind",
    "“Jenazah” below “Kasus” is a death, and no other word of a stranger",
    "cases",
    lambda: xlsx(
        [
            ["REKAP KASUS PMI 2025"],
            ["No Reg", "Tgl Lapor", "Kasus", "Kab. Asal"],
            ["P-01", "08/01/2025", "Jenazah", "Sikka"],
            ["P-02", "30/01/2025", "Deportasi", "Ende"],
            ["P-03", "11/03/2025", "Jenazah PMI", "Ende"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {"reference": "P-01", "reported_on": "2025-01-08", "kind": "death_abroad", "region": "53.07"},
            {"reference": "P-02", "reported_on": "2025-01-30", "kind": "deportation", "region": "53.08"},
            {"reference": "P-03", "reported_on": "2025-03-11", "kind": "death_abroad", "region": "53.08"},
        ),
    ),
)
add(
    "the-day-below-the-number",
    "A police number and, on the next line of its cell, its day; of two states the later one holds",
    "cases",
    lambda: xlsx(
        [
            ["KASUS TPPO PRIORITAS 2025"],
            ["No", "Dasar", "Kabupaten", "Status per Maret", "Status per Juni"],
            [1, "LP/A/4/I/2025/SPKT\nTgl 13 Januari 2025", "Ende", "Sidik", "P-21"],
            [2, "LP/B/7/I/2025/SPKT\nTgl 29 Januari 2025", "Sikka", "Lidik", "Sidik"],
            [3, "LP/A/9/II/2025/SPKT\nTgl 20 Februari 2025", "Ende", "Sidik", "Tahap II"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "LP/A/4/I/2025/SPKT",
                "reported_on": "2025-01-13",
                "police_stage": "complete_p21",
                "kind": "trafficking",
                "region": "53.08",
            },
            {
                "reference": "LP/B/7/I/2025/SPKT",
                "reported_on": "2025-01-29",
                "police_stage": "investigation",
                "kind": "trafficking",
                "region": "53.07",
            },
            {
                "reference": "LP/A/9/II/2025/SPKT",
                "reported_on": "2025-02-20",
                "police_stage": "handed_to_prosecution",
                "kind": "trafficking",
                "region": "53.08",
            },
        ),
        doubts=frozenset({("heading-words", "E2")}),
    ),
)
add(
    "kinds-below-status",
    "“Status” above kinds of cases says what they are, and no stage",
    "cases",
    lambda: text(
        [
            ["Nomor Laporan", "Tgl Lapor", "Status", "Kab Asal"],
            ["PM-01", "12-03-2025", "Deportasi", "Lembata"],
            ["PM-02", "12-03-2025", "Meninggal", "Ende"],
            ["PM-03", "26-03-2025", "TPPO", "Ende"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"reference": "PM-01", "reported_on": "2025-03-12", "kind": "deportation", "region": "53.13"},
            {"reference": "PM-02", "reported_on": "2025-03-12", "kind": "death_abroad", "region": "53.08"},
            {"reference": "PM-03", "reported_on": "2025-03-26", "kind": "trafficking", "region": "53.08"},
        ),
        doubts=frozenset({("heading-words", "C1")}),
    ),
    file="laporan.csv",
)
add(
    "cases-of-two-kinds-beside-each-other",
    "On a form with a column a case, the one whose kind is none of ours waits, and the others are read",
    "cases",
    lambda: xlsx(
        [
            ["Uraian", "Kasus 1", "Kasus 2"],
            ["Nomor LP", "LP/B/5/I/2025/SPKT", "LP/B/14/III/2025/SPKT"],
            ["Tanggal LP", "17 Januari 2025", "11 Maret 2025"],
            ["Jenis kasus", "TPPO", "KDRT"],
            ["Kabupaten", "Ende", "Sikka"],
            ["Perkembangan", "Sidik", "Lidik"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "LP/B/5/I/2025/SPKT",
                "reported_on": "2025-01-17",
                "kind": "trafficking",
                "police_stage": "investigation",
                "region": "53.08",
            },
            {
                "reference": "LP/B/14/III/2025/SPKT",
                "reported_on": "2025-03-11",
                "police_stage": "preliminary_inquiry",
                "region": "53.07",
            },
        ),
        states={"C4": "doubtful"},
        doubts=frozenset({("choice-unknown", "C4")}),
    ),
)
add(
    "whose-sex-stands-behind-a-detainee",
    "Sex and age right behind “Nama Tahanan” are no victim's",
    "cases",
    lambda: xlsx(
        [
            ["NOMINATIF TAHANAN KASUS TPPO 2025"],
            ["No", "Nama Tahanan", "JK", "Umur", "No LP", "Tgl LP", "Kabupaten"],
            [1, "Yeremias Contoh", "L", 44, "LP/A/7/III/2025", "05/03/2025", "Ende"],
            [2, "Andris Contoh", "L", 51, "LP/A/11/VI/2025", "19/06/2025", "Ngada"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "LP/A/7/III/2025",
                "reported_on": "2025-03-05",
                "kind": "trafficking",
                "region": "53.08",
            },
            {
                "reference": "LP/A/11/VI/2025",
                "reported_on": "2025-06-19",
                "kind": "trafficking",
                "region": "53.09",
            },
        ),
        doubts=frozenset({("column-of-others", "C2"), ("column-of-others", "D2")}),
        left_out={"nama": 2},
    ),
    secrets=("Yeremias", "Andris"),
)
add(
    "suspects-in-two-columns",
    "“Tsk Ditahan” beside “Tsk DPO” are parts of the suspects, and told",
    "cases",
    lambda: xlsx(
        [
            ["KASUS TPPO 2025"],
            ["No LP", "Tgl LP", "Kabupaten", "Tsk Ditahan", "Tsk DPO", "Thp"],
            ["LP/B/60/IV/2025", "11/04/2025", "Ende", 1, 1, "Sidik"],
            ["LP/B/88/V/2025", "20/05/2025", "Sikka", 1, 0, "P21"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "LP/B/60/IV/2025",
                "reported_on": "2025-04-11",
                "kind": "trafficking",
                "police_stage": "investigation",
                "region": "53.08",
            },
            {
                "reference": "LP/B/88/V/2025",
                "reported_on": "2025-05-20",
                "kind": "trafficking",
                "police_stage": "complete_p21",
                "region": "53.07",
            },
        ),
        doubts=frozenset({("column-unknown", "D2")}),
    ),
)
add(
    "suspects-of-one-nationality",
    "“Tersangka (WNI)” above numbers counts suspects and names nobody",
    "cases",
    lambda: xlsx(
        [
            ["KASUS TPPM 2025"],
            ["No LP", "Tgl LP", "Kabupaten", "Tersangka (WNI)"],
            ["LP/A/1/IV/2025", "11/04/2025", "Rote Ndao", 3],
            ["LP/A/2/V/2025", "20/05/2025", "Rote Ndao", 2],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "reference": "LP/A/1/IV/2025",
                "reported_on": "2025-04-11",
                "kind": "people_smuggling",
                "suspects": 3,
                "region": "53.14",
            },
            {
                "reference": "LP/A/2/V/2025",
                "reported_on": "2025-05-20",
                "kind": "people_smuggling",
                "suspects": 2,
                "region": "53.14",
            },
        ),
    ),
)
add(
    "offices-complained-of",
    "“Instansi terlapor” did not report, and “Substansi” says what it is about",
    "cases",
    lambda: xlsx(
        [
            ["LAPORAN MASYARAKAT 2025"],
            ["No. Laporan", "Tanggal Diterima", "Substansi", "Instansi Terlapor"],
            ["0045/LM/II/2025", "13 Februari 2025", "TPPO", "Disnakertrans"],
            ["0091/LM/V/2025", "21 Mei 2025", "PMI Bermasalah", "BP3MI NTT"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"reference": "0045/LM/II/2025", "reported_on": "2025-02-13", "kind": "trafficking"},
            {"reference": "0091/LM/V/2025", "reported_on": "2025-05-21", "kind": "worker_in_distress"},
        ),
        doubts=frozenset({("column-of-others", "D2")}),
    ),
)
add(
    "short-for-polres",
    "“Res Ende” is Polres Ende, and asked about as that",
    "cases",
    lambda: xlsx(
        [
            ["KASUS TPPO 2025"],
            ["Satker", "No LP", "Tgl LP", "Penyelesaian"],
            ["Res Ende", "LP/B/60/IV/2025", "11/04/2025", "Sidik"],
            ["Resta Kupang Kota", "LP/B/88/V/2025", "20/05/2025", "P21"],
        ]
    ),
    Expect(
        ASK,
        numbered(
            {
                "reference": "LP/B/60/IV/2025",
                "reported_on": "2025-04-11",
                "kind": "trafficking",
                "police_stage": "investigation",
            },
            {
                "reference": "LP/B/88/V/2025",
                "reported_on": "2025-05-20",
                "kind": "trafficking",
                "police_stage": "complete_p21",
            },
        ),
        questions=frozenset({"agency:polres"}),
    ),
)
add(
    "those-who-cross-are-stopped",
    "“Pencegahan pelintas / CPMI” says what happened to those below it",
    "cases",
    lambda: xlsx(
        [
            ["KEJADIAN PENCEGAHAN PELINTAS / CPMI NON PROSEDURAL 2025"],
            ["No. Laporan", "Tgl Lapor", "Asal"],
            ["PPS/1/I/2025", "07/01/2025", "TTU"],
            ["PPS/2/III/2025", "23/03/2025", "Belu"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "reference": "PPS/1/I/2025",
                "reported_on": "2025-01-07",
                "kind": "prevented_departure",
                "region": "53.03",
            },
            {
                "reference": "PPS/2/III/2025",
                "reported_on": "2025-03-23",
                "kind": "prevented_departure",
                "region": "53.04",
            },
        ),
    ),
)
add(
    "remarks-that-nobody-has-made",
    "“Ket” above empty cells ends no heading of three levels",
    "cases",
    lambda: xlsx(
        [
            ["KASUS TPPO 2025"],
            ["No LP", "Tgl LP", "Kabupaten", "Korban", None, None, None, "Ket"],
            [None, None, None, "Dewasa", None, "Anak", None, None],
            [None, None, None, "L", "P", "L", "P", None],
            ["LP/A/1/I/2025", "09/01/2025", "Ende", 0, 3, 0, 1, None],
            ["LP/A/5/II/2025", "12/02/2025", "Sikka", 2, 0, 0, 0, None],
        ],
        change=merged("D2:G2", "D3:E3", "F3:G3"),
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "reference": "LP/A/1/I/2025",
                "reported_on": "2025-01-09",
                "men": 0,
                "women": 3,
                "boys": 0,
                "girls": 1,
                "kind": "trafficking",
                "region": "53.08",
            },
            {
                "reference": "LP/A/5/II/2025",
                "reported_on": "2025-02-12",
                "men": 2,
                "women": 0,
                "boys": 0,
                "girls": 0,
                "kind": "trafficking",
                "region": "53.07",
            },
        ),
    ),
)
add(
    "who-complained-and-for-whom",
    "Sex and age behind “Pengadu” are his where the worker has a column of his own; a witness is told",
    "cases",
    lambda: xlsx(
        [
            ["No Reg", "Tgl Pengaduan", "Pengadu", "JK", "Umur", "Nama PMI", "Masalah", "Sebagai"],
            ["PGD-01/2025", "10/02/2025", "Contoh Satu", "P", 45, "Contoh Anak", "TPPO", "Korban"],
            ["PGD-02/2025", "04/03/2025", "Contoh Dua", "L", 51, "Contoh Putri", "TPPO", "Saksi"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"reference": "PGD-01/2025", "reported_on": "2025-02-10", "kind": "trafficking"},
            {"reference": "PGD-02/2025", "reported_on": "2025-03-04", "kind": "trafficking"},
        ),
        doubts=frozenset({("column-of-others", "D1"), ("column-of-others", "E1"), ("line-withdrawn", "H3")}),
    ),
)
add(
    "two-letters-of-victims-alone",
    "“Korban PD” and “Korban PA” are women and girls, though no men are counted; “Putri” is a girl",
    "cases",
    lambda: xlsx(
        [
            ["KASUS TPPO 2025"],
            ["No LP", "Tgl LP", "Asal", "Korban PD", "Korban PA", "Tempat Kerja"],
            ["LP/B/66/VII/2025", "08/07/2025", "Ende", 2, 0, "Malaysia"],
            ["LP/B/70/VII/2025", "30/07/2025", "Sikka", 1, 1, "Singapura"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "reference": "LP/B/66/VII/2025",
                "reported_on": "2025-07-08",
                "kind": "trafficking",
                "women": 2,
                "girls": 0,
                "destination": "MYS",
                "region": "53.08",
            },
            {
                "reference": "LP/B/70/VII/2025",
                "reported_on": "2025-07-30",
                "kind": "trafficking",
                "women": 1,
                "girls": 1,
                "destination": "SGP",
                "region": "53.07",
            },
        ),
    ),
)
add(
    "headings-without-spaces",
    "“nolp” is “no lp”, and “namakorban” names somebody as “nama korban” does",
    "cases",
    lambda: text(
        [
            ["nolp", "tgllp", "namakorban", "kabasal", "jmltsk", "statuslp"],
            ["LP/B/4/I/2025", "13/01/2025", "Yuliana Contoh", "Ngada", "1", "p21"],
            ["LP/B/15/III/2025", "24/03/2025", "Markus Contoh", "Ende", "2", "sidik"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "LP/B/4/I/2025",
                "reported_on": "2025-01-13",
                "kind": "trafficking",
                "suspects": 1,
                "police_stage": "complete_p21",
                "region": "53.09",
            },
            {
                "reference": "LP/B/15/III/2025",
                "reported_on": "2025-03-24",
                "kind": "trafficking",
                "suspects": 2,
                "police_stage": "investigation",
                "region": "53.08",
            },
        ),
        doubts=frozenset({("kind-of-name", "")}),
        left_out={"nama": 2},
    ),
    file="kasus_tppo.csv",
    secrets=("Yuliana", "Markus"),
)
add(
    "ages-before-sexes",
    "“Umr/JK” above 16/P says both, and stages alone below “Tindak Lanjut” are the stage",
    "cases",
    lambda: xlsx(
        [
            ["KASUS TPPO 2025"],
            ["No LP", "Tgl LP", "Umr/JK", "Kabupaten", "Tindak Lanjut", "Calo Diamankan"],
            ["LP/B/12/I/2025", "20/01/2025", "16/P", "Ende", "Sidik", 1],
            ["LP/B/77/V/2025", "09/05/2025", "28/L", "Sikka", "P21", 0],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {
                "reference": "LP/B/12/I/2025",
                "reported_on": "2025-01-20",
                "girls": 1,
                "suspects": 1,
                "police_stage": "investigation",
                "kind": "trafficking",
                "region": "53.08",
            },
            {
                "reference": "LP/B/77/V/2025",
                "reported_on": "2025-05-09",
                "men": 1,
                "suspects": 0,
                "police_stage": "complete_p21",
                "kind": "trafficking",
                "region": "53.07",
            },
        ),
        doubts=frozenset({("heading-words", "F2")}),
    ),
)
add(
    "suspects-counted-before-a-sex",
    "Sex and age behind a number of suspects are the victim's as before",
    "cases",
    lambda: xlsx(
        [
            ["KASUS TPPO 2025"],
            ["No LP", "Tgl LP", "Tersangka", "JK", "Umur", "Kabupaten"],
            ["LP/B/4/I/2025", "13/01/2025", 1, "P", 17, "Ende"],
            ["LP/B/9/II/2025", "20/02/2025", 2, "L", 25, "Sikka"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "reference": "LP/B/4/I/2025",
                "reported_on": "2025-01-13",
                "suspects": 1,
                "girls": 1,
                "kind": "trafficking",
                "region": "53.08",
            },
            {
                "reference": "LP/B/9/II/2025",
                "reported_on": "2025-02-20",
                "suspects": 2,
                "men": 1,
                "kind": "trafficking",
                "region": "53.07",
            },
        ),
    ),
)
add(
    "months-below-years",
    "“JANUARI” below “TAHUN 2025” is of that year, and a month that says its own year of its own",
    "cases",
    lambda: xlsx(
        [
            ["KASUS TPPO"],
            ["No", "No LP", "Tgl", "Kabupaten"],
            ["TAHUN 2024"],
            ["NOVEMBER"],
            [1, "LP/B/90/XI/2024", 12, "Ende"],
            ["TAHUN 2025"],
            ["JANUARI"],
            [2, "LP/B/4/I/2025", 13, "Ende"],
            ["FEBRUARI 2025"],
            [3, "LP/B/9/II/2025", 20, "Ende"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "reference": "LP/B/90/XI/2024",
                "reported_on": "2024-11-12",
                "kind": "trafficking",
                "region": "53.08",
            },
            {
                "reference": "LP/B/4/I/2025",
                "reported_on": "2025-01-13",
                "kind": "trafficking",
                "region": "53.08",
            },
            {
                "reference": "LP/B/9/II/2025",
                "reported_on": "2025-02-20",
                "kind": "trafficking",
                "region": "53.08",
            },
        ),
    ),
)

# Other kinds --------------------------------------------------------------------------------------------
add(
    "units-that-held-it",
    "“Satuan” above Polres is who held it, and above “orang” nobody",
    "activities",
    lambda: text(
        [
            ["Tanggal", "Nama Kegiatan", "Kabupaten", "Peserta", "Satuan"],
            ["03-03-2025", "Penyuluhan TPPO", "Ende", "25", "Polres Ende"],
            ["12-05-2025", "Penyuluhan TPPO", "Nagekeo", "40", "Polres Nagekeo"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "held_on": "2025-03-03",
                "title": "Penyuluhan TPPO",
                "participants": 25,
                "agency": "Polres Ende",
                "region": "53.08",
            },
            {
                "held_on": "2025-05-12",
                "title": "Penyuluhan TPPO",
                "participants": 40,
                "agency": "Polres Nagekeo",
                "region": "53.16",
            },
        ),
    ),
    file="kegiatan.csv",
)
add(
    "units-that-are-persons",
    "“Satuan” above “orang” is no organiser",
    "activities",
    lambda: text(
        [
            ["Tanggal", "Nama Kegiatan", "Kabupaten", "Peserta", "Satuan"],
            ["03-03-2025", "Penyuluhan TPPO", "Ende", "25", "orang"],
            ["12-05-2025", "Penyuluhan TPPO", "Nagekeo", "40", "orang"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {"held_on": "2025-03-03", "title": "Penyuluhan TPPO", "participants": 25, "region": "53.08"},
            {"held_on": "2025-05-12", "title": "Penyuluhan TPPO", "participants": 40, "region": "53.16"},
        ),
    ),
    file="kegiatan.csv",
)
add(
    "what-they-are-in-a-task-force",
    "“Unsur” of a list of agencies says their kind",
    "agencies",
    lambda: xlsx(
        [
            ["Nama Instansi", "Singkatan", "Unsur"],
            ["Yayasan Contoh Pulang", "YCP", "LSM"],
            ["Sinode Contoh", "SC", "Lembaga agama"],
            ["Balai Contoh", "BC", "Instansi vertikal"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {"name": "Yayasan Contoh Pulang", "short_name": "YCP", "kind": "partner_ngo"},
            {"name": "Sinode Contoh", "short_name": "SC", "kind": "partner_faith"},
            {"name": "Balai Contoh", "short_name": "BC", "kind": "vertical_agency"},
        ),
    ),
)
add(
    "giat-and-its-form",
    "“Bentuk Giat” heads what was held",
    "activities",
    lambda: text(
        [
            ["Hari/Tgl", "Bentuk Giat", "Kabupaten", "Jml Hadir"],
            ["02-09-2025", "Penyuluhan TPPO", "Belu", "120"],
            ["20-09-2025", "Sambang pelajar", "Ngada", "88"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {"held_on": "2025-09-02", "title": "Penyuluhan TPPO", "participants": 120, "region": "53.04"},
            {"held_on": "2025-09-20", "title": "Sambang pelajar", "participants": 88, "region": "53.09"},
        ),
    ),
    file="giat.csv",
)
add(
    "years-of-decrees-and-who-runs-them",
    "“Thn SK” is no decree, and “Pengurus” are the members",
    "village-teams",
    lambda: xlsx(
        [
            ["Kecamatan", "Desa", "Nomor SK", "Thn SK", "Jml Pengurus", "Keterangan"],
            ["Ile Ape", "Kolontobo", "SK 12/2024", 2024, 7, "aktif"],
            ["Lebatukan", "Hadakewa", "SK 5/2024", 2024, 9, "aktif"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {"reference": "SK 12/2024", "members": 7, "status": "active", "region": "53.13.03.2013"},
            {"reference": "SK 5/2024", "members": 9, "status": "active", "region": "53.13.04.2001"},
        ),
    ),
)
add(
    "short-names-of-bodies",
    "“Nama Pendek” beside the names of bodies names nobody",
    "agencies",
    lambda: xlsx(
        [
            ["Nama Lembaga", "Nama Pendek", "Kategori"],
            ["Forum Contoh Peduli Buruh", "FCPB", "LSM"],
            ["Yayasan Contoh Pulang", "YCP", "LSM"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {"name": "Forum Contoh Peduli Buruh", "short_name": "FCPB", "kind": "partner_ngo"},
            {"name": "Yayasan Contoh Pulang", "short_name": "YCP", "kind": "partner_ngo"},
        ),
    ),
)
add(
    "names-of-ngos-and-societies",
    "“Nama LSM/Ormas” heads agencies",
    "agencies",
    lambda: xlsx(
        [
            ["Nama LSM/Ormas", "Singkatan", "Tingkat"],
            ["Lembaga Contoh Bantuan Hukum", "LCBH", "Provinsi"],
            ["Serikat Contoh Buruh Migran", "SCBM", "Kabupaten"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {"name": "Lembaga Contoh Bantuan Hukum", "short_name": "LCBH", "level": "province"},
            {"name": "Serikat Contoh Buruh Migran", "short_name": "SCBM", "level": "regency"},
        ),
    ),
)
add(
    "an-agency-known-by-its-short-name",
    "A body that stands already under the short name of the list is told, though its long name is new",
    "agencies",
    lambda: xlsx(
        [
            ["Nama Instansi", "Singkatan"],
            ["Balai Pelindung Pekerja Contoh", "BP3MI NTT"],
            ["Yayasan Contoh Pulang", "YCP"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"name": "Balai Pelindung Pekerja Contoh", "short_name": "BP3MI NTT"},
            {"name": "Yayasan Contoh Pulang", "short_name": "YCP"},
        ),
        doubts=frozenset({("agency-known", "A2")}),
    ),
)
add(
    "no-team-yet-in-more-words",
    "“Belum ada tim” is none, and “SK Kades” heads the decree",
    "village-teams",
    lambda: xlsx(
        [
            ["Kecamatan", "Desa", "SK Kades", "Kondisi"],
            ["Ile Ape", "Kolontobo", "SK 12/2024", "aktif"],
            ["Lebatukan", "Hadakewa", None, "belum ada tim"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {"reference": "SK 12/2024", "status": "active", "region": "53.13.03.2013"},
            {"status": "none", "region": "53.13.04.2001"},
        ),
    ),
)

# Tables of counts ---------------------------------------------------------------------------------------
add(
    "waves-are-no-quarters",
    "I to IV beside “Gelombang” are arrivals one after another, and no quarters of the year",
    "deportations",
    lambda: xlsx(
        [
            ["DEPORTASI PMI ASAL NTT TAHUN 2025"],
            ["Gelombang", "Sikka", "Ende", "TTS"],
            ["I", 5, 4, 3],
            ["II", 2, 6, 0],
            ["III", 6, 5, 2],
            ["IV", 4, 2, 6],
            ["Jumlah", 17, 17, 11],
        ]
    ),
    Expect(
        DOUBTS,
        {"53.07 2025 deportation": 17, "53.08 2025 deportation": 17, "53.02 2025 deportation": 11},
        doubts=frozenset({("column-unknown", "A3")}),
    ),
)
add(
    "parts-of-years-among-remarks-of-one-word",
    "Remarks that may be names stay out, and “s.d. Oktober” among them is told all the same",
    "placements",
    lambda: xlsx(
        [
            ["PMI PROSEDURAL ASAL KABUPATEN ENDE"],
            ["Tahun", "Jumlah", "Keterangan"],
            [2021, 4, "Badai Seroja"],
            [2022, 44, "Gempa Adonara"],
            [2023, 61, "Letusan Egon"],
            [2024, 52, "Letusan Lewotobi"],
            [2025, 40, "s.d. Oktober"],
        ]
    ),
    Expect(
        DOUBTS,
        {"53.08 2021": 4, "53.08 2022": 44, "53.08 2023": 61, "53.08 2024": 52, "53.08 2025": 40},
        doubts=frozenset({("note-of-a-part", "C7")}),
        left_out={"nama": 5},
    ),
)
add(
    "children-with-a-two-behind",
    "“Anak2” are children, and “Brunei D.” is Brunei",
    "deportations",
    lambda: text(
        [
            ["DEPORTASI PMI ASAL NTT TAHUN 2024"],
            ["Kabupaten", "Negara", "Laki2", "Perempuan", "Anak2", "Total"],
            ["Ende", "Malaysia", "41", "12", "4", "57"],
            ["Ende", "Brunei D.", "3", "1", "0", "4"],
            ["Sikka", "Malaysia", "39", "15", "6", "60"],
        ]
    ),
    Expect(
        IMPORT,
        {
            "53.08 2024 deportation laki-laki dewasa MYS": 41,
            "53.08 2024 deportation perempuan dewasa MYS": 12,
            "53.08 2024 deportation anak MYS": 4,
            "53.08 2024 deportation MYS": 57,
            "53.08 2024 deportation laki-laki dewasa BRN": 3,
            "53.08 2024 deportation perempuan dewasa BRN": 1,
            "53.08 2024 deportation anak BRN": 0,
            "53.08 2024 deportation BRN": 4,
            "53.07 2024 deportation laki-laki dewasa MYS": 39,
            "53.07 2024 deportation perempuan dewasa MYS": 15,
            "53.07 2024 deportation anak MYS": 6,
            "53.07 2024 deportation MYS": 60,
        },
    ),
    file="deportasi.csv",
)
