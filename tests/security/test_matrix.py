"""The matrix: every route and every live message before everybody who may come.

Who may call which route stands in tests/api/test_roles.py, line by line; here come those who are
nobody's column there: a judge of another event, a recused one, and one whose link has been taken
back. A new live view, or a further message that is heard, fails without its row.
"""

from __future__ import annotations

import uuid
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask_socketio import SocketIO
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.contest.model import Judge
from scoreboard.live.arrivals import VIEWS
from tests.api.test_roles import EVERYBODY, MATRIX, NOTHING, ROLES
from tests.support.examples import examples
from tests.support.routes import path_of
from tests.support.site import Site
from tests.unit.contests import contest, heat, judged, people

WHO = (
    "nobody", "viewer", "presenter", "judge", "judge elsewhere", "recused", "revoked", "scorer",
    "organiser",
)  # fmt: skip
ALL = frozenset(WHO)
# Who is let into which live view, and the messages that come at once: nobody hears another one.
HEARD: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "audience": (ALL, frozenset({"board", "scene"})),
    "display": (ALL, frozenset({"board", "scene", "screens", "present"})),
    "overlay": (ALL, frozenset({"board", "scene", "present"})),
    "judge": (frozenset({"judge", "recused"}), frozenset({"board", "scene", "round", "present"})),
    "desk": (
        frozenset({"viewer", "scorer", "organiser"}),
        frozenset({"board", "scene", "screens", "refused", "writing", "present"}),
    ),
    "host": (
        frozenset({"presenter", "scorer", "organiser"}),
        frozenset({"board", "scene", "present"}),
    ),
}
# What a page may say: the library's own two, and one of ours.
SAID = {"connect", "disconnect", "seen"}


class Crowd:
    """All who may come to an event, each with a token."""

    def __init__(self, folder: Path) -> None:
        judges = (*people("lin wu"), Judge("gao", "Gao", recused=("red",)))
        event = replace(contest(heat(judged())), judges=judges)
        self.site = Site(folder, event)
        access, self.slug = self.site.services.access, event.slug
        self.site.services.preparing.set_up(replace(event, slug="elsewhere"))
        ended = {g.subject: t for g, t, _ in access.links(self.slug) if g.on_panel}["wu"]
        access.revoke(self.slug, "judge", "wu")
        access.add_person(self.slug, "viewer", "审计")
        elsewhere = {g.subject: t for g, t, _ in access.links("elsewhere") if g.on_panel}
        links = access.links(self.slug)
        panel = {grant.subject: token for grant, token, _ in links if grant.on_panel}
        self.tokens: dict[str, str | None] = {grant.role: token for grant, token, _ in links}
        self.tokens |= {
            "nobody": None, "judge": panel["lin"], "recused": panel["gao"], "revoked": ended,
            "judge elsewhere": elsewhere["lin"],
        }  # fmt: skip

    def listens(self, who: str, view: str, /, **more: Any) -> Any:
        """A connection to a view."""
        socketio: SocketIO = self.site.app.extensions["socketio"]
        auth = {"event": self.slug, "view": view, "token": self.tokens[who], **more}
        return socketio.test_client(self.site.app, auth=auth)

    def status(self, who: str, method: str, path: str, body: Any = NOTHING) -> int:
        token = self.tokens[who]
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        client = self.site.app.test_client()
        return client.open(path, method=method, headers=headers, json=body).status_code


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Crowd:
    return Crowd(tmp_path_factory.mktemp("crowd"))


def columns(line: str) -> dict[str, str]:
    """Who is let in by a line of the routes."""
    may = dict(zip(ROLES, MATRIX[line].split(" "), strict=True))
    open_to_all = MATRIX[line] == EVERYBODY
    return {
        **{who: may[who] for who in ("nobody", "viewer", "presenter", "judge", "scorer")},
        "organiser": may["organiser"], "recused": may["judge"],
        "judge elsewhere": "y" if open_to_all else "-", "revoked": "y" if open_to_all else "?",
    }  # fmt: skip


@pytest.mark.parametrize("who", ["judge elsewhere", "recused", "revoked"])
def test_every_route_is_open_to_these_as_to_their_kind(crowd: Crowd, who: str) -> None:
    rules = {
        f"{method} {rule.rule}": rule
        for rule in crowd.site.app.url_map.iter_rules()
        for method in rule.methods or ()
    }
    for line in MATRIX:
        named, _, query = line.partition("?")
        method = named.split(" ")[0]
        path = path_of(crowd.site.app, rules[named], method, slug=crowd.slug)
        status = crowd.status(who, method, f"{path}?{query}" if query else path)
        match columns(line)[who]:
            case "y":
                assert status not in (401, 403), line
            case "-":
                assert status == 403, line
            case _:
                assert status == 401, f"{line}: whose link has ended is nobody"


def test_a_recused_judge_may_mark_all_but_the_team(crowd: Crowd) -> None:
    path = f"/api/v1/events/{crowd.slug}"
    crowd.status("scorer", "POST", f"{path}/rounds/essay/open", {"id": str(uuid.uuid4())})
    for team, expected in (("red", 403), ("blue", 201)):
        mark = {"id": str(uuid.uuid4()), "round": "essay", "team": team, "value": 5}
        assert crowd.status("recused", "POST", f"{path}/scores", mark) == expected


def test_every_view_and_every_message_that_is_heard_has_its_row(crowd: Crowd) -> None:
    assert HEARD.keys() == VIEWS.keys(), "say in HEARD who is let in, and what they are sent"
    socketio: SocketIO = crowd.site.app.extensions["socketio"]
    heard = {name for of in socketio.server.handlers.values() for name in of}
    heard |= {name for name, _, space in socketio.handlers if space == "/"}
    assert heard <= SAID, "say here who may send it"


@pytest.mark.parametrize("view", HEARD)
@pytest.mark.parametrize("who", WHO)
def test_a_message_is_heard_by_exactly_these(crowd: Crowd, who: str, view: str) -> None:
    let_in, sent = HEARD[view]
    line = crowd.listens(who, view)
    assert line.is_connected() == (who in let_in)
    if who not in let_in:
        return
    assert {message["name"] for message in line.get_received()} <= sent
    # What a page says of itself changes nothing for others and is not answered to it.
    line.emit("seen", {"version": 10**6, "name": "x"})
    assert {message["name"] for message in line.get_received()} <= sent
    line.disconnect()


def test_nobody_hears_another_judges_sheet(crowd: Crowd) -> None:
    for who, judge in (("judge", "lin"), ("recused", "gao")):
        line = crowd.listens(who, "judge")
        sheets = [m["args"][0] for m in line.get_received() if m["name"] == "round"]
        assert {sheet["judge"]["id"] for sheet in sheets} == {judge}
        line.disconnect()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["version", "name", "id", "page", "size", "battery"]), inner
        )
    ),
    max_leaves=8,
)
KEYS = ("event", "view", "token", "stage", "place")


@given(changed=st.dictionaries(st.sampled_from(KEYS), JSON, min_size=1), said=JSON)
@examples(40)
def test_whatever_a_page_says_of_itself_breaks_nothing(
    crowd: Crowd, changed: dict[str, Any], said: Any
) -> None:
    line = crowd.listens("nobody", "display", **changed)
    if line.is_connected():
        line.emit("seen", said)
        line.disconnect()
    good = crowd.listens("scorer", "desk")
    assert any(message["name"] == "board" for message in good.get_received())
    good.disconnect()
