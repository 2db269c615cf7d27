"""Tables of counts in which something is written beside, behind or between the lines: what it changes, and
what it does not."""

from functools import partial

from tests.imports.corpus.model import DOUBTS, IMPORT, Adding, Case, Expect, Rows, xlsx
from tests.imports.corpus.registers import numbered

CASES: list[Case] = []
add = Adding(CASES, "kiriman.xlsx")
HEAD = ("No", "Kabupaten/Kota", "Jumlah")


def counts(title: str, lines: Rows, head: tuple[str | None, ...] = (*HEAD, "Keterangan")) -> bytes:
    return xlsx([[title], [], list(head), *map(list, lines)])


def beside(*remarks: str | None) -> Rows:
    """Four kabupaten, each with what stands beside it."""
    places = (("Ende", 6), ("Ngada", 9), ("Lembata", 5), ("Alor", 3))
    return tuple(
        (i, *place, remark) for i, (place, remark) in enumerate(zip(places, remarks, strict=True), 1)
    )


def four(said: str = "") -> dict[str, float | str]:
    return {
        f"{place} 2025{said}": value
        for place, value in (("53.08", 6), ("53.09", 9), ("53.13", 5), ("53.05", 3))
    }


def told(*cells: str) -> frozenset[tuple[str, str]]:
    return frozenset(("note-of-a-part", cell) for cell in cells)


# Beside the lines ------------------------------------------------------------------------------------------
REMAINS = "PEMULANGAN JENAZAH PMI TAHUN 2025"
add(
    "why-each-of-them-died",
    "a remark in each line says why they died, below a title that says what is counted",
    "deaths",
    partial(counts, REMAINS, beside("sakit", "laka kerja", "sakit paru", "tenggelam")),
    Expect(IMPORT, four(" remains_repatriated")),
)
add(
    "victims-who-were-sick",
    "victims of whom each line says what became of them are victims",
    "figures",
    partial(counts, "JUMLAH KORBAN TPPO TAHUN 2025", beside("dipulangkan", "sakit", "sakit", "dipulangkan")),
    Expect(DOUBTS, four(" trafficking_victims"), doubts=told("D4", "D5", "D6", "D7")),
)
add(
    "series-in-a-column-of-remarks",
    "two lines of each place, which the remark alone tells apart",
    "deaths",
    partial(
        counts,
        REMAINS,
        (
            (1, "Ende", 6, "Jenazah dipulangkan"),
            (2, "Ende", 8, "Meninggal di luar negeri"),
            (3, "Alor", 3, "Jenazah dipulangkan"),
            (4, "Alor", 4, "Meninggal di luar negeri"),
        ),
    ),
    Expect(
        IMPORT,
        {
            "53.08 2025 remains_repatriated": 6,
            "53.08 2025 deaths_abroad": 8,
            "53.05 2025 remains_repatriated": 3,
            "53.05 2025 deaths_abroad": 4,
        },
    ),
)
for name, ugliness, heading, remark in (
    (
        "children-in-a-remark",
        "a heading that says nothing above a remark on one line",
        "Rincian",
        "ada 2 anak",
    ),
    ("women-beside-one", "a word of a part beside one line, below no word that is known", "Hal", "perempuan"),
):
    add(
        name,
        ugliness,
        "placements",
        partial(counts, "PENEMPATAN PMI TAHUN 2025", beside(None, remark, None, None), (*HEAD, heading)),
        Expect(DOUBTS, four(), doubts=told("D5")),
    )
add(
    "how-many-women-without-a-heading",
    "how many of each line are women, in a column without a heading: nobody's part is all of them",
    "placements",
    partial(
        counts,
        "PENEMPATAN PMI TAHUN 2025",
        beside("Wanita 2", "Wanita 4", "Wanita 1", "pria semua"),
        (*HEAD, None),
    ),
    Expect(DOUBTS, four(), doubts=told("D4", "D5", "D6", "D7")),
)
for name, ugliness, remark in (
    ("half-a-year-beside-one", "a figure that reaches to June alone", "data s.d. Juni"),
    ("of-the-year-before", "a figure of the year before, as its remark says", "angka tahun 2024"),
    ("written-twice-beside", "a remark that calls a part of it off", "ganda 1 dengan Sikka"),
    ("from-another-place", "persons of another kabupaten in the figure of this one", "1 org dari Sikka"),
    ("all-from-a-place-within", "all of a kabupaten come from one kecamatan of it", "asal Kec. Golewa semua"),
    ("one-who-stayed-there", "a part of the figure did not come home", "1 org dimakamkan di sana"),
    ("more-than-the-figure", "another number of the same beside the figure", "14 orang"),
    ("none-of-them", "a remark that denies what the title counts", "bukan PMI"),
):
    add(
        name,
        ugliness,
        "placements",
        partial(counts, "PENEMPATAN PMI TAHUN 2025", beside(None, remark, None, "lengkap")),
        Expect(DOUBTS, four(), doubts=told("D5")),
    )
