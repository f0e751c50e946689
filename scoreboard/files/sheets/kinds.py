"""What a file is that holds no table we read, and how its table is saved so that we do."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import PurePath

from scoreboard.contest.words import N_
from scoreboard.files.sheets.grid import Unreadable

OLD_EXCEL = N_("This is an old Excel workbook (.xls). In Excel or WPS choose Save as, .xlsx.")
LOCKED = N_("This workbook is locked with a password. Save it as .xlsx without one.")
WPS = N_("This is a WPS workbook (.et). In WPS choose Save as, .xlsx.")
BINARY = N_("This is a binary workbook (.xlsb). In Excel choose Save as, .xlsx.")
OPEN_DOCUMENT = N_(
    "This is an OpenDocument spreadsheet (.ods). In LibreOffice or Excel choose Save as, .xlsx."
)
NUMBERS = N_("This is a Numbers spreadsheet. In Numbers choose File, Export to, Excel.")
WEB_PAGE = N_(
    "This is a web page, whatever its name says. Open it in Excel or WPS and choose Save as, .xlsx."
)
XML_WORKBOOK = N_(
    "This is an XML workbook of Excel 2003. Open it in Excel or WPS and choose Save as, .xlsx."
)
XML = N_("This is an XML file, not a table. Save the table as .xlsx or .csv.")
WORD = N_("This is a Word document. Copy its table into a spreadsheet and save that as .xlsx.")
SLIDES = N_("These are slides. Copy the table into a spreadsheet and save that as .xlsx.")
PDF = N_("This is a PDF. Ask for the spreadsheet it was made from, or copy its table into one.")
PICTURE = N_("This is a picture. Type the table into a spreadsheet, or ask for the file itself.")
ARCHIVE = N_("This is a packed archive. Unpack it and choose the table inside.")
JSON = N_("This is a JSON file, not a table. Save the table as .xlsx or .csv.")
DATABASE = N_("This is a database, not a table. Export the table as .xlsx or .csv.")
EMPTY_FILE = N_("This file is empty.")

_OLE, _ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
# How a file begins, whatever it is called.
_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", PDF),
    (b"\x89PNG", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", PICTURE),
    (b"BM", PICTURE),
    (b"II*\0", PICTURE),
    (b"MM\0*", PICTURE),
    (b"{\\rtf", WORD),
    (b"Rar!", ARCHIVE),
    (b"7z\xbc\xaf", ARCHIVE),
    (b"\x1f\x8b", ARCHIVE),
    (b"PK\x05\x06", ARCHIVE),
    (b"SQLite format 3\0", DATABASE),
    (b"\x09\x08\x10\x00", OLD_EXCEL),
    (b"\x09\x08\x08\x00", OLD_EXCEL),
    (b"\x09\x04\x06\x00", OLD_EXCEL),
    (b"\x09\x02\x06\x00", OLD_EXCEL),
)
# Names of streams in the old Office's container.
_STREAMS = (
    ("EncryptedPackage", LOCKED),
    ("WordDocument", WORD),
    ("PowerPoint Document", SLIDES),
)
# What an archive of a newer office holds.
_PARTS = (
    ("xl/workbook.bin", BINARY),
    ("word/document.xml", WORD),
    ("ppt/presentation.xml", SLIDES),
    ("Index/", NUMBERS),
    ("index.apxl", NUMBERS),
    ("Index.zip", NUMBERS),
)
_MIMETYPES = (
    (b"opendocument.spreadsheet", OPEN_DOCUMENT),
    (b"opendocument.text", WORD),
    (b"opendocument.presentation", SLIDES),
)
_ISO_MEDIA = (b"ftyphei", b"ftypmif1", b"ftypavif", b"ftyphev")
_DAMAGES = (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError)
_MARKUP_LOOKED_AT = 4000
_WEB = re.compile(rb"(<\?xml[^>]*>\s*)?<(!doctype html|html|table|meta|head|body)\b")


def check_kind(data: bytes, name: str) -> None:
    """Raises Unreadable when a file is something else than a workbook or text, and says what."""
    kind = _kind(data, PurePath(name).suffix.lower())
    if kind is not None:
        raise Unreadable(kind)


def _kind(data: bytes, suffix: str) -> str | None:
    if not data:
        return EMPTY_FILE
    if data.startswith(_OLE):
        return _old_office(data, suffix)
    if data.startswith(_ZIP):
        return _archive(data)
    if data[4:12].startswith(_ISO_MEDIA) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return PICTURE
    for beginning, kind in _BEGINNINGS:
        # A table may begin with the letters BM; a picture holds zeros.
        if data.startswith(beginning) and (beginning != b"BM" or b"\0" in data[:64]):
            return kind
    return _markup(data)


def _old_office(data: bytes, suffix: str) -> str:
    for stream, kind in _STREAMS:
        if stream.encode("utf-16-le") in data:
            return kind
    return WPS if suffix in (".et", ".ett") else OLD_EXCEL


def _archive(data: bytes) -> str | None:
    """What a zip is that is no .xlsx; None for a workbook, and for a damaged zip."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            mimetype = archive.read("mimetype")[:200] if "mimetype" in names else b""
    except _DAMAGES:
        # Reading it as a workbook says so.
        return None
    for mime, kind in _MIMETYPES:
        if mime in mimetype:
            return kind
    for part, kind in _PARTS:
        if any(name == part or (part.endswith("/") and name.startswith(part)) for name in names):
            return kind
    return None if "[Content_Types].xml" in names or "xl/workbook.xml" in names else ARCHIVE


def _markup(data: bytes) -> str | None:
    head = data[:_MARKUP_LOOKED_AT].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    start = head.lower()
    if start.startswith(b"mime-version:") or _WEB.match(start):
        return WEB_PAGE
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start and start.startswith(b"<"):
        return XML_WORKBOOK
    if b"opendocument:xmlns:office" in start and start.startswith(b"<"):
        return OPEN_DOCUMENT
    if start.startswith(b"<?xml"):
        return WEB_PAGE if b"<html" in start else XML
    return JSON if re.match(rb'[\[{]\s*["\[{]', start) else None
