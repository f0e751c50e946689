"""Four processes on one PostgreSQL and one Redis, behind nginx: to everybody they are one."""

from __future__ import annotations

import json
import re
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from types import SimpleNamespace

import httpx
import pytest
from playwright.sync_api import sync_playwright
from sqlalchemy import text

from scoreboard.delivery import delivery
from scoreboard.live.phones import PAUSE_SECONDS
from scoreboard.storage.access import Grant
from scoreboard.verbs.scorekeeping import SubmitMark
from scoreboard.verbs.verb import new_id
from scoreboard.web.static_files import STAMPED, vendored
from tests.support.browsers import (
    PROJECTOR,
    TABLET,
    enter_mark,
    expect_mark,
    expect_version,
    launch,
    visiting,
)
from tests.support.cluster import Cluster, cluster
from tests.support.contests import contest
from tests.support.screens import Screen, screen
from tests.support.server import HALL_HOST, Person, Server
from tests.support.sweeps import MODES
from tests.support.waiting import PATIENCE, allowed, until

# Starting four processes is most of it, where the machine is busy.
pytestmark = pytest.mark.timeout(300)

SLUG, TEAMS, JUDGES = "large", 20, 5


@pytest.fixture(scope="module", params=MODES)
def hall(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Cluster]:
    folder = tmp_path_factory.mktemp("many")
    with cluster(folder, 4, contest(SLUG, TEAMS, judges=JUDGES), mode=request.param) as running:
        running.servers[0].scorer(SLUG).set_round("open", "r1")
        yield running


@pytest.fixture(autouse=True)
def all_are_there(hall: Cluster) -> None:
    """What the test before has ended and, having failed, not started again."""
    hall.mend()


def says(one: Screen, device: str, **more: object) -> None:
    one.client.emit("seen", {"version": one.versions[-1], "id": device, "obeyed": [], **more})


def test_a_mark_on_one_process_is_told_once_on_each_other(hall: Cluster) -> None:
    first, second, third, fourth = hall.servers
    scorer, judge = first.scorer(SLUG), first.judge(SLUG, "j1")
    with (
        screen(second, SLUG, "display") as projector,
        screen(third, SLUG, "desk", scorer.token) as desk,
        screen(fourth, SLUG, "judge", judge.token) as tablet,
        screen(first, SLUG, "display") as beside,
    ):
        screens = (projector, desk, tablet, beside)
        before = [list(one.versions) for one in screens]
        marked = [judge.mark("r1", f"t{n}", 50 + n).json()["version"] for n in (1, 2, 3)]
        for one in screens:
            assert one.shows(marked[-1])["version"] == marked[-1]
        # A command has no Redis: each process finds by its own watch what it has written, so that
        # after this every watch has also looked at the marks before.
        with first.at_home() as services:
            by = Grant(SLUG, "judge", "j2", 1)
            mark = SubmitMark(by, new_id(), "r1", "t1", 70)
            last = services.writer.write(SLUG, mark).entry.version
        for one, had in zip(screens, before, strict=True):
            one.shows(last)
            told = one.versions[len(had) :]
            assert told == sorted(set(told)), "nothing is told twice, and nothing after a newer one"
            assert set(told) <= {*marked, last}
        assert projector.boards[-1] == beside.boards[-1] == second.stranger(SLUG).board()
        assert desk.boards[-1]["marks"]["r1"]["t1"]["j2"]["value"] == "70"


def as_a_tablet(person: Person, team: str, value: int) -> int:
    """A mark sent until the server has it, under one id; the version it was given."""
    uid = str(uuid.uuid4())

    def taken() -> httpx.Response | None:
        try:
            answer = person.mark("r1", team, value, id=uid)
        except httpx.TransportError:
            return None
        return answer if answer.status_code in (200, 201) else None

    version: int = until(taken, f"the mark for {team} is taken").json()["version"]
    return version


def test_fifty_writers_at_once_leave_no_gap(hall: Cluster) -> None:
    before = hall.servers[0].scorer(SLUG).board()["version"]
    judges = [server.judge(SLUG, f"j{n}") for n in range(1, 6) for server in hall.servers]

    def write(n: int) -> int:
        return as_a_tablet(judges[n % len(judges)], f"t{n % TEAMS + 1}", 40 + n % 50)

    with ThreadPoolExecutor(50) as writers:
        versions = sorted(writers.map(write, range(60)))
    assert versions == [before + n for n in range(1, 61)]
    entries = hall.servers[1].scorer(SLUG).ledger(before)
    assert [entry["version"] for entry in entries] == versions
    boards = [server.stranger(SLUG).board() for server in hall.servers]
    assert all(board == boards[0] for board in boards)
    with hall.servers[2].at_home() as services:
        assert services.ledger.verify(SLUG) == versions[-1]