add(
    "remarks-that-change-nothing",
    "days, papers, seats and numbers beside figures which say nothing else than they do",
    "placements",
    partial(
        counts,
        "PENEMPATAN PMI TAHUN 2025",
        beside("data per 31 Desember 2025", "9 orang", "diterima 5 Januari 2026", "Kalabahi"),
    ),
    Expect(IMPORT, four()),
)
for name, ugliness, heading, words, said in (
    (
        "sex-below-both",
        "“L/P” above one letter a line says who they are",
        "L/P",
        "LPLP",
        ("laki-laki", "perempuan"),
    ),
    (
        "country-below-what-is-counted",
        "“Tujuan Penempatan” above countries counts nobody",
        "Tujuan Penempatan",
        ("Brunei", "Taiwan", "Brunei", "Taiwan"),
        ("BRN", "TWN"),
    ),
):
    add(
        name,
        ugliness,
        "placements",
        partial(counts, "PENEMPATAN PMI TAHUN 2025", beside(*words), (*HEAD, heading)),
        Expect(
            IMPORT,
            {
                f"{place} 2025 {part}": value
                for place, value, part in (
                    ("53.08", 6, said[0]),
                    ("53.09", 9, said[1]),
                    ("53.13", 5, said[0]),
                    ("53.05", 3, said[1]),
                )
            },
        ),
    )
add(
    "country-beside-one-month",
    "months of one kabupaten, and beside one of them a country: no list of countries",
    "deportations",
    lambda: xlsx(
        [
            ["DEPORTASI PMI KABUPATEN ENDE TAHUN 2025"],
            ["Bulan", "Jumlah", "Ket"],
            ["Juli", 8, None],
            ["Agustus", 11, "Malaysia"],
            ["September", 4, None],
        ]
    ),
    Expect(
        DOUBTS,
        {
            "53.08 2025-07 deportation": 8,
            "53.08 2025-08 deportation": 11,
            "53.08 2025-09 deportation": 4,
        },
        doubts=told("C4"),
    ),
)
for name, ugliness, heading, words in (
    (
        "unit-of-one-line",
        "one line says of itself that it counts reports",
        "Satuan",
        ("org", "kasus", "orang", "org"),
    ),
    (
        "time-of-each-line",
        "how far each figure reaches, in a column of its own",
        "Cakupan Data",
        ("s.d. Desember", "s.d. September", "Jan-Des 2025", "s.d. Desember"),
    ),
):
    add(
        name,
        ugliness,
        "placements",
        partial(counts, "PENEMPATAN PMI TAHUN 2025", beside(*words), (*HEAD, heading)),
        Expect(DOUBTS, four(), doubts=told("D5")),
    )

# Behind the place and between the lines --------------------------------------------------------------------
for name, ugliness, inside in (
    ("some-behind-the-place", "how many of them died, in brackets behind the place", "2 meninggal"),
    ("time-behind-the-place", "how far the figure reaches, in brackets behind the place", "data s.d. Juni"),
    ("part-behind-the-place", "a word of a part in brackets behind the place", "non prosedural"),
):
    add(
        name,
        ugliness,
        "deportations",
        partial(
            counts,
            "DEPORTASI PMI TAHUN 2025",
            ((1, "Ende", 6), (2, f"Ngada ({inside})", 9), (3, "Lembata (Lewoleba)", 5), (4, "Alor", 3)),
            HEAD,
        ),
        Expect(DOUBTS, four(" deportation"), doubts=told("B5")),
    )
