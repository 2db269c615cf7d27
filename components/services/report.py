"""The form by which an office reports its services for one month; made for a phone (ADR 12)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from math import isnan, nan
from typing import TYPE_CHECKING

from markupsafe import Markup

from components.kit import forms, kept_form, markup
from components.kit.markup import link
from domain import addresses
from domain.commitments.health import ReportState
from domain.services.chain import COUNTED_ONCE, LONG_DAYS, STEPS, ChainStep
from domain.services.desks import DeskState, due_on
from domain.services.reports import (
    LARGEST_COUNT,
    LONGEST_PROOF,
    LONGEST_SENTENCE,
    LONGEST_WAIT,
    ServicesConflict,
)
from domain.services.requests import DeskTyped, ServicesTyped, StepTyped
from domain.time import formats, lateness
from domain.time.calendar import local_time
from domain.words import labels, services

if TYPE_CHECKING:
    from db.queries.service_entry import ServiceForm
    from domain.access.permissions import Actor

SAFE = "Tanpa nama orang, NIK, nomor telepon, atau paspor."
OF_OTHERS = (
    "Layanan wilayah ini dilaporkan oleh pemerintah kabupaten/kotanya, atau oleh instansi yang mengisi "
    "mejanya. Percobaan ini dicatat."
)

_EMPTY_DESK = DeskTyped(None, nan, nan, nan)
_EMPTY_STEP = StepTyped(nan, nan, nan)
_EMPTY = ServicesTyped({}, {})
_SAID_BEFORE = {DeskState.OPEN: "buka", DeskState.PLANNED: "rencana", DeskState.ABSENT: "tidak ada"}


def form(asked: ServiceForm, actor: Actor, on: date) -> Markup:
    typed = asked.draft or asked.sent or _EMPTY
    before = asked.before or _EMPTY
    earlier = formats.month_alone(asked.month.shift(-1).starts_on)
    parts: list[Markup] = [
        _head(asked, on),
        kept_form.answer_place(),
        markup.render(
            "services.part",
            number=1,
            title="Keadaan meja",
            aside="yang tidak diketahui dibiarkan",
        ),
        *(
            _desk(
                code, asked.names[code], typed.desks.get(code, _EMPTY_DESK), before.desks.get(code), earlier
            )
            for code in asked.part.desks
        ),
    ]
    if asked.part.with_chain:
        parts.append(
            markup.render(
                "services.part",
                number=2,
                title="Angka sebulan",
                aside="0 ditulis; kosong berarti belum diisi",
            )
        )
        parts += [
            _step(step, typed.steps.get(step, _EMPTY_STEP), before.steps.get(step, _EMPTY_STEP), earlier)
            for step in STEPS
        ]
    parts += [
        _note(3 if asked.part.with_chain else 2, typed.note),
        markup.paragraph(
            "Sesudah dikirim: verifikator dari instansi lain memeriksanya. Sampai saat itu meja tertulis "
            "“dilaporkan”, belum “terbukti”.",
            css="gb-after",
        ),
        markup.render(
            "forms.send",
            saved=f"Draf tersimpan {formats.clock_time(asked.saved_at)}" if asked.saved_at else "",
        ),
    ]
    return kept_form.form(
        *parts,
        # On the device, too, what was typed at another office is not this one's.
        name=f"layanan/{actor.agency_id}/{asked.region_code}/{asked.month.key}",
        css="gb-services-form",
        data={
            "user": actor.user_id or 0,
            "region": asked.region_code,
            "month": asked.month.key,
            "version": asked.draft_version,
            "base": asked.latest.id if asked.latest else 0,
            "draft": addresses.Endpoint.SERVICES_DRAFT,
            "send": addresses.Endpoint.SERVICES_SEND,
            "discard": addresses.Endpoint.SERVICES_DISCARD,
        },
    )


def _head(asked: ServiceForm, on: date) -> Markup:
    limit = due_on(asked.month)
    month = formats.month(asked.month.starts_on)
    title = f"{services.place(asked.region_code, asked.region)}, {month}"
    about = f"Batas {formats.long_date(limit)}, {lateness.left(lateness.DueKind.REPORT, limit, on)}"
    return markup.render(
        "forms.head", title=title, about=about, more=markup.joined(_answered(asked), *_drafts(asked))
    )


def _drafts(asked: ServiceForm) -> Iterator[Markup]:
    """What others of the office have typed of this month and not sent."""
    fills = asked.draft is not None and asked.saved_at is None
    for draft in asked.others:
        if not draft.has_left:
            said = f" ({formats.short_moment(draft.written_at)}), belum dikirim."
            yield markup.paragraph(markup.bold(f"{draft.author} juga menulis draf"), said, css="gb-said")
            continue
        rest = " Isian di bawah berasal dari sana; periksa sebelum mengirim." if fills else ""
        said = f" ({formats.short_moment(draft.written_at)}) dan tidak lagi melaporkannya di sini.{rest}"
        yield markup.paragraph(markup.bold(f"{draft.author} meninggalkan draf"), said, css="gb-said")
        fills = False


def _answered(asked: ServiceForm) -> Markup:
    latest = asked.latest
    if latest is None:
        return Markup("")
    sent = formats.long_date(local_time(latest.submitted_at).date())
    starts = f"Isian di bawah adalah yang terkirim {sent}: ubah yang keliru, lalu kirim lagi."
    if latest.state is ReportState.RETURNED:
        returned = formats.long_date(local_time(latest.decided_at).date()) if latest.decided_at else ""
        said = markup.render(
            "my_agency.said",
            css=" gb-returned",
            head=f"Dikembalikan {returned}.",
            text=latest.verdict_notes,
        )
        return said if asked.draft else said + markup.paragraph(starts, css="gb-said")
    state = "masih diperiksa" if latest.state is ReportState.SUBMITTED else "sudah diverifikasi"
    replaces = "Mengirim lagi berarti menggantinya seluruhnya."
    return markup.render(
        "my_agency.said",
        css="",
        head=f"Laporan {sent} {state}.",
        text=replaces if asked.draft else f"{starts} {replaces}",
    )


def _desk(code: str, name: str, typed: DeskTyped, before: DeskTyped | None, earlier: str) -> Markup:
    said = (
        f"{earlier}: {_SAID_BEFORE[before.state]}" if before and before.state else f"{earlier}: tanpa laporan"
    )
    last = before or _EMPTY_DESK
    boxes = [
        _box(f"hari-{code}", "Hari buka", "hari", typed.days_open, last.days_open, earlier, most=_MOST_DAYS),
        _box(f"dilayani-{code}", "Orang dilayani", "orang", typed.served, last.served, earlier),
        _box(
            f"lama-{code}",
            "Hari per dokumen",
            "hari",
            typed.days_per_document,
            last.days_per_document,
            earlier,
            most=LONGEST_WAIT,
        ),
    ]
    return markup.render(
        "services.desk_field",
        code=code,
        name=name,
        before=said,
        states=[{"value": state.value, "label": labels.DESK_STATES[state]} for state in DeskState],
        chosen=typed.state.value if typed.state else "",
        is_open=typed.state is DeskState.OPEN,
        boxes=boxes,
        longest=LONGEST_PROOF,
        proof=typed.proof,
        proof_on=typed.proof_on.isoformat() if typed.proof_on else "",
    )


def _step(step: ChainStep, typed: StepTyped, before: StepTyped, earlier: str) -> Markup:
    unit = "kunjungan" if step is ChainStep.INFORMATION else "orang"
    entered = _box(
        f"masuk-{step}",
        {ChainStep.INFORMATION: "Kunjungan", ChainStep.DEPARTURE: "Orang"}.get(step, "Masuk"),
        unit,
        typed.entered,
        before.entered,
        earlier,
    )
    boxes = [entered]
    if step not in COUNTED_ONCE:
        boxes += [
            _box(f"lanjut-{step}", "Lanjut", unit, typed.moved_on, before.moved_on, earlier),
            _box(
                f"tertahan-{step}",
                f"> {LONG_DAYS} hari",
                unit,
                typed.held_back,
                before.held_back,
                earlier,
            ),
        ]
    return markup.render("services.step_field", name=labels.CHAIN_STEPS[step], boxes=boxes)


_BELOW_NOTHING = "Angka di sini mulai dari nol. Tulis misalnya 12."
_MOST_DAYS = 31


def _box(
    name: str,
    label: str,
    unit: str,
    value: float,
    before: float,
    earlier: str,
    *,
    most: float = LARGEST_COUNT,
) -> Markup:
    """Last month's number stands beside the field, never in it."""
    return markup.render(
        "services.count_box",
        name=name,
        label=label,
        box=kept_form.number(
            name,
            unit=unit,
            required="",
            value="" if isnan(value) else formats.exact(value),
            below_zero=_BELOW_NOTHING,
            most=most,
            too_much=f"Paling banyak {formats.quantity(most, unit)}. Periksa angkanya.",
        ),
        before="" if isnan(before) else f"{earlier} {formats.exact(before)}",
    )


