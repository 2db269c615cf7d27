"""Forms about published figures: record one, withdraw it, name who explains a conflict, settle it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from math import isfinite
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from components.kit import forms, markup, text_field
from components.kit.choice_field import choice_field
from components.kit.forms import Submission
from components.kit.layout import section
from components.kit.markup import link, outside_link
from components.kit.number_field import number_field
from domain import addresses
from domain.access.permissions import Actor, Permission
from domain.figures.figures import Conflict, Figure, Polarity, is_told_by
from domain.figures.map_view import Palette
from domain.figures.publishing import (
    LONGEST_ARGUMENT,
    LONGEST_AS_WRITTEN,
    LONGEST_DEFINITION,
    LONGEST_INDICATOR,
    LONGEST_SAID_BY,
    LONGEST_SOURCE,
    LONGEST_UNIT,
    contradicts,
)
from domain.figures.requests import (
    AddIndicator,
    AddSource,
    NameExplainer,
    PublishFigure,
    SettleConflict,
    WithdrawFigure,
)
from domain.time import formats
from domain.time.calendar import local_time
from domain.words import conflicts as words
from domain.words import labels

if TYPE_CHECKING:
    from db.queries.agencies import AgencyChoice
    from db.queries.figures import (
        ExplanationRow,
        FigureRow,
        IndicatorChoice,
        PageWithoutFigure,
        WithdrawnFigure,
    )
    from db.queries.tasks import TaskRow

_FORM = "figure"
SAFE = "Jabatan, bukan nama orang; tanpa NIK, nomor telepon, atau paspor."


def recording(
    indicators: Sequence[IndicatorChoice], places: Mapping[str, str], rows: Sequence[FigureRow], on: date
) -> Submission | None:
    """The form on the left; on the right, while it is typed, what the figure would contradict."""
    names = {each.code: f"{each.name} · {each.unit}" for each in indicators}
    units = {each.code: each.unit for each in indicators}
    left, right = st.columns([58, 42], gap="large")
    with left:
        place = forms.place()
        indicator = choice_field(
            "Indikator",
            names,
            key=forms.field(_FORM, "indicator"),
            placeholder="Pilih indikator",
        )
        as_written = text_field.line(
            st.container(),
            "Nilai seperti tertulis di sumber",
            key=forms.field(_FORM, "written"),
            longest=LONGEST_AS_WRITTEN,
        )
        value = number_field(
            left, "Dibaca sebagai", key=forms.field(_FORM, "value"), unit=units.get(indicator or "", "")
        )
        region = choice_field(
            "Wilayah",
            places,
            key=forms.field(_FORM, "region"),
            placeholder="Pilih wilayah",
        )
        first, second, third = st.columns(3)
        starts_on = _day(first, "Dari", "starts")
        ends_on = _day(second, "Sampai", "ends")
        seen_on = _day(third, "Halaman dilihat", "seen")
        source = text_field.line(
            st.container(), "Nama sumber", key=forms.field(_FORM, "source"), longest=LONGEST_SOURCE
        )
        url = st.text_input("Alamat halaman", key=forms.field(_FORM, "url"), placeholder="https://…")
        said_by = text_field.line(
            st.container(), "Menurut", key=forms.field(_FORM, "said_by"), longest=LONGEST_SAID_BY, help=SAFE
        )
        note = text_field.line(
            st.container(),
            "Definisi menurut sumber, atau catatan",
            key=forms.field(_FORM, "note"),
            longest=LONGEST_ARGUMENT,
        )
        ready = indicator is not None and region is not None
        sent = st.button("Simpan angka", key=forms.field(_FORM, "send"), type="primary", disabled=not ready)
    new = _new_figure(indicator, region, starts_on, ends_on, value, source)
    found = contradicts(new, [row.plain for row in rows]) if new is not None else []
    with right:
        markup.show(_seen_at_once(indicator, region, rows, new, found))
    sure = forms.said_yes(_FORM)
    if not (sent or sure) or indicator is None or region is None:
        return None
    read = f": {formats.quantity(value, units[indicator])}" if value is not None and isfinite(value) else ""
    return Submission(
        _FORM,
        PublishFigure(
            indicator,
            region,
            starts_on,
            ends_on,
            as_written,
            value,
            source,
            url,
            seen_on,
            said_by,
            note,
            sure,
        ),
        place,
        done=f"Angka {{result}} tercatat{forms.verbatim(read)}.",
        what_next=_what_next(found),
        takes_yes=True,
        is_boxed=False,
    )


def _what_next(found: Sequence[Conflict]) -> Markup:
    """To the conflict that the new figure makes, so that somebody explains it."""
    if not found:
        opened = link("Buka angkanya", f"{addresses.Page.FIGURES}?angka={{result}}")
        return markup.words("Angka lain tidak berubah.", opened)
    settled = link("Tunjuk penjelas atau putuskan", addresses.conflict(found[0].key))
    return markup.words("Angka lain tidak berubah; pertentangannya menunggu penjelasan.", settled)


def new_indicator() -> Submission | None:
    """A series that nobody has recorded yet; it says what it counts before it counts."""
    form = "indicator"
    with st.expander("Indikator baru", icon=":material/add_chart:"):
        place = forms.place()
        first, second = st.columns([70, 30])
        name = text_field.line(
            first, "Nama indikator", key=forms.field(form, "name"), longest=LONGEST_INDICATOR
        )
        unit = text_field.line(
            second, "Satuan", key=forms.field(form, "unit"), longest=LONGEST_UNIT, placeholder="orang"
        )
        definition = text_field.passage(
            st.container(),
            "Definisi: apa yang dihitung, dan apa yang tidak",
            key=forms.field(form, "definition"),
            longest=LONGEST_DEFINITION,
            height=80,
        )
        polarity = choice_field(
            "Arti naiknya angka",
            labels.POLARITIES,
            among=Polarity,
            placeholder="Pilih",
            key=forms.field(form, "polarity"),
        )
        palette = choice_field(
            "Warna di peta",
            labels.PALETTES,
            among=Palette,
            placeholder="Pilih",
            key=forms.field(form, "palette"),
            hint="Warna bahaya hanya untuk deret yang naiknya berarti lebih buruk.",
        )
        if not st.button("Simpan indikator", key=forms.field(form, "send")):
            return None
    return Submission(
        form,
        AddIndicator(name, unit, definition, polarity, palette),
        place,
        done="Indikator {result} tercatat.",
        what_next="Pilih pada formulir angka. Deretnya tidak dijumlahkan dengan deret lain.",
    )


def new_source(without: Sequence[PageWithoutFigure]) -> Submission | None:
    """A page that was looked at and gives no figure, so that nobody looks twice."""
    form = "source"
    with st.expander("Sumber tanpa angka", icon=":material/link:"):
        if without:
            markup.show(
                markup.listed(
                    [markup.stack(outside_link(each.name, each.url), each.note) for each in without],
                    css="gb-here",
                )
            )
        place = forms.place()
        name = text_field.line(
            st.container(), "Nama halaman", key=forms.field(form, "name"), longest=LONGEST_SOURCE
        )
        url = st.text_input("Tautan halaman", key=forms.field(form, "url"), placeholder="https://…")
        note = text_field.line(
            st.container(),
            "Apa yang dicari dan tidak ditemukan",
            key=forms.field(form, "note"),
            longest=LONGEST_ARGUMENT,
        )
        if not st.button("Simpan sumber", key=forms.field(form, "send")):
            return None
    return Submission(
        form,
        AddSource(name, url, note),
        place,
        done="Sumber {result} tercatat.",
        what_next="Terbaca di sini sampai ada angka yang memakainya.",
    )


def _day(place: st.delta_generator.DeltaGenerator, label: str, name: str) -> date | None:
    found: date | None = place.date_input(
        label, value=None, format="DD/MM/YYYY", key=forms.field(_FORM, name), min_value=date(1990, 1, 1)
    )
    return found


def _new_figure(
    indicator: str | None,
    region: str | None,
    starts_on: date | None,
    ends_on: date | None,
    value: float | None,
    source: str,
) -> Figure | None:
    """What is typed so far, once it can be held beside what is recorded."""
    if indicator is None or region is None or starts_on is None or ends_on is None or ends_on < starts_on:
        return None
    if value is None or not isfinite(value):
        return None
    return Figure("baru", indicator, region, starts_on, ends_on, value, "", "", source)


def _seen_at_once(
    indicator: str | None,
    region: str | None,
    rows: Sequence[FigureRow],
    new: Figure | None,
    found: Sequence[Conflict],
) -> Markup:
    head = section("Yang sudah tercatat")
    if indicator is None or region is None:
        return head + markup.empty("Pilih indikator dan wilayah; angka yang sama deretnya tampil di sini.")
    series = [row for row in rows if row.indicator_code == indicator and row.region_code == region]
    said = [_one(row) for row in series if not row.subgroup and not row.destination]
    listed = markup.listed(said, css="gb-here") if said else markup.empty("Belum ada angka pada deret ini.")
    return head + listed if new is None else _finding(new, found) + head + listed


def _one(row: FigureRow) -> Markup:
    return markup.stack(
        link(f"{formats.number(row.value)} {row.unit}", addresses.figure(row.code)),
        f"{formats.period(row.period_start, row.period_end)} · {row.source}",
    )


def _finding(new: Figure, found: Sequence[Conflict]) -> Markup:
    if not found:
        return markup.notice("Tidak bertentangan dengan angka yang tercatat.", "check", css="gb-note")
    others = [
        words.value(reading)
        for conflict in found
        for reading in conflict.readings
        if new not in reading.figures
    ]
    return markup.notice(
        f"{formats.number(new.value)} bertentangan dengan {formats.listing(others)}. "
        f"{labels.CONFLICT_RULES[found[0].rule]} Keduanya akan ditampilkan; tidak ada yang ditimpa.",
        "call_split",
        css="gb-warning",
    )


def offered(
    actor: Actor,
    rows: Mapping[str, FigureRow],
    figure: str | None,
    conflict: Conflict | None,
    agencies: Sequence[AgencyChoice],
    known: ExplanationRow | None,
) -> Submission | None:
    """What this reader may do about what is shown."""
    if figure is not None and actor.may(Permission.PUBLISH_FIGURES):
        return withdrawing(rows[figure])
    if conflict is not None and actor.may(Permission.RESOLVE_CONFLICTS):
        return explaining(conflict, rows, agencies, known.version if known else 0)
    return None


def withdrawing(row: FigureRow) -> Submission | None:
    form = f"withdraw_{row.code}"
    with st.expander("Tarik angka ini", icon=":material/block:"):
        place = forms.place()
        reason = text_field.reason(form, "Apa yang keliru", longest=LONGEST_ARGUMENT)
        sent = st.button("Tarik", key=forms.field(form, "send"))
    if not sent:
        return None
    return Submission(
        form,
        WithdrawFigure(row.code, reason),
        place,
        done=f"Angka {row.code} ditarik.",
        what_next=link("Terbaca pada saringan Ditarik", addresses.figures(state="ditarik")),
    )


def explaining(
    conflict: Conflict, rows: Mapping[str, FigureRow], agencies: Sequence[AgencyChoice], version: int
) -> Submission | None:
    """Who explains the conflict and by when; or, once explained, which figure is shown and why."""
    names = {each.code: each.short_name for each in agencies}
    shown = [rows[figure.code] for reading in conflict.readings for figure in reading.figures]
    several = len({row.indicator for row in shown}) > 1
    figures = {row.code: _choice(row, names_series=several) for row in shown}
    with st.expander("Tunjuk penjelas atau putuskan", icon=":material/gavel:"):
        first, second = st.columns(2, gap="large")
        with first:
            named = _naming(conflict, names, version)
        with second:
            settled = _settling(conflict, figures, version)
    return named or settled


def _choice(row: FigureRow, *, names_series: bool) -> str:
    """A percentage may stand beside the two numbers that it was worked out from."""
    said = f"{formats.number(row.value)} {row.unit}"
    return " · ".join([said, row.indicator, row.source] if names_series else [said, row.source])


def _naming(conflict: Conflict, names: Mapping[str, str], version: int) -> Submission | None:
    form = f"explain_{conflict.key}"
    seen = forms.seen(form, version)
    place = forms.place()
    agency = choice_field(
        "Penjelas",
        names,
        key=forms.field(form, "agency"),
        placeholder="Pilih instansi",
    )
    due_on = st.date_input("Tenggat", value=None, format="DD/MM/YYYY", key=forms.field(form, "due"))
    sent = st.button("Tunjuk penjelas", key=forms.field(form, "send"), disabled=agency is None)
    sure = forms.said_yes(form)
    if not (sent or sure) or agency is None:
        return None
    return Submission(
        form,
        NameExplainer(conflict.key, agency, due_on, seen, sure),
        place,
        takes_yes=True,
        is_boxed=False,
        done=f"{forms.verbatim(names[agency])} diminta menjelaskan.",
        what_next="Nama dan tenggatnya tampil pada kartu pertentangan.",
    )


def _settling(conflict: Conflict, figures: Mapping[str, str], version: int) -> Submission | None:
    form = f"settle_{conflict.key}"
    seen = forms.seen(form, version)
    place = forms.place()
    shown = st.radio(
        "Angka yang ditampilkan",
        list(figures),
        format_func=figures.__getitem__,
        index=None,
        key=forms.field(form, "shown"),
    )
    reason = text_field.reason(form, longest=LONGEST_ARGUMENT)
    sent = st.button("Putuskan", key=forms.field(form, "send"), disabled=shown is None)
    if not sent or shown is None:
        return None
    return Submission(
        form,
        SettleConflict(conflict.key, shown, reason, seen),
        place,
        done="Pertentangan diputus.",
        what_next="Peta dan deret memakai angka itu; yang lain tetap disimpan dan ditampilkan di sini.",
    )


def no_longer(
    key: str,
    explanation: ExplanationRow | None,
    tasks: Sequence[TaskRow],
    rows: Mapping[str, FigureRow],
    gone: Sequence[WithdrawnFigure],
) -> Markup:
    """Of a conflict that stood: what was decided, what became of its figure, and what is published still."""
    said = f"Pertentangan ini tidak ada lagi. {_what_was_decided(explanation, rows, gone)}"
    remaining = [row for row in rows.values() if is_told_by(key, row.plain)]
    ways = [
        link(f"{formats.number(row.value)} menurut {row.source}", addresses.figure(row.code))
        for row in remaining
    ]
    told = Markup(", ").join(ways) or "tidak ada"
    born = Markup(", ").join(link(row.code, addresses.task(row.code), title=row.title) for row in tasks)
    return (
        markup.notice(said, "gavel", css="gb-note")
        + markup.note("Angka yang masih terbit: ", told, ".")
        + (markup.note("Tugas yang lahir darinya: ", born, ".") if born else Markup(""))
    )


def _what_was_decided(
    explanation: ExplanationRow | None, rows: Mapping[str, FigureRow], gone: Sequence[WithdrawnFigure]
) -> str:
    if explanation is None:
        return (
            "Belum pernah diputus, dan tidak ada yang ditunjuk menjelaskannya. Yang ditarik dan alasannya "
            "ada pada saringan Ditarik."
        )
    if explanation.shown_code is None:
        return (
            f"Belum pernah diputus, dan {explanation.agency} tidak perlu menjelaskannya lagi. Yang ditarik "
            "dan alasannya ada pada saringan Ditarik."
        )
    withdrawn = next((each for each in gone if each.code == explanation.shown_code), None)
    shown = withdrawn or rows.get(explanation.shown_code)
    decided = explanation.settled_at
    at = f" {formats.long_date(local_time(decided).date())}" if decided else " sebelumnya"
    said = f"Diputus{at}: "
    if shown is not None:
        said += f"ditampilkan {formats.number(shown.value)} menurut {shown.source}. "
    said += explanation.explanation
    if withdrawn is not None:
        said += (
            f" Angka itu ditarik {formats.long_date(local_time(withdrawn.withdrawn_at).date())}: "
            f"{withdrawn.reason}"
        )
    return said


def settled(explanation: ExplanationRow | None, rows: Mapping[str, FigureRow]) -> Markup:
    """What was decided of a conflict, and why."""
    if explanation is None or explanation.shown_code is None or explanation.shown_code not in rows:
        return Markup("")
    shown = rows[explanation.shown_code]
    value = formats.number(shown.value)
    if explanation.settled_at is None:
        at = explanation.reopened_at
        since = f" {formats.long_date(local_time(at).date())}" if at else ""
        return markup.notice(
            f"Terbuka kembali{since}: angkanya berubah sejak diputus. Sebelumnya ditampilkan {value} menurut "
            f"{shown.source}. {explanation.explanation}",
            "undo",
            css="gb-warning",
        )
    return markup.notice(
        f"Diputus: ditampilkan {value} menurut {shown.source}. {explanation.explanation}",
        "gavel",
        css="gb-note",
    )
