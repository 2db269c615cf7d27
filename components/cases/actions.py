"""What the keeper of a case does with it: steps, corrections, flags, referrals; and who is asked, answers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from components.cases import file, form
from components.cases.form import Fields
from components.kit import filters, forms, markup, paging
from components.kit.forms import Submission
from components.kit.layout import section
from components.kit.markup import link
from domain import addresses
from domain.access.parameters import Parameters
from domain.cases.life import ANSWER_DAYS, LONGEST_TEXT, ReferralClock, StageLength, referral_clock
from domain.cases.requests import (
    ALL_WRONG,
    AddStep,
    AnswerReferral,
    CorrectCase,
    CorrectStep,
    EndService,
    LiftFlag,
    RaiseFlag,
    ReferCase,
    ReinstateCase,
    WithdrawCase,
)
from domain.figures.cases import STAGES, FlagKind, ReferralState, Track, Withdrawal
from domain.time import formats
from domain.time.calendar import local_time
from domain.words import labels

if TYPE_CHECKING:
    from db.queries.agencies import AgencyChoice
    from db.queries.case_forms import FormChoices
    from db.queries.case_work import CaseDetail, Referral
    from views.cases import ForForms

_WHY = {
    Withdrawal.DOUBLE: "Rangkap: sudah tercatat sebagai kasus lain",
    Withdrawal.WRONG: "Keliru: bukan kasus",
}
UNFOLDED = 3
"""So many referrals stand open before their reader; more are a line each."""
PAGE_SIZE = 50
_CHOSEN, _PAGE = "rujukan", "masuk"
_ANSWERS = {
    ReferralState.ACCEPTED: "Terima rujukan",
    ReferralState.REFUSED: "Tolak rujukan",
    ReferralState.DONE: "Catat rujukan selesai",
}


def step(detail: CaseDetail, spans: Sequence[StageLength]) -> Submission | None:
    """One more stage on one of the tracks, or the end of a service that runs."""
    row, name = detail.row, f"case_step_{detail.row.code}"
    version = forms.seen(name, row.version)
    markup.show(section("Catat tahap", aside="boleh kembali ke tahap sebelumnya"))
    place = forms.place()
    fields = Fields(name, {})
    columns = st.columns(3)
    track = fields.choose(columns[0], "Jalur", "track", {each.value: labels.TRACKS[each] for each in Track})
    stages = STAGES[Track(track)] if track else ()
    stage = fields.choose(
        columns[1], "Tahap", f"stage_{track}", {each.value: labels.STAGES[each] for each in stages}
    )
    day = fields.day(columns[2], "Tanggal", "day")
    note = fields.line(st.container(), "Catatan", "note", longest=LONGEST_TEXT, hint=form.SAFE)
    sent = st.button("Simpan tahap", key=forms.field(name, "send"), type="primary", disabled=not track)
    if sent and track:
        return Submission(
            name,
            AddStep(row.code, version, Track(track), stage, day, note),
            place,
            done="Tahap tercatat pada {result}.",
            what_next="Umur tahap sebelumnya berhenti pada tanggal itu; layanan lain tetap berjalan.",
        )
    return _end(row.code, [span for span in spans if _runs(span)])


def _runs(span: StageLength) -> bool:
    return span.step.track is Track.SERVICES and span.ends_on is None


def _end(code: str, running: Sequence[StageLength]) -> Submission | None:
    if not running:
        return None
    name = f"case_end_{code}"
    markup.show(section("Catat layanan selesai"))
    place = forms.place()
    fields = Fields(name, {})
    columns = st.columns(3)
    named = {
        str(span.step.id): f"{labels.STAGES[span.step.stage]}, sejak {formats.short_date(span.starts_on)}"
        for span in running
    }
    chosen = fields.choose(columns[0], "Layanan", "service", named)
    day = fields.day(columns[1], "Selesai pada", "day")
    if not st.button("Simpan selesainya", key=forms.field(name, "send"), disabled=not chosen) or not chosen:
        return None
    return Submission(
        name,
        EndService(int(chosen), day),
        place,
        done="Selesainya layanan tercatat pada {result}.",
        what_next="Layanan lain tetap berjalan.",
    )


def refer(detail: CaseDetail, agencies: Sequence[AgencyChoice]) -> Submission | None:
    row, name = detail.row, f"case_refer_{detail.row.code}"
    markup.show(section("Rujuk ke instansi lain", aside=f"dijawab dalam {ANSWER_DAYS} hari kerja"))
    place = forms.place()
    fields = Fields(name, {})
    columns = st.columns([1, 2])
    to = fields.choose(columns[0], "Dirujuk kepada", "to", {each.code: each.short_name for each in agencies})
    asked = fields.line(
        columns[1],
        "Yang diminta",
        "asked",
        longest=LONGEST_TEXT,
        hint=f"{form.SAFE} Penerima membaca kalimat ini dan kode kasusnya, bukan isi kasusnya.",
    )
    if not st.button("Kirim rujukan", key=forms.field(name, "send"), type="primary"):
        return None
    return Submission(
        name,
        ReferCase(row.code, to, asked),
        place,
        done="Rujukan terkirim kepada {result}.",
        what_next=f"Jawabannya ditunggu paling lama {ANSWER_DAYS} hari kerja.",
    )


def flag(detail: CaseDetail) -> Submission | None:
    row, name = detail.row, f"case_flag_{detail.row.code}"
    markup.show(section("Pasang tanda"))
    place = forms.place()
    fields = Fields(name, {})
    columns = st.columns([1, 1, 2])
    kind = fields.choose(columns[0], "Tanda", "kind", {each.value: labels.FLAGS[each] for each in FlagKind})
    day = fields.day(columns[1], "Sejak", "day")
    note = fields.line(columns[2], "Catatan", "note", longest=LONGEST_TEXT, hint=form.SAFE)
    sent = st.button("Pasang tanda", key=forms.field(name, "send"), type="primary")
    lifted = _lift(detail)
    if not sent:
        return lifted
    return Submission(
        name,
        RaiseFlag(row.code, FlagKind(kind) if kind else None, day, note),
        place,
        done="Tanda terpasang pada {result}.",
        what_next="Tampil di kepala kasus bersama tanggalnya.",
    )


def _lift(detail: CaseDetail) -> Submission | None:
    """A flag that holds no more, or never did, is taken off."""
    if not detail.flags:
        return None
    row, name = detail.row, f"case_unflag_{detail.row.code}"
    markup.show(section("Cabut tanda", aside="tetap tampak pada riwayat koreksi"))
    place = forms.place()
    fields = Fields(name, {})
    columns = st.columns([1, 2])
    standing = {each.kind.value: labels.FLAGS[each.kind] for each in detail.flags}
    kind = fields.choose(columns[0], "Tanda yang dicabut", "kind", standing)
    reason = fields.line(columns[1], "Alasan pencabutan", "reason", longest=LONGEST_TEXT, hint=form.SAFE)
    if not st.button("Cabut tanda", key=forms.field(name, "send")):
        return None
    return Submission(
        name,
        LiftFlag(row.code, FlagKind(kind) if kind else None, reason),
        place,
        done="Tanda dicabut dari {result}.",
        what_next="Bahwa pernah terpasang tetap tampak di bawah Koreksi, dengan alasannya.",
    )


def correct_step(detail: CaseDetail, spans: Sequence[StageLength]) -> Submission | None:
    """A step that was recorded wrongly: mended, or taken back."""
    row, name = detail.row, f"case_mend_{detail.row.code}"
    version = forms.seen(name, row.version)
    markup.show(section("Koreksi tahap yang tercatat", aside="yang lama tetap tampak, dicoret"))
    if not spans:
        markup.show(markup.note("Belum ada tahap yang tercatat."))
        return None
    place = forms.place()
    fields = Fields(name, {})
    steps = {str(span.step.id): span.step for span in spans}
    named = {
        key: f"{labels.TRACKS[each.track]}: {labels.STAGES[each.stage]}, {formats.short_date(each.on)}"
        for key, each in steps.items()
    }
    chosen = fields.choose(st.container(), "Tahap yang keliru", "step", named)
    if not chosen:
        return None
    was = steps[chosen]
    whats = {"koreksi": "Koreksi tahap atau tanggalnya", "batal": "Batalkan: tahap ini tidak terjadi"}
    what = fields.choose(st.container(), "Apa yang dilakukan", f"what_{chosen}", whats)
    stage, note = was.stage.value, was.note
    day: date | None = was.on
    if what == "koreksi":
        kept = {f"stage_{chosen}": stage, f"day_{chosen}": was.on.isoformat(), f"note_{chosen}": note}
        typed = Fields(name, kept)
        columns = st.columns(3)
        stages = {each.value: labels.STAGES[each] for each in STAGES[was.track]}
        stages.setdefault(stage, labels.STAGES[was.stage])
        stage = typed.choose(columns[0], "Tahap yang benar", f"stage_{chosen}", stages)
        day = typed.day(columns[1], "Tanggal yang benar", f"day_{chosen}")
        note = typed.line(columns[2], "Catatan", f"note_{chosen}", longest=LONGEST_TEXT, hint=form.SAFE)
    reason = fields.line(st.container(), "Alasan koreksi", "reason", longest=LONGEST_TEXT, hint=form.SAFE)
    sent = st.button("Simpan koreksi tahap", key=forms.field(name, "send"), type="primary", disabled=not what)
    if not sent or not what:
        return None
    return Submission(
        name,
        CorrectStep(row.code, version, was.id, what == "batal", stage, day, note, reason),
        place,
        done="Tahap pada {result} terkoreksi.",
        what_next="Umur tahap dihitung dari tanggal yang benar; yang lama tetap tampak di bawah Koreksi.",
    )


def correct(
    detail: CaseDetail,
    choices: FormChoices,
    districts: form.Districts,
) -> Submission | None:
    """The whole form as it stands, to be mended, with the reason."""
    row, name = detail.row, f"case_correct_{detail.row.code}"
    version = forms.seen(name, row.version, keep=True)
    place = forms.place()
    fields = Fields(name, form.typed_of(row))
    facts = form.correction(fields, choices.keeping(row), districts)
    markup.show(section("Mengapa dikoreksi"))
    reason = fields.line(st.container(), "Alasan koreksi", "reason", longest=LONGEST_TEXT, hint=form.SAFE)
    sent = st.button("Simpan koreksi", key=forms.field(name, "send"), type="primary")
    sure = forms.said_yes(name)
    if not sent and not sure:
        return None
    return Submission(
        name,
        CorrectCase(row.code, version, facts, reason, sure),
        place,
        done="{result} terkoreksi.",
        what_next="Nilai lama tetap tampak, dicoret, bersama alasannya; Peta dan Wilayah ikut berubah.",
        takes_yes=True,
        is_boxed=False,
    )


def withdraw(detail: CaseDetail) -> Submission | None:
    row, name = detail.row, f"case_withdraw_{detail.row.code}"
    version = forms.seen(name, row.version)
    markup.show(section("Tarik dari hitungan", aside="kasus tetap dapat dibaca"))
    place = forms.place()
    fields = Fields(name, {})
    columns = st.columns(2)
    why = fields.choose(
        columns[0], "Mengapa ditarik", "why", {each.value: text for each, text in _WHY.items()}
    )
    twin = ""
    if why == Withdrawal.DOUBLE:
        twin = fields.line(
            columns[1], "Rangkap dengan", "twin", longest=12, hint="Kode kasus yang tetap dihitung."
        )
    heir = ""
    if why == Withdrawal.WRONG and detail.doubles:
        heir = fields.choose(
            columns[1],
            "Yang rangkap dengannya",
            "doubles",
            {
                **{code: f"{code} dihitung sebagai gantinya" for code in detail.doubles},
                ALL_WRONG: "Semuanya keliru juga; tidak ada yang dihitung",
            },
        )
    reason = fields.line(st.container(), "Alasan penarikan", "reason", longest=LONGEST_TEXT, hint=form.SAFE)
    if not st.button("Tarik kasus", key=forms.field(name, "send"), type="primary"):
        return None
    return Submission(
        name,
        WithdrawCase(row.code, version, Withdrawal(why) if why else None, twin, reason, heir),
        place,
        done="{result} ditarik dari hitungan.",
        what_next="Jumlah di Peta dan Wilayah sudah tanpa kasus ini; barisnya tetap dapat dibaca, rujukannya "
        "yang masih terbuka berakhir, dan penarikan dapat dibatalkan dengan alasan.",
    )


def reinstate(detail: CaseDetail) -> Submission | None:
    row, name = detail.row, f"case_reinstate_{detail.row.code}"
    version = forms.seen(name, row.version)
    markup.show(section("Hitung kembali", aside="penarikan dibatalkan"))
    place = forms.place()
    reason = Fields(name, {}).line(
        st.container(), "Alasan dihitung kembali", "reason", longest=LONGEST_TEXT, hint=form.SAFE
    )
    if not st.button("Hitung kasus kembali", key=forms.field(name, "send"), type="primary"):
        return None
    return Submission(
        name,
        ReinstateCase(row.code, version, reason),
        place,
        done="{result} dihitung kembali.",
        what_next="Petugas kasus melihatnya sekarang; bagi yang lain jumlahnya ikut rilis berikutnya. "
        "Rujukan yang berakhir bersama penarikannya tidak hidup lagi: rujuk ulang bila perlu.",
    )


# Answers


def incoming(
    waiting: Sequence[Referral],
    on: date,
    closed: Collection[date],
    asked: Parameters,
    screen: addresses.Page,
    *,
    may_open: bool,
) -> Submission | None:
    """What this agency was asked, with the answer in one or two taps.

    A few are a card each. Of more there is a line each, and the one that the address names is the card: a
    form is drawn once it is wanted, and the list stays one that can be looked through.
    """
    with st.container(key="referrals"):
        if not waiting:
            return None
        markup.show(section("Rujukan masuk", aside=f"{formats.number(len(waiting))} terbuka"))
        if len(waiting) <= UNFOLDED:
            return _cards(waiting, on, closed, may_open=may_open)
        page = filters.page_of(asked, len(waiting), PAGE_SIZE, _PAGE)
        chosen = asked.number(_CHOSEN, lowest=1, highest=999_999_999)
        rows = waiting[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
        place = next((number for number, each in enumerate(rows) if each.id == chosen), len(rows))
        given = filters.without(asked.accepted, _CHOSEN)
        lines = [_line(each, on, closed, addresses.at(screen, given, rujukan=each.id)) for each in rows]
        _folded(lines[:place])
        fold = addresses.at(screen, given)
        wanted = _cards(rows[place : place + 1], on, closed, may_open=may_open, fold=fold)
        _folded(lines[place + 1 :])
        if len(waiting) > PAGE_SIZE:
            others, total = filters.without(given, _PAGE), len(waiting)
            markup.show(paging.pages(screen, others, page=page, size=PAGE_SIZE, total=total, name=_PAGE))
        return wanted


def _folded(lines: Sequence[Mapping[str, object]]) -> None:
    markup.show(markup.render("cases.referral_lines", lines=lines) if lines else "")


def _cards(
    shown: Sequence[Referral], on: date, closed: Collection[date], *, may_open: bool, fold: str = ""
) -> Submission | None:
    wanted = None
    for each in shown:
        with st.container(border=True, key=f"card_referral_{each.id}"):
            markup.show(_card(each, on, closed, may_open=may_open, fold=fold))
            wanted = answer(each) or wanted
    return wanted


def _line(each: Referral, on: date, closed: Collection[date], address: str) -> dict[str, object]:
    clock = _clock(each, on, closed)
    waiting = each.state is ReferralState.SENT
    return {
        "address": address,
        "asked": each.asked,
        "about": f"{each.case_code} · {each.sender}",
        "left": clock.left_in_words if waiting else labels.REFERRAL_STATES[each.state].lower(),
        "css": "gb-late" if waiting and clock.is_late else "",
    }


def _clock(each: Referral, on: date, closed: Collection[date]) -> ReferralClock:
    answered_on = local_time(each.answered_at).date() if each.answered_at else None
    return referral_clock(local_time(each.sent_at).date(), answered_on, on, closed)


def _card(each: Referral, on: date, closed: Collection[date], *, may_open: bool, fold: str = "") -> Markup:
    answered_on = local_time(each.answered_at).date() if each.answered_at else None
    clock = _clock(each, on, closed)
    waiting = each.state is ReferralState.SENT
    accepted = f"Diterima {formats.long_date(answered_on)}; selesainya belum dicatat." if answered_on else ""
    code = link(each.case_code, addresses.case(each.case_code)) if may_open else each.case_code
    return markup.render(
        "cases.referral_card",
        state=file.state_chip(each.state),
        left=clock.left_in_words if waiting else "",
        css="gb-late" if waiting and clock.is_late else "",
        asked=each.asked,
        about=Markup("{} · dari {} · {}").format(
            code, each.sender, formats.long_date(local_time(each.sent_at).date())
        ),
        answered=accepted,
        fold=link("Tutup", fold, css="gb-link gb-quiet") if fold else "",
    )


def answer(each: Referral, *, by_letter: bool = False) -> Submission | None:
    """A button for each answer; a refusal says why before it is sent."""
    name = f"referral_{'letter_' if by_letter else ''}{each.id}"
    version = forms.seen(name, each.version)
    place = forms.place()
    fields = Fields(name, {})
    letter = ""
    if by_letter:
        letter = fields.line(
            st.container(), "Surat jawaban", "letter", longest=60, hint="Nomor dan tanggal surat."
        )
    says = "Alasan, bila ditolak" if each.state is ReferralState.SENT else "Hasilnya"
    reason = fields.line(st.container(), says, "reason", longest=LONGEST_TEXT, hint=form.SAFE)
    offered = (
        (ReferralState.ACCEPTED, ReferralState.REFUSED)
        if each.state is ReferralState.SENT
        else (ReferralState.DONE,)
    )
    chosen = None
    with st.container(horizontal=True, key=f"answers_{name}"):
        for number, state in enumerate(offered):
            pressed = st.button(
                _ANSWERS[state],
                key=forms.field(name, state.value),
                type="secondary" if number else "primary",
                width="stretch",
            )
            chosen = state if pressed else chosen
    if chosen is None:
        return None
    return Submission(
        name,
        AnswerReferral(each.id, version, chosen, reason, letter),
        place,
        done=f"Rujukan {each.case_code}: {labels.REFERRAL_STATES[chosen].lower()}.",
        what_next=f"{each.sender} melihat jawabannya pada kasusnya.",
    )


def letters(detail: CaseDetail) -> Submission | None:
    """Answers of agencies without an account, written down by the sender."""
    waiting = [
        each
        for each in detail.referrals
        if each.is_own
        and not each.receiver_has_account
        and each.state in (ReferralState.SENT, ReferralState.ACCEPTED)
    ]
    wanted = None
    for each in waiting:
        markup.show(section("Catat jawaban surat", aside=f"{each.receiver} belum punya akun"))
        with st.container(border=True, key=f"letter_{each.id}"):
            wanted = answer(each, by_letter=True) or wanted
    return wanted


def chosen(
    act: str | None, detail: CaseDetail, spans: Sequence[StageLength], offered: ForForms
) -> Submission | None:
    """The form of the act that the address names, and letters that wait to be written down."""
    if not detail.may_keep:
        return None
    if act is not None and not file.offered(act, detail.row):
        act = None
    shown: Mapping[str, Callable[[], Submission | None]] = {
        "tahap": lambda: step(detail, spans),
        "rujuk": lambda: refer(detail, offered.agencies),
        "koreksi": lambda: correct(detail, offered.choices, offered.districts),
        "tanda": lambda: flag(detail),
        "betulkan-tahap": lambda: correct_step(detail, spans),
        "tarik": lambda: withdraw(detail),
        "pulihkan": lambda: reinstate(detail),
    }
    wanted = None
    if act is not None:
        with st.container(border=True, key=f"act_{act}"):
            wanted = shown[act]()
    return letters(detail) or wanted
