"""A file of proof is looked into by a process that may take so much and no more, and says what it found."""

import os
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from threading import BoundedSemaphore, Timer

import pytest

from db.evidence import apart
from db.evidence.apart import LIMITS, clean_apart
from db.evidence.cleaning import clean
from db.process_limits import ProcessLimits
from domain.commitments import evidence
from domain.commitments.evidence import EvidenceRefused
from tests import samples


def test_a_server_looks_into_each_file_apart(looked_into_as_served: Callable[[bytes], object]) -> None:
    assert looked_into_as_served is clean_apart


@pytest.mark.parametrize(
    "make", [samples.pdf, samples.office, lambda: samples.photo(600, 400)], ids=["PDF", "XLSX", "photo"]
)
def test_what_is_taken_comes_back_as_if_it_had_been_looked_into_here(make: Callable[[], bytes]) -> None:
    sent = make()
    assert clean_apart(sent) == clean(sent)


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [(samples.pdf(script=True), evidence.SCRIPTED), (b"", evidence.EMPTY), (b"teks", evidence.UNKNOWN)],
    ids=["script", "empty", "text"],
)
def test_what_is_not_taken_says_why(sent: bytes, sentence: str) -> None:
    with pytest.raises(EvidenceRefused) as refused:
        clean_apart(sent)
    assert str(refused.value) == sentence


def packed_objects(content: bytes) -> bytes:
    """A PDF that keeps one of its objects packed, as programs do to make it small."""
    packed = zlib.compress(b"6 0 " + content, 9)
    stream = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%b\nendstream"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R/Lain 6 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        stream % (len(packed), packed),
    )
    out, rows = b"%PDF-1.7\n", b"\0\0\0\0\0\xff"
    for number, each in enumerate(objects, 1):
        rows += b"\1" + len(out).to_bytes(4, "big") + b"\0"
        out += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    rows += b"\1" + len(out).to_bytes(4, "big") + b"\0" + b"\2" + (4).to_bytes(4, "big") + b"\0"
    index = b"5 0 obj\n<</Type/XRef/Size 7/W[1 4 1]/Root 1 0 R/Length %d>>stream\n%b\nendstream\nendobj\n"
    return out + index % (len(rows), rows) + b"startxref\n%d\n%%%%EOF\n" % len(out)


def test_objects_that_unpack_to_a_few_words_are_read() -> None:
    sent = packed_objects(b"(dipadatkan)")
    assert clean_apart(sent).content == sent


@pytest.mark.parametrize("memory", [LIMITS.memory, 400_000_000], ids=["as told", "as there is"])
def test_a_pdf_whose_objects_unpack_beyond_measure_is_refused_for_what_nobody_has_read(memory: int) -> None:
    """However its unpacking ends: what stands in it another program may come to."""
    sent = packed_objects(b"(" + b" " * 300_000_000 + b")")
    assert len(sent) < 400_000
    with pytest.raises(EvidenceRefused) as refused:
        clean_apart(sent, replace(LIMITS, memory=memory))
    assert str(refused.value) == evidence.BOMB


def test_objects_that_cannot_be_unpacked_are_refused() -> None:
    sent = packed_objects(b"(a)")
    damaged = sent.replace(b"stream\nx\xda", b"stream\nxx")
    assert damaged != sent
    with pytest.raises(EvidenceRefused) as refused:
        clean_apart(damaged)
    assert str(refused.value) == evidence.DAMAGED


def test_a_document_of_millions_of_marks_takes_no_more_time_than_it_may() -> None:
    more = {"word/a.xml": b"<r>" + b"<a/>" * 6_000_000 + b"</r>", "word/media/a.bin": os.urandom(200_000)}
    with pytest.raises(EvidenceRefused) as refused:
        clean_apart(samples.office("word/document.xml", more=more), replace(LIMITS, processor_seconds=1))
    assert str(refused.value) == evidence.BOMB


@pytest.mark.parametrize(
    ("sent", "limits"),
    [(samples.pdf(), LIMITS), (b"teks", LIMITS), (samples.pdf(), replace(LIMITS, memory=100_000_000))],
    ids=["taken", "refused", "ended"],
)
def test_whatever_becomes_of_a_file_it_is_told_once_how_much_of_a_core_it_took(
    sent: bytes, limits: ProcessLimits
) -> None:
    told: list[float] = []
    with suppress(EvidenceRefused):
        clean_apart(sent, limits, told.append)
    [seconds] = told
    assert 0 < seconds < LIMITS.processor_seconds


def test_waiting_behind_the_files_of_others_is_no_part_of_what_a_file_took(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Both processes are taken for three seconds, and the file takes less than one."""
    others, told = BoundedSemaphore(1), list[float]()
    others.acquire()
    monkeypatch.setattr(apart, "_at_once", others)
    Timer(3.0, others.release).start()
    clean_apart(samples.pdf(), took=told.append)
    assert told[0] < 3.0
