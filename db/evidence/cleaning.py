"""What a sent file really is, by its content; photos without their metadata, nothing that bites.

PDFs, workbooks and documents are looked into part by part and kept byte for byte, because an electronic
signature covers every byte (ADR 12).
"""

import io
import zipfile
from contextlib import suppress

import pi_heif
import pikepdf
from PIL import Image, ImageOps

from db.damaged_zip import DAMAGED_ZIP
from db.evidence import office, pdf
from domain.commitments import evidence
from domain.commitments.evidence import CleanFile, EvidenceRefused, FileType

# Measured by ourselves, before anything is decoded.
Image.MAX_IMAGE_PIXELS = None

pi_heif.register_heif_opener()

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")
_PICTURES = ("JPEG", "PNG", "WEBP", "HEIF")
"""Two pictures in one file (MPO) are a JPEG to Pillow; by that name it would not know them."""
_JPEG_QUALITY = 82


def clean(content: bytes) -> CleanFile:
    """The file as it will be kept, or EvidenceRefused with what to send instead."""
    if not content:
        raise EvidenceRefused(evidence.EMPTY)
    if len(content) > evidence.LARGEST_FILE:
        raise EvidenceRefused(evidence.TOO_LARGE)
    if content.startswith(b"\xff\xd8\xff"):
        return CleanFile(_picture(content, FileType.JPEG), FileType.JPEG, len(content))
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return CleanFile(_picture(content, FileType.PNG), FileType.PNG, len(content))
    if content.startswith(b"%PDF-"):
        _look_into_pdf(content)
        return CleanFile(content, FileType.PDF, len(content))
    if content.startswith(_ZIP):
        return CleanFile(content, _office_type(content), len(content))
    if content.startswith(_OLE):
        raise EvidenceRefused(evidence.OLD_OFFICE)
    if _is_heic(content) or (content.startswith(b"RIFF") and content[8:12] == b"WEBP"):
        # What few programs open is kept as what all of them do.
        return CleanFile(_picture(content, FileType.JPEG), FileType.JPEG, len(content))
    raise EvidenceRefused(evidence.UNKNOWN)


def _is_heic(content: bytes) -> bool:
    return content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS


def _picture(content: bytes, kind: FileType) -> bytes:
    """Drawn anew: turned upright, no larger than needed, and without place, device or time."""
    try:
        with Image.open(io.BytesIO(content), formats=_PICTURES) as image:
            if image.width * image.height > evidence.MOST_PIXELS:
                raise EvidenceRefused(evidence.TOO_MANY_PIXELS)
            side = evidence.LONGEST_SIDE
            image.draft("RGB", (side, side))
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((side, side))
            return _drawn(upright, kind)
    except (OSError, SyntaxError, ValueError, ZeroDivisionError) as error:
        raise EvidenceRefused(evidence.DAMAGED) from error


def _drawn(image: Image.Image, kind: FileType) -> bytes:
    out = io.BytesIO()
    if kind is FileType.JPEG:
        image.convert("RGB").save(out, "JPEG", quality=_JPEG_QUALITY, optimize=True, exif=b"")
        return out.getvalue()
    plain = image.convert("RGBA" if "A" in image.getbands() or "transparency" in image.info else "RGB")
    plain.info.clear()
    plain.save(out, "PNG", optimize=True)
    return out.getvalue()


def _look_into_pdf(content: bytes) -> None:
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            if not len(document.pages):
                raise EvidenceRefused(evidence.DAMAGED)
            pdf.look_into(document)
        for state in pdf.earlier(content):
            _look_into_earlier(state)
    except pdf.Active as error:
        raise EvidenceRefused(evidence.SCRIPTED) from error
    except pdf.UnpacksTooFar as error:
        raise EvidenceRefused(evidence.BOMB) from error
    except pikepdf.PasswordError as error:
        raise EvidenceRefused(evidence.LOCKED) from error
    except (
        pdf.NotRead,
        pikepdf.PdfError,
        RuntimeError,
        ValueError,
        KeyError,
        AttributeError,
        TypeError,
    ) as error:
        raise EvidenceRefused(evidence.DAMAGED) from error


def _look_into_earlier(content: bytes) -> None:
    """No program opens what is no file by itself, as the first part of one that was made for the web."""
    with suppress(pikepdf.PdfError), pikepdf.open(io.BytesIO(content), attempt_recovery=False) as document:
        pdf.look_into(document)


def _office_type(content: bytes) -> FileType:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return office.look_into(archive, len(content))
    except DAMAGED_ZIP as error:
        raise EvidenceRefused(evidence.DAMAGED) from error
