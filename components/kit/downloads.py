"""A file taken along: put together when somebody presses the button, for whoever the page was drawn for.

The press comes over the line of a page that was drawn a while ago, past the guard of pages and routes. So
each file asks by itself whether its reader still holds what the page was drawn with.
"""

from collections.abc import Callable
from datetime import date
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.kit import markup
from reports import csv_file, workbook
from reports.table import FileTable

File = Callable[[], bytes | str]
Guard = Callable[[], None]
"""Raises a refusal once the reader of a page is no longer who its files were offered to."""

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"
PDF = "application/pdf"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_WRITERS: tuple[tuple[str, str, Callable[[FileTable], bytes]], ...] = (
    ("xlsx", XLSX, workbook.sheet),
    ("csv", CSV, csv_file.lines),
)
_GUARD = "downloads_guarded_by"


def guarded_by(guard: Guard) -> None:
    """The guard that is asked when a file of this run of the page is downloaded."""
    st.session_state[_GUARD] = guard


def button(
    label: str,
    made: File,
    name: str,
    kind: str,
    *,
    icon: str = "download",
    hint: str | None = None,
    key: str | None = None,
) -> None:
    guard: Guard = st.session_state[_GUARD]  # a page that offers a file has asked who reads it
    st.download_button(
        label,
        partial(_handed_out, guard, made),
        file_name=name,
        mime=kind,
        icon=f":material/{icon}:",
        help=hint,
        key=key,
        on_click="ignore",
    )


def table(made: Callable[[], FileTable], name: str, on: date) -> None:
    """The same table in both shapes: the rows that the screen shows, for a spreadsheet."""
    with st.container(horizontal=True, width="content", key=f"unduh-{name}"):
        for ending, kind, written in _WRITERS:
            button(
                ending.upper(),
                partial(_file, written, made),
                f"{name}-{on}.{ending}",
                kind,
                hint=f"Unduh daftar ini sebagai {ending.upper()}",
                key=f"unduh-{name}-{ending}",
            )


def tools() -> DeltaGenerator:
    """What can be done with a whole list, at the end of the line of what narrows it. On a phone the files are
    folded: the list comes first."""
    holder = st.container(
        horizontal=True, horizontal_alignment="right", vertical_alignment="bottom", key="tools"
    )
    holder.html(str(markup.take_along("Unduh dan cetak")), width="content")
    return holder


def archive(label: str, made: File, name: str) -> None:
    """Several files packed as one."""
    button(label, made, name, "application/zip", key=f"unduh-{name}")


def editable(name: str, made: File) -> None:
    """A letter for a word processor, beside the one that is only printed."""
    button(
        "DOCX",
        made,
        f"{name}.docx",
        _DOCX,
        icon="edit_document",
        hint="Surat yang sama, dapat disunting",
        key=f"unduh-{name}-docx",
    )


def picture(made: File, name: str, on: date) -> None:
    """What is drawn here, as PNG for a slide or a page."""
    button(
        "Unduh gambar",
        made,
        f"{name}-{on}.png",
        "image/png",
        icon="image",
        hint="Unduh peta ini sebagai gambar, dengan temuan, legenda, dan sumbernya",
        key=f"unduh-{name}-png",
    )


def paper(label: str, address: str) -> None:
    """A download button beside other buttons."""
    st.html(str(markup.paper_button(label, address)), width="content")


def _handed_out(guard: Guard, made: File) -> bytes | str:
    guard()
    return made()


def _file(written: Callable[[FileTable], bytes], made: Callable[[], FileTable]) -> bytes:
    return written(made())
