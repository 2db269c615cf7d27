"""What the desk does with a meeting: plan, agenda, attendance, decisions, minutes, screen.

Each part is drawn and hands back what was asked for, if anything was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.kit import downloads, filters, forms, markup, text_field
from components.kit.forms import Wanted
from components.kit.layout import section
from components.kit.number_field import number_field
from components.kit.time_field import time_field
from components.meetings import register
from components.meetings.hot import hot_facts
from domain import addresses
from domain.access.permissions import Permission
from domain.meetings.life import (
    LONGEST_NOTES,
    LONGEST_OFFICE,
    LONGEST_POINT,
    LONGEST_TEXT,
    UNDO_WINDOW,
    AttendanceMode,
    Began,
    Capacity,
    Classification,
    ItemState,
    MeetingState,
)
from domain.meetings.requests import (
    AddItem,
    AmendMinutes,
    ChangeDecision,
    ChangeItem,
    ChangePlan,
    CloseMeeting,
    DraftAgenda,
    MoveItem,
    MoveMeeting,
    Plan,
    RecordAttendance,
    RecordDecision,
    ReopenMeeting,
    RevokeScreens,
    Seated,
    Started,
    StartScreen,
    StrikeDecision,
    WriteNotes,
)
from domain.places.province import HERE
from domain.places.regions import PROVINCE
from domain.tasks.life import TaskClass
from domain.time import formats
from domain.time.calendar import local_time
from domain.time.date_words import EXAMPLES
from domain.words import labels
from reports import qr

if TYPE_CHECKING:
    from db.queries.meetings import AttendanceRow, DecidedRow, ItemRow, MeetingDetail
    from views.meetings import Desk

Asked = Iterator[Wanted]

_SCREEN = "rapat_layar"

NO_MINUTES = -1
NOBODY = "Belum ditetapkan"


def _button(
    label: str, request: object, place: DeltaGenerator, *, key: str, done: str, **look: Any
) -> Wanted | None:
    """A button that asks for one thing as it stands; ``look`` is Streamlit's."""
    if not st.button(label, key=forms.field(key, "send"), **look):
        return None
    return Wanted(key, request, place, done=done)


def _asked(*wanted: Wanted | None) -> Asked:
    return (each for each in wanted if each is not None)


# The meeting itself


def schedule_form() -> Asked:
    """Jadwalkan rapat, folded until somebody wants it; then its own page opens."""
    form = "jadwal"
    with st.expander("Jadwalkan rapat", icon=":material/calendar_add_on:"), st.form(form, border=False):
        place = forms.place()
        plan = _plan_fields(form, None)
        sent = forms.submit(form, "Jadwalkan", main=True)
    sure = forms.said_yes(form)
    if sent or sure:
        yield Wanted(
            form,
            replace(plan, sure=sure),
            place,
            done="Rapat dijadwalkan sebagai rancangan.",
            what_next="Susun agendanya, lalu buka rapatnya.",
            then=lambda number: filters.go_to(id=str(number)),
            takes_yes=True,
        )


