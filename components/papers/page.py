"""Laporan: what leaves as paper, as a table or as a text, and whether a paper is what was issued."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from components.kit import markup
from components.kit.layout import section
from components.kit.markup import Column, link
from domain import addresses
from domain.meetings.life import MeetingState
from domain.time import formats
from domain.time.calendar import local_time
from domain.words import labels
from domain.words.messages import LONGEST_MESSAGE

if TYPE_CHECKING:
    from db.queries.meetings import MeetingInList, MeetingRow
    from db.queries.papers import IssuedPaper


def morning(headline: str, *, as_of: str) -> Markup:
    """The paper that most people come for, first."""
    return markup.render(
        "papers.morning",
        title="Ringkasan Gubernur, dua halaman A4",
        finding=headline,
        remark=f"{as_of}. Setiap lembar tercatat dan dapat diperiksa dengan kodenya.",
        address=addresses.Endpoint.BRIEFING,
    )


def sheet(chosen: str, address: str) -> Markup:
    """The button for the chosen paper; none before one is chosen."""
    return markup.paper_button(f"Cetak {chosen}", address) if chosen else Markup("")


def of_the_next_meeting(ahead: MeetingRow | None) -> Markup:
    """A page for each member of the forum; without a meeting there is nothing to prepare."""
    if ahead is None:
        return markup.note("Belum ada undangan rapat, jadi belum ada lembar anggota.")
    day = formats.day_and_date(local_time(ahead.starts_at).date())
    return markup.note(
        f"Lembar anggota untuk rapat {day}: ",
        link("Pilih anggotanya", addresses.meeting(ahead.id, part="lembar")),
    )


def others(meetings: Sequence[MeetingInList]) -> Markup:
    """Every other paper, and the screen on which it is made."""
    sealed = [row for row in meetings if row.state is MeetingState.CLOSED and not row.is_withheld]
    rows = [
        (
            f"Notulen rapat {formats.long_date(local_time(row.held_at).date())}",
            "PDF, disegel",
            link("Buka notulen", addresses.meeting(row.id, part="notulen")),
        )
        for row in sealed
    ]
    rows += [
        (
            "Matriks tindak lanjut",
            "PDF dan XLSX, menurut saringan",
            link("Buka matriks", addresses.tasks(view="matriks")),
        ),
        ("Kartu dan surat satu tugas", "PDF; surat juga DOCX", link("Pilih tugasnya", addresses.tasks())),
        ("Daftar angka terbit", "CSV, menurut saringan", link("Buka angka", addresses.figures())),
        ("Perkembangan", "gambar dan tabel", link("Buka perkembangan", addresses.Page.PROGRESS)),
    ]
    return section("Dokumen lain") + markup.table(
        [Column("Dokumen"), Column("Bentuk"), Column("Dibuat di", "gb-narrow")],
        rows,
        caption="Dokumen lain dan tempatnya",
    )


def texts(found: Mapping[str, str]) -> None:
    """One text a tab, each with its own button to copy; nothing leaves by itself."""
    markup.show(
        section("Pesan WhatsApp", aside="tanpa nama, NIK, nomor telepon, dan angka kecil"),
        markup.note("Tidak ada yang terkirim sendiri: salin, pilih grup, lalu kirim."),
    )
    for tab, text in zip(st.tabs(list(found)), found.values(), strict=True):
        with tab:
            st.code(text, language=None, wrap_lines=True)
            markup.show(
                markup.note(
                    f"{len(text)} dari {LONGEST_MESSAGE} karakter. ",
                    markup.outside_link("Buka di WhatsApp", addresses.on_whatsapp(text)),
                )
            )


def verification(code: str, found: IssuedPaper | None) -> Markup:
    """What stands on record under a code, to be held against the sheet in hand."""
    if found is None:
        return markup.unknown_code(code, "dokumen")
    title = (
        "Kode ini tercatat; cocokkan isinya dengan lembar Anda"
        if found.is_whole
        else "Catatan dokumen ini diubah sesudah diterbitkan"
    )
    headline = f"“{found.headline}”" if found.headline else labels.HEADLINE_WITHHELD
    told = (
        f"{found.kind.row.label}, diterbitkan {formats.moment(found.issued_at)}, revisi data "
        f"{formats.number(found.revision)}, diambil {formats.number(found.times)} kali. "
        f"{'Judulnya:' if found.headline else 'Bunyi judulnya'} {headline}."
    )
    return markup.verdict(title, told, is_whole=found.is_whole)
