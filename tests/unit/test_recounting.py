"""`scoreboard recount FILE`: what agrees, what does not, and files that somebody made up."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given

from scoreboard.cli.recounting import plain, recount
from scoreboard.contest.model import Event
from scoreboard.contest.words import in_english
from scoreboard.files.results.as_json import results_document
from scoreboard.files.results.gathered import gather
from scoreboard.recount.counting import differences
from scoreboard.recount.exporting import with_ledger
from scoreboard.recount.publishing import book_of, published_document
from scoreboard.services import open_services
from scoreboard.storage.chain import CHAINED, link
from scoreboard.translation import say_in
from tests.support.examples import examples
from tests.support.site import config_in
from tests.unit.days import WHOLE_DAYS, Act, day
from tests.unit.test_every_kind import CUPS
from tests.unit.test_old_events import SLUG, restored
from tests.unit.test_published import published

Document = dict[str, Any]
Change = Callable[[Document], object]


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The desk's file of an event that an earlier version played."""
    services = open_services(config_in(restored(tmp_path_factory.mktemp("recount"))))
    results = services.books.read(SLUG, lambda book: gather(book, say_in(book.event.locale)))
    return b"".join(with_ledger(services, SLUG, results_document(results), results.entries))


@pytest.fixture
def document(exported: bytes) -> Document:
    made: Document = json.loads(exported)
    return made


def recounted(folder: Path, made: Document | bytes | str, *options: str) -> Result:
    file = folder / "result.json"
    data = (
        made
        if isinstance(made, bytes)
        else (made if isinstance(made, str) else json.dumps(made, ensure_ascii=False)).encode()
    )
    file.write_bytes(data)
    return CliRunner().invoke(recount, [str(file), *options], catch_exceptions=False)


def chained_anew(document: Document) -> None:
    """Hash the entries of a file anew, as somebody would who has changed one."""
    previous = ""
    for entry in document["entries"]:
        entry["hash"] = previous = link(previous, [entry[name] for name in CHAINED])
    document["head"]["hash"] = previous


def test_a_file_as_it_was_exported_agrees(tmp_path: Path, exported: bytes) -> None:
    done = recounted(tmp_path, exported)
    assert done.exit_code == 0, done.stderr
    assert "the chain holds, and every board is what they give" in done.stdout
    assert "The seal is good" in done.stdout


def _first(document: Document, kind: str) -> Document:
    found: Document = next(one for one in document["entries"] if one["kind"] == kind)
    return found


def _change_total(document: Document) -> None:
    document["rows"][0]["total"] = document["boards"][-1]["rows"][0]["total"] = "999"


def _swap_places(document: Document) -> None:
    rows = document["boards"][0]["rows"]
    rows[0]["rank"], rows[-1]["rank"] = rows[-1]["rank"], rows[0]["rank"]


def _rewrite(document: Document) -> None:
    _first(document, "mark")["value"] = "1"


def _rewrite_with_its_hash(document: Document) -> None:
    _rewrite(document)
    chained_anew(document)


def _sign_for_another(document: Document) -> None:
    document["seal"]["version"] -= 1


def _another_key(document: Document) -> None:
    document["seal"]["public_key"] = "00" * 32


