"""The minutes of a meeting as an official document."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from domain.meetings.life import AttendanceMode, Classification, ItemState
from domain.meetings.minutes import Followed, Minutes
from domain.tasks.life import TaskState
from domain.time import formats
from domain.time.calendar import to_wita
from domain.words import labels
from reports import pdf


@dataclass(frozen=True)
class Seal:
    code: str
    sealed_at: datetime
    qr: str
    """The drawing that leads to where the seal is checked."""


@dataclass(frozen=True)
class Addendum:
    """A change after the seal."""

    text: str
    reason: str
    at: datetime


MOST_AGENCIES = 12


def document(
    minutes: Minutes, *, seal: Seal | None, amendments: Sequence[Addendum] = (), with_outcomes: bool = True
) -> bytes:
    """As PDF; without a seal it says that it is a draft, without outcomes what was left out."""
    return pdf.document("minutes", _content(minutes, seal, amendments, with_outcomes))


def _content(
    minutes: Minutes, seal: Seal | None, amendments: Sequence[Addendum], with_outcomes: bool
) -> dict[str, Any]:
    title, _, subject = minutes.title.partition(":")
    return {
        "title": f"Notulen {title.strip()}",
        "subject": formats.capitalised(subject.strip()),
        "classification": labels.CLASSIFICATIONS[Classification(minutes.classification)],
        "sample": minutes.is_sample,
        "seal": seal
        and {
            "qr": seal.qr,
            "sentence": f"Ditutup dan disegel {_moment(seal.sealed_at)}. Kode segel",
            "code": seal.code,
            "advice": "Perubahan sesudah segel hanya berupa addendum. "
            "Periksa keaslian dengan kode QR atau di halaman Rapat.",
        },
        "facts": [[label, value] for label, value in _facts(minutes) if value],
        "attendance": _attendance(minutes),
        "follow_through": minutes.followed and _followed(minutes.followed),
        "agenda": [
            [
                str(place),
                f"{point.title}. {point.reason}",
                point.agency or "–",
                _outcome(point.state, point.because, point.decisions, with_outcomes),
            ]
            for place, point in enumerate(minutes.agenda, 1)
        ],
        "decisions": [
            [
                each.number,
                each.text,
                each.owner or formats.NOT_SET,
                _day(each.due_on) if each.due_on else "–",
                ", ".join(each.tasks) or "–",
            ]
            for each in minutes.decisions
            if with_outcomes
        ],
        "no_decisions": "Isi kesepakatan tidak dicetak pada salinan ini."
        if minutes.decisions
        else "Rapat ini tidak mengambil keputusan.",
        "directions": minutes.directions if with_outcomes else "",
        "discussion": minutes.discussion if with_outcomes else "",
        "signatures": [["Notulis", minutes.note_taker or "…"], ["Mengetahui", "Sekretaris Daerah"]],
        "matrix": [
            [
                each.code,
                each.title,
                each.owner,
                each.region,
                _day(each.due_on),
                labels.TASK_STATES[TaskState(each.state)],
            ]
            for each in minutes.tasks
            if with_outcomes
        ],
        "amendments": [
            [str(place), each.text, each.reason, _moment(each.at)]
            for place, each in enumerate(amendments, 1)
            if with_outcomes
        ],
    }


def _facts(minutes: Minutes) -> list[tuple[str, str]]:
    starts = to_wita(datetime.fromisoformat(minutes.starts_at))
    began = datetime.fromisoformat(minutes.started_at) if minutes.started_at else starts
    ended = datetime.fromisoformat(minutes.closed_at) if minutes.closed_at else None
    hours = f"{to_wita(began):%H.%M}–{formats.clock_time(ended)}" if ended else formats.clock_time(began)
    return [
        ("Hari, tanggal", formats.day_and_date(starts.date())),
        ("Pukul", hours),
        ("Tempat", minutes.place),
        ("Dasar", minutes.basis),
        ("Pimpinan rapat", minutes.chair),
        ("Notulis", minutes.note_taker),
    ]


def _attendance(minutes: Minutes) -> dict[str, Any]:
    absent = AttendanceMode.ABSENT
    there = sum(each.mode != absent for each in minutes.attendance)
    return {
        "sentence": f"{there} dari {len(minutes.attendance)} instansi"
        if minutes.attendance
        else "belum dicatat",
        "rows": [
            [each.agency, labels.ATTENDANCE[AttendanceMode(each.mode)].lower(), each.mode == absent]
            for each in minutes.attendance
        ],
    }


def _followed(followed: Followed) -> dict[str, Any]:
    due = followed.kept + followed.late + followed.no_answer
    score = f"{formats.number(100 * followed.kept / due)} %" if due else "–"
    shown, more = followed.agencies[:MOST_AGENCIES], len(followed.agencies) - MOST_AGENCIES
    agencies = "; ".join(f"{agency} {kept} dari {promised}" for agency, kept, promised in shown)
    rest = f"; {more} instansi lain" if more > 0 else ""
    return {
        "title": f"Tindak lanjut rapat {_day(followed.meeting_on)}",
        "cells": [
            [str(followed.kept), "ditepati", "kept"],
            [str(followed.late), "terlambat", "late"],
            [str(followed.no_answer), "tanpa jawaban", "silent"],
            [score, f"skor tindak lanjut (n\u00a0=\u00a0{due})", "score"],
        ],
        "agencies": f"Ditepati dari yang jatuh tempo: {agencies}{rest}." if agencies else "",
    }


def _outcome(state: str, because: str, decisions: Sequence[str], with_outcomes: bool) -> str:
    if state == ItemState.DROPPED:
        return f"Dilepas: {because}"
    if decisions and with_outcomes:
        return f"Keputusan {', '.join(decisions)}"
    return labels.ITEM_STATES[ItemState(state)]


def _day(text: str) -> str:
    return formats.long_date(date.fromisoformat(text))


def _moment(at: datetime) -> str:
    return formats.moment(at)
