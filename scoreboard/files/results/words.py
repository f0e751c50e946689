"""The words of the result files: what a row, an entry or an outcome is called."""

from __future__ import annotations

from collections.abc import Mapping

from scoreboard.contest.boards.cut_line import NOTE_WORDS
from scoreboard.contest.boards.shapes import Board, Row
from scoreboard.contest.model import Entry
from scoreboard.contest.record.kinds import KINDS
from scoreboard.contest.rules.going_on import ADMITTED_WORDS, BAR_WORDS
from scoreboard.contest.rules.kinds.risk import outcome_words
from scoreboard.contest.rules.ranking import CUT_WORDS
from scoreboard.contest.rules.tokens import doubled_words
from scoreboard.contest.words import N_, Say
from scoreboard.files.results.shapes import Results


def kind_words(entry: Entry, say: Say) -> str:
    """What an entry of the ledger is called."""
    return say(KINDS[entry.kind].label)


def team_words(results: Results, entry: Entry) -> str:
    """The team of an entry, and the member of it who is named; of an order all its teams."""
    if "order" in entry.detail:
        names = (results.name("teams", team) for team in entry.detail["order"])
        return results.say(N_(", ")).join(names)
    member = results.name("members", entry.detail.get("member"))
    return " · ".join(filter(None, (results.name("teams", entry.team), member)))


def fate_words(board: Board, row: Row, say: Say) -> str:
    """Whether a team goes on or has won, or on which side of the cut it stands; or nothing."""
    announced, team = board["announced"], row["team"]["id"]
    if announced is not None and announced["winners"]:
        return say(N_("Winner")) if team in announced["winners"] else ""
    if row["cut"] is None:
        return ""
    if announced is not None:
        side = "side_of" in board["stage"]
        return _returned_words(row, say) if side else _announced_words(row, say)
    return say(BAR_WORDS[row["barred"]] if row["barred"] else CUT_WORDS[row["cut"]])


def _announced_words(row: Row, say: Say) -> str:
    """Whether a team goes on, and how where that was by hand, or what kept it back."""
    if row["cut"] != "in":
        words = say(N_("Not advancing"))
        return f"{words}{say(N_(', '))}{say(BAR_WORDS[row['barred']])}" if row["barred"] else words
    words = say(N_("Advancing"))
    how = row["admitted"]
    return f"{words}{say(N_(', '))}{say(ADMITTED_WORDS[how])}" if how else words


def _returned_words(row: Row, say: Say) -> str:
    """The same of a side stage, which teams return from."""
    if row["admitted"] == "return":
        return say(N_("Returned"))
    if row["cut"] == "in" and row["admitted"] is None:
        return say(N_("To return"))
    return say(N_("Not returning")) if row["cut"] == "out" else _announced_words(row, say)


def outside_words(row: Row, say: Say) -> str:
    """Why a team takes no place, or has no total; or nothing. Missed rounds have cells."""
    return "" if row["note"] is None else say(NOTE_WORDS[row["note"]])


def missed_words(board: Board, row: Row, say: Say) -> str:
    """For a table without cells for rounds: those that a team with a total did not come to."""
    if not row["absent"] or row["total"] is None:
        return ""
    names = [r["name"] for r in board["rounds"] if r["id"] in row["absent"]]
    return say(N_("absent from %(rounds)s"), rounds=say(N_(", ")).join(names))


def entry_outcome(entry: Entry, criteria: Mapping[str, str], say: Say) -> str:
    """How a risk question ended, with its stake; a mark's parts; a special prize; or nothing.

    `criteria` are the names of criteria by "ROUND.ID", in the order of the sheet.
    """
    if "prize" in entry.detail:
        return str(entry.detail["prize"])
    if "values" in entry.detail:
        given = entry.detail["values"]
        named = {one: f"{entry.round}.{one}" for one in given}
        order = {key: n for n, key in enumerate(criteria)}
        inorder = sorted(given, key=lambda one: order.get(named[one], len(order)))
        return " · ".join(f"{criteria.get(named[one], one)} {given[one]}" for one in inorder)
    if entry.kind == "token":
        return str(entry.detail["token"])
    words, stake = doubled_words(entry, outcome_words(entry, say), say), entry.detail.get("stake")
    if stake is None:
        return words
    return f"{say(N_('stake %(stake)s'), stake=stake)} · {words}".rstrip(" ·")
