"""From statement to commitment: the form, and beside it the check, which answers while one types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from math import nan
from typing import TYPE_CHECKING, Any

import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator

from components.commitments import ownership
from components.commitments.ownership import SAFE
from components.kit import filters, forms, markup, text_field
from components.kit.choice_field import choice_field
from components.kit.forms import Submission
from components.kit.layout import section
from components.kit.markup import Text, link
from components.kit.number_field import number_field
from domain import addresses
from domain.commitments.drafts import CommitmentDraft
from domain.commitments.requests import DropDraft, FormCommitment
from domain.commitments.targets import FORMULA, CheckpointPlan
from domain.commitments.verifiability import AnswerKind, Examination, examine, read_phrase
from domain.figures.figures import Polarity
from domain.time import formats
from domain.time.calendar import Quarter
from domain.words import labels

if TYPE_CHECKING:
    from db.queries.agencies import AgencyChoice
    from db.queries.statements import FileDraftRow, StatementRow
    from views.commitments import DraftedPhrase

_QUARTERS_AHEAD = 12
_OWNERS = {"propose": "Usulkan satu instansi", "open": "Belum ada PJ"}
_SIGNS = {
    AnswerKind.YES: ("gb-yes", "check_circle"),
    AnswerKind.OPEN: ("gb-open", "person_off"),
    AnswerKind.NO: ("gb-no", "cancel"),
}


def phrase_reading(statement: StatementRow, places: Sequence[str]) -> Markup:
    """What the phrase leaves open as it was spoken, folded: the form below asks for all of it."""
    found = examine(read_phrase(statement.text, places))
    left_out = formats.listing([labels.QUESTIONS[each.question].lower() for each in found.missing])
    return markup.fold(
        f"Sebagaimana diucapkan belum disebut: {left_out}", _answers(found), css="gb-more gb-answers"
    )


def drafted(statement: StatementRow, draft: CommitmentDraft) -> Markup:
    """That the wording below is a proposal, what stays open, and what to mind."""
    facts: list[tuple[Text, Text]] = [("Masih terbuka", open_questions(draft))]
    if statement.carrier:
        facts.append(("Pelaksana (disimpulkan)", statement.carrier))
    if statement.measurable:
        facts.append(("Dapat diukur dengan", statement.measurable))
    if draft.note:
        facts.append(("Perhatikan", draft.note))
    return markup.panel(
        markup.paragraph(
            markup.bold("Isian di bawah adalah usulan kata. "),
            "Yang tidak disebut frasa dibiarkan terbuka; lengkapi, ubah, lalu tawarkan. ",
            link("Formulir kosong", addresses.new_commitment(statement.code)),
        ),
        markup.definitions(facts),
        css="gb-drafted",
    )


def open_questions(draft: CommitmentDraft) -> str:
    """What nobody has said yet, so that whoever completes it knows what to find out."""
    return formats.listing(
        [
            "nilai awal",
            *(labels.QUESTIONS[each.question].lower() for each in draft.still_open),
            "titik kendali",
        ]
    )


def _answers(found: Examination, faults: Sequence[str] | None = None) -> Markup:
    """What the check says to each of its questions, and what else stands in the way."""
    answers = [
        {
            "css": _SIGNS[answer.verdict][0],
            "symbol": _SIGNS[answer.verdict][1],
            "question": labels.QUESTIONS[answer.question],
            "reason": answer.reason,
            "remedy": answer.remedy,
        }
        for answer in found.answers
    ]
    return markup.render("commitments.answers", answers=answers, faults=faults)


def _panel(found: Examination, faults: Sequence[str]) -> Markup:
    missing = len(found.missing) + len(faults)
    outcome = (
        f"Belum dapat dihitung: {formats.in_words(missing)} hal perlu dilengkapi."
        if missing
        else "Lolos; dapat dibentuk menjadi komitmen."
    )
    return markup.render("commitments.verifiability_panel", outcome=outcome, answers=_answers(found, faults))


def show(
    statement: StatementRow,
    *,
    draft: CommitmentDraft | None = None,
    of_file: FileDraftRow | None = None,
    following: DraftedPhrase | None = None,
    agencies: Sequence[AgencyChoice],
    regions: Mapping[str, str],
    pillars: Mapping[str, str],
    on: date,
) -> Submission | None:
    """The form on the left, the check of what is typed so far on the right.

    With a draft the form begins with its wording, and its receipt leads to the one ``following``; one
    ``of_file`` is no draft any more once it is formed.
    """
    form = f"form_{statement.code}" + (f"_file{of_file.id}" if of_file else "_drafted" if draft else "")
    proposed = draft or _NOTHING_PROPOSED
    left, right = st.columns([62, 38], gap="large")
    with left:
        place = forms.place()
        values = _what(form, proposed)
        values |= _where_and_when(form, statement, regions, pillars, proposed)
        values["checkpoints"] = _checkpoints(form, values, on, proposed)
        values |= _owner(form, agencies)
    asked = FormCommitment(statement.code, **values, draft_id=of_file.id if of_file else 0)
    names = {agency.code: agency.short_name for agency in agencies}
    place_name = regions[asked.region_code] if asked.region_code else ""
    found = examine(asked.to_examine(place_name, names.get(asked.agency_code, "")))
    with right:
        markup.show(_panel(found, asked.faults()))
    with left:
        sent = st.button("Bentuk komitmen", key=forms.field(form, "send"), type="primary")
    sure = forms.said_yes(form)
    if not (sent or sure):
        return None
    return Submission(
        form,
        replace(asked, sure=sure),
        place,
        takes_yes=True,
        is_boxed=False,
        done="Komitmen {result} terbentuk.",
        what_next=_what_next(following),
    )


_NOTHING_PROPOSED = CommitmentDraft("", "", "", "", "", None, Polarity.UP, "", "", "")


def _what_next(following: DraftedPhrase | None) -> Markup:
    opened = link("Buka {result}", f"{addresses.Page.COMMITMENTS}?kode={{result}}")
    if following is None:
        return Markup("Dihitung sejak sekarang. {}").format(opened)
    code = following.statement.code
    onward = link(f"Lengkapi usulan {code}", addresses.new_commitment(code, drafted=True))
    return Markup("Dihitung sejak sekarang. {} · {}").format(opened, onward)


def _line(place: DeltaGenerator, label: str, proposal: str = "", **how: Any) -> str:
    return _marked(place, text_field.line(place, label, proposal, **how), proposal)


def _marked(place: DeltaGenerator, text: str, proposal: str) -> str:
    """What still stands as it was proposed says so."""
    if proposal and text == proposal:
        place.html(str(markup.notice("usulan kata, bukan bunyi frasa", "edit_note", css="gb-proposed")))
    return text


def _what(form: str, proposed: CommitmentDraft) -> dict[str, Any]:
    markup.show(section("Apa yang dikerjakan"))
    title = _line(
        st.container(),
        "Judul singkat",
        proposed.title,
        key=forms.field(form, "title"),
        longest=160,
        help=SAFE,
    )
    below = st.container()
    sentence = text_field.passage(
        below,
        "Tindakan dan keluarannya, dalam kalimat",
        proposed.sentence,
        key=forms.field(form, "sentence"),
        longest=600,
        height=90,
        help=SAFE,
        placeholder="Menggelar empat rapat koordinasi dengan notulen",
    )
    _marked(below, sentence, proposed.sentence)
    indicator = _line(
        st.container(),
        "Indikator: apa yang dihitung",
        proposed.indicator,
        key=forms.field(form, "indicator"),
        longest=160,
        placeholder="Rapat terlaksana dengan notulen",
    )
    first, second, third, fourth = st.columns(4)
    unit = text_field.line(
        third, "Satuan", proposed.unit, key=forms.field(form, "unit"), longest=30, placeholder="rapat"
    )
    baseline = number_field(first, "Nilai awal", key=forms.field(form, "baseline"), unit=unit)
    target = number_field(second, "Target", key=forms.field(form, "target"), unit=unit, value=proposed.target)
    weight = number_field(
        fourth,
        "Bobot",
        key=forms.field(form, "weight"),
        value=1,
        hint="Dalam rata-rata instansi, pilar, dan deklarasi: Σ(bobot × persen) ÷ Σ bobot.",
    )
    polarity = st.selectbox(
        "Polaritas",
        list(Polarity),
        index=list(Polarity).index(proposed.polarity),
        format_func=labels.POLARITIES.__getitem__,
        key=forms.field(form, "polarity"),
        help=f"Kemajuan dihitung: {FORMULA}.",
    )
    return {
        "title": title,
        "sentence": sentence,
        "indicator": indicator,
        "baseline": baseline,
        "target": target,
        "unit": unit,
        "weight": weight,
        "polarity": polarity,
    }


def _where_and_when(
    form: str,
    statement: StatementRow,
    regions: Mapping[str, str],
    pillars: Mapping[str, str],
    proposed: CommitmentDraft,
) -> dict[str, Any]:
    markup.show(section("Di mana dan kapan"))
    places = {"": "Pilih wilayah", **regions}
    first, second = st.columns(2)
    region = first.selectbox(
        "Wilayah",
        list(places),
        format_func=places.__getitem__,
        index=list(places).index(proposed.region_code),
        key=forms.field(form, "region"),
    )
    if proposed.region_code and region == proposed.region_code:
        first.html(str(markup.notice("disebut dalam frasa", "format_quote", css="gb-proposed")))
    own = next((code for code, name in pillars.items() if name.endswith(f". {statement.pillar}")), None)
    pillar = choice_field(
        "Pilar",
        pillars,
        chosen=own,
        key=forms.field(form, "pillar"),
        placeholder="Pilih pilar",
        place=second,
    )
    starts_on = first.date_input("Mulai", value=None, format="DD/MM/YYYY", key=forms.field(form, "starts"))
    due_on = second.date_input("Tenggat", value=None, format="DD/MM/YYYY", key=forms.field(form, "due"))
    return {
        "region_code": region,
        "pillar_code": pillar or "",
        "starts_on": starts_on,
        "due_on": due_on,
    }


def _checkpoints(
    form: str, values: Mapping[str, Any], on: date, proposed: CommitmentDraft
) -> list[CheckpointPlan]:
    """One measure of success per chosen quarter."""
    running = Quarter.containing(on)
    quarters = {each.key: f"{each.label} {each.year}" for each in map(running.shift, range(_QUARTERS_AHEAD))}
    markup.show(section("Titik kendali triwulan", aside="satu ukuran keberhasilan tiap triwulan"))
    chosen = st.multiselect(
        "Triwulan",
        list(quarters),
        format_func=quarters.__getitem__,
        placeholder="Pilih triwulan",
        key=forms.field(form, "quarters"),
    )
    return [_checkpoint(form, key, quarters[key], values, proposed.evidence) for key in sorted(chosen)]


def _checkpoint(form: str, key: str, label: str, values: Mapping[str, Any], proof: str) -> CheckpointPlan:
    with st.container(border=True):
        markup.show(markup.bold(label))
        measure = text_field.line(
            st.container(), "Ukuran keberhasilan", key=forms.field(form, f"{key}_measure"), longest=160
        )
        evidence = _line(
            st.container(),
            "Bukti yang disyaratkan",
            proof,
            key=forms.field(form, f"{key}_evidence"),
            longest=160,
            placeholder="Undangan, daftar hadir, notulen",
        )
        columns = st.columns(4)
        unit = text_field.line(
            columns[2],
            "Satuan",
            key=forms.field(form, f"{key}_unit"),
            longest=30,
            placeholder=values["unit"] or "rapat",
        )
        counts_in = unit or values["unit"]
        baseline = number_field(
            columns[0], "Nilai awal", key=forms.field(form, f"{key}_baseline"), unit=counts_in
        )
        target = number_field(columns[1], "Target", key=forms.field(form, f"{key}_target"), unit=counts_in)
        weight = number_field(columns[3], "Bobot", key=forms.field(form, f"{key}_weight"), value=1)
    # What is left empty is no number, and the plan's check says so.
    return CheckpointPlan(
        key,
        Quarter.parse(key).ends_on,
        measure,
        evidence,
        nan if baseline is None else baseline,
        nan if target is None else target,
        counts_in,
        weight if weight is not None else 0.0,
    )


def _owner(form: str, agencies: Sequence[AgencyChoice]) -> dict[str, Any]:
    markup.show(section("Siapa yang menjawabnya"))
    choice = st.segmented_control(
        "Penanggung jawab",
        list(_OWNERS),
        format_func=_OWNERS.__getitem__,
        key=forms.field(form, "owner"),
        help="Pengadilan menerima data dan tidak diberi tugas, maka tidak ada dalam daftar.",
    )
    values: dict[str, Any] = {"agency_code": "", "owner_is_open": choice == "open", "note": ""}
    names = ownership.options(agencies)
    if choice == "propose":
        values["agency_code"] = (
            choice_field(
                "Instansi",
                names,
                placeholder="Pilih satu instansi",
                key=forms.field(form, "agency"),
            )
            or ""
        )
        values["note"] = text_field.passage(
            st.container(),
            "Mengapa instansi ini",
            key=forms.field(form, "note"),
            longest=600,
            height=80,
            help=SAFE,
        )
    elif choice == "open":
        markup.show(markup.note("Komitmen dihitung dan ditampilkan sebagai belum ada PJ; belum dinilai."))
    values["supporters"] = st.multiselect(
        "Instansi pendukung",
        list(names),
        format_func=names.__getitem__,
        placeholder="Boleh kosong",
        key=forms.field(form, "supporters"),
    )
    return values


def phrase_of(draft: FileDraftRow, told: str, statements: Sequence[StatementRow]) -> None:
    """A commitment answers to a phrase: which one, is for the secretariat to say."""
    markup.show(markup.stack(draft.title, draft.sentence), markup.note(told))
    phrases = {each.code: f"{each.code} · {formats.shortened(each.text, 110)}" for each in statements}
    chosen = choice_field(
        "Frasa yang dijawab usulan ini",
        phrases,
        placeholder="Pilih frasa",
        key=forms.field(f"draft_{draft.id}", "phrase"),
    )
    if chosen:
        filters.go_to(frasa=chosen, draf=str(draft.id))
        st.rerun()


def dropping(draft: FileDraftRow) -> Submission | None:
    """A draft that nobody wants leaves the list."""
    form = f"drop_{draft.id}"
    place = forms.place()
    seen = forms.seen(form, draft.version)
    if not st.button("Buang usulan ini", key=forms.field(form, "send"), icon=":material/delete:"):
        return None
    return Submission(
        form,
        DropDraft(draft.id, seen),
        place,
        done="Usulan dibuang.",
        what_next=link("Usulan lain", addresses.declaration("usulan")),
    )


def none_chosen() -> Markup:
    return markup.empty(
        "Pilih satu frasa untuk dibentuk menjadi komitmen.",
        link("Baca frasa deklarasi", addresses.phrases()),
    )