def _plan_fields(form: str, known: MeetingDetail | None) -> Plan:
    starts = local_time(known.starts_at) if known else None
    title = text_field.line(
        st.container(),
        "Judul",
        known.title if known else "Rapat Forkopimda: pemberantasan TPPO dan penempatan ilegal PMI",
        longest=160,
        key=forms.field(form, "judul"),
    )
    with st.container(horizontal=True):
        day = st.date_input(
            "Tanggal",
            starts.date() if starts else None,
            format="DD/MM/YYYY",
            key=forms.field(form, "hari"),
        )
        at = time_field(
            st.container(),
            f"Pukul ({HERE.zone_label})",
            starts.time() if starts else None,
            key=forms.field(form, "pukul"),
        )
        minutes = _minutes(
            "Lama (menit)", known.planned_minutes if known else 90, key=forms.field(form, "lama")
        )
    where = text_field.line(
        st.container(),
        "Tempat",
        known.place if known else HERE.hall,
        longest=120,
        key=forms.field(form, "tempat"),
    )
    with st.container(horizontal=True):
        kinds: list[Classification] = list(Classification)
        kind = st.selectbox(
            "Sifat",
            kinds,
            index=kinds.index(known.classification if known else Classification.RESTRICTED),
            format_func=labels.CLASSIFICATIONS.__getitem__,
            key=forms.field(form, "sifat"),
        )
        chair = text_field.line(
            st.container(),
            "Pimpinan rapat",
            known.chair if known else HERE.governor,
            longest=120,
            key=forms.field(form, "pimpinan"),
        )
        note_taker = text_field.line(
            st.container(),
            "Notulis",
            known.note_taker if known else "Biro Administrasi Pimpinan",
            longest=120,
            key=forms.field(form, "notulis"),
        )
    basis = text_field.line(
        st.container(),
        "Dasar",
        known.basis if known else "",
        longest=200,
        placeholder="Undangan nomor dan tanggal",
        key=forms.field(form, "dasar"),
    )
    return Plan(
        title=title,
        day=day,
        at=at,
        place=where,
        planned_minutes=minutes,
        classification=kind,
        basis=basis,
        chair=chair,
        note_taker=note_taker,
    )


def _minutes(label: str, value: int, *, key: str) -> int:
    """Read as all numbers are; what is no whole number of minutes is none that a rule accepts."""
    read = number_field(st.container(), label, key=key, unit="menit", value=value)
    return int(read) if read is not None and read == read // 1 else NO_MINUTES


_STEPS: dict[MeetingState, list[tuple[str, str, MeetingState]]] = {
    MeetingState.DRAFT: [
        ("Buka rapat", "Rapat dibuka: agendanya terlihat dan dapat ditampilkan.", MeetingState.OPEN)
    ],
    MeetingState.OPEN: [
        ("Kembalikan ke rancangan", "Rapat kembali menjadi rancangan.", MeetingState.DRAFT),
    ],
}


def next_steps(desk: Desk) -> Asked:
    """The one thing to do next in this state, and the way to the screen."""
    detail, place = desk.detail, forms.place()
    wanted: list[Wanted | None] = []
    with st.container(horizontal=True, key="rapat_langkah"):
        if desk.may_run:
            if detail.state is MeetingState.OPEN:
                wanted += _begin_buttons(desk, place)
            for number, (label, done, to) in enumerate(_STEPS.get(detail.state, [])):
                first = detail.state is MeetingState.DRAFT and not number
                key, look = f"rapat_{detail.id}_{to}", "primary" if first else "secondary"
                request = MoveMeeting(detail.id, to)
                wanted.append(_button(label, request, place, key=key, done=done, type=look))
            if detail.state is MeetingState.IN_PROGRESS:
                wanted.append(_close_button(desk, place))
        if desk.may_reopen or forms.was_pressed(_undo_form(detail)):
            wanted.append(_reopen_button(detail, place))
        if detail.state is not MeetingState.DRAFT and desk.actor.may(Permission.VIEW_SCREEN):
            st.link_button("Buka Layar", addresses.wall(detail.id), icon=":material/present_to_all:")
    return _asked(*wanted)


_BEGUN = "Rapat dimulai; keputusan sudah dapat dicatat."


def _begin_buttons(desk: Desk, place: DeltaGenerator) -> list[Wanted | None]:
    """On the planned day it begins at once; on another one the desk asks when the meeting begins."""
    detail = desk.detail
    key = f"rapat_{detail.id}_{MeetingState.IN_PROGRESS}"
    if desk.planned_on == desk.on:
        request = MoveMeeting(detail.id, MeetingState.IN_PROGRESS)
        return [_button("Mulai rapat", request, place, key=key, done=_BEGUN, type="primary")]
    with st.popover("Mulai rapat", icon=":material/play_arrow:", type="primary"):
        st.write(
            f"Rapat ini direncanakan {formats.day_and_date(desk.planned_on)}; "
            f"hari ini {formats.day_and_date(desk.on)}. Notulen menyebut keduanya. Kapan rapat ini mulai?"
        )
        answers = [("Mulai sekarang", Began.NOW)]
        if desk.plan_is_past:
            answers.append(("Berlangsung menurut rencana", Began.AS_PLANNED))
        return [
            _button(
                label,
                MoveMeeting(detail.id, MeetingState.IN_PROGRESS, began),
                place,
                key=f"{key}_{began}",
                done=_BEGUN,
            )
            for label, began in answers
        ]


