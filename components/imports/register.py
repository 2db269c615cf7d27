"""Deliveries as tables and pictures: the list, the sheet, its doubts, what storing would change."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from markupsafe import Markup

from components.cases.words import total
from components.kit import filters, markup, paging
from components.kit.layout import section
from components.kit.markup import Column, Text, link
from domain import addresses
from domain.access.parameters import Parameters
from domain.imports.delivery import PUT_OFF, REGION, DeliveredDoubt, DeliveredSum, Delivery
from domain.imports.jumps import LEAST, TIMES
from domain.imports.kinds import FIELD_WORDS, FIELDS, HOME, KIND_LABELS, ImportKind
from domain.imports.life import ENTERED_KINDS, SERVICE_KINDS, ImportState
from domain.imports.sheet import letters, place_of
from domain.imports.storing import SeriesLine, by_reason
from domain.time import formats
from domain.time.formats import capitalised, number
from domain.words import labels

if TYPE_CHECKING:
    from db.queries.imports import BatchRow, Difference, Planned
    from views.imports import One, SourceDuty, Unopened

PAGE_SIZE = 30
MOST_DECIDED, MOST_BESIDE = 8, 5
DETAIL = (
    "Berkas dibaca terpisah, identitas dikeluarkan sebelum apa pun disimpan, dan setiap kiriman dapat "
    "dibatalkan utuh."
)
MOST_COLUMNS = 14
_STEPS = ("Berkas", "Lembar", "Mutu", "Pratinjau", "Tersimpan")
STEPS = ("lembar", "mutu", "pratinjau")
HISTORY, TOGETHER = PARTS = ("riwayat", "bersih")

_STATES = {
    ImportState.READING: ("sedang dibaca", "plain", "hourglass_top"),
    ImportState.WAITING: ("menunggu", "at-risk", "pending"),
    ImportState.REFUSED: ("ditolak", "late", "block"),
    ImportState.STORED: ("tersimpan", "done", "check"),
    ImportState.UNDONE: ("dibatalkan", "plain", "undo"),
    ImportState.DISCARDED: ("dibuang", "plain", "delete"),
}
_TO_SEND_AGAIN = ("kirim lagi", "late", "error")


def state(row: BatchRow, reading: Collection[int]) -> Markup:
    """``reading`` are those that are being read at this moment. Another was cut off by a server that ended,
    or is to be read anew and its file is no longer at hand."""
    is_left = row.state is ImportState.READING and row.id not in reading
    return markup.chip(*(_TO_SEND_AGAIN if is_left else _STATES[row.state]))


def headline(rows: Sequence[BatchRow], reading: Collection[int]) -> str:
    if not rows:
        return "Belum ada kiriman berkas"
    waiting = sum(row.state is ImportState.WAITING for row in rows)
    left = sum(row.state is ImportState.READING for row in rows) - len(reading)
    said = [
        (waiting, "terbaca dan menunggu keputusan Anda"),
        (len(reading), "sedang dibaca"),
        (left, "perlu dikirim lagi"),
    ]
    (first, what), *others = [each for each in said if each[0]] or [(0, "")]
    if not first:
        return "Tidak ada kiriman yang menunggu"
    also = [f"{number(count)} {words}" for count, words in others]
    return ", ".join([f"{capitalised(formats.in_words(first))} kiriman {what}", *also])


def listing(rows: Sequence[BatchRow], sources: Mapping[str, str], reading: Collection[int]) -> Markup:
    columns = [
        Column("Diterima", "gb-narrow"),
        Column("Berkas", "gb-wide"),
        Column("Pengirim"),
        Column("Isi", "gb-right"),
        Column("Keadaan", "gb-narrow"),
    ]
    return markup.table(
        columns,
        [
            [
                formats.short_moment(row.received_at),
                markup.stack(link(row.file_name, addresses.delivery(row.id)), _about(row)),
                sources.get(row.source, row.source),
                _content(row),
                state(row, reading),
            ]
            for row in rows
        ],
        caption="Kiriman berkas",
    )


def together(found: Sequence[Unopened]) -> Markup:
    """What one press would store, delivery by delivery; and which of them wants a look of its own."""
    if not found:
        return markup.empty(
            "Tidak ada kiriman tanpa pertanyaan yang menunggu.",
            "Yang bertanya atau diragukan dibuka satu per satu dari Riwayat.",
        )
    columns = [
        Column("Berkas", "gb-wide"),
        Column("Pengirim"),
        Column("Waktu"),
        Column("Baru", "gb-right"),
        Column("Berubah", "gb-right"),
        Column("Ditarik", "gb-right"),
        Column("Tetap", "gb-right"),
        Column("Keadaan"),
    ]
    return markup.table(
        columns,
        [
            [
                markup.stack(
                    link(each.row.file_name, addresses.delivery(each.row.id)),
                    " · ".join(part for part in (_about(each.row), each.answers_taken) if part),
                ),
                each.source,
                formats.period(each.row.starts_on, each.row.ends_on)
                if each.row.starts_on and each.row.ends_on
                else "–",
                *(
                    number(count)
                    for count in (each.plan.new, each.plan.changed, len(each.plan.withdrawn), each.plan.same)
                ),
                _ready(each),
            ]
            for each in found
        ],
        caption="Kiriman yang dapat disimpan sekaligus",
    )


def _ready(each: Unopened) -> Markup:
    if each.why_alone:
        return markup.chip(f"buka sendiri: {each.why_alone}", "at-risk", "pending")
    if not each.plan.writes:
        return markup.chip("tidak ada yang berubah", "plain", "equal")
    return markup.chip("siap disimpan", "done", "check")


def way(part: str | None, back: Markup) -> tuple[Text, ...]:
    """Where this page stands."""
    named = {HISTORY: "Riwayat kiriman", TOGETHER: "Simpan sekaligus"}
    return (back, named[part]) if part in named else ("Impor",)


def together_headline(found: Sequence[Unopened], waiting: int) -> str:
    ready = sum(bool(each.plan.writes) and not each.why_alone for each in found)
    more = f"; {number(waiting - len(found))} menyusul sesudahnya" if waiting > len(found) else ""
    if not ready:
        return f"Tidak ada kiriman yang siap disimpan sekaligus{more}"
    return f"{capitalised(formats.in_words(ready))} kiriman siap disimpan sekaligus{more}"


def way_to_store(waiting: int) -> Markup:
    """To the page where several are stored at a press; one is opened as ever."""
    if waiting < 2:
        return Markup("")
    said = f"{capitalised(formats.in_words(waiting))} kiriman tanpa pertanyaan dan tanpa keraguan."
    return markup.note(markup.words(said, link("Lihat dan simpan sekaligus", addresses.deliveries(TOGETHER))))


def latest(rows: Sequence[BatchRow], sources: Mapping[str, str], reading: Collection[int]) -> Markup:
    """The same in short, beside the form."""
    if not rows:
        return markup.empty("Belum ada kiriman.", "Pilih jenis, pengirim, dan berkasnya di “Kirim berkas”.")
    columns = [Column("Berkas"), Column("Keadaan", "gb-narrow")]
    return markup.table(
        columns,
        [
            [
                markup.stack(
                    link(row.file_name, addresses.delivery(row.id)),
                    f"{_about(row)} · {sources.get(row.source, row.source)} · "
                    f"{formats.short_moment(row.received_at)}",
                ),
                state(row, reading),
            ]
            for row in rows
        ],
        caption="Kiriman terakhir",
    )


def _about(row: BatchRow) -> str:
    return f"{row.code} · {KIND_LABELS[row.kind]}"


def _content(row: BatchRow) -> str:
    if row.state in (ImportState.STORED, ImportState.UNDONE):
        return f"{number(row.written_rows)} perubahan"
    return f"{number(row.read_values)} terbaca" if row.read_values else "–"


def duties(found: Sequence[SourceDuty]) -> Markup:
    """Who delivers what, until when it reaches, and who is late."""
    if not found:
        return markup.empty("Belum ada sumber yang kirimannya tersimpan.")
    columns = [
        Column("Sumber", "gb-wide"),
        Column("Tercakup sampai"),
        Column("Kiriman terakhir"),
        Column("Keadaan"),
    ]
    return markup.table(
        columns,
        [
            [
                markup.stack(each.source, KIND_LABELS[each.kind]),
                formats.long_date(each.until) if each.until else "–",
                link(each.last.code, addresses.delivery(each.last.id)),
                markup.chip(f"menunggak laporan {each.late} hari", "silent", "notifications_off")
                if each.late
                else markup.chip("lengkap", "done", "check"),
            ]
            for each in found
        ],
        caption="Sumber dan kewajibannya",
    )


# One delivery ---------------------------------------------------------------------------------------


def steps(found: One, here: str) -> Markup:
    """Where the delivery stands; what can be looked at is a link."""
    waits = found.row.state is ImportState.WAITING
    is_stored = found.row.state in (ImportState.STORED, ImportState.UNDONE)
    place = STEPS.index(here) + 1 if waits else 4 if is_stored else 0
    return markup.render(
        "imports.steps",
        steps=[
            (
                label,
                addresses.delivery(found.row.id, step=STEPS[each - 1]) if waits and 1 <= each <= 3 else "",
                "here" if each == place else "past" if each < place else "ahead",
            )
            for each, label in enumerate(_STEPS)
        ],
    )


def one_headline(found: One, here: str) -> str:
    row, plan, read = found.row, found.plan, found.read
    if read is None or plan is None:
        return {
            ImportState.READING: "Berkas sedang dibaca" if found.is_running else "Berkas perlu dikirim lagi",
            ImportState.REFUSED: "Berkas ditolak; tidak ada isinya yang tersimpan",
            ImportState.STORED: f"{number(row.written_rows)} perubahan tersimpan sebagai {row.code}",
            ImportState.UNDONE: f"Kiriman {row.code} dibatalkan; barisnya kembali seperti semula",
            ImportState.DISCARDED: f"Kiriman {row.code} dibuang tanpa disimpan",
        }[row.state]
    if here == "lembar":
        asked = len(read.questions)
        said = f"{formats.in_words(asked)} pertanyaan tersisa" if asked else "tidak ada pertanyaan"
        what = "laporan" if read.records else "nilai"
        return f"{number(read.values)} {what} terbaca; {said}"
    if here == "mutu":
        waits = len(found.open_doubts)
        said = f"{number(waits)} sel menunggu pilihan Anda" if waits else "tidak ada sel yang menunggu"
        return f"{number(plan.writes + plan.same)} siap diambil; {said}"
    if not plan.writes and not plan.same and plan.back:
        return f"Tidak ada yang dapat disimpan; {number(len(plan.back))} baris dikembalikan"
    if not plan.writes:
        return "Tidak ada yang berubah"
    same = f"; {number(plan.same)} tetap sama" if plan.same else ""
    return f"{number(plan.writes)} perubahan siap disimpan{same}"


def kicker(found: One) -> str:
    row = found.row
    return (
        f"{row.code} · {KIND_LABELS[row.kind]} · {found.source} · diterima {formats.moment(row.received_at)}"
    )


def sheet(found: One, part: str = "") -> Markup:
    """``part`` is the column or row whose role is being changed."""
    read = found.read
    if read is None or not read.sheets:
        return markup.empty("Lembar ini tidak dapat digambar; nilainya ada di langkah Mutu.")
    shown = read.sheets[0]
    more = []
    if shown.more_rows:
        more.append(f"{number(shown.more_rows)} baris lagi terbaca dan tidak digambar")
    if shown.more_columns:
        more.append(f"{number(shown.more_columns)} kolom lagi tidak digambar")
    if len(read.sheets) > 1:
        more.append("lembar lain: " + ", ".join(each.name for each in read.sheets[1:]))
    return markup.render(
        "imports.sheet",
        name=shown.name,
        part=part,
        columns=[(letter, role, _change(found, letter, key)) for letter, role, key in shown.columns],
        rows=[
            (number_, role, cells, _change(found, str(number_), key))
            for number_, role, cells, key in shown.rows
        ],
        more=capitalised("; ".join(more)) + "." if more else "",
        may_change=found.row.state is ImportState.WAITING and any(each.keys for each in read.sheets[:1]),
    )


def _change(found: One, part: str, key: str) -> str:
    """Where its role is changed; empty where nobody may, or the delivery waits no more."""
    may = key and found.row.state is ImportState.WAITING
    return addresses.delivery(found.row.id, step="lembar", part=part) if may else ""


def understood(read: Delivery) -> Markup:
    lines: list[tuple[str, Text]] = [("check", each) for each in read.understood[:8]]
    lines += [
        ("person_off", f"{capitalised(what)}: {number(cells)} sel dikeluarkan, {where}.")
        for what, where, cells in read.left_out[:8]
    ]
    if read.doubts:
        lines.append(("help", f"{number(len(read.doubts))} sel diragukan; diputuskan pada langkah Mutu."))
    return section("Yang dipahami") + (
        markup.render("imports.understood", lines=lines)
        if lines
        else markup.note("Kepala kolom dan isinya terbaca tanpa penafsiran.")
    )


def share(found: One) -> Markup:
    """How much of the file is ready, says nothing, or comes back."""
    plan = found.plan
    if plan is None:
        return Markup("")
    parts = [("new", plan.writes + plan.same), ("silent", plan.unsaid), ("back", len(plan.back))]
    total = sum(count for _, count in parts) or 1
    said = (
        f"{number(plan.writes + plan.same)} siap diambil, {number(plan.unsaid)} belum ada laporan, "
        f"{number(len(plan.back))} ditunda"
    )
    drawn = [(kind, round(100 * count / total, 1)) for kind, count in parts if count]
    return markup.render("imports.share", parts=drawn, label=said) + markup.note(said + ".")


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


def of_page(page: int) -> slice:
    return slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)


def turning(given: addresses.Given, page: int, total: int) -> Markup:
    return paging.pages(addresses.Page.IMPORTS, given, page=page, size=PAGE_SIZE, total=total)


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
    "fraction": "bilangan pecahan",
    "date-in-value": "tanggal di tempat angka",
    "approximate": "perkiraan",
    "text-in-value": "tulisan di tempat angka",
    "negative": "angka negatif",
    "formula-text": "rumus berupa tulisan",
    "mixed-separators": "pemisah ribuan dan desimal",
    "date-order": "hari dan bulan dapat tertukar",
    "day-of-event": "hanya tanggal kejadian",
    "date-serial": "tanggal sebagai nomor urut",
    "date-impossible": "tanggal tidak lengkap",
    "date-span": "beberapa hari",
    "date-future": "tanggal di masa depan",
    "date-old": "tanggal lama",
    "date-weekday": "nama hari tidak cocok",
    "due-is-a-span": "tenggat tertulis sebagai masa",
    "by-sex": "laki-laki dan perempuan dalam satu sel",
    "by-sex-differs": "laki-laki dan perempuan tidak berjumlah sama",
    "place-unknown": "wilayah tidak dikenal",
    "place-ambiguous": "wilayah bernama sama",
    "places-together": "beberapa wilayah sekaligus",
    "place-differs": "wilayah bertentangan",
    "choice-unknown": "pilihan tidak dikenal",
    "agency-unknown": "instansi tidak dikenal",
    "country-unknown": "negara tidak dikenal",
    "double-row": "baris kembar",
    "double-differs": "baris kembar dengan angka lain",
    "recap-differs": "rekap tidak cocok dengan rincian",
    "total-differs": "jumlah tidak cocok",
    "same-heading": "dua kolom sama",
    "quarters-by-number": "triwulan atau bulan menurut angka romawi",
    "two-years": "dua tahun dalam satu kepala kolom",
    "footnote": "tanda catatan kaki",
    "note-of-another-time": "catatan menyebut waktu lain",
    "year-of-others": "tahun di luar judul",
    "hidden-row": "baris tersembunyi",
    "struck-out": "dicoret",
    "formula-without-value": "rumus belum dihitung",
    "error-value": "galat rumus",
    "ragged-row": "jumlah isian tidak sama",
    "organizer-unknown": "lembaga tidak dikenal",
    "agency-known": "instansi sudah ada",
    "same-sheet": "lembar kembar",
    "hidden": "disembunyikan",
    "merged-value": "sel gabungan",
    "formula-uncalculated": "rumus tanpa hasil",
    "period-unknown": "periode tidak terbaca",
    "place-code-differs": "kode dan nama berbeda",
    "code-lost-zero": "kode kehilangan nol",
    "encoding": "huruf rusak",
    "parts-differ": "bagian tidak berjumlah sama",
    "far-from-others": "jauh lebih besar",
    "still-running": "waktu belum berakhir",
    "not-yet-begun": "waktu belum mulai",
    "other-concept": "tentang hal lain",
    "victims-not-split": "dewasa dan anak tidak terpisah",
    "persons-in-line": "beberapa orang dalam satu baris",
    "age-unknown": "dewasa atau anak tidak disebut",
    "case-of-several-lines": "satu kasus di beberapa baris",
    "column-unknown": "kolom tidak dikenal",
    "sheet-not-read": "lembar yang tidak terbaca",
    "name-with-more": "nama bersama isian lain",
    "same-once-more": "nomor atau nama kembar",
    "number-incomplete": "nomor belum lengkap",
    "place-abroad": "negara di tempat daerah asal",
    "date-zone": "jam menurut waktu Greenwich",
    "column-of-others": "kolom tentang orang atau tempat lain",
    "line-withdrawn": "baris yang mungkin batal",
    "line-continued": "isi yang bersambung ke baris bawahnya",
    "numbers-dragged": "nomor hasil tarikan sel",
    "number-against-day": "nomor dan tanggal tidak cocok",
    "days-out-of-order": "urutan tanggal terbalik",
    "after-the-paper": "tanggal sesudah berkas ditandatangani",
    "cell-unsure": "isi yang diragukan penulisnya",
    "several-in-cell": "beberapa butir dalam satu sel",
    "place-of-title": "wilayah hanya di judul",
    "agency-blank": "instansi kosong",
    "events-in-line": "beberapa kegiatan dalam satu baris",
    "against-title": "lain daripada judulnya",
    "place-blank": "wilayah kosong",
    "day-blank": "tanggal kosong",
    "no-number": "tanpa nomor",
    "form-unclear": "formulir yang tidak terbaca",
    "number-of-several": "satu nomor beberapa satuan",
    "numbers-together": "beberapa nomor dalam satu sel",
    "percent": "persen atau pecahan",
    "village-twice": "desa yang sama lagi",
    "target-of-years": "target beberapa tahun",
    "cumulative": "kumulatif",
    "identity": "nomor orang",
    "part-called-whole": "hanya sebagian waktu",
    "nihil-of-what": "laporan nihil tanpa wilayah atau waktu",
    "several-countries": "beberapa negara di judul",
    "part-or-whole": "sebagian atau setahun penuh",
    "heading-of-days": "kepala kolom menyebut hari",
    "row-of-days": "baris menyebut hari",
    "place-by-elimination": "wilayah dari yang tersisa",
    "row-without-place": "baris tanpa wilayah",
    "comment": "sel berkomentar",
    "colour": "sel berwarna",
    "external-link": "dari berkas lain",
}


def to_decide(found: One, shown: DeliveryShown) -> Sequence[DeliveredDoubt]:
    return [each for each in shown.of(found.open_doubts) if each.candidates]


def doubt(found: One, each: DeliveredDoubt) -> Markup:
    """One that waits: its cell, what stands there and beside it, and why."""
    return markup.render(
        "imports.doubt",
        at=f"{each.sheet} {each.cell}",
        of=_speaks_of(found, each),
        cells=_beside(each),
        rule=rule_words(each.rule),
        says=each.says,
    )


def _speaks_of(found: One, each: DeliveredDoubt) -> str:
    """Place and time of a cell of a table; of a register's line nothing."""
    count = found.counts.get(each.address)
    if count is None:
        return ""
    place = found.places.get(count.region, _ELSEWHERE.get(count.region, ""))
    span = _span(count.starts_on, count.ends_on) if count.starts_on and count.ends_on else ""
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
    above = {each.address for each in to_decide(found, shown)[:MOST_DECIDED]}
    rows = shown.of([each for each in every if shown.rule or not (each.sum or each.address in above)])
    if not rows:
        return Markup("")
    page = min(shown.page, max((len(rows) - 1) // PAGE_SIZE + 1, 1))
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
                markup.stack(f"{each.sheet} {each.cell}", rule_words(each.rule)),
                each.written or "–",
                _taken(found, each),
                _why(each),
                "; ".join(candidate(found, one) for one in each.candidates) or "–",
                _attitude(found, each),
            ]
            for each in rows[of_page(page)]
        ],
        caption="Sel yang diragukan",
    )
    title = rule_words(shown.rule) if shown.rule else "Keraguan lain" if above else "Semua yang diragukan"
    around = turning(shown.given, page, len(rows))
    head = section(title, aside=f"{number(len(rows))} sel")
    return head + table + (around if len(rows) > PAGE_SIZE else Markup(""))


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
    shown = rows[:MOST_BESIDE]
    columns = [
        Column("Sel", "gb-narrow"),
        Column("Wilayah dan waktu", "gb-wide"),
        Column("Setahun sebelumnya", "gb-right"),
        Column("Di berkas", "gb-right"),
    ]
    return (
        section("Lonjakan terhadap tahun sebelumnya", aside=_of_many(shown, rows, "sel"))
        + markup.table(
            columns,
            [
                [
                    each.line.at,
                    f"{found.places.get(each.line.region, each.line.region)}, "
                    f"{_span(each.line.starts_on, each.line.ends_on)}",
                    number(each.before),
                    markup.bold(number(each.line.value or 0)),
                ]
                for each in shown
            ],
            caption="Lonjakan terhadap tahun sebelumnya",
        )
        + markup.note(
            f"Ditandai bila {formats.in_words(TIMES)} kali atau sepertiga tahun sebelumnya dan selisihnya "
            f"paling sedikit {number(LEAST)}; tetap diambil. Naik belum tentu buruk."
        )
    )


