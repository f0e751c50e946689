"""Who may do what: every route before every role. A route without a line here fails."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from scoreboard.storage.access import WHOLE_SERVER
from tests.support.routes import path_of
from tests.support.site import Site
from tests.unit.contests import contest, heat, judged, people

# Who asks, in the order of the columns: nobody, another event's organiser, a judge, a viewer, a
# scorer with a name of their own, the event's organiser, the whole server's, the presenter.
ROLES = ("nobody", "guest", "judge", "viewer", "scorer", "organiser", "server", "presenter")
EVERYBODY = "y y y y y y y y"
JUDGE = "- - y - - - - -"
GIVES_POINTS = "- - y - y y y -"
SEES = "- - - y y y y -"
RUNS = "- - - - y y y -"
TURNS = "- - - - y y y y"
SETS_UP = "- - - - - y y -"
SERVER = "- - - - - - y -"

MATRIX = {
    "GET /": EVERYBODY,
    "GET /healthz": EVERYBODY,
    "GET /join": EVERYBODY,
    "GET /join/<token>": EVERYBODY,
    "GET /sample.csv": EVERYBODY,
    "GET /trust": EVERYBODY,
    "GET /e/<slug>/judge/worker.js": EVERYBODY,
    "GET /trust/authority.crt": EVERYBODY,
    "GET /sample.xlsx": EVERYBODY,
    "GET /new": SERVER,
    "GET /e/<slug>": EVERYBODY,
    "GET /e/<slug>/audience.svg": EVERYBODY,
    "GET /e/<slug>/display": EVERYBODY,
    "GET /e/<slug>/pictures/<name>": EVERYBODY,
    "GET /e/<slug>/overlay": EVERYBODY,
    "GET /fonts/<name>.css": EVERYBODY,
    "GET /fonts/<name>.woff2": EVERYBODY,
    "GET /e/<slug>/teams/<team_id>": EVERYBODY,
    "GET /e/<slug>/judge": JUDGE,
    "GET /e/<slug>/desk": SEES,
    "GET /e/<slug>/desk/links": RUNS,
    "GET /e/<slug>/desk/links/poster": RUNS,
    "GET /e/<slug>/desk/links/tables": RUNS,
    "GET /e/<slug>/desk/links/address": RUNS,
    "POST /e/<slug>/desk/links/printed": RUNS,
    "POST /e/<slug>/desk/links/revoke": RUNS,
    "POST /e/<slug>/desk/links/people": SETS_UP,
    "POST /e/<slug>/desk/links/people/rename": SETS_UP,
    "POST /e/<slug>/desk/links/people/remove": SETS_UP,
    "GET /e/<slug>/desk/paper": SEES,
    "GET /e/<slug>/desk/results": SEES,
    "GET /e/<slug>/desk/results/picture": SEES,
    "GET /e/<slug>/desk/results/sheet": SEES,
    "GET /e/<slug>/desk/results/certificates": RUNS,
    "GET /e/<slug>/desk/results/awards": RUNS,
    "GET /e/<slug>/desk/screens": SEES,
    "GET /e/<slug>/safety": SEES,
    "GET /e/<slug>/recount": EVERYBODY,
    "GET /e/<slug>/safety/restore": RUNS,
    "GET /e/<slug>/host": TURNS,
    "GET /e/<slug>/desk/setup": SETS_UP,
    "GET /e/<slug>/desk/setup.toml": SEES,
    "GET /e/<slug>/desk/setup.xlsx": SEES,
    "GET /e/<slug>/desk/story": SEES,
    "GET /api/v1/openapi.json": EVERYBODY,
    "GET /api/v1/pair": EVERYBODY,
    "POST /api/v1/events/<slug>/second/<any(take_over, arm, disarm, alone):move>": RUNS,
    "POST /api/v1/follow": EVERYBODY,
    "POST /api/v1/follow/<line>": EVERYBODY,
    "GET /api/v1/events": EVERYBODY,
    "POST /api/v1/events": SERVER,
    "POST /api/v1/import": SERVER,
    "PUT /api/v1/backup-folder": SERVER,
    "GET /api/v1/events/<slug>/board": EVERYBODY,
    "GET /api/v1/events/<slug>/board?view=desk": SEES,
    "GET /api/v1/events/<slug>/teams/<team_id>/reckoning": EVERYBODY,
    "GET /api/v1/events/<slug>/teams/<team_id>/reckoning?view=desk": SEES,
    "GET /api/v1/time": EVERYBODY,
    "GET /api/v1/events/<slug>/chart": EVERYBODY,
    "GET /api/v1/events/<slug>/scene": EVERYBODY,
    "GET /api/v1/events/<slug>/scene/preview": SEES,
    "GET /api/v1/events/<slug>/host": TURNS,
    "PUT /api/v1/events/<slug>/scene": TURNS,
    "POST /api/v1/events/<slug>/scene/<any(next, back, finish):to>": TURNS,
    "POST /api/v1/events/<slug>/timer": TURNS,
    "GET /api/v1/events/<slug>/export.csv": SEES,
    "GET /api/v1/events/<slug>/export.json": SEES,
    "GET /api/v1/events/<slug>/export.html": SEES,
    "GET /api/v1/events/<slug>/export.xlsx": SEES,
    "GET /api/v1/events/<slug>/ledger": SEES,
    "GET /api/v1/events/<slug>/ledger/<int:version>": SEES,
    "GET /api/v1/events/<slug>/ledger/<int:version>/difference": SEES,
    "GET /api/v1/events/<slug>/look": EVERYBODY,
    "GET /api/v1/events/<slug>/prospects": SEES,
    "GET /api/v1/events/<slug>/refused": SEES,
    "GET /api/v1/events/<slug>/safety": SEES,
    "GET /api/v1/events/<slug>/screens": SEES,
    "GET /api/v1/events/<slug>/seal": SEES,
    "GET /api/v1/events/<slug>/seal/held": SEES,
    "GET /api/v1/events/<slug>/setup": SEES,
    "DELETE /api/v1/events/<slug>/safety/pins": RUNS,
    "GET /api/v1/events/<slug>/verify": SEES,
    "POST /api/v1/events/<slug>/scores": JUDGE,
    "POST /api/v1/events/<slug>/awards": GIVES_POINTS,
    "DELETE /api/v1/events/<slug>/awards/<uuid:award_id>": GIVES_POINTS,
    "POST /api/v1/events/<slug>/corrections": RUNS,
    "POST /api/v1/events/<slug>/backup": RUNS,
    "POST /api/v1/events/<slug>/penalties": RUNS,
    "POST /api/v1/events/<slug>/fouls": RUNS,
    "POST /api/v1/events/<slug>/tokens": RUNS,
    "POST /api/v1/events/<slug>/bonuses": RUNS,
    "POST /api/v1/events/<slug>/rounds/<round_id>/<any(open, close, reopen):act>": RUNS,
    "POST /api/v1/events/<slug>/rounds/<round_id>/excuse": RUNS,
    "POST /api/v1/events/<slug>/rounds/<round_id>/on_stage/<any(next, back):to>": TURNS,
    "PUT /api/v1/events/<slug>/rounds/<round_id>/on_stage": TURNS,
    "POST /api/v1/events/<slug>/freeze": RUNS,
    "POST /api/v1/events/<slug>/unfreeze": RUNS,
    "POST /api/v1/events/<slug>/reveal/<any(next, back, finish):to>": TURNS,
    "POST /api/v1/events/<slug>/rounds/<round_id>/scores": RUNS,
    "POST /api/v1/events/<slug>/rounds/<round_id>/import": RUNS,
    "POST /api/v1/events/<slug>/rounds/<round_id>/order": RUNS,
    "POST /api/v1/events/<slug>/rounds/<round_id>/release": RUNS,
    "POST /api/v1/events/<slug>/teams/<team_id>/absent": RUNS,
    "POST /api/v1/events/<slug>/screens/commands": RUNS,
    "POST /api/v1/events/<slug>/stages/<stage_id>/admit": RUNS,
    "POST /api/v1/events/<slug>/stages/<stage_id>/advance": RUNS,
    "POST /api/v1/events/<slug>/stages/<stage_id>/lots": RUNS,
    "POST /api/v1/events/<slug>/stages/<stage_id>/word": RUNS,
    "POST /api/v1/events/<slug>/stages/<stage_id>/playoff": RUNS,
    "POST /api/v1/events/<slug>/stages/<stage_id>/groups": RUNS,
    "POST /api/v1/events/<slug>/stages/<stage_id>/together": RUNS,
    "POST /api/v1/events/<slug>/teams/<team_id>/prize": RUNS,
    "POST /api/v1/events/<slug>/teams/<team_id>/withdraw": RUNS,
    "POST /api/v1/events/<slug>/undo": RUNS,
    "POST /api/v1/events/<slug>/offers/<uuid:offer_id>/take": RUNS,
    "DELETE /api/v1/events/<slug>/offers/<uuid:offer_id>": RUNS,
    "DELETE /api/v1/events/<slug>/refused/<uuid:mark_id>": RUNS,
    "POST /api/v1/events/<slug>/import": SETS_UP,
    "PUT /api/v1/events/<slug>/setup": SETS_UP,
    "POST /api/v1/events/<slug>/pictures": SETS_UP,
    "PUT /api/v1/events/<slug>/look": SETS_UP,
    "POST /api/v1/events/<slug>/rehearsal": SETS_UP,
    "DELETE /api/v1/events/<slug>/rehearsal": SETS_UP,
    "POST /api/v1/events/<slug>/begin": SETS_UP,
    "POST /api/v1/events/<slug>/archive": SETS_UP,
    "POST /api/v1/events/<slug>/publish": SETS_UP,
    "POST /api/v1/events/<slug>/unpublish": SETS_UP,
    "GET /api/v1/events/<slug>/recount.json": EVERYBODY,
    "POST /api/v1/events/<slug>/unarchive": SETS_UP,
}
# Whoever has the page with the form may type a PIN: test_join.py.
BY_PIN = "POST /join"
# Whoever knows the key of the second laptop may follow: test_following.py.
BY_KEY = {"POST /api/v1/follow", "POST /api/v1/follow/<line>"}
# Sending nobody away who asks, these bodies are all wrong: what is asked about is who may ask.
NOTHING: dict[str, Any] = {}
SAFE = {"HEAD", "OPTIONS"}


class Gate:
    """An event before which all the roles stand, each with a token and with a cookie."""

    def __init__(self, folder: Path) -> None:
        self.hall = Site(folder, contest(heat(judged()), judges=people("lin wu")))
        access, slug = self.hall.services.access, self.hall.event.slug
        access.ensure("elsewhere", [("organiser", "")])
        access.add_person(slug, "viewer", "审计")
        access.add_person(slug, "scorer", "王老师")
        tokens = {
            "guest": access.links("elsewhere")[0][1],
            "server": access.links(WHOLE_SERVER)[0][1],
        }
        for grant, token, _ in access.links(slug):
            # The scorer with a name comes after the nameless one and takes the column.
            tokens[grant.role] = token
        self.tokens = tokens

    def asks(self, role: str, method: str, path: str) -> int:
        """The status that a role's request with its token gets, with a body that says nothing."""
        token = self.tokens.get(role)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return self.client().open(path, method=method, headers=headers, json=NOTHING).status_code

    def client(self, role: str | None = None) -> FlaskClient:
        """A browser, in which a role's link has been opened."""
        client = self.hall.app.test_client()
        if role:
            assert client.get(f"/join/{self.tokens[role]}").status_code == 302
        return client

    def path_of(self, line: str) -> str:
        """The path of a line, with names of which the event has none."""
        path, _, query = line.partition("?")
        rule, method = self.rules()[path], path.split(" ")[0]
        found = path_of(self.hall.app, rule, method, slug=self.hall.event.slug)
        return found + (f"?{query}" if query else "")

    def rules(self) -> dict[str, Rule]:
        """Every route of the app as a line of the matrix."""
        return {
            f"{method} {rule.rule}": rule
            for rule in self.hall.app.url_map.iter_rules()
            if rule.endpoint != "static"
            for method in (rule.methods or set()) - SAFE
        }