def _close_button(desk: Desk, place: DeltaGenerator) -> Wanted | None:
    detail, key = desk.detail, f"tutup_{desk.detail.id}"
    with st.popover("Tutup rapat", icon=":material/lock:"):
        st.write(
            f"Penutupan mengunci dan menyegel notulen; dalam {UNDO_WINDOW.seconds} detik Anda masih dapat "
            "membatalkannya. Sesudah itu perubahan berupa addendum."
        )
        if not any(row.mode for row in desk.attendance):
            st.write("Kehadiran belum dicatat, dan notulen akan menyebutnya demikian.")
        ended = None
        if detail.took_place_on != desk.on:
            ended = time_field(
                st.container(),
                f"Selesai pukul ({HERE.zone_label}), {formats.day_and_date(detail.took_place_on)}",
                key=forms.field(key, "selesai"),
            )
        if not st.button("Tutup dan segel", key=forms.field(key, "send"), type="primary"):
            return None
    facts, view, finding, counted = desk.facts_to_keep()
    return Wanted(
        key,
        CloseMeeting(detail.id, ended, replace(facts, hot=hot_facts(view, finding, counted))),
        place,
        done="Rapat ditutup dan disegel. Unduh notulennya di bagian Notulen.",
    )


def _undo_form(detail: MeetingDetail) -> str:
    return f"buka_lagi_{detail.id}"


def _reopen_button(detail: MeetingDetail, place: DeltaGenerator) -> Wanted | None:
    """Drawn once more for whoever presses what stood there a moment too long: the refusal says why."""
    return _button(
        "Batalkan penutupan",
        ReopenMeeting(detail.id),
        place,
        key=_undo_form(detail),
        done="Penutupan dibatalkan; rapat berlangsung lagi dan segelnya tidak berlaku.",
        icon=":material/undo:",
        help=f"Dalam {UNDO_WINDOW.seconds} detik sesudah ditutup, oleh yang menutup",
    )


# Its agenda


def agenda(desk: Desk) -> Asked:
    """The agenda with its reasons; whoever runs the meeting reorders, drops and adds."""
    detail, items, place = desk.detail, desk.items, forms.place()
    wanted = None
    with st.container(horizontal=True, key="rapat_agenda_kepala", vertical_alignment="center"):
        if desk.may_run:
            wanted = _button(
                "Susun ulang" if items else "Susun agenda",
                DraftAgenda(detail.id),
                place,
                key=f"susun_{detail.id}",
                done="Agenda disusun dari pengecualian saat ini, terberat dahulu.",
                type="secondary" if items else "primary",
                icon=":material/auto_awesome:",
            )
        markup.show(register.minutes_sum(detail, items))
    yield from _asked(wanted)
    if not items:
        markup.show(
            markup.empty(
                "Belum ada butir agenda.",
                "Susun agenda mengambil pengecualian: yang terlambat, ditolak, terkendala, menunggak "
                "laporan, atau bertentangan. Bila tidak ada satu pun, tambahkan pokok bahasan sendiri.",
            )
        )
    for row in items:
        yield from _item(desk, row, place)
    markup.show(register.left_out(detail), register.units(items, desk.waited))
    if desk.may_run:
        yield from _add_form(desk)


