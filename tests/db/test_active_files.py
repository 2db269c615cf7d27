"""Files that run, send, fetch or carry something are turned down; what offices make every day is taken."""

import io
import re
import zipfile
from collections.abc import Callable

import pikepdf
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from pikepdf import Array, Dictionary, Name, Pdf, String

from db.evidence.cleaning import clean
from domain.commitments import evidence
from domain.commitments.evidence import EvidenceRefused, FileType
from reports import minutes as papers
from tests import samples
from tests.factories import MORNING
from tests.samples import MINUTES

Change = Callable[[Pdf], None]


def pdf(change: Change) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        change(document)
        document.save(out)
    return out.getvalue()


def annotated(annotation: Dictionary) -> Change:
    def change(document: Pdf) -> None:
        annotation.Type = Name.Annot
        annotation.Rect = Array([0, 0, 10, 10])
        document.pages[0].obj.Annots = document.make_indirect(Array([document.make_indirect(annotation)]))

    return change


def action(**values: object) -> Dictionary:
    return Dictionary(Subtype=Name.Link, A=Dictionary(values))


def on_opening(kind: Name, **values: object) -> Change:
    def change(document: Pdf) -> None:
        document.Root.OpenAction = Dictionary({"/S": kind, **{f"/{k}": v for k, v in values.items()}})

    return change


def named_script(document: Pdf) -> None:
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    document.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script])))


def script_of_a_page(document: Pdf) -> None:
    document.pages[0].obj.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=String("x()")))


def script_that_no_page_leads_to(document: Pdf) -> None:
    """A later revision could; it is in the file."""
    document.Root.Hidden = document.make_indirect(Dictionary(S=Name.JavaScript, JS=String("x()")))


def script_behind_another(document: Pdf) -> None:
    document.Root.OpenAction = Dictionary(
        S=Name.GoTo,
        D=Array([document.pages[0].obj, Name.Fit]),
        Next=Array([Dictionary(S=Name.JavaScript, JS=String("x()"))]),
    )


def script_in_a_stream(document: Pdf) -> None:
    script = document.make_stream(b"app.alert(1)")
    document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=script)


def script_by_a_name_elsewhere(document: Pdf) -> None:
    script = Dictionary(S=document.make_indirect(Name.JavaScript), X=String("x()"))
    document.Root.OpenAction = Dictionary(S=Name.GoTo, D=String("bab"), Next=script)


def an_attachment(document: Pdf) -> None:
    document.attachments["muatan.exe"] = b"MZ"


def a_form_of_xfa(document: Pdf) -> None:
    document.Root.AcroForm = Dictionary(Fields=Array(), XFA=document.make_stream(b"<xdp/>"))


def content_from_outside(document: Pdf) -> None:
    stream = document.make_stream(b"")
    stream.F = Dictionary(Type=Name.Filespec, F=String("//host/isi"))
    document.pages[0].obj.Contents = stream


def a_page_called_when_one_is_seen(document: Pdf) -> None:
    document.pages[0].obj.AA = Dictionary(O=Dictionary(S=Name.URI, URI=String("https://contoh.id")))


def a_page_called_behind_a_jump(document: Pdf) -> None:
    called = Dictionary(S=Name.URI, URI=String("https://contoh.id"))
    then = Array([Dictionary(S=Name.GoTo, D=String("b"), Next=called)])
    document.Root.OpenAction = Dictionary(S=Name.GoTo, D=String("a"), Next=then)


def jumps_without_an_end(document: Pdf) -> None:
    jump = document.make_indirect(Dictionary(S=Name.GoTo, D=String("a")))
    jump.Next = jump
    document.Root.OpenAction = jump


def a_share_that_links_begin_at(document: Pdf) -> None:
    document.Root.URI = Dictionary(Base=String("file:////host/x/"))


