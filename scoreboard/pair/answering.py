"""What this laptop answers when another one asks: a greeting, and what follows on its line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scoreboard.contest.words import N_
from scoreboard.pair.away import FOLLOWS_ITSELF
from scoreboard.pair.first import Follower, NotYours
from scoreboard.pair.pair import Pair

PROCESSES = N_("Several processes serve there: let PostgreSQL keep the second copy.")
Said = dict[str, Any]


def greet(pair: Pair, said: Said) -> Said:
    """Answer a greeting. Raises NotTrusted where it is none."""
    state = pair.read_again()
    about = {
        "part": state.part,
        "term": state.term,
        "other": state.other,
        "address": pair.around.address(),
    }
    return pair.first.greet(pair.key(), said, about)


def hear(pair: Pair, name: str, frame: str, known: Callable[[], object] = lambda: None) -> str:
    """The answer to a frame on a line; `known` is called where it is the pair's.

    Raises NotTrusted.
    """
    follower, said = pair.first.open(name, frame)
    known()
    try:
        answer = _answer(pair, follower, said)
    except NotYours as no:
        answer = {"declined": no.text, "names": no.names}
    return follower.channel.say(answer)


def _answer(pair: Pair, follower: Follower, said: Said) -> Said:
    first = pair.first
    if pair.state.part == "second":
        raise NotYours(FOLLOWS_ITSELF, address=pair.state.other)
    if pair.around.many:
        raise NotYours(PROCESSES)
    if said["do"] == "secret":
        return {"secret_key": pair.secret_key, "generation": pair.state.generation}
    if said["do"] == "begin":
        answer = first.begin(follower, said)
        pair.be_followed(said["address"])
        return answer
    if said["do"] == "alone":
        at = pair.around.now().isoformat(timespec="seconds")
        if (parted := first.take_alone(follower, said, at)) is not None:
            pair.pairing.keep_parted(parted)
        return {}
    first.follow_up(follower, said, pair.state)
    if said["do"] == "take":
        return _hand_over(pair, follower)
    if first.disarming and not said["armed"]:
        pair.end_disarming()
    return {**first.next(follower, pair.state), "state": _told(pair)}


def _told(pair: Pair) -> Said:
    """What the second is told of this laptop."""
    state = pair.state
    unreached = pair.reach.trouble(pair.clock())
    return {
        "armed": state.armed and not pair.first.disarming,
        "generation": state.generation,
        "term": state.term,
        "unreached": unreached and [unreached.text, dict(unreached.names)],
    }


def _hand_over(pair: Pair, follower: Follower) -> Said:
    """Write no more, and give what is left; then follow whom it is given to."""
    pair.begin_to_hand_over()
    if not follower.held >= pair.first.commits:
        answer = pair.first.next(follower, pair.state, at_once=True)
        return {**answer, "state": _told(pair), "yours": False}
    term = pair.state.term + 1
    pair.follow(follower.address, term)
    return {"yours": True, "term": term}
