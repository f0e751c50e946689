"""The words of the result files: what a row, an entry or an outcome is called."""

from __future__ import annotations

from scoreboard.contest.boards.shapes import Board, Row
from scoreboard.contest.model import Entry
from scoreboard.contest.record.kinds import KINDS
from scoreboard.contest.words import N_, Say
from scoreboard.files.results.shapes import Results

OUTCOMES: dict[str, str] = {
    "right": N_("answered right"),
    "wrong": N_("answered wrong"),
    "declined": N_("declined to answer"),
}
_CUT: dict[str, str] = {
    "in": N_("Inside the cut"),
    "out": N_("Outside the cut"),
    "tied": N_("Tied across the cut"),
}
_ROLES: dict[str, str] = {
    "organiser": N_("Organiser"),
    "scorer": N_("Scorer"),
    "viewer": N_("Viewer"),
}


def kind_words(entry: Entry, say: Say) -> str:
    """What an entry of the ledger is called."""
    return say(KINDS[entry.kind].label)


def by_words(results: Results, by: str) -> str:
    """Who wrote an entry, in words: judges and people by name, others by their role."""
    role, _, subject = by.partition(":")
    if by in results.people:
        return results.people[by]
    if role == "judge":
        return results.name("judges", subject)
    words = results.say(_ROLES[role]) if role in _ROLES else role
    return f"{words} {subject}".strip()


def fate_words(board: Board, row: Row, say: Say) -> str:
    """Whether a team goes on or has won, or on which side of the cut it stands; or nothing."""
    announced, team = board["announced"], row["team"]["id"]
    if announced is not None and announced["winners"]:
        return say(N_("Winner")) if team in announced["winners"] else ""
    if row["cut"] is None:
        return ""
    if announced is not None:
        return say(N_("Advancing")) if row["cut"] == "in" else say(N_("Not advancing"))
    return say(_CUT[row["cut"]])


def outside_words(row: Row, say: Say) -> str:
    """Why a team takes no place, or has no total; or nothing. Missed rounds have cells."""
    if row["outside"] == "withdrawn":
        return say(N_("withdrawn"))
    if row["outside"] == "guest":
        return say(N_("guest"))
    return say(N_("absent")) if row["absent"] and row["total"] is None else ""


def missed_words(board: Board, row: Row, say: Say) -> str:
    """For a table without cells for rounds: those that a team with a total did not come to."""
    if not row["absent"] or row["total"] is None:
        return ""
    names = [r["name"] for r in board["rounds"] if r["id"] in row["absent"]]
    return say(N_("absent from %(rounds)s"), rounds=say(N_(", ")).join(names))


def entry_outcome(entry: Entry, say: Say) -> str:
    """How a risk question ended, with its stake; or nothing."""
    outcome = str(entry.detail.get("outcome") or "")
    stake = entry.detail.get("stake")
    words = say(OUTCOMES[outcome]) if outcome in OUTCOMES else ""
    if stake is None:
        return words
    return f"{say(N_('stake %(stake)s'), stake=stake)} · {words}".rstrip(" ·")