def _item(desk: Desk, row: ItemRow, place: DeltaGenerator) -> Asked:
    shown = register.item(row, desk.decided, desk.detail.id, waited=desk.waited.get(row.subject, ""))
    if not desk.may_run:
        markup.show(shown)
        return
    what, buttons = st.columns([82, 18], gap="small")
    with what:
        markup.show(shown)
    with buttons, st.container(horizontal=True, key=f"butir_tombol_{row.id}", width="content"):
        if row.state is ItemState.DROPPED:
            again = ChangeItem(row.id, row.version, ItemState.PLANNED, row.minutes)
            yield from _asked(
                _button("Ambil lagi", again, place, key=f"ambil_{row.id}", done="Butir diambil lagi.")
            )
            return
        for symbol, up in (("arrow_upward", True), ("arrow_downward", False)):
            yield from _asked(
                _button(
                    "",
                    MoveItem(row.id, row.version, up),
                    place,
                    key=f"{symbol}_{row.id}",
                    done="Urutan diubah.",
                    icon=f":material/{symbol}:",
                    help="Naikkan" if up else "Turunkan",
                )
            )
        with st.popover("", icon=":material/more_horiz:", help="Ubah butir ini"):
            yield from _item_changes(row, place)


def _item_changes(row: ItemRow, place: DeltaGenerator) -> Asked:
    form = f"butir_{row.id}_{row.version}"
    minutes = _minutes("Menit", row.minutes, key=forms.field(form, "menit"))
    because = text_field.line(
        st.container(), "Alasan melepas", key=forms.field(form, "sebab"), longest=LONGEST_TEXT
    )
    done = row.state is ItemState.DISCUSSED
    discussed = (
        ("Bahas lagi", ItemState.PLANNED, "Butir kembali dibahas.")
        if done
        else ("Sudah dibahas", ItemState.DISCUSSED, "Butir selesai dibahas.")
    )
    for label, state, sentence in (
        ("Simpan menit", row.state, "Waktu butir disimpan."),
        discussed,
        ("Lepas dari agenda", ItemState.DROPPED, "Butir dilepas dari agenda, dengan alasannya."),
    ):
        request = ChangeItem(row.id, row.version, state, minutes, because)
        yield from _asked(_button(label, request, place, key=f"{form}_{label}", done=sentence))


def _add_form(desk: Desk) -> Asked:
    form = f"tambah_{desk.detail.id}"
    with st.expander("Tambah butir sendiri", icon=":material/add:"), st.form(form, border=False):
        place = forms.place()
        title = text_field.line(
            st.container(), "Pokok", longest=LONGEST_POINT, key=forms.field(form, "pokok")
        )
        reason = text_field.line(
            st.container(), "Alasan", longest=LONGEST_TEXT, key=forms.field(form, "mengapa")
        )
        with st.container(horizontal=True):
            owners = {"": "Tidak ada", **desk.owners}
            owner = st.selectbox(
                "Instansi", list(owners), format_func=owners.__getitem__, key=forms.field(form, "pj")
            )
            minutes = _minutes("Menit", 5, key=forms.field(form, "menit"))
        sent = forms.submit(form, "Tambahkan")
    if sent:
        request = AddItem(desk.detail.id, title, reason, owner or "", minutes)
        yield Wanted(form, request, place, done="Butir ditambahkan di akhir agenda.")


# Who took part


def attendance(desk: Desk) -> Asked:
    rows, form = desk.attendance, f"hadir_{desk.detail.id}"
    if not desk.may_run:
        if any(row.mode for row in rows):
            markup.show(register.attendance(rows))
        else:
            markup.show(
                markup.empty("Kehadiran belum dicatat.", "Sekretariat mencatatnya saat rapat dibuka.")
            )
        return
    recorded = sum(row.mode is not None for row in rows)
    markup.show(section("Kehadiran", aside=f"{recorded} dari {len(rows)} instansi sudah dicatat"))
    place = forms.place()
    with st.container(key="on-paper"):
        markup.show(register.to_sign(rows))
    recorded_now = {row.code: Seated(row.mode, row.office, row.capacity) for row in rows if row.mode}
    opened = st.session_state.setdefault(forms.field(form, "dibuka"), recorded_now)
    with st.form(form, border=False), st.container(key="rapat_hadir"):
        seen = forms.seen(form, recorded_now, keep=True)
        written = [(row, _seat(form, row)) for row in rows]
        with st.container(horizontal=True, key="rapat_hadir_kirim"):
            sent = forms.submit(form, "Simpan kehadiran", main=True)
            everyone = forms.submit(form, "Catat sisanya hadir", name="everyone")
    if sent or everyone:
        rest = {row.code: AttendanceMode.PRESENT for row in rows if everyone and row.mode is None}
        given = {
            row.code: Seated(came, office, capacity)
            for row, (mode, office, capacity) in written
            if (came := mode or rest.get(row.code)) is not None
        }
        # What this device did not touch is not its to say: another one may have recorded it since.
        own = {code: seated for code, seated in given.items() if seated != opened.get(code)}
        yield Wanted(form, RecordAttendance(desk.detail.id, own, seen), place, done="Kehadiran disimpan.")


