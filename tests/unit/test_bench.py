"""The measurements' own sums, and that they go on fitting what they measure.

How fast it is says no test.
"""

from __future__ import annotations

import os
import subprocess
import sys
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

# By way of the command, which imports every measurement.
from bench import wire
from bench.__main__ import PARTS, fields, ranking
from bench.figures import (
    Figure,
    Run,
    Spread,
    lines,
    load,
    median,
    notes,
    percentile,
    save,
    spread,
    together,
    written,
)
from bench.goals import GOALS, Goal, Want, met, rows, today
from bench.million import Audience, simulate
from bench.processes import apart
from bench.scaling import replaced, write
from bench.sizes import Sizes

FLOOR = "a bare loop"


def figure(key: str, value: Spread, floor: Spread | None = None, **rest: str) -> Figure:
    return Figure(key, f"says {key}", "ms", value, floor, FLOOR if floor else "", **rest)  # type: ignore[arg-type]


def run_of(*figures: Figure) -> Run:
    return Run("2024-11-30T15:00:00+08:00", "2 cores", "python -m bench").with_figures(figures)


def test_a_percentile_is_one_of_the_values_and_the_median_may_lie_between_two() -> None:
    hundred = list(range(1, 101))
    assert percentile(hundred, 99) == 99
    assert percentile(hundred, 100) == 100
    assert percentile([*range(1, 100)], 99) == 99
    assert percentile([7], 99) == 7
    assert percentile([3, 1, 2], 50) == 2
    assert median([4, 1, 3, 2]) == 2.5
    assert median([9, 1, 5]) == 5
    assert spread([0.5, 0.25, 0.75], 1000) == Spread(500, 750, 3)
    for figure_of in (median, lambda none: percentile(none, 99)):
        with pytest.raises(ValueError, match="no values"):
            figure_of([])


def test_a_ratio_is_that_of_the_medians_or_of_the_p99s_and_nothing_without_a_floor() -> None:
    value, floor = Spread(30, 90, 50), Spread(10, 20, 50)
    assert figure("a", value, floor).ratio == 3
    assert figure("a", value, floor, by="p99").ratio == 4.5
    assert figure("a", value).ratio is None
    assert figure("a", value, Spread(0, 0)).ratio is None


def test_numbers_are_written_in_three_figures_and_counts_as_they_are() -> None:
    assert [written(one) for one in (12345.6, 120.4, 21.04, 2.345, 0.5, 55.0)] == [
        "12,346", "120", "21.0", "2.35", "0.5", "55",
    ]  # fmt: skip


def test_the_table_shows_an_earlier_run_beside_this_one_and_leaves_empty_what_it_had_not() -> None:
    before = run_of(figure("a", Spread(60, 90, 5), Spread(10, 20, 5)))
    now = [figure("a", Spread(30, 90, 5), Spread(10, 20, 5)), figure("b", Spread(7, 7))]
    head, first, second = lines(now, before)
    assert head.split() == ["unit", "median", "/", "p99", "floor", "ratio", "earlier", "ratio"]
    assert " ".join(first.split()[2:]) == ("ms 30 / 90 10 / 20 3.00 × 60 / 90 6.00 ×")
    assert second.split() == ["says", "b", "ms", "7"]
    assert len({len(line) for line in lines(now)}) == 1
    assert "earlier" not in lines(now)[0]


def test_each_floor_is_named_once_below_the_table() -> None:
    value = Spread(1, 2, 3)
    found = notes([figure("a", value, value), figure("b", value, value, note="on a Sunday")])
    assert found == [f"Floor: {FLOOR}", "says b: on a Sunday"]


def test_a_run_that_was_kept_is_read_as_it_was(tmp_path: Path) -> None:
    run = run_of(
        figure("a/1", Spread(30, 90, 50), Spread(10, 20, 50), by="p99", note="数"),
        figure("b", Spread(7, 7)),
    )
    save(run, tmp_path / "bench.json")
    assert load(tmp_path / "bench.json") == run


def test_less_is_measured_where_the_machine_is_not_ones_own() -> None:
    assert Sizes().halls(100, 500, 1000, 2000) == (100, 500, 1000)
    assert Sizes(phones=2000).halls(100, 500, 1000, 2000) == (100, 500, 1000, 2000)
    assert Sizes(phones=60).halls(100, 500) == (60,)
    assert Sizes(share=0.1).repeats(150) == 15
    assert Sizes(share=0.01).repeats(150) == 3


