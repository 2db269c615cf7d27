"""Perkembangan: each picture with its title, its table and its way to the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from components.kit import markup, pictures
from components.kit.layout import section
from components.kit.markup import link
from domain import addresses
from domain.places.province import HERE
from domain.time import formats
from domain.words import labels
from reports.charts import is_wide

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.drawing import Picture
    from views.progress import AgencyPanel, ProgressView, RegionPanel


def claims(view: ProgressView) -> Markup:
    aside = "garis putus: diklaim; garis penuh: terverifikasi"
    return section("Klaim dan bukti, per titik kendali", aside=aside) + pictures.picture(view.claims)


def claims_rows(view: ProgressView) -> Markup:
    return section("Baris di baliknya") + pictures.rows(view.claims)


def agencies(view: ProgressView) -> Markup:
    """The widest gap first; red only above the margin of the published rule, and said in words."""
    head = section(
        "Per instansi",
        aside="selisih terlebar dahulu, skala 0–100 %",
        action=link("Buka matriks komitmen", addresses.commitment_board()),
    )
    if not view.agencies:
        return head + markup.empty("Belum ada instansi yang memegang komitmen.")
    panels = pictures.grid([_agency(each) for each in view.agencies])
    return head + panels + _as_tables([each.picture for each in view.agencies])


def _as_tables(drawn: Sequence[Picture]) -> Markup:
    """Of small ones side by side: below them, each under its name, where there is room for columns."""
    tables = [markup.heading(each.title) + pictures.rows(each) for each in drawn]
    return markup.fold("Sebagai tabel", *tables)


def _agency(panel: AgencyPanel) -> Markup:
    aside = "belum melapor" if panel.gap is None else formats.points(panel.gap, 0)
    css = "gb-wide-gap" if is_wide(panel.gap) else ""
    way = link(f"Buka {panel.commitments} baris", addresses.commitments(agency=panel.code))
    return pictures.panel(panel.picture.title, aside, panel.picture, more=way, css=css)


def weeks(view: ProgressView) -> Markup:
    way = link("Buka yang lewat tenggat", addresses.tasks(state="lewat"))
    return section("Tugas, per pekan", action=way) + pictures.with_rows(view.weeks)


def promises(view: ProgressView) -> Markup:
    way = link("Buka rapat", addresses.Page.MEETINGS)
    return section("Janji rapat yang ditepati", action=way) + pictures.with_rows(
        view.promises, css="gb-read-from-left"
    )


def months(view: ProgressView) -> Markup:
    """Each kind by itself: they are never added up."""
    head = section(
        f"Laporan kasus per bulan, seluruh {HERE.short_name}",
        aside="setiap jenis tersendiri, tidak dijumlahkan",
    )
    if view.no_register:
        return head + markup.empty(view.no_register)
    panels = [
        pictures.panel(each.title, "", each, more=markup.fold("Sebagai tabel", pictures.rows(each)))
        for each in view.months
    ]
    return (
        head
        + pictures.grid(panels)
        + markup.note(
            " ".join(
                said
                for said in (
                    # Who knows of the register by releases has no month that is running.
                    view.told or "Diarsir: bulan berjalan, belum lengkap.",
                    "Naik belum tentu buruk: penjagaan ikut menghitung.",
                )
                if said
            )
        )
    )


def routes(view: ProgressView) -> Markup:
    title = f"{labels.CASE_KINDS[view.kind]}, rute"
    way = link("Lihat di peta", view.routes_on_map)
    return (
        section(title, aside="asal, pintu keluar, tujuan", action=way)
        + pictures.with_rows(view.routes)
        + markup.note(view.routes_remark)
    )


def regions(view: ProgressView) -> Markup:
    drawn = [each for each in view.regions if each.reports]
    others = [each for each in view.regions if not each.reports]
    head = section(
        f"{labels.CASE_KINDS[view.kind]}, {len(view.regions) or 'setiap'} kabupaten/kota",
        aside="terbanyak dahulu, satu skala" if drawn else "",
    )
    if view.no_register:
        return head + markup.empty(view.no_register)
    legend = (
        " Titik-titik: disembunyikan; kotak kosong: nihil; diarsir: belum lengkap. "
        "Kata arah menurut peta, dari laju yang disesuaikan."
    )
    return (
        head
        + (pictures.grid([_region(each) for each in drawn]) if drawn else "")
        + _named("Jumlahnya disembunyikan", [each for each in others if each.is_hidden])
        + _named("Tidak ada laporan", [each for each in others if not each.is_hidden])
        + markup.note(view.hidden + (legend if drawn else ""))
        + _as_tables([each.picture for each in view.regions])
    )


def _named(what: str, panels: Sequence[RegionPanel]) -> Markup:
    """Regions of which a picture would show nothing, each with the way to its page."""
    if not panels:
        return Markup("")
    names = [link(each.name, addresses.region(each.code)) for each in sorted(panels, key=lambda x: x.name)]
    count = f"{what} di {formats.number(len(panels))} kabupaten/kota:"
    return markup.paragraph(markup.words(count, Markup(", ").join(names)), ".")


def _region(panel: RegionPanel) -> Markup:
    way = link("Buka wilayah", addresses.region(panel.code))
    return pictures.panel(panel.name, panel.word, panel.picture, more=way)
