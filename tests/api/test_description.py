"""openapi.json is a description of what comes: each answer it declares comes, and no other.

One day is played by requests, and each answer is kept under its route and its status.
"""

from __future__ import annotations

import io
import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from flask import Response, request
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from pydantic import BaseModel
from werkzeug.test import TestResponse

from scoreboard.app import pair_of
from scoreboard.contest.model import FoulRule, Prize, Round
from scoreboard.contest.show.table import SCENES
from scoreboard.pair.channel import Hello, greeting_of
from scoreboard.storage.access import WHOLE_SERVER
from scoreboard.storage.histories import begin_histories
from scoreboard.web.api import describing
from tests.support.site import Site
from tests.unit.contests import contest, final, heat, judged, people, points

API = "/api/v1"
CONTEST = contest(
    heat(judged(), points(scored_by="judges", fouls=FoulRule(), tokens=("求助",)), advance=4),
    final(points("talk"), Round("test", "Test", "list", step=Decimal("0.01"), weight=Decimal(0))),
    teams="red blue green white grey",
    judges=(replace(people("lin")[0], head=True), *people("wu")),
    publish="team",
)
EVENT = replace(
    CONTEST, prizes=(Prize("p1", "First prize", count=1), Prize("p2", "Second prize", count=2))
)
EVENT_PATH = f"{API}/events/{EVENT.slug}"
Key = tuple[str, str, int]


