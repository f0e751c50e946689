"""A copy was put back: what judges were told is saved is offered again, and nothing is lost."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest

from tests.support.histories import EVENT, Machine, ledger, mark, marks, offer


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    made = Machine(tmp_path)
    made.site.scorer.set_round("open", "r1")
    return made


def test_the_sheet_and_the_desk_say_which_ledger_this_one_goes_on_from(machine: Machine) -> None:
    before = ledger(machine.site)
    machine.back_up()
    version = machine.site.version
    there = machine.put_back()
    after = ledger(there)
    assert after != before
    desk = there.scorer.board("?view=desk")
    assert desk["ledger"] == after
    assert desk["origin"] == before
    assert (desk["histories"], desk["cleared"]) == ([{"ledger": before, "version": version}], [])
    assert "histories" not in machine.site.scorer.board("?view=desk"), "a ledger that follows none"
    assert "histories" not in there.stranger.board()
    assert there.scorer.get("export.json").get_json()["ledger"] == after


def test_what_was_acknowledged_after_the_copy_is_taken_again_once(machine: Machine) -> None:
    of, lin = ledger(machine.site), machine.site.judge("lin")
    machine.back_up()
    first, second = mark("red", 11), mark("blue", 12)
    for body in (first, second):
        assert lin.post("scores", body).status_code == 201
    there = machine.put_back()
    judge = there.judge("lin")
    assert marks(there) == {}
    for body in (second, first):
        assert offer(judge, "scores", body, of).status_code == 201
    for body in (first, second):
        assert offer(judge, "scores", body, of).status_code == 200
    assert marks(there) == {"red": {"lin": "11"}, "blue": {"lin": "12"}}
    facts = there.scorer.get("safety").get_json()["histories"]
    assert (facts["waiting"], len(facts["back"])) == ([], 2)


def test_a_mark_whose_round_is_not_open_waits_and_is_taken_once_it_is(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.back_up()
    of = ledger(machine.site)
    machine.site.scorer.set_round("open", "r1")
    body = mark("red", 15)
    assert machine.site.judge("lin").post("scores", body).status_code == 201
    there = machine.put_back()
    judge = there.judge("lin")
    answer = offer(judge, "scores", body, of, "2024-11-30T08:05:00Z")
    assert answer.status_code == 202
    said = answer.get_json()["offered"]
    assert (said["id"], said["state"], said["closed"]) == (body["id"], "kept", True)
    (waiting,) = there.scorer.get("safety").get_json()["histories"]["waiting"]
    told = ("judge_name", "team_name", "round_name", "value", "closed")
    assert [waiting[key] for key in told] == ["Lin", "Red", "R1", "15", True]
    assert waiting["given"] == "2024-11-30T16:05:00+08:00"
    assert [late["id"] for late in there.scorer.get("refused").get_json()["marks"]] == [body["id"]]

    there.scorer.set_round("open", "r1")
    assert offer(judge, "scores", body, of).status_code == 201
    assert marks(there) == {"red": {"lin": "15"}}
    facts = there.scorer.get("safety").get_json()["histories"]
    assert facts["waiting"] == []
    assert [one["id"] for one in facts["back"]] == [body["id"]]


def test_the_desk_reads_why_something_waits_as_it_is_now(tmp_path: Path) -> None:
    """Its tablet may be gone: what was said when it was offered may be true no more."""
    machine = Machine(tmp_path)
    machine.back_up()
    of = ledger(machine.site)
    for a_round in ("r1", "r2"):
        machine.site.scorer.set_round("open", a_round)
        machine.site.scorer.set_round("close", a_round)
    there = machine.put_back()
    scorer, judge = there.scorer, there.judge("lin")
    points = {"id": str(uuid.uuid4()), "round": "r2", "team": "red", "points": 10}
    for path, body, ledger_of in (
        ("scores", mark("red", 15), of),
        ("awards", points, of),
        ("scores", mark("blue", 14), "of-no-copy-here"),
    ):
        assert offer(judge, path, body, ledger_of).status_code == 202

    def waits() -> dict[str, tuple[str, bool, bool]]:
        found = scorer.get("safety").get_json()["histories"]["waiting"]
        return {one["value"]: (one["why"], one["closed"], one["alone"]) for one in found}

    unknown = "这是在另一份数据里保存的，这里查不到那份数据。"
    r1, r2 = "R1还没有开始。", "R2还没有开始。"
    assert waits() == {
        "15": (r1, True, True), "10": (r2, True, True), "14": (unknown, True, False),
    }  # fmt: skip
    scorer.set_round("open", "r1")
    assert waits() == {
        "15": ("", False, True), "10": (r2, True, True), "14": (unknown, False, False),
    }  # fmt: skip
    entered = {**mark("red", 9), "judge": "lin", "reason": "as on paper"}
    version = scorer.post("corrections", entered).get_json()["version"]
    assert waits()["15"][0], "a mark stands there by now"
    undone = scorer.post("undo", {"id": str(uuid.uuid4()), "entry": version, "reason": "no"})
    assert undone.status_code == 201
    assert waits()["15"] == ("", False, True)
    scorer.set_round("close", "r1")
    scorer.set_round("open", "r2")
    assert (waits()["15"][1], waits()["10"]) == (True, ("", False, True))


def test_an_old_claim_never_beats_a_newer_correction(machine: Machine) -> None:
    site = machine.site
    lin = site.judge("lin")
    shared = lin.mark("r1", "blue", 5).get_json()["version"]
    machine.back_up()
    of = ledger(site)
    first = lin.mark("r1", "red", 11).get_json()["version"]
    rewritten = mark("red", 12, replaces=first)
    assert lin.post("scores", rewritten).status_code == 201

    there = machine.put_back()
    judge, scorer = there.judge("lin"), there.scorer
    for team, value in (("red", 18), ("blue", 17)):
        correction = {**mark(team, value), "judge": "lin", "reason": "as on paper"}
        assert scorer.post("corrections", correction).status_code == 201
    # In the other history this version was the mark that it replaces; here it is the correction.
    assert scorer.board("?view=desk")["marks"]["r1"]["red"]["lin"]["version"] == first
    for body in (rewritten, {**rewritten, "ledger": of}):
        assert offer(judge, "scores", body, of).status_code == 202
    assert offer(judge, "scores", mark("blue", 9, replaces=shared), of).status_code == 202
    assert marks(there) == {"red": {"lin": "18"}, "blue": {"lin": "17"}}
    waiting = scorer.get("safety").get_json()["histories"]["waiting"]
    assert sorted(one["value"] for one in waiting) == ["12", "9"]
    assert {one["closed"] for one in waiting} == {False}


def test_what_waited_in_another_history_is_not_refused_for_good(machine: Machine) -> None:
    """Its tablet has not heard yet: it offers it in its turn, behind what was acknowledged."""
    of = ledger(machine.site)
    machine.back_up()
    there = machine.put_back()
    waited = mark("red", 3, ledger=of)
    early = there.judge("wu").post("scores", waited)
    assert early.status_code == 409
    assert [one["field"] for one in early.get_json()["errors"]] == ["ledger"]
    assert there.scorer.get("refused").get_json()["marks"] == []
    assert offer(there.judge("wu"), "scores", waited, of).status_code == 201
    refused = there.judge("wu").post("scores", mark("red", 4, ledger="of-a-rehearsal"))
    assert refused.status_code == 409


def test_a_page_that_shows_the_other_history_writes_nothing(machine: Machine) -> None:
    of = ledger(machine.site)
    machine.back_up()
    scorer = machine.put_back().scorer
    headers = {**scorer.headers, "X-Scoreboard-Ledger": of}
    url = f"/api/v1/events/{scorer.slug}/rounds/r1/close"
    answer = scorer.client.post(url, json={}, headers=headers)
    assert answer.status_code == 409
    assert "另一份数据" in answer.get_json()["detail"]
    assert scorer.board()["rounds"][0]["state"] == "open"


def test_the_desk_takes_what_waits_by_one_touch_or_leaves_it(machine: Machine) -> None:
    of, lin = ledger(machine.site), machine.site.judge("lin")
    machine.back_up()
    bodies = [mark("red", 11), mark("blue", 12)]
    for body in bodies:
        assert lin.post("scores", body).status_code == 201
    there = machine.put_back()
    judge, scorer = there.judge("lin"), there.scorer
    scorer.set_round("close", "r1")
    for body in bodies:
        assert offer(judge, "scores", body, of).status_code == 202
    taken, left = (body["id"] for body in bodies)
    act = {"id": str(uuid.uuid4())}
    assert scorer.post(f"offers/{taken}/take", act).status_code == 201
    assert scorer.post(f"offers/{taken}/take", act).status_code == 200
    assert scorer.delete(f"offers/{left}").status_code == 200
    assert scorer.delete(f"offers/{left}").status_code == 200
    assert marks(there) == {"red": {"lin": "11"}}
    newest = there.services.books.read(EVENT.slug, lambda book: book.entries[-1])
    assert newest.kind == "correction"
    assert "Lin" in (newest.reason or "")
    assert scorer.get("safety").get_json()["histories"]["waiting"] == []
    # The tablet tries again when the round is open: the desk has had its word.
    scorer.set_round("reopen", "r1")
    states = [offer(judge, "scores", body, of).get_json()["offered"]["state"] for body in bodies]
    assert states == ["taken", "left"]
    assert marks(there) == {"red": {"lin": "11"}}
    assert scorer.post(f"offers/{uuid.uuid4()}/take", act).status_code == 404
    assert judge.post(f"offers/{taken}/take", act).status_code == 403


def test_what_a_begin_set_aside_is_not_offered_back(machine: Machine) -> None:
    site = machine.site
    before = ledger(site)
    body = mark("red", 11)
    assert site.judge("lin").post("scores", body).status_code == 201
    site.scorer.set_round("close", "r1")
    machine.back_up()
    there = machine.put_back()
    begun = there.organiser.post("begin", {"id": str(uuid.uuid4()), "reason": "now it counts"})
    assert begun.status_code < 300, begun.text
    there.scorer.set_round("open", "r1")
    assert before in there.scorer.board("?view=desk")["cleared"]
    assert offer(there.judge("lin"), "scores", mark("red", 9), before).status_code == 409
    assert there.scorer.get("safety").get_json()["histories"]["waiting"] == []
    assert marks(there) == {}


def test_of_a_history_nobody_here_knows_the_desk_decides(machine: Machine) -> None:
    """The same backup was put back twice: what the first of the two acknowledged is not known."""
    machine.back_up()
    once = machine.put_back()
    body = mark("red", 14)
    assert once.judge("lin").post("scores", body).status_code == 201
    there = machine.put_back()
    assert offer(there.judge("lin"), "scores", body, ledger(once)).status_code == 202
    assert marks(there) == {}
    (waiting,) = there.scorer.get("safety").get_json()["histories"]["waiting"]
    assert (
        there.scorer.post(f"offers/{waiting['id']}/take", {"id": str(uuid.uuid4())}).status_code
        == 201
    )
    assert marks(there) == {"red": {"lin": "14"}}


def test_points_and_their_withdrawal_come_back_in_their_order(machine: Machine) -> None:
    site = machine.site
    site.scorer.set_round("close", "r1")
    machine.back_up()
    of = ledger(site)
    site.scorer.set_round("open", "r2")
    award = {"id": str(uuid.uuid4()), "round": "r2", "team": "red", "points": 10}
    other = {**award, "id": str(uuid.uuid4()), "points": 20}
    lin = site.judge("lin")
    for body in (award, other):
        assert lin.post("awards", body).status_code == 201
    assert lin.delete(f"awards/{award['id']}").status_code == 200

    there = machine.put_back()
    judge = there.judge("lin")

    def again() -> list[int]:
        headers = {**judge.headers, "X-Scoreboard-Offered": of}
        gone = f"/api/v1/events/{judge.slug}/awards/{award['id']}"
        return [
            offer(judge, "awards", award, of).status_code,
            offer(judge, "awards", other, of).status_code,
            judge.client.delete(gone, headers=headers).status_code,
        ]

    assert again() == [202, 202, 202], "r2 is not open in the copy"
    waiting = there.scorer.get("safety").get_json()["histories"]["waiting"]
    assert [(one["kind"], one["value"]) for one in waiting] == [("award", "20")]
    there.scorer.set_round("open", "r2")
    assert again() == [202, 201, 202], "what was withdrawn stays so"
    assert again() == [202, 200, 202]
    assert there.stranger.board()["rows"][0]["total"] == "20"


def test_where_a_ledger_goes_on_from_no_other_nothing_was_saved_elsewhere(
    machine: Machine,
) -> None:
    """Else a judge could pass a late mark off as one that was saved in time."""
    machine.site.scorer.set_round("close", "r1")
    lin = machine.site.judge("lin")
    assert offer(lin, "scores", mark("red", 20), "elsewhere").status_code == 409
    facts = machine.site.scorer.get("safety").get_json()["histories"]
    assert (facts["left"], facts["waiting"], facts["warning"]) == ([], [], "")


def test_nobody_but_a_judge_leaves_something_for_the_desk(machine: Machine) -> None:
    """A scorer reads the refusal at once, and needs no list."""
    of = ledger(machine.site)
    machine.back_up()
    there = machine.put_back()
    award = {"id": str(uuid.uuid4()), "round": "r2", "team": "red", "points": 10}
    assert offer(there.scorer, "awards", award, of).status_code == 409
    unreadable = mark("red", {"no": "number"})
    assert offer(there.judge("lin"), "scores", unreadable, of).status_code == 422
    assert there.scorer.get("safety").get_json()["histories"]["waiting"] == []
