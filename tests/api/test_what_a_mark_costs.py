"""What one mark costs the server, counted: it must not grow by what somebody adds in passing."""

from __future__ import annotations

import inspect
import sys
from collections import Counter
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest
from flask_socketio import SocketIOTestClient
from itsdangerous import Serializer
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from scoreboard.boards import Boards
from scoreboard.contest.model import Event
from tests.support.counting import counting
from tests.support.site import Person, Site
from tests.support.waiting import until
from tests.unit.contests import contest, final, heat, judged, people

# Calls of Python's functions until a mark is answered, this and all libraries together, with a few
# to spare. It was 1,731 once.
CALLS = 1_230
# BEGIN; the row with its lock and the link of who asks; the entry; and the new head.
STATEMENTS = 4
ID = "5c9b4ad8-6c1f-4d37-9c3a-1b9f7a4a0c11"


class Watched:
    """An event in its second round, with whoever is connected to it."""

    def __init__(self, folder: Path, event: Event) -> None:
        self.site = Site(folder, event)
        self.engine = self.site.services.database.engine
        self.judge: Person = self.site.judge(event.judges[0].id)
        self.screens: list[SocketIOTestClient] = []
        for act, round_id in (("open", "essay"), ("close", "essay"), ("open", "talk")):
            assert self.site.scorer.set_round(act, round_id).status_code == 200
        self.mark(0)

    def connect(self, *views: str) -> None:
        for view in views:
            tokens = {"desk": [self.site.scorer.token], "judge": self.tokens}.get(view, [None])
            for token in tokens:
                self.greet(view, token)

    def greet(self, view: str, token: str | None) -> list[dict[str, Any]]:
        """Connect one screen; what it is sent at once."""
        auth = {"event": self.site.event.slug, "view": view, "token": token}
        screen = self.site.app.extensions["socketio"].test_client(self.site.app, auth=auth)
        assert screen.is_connected()
        self.screens.append(screen)
        sent: list[dict[str, Any]] = screen.get_received()
        return sent

    @property
    def tokens(self) -> list[str]:
        return [link["url"].rsplit("/", 1)[1] for link in self.site.links["judges"]]

    def greet_stage(self, stage: str) -> None:
        """Connect a display that is kept on one stage."""
        auth = {"event": self.site.event.slug, "view": "display", "stage": stage}
        socketio = self.site.app.extensions["socketio"]
        assert socketio.test_client(self.site.app, auth=auth).is_connected()

    def mark(self, nth: int, round_id: str = "talk") -> int:
        team = self.site.event.teams[nth]
        answer = self.judge.mark(round_id, team.id, "7")
        assert answer.status_code == 201, answer.text
        version: int = answer.get_json()["version"]
        return version

    def cost_of_a_mark(self, nth: int = 1, round_id: str = "talk") -> Counter[str]:
        """What one more mark costs, the phones' lane included."""
        for screen in self.screens:
            screen.get_received()
        with counting(self.engine) as counted:
            version = self.mark(nth, round_id)
            for screen in self.screens:
                until(lambda screen=screen: has_board(screen, version), "each screen has the mark")
        return counted


def has_board(screen: SocketIOTestClient, version: int) -> bool:
    said = [message for message in screen.get_received() if message["name"] == "board"]
    return any(message["args"][0]["version"] == version for message in said)


def event_of(teams: int, judges: int, **rules: Any) -> Event:
    names = " ".join(f"team{n}" for n in range(teams))
    stages = (heat(judged(), judged("talk"), advance=3), final(judged("last")))
    panel = people(" ".join(f"judge{n}" for n in range(judges)))
    return contest(*stages, teams=names, judges=panel, **{"publish": "team", **rules})


@pytest.fixture(params=[(7, 5), (60, 10)], ids=["7 teams, 5 judges", "60 teams, 10 judges"])
def watched(request: pytest.FixtureRequest, tmp_path: Path) -> Watched:
    return Watched(tmp_path, event_of(*request.param))


@pytest.mark.parametrize(
    ("views", "boards", "standings", "sheets"),
    [
        ((), 0, 0, False),
        (("display",), 1, 1, False),
        (("audience",), 1, 1, False),
        (("display", "display", "audience", "overlay"), 1, 1, False),
        (("desk",), 2, 2, False),
        (("judge",), 1, 1, True),
        (("display", "audience", "desk", "judge"), 2, 2, True),
    ],
    ids=lambda value: ",".join(value) or "nobody" if isinstance(value, tuple) else None,
)
def test_a_mark_draws_each_board_once_and_none_for_nobody(
    watched: Watched, views: tuple[str, ...], boards: int, standings: int, sheets: bool
) -> None:
    watched.connect(*views)
    assert watched.cost_of_a_mark() == Counter(
        sql=STATEMENTS, boards=boards, standings=standings,
        sheets=len(watched.site.event.judges) if sheets else 0,
    )  # fmt: skip


def test_where_judges_see_less_than_the_public_their_board_is_one_more(tmp_path: Path) -> None:
    watched = Watched(tmp_path, event_of(7, 5, publish="live"))
    watched.connect("display", "desk", "judge")
    counted = watched.cost_of_a_mark()
    assert (counted["sql"], counted["boards"], counted["standings"]) == (STATEMENTS, 3, 3)


