"""What a file leaves doubtful: cell by cell, by kind, and beside them totals, jumps and what was left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from components.imports import words
from components.imports.register import PAGE_SIZE, of_page, turning
from components.kit import filters, markup
from components.kit.layout import section
from components.kit.markup import Column, Text, link
from domain import addresses
from domain.access.parameters import Parameters
from domain.imports.alike import AlikeDoubts, alike
from domain.imports.delivery import PUT_OFF, DeliveredDoubt, DeliveredSum, row_of
from domain.imports.jumps import LEAST, TIMES
from domain.imports.sheet import letters, place_of
from domain.time import formats
from domain.time.formats import capitalised, number

if TYPE_CHECKING:
    from views.imports import One

MOST_DECIDED, MOST_BESIDE, MOST_NAMED = 8, 5, 3
MOST_FOLDED = 200


@dataclass(frozen=True)
class DeliveryShown:
    """What of a delivery the address asks for: doubts of one kind or all, a page of them; and which column or
    row of the sheet is to get another role."""

    given: addresses.Given
    rule: str = ""
    page: int = 1
    part: str = ""

    def of(self, rows: Sequence[DeliveredDoubt]) -> Sequence[DeliveredDoubt]:
        return [each for each in rows if not self.rule or each.rule == self.rule]


def asked_for(asked: Parameters, found: One) -> DeliveryShown:
    rule = asked.one_of("macam", found.doubts_by_rule()) or ""
    page = asked.number("hal", lowest=1, highest=1_000_000) or 1
    sheet = found.read.sheets[:1] if found.read else ()
    parts = {str(each) for drawn in sheet for each, *_ in (*drawn.columns, *drawn.rows)}
    part = asked.one_of("ubah", parts) or ""
    return DeliveryShown(filters.without(asked.accepted, "hal"), rule, page, part)


def share(found: One) -> Markup:
    """How much of the file is ready, says nothing, or comes back."""
    plan = found.plan
    if plan is None:
        return Markup("")
    between = [("silent", plan.unsaid, "belum ada laporan"), ("back", plan.asked, "menunggu jawaban")]
    parts = [
        ("new", plan.writes + plan.same, "siap diambil"),
        *(part for part in between if part[1]),
        ("back", len(plan.back), "ditunda"),
    ]
    if found.is_counted:
        waits = len(found.lines) - found.counted
        parts = [("new", found.counted, "baris terhitung"), ("back", waits, "menunggu pilihan")]
    said = ", ".join(f"{number(count)} {what}" for _, count, what in parts)
    total = sum(count for _, count, _ in parts) or 1
    drawn = [(kind, round(100 * count / total, 1)) for kind, count, _ in parts if count]
    return markup.render("imports.share", parts=drawn, label=said) + markup.note(said + ".")


def doubt_kinds(found: One, shown: DeliveryShown) -> Markup:
    """How many of each kind, the most frequent first; each leads to its own."""
    counts = found.doubts_by_rule()
    kinds: list[tuple[Text, str, bool]] = [
        (
            _with_count(rule_words(rule), count),
            addresses.delivery(found.row.id, step="mutu", rule=rule),
            rule == shown.rule,
        )
        for rule, count in counts.most_common()
    ]
    if len(kinds) < 2:
        return Markup("")
    everything = addresses.delivery(found.row.id, step="mutu")
    all_of_them = (_with_count("Semua", counts.total()), everything, not shown.rule)
    return markup.pills([all_of_them, *kinds], label="Macam keraguan")


def _with_count(label: str, count: int) -> Markup:
    return markup.joined(f"{label} ", markup.bold(number(count)))


def rule_words(rule: str) -> str:
    return capitalised(_RULES.get(rule, rule.replace("-", " ")))


_RULES = {
    "fraction": "angka pecahan",
    "date-in-value": "tanggal di tempat angka",
    "approximate": "angka perkiraan",
    "text-in-value": "tulisan di tempat angka",
    "negative": "angka negatif",
    "formula-text": "rumus tersimpan sebagai teks",
    "mixed-separators": "titik atau koma: ribuan atau desimal",
    "date-order": "hari dan bulan dapat tertukar",
    "day-of-event": "hanya tanggal kejadian",
    "day-of-notice": "hanya tanggal SPDP",
    "date-serial": "tanggal berupa nomor urut",
    "date-impossible": "tanggal tidak lengkap atau tidak ada",
    "date-span": "beberapa hari dalam satu sel",
    "date-future": "tanggal di masa depan",
    "date-old": "tanggal sebelum tahun 2000",
    "date-weekday": "nama hari tidak cocok",
    "due-is-a-span": "tenggat ditulis sebagai lama waktu",
    "due-is-a-start": "hari mulai di tempat tenggat",
    "by-sex": "laki-laki dan perempuan dalam satu sel",
    "by-sex-differs": "laki-laki ditambah perempuan tidak cocok",
    "place-unknown": "wilayah tidak dikenal",
    "place-ambiguous": "nama yang dipakai beberapa wilayah",
    "places-together": "beberapa wilayah sekaligus",
    "place-differs": "wilayah bertentangan",
    "choice-unknown": "pilihan tidak dikenal",
    "agency-unknown": "instansi tidak dikenal",
    "country-unknown": "negara tidak dikenal",
    "double-row": "baris kembar",
    "double-differs": "baris kembar dengan angka lain",
    "recap-differs": "rekap tidak cocok dengan rincian",
    "total-differs": "jumlah tidak cocok",
    "same-heading": "kepala kolom yang sama",
    "quarters-by-number": "angka Romawi: triwulan atau bulan",
    "two-years": "dua tahun dalam satu kepala kolom",
    "footnote": "tanda catatan kaki",
    "field-left-out": "isian yang dikeluarkan karena tampak nama",
    "note-of-another-time": "catatan menyebut waktu lain",
    "year-of-others": "tahun judul dan tabel berbeda",
    "hidden-row": "baris tersembunyi",
    "struck-out": "angka dicoret",
    "stage-of-several": "beberapa tahap perkara dalam satu sel",
    "stage-in-remark": "tahap perkara di keterangan",
    "without-numbers": "tanpa nomor laporan",
    "formula-without-value": "rumus belum dihitung",
    "error-value": "rumus menghasilkan kesalahan",
    "ragged-row": "banyaknya isian beda dari kepala kolom",
    "organizer-unknown": "lembaga tidak dikenal",
    "agency-known": "instansi sudah ada",
    "same-sheet": "lembar kembar",
    "hidden": "baris, kolom, atau lembar tersembunyi",
    "merged-value": "sel gabungan",
    "formula-uncalculated": "rumus bernilai 0",
    "period-unknown": "periode tidak terbaca",
    "place-code-differs": "kode dan nama berbeda",
    "code-lost-zero": "kode kehilangan nol",
    "encoding": "huruf rusak",
    "parts-differ": "jumlah bagian tidak cocok",
    "far-from-others": "jauh lebih besar daripada yang lain",
    "still-running": "waktu belum berakhir",
    "not-yet-begun": "waktu belum mulai",
    "other-concept": "tentang hal lain",
    "victims-not-split": "dewasa dan anak tidak terpisah",
    "persons-in-line": "beberapa orang dalam satu baris",
    "age-unknown": "dewasa atau anak tidak disebut",
    "case-of-several-lines": "satu kasus di beberapa baris",
    "column-unknown": "kolom tidak dikenal",
    "no-number": "tanpa nomor",
    "form-unclear": "formulir tidak terbaca",
    "number-of-several": "satu nomor untuk beberapa satuan",
    "numbers-together": "beberapa nomor dalam satu sel",
    "percent": "persen atau pecahan",
    "village-twice": "desa yang sama dua kali",
    "target-of-years": "target beberapa tahun",
    "cumulative": "kumulatif",
    "identity": "nomor identitas orang",
    "part-called-whole": "sebagian waktu disebut setahun",
    "nihil-of-what": "laporan nihil tanpa wilayah atau waktu",
    "several-countries": "beberapa negara di judul",
    "part-or-whole": "sebagian atau setahun penuh",
    "heading-of-days": "kepala kolom menyebut hari",
    "row-of-days": "baris menyebut hari",
    "place-by-office": "wilayah menurut kantornya",
    "place-by-elimination": "wilayah disimpulkan dari yang tersisa",
    "row-without-place": "baris tanpa wilayah",
    "comment": "sel berkomentar",
    "colour": "sel berwarna",
    "members-counted": "anggota ditulis satu per baris",
    "unseen": "tulisan putih di atas putih",
    "scaled-format": "angka tampil dalam ribuan",
    "percent-format": "angka berformat persen",
    "external-link": "angka dari berkas lain",
    "lines-of-parts": "baris yang masing-masing sebagian saja",
    "row-of-example": "baris contoh pengisian",
    "note-of-a-part": "catatan atau nama menyebut sebagian",
    "title-words": "kata tidak dikenal di judul atau kepala kolom",
    "sheet-not-read": "lembar tidak terbaca",
    "name-with-more": "nama bersama isian lain",
    "same-once-more": "nomor atau nama kembar",
    "number-incomplete": "nomor belum lengkap",
    "place-abroad": "negara di tempat daerah asal",
    "date-zone": "jam menurut waktu Greenwich",
    "column-of-others": "kolom tentang orang atau tempat lain",
    "line-withdrawn": "baris yang mungkin batal",
    "remark-differs": "keterangan berbeda dari isian",
    "line-continued": "isi bersambung ke baris berikutnya",
    "numbers-dragged": "nomor berurut karena sel ditarik",
    "number-against-day": "nomor dan tanggal tidak cocok",
    "days-out-of-order": "urutan tanggal terbalik",
    "after-the-paper": "tanggal sesudah berkas ditandatangani",
    "cell-unsure": "isi yang diragukan penulis berkas",
    "several-in-cell": "beberapa butir dalam satu sel",
    "place-of-title": "wilayah hanya di judul",
    "desks-ticked": "tanda di antara centang",
    "day-of-title": "tanggal hanya di judul",
    "day-by-content": "tanggal yang tidak disebut tanggal apa",
    "target-of-a-part": "target setahun di tabel sebagian tahun",
    "deaths-or-remains": "meninggal atau jenazah dipulangkan",
    "kind-of-name": "jenis kasus hanya di nama berkas",
    "column-by-content": "kolom yang dikenal dari isinya",
    "agency-blank": "instansi kosong",
    "events-in-line": "beberapa kegiatan dalam satu baris",
    "against-title": "isi baris beda dari judulnya",
    "name-elsewhere": "nama instansi menyebut wilayah lain",
    "place-blank": "wilayah kosong",
    "day-blank": "tanggal kosong",
    "list-of-others": "judul daftar tentang hal lain",
    "scale-of-unit": "angka dalam ribuan atau jutaan",
    "indicator-of-a-part": "indikator menyebut sebagian",
    "number-as-date": "nomor yang menjadi tanggal",
    "years-as-days": "tahun tertulis sebagai 1 Januari",
    "heading-words": "kepala kolom menyebut lebih dari isinya",
    "unit-differs": "satuan tidak cocok dengan indikator",
    "team-or-none": "tim belum ada, tetapi beranggota",
}


def to_decide(found: One, shown: DeliveryShown) -> Sequence[DeliveredDoubt]:
    return [each for each in shown.of(found.open_doubts) if each.candidates]


def at_once(found: One, shown: DeliveryShown) -> Sequence[AlikeDoubts]:
    """The first that wait; lines of a register that ask the same together, cells of a table each alone."""
    waits = to_decide(found, shown)
    is_register = bool(found.read and found.read.records)
    every = alike(waits) if is_register else [AlikeDoubts((each,)) for each in waits[:MOST_DECIDED]]
    return every[:MOST_DECIDED]


def doubt(found: One, of: AlikeDoubts) -> Markup:
    """One that waits: its cell, what stands there and beside it, and why."""
    each, others = of.first, len(of.cells) - 1
    return markup.render(
        "imports.doubt",
        at=f"{each.sheet} {each.cell}".strip(),
        of=f"dan {number(others)} sel lain yang sama" if others else _speaks_of(found, each),
        cells=_beside(each),
        unseen="tidak ditampilkan" if each.cell else "seluruh lembar",
        rule=rule_words(each.rule),
        says=each.says,
    )


def _speaks_of(found: One, each: DeliveredDoubt) -> str:
    """Place and time of a cell of a table; of a register's line what it is called."""
    count = found.counts.get(each.address)
    if count is None:
        line = found.lines.get((each.sheet, row_of(each.cell)))
        return words.called(line) if line else ""
    place = words.place(found, count.region)
    span = words.span(count.starts_on, count.ends_on) if count.starts_on and count.ends_on else ""
    return ", ".join(part for part in (place, span) if part)


