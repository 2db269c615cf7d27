"""What the desk does with a meeting: plan, agenda, attendance, decisions, minutes, screen."""

from collections.abc import Callable, Sequence
from datetime import date, time, timedelta
from typing import Any

import streamlit as st

from components.kit import forms, markup
from components.kit.forms import Outcome
from components.kit.layout import section
from components.meetings import register
from components.runtime import session, writes
from db.backend import now, today
from db.commands import meetings as commands
from db.queries.meetings import DecidedRow, ItemRow, MeetingDetail, attendance_of, decisions_of, open_screens
from db.queries.minutes import amendments_of, seal_of
from domain import addresses
from domain.access.errors import Refusal, StaleData
from domain.access.permissions import Actor, Permission
from domain.meetings.life import AttendanceMode, Classification, ItemState, MeetingState
from domain.tasks.life import TaskClass
from domain.time import formats
from domain.time.calendar import to_wita
from domain.time.date_words import EXAMPLES, read_date
from domain.words import labels
from reports import qr
from views import documents, reads, task_papers, tasks
from views.ask import ask

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NEWS = "rapat_kabar"
_SCREEN = "rapat_layar"

NOT_RECORDED = "Belum dicatat"


def show_news() -> None:
    """What the last button led to, once."""
    told = st.session_state.pop(_NEWS, None)
    if told is None:
        return
    sentence, refused = told
    if refused is not None:
        markup.show(forms.refusal(refused))
    else:
        markup.show(forms.receipt(sentence, ""))


def _tell(sentence: str, outcome: Outcome[Any]) -> bool:
    """Leave word for the next drawing; True when it was carried out."""
    st.session_state[_NEWS] = (sentence, outcome.refusal)
    return outcome.refusal is None


def _press(sentence: str, command: Callable[..., Any], **values: Any) -> None:
    _tell(sentence, writes.run(command, **values))


def may_run(actor: Actor, detail: MeetingDetail | None = None) -> bool:
    changeable = detail is None or detail.state is not MeetingState.CLOSED
    return actor.may(Permission.RUN_MEETINGS) and changeable


def schedule_form(actor: Actor) -> None:
    """Jadwalkan rapat, folded until somebody wants it."""
    if not may_run(actor):
        return
    with st.expander("Jadwalkan rapat", icon=":material/calendar_add_on:"):
        form = "jadwal"
        day = today() + timedelta(days=7)
        with st.form(form, border=False):
            place = st.container()
            plan = _plan_fields(form, None, day)
            sent = st.form_submit_button("Jadwalkan", type="primary")
        if sent and plan is not None:
            outcome = writes.run(commands.schedule, plan=plan, once=forms.once(form))
            if outcome.refusal is not None:
                place.html(str(forms.refusal(outcome.refusal)))
                return
            forms.renew(form)
            _tell("Rapat dijadwalkan sebagai rancangan. Susun agendanya, lalu buka rapatnya.", outcome)
            st.query_params.from_dict({"id": str(outcome.value)})
            st.rerun()


def _plan_fields(form: str, known: MeetingDetail | None, day: date) -> commands.Plan:
    starts = to_wita(known.starts_at) if known else None
    title = st.text_input(
        "Judul",
        known.title if known else "Rapat Forkopimda: pemberantasan TPPO dan penempatan ilegal PMI",
        max_chars=160,
        key=f"{form}_judul",
    )
    with st.container(horizontal=True):
        on = st.date_input(
            "Tanggal", starts.date() if starts else day, format="DD/MM/YYYY", key=f"{form}_hari"
        )
        at = st.time_input("Pukul (WITA)", starts.time() if starts else time(10), key=f"{form}_pukul")
        minutes = st.number_input(
            "Lama (menit)", 10, 480, known.planned_minutes if known else 90, step=5, key=f"{form}_lama"
        )
    where = st.text_input(
        "Tempat",
        known.place if known else "Aula Rumah Jabatan Gubernur NTT, Kota Kupang; daring",
        max_chars=120,
        key=f"{form}_tempat",
    )
    with st.container(horizontal=True):
        kind = st.selectbox(
            "Sifat",
            list(Classification),
            index=list(Classification).index(known.classification if known else Classification.RESTRICTED),
            format_func=labels.CLASSIFICATIONS.__getitem__,
            key=f"{form}_sifat",
        )
        chair = st.text_input(
            "Pimpinan rapat", known.chair if known else "Gubernur NTT", max_chars=120, key=f"{form}_pimpinan"
        )
        notes = st.text_input(
            "Notulis",
            known.note_taker if known else "Biro Administrasi Pimpinan",
            max_chars=120,
            key=f"{form}_notulis",
        )
    basis = st.text_input(
        "Dasar",
        known.basis if known else "",
        max_chars=200,
        placeholder="Undangan nomor dan tanggal",
        key=f"{form}_dasar",
    )
    return commands.Plan(
        title=title,
        day=on,
        at=at,
        place=where,
        planned_minutes=int(minutes),
        classification=kind or Classification.RESTRICTED,
        basis=basis,
        chair=chair,
        note_taker=notes,
    )


