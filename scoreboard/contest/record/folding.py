"""How each kind of entry changes the state of a contest: one function for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from scoreboard.contest.model import Entry, Event, Round, ScoredBy, entrant_of, team_of
from scoreboard.contest.record import show as showing
from scoreboard.contest.record.look import look_in
from scoreboard.contest.record.show import Shown, Untold
from scoreboard.contest.record.state import (
    Admission,
    Announcement,
    Freeze,
    Mark,
    OnList,
    RoundRecord,
    Seer,
    SpecialPrize,
    State,
    TieResolution,
)
from scoreboard.contest.rules.criteria import parts_of
from scoreboard.contest.rules.kinds.kind import Entered
from scoreboard.contest.rules.kinds.playoff import playoff_round
from scoreboard.contest.rules.kinds.table import kind_of


def fold_setup(state: State, entry: Entry) -> None:
    if entry.setup is None:
        raise ValueError(f"entry {entry.version} sets nothing up")
    if entry.detail.get("keeps_public"):
        _keep_public(state)
    _excuse_who_joins(state, entry.setup)
    state.event = entry.setup
    if state.freeze is not None and entry.setup.stage(state.freeze.stage) is None:
        # Nothing is left of the stage that it kept.
        _end_freeze(state, entry)
    # A rehearsal begins with what is on the event's screens.
    if "look" in entry.detail:
        state.look = look_in(entry.detail["look"])
    for stage in entry.setup.stages:
        for a_round in stage.rounds:
            state.rounds.setdefault(a_round.id, RoundRecord())
            _note_panels(state, a_round.id)
    state.forget_scores()


def _keep_public(state: State) -> None:
    """Let what may be seen under the rules in force stay seen under those that follow them."""
    event = state.event
    if event is None:
        return
    teams = [team.id for team in event.teams]
    playoffs = [held.round for held in state.tie_resolutions if held.round is not None]
    for a_round in [*(r for stage in event.stages for r in stage.rounds), *playoffs]:
        kept = state.rounds[a_round.id]
        marked = [team_of(one) for one in kept.marks if kept.marks[one]]
        scored = marked if kind_of(a_round).panel else teams
        for seer, shown in kept.shown.items():
            shown |= {t for t in scored if is_public(state, a_round, t, seer)}


def is_public(state: State, a_round: Round, team_id: str, seer: Seer) -> bool:
    """Whether a team's marks or points in a round may be seen (contract, "Complete").

    What it has in the rounds of one performance becomes public together.
    """
    event = state.event
    if state.is_held(a_round.id, team_id):
        return False
    return event is not None and all(
        state.rounds[r.id].is_public(
            event.rules, r, team_id, seer, panel=kind.panel, listed=kind.listed
        )
        for r in event.performance_of(a_round)
        for kind in (kind_of(r),)
    )


def _excuse_who_joins(state: State, setup: Event) -> None:
    """Let no judged round that is closed wait for judges who join its panel after it."""
    for a_round in (r for stage in setup.stages for r in stage.rounds if kind_of(r).panel):
        kept = state.rounds.get(a_round.id)
        if kept is not None and kept.state == "closed":
            joined = _joining(state, setup, a_round)
            kept.excused |= dict.fromkeys(sorted(joined - kept.excused.keys()), "")


def _joining(state: State, setup: Event, a_round: Round) -> set[str]:
    """The judges who are to mark a round and were not to mark it before."""
    event = state.event
    before = event.round(a_round.id) if event else None
    if event is None or before is None:
        return set()
    known = {judge.id for judge in event.panel_of(before)}
    return {judge.id for judge in setup.panel_of(a_round)} - known


def fold_open(state: State, entry: Entry) -> None:
    fold_reopen(state, entry)
    state.opened.extend(entry.rounds)
    _tell_before(state, entry)
    if "order" in entry.detail:
        _take_order(_round_of(state, entry), entry)


def _tell_before(state: State, entry: Entry) -> None:
    """Take as told what was announced of the stages before the one that is played now."""
    event = state.event
    if state.untold and event is not None:
        at = event.stages.index(event.stage_of(_named(entry.round)))
        state.untold = {k: v for k, v in state.untold.items() if not _is_before(event, k, at)}


def _is_before(event: Event, stage_id: str, at: int) -> bool:
    return any(stage.id == stage_id for stage in event.stages[:at])


def _go_on_in_the_open(state: State, entry: Entry) -> None:
    """Nothing is left of a freeze that is wholly revealed once the contest goes on."""
    if state.freeze is not None and not state.freeze.hides:
        _end_freeze(state, entry)


def _end_freeze(state: State, entry: Entry) -> None:
    if state.freeze is not None:
        state.freeze, state.show = None, showing.after_reveal(state.show, entry)


def fold_reopen(state: State, entry: Entry) -> None:
    _go_on_in_the_open(state, entry)
    for kept in _rounds_of(state, entry):
        kept.state = "open"


def fold_close(state: State, entry: Entry) -> None:
    for kept in _rounds_of(state, entry):
        kept.state = "closed"
        kept.on_stage = None


def fold_mark(state: State, entry: Entry) -> None:
    marks = _round_of(state, entry).marks.setdefault(_entrant(entry), {})
    if entry.value is not None:
        marks[_named(entry.judge)] = Mark(
            entry.value,
            entry.version,
            corrected=entry.kind == "correction",
            entered=bool(entry.detail.get("entered")),
            parts=parts_of(entry.detail),
        )
        _note_panels(state, _named(entry.round), _named(entry.team))


def _entrant(entry: Entry) -> str:
    """Who an entry is about: a team, or a member of it."""
    return entrant_of(_named(entry.team), entry.detail.get("member"))


def _note_panels(state: State, round_id: str, team_id: str | None = None) -> None:
    """Note where a judged round's panels are complete by now: a team's, or all teams'."""
    event, kept = state.event, state.rounds[round_id]
    a_round = event.round(round_id) if event else None
    if event is None or a_round is None or not kind_of(a_round).panel:
        return
    for marked in map(team_of, kept.marks) if team_id is None else (team_id,):
        entrants = event.entrants_of(a_round, marked)
        kept.note_complete(a_round, event.panel_of(a_round), marked, entrants)


