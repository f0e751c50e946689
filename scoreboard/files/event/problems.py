"""What is wrong with a file: every problem at once, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Protocol

from scoreboard.files.event.faults import Fault, Reader
from scoreboard.limits import MOST_GUESSED

Path = tuple[str | int, ...]

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+\Z")
# What is quoted from a file is shown on one line of a terminal.
LONGEST_QUOTE = 160


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault at its place: a line, and `where` as a path in the file or the form.

    `text` is its wording for the reader as a message id, whose names are in `names`.
    """

    line: int | None
    where: str
    fault: Fault
    names: Mapping[str, object] = field(default_factory=dict)
    reader: Reader = "file"

    @property
    def text(self) -> str:
        """The wording for the reader, as a message id."""
        return self.fault.words(self.reader)

    def __str__(self) -> str:
        sentence = self.text % self.names if self.names else self.text
        return f"{self.where}: {sentence}" if self.where else sentence


class EventFileProblems(Exception):
    """A file that cannot be taken; `problems` holds everything that is wrong with it."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems: list[Problem] = list(problems)
        super().__init__("\n".join(f"line {p.line}: {p}" for p in self.problems))


class LineOf(Protocol):
    """Something that knows the line of a path."""

    def of(self, where: Path) -> int: ...


class Findings:
    """Collects problems while a file is read, and knows which values they made unusable."""

    def __init__(self, lines: LineOf) -> None:
        self._lines = lines
        self._problems: list[Problem] = []
        self._unusable: set[Path] = set()
        self._guesses = Guesses()

    def wrong(self, fault: Fault, where: Path, **names: object) -> None:
        """Note a fault of the value at `where`; `names` are those in its wording."""
        self.note(Problem(self._lines.of(where), spell(where), fault, names))

    def note(self, problem: Problem) -> None:
        """Note a problem that knows its place; what it quotes is made safe to show."""
        self._problems.append(replace(problem, names=_quoted(problem.names)))

    def unusable(self, where: Path) -> None:
        """Note that the value at `where` was left out, so that nothing is concluded from it."""
        self._unusable.add(where)

    def usable(self, where: Path, *keys: str) -> bool:
        """Whether the values of `keys` in the table at `where` are what the file meant."""
        paths = [(*where, key) for key in keys] if keys else [where]
        return not any(path[:n] in self._unusable for path in paths for n in range(len(path) + 1))

    def all_usable(self, *keys: str) -> bool:
        """Whether no value of one of these keys was left out, anywhere in the file."""
        return not any(bad[-1] in keys for bad in self._unusable)

    def near(self, word: str, known: Sequence[str]) -> str | None:
        """The known word that was probably meant, as long as the file has not too many wrong."""
        return self._guesses.near(word, known)

    def line(self, where: Path) -> int | str:
        """The line of a path, or the cell where the file has cells."""
        return self._lines.of(where)

    def raise_any(self) -> None:
        """Raises EventFileProblems when there are any, in the order of the file."""
        if self._problems:
            raise EventFileProblems(sorted(self._problems, key=lambda p: p.line or 0))


def spell(where: Path) -> str:
    """A path as people write it: stages[1].rounds[2].step."""
    text = ""
    for part in where:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            text += ("." if text else "") + (part if _BARE_KEY.match(part) else quote(part))
    return text


def quote(text: str) -> str:
    """Text out of a file, safe to print: short, on one line, nothing invisible."""
    shown = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
    return shown if len(shown) <= LONGEST_QUOTE else shown[: LONGEST_QUOTE - 1] + "…"


def near(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` was probably meant to be."""
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.65)), None)


class Guesses:
    """Guesses what the wrong words of one file mean, for so many that a person would read them."""

    def __init__(self) -> None:
        # Words of which each was compared with one that is wrong.
        self._compared = 0

    def near(self, word: str, known: Sequence[str]) -> str | None:
        """As `near`; None without a look where the file has had its share of them."""
        self._compared += len(known)
        return near(word, known) if self._compared <= MOST_GUESSED else None


def _quoted(names: Mapping[str, object]) -> dict[str, object]:
    """The names, with what comes out of the file made safe; what is `known` is the program's."""
    return {
        key: quote(value) if isinstance(value, str) and key != "known" else value
        for key, value in names.items()
    }
