"""What may be done with a delivery: send a file, answer, decide, store, undo; and wait for its reading."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from components.imports import answering, deciding, doubts, preview, register
from components.kit import downloads, filters, forms, markup, text_field
from components.kit.choice_field import choice_field
from components.kit.forms import Outcome, Submission
from components.kit.layout import section
from components.registers import invitations
from domain import addresses
from domain.access.accounts import LINK_DAYS
from domain.figures.publishing import LONGEST_ARGUMENT
from domain.imports.drawn import UNREAD_ROLE, WAITING_ROLE
from domain.imports.fields import FIELDS
from domain.imports.kinds import KIND_LABELS, ImportKind
from domain.imports.life import FIGURE_KINDS, FILLED_KINDS, ImportState
from domain.imports.requests import (
    AnswerQuestions,
    DiscardBatch,
    ReceiveFile,
    StoreAccounts,
    StoreBatch,
    UndoBatch,
)
from domain.imports.roles import FIELD, GivenRole, offered
from domain.imports.storing_figures import A_LIST
from domain.time.formats import capitalised, in_words, number

if TYPE_CHECKING:
    from views.imports import One, Unopened

SHOWN_ANEW_AFTER = 10
"""Files that have come in since."""
MOST_HELD = 20_000_000
"""Bytes of uploads that a session keeps."""
_FORM = "delivery"
_HELD = "uploads_of_this_session"
FORMATS = ["xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "tsv", "txt", "htm", "html", "xml"]


@dataclass(frozen=True)
class Upload:
    """A file as the browser handed it over; nothing has been read of it."""

    name: str
    data: bytes


def sending(
    kinds: Sequence[ImportKind], sources: Mapping[str, str], own: str, shown_name: Callable[[str], str]
) -> list[tuple[Submission, Upload]]:
    """The form: what it is, who sent it, and the files; each becomes a delivery of its own.

    What leaves nothing to choose is chosen: the only kind, and the office itself (``own``)."""
    place = forms.place()
    kind = choice_field(
        "Jenis data",
        {each: capitalised(KIND_LABELS[each]) for each in kinds},
        key=forms.field(_FORM, "kind"),
        placeholder="Pilih isi berkasnya",
        chosen=kinds[0] if len(kinds) == 1 else None,
    )
    source = choice_field(
        "Pengirim",
        sources,
        key=forms.field(_FORM, "source"),
        placeholder="Pilih instansi yang membuat berkas",
        chosen=own or None,
    )
    files = st.file_uploader(
        "Berkas Excel, ODS, atau CSV",
        type=FORMATS,
        accept_multiple_files=True,
        key=forms.field(_FORM, "files"),
        help="Paling besar 10 MB setiap berkas. Nama, NIK, dan nomor telepon dikeluarkan dan tidak disimpan.",
    )
    ready = kind is not None and source is not None and bool(files)
    sent = st.button(
        # Of many files some are still on their way when the first are there.
        f"Baca {number(len(files))} berkas" if files and len(files) > 1 else "Baca berkas",
        key=forms.field(_FORM, "send"),
        type="primary",
        disabled=not ready,
        icon=":material/upload:",
    )
    markup.show(markup.note("Belum ada yang disimpan pada langkah ini; yang terbaca diperlihatkan dahulu."))
    if not sent or kind is None or source is None:
        return []
    found = []
    for each in files:
        data = each.getvalue()
        asked = ReceiveFile(kind, source, shown_name(each.name), sha256(data).hexdigest(), len(data))
        # A key of its own for each file, or the second would be taken for the first sent twice.
        form = f"{_FORM}_{asked.sha256[:12]}"
        found.append((Submission(form, asked, place, done=""), Upload(each.name, data)))
    return found


links_told_once = invitations.told_once


def show_outcomes(sent: Sequence[tuple[Submission, Outcome[int]]]) -> None:
    """Shows refusals above the form; a single delivery that is being read is opened, several stand in the
    list."""
    if not sent:
        return
    numbers = []
    for wanted, outcome in sent:
        if outcome.refusal is not None:
            wanted.place.html(str(forms.refusal(outcome.refusal)))
            continue
        forms.renew(wanted.form)
        if outcome.value:
            numbers.append(outcome.value)
    if len(numbers) < len(sent):
        return
    forms.renew(_FORM)
    alike = len(numbers) - len(set(numbers))
    told = Submission(
        _FORM,
        None,
        sent[0][0].place,
        done=f"{capitalised(in_words(len(numbers)))} berkas terkirim.",
        what_next="Yang isinya sama menjadi satu kiriman."
        if alike
        else "Hasil bacaannya tampil di halaman ini."
        if len(numbers) == 1
        else "Yang sudah terbaca tampil di daftar kiriman.",
    )
    forms.receipts().leave(told, None)
    if len(set(numbers)) == 1:
        filters.go_to(kiriman=str(numbers[0]))
    st.rerun()


def reads_anew(wanted: Submission | None) -> bool:
    """Whether files have to be read once more for it."""
    return wanted is not None and isinstance(wanted.request, AnswerQuestions)


def hold(numbered: int, upload: Upload) -> None:
    """Keeps the bytes for this session, so that a question can be answered without sending the file again."""
    held: dict[int, Upload] = st.session_state.setdefault(_HELD, {})
    held[numbered] = upload
    while len(held) > 1 and sum(len(each.data) for each in held.values()) > MOST_HELD:
        held.pop(next(iter(held)))


def held() -> dict[int, Upload]:
    """By the number of the delivery."""
    return dict(st.session_state.get(_HELD, {}))


def waiting(
    found: One, is_running: Callable[[int], bool], cancel: Callable[[int], None]
) -> Submission | None:
    """While it is read: that it goes on without the page; and what to do where it was cut off."""
    row = found.row
    if found.is_running:
        _progress(row.id, is_running)
    else:
        markup.show(
            markup.refusal(
                "Belum terbaca sampai selesai, dan isi berkas tidak disimpan. "
                "Kirim lagi berkas yang sama dari halaman Impor."
            ),
            markup.link("Kirim berkas", addresses.Page.IMPORTS),
        )
    wanted = discarding(found, "Batalkan pembacaan" if found.is_running else _DISCARD)
    # Ended when it is discarded, or a reading that a colleague has begun since would be cut off by a refusal.
    return replace(wanted, then=lambda _: cancel(row.id)) if wanted else None


@st.fragment(run_every=1.0)
def _progress(numbered: int, is_running: Callable[[int], bool]) -> None:
    if not is_running(numbered):
        st.rerun()
    st.progress(100, text="Membaca lembar, kepala kolom, wilayah, dan waktu…")
    markup.show(markup.note("Halaman ini boleh ditinggalkan; hasilnya menunggu di daftar Impor."))


def readings(numbers: Sequence[int], is_running: Callable[[int], bool]) -> None:
    """How many of the files that were sent are still to come; the page is shown anew as they come."""
    if numbers:
        _still_read(numbers, is_running)


@st.fragment(run_every=2.0)
def _still_read(numbers: Sequence[int], is_running: Callable[[int], bool]) -> None:
    left = sum(map(is_running, numbers))
    if not left or len(numbers) - left >= SHOWN_ANEW_AFTER:
        st.rerun()
    markup.show(
        markup.notice(
            f"{number(left)} kiriman masih dibaca. Halaman ini boleh ditinggalkan.",
            "hourglass_top",
            css="gb-note",
        )
    )


MOST_BELOW = 8
"""Roles that stand below each other; more are a list that opens."""
_ROLES: dict[str, str] = {
    GivenRole.AS_READ: "Seperti terbaca",
    GivenRole.VALUE: "Nilai",
    GivenRole.TOTAL: "Jumlah",
    GivenRole.PLACE: "Wilayah",
    GivenRole.TITLE: "Judul",
    GivenRole.HEADER: "Kepala kolom",
    GivenRole.DATA: "Data",
    GivenRole.NOTE: "Catatan",
    GivenRole.LEFT_OUT: "Jangan dibaca",
    GivenRole.IDENTITY: "Identitas, keluarkan",
}


def changing(found: One, part: str) -> Submission | None:
    """The column or row that was clicked on the sheet, and which role it has instead."""
    read, row = found.read, found.row
    key, role = read.sheets[0].role_of(part) if read and read.sheets and part else ("", "")
    if not key or read is None:
        return None
    fields = FIELDS[row.kind] if read.sheets[0].register else ()
    names = _ROLES | {f"{FIELD}{each.name}": capitalised(each.label) for each in fields}
    roles = offered(key, fields)
    form = f"role_{row.id}_{part}"
    what = f"Baris {part}" if part.isdecimal() else f"Kolom {part}"
    with st.container(border=True):
        place = forms.place()
        seen = forms.seen(form, row.version)
        is_read = role not in (UNREAD_ROLE, WAITING_ROLE)
        markup.show(markup.heading(f"{what} {'dibaca sebagai ' if is_read else ''}{role}"))
        where = forms.field(form, f"role_{row.version}")
        chosen = (
            choice_field("Perannya", names, among=roles, key=where, placeholder="Pilih peran")
            if len(roles) > MOST_BELOW
            else st.radio("Perannya", roles, format_func=names.__getitem__, index=None, key=where)
        )
        markup.show(
            markup.note(
                f"Diingat untuk {found.source} menurut tulisannya. Yang tampak identitas tetap keluar."
            )
        )
        if row.id not in held():
            markup.show(markup.note("Isi berkas tidak disimpan; kirim lagi berkas yang sama sesudahnya."))
        sent = answering.send(form, "Baca ulang dengan peran ini", is_ready=chosen is not None)
    if not sent:
        return None
    return Submission(
        form,
        AnswerQuestions(row.id, seen, {key: str(chosen or "")}, also=tuple(held())),
        place,
        done="Peran disimpan.",
        what_next="Berkas dibaca ulang.",
        theirs=answering.CHOOSE_AGAIN,
    )


def storing(found: One, sheet: Callable[[One], bytes]) -> Submission | None:
    """One button that says how many changes it writes; and the lines that go back."""
    row, plan = found.row, found.plan
    assert plan is not None
    form = f"store_{row.id}"
    place = forms.place()
    seen, shown = forms.seen(form, (row.version, plan.digest))
    asks = bool(found.read and found.read.questions)
    if found.is_counted and not plan.writes:
        markup.show(section("Langkah berikutnya"), markup.note(A_LIST))
        returned(found, sheet)
        return None
    sent = st.button(
        f"Simpan {number(plan.writes)} perubahan dalam satu transaksi",
        key=forms.field(form, "send"),
        type="primary",
        icon=":material/save:",
        disabled=not plan.writes or asks,
        width="stretch",
    )
    if asks:
        markup.show(markup.note("Jawab dahulu pertanyaan pada langkah Lembar."))
    markup.show(
        markup.note(
            "Semua masuk atau tidak sama sekali. Dapat dibatalkan selama barisnya belum diubah orang lain."
        )
    )
    if plan.back:
        returned(found, sheet)
    if not sent:
        return None
    if row.kind is ImportKind.ACCOUNTS:
        return Submission(
            form,
            StoreAccounts(row.id, seen, plan=shown),
            place,
            done=f"Kiriman {row.code} tersimpan; tautan akunnya menunggu disalin.",
            what_next=f"Setiap tautan berlaku {LINK_DAYS} hari dan satu kali.",
            then=invitations.keep_links,
        )
    return Submission(
        form,
        StoreBatch(row.id, seen, plan=shown),
        place,
        done=f"Kiriman {row.code} tersimpan.",
        what_next="Dapat dibatalkan dari halaman ini.",
        theirs=markup.note("Yang terbaru sudah tampil; periksa, lalu simpan lagi."),
    )


_LASTS = {
    StoreBatch: "Menyimpan kiriman dalam satu transaksi…",
    UndoBatch: "Mengembalikan setiap baris seperti semula…",
}
"""What may take a minute where a delivery has many thousand lines."""


def while_it_lasts(wanted: Submission | None) -> AbstractContextManager[None]:
    """A spinner: whoever sees nothing happen presses again."""
    says = _LASTS.get(type(wanted.request)) if wanted else None
    return st.spinner(says) if says else nullcontext()


def storing_unopened(found: Sequence[Unopened]) -> list[Submission]:
    """One press for all that nothing speaks against; each stays a delivery of its own, to be undone alone."""
    ready = [each for each in found if each.plan.writes and not each.why_alone]
    place = forms.place()
    changes = sum(each.plan.writes for each in ready)
    forms_of = {each.row.id: f"together_{each.row.id}" for each in ready}
    seen = {
        each.row.id: forms.seen(forms_of[each.row.id], (each.row.version, each.plan.digest)) for each in ready
    }
    pressed = st.button(
        f"Simpan {number(len(ready))} kiriman, {number(changes)} perubahan",
        key=forms.field("together", "send"),
        type="primary",
        icon=":material/save:",
        disabled=not ready,
    )
    markup.show(
        markup.note("Setiap kiriman satu transaksi; setiap kiriman dapat dibatalkan sendiri dari halamannya.")
    )
    if not pressed:
        return []
    return [
        Submission(
            forms_of[each.row.id],
            StoreBatch(each.row.id, version, only_clean=True, plan=shown),
            place,
            done="",
        )
        for each in ready
        for version, shown in [seen[each.row.id]]
    ]


def store_together(
    asked: Sequence[Submission], carry_out: Callable[[Submission], Outcome[int]]
) -> list[tuple[Submission, Outcome[int]]]:
    """One after another, saying which: forty take a minute."""
    if not asked:
        return []
    bar, sent = st.progress(0.0), []
    for place, wanted in enumerate(asked):
        bar.progress(
            place / len(asked), text=f"Menyimpan kiriman {number(place + 1)} dari {number(len(asked))}…"
        )
        sent.append((wanted, carry_out(wanted)))
    return sent


def show_together(sent: Sequence[tuple[Submission, Outcome[int]]]) -> None:
    """One receipt for all of them, with the refusal of each that was not stored."""
    if not sent:
        return
    refused = [str(outcome.refusal) for _, outcome in sent if outcome.refusal is not None]
    stored = len(sent) - len(refused)
    for wanted, _ in sent:
        forms.renew(wanted.form)
    forms.renew("together")
    left = f"{capitalised(in_words(len(refused)))} belum: " + " ".join(refused) if refused else ""
    forms.receipts().leave(
        Submission(
            "together",
            None,
            sent[0][0].place,
            done=f"{capitalised(in_words(stored))} kiriman tersimpan.",
            what_next=forms.verbatim(left) or "Masing-masing dapat dibatalkan dari halamannya.",
        ),
        None,
    )
    st.rerun()


def returned(found: One, sheet: Callable[[One], bytes]) -> None:
    count = len(found.plan.back) if found.plan else 0
    downloads.button(
        "Unduh hitungannya" if found.is_counted else f"Unduh {number(count)} baris yang dikembalikan",
        partial(sheet, found),
        f"dikembalikan-{found.row.code}.xlsx",
        downloads.XLSX,
        key="returned_lines",
    )


_DISCARD = "Buang kiriman ini"


def discarding(found: One, label: str = _DISCARD) -> Submission | None:
    """As its page showed it: whoever presses what has moved on since is shown the newest first."""
    row = found.row
    form = f"discard_{row.id}"
    place = forms.place()
    seen = forms.seen(form, row.version)
    if not st.button(label, key=forms.field(form, "send"), icon=":material/delete:"):
        return None
    return Submission(
        form,
        DiscardBatch(row.id, seen),
        place,
        done=f"Kiriman {row.code} dibuang." if label == _DISCARD else f"Pembacaan {row.code} dibatalkan.",
        what_next="Tidak ada yang disimpan.",
        theirs=markup.note("Yang terbaru sudah tampil; periksa, lalu buang bila tetap tidak dipakai."),
    )


def undoing(found: One) -> Submission | None:
    """Named by what returns; refused with names where somebody has built on it."""
    row = found.row
    if row.state is not ImportState.STORED:
        return None
    form = f"undo_{row.id}"
    with st.expander("Batalkan kiriman ini", icon=":material/undo:"):
        place = forms.place()
        markup.show(
            markup.note(
                f"{number(row.new_rows)} baris baru dihapus, {number(row.changed_rows + row.withdrawn_rows)} "
                "kembali seperti semula. Kiriman dan pembatalannya tetap terbaca di Jejak audit."
            )
        )
        reason = text_field.line(place, "Alasan", longest=LONGEST_ARGUMENT, key=forms.field(form, "reason"))
        sent = st.button("Batalkan", key=forms.field(form, "send"))
    if not sent:
        return None
    return Submission(
        form,
        UndoBatch(row.id, reason),
        place,
        done=f"Kiriman {row.code} dibatalkan.",
        what_next="Setiap baris kembali seperti sebelum kiriman.",
    )


def templates(
    kinds: Sequence[ImportKind],
    make: Callable[[ImportKind], bytes],
    filled: Callable[[ImportKind], bytes],
) -> None:
    """A sheet of each kind that is read without a question; empty, or with what stands."""
    markup.show(section("Unduh templat"))
    with st.container(horizontal=True):
        for kind in kinds:
            _template(capitalised(KIND_LABELS[kind]), f"templat-{kind}", partial(make, kind))
        for kind in kinds:
            if kind in FILLED_KINDS:
                label = f"{capitalised(KIND_LABELS[kind])}, berisi yang tercatat"
                _template(label, f"tercatat-{kind}", partial(filled, kind))
    if any(kind in FIGURE_KINDS for kind in kinds):
        said = "Templat angka terisi kode wilayah; bulan dan wilayahnya dikenali tanpa pertanyaan."
    else:
        said = "Kepala kolom templat dikenali tanpa pertanyaan; kolom yang tidak perlu boleh kosong."
    markup.show(markup.note(said))


def _template(label: str, name: str, made: Callable[[], bytes]) -> None:
    downloads.button(label, made, f"{name}.xlsx", downloads.XLSX, key=f"template_{name}")


def one(
    found: One, here: str, sheet: Callable[[One], bytes], shown: doubts.DeliveryShown
) -> Submission | None:
    """The step that the address names, of a delivery that waits."""
    read, plan = found.read, found.plan
    assert read is not None
    assert plan is not None
    if here == "lembar":
        left, right = st.columns([66, 34], gap="large")
        with left:
            markup.show(register.sheet(found, shown.part))
        with right:
            wanted = changing(found, shown.part)
            markup.show(register.understood(found))
            wanted = answering.asking_again(found, held()) or wanted
            wanted = wanted or answering.questions(found, held())
            if read.questions:
                markup.show(markup.link("Lihat mutu dahulu", addresses.delivery(found.row.id, step="mutu")))
            else:
                _onward(found, "mutu", "Lanjut ke mutu")
            return wanted or discarding(found)
    if here == "mutu":
        return _quality(found, sheet, shown)
    left, right = st.columns([66, 34], gap="large")
    with left:
        tallies = Markup("") if found.is_counted and not plan.writes else preview.tallies(plan)
        markup.show(tallies, preview.changes(found, shown.given, shown.page))
    with right:
        return storing(found, sheet)


def _quality(found: One, sheet: Callable[[One], bytes], shown: doubts.DeliveryShown) -> Submission | None:
    markup.show(doubts.share(found), doubts.doubt_kinds(found, shown))
    wanted = deciding.decisions(found, shown)
    markup.show(doubts.doubts(found, shown))
    if found.plan and found.plan.back:
        returned(found, sheet)
    if said := doubts.beside_doubts(found):
        for column, each in zip(st.columns(len(said), gap="large"), said, strict=True):
            column.html(str(each))
    _onward(found, "pratinjau", "Lanjut ke pratinjau")
    return wanted


def _onward(found: One, step: str, label: str) -> None:
    markup.show(
        markup.paragraph(markup.link(label, addresses.delivery(found.row.id, step=step), css="gb-button"))
    )