def through_nginx(hall: Cluster, since: int) -> list[str]:
    """The processes to which requests have gone, after the first so many lines of the log."""
    return [line["to"] for line in hall.front.lines()[since:]]


def test_a_browser_stays_with_one_process_and_browsers_are_spread_over_all(hall: Cluster) -> None:
    front, sent = hall.front, len(hall.front.lines())
    with httpx.Client(base_url=front.url, trust_env=False, verify=False) as browser:
        for _ in range(6):
            assert browser.get(f"/e/{SLUG}/display").status_code == 200
        page = browser.get("/join", headers={"X-Forwarded-Host": "elsewhere.example"})
        assert "elsewhere.example" not in page.text
    # A line is written when its request is over, which is a moment after its answer has come.
    until(lambda: len(through_nginx(hall, sent)) == 7, "all are in the log")
    assert len(set(through_nginx(hall, sent))) == 1
    sent += 7
    for _ in range(16):
        assert "Set-Cookie" not in front.http.get(f"{front.url}/api/v1/events/{SLUG}/board").headers
    until(lambda: len(set(through_nginx(hall, sent))) > 1, "browsers are spread")
    # Files come from the processes as they are, the rest is theirs alone.
    script = httpx.get(f"{front.url}/static/js/common/live.js", trust_env=False, verify=False)
    assert script.status_code == 200
    assert "default-src 'self'" in script.headers["Content-Security-Policy"]
    for path in ("/metrics", "/metrics/"):
        assert httpx.get(front.url + path, trust_env=False, verify=False).status_code == 404
    figures = hall.servers[0].http.get(f"{hall.servers[0].url}/metrics")
    assert figures.status_code == 200
    # Threads are watched by nobody: the system shares them out.
    assert ('scoreboard_stalls{of="count"}' in figures.text) is (
        hall.servers[0].mode != "threading"
    )


def went_to(hall: Cluster, answer: httpx.Response) -> str:
    """The process that has answered; "" where nginx had it."""
    uid = answer.headers["X-Request-ID"]
    line = until(
        lambda: next((one for one in hall.front.lines() if one["id"] == uid), None),
        "nginx has logged it",
    )
    return str(line["to"])


def test_nginx_keeps_stamped_files_and_nothing_else(hall: Cluster) -> None:
    def ask(path: str, **headers: str) -> httpx.Response:
        said = {"Accept-Encoding": "gzip", **{k.replace("_", "-"): v for k, v in headers.items()}}
        return httpx.get(hall.front.url + path, headers=said, trust_env=False, verify=False)

    stamped = f"/static/{vendored('socket.io-client/socket.io.esm.min.js')}"
    assert "/vendor-" in stamped
    content = (delivery().static / "vendor/socket.io-client/socket.io.esm.min.js").read_bytes()
    for accepts, sends in (("gzip", "gzip"), ("identity", None)):
        answers = [
            ask(stamped, Accept_Encoding=accepts),
            ask(stamped, Accept_Encoding=accepts, Cookie="scoreboard=somebody; scoreboard_at=1"),
            ask(stamped, Accept_Encoding=accepts, Cookie="scoreboard_at=2"),
        ]
        for answer in answers:
            assert (answer.status_code, answer.content) == (200, content)
            assert answer.headers.get("Content-Encoding") == sends
            assert answer.headers["Cache-Control"] == STAMPED
            assert "Set-Cookie" not in answer.headers
        # Each request has an id of its own, also where an answer is kept.
        assert len({answer.headers["X-Request-ID"] for answer in answers}) == 3
        assert [went_to(hall, answer) for answer in answers[1:]] == ["", ""]
    known = ask(stamped, If_None_Match=ask(stamped).headers["ETag"])
    assert (known.status_code, went_to(hall, known)) == (304, "")
    # What may be another file tomorrow is asked for anew, and so is what is not there yet.
    beside = stamped.replace("socket.io.esm", "nothing")
    for path, status in (("/static/js/common/live.js", 200), (beside, 404), (f"/e/{SLUG}", 200)):
        twice = [ask(path), ask(path)]
        assert [answer.status_code for answer in twice] == [status, status]
        assert all(went_to(hall, answer) for answer in twice)