@dataclass
class Day:
    """The requests of one day, and what each route has answered, by status."""

    site: Site
    answers: dict[Key, list[tuple[str, bytes]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.site.app.after_request(self._keep)
        access = self.site.services.access
        access.add_person(EVENT.slug, "viewer", "Auditor")
        tokens = {grant.role: token for grant, token, _ in access.links(EVENT.slug)}
        judges = (t for g, t, _ in access.links(EVENT.slug) if g.name == "judge:lin")
        server = access.links(WHOLE_SERVER)[0][1]
        self.tokens: dict[str, Any] = {**tokens, "judge": next(judges), "server": server}
        self.tokens["nobody"] = None
        self.client = self.site.app.test_client()

    def _keep(self, response: Response) -> Response:
        if request.url_rule is not None and request.path.startswith(API):
            path = _as_described(request.url_rule.rule)
            key = (request.method.lower(), path, response.status_code)
            self.answers.setdefault(key, []).append((response.mimetype, response.get_data()))
        return response

    def ask(self, who: str, method: str, path: str, body: Any = None, **rest: Any) -> TestResponse:
        """Send a request in somebody's name; a path without "/" is one of the event's."""
        token = self.tokens[who]
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        headers |= rest.pop("headers", {})
        if body is not None:
            rest["json"] = body
        address = path if path.startswith("/") else f"{EVENT_PATH}/{path}"
        return self.client.open(address, method=method, headers=headers, **rest)

    def post(self, path: str, *, who: str = "scorer", expect: int = 201, **body: Any) -> Any:
        """A write with a new id. Returns what it answered."""
        body = {"id": str(uuid.uuid4()), **body}
        answer = self.ask(who, "POST", path, body)
        assert answer.status_code == expect, (path, answer.text)
        return answer.get_json()


def _as_described(rule: str) -> str:
    """A route as the description writes it: `<uuid:award_id>` is `{award_id}`."""
    parts = rule.split("<")
    named = [part.partition(">") for part in parts[1:]]
    return parts[0] + "".join("{" + name.rpartition(":")[2] + "}" + rest for name, _, rest in named)


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    day = Day(Site(tmp_path_factory.mktemp("described"), EVENT))
    _refuse_everything(day)
    _set_up(day)
    _draw(day)
    _play_the_heat(day)
    _rule(day)
    _announce(day)
    _read(day)
    _follow(day)
    return day


@pytest.fixture(scope="module")
def described(day: Day) -> dict[str, Any]:
    document: dict[str, Any] = day.site.app.test_client().get(f"{API}/openapi.json").get_json()
    return document


def operations(described: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            yield method, path, operation


def _path(template: str, slug: str = EVENT.slug) -> str:
    """An address of a route, with things that the event has."""
    named = {
        "slug": slug, "round_id": "essay", "stage_id": "heat", "team_id": "red", "act": "open",
        "to": "next", "line": "none", "move": "disarm",
        "version": "1", **{of: str(uuid.uuid4()) for of in ("award_id", "mark_id", "offer_id")},
    }  # fmt: skip
    return template.format(**named)


def _refuse_everything(day: Day) -> None:
    """What every route refuses alike: strangers, events that are not there, wrong bodies."""
    document = day.site.app.test_client().get(f"{API}/openapi.json").get_json()
    for method, path, operation in operations(document):
        here, kind = _path(path), method.upper()
        body = {} if "requestBody" in operation else None
        for who in ("nobody", "viewer", "judge"):
            if operation["security"] and (who != "viewer" or method != "get"):
                day.ask(who, kind, here, body)
        if "{slug}" in path:
            day.ask("server", kind, _path(path, "no-such-event"), body)
            other = {"X-Scoreboard-Ledger": "another"}
            if method != "get":
                day.ask("organiser", kind, here, body, headers=other)
        if method in ("post", "put"):
            _send_no_body(day, kind, here, judge=path.endswith("{slug}/scores"))


def _send_no_body(day: Day, kind: str, path: str, *, judge: bool) -> None:
    who = "judge" if judge else "server"
    json_type = {"Content-Type": "application/json"}
    day.ask(who, kind, path, data=b"{", headers=json_type)
    day.ask(who, kind, path, data=b"[]", headers=json_type)
    day.ask(who, kind, path, {"nothing": "known"})
    day.ask(who, kind, path, data=b" " * 7_000_000, headers=json_type)


def _set_up(day: Day) -> None:
    document = day.ask("viewer", "GET", "setup").get_json()
    changed = {**document["setup"], "event": {**document["setup"]["event"], "subtitle": "Autumn"}}
    put = {"id": str(uuid.uuid4()), "setup": changed, "since": document["version"]}
    day.ask("organiser", "PUT", "setup?preview=1", put)
    assert day.ask("organiser", "PUT", "setup?preview=0", put).get_json()["changed"]
    again = {"id": str(uuid.uuid4()), "copy_of": EVENT.slug, "slug": "copy", "title": "Copy"}
    assert [day.ask("server", "POST", f"{API}/events", again).status_code for _ in "12"] == [
        201,
        200,
    ]
    sheet = b"name,region\nRed,east\nBlue,west\n"
    for who, path in (("server", f"{API}/import"), ("organiser", "import")):
        file = (io.BytesIO(sheet), "teams.csv")
        day.ask(who, "POST", path, data={"file": file})
        day.ask(who, "POST", path, data={})
    _put_pictures_in(day)
    day.post("rehearsal", who="organiser", expect=200)
    assert day.ask("viewer", "GET", "seal").status_code == 409
    day.ask("organiser", "DELETE", "rehearsal")
    day.post("archive", who="organiser", expect=200)
    day.post("unarchive", who="organiser", expect=200)


def _put_pictures_in(day: Day) -> None:
    space = 'xmlns="http://www.w3.org/2000/svg"'
    svg = f'<svg {space} viewBox="0 0 2 1"><rect width="1" height="1"/></svg>'.encode()
    put = {"file": (io.BytesIO(svg), "a.svg")}
    logo = day.ask("organiser", "POST", "pictures", data=put).get_json()["picture"]
    day.ask("organiser", "POST", "pictures", data={"file": (io.BytesIO(b"no"), "logo.svg")})
    boundary = "multipart/form-data; boundary=x"
    large = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n'
    large += bytes(3_000_000) + b"\r\n--x--\r\n"
    day.ask("organiser", "POST", "pictures", data=large, content_type=boundary)
    thanked = [{"name": "Host", "tier": 2, "picture": logo}]
    assert (
        day.ask("organiser", "PUT", "look", {"logo": logo, "sponsors": thanked}).status_code == 200
    )
    day.ask("organiser", "PUT", "look", {"logo": "0" * 64})
    day.ask("nobody", "GET", "look")


def _draw(day: Day) -> None:
    """The heat is played by groups for a moment, and its teams are drawn into one."""
    document = day.ask("viewer", "GET", "setup").get_json()["setup"]
    heat, *later = document["stages"]
    groups = [{"id": "a", "name": "A"}]
    grouped = {**document, "groups": groups, "stages": [{**heat, "by_group": True}, *later]}
    for setup in (grouped, document):
        since = day.ask("viewer", "GET", "setup").get_json()["version"]
        put = {"id": str(uuid.uuid4()), "setup": setup, "since": since, "reason": "as before"}
        answer = day.ask("organiser", "PUT", "setup", put)
        assert answer.status_code == 200, answer.text
        if setup is grouped:
            drawn = day.post("stages/heat/groups", by="lots", expect=200)
            day.post("undo", entry=drawn["version"], reason="one table after all")


def _show(day: Day) -> None:
    for body in ({"scene": "teams"}, {"scene": "teams"}, {"hold": True}, {"hold": False}):
        answer = day.ask("scorer", "PUT", "scene", {"id": str(uuid.uuid4()), **body})
        assert answer.status_code == 200
    used = answer.get_json()["put"]
    assert day.ask("scorer", "PUT", "scene", {"scene": "fireworks"}).status_code == 422
    day.post("scene/next", step=0, put=used, expect=200)
    day.post("scene/next", step=0, expect=409)
    day.post("timer", do="pause", expect=409)
    day.post("timer", do="start", seconds=30, expect=200)
    # An id that was used for something else.
    uid = str(uuid.uuid4())
    statuses = [
        day.ask("scorer", "PUT", "scene", {"id": uid, "scene": scene}).status_code
        for scene in ("title", "blank")
    ]
    assert statuses == [200, 409]
    day.ask("viewer", "GET", "scene/preview?scene=opener&step=0")
    day.ask("viewer", "GET", "scene/preview?scene=opener&round=none")
    for scene in SCENES:
        assert day.ask("scorer", "PUT", "scene", {"scene": scene}).status_code == 200
        day.ask("nobody", "GET", "scene")
        day.ask("scorer", "GET", "host")
    for asked in ("chart", "chart?of=places&stage=heat", "chart?stage=none", "chart?of=nothing"):
        day.ask("nobody", "GET", asked)
    day.ask("nobody", "GET", "/api/v1/time")


def _offer_again(day: Day) -> None:
    """Of a history that nobody here knows: one mark is entered by the desk, one left out."""
    elsewhere = {"headers": {"X-Scoreboard-Offered": "elsewhere"}}
    with day.site.services.database.writing() as session:
        begin_histories(session, "restore", datetime.now(UTC))
    marks = [str(uuid.uuid4()) for _ in "12"]
    for uid, team in zip(marks, ("white", "grey"), strict=True):
        mark = {"id": uid, "round": "essay", "team": team, "value": "6"}
        assert day.ask("judge", "POST", "scores", mark, **elsewhere).status_code == 202
    take = {"id": str(uuid.uuid4())}
    path = f"offers/{marks[0]}/take"
    assert [day.ask("scorer", "POST", path, take).status_code for _ in "12"] == [201, 200]
    assert day.ask("scorer", "DELETE", f"offers/{marks[1]}").status_code == 200
    award = {"id": str(uuid.uuid4()), "round": "buzzer", "team": "red", "points": 5}
    assert day.ask("judge", "POST", "awards", award, **elsewhere).status_code == 202
    gone = day.ask("judge", "DELETE", f"awards/{award['id']}", **elsewhere)
    assert gone.status_code == 202


def _play_the_heat(day: Day) -> None:
    day.post("rounds/essay/order", expect=200)
    day.post("rounds/essay/open", expect=200)
    day.post("rounds/essay/on_stage/next", team=None, expect=200)
    day.post("rounds/essay/on_stage/next", team=None, expect=409)
    put = {"id": str(uuid.uuid4()), "team": None}
    assert day.ask("scorer", "PUT", "rounds/essay/on_stage", put).status_code == 200
    _show(day)
    for team, value in (("red", "9"), ("blue", "8"), ("green", "8"), ("white", "7")):
        day.post("scores", who="judge", round="essay", team=team, value=value)
    mark = {"id": str(uuid.uuid4()), "round": "essay", "team": "red", "value": "10"}
    assert [day.ask("judge", "POST", "scores", mark).status_code for _ in "12"] == [201, 200]
    day.ask("viewer", "GET", "prospects")
    _twice(day, "rounds/essay/release", team="red")
    _twice(day, "rounds/essay/excuse", judge="wu", reason="ill")
    day.post("rounds/essay/close", expect=200)
    late = {**mark, "id": str(uuid.uuid4())}
    assert day.ask("judge", "POST", "scores", late).status_code == 409
    day.ask("scorer", "DELETE", f"refused/{late['id']}")
    _offer_again(day)
    day.post("freeze", expect=200)
    day.post("freeze", expect=409)
    day.post("rounds/buzzer/open", expect=200)
    award = {"id": str(uuid.uuid4()), "round": "buzzer", "team": "red", "points": "5"}
    assert [day.ask("judge", "POST", "awards", award).status_code for _ in "12"] == [201, 200]
    other = {**award, "points": "10"}
    assert day.ask("judge", "POST", "awards", other).status_code == 409
    assert day.ask("judge", "DELETE", f"awards/{award['id']}").status_code == 200


def _twice(day: Day, path: str, **body: Any) -> Any:
    """A ruling: what it would change, the ruling, and the same once more."""
    body = {"id": str(uuid.uuid4()), **body}
    assert "moves" in day.ask("scorer", "POST", f"{path}?preview=1", body).get_json()
    answers = [day.ask("scorer", "POST", path, body) for _ in "12"]
    assert [answer.status_code for answer in answers] == [201, 200], answers[0].text
    return answers[0].get_json()


def _rule(day: Day) -> None:
    _twice(day, "corrections", round="essay", team="green", judge="lin", value="7", reason="slip")
    _twice(day, "fouls", round="buzzer", team="green", note="before the signal")
    _twice(day, "tokens", round="buzzer", team="green", token="求助")
    _twice(day, "bonuses", team="green", points="2", reason="the best question")
    ruled = _twice(day, "penalties", team="green", points="-1", reason="talking")
    _twice(day, "undo", entry=ruled["version"], reason="forgiven")
    _twice(day, "teams/green/absent", round="buzzer", reason="bus")
    day.post("rounds/buzzer/close", expect=200)
    day.post("undo", entry=day.site.version, reason="open it again", expect=201)
    day.post("rounds/buzzer/close", expect=200)
    _reveal(day)


def _reveal(day: Day) -> None:
    """The board has been frozen since before the buzzer round."""
    day.post("reveal/next", step=None, expect=409)
    day.post("teams/grey/absent", round="essay", reason="never came")
    day.post("reveal/next", step=None, expect=200)
    day.post("reveal/next", step=0, expect=200)
    day.post("reveal/next", step=0, expect=409)
    day.ask("nobody", "GET", "board")
    day.ask("viewer", "GET", "board?view=desk")
    day.post("reveal/back", step=1, expect=200)
    day.post("reveal/finish", step=0, expect=200)
    day.ask("nobody", "GET", "board")
    day.post("unfreeze", reason="all is told", expect=200)
    day.post("unfreeze", expect=409)


def _enter(day: Day) -> None:
    """A written test: by hand, and out of a list that is looked at first."""
    day.post("rounds/test/open", expect=200)
    _twice(day, "rounds/test/scores", scores={"red": {"value": "90"}})
    path = "rounds/test/import"
    for data in ({"text": "Blue,80"}, {"file": (io.BytesIO(b"Blue,many"), "list.csv")}, {}):
        day.ask("scorer", "POST", f"{path}?preview=1", data=data)
    uid = str(uuid.uuid4())
    for _ in "12":
        whole = {"text": "Blue,80", "id": uid, "reason": "the paper test"}
        day.ask("scorer", "POST", path, data=whole)
    day.ask("scorer", "POST", path, data={"text": "Blue,80"})
    day.post("rounds/test/close", expect=200)
    late = {"text": "Blue,81", "reason": "too late", "ledger": "none"}
    day.ask("scorer", "POST", "rounds/talk/import", data=late)
    day.ask("scorer", "POST", path, data={"text": "x" * 7_000_000})


def _announce(day: Day) -> None:
    day.post("stages/heat/advance", scene=True, expect=200)
    day.post("scene/finish", step=0, expect=200)
    _twice(day, "stages/heat/admit", team="grey", reason="the host", **{"as": "wild_card"})
    day.post("rounds/talk/open", expect=200)
    day.post("awards", round="talk", team="red", points="5")
    day.post("awards", round="talk", team="blue", points="5")
    day.post("rounds/talk/close", expect=200)
    _enter(day)
    day.post("stages/final/together", reason="both were as good", expect=200)
    held = day.post("stages/final/playoff", reason="both first", expect=200)
    day.post("undo", entry=held["version"], reason="lots instead")
    lots = day.post("stages/final/lots", reason="both first", expect=200)
    day.post("undo", entry=lots["version"], reason="the head judge decides")
    day.post("stages/final/word", teams=["red"], reason="the better argument", expect=200)
    _twice(day, "teams/red/prize", name="Best appearance", reason="by vote of the hall")
    day.post("stages/final/advance", expect=200)
    assert day.ask("nobody", "GET", "recount.json").status_code == 404
    day.post("publish", who="organiser", expect=200)
    open_to_all = day.ask("nobody", "GET", "recount.json")
    assert open_to_all.status_code == 200
    known = {"If-None-Match": open_to_all.headers["ETag"]}
    assert day.ask("nobody", "GET", "recount.json", headers=known).status_code == 304
    day.post("unpublish", who="organiser", expect=200)
    assert day.ask("organiser", "POST", "unpublish", {"id": "x"}).status_code == 422
    assert day.ask("organiser", "POST", "unpublish", {"id": str(uuid.uuid4())}).status_code == 409
    _twice(day, "teams/blue/withdraw", reason="ill")


def _follow(day: Day) -> None:
    """A second laptop greets and asks; somebody sends what is no greeting, or no frame."""
    hello, key = Hello(), pair_of(day.site.app).key()
    said = day.ask("nobody", "POST", f"{API}/follow", hello.greeting.as_json()).get_json()
    channel = hello.as_second(key, greeting_of(said), said["proof"])
    path = f"{API}/follow/{said['line']}"
    for expected in (200, 409):
        frame = {"frame": channel.say({"do": "secret"}) if expected == 200 else "AAAA"}
        assert day.ask("nobody", "POST", path, frame).status_code == expected
    day.ask("nobody", "GET", f"{API}/pair")
    for move, expected in (("disarm", 200), ("arm", 409)):
        answer = day.ask("scorer", "POST", f"{EVENT_PATH}/second/{move}", {"off": True})
        assert answer.status_code == expected, answer.text
    none = {"nonce": "0" * 64, "share": "0" * 64}
    assert day.ask("nobody", "POST", f"{API}/follow", none).status_code == 409


def _read(day: Day) -> None:
    day.ask("nobody", "GET", f"{API}/events")
    # Who is known is answered by the ordinary way, which this day listens to.
    for path in ("board", "board?stage=heat"):
        tag = day.ask("viewer", "GET", path).headers["ETag"]
        assert day.ask("viewer", "GET", path, headers={"If-None-Match": tag}).status_code == 304
    for path in ("board", "board?stage=heat", "scene?polled=1", "teams/red/reckoning"):
        tag = day.ask("nobody", "GET", path).headers["ETag"]
        assert day.ask("nobody", "GET", path, headers={"If-None-Match": tag}).status_code == 304
    for path in (
        "board?view=desk", "board?view=desk&at=3", "board?view=none", "ledger?since=2",
        "ledger?since=x", "ledger/3", "ledger/3?view=public", "ledger/3?view=none",
        "ledger/9/difference", "verify", "safety", "seal", "seal?at=3", "seal?at=999",
        "seal?at=x", "seal/held?seal=nm2024", "seal/held", "screens", "refused", "prospects",
        "teams/red/reckoning?view=desk&stage=heat", "teams/red/reckoning?view=none",
        "scene?polled=perhaps",
        "export.csv", "export.xlsx", "export.json", "export.html",
    ):  # fmt: skip
        day.ask("viewer", "GET", path)
    for path in ("board?view=desk", "teams/red/reckoning?view=desk"):
        day.ask("nobody", "GET", path)
        day.ask("judge", "GET", path)
    assert day.ask("scorer", "DELETE", "safety/pins").status_code == 200
    assert day.ask("scorer", "POST", "screens/commands", {"do": "reload"}).status_code == 200
    day.post("backup", expect=200)
    folder = day.site.services.backups.folder
    aside = folder.rename(folder.with_name("aside"))
    folder.write_text("in the way")
    day.site.services.keeper._newest = ""
    day.post("backup", expect=409)
    folder.unlink()
    aside.rename(folder)
    second = day.site.services.second_folder
    for folder, setting, expect in ((None, None, 200), ("stick", None, 422), (None, "/usb", 409)):
        second.setting = Path(setting) if setting else None
        answer = day.ask("server", "PUT", f"{API}/backup-folder", {"folder": folder})
        assert answer.status_code == expect, answer.text
    day.post("begin", who="organiser", reason="the day itself", expect=200)


def test_the_description_is_openapi(described: dict[str, Any]) -> None:
    validate(described)
    assert described["openapi"].startswith("3.1")


def test_its_shapes_have_plain_names(described: dict[str, Any]) -> None:
    assert {name for name in described["components"]["schemas"] if not name.isalpha()} == set()


def test_every_answer_that_is_declared_comes(day: Day, described: dict[str, Any]) -> None:
    assert declared(described) - day.answers.keys() == set()


def test_no_answer_comes_that_is_not_declared(day: Day, described: dict[str, Any]) -> None:
    came = {key for key in day.answers if not key[1].endswith("openapi.json")}
    assert came - declared(described) == set()


def declared(described: dict[str, Any]) -> set[Key]:
    return {
        (method, path, int(status))
        for method, path, operation in operations(described)
        for status in operation["responses"]
    }


def test_every_answer_is_of_the_shape_that_is_declared(day: Day, described: dict[str, Any]) -> None:
    schemas = {"components": closed(described["components"])}
    faults = []
    for method, path, operation in operations(described):
        for status, answer in operation["responses"].items():
            for media, said in day.answers.get((method, path, int(status)), []):
                content = answer.get("content", {})
                if content and media not in content:
                    faults.append(f"{method} {path} {status}: {media}")
                schema = content.get(media, {}).get("schema")
                if schema:
                    validator = Draft202012Validator({**schemas, **schema})
                    faults += [
                        f"{method} {path} {status}: {one.json_path}: {one.message[:200]}"
                        for value in values(media, said)
                        for one in validator.iter_errors(value)
                    ]
    assert faults == []


def values(media: str, said: bytes) -> list[Any]:
    """The values of an answer: one, or of each line one."""
    lines = said.decode().splitlines() if media.endswith("x-ndjson") else [said.decode()]
    return [json.loads(line) for line in lines]


def closed(schema: Any) -> Any:
    """The same schema, which takes no key that it does not name."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    inside = {name: closed(part) for name, part in schema.items()}
    if schema.get("type") == "object" and "properties" in schema:
        inside.setdefault("additionalProperties", False)
    return inside


def test_preview_is_a_parameter_and_zero_of_it_writes(day: Day, described: dict[str, Any]) -> None:
    asked = {
        path
        for _, path, operation in operations(described)
        if any(one.get("name") == "preview" for one in operation["parameters"])
    }
    assert {path.rpartition("/")[2] for path in asked} == {
        "corrections", "undo", "excuse", "release", "absent", "penalties", "withdraw", "prize",
        "scores", "import",
        "setup", "admit", "fouls", "bonuses", "tokens",
    }  # fmt: skip
    before = day.site.version
    body = {"id": str(uuid.uuid4()), "team": "red", "points": "-1", "reason": "late"}
    assert day.ask("scorer", "POST", "penalties?preview=1", body).status_code == 200
    assert day.ask("scorer", "POST", "penalties?preview=perhaps", body).status_code == 422
    assert day.site.version == before
    assert day.ask("scorer", "POST", "penalties?preview=0", body).status_code == 201
    assert day.site.version == before + 1


def test_each_shape_is_described_once_however_many_views_answer_it() -> None:
    # Nearly every view answers problems of several statuses: one for each was half of a start.
    names = [model.__name__ for model in described_models(BaseModel)]
    assert "Problem" in names
    assert sorted(names) == sorted(set(names))


def described_models(base: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """The models made for the description, at any depth."""
    for model in base.__subclasses__():
        if model.__module__ == describing.__name__:
            yield model
        yield from described_models(model)