def _early(found: One) -> Markup:
    rows = found.plan.early if found.plan else ()
    if not rows or not found.plan or not found.plan.first_day:
        return Markup("")
    shown = rows[:MOST_BESIDE]
    columns = [Column("Baris", "gb-narrow"), Column("Nomor rujukan", "gb-wide"), Column("Tanggal lapor")]
    dated = [(each.line, each.line.entry.reported_on) for each in shown]
    return (
        section("Jauh sebelum laporan yang lain", aside=_of_many(shown, rows, "baris"))
        + markup.table(
            columns,
            [[line.at, line.entry.reference, formats.long_date(day) if day else ""] for line, day in dated],
            caption="Laporan jauh sebelum laporan yang lain",
        )
        + markup.note(
            f"Laporan paling awal di register bertanggal {formats.long_date(found.plan.first_day)}. Bila "
            "disimpan, register terhitung berjalan sejak tanggal di atas, dan laju setiap wilayah berubah. "
            "Betulkan tanggal yang keliru di berkas sebelum menyimpannya."
        )
    )


def _left_out(found: One) -> Markup:
    rows = found.read.left_out if found.read else ()
    pairs: list[tuple[Text, Text]] = [
        (f"{capitalised(what)}, {where}", f"{number(cells)} sel") for what, where, cells in rows[:MOST_BESIDE]
    ]
    if len(rows) > MOST_BESIDE:
        rest = sum(cells for _, _, cells in rows[MOST_BESIDE:])
        pairs.append(("Lainnya", f"{number(rest)} sel"))
    if found.plan and found.plan.same:
        pairs.append(("Sama dengan yang tercatat", f"{number(found.plan.same)} nilai"))
    return section("Dikeluarkan dan kembar") + markup.definitions(pairs) if pairs else Markup("")