def test_a_mark_in_a_later_stage_leaves_the_standings_of_the_earlier_one_alone(
    tmp_path: Path,
) -> None:
    watched = Watched(tmp_path, event_of(7, 5))
    for judge in watched.site.event.judges:
        for nth in range(7):
            watched.site.judge(judge.id).mark("talk", f"team{nth}", str(9 + nth))
    scorer = watched.site.scorer
    assert scorer.set_round("close", "talk").status_code == 200
    assert scorer.post("stages/heat/advance").status_code == 200
    assert scorer.set_round("open", "last").status_code == 200
    watched.connect("display", "desk", "judge")
    watched.mark(6, "last")
    # Its first round: there is no table before it, and the heat's is not computed again.
    assert watched.cost_of_a_mark(5, "last") == Counter(
        sql=STATEMENTS, boards=2, standings=2, sheets=5
    )
    watched.greet_stage("heat")
    assert watched.cost_of_a_mark(4, "last")["boards"] == 3, "somebody looks at the heat"


def test_a_mark_opens_no_session_and_compiles_no_statement(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    ways: list[str] = []
    for kind, name in ((Session, "__init__"), (Connection, "_execute_context")):
        usual = getattr(kind, name)

        def noted(*given: Any, _usual: Any = usual, _name: str = name, **more: Any) -> Any:
            ways.append(_name)
            return _usual(*given, **more)

        monkeypatch.setattr(kind, name, noted)
    watched.mark(1)
    assert ways == [], "each costs as much again as what the mark asks of the database"


def test_a_mark_calls_only_so_many_functions_until_it_is_answered(tmp_path: Path) -> None:
    watched = Watched(tmp_path, event_of(7, 5))
    watched.mark(1)
    answer, called = watched.site.app.wsgi_app, Counter[CodeType]()

    def profile(frame: FrameType, what: str, _: Any) -> None:
        if what == "call":
            called[frame.f_code] += 1

    def answering(environ: Any, start_response: Any) -> Any:
        sys.setprofile(profile)
        try:
            return answer(environ, start_response)
        finally:
            sys.setprofile(None)

    watched.site.app.wsgi_app = answering  # type: ignore[method-assign]
    watched.mark(2)
    assert called.total() <= CALLS, called.most_common(20)
    assert not called[inspect.iscoroutinefunction.__code__], "there is no view that is one"
    assert not called[Serializer.__init__.__code__], "what signs cookies is made once"


def test_a_repeated_mark_is_drawn_for_nobody(watched: Watched) -> None:
    watched.connect("display", "desk", "judge")
    body = {"id": ID, "round": "talk", "team": "team1", "value": "7"}
    assert watched.judge.post("scores", body).status_code == 201
    with counting(watched.engine) as counted:
        assert watched.judge.post("scores", body).status_code == 200
    assert counted == Counter(sql=2), "the row with its lock, and who asks"


@pytest.mark.parametrize(
    ("view", "boards", "standings", "sheets"),
    [("judge", 1, 2, 1), ("desk", 2, 4, 0), ("display", 1, 2, 0), ("audience", 1, 2, 0)],
)
def test_a_greeting_builds_what_is_sent_and_nothing_else(
    watched: Watched, view: str, boards: int, standings: int, sheets: int
) -> None:
    tokens = {"desk": watched.site.scorer.token, "judge": watched.judge.token}
    with counting(watched.engine) as counted:
        sent = watched.greet(view, tokens.get(view))
    # Whoever has a token is looked up, and the newest version asked for; memory answers onlookers.
    assert counted == Counter(
        {"sql": 4 if view in tokens else 0, "boards": boards, "standings": standings}
        | ({"sheets": sheets} if sheets else {})
    )
    assert [message["name"] for message in sent if message["name"] in ("board", "round")] == (
        ["board", "round"] if view == "judge" else ["board"]
    )
    with counting(watched.engine) as counted:
        watched.greet(view, tokens.get(view))
    assert counted == Counter(sql=4 if view in tokens else 0), "a second one finds all drawn"


def test_a_judge_who_opens_the_tablet_is_drawn_one_sheet_of_one_version(watched: Watched) -> None:
    with counting(watched.engine) as counted:
        answer = watched.judge.client.get("/e/quiz/judge", headers=watched.judge.headers)
    assert answer.status_code == 200
    assert (counted["boards"], counted["sheets"]) == (1, 1)


@pytest.mark.parametrize("what", ["correction", "undo"])
def test_a_preview_computes_two_tables_and_replays_nothing(watched: Watched, what: str) -> None:
    version = watched.mark(1)
    bodies = {
        "correction": {
            "round": "talk", "team": "team1", "judge": "judge0", "value": "9", "reason": "misread",
        },
        "undo": {"entry": version, "reason": "a slip"},
    }  # fmt: skip
    path = {"correction": "corrections?preview=1", "undo": "undo?preview=1"}[what]
    with counting(watched.engine) as counted:
        answer = watched.site.scorer.post(path, {"id": ID, **bodies[what]})
    assert answer.status_code == 200, answer.text
    assert "team1" in [move["team"] for move in answer.get_json()["moves"]]
    # Who asks, and the newest version; the table as it is, and as it would be.
    assert counted == Counter(sql=4, standings=2)


def test_a_screen_that_has_gone_is_drawn_nothing(tmp_path: Path) -> None:
    watched = Watched(tmp_path, event_of(7, 5))
    watched.connect("display", "desk", "judge")
    for screen in watched.screens:
        screen.disconnect()
    watched.screens.clear()
    assert watched.cost_of_a_mark() == Counter(sql=STATEMENTS)


def test_a_mark_that_comes_while_a_newcomer_is_greeted_reaches_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = Watched(tmp_path, event_of(7, 5))
    read, marked = Boards.read, []

    def slow(boards: Boards, slug: str, query: Any, *, newest: bool = True) -> Any:
        drawn = read(boards, slug, query, newest=newest)
        if not newest and not marked:
            marked.append(None)
            marked[0] = watched.mark(2)
        return drawn

    monkeypatch.setattr(Boards, "read", slow)
    sent = watched.greet("display", None)
    versions = [one["args"][0]["version"] for one in sent if one["name"] == "board"]
    assert marked[0] in versions
