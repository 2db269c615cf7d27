"""Boards about commitments: who is silent, who keeps dates, what has no owner, which quarters are closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from components.commitments import ownership
from components.kit import chips, forms, markup
from components.kit.choice_field import choice_field
from components.kit.forms import Submission
from components.kit.layout import section
from components.kit.markup import WAY_ON, Column, Text, link
from domain import addresses
from domain.commitments.health import Health
from domain.commitments.ownership import OfferState
from domain.commitments.requests import LockQuarter
from domain.commitments.timeliness import FEW
from domain.places.regions import short_name
from domain.time import formats
from domain.time.calendar import local_time

if TYPE_CHECKING:
    from db.queries.commitments import CommitmentRow
    from db.queries.ownership import OfferRow
    from domain.commitments.silence import AgencySilence
    from domain.commitments.timeliness import Timeliness
    from views.commitments import QuarterRow
    from views.registers import Rated


def silence_cell(days: int) -> Markup:
    """For how long a report is late, by its name; who owes none now is on time. Never a zero."""
    if days:
        return markup.chip(f"menunggak {formats.number(days)} hari", "silent", "volume_off")
    return markup.tinted("tepat waktu", "gb-muted")


def silence_board(
    agencies: Sequence[AgencySilence], rated: Sequence[Rated], on: date, *, only_silent: bool = False
) -> Markup:
    """Whose report was due and did not come: agencies first, then each of their commitments.

    With ``only_silent`` just the agencies that a figure elsewhere has counted.
    """
    if not agencies:
        return markup.empty("Belum ada instansi yang wajib melapor.")
    silent = [agency for agency in agencies if agency.is_silent]
    heading = section(
        "Instansi", aside=f"{len(silent)} dari {len(agencies)} menunggak laporan; terlama dahulu"
    )
    if only_silent:
        everything = link("Tampilkan semua instansi dan komitmen", addresses.commitment_board("diam"))
        if not silent:
            return markup.empty("Tidak ada instansi yang menunggak laporan.", everything)
        return heading + _silent_agencies(silent, rated) + everything
    return (
        heading
        + _silent_agencies(agencies, rated)
        + section("Per komitmen", aside="yang belum selesai terverifikasi")
        + _silent_commitments(rated, on)
        + markup.note(
            "Tunggakan diukur dari kewajiban: laporan sebuah titik kendali sudah jatuh tempo dan belum "
            "masuk; harinya dihitung sejak jatuh tempo. Yang tidak berutang laporan disebut tepat waktu. "
            "Tanpa laporan bukan nol: yang belum pernah melapor tidak diberi persentase."
        )
    )


def _silent_agencies(agencies: Sequence[AgencySilence], rated: Sequence[Rated]) -> Markup:
    codes = {row.owner: row.owner_code for row, _ in rated}
    return markup.table(
        [
            Column("Instansi", "gb-wide"),
            Column("Komitmen yang belum selesai", "gb-right"),
            Column("Laporan ditunggu", "gb-right"),
            Column("Laporan terakhir"),
            Column("Jatuh tempo terlama"),
            Column("Keadaan"),
        ],
        [
            [
                link(
                    markup.bold(agency.agency),
                    addresses.commitments(agency=codes[agency.agency]),
                ),
                str(agency.commitments),
                str(agency.missing) if agency.missing else "–",
                _last(agency.last_report),
                formats.long_date(agency.since) if agency.since else "–",
                silence_cell(agency.days),
            ]
            for agency in agencies
        ],
        caption="Tunggakan laporan per instansi",
    )


def _silent_commitments(rated: Sequence[Rated], on: date) -> Markup:
    owing = [
        (row.progress.days_silent(on) or 0, row)
        for row, health in rated
        if row.owner and health is not Health.DONE and row.starts_on <= on
    ]
    owing.sort(key=lambda pair: (-pair[0], pair[1].code))
    return markup.table(
        [
            Column("Kode", "gb-narrow"),
            Column("Komitmen", "gb-wide"),
            Column("Instansi"),
            Column("Klaim terakhir"),
            Column("Laporan terakhir"),
            Column("Keadaan"),
        ],
        [
            [
                row.code,
                link(row.title, addresses.commitment(row.code)),
                row.owner or "",
                _claimed(row),
                _last(row.last_reported_on),
                silence_cell(days),
            ]
            for days, row in owing
        ],
        caption="Tunggakan laporan per komitmen",
    )


def _last(day: date | None) -> Text:
    return formats.long_date(day) if day else "belum pernah melapor"


def _claimed(row: CommitmentRow) -> Markup:
    if row.progress.claimed is None:
        return markup.tinted(formats.NO_REPORT, "gb-hatched")
    return Markup("{}").format(formats.percent(row.progress.claimed, 0))


def timeliness_board(standings: Sequence[Timeliness]) -> Markup:
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
        Column("Catatan", "gb-reason"),
    ]
    rows = [
        [
            markup.bold(standing.agency),
            str(standing.due),
            _share(standing, standing.share_in_time, standing.in_time, "gb-hollow"),
            str(standing.late) if standing.late else "–",
            str(standing.silent) if standing.silent else "–",
            _share(standing, standing.share_verified, standing.verified, "gb-solid"),
            markup.chip(f"n kecil (< {FEW}); jangan dibandingkan", "plain", "info")
            if standing.is_small and standing.due
            else "",
        ]
        for standing in standings
    ]
    return markup.table(columns, rows, caption="Ketepatan melapor per instansi") + markup.note(
        "n: titik kendali yang tanggalnya sudah lewat. Tepat waktu: laporan pertama terkirim paling lambat "
        f"pada tanggalnya. Terverifikasi: putusan substansial atau lengkap. Instansi dengan n di bawah {FEW} "
        "berdiri di bawah dan tidak diperingkat."
    )


def _share(standing: Timeliness, percent: float | None, part: int, css: str) -> Markup:
    if percent is None:
        return markup.tinted("belum ada yang jatuh tempo", "gb-muted")
    if standing.silent == standing.due:  # who never said a word has no share, not one of zero
        return markup.tinted("belum pernah melapor", "gb-hatched")
    said = formats.percent(percent, 0)
    return markup.render(
        "commitments.share",
        bar=markup.bar(round(percent, 1) if part else None, css, label=said),
        percent=said,
        part=part,
        due=standing.due,
    )


def ownerless(rated: Sequence[Rated], offers: Sequence[OfferRow], *, may_assign: bool) -> Markup:
    """What nobody answers for yet, and whom it was proposed to. Shown, never hidden."""
    waiting = ownership.waiting(offers)
    rows = [
        [
            row.code,
            markup.stack(link(row.title, addresses.commitment(row.code)), f"Pilar {row.pillar}"),
            short_name(row.region_code, row.region),
            formats.short_date(row.due_on),
            _proposed(waiting.get(row.code)),
            link(
                "Tetapkan PJ" if may_assign and row.code not in waiting else "Buka",
                addresses.commitment(row.code),
                title=f"Komitmen {row.code}",
            ),
        ]
        for row, health in rated
        if health is Health.NO_OWNER
    ]
    if not rated:
        return markup.empty("Belum ada komitmen.", link("Baca frasa deklarasi", addresses.phrases()))
    if not rows:
        return markup.empty("Setiap komitmen punya penanggung jawab.")
    return markup.table(
        [
            Column("Kode", "gb-narrow"),
            Column("Komitmen", "gb-wide"),
            Column("Wilayah"),
            Column("Tenggat"),
            Column("Usulan penanggung jawab", "gb-wide"),
            WAY_ON,
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
    said = f"sejak {formats.short_date(local_time(offer.proposed_at).date())}"
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
                markup.bold(f"{row.quarter.label} {row.quarter.year}"),
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
        when = formats.long_date(local_time(row.lock.locked_at).date())
        return markup.words(
            markup.chip("Terkunci", "done", "lock"), markup.small(f"{row.lock.agency}, {when}")
        )
    if row.is_over:
        return markup.chip("Selesai, belum dikunci", "at-risk", "lock_open")
    if row.has_begun:
        return markup.chip("Berjalan", "plain", "schedule")
    return markup.chip("Belum mulai", "bare", "hourglass_empty")


def lock_form(rows: Sequence[QuarterRow]) -> Submission | None:
    """Close the oldest quarter that is over; one at a time, so that nobody locks by mistake."""
    ready = {row.quarter.key: f"{row.quarter.label} {row.quarter.year}" for row in rows if row.can_be_locked}
    if not ready:
        return None
    form = "lock_quarter"
    markup.show(section("Kunci triwulan"))
    place = forms.place()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        key: str | None = choice_field(
            "Triwulan yang sudah lewat",
            ready,
            among=sorted(ready),
            placeholder="Pilih triwulan",
            key=forms.field(form, "quarter"),
            width=260,
        )
        sent = st.button("Kunci triwulan ini", key=forms.field(form, "send"), type="primary")
    unheard: Mapping[str, int] = {
        row.quarter.key: row.reported - row.verified for row in rows if row.can_be_locked
    }
    if key and unheard[key]:
        markup.show(
            markup.note(
                f"{unheard[key]} laporan pada {ready[key]} belum dinilai; setelah dikunci putusannya "
                "memerlukan alasan amandemen."
            )
        )
    if not sent:
        return None
    return Submission(
        form,
        LockQuarter(key),
        place,
        done=f"Triwulan {ready[key]} terkunci." if key else "",
        what_next="Perubahan selanjutnya dicatat sebagai amandemen dengan alasan.",
    )


def health_chip(row: CommitmentRow, health: Health, on: date) -> Markup:
    """The state as a chip; a silence says how many days."""
    days = row.progress.days_silent(on)
    if health is Health.SILENT and days is not None:
        said = f"{health.row.label} {formats.number(days)} hari"
        return markup.chip(said, health.row.tone, health.row.icon)
    return chips.of_health(health)
