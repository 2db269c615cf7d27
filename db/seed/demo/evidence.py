"""Small files that stand for proof in the sample data: each says DATA CONTOH, none shows a person."""

import io
import re
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pikepdf
from openpyxl import Workbook
from PIL import Image, ImageDraw, ImageFont

from domain.look import Colour

NOTE = "Berkas peragaan. Tidak memuat orang atau peristiwa nyata."


def sample_file(title: str, media: str) -> bytes:
    """``pdf``, ``xlsx`` or ``jpg`` with the title in it."""
    return {"pdf": _pdf, "xlsx": _xlsx, "jpg": _jpg}[media](title)


def _pdf(title: str) -> bytes:
    lines = ("DATA CONTOH", title, NOTE)
    shown = b" ".join(
        b"(%s) Tj 0 -28 Td" % line.encode("latin-1", "replace").translate(None, b"()\\") for line in lines
    )
    out = io.BytesIO()
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(595, 842))
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = document.make_stream(b"BT /F1 16 Tf 60 760 Td %s ET" % shown)
        document.save(out, deterministic_id=True)
    return out.getvalue()


def _xlsx(title: str) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    for line in ("DATA CONTOH", title, NOTE):
        sheet.append([line])
    out = io.BytesIO()
    book.save(out)
    return _without_the_hour(out)


def _without_the_hour(workbook: io.BytesIO) -> bytes:
    """The same workbook whenever it was made: proof is kept by the hash of its content."""
    still = io.BytesIO()
    with ZipFile(workbook) as given, ZipFile(still, "w", ZIP_DEFLATED) as kept:
        for name in given.namelist():
            moments = rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
            content = re.sub(moments, b"2025-08-06T00:00:00Z", given.read(name))
            kept.writestr(ZipInfo(name, (2025, 8, 6, 0, 0, 0)), content, ZIP_DEFLATED)
    return still.getvalue()


def _jpg(title: str) -> bytes:
    image = Image.new("RGB", (960, 640), Colour.SISI)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, 960, 48), fill=Colour.NILA)
    font = ImageFont.load_default(28)
    for place, line in enumerate(("DATA CONTOH", title, NOTE)):
        pen.text((48, 120 + place * 56), line, fill=Colour.TINTA, font=font)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()
