"""What was promised of speed and size, held against a run: one row each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bench.figures import Figure, Run, pair, times, written


@dataclass(frozen=True, slots=True)
class Want:
    """A limit of one figure: of its `ratio`, `median` or `p99`; `least`: it may be no less."""

    key: str
    of: str
    limit: float
    says: str = ""
    least: bool = False

    def value(self, run: Run) -> float | None:
        """What the run has of it."""
        one = run.figures.get(self.key)
        if one is None:
            return None
        value: float | None = one.ratio if self.of == "ratio" else getattr(one.value, self.of)
        return value

    def missed(self, run: Run) -> float:
        """By how much, as a factor; 1 or less is met. What is not measured is not missed."""
        value = self.value(run)
        if value is None:
            return 0.0
        if not self.least:
            return value / self.limit if self.limit else 1.0 + value
        return self.limit / value if value else float("inf")


@dataclass(frozen=True, slots=True)
class Goal:
    """A row: what it was at 2471cfc, what it is to be, and what was tried where it is missed."""

    what: str
    before: str
    goal: str
    wants: tuple[Want, ...]
    tried: str = ""


def most(key: str, limit: float, of: str = "ratio", says: str = "") -> Want:
    """A figure that may be no more."""
    return Want(key, of, limit, says)


GOALS: tuple[Goal, ...] = (
    Goal(
        "A judge's POST, committed and ranked, to the last of 1,000 phones, beside bare sends",
        "7.3 to 8.2 ×",
        "≤ 2 ×",
        (most("fanout/1000/last", 2),),
    ),
    Goal(
        "POST to the projector, p99, with 1,000 phones connected, against none",
        "5.3 and 7.5 ×",
        "≤ 1.5 ×",
        (most("lanes/1000/wall", 1.5),),
        "it is one late mark in a hundred. The hall is told first, phones in turns of 2 ms, pings "
        "that are due at once in such turns, and the collector runs in quiet moments, through what "
        "is new",
    ),
    Goal(
        "the same while 1,000 phones join with page and files",
        "all at once p99 2,140 and 3,150 ms",
        "≤ 2 × of none; all at once ≤ 500 ms",
        (
            most("lanes/joining-33/wall", 2, says="33 a second"),
            most("lanes/joining-100/wall", 2, says="100 a second"),
            most("lanes/joining-at-once/wall", 500, "p99", "at once"),
        ),
        "phones are let in one after the other, their page is kept as bytes and in a rush drawn "
        "once a second (it cost 5 ms after each mark), their sockets wait their turn, too, each "
        "round of the loop begins with the hall (rounds of 12 to 40 ms were cut to the hall's own "
        "and 2 ms), and memory is looked through in small steps (12 to 40 ms each before). On a "
        "machine that others used the server's processor for a mark, to the wall, went at p99 from "
        "46 to 21 ms at 33 a second and from 157 to 15 at 100 (alone 6). A process of their "
        "own was not tried",
    ),
    Goal(
        "Page of a phone, cold: requests, kB on the wire, fonts",
        "35, 1,058 (fonts 799)",
        "≤ 4, ≤ 60, no font",
        (
            most("weights/phone/cold/requests", 4, "median"),
            most("weights/phone/cold/kB", 60, "median"),
            most("weights/phone/cold/fonts", 0, "median", "fonts"),
        ),
    ),
    Goal(
        "Projector, judge, desk, cold: requests, kB; warm",
        "42, 856; 56, 1,045; 99, 1,325",
        "≤ 12, 500; 12, 250; 15, 350; warm 1 request",
        (
            most("weights/projector/cold/requests", 12, "median", "projector"),
            most("weights/projector/cold/kB", 500, "median"),
            most("weights/judge/cold/requests", 12, "median", "judge"),
            most("weights/judge/cold/kB", 250, "median"),
            most("weights/desk/cold/requests", 15, "median", "desk"),
            most("weights/desk/cold/kB", 350, "median"),
            *(
                most(f"weights/{page}/warm/requests", 1, "median", "warm")
                for page in ("phone", "projector", "judge", "desk")
            ),
        ),
        "the page itself is one request. What the desk's scripts would ask for as they begin comes "
        "within the page: how safe the event is, its addresses, the pictures of its strip of "
        "scenes. The projector asked three times what time it is, and now does only where "
        "something goes by it",
    ),
    Goal(
        "Pages of the phone a second, beside a bare route with the same bytes",
        "96 to 110 a second",
        "≥ 0.9 ×",
        (Want("pages/phone", "ratio", 0.9, least=True),),
        "answered before Flask out of bytes kept for each version and language, head and body in "
        "one piece; random bytes are asked for sixty-four answers at a time, and a guests' turn "
        "costs no green thread. What is left is a nonce, an id, a place in the guests' lane and "
        "what an address may ask for, which the bare route has not",
    ),
    Goal(
        "Board by HTTP a second, likewise, and unchanged (304)",
        "320 to 490 a second",
        "≥ 0.9 ×",
        (
            Want("pages/board", "ratio", 0.9, least=True),
            Want("pages/board/unchanged", "ratio", 0.9, "304", least=True),
        ),
        "likewise",
    ),
    Goal(
        "A judge's whole POST with display, desk and judges there, beside a bare route",
        "13 and 37 ms",
        "≤ 2 ×, ≤ 4 ×",
        (
            most("prices/7x5/watched/answer", 2, says="7 × 5"),
            most("prices/60x10/watched/answer", 4, says="60 × 10"),
        ),
    ),
    Goal(
        "the same with nobody connected",
        "",
        "≤ 1.75 ×, ≤ 2.75 ×",
        (
            most("prices/7x5/alone/answer", 1.75, says="7 × 5"),
            most("prices/60x10/alone/answer", 2.75, says="60 × 10"),
        ),
    ),
    Goal(
        "the same to the wall, and of the processor with all that follows",
        "",
        "measured beside it: what is put off is not saved",
        (
            most("prices/7x5/watched/wall", float("inf"), says="7 × 5 to the wall"),
            most("prices/7x5/watched/processor", float("inf"), says="processor"),
            most("prices/60x10/watched/wall", float("inf"), says="60 × 10 to the wall"),
            most("prices/60x10/watched/processor", float("inf"), says="processor"),
        ),
    ),
    Goal(
        "Memory for a phone",
        "70 kB",
        "≤ 40 kB",
        (most("memory/phone", 40, "median"),),
        "no task for pings, small buffers, of its request only what is read again, a writer "
        "only while something waits to be written (9 kB of 42), and three calls of objects less on "
        "the stack of C that a green thread keeps (3 kB). What is left is mostly the green thread "
        "that reads",
    ),
    Goal(
        "2,000 phones and the server, and after an hour of them",
        "",
        "< 200 MB",
        (
            most("memory/all", 200, "median"),
            most("memory/hour", 200, "median", "after the hour"),
        ),
        "the server alone went from 155 to some 126 MB: what writes workbooks and what migrates is "
        "loaded when asked for, Socket.IO's clients and queues not at all, and the models of "
        "answers are made when the description is asked for. Tried and left: cryptography (7 MB), "
        "which seals and backups need within a quarter of an hour",
    ),
    Goal(
        "A mark at 100,000 entries beside one at 1,000",
        "",
        "≤ 1.3 ×",
        (
            most("growth/entries-100000/wall", 1.3),
            most("growth/entries-100000/processor", 1.3, says="processor"),
        ),
    ),
    Goal(
        "Start with 100,000 entries, to the first board",
        "",
        "< 3 s",
        (most("starting/100000", 3, "median"),),
    ),
    Goal(
        "A mark with 600 teams beside one with 7",
        "",
        "at most in proportion: ≤ 86 ×",
        (
            most("growth/teams-600/wall", 86, says="to the wall"),
            most("growth/teams-600/processor", 86, says="processor"),
        ),
    ),
    Goal(
        "A mark during an import of 500 teams, an export, a verify, backups of 20,000 entries, p99",
        "",
        "≤ 50 ms",
        (
            most("stalls/import", 50, "p99", "import"),
            most("stalls/export", 50, "p99", "export"),
            most("stalls/verify", 50, "p99", "verify"),
            most("stalls/backup", 50, "p99", "backup"),
        ),
        "on a machine that others used a mark beside backup after backup had a p99 of 148 ms, and "
        "of 68 and 140 with none; the server's processor for it was the same, 4.5 ms: what is "
        "waited for is the disk and the machine. A backup now has the disk wait for it twice, not "
        "twenty times; that it is checked in a thread costs a mark next to nothing (SQLite gives "
        "the lock away at each row), so a process of its own was not built",
    ),
)


def rows(run: Run, goals: tuple[Goal, ...] = GOALS) -> Iterator[str]:
    """The table in Markdown."""
    yield f"| | measured at 2471cfc | goal | today ({run.at[:10]}) | met? |"
    yield "| --- | --- | --- | --- | --- |"
    for goal in goals:
        cells = (goal.what, goal.before, goal.goal, today(goal, run), met(goal, run))
        yield f"| {' | '.join(cells)} |"


def today(goal: Goal, run: Run) -> str:
    """What the run has of a goal; figures are named where there are several."""
    said = []
    for want in goal.wants:
        one = run.figures.get(want.key)
        if one is not None:
            said.append(f"{want.says} {_said(want, one)}".strip())
    return "; ".join(said) or "not measured in this run"


def met(goal: Goal, run: Run) -> str:
    """Met, or by how much it is missed and what was tried."""
    known = [want for want in goal.wants if want.key in run.figures]
    if not known:
        return ""
    if all(want.limit == float("inf") for want in known):
        return "no limit"
    missed = [want for want in known if want.missed(run) > 1]
    unknown = ", not all measured" if len(known) < len(goal.wants) else ""
    if not missed:
        return f"met{unknown}"
    by = ", ".join(f"{want.says} {want.missed(run):.1f} ×".strip() for want in missed)
    return f"missed by {by}{unknown}" + (f". {goal.tried}" if goal.tried else "")


def _said(want: Want, one: Figure) -> str:
    if want.of == "ratio":
        return f"{times(one.ratio)} ({pair(one.value)} {one.unit})"
    return f"{written(getattr(one.value, want.of))} {one.unit}"
