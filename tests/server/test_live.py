"""Screens and tablets connected to a real server are told what happens: they, and nobody else."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.contests import contest, shipped
from tests.support.screens import screen, turned_away
from tests.support.server import Server, serving
from tests.support.sweeps import MODES

SLUG, OTHER = "nm2024", "other"


@pytest.fixture(scope="module", params=MODES)
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A server of each kind, with the shipped event's first round open, and another event."""
    mode: str = request.param
    folder: Path = tmp_path_factory.mktemp(f"live-{mode}")
    with serving(folder, shipped(), contest(OTHER, 3), mode=mode, fresh=True) as running:
        running.scorer(SLUG).set_round("open", "r1")
        running.scorer(OTHER).set_round("open", "r1")
        yield running


def test_a_projector_shows_the_board_at_once_and_again_after_each_mark(server: Server) -> None:
    before = server.stranger(SLUG).board()
    with screen(server, SLUG, "display") as projector:
        assert projector.boards == [before]
        written = server.judge(SLUG, "j1").mark("r1", "hyzg", 14)
        assert written.status_code == 201
        board = projector.shows(written.json()["version"])
        assert board == server.stranger(SLUG).board()
        assert projector.totals()["hyzg"] == "14"
        assert projector.versions == [before["version"], before["version"] + 1]
        assert projector.sheets == [], "a projector is told no judge's marks"


def test_a_screen_that_can_only_poll_is_told_the_same(server: Server) -> None:
    with screen(server, SLUG, "display", polling=True) as projector:
        written = server.judge(SLUG, "j1").mark("r1", "yzwd", 12)
        assert projector.shows(written.json()["version"]) == server.stranger(SLUG).board()


def test_a_judge_is_given_an_own_sheet_at_once_and_after_each_mark(server: Server) -> None:
    li, wang = server.judge(SLUG, "j3"), server.judge(SLUG, "j4")
    with (
        screen(server, SLUG, "judge", li.token) as lis,
        screen(server, SLUG, "judge", wang.token) as wangs,
    ):
        written = li.mark("r1", "hlbf", 9).json()["version"]
        lis.shows(written)
        wangs.shows(written)
        # On one connection the sheet follows its board: the next board shows that it has come.
        following = wang.mark("r1", "yhcj", 7).json()["version"]
        lis.shows(following)
        wangs.shows(following)
        own = {team["id"]: team["mark"] for team in lis.sheets[1]["teams"]}
        others = {team["id"]: team["mark"] for team in wangs.sheets[1]["teams"]}
        assert [lis.sheets[1]["version"], wangs.sheets[1]["version"]] == [written, written]
        assert lis.sheets[0]["round"]["id"] == "r1"
        assert {sheet["judge"]["id"] for sheet in lis.sheets} == {"j3"}
        assert own["hlbf"] == "9"
        assert others["hlbf"] is None, "a judge sees nobody else's marks"


def test_the_desk_sees_who_gave_what_and_the_hall_does_not(server: Server) -> None:
    scorer = server.scorer(SLUG)
    with (
        screen(server, SLUG, "desk", scorer.token) as desk,
        screen(server, SLUG, "display") as projector,
        screen(server, SLUG, "audience") as phone,
    ):
        version = server.judge(SLUG, "j2").mark("r1", "bhlc", 11).json()["version"]
        assert desk.shows(version)["marks"]["r1"]["bhlc"]["j2"]["value"] == "11"
        for shown in (projector.shows(version), phone.shows(version)):
            assert not {"marks", "awards", "missing", "judges"} & shown.keys()


def test_a_joiner_is_greeted_and_nobody_else_hears_of_it(server: Server) -> None:
    with screen(server, SLUG, "display") as projector, screen(server, SLUG, "audience") as phone:
        before = projector.versions[-1]
        tokens = {"desk": server.scorer(SLUG).token, "judge": server.judge(SLUG, "j1").token}
        for view in ("display", "audience", "desk", "judge"):
            with screen(server, SLUG, view, tokens.get(view)) as joiner:
                assert joiner.versions == [before]
        # What the joiners had caused would stand before this mark's board.
        version = server.judge(SLUG, "j1").mark("r1", "hlwx", 8).json()["version"]
        projector.shows(version)
        phone.shows(version)
        assert projector.versions == [before, version]
        assert phone.versions == [before, version]


@pytest.mark.parametrize("view", ["judge", "desk"])
def test_a_stranger_is_not_let_into_what_is_the_judges_or_the_desks(
    server: Server, view: str
) -> None:
    for token in (None, "", "made-up", 7, ["x"], {"a": 1}):
        refused = turned_away(server, {"event": SLUG, "view": view, "token": token})
        assert (refused.boards, refused.sheets) == ([], [])
        assert refused.reasons == ["sign in first"], "by which a page knows that its link has ended"


