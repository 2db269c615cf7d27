"""Deliveries as tables and pictures: the list, and where one of them stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup

from components.imports import words
from components.kit import markup, paging
from components.kit.layout import section
from components.kit.markup import Column, Text, link
from domain import addresses
from domain.imports.kinds import KIND_LABELS, ImportKind
from domain.imports.life import SERVICE_KINDS, ImportState
from domain.time import formats
from domain.time.formats import capitalised, number

if TYPE_CHECKING:
    from db.queries.import_plans import Planned
    from db.queries.imports import BatchRow
    from views.imports import One, Unopened

PAGE_SIZE = 30
MOST_UNDERSTOOD = 6
"""Sentences of one sort in sight; the others are a click away."""
LOOKED_AT = 1_000
"""Lines by which the columns of a register are known."""
DETAIL = (
    "Berkas dibaca terpisah, identitas dikeluarkan sebelum apa pun disimpan, dan setiap kiriman dapat "
    "dibatalkan utuh."
)
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
_NUMBER = re.compile(r"[-+±]?\s?[\d.,]+\s?%?|[-–]")
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
    return section("Semua kiriman") + markup.table(
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
        what = "baris" if found.is_counted else "laporan" if read.records else "nilai"
        return f"{number(read.values)} {what} terbaca; {said}"
    if here == "mutu":
        ready = f"{number(found.counted)} baris terhitung" if found.is_counted else _to_take(plan)
        return f"{ready}; {_still_waits(found, plan, len(read.questions))}"
    if found.is_counted:
        return f"{number(found.counted)} baris terhitung; hitungannya diunduh, daftarnya tidak disimpan"
    if read.questions:
        what = f"{number(plan.writes)} perubahan" if plan.writes else "Belum ada perubahan"
        return f"{what}; {_unanswered(len(read.questions))}"
    if not plan.writes and not plan.same and plan.back:
        return f"Tidak ada yang dapat disimpan; {number(len(plan.back))} baris dikembalikan"
    if not plan.writes:
        return "Tidak ada yang berubah"
    same = f"; {number(plan.same)} tetap sama" if plan.same else ""
    return f"{number(plan.writes)} perubahan siap disimpan{same}"


def _to_take(plan: Planned) -> str:
    ready = plan.writes + plan.same
    return f"{number(ready)} siap diambil" if ready else "Belum ada yang siap diambil"


def _still_waits(found: One, plan: Planned, questions: int) -> str:
    """For what: cells to choose first, then the sheet's questions; else what goes back all the same."""
    waits = [each for each in found.open_doubts if each.candidates]
    if waits:
        return f"{words.places_doubted(waits)} menunggu pilihan Anda"
    if questions:
        return _unanswered(questions)
    if plan.back and not found.is_counted:
        return f"{number(len(plan.back))} dikembalikan, tidak ada sel yang menunggu"
    return "tidak ada sel yang menunggu"


def _unanswered(questions: int) -> str:
    return f"{formats.in_words(questions)} pertanyaan di langkah Lembar belum dijawab"


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
        is_number=_is_number,
        may_change=found.row.state is ImportState.WAITING and any(each.keys for each in read.sheets[:1]),
    )


def _is_number(text: str) -> bool:
    """Whether it stands right-aligned, as figures do, and not where words begin."""
    return _NUMBER.fullmatch(text) is not None


def _change(found: One, part: str, key: str) -> str:
    """Where its role is changed; empty where nobody may, or the delivery waits no more."""
    may = key and found.row.state is ImportState.WAITING
    return addresses.delivery(found.row.id, step="lembar", part=part) if may else ""


def understood(found: One) -> Markup:
    """First what the file is about, then what was decided on the way, and what stayed out."""
    read = found.read
    if read is None:
        return Markup("")
    decided = "; diputuskan pada langkah Mutu" if found.row.state is ImportState.WAITING else ""
    doubts = f"{words.places_doubted(read.doubts)} diragukan{decided}."
    groups: list[tuple[str, Sequence[str]]] = [
        ("check", _subjects(found)),
        ("check", read.understood),
        (
            "person_off",
            [
                f"{capitalised(what)}: {number(cells)} sel dikeluarkan, {where}."
                for what, where, cells in read.left_out
            ],
        ),
        ("help", [doubts] if read.doubts else ()),
    ]
    lines = [(icon, each) for icon, said in groups for each in said[:MOST_UNDERSTOOD]]
    rest = [(icon, each) for icon, said in groups for each in said[MOST_UNDERSTOOD:]]
    head = section("Yang dipahami")
    if not lines:
        return head + markup.note("Belum ada yang dapat dibaca sebelum pertanyaannya dijawab.")
    drawn = head + markup.render("imports.understood", lines=lines)
    if not rest:
        return drawn
    folded = markup.render("imports.understood", lines=rest)
    return drawn + markup.fold(f"{number(len(rest))} catatan lainnya", folded)


def _subjects(found: One) -> list[str]:
    """Of a table its series, places and time; of a register its columns."""
    read = found.read
    if read is None:
        return []
    if read.records:
        names = words.field_names(found)
        known = dict.fromkeys(
            name for each in read.records[:LOOKED_AT] for name in (*each.fields, *each.open)
        )
        said = ", ".join(names[name] for name in known if name in names)
        return [f"{number(len(read.records))} baris, dengan isian {said}."] if said else []
    return [_series(found, name) for name in dict.fromkeys(each.indicator for each in read.counts)]


def _series(found: One, indicator: str) -> str:
    counts = [each for each in (found.read.counts if found.read else ()) if each.indicator == indicator]
    places = {each.region for each in counts if each.region}
    starts = [each.starts_on for each in counts if each.starts_on]
    ends = [each.ends_on for each in counts if each.ends_on]
    when = f", {words.span(min(starts), max(ends))}" if starts and ends else ""
    filled = sum(each.value is not None for each in counts)
    name = found.series.get(indicator, KIND_LABELS[found.row.kind])
    return f"{capitalised(name)}: {number(filled)} nilai dari {number(len(places))} wilayah{when}."


def of_page(page: int) -> slice:
    return slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)


def turning(given: addresses.Given, page: int, total: int) -> Markup:
    return paging.pages(addresses.Page.IMPORTS, given, page=page, size=PAGE_SIZE, total=total)


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
    """Nothing to show if nothing was written: rows of noughts would read as if something had been."""
    told = found.discarding
    who: list[tuple[Text, Text]] = []
    if told is not None:
        who = [("Dibuang", formats.moment(told.at)), ("Oleh", told.account)]
    return [*who, ("Tersimpan", "Tidak ada isinya yang tersimpan. Berkas yang sama boleh dikirim lagi.")]


def as_read(found: One) -> Markup:
    """What the file looked like, of a delivery that nobody decides about any more."""
    if found.read is None or not found.read.sheets:
        return Markup("")
    return section("Berkas sebagaimana terbaca") + sheet(found) + understood(found)


def where_to(row: BatchRow) -> Markup:
    """No link for what was discarded or undone."""
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
