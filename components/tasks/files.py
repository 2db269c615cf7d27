"""Files of a task: what its owner hands in, listed, added and taken off again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator

from components.kit import forms, markup
from components.kit.choice_field import choice_field
from components.kit.forms import Submission
from components.kit.layout import section
from domain import addresses
from domain.commitments.evidence import ACCEPTED, LARGEST_IN_WORDS, kilobytes
from domain.commitments.health import EvidenceKind
from domain.tasks.life import CLOSED_STATES, TaskState
from domain.tasks.requests import RemoveTaskFile
from domain.words import labels

if TYPE_CHECKING:
    from db.queries.task_detail import TaskFile
    from db.queries.tasks import TaskRow

_ENDINGS = ("pdf", "jpg", "jpeg", "png", "heic", "webp", "xlsx", "docx")


@dataclass(frozen=True)
class Picked:
    """A file that was chosen, as it came."""

    form: str
    place: DeltaGenerator
    name: str
    kind: EvidenceKind | None
    content: bytes


def listing(files: Sequence[TaskFile]) -> Markup:
    """Each with its kind and size; a link where this reader may open it."""
    head = section("Berkas", aside=f"{len(files)} berkas")
    if not files:
        return head + markup.empty("Belum ada berkas yang dilampirkan.")
    return head + markup.definitions(
        (
            labels.EVIDENCE[each.kind],
            markup.words(
                markup.link(each.title, addresses.evidence(each.id)) if each.may_open else each.title,
                kilobytes(each.size_bytes),
            ),
        )
        for each in files
    )


def adding(row: TaskRow) -> Picked | None:
    """For the owner of an open task; read and kept only when it is sent."""
    if row.state in CLOSED_STATES:
        return None
    form = f"task_file_{row.code}"
    with st.expander("Lampirkan berkas", icon=":material/attach_file:"):
        place = forms.place()
        file = st.file_uploader(
            "Berkas", type=_ENDINGS, key=forms.field(form, "file"), help=f"{ACCEPTED}; {LARGEST_IN_WORDS}."
        )
        kind: EvidenceKind | None = choice_field(
            "Jenis berkas",
            labels.EVIDENCE,
            among=[kind for kind in EvidenceKind if kind is not EvidenceKind.NEWS_LINK],
            key=forms.field(form, "kind"),
            placeholder="Menurut isinya",
        )
        markup.show(
            markup.note(
                "Tanpa nama, NIK, foto wajah, atau alamat korban dan tersangka. Dibuka penanggung "
                "jawab, pengusul, pendukung, verifikator, Kantor Gubernur, dan Forkopimda."
            )
        )
        sent = st.button("Lampirkan", key=forms.field(form, "send"), type="primary", disabled=file is None)
    if not sent or file is None:
        return None
    return Picked(form, place, file.name, kind, file.getvalue())


def removing(row: TaskRow, files: Sequence[TaskFile]) -> Submission | None:
    if not files or row.state in CLOSED_STATES or row.state is TaskState.CLAIMED_DONE:
        return None
    form = f"remove_task_file_{row.code}"
    with st.expander("Hapus berkas", icon=":material/delete:"):
        place = forms.place()
        titles = {each.id: each.title for each in files}
        chosen: int | None = choice_field(
            "Berkas yang dihapus",
            titles,
            key=forms.field(form, "which"),
            placeholder="Pilih berkas",
        )
        sent = st.button("Hapus", key=forms.field(form, "send"), disabled=chosen is None)
    if not sent or chosen is None:
        return None
    return Submission(
        form, RemoveTaskFile(chosen), place, done="Berkas dihapus.", what_next="Tercatat dalam jejak."
    )
