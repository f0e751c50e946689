"""The screens are told when a judge has been answered, once for all that was written meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask, Response, abort

from scoreboard.live.soon import Soon
from scoreboard.web.answered import AfterAnswer
from tests.support.site import Site


class Runs:
    """Holds what is to run until a turn comes, as a loop does."""

    def __init__(self) -> None:
        self.due: list[Callable[[], None]] = []

    def start(self, run: Callable[[], None]) -> None:
        self.due.append(run)

    def turn(self) -> None:
        due, self.due = self.due, []
        for run in due:
            run()


def test_what_many_judges_write_before_its_turn_is_told_once() -> None:
    told: list[str] = []
    runs = Runs()
    soon = Soon(told.append, runs.start)
    for slug in ("quiz", "quiz", "spring", "quiz"):
        soon(slug)
    assert told == []
    runs.turn()
    assert told == ["quiz", "spring"]
    assert runs.due == []


def test_what_is_written_while_the_screens_are_told_is_told_after_it() -> None:
    told: list[str] = []

    def tell(slug: str) -> None:
        told.append(slug)
        if len(told) == 1:
            soon("quiz")
            soon("quiz")

    soon = Soon(tell, lambda run: run())
    soon("quiz")
    assert told == ["quiz", "quiz"]


def test_an_event_that_cannot_be_told_keeps_no_other_from_being_told() -> None:
    told: list[str] = []

    def tell(slug: str) -> None:
        if slug == "broken":
            raise RuntimeError("no board")
        told.append(slug)

    runs = Runs()
    soon = Soon(tell, runs.start)
    soon("broken")
    soon("quiz")
    runs.turn()
    soon("quiz")
    runs.turn()
    assert told == ["quiz", "quiz"]


def app_that_writes(told: list[str]) -> Flask:
    app = Flask("after")
    after = AfterAnswer(app, told.append)

    @app.post("/mark")
    def mark() -> str:
        after("quiz")
        after("quiz")
        assert not told
        return "written"

    @app.post("/refused")
    def refused() -> str:
        after("quiz")
        abort(409)

    @app.post("/long")
    def long() -> Response:
        def parts() -> Iterator[str]:
            yield "begun"
            after("quiz")
            assert told == ["quiz"], "an answer that is under way is not waited for"
            yield "done"

        return app.response_class(parts())

    return app


@pytest.mark.parametrize("path", ["/mark", "/refused"])
def test_the_answer_comes_first_and_then_each_event_once(path: str) -> None:
    told: list[str] = []
    answer = app_that_writes(told).test_client().post(path)
    assert answer.data
    assert told == []
    answer.close()
    assert told == ["quiz"]


def test_what_is_written_in_the_middle_of_a_long_answer_is_told_there() -> None:
    told: list[str] = []
    answer = app_that_writes(told).test_client().post("/long")
    assert answer.data == b"begundone"
    answer.close()
    assert told == ["quiz"]


def test_a_mark_is_in_the_ledger_when_it_is_answered_and_on_the_wall_when_that_is_sent(
    site: Site,
) -> None:
    site.scorer.set_round("open", "r1")
    auth = {"event": "nm2024", "view": "display"}
    wall = site.app.extensions["socketio"].test_client(site.app, auth=auth)
    wall.get_received()
    judge = site.judge("j1")
    body = {
        "id": "5c9b4ad8-6c1f-4d37-9c3a-1b9f7a4a0c11", "round": "r1", "team": "hyzg", "value": "5",
    }  # fmt: skip
    answer = judge.client.post(
        "/api/v1/events/nm2024/scores", json=body, headers=judge.headers, buffered=False
    )
    assert answer.status_code == 201
    assert site.version == answer.get_json()["version"]
    assert wall.get_received() == []
    answer.close()
    assert [one["name"] for one in wall.get_received()] == ["board"]
