"""Forms of Layanan besides the report: a village's team, an activity, and the verdicts on all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from math import isnan
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator

from components.kit import downloads, forms, markup, text_field
from components.kit.choice_field import choice_field
from components.kit.forms import Submission
from components.kit.number_field import number_field
from components.services.board import chain_table
from domain.access.permissions import Actor, Permission
from domain.places.province import HERE
from domain.places.regions import regency_of
from domain.services.desks import DeskState, is_link
from domain.services.outreach import LONGEST_NAME, LONGEST_NOTE, OrganizerKind, OutreachKind, ServiceList
from domain.services.requests import (
    ConfirmOutreach,
    ConfirmTeam,
    JudgeServices,
    ListSourceVillages,
    RecordOutreach,
    RecordTeam,
    WithdrawOutreach,
    WithdrawSourceVillage,
)
from domain.time import formats
from domain.words import labels
from domain.words.services import desk_words

if TYPE_CHECKING:
    from datetime import date

    from db.queries.outreach import OutreachRow, SourceVillageRow, TeamRow, VillageChoice
    from db.queries.services import ServiceReview
    from reports.table import FileTable

SAFE = "Tanpa nama orang, NIK, nomor telepon, atau paspor."


def offered(
    actor: Actor,
    listing: ServiceList | None,
    villages: Sequence[VillageChoice],
    places: Mapping[str, str],
    own: str,
    shown: tuple[Sequence[TeamRow], Sequence[OutreachRow]],
) -> Submission | None:
    """The forms of what is shown that are this reader's: report a team, an activity, or confirm another's."""
    wanted = None
    if villages and listing is not ServiceList.OUTREACH:
        wanted = team(villages)
    if actor.may(Permission.REPORT_SERVICES) and listing is not ServiceList.TEAMS:
        wanted = activity(places, own) or wanted
        wanted = taking_back(shown[1], actor) or wanted
    if actor.may(Permission.VERIFY_SERVICES):
        wanted = confirming(*shown, listing, actor) or wanted
    return wanted


def team(villages: Sequence[VillageChoice]) -> Submission | None:
    form = "team"
    names = {each.code: f"{each.name}, Kec. {each.district}" for each in villages}
    with st.expander("Laporkan tim desa", icon=":material/groups_2:"):
        place = forms.place()
        village = choice_field(
            "Desa atau kelurahan",
            names,
            key=forms.field(form, "village"),
            placeholder="Pilih desa",
        )
        first, second = st.columns(2)
        decree = text_field.line(
            first,
            "Nomor SK",
            key=forms.field(form, "decree"),
            longest=LONGEST_NAME,
            placeholder="kosong bila belum",
        )
        decreed_on = second.date_input(
            "Tanggal SK", value=None, format="DD/MM/YYYY", key=forms.field(form, "decreed_on")
        )
        members = number_field(
            first,
            "Jumlah anggota",
            key=forms.field(form, "members"),
            unit="orang",
            hint="Jumlah, bukan nama.",
        )
        last = second.date_input(
            "Laporan terakhir tim", value=None, format="DD/MM/YYYY", key=forms.field(form, "last")
        )
        note = text_field.line(
            st.container(), "Catatan", key=forms.field(form, "note"), longest=LONGEST_NOTE, help=SAFE
        )
        sent = st.button(
            "Simpan tim", key=forms.field(form, "send"), type="primary", disabled=village is None
        )
    sure = forms.said_yes(form)
    if not (sent or sure) or village is None:
        return None
    return Submission(
        form,
        RecordTeam(village, decree, decreed_on, members, last, note, sure),
        place,
        done=f"Tim {names[village]} tersimpan{_counted('anggota', members)}.",
        takes_yes=True,
        is_boxed=False,
        what_next="Yang terdahulu terbaca di bawah nama desanya; verifikator instansi lain memeriksanya.",
    )


def _counted(what: str, number: float | None) -> str:
    """The number as it was understood, for a receipt."""
    return "" if number is None or isnan(number) else f", {what} {formats.quantity(number, 'orang')}"


def sources(
    listed: Sequence[SourceVillageRow],
    made: Callable[[], FileTable],
    places: Mapping[str, str],
    villages_of: Callable[[str], Sequence[VillageChoice]],
    on: date,
) -> Submission | None:
    """The listed kantong desa as a file, and what their keepers may do: add some, or take one off."""
    if listed:
        with st.container(horizontal=True):
            downloads.table(made, "kantong-desa", on)
    wanted = source_villages(places, villages_of)
    return withdrawing(places, listed) or wanted


def source_villages(
    places: Mapping[str, str], villages_of: Callable[[str], Sequence[VillageChoice]]
) -> Submission | None:
    """Which villages are kantong desa, by a list of somebody's: several at once, of one kabupaten/kota."""
    if not places:
        return None
    form = "source_villages"
    with st.expander("Catat kantong desa PMI", icon=":material/playlist_add:"):
        place = forms.place()
        region = _region(st.container(), form, places, next(iter(places)) if len(places) == 1 else "")
        villages = villages_of(region) if region else ()
        names = {each.code: f"{each.name}, Kec. {each.district}" for each in villages}
        chosen = st.multiselect(
            "Desa atau kelurahan",
            list(names),
            format_func=names.__getitem__,
            key=forms.field(form, f"villages_{region or ''}"),
            placeholder="Ketik untuk mencari; boleh beberapa" if region else "Pilih kabupaten/kotanya dahulu",
        )
        first, second = st.columns(2)
        source = text_field.line(
            first,
            "Sumber daftar",
            key=forms.field(form, "source"),
            longest=LONGEST_NAME,
            placeholder=f"Surat BP3MI {HERE.short_name} nomor B.12/2026",
            help=SAFE,
        )
        dated_on = second.date_input(
            "Tanggal daftar", value=None, format="DD/MM/YYYY", key=forms.field(form, "dated_on")
        )
        sent = st.button(
            "Catat kantong desa", key=forms.field(form, "send"), type="primary", disabled=not region
        )
    if not sent or region is None:
        return None
    return Submission(
        form,
        ListSourceVillages(region, tuple(chosen), source, dated_on),
        place,
        done="{result} kantong desa dicatat.",
        what_next="Tim desa dibandingkan dengan daftar ini di Layanan dan di halaman kabupatennya.",
    )