def test_frames_are_read_however_they_come_apart_and_whether_packed_or_not() -> None:
    board = b'42["board",{"version":17}]'
    packed = zlib.compressobj(wbits=-15)

    def frame(text: bytes) -> bytes:
        data = packed.compress(text) + packed.flush(zlib.Z_SYNC_FLUSH)
        return bytes((0xC1, len(data) - 4)) + data[:-4]

    reader = wire.frames_of(
        b"HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n"
    )
    # The second rests on the first: a server compresses with what it has said before.
    said = frame(board) + frame(board) + wire.plain_frame(b"2" * 300)
    heard = [one for byte in said for one in reader.feed(bytes([byte]))]
    assert heard == [board, board, b"2" * 300]
    assert not reader.closed
    assert list(reader.feed(b"\x88\x00")) == []
    assert reader.closed
    assert [wire.board_version(one) for one in (board, b'42["scene",{"version":3}]', b"2")] == [
        17, None, None,
    ]  # fmt: skip
    with pytest.raises(ValueError, match="503"):
        wire.frames_of(b"HTTP/1.1 503 Service Unavailable\r\n\r\n")


def test_what_a_client_says_is_masked_and_as_long_as_it_says() -> None:
    for size in (5, 300, 70_000):
        said = b"x" * size
        sent = wire.text_frame(said)
        assert sent[1] & 0x80
        assert sent.endswith(b"\0\0\0\0" + said)
        reader = wire.Frames(deflate=False)
        assert list(reader.feed(wire.plain_frame(said))) == [said]


def test_answers_are_read_one_after_the_other_and_what_follows_an_opened_socket_is_left() -> None:
    answers = wire.Answers()
    said = (
        b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc"
        b"HTTP/1.1 304 Not Modified\r\nETag: x\r\n\r\n"
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n"
        b"HTTP/1.1 101 Switching Protocols\r\n\r\n\x81\x02hi"
    )
    heard = [one for n in range(0, len(said), 7) for one in answers.feed(said[n : n + 7])]
    assert [(status, body) for status, _, body in heard] == [
        (200, b"abc"),
        (304, b""),
        (200, b"hello"),
        (101, b""),
    ]
    assert (wire.field_of(heard[1][1], "etag"), wire.field_of(heard[1][1], "vary")) == ("x", "")


def test_placing_a_few_teams_is_measured_beside_sorting_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    ranking.run(40)
    lines = [line.split("  ")[0] for line in capsys.readouterr().out.splitlines()[1:]]
    assert lines == ["sorted()", "places", "places and cut", "a whole rule problem"]


@pytest.mark.long
def test_a_large_field_is_measured_beside_a_small_one(capsys: pytest.CaptureFixture[str]) -> None:
    fields.run(4, 8)
    head, *lines = capsys.readouterr().out.splitlines()
    assert head.startswith("8 teams beside 4")
    assert len(lines) > 8
    assert all("×" in line for line in lines[1:])


def test_a_goal_is_met_or_missed_by_a_factor_and_says_nothing_of_what_was_not_measured() -> None:
    run = run_of(
        figure("fast", Spread(15, 30, 9), Spread(10, 10, 9)),
        figure("often", Spread(45, 45), Spread(50, 50)),
        figure("fonts", Spread(3, 3)),
    )
    met_easily = Goal("Fast", "7 ×", "≤ 2 ×", (Want("fast", "ratio", 2),))
    assert today(met_easily, run) == "1.50 × (15 / 30 ms)"
    assert met(met_easily, run) == "met"
    strict = Goal("Fast", "", "", (Want("fast", "ratio", 1, "here"),), "Tried by hand.")
    assert met(strict, run) == "missed by here 1.5 ×. Tried by hand."
    assert Want("often", "ratio", 0.9, least=True).missed(run) == 1
    assert Want("often", "ratio", 0.99, least=True).missed(run) > 1
    assert Want("fonts", "median", 0).missed(run) == 4
    partly = Goal("Slow", "", "", (Want("slow", "median", 1), Want("fast", "p99", 30)))
    assert met(partly, run) == "met, not all measured"
    unknown = Goal("Slow", "", "", (Want("slow", "median", 1),))
    assert (today(unknown, run), met(unknown, run)) == ("not measured in this run", "")
    head, _, row = rows(run, (strict,))
    assert "today (2024-11-30)" in head
    assert row.startswith("| Fast |")