def _note(number: int, note: str) -> Markup:
    body = markup.render(
        "forms.text",
        name="catatan",
        longest=LONGEST_SENTENCE,
        value=note,
        asked="Yang perlu diketahui pemeriksa.",
        hint=SAFE,
        rows=2,
    )
    counter = markup.render("forms.counter", name="catatan", count=len(note), longest=LONGEST_SENTENCE)
    return kept_form.field(number, "Catatan", body, aside=counter, name="catatan")


# What the server answers the form


def receipt(region_code: str, region: str, month: str, lines: Sequence[str]) -> Markup:
    """That it arrived, what was understood, and where it stands now."""
    understood = f"{services.place(region_code, region)}: yang diterima tertulis di bawah ini."
    return markup.render(
        "forms.sent",
        receipt=forms.receipt("Laporan layanan terkirim.", understood),
        understood=markup.listed(lines) + markup.note("Belum terbukti sampai diperiksa instansi lain."),
        onward=link("Buka Layanan", addresses.services(region=region_code, month=month), css="gb-button"),
    )


def both(conflict: ServicesConflict, mine: ServicesTyped) -> Markup:
    """Two reports of one month side by side; the reader chooses, and neither is lost before."""
    texts = [
        _in_short("Isian Anda", "belum terkirim", mine),
        _in_short(
            "Yang sudah terkirim" if conflict.sent else "Draf yang tersimpan",
            f"{conflict.author.rstrip(',')}, pukul {conflict.at}",
            conflict.theirs,
        ),
    ]
    return markup.render(
        "forms.both_texts",
        refusal=markup.refusal(str(conflict), "difference"),
        texts=texts,
        keep_mine="Pakai isian saya" + (" (mengganti)" if conflict.sent else ""),
        keep_theirs="Pakai yang terkirim; buang draf saya" if conflict.sent else "Pakai draf itu",
    )