def _of_many(shown: Sequence[object], rows: Sequence[object], what: str) -> str:
    if len(shown) < len(rows):
        return f"{number(len(shown))} dari {number(len(rows))} {what}"
    return f"{number(len(rows))} {what}"


def _taken(found: One, doubt: DeliveredDoubt) -> str:
    return "tidak diambil" if doubt.taken is None else _said(found, doubt.taken)


def candidate(found: One, text: str) -> str:
    """A reading as people write it."""
    return number(int(text)) if text.isdecimal() else _said(found, text)


def _attitude(found: One, doubt: DeliveredDoubt) -> str:
    if doubt.sum is not None:
        return "tidak disimpan"
    decided = found.row.decided.chosen.get(doubt.address)
    if decided and decided != PUT_OFF:
        return f"diambil {candidate(found, decided)}"
    return "ditunda" if doubt.put_off else "tetap diambil"


def tallies(plan: Planned) -> Markup:
    return markup.render(
        "imports.tallies",
        tallies=[
            (kind, number(count), label, detail)
            for kind, count, label, detail in (
                ("new", plan.new, "baru", "ditambahkan"),
                ("changed", plan.changed, "berubah", "nilai lama tetap tersimpan"),
                ("withdrawn", len(plan.withdrawn), "ditarik", "kini tanpa laporan di berkas"),
                ("same", plan.same, "tetap sama", "tidak ditulis ulang"),
                ("silent", plan.unsaid, "belum ada laporan", "bukan nol"),
                ("back", len(plan.back), "dikembalikan", "dengan alasannya"),
            )
            if count or kind in ("new", "changed")
        ],
    )