def a_page_of_another_file(document: Pdf) -> None:
    drawn = document.make_stream(b"")
    drawn.Type, drawn.Subtype, drawn.BBox = Name.XObject, Name.Form, Array([0, 0, 1, 1])
    drawn.Ref = Dictionary(F=String("\\\\host\\a.pdf"), Page=0)
    document.pages[0].obj.Resources = Dictionary(XObject=Dictionary(A=drawn))


def a_file_by_its_address(document: Pdf) -> None:
    document.Root.Hidden = Dictionary(FS=Name.URL, F=String("https://contoh.id/a.pdf"))


ACTIVE_PDF: dict[str, Change] = {
    "a script on opening": on_opening(Name.JavaScript, JS=String("app.alert(1)")),
    "a script in a stream": script_in_a_stream,
    "a script by name": named_script,
    "a script by a name that stands elsewhere": script_by_a_name_elsewhere,
    "a script when a page opens": script_of_a_page,
    "a script that no page leads to": script_that_no_page_leads_to,
    "a script behind a harmless action": script_behind_another,
    "a program started": annotated(action(**{"/S": Name.Launch, "/F": String("cmd.exe")})),
    "a form sent": annotated(action(**{"/S": Name.SubmitForm, "/F": String("https://contoh.id")})),
    "data taken in": annotated(action(**{"/S": Name.ImportData, "/F": String("a.fdf")})),
    "another file opened": annotated(action(**{"/S": Name.GoToR, "/F": String("\\\\host\\a.pdf")})),
    "an embedded file opened": annotated(action(**{"/S": Name.GoToE})),
    "a page called on opening": on_opening(Name.URI, URI=String("https://contoh.id")),
    "a link to a file": annotated(action(**{"/S": Name.URI, "/URI": String("file:///C:/a.exe")})),
    "a link to a share": annotated(action(**{"/S": Name.URI, "/URI": String("\\\\host\\a.exe")})),
    "a script as a link": annotated(action(**{"/S": Name.URI, "/URI": String("javascript:x()")})),
    "an attached file": an_attachment,
    "a file on a note": annotated(Dictionary(Subtype=Name.FileAttachment)),
    "a film": annotated(Dictionary(Subtype=Name.RichMedia)),
    "a sound": annotated(action(**{"/S": Name.Sound})),
    "a form of XFA": a_form_of_xfa,
    "content from another file": content_from_outside,
    "a page called when one is seen": a_page_called_when_one_is_seen,
    "a page called behind a jump": a_page_called_behind_a_jump,
    "jumps without an end": jumps_without_an_end,
    "an article of another file": annotated(action(**{"/S": Name.Thread, "/F": String("\\\\host\\a.pdf")})),
    "links that begin at a share": a_share_that_links_begin_at,
    "a page of another file": a_page_of_another_file,
    "a file by its address": a_file_by_its_address,
}


@pytest.mark.parametrize("name", ACTIVE_PDF)
def test_a_pdf_that_does_more_than_to_be_read_is_refused(name: str) -> None:
    with pytest.raises(EvidenceRefused) as refused:
        clean(pdf(ACTIVE_PDF[name]))
    assert str(refused.value) == evidence.SCRIPTED


def changed(first: bytes, more: bytes = b"") -> bytes:
    """A file to whose end another catalogue was added, as signing and filling in do."""
    root = int(re.findall(rb"/Root (\d+) 0 R", first)[-1])
    pages = re.findall(rb"/Pages (\d+) 0 R", first)[-1].decode()
    before = re.findall(rb"startxref\s+(\d+)", first)[-1].decode()
    catalogue = f"{root} 0 obj<</Type/Catalog/Pages {pages} 0 R".encode() + more + b">>endobj\n"
    table = f"xref\n{root} 1\n{len(first):010d} 00000 n \ntrailer<</Root {root} 0 R/Size 10/Prev {before}>>\n"
    end = f"startxref\n{len(first) + len(catalogue)}\n%%EOF\n"
    return first + catalogue + (table + end).encode()