@pytest.fixture(scope="module")
def gate(tmp_path_factory: pytest.TempPathFactory) -> Gate:
    folder: Path = tmp_path_factory.mktemp("roles")
    return Gate(folder)


def test_every_route_has_its_line_and_every_line_its_route(gate: Gate) -> None:
    lines = {line.partition("?")[0] for line in MATRIX} | {BY_PIN}
    assert gate.rules().keys() - lines == set(), "say in MATRIX who may call these"
    assert lines - gate.rules().keys() == set(), "these are no routes any more"


@pytest.mark.parametrize("line", MATRIX)
def test_a_route_is_open_to_exactly_these_roles(gate: Gate, line: str) -> None:
    method, path = line.partition(" ")[0], gate.path_of(line)
    open_to = MATRIX[line].split(" ")
    assert len(open_to) == len(ROLES)
    for role, may in zip(ROLES, open_to, strict=True):
        status = gate.asks(role, method, path)
        if may == "y":
            assert status not in (401, 403), f"{role} should be let in"
        elif role == "nobody":
            assert status == 401, "whoever is not known is asked to sign in"
        else:
            assert status == 403, f"{role} should be kept out"


def test_a_viewer_may_write_nothing_and_a_judge_nothing_but_points() -> None:
    columns = {line: dict(zip(ROLES, may.split(" "), strict=True)) for line, may in MATRIX.items()}
    writes = {
        line: may for line, may in columns.items()
        if not line.startswith("GET") and line not in BY_KEY
    }  # fmt: skip
    assert {line for line, may in writes.items() if may["viewer"] == "y"} == set()
    assert {line for line, may in writes.items() if may["judge"] == "y"} == {
        line for line in writes if MATRIX[line] in (JUDGE, GIVES_POINTS)
    }
    turned = {line for line, may in writes.items() if may["presenter"] == "y"}
    assert turned == {line for line in writes if MATRIX[line] == TURNS}
    assert len(turned) == 6, "the scene and its steps, the reveal, the timer, and who is on stage"
    for role in ("nobody", "guest"):
        assert {line for line, may in writes.items() if may[role] == "y"} == set()