def changes(found: One) -> Markup:
    """The grid of places and months where there is one, and what was beside what would be."""
    plan = found.plan
    assert plan is not None
    if found.row.kind in ENTERED_KINDS:
        drawn = _new_lines(found, plan)
    elif plan.new_cases or plan.changed_cases:
        drawn = _new_cases(found, plan)
    else:
        drawn = _grid(found, plan)
    return _undated(plan) + drawn + _differences(found, plan.differences)


def _undated(plan: Planned) -> Markup:
    if not plan.undated_stages:
        return Markup("")
    return markup.notice(
        f"{number(plan.undated_stages)} tahap tersimpan tanpa tanggal: berkas tidak menyebut hari tahap itu "
        "tercapai. Lengkapi di lembar kasusnya agar lamanya dapat dihitung.",
        "event_busy",
        css="gb-note",
    )


def _new_lines(found: One, plan: Planned) -> Markup:
    """What would be entered, each with all that the file says of it."""
    new = [each for each in plan.entered if each.is_new]
    shown = new[:PAGE_SIZE]
    if not shown:
        return Markup("")
    columns = [Column("Letak", "gb-narrow"), Column("Baris"), Column("Isi", "gb-wide")]
    aside = f"{number(len(shown))} dari {number(len(new))}"
    return section("Baru", aside=aside) + markup.table(
        columns,
        [[each.at, each.label, _in_words(found, each.said)] for each in shown],
        caption="Baris baru",
    )


