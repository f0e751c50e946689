"""A board says which stages have begun, and where those stand who did not go on."""

from tests.unit.test_board import played


def test_in_the_first_stage_there_is_nothing_to_switch() -> None:
    assert "begun" not in played().board()


def test_from_the_second_stage_on_each_team_left_behind_has_its_place() -> None:
    scribe = played().close("buzzer")
    scribe.advance("heat", "blue", "red")
    for stage in (None, "heat"):
        assert scribe.board("public", stage)["begun"] == [
            {"id": "heat", "name": "Heat", "out": [{"id": "green", "name": "Green", "rank": 3}]},
            {"id": "final", "name": "Final", "out": []},
        ]
