"""The scenes, a row for each: the one place that knows them by name."""

from __future__ import annotations

from collections.abc import Mapping

from scoreboard.contest.record.book import Book
from scoreboard.contest.record.show import STANDINGS, Shown
from scoreboard.contest.show import choosing, following
from scoreboard.contest.show.kind import Reached, SceneKind
from scoreboard.contest.show.scenes import figures, marking, opening, plain, revealing, telling
from scoreboard.contest.words import N_

# fmt: off
SCENES: Mapping[str, SceneKind] = {
    "title": SceneKind(label=N_("Title"), shows=plain.title, after=following.after_title),
    "teams": SceneKind(label=N_("Teams come in"), of=opening.how_many_come, shows=opening.teams),
    "order": SceneKind(
        label=N_("Order"), uses=frozenset({"round"}), about=choosing.about_next_round,
        of=lambda _book, _show: 1, shows=opening.order, after=following.after_order,
    ),
    "opener": SceneKind(
        label=N_("Round opens"), uses=frozenset({"round"}), about=choosing.about_next_round,
        shows=opening.opener, after=following.after_opener,
    ),
    "standings": SceneKind(
        label=N_("Standings"), shows=figures.standings, after=following.after_standings,
    ),
    "round": SceneKind(
        label=N_("Round scores"), uses=frozenset({"round", "division"}), about=choosing.about_round,
        shows=figures.a_round, after=following.after_round,
    ),
    "team": SceneKind(
        label=N_("One team"), uses=frozenset({"team", "round"}), about=choosing.about_team,
        shows=figures.a_team,
    ),
    "marks": SceneKind(
        label=N_("Marks"), uses=frozenset({"round", "team", "text"}), about=choosing.about_marks,
        of=marking.how_many_cards, shows=marking.marks, check=marking.check_ready,
        holds=True, follows=True, after=following.after_marks,
    ),
    "timer": SceneKind(label=N_("Timer"), uses=frozenset({"seconds"}), shows=plain.timer),
    "reveal": SceneKind(
        label=N_("Reveal"), shows=revealing.reveal, at=revealing.reached, reveals=True,
        after=following.after_reveal,
    ),
    "face_off": SceneKind(
        label=N_("Play-off"), uses=frozenset({"stage"}), about=choosing.about_stage,
        shows=marking.face_off, after=following.after_round,
    ),
    "advance": SceneKind(
        label=N_("Who goes on"), uses=frozenset({"stage"}), about=choosing.about_announced,
        of=telling.how_many_go_on, shows=telling.advance, tells="going",
        after=following.after_advance,
    ),
    "podium": SceneKind(
        label=N_("Podium"), uses=frozenset({"stage", "division"}), about=choosing.about_last,
        of=telling.how_many_places, shows=telling.podium, tells="winners", by_division=True,
        after=following.after_podium,
    ),
    "awards": SceneKind(
        label=N_("Prizes"), uses=frozenset({"stage", "division"}), about=choosing.about_last,
        of=telling.how_many_prizes, shows=telling.awards, tells="prizes", by_division=True,
        after=following.after_last,
    ),
    "chart": SceneKind(
        label=N_("Chart"), uses=frozenset({"stage", "division", "text"}),
        about=choosing.about_stage, shows=figures.chart,
    ),
    "message": SceneKind(
        label=N_("Message"), uses=frozenset({"text", "second", "until"}), shows=plain.message,
    ),
    "sponsors": SceneKind(label=N_("Sponsors"), shows=plain.sponsors),
    "blank": SceneKind(label=N_("Dark"), shows=plain.blank),
}
# fmt: on


def kind_of_scene(name: str) -> SceneKind:
    """The scene of that name; the standings for one that is not known here."""
    return SCENES.get(name, SCENES[STANDINGS])


def reached(book: Book, show: Shown) -> Reached:
    """The step of a scene; who reached the last one stays there when there come to be more."""
    kind = kind_of_scene(show.scene)
    if kind.at is not None:
        return kind.at(book, show)
    of = kind.of(book, show)
    return Reached(of if show.last else min(show.step, max(of - 1, 0)), of)
