"""Agencies and the forum's seats: the list, one agency with what it holds, and the forms that change them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from components.kit import forms, markup, text_field
from components.kit.choice_field import choice_field
from components.kit.forms import Submission
from components.kit.layout import section
from components.kit.markup import WAY_ON, Column, Text, link
from domain import addresses
from domain.access.agencies import (
    LONGEST_AGENCY,
    LONGEST_CONTACT,
    LONGEST_SHORT,
    AgencyKind,
    AgencyLevel,
)
from domain.access.merging import Moving
from domain.access.requests import (
    AddAgency,
    AddAgencyName,
    AgencyCard,
    ChangeAgency,
    MergeAgency,
)
from domain.places.province import HERE
from domain.time import formats
from domain.words import labels

if TYPE_CHECKING:
    from db.queries.agencies import AgencyRow, MergePreview
    from views.agencies import AgencyView

PAGE_SIZE = 25
VIEWS = {"": "Daftar instansi", "kursi": "Kursi Forkopimda", "surat": "Alamat surat", "baru": "Instansi baru"}
KINDS: dict[str, str] = {
    "": "Semua jenis",
    **{kind.value: label for kind, label in labels.AGENCY_KINDS.items()},
}
_NOBODY = "tanpa atasan di sini"
_ANYWHERE = f"seluruh {HERE.short_name} atau di {HERE.outside}"


def view_pills(chosen: str) -> Markup:
    return markup.pills(
        [(label, addresses.agencies(view), view == chosen) for view, label in VIEWS.items()],
        label="Tampilan",
    )


def headline(rows: Sequence[AgencyRow]) -> str:
    silent = sum(row.is_unreachable for row in rows)
    said = f"{formats.number(sum(row.merged_on is None for row in rows))} instansi"
    if not silent:
        is_any = any(row.is_on_duty for row in rows)
        return f"{said}; " + ("semua yang bertugas punya akun" if is_any else "belum ada yang bertugas")
    return f"{said}; {formats.in_words(silent)} bertugas tetapi belum punya akun"


def listing(rows: Sequence[AgencyRow]) -> Markup:
    columns = [
        Column("Instansi", "gb-wide"),
        Column("Jenis"),
        Column("Atasan"),
        Column("Memegang"),
        Column("Akun", "gb-narrow"),
        WAY_ON,
    ]
    return markup.table(
        columns,
        [
            [
                markup.stack(row.short_name, _second_line(row)),
                markup.stack(labels.AGENCY_KINDS[row.kind], "" if row.may_own_tasks else "hanya diberi data"),
                row.superior or _NOBODY,
                _held(row),
                str(row.accounts) if row.accounts else "–",
                link("Buka", addresses.agency(row.code), title=row.short_name),
            ]
            for row in rows
        ],
        caption="Daftar instansi",
    )


def _second_line(row: AgencyRow) -> Text:
    if row.merged_into is not None and row.merged_on is not None:
        return f"dilebur ke {row.merged_into}, {formats.short_date(row.merged_on)}"
    return row.name if row.name != row.short_name else ""


def _held(row: AgencyRow) -> str:
    said = [
        f"{count} {noun}"
        for count, noun in ((row.commitments, "komitmen"), (row.tasks, "tugas terbuka"))
        if count
    ]
    return ", ".join(said) or "–"


def facts(view: AgencyView, regions: Mapping[str, str]) -> Markup:
    row = view.row
    pairs: list[tuple[Text, Text]] = [
        ("Nama resmi", row.name),
        ("Jenis", labels.AGENCY_KINDS[row.kind]),
        ("Tingkat", labels.AGENCY_LEVELS[row.level]),
        ("Wilayah", regions.get(row.region_code or "", _ANYWHERE)),
    ]
    if row.merged_into_code is not None and row.merged_on is not None:
        after = link(row.merged_into or "", addresses.agency(row.merged_into_code))
        pairs.insert(0, ("Dilebur ke", markup.words(after, f"sejak {formats.long_date(row.merged_on)}")))
    else:
        pairs += [
            ("Atasan", row.superior or _NOBODY),
            ("Unit yang dihubungi", row.contact or "belum dicatat"),
            ("Tugas", "dapat diberi tugas" if row.may_own_tasks else "hanya diberi data, tidak diberi tugas"),
            ("Akun aktif", str(row.accounts) if row.accounts else "belum ada"),
        ]
    if row.note:
        pairs.append(("Catatan", row.note))
    return markup.definitions(pairs)


def names(view: AgencyView) -> Markup:
    if not view.aliases:
        after = view.row.merged_into
        return markup.empty(
            f"Nama lainnya ikut ke {after}." if after else "Belum ada nama lain yang dicatat."
        )
    return markup.definitions(
        (
            each.alias,
            f"nama resmi sampai {formats.long_date(each.valid_to)}"
            if each.valid_to
            else each.note or "sebutan lain",
        )
        for each in view.aliases
    )


def inherited(view: AgencyView, heading: str = "Yang diwarisi pejabat baru") -> Markup:
    """What whoever comes next finds on the table: it belongs to the office."""
    rows = [(link(each.code, addresses.commitment(each.code)), each.title) for each in view.commitments]
    rows += [
        (
            link(each.code, addresses.task(each.code)),
            markup.stack(each.title, f"tenggat {formats.short_date(each.due_on)}"),
        )
        for each in view.tasks
    ]
    held = f"{len(view.commitments)} komitmen, {len(view.tasks)} tugas terbuka"
    return markup.joined(
        section(heading, aside=held),
        markup.definitions(rows) if rows else markup.empty("Tidak memegang komitmen atau tugas terbuka."),
    )


# Forms


def changes(
    view: AgencyView,
    agencies: Mapping[str, str],
    regions: Mapping[str, str],
    preview: Callable[[str], MergePreview | None],
) -> Submission | None:
    """What may become of an agency that still stands, each folded until it is wanted."""
    if view.row.merged_on is not None:
        return None
    wanted = (changing(view, agencies, regions), naming(view), merging(view, agencies, preview))
    return next((each for each in wanted if each is not None), None)


def changing(view: AgencyView, agencies: Mapping[str, str], regions: Mapping[str, str]) -> Submission | None:
    row, form = view.row, f"change_agency_{view.row.code}"
    with st.expander("Ubah nama, atasan, atau sifatnya", icon=":material/edit:"):
        place = forms.place()
        card = _card(form, row, {code: name for code, name in agencies.items() if code != row.code}, regions)
        reason = text_field.reason(form, "Peraturan atau surat yang mengubahnya")
        markup.show(markup.note("Nama lama tetap dikenal sebagai nama lain, dengan tanggal berakhirnya."))
        sent = st.button("Simpan perubahan", key=forms.field(form, "send"), type="primary")
    seen = forms.seen(form, row.version, keep=not sent)
    if not sent or card is None:
        return None
    return Submission(
        form,
        ChangeAgency(row.code, seen, card, reason),
        place,
        done=f"{forms.verbatim(card.short_name)} diubah.",
        what_next="Nama baru tampil di semua layar; yang sudah disegel tetap menyebut nama lama.",
    )


def naming(view: AgencyView) -> Submission | None:
    form = f"name_agency_{view.row.code}"
    with st.expander("Catat nama lain", icon=":material/label:"):
        place = forms.place()
        alias = text_field.line(
            st.container(),
            "Nama lain",
            key=forms.field(form, "alias"),
            longest=LONGEST_AGENCY,
            placeholder="Sebutan di surat, berkas, atau berita",
        )
        note = text_field.line(
            st.container(), "Asal nama", key=forms.field(form, "note"), longest=LONGEST_AGENCY
        )
        sent = st.button("Catat", key=forms.field(form, "send"), type="primary")
    if not sent:
        return None
    return Submission(
        form,
        AddAgencyName(view.row.code, alias, note),
        place,
        done=f"Nama lain {forms.verbatim(view.row.short_name)} dicatat.",
        what_next="Daftar akun dan berkas yang memakai nama ini langsung dikenali.",
    )


def merging(
    view: AgencyView, agencies: Mapping[str, str], preview: Callable[[str], MergePreview | None]
) -> Submission | None:
    """Into which one it is to go over, and what that would take along."""
    with st.expander("Lebur ke instansi lain", icon=":material/merge:"):
        into: str | None = choice_field(
            "Instansi yang tetap berdiri",
            agencies,
            among=[code for code in agencies if code != view.row.code],
            key=forms.field(f"merge_agency_{view.row.code}", "into"),
            placeholder="Ketik untuk mencari",
        )
        found = preview(into) if into else None
        return _merging_into(view, into, found) if into and found else None


def _falling(preview: MergePreview) -> Markup:
    dropped = preview.counts.get(Moving.DROPPED, 0)
    if not dropped:
        return Markup("")
    return markup.note(
        f"{formats.number(dropped)} bantuan, dukungan, atau tawaran di antara keduanya gugur: satu kantor "
        "tidak membantu atau mendukung dirinya sendiri."
    )


def _merging_into(view: AgencyView, into: str, preview: MergePreview) -> Submission | None:
    """What would go over, and the button that does it; only why not where it cannot be."""
    row, form = view.row, f"merge_agency_{view.row.code}"
    place = forms.place()
    if preview.refusal:
        markup.show(markup.refusal(preview.refusal))
        return None
    counted = [
        (formats.capitalised(labels.MOVING[what]), str(n))
        for what, n in preview.counts.items()
        if what is not Moving.DROPPED
    ]
    markup.show(
        markup.heading(f"Yang berpindah ke {preview.into}"),
        markup.definitions(counted) if counted else markup.note("Tidak ada yang terbuka pada instansi ini."),
        _falling(preview),
        markup.note(
            f"Yang sudah selesai tetap atas nama {row.short_name}. Namanya menjadi nama lain {preview.into}, "
            "semua akunnya masuk lagi sebagai instansi itu, dan kasusnya dipegang instansi itu. Tidak dapat "
            "dibatalkan."
        ),
    )
    reason = text_field.reason(form, "Peraturan yang melebur keduanya")
    sent = st.button(f"Lebur ke {preview.into}", key=forms.field(form, "send"), type="primary")
    seen = forms.seen(form, row.version, keep=not sent)
    if not sent:
        return None
    return Submission(
        form,
        MergeAgency(row.code, into, seen, reason),
        place,
        done=f"{row.short_name} dilebur ke {{result}}.",
        what_next="Setiap tugas terbuka dan komitmen yang berpindah tercatat dalam jejak.",
    )


def adding(agencies: Mapping[str, str], regions: Mapping[str, str]) -> Submission | None:
    form = "add_agency"
    place = forms.place()
    card = _card(form, None, agencies, regions)
    sent = st.button(
        "Tambahkan instansi", key=forms.field(form, "send"), type="primary", disabled=card is None
    )
    if not sent or card is None:
        return None
    return Submission(
        form,
        AddAgency(card),
        place,
        done=f"{forms.verbatim(card.short_name)} ditambahkan.",
        what_next=markup.words("Berikutnya:", link("undang akunnya", addresses.Page.NEW_USER)),
    )


_TASKS = {True: "Ya", False: "Tidak"}


def _card(
    form: str, row: AgencyRow | None, agencies: Mapping[str, str], regions: Mapping[str, str]
) -> AgencyCard | None:
    """None until kind, level and whether it takes tasks are chosen: none is guessed."""
    name = text_field.line(
        st.container(),
        "Nama resmi",
        row.name if row else "",
        key=forms.field(form, "name"),
        longest=LONGEST_AGENCY,
    )
    short = text_field.line(
        st.container(),
        "Nama pendek",
        row.short_name if row else "",
        key=forms.field(form, "short"),
        longest=LONGEST_SHORT,
        placeholder=f"Polres {HERE.example.name}",
    )
    left, right = st.columns(2)
    with left:
        kind: AgencyKind | None = choice_field(
            "Jenis",
            labels.AGENCY_KINDS,
            among=AgencyKind,
            chosen=row.kind if row else None,
            key=forms.field(form, "kind"),
            placeholder="Pilih jenis",
        )
        superior: str | None = choice_field(
            "Atasan",
            agencies,
            chosen=row.superior_code if row else None,
            key=forms.field(form, "superior"),
            placeholder=_NOBODY,
            hint="Ke sana eskalasi dikirim. Kosong bila tidak punya atasan di daftar ini.",
        )
    with right:
        level: AgencyLevel | None = choice_field(
            "Tingkat",
            labels.AGENCY_LEVELS,
            among=AgencyLevel,
            chosen=row.level if row else None,
            key=forms.field(form, "level"),
            placeholder="Pilih tingkat",
        )
        region: str | None = choice_field(
            "Wilayah",
            regions,
            chosen=row.region_code if row else None,
            key=forms.field(form, "region"),
            placeholder=_ANYWHERE,
        )
    contact = text_field.line(
        st.container(),
        "Unit yang dihubungi",
        row.contact if row else "",
        key=forms.field(form, "contact"),
        longest=LONGEST_CONTACT,
        placeholder="Subbagian Umum, lantai 2",
        help="Nama unit atau alamat kantor; bukan nama orang, bukan telepon pribadi.",
    )
    may_own: bool | None = st.radio(
        "Dapat diberi tugas?",
        list(_TASKS),
        format_func=_TASKS.__getitem__,
        index=list(_TASKS).index(row.may_own_tasks) if row else None,
        horizontal=True,
        key=forms.field(form, "may_own"),
        help="Pengadilan hanya diberi data, tidak diberi tugas.",
    )
    if kind is None or level is None or may_own is None:
        return None
    return AgencyCard(name, short, kind, level, superior, region, contact, may_own)