def _in_words(found: One, said: Mapping[str, object]) -> str:
    names = _field_names(found)
    return "; ".join(
        f"{names.get(name, name)}: {_said_of(found, name, value)}" for name, value in said.items()
    )


def _said_of(found: One, name: str, value: object) -> str:
    """A choice by its words, an agency by its name, anything else as it is said everywhere."""
    words = FIELD_WORDS.get((found.row.kind, name), found.agencies if name in _AGENCY_FIELDS else {})
    return words.get(str(value)) or _said(found, value)


_AGENCY_FIELDS = ("superior", "agency", "owner")


def _field_names(found: One) -> dict[str, str]:
    """What a field of the file is called on its screen; a desk goes by its own name."""
    return {each.name: each.label for each in FIELDS[found.row.kind]} | {REGION: "wilayah"}


def _grid(found: One, plan: Planned) -> Markup:
    cells: dict[tuple[str, date, date], tuple[str, str, str]] = {}
    lines: list[tuple[SeriesLine, str]] = [
        *((line, "new") for line in plan.new_figures),
        *((each.line, "changed") for each in plan.replaced),
        *((each.line, "withdrawn") for each in plan.withdrawn),
        *((line, "same") for line in plan.same_figures),
    ]
    if not lines:
        return Markup("")
    waits = {(count.region, count.starts_on, count.ends_on) for count in found.waiting_counts}
    series = {(line.indicator, line.subgroup, line.destination) for line, _ in lines}
    first = sorted(series)[0]
    for line, kind in lines:
        if (line.indicator, line.subgroup, line.destination) == first:
            text = number(line.value) if line.value is not None else "–"
            cells[line.region, line.starts_on, line.ends_on] = (text, kind, _WORDS[kind])
    spans = sorted({(starts, ends) for _, starts, ends in cells})[-MOST_COLUMNS:]
    regions = sorted({region for region, _, _ in cells})[:60]
    name = found.series.get(first[0], first[0])
    years = {day.year for span in spans for day in span}
    title = name if len(series) == 1 else f"{name} (deret pertama dari {len(series)})"
    grid = markup.render(
        "imports.grid",
        caption=title,
        columns=[_span(*span, with_year=len(years) > 1) for span in spans],
        rows=[
            (
                found.places.get(region, region),
                [
                    cells.get((region, *span), _PUT_OFF if (region, *span) in waits else _UNSAID)
                    for span in spans
                ],
            )
            for region in regions
        ],
    )
    return section(title, aside=f"tahun {years.pop()}" if len(years) == 1 else "") + grid


