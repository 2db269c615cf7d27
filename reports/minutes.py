"""The minutes of a meeting as an official document."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from domain.meetings.life import AttendanceMode, Classification, ItemState
from domain.meetings.minutes import Decided, Followed, Given, Minutes, Point
from domain.tasks.life import TaskState
from domain.time import formats
from domain.time.calendar import local_time
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

Row = TypeVar("Row")


@dataclass(frozen=True)
class PrintedColumn(Generic[Row]):
    title: str
    width: int
    """In millimetres; zero takes what the others leave."""
    said: Callable[[Row], str]


def _words_of(each: Decided) -> str:
    """What was decided; of a decision that was struck out also that it was, and why."""
    return f"Dicoret, tidak berlaku: {each.text} Alasan: {each.struck}" if each.struck else each.text


def _agenda(with_outcomes: bool) -> Sequence[PrintedColumn[tuple[int, Point]]]:
    return (
        PrintedColumn("No", 9, lambda row: str(row[0])),
        PrintedColumn("Pokok dan alasannya", 0, lambda row: f"{row[1].title}. {row[1].reason}"),
        PrintedColumn("Instansi", 38, lambda row: row[1].agency or "–"),
        PrintedColumn("Hasil", 36, lambda row: _outcome(row[1], with_outcomes)),
    )


_DECISIONS: Sequence[PrintedColumn[Decided]] = (
    PrintedColumn("Nomor", 19, lambda each: each.number),
    PrintedColumn("Bunyi", 0, _words_of),
    PrintedColumn("Penanggung jawab", 36, lambda each: each.owner or formats.NOT_SET),
    PrintedColumn("Tenggat", 37, lambda each: _day(each.due_on) if each.due_on else "–"),
    PrintedColumn("Kaitan", 26, lambda each: ", ".join(each.tasks) or "–"),
)

_FOLLOW_UP: Sequence[PrintedColumn[Given]] = (
    PrintedColumn("Kode", 14, lambda each: each.code),
    PrintedColumn("Tugas dan keluaran", 0, lambda each: each.title),
    PrintedColumn("Penanggung jawab", 30, lambda each: each.owner),
    PrintedColumn("Wilayah", 24, lambda each: each.region),
    PrintedColumn("Tenggat", 32, lambda each: _day(each.due_on)),
    PrintedColumn("Keadaan", 26, lambda each: TaskState(each.state).label),
)

_AMENDMENTS: Sequence[PrintedColumn[tuple[int, Addendum]]] = (
    PrintedColumn("No", 8, lambda row: str(row[0])),
    PrintedColumn("Isi", 0, lambda row: row[1].text),
    PrintedColumn("Alasan", 60, lambda row: row[1].reason),
    PrintedColumn("Dicatat", 32, lambda row: formats.moment(row[1].at)),
)


def _table(columns: Sequence[PrintedColumn[Row]], rows: Iterable[Row]) -> dict[str, Any]:
    return {
        "columns": [[column.title, column.width] for column in columns],
        "rows": [[column.said(row) for column in columns] for row in rows],
    }


def document(
    minutes: Minutes,
    drawn_at: datetime,
    *,
    seal: Seal | None,
    amendments: Sequence[Addendum] = (),
    with_outcomes: bool = True,
) -> bytes:
    """As PDF that may be kept; without a seal it says that it is a draft and of what moment, without
    outcomes what was left out."""
    return pdf.document(
        "minutes",
        _content(minutes, drawn_at, seal, amendments, with_outcomes),
        dated=seal.sealed_at if seal else drawn_at,
    )


def _content(
    minutes: Minutes,
    drawn_at: datetime,
    seal: Seal | None,
    amendments: Sequence[Addendum],
    with_outcomes: bool,
) -> dict[str, Any]:
    title, _, subject = minutes.title.partition(":")
    began_at = datetime.fromisoformat(minutes.began_at)
    return {
        "title": f"Notulen {title.strip()}",
        "subject": formats.capitalised(subject.strip()),
        "classification": labels.CLASSIFICATIONS[Classification(minutes.classification)],
        "sample": minutes.is_sample,
        "seal": seal
        and {
            "qr": seal.qr,
            "sentence": f"Ditutup dan disegel {formats.moment(seal.sealed_at)}. Kode segel",
            "code": seal.code,
            "advice": "Perubahan sesudah segel hanya berupa addendum. "
            "Periksa keaslian dengan kode QR atau di halaman Rapat.",
        },
        "draft": f"Rancangan, keadaan {formats.moment(drawn_at)}: rapat belum ditutup dan notulen belum "
        "disegel.",
        "facts": [[label, value] for label, value in _facts(minutes) if value],
        "attendance": _attendance(minutes),
        "follow_through": minutes.followed
        and _followed(minutes.followed, until=began_at if seal else min(began_at, drawn_at)),
        "agenda": _table(_agenda(with_outcomes), enumerate(minutes.agenda, 1)),
        "decisions": _table(_DECISIONS, minutes.decisions if with_outcomes else ()),
        "no_decisions": _no_decisions(minutes, is_over=seal is not None),
        "directions": minutes.directions if with_outcomes else "",
        "discussion": minutes.discussion if with_outcomes else "",
        "signatures": [["Notulis", minutes.note_taker or "…"], ["Mengetahui", "Sekretaris Daerah"]],
        "follow_up": _table(_FOLLOW_UP, minutes.tasks if with_outcomes else ()),
        "amendments": _table(_AMENDMENTS, enumerate(amendments, 1) if with_outcomes else ()),
    }


def _facts(minutes: Minutes) -> list[tuple[str, str]]:
    """The day on which it took place; the plan beside it where that said another one."""
    planned = local_time(datetime.fromisoformat(minutes.starts_at))
    began = local_time(datetime.fromisoformat(minutes.began_at))
    over = minutes.ended_at or minutes.closed_at
    ended = datetime.fromisoformat(over) if over else None
    hours = formats.hours(began, ended) if ended else formats.clock_time(began)
    differs = planned.date() != began.date()
    return [
        ("Hari, tanggal", formats.day_and_date(began.date())),
        ("Pukul", hours),
        ("Direncanakan", formats.day_and_date(planned.date()) if differs else ""),
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
            [
                f"{each.agency} ({each.office})" if each.office else each.agency,
                labels.ATTENDANCE[AttendanceMode(each.mode)].lower(),
                each.mode == absent,
            ]
            for each in minutes.attendance
        ],
    }


def _no_decisions(minutes: Minutes, *, is_over: bool) -> str:
    if minutes.decisions:
        return "Isi kesepakatan tidak dicetak pada salinan ini."
    return "Rapat ini tidak mengambil keputusan." if is_over else "Belum ada keputusan."


def _followed(followed: Followed, *, until: datetime) -> dict[str, Any]:
    """``until``: the moment of the meeting, or of a draft before it, on whose day the promises of the last
    one were counted."""
    counted_on = formats.long_date(local_time(until).date())
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
            [score, f"skor tindak lanjut, dari {due} janji", "score"],
        ],
        "agencies": f"Ditepati dari yang jatuh tempo sampai {counted_on}: {agencies}{rest}."
        if agencies
        else "",
    }


def _outcome(point: Point, with_outcomes: bool) -> str:
    if point.state == ItemState.DROPPED:
        return f"Dilepas: {point.because}"
    if point.decisions and with_outcomes:
        return f"Keputusan {', '.join(point.decisions)}"
    return labels.ITEM_STATES[ItemState(point.state)]


def _day(text: str) -> str:
    return formats.long_date(date.fromisoformat(text))