def next_steps(actor: Actor, detail: MeetingDetail) -> None:
    """The one thing to do next in this state, and the way to the screen."""
    with st.container(horizontal=True, key="rapat_langkah"):
        if may_run(actor, detail):
            _state_buttons(detail)
        if detail.state is not MeetingState.DRAFT and actor.may(Permission.VIEW_SCREEN):
            st.link_button("Buka Layar", addresses.wall(detail.id), icon=":material/present_to_all:")


def _state_buttons(detail: MeetingDetail) -> None:
    def step(label: str, sentence: str, to: MeetingState, *, primary: bool = True) -> None:
        st.button(
            label,
            type="primary" if primary else "secondary",
            key=f"rapat_{to}",
            on_click=_press,
            args=(sentence, commands.move),
            kwargs={"meeting_id": detail.id, "to": to},
        )

    if detail.state is MeetingState.DRAFT:
        step("Buka rapat", "Rapat dibuka: agendanya terlihat dan dapat ditampilkan.", MeetingState.OPEN)
    elif detail.state is MeetingState.OPEN:
        step("Mulai rapat", "Rapat dimulai; keputusan sudah dapat dicatat.", MeetingState.IN_PROGRESS)
        step("Kembalikan ke rancangan", "Rapat kembali menjadi rancangan.", MeetingState.DRAFT, primary=False)
    elif detail.state is MeetingState.IN_PROGRESS:
        with st.popover("Tutup rapat", icon=":material/lock:"):
            st.write("Penutupan mengunci dan menyegel notulen. Perubahan sesudahnya berupa addendum.")
            st.button(
                "Tutup dan segel",
                type="primary",
                key="rapat_tutup",
                on_click=_press,
                args=("Rapat ditutup dan disegel. Unduh notulennya di bagian Notulen.", commands.close),
                kwargs={"meeting_id": detail.id, "once": forms.once(f"tutup_{detail.id}")},
            )


def agenda(
    actor: Actor, detail: MeetingDetail, items: Sequence[ItemRow], decided: Sequence[DecidedRow]
) -> None:
    """The agenda with its reasons; whoever runs the meeting reorders, drops and adds."""
    runs = may_run(actor, detail)
    with st.container(horizontal=True, key="rapat_agenda_kepala", vertical_alignment="center"):
        if runs:
            st.button(
                "Susun agenda" if not items else "Susun ulang",
                type="primary",
                icon=":material/auto_awesome:",
                key="susun",
                on_click=_press,
                args=("Agenda disusun dari pengecualian saat ini, terberat dahulu.", commands.draft_agenda),
                kwargs={"meeting_id": detail.id},
            )
        markup.show(register.minutes_sum(detail, items))
    if not items:
        markup.show(
            markup.empty(
                "Belum ada butir agenda.",
                "Susun agenda mengambil pengecualian: yang terlambat, ditolak, terkendala, diam, atau "
                "bertentangan. Bila tidak ada satu pun, tambahkan pokok bahasan sendiri.",
            )
        )
    for row in items:
        if not runs:
            markup.show(register.item(row, decided, detail.id))
            continue
        what, buttons = st.columns([82, 18], gap="small")
        with what:
            markup.show(register.item(row, decided, detail.id))
        with buttons:
            _item_buttons(row)
    markup.show(register.left_out(detail))
    if runs:
        _add_form(detail)


