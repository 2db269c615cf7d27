"""Accounts of offices: the list, and one account with what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import streamlit as st
from markupsafe import Markup

from components.kit import cards, chips, forms, markup, text_field
from components.kit.forms import Submission
from components.kit.markup import WAY_ON, Column, Text, link
from components.registers import audit, moves, provider_names
from components.registers.invitations import NOT_A_PERSON, agency_field, keep_links, role_field
from domain import addresses
from domain.access.accounts import LINK_DAYS, LONGEST_NAME, AccountState, Concern
from domain.access.permissions import Actor
from domain.access.requests import (
    ChangeAccount,
    CloseAccount,
    EndSessionsOf,
    ForgiveAttempts,
    MailLink,
    RemoveSecondFactor,
    RenewLink,
    ReopenAccount,
)
from domain.notices.mail import LONGEST_ADDRESS
from domain.time import formats
from domain.time.calendar import local_time
from domain.words import labels
from domain.words.trail import Names

if TYPE_CHECKING:
    from db.queries.accounts import AccountRow
    from db.queries.agencies import AgencyChoice
    from db.queries.audit import AuditRow
    from domain.access.provider import SignInProvider
    from views.people import Account, People


PAGE_SIZE = 20
STATES: dict[str, str] = {
    "": "Semua keadaan",
    **{concern.value: label for concern, label in labels.ACCOUNT_CONCERNS.items()},
}
ROLES: dict[str, str] = {"": "Semua peran", **{role.value: label for role, label in labels.ROLES.items()}}
_DROPS_PLAN = ", dan rencana pindahnya dibatalkan"
_SEND_AGAIN = "kirim tautannya sekali lagi, ke alamat yang benar"
_REASON = "Mutasi jabatan, surat perintah, laporan kehilangan perangkat"


def headline(people: People) -> str:
    """What waits for the administrator, in one sentence."""
    waiting, held = people.having(Concern.WAITING), people.having(Concern.HELD)
    without = len(people.without_account)
    said = [
        f"{formats.in_words(count)} {noun}"
        for count, noun in (
            (waiting, "belum memasang kata sandi"),
            (held, "ditimpa percobaan masuk yang gagal"),
            (without, "instansi bertugas tanpa akun"),
        )
        if count
    ]
    active = f"{formats.number(people.active)} akun aktif"
    return f"{active}; {formats.listing(said)}" if said else f"{active}, tidak ada yang menunggu Anda"


def figures(people: People) -> Markup:
    total = len(people.everyone)
    return markup.render(
        "cards.figures",
        figures=[
            cards.figure(
                formats.number(people.active),
                "akun aktif",
                detail=f"dari {total}; {people.agencies} instansi punya akun",
                register="Daftar akun",
                rows=f"Buka {total} baris",
                address=addresses.users(),
            ),
            _narrowed(people, Concern.WAITING, "tautan menunggu dipakai, atau lewat masanya"),
            _narrowed(people, Concern.QUIET, "sejak dibuat, atau sejak terakhir masuk"),
            cards.figure(
                formats.number(len(people.without_account)),
                "instansi bertugas tanpa akun",
                detail=_who_cannot_answer(people),
                register="Daftar instansi",
                rows="Undang akunnya",
                address=addresses.Page.NEW_USER,
            ),
        ],
    )


def _who_cannot_answer(people: People) -> str:
    if not people.on_duty:
        return "belum ada yang memegang komitmen atau tugas"
    names = [each.short_name for each in people.without_account]
    return formats.shortlist(names, 2) if names else "semua yang memegang komitmen atau tugas punya akun"


def _narrowed(people: People, concern: Concern, detail: str) -> Markup:
    count = people.having(concern)
    return cards.figure(
        formats.number(count),
        labels.ACCOUNT_CONCERNS[concern].lower(),
        detail=detail,
        register="Daftar akun",
        rows=f"Buka {count} baris",
        address=addresses.users(state=concern.value),
    )


def listing(accounts: Sequence[Account]) -> Markup:
    columns = [
        Column("Akun jabatan", "gb-wide"),
        Column("Peran dan instansi"),
        Column("Terakhir masuk"),
        Column("Keadaan"),
        Column("Sesi", "gb-narrow"),
        WAY_ON,
    ]
    return markup.table(
        columns,
        [
            [
                markup.stack(each.row.display_name, each.row.username),
                markup.stack(each.row.agency, labels.ROLES[each.row.role]),
                _when(each.row.last_signed_in_at, "belum pernah"),
                markup.stack(
                    state_chips(each), f"dua langkah: {'aktif' if each.row.has_second_factor else 'belum'}"
                ),
                str(each.row.sessions) if each.row.sessions else "–",
                link("Buka", addresses.user(each.row.username), title=each.row.display_name),
            ]
            for each in accounts
        ],
        caption="Daftar akun",
    )


def _when(at: datetime | None, never: str) -> str:
    return formats.short_moment(at) if at else never


def state_chips(account: Account) -> Markup:
    shown = [chips.of_account(account.state)]
    if account.looked_after is not None:
        after = account.looked_after
        said = f"{after.kind.label} sampai {formats.day_and_month(after.ends_on)}"
        shown.append(markup.chip(said, "at-risk", "supervisor_account"))
    if account.move is not None and account.is_moving:
        said = f"pindah {formats.day_and_month(account.move.starts_on)}"
        shown.append(markup.chip(said, "at-risk", "event_upcoming"))
    if Concern.HELD in account.concerns:
        shown.append(markup.chip(f"{account.row.refused} kali gagal masuk", "at-risk", "lock_clock"))
    if Concern.MAIL_REFUSED in account.concerns:
        shown.append(markup.chip("surel ditolak", "at-risk", "mail_off"))
    return markup.words(*shown)


def facts(account: Account, provider: SignInProvider | None) -> Markup:
    row = account.row
    pairs: list[tuple[Text, Text]] = [
        ("Nama pengguna", row.username),
        ("Peran", labels.ROLES[row.role]),
        ("Instansi", row.agency),
        ("Keadaan", state_chips(account)),
        ("Dua langkah", "aktif" if row.has_second_factor else "belum"),
        ("Terakhir masuk", _when(row.last_signed_in_at, "belum pernah")),
        ("Dibuat", formats.short_moment(row.created_at)),
    ]
    if provider is not None:
        pairs.append(provider_names.fact(row, provider))
    if account.state is AccountState.INVITED and row.link_expires_at:
        pairs.append(("Tautan berlaku sampai", formats.moment(row.link_expires_at)))
    if account.mail_refused_since:
        since = formats.short_moment(account.mail_refused_since)
        mended = "pemilik akun membetulkan alamatnya di Kotak masuk" if row.has_password else _SEND_AGAIN
        pairs.append(("Surel ditolak", f"sejak {since}; {mended}"))
    return markup.definitions(pairs)


def records(rows: Sequence[AuditRow], names: Names) -> Markup:
    if not rows:
        return markup.empty("Belum ada catatan tentang akun ini.")
    return cards.timeline((local_time(row.at).date(), audit.in_words(row, names)) for row in rows)


def actions(
    account: Account,
    agencies: Sequence[AgencyChoice],
    by: Actor,
    on: date,
    *,
    mails: bool,
    provider: SignInProvider | None,
) -> Submission | None:
    """What the administrator may do about it, each folded until it is wanted."""
    row = account.row
    wanted: list[Submission | None] = []
    if not row.is_active:
        with st.expander("Aktifkan kembali", icon=":material/lock_open:"):
            wanted.append(_reopening(row))
    else:
        with st.expander("Ubah nama, peran, atau instansi", icon=":material/swap_horiz:"):
            wanted.append(_changing(account, agencies))
        if not account.is_moving:
            with st.expander("Pindahkan mulai tanggal", icon=":material/event_upcoming:"):
                wanted.append(
                    moves.planning(row, role_field, lambda form, code: agency_field(form, agencies, code), on)
                )
        if provider is not None:
            with st.expander(f"Hubungkan dengan {provider.label}", icon=":material/supervisor_account:"):
                wanted.append(provider_names.tying(row, provider))
        if row.id != by.user_id:
            if account.state in (AccountState.INVITED, AccountState.LINK_EXPIRED):
                with st.expander("Kirim tautan lewat surel", icon=":material/forward_to_inbox:"):
                    wanted.append(_mailing(row, mails=mails))
            with st.expander("Buat tautan kata sandi baru", icon=":material/key:"):
                wanted.append(_renewing(account))
            if row.has_second_factor:
                with st.expander("Cabut langkah kedua", icon=":material/phonelink_erase:"):
                    wanted.append(_removing_second_factor(row))
        with st.expander("Nonaktifkan", icon=":material/block:"):
            wanted.append(_closing(account))
    return next((each for each in wanted if each is not None), None)


def _changing(account: Account, agencies: Sequence[AgencyChoice]) -> Submission | None:
    row = account.row
    form = f"change_account_{row.username}"
    place = forms.place()
    name = text_field.line(
        st.container(),
        "Nama jabatan",
        row.display_name,
        key=forms.field(form, "name"),
        longest=LONGEST_NAME,
        help=NOT_A_PERSON,
    )
    role = role_field(form, row.role)
    agency = agency_field(form, agencies, row.agency_code)
    reason = text_field.reason(form, _REASON)
    markup.show(
        markup.note(
            "Bila peran atau instansi berubah, semua sesinya dan penunjukan pelaksananya berakhir saat itu "
            f"juga, alamat surelnya dikosongkan{_DROPS_PLAN if account.is_moving else ''}."
        )
    )
    sent = st.button("Simpan perubahan", key=forms.field(form, "send"), type="primary")
    seen = forms.seen(form, row.version, keep=not sent)
    if not sent or role is None or agency is None:
        return None
    return Submission(
        form,
        ChangeAccount(row.username, seen, name, role, agency, reason),
        place,
        done="Akun diubah.",
        what_next="Yang lama dan yang baru tercatat dalam jejak, dengan alasannya.",
    )


def _renewing(account: Account) -> Submission | None:
    row = account.row
    loses = "Kata sandi lama berhenti berlaku dan semua sesi berakhir. " if row.has_password else ""
    if row.provider_name:
        loses += "Hubungan dengan penyedia masuk dilepas. "
    return _with_reason(
        f"renew_link_{row.username}",
        row,
        RenewLink,
        "Buat tautan",
        note=f"{loses}Pemegang akun memasang kata sandi sendiri lewat tautan sekali pakai, {LINK_DAYS} hari. "
        "Tautan sebelumnya tidak berlaku lagi.",
        is_main=True,
        done="Tautan baru dibuat.",
        what_next="Salin sekarang; tautan hanya diperlihatkan sekali.",
        then=keep_links,
    )


def _with_reason(
    form: str,
    row: AccountRow,
    request: Callable[[str, int, str], object],
    button: str,
    *,
    note: str = "",
    is_main: bool = False,
    done: str,
    what_next: str,
    then: Callable[[Any], None] | None = None,
) -> Submission | None:
    """What changes an account and asks for nothing but a reason; the request takes name, version, reason."""
    place = forms.place()
    if note:
        markup.show(markup.note(note))
    reason = text_field.reason(form, _REASON)
    sent = st.button(button, key=forms.field(form, "send"), type="primary" if is_main else "secondary")
    seen = forms.seen(form, row.version, keep=not sent)
    if not sent:
        return None
    return Submission(
        form, request(row.username, seen, reason), place, done=done, what_next=what_next, then=then
    )


def _mailing(row: AccountRow, *, mails: bool) -> Submission | None:
    if not mails:
        markup.show(
            markup.note(
                "Pengiriman surel belum diatur di server ini. Buat tautan kata sandi baru, salin, lalu kirim "
                "sendiri."
            )
        )
        return None
    form = f"mail_link_{row.username}"
    place = forms.place()
    markup.show(
        markup.note(
            f"Tautan sekali pakai, {LINK_DAYS} hari sejak dikirim, langsung ke surel dinas pemegangnya; "
            "tidak diperlihatkan di sini. Tautan yang sudah disalin tidak berlaku lagi."
        )
    )
    address = text_field.line(
        st.container(),
        "Surel dinas",
        longest=LONGEST_ADDRESS,
        key=forms.field(form, "address"),
        placeholder="bagian@instansi.nttprov.go.id",
    )
    sent = st.button("Kirim tautan", key=forms.field(form, "send"), type="primary")
    seen = forms.seen(form, row.version, keep=not sent)
    if not sent:
        return None
    return Submission(
        form,
        MailLink(row.username, seen, address),
        place,
        done="Tautan dikirim lewat surel dalam satu menit.",
        what_next="Bila server surel menolak alamatnya, akun ini bertanda “surel ditolak”.",
    )


def _removing_second_factor(row: AccountRow) -> Submission | None:
    return _with_reason(
        f"remove_second_factor_{row.username}",
        row,
        RemoveSecondFactor,
        "Cabut langkah kedua",
        note="Untuk ponsel yang hilang. Semua sesi berakhir saat itu juga, kode cadangannya tidak berlaku "
        "lagi, dan ia masuk dengan kata sandi sampai memasangnya lagi.",
        done="Langkah kedua dicabut; {result} sesi diakhiri.",
        what_next="Pastikan dahulu yang meminta memang pemegang jabatannya; alasannya tercatat dalam jejak.",
    )


def _closing(account: Account) -> Submission | None:
    row = account.row
    return _with_reason(
        f"close_account_{row.username}",
        row,
        CloseAccount,
        "Nonaktifkan akun",
        note="Akun tidak dihapus: jejaknya tetap bernama. Semua sesi berakhir saat itu juga"
        f"{_DROPS_PLAN if account.is_moving else ''}.",
        done="Akun dinonaktifkan; {result} sesi diakhiri.",
        what_next="Dapat diaktifkan kembali kapan saja, dengan kata sandi yang sama.",
    )


def _reopening(row: AccountRow) -> Submission | None:
    return _with_reason(
        f"reopen_account_{row.username}",
        row,
        ReopenAccount,
        "Aktifkan akun",
        is_main=True,
        done="Akun aktif kembali.",
        what_next="Ia masuk dengan kata sandi lamanya; buat tautan baru bila sudah lupa.",
    )


def letting_in(account: Account) -> Submission | None:
    """End its sessions, or the wait after wrong passwords: at once, and without a reason to write."""
    row = account.row
    wanted: list[Submission | None] = []
    with st.container(horizontal=True):
        if row.sessions:
            form = f"end_sessions_{row.username}"
            if st.button(f"Akhiri {row.sessions} sesi", key=forms.field(form, "send")):
                wanted.append(
                    Submission(
                        form,
                        EndSessionsOf(row.username),
                        forms.place(),
                        done="{result} sesi diakhiri.",
                        what_next="Tindakan berikutnya di perangkat itu meminta masuk kembali.",
                    )
                )
        if row.refused:
            form = f"forgive_attempts_{row.username}"
            if st.button("Buka penahanan", key=forms.field(form, "send"), icon=":material/lock_open_right:"):
                wanted.append(
                    Submission(
                        form,
                        ForgiveAttempts(row.username),
                        forms.place(),
                        done="Penahanan dibuka; {result} percobaan dihapus dari hitungan.",
                        what_next="Percobaan itu tetap tercatat dalam jejak.",
                    )
                )
    return next((each for each in wanted if each is not None), None)
