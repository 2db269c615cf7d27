"""An office file looked into part by part: what would run, fetch or carry something is not taken."""

import io
import re
import zipfile
from collections.abc import Iterable
from decimal import Decimal
from typing import IO
from urllib.parse import unquote
from xml.parsers import expat

from db.evidence.links import is_safe_link
from domain.access.screening import holds_nik
from domain.commitments import evidence
from domain.commitments.evidence import EvidenceRefused, FileType

CONTENT_TYPES = "[content_types].xml"
_MAIN_PART = re.compile(r"(xl/workbook|word/document)\d*\.xml")
"""Programs on the web number theirs."""
_KINDS = {"xl/workbook": FileType.XLSX, "word/document": FileType.DOCX}
_MACROS = ("vbaproject", "vbadata.xml", "activex", "macrosheets/", "dialogsheets/", "customui")
_CARRIERS = ("/embeddings/", "oleobject", "/package")
_DATA_OF_A_CHART = re.compile(r"word/embeddings/[^/]+\.xlsx")
"""What Word draws a chart from: a workbook beside each, which is looked into as one sent by itself is."""
_NONE = re.compile(r"(?!)")
_AT_A_CHART = "word/charts/_rels/"
_TO_ITS_DATA = re.compile(r"(?:\.\./|/word/)embeddings/[^/\\]+\.xlsx", re.IGNORECASE)
_FETCHERS = ("xl/externallinks/", "xl/connections.xml", "xl/querytables/", "webextension")
_OF_WINDOWS = "package/services/metadata/"
"""Where programs of Microsoft's .NET keep author and date."""
_OWN_TEMPLATE = re.compile(r"(?:file:///)?(?:[a-z]:[\\/])?(?:[^:\\/]+[\\/])*[^:\\/]+", re.IGNORECASE)
"""On a drive of whoever opens it, or beside Word's own: Word notes it in every document that has one."""
_FIELDS = re.compile(
    r"\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE)\b|^\s*=?.{0,60}\|'.*'!"
    r"|\bLINK\s+\w+\.\w|\bDATABASE\s+\\\w|\bRD\s+(?:\\f\s+)?(?:\"|\\\\)"
    r"|\b(?:IMPORT|INCLUDE)\s+(?:\"|\\\\|[a-z]\w*:)|\bQUOTE(?:\s+\d{1,3}){4}"
    r"|_xlfn\.IMAGE\(|\b(?:WEBSERVICE|RTD|CALL|REGISTER\.ID|EXEC|EXECUTE|INITIATE|POKE)\(",
    re.IGNORECASE,
)
"""Fields and formulas that fetch from a program or a file, or spell such a field by numbers of letters."""
_LINKS = re.compile(
    r"\bHYPERLINK\s*\(?\s*\"([^\"]*)\"|\bHYPERLINK\s+((?:\\\\|[a-z][a-z0-9+.\-]+:)[^\s\"]*)", re.IGNORECASE
)
"""Where a field or a formula leads whoever follows it."""
_SAID = re.compile(r"\"[^\"]*\"")
_NAMED = re.compile(r"'[^']*'|\[[^\[\]]*\]")
"""Sheets and columns of tables in a formula; a stroke outside of them asks another program."""
_OTHER_BOOK = re.compile(r"\[[^\[\]]+\.(?:xl\w{1,2}|csv|ods|html?|xml)\]|'(?:\\\\|\w+://)", re.IGNORECASE)
_OUTSIDE = re.compile(r"\s*(?:[a-z][a-z0-9+.\-]*:|[\\/]{2})", re.IGNORECASE)
"""What is said to be a part of this file, and is none."""
_DRIVE = re.compile(r"(?:file:///)?[a-z]:[\\/]", re.IGNORECASE)
_KINDS_OF_PARTS = {
    **dict.fromkeys(("oleobject", "package", "afchunk", "subdocument"), evidence.CARRIES),
    **dict.fromkeys(
        (
            "vbaproject",
            "wordvbadata",
            "control",
            "activexcontrolbinary",
            "extensibility",
            "xlmacrosheet",
            "xlintlmacrosheet",
            "dialogsheet",
        ),
        evidence.MACROS,
    ),
    **dict.fromkeys(
        (
            "externallink",
            "externallinkpath",
            "connections",
            "querytable",
            "webextension",
            "webextensiontaskpanes",
        ),
        evidence.FETCHES,
    ),
}
"""What a part is for whoever opens the file, by which it is found, and not by its name."""
_FORMULAS = frozenset({"f", "definedName", "formula", "formula1", "formula2", "calculatedColumnFormula"})
_INSTRUCTIONS = frozenset({"instrText", "delInstrText"})
"""What was struck out while changes are tracked is there again by one click."""
_NOTED = frozenset({"title", "subject", "description", "keywords", "category"})
"""What a file says of itself."""
_TEXTS = frozenset({"t", "v", "delText", *_NOTED})
"""What somebody reads: a run of text, the value of a cell."""
_WHOLE = frozenset({"p", "si", "is", "c", "pt", *_NOTED})
"""A paragraph, a cell or a point of a chart: a number in it is cut into several runs as programs like."""
_SHOWN = {"sheet": "name", "docPr": "descr", "cNvPr": "descr"}
"""What somebody reads that stands beside an element: the name of a sheet, what is said of a picture."""
_ACTIVE_TYPES = {
    "vbaproject": evidence.MACROS,
    "activex": evidence.MACROS,
    "macrosheet": evidence.MACROS,
    "oleobject": evidence.CARRIES,
}
"""By what one part is said to be, wherever it lies and whatever leads to it."""
_BY_POWERS = re.compile(r"(?<![\d.,])\d\.\d{9,20}E\+?15(?!\d)")
"""A number of sixteen digits as a workbook keeps it, where it was typed as a number."""
_PIECE = 1 << 16


