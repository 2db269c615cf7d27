"""The first hour as a list: what is done, what the first meeting waits for, and what can follow."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from components.kit import markup
from components.kit.layout import section
from components.kit.markup import WAY_ON, Column, link
from domain import addresses
from domain.access.beginning import CAN_FOLLOW, REGENCY_DUTIES, Beginning, Found
from domain.time import formats

_TITLES = {
    Beginning.REFERENCE: "Rujukan wilayah dan instansi",
    Beginning.FIGURES: "Angka terbit dan sumbernya",
    Beginning.SECOND_ADMINISTRATOR: "Administrator kedua",
    Beginning.ACCOUNTS: "Undang akun instansi",
    Beginning.COMMITMENTS: "Bentuk komitmen dari frasa deklarasi",
    Beginning.OWNERS: "Usulkan penanggung jawab",
    Beginning.MEETING: "Jadwalkan rapat pertama",
    Beginning.SECOND_STEP: "Langkah kedua saat masuk",
    Beginning.DUTIES: "Periksa kewajiban kabupaten/kota",
    Beginning.HOLIDAYS: "Muat cuti bersama tahun depan",
}
_SCREENS = {
    Beginning.REFERENCE: ("Buka instansi", addresses.agencies()),
    Beginning.FIGURES: ("Buka angka", addresses.figures()),
    Beginning.SECOND_ADMINISTRATOR: ("Undang", addresses.new_users()),
    Beginning.ACCOUNTS: ("Tempel daftar", addresses.new_users("tempel")),
    Beginning.COMMITMENTS: ("Buka usulan", addresses.declaration("usulan")),
    Beginning.OWNERS: ("Buka yang belum ada PJ", addresses.commitment_board("tanpa-pj")),
    Beginning.MEETING: ("Buka rapat", addresses.Page.MEETINGS),
    Beginning.SECOND_STEP: ("Buka Akun saya", addresses.Page.ACCOUNT),
    Beginning.DUTIES: ("Buka kewajiban", addresses.declaration("kewajiban")),
    Beginning.HOLIDAYS: ("Muat", addresses.Page.HOLIDAYS),
}


def headline(found: Found) -> str:
    steps, left = len(Beginning), [step for step in found.open_steps if step not in CAN_FOLLOW]
    many = steps - len(found.open_steps)
    done = formats.capitalised(formats.in_words(many)) if many else "Belum satu pun"
    said = f"{done} dari {formats.in_words(steps)} langkah selesai"
    if not left:
        return f"{said}; rapat pertama tidak menunggu apa-apa lagi"
    return f"{said}; rapat pertama menunggu {formats.in_words(len(left))} lagi"


def listing(found: Found) -> Markup:
    done = [step for step in Beginning if found.is_done(step)]
    first = [step for step in found.open_steps if step not in CAN_FOLLOW]
    later = [step for step in found.open_steps if step in CAN_FOLLOW]
    return markup.joined(
        _part("Untuk rapat pertama", "berurutan", first, found),
        _part("Dapat menyusul", "tidak menahan rapat", later, found),
        _part("Selesai", "dihitung dari basis data, bukan dicentang", done, found),
    )


def _part(title: str, aside: str, steps: Sequence[Beginning], found: Found) -> Markup:
    if not steps:
        return Markup("")
    columns = [Column("Langkah", "gb-wide"), Column("Keadaan", "gb-narrow"), WAY_ON]
    rows = [
        [markup.stack(_TITLES[step], _detail(step, found)), _chip(step, found), link(*_SCREENS[step])]
        for step in steps
    ]
    return section(title, aside=aside) + markup.table(columns, rows, caption=title)


def _chip(step: Beginning, found: Found) -> Markup:
    if found.is_done(step):
        return markup.chip("selesai", "done", "check")
    if step is Beginning.OWNERS and not found.commitments:
        return markup.chip("menunggu komitmen", "plain", "lock_clock")
    return markup.chip("belum", "at-risk", "arrow_forward")


def _detail(step: Beginning, found: Found) -> str:
    match step:
        case Beginning.REFERENCE:
            return (
                f"{found.regions} kabupaten/kota, {found.agencies} instansi, {found.seats} kursi Forkopimda"
            )
        case Beginning.FIGURES:
            return f"{found.figures} angka terbit beserta sumbernya"
        case Beginning.SECOND_ADMINISTRATOR:
            return (
                f"{found.administrators} administrator dapat masuk. Bila hanya satu dan ia pergi, "
                "tidak ada lagi yang dapat mengelola akun."
            )
        case Beginning.ACCOUNTS:
            return (
                f"Dapat masuk: {found.offices} sekretariat, {found.verifiers} verifikator, {found.answering} "
                "instansi dan Forkopimda. Undangan yang belum dipakai tidak dihitung."
            )
        case Beginning.COMMITMENTS:
            return (
                f"{found.phrases_formed} dari {found.statements} frasa sudah menjadi komitmen. Dibentuk "
                "sekretariat dari usulan; formulirnya menunjukkan yang kurang: jumlah, tanggal, bukti."
            )
        case Beginning.OWNERS:
            return (
                f"{found.ownerless} dari {found.commitments} komitmen tanpa penanggung jawab. "
                "Instansi menerima, menawar, atau menolak dengan alasan."
            )
        case Beginning.MEETING:
            return f"{found.meetings} rapat tercatat. Dijadwalkan sekretariat; agendanya tersusun otomatis."
        case Beginning.SECOND_STEP:
            return (
                f"{found.guarded_twice} dari {found.guarded} akun yang mengelola akun atau membaca baris "
                "kasus memakai kode dari ponsel. Masing-masing memasangnya di Akun saya."
            )
        case Beginning.DUTIES:
            return (
                f"{found.duties} dari {REGENCY_DUTIES * found.regions} tercatat: SK Gugus Tugas, RAD, LTSA. "
                "Kosong berarti belum diperiksa."
            )
        case Beginning.HOLIDAYS:
            return f"{found.holidays} hari tercatat. Hari-hari ini tidak dihitung dalam batas waktu tugas."
