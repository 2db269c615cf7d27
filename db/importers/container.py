"""What a file really is, judged by its bytes, before anything reads its cells."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from xml.etree import ElementTree

from db.damaged_zip import DAMAGED_ZIP
from domain.imports.quality import FileRefused

MOST_BYTES = 50_000_000
MOST_UNPACKED = 400_000_000
MOST_GROWTH = 200
"""Times: sheets of much the same lines grow to fifty times what they were packed to."""
MOST_MEMBERS = 5_000
MOST_ROWS = 200_000
MOST_COLUMNS = 1_000
MOST_SHEETS = 100
BIG_XML = 40_000_000
"""Of one part: beyond it only what changes figures is looked up, not fills; of an ODS nothing."""
_CHUNK = 1 << 20


class Format(StrEnum):
    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    HTML = "html"
    SPREADSHEETML = "spreadsheetml"
    CSV = "csv"


@dataclass
class Container:
    format: Format
    left_out: dict[str, int] = field(default_factory=dict)
    uses_1904: bool = False
    was_calculated: bool = True
    """Whether the program that wrote the file calculates formulas."""


DO_NOT_OPEN = "Jangan dibuka; tanyakan kepada pengirimnya."
SAVE_AGAIN = "Buka berkas di Excel atau WPS, simpan ulang sebagai Buku Kerja Excel (.xlsx), lalu kirim lagi."
_FORBIDDEN_XML = FileRefused(
    "forbidden-xml", "Berkas berisi bagian XML yang tidak lazim bagi lembar kerja.", SAVE_AGAIN
)
_DAMAGED = FileRefused("damaged", "Berkas rusak atau terpotong; isinya tidak dapat dibuka.", SAVE_AGAIN)
LOCKED = FileRefused(
    "locked",
    "Berkas terkunci kata sandi; isinya tidak dapat dibuka, dan sandi tidak boleh diminta di sini.",
    "Buka dengan sandi Anda, hapus sandinya (Berkas › Info › Lindungi), simpan, lalu kirim lagi.",
)


def damaged() -> FileRefused:
    return _DAMAGED


def too_large(says: str) -> FileRefused:
    return FileRefused(
        "too-large",
        says,
        "Bagi berkas menjadi beberapa bagian, atau minta berkas dibuat ulang dari aplikasi asal.",
    )


def far_cell(where: str) -> FileRefused:
    return FileRefused(
        "far-cell",
        f"Ada isi yang tercecer jauh di luar tabel ({where}).",
        "Tekan Ctrl+End, hapus baris dan kolom kosong di luar tabel, simpan, lalu kirim lagi.",
    )


def _other(what: str, todo: str = SAVE_AGAIN) -> FileRefused:
    return FileRefused("other-format", f"Berkas ini {what}, bukan lembar kerja.", todo)


_UNZIP = "Keluarkan lembar kerjanya dari arsip, lalu kirim lembar kerja itu."
_SIGNATURES: tuple[tuple[bytes, FileRefused], ...] = (
    (b"%PDF", _other("PDF", "Minta lembar kerja aslinya; angka dari PDF tidak dibaca.")),
    (b"\x89PNG", _other("gambar", "Minta lembar kerja aslinya; angka dari gambar tidak dibaca.")),
    (b"\xff\xd8\xff", _other("foto", "Minta lembar kerja aslinya; angka dari foto tidak dibaca.")),
    (b"GIF8", _other("gambar", "Minta lembar kerja aslinya; angka dari gambar tidak dibaca.")),
    (b"Rar!", _other("arsip RAR", _UNZIP)),
    (b"7z\xbc\xaf", _other("arsip 7z", _UNZIP)),
    (b"\x1f\x8b", _other("arsip gzip", _UNZIP)),
    (b"BZh", _other("arsip bzip2", _UNZIP)),
    (b"\xfd7zXZ", _other("arsip xz", _UNZIP)),
    (b"MZ", _other("program", "Jangan dibuka; tanyakan kepada pengirimnya.")),
    (b"\x7fELF", _other("program", "Jangan dibuka; tanyakan kepada pengirimnya.")),
    (b"SQLite format 3", _other("basis data", SAVE_AGAIN)),
    (b"{\\rtf", _other("dokumen RTF", SAVE_AGAIN)),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RAW_BIFF = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00\x04\x00")


def inspect(data: bytes) -> Container:
    """The container's format and what it carries beside cells. Raises ``FileRefused``."""
    if not data.strip(b"\0 \r\n\t"):
        raise FileRefused("empty", "Berkas kosong.", "Pilih berkas yang benar, lalu kirim lagi.")
    for signature, refusal in _SIGNATURES:
        if data.startswith(signature):
            raise refusal
    if data.startswith(b"PK"):
        return _zip(data)
    if data.startswith(_OLE):
        return _ole(data)
    if (
        data.startswith(_RAW_BIFF)
        and len(data) > 4
        and data[2:4] in (b"\x04\0", b"\x06\0", b"\x08\0", b"\x10\0")
    ):
        raise _DAMAGED
    return _text(data)