def look_into(archive: zipfile.ZipFile, size: int) -> FileType:
    """Which kind it is; raises EvidenceRefused with what to send instead."""
    kind, _ = _looked_into(archive, size, evidence.LARGEST_INFLATED, _DATA_OF_A_CHART)
    return kind


def _looked_into(
    archive: zipfile.ZipFile, size: int, left: int, data: re.Pattern[str]
) -> tuple[FileType, int]:
    """And how much more may be unpacked after it. Whose names are ``data`` are data of a chart."""
    entries = archive.infolist()
    _refuse_bomb_as_declared(entries, size)
    if min((entry.header_offset for entry in entries), default=0):
        raise EvidenceRefused(evidence.DAMAGED)  # another file stands before the first part
    names = [unquote(entry.filename) for entry in entries]
    if any(entry.flag_bits & 1 for entry in entries):
        raise EvidenceRefused(evidence.LOCKED)
    if any(_climbs(name) for name in names) or len({name.casefold() for name in names}) < len(names):
        raise EvidenceRefused(evidence.DAMAGED)
    lower = {name.casefold() for name in names}
    main = sorted(found[1] for name in lower if (found := _MAIN_PART.fullmatch(name)))
    kind = _KINDS[main[-1]] if main else None
    if kind is None or CONTENT_TYPES not in lower:
        raise EvidenceRefused(evidence.UNKNOWN)
    parts = {name for name in lower if not name.startswith(_OF_WINDOWS) and not data.fullmatch(name)}
    for marks, sentence in (
        (_MACROS, evidence.MACROS),
        (_CARRIERS, evidence.CARRIES),
        (_FETCHERS, evidence.FETCHES),
    ):
        if any(mark in f"/{name}" for name in parts for mark in marks):
            raise EvidenceRefused(sentence)
    endings = frozenset(name.rpartition(".")[2] for name in lower)
    return kind, _look_into_parts(archive, entries, endings, left, data)


def _refuse_bomb_as_declared(entries: list[zipfile.ZipInfo], size: int) -> None:
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


