"""What a hall and its judges are told of a round, by the set-up's rules and by what it has seen."""

from __future__ import annotations

from scoreboard.contest.model import Round, Rules
from scoreboard.contest.record.state import RoundRecord, Seer, State


def is_published(rules: Rules, a_round: Round, kept: RoundRecord, team_id: str, seer: Seer) -> bool:
    """Whether a team's marks or points in a round may be seen (contract, "Complete")."""
    if kept.state == "pending":
        return False
    if team_id in kept.released or team_id in kept.shown[seer]:
        return True
    if rules.publish == "round":
        return kept.state == "closed"
    if a_round.kind == "points" or (rules.publish == "live" and seer == "public"):
        return True
    return team_id in kept.completed and (rules.publish == "live" or rules.release == "complete")


def keep_published(state: State) -> None:
    """Let what may be seen under the rules in force be seen under those that follow them."""
    event = state.event
    if event is None:
        return
    teams = [team.id for team in event.teams]
    playoffs = [held.round for held in state.tie_resolutions if held.round is not None]
    for a_round in [*(r for stage in event.stages for r in stage.rounds), *playoffs]:
        kept = state.rounds[a_round.id]
        scored = [team for team in kept.marks if kept.marks[team]]
        for seer, shown in kept.shown.items():
            shown |= {
                team
                for team in (scored if a_round.kind == "judged" else teams)
                if is_published(event.rules, a_round, kept, team, seer)
            }