def _span(starts_on: date, ends_on: date, *, with_year: bool = True) -> str:
    """A whole month by its short name, anything else by its days."""
    is_month = starts_on.day == 1 and (ends_on + timedelta(days=1)).day == 1
    is_month = is_month and (starts_on.year, starts_on.month) == (ends_on.year, ends_on.month)
    if not is_month:
        return formats.period(starts_on, ends_on)
    return formats.short_month(starts_on) if with_year else formats.month_alone(starts_on)


_PUT_OFF, _UNSAID = ("?", "back", "ditunda"), ("", "silent", "belum ada laporan")
_WORDS = {"new": "baru", "changed": "berubah", "withdrawn": "ditarik", "same": "tetap sama"}


def _new_cases(found: One, plan: Planned) -> Markup:
    shown = plan.new_cases[:PAGE_SIZE]
    if not shown:
        return Markup("")
    columns = [
        Column("Letak", "gb-narrow"),
        Column("Nomor rujukan"),
        Column("Jenis"),
        Column("Dilaporkan"),
        Column("Asal"),
        Column("Korban", "gb-right"),
    ]
    aside = f"{number(len(shown))} dari {number(len(plan.new_cases))}"
    return section("Laporan baru", aside=aside) + markup.table(
        columns,
        [
            [
                case.line.at,
                markup.stack(case.line.entry.reference, _on_behalf(found, case.line.entry.agency_code)),
                labels.CASE_KINDS[case.line.entry.kind] if case.line.entry.kind else "–",
                formats.long_date(case.line.entry.reported_on) if case.line.entry.reported_on else "–",
                found.places.get(case.line.entry.origin, _ELSEWHERE.get(case.line.entry.origin, "–")),
                total(case.line.entry.victims),
            ]
            for case in shown
        ],
        caption="Laporan baru",
    )