def _item_buttons(row: ItemRow) -> None:
    common = {"item_id": row.id, "seen": row.version}
    changes = {**common, "minutes": row.minutes}
    with st.container(horizontal=True, key=f"butir_tombol_{row.id}", width="content"):
        if row.state is ItemState.DROPPED:
            st.button(
                "Ambil lagi",
                key=f"ambil_{row.id}",
                on_click=_press,
                args=("Butir diambil lagi.", commands.change_item),
                kwargs={**changes, "state": ItemState.PLANNED},
            )
            return
        for symbol, up in (("arrow_upward", True), ("arrow_downward", False)):
            st.button(
                "",
                icon=f":material/{symbol}:",
                key=f"{symbol}_{row.id}",
                help="Naikkan" if up else "Turunkan",
                on_click=_press,
                args=("Urutan diubah.", commands.move_item),
                kwargs={**common, "up": up},
            )
        with st.popover("", icon=":material/more_horiz:", help="Ubah butir ini"):
            minutes = st.number_input(
                "Menit", 0, 240, row.minutes, step=1, key=f"menit_{row.id}_{row.version}"
            )
            because = st.text_input("Alasan melepas", key=f"sebab_{row.id}_{row.version}", max_chars=200)
            done = row.state is ItemState.DISCUSSED
            for label, state, sentence in (
                ("Simpan menit", row.state, "Waktu butir disimpan."),
                (
                    "Bahas lagi" if done else "Sudah dibahas",
                    ItemState.PLANNED if done else ItemState.DISCUSSED,
                    "Butir kembali dibahas." if done else "Butir selesai dibahas.",
                ),
                ("Lepas dari agenda", ItemState.DROPPED, "Butir dilepas dari agenda, dengan alasannya."),
            ):
                st.button(
                    label,
                    key=f"{state}_{label}_{row.id}",
                    on_click=_press,
                    args=(sentence, commands.change_item),
                    kwargs={**common, "minutes": int(minutes), "state": state, "because": because},
                )


def _add_form(detail: MeetingDetail) -> None:
    form = f"tambah_{detail.id}"
    with st.expander("Tambah butir sendiri", icon=":material/add:"):
        with st.form(form, border=False):
            place = st.container()
            key = forms.once(form)
            title = st.text_input("Pokok", max_chars=200, key=f"{key}_pokok")
            reason = st.text_input("Mengapa", max_chars=400, key=f"{key}_mengapa")
            with st.container(horizontal=True):
                owners = {"": "Tidak ada", **reads.owners_in_the_forum()}
                owner = st.selectbox(
                    "Instansi", list(owners), format_func=owners.__getitem__, key=f"{key}_pj"
                )
                minutes = st.number_input("Menit", 0, 240, 5, key=f"{key}_menit")
            sent = st.form_submit_button("Tambahkan")
        if sent:
            outcome = writes.run(
                commands.add_item,
                meeting_id=detail.id,
                title=title,
                reason=reason,
                agency_code=owner or None,
                minutes=int(minutes),
                once=key,
            )
            _settle(form, place, "Butir ditambahkan di akhir agenda.", outcome)


def _settle(form: str, place: Any, sentence: str, outcome: Outcome[Any]) -> None:
    """A refusal stands above what was typed; after a success the form is new."""
    if outcome.refusal is not None:
        place.html(str(forms.refusal(outcome.refusal)))
        return
    forms.renew(form)
    _tell(sentence, outcome)
    st.rerun()


def attendance(actor: Actor, detail: MeetingDetail) -> None:
    rows = ask(attendance_of, detail.id)
    if not may_run(actor, detail):
        if any(row.mode for row in rows):
            markup.show(register.attendance(rows))
        else:
            markup.show(
                markup.empty("Kehadiran belum dicatat.", "Sekretariat mencatatnya saat rapat dibuka.")
            )
        return
    words = {mode: labels.ATTENDANCE[mode] for mode in AttendanceMode}
    modes = {word: mode for mode, word in words.items()}
    recorded = sum(row.mode is not None for row in rows)
    markup.show(section("Kehadiran", aside=f"{recorded} dari {len(rows)} instansi sudah dicatat"))
    with st.form(f"hadir_{detail.id}", border=False):
        edited = st.data_editor(
            [
                {"Instansi": row.agency, "Kehadiran": words[row.mode] if row.mode else NOT_RECORDED}
                for row in rows
            ],
            column_config={
                "Instansi": st.column_config.TextColumn(disabled=True, width="large"),
                "Kehadiran": st.column_config.SelectboxColumn(
                    options=[NOT_RECORDED, *modes], required=True, width="medium"
                ),
            },
            hide_index=True,
            num_rows="fixed",
            key=f"hadir_{detail.id}_{recorded}",
            height=420,
        )
        with st.container(horizontal=True):
            sent = st.form_submit_button("Simpan kehadiran", type="primary")
            everyone = st.form_submit_button("Catat sisanya hadir")
    if sent or everyone:
        said = {row.code: modes.get(each["Kehadiran"]) for row, each in zip(rows, edited, strict=True)}
        if everyone:
            said = {code: mode or AttendanceMode.PRESENT for code, mode in said.items()}
        given = {code: mode for code, mode in said.items() if mode is not None}
        _press("Kehadiran disimpan.", commands.record_attendance, meeting_id=detail.id, modes=given)
        st.rerun()