def withdrawing(places: Mapping[str, str], listed: Sequence[SourceVillageRow]) -> Submission | None:
    rows = {row.id: row for row in listed if regency_of(row.village_code) in places}
    if not rows:
        return None
    form = "withdraw_source_village"
    with st.expander("Keluarkan dari daftar kantong desa", icon=":material/playlist_remove:"):
        place = forms.place()
        chosen: int | None = choice_field(
            "Desa",
            {number: f"{row.village}, Kec. {row.district}" for number, row in rows.items()},
            key=forms.field(form, "which"),
            placeholder="Pilih desa",
        )
        reason = text_field.reason(form, "Tidak ada lagi di daftar terbaru BP3MI")
        sent = st.button("Keluarkan", key=forms.field(form, "send"), disabled=chosen is None)
    if not sent or chosen is None:
        return None
    return Submission(
        form,
        WithdrawSourceVillage(chosen, reason),
        place,
        done="Desa dikeluarkan dari daftar.",
        what_next="Yang pernah tercatat tetap dalam jejak, dengan sumbernya.",
    )


def _region(place: DeltaGenerator, form: str, regions: Mapping[str, str], own: str) -> str | None:
    """One's own stands there from the start, for it is where one reports from."""
    return choice_field(
        "Kabupaten/kota",
        regions,
        chosen=own,
        key=forms.field(form, "region"),
        placeholder="Pilih wilayah",
        place=place,
    )


def activity(regions: Mapping[str, str], own: str) -> Submission | None:
    form = "activity"
    with st.expander("Laporkan edukasi atau pengawasan", icon=":material/campaign:"):
        place = forms.place()
        first, second = st.columns(2)
        region = _region(first, form, regions, own)
        where = text_field.line(second, "Tempat", key=forms.field(form, "place"), longest=LONGEST_NAME)
        kinds, organizers = list(OutreachKind), list(OrganizerKind)
        kind = choice_field(
            "Jenis",
            labels.OUTREACH_KINDS,
            among=kinds,
            key=forms.field(form, "kind"),
            placeholder="Pilih",
            place=first,
        )
        held_on = second.date_input(
            "Tanggal", value=None, format="DD/MM/YYYY", key=forms.field(form, "held_on")
        )
        by = choice_field(
            "Dilakukan oleh",
            labels.ORGANIZER_KINDS,
            among=organizers,
            key=forms.field(form, "by"),
            placeholder="Pilih",
            place=first,
        )
        organizer = text_field.line(
            second, "Nama lembaga", key=forms.field(form, "organizer"), longest=LONGEST_NAME, help=SAFE
        )
        reach = number_field(first, "Jangkauan", key=forms.field(form, "reach"), unit="orang")
        proof = text_field.line(
            second,
            "Bukti",
            key=forms.field(form, "proof"),
            longest=LONGEST_NOTE,
            placeholder="nomor daftar hadir atau tautan",
        )
        ready = region is not None and kind is not None and by is not None
        sent = st.button("Simpan kegiatan", key=forms.field(form, "send"), type="primary", disabled=not ready)
    if not sent or region is None or kind is None or by is None:
        return None
    return Submission(
        form,
        RecordOutreach(region, where, held_on, kind, by, organizer, reach, proof),
        place,
        done=f"Kegiatan tersimpan{_counted('jangkauan', reach)}.",
        what_next="Verifikator instansi lain memeriksanya.",
    )


