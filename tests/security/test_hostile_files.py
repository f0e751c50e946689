"""Files that were made to keep a server busy: what they cost grows with their size, no faster.

Counted in calls and bytes, not in time, which a busy machine would make longer.
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from scoreboard.files.event.toml_file import EventFileProblems, read_event_file
from scoreboard.files.sheets import xlsx_in
from scoreboard.files.sheets.grid import Unreadable
from scoreboard.files.sheets.opening import sheets_at_once
from scoreboard.web.api.spec import ExactJSON
from tests.support.site import Site
from tests.support.workbooks import workbook

TITLED = b'[event]\nslug = "a"\ntitle = "A"\n'
# By what they repeat: each of them once took time by the square of its size.
FILES: dict[str, Callable[[int], bytes]] = {
    "a key of many parts": lambda n: b"a" + b".a" * n + b" = 1\n",
    "a heading of many parts": lambda n: b"[" + b"a." * n + b"a]\n",
    "parts in quotes": lambda n: b'"a"' + b' . "a"' * n + b" = 1\n",
    "brackets": lambda n: b"x = " + b"[" * n,
    "tables in tables": lambda n: b"x = " + b"{a=" * n,
    "a text that is never closed": lambda n: b'x = """' + b"a" * n,
    "quotes that follow one another": lambda n: b"x = " + b'"a' * n,
    "backslashes": lambda n: b"x = " + b'"""\\' * n,
    "tables of the wrong kind": lambda n: b"[[teams]]\nname = 1\n" * n,
    "unknown keys": lambda n: b'[[teams]]\nnme = "x"\n' * n,
    "teams that are not there": lambda n: (
        TITLED + b"".join(b'[[teams]]\nname = "%d"\n' % i for i in range(n))
        + b'[[judges]]\nname = "Lin"\nrecused = ['
        + b"".join(b'"a%d",' % i for i in range(n)) + b"]\n"
    ),
    "prizes": lambda n: TITLED + b"".join(b'[[prizes]]\nname = "%d"\n' % i for i in range(n)),
    "awards": lambda n: (
        TITLED + b'[[stages]]\nname = "A"\n[[stages.rounds]]\nkind = "points"\nawards = ['
        + b"".join(b"%d," % i for i in range(n)) + b"]\n"
    ),
}  # fmt: skip


def calls(data: bytes) -> int:
    """How many functions are entered, and left, while a file is refused."""
    counted = 0

    def note(_frame: FrameType, _event: str, _: Any) -> None:
        nonlocal counted
        counted += 1

    sys.setprofile(note)
    try:
        with pytest.raises(EventFileProblems) as refused:
            read_event_file(data)
    finally:
        sys.setprofile(None)
    assert all(str(problem) for problem in refused.value.problems)
    return counted


@pytest.mark.parametrize("made", FILES.values(), ids=FILES)
def test_an_event_file_costs_no_more_than_its_size(made: Callable[[int], bytes]) -> None:
    few, many = calls(made(200)), calls(made(2_000))
    assert many < 12 * few + 2_000


def test_a_key_of_fifty_thousand_parts_is_refused_before_anybody_reads_it() -> None:
    assert calls(b"a" + b".a" * 50_000 + b" = 1\n") < 2_000


def test_a_text_with_dots_and_brackets_is_no_key() -> None:
    text = TITLED + b"# " + b"a." * 50 + b'\n[show]\nplace = "' + b"a." * 50 + b'"\n'
    text += b"[rules]\ntie_breaks = [\n'" + b"[a." * 40 + b"'\n]\n"
    with pytest.raises(EventFileProblems) as refused:
        read_event_file(text)
    assert not [p for p in refused.value.problems if "parts" in str(p) or "nested" in str(p)]


def test_thirty_headings_left_open_are_told_by_the_first() -> None:
    with pytest.raises(EventFileProblems) as refused:
        read_event_file(b'[[teams]\nname = "x"\n' * 30)
    assert [problem.line for problem in refused.value.problems] == [1]


def rewritten(data: bytes, parts: dict[str, Callable[[str], str]]) -> bytes:
    """A workbook with parts of it as no spreadsheet would write them."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in source.namelist():
            text = source.read(name).decode()
            archive.writestr(name, parts.get(name, str)(text))
    return made.getvalue()


def test_one_sheet_that_is_named_three_hundred_times_is_not_read_three_hundred_times(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plain = workbook({"Teams": [["name"], ["Red"]]})

    def named_often(text: str) -> str:
        (one,) = re.findall(r"<sheet [^>]*/>", text)
        named = (re.sub(r'name="[^"]*"', f'name="S{n}"', one) for n in range(300))
        return text.replace(one, "".join(named))

    def long(text: str) -> str:
        return text.replace("<sheetData", "<x/>" * 200_000 + "<sheetData")

    opened = 0
    ordinary = zipfile.ZipFile.open

    def measured(self: zipfile.ZipFile, name: Any, *how: Any, **more: Any) -> Any:
        nonlocal opened
        opened += 1
        return ordinary(self, name, *how, **more)

    monkeypatch.setattr(zipfile.ZipFile, "open", measured)
    data = rewritten(plain, {"xl/workbook.xml": named_often, "xl/worksheets/sheet1.xml": long})
    assert len(data) < 100_000
    opened = 0
    with pytest.raises(Unreadable, match="more than can be read"):
        sheets_at_once(data, "x.xlsx")
    assert opened < 100
    opened = 0
    assert len(sheets_at_once(plain, "x.xlsx")) == 1
    assert opened * xlsx_in.OPENING < xlsx_in.MOST_OPENED / 10


@pytest.mark.parametrize("text", ["1e99999999", "-1e99999999", "1e-99999999", "1E+400000"])
def test_a_number_of_a_hundred_million_digits_is_never_written_out(site: Site, text: str) -> None:
    value = ExactJSON(site.app).loads(text)
    assert abs(value.adjusted()) <= 400
    assert len(str(int(value))) <= 402


# A key that takes a number, where it goes, and what else belongs to its body.
BODIES = {
    "entry": ("undo", '"reason": "x"'),
    "replaces": ("corrections", '"round": "r1", "team": "hyzg", "value": 5, "reason": "x"'),
    "step": ("scene/next", '"put": null'),
    "seconds": ("timer", '"do": "set"'),
    "value": ("scores", '"round": "r1", "team": "hyzg"'),
    "since": ("setup", '"setup": {}'),
}


@pytest.mark.parametrize("key", BODIES)
@pytest.mark.parametrize("number", ["1e99999999", "1" + "0" * 4_000, "-1e400", "1e-99999999"])
def test_whatever_number_a_body_holds_is_answered_in_words(
    unwritten: Site, key: str, number: str
) -> None:
    before = unwritten.version
    path, body = BODIES[key]
    organiser = unwritten.person(unwritten.links["organiser"])
    person = unwritten.judge("j1") if key == "value" else organiser
    raw = f'{{"id": "9d0f2a51-3c1b-4c57-9d0e-6a4f6f1b7c11", {body}, "{key}": {number}}}'
    method = "PUT" if key == "since" else "POST"
    answer = person.client.open(
        f"/api/v1/events/{unwritten.event.slug}/{path}", method=method, data=raw.encode(),
        headers=person.headers, content_type="application/json",
    )  # fmt: skip
    assert 400 <= answer.status_code < 500, answer.text
    assert answer.get_json()["detail"]
    assert unwritten.version == before


@pytest.fixture(scope="module")
def unwritten(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A hall into which nothing of this gets."""
    site = Site(tmp_path_factory.mktemp("unwritten"))
    assert site.scorer.set_round("open", "r1").status_code == 200
    return site