def fold_award(state: State, entry: Entry) -> None:
    kept = _round_of(state, entry)
    kept.awards.append(entry)
    member = entry.detail.get("member")
    if member is not None and entry.value is not None:
        people = kept.people.setdefault(_named(entry.team), {})
        people.setdefault(member, []).append(entry.value)


def fold_token(state: State, entry: Entry) -> None:
    _round_of(state, entry).tokens.append(entry)


def fold_foul(state: State, entry: Entry) -> None:
    _round_of(state, entry).fouls.append(entry)


def fold_scores(state: State, entry: Entry) -> None:
    """The scores that the desk entered, for one team or for all of a list."""
    kept = _round_of(state, entry)
    for team, given in entry.detail["scores"].items():
        entered = entered_of(given)
        before = kept.listed.get(team)
        kept.listed[team] = OnList(entered, entry.version, again=before is not None)
    _made_public(state, entry)
    _announced_anew(state, entry)


def entered_of(given: Mapping[str, Any]) -> Entered:
    """What the detail of an entry says of a team: `value`, or `raised` and `present`."""
    value = given.get("value")
    return Entered(
        None if value is None else Decimal(value), given.get("raised"), given.get("present")
    )


def fold_correction(state: State, entry: Entry) -> None:
    """A judge's mark, or in a points round the team's score, as the desk sets it."""
    if entry.judge is not None:
        fold_mark(state, entry)
    else:
        kept = _round_of(state, entry)
        a_round = _set_up_round(state, _named(entry.round))
        before = sum(kept.points_by_team(a_round).get(_named(entry.team), ()), Decimal())
        kept.awards.append(replace(entry, value=(entry.value or Decimal()) - before))
    _made_public(state, entry)
    _announced_anew(state, entry)