def _on_behalf(found: One, agency: str) -> str:
    """Of a line that is recorded for another agency than the sender."""
    return "" if agency == found.row.source else f"atas nama {found.agencies.get(agency, agency)}"


_ELSEWHERE = {"luar": "luar NTT", "tidak-diketahui": "tidak diketahui"}


def _differences(found: One, rows: Sequence[Difference]) -> Markup:
    if not rows:
        return Markup("")
    columns = [
        Column("Letak", "gb-narrow"),
        Column("Baris"),
        Column("Isian"),
        Column("Lama", "gb-right"),
        Column("Baru", "gb-right"),
    ]
    shown = rows[:PAGE_SIZE]
    aside = f"{number(len(shown))} dari {number(len(rows))}"
    title = "Berubah" if found.row.kind in ENTERED_KINDS else "Berubah dan ditarik"
    return section(title, aside=aside) + markup.table(
        columns,
        [
            [
                each.at,
                each.label,
                _field_name(found, each.field),
                _said_of(found, each.field, each.before),
                _said_of(found, each.field, each.after) if each.after is not None else "belum ada laporan",
            ]
            for each in shown
        ],
        caption=title,
    )


def _field_name(found: One, name: str) -> str:
    if found.row.kind in ENTERED_KINDS:
        return capitalised(_field_names(found).get(name, name))
    return labels.CASE_FIELDS.get(name, "Nilai" if name == "value" else "Tahap")