def _seat(form: str, row: AttendanceRow) -> tuple[AttendanceMode | None, str, Capacity | None]:
    """Who sat for an agency: fields like all others, so that the device keeps what is not sent yet."""
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"hadir_baris_{row.code}"):
        mode: AttendanceMode | None = st.segmented_control(
            row.agency,
            list(AttendanceMode),
            default=row.mode,
            format_func=labels.ATTENDANCE.__getitem__,
            key=forms.field(form, f"cara_{row.code}"),
        )
        office = text_field.line(
            st.container(),
            f"Jabatan yang hadir untuk {row.agency}, tanpa nama",
            row.office,
            longest=LONGEST_OFFICE,
            key=forms.field(form, f"jabatan_{row.code}"),
            placeholder="Jabatan, tanpa nama",
            label_visibility="collapsed",
        )
        capacity: Capacity | None = st.selectbox(
            f"Hadir untuk {row.agency} sebagai",
            list(Capacity),
            index=None if row.capacity is None else list(Capacity).index(row.capacity),
            format_func=labels.CAPACITIES.__getitem__,
            placeholder="Sebagai",
            width=190,
            key=forms.field(form, f"sebagai_{row.code}"),
            label_visibility="collapsed",
        )
    return mode, office, capacity


# What it decides


def decisions(desk: Desk) -> Asked:
    if desk.decided:
        markup.show(
            register.decisions(desk.detail.id, desk.decided, desk.outcomes, desk.remarked, desk.cases)
        )
    else:
        markup.show(
            markup.empty(
                "Belum ada keputusan.", "Keputusan dicatat di sini atau dari Layar, selagi rapat berlangsung."
            )
        )
    if not desk.runs or desk.detail.state is not MeetingState.IN_PROGRESS:
        return
    yield from _decision_form(desk)
    for row in desk.decided:
        if not row.is_struck:
            yield from _mend_form(desk, row)
            yield from _strike_form(row)


_RECORDED_AS = {True: "Keputusan dan tugas", False: "Keputusan saja"}