def _made_public(state: State, entry: Entry) -> None:
    """Release the scores that the announced result rests on once this entry counts."""
    for round_id, teams in entry.detail.get("public", {}).items():
        if round_id in state.rounds:
            state.rounds[round_id].released.update(teams)
            state.rounds[round_id].forget()


def _announced_anew(state: State, entry: Entry) -> None:
    """Name the teams that the desk decided on, in the stages that are still announced."""
    for stage, teams in entry.detail.get("announced", {}).items():
        if stage in state.announced:
            state.announced[stage] = replace(state.announced[stage], teams=tuple(teams))
            state.forget_scores()


def fold_advance(state: State, entry: Entry) -> None:
    state.announced[_named(entry.stage)] = Announcement(
        tuple(entry.detail["teams"]), entry.version, entry.detail.get("decision")
    )
    state.untold.pop(_named(entry.stage), None)
    if told := entry.detail.get("told"):
        # It is announced with the scene that is to tell it.
        state.untold[_named(entry.stage)] = Untold(frozenset(told["parts"]))
        with_it = replace(entry, detail={k: v for k, v in told.items() if k != "parts"})
        state.show = showing.put(with_it, state.show, frozenset())
    _end_freeze(state, entry)
    state.forget_scores()


def fold_admit(state: State, entry: Entry) -> None:
    """It adds to the announcement that stood; where that was taken back it adds to nothing."""
    named = state.announced.get(_named(entry.stage))
    if named is not None:
        added = Admission(_named(entry.team), entry.detail["as"], entry.version)
        state.announced[_named(entry.stage)] = replace(named, admitted=(*named.admitted, added))
        state.forget_scores()


def fold_excuse(state: State, entry: Entry) -> None:
    _round_of(state, entry).excused[_named(entry.judge)] = entry.reason or ""
    _note_panels(state, _named(entry.round))


def fold_voided_excuse(state: State, entry: Entry) -> None:
    """Keep public what became public while the excuse lasted."""
    if entry.round in state.rounds:
        _round_of(state, entry).waived[entry.version] = _named(entry.judge)
        _note_panels(state, _named(entry.round))


def fold_release(state: State, entry: Entry) -> None:
    for kept in _rounds_of(state, entry):
        kept.released.add(_named(entry.team))


def fold_absent(state: State, entry: Entry) -> None:
    for kept in _rounds_of(state, entry):
        kept.absent[_entrant(entry)] = entry.reason or ""
    if entry.detail.get("member"):
        # The others of the team may be all who were waited for.
        _note_panels(state, _named(entry.round), _named(entry.team))


def fold_penalty(state: State, entry: Entry) -> None:
    _rule_points(state, entry)


def fold_bonus(state: State, entry: Entry) -> None:
    _rule_points(state, entry)


def _rule_points(state: State, entry: Entry) -> None:
    """Points by ruling, in no round."""
    state.penalties.setdefault((entry.stage, entry.team), []).append(entry)


def fold_withdraw(state: State, entry: Entry) -> None:
    state.withdrawn[_named(entry.team)] = entry.reason or ""
    # Its missing marks are no longer waited for, in any round.
    state.forget_scores()


def fold_order(state: State, entry: Entry) -> None:
    _take_order(_round_of(state, entry), entry)


def _take_order(kept: RoundRecord, entry: Entry) -> None:
    kept.order = tuple(entry.detail["order"])
    kept.lots = tuple(map(tuple, entry.detail["lots"]))
    kept.order_by = entry.detail.get("by", "")
    kept.ordered = entry.version