def test_a_script_that_a_later_change_hides_is_found() -> None:
    """Whoever looks at what was signed opens the file as it was then."""
    for hidden in (
        changed(pdf(on_opening(Name.JavaScript, JS=String("x()")))),
        changed(changed(pdf(lambda document: None), b"/OpenAction<</S/JavaScript/JS(x)>>")),
    ):
        with pytest.raises(EvidenceRefused) as refused:
            clean(hidden)
        assert str(refused.value) == evidence.SCRIPTED


def test_a_file_that_was_signed_and_filled_in_is_taken() -> None:
    first = pdf(lambda document: None)
    sent = changed(changed(first, b"/PageMode/UseNone"), b"/PageMode/UseOutlines")
    assert clean(sent).content == sent


def test_a_file_for_the_web_whose_first_part_is_none_by_itself_is_taken() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(lambda document: None))) as document:
        document.save(out, linearize=True)
    assert clean(out.getvalue()).type is FileType.PDF


def test_more_changes_than_anybody_makes_are_refused() -> None:
    with pytest.raises(EvidenceRefused) as refused:
        clean(pdf(lambda document: None) + b"%%EOF\n" * 200)
    assert str(refused.value) == evidence.DAMAGED


def test_a_name_in_disguise_is_read_as_what_it_says() -> None:
    plain = pdf(on_opening(Name.JavaScript, JS=String("x")))
    assert b"/JavaScript" in plain
    with pytest.raises(EvidenceRefused, match="skrip"):
        clean(plain.replace(b"/JavaScript", b"/J#61v#61Script"))


def outline(document: Pdf) -> None:
    with document.open_outline() as entries:
        entries.root.append(pikepdf.OutlineItem("Bab", 0))


def a_name_elsewhere(document: Pdf) -> None:
    note = Dictionary(Subtype=document.make_indirect(Name.Text), Contents=String("Catatan"))
    annotated(note)(document)


def a_next_page_by_itself(document: Pdf) -> None:
    document.pages[0].obj.AA = Dictionary(O=Dictionary(S=Name.Named, N=Name.NextPage))


ORDINARY_PDF: dict[str, Change] = {
    "a plain page": lambda document: None,
    "a link to a page of the web": annotated(
        action(**{"/S": Name.URI, "/URI": String("https://contoh.id/a")})
    ),
    "a link to write to an office": annotated(
        action(**{"/S": Name.URI, "/URI": String("mailto:a@contoh.id")})
    ),
    "a place to open at": lambda document: setattr(
        document.Root, "OpenAction", Array([document.pages[0].obj, Name.Fit])
    ),
    "a jump inside": on_opening(Name.GoTo, D=String("bab")),
    "a form without scripts": lambda document: setattr(
        document.Root, "AcroForm", Dictionary(Fields=Array(), SigFlags=3)
    ),
    "a list of contents": outline,
    "a name that stands elsewhere": a_name_elsewhere,
    "a next page by itself": a_next_page_by_itself,
    "links that begin at a page of the web": lambda document: setattr(
        document.Root, "URI", Dictionary(Base=String("https://contoh.id/"))
    ),
}


@pytest.mark.parametrize("name", ORDINARY_PDF)
def test_a_pdf_as_offices_make_it_is_taken(name: str) -> None:
    sent = pdf(ORDINARY_PDF[name])
    assert clean(sent).content == sent


def test_our_own_papers_are_taken() -> None:
    assert clean(papers.document(MINUTES, MORNING, seal=None)).type is FileType.PDF


RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def relation(kind: str, target: str, mode: str = "External") -> bytes:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{RELATIONS}/{kind}" Target="{target}" TargetMode="{mode}"/>'
        "</Relationships>"
    ).encode()


def field(*pieces: str) -> bytes:
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    return f'<w:p xmlns:w="urn:w">{runs}</w:p>'.encode()