def test_every_goal_asks_for_figures_that_some_part_yields() -> None:
    keys = [want.key for goal in GOALS for want in goal.wants]
    assert len(keys) == len({*keys})
    assert {key.split("/")[0] for key in keys} <= PARTS.keys()


SMALL = Audience(phones=4_000, edges=4)


def test_the_server_of_a_million_is_asked_by_the_edges_alone_and_the_same_is_played_twice() -> None:
    played = simulate(SMALL, 30)
    assert played == simulate(SMALL, 30)
    # Each edge asks again a second after it has got an answer, and no sooner.
    assert played.server_asked <= SMALL.edges
    assert played.server_boards <= played.server_asked
    assert 1_200 < played.phones_ask < 1_500
    many = simulate(replace(SMALL, phones=40_000), 30)
    assert many.phones_ask > 9 * played.phones_ask
    assert many.server_asked < 1.2 * played.server_asked


def test_phones_that_ask_at_times_of_their_own_are_no_crowd_and_none_is_late_for_long() -> None:
    own, same = (simulate(replace(SMALL, jitter=one), 30) for one in (0.5, 0))
    assert own.peak < same.peak
    longest = SMALL.period * 1.5 + SMALL.fresh + 1.5 * 2 * SMALL.far + SMALL.near
    assert 0 < own.late.median < own.late.p99 <= longest


def test_a_board_that_has_not_changed_is_not_sent_again() -> None:
    quiet, busy = (simulate(replace(SMALL, news=one), 30) for one in (1_000, 0.5))
    assert quiet.phones_bytes < busy.phones_bytes / 4
    assert quiet.late.count == 0


def test_the_tables_are_written_between_their_marks_and_nothing_else_is_touched(
    tmp_path: Path,
) -> None:
    text = "# Head\n" + "".join(
        f"before {name}\n<!-- bench {name} -->\nold\n<!-- end -->\n"
        for name in ("goals", "figures", "processes", "million")
    )
    page = tmp_path / "scaling.md"
    page.write_text(text, "utf-8")
    run = run_of(
        figure("fanout/1000/last", Spread(60, 90, 40), Spread(30, 40, 40)),
        figure("memory/server", Spread(100, 100)),
        figure("memory/phone", Spread(40, 40)),
        figure("lanes/joining-at-once/let-in", Spread(50, 50)),
    )
    write(page, run)
    first = page.read_text("utf-8")
    assert "\nold\n" not in first
    again = replaced(first, "processes", "\\1 as it is")
    assert replaced(again, "processes", "new") == replaced(first, "processes", "new")
    assert [line for line in first.splitlines() if line.startswith("before")] == [
        f"before {name}" for name in ("goals", "figures", "processes", "million")
    ]
    # Ten processes of 100 MB, and ten thousand phones of 40 kB; fifty a second by each.
    assert "| 1,000 | 10 | 60 / 90 ms | 1.4 GB | 20 s |" in first
    with pytest.raises(ValueError, match="bench goals"):
        replaced("no marks", "goals", "")


def test_runs_are_put_together_and_the_later_figure_stands() -> None:
    early = run_of(figure("a", Spread(1, 1)), figure("b", Spread(2, 2)))
    late = run_of(figure("b", Spread(3, 3)), figure("c", Spread(4, 4)))
    both = together([early, late])
    assert {key: one.value.median for key, one in both.figures.items()} == {"a": 1, "b": 3, "c": 4}
    assert both.command == early.command


def test_server_and_clients_have_processors_of_their_own_while_they_are_measured() -> None:
    before = os.sched_getaffinity(0)
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as server:
        with apart(server.pid):
            ours, theirs = os.sched_getaffinity(0), os.sched_getaffinity(server.pid)
        server.communicate(b"\n")
    if len(before) > 1:
        assert len(theirs) == 1
        assert ours == before - theirs
    assert os.sched_getaffinity(0) == before