def test_one_request_has_one_id_in_both_logs_and_no_log_holds_its_link(hall: Cluster) -> None:
    link = hall.servers[0].judge_link(SLUG, "j1")
    token = link.rsplit("/", 1)[1]
    answer = hall.front.http.get(f"{hall.front.url}/join/{token}?lang=en")
    assert answer.status_code == 302
    uid = answer.headers["X-Request-ID"]
    line = until(
        lambda: next((one for one in hall.front.lines() if one["id"] == uid), None),
        "nginx has logged it",
    )
    assert (line["path"], line["status"]) == ("/join/-", 302)
    until(lambda: any(uid in server.log for server in hall.servers), "a process has logged it")
    logs = [server.log for server in hall.servers]
    (said,) = [
        json.loads(one) for log in logs for one in log.splitlines() if f'"request": "{uid}"' in one
    ]
    assert (said["route"], said["status"], said["from"]) == ("/join/<token>", 302, "127.0.0.1")
    assert token not in "".join(logs)
    assert token not in (hall.front.conf.parent / "access.log").read_text("utf-8")


def test_screens_are_known_numbered_and_asked_across_processes(hall: Cluster) -> None:
    first, second, third, fourth = hall.servers
    scorer = third.scorer(SLUG)
    with (
        screen(third, SLUG, "desk", scorer.token) as desk,
        screen(second, SLUG, "display") as left,
        screen(fourth, SLUG, "display") as right,
    ):
        says(left, "left", name="Left")
        desk.lists_as("left", "live")
        says(right, "right", name="Right")
        key = desk.lists_as("right", "live")["key"]
        until(lambda: left.numbers and right.numbers, "both displays are numbered")
        assert left.numbers[-1] != right.numbers[-1]

        asked = {"screen": key, "do": "rename", "name": "Stage"}
        assert scorer.post("screens/commands", asked).status_code == 200
        until(lambda: right.commands, "the display on the fourth process is asked")
        assert right.commands[0]["name"] == "Stage"
        assert left.commands == []
        listed = first.scorer(SLUG).ask("GET", "screens").json()["screens"]
        assert {"left", "right"} <= {one["id"] for one in listed}

        # It says no more, and its line stays open: it hangs.
        def hangs() -> bool:
            says(right, "right", number=right.numbers[-1])
            newest = {share["process"]: share for share in list(desk.lists)}
            listed = [one for share in newest.values() for one in share["screens"]]
            return any(one["id"] == "left" and one["state"] == "silent" for one in listed)

        until(hangs, "the desk on the third process sees that the one on the second hangs")
        desk.lists_as("right", "live")


def form(server: Server, path: str, token: str | None, **fields: str) -> httpx.Response:
    headers = {"Authorization": f"Bearer {token}"}
    return server.http.post(f"{server.url}/e/{SLUG}/{path}", data=fields, headers=headers)


def test_a_link_that_is_revoked_on_one_process_is_closed_on_all(hall: Cluster) -> None:
    first, *others = hall.servers
    judge, neighbour = first.judge(SLUG, "j5"), first.judge(SLUG, "j4")
    with ExitStack() as open_pages:
        tablets = [
            open_pages.enter_context(screen(server, SLUG, "judge", judge.token))
            for server in hall.servers
        ]
        other = open_pages.enter_context(screen(others[0], SLUG, "judge", neighbour.token))
        token = first.organiser(SLUG).token
        revoked = form(first, "desk/links/revoke", token, role="judge", id="j5")
        assert revoked.status_code == 302
        for tablet in tablets:
            until(lambda one=tablet: not one.client.connected, "the tablet is dropped", allowed(3))
            assert tablet.revoked == [{"event": SLUG}]
        assert other.client.connected
    for server in hall.servers:
        assert Person(server, SLUG, judge.token).mark("r1", "t1", 5).status_code == 401