def fold_on_stage(state: State, entry: Entry) -> None:
    # It changes no figure, so what is cached of them stays.
    kept = state.rounds[_named(entry.round)]
    kept.on_stage, kept.staged = entry.team, entry.version
    if state.show is not None and state.show.follows and entry.team is not None:
        hid = state.hides
        state.show = replace(
            state.show,
            put=entry.version,
            at=entry.at,
            step=0,
            last=False,
            round=entry.round,
            team=entry.team,
            # The topic was the other team's.
            text="",
            holds=_holds(state, entry),
        )
        _seen_anew(state, hid)


def _seen_anew(state: State, hid: object) -> None:
    """Drop what was cached of the scores, where the hall may see others than it could."""
    if state.hides != hid:
        state.forget_scores()


def fold_scene(state: State, entry: Entry) -> None:
    hid = state.hides
    holds = _holds(state, entry) if entry.detail.get("holds") else frozenset()
    state.show = showing.put(entry, state.show, holds)
    _seen_anew(state, hid)
    if entry.detail.get("seconds"):
        start = {"do": "start", "seconds": entry.detail["seconds"]}
        state.timer = showing.timed(state.timer, start, entry.at)


def _holds(state: State, entry: Entry) -> frozenset[str]:
    """The rounds of a performance in which a team's score is not public yet."""
    event, team, before = state.event, entry.team, state.show
    a_round = event.round(entry.round or "") if event else None
    if event is None or a_round is None or team is None or not kind_of(a_round).panel:
        return frozenset()
    state.show = None
    hidden = not is_public(state, a_round, team, "public")
    state.show = before
    return frozenset(r.id for r in event.performance_of(a_round)) if hidden else frozenset()


def fold_turn(state: State, entry: Entry) -> None:
    before = state.show or Shown()
    show = showing.turned(before, entry)
    if show is before:
        return
    hid, state.show = state.hides, show
    untold = state.untold.get(show.stage or "")
    if show.tells and show.stage and untold:
        state.untold[show.stage] = _further(untold, show)
        if not state.untold[show.stage].parts:
            del state.untold[show.stage]
    if show.last and show.turns_marks and show.round in state.rounds and show.team:
        state.rounds[show.round].told.add(show.team)
    if show.last and show.holds:
        _let_go(state, show)
    _seen_anew(state, hid)


def _further(untold: Untold, show: Shown) -> Untold:
    """What is left to tell after a step; a part that was wholly told stays told."""
    if show.tells is None or show.tells not in untold.parts:
        return untold
    left = untold.parts - {show.tells} if show.last else untold.parts
    return Untold(left, {**untold.steps, show.tells: show.step})


def _let_go(state: State, show: Shown) -> None:
    """Make the score public that the scene has told; what is public stays so."""
    event, team = state.event, show.team
    state.show = replace(show, holds=frozenset())
    for a_round in (event.round(held) for held in show.holds) if event and team else ():
        if a_round and team and not is_public(state, a_round, team, "public"):
            state.rounds[a_round.id].released.add(team)


def fold_timer(state: State, entry: Entry) -> None:
    state.timer = showing.timed(state.timer, entry.detail, entry.at)


def fold_playoff(state: State, entry: Entry) -> None:
    _go_on_in_the_open(state, entry)
    givers = _scored_by(state, _named(entry.stage))
    a_round = playoff_round(_named(entry.round), entry.detail, givers)
    state.rounds[a_round.id] = RoundRecord(state="open")
    state.opened.append(a_round.id)
    state.tie_resolutions.append(
        TieResolution(a_round.id, _named(entry.stage), tuple(entry.detail["teams"]), a_round)
    )


def _scored_by(state: State, stage_id: str) -> ScoredBy:
    """Who gives the points of a play-off: whoever gives them in the stage's last such round."""
    event = state.event
    stage = event.stage(stage_id) if event else None
    rounds = (stage.rounds if stage else ())[::-1]
    like = next((r for r in rounds if kind_of(r).tally), next(iter(rounds), None))
    return like.scored_by if like else "desk"