def test_no_write_that_rests_on_a_cookie_is_taken_without_the_pages_own_token(gate: Gate) -> None:
    for line, open_to in MATRIX.items():
        method = line.split(" ")[0]
        if method == "GET" or line in BY_KEY:
            continue
        role = ROLES[open_to.split(" ").index("y")]
        answer = gate.client(role).open(gate.path_of(line), method=method, json=NOTHING)
        assert answer.status_code == 403, line


def test_who_is_known_elsewhere_is_not_asked_to_sign_in_for_what_is_the_servers(gate: Gate) -> None:
    assert gate.client("scorer").get("/new").status_code == 403
    assert gate.client().get("/new").status_code == 401


def test_a_page_says_what_its_reader_may_do_and_leads_nowhere_else(gate: Gate) -> None:
    desk = f"/e/{gate.hall.event.slug}/desk"
    pages = {role: gate.client(role).get(desk).text for role in ("viewer", "scorer", "organiser")}
    may = {role: set(page_data(text)["may"]) for role, text in pages.items()}
    assert may["viewer"] == {"see_desk"}
    assert may["viewer"] < may["scorer"] < may["organiser"]
    assert [role for role, text in pages.items() if f'href="{desk}/links' in text] == [
        "scorer", "organiser",
    ]  # fmt: skip
    assert [role for role, text in pages.items() if f'href="{desk}/setup' in text] == ["organiser"]
    judge = gate.client("judge").get(f"/e/{gate.hall.event.slug}/judge").text
    assert page_data(judge)["may"] == ["award", "mark"]


def page_data(text: str) -> dict[str, Any]:
    """What a page gives its scripts."""
    block = re.search(r'<script[^>]* id="page"[^>]*>(.*?)</script>', text, re.DOTALL)
    assert block is not None
    data: dict[str, Any] = json.loads(block[1])
    return data