for name, ugliness, remark in (
    (
        "some-in-a-line-of-their-own",
        "a line of its own says how many of those above it are women",
        "1 perempuan",
    ),
    (
        "others-in-a-line-of-their-own",
        "a line of its own says whom the one above it counts too",
        "termasuk anak",
    ),
):
    add(
        name,
        ugliness,
        "placements",
        partial(
            counts,
            "PENEMPATAN PMI TAHUN 2025",
            ((1, "Ende", 6), (2, "Ngada", 9), (None, remark), (3, "Lembata", 5), (4, "Alor", 3)),
            HEAD,
        ),
        Expect(DOUBTS, four(), doubts=told("B6")),
    )
add(
    "word-alone-between-lines",
    "a country alone in a line, where the lines above it have none: it may head those below it",
    "placements",
    partial(
        counts,
        "PENEMPATAN PMI TAHUN 2025",
        ((1, "Ende", 6), (2, "Ngada", 9), (None, "Malaysia"), (3, "Lembata", 5), (4, "Alor", 3)),
        HEAD,
    ),
    Expect(
        DOUBTS,
        {"53.08 2025": 6, "53.09 2025": 9, "53.13 2025 MYS": 5, "53.05 2025 MYS": 3},
        doubts=told("B6"),
    ),
)

# Beside the lines of registers ------------------------------------------------------------------------------
CASE_HEAD = (
    "No",
    "Nomor LP",
    "Tanggal Lapor",
    "Jenis Kasus",
    "Korban Dewasa Perempuan",
    "Korban Dewasa Laki-laki",
    "Kabupaten Asal Korban",
    "Negara Tujuan",
    "Tahap",
    "Keterangan",
)


def cases(first: str, second: str, kind: str = "TPPO") -> bytes:
    """Two cases of Sikka, each with its remark."""
    title = "REGISTER TPPO TAHUN 2026"
    one = (
        1,
        "LP/B/7/I/2026/SPKT/Polres Sikka",
        "19/01/2026",
        kind,
        2,
        1,
        "Sikka",
        "Malaysia",
        "Penyidikan",
    )
    other = (2, "LP/B/9/II/2026/SPKT/Polres Sikka", "23/02/2026", kind, 4, 0, "Ende", "Brunei", "P-19")
    return xlsx([[title], [], list(CASE_HEAD), [*one, first], [*other, second]])


CASES_READ = numbered(
    {
        "reference": "LP/B/7/I/2026/SPKT/Polres Sikka",
        "reported_on": "2026-01-19",
        "kind": "trafficking",
        "women": 2,
        "men": 1,
        "region": "53.07",
        "destination": "MYS",
        "police_stage": "investigation",
    },
    {
        "reference": "LP/B/9/II/2026/SPKT/Polres Sikka",
        "reported_on": "2026-02-23",
        "kind": "trafficking",
        "women": 4,
        "men": 0,
        "region": "53.08",
        "destination": "BRN",
        "police_stage": "returned_p19",
    },
)
for name, ugliness, first, second in (
    ("stage-in-a-remark", "a remark names a later stage, or that it was closed", "tahap II", "SP3"),
    ("kind-in-a-remark", "a remark names another kind of case than its column", "penyelundupan", "KDRT"),
    ("way-in-a-remark", "a remark names another country, or another kabupaten", "ke Singapura", "asal Alor"),
    (
        "victims-in-a-remark",
        "a remark counts other victims, or others than are counted",
        "5 korban",
        "korban anak",
    ),
    (
        "number-in-a-remark",
        "a remark corrects the number, or calls the case none",
        "nomor salah",
        "bukan TPPO",
    ),
):
    add(
        name,
        ugliness,
        "cases",
        partial(cases, first, second),
        Expect(DOUBTS, CASES_READ, doubts=frozenset({("remark-differs", "J4"), ("remark-differs", "J5")})),
    )
add(
    "remarks-that-say-the-same",
    "remarks that say what the columns say, or what no column asks for",
    "cases",
    partial(cases, "3 korban, tujuan Malaysia", "P19, berkas lengkap; asal Kec. Maurole, Ende"),
    Expect(IMPORT, CASES_READ),
)
add(
    "remark-that-denies-another-kind",
    "“bukan perdagangan orang” beside smuggling says what the column says",
    "cases",
    partial(cases, "bukan perdagangan orang", "bukan perdagangan orang", "penyelundupan"),
    Expect(IMPORT, {**CASES_READ, "1.kind": "people_smuggling", "2.kind": "people_smuggling"}),
)
EVENT_HEAD = ("Tanggal", "Kegiatan", "Kabupaten", "Jumlah Peserta", "Catatan")


