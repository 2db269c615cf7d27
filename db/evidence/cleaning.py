"""What a sent file really is, by its content; photos without their metadata, nothing that bites.

Workbooks and documents are judged by the list of what is in them, without inflating it. A PDF and an
office file are kept byte for byte, because an electronic signature covers every byte (ADR 12).
"""

import io
import zipfile

import pi_heif
import pikepdf
from PIL import Image, ImageOps

from domain.commitments import evidence
from domain.commitments.evidence import CleanFile, EvidenceRefused, FileType

# Measured by ourselves, before anything is decoded.
Image.MAX_IMAGE_PIXELS = None

pi_heif.register_heif_opener()

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")
_PICTURES = ("JPEG", "PNG", "WEBP", "HEIF")
"""Two pictures in one file (MPO) are a JPEG to Pillow; by that name it would not know them."""
_CONTENT_TYPES = "[Content_Types].xml"
_LARGEST_CONTENT_TYPES = 1_000_000
_MAIN_PARTS = {"xl/workbook.xml": FileType.XLSX, "word/document.xml": FileType.DOCX}
_ACTIVE_PARTS = ("vbaproject.bin", "vbadata.xml", "activex", "macrosheets/")
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
            if _acts(document):
                raise EvidenceRefused(evidence.SCRIPTED)
    except pikepdf.PasswordError as error:
        raise EvidenceRefused(evidence.LOCKED) from error
    except (pikepdf.PdfError, RuntimeError, ValueError, KeyError, AttributeError) as error:
        raise EvidenceRefused(evidence.DAMAGED) from error


def _acts(document: pikepdf.Pdf) -> bool:
    """Whether it runs something by itself when opened."""
    root = document.Root
    if "/Names" in root and "/JavaScript" in root.Names:
        return True
    action = root.get("/OpenAction")
    return isinstance(action, pikepdf.Dictionary) and action.get("/S") in ("/JavaScript", "/Launch")


def _office_type(content: bytes) -> FileType:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _refuse_bomb(entries, len(content))
            names = {entry.filename.casefold() for entry in entries}
            if any(entry.flag_bits & 1 for entry in entries):
                raise EvidenceRefused(evidence.LOCKED)
            kind = next((kind for part, kind in _MAIN_PARTS.items() if part in names), None)
            if kind is None or _CONTENT_TYPES.casefold() not in names:
                raise EvidenceRefused(evidence.UNKNOWN)
            if any(part in name for name in names for part in _ACTIVE_PARTS) or _is_for_macros(archive):
                raise EvidenceRefused(evidence.MACROS)
            return kind
    except (zipfile.BadZipFile, NotImplementedError, KeyError, OSError, EOFError) as error:
        raise EvidenceRefused(evidence.DAMAGED) from error


def _refuse_bomb(entries: list[zipfile.ZipInfo], size: int) -> None:
    """By what the archive says of itself. One whose entries overlap claims more than it holds."""
    inflated = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if (
        len(entries) > evidence.MOST_ENTRIES
        or inflated > evidence.LARGEST_INFLATED
        or inflated > evidence.LARGEST_RATIO * max(packed, 1)
        or packed > size
    ):
        raise EvidenceRefused(evidence.BOMB)


def _is_for_macros(archive: zipfile.ZipFile) -> bool:
    """A workbook for macros says so in its list of types; of that list no more is read than is usual."""
    with archive.open(_CONTENT_TYPES) as part:
        return b"macroenabled" in part.read(_LARGEST_CONTENT_TYPES).lower()