_BOOKS = frozenset({"mimetype", "xl/workbook.bin", "xl/workbook.xml"})
"""The parts by which the three kinds of workbooks that are zips are told; each has one."""


# Zip -----------------------------------------------------------------------------------------------


def _zip(data: bytes) -> Container:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except DAMAGED_ZIP:
        raise _DAMAGED from None
    with archive:
        members = archive.infolist()
        if any(member.flag_bits & 1 for member in members):
            raise LOCKED
        _check_members(data, archive, members)
        names = {member.filename for member in members}
        # Of two parts of one name, or of two books in one file, each reader takes another one.
        is_twofold = len({name.casefold() for name in names}) < len(members)
        if is_twofold or len(_BOOKS & names) > 1:
            raise _DAMAGED
        found = _kind_of_zip(archive, names)
        _check_xml(archive, members)
        return found


def _check_members(data: bytes, archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_MEMBERS:
        raise too_large("Isi berkas terdiri atas terlalu banyak bagian.")
    if any(
        ".." in member.filename.split("/") or member.filename.startswith(("/", "\\")) for member in members
    ):
        raise FileRefused(
            "forbidden-member",
            "Berkas berisi bagian yang menunjuk keluar dari dirinya.",
            DO_NOT_OPEN,
        )
    unpacked = sum(member.file_size for member in members)
    if unpacked > MOST_UNPACKED:
        says = f"Isi berkas ini membengkak menjadi lebih dari {MOST_UNPACKED // 1_000_000} MB saat dibuka"
        if unpacked > MOST_GROWTH * len(data):
            raise FileRefused("zip-bomb", f"{says}; lembar kerja biasa tidak begitu.", DO_NOT_OPEN)
        raise too_large(f"{says}.")
    # Bytes before the first member or behind the directory belong to another file that hides here.
    if members and min(member.header_offset for member in members) != 0:
        raise _DAMAGED
    end = data.rfind(b"PK\x05\x06")
    comment = int.from_bytes(data[end + 20 : end + 22], "little")
    if end < 0 or end + 22 + comment != len(data) or comment:
        raise _DAMAGED


def _kind_of_zip(archive: zipfile.ZipFile, names: set[str]) -> Container:
    if "mimetype" in names:
        mime = _start(archive, "mimetype")
        if b"opendocument.spreadsheet" not in mime:
            raise _other("dokumen OpenDocument lain")
        if b"encryption-data" in _start(archive, "META-INF/manifest.xml", 1_000_000):
            raise LOCKED
        return Container(Format.ODS, _opendocument_extras(archive, names))
    if "xl/workbook.bin" in names:
        return Container(Format.XLSB, _office_extras(archive, names))
    if "xl/workbook.xml" in names:
        book = _start(archive, "xl/workbook.xml", 1_000_000)
        return Container(
            Format.XLSX,
            _office_extras(archive, names),
            uses_1904=bool(re.search(rb'date1904="(?:1|true)"', book)),
            was_calculated="xl/calcChain.xml" in names,
        )
    if any(name.startswith("word/") for name in names):
        raise _other("dokumen Word", "Pindahkan tabelnya ke lembar kerja, lalu kirim lembar kerja itu.")
    if any(name.startswith("ppt/") for name in names):
        raise _other("salindia", "Pindahkan tabelnya ke lembar kerja, lalu kirim lembar kerja itu.")
    if any(name.startswith("xl/") for name in names):
        raise _DAMAGED
    raise _other("arsip zip", _UNZIP)


def _start(archive: zipfile.ZipFile, name: str, most: int = 10_000) -> bytes:
    try:
        with archive.open(name) as member:
            return member.read(most)
    except DAMAGED_ZIP:
        return b""


_AUTHOR = re.compile(
    rb"<(?:dc:creator|cp:lastModifiedBy|dc:description|dc:subject|cp:keywords|Manager|Company|meta:initial-creator)[^>]*>[^<]+<"
)
_HARMLESS_AUTHORS = (b">openpyxl<", b">xlsxwriter<", b">Microsoft Office User<")


def _office_extras(archive: zipfile.ZipFile, names: set[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    properties = b"".join(
        _start(archive, name, 100_000)
        for name in ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml")
        if name in names
    )
    authors = [each for each in _AUTHOR.findall(properties) if not any(a in each for a in _HARMLESS_AUTHORS)]
    if authors or "docProps/custom.xml" in names:
        found["properti berkas"] = 1
    comments = sum(
        _start(archive, name, 20_000_000).count(b"<comment ")
        for name in names
        if re.match(r"xl/comments\d*\.xml|xl/comments/", name)
    )
    if comments:
        found["komentar"] = comments
    pictures = sum(name.startswith("xl/media/") for name in names)
    if pictures:
        found["gambar"] = pictures
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        found["makro"] = 1
    return found


def _opendocument_extras(archive: zipfile.ZipFile, names: set[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    if "meta.xml" in names and _AUTHOR.search(_start(archive, "meta.xml", 100_000)):
        found["properti berkas"] = 1
    content = _start(archive, "content.xml", 20_000_000)
    if comments := content.count(b"<office:annotation"):
        found["komentar"] = comments
    if pictures := sum(name.startswith("Pictures/") for name in names):
        found["gambar"] = pictures
    if any(name.startswith("Basic/") for name in names):
        found["makro"] = 1
    return found


def parsed(xml: bytes) -> ElementTree.Element:
    """XML of the file itself; whoever declares entities was refused before."""
    if _FORBIDDEN.search(xml[:200_000]):
        raise _FORBIDDEN_XML
    try:
        return ElementTree.fromstring(xml)  # noqa: S314 - no entities, and in a process that may die
    except (ElementTree.ParseError, ValueError):
        raise _DAMAGED from None


def chunks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with archive.open(name) as member:
        while chunk := member.read(_CHUNK):
            yield chunk


# A cell that closes itself is only painted: offices paint rows to their end.
_FAR = re.compile(rb'r="([A-Z]{3}\d+)"[^>/]*>')
_LATE_ROW = re.compile(rb'r="[A-Z]{1,3}(\d{6,7})"[^>/]*>')
_FORBIDDEN = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_REPEATED = re.compile(rb'number-(?:columns|rows)-repeated="(\d+)"')


def _check_xml(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    """Every XML part once through: it must unpack to what it says, hold no entities, no far corner."""
    sheets = 0
    for member in members:
        name = member.filename
        is_sheet = bool(re.match(r"xl/worksheets/[^/]+\.(?:xml|bin)$", name))
        sheets += is_sheet
        if sheets > MOST_SHEETS:
            raise too_large(f"Berkas berisi lebih dari {MOST_SHEETS} lembar.")
        if not name.endswith((".xml", ".rels", ".bin")):
            continue
        try:
            _check_part(archive, name, is_sheet)
        except DAMAGED_ZIP:
            raise _DAMAGED from None


def _check_part(archive: zipfile.ZipFile, name: str, is_sheet: bool) -> None:
    rest = b""
    first = True
    for chunk in chunks(archive, name):
        text = rest + chunk
        if first and name.endswith((".xml", ".rels")) and _FORBIDDEN.search(text):
            raise _FORBIDDEN_XML
        first = False
        if is_sheet and name.endswith(".xml"):
            _check_sheet(text)
        if name == "content.xml":
            _check_repeats(text)
        rest = text[-200:]


def _check_sheet(text: bytes) -> None:
    if far := _FAR.search(text):
        raise far_cell(far[1].decode())
    rows = _LATE_ROW.findall(text[-20_000:])
    if rows and max(map(int, rows)) > MOST_ROWS:
        raise too_large(f"Lembar berisi lebih dari {MOST_ROWS:,} baris.".replace(",", "."))


_ODF_CELL = re.compile(rb"<table:table-cell\b[^>]*office:value[^>]*>")
_ODF_ROW = re.compile(rb"<table:table-row\b[^>]*number-rows-repeated=\"(\d+)\"[^>]*>(.{0,400})", re.DOTALL)


def _check_repeats(text: bytes) -> None:
    """A value repeated a thousand million times fits into a kilobyte; blank cells may repeat."""
    for cell in _ODF_CELL.findall(text):
        if (repeated := _REPEATED.search(cell)) and int(repeated[1]) > MOST_COLUMNS:
            raise far_cell("sel yang diulang")
    for repeated_rows, inside in _ODF_ROW.findall(text):
        if int(repeated_rows) > 1_000 and b"office:value" in inside:
            raise far_cell("baris yang diulang")


# OLE and text --------------------------------------------------------------------------------------


def _ole(data: bytes) -> Container:
    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise LOCKED
    if holds("WordDocument"):
        raise _other("dokumen Word", "Pindahkan tabelnya ke lembar kerja, lalu kirim lembar kerja itu.")
    if not (holds("Workbook") or holds("Book")):
        raise _DAMAGED
    if _has_filepass(data):
        raise LOCKED
    left_out = {"makro": 1} if holds("_VBA_PROJECT") else {}
    return Container(Format.XLS, left_out)


def _has_filepass(data: bytes) -> bool:
    """Whether one of the first records of the workbook says that the rest is encrypted."""
    at = data.find(b"\x09\x08\x10\x00\x00\x06")
    for _ in range(8):
        if at < 0 or at + 4 > len(data):
            return False
        record, length = (
            int.from_bytes(data[at : at + 2], "little"),
            int.from_bytes(data[at + 2 : at + 4], "little"),
        )
        if record == 0x002F:
            return True
        at += 4 + length
    return False


_SPREADSHEETML = b"urn:schemas-microsoft-com:office:spreadsheet"


def _text(data: bytes) -> Container:
    head = data[:4_000].lstrip(b"\xef\xbb\xbf \r\n\t")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) and b"<" in head[:8]:
        head = head.decode("utf-16", "ignore").encode()
    if b"%PDF" in data[:1_024]:
        raise _other("PDF", "Minta lembar kerja aslinya; angka dari PDF tidak dibaca.")
    lowered = head[:2_000].lower()
    if head.startswith(b"<") and _SPREADSHEETML in head:
        if _FORBIDDEN.search(data[:200_000]):
            raise _FORBIDDEN_XML
        return Container(Format.SPREADSHEETML)
    if head.startswith(b"<") and re.search(
        rb"<(?:html|table|!doctype html|head|body|meta|style|div)\b", lowered
    ):
        return Container(Format.HTML)
    if head.startswith(b"<"):
        raise _other("XML dari aplikasi lain")
    return Container(Format.CSV)