def test_each_role_opens_its_own_view_only(server: Server) -> None:
    judge, scorer = server.judge(SLUG, "j1").token, server.scorer(SLUG).token
    for view, token in (("desk", judge), ("judge", scorer)):
        refused = turned_away(server, {"event": SLUG, "view": view, "token": token})
        assert (refused.boards, refused.sheets) == ([], [])
        assert refused.reasons == ["not yours"], (
            "by which a page knows that another link was opened"
        )


def test_another_events_people_are_not_let_in(server: Server) -> None:
    guests = {"judge": server.judge(OTHER, "j1").token, "desk": server.scorer(OTHER).token}
    for view, token in guests.items():
        with screen(server, OTHER, view, token):
            pass
        refused = turned_away(server, {"event": SLUG, "view": view, "token": token})
        assert (refused.boards, refused.sheets) == ([], [])


@pytest.mark.parametrize(
    "auth",
    [
        None,
        {},
        [],
        "nm2024",
        {"event": SLUG},
        {"event": SLUG, "view": "organiser"},
        {"event": "no-such-event", "view": "display"},
        {"event": 7, "view": "display"},
        {"event": SLUG, "view": "display", "stage": "no-such-stage"},
        {"event": SLUG, "view": "display", "stage": 7},
        {"event": SLUG, "view": ["display"]},
        {"event": {"a": 1}, "view": {"b": 2}},
    ],
)
def test_whoever_asks_for_no_view_of_an_event_is_turned_away(server: Server, auth: object) -> None:
    assert turned_away(server, auth).boards == []


def test_screens_of_one_event_hear_nothing_of_another(server: Server) -> None:
    with screen(server, OTHER, "display") as elsewhere, screen(server, SLUG, "display") as here:
        before = elsewhere.versions[-1]
        here.shows(server.judge(SLUG, "j2").mark("r1", "djdh", 10).json()["version"])
        version = server.judge(OTHER, "j1").mark("r1", "t1", 50).json()["version"]
        elsewhere.shows(version)
        assert elsewhere.versions == [before, version]
        assert {board["event"] for board in elsewhere.boards} == {OTHER}
        assert {board["event"] for board in here.boards} == {SLUG}


def test_an_audience_phone_gets_fewer_boards_and_always_the_last(server: Server) -> None:
    judge = server.judge(SLUG, "j5")
    with screen(server, SLUG, "audience") as phone, screen(server, SLUG, "display") as projector:
        written = [judge.mark("r1", "hyzg", n % 21).json()["version"] for n in range(40)]
        projector.shows(written[-1])
        last = phone.shows(written[-1])
        told = f"the projector is told at once, a burst in one; the server says: {server.log}"
        assert [one for one in written if one in projector.versions] == projector.versions[1:], told
        assert len(phone.boards) < len(projector.boards), "forty marks in a moment come bundled"
        assert phone.versions == sorted(set(phone.versions)), "never an older one after a newer"
        assert last == server.stranger(SLUG).board()


def test_a_refused_mark_reaches_no_screen_and_changes_no_version(server: Server) -> None:
    judge = server.judge(SLUG, "j1")
    with screen(server, SLUG, "display") as projector, screen(server, SLUG, "audience") as phone:
        before = projector.versions[-1]
        ids = [str(uuid.uuid4()) for _ in range(4)]
        assert judge.mark("r1", "hyzg", 21, id=ids[0]).status_code == 422
        assert judge.mark("r1", "nobody", 5, id=ids[1]).status_code == 422
        assert judge.mark("f1", "hyzg", 5, id=ids[2]).status_code in (409, 422)
        assert server.judge(OTHER, "j1").post("scores", {}).status_code == 422
        assert server.stranger(SLUG).board()["version"] == before
        version = judge.mark("r1", "hyzg", 20, id=ids[3]).json()["version"]
        assert version == before + 1
        projector.shows(version)
        phone.shows(version)
        assert projector.versions == [before, version]
        assert phone.versions == [before, version]
    kept = {entry["id"] for entry in server.scorer(SLUG).ledger()}
    assert kept & set(ids) == {ids[3]}


def test_what_a_screen_says_is_not_believed(server: Server) -> None:
    with screen(server, SLUG, "display") as projector:
        before = projector.boards[-1]
        for said in ({"version": "x"}, {"version": 10**30}, {}, None, [], 7, "board"):
            projector.client.emit("seen", said)
        projector.client.emit("board", {"version": 10**6, "rows": []})
        version = server.judge(SLUG, "j4").mark("r1", "yhcj", 3).json()["version"]
        projector.shows(version)
        assert projector.versions == [before["version"], version]
        assert projector.client.connected