def decisions(
    actor: Actor, detail: MeetingDetail, items: Sequence[ItemRow], decided: Sequence[DecidedRow]
) -> None:
    if decided:
        markup.show(register.decisions(decided))
    else:
        markup.show(
            markup.empty(
                "Belum ada keputusan.", "Keputusan dicatat di sini atau dari Layar, selagi rapat berlangsung."
            )
        )
    if not actor.may(Permission.RUN_MEETINGS) or detail.state is not MeetingState.IN_PROGRESS:
        return
    _decision_form(detail, items)
    for row in decided:
        _mend_form(row)


def _decision_form(detail: MeetingDetail, items: Sequence[ItemRow]) -> None:
    form = f"keputusan_{detail.id}"
    with st.expander("Catat keputusan", icon=":material/gavel:", expanded=True), st.form(form, border=False):
        key = forms.once(form)
        place = st.container()
        text = st.text_area("Bunyi keputusan", max_chars=1_000, key=f"{key}_bunyi")
        owners = {"": "Belum ditetapkan", **reads.owners_in_the_forum()}
        points = {0: "Di luar agenda"} | {
            row.id: f"{row.position}. {row.title}" for row in items if row.state is not ItemState.DROPPED
        }
        regions = {"53": "Seluruh NTT"} | {
            code: name for code, name in reads.region_names(None).items() if code
        }
        with st.container(horizontal=True):
            owner = st.selectbox(
                "Penanggung jawab", list(owners), format_func=owners.__getitem__, key=f"{key}_pj"
            )
            due = st.text_input("Tenggat", placeholder=EXAMPLES, key=f"{key}_tenggat")
            klass = st.selectbox(
                "Kelas",
                list(reversed(TaskClass)),
                format_func=labels.TASK_CLASSES.__getitem__,
                key=f"{key}_kelas",
            )
        with st.container(horizontal=True):
            point = st.selectbox("Butir", list(points), format_func=points.__getitem__, key=f"{key}_butir")
            region = st.selectbox(
                "Wilayah", list(regions), format_func=regions.__getitem__, key=f"{key}_wilayah"
            )
        task = st.checkbox("Langsung menjadi tugas", value=True, key=f"{key}_tugas")
        sent = st.form_submit_button("Catat keputusan", type="primary")
    if not sent:
        return
    due_on, refused = _read(due)
    outcome = refused or writes.run(
        commands.record_decision,
        meeting_id=detail.id,
        text=text,
        owner_code=owner,
        due_on=due_on,
        with_task=task,
        task_class=klass,
        region_code=region,
        item_id=point or None,
        once=key,
    )
    recorded = outcome.value
    number = f"Keputusan {recorded.number}/{recorded.year} tercatat." if recorded else ""
    _settle(form, place, number, outcome)


def _read(words: str) -> tuple[date | None, Outcome[Any] | None]:
    if not words.strip():
        return None, None
    try:
        return read_date(words, today()), None
    except Refusal as refusal:
        return None, Outcome(refusal=refusal)


