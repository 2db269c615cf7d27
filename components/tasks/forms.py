"""Forms about tasks: propose one, answer it, work on it, judge it, escalate it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from components.kit import chips, filters, forms, markup, paging, text_field
from components.kit.date_field import date_field
from components.kit.forms import Submission
from components.kit.layout import at_work, section
from components.kit.markup import Text, link
from components.kit.number_field import number_field, sure_of
from components.tasks import letters
from domain import addresses
from domain.access.parameters import Parameters
from domain.commitments.plausibility import doubts_of_progress
from domain.tasks.clocks import ClockKind
from domain.tasks.life import RULES, Move, Needs, Said, TaskClass
from domain.tasks.proposals import LONGEST_TEXT, LONGEST_TITLE, Proposal, check_due, check_offer
from domain.tasks.requests import MoveTask
from domain.time import formats
from domain.time.date_meanings import DateContext
from domain.words import labels, rules

if TYPE_CHECKING:
    from db.queries.agencies import AgencyChoice
    from db.queries.tasks import TaskRow
    from views.task_papers import LetterDesk
    from views.tasks import Origin, Standing, WatchedTask

_NO_PLACE = (
    "Penanggung jawab terbaca oleh semua, jadi kantor yang namanya menyebut tempat tidak ada di sini: "
    "ia menunjuk asal kasusnya. Rujuk kasus kepadanya dari halaman kasus."
)
CARDS_ON_A_PAGE = 10
"""Each has its form: forty of them are a page that a phone does not get to the end of."""
_CARD_PAGE = "tugas"
SAFE = "Tanpa nama orang, NIK, nomor telepon, atau paspor."


# Propose


def proposal(
    origin: Origin,
    agencies: Sequence[AgencyChoice],
    regions: Mapping[str, str],
    context: DateContext,
) -> Submission | None:
    """A new task; what it is born from is fixed, all else is typed."""
    form = f"propose_{origin.kind}_{origin.key}"
    owners = {"": "Pilih penanggung jawab", **{each.code: each.short_name for each in agencies}}
    place = forms.place()
    title = text_field.line(
        st.container(),
        "Tugas",
        key=forms.field(form, "title"),
        longest=LONGEST_TITLE,
        help=SAFE,
        placeholder="Apa yang harus terjadi, dalam satu baris",
    )
    output = text_field.passage(
        st.container(),
        "Keluaran",
        key=forms.field(form, "output"),
        longest=LONGEST_TEXT,
        height=80,
        help=SAFE,
        placeholder="Hasil yang dapat diperlihatkan, misalnya jadwal bertanda tangan",
    )
    left, right = st.columns(2)
    owner = left.selectbox(
        "Penanggung jawab (satu instansi)",
        list(owners),
        format_func=owners.__getitem__,
        key=forms.field(form, "owner"),
        help=_NO_PLACE if origin.is_of_case else "Pengadilan diberi data, tidak diberi tugas.",
    )
    supporters = right.multiselect(
        "Pendukung",
        [code for code in owners if code],
        format_func=owners.__getitem__,
        key=forms.field(form, "supporters"),
        placeholder="Pilih bila ada",
    )
    codes = list(regions)
    region = left.selectbox(
        "Wilayah",
        codes,
        format_func=regions.__getitem__,
        key=forms.field(form, "region"),
        index=codes.index(origin.region_code) if origin.region_code in regions else 0,
    )
    task_class = right.segmented_control(
        "Kelas",
        list(TaskClass),
        format_func=labels.TASK_CLASSES.__getitem__,
        key=forms.field(form, "class"),
        default=TaskClass.ORDINARY,
        required=True,
        help=rules.task_clocks(),
    )
    chosen_class = TaskClass(task_class or TaskClass.ORDINARY)
    due = date_field(
        left,
        "Tenggat",
        key=forms.field(form, "due"),
        context=context,
        placeholder="2 minggu",
        said_at=right,
        check=lambda day: check_due(chosen_class, day, context.on),
    )
    if not st.button("Usulkan tugas", key=forms.field(form, "send"), type="primary", icon=":material/send:"):
        return None
    asked = Proposal(
        title=title,
        output=output,
        owner_code=owner or "",
        region_code=region or "",
        due=due,
        task_class=chosen_class,
        supporter_codes=tuple(supporters),
        origin=origin.kind,
        origin_key=origin.key,
    )
    return Submission(
        form,
        asked,
        place,
        done="Tugas {result} diusulkan.",
        what_next=f"{owners.get(owner or '', 'Penanggung jawab')} menjawab: menerima, menawar, atau menolak.",
    )


def born_from(origin: Origin) -> Text:
    if not origin.label:
        return "Dibuat langsung. Dari halaman wilayah, komitmen, atau rapat, asalnya ikut tercatat."
    return Markup("Lahir dari {}").format(link(origin.label, origin.back))


# Answer, work, judge


def actions(
    task: WatchedTask,
    standing: Standing,
    agencies: Sequence[AgencyChoice],
    *,
    context: DateContext,
    desk: LetterDesk | None,
) -> Submission | None:
    """All that the reader may do with this task now; nothing when there is nothing."""
    wanted = None
    if standing.moves:
        with at_work("moves"):
            markup.show(section("Giliran Anda"))
            wanted = moves(task.row, standing.moves, agencies, context=context)
    if standing.by_letter:
        with at_work("by-letter"):
            markup.show(section("Catat jawaban surat", aside=f"{task.row.owner} belum punya akun"))
            found = moves(task.row, standing.by_letter, agencies, context=context, by_letter=True)
        wanted = wanted or found
    if standing.may_escalate and task.rung_is_due(context.on):
        wanted = letters.escalation(task, desk, agencies, context.on) or wanted
    return wanted


def moves(
    row: TaskRow,
    offered: Sequence[Move],
    agencies: Sequence[AgencyChoice],
    *,
    context: DateContext,
    by_letter: bool = False,
) -> Submission | None:
    """A button for each move. What needs no word is done at once; the rest opens its fields."""
    form = f"move_{'letter_' if by_letter else ''}{row.code}"
    opened_key = forms.field(form, "opened")
    version = forms.seen(form, row.version, keep=opened_key in st.session_state)
    place = forms.place()
    wanted: Move | None = None
    with st.container(horizontal=True, key=f"moves_{form}"):
        for number, move in enumerate(offered):
            pressed = st.button(
                labels.TASK_MOVES[move],
                key=forms.field(form, move.value),
                type="secondary" if number else "primary",
                width="stretch",
            )
            if pressed and (by_letter or _FIELDS.get(move)):
                st.session_state[opened_key] = move
            elif pressed:
                wanted = move
    said = Said()
    opened: Move | None = st.session_state.get(opened_key)
    if opened is not None and opened not in offered:
        _changed_meanwhile(form, row, opened)
        st.session_state.pop(opened_key)
    elif opened is not None and wanted is None:
        with st.container(border=True, key=f"fields_{form}"):
            said = _fields(form, row, opened, agencies, context=context, by_letter=by_letter)
            if st.button(
                f"Kirim: {labels.TASK_MOVES[opened].lower()}",
                key=forms.field(form, "send"),
                type="primary",
                width="stretch",
            ):
                wanted = opened
    if wanted is None:
        return None
    return Submission(
        form,
        MoveTask(row.code, wanted, version, said),
        place,
        done=f"{row.code}: {labels.TASK_STATES[RULES[wanted].to].lower()}.",
        what_next=RULES[wanted].to.row.what_next,
    )


_FIELDS = {move: rule.needs for move, rule in RULES.items()} | {Move.START: (), Move.VERIFY: ()}


def _changed_meanwhile(form: str, row: TaskRow, opened: Move) -> None:
    """Somebody else was faster: say so, and give back what had been typed."""
    typed = st.session_state.get(forms.field(form, f"{opened.value}_note"), "")
    markup.show(
        markup.refusal(
            Markup("Tugas ini sudah berubah menjadi {}. {}").format(
                labels.TASK_STATES[row.state].lower(),
                f"Tulisan Anda tadi: “{typed}”" if typed else "Pilih tindakan yang tersedia sekarang.",
            ),
            "sync_problem",
        )
    )


def _fields(
    form: str,
    row: TaskRow,
    move: Move,
    agencies: Sequence[AgencyChoice],
    *,
    context: DateContext,
    by_letter: bool,
) -> Said:
    """The fields that this move needs; each keeps what was typed until the move is made."""
    needs = RULES[move].needs
    due = terms = helper = evidence = letter = ""
    progress: int | None = None
    sure: tuple[str, ...] = ()
    if by_letter:
        letter = text_field.line(
            st.container(),
            "Surat jawaban",
            key=forms.field(form, f"{move.value}_letter"),
            longest=60,
            placeholder="Nomor dan tanggal surat",
        )
    if Needs.OFFER in needs or move is Move.INSIST:
        due = date_field(
            st.container(),
            "Tenggat lain",
            key=forms.field(form, f"{move.value}_due"),
            context=context,
            placeholder=f"Semula {formats.long_date(row.due_on)}",
            check=lambda day: (check_offer if Needs.OFFER in needs else check_due)(
                row.task_class, day, context.on
            ),
        )
    if Needs.OFFER in needs:
        terms = text_field.line(
            st.container(),
            "Syarat lain (bila ada)",
            key=forms.field(form, f"{move.value}_terms"),
            longest=LONGEST_TEXT,
            help=SAFE,
        )
    if Needs.HELPER in needs:
        names = {"": "Pilih instansi", **{each.code: each.short_name for each in agencies}}
        names.pop(row.owner_code, None)
        helper = (
            st.selectbox(
                "Butuh bantuan siapa?",
                list(names),
                format_func=names.__getitem__,
                key=forms.field(form, f"{move.value}_helper"),
            )
            or ""
        )
    if Needs.PROGRESS in needs:
        percent = number_field(
            st.container(),
            "Kemajuan (persen)",
            key=forms.field(form, f"{move.value}_progress"),
            unit="%",
            placeholder="belum pernah dilaporkan"
            if row.progress is None
            else f"terakhir {formats.quantity(row.progress, '%')}",
        )
        progress = int(percent) if percent is not None and percent == percent // 1 else None
        found = () if progress is None else doubts_of_progress(progress, row.progress)
        sure = sure_of(st.container(), found, key=forms.field(form, f"{move.value}_progress"))
    if Needs.EVIDENCE in needs:
        evidence = text_field.line(
            st.container(),
            "Bukti yang diserahkan",
            key=forms.field(form, f"{move.value}_evidence"),
            longest=LONGEST_TEXT,
            placeholder="Judul dan nomor dokumen",
            help=SAFE,
        )
    note = text_field.passage(
        st.container(),
        "Alasan" if Needs.REASON in needs and move is not Move.UPDATE else "Catatan",
        key=forms.field(form, f"{move.value}_note"),
        longest=LONGEST_TEXT,
        height=80,
        help=SAFE,
        placeholder=RULES[move].asks,
    )
    return Said(
        note=note,
        due=due,
        terms=terms,
        helper_code=helper,
        progress=progress,
        evidence=evidence,
        letter=letter,
        sure=sure,
    )


# Cards of an agency's own page


def answer_cards(
    shown: Sequence[tuple[WatchedTask, Sequence[Move]]],
    agencies: Sequence[AgencyChoice],
    asked: Parameters,
    *,
    context: DateContext,
) -> Submission | None:
    """One card per task, the most urgent first: what, until when, and the answer in one or two taps."""
    wanted = None
    if shown:
        markup.show(section("Tugas", aside=f"{formats.number(len(shown))} terbuka"))
    page = filters.page_of(asked, len(shown), CARDS_ON_A_PAGE, _CARD_PAGE)
    for task, offered in shown[(page - 1) * CARDS_ON_A_PAGE : page * CARDS_ON_A_PAGE]:
        with st.container(border=True, key=f"card_task_{task.row.code}"):
            markup.show(_card_head(task))
            found = moves(task.row, offered, agencies, context=context) if offered else None
        wanted = wanted or found
    if len(shown) > CARDS_ON_A_PAGE:
        others = filters.without(asked.accepted, _CARD_PAGE)
        here, total = addresses.Page.MY_AGENCY, len(shown)
        markup.show(paging.pages(here, others, page=page, size=CARDS_ON_A_PAGE, total=total, name=_CARD_PAGE))
    return wanted


def _card_head(task: WatchedTask) -> Markup:
    row, running = task.row, task.running
    left = running.left_in_words if running else formats.short_date(row.due_on)
    # What is left until the due day needs no other words: "selesai lewat 3 hari" would say that it is done.
    is_named = running is not None and running.kind is not ClockKind.COMPLETION
    kind = f"batas {labels.TASK_CLOCKS[running.kind].lower()}: " if running and is_named else ""
    return markup.render(
        "tasks.agency_card",
        state=chips.of_task_state(row.state),
        css="gb-late" if running and running.is_late else "",
        due=kind + left,
        title=link(row.title, addresses.task(row.code), css="gb-link gb-quiet"),
        proposer=row.proposer,
        code=row.code,
        task_class=labels.TASK_CLASSES[row.task_class],
        waits_for=f"{row.helper}: {row.reason}" if row.helper else "",
    )
