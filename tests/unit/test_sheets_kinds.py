"""A file of another kind is named for what it is, with how to save its table."""

from __future__ import annotations

import io
import zipfile

import pytest

from scoreboard.files.sheets.kinds import (
    ARCHIVE,
    BINARY,
    DATABASE,
    EMPTY_FILE,
    JSON,
    LOCKED,
    NUMBERS,
    OLD_EXCEL,
    OPEN_DOCUMENT,
    PDF,
    PICTURE,
    SLIDES,
    WEB_PAGE,
    WORD,
    WPS,
    XML,
    XML_WORKBOOK,
)
from tests.support.workbooks import problems, read, teams

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500


def packed(*parts: str, mimetype: str = "") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for part in parts:
            archive.writestr(part, "x")
    return file.getvalue()


def stream(name: str) -> bytes:
    return OLE + name.encode("utf-16-le") + b"\0" * 100


ODS = "application/vnd.oasis.opendocument.spreadsheet"
ODT = "application/vnd.oasis.opendocument.text"
SHEET_2003 = (
    b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook '
    b'xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet/></Workbook>'
)
FLAT = (
    b'<?xml version="1.0"?><office:document '
    b'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">'
)
HTML = "<html><body><table><tr><td>队名</td></tr></table></body></html>"

KINDS: list[tuple[str, bytes, str, str]] = [
    ("an OpenDocument sheet", packed("content.xml", mimetype=ODS), "a.ods", OPEN_DOCUMENT),
    ("one that is called .xlsx", packed("content.xml", mimetype=ODS), "a.xlsx", OPEN_DOCUMENT),
    ("a flat OpenDocument sheet", FLAT, "a.fods", OPEN_DOCUMENT),
    ("an OpenDocument text", packed("content.xml", mimetype=ODT), "a.odt", WORD),
    ("a Word document", packed("[Content_Types].xml", "word/document.xml"), "报名表.docx", WORD),
    ("an old Word document", stream("WordDocument"), "报名表.doc", WORD),
    ("a rich text", b"{\\rtf1\\ansi", "a.rtf", WORD),
    ("slides", packed("[Content_Types].xml", "ppt/presentation.xml"), "a.pptx", SLIDES),
    ("old slides", stream("PowerPoint Document"), "a.ppt", SLIDES),
    ("an old Excel workbook", stream("Workbook"), "报名表.xls", OLD_EXCEL),
    ("a very old one", b"\x09\x08\x10\x00\x00\x06\x05\x00", "a.xls", OLD_EXCEL),
    ("an old one that is called .xlsx", stream("Workbook"), "a.xlsx", OLD_EXCEL),
    ("a WPS workbook", stream("Workbook"), "报名表.et", WPS),
    ("a locked workbook", stream("EncryptedPackage"), "a.xlsx", LOCKED),
    ("a binary workbook", packed("[Content_Types].xml", "xl/workbook.bin"), "a.xlsb", BINARY),
    ("a Numbers sheet", packed("Index/Document.iwa", "preview.jpg"), "a.numbers", NUMBERS),
    ("a web page called .xls", HTML.encode(), "报名表.xls", WEB_PAGE),
    ("one in GB18030", b"\r\n" + HTML.encode("gb18030"), "报名表.xls", WEB_PAGE),
    ("one in UTF-16", HTML.encode("utf-16"), "报名表.xls", WEB_PAGE),
    ("one with a doctype", b"<!DOCTYPE html>\n<html>", "a.xls", WEB_PAGE),
    ("a bare table", b"<table border=1><tr><td>team", "a.xls", WEB_PAGE),
    ("an XHTML page", b'<?xml version="1.0"?>\n<html xmlns="x">', "a.xls", WEB_PAGE),
    ("a web archive", b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "a.xls", WEB_PAGE),
    ("an XML workbook called .xls", SHEET_2003, "报名表.xls", XML_WORKBOOK),
    ("another XML file", b'<?xml version="1.0"?><teams/>', "a.xml", XML),
    ("a PDF", b"%PDF-1.7\n%\xe2\xe3", "报名表.pdf", PDF),
    ("a PNG", b"\x89PNG\r\n\x1a\n\0\0", "a.png", PICTURE),
    ("a photograph", b"\xff\xd8\xff\xe0\0\x10JFIF", "IMG_0001.jpg", PICTURE),
    ("a photograph of an iPhone", b"\0\0\0\x18ftypheic", "IMG_0001.heic", PICTURE),
    ("a WebP", b"RIFF\0\0\0\0WEBPVP8 ", "a.webp", PICTURE),
    ("a zip", packed("报名表/一队.xlsx"), "报名.zip", ARCHIVE),
    ("a rar", b"Rar!\x1a\x07\0", "报名.rar", ARCHIVE),
    ("a 7z", b"7z\xbc\xaf\x27\x1c", "报名.7z", ARCHIVE),
    ("a JSON file", b'{"teams": ["Red"]}', "a.json", JSON),
    ("a database", b"SQLite format 3\0" + b"\0" * 50, "scoreboard.db", DATABASE),
    ("nothing at all", b"", "a.csv", EMPTY_FILE),
]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "name", "says"), [one[1:] for one in KINDS], ids=[one[0] for one in KINDS]
)
def test_a_file_of_another_kind_is_named_for_what_it_is(data: bytes, name: str, says: str) -> None:
    assert problems(data, name) == [("", says)]


def test_every_kind_but_an_empty_file_is_told_with_what_to_do() -> None:
    for says in {one[3] for one in KINDS} - {EMPTY_FILE}:
        assert any(word in says.lower() for word in ("save", "export", "copy", "unpack", "type"))


def test_what_is_a_table_is_not_taken_for_something_else() -> None:
    assert [t.name for t in read(b"team\nBMW\n[1]\n{x}\n<b>x</b>\n", "x.csv").teams] == [
        "BMW", "[1]", "{x}", "<b>x</b>",
    ]  # fmt: skip
    assert [t.name for t in read(b"BM team,team\n1,Red\n", "x.csv").teams] == ["Red"]
    assert [t.name for t in read(teams(["Red", "", ""]), "renamed.xls").teams] == ["Red"]
