"""One case: what it is, how it moves, who was asked, what was corrected, and who has looked at it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from components.cases import tracks, words
from components.kit import markup
from components.kit.layout import section
from components.kit.markup import Text, link
from domain import addresses
from domain.access.permissions import DisclosureTier
from domain.cases.life import ANSWER_DAYS, StageLength, referral_clock
from domain.figures.cases import CaseKind, FlagKind, PoliceStage, ReferralState, Stage, Track
from domain.statistics.wording import WHY_HIDDEN
from domain.time import formats
from domain.time.calendar import local_time
from domain.words import labels

if TYPE_CHECKING:
    from db.queries.case_work import CaseChangeRow, CaseDetail, CaseFile, Opening, Referral
    from db.queries.decisions import DecisionOnCase

ACTS = {
    "tahap": ("Catat tahap", "update"),
    "rujuk": ("Rujuk", "forward_to_inbox"),
    "koreksi": ("Koreksi", "edit"),
    "tanda": ("Pasang tanda", "flag"),
    "betulkan-tahap": ("Koreksi tahap", "edit_calendar"),
    "tarik": ("Tarik dari hitungan", "remove_circle"),
    "pulihkan": ("Hitung kembali", "undo"),
}
"""What the keeper of a case may do, by the word in the address."""
_OF_WITHDRAWN = frozenset({"pulihkan"})
"""What may be done with a case that counts no more, and with no other."""

_FLAGS = {
    FlagKind.CHILD: ("at-risk", "child_care"),
    FlagKind.SUSPECT_AT_LARGE: ("plain", "person_search"),
    FlagKind.THREATENED: ("late", "shield"),
    FlagKind.MEDICAL: ("late", "medical_services"),
}
_BEFORE_DEMAND = frozenset(
    {
        PoliceStage.INVESTIGATION,
        PoliceStage.FILE_SUBMITTED,
        PoliceStage.RETURNED_P19,
        PoliceStage.COMPLETE_P21,
    }
)
"""While the police file is here, restitution can still be asked for in time."""


def show(
    detail: CaseDetail,
    spans: Sequence[StageLength],
    seen: Sequence[Opening],
    decided: Sequence[DecisionOnCase],
    *,
    on: date,
    closed: Collection[date],
) -> None:
    """The tracks on the left, everything else about it on the right."""
    left, right = st.columns([66, 34], gap="large")
    with left:
        markup.show(tracks.both(detail, spans, on))
    with right:
        markup.show(
            people(detail.row),
            facts(detail.row),
            flags(detail),
            tracks.restitution(detail, spans),
            referrals(detail.referrals, on, closed),
            changes(detail.changes),
            ties(detail, decided),
            openings(seen),
        )


def headline(detail: CaseDetail, spans: Sequence[StageLength]) -> str:
    """Where it stands and what is late, in a sentence."""
    row = detail.row
    if row.withdrawn_as is not None:
        twin = f" dengan {row.double_of}" if row.double_of else ""
        return f"{labels.WITHDRAWALS[row.withdrawn_as]}{twin}; tidak lagi dihitung"
    found = [_worst(spans) or _standing(detail, spans)]
    waiting = [span for span in spans if span.step.track is Track.RESTITUTION and span.ends_on is None]
    if waiting:
        stage = labels.STAGES[waiting[-1].step.stage]
        found.append(f"restitusi {formats.days(waiting[-1].days)} pada {stage[0].lower()}{stage[1:]}")
    elif _misses_restitution(row):
        found.append("restitusi belum dimohonkan")
    return "; ".join(found)


def _worst(spans: Sequence[StageLength]) -> str:
    late = [span for span in spans if span.over and span.ends_on is None]
    if not late:
        return ""
    worst = max(late, key=lambda span: span.over)
    return f"{labels.STAGES[worst.step.stage]} {formats.days(worst.days)}, lewat {formats.days(worst.over)}"


def _standing(detail: CaseDetail, spans: Sequence[StageLength]) -> str:
    running = [span for span in spans if span.ends_on is None and span.step.track is not Track.RESTITUTION]
    if running:
        last = max(running, key=lambda span: (span.step.track is Track.POLICE, span.starts_on))
        return f"{labels.STAGES[last.step.stage]} berjalan {formats.days(last.days)}"
    if detail.row.closed_on:
        return f"Selesai {formats.long_date(detail.row.closed_on)}"
    stage = detail.row.police_stage or detail.row.service_stage
    return labels.STAGES[stage] if stage else "Belum ada tahap yang tercatat"


def _misses_restitution(row: CaseFile) -> bool:
    return (
        row.kind is CaseKind.TRAFFICKING
        and row.restitution_stage is None
        and row.police_stage in _BEFORE_DEMAND
    )


def kicker(row: CaseFile) -> str:
    return (
        f"Kasus {row.code} · {labels.CASE_KINDS[row.kind]} · "
        f"dilaporkan {formats.long_date(row.reported_on)} · hanya peran kasus melihat angka persis"
    )


def actions(detail: CaseDetail, chosen: str | None, *, may_keep: bool, may_propose: bool) -> Markup:
    """What this reader may do with it now."""
    row = detail.row
    links = []
    if may_keep and detail.may_keep:
        links = [
            {
                "label": label,
                "symbol": symbol,
                "address": addresses.case(row.code, act=act),
                "chosen": act == chosen,
                "first": act in ("tahap", "pulihkan"),
            }
            for act, (label, symbol) in ACTS.items()
            if offered(act, row)
        ]
    if may_propose and row.withdrawn_as is None:
        links.append(
            {
                "label": "Buat tugas dari kasus",
                "symbol": "add_task",
                "address": addresses.new_task("kasus", row.code),
                "chosen": False,
                "first": not links,
            }
        )
    return markup.render("cases.actions", links=links) if links else Markup("")


def offered(act: str, row: CaseFile) -> bool:
    return (act in _OF_WITHDRAWN) == (row.withdrawn_as is not None)


def people(row: CaseFile) -> Markup:
    victims = words.victims_of(row)
    counts = [
        {
            "label": label.lower(),
            "value": "?" if count is None else formats.number(count),
            "unknown": count is None,
        }
        for label, count in victims.by_label().items()
    ]
    head = section("Korban", aside="empat hitungan, tanpa nama")
    unknown = [label.lower() for label, count in victims.by_label().items() if count is None]
    said = (
        markup.caption(f"{formats.capitalised(formats.listing(unknown))} belum diketahui.") if unknown else ""
    )
    return head + markup.render("cases.people", counts=counts) + said


def facts(row: CaseFile) -> Markup:
    origin = words.origin(row)
    place = link(origin, addresses.region(row.regency_code)) if row.regency_code else origin
    pairs = [
        ("Sumber", f"{row.agency}, {row.reference}" if row.reference else row.agency),
        ("Kejadian", formats.long_date(row.happened_on) if row.happened_on else words.UNKNOWN),
        (
            "Tahun",
            f"dilaporkan {row.reported_on.year}, "
            + (f"selesai {row.closed_on.year}" if row.closed_on else "belum selesai"),
        ),
        ("Asal", place),
        (
            "Transit, tujuan",
            f"{row.transit or 'transit ' + words.UNKNOWN}; {row.destination or 'tujuan ' + words.UNKNOWN}",
        ),
        ("Tersangka", words.count(row.suspects)),
        (
            "Sektor, modus",
            f"{labels.SECTORS[row.sector]}; {labels.RECRUITMENT_MODES[row.recruitment].lower()}",
        ),
    ]
    if row.note:
        pairs.append(("Uraian", row.note))
    return markup.definitions(pairs)


def flags(detail: CaseDetail) -> Markup:
    if not detail.flags:
        return Markup("")
    items = [
        markup.words(
            markup.chip(
                f"{labels.FLAGS[each.kind]}, {formats.short_date(each.raised_on)}", *_FLAGS[each.kind]
            ),
            each.note,
        )
        for each in detail.flags
    ]
    return section("Tanda") + markup.listed(items, css="gb-flags")


def referrals(sent: Sequence[Referral], on: date, closed: Collection[date]) -> Markup:
    """What was asked of whom, with the working days that each answer took."""
    if not sent:
        return section("Rujukan") + markup.note("Belum dirujuk ke instansi lain.")
    return section("Rujukan", aside=f"dijawab dalam {ANSWER_DAYS} hari kerja") + markup.joined(
        *(_referral(each, on, closed) for each in sent)
    )


def _referral(each: Referral, on: date, closed: Collection[date]) -> Markup:
    sent_on = local_time(each.sent_at).date()
    answered_on = local_time(each.answered_at).date() if each.answered_at else None
    clock = referral_clock(sent_on, answered_on, on, closed)
    took = f"{clock.waited_in_words}, batas {ANSWER_DAYS}"
    rows = [
        {
            "symbol": "send",
            "day": formats.short_date(sent_on),
            "said": markup.words(markup.bold(each.receiver), markup.quoted(each.asked)),
            "more": f"Menunggu jawaban, {took}" if each.state is ReferralState.SENT else "",
            "css": "gb-late" if clock.is_late and not each.ended_at else "",
        }
    ]
    if answered_on:
        refused = each.state is ReferralState.REFUSED
        letter = f" Menurut surat {each.letter}." if each.letter else ""
        rows.append(
            {
                "symbol": "block" if refused else "check",
                "day": formats.short_date(answered_on),
                "said": Markup("Ditolak: {}{}").format(markup.quoted(each.reason), letter)
                if refused
                else f"Diterima.{letter}",
                "more": took,
                "css": "gb-late" if clock.is_late else "",
            }
        )
    if each.done_at:
        rows.append(
            {
                "symbol": "task_alt",
                "day": formats.short_date(local_time(each.done_at).date()),
                "said": f"Selesai. {each.reason}".strip(),
                "more": "",
                "css": "",
            }
        )
    elif each.ended_at:
        rows.append(
            {
                "symbol": "remove_circle",
                "day": formats.short_date(local_time(each.ended_at).date()),
                "said": f"{labels.REFERRAL_STATES[each.state]}. Penerima sudah diberi tahu.",
                "more": "",
                "css": "",
            }
        )
    elif each.state is ReferralState.ACCEPTED:
        rows.append(
            {
                "symbol": "hourglass_top",
                "day": "",
                "said": "Belum ada laporan selesai.",
                "more": "",
                "css": "",
            }
        )
    return markup.render("cases.events", rows=rows)


def changes(made: Sequence[CaseChangeRow]) -> Markup:
    """Every correction with what was struck and why."""
    if not made:
        return section("Koreksi") + markup.note("Belum pernah dikoreksi.")
    return section("Koreksi", aside=f"{len(made)}, semua tampak") + markup.joined(
        *(
            markup.render(
                "cases.events",
                rows=[
                    {
                        "symbol": "edit",
                        "day": formats.short_date(local_time(each.at).date()),
                        "said": Markup("; ").join(
                            markup.render(
                                "cases.change",
                                field=labels.CASE_FIELDS[name],
                                before=each.before[name],
                                after=each.after[name],
                            )
                            for name in each.after
                        ),
                        "more": f"{each.reason} ({each.agency})",
                        "css": "",
                    }
                ],
            )
            for each in made
        )
    )


def openings(seen: Sequence[Opening]) -> Markup:
    """Who has been shown this record lately: access leaves a trace that its keepers can read."""
    items = [f"{formats.short_moment(each.at)} · {each.account}, {each.agency}" for each in seen]
    body = markup.listed(items, css="gb-openings") if items else markup.note("Belum dibuka siapa pun.")
    return section("Yang membuka", aside="dicatat sekali sehari setiap akun") + body


def ties(detail: CaseDetail, decided: Sequence[DecisionOnCase]) -> Markup:
    """Where else it shows: its place, tasks that were born from it, what was decided of it, its twin."""
    row = detail.row
    links: list[Text] = [link(code, addresses.task(code)) for code in detail.tasks]
    links += [
        markup.words(link(f"Keputusan {each.label}", addresses.decisions(each.meeting_id)), each.text)
        for each in decided
    ]
    if row.regency_code:
        layer = f"kasus-{row.kind.value}"
        links += [
            link("Wilayah", addresses.region(row.regency_code)),
            link("Peta", addresses.region_map(layer=layer, region=row.regency_code)),
            link("Kasus sejenis di sana", addresses.cases(kind=row.kind.value, region=row.regency_code)),
        ]
    if row.double_of:
        links.append(link(row.double_of, addresses.case(row.double_of)))
    links += [
        markup.words(link(code, addresses.case(code)), "ditarik sebagai rangkap dengan kasus ini")
        for code in detail.doubles
    ]
    return section("Kaitan") + markup.listed(links, css="gb-near") if links else Markup("")


# The receipt


def receipt(row: CaseFile) -> Markup:
    """Word for word what was stored."""
    pairs = [
        ("Jenis", f"{labels.CASE_KINDS[row.kind]}, sumber {row.agency}, {row.reference}"),
        ("Dilaporkan", formats.long_date(row.reported_on)),
        ("Jalur", words.route(row)),
        ("Korban", words.people(words.victims_of(row))),
        ("Tersangka", words.count(row.suspects)),
        (
            "Sektor, modus",
            f"{labels.SECTORS[row.sector]}; {labels.RECRUITMENT_MODES[row.recruitment].lower()}",
        ),
        (
            "Tahap",
            f"Perkara: {_stage(row.police_stage)}. Layanan: {_stage(row.service_stage)}.",
        ),
        ("Uraian", f"“{row.note}”" if row.note else "tanpa uraian"),
    ]
    return markup.render(
        "cases.receipt",
        code=row.code,
        stored=markup.chip("Tersimpan", "done", "task_alt"),
        facts=markup.definitions(pairs),
        counts="",
        note="NIK, nomor telepon, dan nomor paspor tidak terbaca di dalamnya.",
    )


def _stage(stage: Stage | None) -> str:
    return labels.STAGES[stage] if stage else "belum tercatat"


def who_sees(row: CaseFile) -> Markup:
    kind, place = labels.CASE_KINDS[row.kind], words.origin(row)
    shown = formats.in_words(DisclosureTier.AGENCY.row.smallest)
    return section("Siapa melihat apa") + markup.definitions(
        [
            ("Petugas kasus", "angka persis dan uraian"),
            (
                "Instansi",
                f"jumlah setahun {kind}, {place}: tampil mulai {shown}; di bawahnya disembunyikan",
            ),
            ("Layar rapat", f"jumlah provinsi; kabupaten/kota yang {WHY_HIDDEN} disembunyikan"),
        ]
    )


def after_sending(row: CaseFile) -> Markup:
    links = [
        ("Buka kasus", "folder_open", addresses.case(row.code)),
        ("Rujuk", "forward_to_inbox", addresses.case(row.code, act="rujuk")),
        ("Buat tugas", "add_task", addresses.new_task("kasus", row.code)),
        ("Laporan lain", "add", addresses.new_case()),
    ]
    return markup.render(
        "cases.actions",
        links=[
            {
                "label": label,
                "symbol": symbol,
                "address": address,
                "chosen": False,
                "first": label == "Buka kasus",
            }
            for label, symbol, address in links
        ],
    )


def state_chip(state: ReferralState) -> Markup:
    tones = {
        ReferralState.SENT: ("plain", "send"),
        ReferralState.ACCEPTED: ("on-schedule", "task_alt"),
        ReferralState.REFUSED: ("late", "block"),
        ReferralState.DONE: ("done", "verified"),
        ReferralState.ENDED: ("plain", "remove_circle"),
    }
    return markup.chip(labels.REFERRAL_STATES[state], *tones[state])