def test_wrong_pins_are_counted_over_all_processes(hall: Cluster) -> None:
    def types_wrong(server: Server, as_from: str) -> int:
        with httpx.Client(base_url=server.url, trust_env=False, verify=False) as tablet:
            tablet.headers["X-Forwarded-For"] = as_from
            found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', tablet.get("/join").text)
            assert found is not None
            return tablet.post("/join", data={"pin": "000000", "csrf_token": found[1]}).status_code

    tried = [types_wrong(hall.servers[n % 4], "10.0.0.7") for n in range(7)]
    assert tried == [422] * 5 + [429] * 2
    assert types_wrong(hall.servers[0], "10.0.0.8") == 422, "another address is not locked out"


def test_a_phone_is_told_a_handful_of_a_burst_that_another_process_takes(hall: Cluster) -> None:
    first, second, *_ = hall.servers
    with screen(second, SLUG, "audience") as phone, screen(second, SLUG, "display") as projector:
        began, told = time.monotonic(), len(phone.boards)
        judges = [first.judge(SLUG, f"j{n}") for n in (1, 2, 3, 4)]
        with ThreadPoolExecutor(4) as writers:
            versions = list(
                writers.map(lambda n: as_a_tablet(judges[n % 4], f"t{n}", 30 + n), range(1, 20))
            )
        for one in (phone, projector):
            one.shows(max(versions))
            assert one.versions == sorted(set(one.versions))
        turns = (time.monotonic() - began) / PAUSE_SECONDS
        assert len(phone.boards) - told <= turns + 2


def test_a_writer_that_waits_for_postgresql_keeps_nobody_waiting(hall: Cluster) -> None:
    second = hall.servers[1]
    judge, scorer = second.judge(SLUG, "j1"), second.scorer(SLUG)
    before = scorer.board()["version"]
    with hall.servers[0].at_home() as beside, ThreadPoolExecutor() as others:

        def waits() -> bool:
            with beside.database.engine.connect() as look:
                waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                return bool(look.scalar(text(waiting)))

        with beside.ledger.writing(SLUG) as held:
            mark = others.submit(judge.mark, "r1", "t9", 33)
            until(waits, "the process waits for the event's row")
            assert second.http.get(f"{second.url}/healthz").status_code == 200
            assert second.stranger(SLUG).board()["version"] == held.head.version == before
            assert not mark.done()
        assert mark.result().json()["version"] == before + 1


def is_elsewhere(hall: Cluster, since: int, stayed: str) -> bool:
    """Whether nginx has led anybody to another process, after so many lines of its log."""
    return set(through_nginx(hall, since)) > {stayed}


def marking_until(tablet: Person, is_over: Callable[[], bool]) -> list[int]:
    """Mark after mark; the version of each."""
    versions: list[int] = []
    give_up = time.monotonic() + PATIENCE
    while not is_over():
        assert time.monotonic() < give_up, "it never went on elsewhere"
        versions.append(as_a_tablet(tablet, f"t{len(versions) % TEAMS + 1}", 20))
    return versions


def test_a_process_that_is_killed_loses_nothing_and_its_screens_return_elsewhere(
    hall: Cluster,
) -> None:
    front, sent = hall.front, len(hall.front.lines())
    with httpx.Client(base_url=front.url, trust_env=False, verify=False) as browser:
        browser.get(f"/e/{SLUG}/display")
        (stayed,) = until(lambda: through_nginx(hall, sent), "the request is in the log")
        lost = next(server for server in hall.servers if stayed.endswith(f":{server.port}"))
        left = next(server for server in hall.servers if server is not lost)
        tablet = Person(front, SLUG, left.judge(SLUG, "j3").token)
        tablet.server = SimpleNamespace(url=front.url, http=browser)
        before = left.scorer(SLUG).board()["version"]
        with (
            screen(lost, SLUG, "display", returns=True, url=front.url) as projector,
            screen(left, SLUG, "desk", left.scorer(SLUG).token) as desk,
            ThreadPoolExecutor() as beside,
        ):
            # Without end, so that one is on its way whenever a process goes.
            marks = beside.submit(marking_until, tablet, lambda: is_elsewhere(hall, sent, stayed))
            until(lambda: desk.versions[-1] > before + 3, "some marks have come")
            for server in hall.servers:
                # Whichever it is on: all but one go, one after the other, and come back.
                if server is not left:
                    server.kill()
            marked = marks.result()
            projector.shows(before + len(marked))
            desk.shows(before + len(marked))
    entries = left.scorer(SLUG).ledger(before)
    assert [entry["version"] for entry in entries] == marked
    assert marked == list(range(before + 1, before + len(marked) + 1))
    assert [entry["team"] for entry in entries] == [f"t{n % TEAMS + 1}" for n in range(len(marked))]
    for server in hall.servers:
        if not server.running:
            server.start()
    last = before + len(marked)
    assert all(server.stranger(SLUG).board()["version"] == last for server in hall.servers)