def chart(data: bytes, kind: str = "package", target: str = "", mode: str = "Internal") -> dict[str, bytes]:
    """As Word keeps a chart: beside it lies the workbook that it is drawn from."""
    name = "Microsoft_Excel_Worksheet.xlsx"
    return {
        "word/charts/_rels/chart1.xml.rels": relation(kind, target or f"../embeddings/{name}", mode),
        f"word/embeddings/{name}": data,
    }


RELS = "word/_rels/document.xml.rels"
ACTIVE_OFFICE: dict[str, tuple[dict[str, bytes], str]] = {
    "a template from elsewhere": (
        {"word/_rels/settings.xml.rels": relation("attachedTemplate", "https://contoh.id/a.dotm")},
        evidence.FETCHES,
    ),
    "a template from a share": (
        {"word/_rels/settings.xml.rels": relation("attachedTemplate", "file:///\\\\host\\a.dotm")},
        evidence.FETCHES,
    ),
    "a template from a share in disguise": (
        {"word/_rels/settings.xml.rels": relation("attachedTemplate", "file:///C:\\\\host\\a.dotm")},
        evidence.FETCHES,
    ),
    "a list of addressees": (
        {"word/_rels/settings.xml.rels": relation("mailMergeSource", "file:///C:\\a.docx")},
        evidence.FETCHES,
    ),
    "an object from elsewhere": ({RELS: relation("oleObject", "https://contoh.id/a")}, evidence.FETCHES),
    "a picture from elsewhere": ({RELS: relation("image", "https://contoh.id/a.png")}, evidence.FETCHES),
    "a frame from elsewhere": ({RELS: relation("frame", "https://contoh.id/a")}, evidence.FETCHES),
    "a link to a share": ({RELS: relation("hyperlink", "file://///host/a.exe")}, evidence.FETCHES),
    "a link to a share by its short name": (
        {RELS: relation("hyperlink", "\\\\host\\a.exe")},
        evidence.FETCHES,
    ),
    "a link that is a command": ({RELS: relation("hyperlink", "ms-msdt:/id")}, evidence.FETCHES),
    "another workbook": ({"xl/externalLinks/externalLink1.xml": b"<x/>"}, evidence.FETCHES),
    "a question to a database": ({"xl/connections.xml": b"<x/>"}, evidence.FETCHES),
    "a formula of DDE": (
        {"xl/worksheets/sheet1.xml": b"<s><f>cmd|' /C calc'!A0</f></s>"},
        evidence.FETCHES,
    ),
    "a field of DDE": ({"word/a.xml": field("DDEAUTO c:\\\\cmd.exe")}, evidence.FETCHES),
    "a field of DDE in pieces": ({"word/a.xml": field("DD", "EAU", "TO cmd")}, evidence.FETCHES),
    "a simple field of DDE": (
        {"word/a.xml": b'<w:fldSimple xmlns:w="urn:w" w:instr="DDE cmd"/>'},
        evidence.FETCHES,
    ),
    "text from another file": ({"word/a.xml": field("INCLUDETEXT \\\\\\\\host\\\\a")}, evidence.FETCHES),
    "an embedded workbook": (
        {
            "word/embeddings/buku.xlsx": samples.office(),
            RELS: relation("package", "embeddings/buku.xlsx", "Internal"),
        },
        evidence.CARRIES,
    ),
    "a workbook in a workbook": ({"xl/embeddings/buku.xlsx": samples.office()}, evidence.CARRIES),
    "data of a chart that is no workbook": (chart(samples.office("word/document.xml")), evidence.CARRIES),
    "data of a chart that carries a program": (
        chart(samples.office(more={"xl/embeddings/oleObject1.bin": b"\xd0\xcf"})),
        evidence.CARRIES,
    ),
    "data of a chart that carries data of its own": (
        chart(samples.office(more=chart(samples.office()))),
        evidence.CARRIES,
    ),
    "data of a chart with macros": (
        chart(samples.office(more={"xl/vbaProject.bin": b"x"})),
        evidence.MACROS,
    ),
    "data of a chart from another workbook": (
        chart(samples.office(more={"xl/externalLinks/externalLink1.xml": b"<x/>"})),
        evidence.FETCHES,
    ),
    "data of a chart from elsewhere": (
        chart(samples.office(), target="https://contoh.id/a.xlsx", mode="External"),
        evidence.FETCHES,
    ),
    "data of a chart that are an object": (chart(samples.office(), kind="oleObject"), evidence.CARRIES),
    "data of a chart that climb": (
        chart(samples.office(), target="../embeddings/../../a.xlsx"),
        evidence.CARRIES,
    ),
    "data of a chart that are damaged": (chart(b"PK\x03\x04"), evidence.DAMAGED),
    "an embedded program": ({"xl/embeddings/oleObject1.bin": b"\xd0\xcf"}, evidence.CARRIES),
    "a linked object": (
        {"word/a.xml": field("LINK Excel.Sheet.12 \\\\\\\\host\\\\a.xlsx \\a")},
        evidence.FETCHES,
    ),
    "a list from a database": ({"word/a.xml": field('DATABASE \\d "C:\\\\a.mdb"')}, evidence.FETCHES),
    "chapters of another file": ({"word/a.xml": field('RD "\\\\\\\\host\\\\a.docx"')}, evidence.FETCHES),
    "a field that leads to a share": (
        {"word/a.xml": field('HYPERLINK "\\\\\\\\host\\\\a.exe"')},
        evidence.FETCHES,
    ),
    "a field in a part of no ending": ({"word/kaki.dat": field("DDEAUTO c:\\\\cmd.exe")}, evidence.FETCHES),
    "a formula that asks a server": (
        {"xl/worksheets/sheet1.xml": b'<s><f>_xlfn.WEBSERVICE("https://contoh.id/"&amp;A1)</f></s>'},
        evidence.FETCHES,
    ),
    "a picture that a formula fetches": (
        {"xl/worksheets/sheet1.xml": b'<s><f>_xlfn.IMAGE("https://contoh.id/a.png")</f></s>'},
        evidence.FETCHES,
    ),
    "a formula that leads to a share": (
        {"xl/worksheets/sheet1.xml": b'<s><f>HYPERLINK("\\\\host\\a.exe","buka")</f></s>'},
        evidence.FETCHES,
    ),
    "a name that is a formula of DDE": (
        {"xl/lain.xml": b"<s><definedName name='a'>cmd|' /C calc'!A0</definedName></s>"},
        evidence.FETCHES,
    ),
    "an address that is said to be inside": (
        {RELS: relation("image", "https://contoh.id/a.png", "Internal")},
        evidence.FETCHES,
    ),
    "an object by another name": (
        {RELS: relation("oleObject", "data/a.dat", "Internal"), "word/data/a.dat": b"\xd0\xcf"},
        evidence.CARRIES,
    ),
    "a file of another kind that is put in whole": (
        {RELS: relation("aFChunk", "isi.dat", "Internal"), "word/isi.dat": b"{\\rtf1}"},
        evidence.CARRIES,
    ),
    "a macro by another name": (
        {RELS: relation("vbaProject", "isi.dat", "Internal"), "word/isi.dat": b"x"},
        evidence.MACROS,
    ),
    "another workbook by another name": (
        {"xl/_rels/workbook.xml.rels": relation("externalLink", "lain.dat", "Internal")},
        evidence.FETCHES,
    ),
    "a field that was struck out": (
        {"word/a.xml": field("DDEAUTO c:\\\\cmd.exe").replace(b"instrText", b"delInstrText")},
        evidence.FETCHES,
    ),
    "a picture by the older word for it": (
        {"word/a.xml": field('IMPORT "https://contoh.id/a.png"')},
        evidence.FETCHES,
    ),
    "a field spelt by numbers of letters": (
        {"word/a.xml": field("QUOTE 68 68 69 65 85 84 79 32 99")},
        evidence.FETCHES,
    ),
    "a field that leads to a share without quotes": (
        {"word/a.xml": field("HYPERLINK \\\\\\\\host\\\\a.exe")},
        evidence.FETCHES,
    ),
    "a formula of DDE without quotes": (
        {"xl/worksheets/sheet1.xml": b"<s><f>cmd|x!A0</f></s>"},
        evidence.FETCHES,
    ),
    "a formula of another workbook": (
        {"xl/worksheets/sheet1.xml": b"<s><f>'\\\\host\\a\\[b.xlsx]S'!A1</f></s>"},
        evidence.FETCHES,
    ),
    "a formula that runs a program": (
        {"xl/worksheets/sheet1.xml": b'<s><f>EXEC("calc")</f></s>'},
        evidence.FETCHES,
    ),
    "a picture from elsewhere, whatever case and gaps say so": (
        {RELS: relation("image", "contoh.id/a.png", " exTernal ")},
        evidence.FETCHES,
    ),
    "a picture on another machine that is said to be inside": (
        {RELS: relation("image", "//host/a.png", "Internal")},
        evidence.FETCHES,
    ),
    "a drawing's picture from elsewhere": (
        {"word/a.vml": b'<v:shape xmlns:v="urn:v"><v:imagedata src="https://contoh.id/a.png"/></v:shape>'},
        evidence.FETCHES,
    ),
    "an object whose kind is written otherwise": (
        {RELS: relation("OLEObject/", "data/a.dat", "Internal"), "word/data/a.dat": b"\xd0\xcf"},
        evidence.CARRIES,
    ),
    "an embedded program behind a name in disguise": (
        {"word/%65mbeddings/a.bin": b"\xd0\xcf"},
        evidence.CARRIES,
    ),
    "a macro": ({"word/vbaProject.bin": b""}, evidence.MACROS),
    "a control": ({"word/activeX/activeX1.xml": b"<x/>"}, evidence.MACROS),
    "buttons that call macros": ({"customUI/customUI.xml": b"<x/>"}, evidence.MACROS),
    "a name that climbs": ({"word/../../a.xml": b"<x/>"}, evidence.DAMAGED),
    "a name that climbs backwards": ({"word\\..\\..\\a.xml": b"<x/>"}, evidence.DAMAGED),
    "a name from the root": ({"/etc/a.xml": b"<x/>"}, evidence.DAMAGED),
    "a name of a drive": ({"C:/a.xml": b"<x/>"}, evidence.DAMAGED),
    "one name twice": ({"WORD/document.xml": b"<x/>"}, evidence.DAMAGED),
    "entities": (
        {"word/a.xml": b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'},
        evidence.DAMAGED,
    ),
    "markup that does not end": ({"word/a.xml": b"<x>"}, evidence.DAMAGED),
}


@pytest.mark.parametrize("name", ACTIVE_OFFICE)
def test_an_office_file_that_does_more_than_to_be_read_is_refused(name: str) -> None:
    more, sentence = ACTIVE_OFFICE[name]
    with pytest.raises(EvidenceRefused) as refused:
        clean(samples.office("word/document.xml", more=more))
    assert str(refused.value) == sentence


@pytest.mark.parametrize("kind", ['Override PartName="/xl/workbook.xml"', 'Default Extension="XML"'])
def test_a_workbook_that_is_said_to_hold_macros_is_refused(kind: str) -> None:
    types = f'<Types><{kind} ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
    with pytest.raises(EvidenceRefused) as refused:
        clean(samples.office(types=types))
    assert str(refused.value) == evidence.MACROS


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [("ms-office.vbaProject", evidence.MACROS), ("openxmlformats.oleObject", evidence.CARRIES)],
)
def test_a_part_that_is_said_to_act_is_refused_whatever_it_is_called(kind: str, sentence: str) -> None:
    types = f'<Types><Override PartName="/xl/a.png" ContentType="application/vnd.{kind}"/></Types>'
    with pytest.raises(EvidenceRefused) as refused:
        clean(samples.office(types=types, more={"xl/a.png": b"\xd0\xcf"}))
    assert str(refused.value) == sentence


