"""The demo's tablets keep at it while a server is away, and say plainly why they stop."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import pytest

from scoreboard.demo import tablet as demo_client
from scoreboard.demo.play import announcement, progress, table, width
from scoreboard.demo.script import Award, Mark, RoundScript
from scoreboard.demo.tablet import DemoStopped, Tablet


class Server(BaseHTTPRequestHandler):
    """Answers with what `answers` holds, one after the other, and remembers what was asked."""

    answers: ClassVar[list[tuple[int, str]]] = []
    asked: ClassVar[list[tuple[str, str | None, Any]]] = []

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append((self.path, self.headers["Authorization"], body))
        status, text = self.answers.pop(0)
        if not status:
            self.close_connection = True
            return
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Tests print nothing."""


@pytest.fixture
def tablet(monkeypatch: pytest.MonkeyPatch) -> Iterator[Tablet]:
    monkeypatch.setattr(demo_client.time, "sleep", lambda _: None)
    Server.answers.clear()
    Server.asked.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield Tablet(f"http://127.0.0.1:{server.server_port}/api", "http://hall/join/TOKEN")
        server.shutdown()


def test_a_call_is_repeated_with_the_same_id_until_it_is_answered(tablet: Tablet) -> None:
    Server.answers += [(503, "{}"), (429, "{}"), (0, ""), (200, "cut sho"), (201, '{"version": 7}')]
    assert tablet.post("/scores", {"id": "one", "value": "9.5"}) == {"version": 7}
    assert Server.asked == [("/api/scores", "Bearer TOKEN", {"id": "one", "value": "9.5"})] * 5


def test_a_refusal_stops_the_demo_in_the_words_of_the_server(tablet: Tablet) -> None:
    Server.answers += [(409, '{"detail": "必答题 is closed."}')]
    with pytest.raises(DemoStopped, match=r"answers 409: 必答题 is closed\.$"):
        tablet.post("/scores", {"id": "one"})
    assert len(Server.asked) == 1


def test_a_server_that_stays_away_stops_the_demo_in_one_sentence(
    tablet: Tablet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo_client, "PATIENCE", 0)
    Server.answers += [(502, "<html>")] * 9
    with pytest.raises(DemoStopped, match=r"The server gives no answer to http://.*: 502"):
        tablet.post("/scores", {"id": "one"})


BOARD: dict[str, Any] = {
    "stage": {"id": "prelim", "name": "初赛"},
    "rounds": [{"id": "r1", "name": "必答题"}, {"id": "r2", "name": "Buzzer"}],
    "announced": {"stage": "prelim", "advancing": ["a", "b"], "winners": []},
    "rows": [
        {"team": {"id": "a", "name": "核医之光队", "region": "成都"}, "rank": 1, "tied": True,
         "total": "9.5", "rounds": {"r1": "9.5", "r2": None}},
        {"team": {"id": "b", "name": "Li", "region": ""}, "rank": 1, "tied": True,
         "total": "9.5", "rounds": {"r1": "-0.5", "r2": "10"}},
    ],
}  # fmt: skip


def test_the_table_is_aligned_though_chinese_characters_are_wide() -> None:
    name, *lines = table(BOARD)
    assert name == "初赛"
    assert lines == [
        "place  team        region  必答题  Buzzer  total",
        "1=     核医之光队  成都       9.5       –    9.5",
        "1=     Li                    -0.5      10    9.5",
    ]
    assert len({width(line) for line in lines}) == 1


def test_a_round_is_told_in_one_line_and_a_changed_mark_counts_once() -> None:
    marks = (Mark("j1", "a", "8"), Mark("j1", "a", "9", again=True), Mark("j1", "b", "7"))
    line = progress(BOARD, RoundScript("r1", marks))
    assert line.split("  ")[0] == "初赛 · 必答题"
    assert "2 marks" in line
    assert line.endswith("1. 核医之光队、Li 9.5")
    assert "1 awards" in progress(BOARD, RoundScript("r2", (Award("scorer", "a", "2"),)))


def test_the_end_of_a_stage_names_who_goes_on_and_the_end_of_all_who_won() -> None:
    assert announcement(BOARD) == "初赛 · going on: 核医之光队、Li"
    won = {**BOARD, "announced": {"stage": "prelim", "advancing": [], "winners": ["a"]}}
    assert announcement(won) == "初赛 · won by 核医之光队"