def _mend_form(row: DecidedRow) -> None:
    form = f"perbaiki_{row.id}"
    with st.expander(f"Perbaiki Keputusan {row.label}"):
        with st.form(form, border=False):
            place = st.container()
            # The version goes with the form as it was opened: two operators never overwrite each other.
            seen = st.session_state.setdefault(f"{form}_versi", row.version)
            text = st.text_area("Bunyi keputusan", row.text, max_chars=1_000, key=f"{form}_bunyi")
            owners = {"": "Belum ditetapkan", **reads.owners_in_the_forum()}
            codes = list(owners)
            current = row.owner_code if row.owner_code in owners else ""
            owner = st.selectbox(
                "Penanggung jawab",
                codes,
                index=codes.index(current or ""),
                format_func=owners.__getitem__,
                key=f"{form}_pj",
            )
            due = st.text_input(
                "Tenggat", formats.long_date(row.due_on) if row.due_on else "", key=f"{form}_tenggat"
            )
            sent = st.form_submit_button("Simpan perbaikan")
        if not sent:
            return
        due_on, refused = _read(due)
        outcome = refused or writes.run(
            commands.change_decision,
            decision_id=row.id,
            seen=seen,
            text=text,
            owner_code=owner,
            due_on=due_on,
        )
        if isinstance(outcome.refusal, StaleData):
            place.html(
                str(forms.refusal(outcome.refusal))
                + str(markup.definitions([("Isi terbaru", row.text), ("Isian Anda", text)]))
            )
            # Shown both, whoever sends again has decided.
            st.session_state[f"{form}_versi"] = row.version
            return
        if outcome.refusal is None:
            for name in ("versi", "bunyi", "pj", "tenggat"):
                st.session_state.pop(f"{form}_{name}", None)
        _settle(form, place, f"Keputusan {row.label} diperbaiki.", outcome)


def minutes(actor: Actor, detail: MeetingDetail) -> None:
    sealed = ask(seal_of, detail.id)
    markup.show(register.seal(sealed))
    name = f"notulen-{to_wita(detail.starts_at):%Y-%m-%d}"
    with st.container(horizontal=True, key="rapat_unduh"):
        for label, outcomes, suffix in (
            ("Unduh notulen", True, ""),
            ("Unduh tanpa isi keputusan", False, "-terbatas"),
        ):
            st.download_button(
                label,
                documents.minutes_file(detail.id, sealed, base=session.host(), outcomes=outcomes),
                file_name=f"{name}{suffix}.pdf",
                mime="application/pdf",
                icon=":material/picture_as_pdf:",
                key=f"unduh{suffix}",
                on_click="ignore",
            )
        born = [task for task in tasks.watched(actor.scope) if task.row.decision_meeting_id == detail.id]
        if born:
            st.download_button(
                "Unduh matriks tindak lanjut",
                task_papers.matrix_file(born, f"keputusan rapat {register.day(detail)}"),
                file_name=f"matriks-{to_wita(detail.starts_at):%Y-%m-%d}.xlsx",
                mime=_XLSX,
                icon=":material/table_view:",
                key="unduh-matriks",
                on_click="ignore",
            )
    markup.show(register.notes(detail))
    if may_run(actor, detail):
        _notes_form(detail)
    markup.show(register.amendments(ask(amendments_of, detail.id)))
    if actor.may(Permission.RUN_MEETINGS) and detail.state is MeetingState.CLOSED:
        _amend_form(detail)


def _notes_form(detail: MeetingDetail) -> None:
    form = f"catatan_{detail.id}"
    with st.form(form, border=False):
        place = st.container()
        seen = st.session_state.setdefault(f"{form}_versi", detail.version)
        directions = st.text_area("Arahan pimpinan", detail.directions, max_chars=6_000, key=f"{form}_arahan")
        discussion = st.text_area("Pembahasan", detail.discussion, max_chars=6_000, key=f"{form}_bahas")
        sent = st.form_submit_button("Simpan catatan")
    if sent:
        outcome = writes.run(
            commands.write_notes,
            meeting_id=detail.id,
            seen=seen,
            directions=directions,
            discussion=discussion,
        )
        if isinstance(outcome.refusal, StaleData):
            st.session_state[f"{form}_versi"] = detail.version
            place.html(
                str(forms.refusal(outcome.refusal))
                + str(markup.definitions([("Arahan terbaru", detail.directions or "–")]))
            )
            return
        if outcome.refusal is None:
            st.session_state.pop(f"{form}_versi", None)
        _settle(form, place, "Catatan rapat disimpan.", outcome)