def test_a_file_that_stands_before_an_office_file_is_refused_with_it() -> None:
    with pytest.raises(EvidenceRefused) as refused:
        clean(samples.office(more={"xl/embeddings/a.bin": b"\xd0\xcf"}) + samples.office())
    assert str(refused.value) == evidence.DAMAGED


NIK, NIP = "5321014107900001", "199001012015031001"
WRITTEN: dict[str, bytes] = {
    "in a paragraph": f"<w:p><w:r><w:t>NIK {NIK}</w:t></w:r></w:p>".encode(),
    "in a paragraph that is cut into runs": (
        f"<w:p><w:r><w:t>NIK {NIK[:9]}</w:t></w:r><w:r><w:t>{NIK[9:]}</w:t></w:r></w:p>".encode()
    ),
    "among the texts of a workbook": f"<w:si><w:t>{NIK}</w:t></w:si>".encode(),
    "as the number of a cell": f"<w:c><w:v>{NIK}</w:v></w:c>".encode(),
    "as a number by powers of ten": f"<w:c><w:v>{NIK[0]}.{NIK[1:]}E15</w:v></w:c>".encode(),
    "in what was struck out": f"<w:p><w:r><w:delText>{NIK}</w:delText></w:r></w:p>".encode(),
    "in what a file says of itself": f"<w:description>{NIK}</w:description>".encode(),
    "in what is said of a picture": f'<w:docPr descr="KTP {NIK}"/>'.encode(),
    "as the name of a sheet": f'<w:sheet name="{NIK}"/>'.encode(),
    "at a point of a chart": f"<w:pt><w:v>{NIK}</w:v></w:pt><w:pt><w:v>1</w:v></w:pt>".encode(),
    "in digits of another script": "<w:p><w:t>٥٣٢١٠١٤١٠٧٩٠٠٠٠١</w:t></w:p>".encode(),
}