def _another_text(document: Document) -> None:
    document["seal"]["text"] = document["seal"]["text"].rpartition(".")[0]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (_change_total, "total is 999, counted"),
        (_swap_places, "rank is"),
        (lambda made: made["boards"][0]["rows"].pop(), "the order of the teams"),
        (lambda made: made["boards"][0]["rows"][0].pop("rank"), "rank is nothing, counted"),
        (lambda made: made["announced"]["winners"].clear(), "announced.winners"),
        (lambda made: made["setup"]["rules"].update(decimals=4), "setup.rules.decimals is 4"),
        (lambda made: made["boards"][0]["rows"][0]["team"].update(name="Us"), "name is Us"),
        (_rewrite, "is not what was written: its hash does not fit"),
        (_rewrite_with_its_hash, "the seal is of another ledger"),
        (lambda made: made["entries"].pop(), "the end of the chain is not where the file says"),
        (_sign_for_another, "the seal is of another ledger, or of another version"),
        (_another_key, "not signed by the key in the file"),
        (_another_text, "the seal's text is not what its parts say"),
        (lambda made: made["seal"].update(text="none"), "the seal cannot be read"),
    ],
)  # fmt: skip
def test_what_does_not_agree_is_named(
    tmp_path: Path, document: Document, change: Change, says: str
) -> None:
    change(document)
    done = recounted(tmp_path, document)
    assert (done.exit_code, done.stdout) == (1, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_row_that_is_wrong_is_named_by_stage_team_field_said_and_counted(
    tmp_path: Path, document: Document
) -> None:
    row = document["boards"][0]["rows"][0]
    own, row["total"] = row["total"], "999"
    stage = document["boards"][0]["stage"]["name"]
    said = f"{stage}, {row['team']['name']}: total is 999, counted {own}"
    assert said in recounted(tmp_path, document).stderr


def test_a_mark_that_was_changed_on_the_board_alone_is_named(
    tmp_path: Path, document: Document
) -> None:
    marks = next(board["marks"] for board in document["boards"] if board["marks"])
    a_round = next(iter(marks))
    team = next(iter(marks[a_round]))
    judge = next(iter(marks[a_round][team]))
    marks[a_round][team][judge]["value"] = "77"
    done = recounted(tmp_path, document)
    assert f"the mark of {judge} for {team} in {a_round} is 77" in done.stderr


def test_a_seal_from_paper_is_held_against_the_file(tmp_path: Path, document: Document) -> None:
    seal = document["seal"]["text"]
    assert "The file is what was sealed." in recounted(tmp_path, document, "--seal", seal).stdout
    _rewrite(document)
    document["seal"] = None
    chained_anew(document)
    done = recounted(tmp_path, document, "--seal", seal)
    assert done.exit_code == 1
    assert "is not the one that was sealed" in done.stderr
    assert recounted(tmp_path, document, "--seal", "none").exit_code == 2


DEEP = "[" * 100_000


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (b"", "no JSON"),
        (b"\xff\xfe\x00", "no text in UTF-8"),
        (b"PK\x03\x04", "no JSON"),
        ("[]", "a JSON object is expected"),
        ("{}", "it holds no ledger"),
        (DEEP, "nested too deeply"),
        ('{"entries": [], "entries": []}', "a key stands twice"),
        ('{"entries": NaN}', "NaN is no number"),
        ('{"entries": ' + "9" * 5000 + "}", "no JSON"),
        ('{"event": "a", "ledger": "b", "locale": "en", "entries": 5}', "must be a list"),
        ('{"event": "a", "ledger": "b", "locale": "en", "entries": [5]}', "it is no object"),
        ('{"event": 5, "entries": []}', "event is missing, or no text"),
    ],
)  # fmt: skip
def test_what_is_no_result_is_refused_in_one_line(
    tmp_path: Path, made: bytes | str, says: str
) -> None:
    done = recounted(tmp_path, made)
    assert (done.exit_code, done.stdout) == (2, "")
    assert says in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda made: made["entries"][2].pop("by"), "entry 3: by is missing"),
        (lambda made: made["entries"][2].update(version=True), "entry 3: its version is not 3"),
        (lambda made: made["entries"][2].update(hash=5), "entry 3: its hash is none"),
        (lambda made: made["entries"][2].update(kind="x" * 999), "entry 3: its kind is not known"),
        (lambda made: made["entries"][2].update(kind=None), "entry 3: kind is missing"),
        (lambda made: made["entries"][2].update(voids=[]), "voids must be a whole number"),
        (lambda made: made["entries"][2].update(team={}), "team must be text"),
        (lambda made: made["entries"][2].update(value="1E+999999999"), "its value is no number"),
        (lambda made: made["entries"][2].update(detail='{"a":"1e999999999"}'), "too large"),
        (lambda made: made["entries"].reverse(), "its version is not 1"),
        (lambda made: made.update(published="yes"), "published must be true or false"),
        (lambda made: made.update(seal=[]), "seal must be an object"),
        (lambda made: made["seal"].pop("ledger"), "seal: ledger is missing"),
        (lambda made: made["seal"].update(signature="zz"), "signature is no hex"),
    ],
)  # fmt: skip
def test_an_entry_that_is_none_is_named_in_one_line(
    tmp_path: Path, document: Document, change: Change, says: str
) -> None:
    change(document)
    done = recounted(tmp_path, document)
    assert (done.exit_code, done.stdout) == (2, "")
    assert says in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "detail", ["{", "[]", "5", '{"setup":5}', '{"setup":{"format":99}}', DEEP, '{"teams":5}']
)
@pytest.mark.parametrize("at", [0, 2, 9])
def test_a_detail_that_is_none_brings_no_traceback(
    tmp_path: Path, document: Document, detail: str, at: int
) -> None:
    document["entries"][at]["detail"] = detail
    chained_anew(document)
    document["seal"] = None
    done = recounted(tmp_path, document)
    assert done.exit_code in (0, 1, 2)
    assert "Traceback" not in done.stderr


def test_a_name_in_a_file_does_nothing_to_the_terminal(tmp_path: Path, document: Document) -> None:
    document["boards"][0]["rows"][0]["team"]["name"] = "\x1b[2J\u202eevil\nscoreboard: all is well"
    done = recounted(tmp_path, document)
    assert done.exit_code == 1
    assert "\x1b" not in done.stderr
    assert "\u202e" not in done.stderr
    assert "\nscoreboard: all is well" not in done.stderr
    assert plain("a\x00b\u2028c") == "a b c"


def test_a_file_with_thousands_of_faults_names_some(tmp_path: Path, document: Document) -> None:
    for board in document["boards"]:
        for row in board["rows"]:
            row.update(rank=99, total="x", tied="maybe", cut="out?")
    done = recounted(tmp_path, document)
    assert done.stderr.count("\n") <= 21
    assert "more do not agree" in done.stderr


@examples(60)
@given(WHOLE_DAYS, CUPS)
def test_whatever_happened_the_desks_and_the_published_document_count_to_themselves(
    acts: list[Act], event: Event
) -> None:
    book = day(acts, event)
    own = json.loads(json.dumps(results_document(gather(book, in_english))))
    again = results_document(gather(book.at(book.version), in_english))
    assert list(differences(own, again)) == []
    entries = published(book)
    public = published_document(book_of(entries, book.ledger_id), in_english)
    told = json.loads(json.dumps(public))
    assert (
        list(differences(told, published_document(book_of(entries, book.ledger_id), in_english)))
        == []
    )