def _amend_form(detail: MeetingDetail) -> None:
    form = f"addendum_{detail.id}"
    with st.expander("Catat addendum", icon=":material/note_add:"):
        with st.form(form, border=False):
            place = st.container()
            key = forms.once(form)
            decided = {0: "Rapat secara umum"} | {
                row.id: f"Keputusan {row.label}" for row in ask(decisions_of, detail.id)
            }
            which = st.selectbox(
                "Tentang", list(decided), format_func=decided.__getitem__, key=f"{key}_tentang"
            )
            text = st.text_area("Isi addendum", max_chars=1_000, key=f"{key}_isi")
            reason = st.text_input("Alasan", max_chars=400, key=f"{key}_alasan")
            sent = st.form_submit_button("Catat addendum")
        if sent:
            outcome = writes.run(
                commands.amend,
                meeting_id=detail.id,
                text=text,
                reason=reason,
                decision_id=which or None,
                once=key,
            )
            _settle(form, place, "Addendum dicatat; notulen yang disegel tidak berubah.", outcome)


def the_screen(actor: Actor, detail: MeetingDetail) -> None:
    """How the wall is started, and the file for when it fails."""
    markup.show(
        section("Layar bersama", aside="1920 x 1080, tanpa nama, desa, atau angka kecil"),
        markup.note(
            "Layar hanya untuk melihat. Keputusan dicatat dari Layar bila sekretariat masuk di peramban itu."
        ),
    )
    with st.container(horizontal=True, key="rapat_layar_tombol"):
        st.link_button(
            "Unduh berkas cadangan",
            addresses.wall_file(detail.id),
            icon=":material/download:",
            help="Satu berkas HTML dengan semua slaid, tanpa jaringan",
        )
        if actor.may(Permission.RUN_MEETINGS):
            st.button(
                "Buat alamat Layar",
                key="layar_mulai",
                icon=":material/cast:",
                on_click=_start_screen,
                args=(detail.id,),
            )
            st.button(
                "Hentikan semua layar",
                key="layar_cabut",
                on_click=_press,
                args=("Semua layar rapat ini dihentikan.", commands.revoke_screens),
                kwargs={"meeting_id": detail.id},
            )
    started = st.session_state.get(_SCREEN)
    if started and started[0] == detail.id:
        address = addresses.whole(session.host(), addresses.wall(detail.id, token=started[1]))
        st.code(address, language=None)
        markup.show(
            qr.qr(address, "Kode QR alamat Layar"),
            markup.note(
                f"Berlaku sampai {formats.moment(started[2])}. Alamat ini hanya tampil sekali; "
                "siapa pun yang memegangnya dapat melihat Layar."
            ),
        )
    if actor.may(Permission.RUN_MEETINGS):
        markup.show(register.screens(ask(open_screens, detail.id, now=now())))


def _start_screen(meeting_id: int) -> None:
    outcome = writes.run(commands.start_screen, meeting_id=meeting_id)
    if _tell("Alamat Layar dibuat. Buka alamat itu di komputer proyektor.", outcome) and outcome.value:
        st.session_state[_SCREEN] = (meeting_id, outcome.value.token, outcome.value.expires_at)


def plan(actor: Actor, detail: MeetingDetail) -> None:
    markup.show(register.facts(detail), markup.note(register.classification_hint(detail.classification)))
    if not may_run(actor, detail):
        return
    form = f"rencana_{detail.id}"
    with st.form(form, border=False):
        place = st.container()
        seen = st.session_state.setdefault(f"{form}_versi", detail.version)
        changed = _plan_fields(form, detail, today())
        sent = st.form_submit_button("Simpan rencana")
    if sent:
        outcome = writes.run(commands.change_plan, meeting_id=detail.id, seen=seen, plan=changed)
        if isinstance(outcome.refusal, StaleData) or outcome.refusal is None:
            st.session_state.pop(f"{form}_versi", None)
        _settle(form, place, "Rencana rapat disimpan.", outcome)


SHOW: dict[str, Callable[..., None]] = {
    "hadir": attendance,
    "notulen": minutes,
    "layar": the_screen,
    "rencana": plan,
}


def show_section(
    name: str, actor: Actor, detail: MeetingDetail, items: Sequence[ItemRow], decided: Sequence[DecidedRow]
) -> None:
    if name == "agenda":
        agenda(actor, detail, items, decided)
    elif name == "keputusan":
        decisions(actor, detail, items, decided)
    else:
        SHOW[name](actor, detail)