def marked_up(content: bytes) -> bytes:
    return samples.office(
        "word/document.xml", more={"word/a.xml": b'<w:b xmlns:w="urn:w">' + content + b"</w:b>"}
    )


@pytest.mark.parametrize("name", WRITTEN)
def test_a_document_with_somebodys_nik_is_refused(name: str) -> None:
    with pytest.raises(EvidenceRefused) as refused:
        clean(marked_up(WRITTEN[name]))
    assert str(refused.value) == evidence.IDENTIFIES


@pytest.mark.parametrize(
    "text",
    [
        f"NIP {NIP}",
        "0380 831234, dinas@contoh.go.id",
        "Rp5.321.014.107.900.001",
        "9999999999999999",
        f"0.{NIK}",
        f"{NIK}.5",
    ],
)
def test_what_letters_of_offices_bear_is_no_nik(text: str) -> None:
    sent = marked_up(f"<w:p><w:t>{text}</w:t></w:p><w:p><w:t>{NIK[:9]}</w:t></w:p>".encode())
    assert clean(sent).content == sent


def test_what_a_part_holds_is_counted_and_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The archive says that it is small; unpacking goes on until it is too much."""
    monkeypatch.setattr("db.evidence.office._refuse_bomb_as_declared", lambda *_: None)
    with pytest.raises(EvidenceRefused) as refused:
        clean(
            samples.office("word/document.xml", more={"word/media/a.bin": bytes(evidence.LARGEST_INFLATED)})
        )
    assert str(refused.value) == evidence.BOMB


def test_a_part_that_lies_about_its_size_is_refused() -> None:
    sent = samples.office("word/document.xml", more={"word/media/a.bin": b"a" * 5_000})
    at = sent.rindex(b"word/media/a.bin") - 46 + 24  # the size as the list of contents has it
    with pytest.raises(EvidenceRefused):
        clean(sent[:at] + (100).to_bytes(4, "little") + sent[at + 4 :])


def workbook() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in range(1, 200):
        sheet.append([row, f"Desa {row}", "=SUM(A1:A3)", "=IF(A1>0;\"ya|tidak\";'Data Lain'!B2)"])
    sheet["B1"].hyperlink = Hyperlink(ref="B1", target="https://contoh.id/a")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_own_template() -> bytes:
    """As Word keeps where the template lies that somebody chose, and the annex that he pointed to."""
    drive = "file:///C:\\Users\\kantor\\Templat%20Dinas\\surat.dotx"
    return samples.office(
        "word/document.xml",
        more={
            "word/_rels/settings.xml.rels": relation("attachedTemplate", drive),
            RELS: relation("hyperlink", "Lampiran%201.xlsx"),
        },
    )


def with_wordless_template() -> bytes:
    return samples.office(
        "word/document.xml",
        more={"word/_rels/settings.xml.rels": relation("attachedTemplate", "Normal.dotm")},
    )


def with_a_chart() -> bytes:
    return samples.office("word/document.xml", more=chart(workbook()))


def with_a_link_to_an_own_drive() -> bytes:
    """By a field it was taken before, and by a relation it is the same."""
    return samples.office(more={"xl/_rels/a.xml.rels": relation("hyperlink", "file:///D:\\Data\\rekap.xlsx")})


def of_a_program_of_windows() -> bytes:
    return samples.office(more={"package/services/metadata/core-properties/a0c1.psmdcp": b"<x/>"})


def document() -> bytes:
    return samples.office(
        "word/document.xml",
        more={
            RELS: relation("hyperlink", "https://contoh.id/a"),
            "word/_rels/a.xml.rels": relation("image", "../media/foto.png", "Internal"),
            "word/a.xml": field("PAGE", " \\* MERGEFORMAT", ' HYPERLINK "https://contoh.id"', " TOC \\o"),
            "word/b.xml": field(' HYPERLINK \\l "bab"', ' HYPERLINK "D:\\\\Data\\\\Lampiran.docx"', " REF a"),
            "word/media/foto.png": b"\x89PNG",
            "docProps/app.xml": b"<x>Included text about the DDEX standard</x>",
        },
    )


def of_word_on_the_web() -> bytes:
    return samples.office("word/document2.xml", more={"word/media/a.svg": b"<!DOCTYPE svg><svg/>"})


def of_a_web_page() -> bytes:
    """As pages that offer their table make it: their library says what a part would be that is not there."""
    kind = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
    return samples.office(types=f'<Types><Default Extension="bin" ContentType="{kind}"/></Types>')


def with_strokes_and_names() -> bytes:
    formulas = (
        "'Data | 2025'!A1&amp;&quot;|&quot;&amp;B1",
        "SUM(Tabel1[a|b])",
        "IF(A1,&quot;[rekap.xlsx]&quot;,0)",
        "{1,2;3,4}",
    )
    sheet = "".join(f"<f>{each}</f>" for each in formulas)
    fields = field(
        'TC "Import data" \\l 1', ' QUOTE "kutipan" ', " HYPERLINK https://contoh.id", " INCLUDED "
    )
    return samples.office(more={"xl/worksheets/sheet1.xml": f"<s>{sheet}</s>".encode(), "xl/a.xml": fields})


AS_OFFICES_DO = (
    with_strokes_and_names,
    workbook,
    document,
    of_a_web_page,
    of_word_on_the_web,
    with_own_template,
    with_wordless_template,
    with_a_chart,
    with_a_link_to_an_own_drive,
    of_a_program_of_windows,
)


@pytest.mark.parametrize("made", AS_OFFICES_DO)
def test_an_office_file_as_offices_make_it_is_taken(made: Callable[[], bytes]) -> None:
    sent = made()
    assert clean(sent).content == sent
    assert zipfile.is_zipfile(io.BytesIO(sent))