_CASE_WORDS = {
    **{str(code): label for words in (labels.CASE_WORDS, labels.STAGES) for code, label in words.items()},
    HOME: "dalam negeri",
    "outside": "luar NTT",
}


def _said(found: One, value: object) -> str:
    if value is None or value == "":
        return "belum diketahui"
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, date):
        return formats.long_date(value)
    text = str(value)
    if _DAY.fullmatch(text):
        return formats.long_date(date.fromisoformat(text))
    return found.places.get(text) or found.agencies.get(text) or _CASE_WORDS.get(text, text)


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def back(plan: Planned) -> Markup:
    if not plan.back:
        return Markup("")
    columns = [Column("Letak", "gb-narrow"), Column("Alasan", "gb-wide")]
    reasons = by_reason((each.at, each.reason) for each in plan.back)
    shown = reasons[:PAGE_SIZE]
    aside = f"{number(len(plan.back))} baris"
    if len(shown) < len(reasons):
        aside += f"; {number(len(shown))} dari {number(len(reasons))} alasan"
    return section("Dikembalikan", aside=aside) + markup.table(
        columns, [[*each] for each in shown], caption="Baris yang dikembalikan"
    )


def refused(found: One) -> Markup:
    says, _, todo = found.row.refusal.partition("\n")
    size = f"{number(max(found.row.size // 1_000, 1))} KB"
    return markup.render(
        "imports.refused",
        title=found.row.file_name or "Berkas tanpa nama",
        says=says,
        todo=todo,
        about=f"{size}; nama, ukuran, dan sidiknya dicatat, isinya tidak.",
    )


def receipt(found: One) -> Markup:
    row = found.row
    pairs: list[tuple[Text, Text]] = [
        ("Pengirim", found.source),
        ("Berkas", row.file_name),
        ("Sidik", row.sha256[:16]),
    ]
    if row.state is ImportState.DISCARDED:
        return markup.definitions(pairs + _discarded(found))
    pairs += [
        ("Baru", number(row.new_rows)),
        ("Berubah", number(row.changed_rows)),
        ("Ditarik", number(row.withdrawn_rows)),
        ("Tetap sama", number(row.same_rows)),
        ("Dikembalikan", number(row.back_rows)),
        ("Identitas", f"{number(row.left_out)} sel dikeluarkan, tidak pernah dibaca"),
    ]
    if row.stored_at:
        pairs.append(("Disimpan", formats.moment(row.stored_at)))
    if row.undone_at:
        pairs += [("Dibatalkan", formats.moment(row.undone_at)), ("Alasan", row.undoing)]
    return markup.definitions(pairs)


def _discarded(found: One) -> list[tuple[Text, Text]]:
    """Nothing was written: rows of noughts would read as if something had been."""
    told = found.discarding
    who: list[tuple[Text, Text]] = []
    if told is not None:
        who = [("Dibuang", formats.moment(told.at)), ("Oleh", told.account)]
    return [*who, ("Tersimpan", "Tidak ada isinya yang tersimpan. Berkas yang sama boleh dikirim lagi.")]


def where_to(row: BatchRow) -> Markup:
    """Nowhere, of what was discarded or undone."""
    if row.state is not ImportState.STORED:
        return Markup("")
    return markup.note("Barisnya tampil di ", link(*_WHERE.get(row.kind, _FIGURES)), ".")


_FIGURES = ("Angka & sumber", addresses.figures())
_WHERE: Mapping[ImportKind, tuple[str, str]] = {
    ImportKind.CASES: ("Kasus", addresses.cases()),
    **dict.fromkeys(SERVICE_KINDS, ("Layanan", str(addresses.Page.SERVICES))),
    ImportKind.COMMITMENTS: ("Register deklarasi, tampilan Usulan", addresses.declaration("usulan")),
    ImportKind.ACCOUNTS: ("Pengguna", str(addresses.Page.USERS)),
    ImportKind.AGENCIES: ("Instansi", str(addresses.Page.AGENCIES)),
}