def fold_lots(state: State, entry: Entry) -> None:
    state.tie_resolutions.append(
        TieResolution(f"lots{entry.version}", _named(entry.stage), tuple(entry.detail["order"]))
    )


def fold_word(state: State, entry: Entry) -> None:
    detail = entry.detail
    order, rest = tuple(detail["order"]), tuple(detail["rest"])
    name = f"word{entry.version}"
    state.tie_resolutions.append(TieResolution(name, _named(entry.stage), order, rest=rest))


def fold_groups(state: State, entry: Entry) -> None:
    state.groups[_named(entry.stage)] = dict(entry.detail["groups"])
    state.forget_scores()


def fold_together(state: State, entry: Entry) -> None:
    state.together.append((_named(entry.stage), frozenset(entry.detail["teams"])))


def fold_special(state: State, entry: Entry) -> None:
    state.specials.append(
        SpecialPrize(
            entry.version,
            str(entry.detail["prize"]),
            _named(entry.team),
            entry.detail.get("member"),
        )
    )


def fold_begin(state: State, entry: Entry) -> None:
    state.clear(entry)


def fold_look(state: State, entry: Entry) -> None:
    state.look = look_in(entry.detail)


def fold_publication(state: State, entry: Entry) -> None:
    state.published = bool(entry.detail["published"])


def fold_archive(state: State, entry: Entry) -> None:
    state.archived = bool(entry.detail["archived"])


def fold_freeze(state: State, entry: Entry) -> None:
    state.freeze = Freeze(entry.version, entry.at, _named(entry.stage))


def fold_unfreeze(state: State, entry: Entry) -> None:
    _end_freeze(state, entry)


def fold_reveal(state: State, entry: Entry) -> None:
    """A step of the reveal; of a freeze that was taken back there is none."""
    if state.freeze is None:
        return
    state.freeze = _revealed(state.freeze, entry.detail, entry.version)
    if "scene" in entry.detail:
        state.show = showing.put(entry, state.show, frozenset())


def _revealed(freeze: Freeze, step: Mapping[str, Any], version: int) -> Freeze:
    """The freeze with its reveal at a step: `step` `of` how many, and who is `revealed` then."""
    known = freeze.revealed
    revealed = {team: known.get(team, version) for team in step["revealed"]}
    return replace(freeze, step=step["step"], of=step["of"], revealed=revealed)


def fold_undo(state: State, entry: Entry) -> None:
    """The entry it voids is left out of the fold; here is only what was decided with the undo."""
    if entry.round in state.rounds and entry.voids is not None:
        state.rounds[_named(entry.round)].waived.pop(entry.voids, None)
    _made_public(state, entry)
    _announced_anew(state, entry)


def _round_of(state: State, entry: Entry) -> RoundRecord:
    kept = state.rounds[_named(entry.round)]
    kept.forget()
    for beside in _beside(state, entry):
        beside.seen = {}
    return kept


def _beside(state: State, entry: Entry) -> list[RoundRecord]:
    """The other rounds of the performance, whose scores the hall may come to see by this."""
    a_round = state.event.round(_named(entry.round)) if state.event else None
    if state.event is None or a_round is None or not a_round.performance:
        return []
    return [state.rounds[r.id] for r in state.event.performance_of(a_round)]


def _rounds_of(state: State, entry: Entry) -> list[RoundRecord]:
    """The rounds that an entry is about, which it changes all in the same way."""
    _named(entry.round)
    found = [state.rounds[round_id] for round_id in entry.rounds]
    for kept in found:
        kept.forget()
    return found


def _set_up_round(state: State, round_id: str) -> Round:
    """The round or play-off of that id, as it is in force now."""
    held = [one.round for one in state.tie_resolutions if one.id == round_id and one.round]
    a_round = state.event.round(round_id) if state.event else None
    return next(iter([*held, *([a_round] if a_round else [])]))


def _named(name: str | None) -> str:
    if name is None:
        raise ValueError("an entry does not name what it is about")
    return name