def _decision_form(desk: Desk) -> Asked:
    form = f"keputusan_{desk.detail.id}"
    with st.expander("Catat keputusan", icon=":material/gavel:", expanded=True), st.form(form, border=False):
        place = forms.place()
        text = text_field.passage(
            st.container(), "Bunyi keputusan", longest=LONGEST_TEXT, key=forms.field(form, "bunyi")
        )
        owners = {"": NOBODY, **desk.owners}
        points = {0: "Di luar agenda"} | {
            row.id: f"{row.position}. {row.title}" for row in desk.items if row.state is not ItemState.DROPPED
        }
        regions = {PROVINCE: HERE.whole, **desk.regions}
        classes: list[TaskClass] = list(reversed(TaskClass))
        with st.container(horizontal=True):
            owner = st.selectbox(
                "Penanggung jawab",
                list(owners),
                format_func=owners.__getitem__,
                key=forms.field(form, "pj"),
            )
            due = st.text_input("Tenggat", placeholder=EXAMPLES, key=forms.field(form, "tenggat"))
            task_class = st.selectbox(
                "Kelas",
                classes,
                format_func=labels.TASK_CLASSES.__getitem__,
                key=forms.field(form, "kelas"),
            )
        with st.container(horizontal=True):
            point = st.selectbox(
                "Butir", list(points), format_func=points.__getitem__, key=forms.field(form, "butir")
            )
            region = st.selectbox(
                "Wilayah", list(regions), format_func=regions.__getitem__, key=forms.field(form, "wilayah")
            )
        case = ""
        if desk.actor.may(Permission.VIEW_CASES):
            case = st.text_input(
                "Tentang kasus",
                key=forms.field(form, "kasus"),
                placeholder="K26-0417, boleh kosong",
                help="Hanya pembaca kasus melihat kaitannya; notulen dan Layar tidak menyebut kodenya.",
            )
        with_task: bool | None = st.segmented_control(
            "Yang dicatat",
            list(_RECORDED_AS),
            format_func=_RECORDED_AS.__getitem__,
            key=forms.field(form, "tugas"),
        )
        sent = forms.submit(form, "Catat keputusan", main=True)
    sure = forms.said_yes(form)
    if sent or sure:
        request = RecordDecision(
            desk.detail.id,
            text,
            owner_code=owner or "",
            due=due,
            with_task=with_task,
            task_class=task_class,
            region_code=region or PROVINCE,
            item_id=point or None,
            case_code=case,
            sure=sure,
        )
        yield Wanted(
            form,
            request,
            place,
            done="Keputusan {result.label} tercatat.",
            what_next="Yang dicatat: {result.in_words}.",
            date_field=forms.field(form, "tenggat"),
            takes_yes=True,
        )


def _mend_form(desk: Desk, row: DecidedRow) -> Asked:
    form = f"perbaiki_{row.id}"
    with st.expander(f"Perbaiki Keputusan {row.label}"), st.form(form, border=False):
        place = forms.place()
        # The version goes with the form as it was opened: two operators never overwrite each other.
        seen = forms.seen(form, row.version, keep=True)
        text = text_field.passage(
            st.container(), "Bunyi keputusan", row.text, longest=LONGEST_TEXT, key=forms.field(form, "bunyi")
        )
        owners = {"": NOBODY, **desk.owners}
        codes = list(owners)
        owner = st.selectbox(
            "Penanggung jawab",
            codes,
            index=codes.index(row.owner_code or "") if row.owner_code in owners else 0,
            format_func=owners.__getitem__,
            key=forms.field(form, "pj"),
        )
        due = st.text_input(
            "Tenggat",
            formats.long_date(row.due_on) if row.due_on else "",
            key=forms.field(form, "tenggat"),
        )
        if row.task_codes:
            st.caption(
                f"{formats.shortlist(list(row.task_codes))} ikut berubah, selama penanggung jawabnya belum "
                "menjawab."
            )
        sent = forms.submit(form, "Simpan perbaikan")
    if sent:
        yield Wanted(
            form,
            ChangeDecision(row.id, seen, text, owner or "", due),
            place,
            done=f"Keputusan {row.label} diperbaiki.",
            what_next="{result.in_words}",
            theirs=markup.definitions([("Isi terbaru", row.text), ("Isian Anda", text)]),
            date_field=forms.field(form, "tenggat"),
        )


_STRUCK_TASKS = {"Tarik usulannya": True, "Tetap, tanpa keputusan ini": False}


def _strike_form(row: DecidedRow) -> Asked:
    form = f"coret_{row.id}"
    with (
        st.expander(f"Coret Keputusan {row.label}"),
        st.form(form, border=False),
    ):
        place = forms.place()
        seen = forms.seen(form, row.version, keep=True)
        st.write("Tetap terbaca di sini dan pada notulen; nomornya tidak dipakai lagi.")
        because = text_field.line(
            st.container(), "Alasan mencoret", longest=LONGEST_TEXT, key=forms.field(form, "sebab")
        )
        fate = None
        if row.task_codes:
            fate = st.radio(
                f"Tugas {formats.shortlist(list(row.task_codes))}",
                list(_STRUCK_TASKS),
                index=None,
                horizontal=True,
                key=forms.field(form, "tugas"),
            )
        sent = forms.submit(form, "Coret keputusan")
    if sent:
        yield Wanted(
            form,
            StrikeDecision(row.id, seen, because, _STRUCK_TASKS[fate] if fate else None),
            place,
            done=f"Keputusan {row.label} dicoret.",
            theirs=markup.definitions([("Isi terbaru", row.text)]),
        )