def events(first: str, second: str) -> bytes:
    lines = (
        ("11/02/2026", "Sosialisasi pencegahan TPPO bagi remaja", "Alor", 45, first),
        ("09/04/2026", "Sosialisasi pencegahan TPPO bagi kader", "Ngada", 32, second),
    )
    return xlsx([["SOSIALISASI PENCEGAHAN TPPO TAHUN 2026"], [], list(EVENT_HEAD), *map(list, lines)])


EVENTS_READ = numbered(
    {
        "held_on": "2026-02-11",
        "title": "Sosialisasi pencegahan TPPO bagi remaja",
        "region": "53.05",
        "participants": 45,
    },
    {
        "held_on": "2026-04-09",
        "title": "Sosialisasi pencegahan TPPO bagi kader",
        "region": "53.09",
        "participants": 32,
    },
)
for name, ugliness, first, second in (
    (
        "event-held-elsewhere",
        "a remark names another place or day",
        "dipindah ke Lembata",
        "diundur ke 16 April",
    ),
    ("guests-in-a-remark", "a remark counts others who came", "peserta 60", "hanya 12 orang yang hadir"),
):
    add(
        name,
        ugliness,
        "activities",
        partial(events, first, second),
        Expect(DOUBTS, EVENTS_READ, doubts=frozenset({("remark-differs", "E4"), ("remark-differs", "E5")})),
    )

# Names that bear no capital of their own --------------------------------------------------------------------


def held(title: str) -> bytes:
    """An activity so called, and one that everybody may read of."""
    return xlsx(
        [
            ["KEGIATAN TAHUN 2026"],
            ["Tanggal", "Kegiatan", "Kabupaten", "Jumlah Peserta"],
            ["11/02/2026", title, "Alor", 45],
            ["09/04/2026", "Sosialisasi pencegahan TPPO", "Ngada", 32],
        ]
    )


for name, ugliness, written in (
    ("name-with-letters-apart", "a name with its letters apart", "Z e b e d i a"),
    (
        "name-joined-by-a-dot",
        "a name as a user's, behind what was held",
        "Penyuluhan oleh zebedia.fanggitasik",
    ),
    ("name-of-one-word", "a name without the blank within it", "Penyuluhan oleh ZebediaFanggitasik"),
    (
        "name-in-small-letters",
        "a name in small letters behind “bapak”",
        "kunjungan ke bapak zebedia fanggitasik",
    ),
    ("name-with-the-father-s", "“bin” between two words", "pertemuan dengan zebedia bin fanggitasik"),
):
    add(
        name,
        f"{ugliness}: what was held stays out, and the name is nowhere told",
        "activities",
        partial(held, written),
        Expect(
            DOUBTS,
            numbered(
                {"held_on": "2026-02-11", "region": "53.05", "participants": 45},
                {
                    "held_on": "2026-04-09",
                    "title": "Sosialisasi pencegahan TPPO",
                    "region": "53.09",
                    "participants": 32,
                },
            ),
            left_out={"nama": 1},
            doubts=frozenset({("field-left-out", "B3")}),
        ),
        secrets=("Zebedia", "Fanggitasik", "zebedia.fanggitasik", "ZebediaFanggitasik", "Z e b e d i a"),
    )
add(
    "name-with-letters-apart-beside-a-figure",
    "a remark that is told, without the name in it",
    "placements",
    partial(counts, "PENEMPATAN PMI TAHUN 2025", beside(None, "batal 1, Z e b e d i a", None, None)),
    Expect(DOUBTS, four(), doubts=told("D5")),
    secrets=("Z e b e d i a",),
)
add(
    "short-for-the-number-beside-it",
    "what is short for a name beside it, both of which hold a telephone: neither is kept",
    "agencies",
    lambda: xlsx(
        [
            ["DAFTAR LEMBAGA MITRA"],
            ["Nama Instansi", "Jenis", "Singkatan"],
            ["Yayasan Tenun Contoh", "LSM", "YTC"],
            ["Yayasan (0812) 0000 0099", "LSM", "(0812) 0000 0099"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            {"name": "Yayasan Tenun Contoh", "kind": "partner_ngo", "short_name": "YTC"},
            {"kind": "partner_ngo"},
        ),
        left_out={"telepon": 2},
        doubts=frozenset({("field-left-out", "A4"), ("field-left-out", "C4")}),
    ),
    secrets=("0812 0000 0099", "081200000099"),
)