def confirming(
    teams: Sequence[TeamRow],
    activities: Sequence[OutreachRow],
    listing: ServiceList | None,
    actor: Actor,
) -> Submission | None:
    """One statement of another agency, looked at and said to be true, or sent back."""
    form = "confirm"
    waiting: dict[str, tuple[str, ConfirmTeam | ConfirmOutreach]] = {}
    for row in teams if listing is not ServiceList.OUTREACH else ():
        if row.verified_at is None and row.returned_at is None and not actor.is_of(row.agency_id):
            waiting[f"t{row.id}"] = (f"Tim {row.village} · {row.decree or 'tanpa SK'}", ConfirmTeam(row.id))
    for each in activities if listing is not ServiceList.TEAMS else ():
        if each.verified_at is None and each.counts and not actor.is_of(each.agency_id):
            told = f"{each.organizer} · {each.place}, {formats.short_date(each.held_on)}"
            waiting[f"k{each.id}"] = (told, ConfirmOutreach(each.id))
    if not waiting:
        return None
    with st.expander(f"Verifikasi pernyataan ({len(waiting)} menunggu)", icon=":material/verified:"):
        place = forms.place()
        chosen = choice_field(
            "Pernyataan",
            {key: told for key, (told, _) in waiting.items()},
            key=forms.field(form, "which"),
            placeholder="Pilih yang buktinya sudah Anda lihat",
        )
        note = text_field.line(
            st.container(),
            "Catatan",
            key=forms.field(form, "note"),
            longest=LONGEST_NOTE,
            placeholder="wajib bila dikembalikan: apa yang kurang",
            help=SAFE,
        )
        with st.container(horizontal=True):
            sent = st.button(
                "Nyatakan terverifikasi",
                key=forms.field(form, "send"),
                type="primary",
                disabled=chosen is None,
            )
            returned = st.button("Kembalikan", key=forms.field(form, "return"), disabled=chosen is None)
    if not (sent or returned) or chosen is None:
        return None
    return Submission(
        form,
        replace(waiting[chosen][1], note=note, returned=returned),
        place,
        done="Dikembalikan." if returned else "Terverifikasi.",
        what_next="Pelapornya diberi tahu apa yang kurang; sampai diperbaiki tidak dihitung."
        if returned
        else "Nama instansi Anda dan tanggalnya tampil di samping pernyataan itu.",
    )


def taking_back(activities: Sequence[OutreachRow], actor: Actor) -> Submission | None:
    """An activity of one's own that was reported wrongly."""
    own = {
        str(each.id): f"{each.organizer} · {each.place}, {formats.short_date(each.held_on)}"
        for each in activities
        if actor.is_of(each.agency_id)
    }
    if not own:
        return None
    form = "withdraw_outreach"
    with st.expander("Tarik kegiatan", icon=":material/remove_circle:"):
        place = forms.place()
        chosen = choice_field(
            "Kegiatan",
            own,
            key=forms.field(form, "which"),
            placeholder="Pilih yang keliru dilaporkan",
        )
        reason = text_field.reason(form, "Apa yang keliru")
        sent = st.button("Tarik", key=forms.field(form, "send"), disabled=chosen is None)
    if not sent or chosen is None:
        return None
    return Submission(
        form,
        WithdrawOutreach(int(chosen), reason),
        place,
        done="Kegiatan ditarik.",
        what_next="Tidak lagi dihitung; alasannya tercatat di jejak audit.",
    )


def review(found: ServiceReview, names: Mapping[str, str]) -> Markup:
    """A report with all that it says, before the verdict on it."""
    rows = [
        markup.joined(
            markup.stack(names[desk.code], desk_words(desk)),
            markup.chip("terbukti", "done", "check")
            if desk.code in found.proven
            else markup.outside_link("Buka tautan", desk.proof)
            if is_link(desk.proof)
            else "",
        )
        for desk in found.entries.desks
    ]
    parts = [
        markup.heading("Meja"),
        markup.listed(rows, css="gb-here") if rows else markup.muted("Tidak diisi."),
    ]
    if found.entries.steps:
        parts += [markup.heading("Angka sebulan"), chain_table(found.entries.steps, "Angka sebulan")]
    if found.entries.note:
        parts.append(markup.note(f"Catatan pelapor: {found.entries.note}"))
    return markup.joined(*parts)


def verdict(found: ServiceReview, names: Mapping[str, str]) -> Submission | None:
    form = f"services_{found.row.id}"
    provable = [each.code for each in found.entries.desks if each.state is DeskState.OPEN and each.proof]
    place = forms.place()
    markup.show(markup.bold("Meja yang terbukti"))
    proven = [code for code in provable if st.checkbox(names[code], key=forms.field(form, code))]
    if not provable:
        markup.show(markup.muted("Tidak ada meja buka yang menyebut bukti."))
    notes = text_field.passage(
        st.container(),
        "Catatan",
        key=forms.field(form, "notes"),
        longest=400,
        help=SAFE,
        placeholder="Apa yang dilihat, apa yang kurang",
    )
    with st.container(horizontal=True):
        accepted = st.button("Simpan putusan", key=forms.field(form, "accept"), type="primary")
        returned = st.button("Kembalikan", key=forms.field(form, "return"))
    if not accepted and not returned:
        return None
    return Submission(
        form,
        JudgeServices(found.row.id, found.version, tuple(proven), returned, notes),
        place,
        done="Laporan dikembalikan." if returned else f"Putusan tersimpan: {len(proven)} meja terbukti.",
        what_next="Pelapor membaca catatan Anda di Layanan.",
    )