def test_while_redis_is_away_screens_catch_up_by_their_version(hall: Cluster) -> None:
    first, second, third, _ = hall.servers
    judge = first.judge(SLUG, "j1")
    with (
        screen(second, SLUG, "display") as projector,
        screen(third, SLUG, "desk", first.scorer(SLUG).token) as desk,
    ):
        hall.redis.stop()
        marked = [judge.mark("r1", f"t{n}", 60 + n).json()["version"] for n in (1, 2, 3)]
        projector.shows(marked[-1])
        desk.shows(marked[-1])
        queue = lambda: second.http.get(f"{second.url}/healthz").json()["queue"]  # noqa: E731
        until(lambda: queue() == "does not answer", "the process says that Redis is away")
        assert second.http.get(f"{second.url}/healthz").status_code == 200
        # Signing in does not rest on it.
        page = second.http.get(f"{second.url}/join")
        assert page.status_code == 200
        hall.redis.start()
        until(lambda: queue() == "answers", "the process says that Redis is back")
        projector.shows(judge.mark("r1", "t4", 70).json()["version"])
        assert projector.versions == sorted(set(projector.versions))
        # Told by Redis, and not found by the watch: more marks in a row than the watch would see.
        until(lambda: sum(heard for _, heard in hall.redis.client.pubsub_numsub(
                  *hall.redis.client.pubsub_channels())) == len(hall.servers),
              "every process listens again")  # fmt: skip


def test_while_postgresql_is_away_marks_wait_and_come_through_after(hall: Cluster) -> None:
    first, second, *_ = hall.servers
    judge = first.judge(SLUG, "j2")
    before = first.scorer(SLUG).board()["version"]
    with (
        screen(second, SLUG, "display") as projector,
        ThreadPoolExecutor() as beside,
    ):
        hall.postgresql.stop()
        refused = judge.mark("r1", "t1", 12)
        assert (refused.status_code, refused.headers["Retry-After"]) == (503, "2")
        assert "Nothing was written" in refused.text or "没有写入" in refused.text
        sick = second.http.get(f"{second.url}/healthz")
        assert (sick.status_code, sick.json()["database"]) == (503, "does not answer")
        held = [beside.submit(as_a_tablet, judge, f"t{n}", 10 + n) for n in range(1, 6)]
        hall.postgresql.start()
        versions = sorted(one.result() for one in held)
        assert versions == [before + n for n in range(1, 6)]
        projector.shows(versions[-1])
        assert projector.client.connected
        assert projector.versions == sorted(set(projector.versions))
    assert second.http.get(f"{second.url}/healthz").status_code == 200
    with first.at_home() as services:
        assert services.ledger.verify(SLUG) == versions[-1]


def test_a_tablet_holds_its_mark_while_postgresql_is_away_and_the_wall_shows_it_after(
    hall: Cluster,
) -> None:
    """Signed in through nginx, by a browser's cookie, under a name and a port of nginx's own."""
    front = f"http://{HALL_HOST}:{hall.front.port}"
    token = hall.servers[0].judge(SLUG, "j4").token
    with (
        sync_playwright() as playwright,
        closing(launch(playwright)) as browser,
        visiting(browser, TABLET, has_touch=True) as judge,
        visiting(browser, PROJECTOR) as beamer,
    ):
        wall = beamer.open(f"{front}/e/{SLUG}/display")
        tablet = judge.open(f"{front}/join/{token}")
        expect_version(wall, hall.servers[0].scorer(SLUG).board()["version"])
        hall.postgresql.stop()
        enter_mark(tablet, "t20", "77")
        expect_mark(tablet, "t20", "pending")
        hall.postgresql.start()
        expect_mark(tablet, "t20", "saved")
        expect_version(wall, hall.servers[0].scorer(SLUG).board()["version"])
        marks = [one for one in hall.servers[1].scorer(SLUG).ledger() if one.get("team") == "t20"]
        assert [one["value"] for one in marks if one["judge"] == "j4"] == ["77"]
