"""A list taken along: the rows that the screen shows, for a spreadsheet."""

from collections.abc import Callable
from datetime import date
from functools import partial

import streamlit as st

from components.kit import markup
from reports import csv_file, workbook
from reports.table import FileTable

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_WRITERS: tuple[tuple[str, str, Callable[[FileTable], bytes]], ...] = (
    ("xlsx", XLSX, workbook.sheet),
    ("csv", "text/csv", csv_file.lines),
)


def table(made: Callable[[], FileTable], name: str, on: date) -> None:
    """The same table in both shapes, put together only when somebody takes it."""
    with st.container(horizontal=True, width="content", key=f"unduh-{name}"):
        for ending, kind, written in _WRITERS:
            st.download_button(
                ending.upper(),
                partial(_file, written, made),
                file_name=f"{name}-{on}.{ending}",
                mime=kind,
                icon=":material/download:",
                help=f"Unduh daftar ini sebagai {ending.upper()}",
                key=f"unduh-{name}-{ending}",
                on_click="ignore",
            )


def archive(label: str, made: Callable[[], bytes], name: str) -> None:
    """Several files packed as one."""
    st.download_button(
        label,
        made,
        file_name=name,
        mime="application/zip",
        icon=":material/download:",
        key=f"unduh-{name}",
        on_click="ignore",
    )


def editable(name: str, made: Callable[[], bytes]) -> None:
    """A letter for a word processor, beside the one that is only printed."""
    st.download_button(
        "DOCX",
        made,
        file_name=f"{name}.docx",
        mime=_DOCX,
        icon=":material/edit_document:",
        help="Surat yang sama, dapat disunting",
        key=f"unduh-{name}-docx",
        on_click="ignore",
    )


def picture(made: Callable[[], bytes], name: str, on: date) -> None:
    """What is drawn here, as PNG for a slide or a page."""
    st.download_button(
        "Unduh gambar",
        made,
        file_name=f"{name}-{on}.png",
        mime="image/png",
        icon=":material/image:",
        help="Unduh peta ini sebagai gambar, dengan temuan, legenda, dan sumbernya",
        key=f"unduh-{name}-png",
        on_click="ignore",
    )


def paper(label: str, address: str) -> None:
    """Beside other buttons."""
    st.html(str(markup.paper_button(label, address)), width="content")


def _file(written: Callable[[FileTable], bytes], made: Callable[[], FileTable]) -> bytes:
    return written(made())
