"""Boards about commitments: who is silent, who keeps dates, what has no owner, which quarters are closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from components import chips, forms, markup, ownership
from components.forms import Wanted
from components.layout import section
from components.markup import Column, Text, href, link
from domain import wording
from domain.calendar import to_wita
from domain.commitments import Health
from domain.league import FEW
from domain.ownership import OfferState
from domain.regions import short_name
from domain.silence import SILENT_AFTER, days_since, is_silence

if TYPE_CHECKING:
    from components.runtime.commitment_view import QuarterRow
    from db.queries.commitments import CommitmentRow
    from db.queries.ownership import OfferRow
    from domain.league import Standing
    from domain.silence import AgencySilence

Rated = tuple["CommitmentRow", Health]


def silence_cell(days: int) -> Markup:
    """Days since the last word: quiet numbers, and from a month on a silence by name. Never a zero."""
    if is_silence(days):
        return markup.chip(f"diam {wording.number(days)} hari", "silent", "volume_off")
    return Markup("{}").format("hari ini" if days == 0 else f"{wording.number(days)} hari lalu")


def silence_board(agencies: Sequence[AgencySilence], rated: Sequence[Rated], on: date) -> Markup:
    """Who has said nothing for how long: agencies first, then each of their commitments."""
    if not agencies:
        return markup.empty("Belum ada instansi yang wajib melapor.")
    silent = sum(agency.is_silent for agency in agencies)
    columns = [
        Column("Instansi", "gb-wide"),
        Column("Komitmen yang belum selesai", "gb-right"),
        Column("Laporan terakhir"),
        Column("Sejak laporan terakhir"),
    ]
    codes = {row.owner: row.owner_code for row, _ in rated}
    by_agency = [
        [
            link(
                Markup("<b>{}</b>").format(agency.agency),
                href("/komitmen", {"tampilan": "daftar", "instansi": codes.get(agency.agency)}),
            ),
            str(agency.commitments),
            _last(agency.last_report),
            silence_cell(agency.days),
        ]
        for agency in agencies
    ]
    owing = [
        (days_since(row.last_reported_on, row.starts_on, on), row)
        for row, health in rated
        if row.owner and health is not Health.DONE and row.starts_on <= on
    ]
    owing.sort(key=lambda pair: (-pair[0], pair[1].code))
    by_commitment = [
        [
            row.code,
            link(row.title, href("/komitmen", {"kode": row.code})),
            row.owner or "",
            _claimed(row),
            _last(row.last_reported_on),
            silence_cell(days),
        ]
        for days, row in owing
    ]
    return (
        section(
            "Instansi",
            aside=f"{silent} dari {len(agencies)} diam {SILENT_AFTER} hari atau lebih; terlama dahulu",
        )
        + markup.table(columns, by_agency, caption="Papan diam per instansi")
        + section("Per komitmen", aside="yang belum selesai terverifikasi")
        + markup.table(
            [
                Column("Kode", "gb-narrow"),
                Column("Komitmen", "gb-wide"),
                Column("Instansi"),
                Column("Klaim terakhir"),
                Column("Laporan terakhir"),
                Column("Sejak laporan terakhir"),
            ],
            by_commitment,
            caption="Papan diam per komitmen",
        )
        + markup.note(
            "Diam bukan nol: yang belum pernah melapor tidak diberi persentase. Hari dihitung sejak laporan "
            "terakhir, atau sejak komitmen dimulai bila belum pernah melapor."
        )
    )


def _last(day: date | None) -> Text:
    return wording.long_date(day) if day else "belum pernah melapor"


def _claimed(row: CommitmentRow) -> Markup:
    if row.progress.claimed is None:
        return Markup('<span class="gb-hatched">{}</span>').format(wording.NO_REPORT)
    return Markup("{}").format(wording.percent(row.progress.claimed, 0))


def league(standings: Sequence[Standing]) -> Markup:
    """Shares of due checkpoints reported in time and verified, each with its n."""
    if not any(standing.due for standing in standings):
        return markup.empty("Belum ada titik kendali yang jatuh tempo.")
    columns = [
        Column("Instansi", "gb-wide"),
        Column("Jatuh tempo (n)", "gb-right"),
        Column("Lapor tepat waktu", "gb-narrow"),
        Column("Lapor terlambat", "gb-right"),
        Column("Tanpa laporan", "gb-right"),
        Column("Terverifikasi", "gb-narrow"),
        Column("Catatan"),
    ]
    rows = [
        [
            Markup("<b>{}</b>").format(standing.agency),
            str(standing.due),
            _share(standing.share_in_time, standing.in_time, standing.due, "gb-hollow"),
            str(standing.late) if standing.late else "–",
            str(standing.silent) if standing.silent else "–",
            _share(standing.share_verified, standing.verified, standing.due, "gb-solid"),
            markup.chip(f"n kecil (< {FEW}); jangan dibandingkan", "plain", "info")
            if standing.is_small
            else "",
        ]
        for standing in standings
    ]
    return markup.table(columns, rows, caption="Ketepatan melapor per instansi") + markup.note(
        "n: titik kendali yang tanggalnya sudah lewat. Tepat waktu: laporan pertama terkirim paling lambat "
        f"pada tanggalnya. Terverifikasi: putusan substansial atau lengkap. Instansi dengan n di bawah {FEW} "
        "berdiri di bawah dan tidak diperingkat."
    )


def _share(percent: float | None, part: int, whole: int, css: str) -> Markup:
    if percent is None:
        return Markup('<span class="gb-muted">belum ada yang jatuh tempo</span>')
    return Markup(
        '<span class="gb-bar {}" role="img" aria-label="{}"><i style="width:{}%"></i></span> <b>{}</b> '
        "<small>{} dari {}</small>"
    ).format(css, wording.percent(percent, 0), round(percent, 1), wording.percent(percent, 0), part, whole)


def ownerless(rated: Sequence[Rated], offers: Sequence[OfferRow], *, may_assign: bool) -> Markup:
    """What nobody answers for yet, and whom it was proposed to. Shown, never hidden."""
    waiting = ownership.waiting(offers)
    rows = [
        [
            row.code,
            markup.stack(link(row.title, href("/komitmen", {"kode": row.code})), f"Pilar {row.pillar}"),
            short_name(row.region_code, row.region),
            wording.short_date(row.due_on),
            _proposed(waiting.get(row.code)),
            link(
                "Tetapkan PJ" if may_assign and row.code not in waiting else "Buka",
                href("/komitmen", {"kode": row.code}),
                title=f"Komitmen {row.code}",
            ),
        ]
        for row, health in rated
        if health is Health.NO_OWNER
    ]
    if not rows:
        return markup.empty("Setiap komitmen punya penanggung jawab.")
    return markup.table(
        [
            Column("Kode", "gb-narrow"),
            Column("Komitmen", "gb-wide"),
            Column("Wilayah"),
            Column("Tenggat"),
            Column("Usulan penanggung jawab", "gb-wide"),
            Column("", "gb-narrow"),
        ],
        rows,
        caption="Komitmen yang belum ada penanggung jawabnya",
    ) + markup.note(
        "Penanggung jawab diusulkan, lalu instansi menerima, menawar, atau menolak dengan alasan. Sampai "
        "diterima, komitmen tetap belum ada PJ dan belum dapat dinilai."
    )


def _proposed(offer: OfferRow | None) -> Text:
    if offer is None:
        return "belum diusulkan kepada siapa pun"
    said = f"sejak {wording.short_date(to_wita(offer.proposed_at).date())}"
    if offer.state is OfferState.COUNTERED:
        said = ownership.terms(offer)
    return markup.stack(Markup("{} {}").format(offer.agency, ownership.chip(offer)), said)


def quarters(rows: Sequence[QuarterRow]) -> Markup:
    """Which quarters are open, and which are closed to all but amendments."""
    if not rows:
        return markup.empty("Belum ada titik kendali, maka belum ada triwulan untuk dikunci.")
    return markup.table(
        [
            Column("Triwulan", "gb-narrow"),
            Column("Titik kendali", "gb-right"),
            Column("Dilaporkan", "gb-right"),
            Column("Dinilai", "gb-right"),
            Column("Keadaan", "gb-wide"),
        ],
        [
            [
                Markup("<b>{} {}</b>").format(row.quarter.label, row.quarter.year),
                str(row.checkpoints),
                str(row.reported),
                str(row.verified),
                _quarter_state(row),
            ]
            for row in rows
        ],
        caption="Triwulan dan kuncinya",
    ) + markup.note(
        "Triwulan yang terkunci menolak laporan, putusan, dan target baru; perubahan hanya sebagai amandemen "
        "dengan alasan, yang tampak dalam riwayat komitmennya."
    )


def _quarter_state(row: QuarterRow) -> Text:
    if row.lock is not None:
        when = wording.long_date(to_wita(row.lock.locked_at).date())
        return Markup("{} <small>{}, {}</small>").format(
            markup.chip("Terkunci", "done", "lock"), row.lock.agency, when
        )
    if row.is_over:
        return markup.chip("Selesai, belum dikunci", "at-risk", "lock_open")
    return markup.chip("Berjalan", "plain", "schedule")


def lock_form(rows: Sequence[QuarterRow]) -> Wanted | None:
    """Close the oldest quarter that is over; one at a time, so that nobody locks by mistake."""
    ready = {row.quarter.key: f"{row.quarter.label} {row.quarter.year}" for row in rows if row.can_be_locked}
    if not ready:
        return None
    form = "lock_quarter"
    markup.show(section("Kunci triwulan"))
    place = forms.place()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        key = st.selectbox(
            "Triwulan yang sudah lewat", sorted(ready), format_func=ready.__getitem__,
            key=forms.field(form, "quarter"), width=260,
        )  # fmt: skip
        sent = st.button("Kunci triwulan ini", key=forms.field(form, "send"), type="primary")
    unheard: Mapping[str, int] = {
        row.quarter.key: row.reported - row.verified for row in rows if row.can_be_locked
    }
    if unheard[key]:
        markup.show(
            markup.note(
                f"{unheard[key]} laporan pada {ready[key]} belum dinilai; setelah dikunci putusannya "
                "memerlukan alasan amandemen."
            )
        )
    if not sent:
        return None
    return Wanted(
        form, "lock_quarter", {"quarter": key}, place,
        done=f"Triwulan {ready[key]} terkunci.",
        what_next="Perubahan selanjutnya dicatat sebagai amandemen dengan alasan.",
    )  # fmt: skip


def health_chip(row: CommitmentRow, health: Health, on: date) -> Markup:
    """The state as a chip; a silence says how many days."""
    days = row.progress.days_silent(on)
    if health is Health.SILENT and days is not None:
        return markup.chip(f"Diam {wording.number(days)} hari", *chips.HEALTH[health])
    return chips.of_health(health)
