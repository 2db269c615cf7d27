"""What is clear to whoever wrote it, and to nobody else: marks of two kinds, towns for kabupaten, units for
offices, a form a sheet."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tests.imports.corpus.model import ASK, DOUBTS, IMPORT, REFUSE, Adding, Case, Expect, text, workbook, xlsx
from tests.imports.corpus.registers import numbered

CASES: list[Case] = []
add = Adding(CASES, "data.xlsx")

PLACED = [["PENEMPATAN PMI PROSEDURAL 2026"], ["Kabupaten", "Januari", "Februari"]]


def report(reference: str, day: str, region: str = "", **more: Any) -> dict[str, float | str]:
    told = {"reference": reference, "kind": "trafficking", "reported_on": day, "region": region}
    return {name: value for name, value in told.items() if value} | more


def marks(*doubts: str) -> frozenset[tuple[str, str]]:
    return frozenset(("mixed-separators", cell) for cell in doubts)


add(
    "comma-for-both",
    "“1,234” beside “12,0”: the comma cannot be both",
    "placements",
    lambda: xlsx([*PLACED, ["Belu", "1,234", 910], ["Malaka", "12,0", "15"], ["Ende", "7", 8]]),
    Expect(
        DOUBTS,
        {
            "53.04 2026-02": 910,
            "53.21 2026-01": 12,
            "53.21 2026-02": 15,
            "53.08 2026-01": 7,
            "53.08 2026-02": 8,
        },
        states={"B3": "doubtful"},
        doubts=marks("B3", "B4"),
    ),
)
add(
    "dots-and-commas-for-thousands",
    "“1.234” and “1,234” in one table, and nothing says which of them groups",
    "placements",
    lambda: text([*PLACED, ["Belu", "1.234", "910"], ["Malaka", "1,120", "1.015"]], ";"),
    Expect(
        DOUBTS,
        {"53.04 2026-02": 910},
        states={"B3": "doubtful", "B4": "doubtful", "C4": "doubtful"},
        doubts=marks("B3", "B4", "C4"),
    ),
    file="penempatan.csv",
)
add(
    "one-kind-of-marks",
    "“1.234” beside “12,0”, and “1,234” beside “12.0”: each office is one with itself",
    "placements",
    lambda: text([*PLACED, ["Belu", "1.234", "910,0"], ["Malaka", "12,0", "1.015"]], ";"),
    Expect(
        IMPORT,
        {"53.04 2026-01": 1234, "53.04 2026-02": 910, "53.21 2026-01": 12, "53.21 2026-02": 1015},
    ),
    file="penempatan.csv",
)
add(
    "dots-and-commas-of-victims",
    "the same in a column of a register",
    "cases",
    lambda: xlsx(
        [
            ["Nomor LP", "Tgl Lapor", "Jenis Kasus", "Kabupaten", "Pr Dewasa"],
            ["LP/1/2026", date(2026, 1, 5), "TPPO", "Belu", "1,234"],
            ["LP/2/2026", date(2026, 1, 6), "TPPO", "Ende", "2,0"],
            ["LP/3/2026", date(2026, 1, 7), "TPPO", "Alor", "3"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            report("LP/1/2026", "2026-01-05", "53.04"),
            report("LP/2/2026", "2026-01-06", "53.08", women=2),
            report("LP/3/2026", "2026-01-07", "53.05", women=3),
        ),
        states={"E2": "doubtful"},
        doubts=marks("E2", "E3"),
    ),
)


def cases_of(column: str, *cells: str) -> bytes:
    head = ["Nomor LP", "Tgl Lapor", "Jenis Kasus", column]
    lines = ([f"LP/{n}/2026", date(2026, 1, n), "TPPO", cell] for n, cell in enumerate(cells, 1))
    return xlsx([head, *lines])


def reported(*more: Mapping[str, str]) -> dict[str, float | str]:
    lines = (report(f"LP/{n}/2026", f"2026-01-{n:02}", **each) for n, each in enumerate(more, 1))
    return numbered(*lines)


TOWNS = {
    "Maumere": "53.07",
    "Kefa": "53.03",
    "Ba'a": "53.14",
    "Mbay": "53.16",
    "Betun": "53.21",
    "Seba": "53.20",
    "Waibakul": "53.17",
    "Oelamasi": "53.01",
    "Kab. Soe": "53.02",
}
"""Towns that are no kecamatan and no desa by that name."""
add(
    "towns-for-kabupaten",
    "“Maumere” and “Mbay” below Kabupaten: seats that are no place of the map by themselves",
    "cases",
    lambda: cases_of("Kabupaten Asal", *TOWNS, "Ende"),
    Expect(
        DOUBTS,
        reported(*({"region": code} for code in (*TOWNS.values(), "53.08"))),
        doubts=frozenset(("place-unknown", f"D{row}") for row in range(2, len(TOWNS) + 2)),
    ),
)
SHARED = {
    "Kefamenanu": "53.03",
    "SoE": "53.02",
    "Atambua": "53.04",
    "Ruteng": "53.10",
    "Kalabahi": "53.05",
    "Larantuka": "53.06",
    "Bajawa": "53.09",
    "Waingapu": "53.11",
    "Waikabubak": "53.12",
    "Lewoleba": "53.13",
    "Labuan Bajo": "53.15",
    "Tambolaka": "53.18",
    "Borong": "53.19",
}
"""Towns of which a kecamatan or a desa bears the name, too, and holds only a part of it or none."""
add(
    "towns-that-share-their-name",
    "“Atambua” lies in three kecamatan, and Ruteng not in Kec. Ruteng: below Kabupaten they name that",
    "cases",
    lambda: cases_of("Asal (Kab/Kota)", *SHARED, "Malaka"),
    Expect(
        DOUBTS,
        reported(*({"region": code} for code in (*SHARED.values(), "53.21"))),
        doubts=frozenset(("place-unknown", f"D{row}") for row in range(2, len(SHARED) + 2)),
    ),
)
add(
    "kecamatan-that-are-towns",
    "among kecamatan “Larantuka” is one; “Kec. Ruteng” and “Kota Atambua” are always",
    "cases",
    lambda: cases_of("Asal", "Wewiku", "Larantuka", "Kobalima", "Kec. Ruteng", "Kota Atambua"),
    Expect(
        IMPORT,
        reported(
            *({"region": code} for code in ("53.21.03", "53.06.03", "53.21.11", "53.10.03", "53.04.12"))
        ),
    ),
)
add(
    "town-beside-its-kabupaten",
    "“Maumere, Sikka” names one place; “Maumere, Ende” two",
    "cases",
    lambda: cases_of("Asal", "Maumere, Sikka", "Sikka (Maumere)", "Maumere, Ende"),
    Expect(
        DOUBTS,
        reported({"region": "53.07"}, {"region": "53.07"}, {}),
        doubts=frozenset({("place-unknown", "D4")}),
    ),
)
add(
    "town-among-kabupaten-of-a-table",
    "“Maumere” among kabupaten that count: the town or the whole, nobody can tell",
    "placements",
    lambda: xlsx([*PLACED, ["Belu", 5, 6], ["Maumere", 3, 4], ["Malaka", 1, 2]]),
    Expect(
        DOUBTS,
        {"53.04 2026-01": 5, "53.04 2026-02": 6, "53.21 2026-01": 1, "53.21 2026-02": 2},
        states={"B4": "doubtful", "C4": "doubtful"},
        doubts=frozenset({("place-unknown", "A4")}),
    ),
)
PROVINCES = ("Kalbar", "Kaltim", "Kaltara", "Kepri", "Sumut", "Jatim", "Prov. Sulsel", "dalam negeri")
add(
    "provinces-in-short",
    "destinations inside the country by the short names of provinces",
    "cases",
    lambda: cases_of("Tujuan", *PROVINCES),
    Expect(IMPORT, reported(*({"destination": "IDN"} for _ in PROVINCES))),
)
CITIES = ("Batam", "Medan", "Surabaya", "Makassar", "Nunukan", "Kalimantan")
add(
    "cities-as-destination",
    "“Batam” below Negara Tujuan: inside the country, or the way to another one",
    "cases",
    lambda: cases_of("Negara Tujuan", *CITIES, "Malaysia via Batam"),
    Expect(
        DOUBTS,
        reported(*({} for _ in CITIES), {"destination": "MYS"}),
        doubts=frozenset(("country-unknown", f"D{row}") for row in range(2, len(CITIES) + 2)),
    ),
)


UNITS = ("Polres Malaka", "POLRES BELU", "Polresta Kupang Kota", "Polres Malaka", "Polda NTT")
UNITS_SAID: tuple[dict[str, str], ...] = ({}, {}, {}, {}, {"agency": "polda-ntt"})
add(
    "units-of-the-police",
    "a column of Polres, of which the register knows all as one: asked once, and no kabupaten taken from it",
    "cases",
    lambda: cases_of("Satker", *UNITS),
    Expect(ASK, reported(*UNITS_SAID), questions=frozenset({"agency:polres"})),
)
UNITS_ANSWERED: dict[str, dict[str, str]] = {"polres-ntt": {"agency": "polres-ntt"}, "sender": {}}
for answer, said in UNITS_ANSWERED.items():
    add(
        f"units-answered-by-{answer}",
        "the same, once it is known whose reports they are",
        "cases",
        lambda: cases_of("Satker", *UNITS),
        Expect(IMPORT, reported(*(each or said for each in UNITS_SAID))),
        answers={"agency:polres": answer},
    )
add(
    "units-by-their-place-alone",
    "“Malaka” and “Belu” below Polres say which one, and not where somebody comes from",
    "cases",
    lambda: cases_of("Polres", "Malaka", "Belu"),
    Expect(IMPORT, reported({"agency": "polres-ntt"}, {"agency": "polres-ntt"})),
    answers={"agency:polres": "polres-ntt"},
)
add(
    "units-of-elsewhere",
    "“Polres Nunukan” is none of NTT, and is not taken for all of NTT; a division and a number say nothing",
    "cases",
    lambda: cases_of("Satker", "Polres Nunukan", "Polres Belu (Unit PPA)", "Polres", "Kejari Atambua"),
    Expect(
        DOUBTS,
        reported({}, {"agency": "polres-ntt"}, {"agency": "polres-ntt"}, {"agency": "kejari-ntt"}),
        states={"D2": "doubtful"},
        doubts=frozenset({("agency-unknown", "D2")}),
    ),
    answers={"agency:polres": "polres-ntt", "agency:kejari": "kejari-ntt"},
)
add(
    "units-by-their-place-alone-elsewhere",
    "the same below Polres: a town says which one, another province's does not",
    "cases",
    lambda: cases_of("Polres", "Maumere", "Nunukan", "Belu/Unit PPA"),
    Expect(
        DOUBTS,
        reported({"agency": "polres-ntt"}, {}, {"agency": "polres-ntt"}),
        states={"D3": "doubtful"},
        doubts=frozenset({("agency-unknown", "D3")}),
    ),
    answers={"agency:polres": "polres-ntt"},
)
add(
    "unit-with-an-officer",
    "a name beside the unit is left out, and the line is not the sender's because of that",
    "cases",
    lambda: cases_of("Satker", "Polres Malaka a.n. Yohanis Contoh Seran", "Polres Belu"),
    Expect(
        DOUBTS,
        reported({}, {"agency": "polres-ntt"}),
        states={"D2": "doubtful"},
        doubts=frozenset({("agency-unknown", "D2")}),
        left_out={"nama": 1},
    ),
    secrets=("Yohanis", "Seran"),
    answers={"agency:polres": "polres-ntt"},
)
add(
    "one-number-of-two-units",
    "LP/1 of Polres Malaka and LP/1 of Polres Belu are two reports, and would be stored as one",
    "cases",
    lambda: xlsx(
        [
            ["Nomor LP", "Tgl Lapor", "Jenis Kasus", "Satker"],
            ["LP/1/I/2026", date(2026, 1, 5), "TPPO", "Polres Malaka"],
            ["LP/1/I/2026", date(2026, 1, 5), "TPPO", "Polres Belu"],
            ["LP/2/I/2026", date(2026, 1, 6), "TPPO", "Polres Belu"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            report("", "2026-01-05", agency="polres-ntt"),
            report("", "2026-01-05", agency="polres-ntt"),
            report("LP/2/I/2026", "2026-01-06", agency="polres-ntt"),
        ),
        states={"A2": "doubtful", "A3": "doubtful"},
        doubts=frozenset({("number-of-several", "A2"), ("number-of-several", "A3")}),
    ),
    answers={"agency:polres": "polres-ntt"},
)
add(
    "offices-that-nobody-knows",
    "lines alike but for an office that is not known are two lines",
    "cases",
    lambda: xlsx(
        [
            ["Nomor LP", "Tgl Lapor", "Jenis Kasus", "Instansi"],
            ["LP/1/I/2026", date(2026, 1, 5), "TPPO", "Kantor Utara"],
            ["LP/1/I/2026", date(2026, 1, 5), "TPPO", "Kantor Selatan"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(report("LP/1/I/2026", "2026-01-05"), report("LP/1/I/2026", "2026-01-05")),
        doubts=frozenset({("agency-unknown", "D2"), ("agency-unknown", "D3")}),
    ),
)


WHO = ("Maria Contoh Seran", "Yosef Contoh Nahak", "Ani Contoh Lado")


def form(number: int, *, colon: bool = False) -> list[list[Any]]:
    """As an office fills it in for one case, with letterhead, numbers of its lines and a signature."""
    asked: list[tuple[str, Any]] = [
        ("Nomor Laporan", f"LP/{number}/I/2026"),
        ("Tanggal Lapor", date(2026, 1, number)),
        ("Jenis Kasus", "TPPO"),
        ("Nama Korban", WHO[number - 1]),
        ("Jenis Kelamin", "P"),
        ("Umur", 20 + number),
        ("Kabupaten Asal", ("Belu", "Malaka", "Ende")[number - 1]),
        ("Negara Tujuan", "Malaysia"),
    ]
    lines = [[f"{n}.", label, *([":"] if colon else []), value] for n, (label, value) in enumerate(asked, 1)]
    return [["FORMULIR LAPORAN KASUS"], [], *lines, [], [None, None, f"Kupang, {number} Januari 2026"]]


def filled_in(number: int) -> dict[str, float | str]:
    region = ("53.04", "53.21", "53.08")[number - 1]
    return report(f"LP/{number}/I/2026", f"2026-01-0{number}", region, destination="MYS", women=1)


add(
    "a-form-a-sheet",
    "one case a sheet: what is asked down the left, what is answered beside it",
    "cases",
    lambda: workbook({f"Kasus {n}": form(n) for n in (1, 2, 3)}),
    Expect(IMPORT, numbered(*map(filled_in, (1, 2, 3))), left_out={"nama": 3}),
    secrets=("Maria", "Seran", "Yosef", "Nahak", "Lado"),
)
add(
    "forms-below-each-other",
    "the same on one sheet, with colons in a column of their own",
    "cases",
    lambda: xlsx([*form(1, colon=True), [], *form(2, colon=True)]),
    Expect(IMPORT, numbered(*map(filled_in, (1, 2))), left_out={"nama": 2}),
    secrets=("Maria", "Seran", "Yosef", "Nahak"),
)
add(
    "second-form-has-a-label-more",
    "the second form begins with a number that the first lacks: whose it is, the sheet does not say",
    "cases",
    lambda: xlsx([*form(1)[:2], *form(1)[3:], [], *form(2)]),
    Expect(REFUSE, refusal="form-unclear"),
    secrets=("Maria", "Seran", "Yosef", "Nahak"),
)
add(
    "form-with-a-label-twice",
    "“Nama” of who reports and “Nama” of the victim: what stands below the second is of the same case",
    "cases",
    lambda: xlsx([*form(1)[:5], ["3.", "Nama Korban", WHO[1]], *form(1)[5:]]),
    Expect(REFUSE, refusal="form-unclear"),
    secrets=("Maria", "Seran", "Yosef", "Nahak"),
)
add(
    "form-with-a-second-answer-below",
    "two kabupaten below each other, of which only the first has the label",
    "cases",
    lambda: xlsx([*form(1)[:8], [None, None, "Ende"], *form(1)[8:]]),
    Expect(REFUSE, refusal="form-unclear"),
    secrets=("Maria", "Seran"),
)
add(
    "form-with-a-part-of-the-reporter",
    "kabupaten and sex below “PELAPOR” are not the victim's, whose age stands below “KORBAN”",
    "cases",
    lambda: xlsx(
        [
            *form(1)[:5],
            ["A.", "DATA PELAPOR"],
            ["4.", "Kabupaten", "Ende"],
            ["5.", "Jenis Kelamin", "L"],
            ["B.", "DATA KORBAN"],
            ["6.", "Umur", 16],
        ]
    ),
    Expect(REFUSE, refusal="form-unclear"),
)
add(
    "kabupaten-of-the-reporter",
    "where who reported comes from says nothing of the victim",
    "cases",
    lambda: xlsx(
        [
            ["Nomor LP", "Tgl Lapor", "Jenis Kasus", "Kabupaten Pelapor", "Kabupaten Asal Korban"],
            ["LP/1/I/2026", date(2026, 1, 5), "TPPO", "Ende", "Belu"],
        ]
    ),
    Expect(IMPORT, numbered(report("LP/1/I/2026", "2026-01-05", "53.04"))),
)
add(
    "form-with-a-part-of-the-victim",
    "headings of parts say no more than the labels below them",
    "cases",
    lambda: xlsx(
        [*form(1)[:5], ["A.", "DATA KORBAN"], *form(1)[5:10], ["B.", "PELAPOR"], ["9.", "Nama", WHO[1]]]
    ),
    Expect(IMPORT, numbered(filled_in(1)), left_out={"nama": 2}),
    secrets=("Maria", "Seran", "Yosef", "Nahak"),
)
add(
    "form-above-an-empty-one",
    "a second copy that nobody has filled in says nothing",
    "cases",
    lambda: xlsx([*form(1), [], *(line[:2] for line in form(2)[:-2])]),
    Expect(IMPORT, numbered(filled_in(1)), left_out={"nama": 1}),
    secrets=("Maria", "Seran"),
)
add(
    "cases-across",
    "labels down the left, a column a case; one answer that is no choice of ours",
    "cases",
    lambda: xlsx(
        [
            ["Uraian", "Kasus I", "Kasus II"],
            ["Nomor LP", "LP/1/I/2026", "LP/2/I/2026"],
            ["Tgl Lapor", "5 Januari 2026", date(2026, 1, 6)],
            ["Jenis Kasus", "TPPO", "TPPO"],
            ["Kabupaten Asal", "Belu", "Ende"],
            ["Modus", "Medsos", "Dijemput di rumah"],
        ]
    ),
    Expect(
        DOUBTS,
        numbered(
            report("LP/1/I/2026", "2026-01-05", "53.04", recruitment="social_media"),
            report("LP/2/I/2026", "2026-01-06", "53.08"),
        ),
        states={"C6": "doubtful"},
        doubts=frozenset({("choice-unknown", "C6")}),
    ),
)
add(
    "form-in-one-column",
    "label and answer in one cell: what belongs to what is not certain",
    "cases",
    lambda: xlsx(
        [
            ["FORMULIR KASUS"],
            ["Nomor LP: LP/1/I/2026"],
            ["Tanggal lapor: 5 Januari 2026"],
            ["Jenis kasus: TPPO, korban Maria Contoh Seran"],
            ["Kabupaten asal: Belu"],
        ]
    ),
    Expect(REFUSE, refusal="form-unclear"),
    secrets=("Maria", "Seran"),
)
add(
    "form-without-a-kind-that-is-known",
    "a form whose kind of case nobody knows",
    "cases",
    lambda: xlsx([*form(1)[:4], ["3.", "Jenis Kasus", "Curanmor"], *form(1)[5:]]),
    Expect(REFUSE, refusal="form-unclear"),
    secrets=("Maria", "Seran"),
)
add(
    "register-beside-a-form",
    "a register, and a form on the next sheet that cannot be read: told",
    "cases",
    lambda: workbook(
        {
            "Register": [["Nomor LP", "Tgl Lapor", "Jenis Kasus"], ["LP/9/I/2026", date(2026, 1, 9), "TPPO"]],
            "Formulir": [*form(1)[:4], ["3.", "Jenis Kasus", "Curanmor"], *form(1)[5:]],
        }
    ),
    Expect(
        DOUBTS,
        numbered(report("LP/9/I/2026", "2026-01-09")),
        doubts=frozenset({("form-unclear", "")}),
    ),
    secrets=("Maria", "Seran"),
)
add(
    "register-beside-its-explanation",
    "the next sheet says what each column means, and is no form",
    "cases",
    lambda: workbook(
        {
            "Register": [["Nomor LP", "Tgl Lapor", "Jenis Kasus"], ["LP/9/I/2026", date(2026, 1, 9), "TPPO"]],
            "Petunjuk": [
                ["Nomor LP", "Nomor laporan polisi"],
                ["Tgl Lapor", "Hari laporan diterima, misalnya hari ini"],
                ["Jenis Kasus", "TPPO, TPPM, atau lainnya"],
                ["Kabupaten Asal", "Kabupaten menurut KTP"],
            ],
        }
    ),
    Expect(IMPORT, numbered(report("LP/9/I/2026", "2026-01-09"))),
)
add(
    "form-of-two-columns",
    "two labels beside each other, each with its answer",
    "cases",
    lambda: xlsx(
        [
            ["FORMULIR KASUS"],
            ["Nomor LP", "LP/1/I/2026", "Tanggal lapor", date(2026, 1, 5)],
            ["Jenis kasus", "TPPO", "Kabupaten asal", "Belu"],
            ["Nama korban", WHO[0], "Negara tujuan", "Malaysia"],
        ]
    ),
    Expect(
        IMPORT,
        numbered(
            {
                "reference": "LP/1/I/2026",
                "reported_on": "2026-01-05",
                "kind": "trafficking",
                "region": "53.04",
                "destination": "MYS",
            }
        ),
        left_out={"nama": 1},
    ),
    secrets=("Maria", "Seran"),
)
add(
    "form-with-a-table-inside",
    "a form that lists its victims in a table: a line cannot say all of them",
    "cases",
    lambda: xlsx(
        [
            *form(1)[:5],
            ["4.", "Korban"],
            [None, None, "No", "Nama", "L/P", "Umur"],
            [None, None, 1, WHO[0], "P", 21],
            [None, None, 2, WHO[1], "L", 16],
            *form(1)[8:],
        ]
    ),
    Expect(REFUSE, refusal="form-unclear"),
    secrets=("Maria", "Seran", "Yosef", "Nahak"),
)
add(
    "form-signed-by-two",
    "a form with two who sign it, beside each other",
    "cases",
    lambda: xlsx([*form(1), ["Mengetahui", None, None, "Yang membuat"], [WHO[1], None, None, WHO[2]]]),
    Expect(IMPORT, numbered(filled_in(1)), left_out={"nama": 1}),
    secrets=("Maria", "Seran", "Yosef", "Nahak", "Lado"),
)
add(
    "letterhead-like-a-form",
    "a letterhead of labels and answers above a register is no form",
    "cases",
    lambda: xlsx(
        [
            ["Instansi", ":", "Polda NTT"],
            ["Kabupaten", ":", "Belu"],
            ["Tanggal", ":", "5 Februari 2026"],
            [],
            ["No", "Nomor LP", "Tgl Lapor", "Jenis Kasus", "Kabupaten Asal"],
            [1, "LP/1/I/2026", date(2026, 1, 5), "TPPO", "Malaka"],
        ]
    ),
    Expect(IMPORT, numbered(report("LP/1/I/2026", "2026-01-05", "53.21"))),
)
add(
    "letter-before-a-register",
    "a covering letter on the first sheet has a number, a day and a place, and is no form",
    "cases",
    lambda: workbook(
        {
            "Surat": [
                ["LAPORAN KASUS TPPO"],
                ["Nomor", ":", "B/12/II/2026"],
                ["Tanggal", ":", "5 Februari 2026"],
                ["Kabupaten", ":", "Belu"],
            ],
            "Data": [["Nomor LP", "Tgl Lapor", "Jenis Kasus"], ["LP/1/I/2026", date(2026, 1, 5), "TPPO"]],
        }
    ),
    Expect(IMPORT, numbered(report("LP/1/I/2026", "2026-01-05"))),
)
add(
    "towns-alone-in-a-table",
    "a table of counts that names only towns: Kec. Ruteng or Manggarai, nobody can tell",
    "placements",
    lambda: xlsx(
        [
            ["PENEMPATAN PMI JANUARI 2026"],
            ["Wilayah", "Jumlah"],
            ["Maumere", 5],
            ["Ruteng", 6],
            ["Atambua", 7],
        ]
    ),
    Expect(
        DOUBTS,
        {},
        states={"B3": "doubtful", "B4": "doubtful", "B5": "doubtful"},
        doubts=frozenset({("place-unknown", "A3"), ("place-ambiguous", "A4"), ("place-ambiguous", "A5")}),
    ),
)
add(
    "towns-in-addresses",
    "addresses that end with the town: the kabupaten is certain, the kecamatan is not said",
    "cases",
    lambda: xlsx(
        [
            ["Nomor LP", "Tgl Lapor", "Jenis Kasus", "Alamat"],
            ["LP/1/2026", date(2026, 1, 1), "TPPO", "Jl. Wekatimun 4, Maumere"],
            ["LP/2/2026", date(2026, 1, 2), "TPPO", "Jl. Wekatimun 5, Atambua"],
            ["LP/3/2026", date(2026, 1, 3), "TPPO", "Desa Haitimuk, Kec. Weliman"],
        ]
    ),
    Expect(
        IMPORT,
        reported({"region": "53.07"}, {"region": "53.04"}, {"region": "53.21.04.2002"}),
        left_out={"alamat": 3},
    ),
    secrets=("Wekatimun",),
)


def agenda(head: str = "No. Agenda", first: str = "12/TPPO/I/2026") -> bytes:
    """Reports under a number that the office does not call one of reports."""
    return xlsx(
        [
            [head, "Tgl Lapor", "Jenis Kasus", "Kabupaten"],
            [first, date(2026, 1, 5), "TPPO", "Belu"],
            ["13/TPPO/I/2026", date(2026, 1, 6), "TPPO", "Ende"],
        ]
    )


DAYS = (("2026-01-05", "53.04"), ("2026-01-06", "53.08"))
UNNUMBERED = numbered(*(report("", *each) for each in DAYS))
add(
    "numbers-under-another-name",
    "“No. Agenda” above another number a line, and no number of reports: asked",
    "cases",
    agenda,
    Expect(ASK, UNNUMBERED, questions=frozenset({"numbers:no agenda"})),
)
add(
    "numbers-of-lines-that-are-more",
    "the same below “No”, once the office has said so",
    "cases",
    lambda: agenda("No"),
    Expect(IMPORT, numbered(report("12/TPPO/I/2026", *DAYS[0]), report("13/TPPO/I/2026", *DAYS[1]))),
    answers={"numbers:no": "yes"},
)
add(
    "numbers-that-are-not-the-reports",
    "the same, once the office has denied it",
    "cases",
    agenda,
    Expect(DOUBTS, UNNUMBERED, doubts=frozenset({("without-numbers", "")})),
    answers={"numbers:no agenda": "no"},
)
add(
    "numbers-of-another-column-than-answered",
    "what was said of No. Agenda is not taken for the numbers of letters, another month",
    "cases",
    lambda: agenda("No. Surat"),
    Expect(ASK, UNNUMBERED, questions=frozenset({"numbers:no surat"})),
    answers={"numbers:no agenda": "yes"},
)
add(
    "one-number-for-two-lines",
    "one letter that speaks of two reports numbers none of them",
    "cases",
    lambda: agenda("No. Surat", "13/TPPO/I/2026"),
    Expect(DOUBTS, UNNUMBERED, doubts=frozenset({("without-numbers", "")})),
)
add(
    "hidden-answer-of-a-form",
    "a form with a hidden row: somebody put that answer away",
    "cases",
    lambda: xlsx(form(1), change=lambda sheet: setattr(sheet.row_dimensions[9], "hidden", True)),
    Expect(
        DOUBTS,
        numbered(report("LP/1/I/2026", "2026-01-01", destination="MYS", women=1)),
        doubts=frozenset({("hidden", "C9")}),
        left_out={"nama": 1},
    ),
    secrets=("Maria", "Seran"),
)
add(
    "hidden-kabupaten",
    "the same of a register: its column of kabupaten is hidden",
    "cases",
    lambda: xlsx(
        [
            ["Nomor LP", "Tgl Lapor", "Jenis Kasus", "Kabupaten"],
            ["LP/1/I/2026", date(2026, 1, 5), "TPPO", "Belu"],
        ],
        change=lambda sheet: setattr(sheet.column_dimensions["D"], "hidden", True),
    ),
    Expect(
        DOUBTS,
        numbered(report("LP/1/I/2026", "2026-01-05")),
        doubts=frozenset({("hidden", "D2")}),
    ),
)