def _climbs(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or name.startswith(("/", "\\")) or ":" in parts[0] or "\0" in name


def _look_into_parts(
    archive: zipfile.ZipFile,
    entries: Iterable[zipfile.ZipInfo],
    endings: frozenset[str],
    left: int,
    data: re.Pattern[str],
) -> int:
    """Each part is unpacked and counted, whatever its size is said to be."""
    for entry in entries:
        with archive.open(entry) as part:
            counted = _Counted(part, left)
            name = unquote(entry.filename).casefold()
            if data.fullmatch(name):
                left = _look_into_data(counted)
                continue
            start = counted.read()
            if name.endswith((".xml", ".rels", ".vml")) or _reads_as_markup(name, start):
                _Markup(name, endings).read(counted, start)
            counted.skip()
            left = counted.left
    return left


def _look_into_data(part: "_Counted") -> int:
    """No chart is drawn from anything but a workbook, and none of that carries another one."""
    content = b"".join(iter(part.read, b""))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        kind, left = _looked_into(archive, len(content), part.left, _NONE)
    if kind is not FileType.XLSX:
        raise EvidenceRefused(evidence.CARRIES)
    return left


def _reads_as_markup(name: str, start: bytes) -> bool:
    """A part is markup if it is said to be, and its name says nothing; a drawing of SVG has no fields."""
    begins = start[:200].lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n\0")
    return begins.startswith(b"<") and not name.endswith((".svg", ".htm", ".html"))


class _Counted:
    """Reads on, and stops where more comes than may."""

    def __init__(self, part: IO[bytes], left: int) -> None:
        self._part, self.left = part, left

    def read(self, size: int = _PIECE) -> bytes:
        piece = self._part.read(min(size, _PIECE))
        self.left -= len(piece)
        if self.left < 0:
            raise EvidenceRefused(evidence.BOMB)
        return piece

    def skip(self) -> None:
        while self.read():
            pass


class _Markup:
    """Reads a part as it comes, and keeps nothing but the instructions in it and the paragraph at hand."""

    def __init__(self, part: str, endings: frozenset[str]) -> None:
        self._is_relations = part.endswith(".rels")
        self._is_of_chart = part.startswith(_AT_A_CHART)
        self._are_types = part == CONTENT_TYPES
        self._endings = endings
        self._inside = ""
        self._text: list[str] = []
        self._instructions: list[str] = []
        self._read: list[str] = []
        self._parser = expat.ParserCreate(namespace_separator="}")
        self._parser.StartDoctypeDeclHandler = self._declares
        self._parser.StartElementHandler = self._begins
        self._parser.EndElementHandler = self._ends
        self._parser.CharacterDataHandler = self._says

    def read(self, part: _Counted, start: bytes) -> None:
        try:
            piece = start
            while piece:
                self._parser.Parse(piece, False)
                piece = part.read()
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise EvidenceRefused(evidence.DAMAGED) from error
        self._refuse_identity()
        # Word cuts one instruction into several pieces as it likes.
        self._judge("".join(self._instructions))

    def _declares(self, *_: object) -> None:
        """Office programs declare neither document types nor entities; whoever does wants something by it."""
        raise EvidenceRefused(evidence.DAMAGED)

    def _begins(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        if name == "ddeLink" or (self._is_relations and name == "Relationship" and _fetches(attributes)):
            raise EvidenceRefused(evidence.FETCHES)
        if self._is_relations and not (self._is_of_chart and _is_data(attributes)):
            why = _KINDS_OF_PARTS.get(_kind(attributes))
            if why:
                raise EvidenceRefused(why)
        if self._are_types:
            self._refuse_types(name, attributes)
        for attribute, value in attributes.items():
            self._look_at(name, attribute.rpartition("}")[2], value)
        if name in _INSTRUCTIONS or name in _FORMULAS or name in _TEXTS:
            self._inside = name

    def _look_at(self, name: str, attribute: str, value: str) -> None:
        if attribute == "instr":
            self._judge(value)
        if attribute == _SHOWN.get(name) and holds_nik(value):
            raise EvidenceRefused(evidence.IDENTIFIES)
        if attribute == "src" and name == "imagedata" and _OUTSIDE.match(value):
            raise EvidenceRefused(evidence.FETCHES)

    def _refuse_types(self, name: str, attributes: dict[str, str]) -> None:
        if self._has_macros(name, attributes):
            raise EvidenceRefused(evidence.MACROS)
        is_said = attributes.get("ContentType", "").casefold() if name == "Override" else ""
        for mark, sentence in _ACTIVE_TYPES.items():
            if mark in is_said:
                raise EvidenceRefused(sentence)

    def _has_macros(self, name: str, attributes: dict[str, str]) -> bool:
        """What a part is said to be; what an ending would mean that no part has says nothing of this file."""
        is_there = name != "Default" or attributes.get("Extension", "").casefold() in self._endings
        return is_there and "macroenabled" in attributes.get("ContentType", "").casefold()

    def _says(self, text: str) -> None:
        if self._inside:
            self._text.append(text)

    def _ends(self, tag: str) -> None:
        name = tag.rpartition("}")[2]
        if name in _WHOLE:
            self._refuse_identity()
        if not self._inside or name != self._inside:
            return
        text = "".join(self._text)
        self._text.clear()
        if self._inside in _FORMULAS:
            self._judge(text)
            unsaid = _SAID.sub("", text)
            if _OTHER_BOOK.search(unsaid) or "|" in _NAMED.sub("", unsaid):
                raise EvidenceRefused(evidence.FETCHES)
        elif self._inside in _TEXTS:
            self._read.append(text)
        else:
            self._instructions.append(text)
        self._inside = ""

    def _refuse_identity(self) -> None:
        if not self._read:
            return
        text = "".join(self._read)
        self._read.clear()
        if holds_nik(_BY_POWERS.sub(lambda found: str(int(Decimal(found[0]))), text)):
            raise EvidenceRefused(evidence.IDENTIFIES)

    def _judge(self, instruction: str) -> None:
        links = (quoted or bare for quoted, bare in _LINKS.findall(instruction))
        if _FIELDS.search(instruction) or not all(map(_may_be_linked, links)):
            raise EvidenceRefused(evidence.FETCHES)


def _kind(relation: dict[str, str]) -> str:
    return relation.get("Type", "").strip().rstrip("/").rpartition("/")[2].casefold()


def _is_data(relation: dict[str, str]) -> bool:
    return _kind(relation) == "package" and _TO_ITS_DATA.fullmatch(relation.get("Target", "")) is not None


def _may_be_linked(target: str) -> bool:
    """A file on a drive of whoever wrote it is nowhere else, and offices link to theirs by hand."""
    return not target or _DRIVE.match(target) is not None or is_safe_link(target)


def _fetches(relation: dict[str, str]) -> bool:
    """What is outside is only ever a link, which whoever reads may follow or not."""
    kind, target = _kind(relation), relation.get("Target", "")
    is_said = relation.get("TargetMode", "").strip().casefold() == "external"
    if not is_said and not _OUTSIDE.match(target):
        return False
    if kind == "attachedtemplate":
        return _OWN_TEMPLATE.fullmatch(target) is None
    return kind != "hyperlink" or not _may_be_linked(target)