# The page of each member


def sheets(desk: Desk) -> Asked:
    """What each member is asked and owes, one page each; a closed meeting is told by its minutes."""
    if desk.detail.state is MeetingState.CLOSED:
        markup.show(
            markup.empty(
                "Rapat ini sudah ditutup.",
                "Isinya ada pada notulen; lembar anggota dibuat sebelum rapat berikutnya.",
            )
        )
        return _asked()
    markup.show(
        section("Lembar anggota", aside="satu halaman A4 setiap kursi"),
        markup.note(
            "Yang diminta pada agenda, janji yang belum ditepati, dan yang terjadi sejak rapat terakhir."
        ),
    )
    if desk.actor.may(Permission.TAKE_PAPERS):
        markup.show(markup.paper_button("Cetak semua lembar", addresses.member_sheet(desk.detail.id)))
    markup.show(register.sheets(desk.detail.id, desk.member_lines))
    return _asked()


# Its minutes


def minutes(desk: Desk) -> Asked:
    markup.show(register.seal(desk.sealed))
    day = desk.detail.took_place_on.isoformat()
    with st.container(horizontal=True, key="rapat_unduh"):
        for label, outcomes, suffix in (
            ("Unduh notulen", True, ""),
            ("Unduh tanpa isi keputusan", False, "-terbatas"),
        ):
            downloads.button(
                label,
                desk.minutes_file(outcomes=outcomes),
                f"notulen-{day}{suffix}.pdf",
                downloads.PDF,
                icon="picture_as_pdf",
                key=f"unduh{suffix}",
            )
        matrix = desk.matrix_file()
        if matrix is not None:
            downloads.button(
                "Unduh matriks tindak lanjut",
                matrix,
                f"matriks-{day}.xlsx",
                downloads.XLSX,
                icon="table_view",
                key="unduh-matriks",
            )
            if desk.actor.may(Permission.TAKE_PAPERS):
                downloads.paper("Cetak matriks", addresses.follow_up(meeting_number=desk.detail.id))
    markup.show(register.notes(desk.detail))
    if desk.may_run:
        yield from _notes_form(desk.detail)
    markup.show(register.amendments(desk.amendments))
    if desk.runs and desk.detail.state is MeetingState.CLOSED:
        yield from _amend_form(desk.detail, desk.decided)


def _notes_form(detail: MeetingDetail) -> Asked:
    form = f"catatan_{detail.id}"
    with st.form(form, border=False):
        place = forms.place()
        seen = forms.seen(form, detail.version, keep=True)
        directions = text_field.passage(
            st.container(),
            "Arahan pimpinan",
            detail.directions,
            longest=LONGEST_NOTES,
            key=forms.field(form, "arahan"),
        )
        discussion = text_field.passage(
            st.container(),
            "Pembahasan",
            detail.discussion,
            longest=LONGEST_NOTES,
            key=forms.field(form, "bahas"),
        )
        sent = forms.submit(form, "Simpan catatan")
    if sent:
        yield Wanted(
            form,
            WriteNotes(detail.id, seen, directions, discussion),
            place,
            done="Catatan rapat disimpan.",
            theirs=markup.definitions([("Arahan terbaru", detail.directions or "–")]),
        )


