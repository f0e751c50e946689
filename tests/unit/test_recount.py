"""The second implementation of the rulebook, in JavaScript: it agrees with the first or says so."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from scoreboard.contest.acts.publishing import is_told
from scoreboard.contest.numbers import round_half_up
from scoreboard.contest.rules.scoring import aggregate_marks
from scoreboard.recount.one_script import CannotJoin, one_script
from scoreboard.recount.page import recount_page, recount_policy
from scoreboard.recount.publishing import book_of, published_document
from scoreboard.services import open_services
from scoreboard.storage.chain import canonical_json, link
from scoreboard.translation import say_in
from tests.recounted_events import a_book, what_differs
from tests.support.recounting import Recount, agrees, exported, recounting
from tests.support.site import config_in
from tests.support.sweeps import later
from tests.unit.any_events import random_book
from tests.unit.contests import Scribe, contest, final, heat, judged, points
from tests.unit.test_exporting import exported as exported_by
from tests.unit.test_old_events import SLUG, restored
from tests.unit.test_published import published

# `python -m tests.recounted_events` recounts 10,000.
SEEDS = [range(100), later(range(100, 600))]


@pytest.fixture(scope="module")
def recount() -> Iterator[Recount]:
    with recounting() as recount:
        yield recount


@pytest.mark.parametrize("seeds", SEEDS, ids=lambda seeds: f"from {seeds[0]}")
def test_both_come_to_the_same_on_random_events(recount: Recount, seeds: range) -> None:
    for seed in seeds:
        assert what_differs(recount, a_book(seed)) is None, seed


def _cut_off(number: Any, decimals: int) -> Any:
    return round_half_up(int(number * 10**decimals), 0) / 10**decimals


# What a slip in the first implementation might be: each is found among a few random events.
SLIPS: dict[str, tuple[str, Any]] = {
    "totals cut off": ("scoreboard.contest.standings.standings.round_half_up", _cut_off),
    "the wrong mark dropped": (
        "scoreboard.contest.rules.kinds.judged.aggregate_marks",
        lambda marks, how, high, low: aggregate_marks(marks, how, low, high),
    ),
    "a threshold that lets nobody in": (
        "scoreboard.contest.rules.going_on.passes", lambda *_args, **_rest: False,
    ),
    "ties never broken": (
        "scoreboard.contest.rules.ties.value_of", lambda *_args: None,
    ),
    "guests with a place": (
        "scoreboard.contest.record.book.Book.competes", lambda _book, _team: True,
    ),
}  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_in_the_first_implementation_is_found(
    recount: Recount, slip: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(*SLIPS[slip])
    books = (random_book(Random(seed)) for seed in range(60))
    assert any(not agrees(recount(exported(book))) for book in books)


def test_a_ledger_of_the_first_version_is_recounted_with_its_old_meaning(
    recount: Recount, tmp_path: Path
) -> None:
    answer = recount(exported_by(open_services(config_in(restored(tmp_path))), SLUG))
    assert agrees(answer), answer


def test_what_is_published_agrees_though_names_and_words_are_left_out(recount: Recount) -> None:
    told = [book for book in map(random_book, map(Random, range(120))) if is_told(book)]
    assert len(told) > 10
    for book in told:
        entries = published(book)
        document = published_document(book_of(entries, book.ledger_id), say_in("en"))
        answer = recount({**document, "entries": entries, "seal": None})
        assert agrees(answer), answer


def test_nothing_is_told_wholly_while_the_hall_does_not_see_a_mark() -> None:
    event = contest(final(judged("talk")), teams="red blue", publish="team")
    scribe = Scribe(event).open("talk").marks("talk", blue="9 9").close("talk")
    scribe.advance("final", "blue")
    assert is_told(scribe.book)
    scribe.correct("talk", "red", "lin", 7)
    assert not is_told(scribe.book)
    scribe.correct("talk", "red", "wu", 7)
    assert is_told(scribe.book)


def test_what_was_set_aside_may_be_left_out_whole_and_nothing_that_counts(recount: Recount) -> None:
    scribe = cup()
    scribe.write("begin", reason="rehearsed")
    scribe.open("essay")
    entries = published(scribe.book)
    assert [one["kind"] for one in entries][1:3] == [None, None]
    document = published_document(book_of(entries, scribe.book.ledger_id), say_in("en"))
    file = {**document, "entries": entries, "seal": None}
    assert agrees(recount(file))
    nothing = {**dict.fromkeys(entries[-1]), "hidden": True}
    entries[-1] = nothing | {"version": entries[-1]["version"], "hash": entries[-1]["hash"]}
    answer = recount(file)
    assert answer["broken"] is None
    assert [(one["what"], one["version"]) for one in answer["doubts"]] == [("hidden", 17)]


def test_the_seal_is_checked_with_the_browsers_cryptography_and_without(
    recount: Recount, tmp_path: Path
) -> None:
    file = exported_by(open_services(config_in(restored(tmp_path))), SLUG)
    answer = recount(file)
    assert (answer["seal"], answer["by_hand"]) == ("good", True)
    for key in ("hash", "public_key", "signature"):
        turned = file["seal"][key][:-1] + ("0" if file["seal"][key][-1] != "0" else "1")
        answer = recount(file | {"seal": file["seal"] | {key: turned}})
        assert (answer["seal"], answer["by_hand"]) == ("wrong", False), key
    # A good seal of another state is no seal of this file.
    cut = file | {"entries": file["entries"][:-1]}
    assert (recount(cut)["seal"], recount(cut)["by_hand"]) == ("wrong", True)


def cup() -> Scribe:
    """Red and Blue tied at 30 and parted by their best round, Green behind."""
    stages = (heat(judged(), points(), advance=1), final(judged("talk")))
    event = contest(*stages, teams="red blue green", tie_breaks=("best_rounds",))
    scribe = Scribe(event).open("essay").marks("essay", red="20 20", blue="15 15", green="9 9")
    scribe.close("essay").open("buzzer").awards("buzzer", red=10, blue=15, green=1).close("buzzer")
    scribe.advance("heat", "red")
    return scribe


def test_every_place_is_explained_from_the_marks_on(recount: Recount) -> None:
    why = dict(recount(exported(cup().book))["why"][0])
    essay = why["red"]["parts"][0]
    assert (essay["label"], essay["sum"]) == ("Essay", "20")
    assert [(chip["label"], chip["value"]) for chip in essay["chips"]] == [
        ("Lin", "20"), ("Wu", "20"),
    ]  # fmt: skip
    assert essay["rule"] == "mean of 2 marks: 20"
    assert why["red"]["total"] == "30"
    parted = "Equal totals are parted by best rounds: Red 20, 10; Blue 15, 15."
    assert why["red"]["place"] == ["Nobody is ahead.", parted, "It goes on."]
    assert why["blue"]["place"] == ["Teams ahead: 1.", parted, "It does not go on."]
    assert why["green"]["place"][0] == "Teams ahead: 2."


def wrong_in(answer: dict[str, Any]) -> set[tuple[str, str | None]]:
    return {(one["what"], one.get("team")) for one in answer["differences"]}


def _row(file: dict[str, Any], team: str) -> dict[str, Any]:
    rows: list[dict[str, Any]] = file["boards"][0]["rows"]
    return next(row for row in rows if row["team"]["id"] == team)


FORGED: dict[str, tuple[Callable[[dict[str, Any]], None], set[tuple[str, str | None]]]] = {
    "a total": (lambda file: _row(file, "green").update(total="31"), {("total", "green")}),
    "a total of the board on top": (
        lambda file: file["rows"][0].update(total="99"), {("total", "red")},
    ),
    "a place": (lambda file: _row(file, "blue").update(rank=1), {("rank", "blue")}),
    "who goes on": (lambda file: _row(file, "blue").update(cut="in"), {("cut", "blue")}),
    "a round": (
        lambda file: _row(file, "blue")["rounds"].update(essay="11"), {("round", "blue")},
    ),
    "an announcement": (
        lambda file: file["boards"][0]["announced"].update(advancing=["blue"]),
        {("advancing", None)},
    ),
    "the order": (lambda file: file["boards"][0]["rows"].reverse(), {("order", None)}),
    "a stage": (lambda file: file["boards"].pop(), {("stages", None)}),
}  # fmt: skip


@pytest.mark.parametrize("forged", FORGED)
def test_what_is_forged_on_the_board_is_named_and_nothing_else(
    recount: Recount, forged: str
) -> None:
    file = exported(cup().book)
    assert agrees(recount(file))
    forge, expected = FORGED[forged]
    forge(file)
    answer = recount(file)
    assert wrong_in(answer) == expected
    assert all(one["what"] and one["board"] != one["recount"] for one in answer["told"])


def test_a_forged_mark_breaks_the_chain_and_moves_the_places(recount: Recount) -> None:
    file = exported(cup().book)
    mark = next(one for one in file["entries"] if one["kind"] == "mark")
    mark["value"] = "2"
    answer = recount(file)
    assert answer["broken"] == mark["version"]
    assert ("total", mark["team"]) in wrong_in(answer)


def test_an_entry_that_is_left_out_or_hidden_is_seen(recount: Recount) -> None:
    file = exported(cup().book)
    del file["entries"][3]
    assert recount(file)["broken"] == 5
    file = exported(cup().book)
    file["entries"][3] |= {"hidden": True, "reason": None, "team": None}
    answer = recount(file)
    assert answer["broken"] is None
    assert answer["doubts"] == [{"what": "hidden", "version": 4}]
    assert answer["said"] == ["Of entry 4 too much is left out: it was not counted."]


def test_what_is_not_known_is_named_and_never_passed_over(recount: Recount) -> None:
    file = exported(cup().book)
    file["entries"].append({**file["entries"][-1], "version": 99, "kind": "coronation"})
    detail = json.loads(file["entries"][0]["detail"])
    detail["setup"]["rules"]["ranking"] = "by beauty"
    detail["setup"]["stages"][0]["handicap"] = "3"
    file["entries"][0]["detail"] = canonical_json(detail)
    said = recount(file)["said"]
    assert [one for one in said if "coronation" in one]
    assert [one for one in said if "rules.ranking = by beauty" in one or "ranking = by" in one]
    assert [one for one in said if "handicap" in one]


STRANGE = ('"\\\n\t\x01\x7f', "\u2028\u2029", "核医之光队", "\U0001f600 ￿", "</script>")


def test_the_hash_of_every_text_is_the_ledgers(recount: Recount) -> None:
    scribe = cup()
    for text in STRANGE:
        scribe.write("penalty", stage="final", team="red", value=None, reason=text)
    file = exported(scribe.book)
    # Keys in the order of their characters, not of the pieces that JavaScript cuts them into.
    file["entries"][-1]["detail"] = {"￿": 1, "\U0001f600": [None, True, {"b": 1, "a": "中"}]}
    before = file["entries"][-2]["hash"]
    said = [v for k, v in file["entries"][-1].items() if k not in ("detail", "hash")]
    written = canonical_json(file["entries"][-1]["detail"])
    file["entries"][-1]["hash"] = link(before, [*said, written])
    assert recount(file)["broken"] is None


def test_nothing_in_a_result_can_end_its_element_or_run() -> None:
    event = contest(teams="red blue")
    file = exported(Scribe(event).book) | {"subtitle": "<b>&\"'</title>"}
    file["entries"][0]["reason"] = "</script><script>alert(1)</script><!--\u2028"
    page = recount_page(file, "zh-CN")
    assert page.count("<script") == page.count("</script>") == 3
    assert "<!--" not in page
    assert "<b>" not in page
    [held] = re.findall(r'id="results">(.*?)</script>', page, re.DOTALL)
    assert json.loads(held) == file


def test_the_page_asks_nobody_for_anything_and_is_always_the_same() -> None:
    page = recount_page(exported(cup().book), "en")
    assert recount_policy().startswith("default-src 'none'; script-src 'sha256-")
    assert re.findall(r"(?:src|href)=|url\(|@import|fetch\(|XMLHttpRequest", page) == []
    assert page == recount_page(exported(cup().book), "en")


def test_its_scripts_stand_in_it_as_they_are_written_each_before_who_imports_it(
    tmp_path: Path,
) -> None:
    (tmp_path / "low").mkdir()
    (tmp_path / "low/one.js").write_text('export const one = 1;\nconst own = "export x";\n')
    (tmp_path / "page.js").write_text(
        'import { other } from "./other.js";\nimport {\n  one as own,\n} from "./low/one.js";\n'
        "other(own);\n"
    )
    (tmp_path / "other.js").write_text(
        'import { one } from "./low/one.js";\nexport function other() {\n  return one;\n}\n'
    )
    joined = one_script(tmp_path, "page.js")
    at = [joined.index(f"// {name}") for name in ("low/one.js", "other.js", "page.js")]
    assert at == sorted(at)
    assert 'const { one: own } = scripts["low/one.js"];' in joined
    assert "return { other };" in joined
    (tmp_path / "page.js").write_text('import * as all from "./other.js";\n')
    with pytest.raises(CannotJoin, match=r"page\.js: import \* as all"):
        one_script(tmp_path, "page.js")