def _in_short(title: str, about: str, typed: ServicesTyped) -> dict[str, str]:
    desks = sum(each.state is not None for each in typed.desks.values())
    numbers = sum(not isnan(value) for value in _numbers(typed))
    return {
        "title": title,
        "about": about,
        "value": f"{desks} meja, {numbers} angka diisi",
        "sentence": f"“{typed.note}”" if typed.note else "tanpa catatan",
    }


def _numbers(typed: ServicesTyped) -> list[float]:
    found = [v for d in typed.desks.values() for v in (d.days_open, d.served, d.days_per_document)]
    return found + [v for s in typed.steps.values() for v in (s.entered, s.moved_on, s.held_back)]


def as_fields(typed: ServicesTyped) -> Mapping[str, str]:
    """A report as the form's own fields, for a script to fill in."""
    fields = {"catatan": typed.note}
    for code, desk in typed.desks.items():
        fields |= {
            f"keadaan-{code}": desk.state.value if desk.state else "",
            f"hari-{code}": _text(desk.days_open),
            f"dilayani-{code}": _text(desk.served),
            f"lama-{code}": _text(desk.days_per_document),
            f"bukti-{code}": desk.proof,
            f"tanggal-{code}": desk.proof_on.isoformat() if desk.proof_on else "",
        }
    for step, counts in typed.steps.items():
        fields |= {
            f"masuk-{step}": _text(counts.entered),
            f"lanjut-{step}": _text(counts.moved_on),
            f"tertahan-{step}": _text(counts.held_back),
        }
    return fields


def _text(value: float) -> str:
    return "" if isnan(value) else formats.exact(value)