def _amend_form(detail: MeetingDetail, decided: Sequence[DecidedRow]) -> Asked:
    form = f"addendum_{detail.id}"
    with st.expander("Catat addendum", icon=":material/note_add:"), st.form(form, border=False):
        place = forms.place()
        about = {0: "Rapat secara umum"} | {row.id: f"Keputusan {row.label}" for row in decided}
        which = st.selectbox(
            "Tentang", list(about), format_func=about.__getitem__, key=forms.field(form, "tentang")
        )
        text = text_field.passage(
            st.container(), "Isi addendum", longest=LONGEST_TEXT, key=forms.field(form, "isi")
        )
        reason = text_field.line(
            st.container(), "Alasan", longest=LONGEST_TEXT, key=forms.field(form, "alasan")
        )
        sent = forms.submit(form, "Catat addendum")
    if sent:
        yield Wanted(
            form,
            AmendMinutes(detail.id, text, reason, which or None),
            place,
            done="Addendum dicatat; notulen yang disegel tidak berubah.",
        )


# Its screen


def the_screen(desk: Desk) -> Asked:
    """How the wall is started, and the file for when it fails."""
    detail = desk.detail
    markup.show(
        section("Layar bersama", aside="1920 x 1080, tanpa nama, desa, atau angka kecil"),
        markup.note(
            "Layar hanya untuk melihat. Keputusan dicatat dari Layar bila sekretariat masuk di peramban itu."
        ),
    )
    place = forms.place()
    wanted: list[Wanted | None] = []
    with st.container(horizontal=True, key="rapat_layar_tombol"):
        st.link_button(
            "Unduh berkas cadangan",
            addresses.wall_file(detail.id),
            icon=":material/download:",
            help="Satu berkas HTML dengan semua slaid, tanpa jaringan",
        )
        if desk.runs:
            wanted = [_start_button(detail.id, place), _stop_button(detail.id, place)]
    _show_started(desk)
    if desk.runs:
        markup.show(register.screens(desk.screens))
    return _asked(*wanted)


def _start_button(meeting_id: int, place: DeltaGenerator) -> Wanted | None:
    form = f"layar_mulai_{meeting_id}"
    if not st.button("Buat alamat Layar", key=forms.field(form, "send"), icon=":material/cast:"):
        return None

    def remember(started: Started) -> None:
        st.session_state[_SCREEN] = (meeting_id, started)

    done = "Alamat Layar dibuat. Buka alamat itu di komputer proyektor."
    return Wanted(form, StartScreen(meeting_id), place, done=done, then=remember)


def _stop_button(meeting_id: int, place: DeltaGenerator) -> Wanted | None:
    return _button(
        "Hentikan semua layar",
        RevokeScreens(meeting_id),
        place,
        key=f"layar_cabut_{meeting_id}",
        done="Semua layar rapat ini dihentikan.",
    )


def _show_started(desk: Desk) -> None:
    """The address of the screen that was started last, as long as this page is open."""
    meeting_id, started = st.session_state.get(_SCREEN, (None, None))
    if started is None or meeting_id != desk.detail.id:
        return
    address = addresses.whole(desk.base, addresses.wall(meeting_id, token=started.token))
    st.code(address, language=None)
    markup.show(
        qr.qr(address, "Kode QR alamat Layar"),
        markup.note(
            f"Berlaku sampai {formats.moment(started.expires_at)}. Alamat ini hanya tampil sekali; "
            "siapa pun yang memegangnya dapat melihat Layar."
        ),
    )


# Its plan


def plan(desk: Desk) -> Asked:
    detail = desk.detail
    markup.show(register.facts(detail), markup.note(register.classification_hint(detail.classification)))
    if not desk.may_run:
        return
    form = f"rencana_{detail.id}"
    with st.form(form, border=False):
        place = forms.place()
        seen = forms.seen(form, detail.version, keep=True)
        changed = _plan_fields(form, detail)
        sent = forms.submit(form, "Simpan rencana")
    sure = forms.said_yes(form)
    if sent or sure:
        request = ChangePlan(detail.id, seen, replace(changed, sure=sure))
        yield Wanted(form, request, place, done="Rencana rapat disimpan.", takes_yes=True)


SECTIONS: dict[str, Callable[[Desk], Asked]] = {
    "agenda": agenda,
    "lembar": sheets,
    "hadir": attendance,
    "keputusan": decisions,
    "notulen": minutes,
    "layar": the_screen,
    "rencana": plan,
}
"""What is drawn for each part of ``register.SECTIONS``."""
