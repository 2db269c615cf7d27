"""Files as people send them, made by the test itself: no picture or document of anybody is kept here."""

import io
import struct
import zipfile
import zlib

import pikepdf
from PIL import Image

from domain.look import Colour
from domain.meetings.minutes import Decided, Followed, Given, Minutes, Point, Present

CONTENT_TYPES = "[Content_Types].xml"


def pdf(pages: int = 1, *, script: bool = False, password: str = "") -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page()
        if script:
            document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        lock = pikepdf.Encryption(owner=password, user=password) if password else False
        document.save(out, encryption=lock)
    return out.getvalue()


def photo(width: int = 4_000, height: int = 3_000, *, turned: bool = True, kind: str = "JPEG") -> bytes:
    """A picture as a phone makes it: large, lying on its side, with place, time and device inside."""
    image = Image.new("RGB", (width, height), Colour.NILA)
    image.paste(Colour.OKER_ISI, (0, 0, width // 2, height // 2))
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0132] = "Ponsel", "Model 9", "2026:11:20 09:30:00"
    if turned:
        exif[0x0112] = 6
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "S", (10.0, 10.0, 41.0), "E", (123.0, 36.0, 25.0)
    out = io.BytesIO()
    image.save(out, kind, exif=exif, quality=90)
    return out.getvalue()


def office(
    main: str = "xl/workbook.xml", *, more: dict[str, bytes] | None = None, types: str = "<Types/>"
) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(CONTENT_TYPES, types)
        archive.writestr(main, f"<x>{'<y/>' * 50}</x>")
        for name, content in (more or {}).items():
            archive.writestr(name, content)
    return out.getvalue()


def bomb(inflated: int = 300_000_000) -> bytes:
    """A workbook of a few hundred kilobytes that becomes hundreds of megabytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(CONTENT_TYPES, "<Types/>")
        archive.writestr("xl/workbook.xml", "<x/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            block = b"0" * 1_000_000
            for _ in range(inflated // len(block)):
                sheet.write(block)
    return out.getvalue()


def huge_picture(side: int = 30_000) -> bytes:
    """A PNG that says it is enormous; whoever decodes it first runs out of memory."""
    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0")), (b"IEND", b"")]
    packed = b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + packed


MINUTES = Minutes(
    meeting_id=1,
    title="Rapat Forkopimda: pemulangan",
    place="Aula",
    basis="Undangan 1/2026",
    chair="Sekda",
    note_taker="Biro Pemerintahan",
    classification="ordinary",
    starts_at="2026-11-23T01:00:00+00:00",
    started_at="2026-11-23T01:05:00+00:00",
    closed_at=None,
    directions="Lengkapi bukti.",
    discussion="Jadwal dibahas.",
    is_sample=True,
    attendance=(Present("Polda NTT", "present"), Present("Dinsos", "absent")),
    followed=Followed("2026-10-26", 3, 1, 0, 2, (("Polda NTT", 1, 2),)),
    agenda=(Point("Jadwal patroli", "lewat tenggat", "Polda NTT", "discussed", "", ("81/2026",)),),
    decisions=(Decided("81/2026", "Patroli pelabuhan dijadwalkan.", "Polda NTT", "2026-12-03", ("T-060",)),),
    tasks=(Given("T-060", "Susun jadwal", "Polda NTT", "Belu", "2026-12-03", "proposed", "81/2026"),),
)
"""Every text is said, so that a place that leaves one out can be told."""