def _beside(each: DeliveredDoubt) -> Sequence[tuple[str, str, bool]]:
    """Letter, text, and whether it is the doubtful one."""
    match = _ADDRESS.fullmatch(each.cell)
    if match is None or not each.written:
        return ()
    place = place_of(match[1])
    around = [(place - 1, each.before), (place, each.written), (place + 1, each.after)]
    return [(letters(at), text, at == place) for at, text in around if text]


_ADDRESS = re.compile(r"([A-Z]{1,3})\d+")


def doubts(found: One, shown: DeliveryShown) -> Markup:
    """A page of what is doubtful, with the pages around it: of one kind all, else what stands neither above,
    to be chosen, nor below, among the totals."""
    every = found.read.doubts if found.read else ()
    if not every:
        return markup.empty("Tidak ada sel yang diragukan.")
    above = {each.address for alike_ in at_once(found, shown) for each in alike_.cells}
    rows = shown.of([each for each in every if shown.rule or not (each.sum or each.address in above)])
    if not rows:
        return Markup("")
    lines = _in_lines(found, rows)
    page = min(shown.page, max((len(lines) - 1) // PAGE_SIZE + 1, 1))
    columns = [
        Column("Sel", "gb-narrow"),
        Column("Tertulis di berkas"),
        Column("Dibaca"),
        Column("Mengapa diragukan", "gb-wide"),
        Column("Kemungkinan"),
        Column("Sikap"),
    ]
    table = markup.table(
        columns,
        [
            [
                markup.stack(_where(cells), rule_words(cells[0].rule)),
                cells[0].written or "–",
                _taken(found, cells[0]),
                _why(cells[0]),
                "; ".join(words.candidate(found, one) for one in cells[0].candidates) or "–",
                _attitude(found, cells[0]),
            ]
            for cells in lines[of_page(page)]
        ],
        caption="Sel yang diragukan",
    )
    title = rule_words(shown.rule) if shown.rule else "Keraguan lain" if above else "Semua yang diragukan"
    around = turning(shown.given, page, len(lines))
    head = section(title, aside=f"{number(len(rows))} sel")
    return head + table + (around if len(lines) > PAGE_SIZE else Markup(""))


def _in_lines(found: One, doubts: Sequence[DeliveredDoubt]) -> list[Sequence[DeliveredDoubt]]:
    """One line each, but of a register's cells those in one that say the same of the same column."""
    if not (found.read and found.read.records):
        return [(each,) for each in doubts]
    lines: dict[object, list[DeliveredDoubt]] = {}
    for each in doubts:
        column = (each.sheet, each.cell.rstrip("0123456789"))
        said = (each.rule, each.says, each.written, each.candidates, each.sum)
        became = (each.taken, _attitude(found, each))
        lines.setdefault((column, said, became), []).append(each)
    return list(lines.values())


def _where(cells: Sequence[DeliveredDoubt]) -> str:
    """The first of them by their addresses, and how many more."""
    named = ", ".join(each.cell for each in cells[:MOST_NAMED])
    more = f" dan {number(len(cells) - MOST_NAMED)} sel lain" if len(cells) > MOST_NAMED else ""
    return f"{cells[0].sheet} {named}{more}"


def beside_doubts(found: One) -> Sequence[Markup]:
    """Totals that differ, jumps against the year before, days before all others, and what was left out."""
    return [each for each in (_totals(found), _jumps(found), _early(found), _left_out(found)) if each]


def _totals(found: One) -> Markup:
    rows = [each for each in (found.read.doubts if found.read else ()) if each.sum is not None]
    if not rows:
        return Markup("")
    shown = rows[:MOST_BESIDE]
    whole = addresses.delivery(found.row.id, step="mutu", rule=rows[0].rule)
    return (
        section(
            "Jumlah yang tidak cocok",
            aside=_of_many(shown, rows, "sel"),
            action=link("Buka semua", whole) if len(shown) < len(rows) else "",
        )
        + markup.joined(*(_arithmetic(each.sum, f"{each.sheet} {each.cell}") for each in shown if each.sum))
        + markup.note("Jumlah tidak disimpan; yang dipakai nilai per wilayah.")
    )


def _why(each: DeliveredDoubt) -> Text:
    """The reason, and of a total that does not add up its arithmetic."""
    return markup.stack(each.says) + _arithmetic(each.sum) if each.sum else each.says


def _arithmetic(total: DeliveredSum, at: str = "") -> Markup:
    return markup.render(
        "imports.arithmetic",
        at=at,
        parts=[(cell, label, number(value)) for cell, label, value in total.parts],
        more=f"{number(total.more)} sel lain" if total.more else "",
        computed=number(total.computed),
        written=number(total.written),
        difference=formats.signed(total.difference),
    )


def _jumps(found: One) -> Markup:
    rows = found.plan.jumps if found.plan else ()
    if not rows:
        return Markup("")
    columns = [
        Column("Sel", "gb-narrow"),
        Column("Wilayah dan waktu", "gb-wide"),
        Column("Setahun sebelumnya", "gb-right"),
        Column("Di berkas", "gb-right"),
    ]
    lines = [
        [
            each.line.at,
            f"{found.places.get(each.line.region, each.line.region)}, "
            f"{words.span(each.line.starts_on, each.line.ends_on)}",
            number(each.before),
            markup.bold(number(each.line.value or 0)),
        ]
        for each in rows[:MOST_FOLDED]
    ]
    return (
        section("Lonjakan terhadap tahun sebelumnya", aside=_of_many(lines, rows, "sel"))
        + _first_of(columns, lines, "Lonjakan terhadap tahun sebelumnya", "sel")
        + markup.note(
            f"Ditandai bila {formats.in_words(TIMES)} kali atau sepertiga tahun sebelumnya dan selisihnya "
            f"paling sedikit {number(LEAST)}; tetap diambil. Naik belum tentu buruk."
        )
    )


def _early(found: One) -> Markup:
    rows = found.plan.early if found.plan else ()
    if not rows or not found.plan or not found.plan.first_day:
        return Markup("")
    columns = [Column("Baris", "gb-narrow"), Column("Nomor rujukan", "gb-wide"), Column("Tanggal lapor")]
    dated = [(each.line, each.line.entry.reported_on) for each in rows[:MOST_FOLDED]]
    lines = [[line.at, line.entry.reference, formats.long_date(day) if day else ""] for line, day in dated]
    return (
        section("Jauh sebelum laporan yang lain", aside=_of_many(lines, rows, "baris"))
        + _first_of(columns, lines, "Laporan jauh sebelum laporan yang lain", "baris")
        + markup.note(
            f"Laporan paling awal di register bertanggal {formats.long_date(found.plan.first_day)}. Bila "
            "disimpan, register terhitung berjalan sejak tanggal di atas, dan laju setiap wilayah berubah. "
            "Betulkan tanggal yang keliru di berkas sebelum menyimpannya."
        )
    )


def _left_out(found: One) -> Markup:
    rows = found.read.left_out if found.read else ()
    pairs: list[tuple[Text, Text]] = [
        (f"{capitalised(what)}, {where}", f"{number(cells)} sel") for what, where, cells in rows
    ]
    pairs, rest = pairs[:MOST_BESIDE], pairs[MOST_BESIDE:]
    if found.plan and found.plan.same:
        pairs.append(("Sama dengan yang tercatat", f"{number(found.plan.same)} nilai"))
    if not pairs:
        return Markup("")
    cells = number(sum(cells for _, _, cells in rows[MOST_BESIDE:]))
    folded = markup.fold(f"{cells} sel lainnya", markup.definitions(rest)) if rest else Markup("")
    return section("Dikeluarkan dan kembar") + markup.definitions(pairs) + folded


def _first_of(columns: Sequence[Column], lines: Sequence[Sequence[Text]], caption: str, what: str) -> Markup:
    """The worst in sight, and the others one click away."""
    first, rest = lines[:MOST_BESIDE], lines[MOST_BESIDE:]
    drawn = markup.table(columns, first, caption=caption)
    if not rest:
        return drawn
    others = markup.table(columns, rest, caption=f"Selebihnya: {caption[:1].lower()}{caption[1:]}")
    return drawn + markup.fold(f"{number(len(rest))} {what} lainnya", others)


def _of_many(shown: Sequence[object], rows: Sequence[object], what: str) -> str:
    if len(shown) < len(rows):
        return f"{number(len(shown))} dari {number(len(rows))} {what}"
    return f"{number(len(rows))} {what}"


def _taken(found: One, doubt: DeliveredDoubt) -> str:
    return "tidak diambil" if doubt.taken is None else words.said(found, doubt.taken)


def _attitude(found: One, doubt: DeliveredDoubt) -> str:
    if doubt.sum is not None:
        return "tidak disimpan"
    decided = found.row.decided.chosen.get(doubt.address)
    is_decided = decided not in (None, PUT_OFF)
    if doubt.put_off and not is_decided:
        return "ditunda"
    whose = "barisnya " if doubt.taken is None else ""
    if found.goes_back(doubt):
        return f"{whose}dikembalikan"
    if decided and is_decided:
        said = words.candidate(found, decided)
        return f"diambil {said}" if doubt.cell else said
    return f"{whose}tetap {'dihitung' if found.is_counted else 'diambil'}"
