"""A CSV file to one sheet: which encoding, which delimiter, and which cells cannot be read."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Generator

from scoreboard.contest.words import N_
from scoreboard.files.sheets.grid import (
    EMPTY,
    MOST_ROWS,
    ROWS_AT_A_TIME,
    Cell,
    Progress,
    Unreadable,
    Worksheet,
    address,
)

NO_TEXT = N_("This file is no table. Save it as .xlsx, or as CSV with the encoding UTF-8.")
UNCLOSED = N_("From here on the table cannot be read. A quotation mark is missing or too many.")

# Stands for bytes that no encoding explains; it is in no text that people type.
_LOST = "\ufffd"
_IN_A_NUMBER = re.compile(r"(?<=[0-9])[,，](?=[0-9])")
_DELIMITERS = ",;\t；，"
# Where a heading reads well, the encoding is right, however rare the names are.
_HEADINGS = ("队", "评委", "名称", "姓名", "地区", "单位", "隊", "評委", "名稱", "地區", "單位")
# Of text in another encoding that is read as GB18030, most comes out as characters nobody uses.
_STRANGE_SHARE = 0.3


def read_csv(
    data: bytes, name: str, most: int = MOST_ROWS
) -> Generator[Progress, None, list[Worksheet]]:
    """The one sheet of a CSV file, called `name`, of `most` rows; yields while it reads.

    UTF-8 with or without BOM, UTF-16 with BOM, GB18030; delimited by commas, semicolons or tabs.
    Cells whose bytes are in another encoding come back as "garbled".

    Raises:
        Unreadable: it is no text, or larger than an event can be.
    """
    text, doubtful = _text(data, name)
    sheet = Worksheet(name, most=most)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        for number, row in enumerate(reader):
            sheet.take([_cell(text, doubtful=doubtful) for text in row], number)
            if number % ROWS_AT_A_TIME == 0:
                yield Progress("reading", number + 1, None)
    except csv.Error:
        at = address(len(sheet.rows), 0)
        raise Unreadable(UNCLOSED, sheet=name, cell=at) from None
    sheet.trim()
    return [sheet]


def text_of(data: bytes, name: str) -> str:
    """The text of a file in any encoding that a table may have; what is lost in it as U+FFFD."""
    return _text(data, name)[0]


def _cell(text: str, *, doubtful: bool) -> Cell:
    if not text.strip():
        return EMPTY
    if _LOST in text or (doubtful and any(map(_is_strange, text))):
        return Cell("garbled", text)
    return Cell("text", text)


def _text(data: bytes, name: str) -> tuple[str, bool]:
    """The text, and whether what is strange in it may come from another encoding."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), False
    if b"\0" in data:
        raise Unreadable(NO_TEXT, sheet=name, cell="A1")
    try:
        return data.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return _fewest_lost(data), False
    return text, _is_doubtful(text)


def _fewest_lost(data: bytes) -> str:
    texts = [data.decode(encoding, "replace") for encoding in ("utf-8-sig", "gb18030")]
    return min(texts, key=lambda text: text.count(_LOST))


def _is_doubtful(text: str) -> bool:
    if any(heading in text[:400] for heading in _HEADINGS):
        return False
    foreign = [c for c in text if not c.isascii()]
    strange = sum(map(_is_strange, foreign))
    return strange > _STRANGE_SHARE * len(foreign)


def _is_strange(character: str) -> bool:
    """Whether it is beyond the Chinese characters and marks in everyday use."""
    if character.isascii():
        return False
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


def _delimiter(text: str) -> str:
    """What stands most often between the columns of the first rows, outside quotation marks."""
    head = re.sub(r'"[^"]*"', "", text[:20_000])
    rows = [row for row in head.splitlines() if row.strip()][:20]
    # 8,5 may be a number; between columns of numbers there is nothing else.
    apart = [_IN_A_NUMBER.sub("", row) for row in rows]
    return max(
        _DELIMITERS,
        key=lambda mark: (sum(mark in row for row in apart), sum(mark in row for row in rows)),
    )
