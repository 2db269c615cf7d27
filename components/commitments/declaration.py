"""The register of decisions: events and their statements, and the law's checklist of 22 kabupaten/kota."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from components.commitments.form import open_questions
from components.commitments.ownership import SAFE
from components.kit import forms, markup, text_field
from components.kit.choice_field import choice_field
from components.kit.forms import Submission
from components.kit.layout import section
from components.kit.markup import Column, Text, link, outside_link
from domain import addresses
from domain.commitments.declaration import (
    DecisionEventKind,
    DutyCount,
    DutyState,
    RegencyDuty,
    StatementBasis,
    StatementKind,
)
from domain.commitments.requests import AddDecisionEvent, AddStatement, RecordDuty
from domain.places.province import HERE
from domain.places.regions import short_name
from domain.time import formats
from domain.time.calendar import local_time
from domain.words import labels

if TYPE_CHECKING:
    from db.queries.declaration import EventRow
    from db.queries.regions import RegionRow
    from db.queries.statements import FileDraftRow
    from views.commitments import DraftedPhrase, DutyCell

VIEWS = {
    "peristiwa": "Peristiwa dan pernyataan",
    "usulan": "Usulan komitmen",
    "kewajiban": "Kewajiban kabupaten/kota",
}

# Named with their types: from a bare ``list(Kind)`` Streamlit's select box infers nothing.
DECISION_EVENT_KINDS: list[DecisionEventKind] = list(DecisionEventKind)
STATEMENT_KINDS: list[StatementKind] = list(StatementKind)
STATEMENT_BASES: list[StatementBasis] = list(StatementBasis)
REGENCY_DUTIES: list[RegencyDuty] = list(RegencyDuty)
DUTY_STATES: list[DutyState] = list(DutyState)

_DUTY_TONES = {
    DutyState.UNVERIFIED: ("plain", "help"),
    DutyState.PRESENT: ("done", "check"),
    DutyState.ABSENT: ("late", "close"),
}


EVENTS_DETAIL = (
    "Pernyataan dicatat sebagaimana diucapkan, beserta sumbernya; menjadi komitmen hanya lewat gerbang uji."
)


def events_headline(rows: Sequence[EventRow]) -> str:
    if not rows:
        return "Belum ada peristiwa keputusan yang tercatat"
    phrases = formats.number(sum(row.statements for row in rows))
    return formats.capitalised(f"{formats.in_words(len(rows))} peristiwa keputusan, {phrases} pernyataan")


def events(rows: Sequence[EventRow]) -> Markup:
    """Every occasion on which promises were made; more will come."""
    if not rows:
        return markup.empty("Belum ada peristiwa keputusan.")
    return markup.table(
        [
            Column("Peristiwa", "gb-wide"),
            Column("Jenis"),
            Column("Tanggal"),
            Column("Tempat"),
            Column("Sumber"),
            Column("Pernyataan", "gb-right"),
        ],
        [
            [
                markup.stack(row.title, row.code),
                labels.DECISION_EVENT_KINDS[row.kind],
                formats.period(row.held_on, row.held_until) if row.held_until else _day(row.held_on),
                row.place or "tidak tercatat",
                outside_link(row.source or "tidak tercatat", row.source_url or ""),
                link(str(row.statements), addresses.phrases(row.code)) if row.statements else "0",
            ]
            for row in rows
        ],
        caption="Peristiwa keputusan",
    )


def _day(day: date) -> str:
    return formats.long_date(day)


def event_form() -> Submission | None:
    form = "decision_event"
    with st.expander("Catat peristiwa baru", icon=":material/event:"):
        place = forms.place()
        title = text_field.line(st.container(), "Judul", key=forms.field(form, "title"), longest=200)
        first, second = st.columns(2)
        kind = choice_field(
            "Jenis",
            labels.DECISION_EVENT_KINDS,
            among=DECISION_EVENT_KINDS,
            placeholder="Pilih",
            key=forms.field(form, "kind"),
            place=first,
        )
        held_on = second.date_input(
            "Tanggal", value=None, format="DD/MM/YYYY", key=forms.field(form, "held_on")
        )
        where = text_field.line(st.container(), "Tempat", key=forms.field(form, "place"), longest=120)
        description = text_field.passage(
            st.container(), "Uraian", key=forms.field(form, "description"), longest=2000, height=80, help=SAFE
        )
        source = _source_fields(form)
        sent = st.button("Simpan peristiwa", key=forms.field(form, "send"), type="primary")
    if not sent:
        return None
    return Submission(
        form,
        AddDecisionEvent(
            title=title,
            kind=kind,
            held_on=held_on,
            place=where,
            description=description,
            **source,
        ),
        place,
        done="Peristiwa {result} tersimpan.",
        what_next="Catat pernyataannya; sebuah pernyataan menjadi komitmen hanya lewat gerbang uji.",
    )


def statement_form(rows: Sequence[EventRow], pillars: Mapping[str, str]) -> Submission | None:
    if not rows:
        return None
    form = "statement"
    names = {row.code: f"{row.title} ({formats.short_date(row.held_on)})" for row in rows}
    with st.expander("Catat pernyataan", icon=":material/format_quote:"):
        place = forms.place()
        event = choice_field(
            "Peristiwa",
            names,
            placeholder="Pilih peristiwa",
            key=forms.field(form, "event"),
        )
        text = text_field.passage(
            st.container(),
            "Pernyataan, sebagaimana diucapkan atau dilaporkan",
            key=forms.field(form, "text"),
            longest=2000,
            height=100,
            help=SAFE,
        )
        first, second = st.columns(2)
        speaker = text_field.line(
            first, "Jabatan penutur", key=forms.field(form, "speaker"), longest=80, placeholder=HERE.governor
        )
        kind = choice_field(
            "Jenis",
            labels.STATEMENT_KINDS,
            among=STATEMENT_KINDS,
            placeholder="Pilih",
            key=forms.field(form, "kind"),
            place=second,
        )
        basis = choice_field(
            "Dasar",
            labels.BASES,
            among=STATEMENT_BASES,
            placeholder="Pilih",
            key=forms.field(form, "basis"),
            place=first,
        )
        pillar = choice_field(
            "Pilar",
            pillars,
            placeholder="Boleh kosong",
            key=forms.field(form, "pillar"),
            place=second,
        )
        source = _source_fields(form)
        sent = st.button("Simpan pernyataan", key=forms.field(form, "send"), type="primary")
    if not sent:
        return None
    return Submission(
        form,
        AddStatement(
            event_code=event,
            text=text,
            speaker=speaker,
            kind=kind,
            basis=basis,
            pillar_code=pillar or "",
            **source,
        ),
        place,
        done="Pernyataan {result} tersimpan.",
        what_next=link("Bawa ke gerbang uji", f"{addresses.Page.NEW_COMMITMENT}?frasa={{result}}"),
    )


def _source_fields(form: str) -> dict[str, str]:
    first, second = st.columns(2)
    return {
        "source_name": text_field.line(
            first,
            "Sumber",
            key=forms.field(form, "source_name"),
            longest=120,
            placeholder="Media, surat, atau notulen",
        ),
        "source_url": second.text_input(
            "Tautan sumber", key=forms.field(form, "source_url"), placeholder="https://… (boleh kosong)"
        ),
    }


# Drafts

DRAFTS_DETAIL = (
    "Judul dan kalimat adalah usulan kata, bukan bunyi frasa. Jumlah, tanggal, dan penanggung jawab yang "
    "tidak disebut frasa tetap terbuka sampai sekretariat melengkapinya."
)


def drafts_headline(rows: Sequence[DraftedPhrase]) -> str:
    if not rows:
        return "Belum ada usulan komitmen"
    waiting = sum(not row.is_formed for row in rows)
    if not waiting:
        return f"Semua usulan sudah dibentuk: {len(rows)} frasa menjadi komitmen"
    return formats.capitalised(
        f"{formats.in_words(waiting)} dari {formats.in_words(len(rows))} usulan komitmen menunggu dilengkapi"
    )


def drafts(rows: Sequence[DraftedPhrase], *, may_form: bool) -> Markup:
    """Each phrase with what is proposed for it, what it leaves open, and the way on."""
    return markup.table(
        [
            Column("Frasa", "gb-wide"),
            Column("Usulan", "gb-wide"),
            Column("Masih terbuka", "gb-wide"),
            Column("Keadaan"),
        ],
        [
            [
                markup.stack(
                    f"{row.statement.code} · {row.statement.speaker}",
                    formats.shortened(row.statement.text, 160),
                ),
                markup.stack(row.draft.title, row.draft.sentence),
                markup.joined(
                    open_questions(row.draft), markup.note(row.draft.note) if row.draft.note else ""
                ),
                _became(row, may_form=may_form),
            ]
            for row in rows
        ],
        caption="Usulan komitmen per frasa",
    )


def of_files(rows: Sequence[FileDraftRow], agencies: Mapping[str, str], *, may_form: bool) -> Markup:
    """What files proposed and nothing was formed of: as they said it, with what they leave open."""
    if not rows:
        return Markup("")
    table = markup.table(
        [
            Column("Usulan", "gb-wide"),
            Column("Penanggung jawab menurut berkas"),
            Column("Target", "gb-right"),
            Column("Tenggat"),
            Column("Keadaan"),
        ],
        [
            [
                markup.stack(
                    row.title, f"Berkas {row.source}, {formats.long_date(local_time(row.drafted_at))}"
                ),
                agencies.get(row.owner_code, "tidak disebut"),
                formats.quantity(row.target, row.unit) if row.target is not None else "tidak disebut",
                formats.long_date(row.due_on) if row.due_on else "tidak disebut",
                link("Lengkapi", addresses.new_commitment(draft=row.id))
                if may_form
                else "menunggu sekretariat",
            ]
            for row in rows
        ],
        caption="Usulan komitmen dari berkas",
    )
    aside = f"{formats.number(len(rows))} usulan, belum dihitung"
    return section("Dari berkas", aside=aside) + table + section("Dari frasa")


def _became(row: DraftedPhrase, *, may_form: bool) -> Text:
    if row.is_formed:
        codes = [
            link(code, addresses.commitment(code), css="gb-link gb-unbroken")
            for code in row.statement.commitment_codes
        ]
        return markup.words("Menjadi", Markup(", ").join(codes))
    if may_form:
        return link("Lengkapi", addresses.new_commitment(row.statement.code, drafted=True))
    return "menunggu sekretariat"


# The law's checklist


def duty_headline(counts: Sequence[DutyCount]) -> str:
    """The state of the checklist in words."""
    parts = [
        f"{labels.DUTIES[count.duty]} "
        + (f"ada di {formats.in_words(count.present)}" if count.present else "belum tercatat ada")
        for count in counts
    ]
    whole = counts[0].present + counts[0].absent + counts[0].unverified if counts else 0
    return formats.capitalised(f"dari {whole} kabupaten/kota: {formats.listing(parts)}")


def duty_detail(counts: Sequence[DutyCount]) -> str:
    """What nobody has looked at and what is known to be missing; what is nowhere so is not counted out."""

    def rest(count: DutyCount) -> str:
        parts = {"belum diverifikasi": count.unverified, "tidak ada": count.absent}
        said = [f"{formats.in_words(many)} {what}" for what, many in parts.items() if many]
        return ", ".join(said) or "semua sudah diverifikasi ada"

    return "; ".join(f"{labels.DUTIES[count.duty]}: {rest(count)}" for count in counts) + "."


def duties(regions: Sequence[RegionRow], cells: Mapping[tuple[str, RegencyDuty], DutyCell]) -> Markup:
    """The 22 rows; nothing is assumed where nobody has looked."""
    return markup.table(
        [
            Column("Kabupaten/kota", "gb-wide"),
            *(Column(labels.DUTIES[duty]) for duty in RegencyDuty),
        ],
        [
            [
                link(short_name(region.code, region.name), addresses.region(region.code)),
                *(duty_state(cells.get((region.code, duty))) for duty in RegencyDuty),
            ]
            for region in regions
        ],
        caption="Kewajiban menurut undang-undang per kabupaten/kota",
    ) + markup.note(
        "SK Gugus Tugas: UU 21/2007 pasal 58. RAD/Perbup: Perpres 19/2023. LTSA: PP 59/2021 pasal 30–31. "
        "Pers 2019 mencatat empat LTSA; jumlah kini belum diverifikasi, maka tidak diisi sebelum ada bukti."
    )


def duty_state(cell: DutyCell | None) -> Text:
    """What stands of one duty in one place, with what it can be held to."""
    state = cell.state if cell else DutyState.UNVERIFIED
    chip = markup.chip(labels.DUTY_STATES[state], *_DUTY_TONES[state])
    if cell is None or cell.finding is None:
        return chip
    found = cell.finding
    lines: list[Text] = []
    if found.reference or found.link:
        label = found.reference or "tautan bukti"
        lines.append(outside_link(label, found.link) if found.link else label)
    if found.dated_on:
        lines.append(_day(found.dated_on))
    lines.append(found.source)
    when = formats.short_date(local_time(found.recorded_at).date())
    earlier = f"; {cell.earlier} catatan sebelumnya" if cell.earlier else ""
    lines.append(f"dicatat {found.agency}, {when}{earlier}")
    if found.is_demo:
        chip = markup.words(chip, markup.sample_badge())
    return markup.render("commitments.duty", chip=chip, about=Markup(" · ").join(lines))


def duty_form(regions: Sequence[RegionRow]) -> Submission | None:
    form = "duty"
    names = {region.code: short_name(region.code, region.name) for region in regions}
    with st.expander("Catat temuan", icon=":material/fact_check:"):
        place = forms.place()
        first, second, third = st.columns(3)
        region = choice_field(
            "Kabupaten/kota",
            names,
            placeholder="Pilih wilayah",
            key=forms.field(form, "region"),
            place=first,
        )
        duty = choice_field(
            "Kewajiban",
            labels.DUTIES,
            among=REGENCY_DUTIES,
            placeholder="Pilih",
            key=forms.field(form, "duty"),
            place=second,
        )
        state = choice_field(
            "Keadaan",
            labels.DUTY_STATES,
            among=DUTY_STATES,
            placeholder="Pilih",
            key=forms.field(form, "state"),
            place=third,
        )
        reference = text_field.line(first, "Nomor keputusan", key=forms.field(form, "reference"), longest=200)
        dated_on = second.date_input(
            "Tanggal dokumen", value=None, format="DD/MM/YYYY", key=forms.field(form, "dated_on")
        )
        address = third.text_input("Tautan", key=forms.field(form, "link"), placeholder="https://…")
        source = text_field.line(
            st.container(),
            "Sumber",
            key=forms.field(form, "source"),
            longest=160,
            placeholder="Salinan keputusan dari Bagian Hukum kabupaten",
            help=SAFE,
        )
        sent = st.button("Simpan temuan", key=forms.field(form, "send"), type="primary")
    if not sent:
        return None
    return Submission(
        form,
        RecordDuty(
            region_code=region,
            duty=duty,
            state=state,
            reference=reference,
            dated_on=dated_on,
            link=address,
            source=source,
        ),
        place,
        done=f"Temuan untuk {names[region]} tersimpan." if region else "",
        what_next="Catatan sebelumnya tidak dihapus; yang terbaru berlaku.",
    )
